// Words of a list, and yes or no. A number means a word only where the list itself numbers its items; otherwise it is a code without a legend.
import { halfWidth } from '#standards/cleanText.ts';
import type { NumberCell } from './rulesBook.ts';
import type { CodeList, FieldType } from './rulesValue.ts';
import {
  BLANK,
  clean,
  finding,
  isNothing,
  mended,
  quoted,
  type RepairKind,
  shownNumber,
  UNREAD,
  undress,
  unread,
  type ValueContext,
  type ValueRead,
} from './rulesValueCommon.ts';

type Codes = Extract<FieldType, { type: 'codes' }>;
type Item = CodeList['items'][number];

interface Words {
  readonly exact: ReadonlyMap<string, ValueRead<string>>;
  readonly loose: ReadonlyMap<string, Item>;
  readonly numbers: ReadonlyMap<string, Item>;
}

const loosely = (text: string): string =>
  halfWidth(text)
    .replace(/\s+/g, '')
    .replace(/[。.]$/, '')
    .toLowerCase();
const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳';
const plainNumber = (text: string): string => {
  const circled = CIRCLED.indexOf(text);
  return circled >= 0 ? String(circled + 1) : text.replace(/^0+(?=\d)/, '');
};

/** A list is declared once and read a million times. */
const made = new WeakMap<CodeList, Words>();
const wordsOf = (list: CodeList): Words => {
  const before = made.get(list);
  if (before) return before;
  const exact = new Map<string, ValueRead<string>>();
  const loose = new Map<string, Item>();
  const numbers = new Map<string, Item>();
  for (const item of list.items) {
    const read = Object.freeze(clean(item.code));
    for (const word of item.words) {
      if (!exact.has(word)) exact.set(word, read);
      if (!loose.has(loosely(word))) loose.set(loosely(word), item);
    }
    if (item.number !== undefined) numbers.set(plainNumber(item.number), item);
  }
  const words = { exact, loose, numbers };
  made.set(list, words);
  return words;
};

/** (9) 9) 9. 9、 ⑨ 09, and what stands behind. */
const NUMBERED = /^(?:[([]?(\d{1,3})[)\]]?[.、．:：)]?|([①-⑳])[.、:：]?)(.*)$/s;

type Found = { readonly item: Item; readonly kind: 'none' | 'word' | 'code' };

/** The item that a text without separators means; `undefined`: none, or a number that contradicts its word. */
const find = (words: Words, text: string): Found | undefined => {
  const bare = loosely(text);
  const item = words.loose.get(bare);
  if (item) return { item, kind: item.words.includes(text) ? 'none' : 'word' };
  const numbered = NUMBERED.exec(bare);
  if (!numbered) return undefined;
  const byNumber = words.numbers.get(plainNumber(numbered[1] ?? numbered[2]!));
  const rest = numbered[3]!;
  if (rest === '') return byNumber && { item: byNumber, kind: 'code' };
  const byWord = words.loose.get(rest);
  // where the list has numbers, they must agree with the word; where it has none, the word counts
  if (!byWord || (words.numbers.size > 0 && byNumber !== byWord)) return undefined;
  return { item: byWord, kind: 'code' };
};

const SEPARATORS = /([、，,;；|｜/／\n\r\t]+)/;
const NEXT_NUMBER = /(?<=[^、，,;；|/\s])(?=[①-⑳]|[(（]\d{1,2}[)）])/g;
const MOST_PARTS = 40;

interface Parts {
  readonly found: readonly Found[];
  readonly unknown: readonly string[];
  /** Are they parted by 、 alone, as we write them? */
  readonly plain: boolean;
}

/** Longest first, so that 自主/亲友 and 1、粤菜师傅 stay whole; 劳务公司/经纪人 may hold what separates others. */
const split = (words: Words, text: string): Parts => {
  const pieces = text.replace(NEXT_NUMBER, '、').split(SEPARATORS);
  const found: Found[] = [];
  const unknown: string[] = [];
  let plain = true;
  for (let at = 0; at < pieces.length; at += 2) {
    if (pieces[at]!.trim() === '') {
      plain = false;
      continue;
    }
    let to = Math.min(pieces.length - 1, at + 8);
    let hit: Found | undefined;
    for (; to >= at && !hit; to -= 2) hit = find(words, pieces.slice(at, to + 1).join(''));
    if (hit) {
      found.push(hit);
      at = to + 2;
    } else unknown.push(pieces[at]!.trim());
    const separator = pieces[at + 1];
    if (separator !== undefined && separator !== '、') plain = false;
  }
  return { found, unknown, plain };
};

