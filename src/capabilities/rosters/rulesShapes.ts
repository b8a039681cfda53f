// What the values of a column look like. Shapes overlap (202305 is a month and a number), so every count is reported, not only a winner.

import { isScientificNotation } from '#standards/cleanText.ts';
import type { Cell } from './rulesBook.ts';
import { squeeze } from './rulesHeader.ts';

export const shapeKinds = [
  /** 18 characters with a possible date of birth; 15 digits likewise; 20 or 22 on disability certificates. */
  'idNumber',
  /** An identity number a spreadsheet or a mask has damaged: 5.22727E+17, last digits 000 of a number cell, 522727********1234. */
  'damagedId',
  'phone',
  'landline',
  'uscc',
  /** With a month at least, in any form of the trade. */
  'date',
  /** A number that may be a serial date, 1954–2064. */
  'serial',
  'money',
  'smallInteger',
  /** Anything that is a number, the small ones and serials included. */
  'number',
  'name',
  'place',
  'organisation',
  'yesNo',
  'sex',
  'text',
] as const;
export type ShapeKind = (typeof shapeKinds)[number];

export interface Shape {
  /** Values looked at, blanks included. */
  readonly total: number;
  readonly blank: number;
  readonly counts: Readonly<Record<ShapeKind, number>>;
  /** Different values that are no blanks. */
  readonly distinct: number;
  /** The value when three or more are all the same: fabricated constants, or one village's list. */
  readonly constant: string | null;
  /** The most telling kind that at least 70 % of the filled values have; null when none does. */
  readonly best: ShapeKind | null;
}

/** What WPS shows of a cell, as text; numbers by the text the file holds where the reader knows no other. */
export function textOf(cell: Cell | null | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  if ('number' in cell) return cell.shown ?? cell.raw;
  return 'bool' in cell ? (cell.bool ? '是' : '否') : cell.error;
}

export function isBlank(cell: Cell | null | undefined): boolean {
  if (cell === null || cell === undefined) return true;
  if (typeof cell !== 'string') return false;
  const first = cell.charCodeAt(0);
  // Nearly all cells begin with something to be seen.
  if ((first > 0x20 && first < 0x7f) || (first >= 0x3400 && first <= 0x9fff)) return false;
  return squeeze(cell) === '';
}

// The commonest surnames, and those common in 黔, 桂 and 滇.
const SURNAMES = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤时穆农岑班粟侬吉木阿犹娄令狐敖幸晏冼劳区容麦招卜仇仲伏佘储党全况刁匡卓古司吾哈商宗官宫宿寇巩巫应廉强惠慕戚昌晋景朴杭查桂桑楼池沃洪浦湛滑燕琚璩留瞿禹简米糜练罕耐肇胥臧苟荀荆莘蔚虞衡计诸谌谯贝费车郎都酆银闵阎阙陇隆雍雪霞靖韶项顿风鲜',
);
// Short words of tables that begin like names.
const NO_NAMES =
  /^(?:[是否男女]|农[村业民].*|常[年住].*|高中.?|中专|华侨|安置.*|全[部日].*|方式|时间|任务|单[位身]|关系|成[年绩员].*|文[盲化].*|计划.*|金额|包装.*|管理.*|普[通工].*|白班|万元|余额|应届.*|明细|车间.*|班[长次组].*|符合.*|向[上前].*|游客|强[壮制].*|时薪.*|温[州岭].*|安[全徽顺].*|江[苏西门].*|康复.*|石[油材].*|毛[织衣].*|汤料.*|商[业贸].*|华[东南北].*|幸福.*|宁[波夏德].*|贺州.*|柳州.*|梅州.*|龙岗|龙华|花都|广.*)$/;
const PLACE_WORDS =
  /^(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|[省县市乡镇]内|[省县市乡镇]外|省内县外|县外省内|乡外县内|境[内外]|本[地省县市乡]|外[地省])/;
const PLACE_END =
  /(?:省|市|县|自治[区州]|[^社小校园]区|州|旗|乡|镇|村|屯|寨|街道|社区|[0-9一二三四五六七八九十]组|村民小组|[路街道巷]\d*号?|\d+号)$/;
const ORGANISATION_END =
  /(?:公司|[工药茶电]?厂|[饭酒商门网]?店|超市|合作社|学校|中学|小学|学院|大学|集团|中心|车间|基地|工地|项目部|门市部|经营部|事务所|医院|[酒宾]馆|分局|[市县]局|协会|委员会|幼儿园|养殖场|农场)(?:[(（].*[)）])?$/;
const YES_NO = /^(?:[是否有无对错√×✓✔✗YN]|已|未|不是|没有|愿意|不愿意|yes|no|true|false|已.{1,3}|未.{1,3})$/i;

const BIRTH = '(?:1[89]|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])';
const ID18 = new RegExp(`^[1-8]\\d{5}${BIRTH}\\d{3}[\\dXx×](?:\\d{2}|\\d{2}[0-9A-Za-z]\\d)?$`);
// A digit too few or too many, or an impossible day, with the century of a birth in its place.
const NEARLY_ID = /^[1-8]\d{5}(?:19|20)\d{8,11}[Xx]?$/;
const ID15 = /^[1-8]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}$/;
const USCC = /^[1-9AINY][1-9]\d{6}[0-9A-HJ-NP-RT-UW-Y]{10}$/i;
const DATE = new RegExp(
  [
    '^(?:19|20)\\d{2}年(?:0?[1-9]|1[0-2])月?(?:[0-3]?\\d[日号]?)?$',
    '^(?:19|20)\\d{2}[-./](?:0?[1-9]|1[0-2])(?:[-./][0-3]?\\d)?(?:T?\\d{1,2}:\\d{2}.*)?$',
    '^(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])?$',
    // 2025.3-2025.12, 2025年3月至今
    '^(?:19|20)\\d{2}[-./年](?:0?[1-9]|1[0-2])[-./月]?(?:[0-3]?\\d[日号]?)?(?:至|到|-|—+|–|~|～)+(?:今|现在|(?:19|20)?\\d.{0,10})$',
    '^(?:0?[1-9]|1[0-2])[-/][0-3]?\\d[-/](?:(?:19|20)?\\d{2})$',
  ].join('|'),
);
const MONEY =
  /^[¥￥]?\d{1,3}(?:,\d{3})+(?:\.\d+)?元?$|^[¥￥]\d+(?:\.\d+)?$|^\d+(?:\.\d+)?(?:[-~—至]\d+(?:\.\d+)?)?(?:万|千|万元|元|元\/月|元\/天|元\/小时|k)(?:左右|以上|起|\/月)?$|^\d{4,5}[-~—至]\d{4,5}$/i;
