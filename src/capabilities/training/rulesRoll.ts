// Roll call 签到 as decisions: what a device's clock is worth, what holds of all that was said, and what is refused. Pure: no IO, no clock.
import type { Text } from '#standards/text.ts';
import type { ClassState } from './contractTexts.ts';
import { clockText, type Slot, slotText } from './rulesTimetable.ts';

export const MARKS = ['present', 'late', 'leftEarly', 'absent', 'excused'] as const;
export type Mark = (typeof MARKS)[number];
/** `nothing` takes back what was said before. */
export type Says = Mark | 'nothing';
export const HOWS = ['code', 'list', 'offline', 'desk', 'sheet', 'remote'] as const;
export type How = (typeof HOWS)[number];

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Milliseconds of a minute of a day in Asia/Shanghai, which has kept UTC+8 since 1991. */
export const instantOf = (day: string, minute: number): number => Date.parse(`${day}T00:00:00+08:00`) + minute * MINUTE;
const shanghai = (ms: number): Date => new Date(ms + 8 * 60 * MINUTE);
export const dayAt = (ms: number): string => shanghai(ms).toISOString().slice(0, 10);
const minuteAt = (ms: number): string => shanghai(ms).toISOString().slice(11, 16);
const momentText = (ms: number): string => `${dayAt(ms)} ${minuteAt(ms)}`;

// Clocks ----------------------------------------------------------------------------------------------------------------------------

/** ○ Two clocks that differ by less are said to agree. */
export const CLOCK_TOLERANCE_MS = MINUTE;
export interface Heard {
  /** By the device's clock: when it was so, and when it was sent. */
  readonly deviceAt: number;
  readonly sentAt: number;
  /** By ours. */
  readonly receivedAt: number;
  /** How far the device's clock was behind ours when it last heard from us before the mark; null: it never had. */
  readonly behindThen: number | null;
  /** Of an installation with a demonstration day: how far that lies from the real day. Everybody's clock is "wrong" by that. */
  readonly shift?: number;
}
export interface Timed {
  readonly at: number;
  /** Milliseconds the device's clock was behind ours at the moment of the mark. */
  readonly behind: number;
  /** changed: somebody set the clock between the mark and the sending; what was measured before the mark counts. */
  readonly clock: 'right' | 'wrong' | 'changed';
}
/** When it really was so: the device's time put right by what its clock was measured to lack; never later than when we heard of it. */
export const timeOf = ({ deviceAt, sentAt, receivedAt, behindThen, shift = 0 }: Heard): Timed => {
  const now = receivedAt - sentAt;
  const changed = behindThen !== null && Math.abs(behindThen - now) > CLOCK_TOLERANCE_MS;
  const behind = changed ? behindThen : now;
  return {
    at: Math.min(deviceAt + behind, receivedAt),
    behind,
    clock: changed ? 'changed' : Math.abs(behind - shift) > CLOCK_TOLERANCE_MS ? 'wrong' : 'right',
  };
};

// What holds ------------------------------------------------------------------------------------------------------------------------

export interface Statement {
  readonly id: string;
  readonly says: Says;
  /** An instant as text of one form, so that texts compare. */
  readonly at: string;
  readonly how: How;
}
/** In the order in which it was so; at one moment the id decides, so that every order of arrival ends alike. */
const before = (a: Statement, b: Statement): number => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1);
/**
 * The statement that holds of all: the last one, but for a code, which only proves that somebody came: it makes "absent" or nothing to present or late, and
 * leaves what the teacher said. A remote lesson that was finished says as much. Depends on the set of statements alone: late, twice, in any order, the end is the same.
 */
export const standingOf = <S extends Statement>(said: readonly S[]): S | null => {
  let holds: S | null = null;
  const seen = new Set<string>();
  for (const s of [...said].sort(before)) {
    if (seen.has(s.id)) continue;
    seen.add(s.id);
    if (s.how === 'code' || s.how === 'remote') {
      if (holds === null || holds.says === 'nothing' || holds.says === 'absent') holds = s;
    } else holds = s;
  }
  return holds !== null && holds.says === 'nothing' ? null : holds;
};

/** Present, or late by so many minutes: of a scan. */
export const lateOf = (
  at: number,
  lesson: Slot,
  lateAfter: number,
): { readonly says: 'present' | 'late'; readonly missed: number | null } => {
  const minutes = Math.floor((at - instantOf(lesson.day, lesson.fromMinute)) / MINUTE);
  if (minutes <= lateAfter) return { says: 'present', missed: null };
  return { says: 'late', missed: Math.min(minutes, lesson.toMinute - lesson.fromMinute) };
};

// What is refused -------------------------------------------------------------------------------------------------------------------

