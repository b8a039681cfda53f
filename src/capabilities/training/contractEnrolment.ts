// Enrolment: endpoints. Part of contract.ts.
import { z } from 'zod';
import { Education, WorkerRow } from '#capabilities/workers/contract.ts';
import { Code12, Day, Download, endpoint, Id, Instant, named, page, paged, TextOut } from '#platform/contract.ts';
import { changed } from '#platform/problem.ts';
import * as p from './contractEnrolmentProblems.ts';
import {
  ADMIT,
  AdmissionKey,
  ENROL,
  EnrolmentState,
  EnrolmentStep,
  EnrolmentWay,
  LeaveCode,
  MINE,
  TRAINEES,
} from './contractEnrolmentTexts.ts';
import { reasonIfAny, words } from './contractFields.ts';
import { PromiseOut } from './contractOrders.ts';
import { AreaRef, OrganisationRef } from './contractShapes.ts';
import { ClassMode, ClassState, OrderKind, Programme } from './contractTexts.ts';

export const AdmissionOut = z.object({ key: AdmissionKey, met: z.boolean().nullable(), stops: z.boolean(), text: TextOut });
export type AdmissionOut = z.infer<typeof AdmissionOut>;
export const VerdictOut = z.enum(['eligible', 'doubtful', 'refused']);

export const TraineeRow = z.object({
  enrolmentId: Id,
  recorded: Instant,
  worker: WorkerRow,
  state: EnrolmentState,
  way: EnrolmentWay,
  askedOn: Day,
  enrolledOn: Day.nullable(),
  endedOn: Day.nullable(),
  seat: z.int().nullable(),
  /** Place among those who wait, 1 = next; null where the person does not. */
  line: z.int().nullable(),
  reasonCode: LeaveCode.or(z.literal('promoted')).nullable(),
  reason: z.string(),
  doubts: z.array(AdmissionKey),
  /** Steps the reader may take now. */
  may: z.array(EnrolmentStep),
});
export type TraineeRow = z.infer<typeof TraineeRow>;
export const Standing = z.object({
  seats: z.int(),
  enrolled: z.int(),
  waiting: z.int(),
  applied: z.int(),
  invited: z.int(),
});
export type Standing = z.infer<typeof Standing>;

export const listTrainees = endpoint({
  id: 'training.listTrainees',
  method: 'GET',
  path: '/training/classes/:id/people',
  can: TRAINEES,
  summary: { zh: '一个班的学员、报名和候补', en: 'Trainees, applicants and the waiting list of a class' },
  input: z.object({ id: Id, ...paged, state: EnrolmentState.optional() }),
  output: page(TraineeRow).extend({
    standing: Standing,
    /** Of those the reader may see. */
    states: z.array(z.object({ state: EnrolmentState, count: z.int() })),
    classState: ClassState,
    may: z.object({ invite: z.boolean(), enter: z.boolean(), admit: z.boolean(), finish: z.boolean() }),
  }),
});
export const exportTrainees = endpoint({
  id: 'training.exportTrainees',
  method: 'POST',
  path: '/training/classes/:id/people/export',
  can: TRAINEES,
  stepUp: true,
  summary: { zh: '导出学员花名册（xlsx，记入导出记录）', en: 'The list of trainees as a spreadsheet; the export is on record' },
  input: z.object({ id: Id, state: EnrolmentState.optional() }),
  output: Download,
  problems: [p.tooManyTrainees],
});

