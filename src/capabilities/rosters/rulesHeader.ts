// What a header cell says once the marks around its name are off, and which headers the declared sheets know. The engine itself knows no sheet.

import { halfWidth } from '#standards/cleanText.ts';

export interface PlainHeader {
  /** What the column is called: no brackets, spaces, marks or numbering. Empty when the cell says nothing. */
  readonly name: string;
  /** The same with its brackets, half-width: tells 公益性岗位(月数) from 公益性岗位. */
  readonly full: string;
  /** 元, 万元, 月 …, from （元）, (单位:元) or /元. */
  readonly unit?: string;
  /** How dates are asked for: YYYY年MM月. */
  readonly format?: string;
  /** What else stood in brackets. */
  readonly notes: readonly string[];
  /** （必填） or * seen. */
  readonly required: boolean;
}

const INVISIBLE = /[\s\u0000-\u001f\u007f-\u00a0\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/g;
const PLAIN = /^[!-~\u3400-\u9fff]*$/;
/** Half-width, without any space, line break or invisible mark. */
export const squeeze = (text: string): string => (PLAIN.test(text) ? text : halfWidth(text).replace(INVISIBLE, ''));

const UNIT =
  /^(?:单位:?)?((?:亿|万|千|百)?元(?:\/(?:月|年|天|日|人|小时|时|人月|人·月|㎡))?|美元|周?岁|个?月|年|天|日|小时|[课学]时|人次?|名|户|个|期|家|亩|平方米|㎡|m2|公里|km|公?斤|kg|cm|%|次|份)$/i;
const FORMAT =
  /^(?:格式:?|如:?|例如?:?)?(y{2,4}.*|(?:x{4}|×{4})年.*|年[-/.]?月(?:[-/.]?日)?)$|^(?:格式:?|如:?|例如?:?)(\d{4}[-./年]\d{1,2}.*)$/i;
const REQUIRED = /^[*※]*(?:必填项?|必录项?|必须填写|必选项?|不能为空)$/;
const OPTIONAL = /^(?:选填项?|可选项?|非必填项?|可不填|可为空)$/;

const NUMBERING =
  /^(?:\d{1,2}[.、)](?!\d)|\(\d{1,2}\)|\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]+、)|[①-⑳])(?=.)/;
