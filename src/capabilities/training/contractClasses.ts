// Classes: endpoints. Part of contract.ts.
import { z } from 'zod';
import { Day, Download, endpoint, Id, Instant, line, named, page, paged, prose, TextOut } from '#platform/contract.ts';
import { changed } from '#platform/problem.ts';
import { orderRefused, seatsTaken } from './contractEnrolmentProblems.ts';
import { AreaCode, Chosen, reasonIfAny, words } from './contractFields.ts';
import * as p from './contractProblems.ts';
import { AreaRef, ClassOut, ClassRow } from './contractShapes.ts';
import { ClassMode, ClassState, ClassStep, EXPORT, OrderKind, Programme, READ, WRITE } from './contractTexts.ts';

const filter = {
  /** Part of the title. */
  q: named(line(60).optional(), '查什么', 'Query'),
  programme: Programme.optional(),
  mode: ClassMode.optional(),
  state: ClassState.optional(),
  /** Order classes only. */
  order: z.boolean().optional(),
  school: named(Id.optional(), '学校', 'School'),
  employer: named(Id.optional(), '用人单位', 'Employer'),
  /** Of a standard, any version. */
  standard: named(Id.optional(), '标准', 'Standard'),
  origin: named(AreaCode.optional(), '来源地', 'Origin'),
  host: named(AreaCode.optional(), '输入地', 'Host'),
  place: named(AreaCode.optional(), '授课地', 'Place'),
  /** Planned to begin within these days. */
  from: named(Day.optional(), '从哪天起', 'From'),
  to: named(Day.optional(), '到哪天止', 'To'),
  /** Those that wait for a step of the reader's own. */
  waiting: z.boolean().optional(),
  /** The state on this day; today where it is left out. */
  asOf: named(Day.optional(), '截至', 'As of'),
};
export const listClasses = endpoint({
  id: 'training.listClasses',
  method: 'GET',
  path: '/training/classes',
  can: READ,
  summary: { zh: '培训班，按工程、方式、状态、地方筛选', en: 'Classes by programme, mode, state and place' },
  input: z.object({ ...paged, ...filter }),
  output: page(ClassRow).extend({ asOf: Day }),
  problems: [p.unknownCode],
});
export const countClasses = endpoint({
  id: 'training.countClasses',
  method: 'GET',
  path: '/training/classes/count',
  can: READ,
  summary: { zh: '各状态有多少班', en: 'How many classes stand in which state' },
  input: z.object({ asOf: Day.optional() }),
  output: z.object({
    asOf: Day,
    total: z.int(),
    states: z.array(z.object({ state: ClassState, count: z.int() })),
    /** Wait for a step of the reader's own. */
    waiting: z.int(),
    order: z.int(),
  }),
});
export const exportClasses = endpoint({
  id: 'training.exportClasses',
  method: 'POST',
  path: '/training/classes/export',
  can: EXPORT,
  stepUp: true,
  summary: { zh: '导出培训班（xlsx，记入导出记录）', en: 'The list as a spreadsheet; the export is on record' },
  input: z.object(filter),
  output: Download,
  problems: [p.tooManyRows, p.unknownCode],
});
export const readClass = endpoint({
  id: 'training.readClass',
  method: 'GET',
  path: '/training/classes/:id',
  can: READ,
  summary: {
    zh: '一个班：进度、下一步、课表、导师、经费、各版',
    en: 'One class: its life, the next step, timetable, mentors, budget, versions',
  },
  input: z.object({ id: Id }),
  output: ClassOut,
});

