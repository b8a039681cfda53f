import { fits, type Where } from '../ask.ts';

const LEVELS = ['prefecture', 'county', 'township', 'village'] as const;
/** The level that flows are told by on a side: prefectures, or what lies below a smaller area; of a village itself. */
export const levelOf = (side: 'origin' | 'host', ask: { readonly where: Where }, offered: readonly string[]): string => {
  const ids = LEVELS.map((l) => `${side}:${l}`).filter((id) => offered.includes(id) && fits(id, ask.where));
  const own = ask.where[side]?.length === 1;
  // of a whole province the prefectures; of a prefecture its counties, and so on
  const code = own ? ask.where[side]![0]! : '';
  const within = ids.filter((id) => !own || !isItself(id, code));
  return within[0] ?? ids.at(-1) ?? `${side}:${LEVELS[0]}`;
};
const DIGITS: Readonly<Record<string, number>> = { prefecture: 4, county: 6, township: 9, village: 12 };
const isItself = (id: string, code: string): boolean => {
  const digits = DIGITS[id.split(':')[1]!]!;
  return /^0*$/.test(code.slice(digits)) && !/^0*$/.test(code.slice(digits - (digits === 4 || digits === 6 ? 2 : 3), digits));
};
