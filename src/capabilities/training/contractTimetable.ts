// Timetable, teachers, mentors and budget of a class: endpoints. Part of contract.ts.
import { z } from 'zod';
import { Day, endpoint, Id, Instant, line, named, prose } from '#platform/contract.ts';
import { changed } from '#platform/problem.ts';
import { reason, reasonIfAny, words } from './contractFields.ts';
import * as p from './contractProblems.ts';
import { ClassOut, TeacherOut } from './contractShapes.ts';
import { BudgetPurpose, Fund, LessonKind, READ, TeacherKind, WRITE } from './contractTexts.ts';

const minute = (zh: string, en: string) => named(z.int().min(0).max(1440), zh, en);
export const LessonIn = z.object({
  module: named(z.int().min(1).max(99), '模块', 'Module'),
  kind: named(LessonKind, '理论或实操', 'Theory or practice'),
  day: named(Day, '上课日期', 'Day'),
  fromMinute: minute('上课时间', 'Start'),
  toMinute: minute('下课时间', 'End'),
  hours: named(z.number().min(0.5).max(12).multipleOf(0.5), '课时', 'Hours'),
  teacherId: named(Id.nullable().default(null), '教师', 'Teacher'),
  room: named(words(60), '教室', 'Room'),
});
const lessonProblems = [
  p.notYourClass,
  p.noTimetableYet,
  p.timetableClosed,
  p.lessonRefused,
  p.teacherTaken,
  p.roomTaken,
  p.slotTaken,
  p.unknownTeacher,
] as const;
export const addLessons = endpoint({
  id: 'training.addLessons',
  method: 'POST',
  path: '/training/classes/:id/lessons',
  can: WRITE,
  summary: { zh: '排课，一次可以排多次课', en: 'Plan lessons, many at once' },
  input: z.object({ id: Id, lessons: named(z.array(LessonIn).min(1).max(200), '课', 'Lessons') }),
  output: ClassOut,
  problems: lessonProblems,
});
export const moveLesson = endpoint({
  id: 'training.moveLesson',
  method: 'POST',
  path: '/training/classes/:id/lessons/:lessonId/move',
  can: WRITE,
  summary: { zh: '调课或更正一次课；已上过的要写原因', en: 'Move a lesson or correct it; what was held needs a reason' },
  input: z.object({ id: Id, lessonId: Id, seen: Instant, ...LessonIn.shape, reason: reasonIfAny }),
  output: ClassOut,
  problems: [...lessonProblems, changed, p.cancelledAlready, p.lessonMarked, p.nothingChanged, p.reasonNeeded],
});
export const cancelLesson = endpoint({
  id: 'training.cancelLesson',
  method: 'POST',
  path: '/training/classes/:id/lessons/:lessonId/cancel',
  can: WRITE,
  summary: { zh: '停课', en: 'Cancel a lesson' },
  input: z.object({ id: Id, lessonId: Id, seen: Instant, reason }),
  output: ClassOut,
  problems: [p.notYourClass, p.timetableClosed, p.lessonPast, p.lessonMarked, p.cancelledAlready, changed],
});

export const listTeachers = endpoint({
  id: 'training.listTeachers',
  method: 'GET',
  path: '/training/teachers',
  can: READ,
  summary: { zh: '一家学校或用人单位的教师和导师', en: 'Teachers and mentors of a school or an employer' },
  input: z.object({ organisation: Id, on: Day.optional() }),
  output: z.object({ items: z.array(TeacherOut), mayWrite: z.boolean() }),
  problems: [p.unknownOrganisation],
});
export const addTeacher = endpoint({
  id: 'training.addTeacher',
  method: 'POST',
  path: '/training/teachers',
  can: WRITE,
  summary: { zh: '登记教师或导师', en: 'Enter a teacher or mentor' },
  input: z.object({
    organisationId: named(Id, '所在单位', 'Organisation'),
    name: named(line(40, 2), '姓名', 'Name'),
    kind: named(TeacherKind, '类别', 'Kind'),
    duty: named(words(80), '职务、职称、等级', 'Post, title, level'),
    fromDay: named(Day, '从哪天起', 'From'),
  }),
  output: TeacherOut,
  problems: [p.unknownOrganisation, p.notYourTeacher],
});
export const endTeacher = endpoint({
  id: 'training.endTeacher',
  method: 'POST',
  path: '/training/teachers/:id/end',
  can: WRITE,
  summary: { zh: '教师离任；不写日期就是登记错了，撤销', en: 'End a teacher; without a day it was a mistake' },
  input: z.object({ id: Id, toDay: named(Day.nullable(), '最后一天', 'Last day'), reason }),
  output: z.object({}),
  problems: [p.notYourTeacher],
});