const unknownWord = (raw: string, list: CodeList) => {
  const first = list.items.slice(0, 6).map(({ words }) => words[0] ?? '');
  const more = list.items.length > first.length;
  const bare = /^[\s([（【]*(?:\d+|[①-⑳])[\s)\].、）】]*$/.test(raw);
  return {
    text: bare
      ? {
          zh: `只填了编号「${quoted(raw)}」，没有对照表，请填文字`,
          en: `Only the number “${quoted(raw)}” without a legend; write the word`,
        }
      : { zh: `「${quoted(raw)}」不在选项中`, en: `“${quoted(raw)}” is not in the list` },
    advice: {
      zh: `可填：${first.join('、')}${more ? ' 等' : ''}`,
      en: `Choose from ${first.join(', ')}${more ? ' …' : ''}`,
    },
  };
};

export const readCodes = (
  type: Codes,
  cell: string | NumberCell,
  context: ValueContext,
): ValueRead<string> | ValueRead<readonly string[]> => {
  const words = wordsOf(type.list);
  const raw = typeof cell === 'string' ? cell : String(cell.number);
  const exact = words.exact.get(raw);
  if (exact) return type.many ? clean([exact.value!]) : exact;
  const { text, kinds } = undress(raw, false);
  const parts = split(words, text);
  // 无 may be a word of the list
  if (parts.found.length === 0 && isNothing(raw)) return BLANK;
  if (parts.found.length === 0 || (!type.many && (parts.unknown.length > 0 || new Set(parts.found.map((f) => f.item)).size > 1))) {
    const { text: why, advice } = unknownWord(text, type.list);
    if (parts.found.length > 0 && parts.unknown.length === 0)
      return unread(context, `填了几项「${quoted(text)}」，只能填一项`, `“${quoted(text)}” are several; choose one`, advice);
    return unread(context, why.zh, why.en, advice);
  }
  const items = [...new Set(parts.found.slice(0, MOST_PARTS).map((each) => each.item))];
  const changed: RepairKind[] = [
    ...kinds,
    ...parts.found.flatMap(({ kind }) => (kind === 'none' ? [] : [kind])),
    ...(!parts.plain || items.length < parts.found.length ? (['separator'] as const) : []),
  ];
  const to = items.map(({ words: of }) => of[0] ?? '').join('、');
  if (!type.many) return mended(context, items[0]!.code, changed, raw, to);
  const read = mended(
    context,
    items.map(({ code }) => code),
    changed,
    raw,
    to,
  );
  // what is known is taken; what is not is told
  const findings = parts.unknown.map((each) => {
    const { text: why, advice } = unknownWord(each, type.list);
    return finding(context, 'doubt', UNREAD, why, advice);
  });
  return findings.length === 0 ? read : { ...read, findings };
};

const YES = Object.freeze(clean(true));
const NO = Object.freeze(clean(false));
/** 2 is not here: in some lists 1 is 是 and 2 is 否, in others 2 means two. */
const YES_NO: ReadonlyMap<string, boolean> = new Map([
  ...'是 有 对 √ ✓ ✔ ☑ ■ y yes 1 true t 是的 愿意 √是 是√ ☑是□否 √是□否 是√否□ 是☑否□ ■是□否'
    .split(' ')
    .map((word) => [word, true] as const),
  ...'否 无 不 没有 没 不是 × ✗ ✘ ✕ ╳ x n no 0 false f 不愿意 √否 否√ □是☑否 □是√否 是□否√ 是□否☑ □是■否'
    .split(' ')
    .map((word) => [word, false] as const),
]);

type YesNo = Extract<FieldType, { type: 'yesNo' }>;

export const readYesNo = (type: YesNo, cell: string | NumberCell, context: ValueContext): ValueRead<boolean> => {
  if (cell === '是') return YES;
  if (cell === '否') return NO;
  const raw = typeof cell === 'string' ? cell : cell.as === 'number' || cell.as === 'text' ? String(cell.number) : shownNumber(cell);
  const { text, kinds } = undress(raw, true);
  const bare = loosely(text);
  const said = YES_NO.get(bare) ?? (type.yes?.includes(bare) ? true : type.no?.includes(bare) ? false : undefined);
  if (said !== undefined) {
    const to = said ? '是' : '否';
    return mended(context, said, text === to ? kinds : [...kinds, 'word'], raw, to);
  }
  if (isNothing(raw)) return BLANK;
  return unread(context, `看不懂「${quoted(raw)}」，请填「是」或「否」`, `Cannot read “${quoted(raw)}”; write 是 or 否`);
};

/** A cell that is yes or no by its type. */
export const yesOrNo = (bool: boolean): ValueRead<boolean> => (bool ? YES : NO);
