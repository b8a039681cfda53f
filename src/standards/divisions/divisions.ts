/**
 * The tree of administrative divisions 行政区划 in memory: GB/T 2260 down to the county for all of China, the statistical twelve-digit code
 * down to the village for the provinces whose file is given. Build once, ask often; nothing here does IO or changes after building.
 *
 * A code may be given with 2, 4, 6, 9 or 12 digits; codes in answers have twelve.
 */
import { shortNameOf } from './aliases.ts';
import { type Area, COUNTRY_CODE, type Level, padCode, rangeOf } from './codes.ts';
import type { Division, DivisionTree } from './parseTree.ts';

/** 村委会 → village, 居委会 or 社区 → neighbourhood, else unknown (a name without its official suffix, 生活区, 农场). */
export type VillageKind = 'village' | 'neighbourhood' | 'unknown';

export interface Divisions {
  /** The day the finest of the lists describes. */
  readonly asOf: string;
  /** In rising order of code, which is also the order of the tree (parents before children). */
  readonly all: readonly Division[];
  get(code: string): Division | undefined;
  /** Position in `all`, −1 when there is no such division. */
  indexOf(code: string): number;
  /** The divisions above, nearest first, placeholders (市辖区 of 北京, 省直辖县级) included; empty for a province or an unknown code. */
  parents(code: string): Division[];
  /** Directly below; `COUNTRY_CODE` gives the provinces. Empty when unknown or a leaf. */
  children(code: string): Division[];
  /** 贵州省黔南布依族苗族自治州平塘县克度镇先锋村民委员会; placeholders left out. Undefined for an unknown code. */
  fullName(code: string): string | undefined;
  /** 黔南州, 平塘县, 贵州, 先锋村: the name alone, shortened. Undefined for an unknown code. */
  shortName(code: string): string | undefined;
  /** 贵州黔南州平塘县: the short names from the province down. */
  shortFullName(code: string): string | undefined;
  /** Everything at or below, as a half-open range of codes; undefined for a malformed code (an unknown one is a range all the same). */
  range(code: string): Area | undefined;
  /** Does the tree know townships and villages below this division's province? Elsewhere it ends at the county. */
  isDetailed(code: string): boolean;
  /** The county; or the prefecture where there are no counties (东莞, 中山, 儋州, 嘉峪关). Undefined above the county or unknown. */
  countyOf(code: string): Division | undefined;
  /** Counts per level below a code, itself included. */
  countBelow(code: string): Record<Level, number>;
  /** Parent's position in `all` by position, −1 for provinces. For the place parser, which walks by position. */
  readonly parentIndex: Int32Array;
  /** Position after the last division below, by position. */
  readonly endIndex: Int32Array;
}

/** Two rising lists into one; a code in both must have one name. */
const merged = (a: readonly Division[], b: readonly Division[]): Division[] => {
  const out: Division[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    if (left && right && left.code === right.code) {
      if (left.name !== right.name) throw new Error(`${left.code} is both ${left.name} and ${right.name}`);
      out.push(left);
      i += 1;
      j += 1;
    } else if (left && (!right || left.code < right.code)) {
      out.push(left);
      i += 1;
    } else if (right) {
      out.push(right);
      j += 1;
    }
  }
  return out;
};

const RANK: Readonly<Record<Level, number>> = { country: 0, province: 1, prefecture: 2, county: 3, township: 4, village: 5 };
const DIGITS: Readonly<Record<Level, number>> = { country: 0, province: 2, prefecture: 4, county: 6, township: 9, village: 12 };

