// All rows of a chunk about one worker, one after the other, and what is left to be written when they are through.

import { applyRow, type Remark } from './rulesApply.ts';
import type { Deed } from './rulesChanges.ts';
import { doubtfulCloser, overlapsOf } from './rulesClose.ts';
import type { Evidence, SpellFacts } from './rulesSpell.ts';
import type { Statement } from './rulesStatement.ts';
import type { KnownSpell, Work } from './rulesWork.ts';

export interface RowDone {
  readonly outcome: 'new' | 'changed' | 'unchanged';
  /** As the row does it to what the rows before it left; shown field by field. */
  readonly deeds: readonly Deed[];
  /** Before this row. */
  readonly before: Work;
  readonly remarks: readonly Remark[];
  readonly spellId: string | null;
}
/** What is to be written, once for each spell and each piece of evidence; `row`: index of the row it is written for. */
export type Write =
  | { readonly write: 'spell'; readonly row: number; readonly spell: KnownSpell; readonly was: KnownSpell | null }
  | { readonly write: 'evidence'; readonly row: number; readonly evidence: Evidence; readonly was: Evidence | null }
  | { readonly write: 'noWork'; readonly row: number; readonly observed: string; readonly was: string | null };
export interface RowsDone {
  readonly work: Work;
  readonly rows: readonly RowDone[];
  readonly writes: readonly Write[];
}

/** All facts of a spell, in one order, so that thousands travel in one statement. */
export const SPELL_FACTS: readonly (keyof SpellFacts)[] = [
  'kind',
  'organisationId',
  'employerWords',
  'occupation',
  'postWords',
  'industry',
  'industryWords',
  'place',
  'start',
  'startPrecision',
  'ended',
  'endPrecision',
  'endInferred',
  'leaveReason',
  'sideJob',
  'payMonth',
  'channel',
  'pointToPoint',
  'publicPostKind',
  'assistedKind',
  'assistedRef',
  'programme',
  'contractFrom',
  'contractTo',
];
/** The facts in which two versions of a spell differ. */
export const differingFacts = (a: SpellFacts, b: SpellFacts): readonly (keyof SpellFacts)[] => SPELL_FACTS.filter((f) => a[f] !== b[f]);

const sameCover = (a: Evidence, b: Evidence): boolean =>
  a.spellId === b.spellId && a.class === b.class && a.says === b.says && a.coversFrom === b.coversFrom && a.coversTo === b.coversTo;
const idOf = (deed: Deed): string =>
  deed.do === 'addSpell' ? deed.spell.id : deed.do === 'addEvidence' ? deed.evidence.id : deed.do === 'sayNoWork' ? 'noWork' : deed.id;

/**
 * The statements in the order of their rows. A version that a later row of the chunk takes back is never written: what is written is the difference between
 * before and after, so that the same list again writes nothing.
 */
export const applyRows = (before: Work, statements: readonly Statement[], newId: () => string): RowsDone => {
  let work = before;
  const first = new Map<string, number>();
  const last = new Map<string, number>();
  const passes = statements.map((statement, row) => {
    const start = work;
    const applied = applyRow(work, statement, newId);
    work = applied.work;
    for (const deed of applied.deeds) {
      const id = idOf(deed);
      if (!first.has(id)) first.set(id, row);
      last.set(id, row);
    }
    return { ...applied, before: start };
  });
  const writes: Write[] = [];
  const touched = new Set<string>();
  const spells = new Map(before.spells.map((k) => [k.id, k]));
  for (const spell of work.spells) {
    const was = spells.get(spell.id) ?? null;
    if (was && differingFacts(was, spell).length === 0) continue;
    touched.add(spell.id);
    writes.push({ write: 'spell', row: (was ? last : first).get(spell.id)!, spell, was });
  }
  const evidence = new Map(before.evidence.map((e) => [e.id, e]));
  for (const e of work.evidence) {
    const was = evidence.get(e.id) ?? null;
    if (was && sameCover(was, e)) continue;
    // cut back to what was said before
    if (!was && before.evidence.some((b) => sameCover(b, e))) continue;
    touched.add(e.id);
    writes.push({ write: 'evidence', row: (was ? last : first).get(e.id)!, evidence: e, was });
  }
  if (work.noWork !== before.noWork) {
    touched.add('noWork');
    writes.push({ write: 'noWork', row: last.get('noWork')!, observed: work.noWork!, was: before.noWork });
  }
  const heard = new Set(passes.flatMap((p) => p.spellId ?? []));
  const rows = passes.map((p, at): RowDone => {
    const deeds = p.deeds.filter((d) => touched.has(idOf(d)));
    const statement = statements[at]!;
    const closer =
      p.spellId && statement.working !== false && !statement.end ? doubtfulCloser(work, p.spellId, statement.observed, heard) : null;
    const others = p.spellId ? [...overlapsOf(p.work, p.spellId), ...(closer ? [closer] : [])] : [];
    const remarks = [...p.remarks, ...others.map((otherId): Remark => ({ kind: 'overlap', spellId: p.spellId!, otherId }))];
    return {
      outcome: deeds.some((d) => d.do === 'addSpell') ? 'new' : deeds.length ? 'changed' : 'unchanged',
      deeds,
      before: p.before,
      remarks,
      spellId: p.spellId,
    };
  });
  return { work, rows, writes };
};
