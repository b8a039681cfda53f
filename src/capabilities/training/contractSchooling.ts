// Schooling 学制培养: cohorts, terms, student status and internships. Endpoints; beside the contract, so that the console's first load is spared them.
import { z } from 'zod';
import { WorkerRow } from '#capabilities/workers/contract.ts';
import { Day, endpoint, Id, Instant, line, named, page, paged, prose, rule, TextOut } from '#platform/contract.ts';
import { changed } from '#platform/problem.ts';
import { EnrolmentState } from './contractEnrolmentTexts.ts';
import { AreaCode, Chosen, reason, reasonIfAny, words } from './contractFields.ts';
import * as c from './contractProblems.ts';
import * as p from './contractSchoolingProblems.ts';
import { COHORTS, CohortKind, SCHOOLING, StudentState, StudentStep } from './contractSchoolingTexts.ts';
import { AreaRef, OrganisationRef } from './contractShapes.ts';
import { ClassState, Programme } from './contractTexts.ts';

export * from './contractSchoolingProblems.ts';
export * from './contractSchoolingTexts.ts';

// Shapes ----------------------------------------------------------------------------------------------------------------------------

export const CohortNumbers = z.object({ studying: z.int(), suspended: z.int(), gone: z.int(), graduated: z.int(), interns: z.int() });
export type CohortNumbers = z.infer<typeof CohortNumbers>;
export const CohortRow = z.object({
  id: Id,
  recorded: Instant,
  title: z.string(),
  programme: Programme,
  major: z.string(),
  kind: CohortKind,
  school: OrganisationRef,
  partner: OrganisationRef,
  place: AreaRef,
  origin: AreaRef,
  host: AreaRef.nullable(),
  fromDay: Day,
  toDay: Day,
  terms: z.int(),
  seats: z.int(),
  /** The term of the day; null before the first and after the last. */
  term: z.int().nullable(),
  numbers: CohortNumbers,
});
export type CohortRow = z.infer<typeof CohortRow>;
export const TermOut = z.object({
  number: z.int(),
  recorded: Instant,
  fromDay: Day,
  toDay: Day,
  class: z.object({ id: Id, title: z.string(), state: ClassState, enrolled: z.int(), seats: z.int() }).nullable(),
});
export type TermOut = z.infer<typeof TermOut>;
export const CohortOut = CohortRow.extend({
  today: Day,
  note: z.string(),
  source: z.string(),
  termList: z.array(TermOut),
  /** Classes of this school that may become a term: schooling, of no cohort yet. */
  classes: z.array(z.object({ id: Id, title: z.string() })),
  versions: z.array(z.object({ recorded: Instant, by: z.string(), reason: z.string(), changed: z.array(z.string()) })),
  may: z.object({ write: z.boolean() }),
});
export type CohortOut = z.infer<typeof CohortOut>;
export const InternshipOut = z.object({
  id: Id,
  recorded: Instant,
  organisation: OrganisationRef,
  place: AreaRef,
  occupation: z.string(),
  post: z.string(),
  fromDay: Day,
  toDay: Day.nullable(),
  agreedOn: Day,
  payMonth: z.int().nullable(),
});
export type InternshipOut = z.infer<typeof InternshipOut>;
export const StudentRow = z.object({
  id: Id,
  worker: WorkerRow,
  state: StudentState,
  /** Since when it stands so. */
  since: Day,
  /** Of a suspension: until when. */
  until: Day.nullable(),
  /** In which class of a term, the last one. */
  term: z.object({ number: z.int(), state: EnrolmentState }).nullable(),
  internship: InternshipOut.nullable(),
  may: z.array(StudentStep),
});
export type StudentRow = z.infer<typeof StudentRow>;
export const ConditionTold = z.object({ key: z.string(), met: z.boolean().nullable(), text: TextOut });
export const StudentOut = z.object({
  id: Id,
  cohort: z.object({ id: Id, title: z.string(), school: z.string(), fromDay: Day, toDay: Day }),
  worker: WorkerRow,
  state: StudentState.nullable(),
  steps: z.array(
    z.object({
      number: z.int(),
      step: StudentStep,
      onDay: Day,
      until: Day.nullable(),
      other: z.object({ id: Id.nullable(), words: z.string() }).nullable(),
      diploma: z.string(),
      reason: z.string(),
      by: z.string(),
      recorded: Instant,
      /** Taken back on; null: stands. */
      superseded: Instant.nullable(),
    }),
  ),
  terms: z.array(
    z.object({ number: z.int(), classId: Id, title: z.string(), state: EnrolmentState, from: Day.nullable(), to: Day.nullable() }),
  ),
  internships: z.array(InternshipOut),
  /** What may follow, and what each asks. */
  next: z.array(z.object({ step: StudentStep, reason: z.boolean(), conditions: z.array(ConditionTold) })),
  /** Cohorts a transfer may lead to: those this account carries on. */
  cohorts: z.array(z.object({ id: Id, title: z.string() })),
  may: z.object({ write: z.boolean() }),
});
export type StudentOut = z.infer<typeof StudentOut>;

