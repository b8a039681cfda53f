// Places as people write them → 12 digits, and back to words. Never a silent guess.
import { areaText } from '#capabilities/regions/server/service.ts';
import type { Actor } from '#platform/server/actor.ts';
import { padCode } from '#standards/divisions/codes.ts';
import { loadDivisions } from '#standards/divisions/server/loadDivisions.ts';
import { parsePlace } from '#standards/divisions/server/loadPlaceParser.ts';
import { placeTooWide, unknownPlace } from '../contract.ts';

/** What a text means, or what it may mean. Inside the clerk's own area a plain name needs no province before it. */
export const understandPlace = (text: string, actor?: Actor): { readonly code: string } | { readonly candidates: readonly string[] } => {
  const clean = text.trim();
  const divisions = loadDivisions();
  if (/^\d+$/.test(clean)) {
    const code = padCode(clean);
    // beyond the detailed provinces the tree ends at the county; what lies below is taken on its county's word
    const known = code !== undefined && (divisions.get(code) ?? (!divisions.isDetailed(code) && divisions.get(code.slice(0, 6))));
    return known ? { code: code! } : { candidates: [] };
  }
  const read = parsePlace(clean);
  if (read.status === 'sure' && read.best) return { code: read.best.code };
  const near: string[] = [];
  for (const { area } of actor?.grants ?? []) {
    const here = parsePlace(clean, { within: { lo: area.from, hi: (BigInt(area.to) + 1n).toString().padStart(12, '0') } });
    if (here.status === 'sure' && here.best) return { code: here.best.code };
    near.push(...[...(here.best ? [here.best] : []), ...here.candidates].map((c) => c.code));
  }
  const found = [...(read.best ? [read.best] : []), ...read.candidates].map((c) => c.code);
  return { candidates: [...new Set([...near, ...found])].slice(0, 5) };
};

/** The code of a place, or a refusal that names what was probably meant (`details.candidates`: code and full name). */
export const placeOf = (text: string, actor?: Actor): string => {
  const read = understandPlace(text, actor);
  if ('code' in read) return read.code;
  const candidates = read.candidates.map((code) => ({ code, ...areaText(code) }));
  const names = (key: 'zh' | 'en') => candidates.map((c) => c[key]);
  throw unknownPlace({
    text,
    hint: candidates.length ? `可能是${names('zh').join('、')}，请选一处` : '请写到区县的全名，如“广州市白云区”，或者 12 位区划代码',
    hintEn: candidates.length
      ? `It may be ${names('en').join('; ')}: choose one`
      : 'Write the full name down to the county, such as 广州市白云区, or the 12-digit code',
    candidates,
  });
};

/** The same, and at least a county. */
export const placeDownToCounty = (text: string, actor?: Actor): string => {
  const code = placeOf(text, actor);
  const divisions = loadDivisions();
  if (divisions.get(code) && !divisions.countyOf(code)) {
    const { zh, en } = areaText(code);
    throw placeTooWide({ place: zh, placeEn: en });
  }
  return code;
};

/** What may stand in front of a name and says nothing of its own: 广东省, 广东, 广州市, 广州, 白云区, 白云. */
export const placeWords = (code: string): readonly string[] => {
  const divisions = loadDivisions();
  const own = divisions.get(code) ?? divisions.get(code.slice(0, 6));
  if (!own) return [];
  return [own, ...divisions.parents(own.code)].flatMap((d) => {
    if (d.placeholder || d.level === 'village' || d.level === 'township') return [];
    const short = divisions.shortName(d.code) ?? d.name;
    // 广州市 is also written 广州; a name of one character (萍 for 萍乡) is no place in front
    const bare = short.replace(/(自治州|自治县|特区|地区|州|市|县|区|旗)$/, '');
    return [d.name, short, ...([...bare].length >= 2 ? [bare] : [])];
  });
};
