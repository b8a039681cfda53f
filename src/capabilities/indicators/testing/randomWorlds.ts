// Small random worlds in which everything happens often.
import fc from 'fast-check';
import { addDays, type Day } from '#standards/calendar/calendar.ts';
import {
  aDay,
  aPeriod,
  aTiming,
  changing,
  type Fact,
  fixed,
  HOMES,
  INSTANTS,
  idOf,
  type PeriodDraft,
  periodOf,
  type SaidDraft,
  type SpellDraft,
  saidOf,
  someSaid,
  someSpell,
  spellOf,
  type Timing,
  versioned,
} from './randomParts.ts';
import { type Instant, NEVER, type World } from './world.ts';

interface Timed<T> {
  readonly facts: readonly T[];
  readonly timing: Timing;
}
const timed = <T>(facts: fc.Arbitrary<readonly T[]>): fc.Arbitrary<Timed<T>> => fc.record({ facts, timing: aTiming });

/** As a rule there are some. */
const some = <T>(one: fc.Arbitrary<T>, most: number): fc.Arbitrary<readonly T[]> =>
  fc.oneof({ weight: 5, arbitrary: fc.array(one, { minLength: 1, maxLength: most }) }, { weight: 1, arbitrary: fc.constant([]) });

const KINDS = [
  'poverty_general',
  'poverty_general',
  'poverty_dibao',
  'poverty_tekun',
  'monitored_unstable',
  'monitored_marginal',
  'monitored_sudden',
  'low_income_dibao',
  'low_income_tekun',
  'relocated',
] as const satisfies readonly Fact<'identities'>['kind'][];
interface IdentityDraft {
  readonly kind: Fact<'identities'>['kind'];
  readonly period: PeriodDraft;
  readonly risk: number | null;
}
interface HomeDraft {
  readonly code: string;
  readonly period: PeriodDraft;
}
interface BasicDraft {
  readonly sex: Fact<'basics'>['sex'];
  readonly birthday: Day | null;
  readonly diedOn: Day | null;
}
interface WorkerDraft {
  readonly linked: boolean;
  readonly basic: Timed<BasicDraft> | null;
  readonly homes: readonly Timed<HomeDraft>[];
  readonly identities: readonly Timed<IdentityDraft>[];
  readonly spells: readonly (Timed<SpellDraft> & { readonly said: readonly Timed<SaidDraft>[] })[];
}
const aBirthday = fc
  .tuple(fc.integer({ min: 1955, max: 2007 }), aDay)
  .map(([year, day]) => `${year}${day.endsWith('02-29') ? '-02-28' : day.slice(4)}`);
const aWorker: fc.Arbitrary<WorkerDraft> = fc.record({
  linked: fc.boolean(),
  basic: fc.option(
    timed<BasicDraft>(
      changing(
        fc.record({
          sex: fc.constantFrom('1' as const, '2' as const, '9' as const, '0' as const),
          birthday: fc.option(aBirthday, { freq: 5 }),
          diedOn: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: aDay }),
        }),
        fc.oneof(fc.record({ sex: fc.constantFrom('1' as const, '2' as const) }), fc.record({ birthday: aBirthday })),
      ),
    ),
    { freq: 6 },
  ),
  homes: some(
    timed<HomeDraft>(
      changing(
        fc.record({ code: fc.constantFrom(...HOMES), period: aPeriod }),
        fc.oneof(fc.record({ code: fc.constantFrom(...HOMES) }), fc.record({ period: aPeriod })),
      ),
    ),
    2,
  ),
  identities: some(
    timed<IdentityDraft>(
      changing(
        fc.record({ kind: fc.constantFrom(...KINDS), period: aPeriod, risk: fc.option(fc.nat({ max: 400 })) }),
        fc.record({ period: aPeriod }),
      ),
    ),
    3,
  ),
  spells: fc.array(fc.record({ facts: someSpell, timing: aTiming, said: fc.array(timed(someSaid), { minLength: 0, maxLength: 4 }) }), {
    minLength: 1,
    maxLength: 3,
  }),
});

/** At an instant the set of i goes into that of j, or i goes out of its set. */
interface Turn {
  readonly when: number;
  readonly i: number;
  readonly j: number;
  readonly out: boolean;
}
const turns = (most: number): fc.Arbitrary<readonly Turn[]> =>
  fc.array(
    fc.record({
      when: fc.nat({ max: INSTANTS.length - 1 }),
      i: fc.nat({ max: 11 }),
      j: fc.nat({ max: 11 }),
      out: fc.nat({ max: 3 }).map((n) => n === 0),
    }),
    { maxLength: most },
  );
/** Who heads whom from when on: versions of every member's head. Heads are the least of their sets; a member that always headed itself has no version unless `told`. */
const headed = (ids: readonly string[], list: readonly Turn[], told: (n: number) => boolean) => {
  let heads = [...ids];
  const versions = ids.map((id, n) => (told(n) ? [{ id, head: id, recorded: INSTANTS[0]!, superseded: NEVER as Instant }] : []));
  for (const when of INSTANTS.keys())
    for (const turn of list.filter((t) => t.when === when)) {
      const before = heads;
      const [i, j] = [turn.i % ids.length, turn.j % ids.length];
      const marks = before.map((head, n) => (turn.out ? (n === i ? 'alone' : head) : head === before[i] ? before[j]! : head));
      heads = marks.map((mark) => ids.filter((_, n) => marks[n] === mark).sort()[0]!);
      for (const [n, head] of heads.entries()) {
        if (head === before[n]) continue;
        const last = versions[n]!.at(-1);
        // two turns of one instant are one
        if (last?.recorded === INSTANTS[when]) versions[n]!.pop();
        const open = versions[n]!.at(-1);
        if (open?.superseded === NEVER) versions[n]![versions[n]!.length - 1] = { ...open, superseded: INSTANTS[when]! };
        versions[n]!.push({ id: ids[n]!, head, recorded: INSTANTS[when]!, superseded: NEVER });
      }
    }
  return versions.flat();
};

