// Order classes: endpoints. Part of contract.ts.
import { z } from 'zod';
import { stepUpNeeded } from '#capabilities/access/contract.ts';
import { WorkerRow } from '#capabilities/workers/contract.ts';
import { Day, endpoint, Id, Instant, line, named, page, paged, prose, TextOut } from '#platform/contract.ts';
import { FileType } from '#platform/filesContract.ts';
import { changed } from '#platform/problem.ts';
import * as p from './contractEnrolmentProblems.ts';
import { EnrolmentState, ORDER, OrderParty, Promise4, PromiseDeed, PromiseState, SIGN_ORDER } from './contractEnrolmentTexts.ts';
import { Chosen, reasonIfAny, words } from './contractFields.ts';
import { noSuchFile, nothingChanged, reasonNeeded, unknownCode } from './contractProblems.ts';
import { AreaRef, ConditionOut, OrganisationRef } from './contractShapes.ts';
import { ClassState, OrderKind, Programme, READ } from './contractTexts.ts';

export const PromiseOut = z.object({ promise: Promise4, state: PromiseState, day: Day.nullable(), text: TextOut });
export type PromiseOut = z.infer<typeof PromiseOut>;
export const PostOut = z.object({
  id: Id,
  title: z.string(),
  occupation: z.string(),
  place: AreaRef,
  heads: z.int(),
  /** Named in so many intents. */
  named: z.int(),
  /** Yuan a month. */
  payMin: z.int(),
  payMax: z.int(),
  note: z.string(),
});
export type PostOut = z.infer<typeof PostOut>;
const fileOut = z.object({ id: Id, name: z.string(), type: FileType, size: z.int() }).nullable();
const Tally = z.object({ met: z.int(), not: z.int(), yet: z.int() });
export const TraineePromises = z.object({
  enrolmentId: Id,
  worker: WorkerRow,
  seat: z.int().nullable(),
  state: EnrolmentState,
  postId: Id.nullable(),
  checks: z.array(PromiseOut),
  /** What is entered, for whoever corrects it. */
  deeds: z.array(
    z.object({
      kind: PromiseDeed,
      recorded: Instant,
      postId: Id.nullable(),
      onDay: Day,
      toDay: Day.nullable(),
      note: z.string(),
      file: fileOut,
    }),
  ),
});
export type TraineePromises = z.infer<typeof TraineePromises>;
export const OrderOut = z.object({
  classId: Id,
  title: z.string(),
  orderKind: OrderKind,
  employer: OrganisationRef,
  school: OrganisationRef,
  seats: z.int(),
  terms: z
    .object({
      recorded: Instant,
      office: AreaRef,
      entryDays: z.int(),
      contractDays: z.int(),
      words: z.string(),
      by: z.string(),
    })
    .nullable(),
  /** The newest of everything signed; what `seen` names. */
  seen: Instant,
  posts: z.array(PostOut),
  signatures: z.array(
    z.object({
      party: OrderParty,
      name: TextOut,
      state: z.enum(['signed', 'void', 'missing']),
      post: z.string(),
      signedOn: Day.nullable(),
      by: z.string(),
      /** Why it is void. */
      reason: z.string(),
      may: z.boolean(),
    }),
  ),
  conditions: z.array(ConditionOut),
  people: z.array(TraineePromises),
  tally: z.object({ trainees: z.int(), gone: z.int(), intent: Tally, entry: Tally, practice: Tally, contract: Tally }),
  may: z.object({ write: z.boolean(), promise: z.boolean() }),
});
export type OrderOut = z.infer<typeof OrderOut>;

export const readOrder = endpoint({
  id: 'training.readOrder',
  method: 'GET',
  path: '/training/classes/:id/order',
  can: READ,
  summary: {
    zh: '订单班：三方协议、预留岗位、每个学员的四项承诺',
    en: 'Order class: agreement of three, reserved posts, four promises for each trainee',
  },
  input: z.object({ id: Id }),
  output: OrderOut,
  problems: [p.notAnOrderClass],
});

const days = (zh: string, en: string, max: number, fallback: number) => named(z.int().min(1).max(max).default(fallback), zh, en);
const PostIn = z
  .object({
    /** Null: a new one. */
    id: Id.nullable().default(null),
    title: named(line(60), '岗位', 'Post'),
    occupation: named(
      z
        .string()
        .trim()
        .regex(/^(\d-\d\d-\d\d-\d\d)?$/)
        .default(''),
      '职业代码',
      'Occupation',
    ),
    place: named(Chosen, '工作地点', 'Place of work'),
    heads: named(z.int().min(1).max(500), '人数', 'Heads'),
    payMin: named(z.int().min(1).max(100_000), '月薪最低（元）', 'Least pay (yuan a month)'),
    payMax: named(z.int().min(1).max(100_000), '月薪最高（元）', 'Most pay (yuan a month)'),
    note: named(words(200), '说明', 'Note'),
  })
  .superRefine((post, context) => {
    if (post.payMax >= post.payMin) return;
    const text = {
      zh: `月薪最高 ${post.payMax} 元低于最低 ${post.payMin} 元，请对调或改正`,
      en: `The most pay ${post.payMax} is less than the least ${post.payMin}; swap or correct them`,
    };
    context.addIssue({ code: 'custom', path: ['payMax'], message: text.zh, params: { rule: 'training.payOrder', text } });
  });
