// Names and plain text.
import { isScientificNotation } from '#standards/cleanText.ts';
import { normaliseName } from '#standards/pinyin/normaliseName.ts';
import { compoundSurnames } from '#standards/pinyin/surnames.ts';
import type { NumberCell } from './rulesBook.ts';
import type { FieldType } from './rulesValue.ts';
import {
  BLANK,
  clean,
  finding,
  isNothing,
  mended,
  type RepairKind,
  refused,
  UNREAD,
  undress,
  unread,
  type ValueContext,
  type ValueRead,
} from './rulesValueCommon.ts';

/** Longer ones exist (with the father's name), but a cell of that length mostly holds something else. */
const LONGEST = 20;
/** Two to four characters of Chinese and nothing else. */
const isPlainName = (text: string): boolean => {
  if (text.length < 2 || text.length > 4) return false;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < 0x4e00 || unit > 0x9fff) return false;
  }
  return true;
};
const NO_NAMES: ReadonlySet<string> = new Set(
  '待定 小计 总计 没有 暂无 不详 未知 未填 空白 同上 测试 姓名 示例 合计 不知道 未填写 无此项'.split(' '),
);
const TITLES: ReadonlySet<string> = new Set('先生 女士 小姐 户主 本人 同志 老师 经理 书记 主任 村长 之妻 之子 之女 等人'.split(' '));
const BRACKETS = /[(（[【〔［].*[)）\]】〕］]?/;
const SEVERAL = /[、，,;；/／|｜]|^.{2,3}[和与及].{2,3}$/;
/** 张*, 张XX; but Alex is a name. */
const HIDDEN = /[*＊]|\p{Script=Han}[xX×]+$/u;
const INNER_BLANK = /\S(\s+)\S/;

const nameDoubt = (context: ValueContext, zh: string, en: string): ValueRead<never> => refused(context, 'doubt', 'name', { zh, en });

export const readName = (cell: string | NumberCell, context: ValueContext): ValueRead<string> => {
  if (typeof cell !== 'string') return nameDoubt(context, '姓名里有数字，请核对', 'The name holds a digit; compare it with the document');
  if (isPlainName(cell) && !NO_NAMES.has(cell) && !TITLES.has(cell.slice(-2)) && !cell.includes('某')) return clean(cell);
  if (isNothing(cell)) return BLANK;
  return dirtyName(cell, context);
};

const dirtyName = (cell: string, context: ValueContext): ValueRead<string> => {
  const { text } = undress(cell, false);
  if (BRACKETS.test(text) || TITLES.has(text.slice(-2)))
    return nameDoubt(context, '姓名后面带有说明或称呼，请只填姓名', 'There are words or a title beside the name; give the name only');
  if (NO_NAMES.has(text)) return nameDoubt(context, '这不是姓名，请填证件上的姓名', 'This is no name; give the name on the document');
  const read = normaliseName(cell);
  const kinds = read.repairs.map(
    (each): RepairKind => (each === 'dot' ? 'separator' : each === 'space' ? 'blanks' : each === 'fullWidth' ? each : 'apostrophe'),
  );
  if (!read.ok) {
    if (read.rule === 'empty') return BLANK;
    if (read.rule !== 'tooShort') return refused(context, 'doubt', 'name', read.message);
    // 韦 alone: the kit takes it, the standard thinks it clipped; so it stands, and is told
    const [only] = [...undress(cell, true).text.normalize('NFC')];
    const one = only !== undefined && /\p{Script=Han}/u.test(only) ? only : undefined;
    if (one === undefined) return refused(context, 'doubt', 'name', read.message);
    return { ...mended(context, one, kinds, cell, one), findings: [finding(context, 'hint', 'name', read.message)] };
  }
  const { name } = read;
  if (name.includes('某') || HIDDEN.test(name))
    return nameDoubt(context, '姓名被隐去了一部分，请填全名', 'Part of the name is hidden; give the whole name');
  if (SEVERAL.test(text))
    return nameDoubt(context, '一格里像有几个人，请一人一行', 'The cell seems to hold several people; one person a row');
  if (read.doubt !== null) return refused(context, 'doubt', 'name', read.doubt);
  if (joinsTwo(text))
    return nameDoubt(
      context,
      '姓名中间有空格，不能确定是一个人还是几个人、要不要加「·」',
      'A blank inside the name: one person or several, or a dot left out?',
    );
  const taken = mended(context, name, kinds, cell, name);
  const length = [...name].length;
  if (length <= LONGEST) return taken;
  const long = { zh: `姓名有 ${length} 个字，请核对`, en: `The name has ${length} characters; compare it with the document` };
  return { ...taken, findings: [finding(context, 'doubt', 'name', long)] };
};