const NUMBER = /^[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?%?$/;
const NAME = /^\p{Script=Han}{2,4}$|^\p{Script=Han}{1,6}(?:[·•・.]\p{Script=Han}{1,8}){1,3}$/u;

const isName = (text: string): boolean =>
  NAME.test(text) && (/[·•・]/.test(text) || (SURNAMES.has(text[0]!) && !NO_NAMES.test(text) && !PLACE_END.test(text)));

function ofNumber(value: number, add: (kind: ShapeKind) => void): void {
  add('number');
  if (Number.isInteger(value) && value >= 0 && value <= 150) add('smallInteger');
  if (Number.isInteger(value) && value >= 20_000 && value <= 60_000) add('serial');
  if (value >= 100 && value < 10_000_000) add('money');
}

function ofDigits(text: string, numeric: boolean, add: (kind: ShapeKind) => void): boolean {
  if (isScientificNotation(text)) {
    const size = Number(text);
    add(size >= 1e14 && size < 1e22 ? 'damagedId' : 'number');
    return true;
  }
  const bare = text.replace(/\.0+$/, '');
  const joined = bare.replace(/[-‐–—]/g, '');
  if (ID18.test(joined) || (joined.length === 15 && ID15.test(joined))) {
    add(numeric && joined.length > 15 && joined.endsWith('000') ? 'damagedId' : 'idNumber');
    return true;
  }
  if (/^[1-8]\d{3,9}[*xX×•]{4,}\d{0,4}[\dXx]?$/.test(text) || NEARLY_ID.test(joined)) {
    add('damagedId');
    return true;
  }
  if (USCC.test(bare)) {
    add('uscc');
    return true;
  }
  if (/^(?:\+?86)?1[3-9]\d{9}$/.test(joined)) {
    add('phone');
    return true;
  }
  if (/^\(?0\d{2,3}\)?-?\d{7,8}$/.test(text)) {
    add('landline');
    return true;
  }
  return false;
}

/** All kinds a value has; empty for a blank. Texts of more than 60 characters are text and nothing else. */
export function kindsOf(cell: Cell | null | undefined): readonly ShapeKind[] {
  if (isBlank(cell)) return [];
  const kinds: ShapeKind[] = [];
  const add = (kind: ShapeKind) => {
    if (!kinds.includes(kind)) kinds.push(kind);
  };
  const numeric = typeof cell === 'object' && cell !== null && 'number' in cell;
  if (numeric && cell.as === 'date') return ['date'];
  if (typeof cell === 'object' && cell !== null && 'bool' in cell) return ['yesNo'];
  const written = textOf(cell);
  if (written.length > 60) return ['text'];
  const text = squeeze(written)
    .replace(/^="?(.*?)"?$/, '$1')
    .replace(/^['‘’`"“”]+|['‘’`"“”]+$/g, '');
  if (text === '') return ['text'];
  if (/\d/.test(text)) {
    if (ofDigits(numeric && !/E/i.test(text) ? cell.raw : text, numeric, add)) return kinds;
    if (DATE.test(text)) add('date');
    if (MONEY.test(text)) add('money');
    if (numeric) ofNumber(cell.number, add);
    else if (NUMBER.test(text)) ofNumber(Number(text.replace(/[,%]/g, '')), add);
  }
  if (text === '男' || text === '女') add('sex');
  if (YES_NO.test(text)) add('yesNo');
  if (isName(text)) add('name');
  if (ORGANISATION_END.test(text)) add('organisation');
  else if (text.length > 1 && (PLACE_WORDS.test(text) || PLACE_END.test(text))) add('place');
  if (kinds.length === 0) add('text');
  return kinds;
}

/** From the kind that says most about a column to the one that says least. */
const telling: readonly ShapeKind[] = shapeKinds;

export function shapeOf(values: readonly (Cell | null | undefined)[]): Shape {
  const counts = Object.fromEntries(shapeKinds.map((kind) => [kind, 0])) as Record<ShapeKind, number>;
  const seen = new Set<string>();
  let blank = 0;
  for (const value of values) {
    const kinds = kindsOf(value);
    if (kinds.length === 0) blank += 1;
    else seen.add(squeeze(textOf(value)));
    for (const kind of kinds) counts[kind] += 1;
  }
  const filled = values.length - blank;
  const enough = (kind: ShapeKind) => filled > 0 && counts[kind] >= filled * 0.7;
  // Numbers beside their damaged fellows still are one column of identity numbers.
  const ids = filled > 0 && counts.idNumber + counts.damagedId >= filled * 0.7;
  const best = ids ? 'idNumber' : (telling.find(enough) ?? null);
  return {
    total: values.length,
    blank,
    counts,
    distinct: seen.size,
    constant: filled >= 3 && seen.size === 1 ? [...seen][0]! : null,
    best,
  };
}
