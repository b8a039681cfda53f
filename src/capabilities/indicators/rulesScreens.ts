// Big screens 大屏: when a token counts, of which areas there may be one, and which rates it tells. What may stand beside each other is decided in rulesHall.ts. Pure.
import { levelsOf } from '#capabilities/access/rules.ts';
import { FEW } from './rulesPublished.ts';

/** ○ A screen is set up anew each year at the latest. */
export const SCREEN_DAYS = { least: 1, most: 366, usual: 90 } as const;
/** ○ Live ones of one office: links that nobody looks after any more are revoked before there are new ones. */
export const SCREENS_MOST = 20;

/** Below a county nearly every number is small. */
export const screenLevelOf = (area: string): 'province' | 'prefecture' | 'county' | undefined =>
  (['county', 'prefecture', 'province'] as const).findLast((level) => levelsOf(area).includes(level));

/** `held`: whoever set it up may still do so. */
export type ScreenState = 'live' | 'expired' | 'revoked' | 'suspended';
export const screenStateOf = (token: { readonly expires: string; readonly revoked: string | null }, now: Date, held = true): ScreenState =>
  token.revoked !== null ? 'revoked' : new Date(token.expires) <= now ? 'expired' : held ? 'live' : 'suspended';

/**
 * In whole per cent, and only where those who stayed and those who did not are nobody or ten and more: with all decimals a rate is a fraction whose numerator and
 * denominator can be found, and one beside 0 or 1 tells of a few.
 */
export const rateTold = ({ yes, due }: { readonly yes: number; readonly due: number }): number | null => {
  const large = (n: number): boolean => n === 0 || n >= FEW;
  return due >= FEW && large(yes) && large(due - yes) ? Math.round((100 * yes) / due) / 100 : null;
};
