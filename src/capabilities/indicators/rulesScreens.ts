// Big screens 大屏: when a token counts. Which cells may stand in a hall is decided as for published months (rulesPublished.ts). Pure.
import { FEW, type Told } from './rulesPublished.ts';

/** ○ A screen is set up anew each year at the latest. */
export const SCREEN_DAYS = { least: 1, most: 366, usual: 90 } as const;
/** ○ How often a screen asks. */
export const SCREEN_MINUTES = 5;

export type ScreenState = 'live' | 'expired' | 'revoked';
export const screenStateOf = (token: { readonly expires: string; readonly revoked: string | null }, now: Date): ScreenState =>
  token.revoked !== null ? 'revoked' : new Date(token.expires) <= now ? 'expired' : 'live';

/** Of a number alone, with no table that it is the sum of. */
export const toldAlone = (persons: number): Told => (persons > 0 && persons < FEW ? 'few' : persons);
