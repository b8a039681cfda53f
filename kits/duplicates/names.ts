import { syllables } from '#standards/pinyin/pinyin.ts';
import type { Dice } from './shapes.ts';

// Surnames of villages in Guangxi and southern Guizhou with rough weights: our own, no statistics of any place.
export const surnames: readonly (readonly [number, string])[] =
  '韦60 黄55 罗40 莫38 覃36 陆34 杨34 王33 吴30 李30 陈28 石24 蒙24 张22 潘22 梁20 龙20 岑18 卢16 农15 刘14 周12 班11 何11 谢10 邓9 兰9 唐9 姚8 胡7 蓝7 林7 岳6 宋6 欧5 廖5 韩4 白4 廷2 玖2 补2 郎2 毛3 赵5 曾5 龚3 肖3 侯3 邱3 于2 付2 冉3 翁2 柏2 欧阳2 司徒1'
    .split(' ')
    .map((one) => [Number(/\d+/.exec(one)![0]), one.replace(/\d+/, '')]);

interface Cohort {
  readonly male: readonly (readonly [number, string])[];
  readonly female: readonly (readonly [number, string])[];
}
// Characters common come first: weight falls with the place.
const falling = (text: string): readonly (readonly [number, string])[] => [...text].map((c, at) => [1 / (at + 6), c]);
const old: Cohort = {
  male: falling('国文明光华金荣福德贵生永正兴忠学祥龙成云安义才昌胜仁元开顺朝发有全富庆万世天清方武兵显宗炳良启廷绍继仕景仲礼恩秉泽乃登'),
  female: falling('秀英凤兰玉桂花珍美菊芬妹香莲素琴翠仙芝群金春梅彩娥爱月碧芳清丽琼云先妮青淑银腊顺会'),
};
const middle: Cohort = {
  male: falling('军国建华明伟平勇志强文辉刚云海飞林光波龙忠祥荣江贵德兴斌永庆学俊川宏亮春东金仁胜雄松彬鹏泽洪权景恩'),
  female: falling('丽红艳英秀玉芳梅霞萍春燕琴美娟花群莲敏菊香兰小凤云仙珍静娥芬妹慧琼晓青桃月金爱倩叶彩'),
};
const young: Cohort = {
  male: falling('杰浩鑫俊宇涛龙伟鹏文强磊飞明宏志超旭豪林凯帅斌洋辉毅峰博松健海天晨佳一子轩睿铭航煜'),
  female: falling('婷丽艳燕雪欣佳慧颖静娜梅小玉思雨琪莉敏倩春蕾芳晓红媛瑶莹秋月珊依涵梦诗怡萱语'),
};

export const givenName = (dice: Dice, year: number, male: boolean, generation: string): string => {
  const cohort = (year < 1972 ? old : year < 1990 ? middle : young)[male ? 'male' : 'female'];
  if (generation !== '') return generation + dice.weighted(cohort);
  if (dice.chance(year < 1972 ? 0.1 : 0.22)) return dice.weighted(cohort);
  const first = dice.weighted(cohort);
  return first + dice.weighted(cohort);
};

/** The character a clan gives to one generation 字辈. */
export const generationCharacters = [...'国文明光朝廷绍继仕显宗炳启正永世兴学德安泽秉登昌成家庆'];