/** Joins lists (national and provincial) into one tree. Throws when two lists give one code different names. */
export const indexDivisions = (trees: readonly DivisionTree[]): Divisions => {
  const all = trees.reduce<readonly Division[]>((list, tree) => merged(list, tree.divisions), []);
  const position = new Map<string, number>();
  all.forEach(({ code }, i) => {
    position.set(code, i);
  });
  const parentIndex = new Int32Array(all.length).fill(-1);
  const endIndex = new Int32Array(all.length);
  const detailed = new Set<string>();
  const line: number[] = [];
  all.forEach(({ code, level }, i) => {
    // Preorder: the parent is the nearest division before of a higher level whose digits begin this code.
    for (let top = all[line.at(-1) ?? -1]; top; top = all[line.at(-1) ?? -1]) {
      if (RANK[top.level] < RANK[level] && code.startsWith(top.code.slice(0, DIGITS[top.level]))) break;
      line.pop();
    }
    parentIndex[i] = line.at(-1) ?? -1;
    line.push(i);
    if (level === 'township') detailed.add(code.slice(0, 2));
  });
  for (let i = all.length - 1; i >= 0; i -= 1) {
    if ((endIndex[i] ?? 0) === 0) endIndex[i] = i + 1;
    const up = parentIndex[i] ?? -1;
    if (up >= 0) endIndex[up] = Math.max(endIndex[up] ?? 0, endIndex[i] ?? 0);
  }

  const indexOf = (code: string): number => position.get(padCode(code) ?? '') ?? -1;
  const get = (code: string): Division | undefined => all[indexOf(code)];
  const parents = (code: string): Division[] => {
    const out: Division[] = [];
    for (let i = parentIndex[indexOf(code)] ?? -1; i >= 0; i = parentIndex[i] ?? -1) out.push(all[i]!);
    return out;
  };
  const children = (code: string): Division[] => {
    const top = padCode(code) === COUNTRY_CODE;
    const at = indexOf(code);
    if (!top && at < 0) return [];
    const out: Division[] = [];
    const stop = top ? all.length : (endIndex[at] ?? 0);
    for (let i = at + 1; i < stop; i = endIndex[i] ?? stop) out.push(all[i]!);
    return out;
  };
  const chain = (code: string): Division[] => {
    const self = get(code);
    return self ? [self, ...parents(code)].reverse() : [];
  };
  const places = (code: string) => chain(code).filter((each, i, list) => !each.placeholder || i === list.length - 1);
  const fullName = (code: string) =>
    get(code)
      ? places(code)
          .map(({ name }) => name)
          .join('')
      : undefined;
  const short = (division: Division) =>
    shortNameOf(
      division.name,
      division.level,
      parents(division.code)
        .map(({ name }) => name)
        .reverse(),
    );
  return {
    asOf:
      trees
        .map((tree) => tree.asOf)
        .sort()
        .at(-1) ?? '',
    all,
    get,
    indexOf,
    parents,
    children,
    fullName,
    shortName: (code) => {
      const division = get(code);
      return division && short(division);
    },
    shortFullName: (code) => (get(code) ? places(code).map(short).join('') : undefined),
    range: rangeOf,
    isDetailed: (code) => detailed.has(code.slice(0, 2)),
    countyOf: (code) => {
      const near = chain(code).reverse();
      const county = near.find(({ level }) => level === 'county');
      if (county) return county;
      const prefecture = near.find(({ level }) => level === 'prefecture');
      return prefecture && !prefecture.placeholder && children(prefecture.code).every(({ level }) => level !== 'county')
        ? prefecture
        : undefined;
    },
    countBelow: (code) => {
      const counts: Record<Level, number> = { country: 0, province: 0, prefecture: 0, county: 0, township: 0, village: 0 };
      const top = padCode(code) === COUNTRY_CODE;
      const at = indexOf(code);
      if (top || at >= 0) for (let i = top ? 0 : at; i < (top ? all.length : (endIndex[at] ?? 0)); i += 1) counts[all[i]!.level] += 1;
      return counts;
    },
    parentIndex,
    endIndex,
  };
};

const VILLAGE = /(?:村民委员会|村委会)$/;
const NEIGHBOURHOOD = /(?:居民委员会|居委会|社区)$/;

/** Told by the official suffix of the name, and by nothing else. */
export const villageKindOf = (name: string): VillageKind => {
  if (VILLAGE.test(name)) return 'village';
  return NEIGHBOURHOOD.test(name) ? 'neighbourhood' : 'unknown';
};

/**
 * A second opinion from the last three digits: the coding rule (统计用区划代码编制规则) numbers neighbourhood committees 001–199 and village
 * committees 200–399. In the three provinces it agrees with the suffix but for one village. Elsewhere (400 and up: 类似居委会, 类似村委会) unknown.
 */
export const villageKindByCode = (code: string): VillageKind => {
  const number = code.length === 12 ? Number(code.slice(9)) : 0;
  if (number >= 1 && number <= 199) return 'neighbourhood';
  return number >= 200 && number <= 399 ? 'village' : 'unknown';
};
