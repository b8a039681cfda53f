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
  readonly worker: string;
  readonly area: string;
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
  readonly birthday: string;
  readonly sex: string;
  readonly ethnic: string;
  readonly diedOn: string | null;
  readonly education: string;
  readonly schoolStage: string;
  readonly ability: string;
  readonly health: readonly string[];
}

export const nowOf = (w: DemoWorker, day: string): Now => {
  const home = homeOn(currents(w.homes), day);
  const held = currents(w.identities).filter((i) => holds(i, day));
  const member = currents(w.memberships).find((m) => holds(m, day));
  const basic = w.basic.versions.at(-1)!.value;
  const condition = w.condition?.versions.at(-1)?.value;
  return {
    worker: w.id,
    area: w.area,
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
    birthday: basic.birthday,
    sex: basic.sex,
    ethnic: basic.ethnic,
    diedOn: basic.diedOn,
    education: condition?.education ?? '',
    schoolStage: condition?.schoolStage ?? '',
    ability: condition?.ability ?? '',
    health: condition?.health ?? [],
  };
};

const county = (n: Now): string => n.home.slice(0, 6);
/** The first record opened in the county stands for the others there (worker_standing). */
const place = (n: Now): string => `${n.area.slice(0, 6) === county(n) ? 0 : 1}${n.worker}`;

/** What a row of the register shows of a record, given all records of its household: those of one person are in one household. */
export const standingOf = (own: Now, here: Iterable<Now>): Now & { readonly records: number; readonly shadowed: boolean } => {
  const records = [...here].filter((n) => n.person === own.person);
  const local = records.filter((n) => county(n) === county(own)).sort((a, b) => (place(a) < place(b) ? -1 : 1));
  if (local[0]!.worker !== own.worker || local.length === 1) return { ...own, records: records.length, shadowed: local.length > 1 };
  const first = (knows: (n: Now) => boolean): Now => local.find(knows) ?? own;
  const schooling = first((n) => n.education + n.schoolStage !== '');
  return {
    ...own,
    records: records.length,
    shadowed: false,
    hukou: first((n) => n.hukou !== 'unknown').hukou,
    sex: first((n) => n.sex !== '9').sex,
    ethnic: first((n) => n.ethnic !== '').ethnic,
    diedOn: local.reduce<string | null>((d, n) => (n.diedOn !== null && (d === null || n.diedOn < d) ? n.diedOn : d), null),
    poverty: first((n) => n.poverty !== '').poverty,
    monitored: first((n) => n.monitored !== '').monitored,
    riskOpen: local.some((n) => n.riskOpen),
    lowIncome: first((n) => n.lowIncome !== '').lowIncome,
    relocated: local.some((n) => n.relocated),
    education: schooling.education,
    schoolStage: schooling.schoolStage,
    ability: first((n) => n.ability !== '').ability,
    health: first((n) => n.health.length > 0).health,
    willing: first((n) => n.willing !== '').willing,
    skills: Math.max(...local.map((n) => n.skills)),
    hasPhone: local.some((n) => n.hasPhone),
    consented: local.some((n) => n.consented),
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
