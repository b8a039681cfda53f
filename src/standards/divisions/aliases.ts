/**
 * Short and spoken names of divisions: 黔南布依族苗族自治州 → 黔南州 → 黔南. By rule from the list of ethnic groups, with a table
 * for the few names that the rule would spoil. A spoken name is never shorter than two characters (横县 has none but itself).
 */
import type { Level } from './codes.ts';

/** Names of peoples as they occur in division names; long before short. Some autonomous places leave 族 out (the last lines). */
const PEOPLES = (
  '柯尔克孜族 乌孜别克族 达斡尔族 鄂伦春族 鄂温克族 俄罗斯族 塔塔尔族 哈萨克族 塔吉克族 维吾尔族 蒙古族 土家族 傈僳族 拉祜族 ' +
  '景颇族 布朗族 撒拉族 毛南族 仡佬族 仫佬族 锡伯族 阿昌族 普米族 德昂族 保安族 裕固族 独龙族 基诺族 高山族 门巴族 珞巴族 赫哲族 布依族 朝鲜族 哈尼族 ' +
  '纳西族 东乡族 回族 藏族 苗族 彝族 壮族 满族 侗族 瑶族 白族 傣族 黎族 佤族 畲族 水族 土族 羌族 怒族 京族 各族 ' +
  '蒙古 哈萨克 柯尔克孜 塔吉克 锡伯 鄂伦春 鄂温克 达斡尔 回 苗 彝 瑶 侗'
).split(' ');
const FULL_PEOPLES = PEOPLES.filter((name) => name.endsWith('族'));
const BARE_PEOPLES = PEOPLES.filter((name) => !name.endsWith('族') && name.length > 1);

/** Autonomous places whose name is nothing but a people, and provinces: official name → stem. */
const STEMS: Readonly<Record<string, string>> = {
  东乡族自治县: '东乡',
  鄂温克族自治旗: '鄂温克',
  鄂伦春自治旗: '鄂伦春',
  积石山保安族东乡族撒拉族自治县: '积石山',
  双江拉祜族佤族布朗族傣族自治县: '双江',
  内蒙古自治区: '内蒙古',
  广西壮族自治区: '广西',
  西藏自治区: '西藏',
  宁夏回族自治区: '宁夏',
  新疆维吾尔自治区: '新疆',
  香港特别行政区: '香港',
  澳门特别行政区: '澳门',
};

/** Spoken names that no rule gives. Official name → further names. */
const EXTRA: Readonly<Record<string, readonly string[]>> = {
  内蒙古自治区: ['内蒙'],
  新疆维吾尔自治区: ['新疆区'],
  广西壮族自治区: ['广西省', '广西区', '广西自治区'],
  宁夏回族自治区: ['宁夏区', '宁夏省'],
  西藏自治区: ['西藏区', '西藏省'],
  西双版纳傣族自治州: ['版纳'],
  前郭尔罗斯蒙古族自治县: ['前郭县', '前郭'],
  喀喇沁左翼蒙古族自治县: ['喀左县', '喀左'],
  巴音郭楞蒙古自治州: ['巴州'],
  博尔塔拉蒙古自治州: ['博州'],
  克孜勒苏柯尔克孜自治州: ['克州'],
  鄂温克族自治旗: ['鄂旗'],
};

/** One-character names 简称 of provinces, by two-digit code; two where both are in use. Only a prefix or the whole text counts. */
export const PROVINCE_LETTERS: Readonly<Record<string, string>> = {
  京: '11',
  津: '12',
  冀: '13',
  晋: '14',
  蒙: '15',
  辽: '21',
  吉: '22',
  黑: '23',
  沪: '31',
  苏: '32',
  浙: '33',
  皖: '34',
  闽: '35',
  赣: '36',
  鲁: '37',
  豫: '41',
  鄂: '42',
  湘: '43',
  粤: '44',
  桂: '45',
  琼: '46',
  渝: '50',
  川: '51',
  蜀: '51',
  黔: '52',
  贵: '52',
  滇: '53',
  云: '53',
  藏: '54',
  陕: '61',
  秦: '61',
  甘: '62',
  陇: '62',
  青: '63',
  宁: '64',
  新: '65',
  台: '71',
  港: '81',
  澳: '82',
};

const AUTONOMOUS = /自治(州|县|旗)$/;
const VILLAGE_COMMITTEE = /(?:村民委员会|村委会)$/;
const NEIGHBOURHOOD_COMMITTEE = /(?:居民委员会|居委会)$/;