// Cohorts ---------------------------------------------------------------------------------------------------------------------------

export const listCohorts = endpoint({
  id: 'training.listCohorts',
  method: 'GET',
  path: '/training/cohorts',
  can: COHORTS,
  summary: { zh: '学制班的届，按工程、合作方式、学校筛选', en: 'Cohorts by programme, kind and school' },
  input: z.object({
    ...paged,
    q: named(line(60).optional(), '查什么', 'Query'),
    programme: Programme.optional(),
    kind: CohortKind.optional(),
    school: named(Id.optional(), '学校', 'School'),
    origin: named(AreaCode.optional(), '来源地', 'Origin'),
  }),
  output: page(CohortRow).extend({ today: Day }),
  problems: [c.unknownCode],
});
export const readCohort = endpoint({
  id: 'training.readCohort',
  method: 'GET',
  path: '/training/cohorts/:id',
  can: COHORTS,
  summary: { zh: '一届：学期、各期的班、人数、各版', en: 'One cohort: terms with their classes, numbers, versions' },
  input: z.object({ id: Id }),
  output: CohortOut,
});
/** For the page of a class. */
export const cohortOfClass = endpoint({
  id: 'training.cohortOfClass',
  method: 'GET',
  path: '/training/classes/:id/cohort',
  can: COHORTS,
  summary: { zh: '这个班是哪一届的第几学期', en: 'Which term of which cohort a class is' },
  input: z.object({ id: Id }),
  output: z.object({ cohort: z.object({ id: Id, title: z.string(), number: z.int() }).nullable() }),
});
const fields = {
  title: named(line(80, 2), '名称', 'Title'),
  programme: named(Programme, '工程', 'Programme'),
  major: named(line(60, 2), '专业', 'Major'),
  kind: named(CohortKind, '合作方式', 'Kind of cooperation'),
  schoolId: named(Id, '学校', 'School'),
  partnerId: named(Id, '合作方', 'Partner'),
  place: named(Chosen, '上学的地方', 'Place'),
  originCode: named(Chosen, '学生来源地', 'Whose people it trains'),
  hostCode: named(Chosen.nullable().default(null), '输入地', 'Host area'),
  fromDay: named(Day, '入学', 'First day'),
  toDay: named(Day, '毕业', 'Last day'),
  terms: named(z.int().min(2).max(12), '学期数', 'Terms'),
  seats: named(z.int().min(1).max(500), '计划人数', 'Seats'),
  note: named(prose(500).default(''), '说明', 'Note'),
  source: named(words(200), '依据', 'Source'),
};
const writing = [
  c.unknownCode,
  p.notYourCohort,
  p.cohortRefused,
  c.unknownOrganisation,
  c.notASchool,
  c.notAnEmployer,
  c.closedOrganisation,
] as const;
export const createCohort = endpoint({
  id: 'training.createCohort',
  method: 'POST',
  path: '/training/cohorts',
  can: SCHOOLING,
  summary: { zh: '登记一届', en: 'Enter a cohort' },
  input: z.object(fields),
  output: CohortOut,
  problems: writing,
});
export const correctCohort = endpoint({
  id: 'training.correctCohort',
  method: 'POST',
  path: '/training/cohorts/:id/correct',
  can: SCHOOLING,
  summary: { zh: '更正一届，要写原因；原来的留着', en: 'Correct a cohort, with a reason; what stood before stays on record' },
  input: z.object({ id: Id, seen: Instant, reason, ...fields }),
  output: CohortOut,
  problems: [...writing, changed, c.nothingChanged, p.cohortSeats],
});
export const saveTerm = endpoint({
  id: 'training.saveTerm',
  method: 'POST',
  path: '/training/cohorts/:id/terms/:number',
  can: SCHOOLING,
  summary: { zh: '登记或更正一个学期：日期，哪个班是这一学期', en: 'Enter or correct a term: its days and which class it is held as' },
  input: z.object({
    id: Id,
    number: named(z.int().min(1).max(12), '第几学期', 'Term'),
    /** Of the version before one's eyes; null: there was none. */
    seen: Instant.nullable(),
    fromDay: named(Day, '开始', 'First day'),
    toDay: named(Day, '结束', 'Last day'),
    classId: named(Id.nullable().default(null), '班', 'Class'),
    reason: reasonIfAny,
  }),
  output: CohortOut,
  problems: [p.notYourCohort, p.termRefused, changed],
});
const Dealt = z.object({
  items: z.array(z.object({ workerId: Id, name: z.string(), why: TextOut.nullable() })),
  done: z.int(),
  refused: z.int(),
});
export type DealtStudents = z.infer<typeof Dealt>;
export const goUp = endpoint({
  id: 'training.goUp',
  method: 'POST',
  path: '/training/cohorts/:id/terms/:number/enrol',
  can: SCHOOLING,
  summary: {
    zh: '升学期：在籍的学生进这一学期的班，重办不会重复',
    en: 'Take all who study into the class of a term; done twice it is the same',
  },
  input: z.object({ id: Id, number: z.int().min(1).max(12), onDay: named(Day.optional(), '日期', 'Day') }),
  /** Who was in already is not told as refused. */
  output: Dealt.extend({ already: z.int() }),
  problems: [p.notYourCohort, p.termRefused],
});

