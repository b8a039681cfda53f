// I09 beside its persons (docs/figures.md §7, notes 27 and 28): what is counted in 期, in 人 and in 人次, and the stages of the funnel 漏斗. Pure data and sums; the
// engine (server/training) says who reached which stage.
import type { Text } from '#standards/text.ts';

const t = (zh: string, en: string): Text => ({ zh, en });

/** ○ 训后就业: days after the end of the class within which work begins. */
export const AFTER_DAYS = 90;
/** ○ g of §4. */
export const BRIDGED_DAYS = 15;
export const STABLE_MONTHS = [3, 6] as const;

export const trainingFigure = {
  id: 'I09',
  version: 1,
  name: t('技能培训', 'Training'),
  words: t(
    '期：开班日在期间内、到截止日没有取消的班。人：这些班里到截止日至少上过一次课的人，不重复计。人次：每人每班计一次。结业：上过课并且结业日不晚于截止日。训后就业：结业的人当中，结业那天在岗，或者其后 90 天 ○ 内上岗（实习不算），有证据。取证：等证书考评启用，现在没有数。',
    'Classes: opened in the period and not cancelled by the as-of day. Persons: distinct, with at least one attended lesson of these classes by then. Attendances: one for each person and class. Finished: attended, and finished by then. In work after training: of those who finished, in post on that day or from within 90 days ○ after it (an internship is none), with evidence. Certified: awaits certificates and assessment; there is no number yet.',
  ),
} as const;

/** What is counted, each with its unit. `awaited` has no number, and never 0. */
export const STAGES = ['planned', 'enrolled', 'attended', 'finished', 'passed', 'certified', 'employed', 'stable3', 'stable6'] as const;
export type Stage = (typeof STAGES)[number];
export const stageTexts: Record<Stage, Text> = {
  planned: t('计划名额', 'Seats planned'),
  enrolled: t('录取入班', 'Enrolled'),
  attended: t('到课', 'Attended'),
  finished: t('结业', 'Finished'),
  passed: t('考核合格', 'Passed'),
  certified: t('取证', 'Certified'),
  employed: t('训后就业', 'In work after training'),
  stable3: t('稳定 3 个月', 'Stable for 3 months'),
  stable6: t('稳定 6 个月', 'Stable for 6 months'),
};
export const stageRules: Record<Stage, Text> = {
  planned: t('各班的名额，单位：个', 'seats of the classes'),
  enrolled: t('截至日以前入过班的，后来退班的也算', 'had a seat by the day, whoever left later included'),
  attended: t(
    '至少上过一次课：到课、迟到、早退都算，缺勤、请假不算',
    'at least one lesson: present, late or left early; absent and excused are none',
  ),
  finished: t('上过课，并且结业日不晚于截至日', 'attended, and finished by the day'),
  passed: t('等证书考评启用', 'awaits certificates and assessment'),
  certified: t('等证书考评启用', 'awaits certificates and assessment'),
  employed: t(
    `结业那天在岗，或者其后 ${AFTER_DAYS} 天 ○ 内上岗；实习不算，名单和自报不算`,
    `in post on the day they finished, or from within ${AFTER_DAYS} days ○ after it; no internship, no lists and self-reports`,
  ),
  stable3: t(
    `这样上岗以后有证据连续在岗满 3 个月，中间断开不超过 ${BRIDGED_DAYS} 天 ○`,
    `from then on proved in post for 3 months without a hole of more than ${BRIDGED_DAYS} days ○`,
  ),
  stable6: t('同上，满 6 个月', 'the same for 6 months'),
};
export const AWAITED_STAGES: readonly Stage[] = ['passed', 'certified'];
/** Stages with people behind them. */
export const PEOPLE_STAGES = ['enrolled', 'attended', 'finished', 'employed', 'stable3', 'stable6'] as const satisfies readonly Stage[];
export type PeopleStage = (typeof PEOPLE_STAGES)[number];

/** By what classes and their people are told apart in one table; everything else is a condition. */
export const TRAINING_DIMENSIONS = [
  'school',
  'employer',
  'programme',
  'mode',
  'order',
  'origin:province',
  'origin:prefecture',
  'origin:county',
  'host:prefecture',
  'pairing',
] as const;
export type TrainingDimension = (typeof TRAINING_DIMENSIONS)[number];

/** A row: numbers of 期, 人 and 人次 apart. Persons are distinct in each row, so rows of persons do not always sum. */
export interface TrainedCounts {
  readonly classes: number;
  readonly seats: number;
  /** Yuan, as planned. */
  readonly budget: number;
  readonly persons: Readonly<Record<PeopleStage, number>>;
  readonly times: Readonly<Record<PeopleStage, number>>;
  /** 人次 in work after training by evidence of every class. */
  readonly reported: number;
  /** 人次 finished fewer than 90 days ○ before the as-of day: they may still find work. */
  readonly open: number;
}
/** 训后就业率: of 人次 that finished. Null where nobody did. */
export const rateAfter = (c: Pick<TrainedCounts, 'times'>): number | null =>
  c.times.finished === 0 ? null : c.times.employed / c.times.finished;
/** Yuan of the budget for each person stable for so long. Null where nobody is, or no budget stands. */
export const costPerStable = (c: TrainedCounts, months: 3 | 6): number | null => {
  const stable = c.persons[months === 3 ? 'stable3' : 'stable6'];
  return stable === 0 || c.budget === 0 ? null : c.budget / stable;
};