/** Takes peoples off the end of a name: 黔南布依族苗族 → 黔南. `bare`: also those written without 族. Never leaves nothing. */
const withoutPeoples = (name: string, bare: boolean): string => {
  const lists = bare ? [...FULL_PEOPLES, ...BARE_PEOPLES] : FULL_PEOPLES;
  let stem = name;
  for (;;) {
    const people = lists.find((each) => stem.length > each.length && stem.endsWith(each));
    if (people === undefined) return stem;
    stem = stem.slice(0, -people.length);
  }
};

const ONLY_A_SUFFIX = /^(?:社区|村)?(?:村民委员会|村委会|居民委员会|居委会)?$/;

/** A name without the name above that it repeats (连平县…), unless nothing of its own would be left (梯面镇居委会). */
export const ownName = (name: string, above: string): string =>
  above.length > 1 && name.startsWith(above) && name.length > above.length + 1 && !ONLY_A_SUFFIX.test(name.slice(above.length))
    ? name.slice(above.length)
    : name;

/**
 * The name people use on a page: 黔南州, 三都县, 平塘县, 贵州, 广西, 先锋村, 云城街道. Suffixes that tell the level stay, except for provinces.
 * `above` are the official names of the divisions above (some villages repeat them: 连平县绣缎镇金溪村民委员会 → 金溪村).
 */
export const shortNameOf = (name: string, level: Level, above: readonly string[] = []): string => {
  if (level === 'province') return STEMS[name] ?? name.replace(/[省市]$/, '');
  if (level === 'prefecture' || level === 'county') {
    const suffix = AUTONOMOUS.exec(name)?.[1];
    if (suffix === undefined) return name;
    return (STEMS[name] ?? withoutPeoples(name.replace(AUTONOMOUS, ''), true)) + suffix;
  }
  if (level === 'township') {
    if (name.endsWith('街道办事处')) return name.slice(0, -3);
    if (name.endsWith('民族乡')) return `${withoutPeoples(name.slice(0, -3), false)}乡`;
    if (name.endsWith('族乡')) return `${withoutPeoples(name.slice(0, -1), false)}乡`;
    return name;
  }
  if (level === 'village') {
    const own = above.reduce(ownName, name);
    if (VILLAGE_COMMITTEE.test(own)) {
      const stem = own.replace(VILLAGE_COMMITTEE, '');
      if (stem === '') return own;
      return stem.endsWith('村') && stem.length > 1 ? stem : `${stem}村`;
    }
    if (NEIGHBOURHOOD_COMMITTEE.test(own)) {
      const stem = own.replace(NEIGHBOURHOOD_COMMITTEE, '');
      return stem.endsWith('社区') && stem.length > 2 ? stem : `${stem}居委会`;
    }
    return own;
  }
  return name;
};

const SUFFIX_OF: Readonly<Record<Level, RegExp>> = {
  country: /$^/,
  province: /[省市]$/,
  prefecture: /(?:市|州|盟|地区)$/,
  county: /(?:新区|特区|林区|[县市区旗])$/,
  township: /(?:街道|苏木|镇|乡)$/,
  village: /(?:村|社区|居委会)$/,
};

/** The name without its level, two characters at least: 黔南, 平塘, 克度, 先锋. Undefined where that leaves less, or 矿区 and the like. */
export const stemOf = (shortName: string, level: Level): string | undefined => {
  const stem = shortName.replace(SUFFIX_OF[level], '');
  return stem.length >= 2 && stem !== shortName ? stem : undefined;
};

/**
 * Ways of writing the name that are taken for it, the official one first. All at least two characters long. For townships and villages only the
 * usual ones: the place parser knows their endings itself (placeIndex.ts).
 */
export const aliasesOf = (name: string, level: Level, above: readonly string[] = []): string[] => {
  const short = shortNameOf(name, level, above);
  const stem = stemOf(short, level);
  const out = [name, short, ...(EXTRA[name] ?? []), ...(stem === undefined ? [] : [stem])];
  const suffix = level === 'prefecture' || level === 'county' ? AUTONOMOUS.exec(name)?.[1] : undefined;
  // 大化瑶族自治县 is also written 大化自治县.
  if (suffix !== undefined && stem !== undefined) out.push(`${stem}自治${suffix}`);
  return [...new Set(out)].filter((alias) => alias.length >= 2);
};
