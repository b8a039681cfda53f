// What a row changes of the spell it is about, and what it vouches for.
import type { Day } from '#standards/calendar/calendar.ts';
import { bareSpell, type Evidence, type SpellFacts } from './rulesSpell.ts';
import { classOf, kindOf, monthOf, type SaidDay, type Statement } from './rulesStatement.ts';
import {
  bestClass,
  type Employer,
  earlierDay,
  evidenceOf,
  type KnownSpell,
  lastStatement,
  NO_EMPLOYER,
  saysNoMore,
  type Work,
} from './rulesWork.ts';

export type Deed =
  | { readonly do: 'addSpell'; readonly spell: KnownSpell }
  | { readonly do: 'changeSpell'; readonly id: string; readonly changes: Partial<SpellFacts> }
  | { readonly do: 'addEvidence'; readonly evidence: Evidence }
  | { readonly do: 'changeEvidence'; readonly id: string; readonly changes: Pick<Evidence, 'coversFrom' | 'coversTo' | 'observed'> }
  | { readonly do: 'sayNoWork'; readonly observed: Day };

/** The facts that the row says otherwise, days apart. */
export const factChanges = (known: SpellFacts & { readonly employer: Employer }, s: Statement): Partial<SpellFacts> => {
  const said: Partial<Record<keyof SpellFacts, unknown>> = { ...s.facts };
  const kind = kindOf(s);
  if (kind) said.kind = kind;
  if (s.channel) said.channel = s.channel;
  if (s.place) said.place = s.place;
  if (s.sideJob !== null) said.sideJob = s.sideJob;
  if (s.employer && s.employer.words !== '') {
    const renamed = s.employer.plain !== known.employer.plain;
    if (renamed) said.employerWords = s.employer.words;
    // the same organisation under another of its records stays where it was recorded
    if (s.employer.main !== known.employer.main && (s.employer.main !== null || renamed)) said.organisationId = s.employer.organisationId;
  }
  const out: Partial<Record<keyof SpellFacts, unknown>> = {};
  for (const [key, value] of Object.entries(said) as [keyof SpellFacts, unknown][])
    if (value !== undefined && value !== known[key] && !(key === 'place' && wider(String(value), known.place))) out[key] = value;
  return out as Partial<SpellFacts>;
};
/** A county says nothing against a village in it. */
const wider = (said: string, known: string): boolean => known !== '' && said.endsWith('000000') && said.slice(0, 6) === known.slice(0, 6);

/** The days that the row says otherwise. */
export const dayChanges = (work: Work, known: KnownSpell, s: Statement): Partial<SpellFacts> => {
  const out: { -readonly [K in keyof SpellFacts]?: SpellFacts[K] } = {};
  if (s.start && !saysNoMore({ day: known.start, precision: known.startPrecision }, s.start)) {
    // a spell that goes on from the day after its end keeps its start; so does one that was already seen before, or that better evidence vouches for
    const goesOn = known.ended !== null && !known.endInferred && s.start.day > known.ended;
    const later = s.start.day > known.start;
    const evidence = evidenceOf(work, known.id);
    const seen = evidence.some((e) => e.says === 'in_post' && e.observed < s.start!.day);
    if (!(later && (goesOn || seen || bestClass(evidence) < classOf(s)))) {
      out.start = s.start.day;
      out.startPrecision = s.start.precision;
    }
  }
  if (s.end) {
    const before = known.ended !== null && !known.endInferred ? { day: known.ended, precision: known.endPrecision } : null;
    const cut = s.start && known.start > s.end.day;
    if (!cut && !(before && saysNoMore(before, s.end))) {
      // a part of the time that came before what is known: it ends where the known one ends
      const earlierPart =
        before !== null && s.end.day < before.day && s.start !== null && s.start.day < known.start && s.end.day < known.start;
      if (!earlierPart) {
        out.ended = s.end.day;
        out.endPrecision = s.end.precision;
        out.endInferred = false;
      }
    }
  } else if (s.working === true && s.endAsked && known.ended !== null && !known.endInferred && known.ended < s.observed) {
    const better = evidenceOf(work, known.id).some((e) => e.says === 'not_in_post' && e.class < classOf(s));
    if (!better) out.ended = null;
  }
  const start = out.start ?? known.start;
  const ended = out.ended === undefined ? known.ended : out.ended;
  // days that contradict each other change nothing: a finding of the row tells it
  return ended !== null && ended < start ? {} : out;
};