export const addMentor = endpoint({
  id: 'training.addMentor',
  method: 'POST',
  path: '/training/classes/:id/mentors',
  can: WRITE,
  summary: { zh: '派导师到这个班', en: 'Send a mentor to the class' },
  input: z.object({
    id: Id,
    teacherId: named(Id, '导师', 'Mentor'),
    task: named(line(80, 2), '做什么', 'Task'),
    fromDay: named(Day, '从哪天起', 'From'),
    toDay: named(Day.nullable().default(null), '到哪天止', 'To'),
    signedOn: named(Day.nullable().default(null), '协议签订日期', 'Agreement signed on'),
    fileId: named(Id.nullable().default(null), '协议文件', 'Agreement'),
  }),
  output: ClassOut,
  problems: [p.notYourClass, p.timetableClosed, p.unknownTeacher, p.mentorTwice, p.noSuchFile],
});
export const signMentor = endpoint({
  id: 'training.signMentor',
  method: 'POST',
  path: '/training/classes/:id/mentors/:mentorId/sign',
  can: WRITE,
  summary: { zh: '登记导师协议', en: 'Enter the agreement of a mentor' },
  input: z.object({
    id: Id,
    mentorId: Id,
    seen: Instant,
    signedOn: named(Day, '协议签订日期', 'Agreement signed on'),
    fileId: named(Id.nullable().default(null), '协议文件', 'Agreement'),
  }),
  output: ClassOut,
  problems: [p.notYourClass, p.noSuchFile, changed],
});
export const endMentor = endpoint({
  id: 'training.endMentor',
  method: 'POST',
  path: '/training/classes/:id/mentors/:mentorId/end',
  can: WRITE,
  summary: { zh: '导师结束；不写日期就是派错了，撤销', en: 'End a mentor; without a day it was a mistake' },
  input: z.object({ id: Id, mentorId: Id, toDay: named(Day.nullable(), '最后一天', 'Last day'), reason }),
  output: ClassOut,
  problems: [p.notYourClass],
});

const budgetFields = {
  fund: named(Fund, '资金', 'Fund'),
  purpose: named(BudgetPurpose, '用途', 'Purpose'),
  amount: named(z.number().positive().max(99_999_999).multipleOf(0.01), '金额（元）', 'Amount (yuan)'),
  note: named(prose(200).default(''), '说明', 'Note'),
};
export const addBudget = endpoint({
  id: 'training.addBudget',
  method: 'POST',
  path: '/training/classes/:id/budget',
  can: WRITE,
  summary: { zh: '加一项经费', en: 'Add a line of the budget' },
  input: z.object({ id: Id, ...budgetFields }),
  output: ClassOut,
  problems: [p.notYourClass],
});
export const correctBudget = endpoint({
  id: 'training.correctBudget',
  method: 'POST',
  path: '/training/classes/:id/budget/:lineId/correct',
  can: WRITE,
  summary: { zh: '更正或去掉一项经费', en: 'Correct a line of the budget, or take it out' },
  input: z.object({ id: Id, lineId: Id, seen: Instant, remove: z.boolean().default(false), reason, ...budgetFields }),
  output: ClassOut,
  problems: [p.notYourClass, changed],
});

export const timetableEndpoints = [
  addLessons,
  moveLesson,
  cancelLesson,
  listTeachers,
  addTeacher,
  endTeacher,
  addMentor,
  signMentor,
  endMentor,
  addBudget,
  correctBudget,
] as const;