// two of one prefecture pair are told apart by names that have no code of their own (横琴 beside 珠海)
const PAIRS = [
  ['450100000000', '440100000000'],
  ['450100000000', '440300000000'],
  ['520500000000', '440100000000'],
  ['522700000000', '440300000000'],
  ['522700000000', '440100000000'],
  ['520300000000', '441900000000'],
  ['450100000000', '440100000000'],
] as const;

const anEnd = fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: aDay });

export interface WorldOptions {
  readonly minPersons?: number;
  readonly maxPersons?: number;
}
/** 3 to 12 records, each with a few spells; all that the tables would refuse is left out. */
export const worldIn = ({ minPersons = 3, maxPersons = 12 }: WorldOptions = {}): fc.Arbitrary<World> =>
  fc
    .record({
      workers: fc.array(aWorker, { minLength: minPersons, maxLength: maxPersons }),
      merges: turns(5),
      organisations: turns(2),
      pairings: fc.uniqueArray(
        fc.record({
          pair: fc.nat({ max: PAIRS.length - 1 }),
          periods: timed(
            changing(
              fc.record({ from: fc.oneof({ weight: 3, arbitrary: fc.constant('2020-01-01') }, { weight: 1, arbitrary: aDay }), to: anEnd }),
              fc.record({ to: anEnd }),
            ),
          ),
        }),
        {
          selector: (p) => p.pair,
          minLength: 1,
          maxLength: 6,
        },
      ),
    })
    .map(({ workers, merges, organisations, pairings }): World => {
      const workerIds = workers.map((_, n) => idOf('a', n));
      const organisationIds = [0, 1, 2, 3].map((n) => idOf('b', n));
      const spellDrafts = workers.flatMap((w, n) => w.spells.map((s) => ({ ...s, worker: workerIds[n]! })));
      const spells = spellDrafts.map((s, n) =>
        versioned(
          s.facts.map((f) => ({ id: idOf('c', n), worker: s.worker, ...spellOf(f) })),
          s.timing,
        ),
      );
      // periods begin and end about the first spell of their worker
      const anchors = workerIds.map((id) => spells.find(([s]) => s!.worker === id)![0]!);
      const periods = <D, F>(of: (w: WorkerDraft) => readonly Timed<D>[], kind: 'd' | 'e', fact: (draft: D, anchor: Fact<'spells'>) => F) =>
        workers
          .flatMap((w, n) => of(w).map((t) => ({ ...t, n })))
          .flatMap(({ facts, timing, n }, i) =>
            versioned(
              facts.map((f) => ({ id: idOf(kind, i), worker: workerIds[n]!, ...fact(f, anchors[n]!) })),
              timing,
            ),
          );
      return {
        organisations: organisationIds.map((id, n) => ({ id, uscc: n === 3 ? null : `9144000000000000${n}X` })),
        organisationLinks: headed(organisationIds, organisations, () => false).map(({ id, head, ...known }) => ({
          organisation: id,
          main: head,
          ...known,
        })),
        workers: workerIds.map((id) => ({ id })),
        links: headed(workerIds, merges, (n) => workers[n]!.linked).map(({ id, head, ...known }) => ({
          worker: id,
          person: head,
          ...known,
        })),
        basics: workers.flatMap((w, n) =>
          w.basic === null
            ? []
            : versioned(
                w.basic.facts.map((f) => ({ worker: workerIds[n]!, ...f })),
                w.basic.timing,
              ),
        ),
        homes: periods(
          (w) => w.homes,
          'd',
          ({ code, period }, anchor) => {
            const days = periodOf(period, anchor);
            // two homes of one day and code say the same (§3 does not tell which of them holds)
            return {
              code,
              hukou: fixed(['agricultural', 'agricultural', 'non_agricultural', 'unknown'] as const, code, days.from),
              ...days,
            };
          },
        ),
        identities: periods(
          (w) => w.identities,
          'e',
          ({ kind, period, risk }, anchor) => {
            const days = periodOf(period, anchor);
            return { kind, ...days, riskRemoved: kind.startsWith('monitored') && risk !== null ? addDays(days.from, risk) : null };
          },
        ),
        spells: spells.flat(),
        evidence: spellDrafts
          .flatMap((s, n) => s.said.map((said) => ({ said, spell: spells[n]![0]! })))
          .flatMap(({ said, spell }, i) =>
            versioned(
              said.facts.map((f) => ({ id: idOf('f', i), spell: spell.id, worker: spell.worker, ...saidOf(f, spell.start) })),
              said.timing,
              INSTANTS.indexOf(spell.recorded),
            ),
          ),
        pairings: pairings.flatMap(({ pair, periods: p }) =>
          versioned(
            p.facts.map(({ from, to }) => ({
              id: idOf('a', 100 + ((pair * 5) % 7)),
              origin: PAIRS[pair]![0],
              host: PAIRS[pair]![1],
              from,
              to: to !== null && to < from ? from : to,
            })),
            p.timing,
          ),
        ),
      };
    });
