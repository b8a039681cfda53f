// The oracle over random worlds: what must hold of it without any engine, and that the worlds know everything a figure can tell apart.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bruteMembers, classOf } from './bruteCount.ts';
import { knownAt, personsAt } from './bruteFacts.ts';
import { tied, united } from './bruteMain.ts';
import { AFTER_ALL, aKnownAsk, BEFORE_ALL, instantsOf } from './randomAsks.ts';
import { worldIn } from './randomWorlds.ts';
import { type Ask, type CountedMember, NEVER, type World } from './world.ts';

const aCase = worldIn().chain((world) => fc.tuple(fc.constant(world), aKnownAsk(world)));
const RUNS = { numRuns: 300 };
const keys = (members: readonly CountedMember[]) => members.map((m) => JSON.stringify(m));

describe('what holds of every world', () => {
  test('figures with one more condition are parts of I01, and 在粤, 就近, elsewhere make it up', () => {
    fc.assert(
      fc.property(aCase, ([world, ask]) => {
        const of = (indicator: Ask['indicator']) => keys(bruteMembers(world, { ...ask, indicator }));
        const all = of('I01');
        expect([...of('I03'), ...of('I04'), ...of('I05')].sort()).toEqual([...all].sort());
        for (const member of of('I02')) expect(all).toContain(member);
      }),
      RUNS,
    );
  });
  test('one row a person, by person, each a record of the world, on a day of the period', () => {
    fc.assert(
      fc.property(aCase, ([world, ask]) => {
        const members = bruteMembers(world, ask);
        const persons = members.map((m) => m.person);
        expect(persons).toEqual([...new Set(persons)].sort());
        for (const m of members) {
          expect(world.workers.some((w) => w.id === m.person)).toBe(true);
          if (ask.indicator === 'I07') expect(m.on).toBe(ask.asOf);
          else expect(ask.from <= m.on && m.on <= ask.to).toBe(true);
          expect(m.answer !== null).toBe(ask.indicator === 'I08');
          if (ask.indicator === 'I06' || ask.indicator === 'I07')
            expect([m.dimensions.people, m.dimensions.where]).toEqual(['poverty', 'guangdong']);
        }
      }),
      RUNS,
    );
  });
  test('before anything is known there is nobody; nothing that comes later changes what was known', () => {
    fc.assert(
      fc.property(aCase, ([world, ask]) => {
        expect(bruteMembers(world, { ...ask, knownAt: BEFORE_ALL })).toEqual([]);
        const past = <T extends { recorded: string; superseded: string }>(facts: readonly T[]): T[] =>
          facts.filter((f) => f.recorded <= ask.knownAt).map((f) => (f.superseded > ask.knownAt ? { ...f, superseded: NEVER } : f));
        const then: World = {
          organisations: world.organisations,
          workers: world.workers,
          organisationLinks: past(world.organisationLinks),
          links: past(world.links),
          basics: past(world.basics),
          homes: past(world.homes),
          identities: past(world.identities),
          spells: past(world.spells),
          evidence: past(world.evidence),
          pairings: past(world.pairings),
        };
        expect(bruteMembers(then, { ...ask, knownAt: AFTER_ALL })).toEqual(bruteMembers(world, ask));
      }),
      RUNS,
    );
  });
  test('the order in which facts are written down says nothing', () => {
    fc.assert(
      fc.property(aCase, ([world, ask]) => {
        const turned = Object.fromEntries(Object.entries(world).map(([k, facts]) => [k, facts.toReversed()])) as unknown as World;
        expect(bruteMembers(turned, ask)).toEqual(bruteMembers(world, ask));
      }),
      RUNS,
    );
  });
  test('two spells that `main` cannot tell apart say the same in every dimension', () => {
    fc.assert(
      fc.property(aCase, ([world, ask]) => {
        const c = classOf(ask);
        const said = (s: ReturnType<typeof united>[number]) => [s.industry, s.organisation, s.place, s.channel, s.programme, s.occupation];
        for (const p of personsAt(world, ask.knownAt)) {
          const spells = united(p.spells, c);
          for (const [i, x] of spells.entries()) for (const y of spells.slice(i + 1)) if (tied(x, y, c)) expect(said(x)).toEqual(said(y));
        }
      }),
      RUNS,
    );
  });
});

