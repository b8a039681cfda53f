import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { ageOn } from '#standards/calendar/calendar.ts';
import { loadDivisions } from '#standards/divisions/server/loadDivisions.ts';
import { schoolStages } from '#standards/education/schoolStage.ts';
import { findEthnicGroup } from '#standards/ethnic-groups/ethnicGroups.ts';
import { parseIdNumber } from '#standards/id-number/idNumber.ts';
import { checkCharacter } from '#standards/id-number/idNumberMath.ts';
import { parseMobileNumber } from '#standards/mobile-number/mobileNumber.ts';
import { occupations } from '#standards/occupations/occupations.ts';
import { normaliseName } from '#standards/pinyin/normaliseName.ts';
import { parseUscc } from '#standards/uscc/uscc.ts';
import { DEMONSTRATION_DAY, dayOf, instantOn, TODAY } from './days.ts';
import { isDemoNumber, isDemoPhone, isDemoUscc, numberOf } from './numbers.ts';
import { DEMO_ORGANISATIONS, IDLE_STATIONS, PARTNER_SCHOOL, STATIONS } from './organisations.ts';
import { DEMO_COUNTY, DEMO_TOWN, DEMO_VILLAGE, householdsAt } from './places.ts';
import { scatter } from './random.ts';
import type { DemoHousehold, DemoPair, DemoWorker, Fact, Version } from './shapes.ts';
import { DEMO_WORKER } from './village.ts';
import { newWorld, WORKERS_AT_ONE, type World } from './world.ts';

const SCALE = 0.012;
let world: World;
let households: DemoHousehold[];
let workers: DemoWorker[];
beforeAll(() => {
  world = newWorld({ scale: SCALE });
  households = [...world.households()];
  workers = households.flatMap((h) => h.workers);
}, 60_000);

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
const last = <T>(fact: Fact<T>): T => fact.versions[fact.versions.length - 1]!.value;
const first = <T>(fact: Fact<T>): T => fact.versions[0]!.value;
/** Collects what breaks a rule: an assertion for each of a million facts would take minutes. */
const none = <T>(items: Iterable<T>, breaks: (one: T) => boolean, why: string): void =>
  expect(Iterator.from(items).filter(breaks).take(3).toArray(), why).toEqual([]);
const share = <T>(all: readonly T[], is: (one: T) => boolean): number => all.filter(is).length / all.length;

test('the same seed and scale give the same world, another seed another one', () => {
  const of = (seed: number) =>
    digest([[...newWorld({ seed, scale: 0.001 }).households()], newWorld({ seed, scale: 0.001 }).organisations()]);
  expect(of(1)).toBe(of(1));
  expect(of(1)).not.toBe(of(2));
});

test('a part made alone is the same as in the whole', () => {
  const byVillage = Map.groupBy(households, (h) => h.village);
  const populated = world.villages.flatMap((v, i) => (byVillage.has(v.code) ? [i] : []));
  fc.assert(
    fc.property(fc.nat(populated.length - 1), (n) => {
      const i = populated[n]!;
      expect(digest([...newWorld({ scale: SCALE }).households(i, i + 1)])).toBe(digest(byVillage.get(world.villages[i]!.code)));
    }),
    { numRuns: 40 },
  );
});

test('a larger scale has every household of a smaller one, and in proportion', () => {
  const small = newWorld({ scale: 0.004 });
  // who leads which life, and at whom they work, depends on the whole
  const people = (h: DemoHousehold) => digest({ ...h, workers: h.workers.map((w) => ({ ...w, work: null })) });
  const byId = new Map(households.map((h) => [h.id, people(h)]));
  for (const h of small.households()) expect(byId.get(h.id)).toBe(people(h));
  fc.assert(
    fc.property(fc.nat(world.villages.length - 1), fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 1000 }), (i, a, b) => {
      const at = (n: number) => householdsAt(world.villages[i]!, 7, n / 1000);
      expect(at(Math.min(a, b))).toBeLessThanOrEqual(at(Math.max(a, b)));
    }),
  );
  const whole = world.villages.reduce((sum, v) => sum + householdsAt(v, 20221012, 1), 0);
  const perHousehold = workers.length / households.length;
  expect((whole * perHousehold) / WORKERS_AT_ONE).toBeGreaterThan(0.98);
  expect((whole * perHousehold) / WORKERS_AT_ONE).toBeLessThan(1.02);
});