const ids = named(z.array(Id).min(1).max(200), '人员', 'People');
/** Who is asked about is nobody's to read in an address. */
export const judgeTrainees = endpoint({
  id: 'training.judgeTrainees',
  method: 'POST',
  audited: false,
  path: '/training/classes/:id/people/judge',
  can: TRAINEES,
  summary: { zh: '这些人合不合条件，一条一条', en: 'Whether these people fit the class, condition by condition' },
  input: z.object({ id: Id, workerIds: ids }),
  output: z.object({
    items: z.array(
      z.object({ worker: WorkerRow, verdict: VerdictOut, admission: z.array(AdmissionOut), state: EnrolmentState.nullable() }),
    ),
  }),
  problems: [p.unknownPeople],
});
export const listCandidates = endpoint({
  id: 'training.listCandidates',
  method: 'POST',
  audited: false,
  path: '/training/classes/:id/people/candidates',
  can: ENROL,
  summary: { zh: '档案里合条件的人，可按意愿筛选', en: 'People of the register who fit the class; may be narrowed to those who want it' },
  input: z.object({
    id: Id,
    ...paged,
    /** Of the reader's own area. */
    area: named(Code12.optional(), '户籍地', 'Home'),
    ageFrom: named(z.int().min(0).max(130).optional(), '年龄从', 'Age from'),
    ageTo: named(z.int().min(0).max(130).optional(), '年龄到', 'Age to'),
    education: named(Education.optional(), '文化程度至少', 'Education at least'),
    /** Said that they want to learn or do it. */
    wants: z.boolean().default(false),
    /** 脱贫户 or 监测对象. */
    poor: z.boolean().default(false),
    /** Not at work as far as known. */
    idle: z.boolean().default(false),
  }),
  output: page(
    z.object({
      worker: WorkerRow,
      verdict: VerdictOut,
      admission: z.array(AdmissionOut),
      /** What the person said of it; '' where nothing. */
      wants: z.string(),
      state: EnrolmentState.nullable(),
    }),
  ),
});

const Dealt = z.object({
  workerId: Id,
  name: z.string(),
  /** What became of it. */
  state: EnrolmentState.nullable(),
  /** Why nothing did. */
  why: TextOut.nullable(),
});
const dealt = z.object({ items: z.array(Dealt), done: z.int(), refused: z.int(), standing: Standing });
export const invite = endpoint({
  id: 'training.invite',
  method: 'POST',
  path: '/training/classes/:id/people/invite',
  can: ENROL,
  summary: { zh: '邀请这些人报名，一人一个结果', en: 'Invite these people; each is told apart' },
  input: z.object({ id: Id, workerIds: ids }),
  output: dealt,
  problems: [p.unknownPeople],
});
export const enter = endpoint({
  id: 'training.enter',
  method: 'POST',
  path: '/training/classes/:id/people/enter',
  can: ENROL,
  summary: { zh: '代这些人报名，一人一个结果', en: 'Enter these people; each is told apart' },
  input: z.object({ id: Id, workerIds: ids, onDay: named(Day.optional(), '报名日期', 'Asked on') }),
  output: dealt,
  problems: [p.unknownPeople, p.promiseDay],
});
export const admit = endpoint({
  id: 'training.admit',
  method: 'POST',
  path: '/training/classes/:id/people/admit',
  can: ADMIT,
  summary: { zh: '录取；名额满了的进候补', en: 'Admit; where the class is full, to the waiting list' },
  input: z.object({ id: Id, enrolmentIds: ids, onDay: named(Day.optional(), '录取日期', 'Admitted on') }),
  output: dealt,
  problems: [p.unknownPeople, p.notYourTrainee, p.promiseDay],
});
export const markFinished = endpoint({
  id: 'training.markFinished',
  method: 'POST',
  path: '/training/classes/:id/people/finish',
  can: ADMIT,
  summary: { zh: '登记这些人结业', en: 'Enter that these people finished' },
  input: z.object({ id: Id, enrolmentIds: ids, onDay: named(Day, '结业日期', 'Finished on') }),
  output: dealt,
  problems: [p.unknownPeople, p.notYourTrainee, p.promiseDay],
});

const stepFields = {
  step: named(EnrolmentStep, '哪一步', 'Step'),
  onDay: named(Day.optional(), '日期', 'Day'),
  reasonCode: named(LeaveCode.nullable().default(null), '原因', 'Reason'),
  reason: reasonIfAny,
};
const stepProblems = [p.notYourTrainee, p.stepRefused, p.leaveCodeNeeded, p.notAdmitted, p.promiseDay, changed] as const;
export const stepEnrolment = endpoint({
  id: 'training.stepEnrolment',
  method: 'POST',
  path: '/training/enrolments/:enrolmentId/step',
  can: TRAINEES,
  summary: { zh: '办理一个学员：不录取、退出、未结业、收回等', en: 'One enrolment: refuse, withdraw, fail, take back and so on' },
  input: z.object({ enrolmentId: Id, seen: Instant, ...stepFields }),
  output: z.object({ state: EnrolmentState, promoted: z.int(), standing: Standing }),
  problems: stepProblems,
});

