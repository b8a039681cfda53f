/**
 * The outline of a household: who lives there and what plan and story must agree on before anything is told. Cheap enough for every household of a world;
 * the village tells the rest from the same state of chance.
 */
import { composeFamily, type GivenHead, type Member } from './household.ts';
import { type Cell, cellOf, mayHaveTwin } from './numbers.ts';
import { DEMO_VILLAGE, type Village } from './places.ts';
import { mix, type Random, share } from './random.ts';
import type { HukouKind, Sex } from './shapes.ts';

const DEMO_HEAD: GivenHead = { sex: '1', year: 1986 };
const DEMO_FAMILY: readonly Member[] = [
  { relation: 'head', sex: '1', year: 1986, father: null, registered: true },
  { relation: 'spouse', sex: '2', year: 1989, father: null, registered: true },
  { relation: 'son', sex: '1', year: 2010, father: 0, registered: true },
  { relation: 'daughter', sex: '2', year: 2014, father: 0, registered: false },
  { relation: 'mother', sex: '2', year: 1961, father: null, registered: true },
];

export interface Outline {
  /** The household of the demonstration account. */
  readonly demo: boolean;
  readonly members: readonly Member[];
  readonly poor: boolean;
  readonly hukou: HukouKind;
  /** The head has the name and the day of birth of the head before, and is somebody else. */
  readonly namesake: boolean;
  /** The same of the next head and this one. */
  readonly nextIs: boolean;
  /** Who they are, in two words of chance, by position: one to draw from, one that tells them apart from the rest of the world. */
  readonly lots: readonly Lot[];
  /** Which of the village's persons of that year and sex, by position; −1 who is not registered, and a namesake. */
  readonly ordinals: readonly number[];
}
export interface Lot {
  readonly lot: number;
  readonly other: number;
}

const KIND = { hukou: 41, namesake: 42 } as const;
/** In a neighbourhood one household in three has become urban, in a village hardly any. */
const hukouOf = (village: Village, part: number): HukouKind => {
  const x = share(part, KIND.hukou);
  const urban = village.rural ? 0.006 : 0.34;
  return x < urban ? 'non_agricultural' : x < urban + 0.03 ? 'unknown' : 'agricultural';
};

/** Outlines of one village, to be asked in order; `own` is the village's word of chance. */
export const newOutlines = (seed: number, village: Village, own: number) => {
  /** Persons so far by year of birth and sex; numbers.ts makes cells of them. */
  const ordinals = new Uint16Array(300);
  let before: GivenHead | null = null;
  const next = (year: number, sex: Sex): number => {
    const at = (year - 1900) * 2 + Number(sex) - 1;
    const ordinal = ordinals[at]!;
    if (ordinal >= village.persons) throw new Error(`${village.code} has more people born in ${year} than it owns numbers`);
    ordinals[at] = ordinal + 1;
    return ordinal;
  };
  const cell = (year: number, sex: Sex, ordinal: number): Cell =>
    cellOf(seed, village.prefecture, year, sex, village.firstPerson + ordinal);
  /** Of the `h`-th household; restarts the random that is given. */
  const of = (random: Random, h: number): Outline => {
    random.restart(own, h + 1);
    const demo = village.code === DEMO_VILLAGE && h === 0;
    const like = before;
    before = null;
    const family = composeFamily(random, demo ? DEMO_HEAD : (like ?? undefined));
    const members = demo ? DEMO_FAMILY : family.members;
    const own32 = mix(own, 0x6c6f7400 + h);
    const other32 = mix(own ^ 0x5bd1e995, 0x6c6f7400 + h);
    const taken = members.map((m, i) => (!m.registered || (i === 0 && like) ? -1 : next(m.year, m.sex)));
    const head = members[0]!;
    const nextIs =
      !demo &&
      !like &&
      head.year > 1952 &&
      head.year < 1994 &&
      share(own32, KIND.namesake) < 0.02 &&
      mayHaveTwin(cell(head.year, head.sex, taken[0]!));
    if (nextIs) before = { sex: head.sex, year: head.year };
    return {
      demo,
      members,
      poor: demo || family.poor,
      hukou: demo ? 'agricultural' : hukouOf(village, own32),
      namesake: like !== null,
      nextIs,
      lots: members.map((_, i) => ({ lot: mix(own32, i), other: mix(other32, i) })),
      ordinals: taken,
    };
  };
  return { of, cell };
};
