import type { Text } from './text.ts';

/** What was changed to make a cell readable. None of them alters which characters the clerk meant. */
export type Repair =
  | 'formula'
  | 'apostrophe'
  | 'fullWidth'
  | 'space'
  | 'hyphen'
  | 'letterCase'
  | 'lookalikeX'
  | 'numberCell'
  | 'floatTail'
  | 'countryCode'
  | 'trunkZero'
  | 'upgraded15'
  | 'dot';

export const repairTexts: Record<Repair, Text> = {
  formula: { zh: '去掉了 ="…" 公式外壳', en: 'removed the ="…" formula around it' },
  apostrophe: { zh: '去掉了前面的撇号或引号', en: 'removed apostrophes or quotation marks around it' },
  fullWidth: { zh: '全角字符改为半角', en: 'full-width characters made half-width' },
  space: { zh: '去掉了空格或不可见字符', en: 'removed spaces or invisible characters' },
  hyphen: { zh: '去掉了连字符', en: 'removed hyphens' },
  letterCase: { zh: '小写字母改为大写', en: 'lower-case letters made upper-case' },
  lookalikeX: { zh: '末位的 × 或形近字改为字母 X', en: 'the look-alike at the end made the letter X' },
  numberCell: { zh: '数字单元格转为文本', en: 'number cell turned into text' },
  floatTail: { zh: '去掉了末尾的 .0', en: 'removed the trailing .0' },
  countryCode: { zh: '去掉了国家代码 86', en: 'removed the country code 86' },
  trunkZero: { zh: '去掉了手机号前多拨的 0', en: 'removed the 0 dialled before the mobile number' },
  upgraded15: { zh: '15 位旧号升为 18 位', en: '15-digit number converted to 18' },
  dot: { zh: '间隔号统一为 ·', en: 'name dots made the same' },
};

export interface Cleaned {
  readonly text: string;
  /** In the order first made, each at most once. */
  readonly repairs: readonly Repair[];
}

/** Half-width form of full-width ASCII (U+FF01–FF5E) and the ideographic space; all else unchanged, so names keep their characters. */
export function halfWidth(text: string): string {
  return text.replace(/[！-～]/g, (c) => String.fromCodePoint(c.codePointAt(0)! - 0xfee0)).replaceAll('　', ' ');
}

const steps: readonly (readonly [Repair, (text: string) => string])[] = [
  ['fullWidth', halfWidth],
  // Spaces of every kind, controls, soft hyphen, zero-width and bidi marks (they come with copies from chat programs), BOM.
  ['space', (t) => t.replace(/[\s\u0000-\u001f\u007f-\u00a0\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/g, '')],
  ['formula', (t) => t.replace(/^="*(.*?)"*$/, '$1')],
  ['apostrophe', (t) => t.replace(/^['‘’`´"“”]+/, '').replace(/['‘’`´"“”]+$/, '')],
];

/**
 * Undo what spreadsheets and input methods do to a code: `="…"`, a leading apostrophe, full-width digits, spaces.
 * For codes and numbers only (inner spaces go). Repeats until nothing changes, so cleaning twice is cleaning once.
 */
export function cleanText(raw: string): Cleaned {
  const repairs: Repair[] = [];
  let text = raw;
  for (let before: string | undefined; before !== text; ) {
    before = text;
    for (const [repair, step] of steps) {
      const next = step(text);
      if (next !== text && !repairs.includes(repair)) repairs.push(repair);
      text = next;
    }
  }
  return { text, repairs };
}

/** What a spreadsheet makes of a long number: 5.22727E+17. The digits behind are gone, so this is never turned back into a number. */
export function isScientificNotation(text: string): boolean {
  return /^\d(?:\.\d+)?E[+-]?\d{1,3}$/i.test(text);
}

/** Remove the hyphens and dashes people group digits with. Not part of cleanText: some numbers (foreign documents) own theirs. */
export function withoutHyphens(text: string): string {
  return text.replace(/[-‐‑‒–—―−－﹣]+/g, '');
}
