// What every kind of value shares: words for nothing, undressing a text, and saying what was done or found.
import type { Day } from '#standards/calendar/calendar.ts';
import { halfWidth } from '#standards/cleanText.ts';
import type { ParsePlace } from '#standards/divisions/placeParser.ts';
import type { PrefixLookup } from '#standards/id-number/prefixStatus.ts';
import type { Text } from '#standards/text.ts';
import type { NumberCell } from './rulesBook.ts';
import type { Finding, Read, Repair, RowValues, Severity } from './rulesValue.ts';

export interface ValueContext {
  /** Id of the field, for repairs and findings. */
  readonly field: string;
  readonly date1904: boolean;
  /** The business day: nobody is born after it. */
  readonly today: Day;
  /** standards/divisions; wrap it in rememberPlaces where many rows are read. */
  readonly parsePlace: ParsePlace;
  /** Division the column is about (its county for a home, never for a place of work): settles short names, and only inside it. */
  readonly near?: string;
  /** Where given, an identity number of a prefix it does not know is doubtful: the list of withdrawn codes has gaps. */
  readonly prefixStatus?: PrefixLookup;
  /** Cells of a text file have no types: there the text 2022.1 may be a clipped October as well as in a number cell. */
  readonly typeless?: boolean;
  /** Which document the row says its number is of (DocumentKind); missing: a resident's card, or what the number itself tells. */
  readonly document?: string;
  /** What a count counts, where the header says it: only then 3个月 is 3 (or 3天, 3年). */
  readonly counts?: 'month' | 'day' | 'year';
}

/** More than a value, where there is more. */
export interface ValueRead<V> extends Read<V> {
  /** Of days: 至今. No value, and yet not blank. */
  readonly open?: true;
  /** Of identity numbers: what a disability certificate adds to the number. Health data. */
  readonly suffix?: string;
  /** Of places: twelve digits, where the cell says more than the county. */
  readonly whole?: string;
  /** What the cell says of other fields, as its type names them; a column of their own counts more. */
  readonly also?: RowValues;
}

const NO_REPAIRS: readonly Repair[] = Object.freeze([]);
const NO_FINDINGS: readonly Finding[] = Object.freeze([]);

/** Nothing there. One object for all. */
export const BLANK: ValueRead<never> = Object.freeze({ value: null, blank: true, repairs: NO_REPAIRS, findings: NO_FINDINGS });

export const clean = <V>(value: V): ValueRead<V> => ({ value, blank: false, repairs: NO_REPAIRS, findings: NO_FINDINGS });

export type RepairKind = Repair['kind'];

/** A value with what was put right; each kind is told once, always from the cell as it was to what is taken. */
export const mended = <V>(context: ValueContext, value: V, kinds: readonly RepairKind[], from: string, to: string): ValueRead<V> => ({
  value,
  blank: false,
  repairs: kinds.length === 0 ? NO_REPAIRS : [...new Set(kinds)].map((kind) => ({ field: context.field, kind, from, to })),
  findings: NO_FINDINGS,
});

/** No value, and why. */
export const refused = (context: ValueContext, severity: Severity, rule: string, text: Text, advice?: Text): ValueRead<never> => ({
  value: null,
  blank: false,
  repairs: NO_REPAIRS,
  findings: [finding(context, severity, rule, text, advice)],
});

export const finding = (context: ValueContext, severity: Severity, rule: string, text: Text, advice?: Text): Finding => ({
  rule,
  severity,
  fields: [context.field],
  text,
  ...(advice ? { advice } : {}),
});

/** The rule of what nobody can read for sure. */
export const UNREAD = 'unread';
export const unread = (context: ValueContext, zh: string, en: string, advice?: Text): ValueRead<never> =>
  refused(context, 'doubt', UNREAD, { zh, en }, advice);

const MARKS = /^[-‐‑‒–—―－﹣_/\\／＼|.。·、,，]+$/;
const WORDS: ReadonlySet<string> = new Set(
  '无 没有 暂无 空 空白 不详 未知 不知道 未填 未填写 无此项 n/a na null none nil nan #n/a (空) (空白)'.split(' '),
);
const LAST_STOP = /[。.！!]+$/;

/** Is it a word or a mark for nothing (无。, /, —, N/A)? 0 is not. */
export const isNothing = (text: string): boolean => {
  if (text.length > 40) return text.trim() === '';
  const bare = halfWidth(text).replace(INVISIBLE, '').trim();
  if (bare.length > 8) return MARKS.test(bare);
  return bare === '' || MARKS.test(bare) || WORDS.has(bare.replace(LAST_STOP, '').trim().toLowerCase());
};

/** Controls, soft hyphens, zero-width and direction marks: nobody means them. Tabs and line breaks are blanks. */
const INVISIBLE = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const FORMULA = /^="(.*)"$/s;
const APOSTROPHE = /^['‘’`´]+/;

interface Undressed {
  readonly text: string;
  readonly kinds: RepairKind[];
}

/** Takes off ="…", a leading apostrophe, invisible marks and blanks at both ends, until nothing changes; blanks inside stay. `half`: full width too. */
export const undress = (raw: string, half: boolean): Undressed => {
  const kinds: RepairKind[] = [];
  let text = raw;
  const apply = (kind: RepairKind, next: string) => {
    if (next !== text) kinds.push(kind);
    text = next;
  };
  for (let before: string | undefined; before !== text; ) {
    before = text;
    if (half) apply('fullWidth', halfWidthButBlanks(text));
    apply('blanks', text.replace(INVISIBLE, '').trim());
    apply('formula', text.replace(FORMULA, '$1'));
    apply('apostrophe', text.replace(APOSTROPHE, ''));
  }
  return { text, kinds };
};

const FULL = /[！-～]/;
/** A full-width blank is a blank, no full-width character. */
const halfWidthButBlanks = (text: string): string => (FULL.test(text) ? halfWidth(text.replaceAll('　', ' ')) : text);

/**
 * What a cell said, for a sentence: short, and without long numbers, since an identity number may stand in any column, with a name beside it. Of nine digits
 * and more, however they are written, only the first two and how many are shown.
 */
export const quoted = (raw: string): string => {
  const text = halfWidth(raw).replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
  const digits = text.replace(/\D/g, '');
  if (digits.length >= 9) return digits.slice(0, 2) + '*'.repeat(Math.min(18, digits.length - 2));
  const chars = [...text];
  return chars.length <= 20 ? text : `${chars.slice(0, 20).join('')}…`;
};

/** What the cell shows, or the number as plain digits. */
export const shownNumber = (cell: NumberCell): string => cell.shown ?? String(cell.number);
