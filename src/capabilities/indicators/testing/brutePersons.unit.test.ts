// The oracle by small worlds: persons of several records, what was known when, what a person is read as.
import { describe, expect, test } from 'vitest';
import { bruteMembers } from './bruteCount.ts';
import {
  ask,
  at,
  basic,
  gone,
  home,
  identity,
  job,
  linked,
  organisation,
  PINGTANG,
  seen,
  since,
  until,
  villager,
  worker,
  worldOf,
} from './smallWorlds.ts';
import type { Ask, World } from './world.ts';

const days = (world: World, question: Ask): readonly (readonly [string, string])[] =>
  bruteMembers(world, question).map((m) => [m.person, m.on]);
const only = (world: World, question: Ask) => {
  const members = bruteMembers(world, question);
  expect(members).toHaveLength(1);
  return members[0]!;
};
const H1 = ask('I01', '2021-01-01', '2021-06-30');

describe('persons of several records', () => {
  const jobs = [
    job('s1', 'w1', { organisation: 'o1', assistedKind: '', channel: '', payMonth: 3000 }, seen(4, '2021-03-01', '2021-05-10')),
    job(
      's2',
      'w2',
      { organisation: 'o2', start: '2021-02-01', ended: '2021-03-01', channel: 'agency' },
      seen(5, '2021-02-01', '2021-02-10'),
    ),
  ] as const;
  const records = worldOf(
    organisation('o1', 'A'),
    organisation('o2', 'B'),
    villager('w1', jobs[0]),
    worker('w2', home('w2', { code: PINGTANG }), jobs[1]),
  );
  const merged = worldOf(records, linked('w2', 'w1', since(at('2021-08'))));
  const oneEmployer = worldOf(merged, { organisationLinks: [{ organisation: 'o2', main: 'o1', ...since(at('2021-09')) }] });

  test('two records are two persons until the merge is known, and again after a split', () => {
    const split = worldOf(records, linked('w2', 'w1', until(at('2021-10'), at('2021-08'))), linked('w2', 'w2', since(at('2021-10'))));
    const all = { ...H1, evidenceClass: 6 } as const;
    const who = (k: string) => days(split, { ...all, knownAt: k });
    // w1's own spell is not assisted
    expect(who(at('2021-07'))).toEqual([['w2', '2021-02-01']]);
    expect(who(at('2021-08'))).toEqual([['w1', '2021-02-01']]);
    expect(who(at('2021-10'))).toEqual([['w2', '2021-02-01']]);
    // 1 µs before
    expect(who('2021-08-01T03:59:59.999999Z')).toEqual([['w2', '2021-02-01']]);
  });
  test('spells of different employers stay two; once the employers are known to be one they meet on 03-01 and are united', () => {
    // two: the assisted one is vouched to 02-10
    expect(days(merged, ask('I01', '2021-03-01', '2021-06-30'))).toEqual([]);
    // one: from 02-01, still, assisted, evidence of both to 05-10
    const k = at('2021-09');
    expect(days(oneEmployer, ask('I01', '2021-03-01', '2021-06-30', { knownAt: k }))).toEqual([['w1', '2021-03-01']]);
    expect(days(oneEmployer, ask('I01', '2021-03-01', '2021-06-30', { knownAt: '2021-09-01T03:59:59.999999Z' }))).toEqual([]);
    // attributes in the order of main: w1's begins later and is first, but says no channel
    expect(only(oneEmployer, H1).dimensions).toMatchObject({ channel: 'agency', evidence: '4' });
  });
  test('a day after is no overlap; two spells of one record stay two, unless a third of another record joins them', () => {
    const here = (worker_: string, id: string, more: object, ...said: Parameters<typeof job>[3][]) =>
      job(id, worker_, { organisation: 'o1', ...more }, ...said);
    const apart = worldOf(
      organisation('o1', 'A'),
      villager('w1', here('w1', 's1', { assistedKind: '' }, seen(4, '2021-03-01', '2021-05-10'))),
      worker('w2', linked('w2', 'w1'), here('w2', 's2', { start: '2021-02-01', ended: '2021-02-28' })),
    );
    expect(days(apart, H1)).toEqual([]);
    // one day in common is one, whichever of the two is written down first
    const meets = { ...apart, spells: apart.spells.map((w) => (w.id === 's2' ? { ...w, ended: '2021-03-01' } : w)) };
    for (const spells of [meets.spells, meets.spells.toReversed()]) expect(days({ ...meets, spells }, H1)).toEqual([['w1', '2021-02-01']]);
    const twoPosts = worldOf(
      organisation('o1', 'A'),
      villager(
        'w1',
        here('w1', 's1', { assistedKind: '' }, seen(4, '2021-03-01', '2021-05-10')),
        here('w1', 's2', { start: '2021-02-01' }),
      ),
      worker('w2', linked('w2', 'w1')),
    );
    expect(days(twoPosts, H1)).toEqual([]);
    const third = worldOf(twoPosts, here('w2', 's3', { start: '2021-04-01', assistedKind: '' }));
    expect(days(third, H1)).toEqual([['w1', '2021-02-01']]);
    // an internship meets no employment
    expect(days(worldOf(twoPosts, here('w2', 's3', { start: '2021-04-01', kind: 'internship' })), H1)).toEqual([]);
  });
  test('sex and birthday from the smallest id that knows them; homes and identities of all records', () => {
    const world = worldOf(
      merged,
      basic('w1', { sex: '9', birthday: '1985-06-15' }),
      basic('w2', { sex: '2', birthday: '1960-01-01' }),
      identity('w2', 'poverty_general'),
    );
    expect(only(world, H1).dimensions).toMatchObject({ sex: '2', age: '35-44', people: 'poverty' });
    expect(only(world, { ...H1, indicator: 'I02' }).person).toBe('w1');
    // 0 is what GB/T 2261.1 calls unknown, but somebody said it; 9 is not said
    expect(only(worldOf(merged, basic('w1', { sex: '0', birthday: null }), basic('w2', { sex: '2' })), H1).dimensions.sex).toBe('0');
  });
});

