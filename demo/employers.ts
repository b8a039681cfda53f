/** Where people of the programme work: registered employers by district, and the words of lists for those that are not. */
import { DEMO_ORGANISATIONS } from './organisations.ts';
import { type Random, weighted } from './random.ts';
import type { DemoOrganisation } from './shapes.ts';

export interface Employer {
  readonly id: string | null;
  readonly name: string;
  /** Twelve digits. */
  readonly area: string;
  readonly industry: string;
  readonly trouble: boolean;
}
export interface Employers {
  readonly all: readonly Employer[];
  readonly byPrefecture: ReadonlyMap<string, readonly Employer[]>;
  /** The demonstration account's own. */
  readonly own: Employer;
  /** Stations and agencies that stand behind spells: ids by host prefecture, four digits, and the province they serve. */
  readonly stations: ReadonlyMap<string, readonly { readonly id: string }[]>;
  readonly agencies: readonly string[];
}

export const employersOf = (organisations: readonly DemoOrganisation[]): Employers => {
  const all = organisations
    .filter((o) => o.kind === 'employer')
    .map((o): Employer => ({ id: o.id, name: o.name, area: o.area, industry: o.industry, trouble: o.incidents.length > 0 }));
  return {
    all,
    byPrefecture: Map.groupBy(all, (e) => e.area.slice(0, 4)),
    own: all.find((e) => e.id === DEMO_ORGANISATIONS.employer)!,
    stations: Map.groupBy(
      organisations.flatMap((o) =>
        o.station && !o.station.idle ? [{ id: o.id, key: `${o.area.slice(0, 4)} ${o.station.serves[0]?.origin.slice(0, 2)}` }] : [],
      ),
      (s) => s.key,
    ),
    agencies: organisations.filter((o) => o.kind === 'agency').map((o) => o.id),
  };
};

/** Other provinces that people of Guangxi and Guizhou go to; shares are ours (certainty: unverified). */
const ELSEWHERE = weighted<readonly [area: string, word: string]>([
  [['330106', '杭州'], 5],
  [['330212', '宁波'], 4],
  [['350582', '晋江'], 3],
  [['320583', '昆山'], 3],
  [['310115', '浦东'], 2],
  [['430104', '长沙'], 1],
  [['530102', '昆明'], 1],
  [['820000', '澳门'], 0.3],
]);
const CAPITAL: Readonly<Record<string, string>> = { '45': '450103', '52': '520115' };
const WORDS = weighted<readonly [word: string, industry: string]>([
  [['制衣厂', 'C'], 20],
  [['电子厂', 'C'], 22],
  [['五金厂', 'C'], 10],
  [['工地', 'E'], 14],
  [['饭店', 'H'], 14],
  [['物业公司', 'K'], 8],
  [['快递站', 'G'], 12],
]);

const words = (random: Random, area: string, place: string): Employer => {
  const [word, industry] = random.draw(WORDS);
  return { id: null, name: `${place}${word}（示例）`, area: area.padEnd(12, '0'), industry, trouble: false };
};

/** In Guangdong: half in the paired city, most of them at registered employers. */
export const inGuangdong = (random: Random, employers: Employers, host: string): Employer => {
  const paired = employers.byPrefecture.get(host.slice(0, 4)) ?? [];
  const from = paired.length && random.chance(0.5) ? paired : employers.all;
  const one = from[Math.floor(random.next() ** 1.4 * from.length)]!;
  return random.chance(0.86) ? one : { ...words(random, one.area.slice(0, 6), ''), area: one.area };
};
/** In the home province: the own county three times out of four. */
export const near = (random: Random, village: string): Employer =>
  random.chance(0.75) ? words(random, village.slice(0, 6), '本县') : words(random, CAPITAL[village.slice(0, 2)]!, '省城');
export const elsewhere = (random: Random): Employer => {
  const [area, word] = random.draw(ELSEWHERE);
  return words(random, area, word);
};
