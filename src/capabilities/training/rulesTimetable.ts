// The timetable 课表: how far it covers the standard, and who or what would stand in two lessons at one hour. Pure.
import { halfWidth } from '#standards/cleanText.ts';
import type { Text } from '#standards/text.ts';
import type { LessonKind } from './contractTexts.ts';
import type { Module } from './rulesStandards.ts';

/** When a lesson is: a day and minutes since midnight, the end not included. */
export interface Slot {
  readonly day: string;
  readonly fromMinute: number;
  readonly toMinute: number;
}
export const slotsMeet = (a: Slot, b: Slot): boolean => a.day === b.day && a.fromMinute < b.toMinute && b.fromMinute < a.toMinute;
/** 540 → 09:00. */
export const clockText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
export const slotText = (s: Slot): string => `${s.day} ${clockText(s.fromMinute)}–${clockText(s.toMinute)}`;

/** Place, address and room as one text: two classes in one house meet in it however it was typed. '' where there is no room. */
export const roomKey = (at: { readonly place: string; readonly address: string }, room: string): string => {
  const plain = (text: string) =>
    halfWidth(text)
      .replace(/[\s,.;:()《》“”"'、。·\-#号]+/g, '')
      .toLowerCase();
  return plain(room) === '' ? '' : `${at.place}|${plain(at.address)}|${plain(room)}`;
};

export interface PlannedLesson extends Slot {
  readonly lessonId: string;
  readonly module: number;
  readonly kind: LessonKind;
  readonly hours: number;
  readonly teacherId: string | null;
  readonly roomKey: string;
  readonly state: 'planned' | 'cancelled';
}
export interface Collision {
  readonly what: 'teacher' | 'room';
  readonly one: string;
  readonly other: string;
}
/** Lessons of the list that ask for one teacher or one room at one hour. Cancelled ones hold nothing. */
export const collisionsIn = (lessons: readonly PlannedLesson[]): readonly Collision[] => {
  const found: Collision[] = [];
  const planned = lessons.filter((l) => l.state === 'planned');
  for (const what of ['teacher', 'room'] as const) {
    const groups = Map.groupBy(planned, (l) => (what === 'teacher' ? (l.teacherId ?? '') : l.roomKey));
    for (const [key, group] of groups) {
      if (key === '') continue;
      const sorted = [...group].sort((a, b) => (a.day === b.day ? a.fromMinute - b.fromMinute : a.day < b.day ? -1 : 1));
      // the one that ends latest so far meets the next, if any does
      let last = sorted[0]!;
      for (const next of sorted.slice(1)) {
        if (slotsMeet(last, next)) found.push({ what, one: last.lessonId, other: next.lessonId });
        if (next.day !== last.day || next.toMinute > last.toMinute) last = next;
      }
    }
  }
  return found;
};

export interface ModuleCover {
  readonly number: number;
  readonly title: string;
  readonly theory: { readonly needed: number; readonly planned: number };
  readonly practice: { readonly needed: number; readonly planned: number };
}
type Counted = Pick<PlannedLesson, 'module' | 'kind' | 'hours' | 'state' | 'day'>;
/** Hours the standard asks for and hours that are planned, module by module. `until`: only lessons before this day (what has been held). */
export const coverOf = (modules: readonly Module[], lessons: readonly Counted[], until?: string): readonly ModuleCover[] => {
  const sum = (module: number, kind: LessonKind) =>
    lessons
      .filter((l) => l.state === 'planned' && l.module === module && l.kind === kind && (until === undefined || l.day < until))
      .reduce((total, l) => total + Math.round(l.hours * 10), 0) / 10;
  return modules.map((m) => ({
    number: m.number,
    title: m.title,
    theory: { needed: m.theoryHours, planned: sum(m.number, 'theory') },
    practice: { needed: m.practiceHours, planned: sum(m.number, 'practice') },
  }));
};
/** What is missing of the standard's hours, in words; empty where it is covered. */
export const missingHours = (cover: readonly ModuleCover[]): readonly Text[] =>
  cover.flatMap((m) =>
    (['theory', 'practice'] as const).flatMap((kind) => {
      const missing = Math.round((m[kind].needed - m[kind].planned) * 10) / 10;
      if (missing <= 0) return [];
      return [
        {
          zh: `模块 ${m.number}“${m.title}”${kind === 'theory' ? '理论' : '实操'}还差 ${missing} 课时`,
          en: `module ${m.number} “${m.title}” lacks ${missing} h of ${kind}`,
        },
      ];
    }),
  );

/** Why a lesson cannot be planned so, by itself; undefined: it can. `days`: the class's planned days. */
export const whyNotLesson = (
  lesson: Slot & { readonly module: number; readonly kind: LessonKind; readonly hours: number },
  of: { readonly modules: readonly Module[]; readonly planFrom: string; readonly planTo: string; readonly lessonMinutes: number },
): Text | undefined => {
  const module = of.modules.find((m) => m.number === lesson.module);
  if (!module)
    return {
      zh: `标准里没有模块 ${lesson.module}，只有 ${of.modules.map((m) => m.number).join('、') || '（还没有模块）'}`,
      en: `The standard has no module ${lesson.module}; it has ${of.modules.map((m) => m.number).join(', ') || 'none'}`,
    };
  const asked = lesson.kind === 'theory' ? module.theoryHours : module.practiceHours;
  if (asked === 0)
    return {
      zh: `模块 ${module.number}“${module.title}”按标准没有${lesson.kind === 'theory' ? '理论' : '实操'}课时`,
      en: `By the standard module ${module.number} “${module.title}” has no hours of ${lesson.kind}`,
    };
  if (lesson.day < of.planFrom || lesson.day > of.planTo)
    return {
      zh: `上课日期 ${lesson.day} 不在这个班的期间（${of.planFrom} 至 ${of.planTo}）里。请改上课日期，或者先更正班的期间`,
      en: `${lesson.day} lies outside the days of this class (${of.planFrom} to ${of.planTo}). Change the day, or correct the days of the class first`,
    };
  const most = Math.floor(((lesson.toMinute - lesson.fromMinute) / of.lessonMinutes) * 10) / 10;
  if (lesson.toMinute <= lesson.fromMinute)
    return {
      zh: `下课时间 ${clockText(lesson.toMinute)} 不晚于上课时间 ${clockText(lesson.fromMinute)}，请对调或改正`,
      en: `The end ${clockText(lesson.toMinute)} is not after the start ${clockText(lesson.fromMinute)}; swap or correct them`,
    };
  if (lesson.hours > most)
    return {
      zh: `${clockText(lesson.fromMinute)} 到 ${clockText(lesson.toMinute)} 最多上 ${most} 课时（每课时 ${of.lessonMinutes} 分钟），写的是 ${lesson.hours} 课时`,
      en: `From ${clockText(lesson.fromMinute)} to ${clockText(lesson.toMinute)} there is room for ${most} lesson hours of ${of.lessonMinutes} minutes, not ${lesson.hours}`,
    };
  return undefined;
};
