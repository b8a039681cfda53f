// docs/figures.md §4 for 稳在广东: 3 months, continuous, in Guangdong, same province, g = 15.
import { addMonths, type Day } from '#standards/calendar/calendar.ts';
import { eachDay, earliest, latest } from './bruteDays.ts';
import type { Work } from './bruteFacts.ts';
import { type Days, vouched, within } from './bruteFold.ts';
import { inGuangdong } from './brutePlaces.ts';

const MONTHS = 3;
const GAP = 15;

export interface Run {
  readonly u: Day;
  readonly v: Day;
}
/** Runs of days that some of these stretches hold, holes of ≤ g days bridged. */
export const runsOf = (stretches: readonly Days[], g: number): readonly Run[] => {
  const first = earliest(stretches.map((s) => s.from));
  const last = latest(stretches.map((s) => s.to));
  if (first === null || last === null) return [];
  const runs: Run[] = [];
  let [u, v, hole] = [first, first, 0];
  for (const t of eachDay(first, last)) {
    if (!stretches.some((s) => within(s, t))) {
      hole++;
      continue;
    }
    if (hole > g) {
      runs.push({ u, v });
      u = t;
    }
    v = t;
    hole = 0;
  }
  return [...runs, { u, v }];
};

/** "Take p's employed, self-employed, flexible and public-post spells that fit the place." All of Guangdong is one province, so one group. */
export const guangdongSpells = (spells: readonly Work[]): readonly Work[] =>
  spells.filter((s) => s.kind !== 'internship' && inGuangdong(s.place));

/** `stableFrom(p, 稳在广东)`: "a run [u, v] makes p stable from addMonths(u, m) if v ≥ that day. First such day ever". No carry. */
export const stableInGuangdongFrom = (spells: readonly Work[], c: number): Day | null => {
  const stretches = guangdongSpells(spells).flatMap((s) => vouched(s, c) ?? []);
  return earliest(
    runsOf(stretches, GAP).flatMap(({ u, v }) => {
      const day = addMonths(u, MONTHS);
      return v >= day ? [day] : [];
    }),
  );
};