/**
 * 王 芳, 陆 秀英 and 欧阳 娜娜 are one person each. 王芳 李明 may be two; 买买提 依明 wants a dot; these are not for us to settle. In Latin names blanks belong.
 */
const joinsTwo = (text: string): boolean => {
  if (!INNER_BLANK.test(text) || !/\p{Script=Han}/u.test(text)) return false;
  const parts = text.split(/\s+/).map((part) => [...part].length);
  const length = parts.reduce((a, b) => a + b, 0);
  if (length <= 3 || parts.every((part) => part === 1)) return false;
  return !(length === 4 && parts.length === 2 && Object.hasOwn(compoundSurnames, text.split(/\s+/)[0]!));
};

type TextType = Extract<FieldType, { type: 'text' }>;

/** Nothing a text as people type it has to be cleaned of. */
const DIRTY = /[\u0000-\u001f\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd]|^[\s='‘’`´]|\s$|\s\s/;

export const readText = (type: TextType, cell: string | NumberCell, context: ValueContext): ValueRead<string> => {
  if (typeof cell !== 'string') return textOfNumber(type, cell, context);
  if (cell.length <= 8) {
    if (isNothing(cell)) return BLANK;
    if (DITTO.test(cell)) return ditto(context);
  }
  if (cell.length <= type.max && !DIRTY.test(cell)) return lostIn(cell) ? lostText(context) : clean(cell);
  if (isNothing(cell)) return BLANK;
  const { text, kinds } = undress(cell, false);
  const tidy = text.replace(/\s+/g, ' ');
  if (tidy !== text) kinds.push('blanks');
  if (isNothing(tidy)) return BLANK;
  if (lostIn(tidy)) return lostText(context);
  if ([...tidy].length > type.max)
    return refused(context, 'doubt', 'tooLong', {
      zh: `内容有 ${[...tidy].length} 个字，最多 ${type.max} 个`,
      en: `The text has ${[...tidy].length} characters; at most ${type.max}`,
    });
  const taken = mended(context, tidy, kinds, cell, tidy);
  if (!tidy.includes('\ufffd')) return taken;
  const cut = { zh: '有没能读出的字（文件里已损坏），请核对', en: 'A character was damaged in the file; check the text' };
  return { ...taken, findings: [finding(context, 'hint', UNREAD, cut)] };
};

/** The table puts the value above in its place; what is left here has none above it. */
const DITTO = /^\s*(?:同上|同前|〃|″|")\s*$/;
const ditto = (context: ValueContext): ValueRead<never> =>
  unread(context, '「同上」的上一行没有内容，请填写', '“Same as above”, but there is nothing above; write the value');

type WordsType = Extract<FieldType, { type: 'words' }>;
const BETWEEN = /[、，,;；|｜/／\n\r\t]+/;
/** Several words as they stand, each once, in the order of the cell. */
export const readWords = (type: WordsType, cell: string | NumberCell, context: ValueContext): ValueRead<readonly string[]> => {
  const { value, ...read } = readText({ type: 'text', max: type.max }, cell, context);
  if (value === null) return { ...read, value };
  const words = [...new Set(value.split(BETWEEN).map((w) => w.replace(/^[\s.。]+|[\s.。]+$/g, '')))].filter(
    (w) => w !== '' && !isNothing(w),
  );
  return words.length === 0 ? BLANK : { ...read, value: words };
};

const EXPONENT = /^\d[\d.]*[eE][+]\d/;
const lostIn = (text: string): boolean => EXPONENT.test(text) && isScientificNotation(text);

const lostText = (context: ValueContext): ValueRead<never> =>
  unread(
    context,
    '编号被表格当作数字，末几位已丢失，请把该列设为文本格式后重新录入',
    'The spreadsheet took this for a quantity and its last digits are lost; make the column text and enter it again',
  );

/** A household's number in a number cell: what a double cannot hold is lost, whatever digits the file shows. */
const textOfNumber = (type: TextType, cell: NumberCell, context: ValueContext): ValueRead<string> => {
  if (Math.abs(cell.number) > Number.MAX_SAFE_INTEGER || !Number.isFinite(cell.number)) return lostText(context);
  const text = cell.as === 'number' || cell.as === 'text' ? String(cell.number) : (cell.shown ?? cell.raw);
  return text.length > type.max
    ? refused(context, 'doubt', 'tooLong', { zh: `最多 ${type.max} 个字`, en: `At most ${type.max} characters` })
    : clean(text);
};
