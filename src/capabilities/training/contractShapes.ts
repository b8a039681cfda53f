// The shapes that several endpoints of training share. Part of contract.ts, which passes it on.
import { z } from 'zod';
import { Code12, Day, Id, Instant, TextOut } from '#platform/contract.ts';
import { FileType } from '#platform/filesContract.ts';
import {
  BudgetPurpose,
  ClassMode,
  ClassState,
  ClassStep,
  Fund,
  LeadsTo,
  LessonDeed,
  LessonKind,
  OrderKind,
  Programme,
  StandardCertainty,
  TeacherKind,
  VersionState,
} from './contractTexts.ts';

export const OrganisationRef = z.object({ id: Id, name: z.string() });
export const AreaRef = z.object({ code: Code12, name: TextOut });

// Standards -------------------------------------------------------------------------------------------------------------------------

export const ModuleOut = z.object({
  number: z.int(),
  title: z.string(),
  theoryHours: z.int(),
  practiceHours: z.int(),
  units: z.array(z.string()),
});
export type ModuleOut = z.infer<typeof ModuleOut>;
export const AdoptionOut = z.object({
  side: AreaRef,
  /** Null: not adopted yet. */
  adoptedOn: Day.nullable(),
  documentNumber: z.string(),
  by: z.string(),
});
export const Hours = z.object({ theory: z.int(), practice: z.int(), total: z.int() });
/** What a version says in a line. */
export const VersionRow = z.object({
  id: Id,
  standardId: Id,
  code: z.string(),
  ordinal: z.int(),
  label: z.string(),
  title: z.string(),
  programme: Programme,
  occupation: z.string(),
  occupationName: TextOut,
  leadsTo: LeadsTo,
  leadsName: z.string(),
  leadsLevel: z.int().nullable(),
  hours: Hours,
  sizeFrom: z.int(),
  sizeTo: z.int(),
  validFrom: Day,
  /** The first day it holds for all sides; null while one is missing. */
  holdsFrom: Day.nullable(),
  state: VersionState,
  sides: z.array(AreaRef),
});
export type VersionRow = z.infer<typeof VersionRow>;
export const VersionOut = VersionRow.extend({
  revision: z.int(),
  ageFrom: z.int(),
  ageTo: z.int().nullable(),
  education: z.string(),
  admission: z.string(),
  attendancePercent: z.int(),
  theoryPass: z.int().nullable(),
  practicePass: z.int().nullable(),
  passRule: z.string(),
  materials: z.string(),
  lessonMinutes: z.int(),
  documentNumber: z.string(),
  source: z.string(),
  certainty: StandardCertainty,
  note: z.string(),
  modules: z.array(ModuleOut),
  adoptions: z.array(AdoptionOut),
  changedBy: z.string(),
  changed: Instant,
  /** Classes of the reader's that are held under it. */
  classes: z.int(),
  /** What keeps it from being adopted. */
  lacks: z.array(TextOut),
  may: z.object({ save: z.boolean(), discard: z.boolean(), adopt: z.array(Code12), unadopt: z.array(Code12) }),
});
export type VersionOut = z.infer<typeof VersionOut>;
export const StandardOut = z.object({
  id: Id,
  code: z.string(),
  /** Newest first. */
  versions: z.array(VersionOut),
  mayDraft: z.boolean(),
});
export type StandardOut = z.infer<typeof StandardOut>;

// Classes ---------------------------------------------------------------------------------------------------------------------------