test('identity numbers are valid, of the reserved pattern, and one number is one person', () => {
  const persons = new Map<string, string>();
  const shared: string[] = [];
  for (const w of workers)
    for (const { value } of w.basic.versions) {
      if (value.number === null) continue;
      if ((persons.get(value.number) ?? w.truth) !== w.truth) shared.push(value.number);
      persons.set(value.number, w.truth);
    }
  expect(shared).toEqual([]);
  expect(persons.size).toBeGreaterThan(10_000);
  none(persons.keys(), (n) => !isDemoNumber(n), 'not of the pattern');
  none(persons.keys(), (n) => !parseIdNumber(n, { today: DEMONSTRATION_DAY }).ok, 'not valid');
  // no county has this code: cards carry a county's
  const divisions = loadDivisions();
  none(new Set([...persons.keys()].map((n) => n.slice(0, 6))), (code) => divisions.get(code)?.level !== 'prefecture', 'no prefecture');
});

test('the loop that makes check characters says what the standard says', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('4510', '5227', '5205'),
      fc.constantFrom('1' as const, '2' as const),
      fc.integer({ min: -20_000, max: 18_000 }),
      fc.nat(499),
      (p, sex, day, sequence) => {
        const number = numberOf(p, sex, { day, sequence });
        expect(number).toHaveLength(18);
        expect(checkCharacter(number.slice(0, 17))).toBe(number[17]);
        expect(Number(number[16]) % 2).toBe(sex === '1' ? 1 : 0);
      },
    ),
  );
});

test('cells are scattered without two ordinals meeting', () => {
  for (const [rows, columns] of [
    [200, 365],
    [200, 366],
    [7, 11],
    [1, 5],
  ] as const) {
    const seen = new Set(Array.from({ length: rows * columns }, (_, n) => scatter(n, rows, columns, 42)));
    expect(seen.size).toBe(rows * columns);
    expect(Math.max(...seen)).toBe(rows * columns - 1);
  }
});

test('telephones are of a segment nobody can dial; one may serve a household, and the cadre’s a few more', () => {
  const homes = new Map<string, Set<string>>();
  for (const h of households)
    for (const w of h.workers)
      for (const { value } of w.contact?.versions ?? []) homes.set(value.phone, (homes.get(value.phone) ?? new Set()).add(h.id));
  none(homes.keys(), (phone) => !isDemoPhone(phone) || !parseMobileNumber(phone).ok, 'not of the pattern');
  const several = [...homes.values()].filter((of) => of.size > 1);
  expect(several.length).toBeGreaterThan(5);
  expect(several.length / homes.size).toBeLessThan(0.02);
  none(several, (of) => new Set([...of].map((id) => households.find((h) => h.id === id)!.village)).size > 1, 'of two villages');
  expect(share(workers, (w) => w.contact?.versions[0]?.value.kind === 'family')).toBeGreaterThan(0.03);
});

