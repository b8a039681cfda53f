// docs/figures.md §2 home, §3 home and host, §6 the division tree at D, §9 [19] and [20].
import type { Day } from '#standards/calendar/calendar.ts';
import { villageKindOf } from '#standards/divisions/divisions.ts';
import { loadDivisions, loadHistory } from '#standards/divisions/server/loadDivisions.ts';
import { earliest, holds, latest } from './bruteDays.ts';
import type { Home, Person } from './bruteFacts.ts';
import type { World } from './world.ts';

/** 待确认: divided without a main part, or a code on no list. */
export const UNSETTLED = '?';
const NOWHERE = '000000000000';

/** `home(p, t)`: the period that holds t, of several the latest from, then the smallest code; before the first known home, the first; else null. */
const HUKOU = ['agricultural', 'unknown', 'non_agricultural'];
export const homeAt = (person: Person, t: Day): Home | null => {
  const smallest = (homes: readonly Home[]): Home | null =>
    homes.toSorted((x, y) => (x.code === y.code ? HUKOU.indexOf(x.hukou) - HUKOU.indexOf(y.hukou) : x.code < y.code ? -1 : 1))[0] ?? null;
  const holding = person.homes.filter((h) => holds(h, t));
  if (holding.length) {
    const from = latest(holding.map((h) => h.from));
    return smallest(holding.filter((h) => h.from === from));
  }
  const first = earliest(person.homes.map((h) => h.from));
  return first !== null && t < first ? smallest(person.homes.filter((h) => h.from === first)) : null;
};

/** §9 [20]: the code that stands on D for the area of this one; '' where there is none, '?' 待确认. */
export const mappedTo = (code: string, D: Day): string => {
  if (code === '' || code === NOWHERE) return '';
  return loadHistory().successor(code, D, { mainPart: true }) ?? UNSETTLED;
};
/** "The province is that of the mapped code; of 待确认 the province of the code it carries." */
const provinceOf = (code: string, D: Day): string => {
  const mapped = mappedTo(code, D);
  return (mapped === UNSETTLED ? code : mapped).slice(0, 2);
};

/** §2, rural home. */
export const isRural = (home: Home | null, D: Day): boolean => {
  // "no home or division known: counts"
  if (home === null || mappedTo(home.code, D) === '') return true;
  if (!['45', '52'].includes(provinceOf(home.code, D))) return false;
  const division = loadDivisions().get(home.code);
  const kind = division?.level === 'village' ? villageKindOf(division.name) : 'unknown';
  if (home.hukou === 'agricultural' || home.hukou === 'unknown') return true;
  return kind === 'village'; // kind unknown with a hukou that is non-agricultural does not count
};

export const originOf = (home: Home | null, D: Day): string => (home === null ? '' : mappedTo(home.code, D));
/** Down to its county; 东莞 and 中山, which have none, stand for themselves. */
export const hostOf = (place: string, D: Day): string => {
  const mapped = mappedTo(place, D);
  return mapped === '' || mapped === UNSETTLED ? mapped : mapped.slice(0, 6).padEnd(12, '0');
};
/** §3, host: in Guangdong goes first, near needs a home that is known, the rest is elsewhere. */
export const whereOf = (home: Home | null, place: string, D: Day): 'guangdong' | 'near' | 'elsewhere' => {
  const host = provinceOf(place, D);
  if (host === '44') return 'guangdong';
  return host !== '' && home !== null && provinceOf(home.code, D) === host ? 'near' : 'elsewhere';
};
export const inGuangdong = (place: string): boolean => place.startsWith('44');

/** The digits that say something: 450100000000 → 4501. */
const stem = (code: string): string => [2, 4, 6, 9].map((n) => code.slice(0, n)).find((s) => s.padEnd(12, '0') === code) ?? code;
/** §9 [19]: in force on D whose origin holds the home and whose host holds the place of main, both mapped to D; the smallest id; '' none. */
export const pairingOf = (pairings: World['pairings'], origin: string, host: string, D: Day): string => {
  const inside = (code: string, area: string): boolean => code !== '' && code !== UNSETTLED && code.startsWith(stem(area));
  const fitting = pairings.filter((p) => holds(p, D) && inside(origin, p.origin) && inside(host, p.host));
  return fitting.map((p) => p.id).sort()[0] ?? '';
};