describe('as known at K', () => {
  const said = seen(4, '2021-03-01', '2021-05-10');
  test('late evidence vouches for the past once it is known, at its very instant', () => {
    const world = worldOf(villager('w1', job('s', 'w1', {}, { ...said, ...since(at('2022-02')) })));
    expect(days(world, { ...H1, knownAt: at('2022-02') })).toHaveLength(1);
    expect(days(world, { ...H1, knownAt: '2022-02-01T03:59:59.999999Z' })).toEqual([]);
  });
  test('a corrected place moves the person, a withdrawn spell takes them away, a new version of evidence keeps its turn', () => {
    const world = worldOf(villager('w1', job('s', 'w1', until(at('2022-01')), { ...said, ...until(at('2022-04')) })), {
      spells: job('s', 'w1', { place: '330106000000', ...until(at('2022-03'), at('2022-01')) }).spells!,
    });
    const where = (k: string) => bruteMembers(world, { ...H1, knownAt: k }).map((m) => m.dimensions.where);
    expect([at('2021-12'), at('2022-01'), at('2022-03')].map(where)).toEqual([['guangdong'], ['elsewhere'], []]);
    const turns = worldOf(
      villager(
        'w1',
        job('s', 'w1', {}, seen(4, '2021-03-01', '2021-03-20'), gone(4, '2021-03-20', { observed: '2021-05-10', ...since(at('2021-02')) })),
      ),
      // the correction of 2021-03 is of a fact that was there before the statement of 2021-02, so it is outweighed by it
      { evidence: job('s', 'w1', {}, { ...said, ...since(at('2021-03')) }).evidence! },
    );
    const corrected = {
      ...turns,
      evidence: turns.evidence.map((e) => (e.id === 's-e0' && e.coversTo === '2021-03-20' ? { ...e, ...until(at('2021-03')) } : e)),
    };
    expect(days(corrected, ask('I01', '2021-03-20', '2021-06-30'))).toEqual([]);
  });
  test('before anything was known there is nobody', () => {
    const world = worldOf(villager('w1', job('s', 'w1', {}, said)));
    expect(days(world, { ...H1, knownAt: '2020-12-31T00:00:00.000000Z' })).toEqual([]);
  });
});