test('every household has one head, older by fourteen years than the children, younger than the parents', () => {
  const yearOf = (w: DemoWorker): number => Number(last(w.basic).birthday.slice(0, 4));
  const members = (h: DemoHousehold) =>
    h.workers.filter((w) => w.memberships.length).map((w) => ({ ...first(w.memberships[0]!), year: yearOf(w), sex: last(w.basic).sex }));
  const of = (h: DemoHousehold, ...relations: string[]) => members(h).filter((m) => relations.includes(m.relation));
  none(households, (h) => of(h, 'head').length !== 1, 'not one head');
  none(households, (h) => of(h, 'spouse').length > 1, 'two spouses');
  none(households, (h) => members(h).some((m) => m.household !== h.id), 'of another household');
  none(households, (h) => of(h, 'spouse').some((m) => m.sex === of(h, 'head')[0]!.sex), 'spouse of the same sex');
  const after = (h: DemoHousehold, years: number, ...relations: string[]) =>
    of(h, ...relations).some((m) => m.year < of(h, 'head')[0]!.year + years);
  // a few parents and children were entered the other way round
  expect(share(households, (h) => after(h, 14, 'son', 'daughter'))).toBeLessThan(0.01);
  none(households, (h) => after(h, 28, 'grandson', 'granddaughter'), 'grandchild too old');
  const young = share(households, (h) => of(h, 'father', 'mother').some((m) => m.year > of(h, 'head')[0]!.year - 14));
  expect(young).toBeGreaterThan(0);
  expect(young).toBeLessThan(0.01);
});

/** Every fact of a worker. */
const factsOf = (w: DemoWorker): Fact<unknown>[] =>
  [w.basic, ...w.homes, ...w.identities, w.condition, ...w.skills, w.intention, w.contact, ...w.consents, ...w.memberships].filter(
    (f) => f !== null,
  );

test('nothing is known, or happens, after the demonstration day; versions follow one another', () => {
  const end = instantOn(TODAY, 0);
  const days = new Set<string>();
  const wrong = (versions: readonly Version<unknown>[], registered: number): boolean =>
    versions.some((v, i) => {
      for (const [key, value] of Object.entries(v.value as Record<string, unknown>))
        if (/^(from|to|birthday|diedOn|riskRemoved|givenOn|withdrawnOn|statedOn)$/.test(key) && value !== null) days.add(String(value));
      const next = versions[i + 1];
      return (
        v.recorded < registered ||
        v.recorded >= end ||
        v.superseded !== (next?.recorded ?? null) ||
        (v.superseded !== null && v.superseded <= v.recorded)
      );
    });
  none(workers, (w) => factsOf(w).some((f) => wrong(f.versions, w.registered)) || wrong(w.links, w.registered), 'versions');
  const periods = workers.flatMap((w) =>
    [...w.homes.flatMap((f) => f.versions), ...w.memberships.flatMap((f) => f.versions)].map(
      (v): { from: string; to: string | null } => v.value,
    ),
  );
  none(periods, (p) => p.to !== null && p.to < p.from, 'ends before it begins');
  none(
    workers.flatMap((w) => w.identities.flatMap((f) => f.versions)),
    ({ value: i }) => i.riskRemoved !== null && (!i.kind.startsWith('monitored') || i.riskRemoved < i.from),
    'risk',
  );
  none(
    workers.flatMap((w) => w.consents.map(last)),
    (c) => c.withdrawnOn !== null && c.withdrawnOn < c.givenOn,
    'consent',
  );
  expect(days.size).toBeGreaterThan(5000);
  none(days, (day) => !/^\d{4}-\d\d-\d\d$/.test(day) || dayOf(day) > TODAY, 'later than today');
});

