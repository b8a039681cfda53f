import { halfWidth } from '../cleanText.ts';
import type { Text } from '../text.ts';

/** Codes of GB/T 2261.1-2003 人的性别代码. */
export type SexCode = '0' | '1' | '2' | '9';

export const sexTexts: Record<SexCode, Text> = {
  '0': { zh: '未知的性别', en: 'unknown' },
  '1': { zh: '男', en: 'male' },
  '2': { zh: '女', en: 'female' },
  '9': { zh: '未说明的性别', en: 'not stated' },
};

/** The code meant by a cell: 男, 女, 男性, 1, M, male; undefined for anything else, so that a typing slip is not read as 未知. */
export function parseSex(raw: string): SexCode | undefined {
  const text = halfWidth(raw).replace(/\s+/g, '').toLowerCase();
  if (/^(?:1|男性?|男士|m|male)$/.test(text)) return '1';
  if (/^(?:2|女性?|女士|f|female)$/.test(text)) return '2';
  if (/^(?:0|未知(?:的性别)?|unknown)$/.test(text)) return '0';
  if (/^(?:9|未说明(?:的性别)?)$/.test(text)) return '9';
  return undefined;
}

/** The code of what an identity number tells (id-number). */
export function sexCodeOf(sex: 'male' | 'female'): '1' | '2' {
  return sex === 'male' ? '1' : '2';
}