describe('dimensions', () => {
  const said = seen(4, '2021-03-01', '2021-05-10');
  test('who somebody is on t*, the first that holds; 监测 apart; risk removed ends nothing', () => {
    const people = (...parts: Parameters<typeof villager>[1][]) => {
      const { people: row, monitored, relocated } = only(worldOf(villager('w1', job('s', 'w1', {}, said), ...parts)), H1).dimensions;
      return [row, monitored, relocated];
    };
    expect(people()).toEqual(['none', '', 'no']);
    // 脱贫 ended the day before t*
    expect(people(identity('w1', 'poverty_dibao', '2014-01-01', '2021-02-28'))).toEqual(['none', '', 'no']);
    expect(people(identity('w1', 'poverty_dibao', '2014-01-01', '2021-03-01'))).toEqual(['poverty', '', 'no']);
    expect(people(identity('w1', 'monitored_sudden'), identity('w1', 'monitored_marginal'))).toEqual(['monitored', 'marginal', 'no']);
    expect(people(identity('w1', 'monitored_sudden'), identity('w1', 'poverty_tekun'))).toEqual(['poverty', '', 'no']);
    expect(people(identity('w1', 'low_income_tekun'), identity('w1', 'relocated'))).toEqual(['lowIncome', '', 'yes']);
    const removed = identity('w1', 'monitored_unstable').identities!.map((i) => ({ ...i, riskRemoved: '2020-01-01' }));
    expect(people({ identities: removed })).toEqual(['monitored', 'unstable', 'no']);
  });
  test.each([
    ['2005-03-02', '0-15'],
    ['2005-03-01', '16-24'],
    ['1961-03-02', '55-59'],
    ['1961-03-01', '60+'],
    [null, ''],
  ])('born %s: %s on 2021-03-01', (birthday, age) => {
    expect(only(worldOf(villager('w1', basic('w1', { birthday }), job('s', 'w1', {}, said))), H1).dimensions.age).toBe(age);
  });
  test('place down to its county, section, major group, pairing in force on D of which home and place lie within', () => {
    const pairing = (id: string, from: string, to: string | null, known = since(at('2021-01'))) => ({
      id,
      origin: '450100000000',
      host: '440100000000',
      from,
      to,
      ...known,
    });
    const world = (...pairings: World['pairings']) =>
      worldOf(
        { pairings },
        villager('w1', job('s', 'w1', { place: '440111020200', industry: 'C1331', occupation: '6-18-01-01', programme: 'cook' }, said)),
      );
    expect(only(world(pairing('p2', '2021-01-01', null), pairing('p1', '2021-06-30', '2021-06-30')), H1).dimensions).toMatchObject({
      host: '440111000000',
      industry: 'C',
      occupation: '6',
      programme: 'cook',
      pairing: 'p1',
    });
    expect(only(world(pairing('p2', '2021-01-01', '2021-06-29')), H1).dimensions.pairing).toBe('');
    expect(only(world(pairing('p2', '2021-01-01', null, since(at('2022-01')))), { ...H1, knownAt: at('2021-12') }).dimensions.pairing).toBe(
      '',
    );
  });
  test('a place nobody knows is elsewhere, its host unknown; 东莞 stands for itself', () => {
    const host = (place: string) => {
      const { host: code, where } = only(worldOf(villager('w1', job('s', 'w1', { place }, said))), H1).dimensions;
      return [code, where];
    };
    expect(host('')).toEqual(['', 'elsewhere']);
    expect(host('441900101000')).toEqual(['441900000000', 'guangdong']);
    expect(host('440321000000')).toEqual(['?', 'guangdong']);
    expect(host('330103000000')).toEqual(['330103000000', 'elsewhere']);
  });
});
