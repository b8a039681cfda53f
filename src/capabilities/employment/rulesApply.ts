// One row, applied to what is known of a worker's work. A list is a snapshot: a row updates or confirms, absence means nothing.

import { carryOut, type Deed, dayChanges, factChanges, listEvidence, newSpell, notInPost } from './rulesChanges.ts';
import { closeOlder } from './rulesClose.ts';
import { classOf, findSpell, isOlder, monthOf, type Statement } from './rulesStatement.ts';
import { bestClass, evidenceOf, isOpen, type Work } from './rulesWork.ts';

/** What whoever hands the list in should know beside the changes. */
export type Remark =
  /** The register knows something newer: its facts stay. */
  | { readonly kind: 'older'; readonly spellId: string }
  /** Nothing tells since when: no spell can be entered. */
  | { readonly kind: 'noStart' }
  /** Two spells of one time, and neither can be closed by itself. */
  | { readonly kind: 'overlap'; readonly spellId: string; readonly otherId: string }
  /** Better evidence says otherwise than the list. */
  | { readonly kind: 'better'; readonly spellId: string };

export interface Applied {
  readonly work: Work;
  readonly deeds: readonly Deed[];
  readonly remarks: readonly Remark[];
  /** The spell the row is about, where there is one. */
  readonly spellId: string | null;
}

/** What one row would do by itself, before spells close each other. */
const applyStatement = (before: Work, s: Statement, newId: () => string): Applied => {
  let work = before;
  const deeds: Deed[] = [];
  const remarks: Remark[] = [];
  const put = (deed: Deed | null): void => {
    if (!deed) return;
    deeds.push(deed);
    work = carryOut(work, deed);
  };
  const done = (spellId: string | null): Applied => ({ work, deeds, remarks, spellId });
  const found = findSpell(work, s);

  const openOnes = work.spells.filter((k) => k.kind !== 'internship' && isOpen(work, k));
  if (s.working === false && s.end === null) {
    // who is said not to work, without saying where, is in none of the posts that are known
    const open = found ? openOnes.filter((k) => k.id === found.id) : s.employer ? [] : openOnes.filter((k) => k.start <= s.observed);
    if (!found && open.length === 0 && s.start && s.start.day <= s.observed) {
      const spell = newSpell(s, s.start, newId);
      put({ do: 'addSpell', spell });
      put(notInPost(work, spell, s, newId));
      return done(spell.id);
    }
    for (const k of open) {
      if (isOlder(work, k, s)) remarks.push({ kind: 'older', spellId: k.id });
      else if (bestClass(evidenceOf(work, k.id)) < classOf(s)) remarks.push({ kind: 'better', spellId: k.id });
      put(notInPost(work, k, s, newId));
    }
    if (work.spells.length === 0 && (work.noWork === null || monthOf(work.noWork) < monthOf(s.observed)))
      put({ do: 'sayNoWork', observed: s.observed });
    return done(found?.id ?? open[0]?.id ?? null);
  }

  // an end alone ends the only spell there is to end
  const known =
    found ?? (s.end && !s.start && !s.employer && openOnes.length === 1 && openOnes[0]!.start <= s.end.day ? openOnes[0]! : null);
  if (!known) {
    if (!s.start) {
      if (s.employer !== null || s.place !== '' || s.working === true || s.end) remarks.push({ kind: 'noStart' });
      return done(null);
    }
    const spell = newSpell(s, s.start, newId);
    put({ do: 'addSpell', spell });
    put(listEvidence(work, spell, s, newId));
    return done(spell.id);
  }
  const changes = { ...factChanges(known, s), ...dayChanges(work, known, s) };
  if (Object.keys(changes).length) {
    if (isOlder(work, known, s)) remarks.push({ kind: 'older', spellId: known.id });
    else {
      put({ do: 'changeSpell', id: known.id, changes });
      const employer =
        s.employer && ('organisationId' in changes || 'employerWords' in changes)
          ? { main: s.employer.main, plain: s.employer.plain }
          : null;
      if (employer) work = { ...work, spells: work.spells.map((k) => (k.id === known.id ? { ...k, employer } : k)) };
    }
  }
  const now = work.spells.find((k) => k.id === known.id)!;
  put(listEvidence(work, now, s, newId));
  return done(known.id);
};

/** One row, and the spells it closes. */
export const applyRow = (before: Work, statement: Statement, newId: () => string): Applied => {
  const applied = applyStatement(before, statement, newId);
  if (applied.deeds.length === 0) return applied;
  const closed = closeOlder(applied.work);
  return { ...applied, work: closed.work, deeds: [...applied.deeds, ...closed.deeds] };
};
