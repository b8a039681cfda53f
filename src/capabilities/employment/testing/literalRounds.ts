// The round of a month, read literally, day by day, from the sentences of README.md. Slow on purpose; shares nothing with rulesRounds.ts but the calendar.
import { literalCover, literalDays, literalFold, type Said, type SaidSpell } from './literalFold.ts';

export interface SaidInRound extends Said {
  readonly byEmployer: boolean;
}
const plus = (day: string, n: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);
const daysOf = (month: string): string[] => {
  const days: string[] = [];
  for (let d = `${month}-01`; d.slice(0, 7) === month; d = plus(d, 1)) days.push(d);
  return days;
};

export const literalRound = (
  spell: SaidSpell,
  evidence: readonly SaidInRound[],
  tried: readonly string[],
  month: string,
  today: string,
  due: string,
  eyes: 'office' | 'employer',
): string | null => {
  const days = daysOf(month);
  const past = days.filter((d) => d <= today);
  if (!past.length || spell.start > past.at(-1)!) return null;
  const fold = literalFold(spell, evidence, 6);
  const counted = literalDays(spell, fold, 92);
  const closed = fold.closed;
  const foundOut = closed !== null && evidence.some((e) => e.says === 'not in post' && e.observed.slice(0, 7) === month);
  const believed = [...counted].some((d) => d >= days[0]!);
  if (!believed && !foundOut) return closed !== null && closed <= past.at(-1)! ? null : 'silent';
  if (foundOut || (closed !== null && closed <= past.at(-1)!)) return 'left';
  const seen = evidence.some((e) => {
    if (e.says !== 'in post') return false;
    const { a, b } = literalCover(spell, e);
    if (b < a || b < spell.start) return false;
    if (eyes === 'employer') return e.byEmployer && e.observed.slice(0, 7) === month;
    if (e.class > 5) return false;
    return e.class <= 2
      ? days.some((d) => a <= d && d <= b) || (a.slice(0, 7) <= month && month <= b.slice(0, 7))
      : e.observed.slice(0, 7) === month;
  });
  if (seen) return 'verified';
  if (eyes === 'office' && tried.some((d) => d.slice(0, 7) === month)) return 'notReached';
  return today > due ? 'overdue' : 'due';
};

/** Of the stock 已核验 on a day. */
export const literalInStock = (spell: SaidSpell, evidence: readonly SaidInRound[], day: string): boolean =>
  literalDays(spell, literalFold(spell, evidence, 5), 92).has(day);
