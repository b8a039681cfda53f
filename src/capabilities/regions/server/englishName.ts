import { stemOf } from '#standards/divisions/aliases.ts';
import type { Level } from '#standards/divisions/codes.ts';
import type { Divisions } from '#standards/divisions/divisions.ts';
import { syllables } from '#standards/pinyin/pinyin.ts';

// Spellings in official use that pinyin alone does not give.
const FIXED: Readonly<Record<string, string>> = {
  '610000000000': 'Shaanxi',
  '150000000000': 'Inner Mongolia',
  '540000000000': 'Xizang',
  '650000000000': 'Xinjiang',
  '710000000000': 'Taiwan',
  '810000000000': 'Hong Kong',
  '820000000000': 'Macao',
  '441422000000': 'Dabu County',
};
const KIND: readonly (readonly [RegExp, string])[] = [
  [/街道$/, 'Subdistrict'],
  [/居委会$/, 'Community'],
  [/社区$/, 'Community'],
  [/自治县$|县$/, 'County'],
  [/区$/, 'District'],
  [/州$/, 'Prefecture'],
  [/市$/, 'City'],
  [/镇$/, 'Town'],
  [/乡$/, 'Township'],
  [/村$/, 'Village'],
  [/旗$/, 'Banner'],
];

/** Syllables in one word, the apostrophe where reading would slip: Xi'an, Ping'an. ü stays ü. */
const joined = (text: string): string => {
  const word = syllables(text).reduce((all, s, i) => all + (i > 0 && /^[aoe]/.test(s) ? `'${s}` : s), '');
  return (word[0] ?? '').toUpperCase() + word.slice(1).replaceAll('v', 'ü');
};

/** `Pingtang County`, `Guizhou`: pinyin of the stem and the kind in English. Spelled by rule; minority names in their own Latin form are not kept. */
export const englishName = (divisions: Divisions, code: string): string => {
  const division = divisions.get(code);
  if (!division) return code;
  const fixed = FIXED[division.code];
  if (fixed) return fixed;
  const short = divisions.shortName(code) ?? division.name;
  if (division.level === 'province') return joined(short);
  const kind = KIND.find(([end]) => end.test(short));
  const stem = stemOf(short, division.level as Level) ?? short.replace(/居委会$/, '');
  return kind && stem !== short ? `${joined(stem)} ${kind[1]}` : joined(short);
};

/** `Pingtang County, Qiannan Prefecture, Guizhou`. */
export const englishFullName = (divisions: Divisions, code: string): string =>
  [divisions.get(code), ...divisions.parents(code)]
    .flatMap((d) => (d && !d.placeholder ? [englishName(divisions, d.code)] : []))
    .join(', ');
