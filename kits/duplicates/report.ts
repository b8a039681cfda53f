import type { Rate, Score } from './measure.ts';
import type { TruthSet } from './shapes.ts';

const percent = (x: number): string => x.toFixed(4);
export const rateLine = (name: string, r: Rate): string =>
  `  ${name.padEnd(11)} precision ${percent(r.precision)}  recall ${percent(r.recall)}  F1 ${percent(r.f1)}  (${r.right} right of ${r.found}, truth ${r.truth})`;

/** The score of a set in lines of text. */
export function reportOf(
  { mix, seed, persons, duplicates, records }: Omit<TruthSet, 'records'> & { records: readonly unknown[] },
  score: Score,
): string[] {
  const errors = [...score.byError].sort(([, a], [, b]) => b.truth - a.truth);
  return [
    `mix ${mix}, seed ${seed}: ${persons} persons, ${duplicates} duplicates, ${records.length} records`,
    rateLine('candidates', score.candidates),
    rateLine('accepted', score.accepted),
    `  of true pairs with …        pairs   found  accepted`,
    ...errors.map(
      ([error, e]) =>
        `  ${error.padEnd(24)} ${String(e.truth).padStart(8)}  ${(e.found / e.truth).toFixed(3)}  ${(e.accepted / e.truth).toFixed(3).padStart(8)}`,
    ),
  ];
}