// What sounds the same and is met in names: the generator's own pool, so that it mixes up characters the matcher's tables need not know.
const pool = [
  ...'国文明光华金荣福德贵生永正兴忠学祥龙成云安义才昌胜仁元开顺朝发有全富庆万世天清方武兵显宗良启廷绍继仕景礼恩泽登秀英凤兰玉桂花珍美菊芬妹香莲素琴翠仙芝群春梅彩娥爱月碧芳丽琼青淑银军建伟平勇志强辉刚海飞林波江斌俊川宏亮东雄松彬鹏洪权红艳霞萍燕娟敏小静慧晓桃倩叶杰浩鑫宇涛磊超旭豪凯帅洋毅峰博健晨佳子轩睿铭航煜婷雪欣颖娜思雨琪莉蕾媛瑶莹秋珊依涵梦诗怡萱语',
  ...'果闻铭广桦锦容甫的桂升咏政星钟雪翔隆诚芸谊财常盛人源锋友泉夫轻芳五冰先综亮起挺邵技士锦理嗯则灯绣瑛风岚裕贵华真每局分枚湘连苏秦脆先之裙村煤采鹅碍约必方立穷轻叔寅君健唯萍拥智墙挥钢飞临博将宾军穿红量冬熊宋斌朋红全虹艳侠平艳绢民晓净惠笑桃茜业洁皓新雨滔雷朝许号楷率阳义丰波建陈加紫宣瑞明行玉停学新影那丝羽奇利雷元摇盈求山一寒孟思宜宣雨军君钧均俊峻骏莹盈颖英瑛樱映蓉荣容融溶丽莉力立利黎礼芳方芬',
];
const bySound = new Map<string, string[]>();
for (const c of new Set(pool)) {
  const sound = syllables(c)[0]!;
  bySound.set(sound, [...(bySound.get(sound) ?? []), c]);
}
export const homophoneOf = (dice: Dice, character: string): string | undefined => {
  const others = (bySound.get(syllables(character)[0]!) ?? []).filter((c) => c !== character);
  return others.length === 0 ? undefined : dice.pick(others);
};
/** n/l, zh/z, an/ang …: written by ear. */
export const soundAlikeOf = (dice: Dice, character: string): string | undefined => {
  const sound = syllables(character)[0]!;
  const swaps: readonly (readonly [RegExp, string])[] = [
    [/^l/, 'n'],
    [/^n/, 'l'],
    [/^zh/, 'z'],
    [/^z(?!h)/, 'zh'],
    [/^sh/, 's'],
    [/^s(?!h)/, 'sh'],
    [/^ch/, 'c'],
    [/^c(?!h)/, 'ch'],
    [/ng$/, 'n'],
    [/n$/, 'ng'],
  ];
  const others = swaps.flatMap(([from, to]) => (from.test(sound) ? (bySound.get(sound.replace(from, to)) ?? []) : []));
  return others.length === 0 ? undefined : dice.pick(others);
};

// What the eye mixes up: the generator's own list, made apart from src/standards/lookalikes; about a fifth of it is not in that table.
const alikeText =
  '韦伟 杨扬 陆陈 莫英 覃潭 班斑 侯候 邱丘 冉再 卢户 李季 于干 国园 文丈 明朋 光先 华毕 金全 荣莱 福副 贵责 永水 正止 兴光 忠志 学字 祥样 龙尤 成戌 云去 安妥 才木 昌晶 胜性 元无 开井 朝潮 发友 全金 庆厌 万方 世也 天夫 方万 兵乒 良艮 绍昭 恩思 泽译 登豆 秀季 英芙 凤风 兰三 玉王 桂挂 花化 珍诊 美姜 菊掬 芬芳 妹妺 香杳 莲连 素索 翠卒 群郡 梅海 彩采 娥俄 爱受 芳芬 丽雨 青靑 银根 军车 建健 伟纬 平乎 勇男 志忐 强弱 辉挥 刚钢 飞气 林材 波坡 江红 俊峻 宏宋 亮壳 东车 松枫 鹏朋 洪供 权杈 红江 艳绝 霞露 萍平 燕蒸 娟捐 静净 慧惠 晓骁 倩情 叶什 杰烈 浩洁 鑫金 宇字 涛寿 超越 旭旮 豪毫 帅师 洋详 毅殺 峰蜂 博搏 健键 晨晟 佳住 子孑 睿容 铭络 航船 婷停 雪雷 欣欢 颖颍 娜哪 思恩 琪淇 莉荆 蕾雷 媛缓 莹萤 珊删 依衣 涵函 怡抬 萱宣 己已 未末 士土 人入 大太';
const alike = new Map<string, string[]>();
for (const [a, b] of alikeText.split(' ').map((p) => [...p] as [string, string])) {
  alike.set(a, [...(alike.get(a) ?? []), b]);
  alike.set(b, [...(alike.get(b) ?? []), a]);
}
export const lookalikeOf = (dice: Dice, character: string): string | undefined => {
  const others = alike.get(character);
  return others ? dice.pick(others) : undefined;
};
const old2 = new Map(
  '国國 云雲 华華 龙龍 凤鳳 张張 陈陳 杨楊 黄黃 韦韋 罗羅 陆陸 吴吳 刘劉 邓鄧 卢盧 谢謝 兰蘭 伟偉 强強 军軍 胜勝 贵貴 荣榮 义義 兴興 庆慶 东東 丽麗 莲蓮 红紅 艳艷 峰峯 群羣'
    .split(' ')
    .map((p) => [...p] as [string, string]),
);
export const traditionalOf = (character: string): string | undefined => old2.get(character);
