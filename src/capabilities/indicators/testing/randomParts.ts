// The pieces of random worlds: few days, codes and instants, so that everything meets everything and boundaries coincide.
import fc from 'fast-check';
import { addDays, addMonths, type Day, monthEnd, monthStart } from '#standards/calendar/calendar.ts';
import { type Instant, type Known, NEVER, type World } from './world.ts';

export type Fact<K extends keyof World> = World[K][number];

/** Some of them one microsecond apart, as two writers of one moment are. In rising order. */
export const INSTANTS: readonly Instant[] = [
  '2021-02-01T00:00:00.000000Z',
  '2021-06-01T10:00:00.000000Z',
  '2021-06-01T10:00:00.000001Z',
  '2021-12-31T16:00:00.000000Z',
  '2022-03-01T08:30:00.123456Z',
  '2022-03-01T08:30:00.123457Z',
  '2022-10-08T01:00:00.999999Z',
  '2023-05-01T00:00:00.000000Z',
];
/** Uuids that sort as they are counted. */
export const idOf = (kind: 'a' | 'b' | 'c' | 'd' | 'e' | 'f', n: number): string =>
  `${kind}0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

// ---- days ----
const HOT: readonly Day[] = [
  '2021-01-01',
  '2021-03-01',
  '2021-03-16',
  '2021-06-01',
  '2021-06-30',
  '2021-11-30',
  '2021-12-31',
  '2022-02-28',
];
export const aDay: fc.Arbitrary<Day> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom(...HOT), fc.constantFrom(-16, -15, -1, 0, 0, 0, 1, 15, 16, 30, 92)).map(([d, n]) => addDays(d, n)),
  },
  { weight: 1, arbitrary: fc.integer({ min: -60, max: 480 }).map((n) => addDays('2021-01-01', n)) },
);
export const aLength = fc.constantFrom(0, 1, 14, 15, 16, 29, 30, 31, 59, 74, 89, 90, 91, 92, 93, 120, 180, 200, 365);

// ---- places ----
// 村委会, 居委会 and unknown kinds; townships, counties, a prefecture; codes that ended before and within these years; divided ones with and without a main part
export const HOMES: readonly string[] = [
  '450102001201',
  '450102001003',
  '450181110599',
  '450181100201',
  '450323100001',
  '450127100201',
  '450127000000',
  '450121000000',
  '450121100201',
  '522727001200',
  '522727001001',
  '522727101000',
  '520581100204',
  '520522100204',
  '522423100204',
  '520321101000',
  '520304102202',
  '520221000000',
  '450100000000',
  '440111020200',
];
export const PLACES: readonly string[] = [
  '440111000000',
  '440111020200',
  '440305000000',
  '441900000000',
  '441900101000',
  '440183000000',
  '445323000000',
  '440321000000',
  '450102000000',
  '450181000000',
  '450127000000',
  '450121000000',
  '522727000000',
  '520304000000',
  '520522000000',
  '330106000000',
  '330103000000',
  '',
];
/** Which of a few things belongs to these words: the same words always the same thing. */
export const fixed = <T>(things: readonly T[], ...words: readonly string[]): T => {
  let n = 7;
  for (const char of words.join('|')) n = (n * 31 + char.charCodeAt(0)) % 1_000_003;
  return things[n % things.length]!;
};

// ---- versions ----
export interface Timing {
  readonly first: number;
  readonly later: readonly number[];
  readonly withdrawn: boolean;
}
/** Most facts are there from the start and stay; the rest comes later, is corrected, withdrawn. */
export const aTiming: fc.Arbitrary<Timing> = fc.record({
  first: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat({ max: INSTANTS.length - 1 }) }),
  later: fc.uniqueArray(fc.integer({ min: 1, max: INSTANTS.length - 1 }), { minLength: 0, maxLength: 4 }),
  withdrawn: fc.nat({ max: 4 }).map((n) => n === 0),
});
/** The facts one after the other, each superseded by the next; not before `notBefore`. The last stays, or is withdrawn where an instant is left for it. */
export const versioned = <T>(facts: readonly T[], { first, later, withdrawn }: Timing, notBefore = 0): readonly (T & Known)[] => {
  const from = Math.max(first, notBefore);
  const times = [from, ...later.filter((i) => i > from).sort((a, b) => a - b)].map((i) => INSTANTS[i]!);
  const kept = facts.slice(0, times.length);
  return kept.map((fact, i) => ({
    ...fact,
    recorded: times[i]!,
    superseded: i + 1 < kept.length ? times[i + 1]! : withdrawn ? (times[i + 1] ?? NEVER) : NEVER,
  }));
};
/** A first version and what later ones change in it. */
export const changing = <T extends object>(base: fc.Arbitrary<T>, patch: fc.Arbitrary<Partial<T>>): fc.Arbitrary<readonly T[]> =>
  fc.tuple(base, fc.array(patch, { maxLength: 2 })).map(([first, patches]) => {
    const facts = [first];
    for (const p of patches) facts.push({ ...facts.at(-1)!, ...p });
    return facts;
  });

// ---- spells and what is said of them ----
export interface SpellDraft {
  readonly start: Day;
  readonly length: number | null;
  readonly precise: 'day' | 'month';
  readonly organisation: number | null;
  readonly kind: number;
  readonly occupation: string;
  readonly place: string;
  readonly pay: number | null;
  readonly channel: Fact<'spells'>['channel'];
  readonly assisted: Fact<'spells'>['assistedKind'];
  readonly programme: Fact<'spells'>['programme'];
  readonly contract: number | null;
}
const ORGANISATIONS = 4;
const oftenNull = <T>(arb: fc.Arbitrary<T>, freq = 1) => fc.option(arb, { freq });
const spellFields = {
  start: aDay,
  length: oftenNull(aLength, 2),
  precise: fc.constantFrom('day' as const, 'day' as const, 'day' as const, 'month' as const),
  organisation: oftenNull(fc.nat({ max: ORGANISATIONS - 1 }), 4),
  kind: fc.nat({ max: 7 }),
  occupation: fc.constantFrom('', '6-18-01-01', '4-10-01-06'),
  place: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom('440111000000', '440305000000') },
    { weight: 2, arbitrary: fc.constantFrom(...PLACES) },
  ),
  pay: fc.constantFrom(null, 0, 3000, 3000, 4500),
  channel: fc.constantFrom('' as const, 'self' as const, 'government' as const, 'agency' as const),
  assisted: fc.constantFrom('' as const, 'programme' as const, 'trip' as const, 'agency' as const),
  programme: fc.constantFrom('' as const, '' as const, 'cook' as const, 'homeService' as const),
  contract: oftenNull(aLength),
};
export const someSpell: fc.Arbitrary<readonly SpellDraft[]> = changing<SpellDraft>(
  fc.record(spellFields),
  fc.oneof(
    fc.record({ length: spellFields.length }),
    fc.record({ start: aDay }),
    fc.record({ place: spellFields.place }),
    fc.record({ organisation: spellFields.organisation }),
    fc.record({ assisted: spellFields.assisted }),
    fc.record({ pay: spellFields.pay, occupation: spellFields.occupation, kind: spellFields.kind }),
  ),
);
/**
 * The order of `main` (docs/figures.md §3) says nothing of the industry, nor of an employer without a code against no employer at all. So that it never matters
 * here, the industry follows from what the order does compare, and whoever has no employer is of another kind than whoever has one.
 */
export const spellOf = (d: SpellDraft): Omit<Fact<'spells'>, 'id' | 'worker' | keyof Known> => {
  const kind =
    d.kind === 7
      ? ('internship' as const)
      : d.organisation === null
        ? (['self_employed', 'flexible'] as const)[d.kind % 2]!
        : (['employed', 'employed', 'public_post'] as const)[d.kind % 3]!;
  const start = d.precise === 'month' ? monthStart(d.start) : d.start;
  const end = d.length === null ? null : addDays(start, d.length);
  return {
    kind,
    organisation: d.organisation === null ? null : idOf('b', d.organisation),
    occupation: d.occupation,
    industry: fixed(['', 'C1331', 'H6210', 'O80'], d.occupation, d.channel, d.programme, kind),
    place: d.place,
    start,
    startPrecision: d.precise,
    ended: end !== null && d.precise === 'month' ? monthEnd(end) : end,
    endPrecision: end === null ? 'day' : d.precise,
    payMonth: d.pay,
    channel: d.channel,
    assistedKind: d.assisted,
    programme: d.programme,
    contractFrom: d.contract === null ? null : start,
    contractTo: d.contract === null || d.contract === 1 ? null : addDays(start, d.contract),
  };
};

export interface SaidDraft {
  readonly class: Fact<'evidence'>['class'];
  readonly gone: boolean;
  readonly after: number;
  readonly length: number;
  readonly late: number;
}
const aSaid = fc.record({
  class: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, 4 as const, 5 as const, 5 as const, 6 as const),
  gone: fc.nat({ max: 3 }).map((n) => n === 0),
  after: fc.constantFrom(-31, -1, 0, 0, 0, 0, 1, 20, 45, 90, 91, 107),
  length: aLength,
  late: fc.constantFrom(0, 0, 0, 1, 15, 40, 400),
});
export const someSaid: fc.Arbitrary<readonly SaidDraft[]> = changing<SaidDraft>(
  aSaid,
  fc.oneof(
    fc.record({ length: aLength }),
    fc.record({ after: fc.constantFrom(0, 20, 45) }),
    fc.record({ late: fc.constantFrom(0, 15, 40) }),
  ),
);
/** About a spell that began on this day. Insurance and payroll name whole months; nobody else vouches for days to come. */
export const saidOf = (d: SaidDraft, start: Day): Omit<Fact<'evidence'>, 'id' | 'worker' | 'spell' | keyof Known> => {
  const a = addDays(start, d.after);
  if (d.gone)
    return {
      class: d.class,
      says: 'not_in_post',
      coversFrom: addDays(a, d.length),
      coversTo: null,
      observed: addDays(a, d.length + d.late),
    };
  const months = d.class <= 2;
  const from = months ? monthStart(a) : a;
  const to = months ? monthEnd(addDays(from, d.length)) : addDays(a, d.length);
  return { class: d.class, says: 'in_post', coversFrom: from, coversTo: to, observed: addDays(months ? monthStart(to) : to, d.late) };
};

// ---- homes, identities, births ----
export interface PeriodDraft {
  /** Relative to a spell of the worker, where there is one: 0 its start, 1 three months on, 2 its end; null: long before. */
  readonly from: readonly [number, number] | null;
  readonly to: readonly [number, number] | null;
}
const anEdge = fc.tuple(fc.nat({ max: 2 }), fc.constantFrom(-30, -1, 0, 0, 1));
export const aPeriod: fc.Arbitrary<PeriodDraft> = fc.record({
  from: oftenNull(anEdge),
  to: fc.oneof(fc.constant(null), oftenNull(anEdge)),
});
export const periodOf = (d: PeriodDraft, spell: { readonly start: Day; readonly ended: Day | null }): { from: Day; to: Day | null } => {
  const edges = [spell.start, addMonths(spell.start, 3), spell.ended ?? addDays(spell.start, 200)] as const;
  const day = ([which, by]: readonly [number, number]): Day => addDays(edges[which as 0]!, by);
  const from = d.from === null ? '2014-01-01' : day(d.from);
  const to = d.to === null ? null : day(d.to);
  return { from, to: to !== null && to < from ? from : to };
};