const MARKS = /[*※★☆▲△●◆#]+/g;
const BRACKETS = /[([{【〔［<《]([^()[\]{}【】〔〕［］<>《》]*)[)\]}】〕］>》]/;
const UNCLOSED = /[([{【〔［]([^()[\]{}【】〔〕［］]*)$/;

/** The unit a text names when it is nothing but a unit, with or without brackets. */
export const unitOf = (text: string): string | undefined => UNIT.exec(squeeze(text).replace(/^[([【](.*)[)\]】]$/, '$1'))?.[1];

/** True of （必填）, 选填 and the like standing alone: rows under a header that only say this belong to it. */
export const isDemand = (text: string): boolean => {
  const bare = squeeze(text).replace(/^[([【](.*)[)\]】]$/, '$1');
  return REQUIRED.test(bare) || OPTIONAL.test(bare);
};

/** Read a header cell. Never throws; reading the name again gives the name. */
export function plainHeader(text: string): PlainHeader {
  // Longer texts are no headers; the cut bounds the work on absurd cells.
  let rest = squeeze(text.slice(0, 400)).replace(/^['‘’`"“”]+|['‘’`"“”]+$/g, '');
  let required = /[*※]/.test(rest) && !/\*{2,}.*\d/.test(rest);
  rest = rest.replace(MARKS, '').replace(NUMBERING, '');
  const notes: string[] = [];
  let unit: string | undefined;
  let format: string | undefined;
  let full = rest;
  for (let found = BRACKETS.exec(rest) ?? UNCLOSED.exec(rest); found; found = BRACKETS.exec(rest) ?? UNCLOSED.exec(rest)) {
    const said = found[1]!;
    rest = rest.slice(0, found.index) + rest.slice(found.index + found[0].length);
    if (REQUIRED.test(said) || OPTIONAL.test(said)) {
      required ||= REQUIRED.test(said);
      full = full.replace(found[0], '');
      continue;
    }
    const asFormat = FORMAT.exec(said);
    const asUnit = UNIT.exec(said)?.[1];
    if (asUnit) unit ??= asUnit;
    else if (asFormat) format ??= asFormat[1] ?? asFormat[2]!;
    else if (said !== '') notes.push(said);
  }
  const tail = /^(.*[^/,:])[/,:]((?:万|千)?元(?:\/[月年天])?|岁)$/.exec(rest);
  if (tail && unit === undefined) {
    rest = tail[1]!;
    unit = tail[2]!;
  }
  const trim = (name: string) => name.replace(/^[:,.;、。·/\\-]+|[:,.;、。/\\-]+$/g, '');
  const name = trim(rest) || (notes.length === 1 ? trim(notes[0]!) : '');
  return { name, full: trim(full), ...(unit !== undefined && { unit }), ...(format !== undefined && { format }), notes, required };
}

/** One column of a declared sheet: what it may be called. */
interface HeaderWord {
  readonly id: string;
  readonly aliases: readonly string[];
}

/** The header words of all declared sheets, made ready for look-up. */
export interface HeaderWords {
  /** Ids of the columns a header may name; none when no sheet knows it. */
  readonly find: (header: PlainHeader) => readonly string[];
}

const key = (text: string) => text.toLowerCase();

export function headerWords(known: readonly HeaderWord[]): HeaderWords {
  const ids = new Map<string, string[]>();
  const note = (text: string, id: string) => {
    if (text === '') return;
    const at = ids.get(key(text));
    if (!at) ids.set(key(text), [id]);
    else if (!at.includes(id)) at.push(id);
  };
  for (const { id, aliases } of known)
    for (const alias of aliases) {
      const plain = plainHeader(alias);
      note(plain.full, id);
      // An alias with something of its own in brackets must not claim the bare name: 公益性岗位(月数) is not 公益性岗位.
      if (plain.notes.length === 0) note(plain.name, id);
    }
  return { find: (header) => ids.get(key(header.full)) ?? ids.get(key(header.name)) ?? [] };
}

/** General words of Chinese forms; evidence for a header nobody declared. */
const FORM_WORDS =
  /(?:姓名|名称|名字|号码?|编号|序号|编码|代码|时间|日期|年月|年份|月份|类[型别]|种类|性质|情况|状况|状态|性别|年龄|民族|学历|程度|婚姻|婚否|面貌|地址|住址|地点|住地|所在地|籍贯|户籍|电话|手机|联系方式|单位|企业|部门|岗位|职[务位业]|工种|行业|专业|技能|等级|级别|金额|收入|工资|薪资|待遇|补[贴助]|人数|数量|天数|月数|次数|户数|标准|要求|方式|渠道|途径|意[愿向]|需求|原因|备注|说明|结果|关系|户主|标识|属性|来源|账号|卡号|银行|开户行|邮箱|组别|班次|班级|期次|课程|签[名字]|内容|项目|合同|比例|得分|成绩|福利|证书?)$/;

// Headers that are values' endings too, so only as a whole: 大坪村 is no header.
const WHOLE_WORDS =
  /^(?:No\.?|ID|(?:所[属在])?(?:省份?|省\(?[区市]\)?|地?市|市州|[区县旗]|区县|县区|县市区?|乡|镇|乡镇|街道|乡镇街道|镇街|社区|村|行政村|自然村|村居|村社区|组|村民组|村组|屯|寨))$/i;

/** Whether a header sounds like one: ends in a word of forms, or asks 是否, 有无, 能否. */
export const soundsLikeHeader = (name: string): boolean =>
  name.length <= 20 && (/^(?:是否|有无|能否|可否)./.test(name) || FORM_WORDS.test(name) || WHOLE_WORDS.test(name));
