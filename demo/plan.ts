/**
 * Who leads which kind of life, so that the sums come out. A census walks over the outlines of all households and notes, of everybody who can work, two words
 * of chance; the targets are split into numbers of each kind; cutting the sorted words at those numbers gives bounds. After that everybody's kind follows from
 * their own word alone: a village can be made by itself, a few dozen numbers are all that anybody needs to know of the whole world, and at another scale most
 * people keep their kind.
 */
import { apportion } from '#standards/apportion/apportion.ts';
import { frailty, isMortal, isStudent } from './fate.ts';
import { FREE_IN_2021, KINDS, type Kind } from './kinds.ts';
import { type Lot, newOutlines, type Outline } from './outline.ts';
import { householdsAt, type Village } from './places.ts';
import { mix, Random, share } from './random.ts';
import { scaledTargets, type Target } from './targets.ts';

const PROVINCES = ['45', '52'] as const;
type Province = (typeof PROVINCES)[number];
/** Guangxi's share of those who are helped, where it has the people. */
const GUANGXI = 0.4;
type Group = `${'poor' | 'other'}${Province}`;

/** Plain data: goes to threads as it is. */
export interface Plan {
  /** Of a group each kind and the bound of its words. */
  readonly bounds: Readonly<Record<Group, readonly (readonly [kind: Kind, below: number])[]>>;
  /** Below it they worked near home in 2021 with 南粤家政 (Guangxi). */
  readonly near: number;
}

const WORD = { kind: 51, tail: 52, where: 53, whereTail: 54, overtaken: 55, urban: 56 } as const;
/** 53 bits, so that no two of a million are the same; `other` is a second word of the same person. */
const wordOf = ({ lot, other }: Lot, a: number, b: number): number => (mix(lot, a) * 2 ** 21 + (mix(other, b) >>> 11)) / 2 ** 53;
/** Who is older is less often helped. */
const kindWord = (lot: Lot, year: number): number => {
  const x = wordOf(lot, WORD.kind, WORD.tail);
  return year < 1964 ? 1 - (1 - x) ** 2.2 : x;
};
/** Where they worked in 2021, for whom that is open. */
export const whereWord = (lot: Lot): number => wordOf(lot, WORD.where, WORD.whereTail);
/** Near home first and elsewhere later in the same year (Guangxi): what they did last speaks for them. */
export const isOvertaken = ({ lot }: Lot, kind: Kind, province: string): boolean =>
  province === '45' && (kind === 'both' || kind === 'first') && share(lot, WORD.overtaken) < 0.012;

/** Whose work the plan decides: of working age and able, alive to the end, with a home that counts as rural. */
const isPlanned = (o: Outline, i: number): boolean => {
  const { registered, year } = o.members[i]!;
  const { lot } = o.lots[i]!;
  return (
    registered &&
    !o.demo &&
    year >= 1957 &&
    year <= 2003 &&
    o.hukou !== 'non_agricultural' &&
    !isStudent(lot, year) &&
    frailty(lot) !== 'lost' &&
    !isMortal(lot, 0)
  );
};

export interface PlanGiven {
  readonly seed: number;
  readonly scale: number;
  readonly villages: readonly Village[];
  readonly targets: readonly Target[];
}

interface Counted {
  readonly kinds: number[];
  readonly wheres: number[];
}
const census = ({ seed, scale, villages }: PlanGiven): Record<Group, Counted> => {
  const groups = Object.fromEntries(
    (['poor', 'other'] as const).flatMap((g) => PROVINCES.map((p) => [`${g}${p}`, { kinds: [], wheres: [] }])),
  ) as unknown as Record<Group, Counted>;
  const random = new Random(seed, 0);
  for (const village of villages) {
    const count = householdsAt(village, seed, scale);
    if (!count) continue;
    const outlines = newOutlines(seed, village, mix(seed, village.hash));
    const province = village.code.slice(0, 2) as Province;
    for (let h = 0; h < count; h++) {
      const o = outlines.of(random, h);
      const group = groups[`${o.poor ? 'poor' : 'other'}${province}`];
      for (let i = 0; i < o.members.length; i++)
        if (isPlanned(o, i)) {
          group.kinds.push(kindWord(o.lots[i]!, o.members[i]!.year));
          // only Guangxi asks where: 0.5 MB less of a million
          if (province === '45') group.wheres.push(whereWord(o.lots[i]!));
        }
    }
  }
  return groups;
};

