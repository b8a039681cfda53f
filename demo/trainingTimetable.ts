/** Timetables of the demonstration's classes: mornings and afternoons of weekdays (remote ones: evenings) until the standard's hours are full. */
import { dayText, instantOn, TODAY } from './days.ts';
import { idWithin } from './ids.ts';
import type { Random } from './random.ts';
import type { DemoVersion } from './trainingStandards.ts';

export interface DemoLesson {
  readonly id: string;
  readonly versions: readonly {
    readonly recorded: number;
    readonly superseded: number | null;
    readonly module: number;
    readonly kind: 'theory' | 'practice';
    readonly day: string;
    readonly fromMinute: number;
    readonly toMinute: number;
    readonly hours: number;
    readonly teacherId: string;
    readonly room: string;
    readonly state: 'planned' | 'cancelled';
    readonly deed: 'planned' | 'moved' | 'cancelled';
    readonly reason: string;
  }[];
}
interface Order {
  readonly classId: string;
  readonly registered: number;
  readonly random: Random;
  readonly version: DemoVersion;
  readonly first: number;
  readonly school: string;
  /** Whose mentor teaches the practice; null: the school's own teachers alone. */
  readonly employer: string | null;
  readonly trade: string;
  readonly place: string;
  readonly address: string;
  readonly remote: boolean;
}
const MORNING = { fromMinute: 540, toMinute: 720, hours: 4 };
const AFTERNOON = { fromMinute: 840, toMinute: 1020, hours: 4 };
const EVENING = { fromMinute: 1170, toMinute: 1260, hours: 2 };
type NewTeacher = (organisationId: string, n: number, kind: 'teacher' | 'mentor', trade: string) => string;

/** Teachers and rooms are lent out for whole spans of days, so nobody stands in two classes at one hour. */
export const newTimetables = (newTeacher: NewTeacher) => {
  const lent = new Map<string, { readonly id: string; spans: [number, number][] }[]>();
  const borrow = (pool: string, from: number, to: number, make: (n: number) => string): string => {
    const all = lent.get(pool) ?? [];
    lent.set(pool, all);
    let one = all.find((x) => x.spans.every(([a, b]) => to < a || from > b));
    if (!one) {
      one = { id: make(all.length + 1), spans: [] };
      all.push(one);
    }
    one.spans.push([from, to]);
    return one.id;
  };
  const plan = (o: Order): { lessons: DemoLesson[]; last: number; mentorId: string | null } => {
    const slots = slotsOf(o);
    const last = slots.at(-1)!.day;
    // a week more: a moved lesson stands after the last one
    const teacher = borrow(`teacher ${o.school} ${o.trade}`, o.first, last + 7, (n) =>
      newTeacher(o.school, n * 10 + o.trade.length, 'teacher', o.trade),
    );
    const mentorId =
      o.employer === null ? null : borrow(`mentor ${o.employer}`, o.first, last + 7, (n) => newTeacher(o.employer!, n, 'mentor', o.trade));
    const room = o.remote ? '' : borrow(`room ${o.place} ${o.address}`, o.first, last + 7, (n) => `${n} 号培训室`);
    let moved = 0;
    const lessons = slots.map((s, i): DemoLesson => {
      const value = {
        module: s.module,
        kind: s.kind,
        day: dayText(s.day),
        fromMinute: s.fromMinute,
        toMinute: s.toMinute,
        hours: s.hours,
        teacherId: s.kind === 'practice' && mentorId !== null ? mentorId : teacher,
        room,
        state: 'planned' as const,
        deed: 'planned' as const,
        reason: '',
      };
      const id = idWithin(o.registered, o.classId, 1000 + i);
      const recorded = o.registered + 7_200_000;
      const change = instantOn(s.day - 2, 17);
      // one in forty is moved behind the last, while that lies before the class is over; never in the future
      if (o.random.chance(0.025) && moved === 0 && s.day - 2 < TODAY - 1 && s.day > o.first + 2 && change > recorded) {
        moved++;
        const later = nextWeekday(last);
        return {
          id,
          versions: [
            { ...value, recorded, superseded: change },
            { ...value, day: dayText(later), deed: 'moved', reason: '教师另有任务，调到后面', recorded: change, superseded: null },
          ],
        };
      }
      return { id, versions: [{ ...value, recorded, superseded: null }] };
    });
    return { lessons, last: moved ? nextWeekday(last) : last, mentorId };
  };
  return { plan };
};

const weekday = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;
const nextWeekday = (day: number): number => (weekday(day + 1) <= 5 ? day + 1 : nextWeekday(day + 1));

interface Slot {
  readonly day: number;
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly hours: number;
  readonly module: number;
  readonly kind: 'theory' | 'practice';
}
/** Module after module, theory before practice, half a day each. What is left of a module's hours makes a shorter lesson. */
const slotsOf = (o: Order): readonly Slot[] => {
  const times = o.remote ? [EVENING] : [MORNING, AFTERNOON];
  const out: Slot[] = [];
  let day = o.first;
  let at = 0;
  const next = () => {
    const slot = { day, ...times[at]! };
    at = (at + 1) % times.length;
    if (at === 0) day = nextWeekday(day);
    return slot;
  };
  o.version.modules.forEach((m, i) => {
    for (const kind of ['theory', 'practice'] as const)
      for (let left = kind === 'theory' ? m.theoryHours : m.practiceHours; left > 0; ) {
        const slot = next();
        const hours = Math.min(slot.hours, left);
        out.push({ ...slot, hours, toMinute: slot.fromMinute + hours * 45, module: i + 1, kind });
        left -= hours;
      }
  });
  return out;
};
