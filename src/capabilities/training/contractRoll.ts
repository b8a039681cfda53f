// Roll call 签到: endpoints. Part of contract.ts. The phone uses their types only.
import { z } from 'zod';
import { Day, Download, endpoint, Id, Instant, named, TextOut } from '#platform/contract.ts';
import { changed } from '#platform/problem.ts';
import { reason } from './contractFields.ts';
import * as p from './contractRollProblems.ts';
import { ATTENDANCE, EXPORT_ATTENDANCE, How, Mark, ROLL, Says, SCAN } from './contractRollTexts.ts';
import { LessonKind } from './contractTexts.ts';

/** Milliseconds since 1970. */
const Millis = z.int().min(0).max(8_640_000_000_000_000);
const slot = { day: Day, fromMinute: z.int(), toMinute: z.int() };
const Device = z
  .string()
  .regex(/^[\w-]{8,40}$/)
  .default('');

export const RollLesson = z.object({
  id: Id,
  classId: Id,
  /** The how-manieth of its class, cancelled ones not counted; 0 of a cancelled one. */
  number: z.int(),
  module: z.int(),
  moduleTitle: z.string(),
  kind: LessonKind,
  ...slot,
  hours: z.number(),
  room: z.string(),
  state: z.enum(['planned', 'cancelled']),
});
export type RollLesson = z.infer<typeof RollLesson>;
export const RollClass = z.object({
  id: Id,
  title: z.string(),
  school: z.string(),
  people: z.array(
    z.object({
      workerId: Id,
      /** As far as this account may know it. */
      name: z.string(),
      seat: z.int().nullable(),
      from: Day,
      to: Day.nullable(),
    }),
  ),
});
export type RollClass = z.infer<typeof RollClass>;
export const MarkOut = z.object({
  lessonId: Id,
  workerId: Id,
  says: Mark,
  missed: z.int().nullable(),
  how: How,
  at: Instant,
  recorded: Instant,
});
export type MarkOut = z.infer<typeof MarkOut>;

/** Days around today whose lessons a phone takes along, for when it has no network. */
export const PACK_DAYS = { before: 2, after: 7 } as const;
export const readRollPack = endpoint({
  id: 'training.readRollPack',
  method: 'GET',
  path: '/training/roll/pack',
  can: ROLL,
  summary: {
    zh: '手机点名要带的：前后几天的课、名单和已有的签到',
    en: 'What a phone takes along to call the roll: lessons of some days, lists and marks',
  },
  input: z.object({}),
  output: z.object({
    /** Ours, so that the phone learns what its own clock lacks. */
    now: Millis,
    today: Day,
    lessons: z.array(RollLesson),
    classes: z.array(RollClass),
    marks: z.array(MarkOut),
  }),
});
export type RollPack = z.infer<(typeof readRollPack)['output']>;

/** ○ Marks of one request. */
export const SYNC_MOST = 200;
export const MarkSent = z.object({
  /** Made by the device; what is sent twice is one. */
  id: Id,
  lessonId: Id,
  workerId: Id,
  says: Says,
  missed: z.int().min(1).max(1440).nullable().default(null),
  /** By the device's clock. */
  at: Millis,
  /** How far it was behind ours when it last heard from us before the mark. */
  behind: z.int().nullable().default(null),
  /** When the lesson was, as far as the device knew. */
  known: z.object(slot).nullable().default(null),
  offline: z.boolean().default(false),
});
export type MarkSent = z.input<typeof MarkSent>;
export const syncMarks = endpoint({
  id: 'training.syncMarks',
  method: 'POST',
  path: '/training/roll/marks',
  can: ROLL,
  summary: {
    zh: '上传签到：可以晚到、乱序、重复，逐条给结果',
    en: 'Send marks: late, in any order, twice; each gets its own answer',
  },
  input: z.object({
    device: Device,
    /** By the device's clock, as the request leaves. */
    sentAt: named(Millis, '发送时间', 'Sent at'),
    items: named(z.array(MarkSent).min(1).max(SYNC_MOST), '签到', 'Marks'),
  }),
  output: z.object({
    now: Millis,
    items: z.array(
      z.object({
        id: Id,
        /** older: kept, but something said later holds. again: had come before. */
        outcome: z.enum(['taken', 'older', 'again', 'refused']),
        text: TextOut.nullable(),
        /** What holds now. */
        says: Says,
      }),
    ),
  }),
});
export type SyncAnswer = z.infer<(typeof syncMarks)['output']>;

