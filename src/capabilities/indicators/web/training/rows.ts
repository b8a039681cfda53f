// Columns of the table of results: on the page and in the file from the same.
import { number } from '#platform/web/lang.tsx';
import type { Text } from '#standards/text.ts';
import { dimensionOf } from '../../rulesDimensions.ts';
import { costPerStable, type PeopleStage, rateAfter, stageTexts, type TrainedCounts, type TrainingDimension } from '../../rulesTraining.ts';
import { csvLine } from '../handOut.ts';

interface RowColumn {
  readonly key: string;
  readonly title: Text;
  readonly of: (c: TrainedCounts) => number | null;
  readonly told: (value: number | null) => string;
  /** The people behind it. */
  readonly stage?: PeopleStage;
}
const whole = (n: number | null): string => (n === null ? '—' : number(Math.round(n)));
const share = (n: number | null): string => (n === null ? '—' : `${(100 * n).toFixed(1)}%`);
const stage = (s: PeopleStage): RowColumn => ({ key: s, title: stageTexts[s], of: (c) => c.times[s], told: whole, stage: s });

export const rowColumns: readonly RowColumn[] = [
  { key: 'classes', title: { zh: '期', en: 'Classes' }, of: (c) => c.classes, told: whole },
  { key: 'seats', title: { zh: '名额', en: 'Seats' }, of: (c) => c.seats, told: whole },
  { key: 'persons', title: { zh: '到课的人', en: 'People who attended' }, of: (c) => c.persons.attended, told: whole },
  stage('enrolled'),
  stage('attended'),
  stage('finished'),
  stage('employed'),
  { key: 'rate', title: { zh: '训后就业率', en: 'Rate' }, of: rateAfter, told: share },
  stage('stable3'),
  stage('stable6'),
  { key: 'cost', title: { zh: '每个稳定 3 个月，元', en: 'Yuan per job stable 3 months' }, of: (c) => costPerStable(c, 3), told: whole },
];

interface Rows {
  readonly from: string;
  readonly to: string;
  readonly knownAt: string;
  readonly total: TrainedCounts;
  readonly rows: readonly { readonly name: Text; readonly counts: TrainedCounts }[];
}
export const csvOfRows = (d: Rows, by: TrainingDimension, t: (text: Text | string, en?: string) => string): string => {
  const line = (name: string, c: TrainedCounts) =>
    csvLine([name, ...rowColumns.map((x) => (x.of(c) === null ? '' : String(x.key === 'rate' ? x.told(x.of(c)) : Math.round(x.of(c)!))))]);
  return `\uFEFF${[
    csvLine([t(dimensionOf(by)!.name), ...rowColumns.map((c) => t(c.title))]),
    ...d.rows.map((r) => line(t(r.name), r.counts)),
    line(t('合计', 'Total'), d.total),
    csvLine([
      t(
        `${d.from} 至 ${d.to} 开班，截至 ${d.to}，按 ${d.knownAt} 所知`,
        `opened from ${d.from} to ${d.to}, as of ${d.to}, as known at ${d.knownAt}`,
      ),
    ]),
    csvLine([
      t(
        '阶段按人次；“到课的人”不重复计。考核合格、取证未计量。经费是预算数。',
        'Stages in attendances; people who attended are distinct. Passed and certified are not measured. Money is the budget as planned.',
      ),
    ]),
  ].join('\r\n')}\r\n`;
};