/** Evidence of a list, or nothing new: one statement a month of one template (figures §2; the month is ours ○). */
export const listEvidence = (work: Work, spell: KnownSpell, s: Statement, newId: () => string): Deed | null => {
  const from = s.start && s.start.day > spell.start ? s.start.day : spell.start;
  const end = s.end && s.end.day < s.observed ? s.end.day : s.observed;
  // an inferred end, and one that the list does not ask about, holds for what the list says too
  const holds = spell.ended !== null && (spell.endInferred || (s.end === null && !s.endAsked));
  const to = holds ? earlierDay(spell.ended!, end) : end;
  if (to < from) return null;
  const mine = evidenceOf(work, spell.id).filter((e) => e.class === classOf(s) && e.says === 'in_post');
  if (mine.some((e) => e.coversFrom === from && e.coversTo === to)) return null;
  const statement = mine.find((e) => e.template === s.template && monthOf(e.observed) === monthOf(s.observed));
  if (!statement)
    return {
      do: 'addEvidence',
      evidence: {
        id: newId(),
        spellId: spell.id,
        class: classOf(s),
        says: 'in_post',
        coversFrom: from,
        coversTo: to,
        observed: s.observed,
        template: s.template,
      },
    };
  // the same statement on another day of the month
  const onlyLater = statement.coversFrom === from && statement.coversTo === statement.observed && to === s.observed;
  if (onlyLater) return null;
  return { do: 'changeEvidence', id: statement.id, changes: { coversFrom: from, coversTo: to, observed: s.observed } };
};

/** "Not in post" from the day the list was observed, or nothing new. */
export const notInPost = (work: Work, spell: KnownSpell, s: Statement, newId: () => string): Deed | null => {
  const evidence = evidenceOf(work, spell.id);
  const last = lastStatement(evidence);
  if (last?.says === 'not_in_post' && last.observed <= s.observed) return null;
  if (
    evidence.some(
      (e) => e.says === 'not_in_post' && e.class === classOf(s) && monthOf(e.observed) === monthOf(s.observed) && e.template === s.template,
    )
  )
    return null;
  return {
    do: 'addEvidence',
    evidence: {
      id: newId(),
      spellId: spell.id,
      class: classOf(s),
      says: 'not_in_post',
      coversFrom: s.observed,
      coversTo: null,
      observed: s.observed,
      template: s.template,
    },
  };
};

/** Carries a deed out on what is known. */
export const carryOut = (work: Work, deed: Deed): Work => {
  switch (deed.do) {
    case 'addSpell':
      return { ...work, spells: [...work.spells, deed.spell] };
    case 'changeSpell':
      return { ...work, spells: work.spells.map((k) => (k.id === deed.id ? { ...k, ...deed.changes } : k)) };
    case 'addEvidence':
      return { ...work, evidence: [...work.evidence, deed.evidence] };
    case 'changeEvidence':
      return { ...work, evidence: work.evidence.map((e) => (e.id === deed.id ? { ...e, ...deed.changes } : e)) };
    case 'sayNoWork':
      return { ...work, noWork: deed.observed };
  }
};

/** A spell as a row tells it. */
export const newSpell = (s: Statement, start: SaidDay, newId: () => string): KnownSpell => {
  const ended = s.end && s.end.day >= start.day ? s.end : null;
  return {
    ...bareSpell(kindOf(s) ?? 'employed', start.day, start.precision),
    ...s.facts,
    id: newId(),
    employer: s.employer ? { main: s.employer.main, plain: s.employer.plain } : NO_EMPLOYER,
    byHandOn: null,
    organisationId: s.employer?.organisationId ?? null,
    employerWords: s.employer?.words ?? '',
    place: s.place,
    channel: s.channel ?? '',
    sideJob: s.sideJob ?? false,
    ended: ended?.day ?? null,
    endPrecision: ended?.precision ?? 'day',
  };
};
