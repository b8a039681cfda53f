// Attendance as decisions: hours attended by module, and whether the share the standard asks for is reached, can be reached, or cannot. The only threshold is
// the version's own (attendance_percent). Pure: no IO, no clock. Hours are counted in tenths, so that sums are exact.
import type { LessonKind } from './contractTexts.ts';
import { instantOf, type Mark } from './rulesRoll.ts';
import type { Module } from './rulesStandards.ts';
import type { Slot } from './rulesTimetable.ts';

/** One letter a mark, as training_attendance keeps it. */
export const MARK_LETTERS: Record<Mark, string> = { present: 'p', late: 'l', leftEarly: 'e', absent: 'a', excused: 'x' };
const OF_LETTER = new Map(Object.entries(MARK_LETTERS).map(([mark, letter]) => [letter, mark as Mark]));
export const markOf = (letter: string): Mark | undefined => OF_LETTER.get(letter);
/** In the grid: nobody said anything; not in the class on that day. */
export const NO_MARK = '.';
export const NOT_IN_CLASS = '-';

export interface LessonHeld extends Slot {
  readonly module: number;
  readonly kind: LessonKind;
  readonly hours: number;
  readonly state: 'planned' | 'cancelled';
}
export interface Marked {
  readonly says: Mark;
  /** Minutes of the lesson; null: nobody said how many. */
  readonly missed: number | null;
}

const tenths = (hours: number): number => Math.round(hours * 10);
/**
 * Hours of a lesson that somebody attended. Late or early: the lesson's hours by the minutes they were there, rounded down to a tenth; where nobody said how
 * many minutes were missed the lesson counts whole. Absent and excused attended nothing.
 */
const attendedTenths = (lesson: LessonHeld, m: Marked): number => {
  if (m.says === 'absent' || m.says === 'excused') return 0;
  const whole = tenths(lesson.hours);
  if (m.says === 'present' || m.missed === null) return whole;
  const length = lesson.toMinute - lesson.fromMinute;
  return Math.floor((whole * Math.max(0, length - m.missed)) / length);
};
export const attendedHours = (lesson: LessonHeld, m: Marked): number => attendedTenths(lesson, m) / 10;

/** reached: the hours asked for are attended. open: they still can be. lost: not even by missing nothing more. none: the class has no standard. */
export type ShareStanding = 'reached' | 'open' | 'lost' | 'none';
export interface ModuleHours {
  readonly number: number;
  readonly theory: number;
  readonly practice: number;
}
export interface AttendanceSum {
  readonly attended: number;
  /** Hours of lessons that are over, marked or not. */
  readonly held: number;
  /** Hours that are gone: absent, excused, missed minutes. */
  readonly missed: number;
  /** Hours of the whole course: the standard's, or what is planned where that is more. */
  readonly total: number;
  /** Hours the standard asks for; null without one. */
  readonly needed: number | null;
  /** Hours that may still be missed; below zero: the share cannot be reached any more. Null without a standard. */
  readonly mayMiss: number | null;
  readonly standing: ShareStanding;
  readonly counts: Record<Mark, number>;
  /** Lessons that are over and say nothing of this person. */
  readonly unmarked: number;
  readonly modules: readonly ModuleHours[];
}
export interface CourseAsked {
  readonly modules: readonly Module[];
  /** Of the version the class is held under; null: none. */
  readonly attendancePercent: number | null;
}

/** `marks[i]` is of `lessons[i]`; undefined: none; null: not in the class on that day, which is missed unless the class lets somebody in late — hours are hours. */
export const attendanceOf = (
  lessons: readonly LessonHeld[],
  marks: readonly (Marked | undefined)[],
  course: CourseAsked,
  now: number,
): AttendanceSum => {
  const counts: Record<Mark, number> = { present: 0, late: 0, leftEarly: 0, absent: 0, excused: 0 };
  const modules = new Map(course.modules.map((m) => [m.number, { theory: 0, practice: 0 }]));
  let attended = 0;
  let held = 0;
  let missed = 0;
  let planned = 0;
  let unmarked = 0;
  lessons.forEach((lesson, i) => {
    if (lesson.state === 'cancelled') return;
    const whole = tenths(lesson.hours);
    planned += whole;
    const over = instantOf(lesson.day, lesson.toMinute) <= now;
    if (over) held += whole;
    const m = marks[i];
    if (m === undefined) {
      if (over) unmarked += 1;
      return;
    }
    counts[m.says] += 1;
    const got = attendedTenths(lesson, m);
    attended += got;
    missed += whole - got;
    const of = modules.get(lesson.module) ?? { theory: 0, practice: 0 };
    of[lesson.kind] += got;
    modules.set(lesson.module, of);
  });
  const asked = course.modules.reduce((sum, m) => sum + tenths(m.theoryHours) + tenths(m.practiceHours), 0);
  const total = Math.max(asked, planned);
  const needed = course.attendancePercent === null ? null : Math.ceil((total * course.attendancePercent) / 100);
  const mayMiss = needed === null ? null : total - needed - missed;
  return {
    attended: attended / 10,
    held: held / 10,
    missed: missed / 10,
    total: total / 10,
    needed: needed === null ? null : needed / 10,
    mayMiss: mayMiss === null ? null : mayMiss / 10,
    standing: needed === null || mayMiss === null ? 'none' : attended >= needed ? 'reached' : mayMiss < 0 ? 'lost' : 'open',
    counts,
    unmarked,
    modules: [...modules].map(([number, { theory, practice }]) => ({ number, theory: theory / 10, practice: practice / 10 })),
  };
};