const classFields = {
  title: named(line(80, 2), '班名', 'Title'),
  programme: named(Programme, '工程', 'Programme'),
  versionId: named(Id.nullable().default(null), '培训标准', 'Standard'),
  mode: named(ClassMode, '办班方式', 'Mode'),
  orderKind: named(OrderKind.nullable().default(null), '订单班', 'Order class'),
  schoolId: named(Id, '学校', 'School'),
  employerId: named(Id.nullable().default(null), '用人单位', 'Employer'),
  place: named(Chosen, '授课地', 'Place'),
  address: named(words(120), '详细地址', 'Address'),
  originCode: named(Chosen, '学员来源地', 'Whose people it trains'),
  hostCode: named(Chosen.nullable().default(null), '输入地', 'Host area'),
  agreementId: named(Id.nullable().default(null), '协作协议', 'Agreement'),
  planFrom: named(Day, '开始', 'First day'),
  planTo: named(Day, '结束', 'Last day'),
  enrolUntil: named(Day, '报名截止', 'Enrolment until'),
  seats: named(z.int().min(1).max(500), '计划人数', 'Seats'),
  note: named(prose(500).default(''), '说明', 'Note'),
  source: named(words(200), '依据', 'Source'),
};
type Drafted = {
  readonly planFrom: string;
  readonly planTo: string;
  readonly enrolUntil: string;
  readonly orderKind: OrderKind | null;
  readonly employerId: string | null;
};
const together = (d: Drafted, context: z.core.$RefinementCtx): void => {
  const say = (path: string, ruleName: string, zh: string, en: string) =>
    context.addIssue({ code: 'custom', path: [path], message: zh, params: { rule: `training.${ruleName}`, text: { zh, en } } });
  if (d.planTo < d.planFrom)
    say(
      'planTo',
      'daysOrder',
      `结束日期 ${d.planTo} 早于开始日期 ${d.planFrom}，请对调或改正`,
      `The last day ${d.planTo} is before the first day ${d.planFrom}; swap or correct them`,
    );
  if (d.enrolUntil > d.planTo)
    say(
      'enrolUntil',
      'enrolLate',
      `报名截止 ${d.enrolUntil} 在班结束（${d.planTo}）之后，请往前改`,
      `Enrolment until ${d.enrolUntil} lies after the end ${d.planTo}; choose an earlier day`,
    );
  if (d.orderKind !== null && d.employerId === null)
    say('employerId', 'employerMissing', '订单班要选用人单位', 'An order class needs its employer');
};
const writing = [
  p.unknownCode,
  p.notYourClass,
  p.aboveSize,
  p.standardRefused,
  p.unknownOrganisation,
  p.notASchool,
  p.notAnEmployer,
  p.closedOrganisation,
  p.sameProvince,
  p.hostNotPaired,
  p.agreementRefused,
  p.noSuchAgreement,
] as const;
export const createClass = endpoint({
  id: 'training.createClass',
  method: 'POST',
  path: '/training/classes',
  can: WRITE,
  summary: { zh: '登记一个培训班（计划）', en: 'Enter a class, planned' },
  input: z.object(classFields).superRefine(together),
  output: ClassOut,
  problems: writing,
});
export const correctClass = endpoint({
  id: 'training.correctClass',
  method: 'POST',
  path: '/training/classes/:id/correct',
  can: WRITE,
  summary: { zh: '更正培训班；报审批之后要写原因', en: 'Correct a class; from approval on with a reason' },
  input: z.object({ id: Id, seen: Instant, reason: reasonIfAny, ...classFields }).superRefine(together),
  output: ClassOut,
  problems: [...writing, changed, p.nothingChanged, p.reasonNeeded, p.fixedByNow, p.notYourApproval, p.slotTaken, seatsTaken, orderRefused],
});
/** What the form is told while it is filled in. */
export const checkClass = endpoint({
  id: 'training.checkClass',
  method: 'GET',
  path: '/training/classes/check',
  can: READ,
  summary: { zh: '登记之前：可用的标准、班额、结对、谁来批', en: 'Before entering: standards in force, size, pairing, who approves' },
  input: z.object({
    programme: Programme.optional(),
    originCode: Chosen,
    hostCode: Chosen.optional(),
    planFrom: Day,
    versionId: Id.optional(),
    seats: z.int().min(1).max(500).optional(),
  }),
  output: z.object({
    /** In force on the first day for origin and host. */
    standards: z.array(
      z.object({
        versionId: Id,
        title: z.string(),
        label: z.string(),
        programme: Programme,
        sizeFrom: z.int(),
        sizeTo: z.int(),
        hours: z.int(),
      }),
    ),
    /** Sentences about what was filled in so far. */
    refused: z.array(TextOut),
    /** Agreements of both sides that hold on the first day. */
    agreements: z.array(z.object({ id: Id, title: z.string() })),
    /** Areas on record as paired with the origin. */
    paired: z.array(AreaRef),
    approver: AreaRef,
  }),
  problems: [p.unknownCode],
});
export const takeStep = endpoint({
  id: 'training.takeStep',
  method: 'POST',
  path: '/training/classes/:id/steps',
  can: WRITE,
  summary: { zh: '推进一步：报审批、批准、开班、结业等', en: 'Carry a class on: hand in, approve, open, finish and so on' },
  input: z.object({
    id: Id,
    /** The state before one's eyes. */
    seen: ClassState,
    step: named(ClassStep, '哪一步', 'Step'),
    onDay: named(Day, '日期', 'Day'),
    reason: reasonIfAny,
  }),
  output: ClassOut,
  problems: [p.notYourClass, p.notYourApproval, p.ownSubmission, p.wrongState, p.conditionsUnmet, p.daysRefused, p.reasonNeeded, changed],
});

export const classesEndpoints = [
  listClasses,
  countClasses,
  exportClasses,
  checkClass,
  readClass,
  createClass,
  correctClass,
  takeStep,
] as const;
