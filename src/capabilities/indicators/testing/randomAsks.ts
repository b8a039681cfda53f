// Questions around the days and instants of a world, so that boundaries are met.
import fc from 'fast-check';
import { addDays, addMonths, type Day } from '#standards/calendar/calendar.ts';
import { type Ask, type Instant, NEVER, type World } from './world.ts';

const shifted = (instant: Instant, micros: -1 | 1): Instant => {
  const all = Date.parse(`${instant.slice(0, 19)}Z`) * 1000 + Number(instant.slice(20, 26)) + micros;
  const seconds = Math.floor(all / 1_000_000);
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${String(all - seconds * 1_000_000).padStart(6, '0')}Z`;
};
export const BEFORE_ALL: Instant = '2020-12-31T00:00:00.000000Z';
export const AFTER_ALL: Instant = '2026-01-01T00:00:00.000000Z';
/** At, just before and just after every instant at which something of the world changes. */
export const instantsOf = (world: World): readonly Instant[] => {
  const facts = [
    world.organisationLinks,
    world.links,
    world.basics,
    world.homes,
    world.identities,
    world.spells,
    world.evidence,
    world.pairings,
  ].flat();
  const all = new Set(facts.flatMap((f) => [f.recorded, f.superseded]).filter((t) => t !== NEVER));
  return [...new Set([...all].flatMap((t) => [shifted(t, -1), t, shifted(t, 1)]))].sort();
};
const daysOf = (world: World): readonly Day[] => {
  const days = [
    ...world.spells.flatMap((s) => [s.start, addMonths(s.start, 3), ...(s.ended === null ? [] : [s.ended])]),
    ...world.evidence.flatMap((e) => [e.coversFrom, e.observed, ...(e.coversTo === null ? [] : [e.coversTo, addDays(e.coversTo, 92)])]),
    ...world.identities.flatMap((i) => (i.to === null ? [] : [i.to])),
    '2020-12-31',
    '2021-12-31',
    '2022-09-30',
  ];
  return [...new Set(days.flatMap((d) => [addDays(d, -1), d, addDays(d, 1)]))].filter((d) => d > '2020-06-01').sort();
};

/** A question whose days and instant are those of the world, or lie beside them. */
export const aKnownAsk = (world: World): fc.Arbitrary<Ask> => {
  const day = fc.constantFrom(...daysOf(world));
  return fc
    .record({
      indicator: fc.constantFrom('I01', 'I02', 'I03', 'I04', 'I04', 'I05', 'I06', 'I06', 'I07', 'I07', 'I08', 'I08', 'I08'),
      days: fc.oneof(
        { weight: 3, arbitrary: fc.tuple(day, day) },
        {
          weight: 1,
          arbitrary: fc.constantFrom<[Day, Day][]>(
            ['2021-01-01', '2021-12-31'],
            ['2020-01-01', '2023-12-31'],
            ['2022-01-01', '2022-09-30'],
          ),
        },
      ),
      knownAt: fc.oneof(
        { weight: 2, arbitrary: fc.constantFrom(...instantsOf(world), AFTER_ALL) },
        { weight: 2, arbitrary: fc.constant(AFTER_ALL) },
      ),
      evidenceClass: fc.option(fc.constantFrom(1, 2, 3, 4, 5, 6)),
      form: fc.constantFrom('province', 'enterprise', 'post'),
      window: fc.constantFrom(30, 90, 180, 365),
      due: fc.constantFrom(29, 30, 31, 60, 400, 600),
    } satisfies Record<string, fc.Arbitrary<unknown>>)
    .map(({ days, due, ...rest }): Ask => {
      const [from, to] = [...days].sort() as [Day, Day];
      const later = addDays(from, rest.window + due);
      return { ...(rest as Omit<Ask, 'from' | 'to' | 'asOf'>), from, to, asOf: rest.indicator !== 'I08' || later < to ? to : later };
    });
};