// One's own -------------------------------------------------------------------------------------------------------------------------

export const ClassBrief = z.object({
  id: Id,
  title: z.string(),
  programme: Programme,
  mode: ClassMode,
  orderKind: OrderKind.nullable(),
  state: ClassState,
  school: OrganisationRef,
  employer: OrganisationRef.nullable(),
  place: AreaRef,
  address: z.string(),
  planFrom: Day,
  planTo: Day,
  enrolUntil: Day,
  seats: z.int(),
  free: z.int(),
  waiting: z.int(),
  standard: z.string(),
  hours: z.int(),
});
export type ClassBrief = z.infer<typeof ClassBrief>;
const Own = z.object({
  enrolmentId: Id,
  recorded: Instant,
  state: EnrolmentState,
  askedOn: Day,
  enrolledOn: Day.nullable(),
  endedOn: Day.nullable(),
  line: z.int().nullable(),
  seat: z.int().nullable(),
  reasonCode: LeaveCode.or(z.literal('promoted')).nullable(),
  reason: z.string(),
  may: z.array(EnrolmentStep),
  class: ClassBrief,
  /** The next lessons, soonest first. */
  lessons: z.array(z.object({ day: Day, fromMinute: z.int(), toMinute: z.int(), title: z.string(), room: z.string() })),
  /** Of an order class. */
  promises: z.array(PromiseOut),
});
export type OwnEnrolment = z.infer<typeof Own>;
export const readMine = endpoint({
  id: 'training.readMine',
  method: 'GET',
  path: '/training/mine',
  can: MINE,
  summary: { zh: '我的班：报名、课表、订单班的承诺', en: 'My classes: enrolments, lessons and promises' },
  input: z.object({}),
  output: z.object({ items: z.array(Own), today: Day }),
});
export const listOpen = endpoint({
  id: 'training.listOpen',
  method: 'GET',
  path: '/training/open',
  can: MINE,
  summary: { zh: '正在招生、我能报的班', en: 'Classes that enrol and that I may ask for' },
  input: z.object({}),
  output: z.object({
    items: z.array(
      ClassBrief.extend({
        workerId: Id,
        verdict: VerdictOut,
        admission: z.array(AdmissionOut) /** How the reader stands in it. */,
        mine: EnrolmentState.nullable(),
      }),
    ),
  }),
});
export const applyMyself = endpoint({
  id: 'training.applyMyself',
  method: 'POST',
  path: '/training/open/:id/apply',
  can: MINE,
  summary: { zh: '本人报名', en: 'Enrol oneself' },
  input: z.object({ id: Id, workerId: Id, note: named(words(120), '说明', 'Note') }),
  output: z.object({ enrolmentId: Id, state: EnrolmentState }),
  problems: [p.notAdmitted, p.enrolledAlready, p.notYourTrainee],
});
export const answerMyself = endpoint({
  id: 'training.answerMyself',
  method: 'POST',
  path: '/training/mine/:enrolmentId/answer',
  can: MINE,
  summary: { zh: '本人答复：接受邀请、不参加、退出', en: 'Answer oneself: accept, decline, withdraw' },
  input: z.object({ enrolmentId: Id, seen: Instant, ...stepFields }),
  output: z.object({ state: EnrolmentState }),
  problems: stepProblems,
});

export const enrolmentEndpoints = [
  listTrainees,
  exportTrainees,
  judgeTrainees,
  listCandidates,
  invite,
  enter,
  admit,
  markFinished,
  stepEnrolment,
  readMine,
  listOpen,
  applyMyself,
  answerMyself,
] as const;