// Students --------------------------------------------------------------------------------------------------------------------------

export const listStudents = endpoint({
  id: 'training.listStudents',
  method: 'GET',
  path: '/training/cohorts/:id/students',
  can: COHORTS,
  summary: { zh: '一届的学生和学籍', en: 'Students of a cohort and their status' },
  input: z.object({ id: Id, ...paged, state: StudentState.optional() }),
  output: page(StudentRow).extend({
    states: z.array(z.object({ state: StudentState, count: z.int() })),
    /** In a class of one of the terms, and not yet on the list. */
    candidates: z.array(z.object({ workerId: Id, name: z.string() })),
    may: z.object({ write: z.boolean() }),
  }),
});
export const readStudent = endpoint({
  id: 'training.readStudent',
  method: 'GET',
  path: '/training/students/:id',
  can: COHORTS,
  summary: { zh: '一个学生：学籍的每一步、各学期、实习', en: 'One student: every step, terms, internships' },
  input: z.object({ id: Id }),
  output: StudentOut,
});
export const enterStudents = endpoint({
  id: 'training.enterStudents',
  method: 'POST',
  path: '/training/cohorts/:id/students',
  can: SCHOOLING,
  summary: { zh: '注册学籍：从学期的班里选人', en: 'Enter people of a term’s class as students' },
  input: z.object({
    id: Id,
    workerIds: named(z.array(Id).min(1).max(500), '选的人', 'People'),
    step: z.enum(['enter', 'transferIn']).default('enter'),
    onDay: named(Day, '日期', 'Day'),
    /** Of a transfer: which school they come from. */
    otherWords: named(words(80), '从哪里转来', 'Where from'),
  }),
  output: Dealt,
  problems: [p.notYourCohort, p.studentRefused],
});
export const stepStudent = endpoint({
  id: 'training.stepStudent',
  method: 'POST',
  path: '/training/students/:id/steps',
  can: SCHOOLING,
  summary: { zh: '办理学籍：休学、复学、转学、退学、毕业等', en: 'Suspend, resume, transfer, leave, graduate' },
  input: z.object({
    id: Id,
    /** The state before one's eyes. */
    seen: StudentState,
    step: named(StudentStep, '办什么', 'Step'),
    onDay: named(Day, '日期', 'Day'),
    until: named(Day.nullable().default(null), '休学到', 'Until'),
    otherCohortId: named(Id.nullable().default(null), '转到哪一届', 'To cohort'),
    otherWords: named(words(80), '转到哪个学校', 'To school'),
    diploma: named(
      rule(
        z.string().trim().max(30).default(''),
        (s) => s === '' || /^[A-Za-z0-9-]{6,30}$/.test(s),
        'training.diploma',
        '证书编号是 6 到 30 位字母、数字',
        'The number of a diploma has 6 to 30 letters and digits',
      ),
      '证书编号',
      'Number of the diploma',
    ),
    reason: reasonIfAny,
  }),
  output: StudentOut,
  problems: [p.notYourCohort, p.studentState, p.studentRefused, p.otherCohort, c.reasonNeeded, changed],
});
export const takeBackStudentStep = endpoint({
  id: 'training.takeBackStudentStep',
  method: 'POST',
  path: '/training/students/:id/take-back',
  can: SCHOOLING,
  summary: { zh: '收回学籍的最后一步，要写原因', en: 'Take the last step of a status back, with a reason' },
  input: z.object({ id: Id, number: z.int().min(1), reason }),
  output: StudentOut,
  problems: [p.notYourCohort, p.studentRefused, changed],
});