test('versions of one fact follow each other without a hole, and facts are as the tables want them', () => {
  fc.assert(
    fc.property(worldIn(), (world) => {
      const follow = (facts: readonly { recorded: string; superseded: string }[], key: (f: never) => string) => {
        for (const versions of Map.groupBy(facts, (f) => key(f as never)).values()) {
          const sorted = versions.toSorted((a, b) => (a.recorded < b.recorded ? -1 : 1));
          for (const [i, v] of sorted.entries()) {
            expect(v.recorded < v.superseded).toBe(true);
            if (i + 1 < sorted.length) expect(v.superseded).toBe(sorted[i + 1]!.recorded);
          }
        }
      };
      const id = (f: { id: string }) => f.id;
      for (const facts of [world.homes, world.identities, world.spells, world.evidence, world.pairings]) follow(facts, id);
      follow(world.links, (f: { worker: string }) => f.worker);
      follow(world.basics, (f: { worker: string }) => f.worker);
      follow(world.organisationLinks, (f: { organisation: string }) => f.organisation);
      for (const p of [...world.homes, ...world.identities, ...world.pairings]) expect(p.to === null || p.from <= p.to).toBe(true);
      for (const s of world.spells) expect(s.ended === null || s.start <= s.ended).toBe(true);
      for (const e of world.evidence)
        if (e.says === 'in_post') expect(e.coversFrom <= e.coversTo! && (e.class <= 2 || e.coversTo! <= e.observed)).toBe(true);
      // at every instant a person is the least worker of their set, and an organisation that speaks for others for itself, too
      for (const k of instantsOf(world)) {
        const heads = new Set(personsAt(world, k).map((p) => p.id));
        for (const l of world.links.filter(knownAt(k))) expect(heads.has(l.person) && l.person <= l.worker).toBe(true);
        const mains = new Map(world.organisationLinks.filter(knownAt(k)).map((l) => [l.organisation, l.main]));
        for (const main of mains.values()) expect(mains.get(main) ?? main).toBe(main);
      }
    }),
    RUNS,
  );
});

test('two thousand questions: everything that a figure can tell apart occurs, and it takes little time', () => {
  const worlds = fc.sample(worldIn(), { numRuns: 120, seed: 20261127 });
  const cases = worlds.flatMap((world, n) => fc.sample(aKnownAsk(world), { numRuns: 20, seed: n }).map((ask) => ({ world, ask })));
  const seen = new Map<string, number>();
  const note = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
  let unitedPersons = 0;
  const began = performance.now();
  const counts = cases.map(({ world, ask }) => ({ world, ask, members: bruteMembers(world, ask) }));
  const each = (performance.now() - began) / cases.length;
  for (const { world, ask, members } of counts) {
    if (members.length) note(ask.indicator);
    for (const p of personsAt(world, ask.knownAt)) if (united(p.spells, classOf(ask)).length < p.spells.length) unitedPersons++;
    for (const m of members) {
      if (m.answer) note(m.answer);
      for (const [dimension, value] of Object.entries(m.dimensions)) note(`${dimension} ${dimension === 'pairing' ? value !== '' : value}`);
    }
  }
  const least = (what: readonly string[], n: number) => {
    for (const one of what) expect(seen.get(one) ?? 0, one).toBeGreaterThanOrEqual(n);
  };
  const values = (dimension: string, list: string): string[] =>
    list.split(' ').map((value) => `${dimension} ${value === '-' ? '' : value}`);
  least(['I01', 'I02', 'I03', 'I04', 'I05', 'I06', 'I07', 'I08'], 20);
  least(['yes', 'no', 'unverified', 'notYetDue', 'notApplicable'], 20);
  least(values('people', 'poverty monitored lowIncome none'), 20);
  least(values('monitored', 'unstable marginal sudden'), 10);
  least(values('where', 'guangdong near elsewhere'), 20);
  least(values('origin', '- ? 520581000000 450181000000 520304000000'), 10);
  least(values('host', '- ? 441900000000 440118000000'), 10);
  least(values('age', '- 0-15 16-24 25-34 35-44 45-54 55-59 60+'), 10);
  least(values('sex', '0 1 2 9'), 10);
  least(values('evidence', '1 2 3 4 5 6 7'), 10);
  least([...values('relocated', 'yes no'), ...values('pairing', 'true false')], 20);
  expect(unitedPersons).toBeGreaterThan(100);
  // generous: a slow machine that others keep busy
  expect(each).toBeLessThan(30);
});
