/** Which host area of Guangdong works with which origin, as of the demonstration day. The facts are the regions capability's (plain data); no code of it. */
import { DEMONSTRATION_DAY } from './days.ts';

export interface PairingFact {
  readonly level: string;
  readonly originCode: string;
  readonly hostCode: string;
  readonly validFrom: string;
  readonly validTo?: string;
}

export interface Hosts {
  /** Host prefecture, twelve digits, by origin prefecture, four digits; the first where there are several. */
  readonly byPrefecture: ReadonlyMap<string, string>;
  readonly pairs: readonly PairingFact[];
}

export const hostsOf = (facts: readonly PairingFact[]): Hosts => {
  const pairs = facts.filter((f) => f.validFrom <= DEMONSTRATION_DAY && (f.validTo === undefined || f.validTo >= DEMONSTRATION_DAY));
  const byPrefecture = new Map<string, string>();
  for (const { level, originCode, hostCode } of pairs)
    if (level === 'prefecture' && !byPrefecture.has(originCode.slice(0, 4))) byPrefecture.set(originCode.slice(0, 4), hostCode);
  return { byPrefecture, pairs };
};
