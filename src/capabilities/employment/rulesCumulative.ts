// The cumulative mode of a criterion (docs/figures.md §4): proved days, and pay, in the 365 days that end at t. Both are straight lines between the days on
// which a spell enters or leaves the window, so no day is looked at one by one.
import type { CriterionRule } from './rulesCriteria.ts';
import type { Days } from './rulesFold.ts';
import { type FoldedSpell, runsOf } from './rulesRuns.ts';
import type { Stretch } from './rulesStable.ts';

export const WINDOW_DAYS = 365;
/** A month of a cumulative rule, in days. */
export const MONTH_DAYS = 30;

/** Days t of [from, to] on which at + slope · (t − from) ≥ need; null: none. */
const reaching = (from: number, to: number, at: number, slope: number, need: number): Days | null => {
  const end = at + slope * (to - from);
  if (at < need && end < need) return null;
  if (at >= need && end >= need) return { from, to };
  return at < need ? { from: from + Math.ceil((need - at) / slope), to } : { from, to: from + Math.floor((at - need) / -slope) };
};

export const cumulativeStretches = (group: string, spells: readonly FoldedSpell[], rule: CriterionRule): Stretch[] => {
  const proved = spells.filter((s) => s.vouched !== null);
  if (proved.length === 0) return [];
  // slopes of both sums, by the first day on which they hold; pay is counted in thirtieths of a month's pay
  const changes = new Map<number, { days: number; pay: number }>();
  const change = (t: number, days: number, pay: number): void => {
    const known = changes.get(t) ?? { days: 0, pay: 0 };
    changes.set(t, { days: known.days + days, pay: known.pay + pay });
  };
  const enter = ({ from, to }: Days, days: number, pay: number): void => {
    change(from, days, pay);
    change(to + 1, -days, -pay);
    change(from + WINDOW_DAYS, -days, -pay);
    change(to + 1 + WINDOW_DAYS, days, pay);
  };
  for (const run of runsOf(proved, 'vouched', 0)) enter(run, 1, 0);
  for (const s of proved) enter(s.vouched!, 0, s.spell.payMonth ?? 0);
  const needDays = MONTH_DAYS * rule.months!;
  const needPay = rule.pay?.per === 'window' ? MONTH_DAYS * rule.pay.yuan : 0;

  const turns = [...changes.keys()].sort((a, b) => a - b);
  const held: { from: number; to: number }[] = [];
  let [days, pay, slopeDays, slopePay] = [0, 0, 0, 0];
  for (let i = 0; i + 1 < turns.length; i++) {
    const [from, next] = [turns[i]!, turns[i + 1]!];
    const turn = changes.get(from)!;
    slopeDays += turn.days;
    slopePay += turn.pay;
    const [byDays, byPay] = [
      reaching(from, next - 1, days + slopeDays, slopeDays, needDays),
      reaching(from, next - 1, pay + slopePay, slopePay, needPay),
    ];
    days += slopeDays * (next - from);
    pay += slopePay * (next - from);
    if (!byDays || !byPay) continue;
    const piece = { from: Math.max(byDays.from, byPay.from), to: Math.min(byDays.to, byPay.to) };
    if (piece.from > piece.to) continue;
    const last = held.at(-1);
    if (last && last.to + 1 === piece.from) last.to = piece.to;
    else held.push(piece);
  }
  return held.map((h) => {
    const window = { from: h.from - WINDOW_DAYS + 1, to: h.from };
    return { ...h, group, run: window, spells: proved.filter((s) => s.vouched!.from <= window.to && s.vouched!.to >= window.from) };
  });
};
