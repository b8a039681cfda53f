// Names from characters that have one reading in names, each with its syllable and its folded syllable written by hand.
import type { Random } from '../support/random.ts';

type Reading = readonly [character: string, syllable: string, folded: string];

const SURNAMES: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  ['王', [['wang', 'wan']]],
  ['李', [['li', 'li']]],
  ['张', [['zhang', 'zan']]],
  ['陈', [['chen', 'cen']]],
  ['杨', [['yang', 'yan']]],
  ['黄', [['huang', 'huan']]],
  ['吴', [['wu', 'wu']]],
  ['宁', [['ning', 'lin']]],
  ['吕', [['lv', 'lu']]],
  // a surname with several readings has keys for each
  [
    '单',
    [
      ['shan', 'san'],
      ['dan', 'dan'],
      ['chan', 'can'],
    ],
  ],
];

const GIVEN: readonly Reading[] = [
  ['秀', 'xiu', 'xiu'],
  ['英', 'ying', 'yin'],
  ['明', 'ming', 'min'],
  ['军', 'jun', 'jun'],
  ['丽', 'li', 'li'],
  ['强', 'qiang', 'qian'],
  ['芳', 'fang', 'fan'],
  ['伟', 'wei', 'wei'],
  ['娜', 'na', 'la'],
  ['静', 'jing', 'jin'],
  ['敏', 'min', 'min'],
  ['勇', 'yong', 'yong'],
  ['春', 'chun', 'cun'],
  ['志', 'zhi', 'zi'],
  ['雪', 'xue', 'xue'],
  ['水', 'shui', 'sui'],
];

export interface ExpectedName {
  readonly name: string;
  readonly pinyin: readonly string[];
  readonly initials: readonly string[];
  readonly fuzzy: readonly string[];
}

export const generateNames = (random: Random, count: number): ExpectedName[] =>
  Array.from({ length: count }, () => {
    const [surname, readings] = random.pick(SURNAMES);
    const given = Array.from({ length: 1 + random.below(2) }, () => random.pick(GIVEN));
    const tail = (at: 1 | 2) => given.map((g) => g[at]).join('');
    const distinct = (keys: string[]) => keys.filter((k, i) => keys.indexOf(k) === i);
    return {
      name: surname + given.map((g) => g[0]).join(''),
      pinyin: distinct(readings.map(([s]) => s + tail(1))),
      initials: distinct(readings.map(([s]) => s.charAt(0) + given.map((g) => g[1].charAt(0)).join(''))),
      fuzzy: distinct(readings.map(([, f]) => f + tail(2))),
    };
  });
