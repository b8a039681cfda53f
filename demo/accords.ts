/**
 * Agreements 协作协议 with their whole history. All are invented and say 示例; who is paired with whom is the recorded pairings', where there are any. On
 * 2022-09-30 as many of them are in force as the article counts (8 + 43 with Guangxi, 10 + 99 with Guizhou; provincial ones besides), whatever the scale; around
 * them stand drafts, half-signed, ended, not yet begun, void and late ones, so that every clause of the figure leaves some out (accords.test.ts).
 */
import { pairingSeeds } from '#capabilities/regions/pairingData.ts';
import { isStatisticalZone } from '#standards/divisions/codes.ts';
import type { Divisions } from '#standards/divisions/divisions.ts';
import { type DemoAgreement, type DemoText, writeLife } from './accordsLives.ts';
import { DEMONSTRATION_DAY } from './days.ts';
import { hashText, mix, Random } from './random.ts';

/** In force on 2022-09-30, by origin province and level. */
export const AGREEMENTS: Readonly<
  Record<'45' | '52', { readonly province: number; readonly prefecture: number; readonly county: number }>
> = {
  '45': { province: 1, prefecture: 8, county: 43 },
  '52': { province: 1, prefecture: 10, county: 99 },
};
export const GUANGDONG = '440000000000';

interface Pair {
  readonly origin: string;
  readonly originName: string;
  readonly host: string;
  readonly hostName: string;
  readonly recorded: boolean;
}
const keyOf = (p: Pair): string => `${p.origin}${p.originName}${p.host}${p.hostName}`;

const recorded = (level: 'prefecture' | 'county', province: string): Pair[] =>
  pairingSeeds
    .filter(
      (p) =>
        p.level === level &&
        p.originCode.startsWith(province) &&
        p.validFrom <= DEMONSTRATION_DAY &&
        (p.validTo === undefined || p.validTo >= DEMONSTRATION_DAY),
    )
    .map((p) => ({ origin: p.originCode, originName: p.originName ?? '', host: p.hostCode, hostName: p.hostName ?? '', recorded: true }));

/** Counties of a prefecture; towns where it has none (东莞, 中山). Development zones are no party. */
const below = (divisions: Divisions, prefecture: string): readonly string[] =>
  divisions
    .children(prefecture)
    .filter((d) => !d.placeholder && (d.level === 'county' || d.level === 'township') && !isStatisticalZone(d.code))
    .map((d) => d.code);

/** 贵阳 is on no record of pairings: two agreements of which only a warning can be said. */
const UNRECORDED: readonly Pair[] = ['440100000000', '440300000000'].map((host) => ({
  origin: '520100000000',
  originName: '',
  host,
  hostName: '',
  recorded: false,
}));

/** Pairs of counties: those on record first, then each county of a paired prefecture with a district of the paired city, one round after the other. */
const countyPairs = (divisions: Divisions, province: string): readonly Pair[] => {
  const found = new Map(recorded('county', province).map((p) => [keyOf(p), p]));
  const had = new Set([...found.values()].map((p) => p.origin));
  const prefectures = recorded('prefecture', province);
  const columns = prefectures.map(({ origin, host }) => ({
    counties: below(divisions, origin).filter((c) => !had.has(c)),
    districts: below(divisions, host),
  }));
  for (let round = 0; round < 3; round++)
    for (let i = 0; columns.some((c) => i < c.counties.length); i++)
      for (const { counties, districts } of columns) {
        const origin = counties[i];
        const host = districts[(i + round) % districts.length];
        if (!origin || !host) continue;
        const pair: Pair = { origin, originName: '', host, hostName: '', recorded: true };
        found.set(keyOf(pair), pair);
      }
  return [...found.values()];
};

/** Who does not count on 2022-09-30, and why: so many of each at county level. */
const OUTSIDERS = ['draft', 'halfOrigin', 'halfHost', 'late', 'coming', 'over', 'endedEarly', 'void', 'discarded', 'halfLate'] as const;
const EACH = { '45': 2, '52': 3 } as const;
/** The lives of those that count, in turn; `plain` is the commonest. */
const INSIDERS = [
  'plain',
  'successor',
  'plain',
  'overlappingSuccessor',
  'plain',
  'corrected',
  'plain',
  'endProposed',
  'recordedLate',
  'plain',
  'endDeclined',
] as const;

export const agreementsOf = (seed: number, divisions: Divisions): readonly DemoAgreement[] => {
  const out: DemoAgreement[] = [];
  const name = (code: string, own: string): string => `${divisions.shortName(code) ?? code}${own}`;
  const text = (level: DemoText['level'], pair: Pair): DemoText => ({
    level,
    originCode: pair.origin,
    originName: pair.originName,
    hostCode: pair.host,
    hostName: pair.hostName,
    names: `${name(pair.origin, pair.originName)}—${name(pair.host, pair.hostName)}`,
    note: pair.recorded ? '' : '输出地没有登记结对（示例）',
  });
  const random = new Random(mix(seed, 0x61636364), 0);
  const add = (life: Parameters<typeof writeLife>[1], level: DemoText['level'], pair: Pair): void => {
    random.restart(mix(seed, hashText(`${level}${keyOf(pair)}${life}`)), 2);
    out.push(...writeLife(random, life, text(level, pair), mix(seed, hashText(keyOf(pair)))));
  };
  for (const province of ['45', '52'] as const) {
    add('yearly', 'province', { origin: `${province}0000000000`, originName: '', host: GUANGDONG, hostName: '', recorded: true });
    const prefectures = [...recorded('prefecture', province), ...(province === '52' ? UNRECORDED : [])];
    prefectures.slice(0, AGREEMENTS[province].prefecture).forEach((pair, i) => {
      add(INSIDERS[i % INSIDERS.length]!, 'prefecture', pair);
      // the next period is being written: a draft, and one that one side has signed
      if (i < 2) add(i === 0 ? 'renewalDraft' : 'renewalHalf', 'prefecture', pair);
    });
    const counties = countyPairs(divisions, province);
    const counted = AGREEMENTS[province].county;
    counties.slice(0, counted).forEach((pair, i) => void add(INSIDERS[i % INSIDERS.length]!, 'county', pair));
    let at = counted;
    for (const life of OUTSIDERS) for (let n = 0; n < EACH[province]; n++) add(life, 'county', counties[at++]!);
  }
  return out;
};
