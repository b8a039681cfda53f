/**
 * Arithmetic on division codes: GB/T 2260 (six digits: province 2 + prefecture 2 + county 2) continued by the statistical code
 * 统计用区划代码 to twelve (township 3 + village 3). Nothing here knows a name; `divisions.ts` does.
 * Everywhere in this folder a code without qualification has twelve digits, a missing lower level is written as zeros.
 */

export type Level = 'country' | 'province' | 'prefecture' | 'county' | 'township' | 'village';

/** An area: the half-open range [lo, hi) of twelve-digit codes, compared as text (`code >= lo and code < hi`; C collation in SQL). */
export interface Area {
  readonly lo: string;
  readonly hi: string;
}

export const COUNTRY_CODE = '000000000000';

const ENDS = [2, 4, 6, 9, 12] as const;
const LEVEL_BY_END: Readonly<Record<number, Level>> = {
  0: 'country',
  2: 'province',
  4: 'prefecture',
  6: 'county',
  9: 'township',
  12: 'village',
};

/** '522727' → '522727000000'; also takes 2, 4, 9 and 12 digits. Anything else gives undefined (never throws). */
export const padCode = (code: string): string | undefined => {
  if (!/^\d+$/.test(code) || !(ENDS as readonly number[]).includes(code.length)) return undefined;
  return code.padEnd(12, '0');
};

/** The six-digit form used in identity numbers and by GB/T 2260: '522727000000' → '522727'. */
export const shortCode = (code: string): string => code.slice(0, 6);

/** Number of digits that say something: '522700000000' → 4. 东莞 441900 counts as a prefecture, its townships as 9 digits. */
export const significantDigits = (code: string): number => {
  let end = code.length;
  while (end > 0 && code.charCodeAt(end - 1) === 48) end -= 1;
  for (const stop of ENDS) if (end <= stop) return end === 0 ? 0 : stop;
  return 12;
};

/** Level told by the digits alone; a code that is not 2, 4, 6, 9 or 12 digits long gives undefined. */
export const levelOf = (code: string): Level | undefined => {
  const padded = padCode(code);
  return padded === undefined ? undefined : LEVEL_BY_END[significantDigits(padded)];
};

/** Everything at or below a code. The whole country is [000000000000, 999999999999). Undefined for a malformed code. */
export const rangeOf = (code: string): Area | undefined => {
  const padded = padCode(code);
  if (padded === undefined) return undefined;
  const digits = significantDigits(padded);
  if (digits === 0) return { lo: COUNTRY_CODE, hi: '999999999999' };
  const next = String(Number(padded.slice(0, digits)) + 1).padStart(digits, '0');
  return { lo: padded, hi: next.length > digits ? '999999999999' : next.padEnd(12, '0') };
};

/** Does the area hold the code (itself or anything below)? Short codes are padded; malformed codes are in no area. */
export const contains = (area: Area, code: string): boolean => {
  const padded = padCode(code);
  return padded !== undefined && padded >= area.lo && padded < area.hi;
};

/** Does `outer` hold all of `inner`? */
export const covers = (outer: Area, inner: Area): boolean => inner.lo >= outer.lo && inner.hi <= outer.hi;

/** Codes above this one by digits alone, nearest first, down to the province: '522727101000' → county, prefecture, province. */
export const ancestorCodes = (code: string): string[] => {
  const padded = padCode(code);
  if (padded === undefined) return [];
  const out: string[] = [];
  const digits = significantDigits(padded);
  for (let i = ENDS.length - 1; i >= 0; i -= 1) {
    const end = ENDS[i] ?? 0;
    if (end >= digits) continue;
    const up = padded.slice(0, end).padEnd(12, '0');
    if (up !== out.at(-1)) out.push(up);
  }
  return out;
};

/**
 * Development zones 开发区 that the statistical list gives county codes ending in 71–79 (130171 石家庄高新技术产业开发区). They are places one can work
 * in, but no divisions of GB/T 2260: no identity number carries such a code.
 */
export const isStatisticalZone = (code: string): boolean => /^\d{4}7[1-9](?:0{6})?$/.test(code);
