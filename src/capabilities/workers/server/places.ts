// Names of homes as people say them.

import type { Area } from '#platform/server/actor.ts';
import { levelOf } from '#standards/divisions/codes.ts';
import { loadDivisions } from '#standards/divisions/server/loadDivisions.ts';
import { parsePlace } from '#standards/divisions/server/loadPlaceParser.ts';

/** 黔南州平塘县: the part of a name that is told to everybody who may know where somebody comes from. */
export const countyName = (code: string): string => {
  const divisions = loadDivisions();
  const county = divisions.countyOf(code);
  return county ? (divisions.shortFullName(county.code) ?? county.name) : (divisions.shortFullName(code) ?? code);
};
/** 贵州黔南州平塘县克度镇先锋村. */
export const placeName = (code: string): string => loadDivisions().shortFullName(code) ?? code;
const at = (code: string, digits: number): string => {
  const padded = code.slice(0, digits).padEnd(12, '0');
  if (padded.slice(digits - 3 > 6 ? digits - 3 : 0, digits).replaceAll('0', '') === '' && digits > 6) return '';
  return loadDivisions().shortName(padded) ?? '';
};
export const homeParts = (code: string): { village: string; town: string; county: string } => ({
  village: code.endsWith('000') ? '' : at(code, 12),
  town: code.slice(6, 9) === '000' ? '' : at(code, 9),
  county: countyName(code),
});
/** Is there such a division, at least a county? Beyond the detailed provinces what lies below a county is taken on its county's word. */
export const isHome = (code: string): boolean => {
  const divisions = loadDivisions();
  const level = levelOf(code);
  if (!level || level === 'country' || level === 'province') return false;
  if (divisions.get(code)) return divisions.countyOf(code) !== undefined;
  return !divisions.isDetailed(code) && divisions.get(`${code.slice(0, 6)}000000`) !== undefined;
};
/** Any division below the country: where somebody wants to go may be a province. */
export const isDivision = (code: string): boolean => isHome(code) || loadDivisions().get(code) !== undefined;

/** The one township or village of this area that the words mean, or undefined: a search that might mean two places finds nobody by place. */
export const placeWithin = (text: string, areas: readonly Area[]): string | undefined => {
  if ([...text].length < 2) return undefined;
  for (const { from, to } of areas) {
    const read = parsePlace(text, { within: { lo: from, hi: (BigInt(to) + 1n).toString().padStart(12, '0') } });
    const level = read.status === 'sure' && read.best ? levelOf(read.best.code) : undefined;
    if (level === 'township' || level === 'village') return read.best!.code;
  }
  return undefined;
};