export const ClassRow = z.object({
  id: Id,
  recorded: Instant,
  title: z.string(),
  programme: Programme,
  mode: ClassMode,
  orderKind: OrderKind.nullable(),
  state: ClassState,
  /** The day it entered its state. */
  since: Day,
  school: OrganisationRef,
  employer: OrganisationRef.nullable(),
  place: AreaRef,
  origin: AreaRef,
  host: AreaRef.nullable(),
  planFrom: Day,
  planTo: Day,
  enrolUntil: Day,
  seats: z.int(),
  version: z.object({ id: Id, standardId: Id, title: z.string(), label: z.string() }).nullable(),
});
export type ClassRow = z.infer<typeof ClassRow>;
export const ConditionOut = z.object({ key: z.string(), met: z.boolean().nullable(), text: TextOut });
export type ConditionOut = z.infer<typeof ConditionOut>;
export const StepOut = z.object({
  step: ClassStep,
  /** May this account take it, whatever the conditions say. */
  may: z.boolean(),
  reason: z.boolean(),
  conditions: z.array(ConditionOut),
});
export type StepOut = z.infer<typeof StepOut>;
export const StepEntered = z.object({ state: ClassState, onDay: Day, reason: z.string(), by: z.string(), recorded: Instant });
export type StepEntered = z.infer<typeof StepEntered>;

export const TeacherOut = z.object({
  id: Id,
  organisation: OrganisationRef,
  name: z.string(),
  kind: TeacherKind,
  duty: z.string(),
  fromDay: Day,
  toDay: Day.nullable(),
  recorded: Instant,
});
export type TeacherOut = z.infer<typeof TeacherOut>;
export const MentorOut = z.object({
  id: Id,
  recorded: Instant,
  teacher: z.object({ id: Id, name: z.string(), duty: z.string(), organisation: OrganisationRef }),
  task: z.string(),
  fromDay: Day,
  toDay: Day.nullable(),
  signedOn: Day.nullable(),
  file: z.object({ id: Id, name: z.string(), type: FileType, size: z.int() }).nullable(),
});
export type MentorOut = z.infer<typeof MentorOut>;
export const BudgetOut = z.object({
  id: Id,
  recorded: Instant,
  fund: Fund,
  purpose: BudgetPurpose,
  /** Yuan. */
  amount: z.number(),
  note: z.string(),
});
export type BudgetOut = z.infer<typeof BudgetOut>;
export const LessonChange = z.object({
  deed: LessonDeed,
  day: Day,
  fromMinute: z.int(),
  toMinute: z.int(),
  room: z.string(),
  teacher: z.string(),
  reason: z.string(),
  by: z.string(),
  recorded: Instant,
});
export const LessonOut = z.object({
  id: Id,
  recorded: Instant,
  module: z.int(),
  kind: LessonKind,
  day: Day,
  fromMinute: z.int(),
  toMinute: z.int(),
  hours: z.number(),
  teacher: z.object({ id: Id, name: z.string() }).nullable(),
  room: z.string(),
  state: z.enum(['planned', 'cancelled']),
  /** So many trainees of the class are taught elsewhere at this hour; of lessons still to come. */
  meeting: z.int(),
  /** What was known of it before, newest first; empty where nothing changed. */
  history: z.array(LessonChange),
});
export type LessonOut = z.infer<typeof LessonOut>;
export const CoverOut = z.object({
  number: z.int(),
  title: z.string(),
  theory: z.object({ needed: z.number(), planned: z.number() }),
  practice: z.object({ needed: z.number(), planned: z.number() }),
});
export const ClassVersion = z.object({
  recorded: Instant,
  superseded: Instant.nullable(),
  by: z.string(),
  reason: z.string(),
  changes: z.array(z.object({ field: z.string(), from: z.string(), to: z.string() })),
});

export const ClassOut = ClassRow.extend({
  /** The business day it is told on. */
  today: Day,
  address: z.string(),
  note: z.string(),
  source: z.string(),
  agreement: z.object({ id: Id, title: z.string() }).nullable(),
  hours: Hours.nullable(),
  sizeFrom: z.int().nullable(),
  sizeTo: z.int().nullable(),
  lessonMinutes: z.int(),
  modules: z.array(ModuleOut),
  steps: z.array(StepEntered),
  /** The step that leads on, then those that lead elsewhere; each with what it asks. */
  next: z.array(StepOut),
  lessons: z.array(LessonOut),
  cover: z.array(CoverOut),
  mentors: z.array(MentorOut),
  budget: z.array(BudgetOut),
  versions: z.array(ClassVersion),
  may: z.object({ write: z.boolean(), approve: z.boolean(), timetable: z.boolean() }),
});
export type ClassOut = z.infer<typeof ClassOut>;
