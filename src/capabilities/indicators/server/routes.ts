import { areaText } from '#capabilities/regions/server/service.ts';
import { handle, handleFile, type Route } from '#platform/server/http.ts';
import { defineJob } from '#platform/server/jobs.ts';
import type { Recurring } from '#platform/server/recurring.ts';
import { explainFigure, listFigureMembers, listFigures, readFigureSql, readFigureTable } from '../contractFigures.ts';
import { completion } from '../rulesCompletion.ts';
import { awaited, external, figures, partitions } from '../rulesDefinitions.ts';
import { dimensions } from '../rulesDimensions.ts';
import { unitFigure } from '../rulesUnits.ts';
import { articleRoutes } from './article.ts';
import { completionRecurring, completionRoutes, prepareCompletion } from './completion/routes.ts';
import { explain, prepareExplain } from './explain.ts';
import { externalRoutes } from './external.ts';
import { differenceRoutes } from './freeze/differenceRoutes.ts';
import { publishedRoutes } from './freeze/published.ts';
import { freezeJobs, freezeRoutes } from './freeze/routes.ts';
import { members, prepareMembers } from './members.ts';
import { sidesOf } from './question.ts';
import { reportJobs, reportRecurring, reportRoutes } from './reports/routes.ts';
import { dropOldRuns } from './runs.ts';
import { screenRoute } from './screens/screenData.ts';
import { tokenRoutes } from './screens/tokens.ts';
import { prepareSql, sqlText } from './sqlText.ts';
import { computeStanding } from './standing.ts';
import { prepareTable, table, wordsOf } from './table.ts';
import { trainingRoutes } from './training/funnel.ts';
import { unitRoutes } from './units.ts';

export const indicatorsRoutes: readonly Route[] = [
  handle(listFigures, async ({ actor }) => ({
    figures: figures.map(wordsOf),
    awaited: [...awaited],
    external: [...external],
    units: [unitFigure],
    derived: [completion],
    dimensions: dimensions.map((d) => ({
      id: d.id,
      name: d.name,
      kind: d.kind,
      training: d.training ?? false,
      values: d.kind === 'code' ? Object.entries(d.values).map(([value, name]) => ({ value, name })) : [],
    })),
    partitions: partitions.map((p) => ({ ...p, into: [...p.into] })),
    areas: sidesOf(actor).map((s) => ({ ...s, name: s.code === '' ? { zh: '全国', en: 'the whole country' } : areaText(s.code) })),
  })),
  handleFile(readFigureTable, prepareTable, table),
  handleFile(listFigureMembers, prepareMembers, members),
  handleFile(explainFigure, prepareExplain, explain),
  handleFile(readFigureSql, prepareSql, sqlText),
  ...unitRoutes,
  ...trainingRoutes,
  ...articleRoutes,
  ...externalRoutes,
  ...completionRoutes,
  ...freezeRoutes,
  ...differenceRoutes,
  ...publishedRoutes,
  ...tokenRoutes,
  screenRoute,
  ...reportRoutes,
];
export const indicatorsJobs = [...freezeJobs, ...reportJobs];

const dropRuns = defineJob({
  kind: 'indicators.dropRuns',
  summary: { zh: '清理算过的指标', en: 'Drop figures computed some days ago' },
  async run(context) {
    return { dropped: await context.step((db) => dropOldRuns(db)) };
  },
});
export const indicatorsRecurring: readonly Recurring[] = [
  { name: 'indicators.dropRuns', at: '02:40', job: dropRuns },
  { name: 'indicators.computeStanding', at: '05:10', job: computeStanding },
  ...completionRecurring,
  ...reportRecurring,
];
export { prepareCompletion };