// The classroom screen --------------------------------------------------------------------------------------------------------------

export const RollScreen = z.object({
  rollId: Id,
  /** For this lesson's codes and nothing else, base64url. */
  key: z.string(),
  now: Millis,
  /** The codes end here. */
  until: Millis,
  classTitle: z.string(),
  lesson: RollLesson,
  lateAfter: z.int(),
});
export type RollScreen = z.infer<typeof RollScreen>;
export const openRoll = endpoint({
  id: 'training.openRoll',
  method: 'POST',
  path: '/training/lessons/:lessonId/roll',
  can: ROLL,
  summary: { zh: '开点名屏；已经开着就是同一个', en: 'Open the roll-call screen of a lesson; an open one is the same' },
  input: z.object({
    lessonId: Id,
    /** Minutes after the start from which a scan says late. */
    lateAfter: named(z.int().min(0).max(120).default(10), '几分钟后算迟到', 'Late after minutes'),
  }),
  output: RollScreen,
  toldOnce: ['key'],
  problems: [p.notYourRoll, p.markRefused],
});
export const closeRoll = endpoint({
  id: 'training.closeRoll',
  method: 'POST',
  path: '/training/roll/:rollId/close',
  can: ROLL,
  summary: { zh: '关点名屏', en: 'Close the roll-call screen' },
  input: z.object({ rollId: Id }),
  output: z.object({}),
  problems: [p.notYourRoll],
});
export const readRoll = endpoint({
  id: 'training.readRoll',
  method: 'GET',
  path: '/training/roll/:rollId',
  can: ROLL,
  summary: { zh: '点名屏上的人数，姓名只留一个字', en: 'Who came, for the classroom screen; names are masked' },
  input: z.object({ rollId: Id }),
  output: z.object({
    now: Millis,
    closed: z.boolean(),
    expected: z.int(),
    came: z.int(),
    /** The last that came first. */
    people: z.array(z.object({ seat: z.int().nullable(), name: z.string(), says: Mark.nullable() })),
  }),
});
export type RollSeen = z.infer<(typeof readRoll)['output']>;

// The trainee -----------------------------------------------------------------------------------------------------------------------

const MyLesson = z.object({
  lesson: RollLesson,
  classTitle: z.string(),
  school: z.string(),
  address: z.string(),
  teacher: z.string(),
  /** The roll is open: a code can be scanned or typed. */
  open: z.boolean(),
  says: Mark.nullable(),
  missed: z.int().nullable(),
});
export const listMyLessons = endpoint({
  id: 'training.listMyLessons',
  method: 'GET',
  path: '/training/my/lessons',
  can: SCAN,
  summary: { zh: '我的课：前后几天', en: 'My lessons of some days' },
  input: z.object({}),
  output: z.object({ now: Millis, today: Day, items: z.array(MyLesson) }),
});
export type MyLessons = z.infer<(typeof listMyLessons)['output']>;
export const scanCode = endpoint({
  id: 'training.scanCode',
  method: 'POST',
  path: '/training/roll/scan',
  can: SCAN,
  summary: { zh: '扫码签到（本人账号）', en: 'Sign in to a lesson by its code, as oneself' },
  input: z.object({
    id: Id,
    device: Device,
    /** What the QR code says, or six digits with the lesson. */
    token: named(z.string().max(60).optional(), '二维码', 'Code'),
    digits: named(
      z
        .string()
        .regex(/^\d{6}$/)
        .optional(),
      '六位数字',
      'Six digits',
    ),
    lessonId: Id.optional(),
  }),
  output: z.object({
    classTitle: z.string(),
    lesson: RollLesson,
    says: Mark,
    missed: z.int().nullable(),
    /** Was signed in before. */
    again: z.boolean(),
  }),
  problems: [p.codeUnread, p.codeWrong, p.codeOld, p.codeAhead, p.codeTries, p.rollClosed, p.noTrainee, p.markRefused],
});
export type Scanned = z.infer<(typeof scanCode)['output']>;

// The class's page ------------------------------------------------------------------------------------------------------------------