export const saveOrder = endpoint({
  id: 'training.saveOrder',
  method: 'POST',
  path: '/training/classes/:id/order',
  can: ORDER,
  summary: {
    zh: '登记或更正三方协议和预留岗位；内容有变，签字作废',
    en: 'Enter or correct terms and posts; a change of substance makes signatures void',
  },
  input: z.object({
    id: Id,
    /** Null for the first time. */
    seen: Instant.nullable().default(null),
    entryDays: days('入学后几天内签协议', 'Days for the agreement at entry', 90, 7),
    contractDays: days('结业后几天内签合同', 'Days for the contract', 180, 30),
    words: named(prose(500).default(''), '其他约定', 'Other terms'),
    posts: named(z.array(PostIn).max(40), '预留岗位', 'Reserved posts'),
    reason: reasonIfAny,
  }),
  output: OrderOut,
  problems: [
    p.notAnOrderClass,
    p.notAParty,
    p.orderRefused,
    p.intentsStand,
    p.unknownPost,
    unknownCode,
    nothingChanged,
    reasonNeeded,
    changed,
  ],
});
export const signOrder = endpoint({
  id: 'training.signOrder',
  method: 'POST',
  path: '/training/classes/:id/order/sign',
  can: SIGN_ORDER,
  stepUp: true,
  summary: { zh: '代表本方签三方协议', en: 'Sign the agreement of three for the own party' },
  input: z.object({
    id: Id,
    seen: Instant,
    party: named(OrderParty, '哪一方', 'Party'),
    post: named(line(40), '签字人职务', 'Post of the signer'),
    signedOn: named(Day, '签字日期', 'Signed on'),
  }),
  output: OrderOut,
  problems: [
    p.notAnOrderClass,
    p.noTerms,
    p.notYourParty,
    p.partySigned,
    p.bothParties,
    p.signedAhead,
    p.orderRefused,
    changed,
    stepUpNeeded,
  ],
});
export const enterPromise = endpoint({
  id: 'training.enterPromise',
  method: 'POST',
  path: '/training/enrolments/:enrolmentId/promises/:kind',
  can: ORDER,
  summary: {
    zh: '登记、更正或撤销意向书、入职协议、顶岗记录',
    en: 'Enter, correct or take back an intent, an agreement at entry, a practice',
  },
  input: z.object({
    enrolmentId: Id,
    kind: PromiseDeed,
    /** The version before one's eyes; null where nothing is entered. */
    seen: Instant.nullable().default(null),
    remove: z.boolean().default(false),
    postId: named(Id.nullable().default(null), '岗位', 'Post'),
    onDay: named(Day, '日期', 'Day'),
    toDay: named(Day.nullable().default(null), '到哪天止', 'To'),
    note: named(words(200), '说明', 'Note'),
    fileId: named(Id.nullable().default(null), '文件', 'File'),
    reason: reasonIfAny,
  }),
  output: OrderOut,
  problems: [
    p.notAnOrderClass,
    p.notAParty,
    p.stepRefused,
    p.unknownPost,
    p.postFull,
    p.promiseDay,
    p.nothingEntered,
    noSuchFile,
    nothingChanged,
    reasonNeeded,
    changed,
  ],
});

export const OrderRow = z.object({
  classId: Id,
  title: z.string(),
  programme: Programme,
  orderKind: OrderKind,
  state: ClassState,
  planFrom: Day,
  planTo: Day,
  seats: z.int(),
  posts: z.int(),
  signed: z.array(OrderParty),
  school: OrganisationRef,
  employer: OrganisationRef,
  /** Counted on; null while nothing was. */
  countedOn: Day.nullable(),
  trainees: z.int(),
  gone: z.int(),
  intent: Tally,
  entry: Tally,
  practice: Tally,
  contract: Tally,
  /** Waits for a signature of the reader's own. */
  toSign: z.boolean(),
});
export type OrderRow = z.infer<typeof OrderRow>;
export const listOrders = endpoint({
  id: 'training.listOrders',
  method: 'GET',
  path: '/training/orders',
  can: READ,
  summary: { zh: '订单班一览：岗位、签字、四项承诺', en: 'Order classes with posts, signatures and promises' },
  input: z.object({ ...paged, employer: named(Id.optional(), '用人单位', 'Employer'), toSign: z.boolean().optional() }),
  output: page(OrderRow),
});
/** Open to every account of the programme: numbers, no person. */
export const listPromises = endpoint({
  id: 'training.listPromises',
  method: 'GET',
  path: '/training/promises',
  can: 'signedIn',
  summary: { zh: '各用人单位的订单班承诺：兑现了多少', en: 'Promises of order classes by employer: how many were kept' },
  input: z.object({ ...paged, employer: named(Id.optional(), '用人单位', 'Employer') }),
  output: page(
    z.object({
      employer: OrganisationRef,
      place: AreaRef.nullable(),
      classes: z.int(),
      seats: z.int(),
      posts: z.int(),
      trainees: z.int(),
      gone: z.int(),
      intent: Tally,
      entry: Tally,
      practice: Tally,
      contract: Tally,
      /** Of contracts that were due, in per cent; null while none was. */
      kept: z.number().nullable(),
    }),
  ).extend({ countedOn: Day.nullable() }),
});

export const ordersEndpoints = [readOrder, saveOrder, signOrder, enterPromise, listOrders, listPromises] as const;