/** ○ A roll may be called so long before the lesson begins. */
export const EARLY_MINUTES = 30;
export interface LessonNow extends Slot {
  readonly state: 'planned' | 'cancelled';
  /** Why it was cancelled, and when it stood before it was moved, newest first. */
  readonly reason: string;
}
export interface MarkAsked {
  readonly at: number;
  /** When the lesson was, as far as the device knew; null: it did not say. */
  readonly known: Slot | null;
}
/** Days on which somebody is in the class; `to` null: still is. */
export interface InClass {
  readonly from: string;
  readonly to: string | null;
}

const sameSlot = (a: Slot, b: Slot): boolean => a.day === b.day && a.fromMinute === b.fromMinute && a.toMinute === b.toMinute;
/** Why nothing can be marked in this lesson now; undefined: it can. */
export const whyNotLessonMarked = (asked: MarkAsked, lesson: LessonNow, classState: ClassState): Text | undefined => {
  if (classState === 'cancelled') return { zh: '这个班已经取消，签到没有收', en: 'The class was cancelled; the mark was not taken' };
  if (classState === 'archived')
    return {
      zh: '这个班已经归档，签到不再改。要改的话请来源地的人社部门先收回归档',
      en: 'The class is archived and its marks no longer change. The office over its origin takes the archiving back first',
    };
  if (classState === 'plan' || classState === 'approval' || classState === 'enrolling')
    return { zh: '这个班还没有开班，不能签到。请先办开班', en: 'The class has not opened, so no roll can be called. Open it first' };
  if (lesson.state === 'cancelled')
    return {
      zh: `${slotText(lesson)} 的课已停（${lesson.reason || '没有写原因'}），这条签到没有收`,
      en: `The lesson of ${slotText(lesson)} was cancelled (${lesson.reason || 'no reason given'}); this mark was not taken`,
    };
  const opens = instantOf(lesson.day, lesson.fromMinute) - EARLY_MINUTES * MINUTE;
  const moved = asked.known !== null && !sameSlot(asked.known, lesson);
  // marked by an old timetable: at the old time, or on a day that no longer is the lesson's
  if (asked.known !== null && moved && (asked.at < opens || dayAt(asked.at) !== lesson.day))
    return {
      zh: `这次课已从 ${slotText(asked.known)} 调到 ${slotText(lesson)}，这条签到是 ${momentText(asked.at)} 记的，没有收。请按新时间点名`,
      en: `This lesson was moved from ${slotText(asked.known)} to ${slotText(lesson)}; this mark of ${momentText(asked.at)} was not taken. Call the roll at the new time`,
    };
  if (asked.at < opens)
    return {
      zh: `这次课 ${lesson.day} ${clockText(lesson.fromMinute)} 才上，最早提前 ${EARLY_MINUTES} 分钟点名，这条是 ${momentText(asked.at)} 记的`,
      en: `This lesson begins at ${lesson.day} ${clockText(lesson.fromMinute)}; the roll is called ${EARLY_MINUTES} minutes before at the earliest, and this mark is of ${momentText(asked.at)}`,
    };
  return undefined;
};
/** Why this person cannot be marked in it. Names nobody: whoever asks knows whom they mean. */
export const whyNotPerson = (spans: readonly InClass[], day: string): Text | undefined => {
  if (spans.some((s) => s.from <= day && (s.to === null || day <= s.to))) return undefined;
  const left = spans
    .map((s) => s.to)
    .filter((t): t is string => t !== null && t < day)
    .sort()
    .at(-1);
  if (left !== undefined)
    return {
      zh: `这位学员 ${left} 已离开这个班，${day} 的课不点名`,
      en: `This trainee left the class on ${left} and is not on the roll of ${day}`,
    };
  const from = spans.map((s) => s.from).sort()[0];
  if (from !== undefined)
    return {
      zh: `这位学员 ${from} 才进班，${day} 的课不点名`,
      en: `This trainee joined the class on ${from} and is not on the roll of ${day}`,
    };
  return {
    zh: '这位学员不在这个班的名单里。请先在“学员”里录取，或者核对是不是别的班',
    en: 'This person is not on the list of the class. Enrol them under People first, or check whether it is another class',
  };
};
/** ○ A code is taken until so long after the lesson has ended. */
export const CODE_AFTER_MINUTES = 0;
export const codeOpen = (lesson: Slot, now: number): boolean =>
  now >= instantOf(lesson.day, lesson.fromMinute) - EARLY_MINUTES * MINUTE &&
  now <= instantOf(lesson.day, lesson.toMinute) + CODE_AFTER_MINUTES * MINUTE;
/** The business moment: on an installation with a demonstration day, that day at this hour. */
export const businessMoment = (now: number, today: string): number => {
  const real = dayAt(now);
  return real === today ? now : now + Math.round((Date.parse(today) - Date.parse(real)) / DAY) * DAY;
};