const some = (n: number, part: number): number => Math.floor(n * part);
/** How many of each kind there are, from what the figures have to be; the one whom the guide tells of is one of them already. */
const numbersOf = (targets: ReadonlyMap<Target['id'], number>) => {
  const t = (id: Target['id']): number => targets.get(id)!;
  /** Helped in both years, in the first only, in the second only. */
  const years = (first: number, second: number) => {
    const both = Math.min(first, second) - some(Math.min(first, second), 0.012);
    return { both, first: first - both, second: second - both };
  };
  const other = years(t('helped2021') - t('poor2021'), t('helped2022') - t('poor2022'));
  const poor = years(t('poor2021'), t('poor2022'));
  const [stable, stock] = [t('newlyStable2022'), t('stock2022')];
  const stays = Math.min(some(stable, 0.8), some(stock, 0.8));
  const passes = stable - stays;
  const stayedOnly = Math.min(some(stays, 0.4), some(poor.second, 0.5));
  const passedOnly = Math.min(some(passes, 0.4), some(poor.second, 0.2));
  const rest = stock - stays;
  const part = { returned: some(rest, 0.06), arrived: some(rest, 0.05), newcomer: some(rest, 0.05), resident: some(rest, 0.05) };
  const inStock = {
    veteran: rest - part.returned - part.arrived - part.newcomer - part.resident,
    ...part,
    stayed: stays - stayedOnly,
    passed: passes - passedOnly,
  };
  const gone = { left: some(poor.both, 0.06), unverified: some(poor.both, 0.05), short: some(poor.both, 0.03) };
  const numbers: Record<'poor' | 'other', Partial<Record<Kind, number>>> = {
    other,
    poor: {
      ...inStock,
      ...gone,
      stayedOnly,
      passedOnly,
      both:
        poor.both -
        inStock.veteran -
        inStock.returned -
        inStock.arrived -
        inStock.stayed -
        inStock.passed -
        gone.left -
        gone.unverified -
        gone.short,
      second: poor.second - stayedOnly - passedOnly,
      first: poor.first,
    },
  };
  for (const group of [numbers.poor, numbers.other])
    for (const [kind, n] of Object.entries(group)) if (n < 0) throw new RangeError(`these targets contradict one another (${kind}: ${n})`);
  if (numbers.poor.veteran! > 0) numbers.poor.veteran!--;
  return numbers;
};

export const planOf = (given: PlanGiven): Plan => {
  const people = census(given);
  const targets = scaledTargets(given.targets, given.scale);
  const numbers = numbersOf(targets);
  const bounds = {} as Record<Group, readonly (readonly [Kind, number])[]>;
  /** Words of where, of Guangxi's, of those for whom it is open. */
  const open: number[] = [];
  for (const group of ['poor', 'other'] as const) {
    const kinds = KINDS[group].filter((k) => k !== 'none');
    const wanted = kinds.map((k) => numbers[group][k] ?? 0);
    const sum = wanted.reduce((a, b) => a + b, 0);
    const [here, there] = PROVINCES.map((p) => people[`${group}${p}`].kinds.length) as [number, number];
    if (sum > here + there) throw new RangeError(`too few people for these targets: ${sum} of ${here + there} (${group})`);
    const guangxi = Math.max(sum - there, Math.min(Math.round(sum * GUANGXI), Math.floor(here * 0.97)));
    const first = apportion(guangxi, wanted);
    for (const province of PROVINCES) {
      const words = people[`${group}${province}`];
      const sorted = Float64Array.from(words.kinds).sort();
      let taken = 0;
      const own = kinds.map((kind, i): readonly [Kind, number] => {
        taken += province === '45' ? first[i]! : wanted[i]! - first[i]!;
        const below = sorted[taken] ?? 2;
        if (taken > 0 && sorted[taken - 1] === below) throw new Error('two people with one word of chance: choose another seed');
        return [kind, below];
      });
      bounds[`${group}${province}`] = own;
      if (province === '52') continue;
      const kindOfWord = kindFinder(own);
      words.kinds.forEach((word, i) => {
        if (FREE_IN_2021.has(kindOfWord(word))) open.push(words.wheres[i]!);
      });
    }
  }
  return { bounds, near: Float64Array.from(open).sort()[targets.get('near2021')!] ?? 2 };
};

const kindFinder =
  (bounds: readonly (readonly [Kind, number])[]) =>
  (word: number): Kind =>
    bounds.find(([, below]) => word < below)?.[0] ?? 'none';

export interface Planned {
  readonly kind: Kind;
  readonly near: boolean;
  readonly overtaken: boolean;
}
/** The life of the `i`-th of a household; null: whose work is not for the plan to decide. */
export const plannedFor = (plan: Plan, o: Outline, i: number, province: string): Planned | null => {
  if (!isPlanned(o, i)) return null;
  const lot = o.lots[i]!;
  const kind = kindFinder(plan.bounds[`${o.poor ? 'poor' : 'other'}${province as Province}`])(kindWord(lot, o.members[i]!.year));
  const near = province === '45' && FREE_IN_2021.has(kind) && whereWord(lot) < plan.near;
  return { kind, near, overtaken: !near && isOvertaken(lot, kind, province) };
};
/** In a neighbourhood and no longer of the village: helped like anybody, and not counted. */
export const urbanKind = ({ lot }: Lot): Kind => {
  const x = share(lot, WORD.urban);
  return x < 0.78 ? 'both' : x < 0.84 ? 'first' : x < 0.9 ? 'second' : 'none';
};
