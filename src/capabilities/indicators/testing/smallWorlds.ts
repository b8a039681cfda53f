// Worlds of a few sentences, for tests and for cases worked by hand.
import type { Day } from '#standards/calendar/calendar.ts';
import { type Ask, type Instant, type Known, NEVER, type World } from './world.ts';

type Fact<K extends keyof World> = World[K][number];
type Parts = { readonly [K in keyof World]?: World[K] };

export const nothing: World = {
  organisations: [],
  organisationLinks: [],
  workers: [],
  links: [],
  basics: [],
  homes: [],
  identities: [],
  spells: [],
  evidence: [],
  pairings: [],
};
/** Everything that the parts say. */
export const worldOf = (...parts: readonly Parts[]): World =>
  parts.reduce<World>(
    (all, part) =>
      Object.fromEntries(
        Object.entries(all).map(([key, facts]) => [key, [...facts, ...(part[key as keyof World] ?? [])]]),
      ) as unknown as World,
    nothing,
  );

/** Instants of small worlds: noon of the first day of a month. */
export const at = (month: string): Instant => `${month}-01T04:00:00.000000Z`;
export const FIRST = at('2021-01');
export const ever: Known = { recorded: FIRST, superseded: NEVER };
export const since = (recorded: Instant): Known => ({ recorded, superseded: NEVER });
export const until = (superseded: Instant, recorded: Instant = FIRST): Known => ({ recorded, superseded });

/** Villages of the tree: 官桥村委会 and 兴宁社区居委会 of 南宁, 新舟村村民委员会 of 平塘, 石塘林场生活区 of 横州. */
export const VILLAGE = '450102001201';
export const COMMUNITY = '450102001003';
export const PINGTANG = '522727001200';
export const FOREST_FARM = '450181110599';
export const BAIYUN = '440111000000';

export const home = (worker: string, more: Partial<Fact<'homes'>> = {}): Parts => ({
  homes: [
    { id: `h-${worker}-${more.from ?? ''}`, worker, code: VILLAGE, hukou: 'agricultural', from: '2000-01-01', to: null, ...ever, ...more },
  ],
});
export const identity = (worker: string, kind: Fact<'identities'>['kind'], from: Day = '2014-01-01', to: Day | null = null): Parts => ({
  identities: [{ id: `i-${worker}-${kind}-${from}`, worker, kind, from, to, riskRemoved: null, ...ever }],
});
export const basic = (worker: string, more: Partial<Fact<'basics'>> = {}): Parts => ({
  basics: [{ worker, sex: '1', birthday: '1985-06-15', diedOn: null, ...ever, ...more }],
});
export const linked = (worker: string, person: string, known: Known = ever): Parts => ({ links: [{ worker, person, ...known }] });
export const organisation = (id: string, uscc: string | null = null): Parts => ({ organisations: [{ id, uscc }] });

type SaidFact = Fact<'evidence'>;
/** In post on [from, to]; observed on the last of them unless told otherwise. */
export const seen = (cls: SaidFact['class'], from: Day, to: Day, more: Partial<SaidFact> = {}): Partial<SaidFact> => ({
  class: cls,
  says: 'in_post',
  coversFrom: from,
  coversTo: to,
  observed: to,
  ...more,
});
/** Not in post from this day on. */
export const gone = (cls: SaidFact['class'], from: Day, more: Partial<SaidFact> = {}): Partial<SaidFact> => ({
  class: cls,
  says: 'not_in_post',
  coversFrom: from,
  coversTo: null,
  observed: from,
  ...more,
});
/** A helped job in 白云区 from 2021-03-01, still, unless told otherwise, and what was said of it. */
export const job = (id: string, worker: string, more: Partial<Fact<'spells'>> = {}, ...said: readonly Partial<SaidFact>[]): Parts => ({
  spells: [
    {
      id,
      worker,
      kind: 'employed',
      organisation: null,
      occupation: '',
      industry: '',
      place: BAIYUN,
      start: '2021-03-01',
      startPrecision: 'day',
      ended: null,
      endPrecision: 'day',
      payMonth: null,
      channel: '',
      assistedKind: 'trip',
      programme: '',
      contractFrom: null,
      contractTo: null,
      ...ever,
      ...more,
    },
  ],
  evidence: said.map(
    (e, n) =>
      ({
        id: `${id}-e${n}`,
        spell: id,
        worker,
        class: 5,
        says: 'in_post',
        coversFrom: '',
        coversTo: null,
        observed: '',
        ...ever,
        ...e,
      }) as SaidFact,
  ),
});
/** A worker at home in a village of 南宁. */
export const worker = (id: string, ...parts: readonly Parts[]): Parts => worldOf({ workers: [{ id }] }, ...parts);
export const villager = (id: string, ...parts: readonly Parts[]): Parts => worker(id, home(id), ...parts);

export const ask = (indicator: Ask['indicator'], from: Day, to: Day, more: Partial<Ask> = {}): Ask => ({
  indicator,
  from,
  to,
  asOf: to,
  knownAt: at('2026-01'),
  evidenceClass: null,
  form: 'province',
  window: 90,
  ...more,
});
