import { handleFile, type Route } from '#platform/server/http.ts';
import { defineJob } from '#platform/server/jobs.ts';
import type { Recurring } from '#platform/server/recurring.ts';
import { exportCompletion, readCompletion, readForecast } from '../../contractCompletion.ts';
import { passed } from '../../rulesCompletion.ts';
import { theirsOf } from '../question.ts';
import { refreshStanding } from '../standing.ts';
import { completionAsk, completionOf, gridAt, visibleRows, yearsOfTargets } from './completion.ts';
import { earlierYears, flowBases, prepareForecast, wholeYear } from './forecasts.ts';
import { prepareCompletionSheet, takeCompletionSheet } from './sheet.ts';

export const completionRoutes: readonly Route[] = [
  handleFile(
    readCompletion,
    async ({ services, actor }, input) => {
      const ask = await completionAsk(services, input);
      const { store } = services;
      const told = await completionOf(store, ask, {
        fresh: input.fresh,
        account: actor.accountId,
        stale: () => refreshStanding(services, { from: `${ask.year}-01-01`, to: ask.asOf, asOf: ask.asOf, form: 'province' }),
      });
      const rows = visibleRows(actor, await theirsOf(services, actor, ask.asOf), told.rows).filter(
        (r) => (!input.own || r.own) && (input.agreementId === undefined || r.agreementId === input.agreementId),
      );
      return { ask, knownAt: told.knownAt, targetsAt: told.targetsAt, rows, years: await yearsOfTargets(store) };
    },
    async (_call, _input, { ask, knownAt, targetsAt, rows, years }) => ({
      year: ask.year,
      asOf: ask.asOf,
      knownAt,
      targetsAt,
      time: passed(ask.year, ask.asOf),
      rows: [...rows],
      years: [...new Set([...years, ask.year])].sort((a, b) => b - a),
    }),
  ),
  handleFile(readForecast, prepareForecast, async (_call, _input, told) => told),
  handleFile(exportCompletion, prepareCompletionSheet, takeCompletionSheet),
];

/** Adds up what the pages of the day will ask for, so that nobody waits for it: this year so far as `computeStanding` has just counted it, and the years before. */
export const prepareCompletion = defineJob({
  kind: 'indicators.prepareCompletion',
  summary: { zh: '统计目标完成情况', en: 'Count completion of targets' },
  async run({ services, step }) {
    const ask = await completionAsk(services, {});
    const { knownAt, rows } = await completionOf(services.store, ask, {});
    await step(async () => undefined);
    const years = knownAt === null ? [] : earlierYears(ask.year);
    for (const base of flowBases())
      for (const year of years) {
        await gridAt(services.store, base, wholeYear(year), base.evidenceClass, null, {});
        await step(async () => undefined);
      }
    return { knownAt, agreements: rows.length };
  },
});
export const completionRecurring: readonly Recurring[] = [{ name: 'indicators.prepareCompletion', at: '05:40', job: prepareCompletion }];
