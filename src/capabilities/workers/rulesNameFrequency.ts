import type { Certainty } from '#standards/certainty.ts';
import { surnameLength } from '#standards/pinyin/pinyin.ts';

/**
 * How likely a random person of the register bears a surname or a given name, 0 < p < 1. Two records that agree in 覃甫玖 say more than two that agree
 * in 王秀英.
 */
export interface NameFrequency {
  surname(surname: string): number;
  given(given: string): number;
}

interface SplitName {
  readonly surname: string;
  readonly given: string;
}

/** Surname and given name of a name without dots and spaces; a name of one part has no given name. */
export function splitName(chars: readonly string[]): SplitName {
  const length = chars.length < 2 ? chars.length : surnameLength(chars.join(''));
  return { surname: chars.slice(0, length).join(''), given: chars.slice(length).join('') };
}

/** Orders of magnitude from knowledge of published name reports, not compared with one; only used until the register has counted its own names. */
export const defaultFrequencyCertainty: Certainty = 'unverified';

const SURNAMES: readonly (readonly [number, string])[] = [
  [0.07, '王李张'],
  [0.04, '刘陈'],
  [0.02, '杨黄赵周吴'],
  // Common in the countries the register is for (Guangxi, Guizhou), rare elsewhere.
  [0.015, '韦覃莫陆罗蒙潘梁龙'],
  [0.01, '徐孙胡朱高林何郭马谢唐邓卢蓝农岑石'],
];
const COMMON_GIVEN = new Set(
  '秀英 桂英 秀兰 玉兰 凤英 桂兰 玉英 桂花 秀珍 玉梅 秀花 春梅 小红 丽 敏 静 芳 艳 娟 霞 伟 强 军 勇 杰 涛 明 超 刚 平 辉 鹏 华 飞 建国 建华 志强 建军 国强 海燕 婷婷'.split(
    ' ',
  ),
);
const COMMON_CHARACTERS = new Set(
  '秀英玉兰凤桂珍花梅春红丽敏静芳艳娟霞伟强军勇杰涛明超刚平辉鹏华飞建国志海燕婷文金小光荣福贵生学德永祥龙云忠正成兴元美萍琴莲香仙妹群林东雪慧佳欣宇浩天'.split(
    '',
  ),
);
const surnameShare = new Map(SURNAMES.flatMap(([share, names]) => [...names].map((name) => [name, share] as const)));

export const defaultNameFrequency: NameFrequency = {
  surname: (surname) => surnameShare.get(surname) ?? 0.002,
  given: (given) => {
    if (COMMON_GIVEN.has(given)) return 1 / 500;
    const common = [...given].filter((c) => COMMON_CHARACTERS.has(c)).length;
    return common === [...given].length ? 1 / 8_000 : common > 0 ? 1 / 20_000 : 1 / 60_000;
  },
};

/** Weight of the default beside what was counted, in names: a register of a few hundred people says little yet. */
const PRIOR_NAMES = 2_000;

/** Frequencies of what a register holds, drawn towards the default. Pass surname and given name with how many records bear them. */
export function frequencyOf(
  surnames: ReadonlyMap<string, number>,
  givens: ReadonlyMap<string, number>,
  otherwise: NameFrequency = defaultNameFrequency,
): NameFrequency {
  const sum = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((a, b) => a + b, 0) + PRIOR_NAMES;
  const [allSurnames, allGivens] = [sum(surnames), sum(givens)];
  return {
    surname: (s) => ((surnames.get(s) ?? 0) + PRIOR_NAMES * otherwise.surname(s)) / allSurnames,
    given: (g) => ((givens.get(g) ?? 0) + PRIOR_NAMES * otherwise.given(g)) / allGivens,
  };
}
