// What a line from outside stands against in what is known of the worker. Told to whoever holds the home, and to nobody else.
import { addDays, type Day } from '#standards/calendar/calendar.ts';
import { firstDayOfMonth, lastDayOfMonth, monthOfDay } from './rulesMonths.ts';
import { employerKeys, type OutsideLine } from './rulesOutside.ts';
import type { Evidence } from './rulesSpell.ts';
import { evidenceOf, type KnownSpell, lastStatement } from './rulesWork.ts';

export type Contradiction =
  /** Months after the month of death. */
  | { readonly kind: 'dead'; readonly diedOn: Day; readonly months: readonly number[] }
  /** The same employer, after the record says that it was over. */
  | { readonly kind: 'left'; readonly spell: KnownSpell; readonly left: Day; readonly months: readonly number[] }
  /** Another employer, whole months of whose spell lie in these. */
  | { readonly kind: 'elsewhere'; readonly spell: KnownSpell; readonly months: readonly number[] };

/** The last day in post that somebody said, null where nobody did. */
const leftOn = (spell: KnownSpell, evidence: readonly Evidence[]): Day | null => {
  if (spell.ended !== null) return spell.endInferred ? null : spell.ended;
  const last = lastStatement(evidenceOf({ spells: [], evidence, noWork: null }, spell.id));
  return last?.says === 'not_in_post' ? addDays(last.coversFrom, -1) : null;
};

export const contradictionsOf = (
  line: OutsideLine,
  {
    spells,
    evidence,
    diedOn,
  }: { readonly spells: readonly KnownSpell[]; readonly evidence: readonly Evidence[]; readonly diedOn: Day | null },
): readonly Contradiction[] => {
  const out: Contradiction[] = [];
  const dead = diedOn === null ? [] : line.months.filter((m) => m > monthOfDay(diedOn));
  if (dead.length) out.push({ kind: 'dead', diedOn: diedOn!, months: dead });
  const living = line.months.filter((m) => diedOn === null || m <= monthOfDay(diedOn));
  const keyOf = employerKeys([line, ...spells]);
  const key = keyOf(line);
  const own = spells.filter((s) => keyOf(s) === key);
  const held = (m: number) =>
    own.some((s) => monthOfDay(s.start) <= m && (leftOn(s, evidence) === null || monthOfDay(leftOn(s, evidence)!) >= m));
  for (const spell of own) {
    const left = leftOn(spell, evidence);
    if (left === null) continue;
    const months = living.filter(
      (m) => m > monthOfDay(left) && !held(m) && !own.some((s) => s.start > spell.start && monthOfDay(s.start) <= m),
    );
    if (months.length) out.push({ kind: 'left', spell, left, months });
  }
  for (const spell of spells) {
    if (keyOf(spell) === key || keyOf(spell) === '' || spell.kind === 'internship' || spell.sideJob) continue;
    const until = leftOn(spell, evidence) ?? spell.ended;
    // the month of a change may belong to both
    const months = living.filter((m) => spell.start <= firstDayOfMonth(m) && (until === null || until >= lastDayOfMonth(m)));
    if (months.length) out.push({ kind: 'elsewhere', spell, months });
  }
  return out;
};
