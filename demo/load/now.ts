/**
 * What holds of a worker on a day: the loader's own derivation of `worker_now` and `worker_gram`, because asking the database for a million of them would take
 * longer than everything else. A test compares every row with the register's derivation (worker_derived, name_grams).
 */
import type { DemoWorker, Fact, Home, Identity } from '../shapes.ts';

const current = <T>(fact: Fact<T>): T | undefined => {
  const last = fact.versions[fact.versions.length - 1]!;
  return last.superseded === null ? last.value : undefined;
};
const currents = <T>(facts: readonly Fact<T>[]): T[] => facts.map(current).filter((v) => v !== undefined);
const holds = (p: { readonly from: string; readonly to: string | null }, day: string): boolean =>
  p.from <= day && (p.to === null || p.to >= day);

/** The home that holds; else the last one that began; else the first to come. */
const homeOn = (homes: readonly Home[], day: string): Home | undefined => {
  let best: Home | undefined;
  for (const h of homes)
    if (!best || rank(h, day) > rank(best, day) || (rank(h, day) === rank(best, day) && before(h, best, day))) best = h;
  return best;
};
const rank = (h: Home, day: string): number => (holds(h, day) ? 2 : h.from <= day ? 1 : 0);
const before = (a: Home, b: Home, day: string): boolean =>
  a.from !== b.from ? (a.from <= day ? a.from > b.from : a.from < b.from) : a.village < b.village;

/** The group's kind of the latest period that holds, without its prefix. */
const kindOf = (held: readonly Identity[], group: string): string => {
  let best: Identity | undefined;
  for (const i of held)
    if (i.kind.startsWith(group) && (!best || i.from > best.from || (i.from === best.from && i.kind < best.kind))) best = i;
  return best ? best.kind.slice(group.length) : '';
};

export interface Now {
  readonly person: string;
  readonly home: string;
  readonly homeKnown: boolean;
  readonly hukou: string;
  readonly household: string | null;
  readonly relation: string;
  readonly poverty: string;
  readonly monitored: string;
  readonly riskOpen: boolean;
  readonly lowIncome: string;
  readonly relocated: boolean;
  readonly willing: string;
  readonly skills: number;
  readonly hasPhone: boolean;
  readonly consented: boolean;
}

export const nowOf = (w: DemoWorker, day: string): Now => {
  const home = homeOn(currents(w.homes), day);
  const held = currents(w.identities).filter((i) => holds(i, day));
  const member = currents(w.memberships).find((m) => holds(m, day));
  return {
    person: w.links[w.links.length - 1]!.value.person,
    home: home?.village ?? w.area,
    homeKnown: home !== undefined,
    hukou: home?.hukou ?? 'unknown',
    household: member?.household ?? null,
    relation: member?.relation ?? '',
    poverty: kindOf(held, 'poverty_'),
    monitored: kindOf(held, 'monitored_'),
    riskOpen: held.some((i) => i.kind.startsWith('monitored_') && (i.riskRemoved === null || i.riskRemoved > day)),
    lowIncome: kindOf(held, 'low_income_'),
    relocated: held.some((i) => i.kind === 'relocated'),
    willing: (w.intention && current(w.intention)?.willing) ?? '',
    skills: w.skills.length,
    hasPhone: w.contact !== null,
    consented: currents(w.consents).some((c) => c.givenOn <= day && (c.withdrawnOn === null || c.withdrawnOn > day)),
  };
};

/** Two neighbouring characters of a name, every one but the first, and three in the middle of a long name. */
export const gramsOf = (name: string): readonly string[] => {
  const characters = [...name.replace(/[·\s.]/g, '')];
  const grams = new Set<string>();
  for (let i = 1; i < characters.length; i++) {
    grams.add(characters[i - 1]! + characters[i]!);
    grams.add(characters[i]!);
    if (i + 2 < characters.length) grams.add(characters[i]! + characters[i + 1]! + characters[i + 2]!);
  }
  return [...grams];
};
