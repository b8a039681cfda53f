// What a number format makes of a number: ECMA-376 part 1, 18.8.30 and 18.8.31.
import type { NumberCell } from '../../rulesBook.ts';

export type Shows = NumberCell['as'];

/** Built-in formats. 27–36 and 50–58 are dates in Chinese, Japanese and Korean versions, 71–81 in Thai; 45–47 are times. */
const builtIn = (id: number): Shows | undefined => {
  if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58) || (id >= 71 && id <= 81))
    return 'date';
  if (id === 9 || id === 10) return 'percent';
  if (id === 49) return 'text';
  return undefined;
};

/** Quoted text, escaped characters, and the widths of `_x` and `*x` say nothing; of what stands in brackets only elapsed time does. */
const bare = (code: string): string =>
  code
    .replace(/"[^"]*"?/g, '')
    .replace(/[\\_*]./gsu, '')
    .replace(/\[(h+|m+|s+)\]/gi, '$1')
    .replace(/\[[^\]]*\]?/g, '');

const formats = new Map<string, Shows>();

export const showsOf = (code: string): Shows => {
  const known = formats.get(code);
  if (known) return known;
  // the first section is for positive numbers; a lone date among several sections still makes it one
  const section = bare(code.slice(0, 1000))
    .split(';', 1)[0]!
    .replace(/General|G\/通用格式/gi, '');
  let shows: Shows = 'number';
  if (section.includes('%')) shows = 'percent';
  else if (section.includes('@')) shows = 'text';
  else if (/[ymdhs]|a{3,4}|上午|am?\/pm?/i.test(section.replace(/[0#?.]E[+-]?/gi, ''))) shows = 'date';
  else if (/^[^0#?]*e[^0#?+-]*$/i.test(section) && /e/i.test(section)) shows = 'date';
  if (formats.size < 5000) formats.set(code, shows);
  return shows;
};

/** Of the format with this number; `code` where the file defines it itself. */
export const showsById = (id: number, code: string | undefined): Shows => (code === undefined ? (builtIn(id) ?? 'number') : showsOf(code));

const DAY = 86_400_000;

/** Serial day of an ISO date or time, as the file itself would have written it; undefined where it is none. */
export const serialOf = (iso: string, date1904: boolean): number | undefined => {
  const m = /^(?:(\d{4})-(\d\d)-(\d\d))?(?:T?(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?)?(?:Z|[+-]\d\d:\d\d)?$/.exec(iso.trim());
  if (!m || (m[1] === undefined && m[4] === undefined)) return undefined;
  const time = (Number(m[4] ?? 0) * 3600 + Number(m[5] ?? 0) * 60 + Number(m[6] ?? 0)) / 86_400;
  if (m[1] === undefined) return time;
  const day = new Date(Date.UTC(Number(m[1]), Number(m[2]) - 1, Number(m[3])));
  if (day.getUTCMonth() !== Number(m[2]) - 1) return undefined;
  const days = Math.round((day.getTime() - Date.UTC(1899, 11, 30)) / DAY);
  // serial 60 is 29 February 1900, which never was; days before it count one less
  return (date1904 ? days - 1462 : days <= 60 ? days - 1 : days) + time;
};
