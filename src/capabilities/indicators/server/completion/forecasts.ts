// Where one target will end this year: the agreement's curve, and the course of earlier years of its own cell or of its two provinces.
import type { z } from 'zod';
import { targetInForce, targetKindOf, targetKinds } from '#capabilities/accords/rules.ts';
import { agreementsKnown, targetsKnown, tooFine } from '#capabilities/accords/server/service.ts';
import { notFound, type Problem } from '#platform/problem.ts';
import type { Before } from '#platform/server/http.ts';
import { readWatermark } from '#platform/server/versions.ts';
import { noTargetThere, type readForecast } from '../../contractCompletion.ts';
import { outOf } from '../../rulesCompletion.ts';
import { type BaseFigure, baseOf, figureOf } from '../../rulesDefinitions.ts';
import { addedOf, forecast, LEAST_ADDED, reachOf, sharesOf, wholePercent, type YearCurve } from '../../rulesForecast.ts';
import { mayReadAsked } from '../question.ts';
import { completionAsk, gridAt } from './completion.ts';
import type { Grid } from './grids.ts';
import { summedOver } from './rows.ts';

/** ○ Programmes change: what was usual longer ago says little. */
const EARLIER_YEARS = 2;
export const earlierYears = (year: number): readonly number[] => Array.from({ length: EARLIER_YEARS }, (_, i) => year - 1 - i);
export const wholeYear = (year: number) => ({ from: `${year}-01-01`, to: `${year}-12-31` });
/** What is counted once for all indicators that are forecast. */
export const flowBases = (): readonly BaseFigure[] => [
  ...new Map(
    targetKinds
      .filter((k) => k.kind === 'flow')
      .map((k) => baseOf(figureOf(k.id)!).base)
      .map((b) => [b.id, b]),
  ).values(),
];
type In = z.output<(typeof readForecast)['input']>;
type Out = z.input<(typeof readForecast)['output']>;

type EarlierCurve = YearCurve & { readonly knownAt: string };
const curveOf = (grid: Grid, at: { originCode: string; hostCode: string }, figure: string, year: number): YearCurve => {
  const [first = 0, ...months] = summedOver(grid, at).get(figure) ?? [];
  return { year, first, months: Array.from({ length: 12 }, (_, i) => months[i] ?? 0) };
};
const province = (code: string): string => `${code.slice(0, 2)}0000000000`;
const missing = (year: number, indicator: string): Problem =>
  noTargetThere({ year, name: targetKindOf(indicator)?.name ?? { zh: indicator, en: indicator } });

export const prepareForecast = async ({ services, actor }: Before, input: In): Promise<Out> => {
  const { store } = services;
  const ask = await completionAsk(services, input);
  const targetsAt = ask.targetsAt ?? ask.knownAt ?? (await readWatermark(store));
  const { agreement, agreed } = await store.transact({ role: 'figures', readOnly: true }, async (db) => ({
    agreement: (await agreementsKnown(db, { day: ask.asOf, k: targetsAt, ids: [input.agreementId] }))[0],
    agreed: (await targetsKnown(db, ask.year, targetsAt)).filter(
      (t) => t.agreementId === input.agreementId && t.indicator === input.indicator,
    ),
  }));
  if (!agreement || !(await mayReadAsked(services, actor, { origin: [agreement.originCode], host: [agreement.hostCode] }, ask.asOf)))
    throw notFound();
  const kind = targetKindOf(input.indicator);
  const target = targetInForce(agreed, ask.asOf);
  if (!kind || !target || ask.begun === false || tooFine(agreement)) throw missing(ask.year, input.indicator);
  const { base } = baseOf(figureOf(kind.id)!);
  // the numbers of the page beside it; of years that are over the course hardly changes
  const how = { account: actor.accountId, stale: () => undefined };
  const now = await gridAt(store, base, { from: `${ask.year}-01-01`, to: ask.asOf }, base.evidenceClass, ask.knownAt, how);
  const curve = curveOf(now.grid, agreement, kind.id, ask.year);
  const told = {
    asOf: ask.asOf,
    knownAt: now.knownAt,
    targetsAt,
    target: target.persons,
    kind: kind.kind,
    curve: { ...curve, months: [...curve.months] },
  };
  if (kind.kind === 'stock') return { ...told, earlier: [], shares: [], earlierOf: 'none', forecast: null, without: 'stock' };
  if (outOf(agreement, ask.asOf)) return { ...told, earlier: [], shares: [], earlierOf: 'none', forecast: null, without: 'out' };
  const years: { readonly own: EarlierCurve; readonly around: EarlierCurve }[] = [];
  // beside a page of today they are taken as they stand and told with their instants; who asks for K is answered as known at K throughout
  const k = ask.targetsAt ? null : ask.knownAt;
  for (const year of earlierYears(ask.year)) {
    const { grid, knownAt } = await gridAt(store, base, wholeYear(year), base.evidenceClass, k, how);
    const around = { originCode: province(agreement.originCode), hostCode: province(agreement.hostCode) };
    years.push({
      own: { ...curveOf(grid, agreement, kind.id, year), knownAt },
      around: { ...curveOf(grid, around, kind.id, year), knownAt },
    });
  }
  const enough = (curves: readonly EarlierCurve[]) => curves.filter((c) => addedOf(c) >= LEAST_ADDED);
  const own = enough(years.map((y) => y.own));
  const around = enough(years.map((y) => y.around));
  const earlier = own.length ? own : around;
  const made = forecast(curve, ask.asOf, earlier);
  // the course of the two provinces is borrowed for its shape: how many people it is of belongs to whoever may read that cell
  const counts =
    own.length > 0 ||
    (await mayReadAsked(services, actor, { origin: [province(agreement.originCode)], host: [province(agreement.hostCode)] }, ask.asOf));
  return {
    ...told,
    earlier: counts ? earlier.map(({ year, first, months }) => ({ year, first, months: [...months] })) : [],
    shares: earlier.map((c) => ({ year: c.year, months: [...sharesOf(c)], knownAt: c.knownAt })),
    earlierOf: own.length ? 'agreement' : around.length ? 'provinces' : 'none',
    forecast:
      typeof made === 'string'
        ? null
        : {
            ...made,
            share: counts ? made.share : wholePercent(made.share),
            years: [...made.years],
            reach: reachOf(made, target.persons),
          },
    without: typeof made === 'string' ? made : null,
  };
};
