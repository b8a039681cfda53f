// 培训成效: the funnel of classes, from seats to lasting work, and the people behind each stage. Part of contract.ts.
import { z } from 'zod';
import { READ } from '#capabilities/training/contract.ts';
import { Code12, Day, endpoint, Id, Instant, named, TextOut } from '#platform/contract.ts';
import { notFound } from '#platform/problem.ts';
import * as p from './contractProblems.ts';
import { PEOPLE_STAGES, STAGES, TRAINING_DIMENSIONS } from './rulesTraining.ts';

const Place = z.union([Code12, z.literal('')]);
const some = z.array(z.string().max(40)).min(1).max(50).optional();
/** Which classes: those opened in the days, and of them only these. */
const asking = {
  from: named(Day, '开班从', 'Opened from'),
  /** D. */
  to: named(Day, '截至', 'As of'),
  knownAt: Instant.optional(),
  where: z
    .object({
      /** Of the class: whose people it trains, and the host area it trains for; any level, what lies below counts. */
      origin: z.array(Place).min(1).max(50).optional(),
      host: z.array(Place).min(1).max(50).optional(),
      programme: some,
      mode: some,
      order: some,
      school: some,
      employer: some,
    })
    .default({}),
};
export type TrainingWhere = z.output<(typeof asking)['where']>;
const stages = z.object({
  enrolled: z.int(),
  attended: z.int(),
  finished: z.int(),
  employed: z.int(),
  stable3: z.int(),
  stable6: z.int(),
});
export const TrainedCountsOut = z.object({
  classes: z.int(),
  seats: z.int(),
  /** Yuan of the budget as planned. */
  budget: z.number(),
  /** Distinct. */
  persons: stages,
  /** 人次: one for each person and class. */
  times: stages,
  /** 人次 in work after training by evidence of every class. */
  reported: z.int(),
  /** 人次 finished fewer than 90 days ago: they may still find work. */
  open: z.int(),
});
const problems = [p.periodBackwards, p.dayLater, p.knownLater, p.runGone, p.tooManyQuestions, p.questionsWait];

export const readFunnel = endpoint({
  id: 'indicators.readFunnel',
  method: 'POST',
  path: '/training/results',
  can: READ,
  summary: { zh: '培训成效：从计划名额到稳定就业', en: 'Results of training, from seats to lasting work' },
  audited: false,
  input: z.object({ ...asking, by: z.enum(TRAINING_DIMENSIONS).optional() }),
  output: z.object({
    from: Day,
    to: Day,
    knownAt: Instant,
    total: TrainedCountsOut,
    /** Persons are distinct in each row: who was in two schools stands in both. */
    rows: z.array(z.object({ key: z.string(), name: TextOut, counts: TrainedCountsOut })),
    /** What may be asked for: the schools and employers of the classes one sees. */
    schools: z.array(z.object({ id: z.string(), name: z.string() })),
    employers: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
  problems,
});
export const readClassFunnel = endpoint({
  id: 'indicators.readClassFunnel',
  method: 'GET',
  path: '/training/classes/:id/results',
  can: READ,
  summary: { zh: '一个班的成效', en: 'Results of one class' },
  audited: false,
  input: z.object({ id: Id }),
  output: z.object({ asOf: Day, knownAt: Instant, counts: TrainedCountsOut }),
  problems: [notFound],
});
const Row = z.object({
  /** Null: somebody whom the asker may not see, or not as the stage tells of them. */
  workerId: Id.nullable(),
  name: z.string().nullable(),
  homeName: z.string().nullable(),
  classId: Id,
  classTitle: z.string(),
  /** When they reached the stage; null where they are not told. */
  on: Day.nullable(),
});
export const listFunnelPeople = endpoint({
  id: 'indicators.listFunnelPeople',
  method: 'POST',
  path: '/training/results/people',
  can: READ,
  summary: { zh: '一个阶段后面的人', en: 'The people behind a stage' },
  input: z.object({
    ...asking,
    /** One class by its id, opened in the days or not. */
    classId: Id.optional(),
    stage: z.enum(PEOPLE_STAGES),
    by: z.enum(TRAINING_DIMENSIONS).optional(),
    key: z.string().max(40).optional(),
    cursor: z.string().max(200).optional(),
    size: z.int().min(1).max(100).default(50),
  }),
  output: z.object({
    knownAt: Instant,
    /** 人次: as many as the funnel says. */
    total: z.int(),
    persons: z.int(),
    /** Of the persons. */
    visible: z.int(),
    next: z.string().nullable(),
    items: z.array(Row),
  }),
  problems: [...problems, notFound],
});
export const STAGE_IDS = STAGES;
export type TrainedCountsOut = z.infer<typeof TrainedCountsOut>;