// Internships -----------------------------------------------------------------------------------------------------------------------

const internship = {
  organisationId: named(Id, '实习单位', 'Employer'),
  place: named(Chosen, '实习地', 'Place'),
  post: named(line(60, 2), '岗位', 'Post'),
  occupation: named(
    z
      .string()
      .regex(/^(\d-\d\d-\d\d-\d\d)?$/)
      .default(''),
    '职业',
    'Occupation',
  ),
  agreedOn: named(Day, '实习协议签订日期', 'Agreement signed on'),
  fromDay: named(Day, '到岗', 'From'),
  toDay: named(Day.nullable().default(null), '结束', 'To'),
  payMonth: named(z.int().min(0).max(100_000).nullable().default(null), '月报酬（元）', 'Pay a month'),
};
const interning = [
  p.notYourCohort,
  p.internshipRefused,
  c.unknownOrganisation,
  c.notAnEmployer,
  c.closedOrganisation,
  c.unknownCode,
] as const;
export const addInternship = endpoint({
  id: 'training.addInternship',
  method: 'POST',
  path: '/training/students/:id/internships',
  can: SCHOOLING,
  summary: { zh: '登记顶岗实习；台账里记为实习，不算就业', en: 'Enter an internship; the ledger has it as one, never as employment' },
  input: z.object({ id: Id, ...internship }),
  output: StudentOut,
  problems: interning,
});
export const correctInternship = endpoint({
  id: 'training.correctInternship',
  method: 'POST',
  path: '/training/internships/:internshipId/correct',
  can: SCHOOLING,
  summary: { zh: '更正顶岗实习，要写原因', en: 'Correct an internship, with a reason' },
  input: z.object({ internshipId: Id, seen: Instant, reason, ...internship }),
  output: StudentOut,
  problems: [...interning, changed, c.nothingChanged],
});
export const takeBackInternship = endpoint({
  id: 'training.takeBackInternship',
  method: 'POST',
  path: '/training/internships/:internshipId/take-back',
  can: SCHOOLING,
  summary: { zh: '收回登记错的顶岗实习', en: 'Take an internship back that was entered wrongly' },
  input: z.object({ internshipId: Id, seen: Instant, reason }),
  output: StudentOut,
  problems: [p.notYourCohort, changed],
});

export const schoolingEndpoints = [
  listCohorts,
  readCohort,
  cohortOfClass,
  createCohort,
  correctCohort,
  saveTerm,
  goUp,
  listStudents,
  readStudent,
  enterStudents,
  stepStudent,
  takeBackStudentStep,
  addInternship,
  correctInternship,
  takeBackInternship,
] as const;
