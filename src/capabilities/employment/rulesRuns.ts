// Unbroken work: the union of the days of several spells, with short holes bridged (docs/figures.md §4).
import { CARRY_DAYS, counted, type Days, type Fold, fold, vouched } from './rulesFold.ts';
import type { LedgerSpell } from './rulesPerson.ts';
import type { EvidenceClass } from './rulesSpell.ts';

export interface FoldedSpell {
  readonly spell: LedgerSpell;
  readonly fold: Fold;
  /** No carry; null where nothing is proved. */
  readonly vouched: Days | null;
  /** With the carry. */
  readonly counted: Days | null;
}
export interface Run extends Days {
  readonly parts: readonly FoldedSpell[];
}
/** Union of days, holes of ≤ gap days bridged. */
export const joinRuns = (pieces: readonly { readonly days: Days; readonly of: FoldedSpell }[], gap: number): readonly Run[] => {
  const sorted = [...pieces].sort((a, b) => a.days.from - b.days.from || a.days.to - b.days.to);
  const runs: { from: number; to: number; parts: FoldedSpell[] }[] = [];
  for (const { days, of } of sorted) {
    const last = runs.at(-1);
    if (last && days.from - last.to - 1 <= gap) {
      if (days.to > last.to) last.to = days.to;
      last.parts.push(of);
    } else runs.push({ ...days, parts: [of] });
  }
  return runs;
};
export const runsOf = (spells: readonly FoldedSpell[], which: 'vouched' | 'counted', gap: number): readonly Run[] =>
  joinRuns(
    spells.flatMap((of) => (of[which] ? [{ days: of[which], of }] : [])),
    gap,
  );

export const folded = (spell: LedgerSpell, c: EvidenceClass): FoldedSpell => {
  const f = fold(spell, spell.evidence, c);
  return { spell, fold: f, vouched: vouched(spell, f), counted: counted(spell, f, CARRY_DAYS) };
};
