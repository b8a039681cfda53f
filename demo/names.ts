import { DOTTED, FEMALE, GENERATION, MALE, RARE_CHARACTERS, surnamesOf } from './nameTables.ts';
import { mix, type Random } from './random.ts';
import type { Sex } from './shapes.ts';

/** A surname as drawn in this group and province. */
export const drawSurname = (random: Random, group: string, province: string): string => random.draw(surnamesOf(group, province));

/** The surnames that half of a village bears: its old clans. */
export const clansOf = (random: Random, group: string, province: string): readonly string[] => {
  const all = surnamesOf(group, province);
  return [random.draw(all), random.draw(all), random.draw(all)];
};

/** Names of the same year of birth and sex repeat as they do in life: few characters, drawn unevenly. */
export const drawGiven = (random: Random, sex: Sex, year: number, clan: number): string => {
  const lists = sex === '1' ? MALE : FEMALE;
  const of = lists.find((l) => year <= l.until) ?? lists[lists.length - 1]!;
  if (random.chance(of.singles)) return random.pick(of.single);
  const rare = random.chance(0.0015);
  // a generation is about 22 years; every clan has its own order of characters
  const shared = sex === '1' && year < 1995 && random.chance(0.4);
  const first = shared ? GENERATION[mix(clan, Math.floor(year / 22)) % GENERATION.length]! : random.pick(of.first);
  const second = rare ? random.pick(RARE_CHARACTERS) : random.pick(of.second);
  return first === second ? `${first}${of.second[0] === first ? of.second[2] : of.second[0]}` : first + second;
};

/** Once in a while a name with a dot, where it can be. */
export const drawDotted = (random: Random, group: string): string | null =>
  random.chance(group === '07' ? 0.02 : 0.0004) ? random.pick(DOTTED) : null;

/** Sounds the same, or looks alike: what a clerk who hears or reads a name writes instead. */
const HOMOPHONES: readonly string[] =
  '英瑛 芬芳 华花 军君 平萍 林琳 明铭 红宏 丽莉 燕艳 梅美 珍真 国果 建健 文闻 志智 永勇 海亥 伟炜 波博 辉晖 祥详 荣容 芝枝 香湘 莲连 秀绣 玉育 金今 胜盛 正政 德得 世仕 光广 小晓 强墙 才财 忠中 成诚 云芸 兰岚 群裙 仙先 飞非 龙隆 杰洁 浩昊 婷亭 敏民 静净 欣新 雨羽 思丝 佳嘉 子梓'.split(
    ' ',
  );
const LOOKALIKES: readonly string[] =
  '未末 土士 日曰 贝见 大太 今令 王玉 干千 木本 天夫 石右 田由 兰三 英莫 芳苏 桂佳 侯候 泽择 清请 杨扬 梁粱 陆际 韦书 覃谭 岑芩 罗岁 莫英 农衣 蒙豪 潘播 吴昊 刘列 陈阵 张弛 李季 王主 黄寅 周同 何河 廖寥'.split(
    ' ',
  );

const swaps = (pairs: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    pairs.flatMap((p) => {
      const [a = '', b = ''] = [...p];
      return [
        [a, b],
        [b, a],
      ] as const;
    }),
  );
const HOMOPHONE = swaps(HOMOPHONES);
const LOOKALIKE = swaps(LOOKALIKES);

const replaceOne = (name: string, by: ReadonlyMap<string, string>): string | null => {
  const characters = [...name];
  for (let i = characters.length - 1; i >= 0; i--) {
    const other = by.get(characters[i]!);
    if (other && other !== characters[i - 1]) return [...characters.slice(0, i), other, ...characters.slice(i + 1)].join('');
  }
  return null;
};
/** The name as misheard; null where no character of it has a homophone here. */
export const misheard = (name: string): string | null => replaceOne(name, HOMOPHONE);
/** The name as misread. */
export const misread = (name: string): string | null => replaceOne(name, LOOKALIKE);