export const AttendancePerson = z.object({
  workerId: Id,
  name: z.string(),
  seat: z.int().nullable(),
  from: Day,
  to: Day.nullable(),
  /** One letter a lesson: p l e a x; `.` nobody said, `-` not in the class. */
  marks: z.string(),
  /** Missed minutes, as [index of the lesson, minutes]. */
  missed: z.array(z.tuple([z.int(), z.int()])),
  attended: z.number(),
  missedHours: z.number(),
  mayMiss: z.number().nullable(),
  standing: z.enum(['reached', 'open', 'lost', 'none']),
  unmarked: z.int(),
  modules: z.array(z.object({ number: z.int(), theory: z.number(), practice: z.number() })),
});
export type AttendancePerson = z.infer<typeof AttendancePerson>;
export const readAttendance = endpoint({
  id: 'training.readAttendance',
  method: 'GET',
  path: '/training/classes/:id/attendance',
  can: ATTENDANCE,
  summary: {
    zh: '一个班的签到：学员和课次，课时，还能缺多少',
    en: 'Attendance of a class: trainees and lessons, hours, how much may still be missed',
  },
  input: z.object({ id: Id }),
  output: z.object({
    classTitle: z.string(),
    asOf: Instant,
    today: Day,
    lessons: z.array(RollLesson.extend({ over: z.boolean(), present: z.int(), marked: z.int(), expected: z.int() })),
    people: z.array(AttendancePerson),
    total: z.number(),
    held: z.number(),
    needed: z.number().nullable(),
    percent: z.int().nullable(),
    modules: z.array(z.object({ number: z.int(), title: z.string(), theory: z.number(), practice: z.number() })),
    /** Codes that were refused, by lesson. */
    refusedCodes: z.array(z.object({ lessonId: Id, count: z.int() })),
    may: z.object({ roll: z.boolean(), export: z.boolean() }),
  }),
});
export type Attendance = z.infer<(typeof readAttendance)['output']>;

export const readMark = endpoint({
  id: 'training.readMark',
  method: 'GET',
  path: '/training/lessons/:lessonId/marks/:workerId',
  can: ATTENDANCE,
  summary: { zh: '一条签到的来历：各版和每次说的', en: 'Where a mark comes from: its versions and everything that was said' },
  input: z.object({ lessonId: Id, workerId: Id }),
  output: z.object({
    lesson: RollLesson,
    /** Null: nothing holds. */
    mark: MarkOut.nullable(),
    said: z.array(
      z.object({
        says: Says,
        missed: z.int().nullable(),
        how: How,
        at: Instant,
        received: Instant,
        clock: z.enum(['right', 'wrong', 'changed']),
        behindMs: z.int(),
        by: z.string(),
        reason: z.string(),
        undone: z.boolean(),
        holds: z.boolean(),
      }),
    ),
    versions: z.array(
      z.object({ says: Mark, how: How, recorded: Instant, superseded: Instant.nullable(), by: z.string(), reason: z.string() }),
    ),
  }),
});
export type MarkStory = z.infer<(typeof readMark)['output']>;
export const correctMark = endpoint({
  id: 'training.correctMark',
  method: 'POST',
  path: '/training/lessons/:lessonId/marks/:workerId',
  can: ROLL,
  summary: { zh: '更正一条签到，要写原因；原来的留着', en: 'Correct a mark, with a reason; what stood before stays on record' },
  input: z.object({
    lessonId: Id,
    workerId: Id,
    /** When the mark before one's eyes was recorded; null: there was none. */
    seen: Instant.nullable(),
    says: named(Says, '签到', 'Mark'),
    missed: named(z.int().min(1).max(1440).nullable().default(null), '缺了多少分钟', 'Minutes missed'),
    reason,
  }),
  output: z.object({ mark: MarkOut.nullable() }),
  problems: [p.notYourRoll, p.markRefused, p.markUnchanged, changed],
});
export const exportAttendance = endpoint({
  id: 'training.exportAttendance',
  method: 'POST',
  path: '/training/classes/:id/attendance/export',
  can: EXPORT_ATTENDANCE,
  stepUp: true,
  summary: {
    zh: '导出签到表（xlsx，记入导出记录）；填好可以再导入',
    en: 'Attendance as a spreadsheet; the export is on record; filled in, it is imported again',
  },
  input: z.object({ id: Id, from: named(Day.optional(), '从哪天起', 'From'), to: named(Day.optional(), '到哪天止', 'To') }),
  output: Download,
  problems: [p.tooManyMarks],
});

export const rollEndpoints = [
  readRollPack,
  syncMarks,
  openRoll,
  closeRoll,
  readRoll,
  listMyLessons,
  scanCode,
  readAttendance,
  readMark,
  correctMark,
  exportAttendance,
] as const;