test('ids are unique, of the right form, and grow with registration', () => {
  const ids = workers.flatMap((w) => [w.id, ...factsOf(w).map((f) => f.id)]);
  expect(new Set(ids).size).toBe(ids.length);
  none(ids, (id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-[48][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id), 'form');
  const ordered = workers.filter((w) => w.id !== DEMO_WORKER.id).sort((a, b) => a.registered - b.registered);
  none(
    ordered.keys(),
    (i) => i > 0 && ordered[i]!.registered > ordered[i - 1]!.registered && ordered[i]!.id <= ordered[i - 1]!.id,
    'order',
  );
});

test('codes are of the standards', () => {
  const codes = new Set(occupations.map((o) => o.code));
  const stages = new Set(schoolStages.map((s) => s.code));
  const divisions = loadDivisions();
  none(workers, (w) => w.skills.some((s) => !codes.has(first(s).occupation)), 'occupation');
  none(workers, (w) => w.intention !== null && last(w.intention).occupations.some((o) => !codes.has(o)), 'wanted occupation');
  none(workers, (w) => w.intention !== null && last(w.intention).places.some((p) => !divisions.get(p)), 'wanted place');
  none(workers, (w) => w.homes.some((h) => divisions.get(first(h).village)?.level !== 'village'), 'home');
  none(workers, (w) => !findEthnicGroup(last(w.basic).ethnic), 'ethnic group');
  const conditions = workers.flatMap((w) => w.condition?.versions ?? []).map((v) => v.value);
  none(conditions, (c) => (c.education === null) === (c.schoolStage === null), 'education and stage');
  none(conditions, (c) => c.schoolStage !== null && !stages.has(c.schoolStage), 'stage');
});

test('shares are what the README says', () => {
  const origin = workers.filter((w) => w.memberships.length);
  const ages = origin.map((w) => ageOn(last(w.basic).birthday, DEMONSTRATION_DAY));
  expect(share(ages, (a) => a >= 16 && a <= 65)).toBeGreaterThan(0.93);
  expect(share(ages, (a) => a < 16)).toBeGreaterThan(0.01);
  const poor = share(origin, (w) => w.identities.some((i) => first(i).kind.startsWith('poverty')));
  expect(poor).toBeGreaterThan(0.38);
  expect(poor).toBeLessThan(0.48);
  const seconds = share(workers, (w) => w.memberships.length === 0);
  expect(seconds).toBeGreaterThan(0.02);
  expect(seconds).toBeLessThan(0.04);
  const corrected = share(origin, (w) => w.basic.versions.length > 1);
  expect(corrected).toBeGreaterThan(0.012);
  expect(corrected).toBeLessThan(0.05);
  expect(share(workers, (w) => w.area.startsWith('45'))).toBeGreaterThan(0.3);
});

test('a few records are left wrong for the desk, each kind by itself; the heroine’s is right', () => {
  const now = workers
    .filter((w) => w.condition && last(w.basic).diedOn === null)
    .map((w) => ({ ...last(w.condition!), age: ageOn(last(w.basic).birthday, DEMONSTRATION_DAY) }));
  const healthy = (c: (typeof now)[number]) => c.health.length === 1 && c.health[0] === 'healthy';
  const kinds = {
    'labour at school': now.filter((c) => c.schoolStage !== null && c.ability === 'ordinary').length,
    'none after school': now.filter((c) => c.schoolStage === null && c.age >= 17 && c.age < 30 && healthy(c) && c.ability === 'none')
      .length,
    'weak and healthy': now.filter((c) => c.age >= 30 && c.age < 60 && healthy(c) && c.ability === 'weak').length,
    'ordinary at 60': now.filter((c) => c.age >= 60 && c.ability === 'ordinary').length,
  };
  for (const [kind, n] of Object.entries(kinds)) {
    expect(n, kind).toBeGreaterThan(10);
    expect(n / now.length, kind).toBeLessThan(0.01);
  }
  expect(last(workers.find((w) => w.id === DEMO_WORKER.id)!.condition!).ability).toBe('ordinary');
});

test('names repeat, and hold what makes names hard', () => {
  const names = workers.map((w) => first(w.basic).name);
  const counts = [...Map.groupBy(names, (n) => n).values()].map((g) => g.length);
  expect(Math.max(...counts)).toBeGreaterThan(8);
  expect(share(names, (n) => [...n].length === 2)).toBeGreaterThan(0.08);
  expect(names.some((n) => n.includes('𬭚') || n.includes('㙟'))).toBe(true);
  expect(names.some((n) => n.includes('·'))).toBe(true);
  expect(names.some((n) => n.startsWith('欧阳'))).toBe(true);
  none(
    new Set(names),
    (name) => {
      const read = normaliseName(name);
      return !read.ok || read.name !== name;
    },
    'not a name',
  );
});

test('pairs name records that exist; duplicates are one person, twins and namesakes are two', () => {
  const byId = new Map(workers.map((w) => [w.id, w]));
  const pairs = households.flatMap((h) => h.pairs);
  const two = (p: DemoPair): readonly [DemoWorker, DemoWorker] => [byId.get(p.first)!, byId.get(p.second)!];
  const personOf = (w: DemoWorker): string => w.links[w.links.length - 1]!.value.person;
  const joined = (p: DemoPair): boolean => p.state === 'number' || p.state === 'merged';
  none(pairs, (p) => (two(p)[0].truth === two(p)[1].truth) !== (p.kind === 'duplicate'), 'truth');
  none(pairs, (p) => new Set(two(p).map(personOf)).size !== (joined(p) ? 1 : 2), 'links');
  none(pairs, (p) => two(p).some((w) => personOf(w) !== w.id && personOf(w) !== p.first), 'person');
  none(pairs, (p) => p.first >= p.second, 'order');
  const different = pairs.filter((p) => p.kind !== 'duplicate');
  // a number that was written wrong and not found out says another day
  const writtenWrong = (n: string): boolean => Math.floor(Number(n.slice(14, 17)) / 2) >= 300;
  const born = (w: DemoWorker): string => last(w.basic).number?.slice(6, 14) ?? '';
  const sure = different.filter((p) => two(p).every((w) => !writtenWrong(last(w.basic).number ?? '')));
  expect(sure.length).toBeGreaterThan(different.length * 0.9);
  none(sure, (p) => born(two(p)[0]) !== born(two(p)[1]), 'day of birth');
  const kinds = Map.groupBy(pairs, (p) => `${p.kind} ${p.kind === 'duplicate' ? p.state : ''}`.trim());
  for (const kind of [
    'duplicate number',
    'duplicate merged',
    'duplicate split',
    'duplicate desk',
    'duplicate unseen',
    'twins',
    'namesakes',
  ])
    expect(kinds.get(kind)?.length ?? 0, kind).toBeGreaterThan(0);
});

test('the demonstration accounts have something to look at, also at the smallest scale', () => {
  const small = [...newWorld({ scale: 0.0001 }).households()];
  expect(small.filter((h) => h.village === DEMO_VILLAGE).length).toBeGreaterThanOrEqual(60);
  expect(small.filter((h) => h.village.startsWith(DEMO_TOWN)).length).toBeGreaterThanOrEqual(200);
  expect(small.filter((h) => h.village.startsWith(DEMO_COUNTY)).length).toBeGreaterThanOrEqual(400);
  const heroine = workers.find((w) => w.id === DEMO_WORKER.id)!;
  expect(last(heroine.basic)).toMatchObject({ name: '杨小花', sex: '2' });
  expect(last(heroine.homes[0]!).village).toBe(DEMO_VILLAGE);
  expect(heroine.intention && last(heroine.intention).willing).toBe('yes');
});

test("organisations: all stations of the article, codes that nobody has, the accounts' own", () => {
  const all = world.organisations();
  const stations = all.filter((o) => o.kind === 'station');
  for (const [province, n] of Object.entries(STATIONS))
    expect(stations.filter((s) => s.station!.serves[0]!.origin.startsWith(province))).toHaveLength(n + IDLE_STATIONS);
  expect(new Set(all.map((o) => o.id)).size).toBe(all.length);
  expect(new Set(all.map((o) => o.uscc)).size).toBe(all.length);
  expect(new Set(all.map((o) => o.name)).size).toBe(all.length);
  const divisions = loadDivisions();
  for (const o of all) {
    expect(isDemoUscc(o.uscc)).toBe(true);
    expect(parseUscc(o.uscc)).toMatchObject({ ok: true, division: '000000' });
    // but the school of an origin that teaches together with one of Guangdong
    expect(divisions.get(o.area)?.code.slice(0, 2)).toBe(o.name === PARTNER_SCHOOL ? '45' : '44');
    expect(o.name).toContain('示例');
    for (const s of o.station?.serves ?? []) {
      expect(s.host.startsWith('44')).toBe(true);
      expect(divisions.get(s.origin)).toBeDefined();
    }
  }
  for (const id of Object.values(DEMO_ORGANISATIONS)) expect(all.some((o) => o.id === id)).toBe(true);
  const baiyun = stations.find((s) => s.id === DEMO_ORGANISATIONS.station)!;
  expect(baiyun.station!.serves.map((s) => s.origin)).toContain('522727000000');
});

test('work: nothing before its time, and every clause of the figures leaves out at least one in a hundred', () => {
  const spells = workers.flatMap((w) => w.work.spells.map((s) => ({ w, s, now: last(s) })));
  const evidence = spells.flatMap(({ s }) => s.evidence.map((e) => ({ s, e: last(e), recorded: e.versions[0]!.recorded })));
  const ends = instantOn(TODAY, 8);
  none(
    spells,
    ({ w, s }) => s.versions[0]!.recorded <= w.registered || s.versions.at(-1)!.recorded >= ends,
    'known before or after its time',
  );
  none(spells, ({ w, now }) => ageOn(last(w.basic).birthday, now.start) < 15.9, 'a start before sixteen');
  none(spells, ({ now }) => now.ended !== null && now.ended < now.start, 'an end before the start');
  none(evidence, ({ s, recorded }) => recorded < s.versions[0]!.recorded || recorded >= ends, 'evidence before its spell');
  none(
    evidence,
    ({ e }) => e.observed > DEMONSTRATION_DAY || (e.class > 2 && e.to !== null && e.to > e.observed),
    'vouches for a day to come',
  );
  none(evidence, ({ e }) => e.says === 'in_post' && (e.to === null || e.to < e.from), 'covers nothing');
  expect(new Set(evidence.map(({ e }) => e.class))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
  const grown = workers.filter((w) => w.condition !== null && ageOn(last(w.basic).birthday, DEMONSTRATION_DAY) >= 18);
  const least = (what: string, n: number): void => expect(n, what).toBeGreaterThan(0.01);
  least(
    'never placed',
    share(grown, (w) => w.work.spells.length === 0),
  );
  least(
    'not assisted',
    share(spells, ({ now }) => now.assistedKind === ''),
  );
  for (const project of ['cook', 'technician', 'homeService', 'artisan'])
    least(
      project,
      share(
        spells.filter(({ now }) => now.assistedKind !== ''),
        ({ now }) => now.programme === project,
      ),
    );
  none(spells, ({ now }) => now.programme !== '' && now.assistedKind === '', 'a project that nothing stands behind');
  least(
    'an internship or a public post',
    share(spells, ({ now }) => now.kind === 'internship' || now.kind === 'public_post'),
  );
  least(
    'nobody verified it',
    share(spells, ({ s }) => s.evidence.every((e) => last(e).class === 6)),
  );
  least(
    'never told that it ended',
    share(spells, ({ s, now }) => now.ended === null && s.evidence.some((e) => last(e).says === 'not_in_post')),
  );
  least(
    'corrected',
    share(spells, ({ s }) => s.versions.some((v) => v.reason !== '')),
  );
  least(
    'back at an employer',
    share(workers, (w) => new Set(w.work.spells.map((s) => last(s).organisation)).size < w.work.spells.length),
  );
  least(
    'a month is all that is known',
    share(spells, ({ now }) => now.startPrecision === 'month'),
  );
  least(
    'outside Guangdong',
    share(spells, ({ now }) => !now.place.startsWith('44')),
  );
  least(
    'said to be in post when it was over',
    share(spells, ({ s, now }) =>
      s.evidence.some((e) => now.ended !== null && last(e).class === 6 && last(e).says === 'in_post' && last(e).to! > now.ended),
    ),
  );
  least(
    'known late',
    share(evidence, ({ e, recorded }) => recorded - instantOn(dayOf(e.observed), 8) > 60 * 86_400_000),
  );
});
