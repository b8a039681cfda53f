// Small random classes beside a random world: moved and cancelled lessons, marks that come late and are corrected, books, people in two classes and with two records.
import fc from 'fast-check';
import { addDays, type Day } from '#standards/calendar/calendar.ts';
import { AFTER_ALL, instantsOf } from './randomAsks.ts';
import { aDay, aTiming, changing, HOMES, INSTANTS, PLACES, versioned } from './randomParts.ts';
import type { TrainedAsk, TrainingWorld } from './trainingWorld.ts';
import type { World } from './world.ts';

/** Uuids that are none of the world's. */
const trainingId = (kind: number, n: number): string => `${kind}7000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const ORIGINS = [...HOMES.filter((c) => c.length === 12), '450000000000', '520000000000', '522700000000'];
const HOSTS = [...PLACES, '440100000000', '440000000000'];

type Draft<K extends keyof TrainingWorld> = Omit<TrainingWorld[K][number], 'recorded' | 'superseded'>;

const aClass = fc.record({
  facts: changing(
    fc.record({
      programme: fc.constantFrom('cook', 'technician', 'homeMaternity', 'baguiNoodles'),
      mode: fc.constantFrom('schooling' as const, 'doorstep' as const, 'remote' as const, 'organised' as const),
      order: fc.constantFrom('' as const, '' as const, 'named' as const, 'directed' as const, 'enterprise' as const),
      school: fc.nat({ max: 3 }),
      employer: fc.nat({ max: 3 }),
      origin: fc.constantFrom(...ORIGINS),
      host: fc.constantFrom(...HOSTS),
      seats: fc.integer({ min: 1, max: 60 }),
    }),
    fc.oneof(fc.record({ seats: fc.integer({ min: 1, max: 60 }) }), fc.record({ host: fc.constantFrom(...HOSTS) })),
  ),
  timing: aTiming,
  opened: fc.option(aDay, { freq: 8 }),
  openedTiming: aTiming,
  openedLater: fc.constantFrom(0, 0, 1, -1, 40),
  cancelled: fc.option(fc.tuple(fc.integer({ min: 0, max: 60 }), aTiming), { freq: 1 }),
  lessons: fc.array(
    fc.record({
      after: fc.constantFrom(0, 0, 1, 1, 7, 30),
      minute: fc.constantFrom(540, 840),
      timing: aTiming,
      moved: fc.constantFrom(0, 0, 0, 1, -1, 60),
      cancelled: fc.nat({ max: 5 }).map((n) => n === 0),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  budget: fc.array(fc.record({ amount: fc.integer({ min: 1, max: 9000 }), timing: aTiming }), { maxLength: 2 }),
  people: fc.array(
    fc.record({
      worker: fc.nat({ max: 13 }),
      state: fc.constantFrom(
        'enrolled' as const,
        'finished' as const,
        'finished' as const,
        'finished' as const,
        'failed' as const,
        'withdrawn' as const,
        'applied' as const,
      ),
      before: fc.constantFrom(0, 1, 5),
      length: fc.constantFrom(0, 1, 20, 40),
      timing: aTiming,
      corrected: fc.nat({ max: 3 }).map((n) => n === 0),
      marks: fc.array(
        fc.record({
          says: fc.constantFrom(
            'present' as const,
            'present' as const,
            'late' as const,
            'leftEarly' as const,
            'absent' as const,
            'excused' as const,
          ),
          later: fc.constantFrom('present' as const, 'absent' as const),
          timing: aTiming,
          there: fc.nat({ max: 3 }).map((n) => n > 0),
        }),
        { minLength: 4, maxLength: 4 },
      ),
      book: fc.option(fc.tuple(fc.array(fc.constantFrom('p', 'l', 'e', 'a', 'x'), { minLength: 4, maxLength: 4 }), aTiming), { freq: 2 }),
    }),
    { minLength: 2, maxLength: 7 },
  ),
});

/** 2 to 4 classes about the days of the world. */
export const trainingIn = (world: World): fc.Arbitrary<TrainingWorld> =>
  fc.array(aClass, { minLength: 2, maxLength: 4 }).map((drafts): TrainingWorld => {
    const workers = world.workers.map((w) => w.id);
    const organisations = world.organisations.map((o) => o.id);
    const out: { -readonly [K in keyof TrainingWorld]: TrainingWorld[K][number][] } = {
      classes: [],
      steps: [],
      lessons: [],
      enrolments: [],
      marks: [],
      books: [],
      budget: [],
    };
    for (const [n, d] of drafts.entries()) {
      const id = trainingId(1, n);
      const open: Day = d.opened ?? '2021-03-01';
      const facts = d.facts.map((f) => ({
        ...f,
        id,
        school: organisations[f.school]!,
        employer: f.order === '' ? null : organisations[f.employer]!,
      }));
      out.classes.push(...versioned(facts, { ...d.timing, withdrawn: false }));
      if (d.opened !== null)
        out.steps.push(
          ...versioned(
            [
              { class: id, state: 'opened' as const, on: open },
              { class: id, state: 'opened' as const, on: addDays(open, d.openedLater) },
            ],
            d.openedTiming,
          ),
        );
      if (d.cancelled !== null)
        out.steps.push(...versioned([{ class: id, state: 'cancelled' as const, on: addDays(open, d.cancelled[0]) }], d.cancelled[1]));
      for (const [i, b] of d.budget.entries())
        out.budget.push(...versioned([{ id: trainingId(5, n * 10 + i), class: id, amount: b.amount }], b.timing));
      const lessons = d.lessons.map((l, i) => ({ ...l, id: trainingId(2, n * 10 + i), day: addDays(open, l.after) }));
      for (const l of lessons) {
        const fact: Draft<'lessons'> = { id: l.id, class: id, day: l.day, minute: l.minute, state: 'planned' };
        const next: Draft<'lessons'> = { ...fact, day: addDays(l.day, l.moved), state: l.cancelled ? 'cancelled' : 'planned' };
        out.lessons.push(...versioned([fact, next], l.timing));
      }
      const seen = new Set<string>();
      for (const [i, p] of d.people.entries()) {
        const worker = workers[p.worker % workers.length]!;
        if (seen.has(worker)) continue;
        seen.add(worker);
        const from = addDays(open, -p.before);
        const ended = addDays(open, p.length);
        const over = p.state === 'finished' || p.state === 'failed' || p.state === 'withdrawn';
        const fact = {
          id: trainingId(3, n * 20 + i),
          class: id,
          worker,
          state: p.state,
          from: p.state === 'applied' ? null : from,
          ended: over ? ended : null,
        };
        const next = over && p.corrected ? { ...fact, ended: addDays(ended, 1) } : fact;
        out.enrolments.push(...versioned([fact, next], { ...p.timing, withdrawn: false }));
        if (p.state === 'applied') continue;
        for (const [k, l] of lessons.entries()) {
          const m = p.marks[k]!;
          if (!m.there) continue;
          const mark = { id: trainingId(4, n * 1000 + i * 10 + k), class: id, lesson: l.id, worker };
          out.marks.push(
            ...versioned(
              [
                { ...mark, says: m.says },
                { ...mark, says: m.later },
              ],
              m.timing,
            ),
          );
        }
        if (p.book) {
          const [letters, timing] = p.book;
          out.books.push(
            ...versioned(
              [{ class: id, worker, lessons: lessons.map((l) => l.id), says: letters.slice(0, lessons.length).join('') }],
              timing,
            ),
          );
        }
      }
    }
    return out;
  });

/** A question about the days and instants of both. */
export const aTrainedAsk = (world: World, training: TrainingWorld): fc.Arbitrary<TrainedAsk> => {
  const days = [
    ...training.steps.map((s) => s.on),
    ...training.lessons.map((l) => l.day),
    ...training.enrolments.flatMap((e) =>
      [e.from, e.ended, e.ended && addDays(e.ended, 90), e.ended && addDays(e.ended, 95)].flatMap((x) => x ?? []),
    ),
    '2020-12-31',
    '2022-09-30',
  ];
  const day = fc.constantFrom(...[...new Set(days.flatMap((d) => [addDays(d, -1), d, addDays(d, 1)]))].sort());
  return fc
    .record({
      days: fc.oneof(
        fc.tuple(day, day),
        fc.tuple(fc.constant('2020-01-01'), day),
        fc.constantFrom<[Day, Day][]>(['2020-01-01', '2023-06-30'], ['2021-01-01', '2021-12-31']),
      ),
      knownAt: fc.oneof(fc.constantFrom(...instantsOf(world), ...INSTANTS, AFTER_ALL), fc.constant(AFTER_ALL)),
    })
    .map(({ days: d, knownAt }) => {
      const [from, to] = [...d].sort() as [Day, Day];
      return { from, to, knownAt };
    });
};
