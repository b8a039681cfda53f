// The funnel as a picture: the very numbers of its table, each bar opening the people behind it.
import type { AxisPicture } from '#platform/web/charts/picture.ts';
import {
  AWAITED_STAGES,
  PEOPLE_STAGES,
  type PeopleStage,
  STAGES,
  type Stage,
  stageTexts,
  type TrainedCounts,
} from '../../rulesTraining.ts';

export const hasPeople = (stage: Stage): stage is PeopleStage => (PEOPLE_STAGES as readonly Stage[]).includes(stage);
/** 人次 of a stage; seats of the first; null where it is not measured. */
export const timesAt = (counts: TrainedCounts, stage: Stage): number | null =>
  stage === 'planned' ? counts.seats : hasPeople(stage) ? counts.times[stage] : null;

export const funnelPicture = (
  counts: TrainedCounts,
  asOf: { readonly zh: string; readonly en: string },
  link: (stage: PeopleStage) => string,
): AxisPicture => ({
  kind: 'bars',
  title: { zh: '培训漏斗', en: 'Funnel of training' },
  unit: { zh: '人次（名额按个）', en: 'attendances (seats as seats)' },
  asOf,
  of: { zh: '阶段', en: 'Stage' },
  categories: STAGES.map((s) => ({ key: s, name: stageTexts[s] })),
  series: [
    {
      key: 'times',
      name: { zh: '人次', en: 'attendances' },
      values: STAGES.map((s) => timesAt(counts, s)),
      links: STAGES.map((s) => (hasPeople(s) && counts.times[s] > 0 ? link(s) : undefined)),
    },
  ],
  notes: [
    {
      zh: `${AWAITED_STAGES.map((s) => stageTexts[s].zh).join('、')}：等证书考评启用，没有数，不显示为 0。`,
      en: `${AWAITED_STAGES.map((s) => stageTexts[s].en).join(', ')}: awaits certificates and assessment; no number, and no 0.`,
    },
  ],
});
