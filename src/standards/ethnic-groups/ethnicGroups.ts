import { halfWidth } from '../cleanText.ts';

/** An ethnic group of GB/T 3304-1991 中国各民族名称的罗马字母拼写法和代码. */
export interface EthnicGroup {
  /** Two digits, 01–56. */
  readonly code: string;
  /** Two letters, as HA for Han. */
  readonly letters: string;
  readonly zh: string;
  /** Romanised name of the standard (not the pinyin of the Chinese one: Uygur, Zang, Gin). */
  readonly en: string;
}

// Order and codes of the standard. 乌孜别克 and 塔塔尔 as in the standard (other writings are read as well, see below).
const table = `HA 汉 Han|MG 蒙古 Mongol|HU 回 Hui|ZA 藏 Zang|UG 维吾尔 Uygur|MH 苗 Miao|YI 彝 Yi|ZH 壮 Zhuang|BY 布依 Buyei|CS 朝鲜 Chosen|MA 满 Man
DO 侗 Dong|YA 瑶 Yao|BA 白 Bai|TJ 土家 Tujia|HN 哈尼 Hani|KZ 哈萨克 Kazak|DA 傣 Dai|LI 黎 Li|LS 傈僳 Lisu|VA 佤 Va|SH 畲 She|GS 高山 Gaoshan|LH 拉祜 Lahu
SU 水 Sui|DX 东乡 Dongxiang|NX 纳西 Naxi|JP 景颇 Jingpo|KG 柯尔克孜 Kirgiz|TU 土 Tu|DU 达斡尔 Daur|ML 仫佬 Mulao|QI 羌 Qiang|BL 布朗 Blang|SL 撒拉 Salar
MN 毛南 Maonan|GL 仡佬 Gelao|XB 锡伯 Xibe|AC 阿昌 Achang|PM 普米 Pumi|TA 塔吉克 Tajik|NU 怒 Nu|UZ 乌孜别克 Uzbek|RS 俄罗斯 Russ|EW 鄂温克 Ewenki|DE 德昂 Deang
BN 保安 Bonan|YG 裕固 Yugur|GI 京 Gin|TT 塔塔尔 Tatar|DR 独龙 Derung|OR 鄂伦春 Oroqen|HZ 赫哲 Hezhen|MB 门巴 Monba|LB 珞巴 Lhoba|JN 基诺 Jino`;

export const ethnicGroups: readonly EthnicGroup[] = table.split(/[|\n]/).map((row, at) => {
  const [letters, zh, en] = row.split(' ') as [string, string, string];
  return { code: String(at + 1).padStart(2, '0'), letters, zh: `${zh}族`, en };
});

/** Registers use these beside the 56 of the standard (家用代码 of 户籍 systems): 97 其他, 98 外国血统中国籍人士. Certainty: unverified. */
export const otherEthnicCodes: Readonly<Record<'97' | '98', { readonly zh: string; readonly en: string }>> = {
  '97': { zh: '其他', en: 'other' },
  '98': { zh: '外国血统中国籍人士', en: 'Chinese citizen of foreign descent' },
};

const variants: Readonly<Record<string, string>> = {
  毛难: '毛南',
  乌兹别克: '乌孜别克',
  塔塔儿: '塔塔尔',
  崩龙: '德昂',
  仡老: '仡佬',
  傈傈: '傈僳',
  布衣: '布依',
  哈萨: '哈萨克',
  维族: '维吾尔',
  蒙: '蒙古',
};

/** The group meant by a cell: code, letters, romanised or Chinese name, with or without 族; older and common wrong writings included. */
export function findEthnicGroup(raw: string): EthnicGroup | undefined {
  const text = halfWidth(raw).replace(/\s+/g, '');
  if (/^\d{1,2}$/.test(text)) return ethnicGroups.find((group) => group.code === text.padStart(2, '0'));
  if (/^[a-z]+$/i.test(text)) {
    const lower = text.toLowerCase();
    // 'Yi' and 'Li' are both names and letters of the same group; no letters equal the name of another group (tested).
    return ethnicGroups.find((group) => group.en.toLowerCase() === lower || group.letters.toLowerCase() === lower);
  }
  const known = variants[text] ?? text.replace(/族$/, '');
  const name = variants[known] ?? known;
  return ethnicGroups.find((group) => group.zh === `${name}族`);
}
