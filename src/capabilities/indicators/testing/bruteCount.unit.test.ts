// The oracle itself, by worlds so small that the answer can be worked out on paper. Figures of help, I01–I05: period, t*, home, main, dimensions.
import { describe, expect, test } from 'vitest';
import { bruteMembers } from './bruteCount.ts';
import {
  ask,
  at,
  COMMUNITY,
  FOREST_FARM,
  gone,
  home,
  job,
  organisation,
  PINGTANG,
  seen,
  since,
  VILLAGE,
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

describe('the period and t*', () => {
  // vouched [03-01, 05-10]: the first such day of the period is 03-01, else the period's own first day, else there is none
  const world = worldOf(villager('w1', job('s', 'w1', {}, seen(4, '2021-03-01', '2021-05-10'))));
  test.each([
    ['2021-01-01', '2021-06-30', '2021-03-01'],
    ['2021-05-10', '2021-06-30', '2021-05-10'],
    ['2021-01-01', '2021-03-01', '2021-03-01'],
    // no carry in figures of a period
    ['2021-05-11', '2021-06-30', null],
    ['2021-01-01', '2021-02-28', null],
  ])('%s to %s: %s', (from, to, on) => {
    expect(days(world, ask('I01', from, to))).toEqual(on === null ? [] : [['w1', on]]);
  });

  test('a spell of which nobody said anything vouches for no day, also when its end is recorded', () => {
    expect(days(worldOf(villager('w1', job('s', 'w1', { ended: '2021-05-31' }))), H1)).toEqual([]);
  });
  test('only assisted spells that are no internship qualify', () => {
    const seenInMay = seen(4, '2021-03-01', '2021-05-10');
    expect(days(worldOf(villager('w1', job('s', 'w1', { assistedKind: '' }, seenInMay))), H1)).toEqual([]);
    expect(days(worldOf(villager('w1', job('s', 'w1', { kind: 'internship' }, seenInMay))), H1)).toEqual([]);
  });
  test('t* is the first vouched day of any qualifying spell; main is the latest start all the same', () => {
    const two = villager(
      'w1',
      job('s1', 'w1', { start: '2021-02-01', channel: 'self' }, seen(5, '2021-02-01', '2021-02-20')),
      job('s2', 'w1', { start: '2021-04-01', channel: 'agency', place: '450102000000' }, seen(5, '2021-04-01', '2021-04-20')),
    );
    const member = only(worldOf(two), H1);
    expect([member.on, member.dimensions.channel, member.dimensions.where]).toEqual(['2021-02-01', 'agency', 'near']);
    // by the end of March the second one was not yet
    expect(only(worldOf(two), ask('I03', '2021-01-01', '2021-03-31')).dimensions.channel).toBe('self');
    // conditions on main select; they never change the set main is taken from: the Guangdong spell is not main
    expect(days(worldOf(two), { ...H1, indicator: 'I03' })).toEqual([]);
    expect(days(worldOf(two), { ...H1, indicator: 'I04' })).toEqual([['w1', '2021-02-01']]);
  });
  test('the class of the question: a telephone call vouches for I01, not where visits are the least', () => {
    const called = worldOf(villager('w1', job('s', 'w1', {}, seen(5, '2021-03-01', '2021-05-10'))));
    expect(days(called, H1)).toHaveLength(1);
    expect(days(called, { ...H1, evidenceClass: 4 })).toEqual([]);
  });
});

describe('the fold', () => {
  const on = (...said: Parameters<typeof job>[3][]): string | null => {
    // asked of May to July: the first day that is vouched behind April, or none
    const world = worldOf(villager('w1', job('s', 'w1', {}, ...said)));
    return days(world, ask('I01', '2021-05-01', '2021-07-31'))[0]?.[1] ?? null;
  };
  test('a visit that found nobody closes at the day before; an unverified list of later does not open it again', () => {
    // closed 04-30 by class 4; the list (class 6, worse) is a finding and reaches to 04-30 only
    expect(on(seen(4, '2021-03-01', '2021-04-10'), gone(4, '2021-05-01'), seen(6, '2021-03-01', '2021-06-30'))).toBe(null);
  });
  test('better evidence opens it again, also that of the same class within 15 days after', () => {
    const closed = [seen(4, '2021-03-01', '2021-04-10'), gone(4, '2021-05-01')] as const;
    expect(on(...closed, seen(1, '2021-03-01', '2021-06-30'))).toBe('2021-05-01');
    // closed 04-30; a ≤ 04-30 + 1 + 15 = 05-16 opens, 05-17 does not
    expect(on(...closed, seen(4, '2021-05-16', '2021-06-20'))).toBe('2021-05-01');
    expect(on(...closed, seen(4, '2021-05-17', '2021-06-20'))).toBe(null);
  });
  test('a worse "not in post" closes no earlier than what better evidence has proved', () => {
    // B = 05-31 by insurance: closed = max(03-31, 05-31)
    expect(on(seen(1, '2021-03-01', '2021-05-31'), gone(6, '2021-04-01', { observed: '2021-06-05' }))).toBe('2021-05-01');
    // the other way round: a telephone call said until 05-31, insurance is over since 04-01
    expect(on(seen(5, '2021-03-01', '2021-05-31'), gone(1, '2021-04-01', { observed: '2021-06-05' }))).toBe(null);
  });
  test('on one day the worse class speaks first, and of one class the fact that was recorded first, by its first version', () => {
    const day = '2021-05-20';
    // class 5 closes at 05-19, then class 4 opens again and reaches 05-20
    expect(on(gone(5, '2021-04-01', { observed: day }), seen(4, '2021-03-01', day))).toBe('2021-05-01');
    // equal class, both of one day: recorded later speaks last
    const later = since(at('2021-07'));
    expect(on(seen(4, '2021-03-01', day), gone(4, '2021-04-01', { observed: day, ...later }))).toBe(null);
    // the other way round closed 03-31 is opened again, since a ≤ 03-31 + 1 + 15
    expect(on(seen(4, '2021-03-01', day, later), gone(4, '2021-04-01', { observed: day }))).toBe('2021-05-01');
  });
  test('insurance names months: in the month of the recorded end it covers only to that end', () => {
    const world = (to: string) => worldOf(villager('w1', job('s', 'w1', { ended: '2021-05-09' }, seen(1, '2021-03-01', to))));
    expect(days(world('2021-05-31'), ask('I01', '2021-05-09', '2021-06-30'))).toEqual([['w1', '2021-05-09']]);
    expect(days(world('2021-05-31'), ask('I01', '2021-05-10', '2021-06-30'))).toEqual([]);
    // a month behind it stays as named, and outweighs the recorded end
    expect(days(world('2021-06-30'), ask('I01', '2021-05-10', '2021-06-30'))).toEqual([['w1', '2021-05-10']]);
  });
  test('of two statements of one class, day and instant the one that begins sooner speaks first: it opens, and the other goes on from there', () => {
    const day = { observed: '2021-06-20' };
    const closed = [seen(4, '2021-03-01', '2021-04-10'), gone(4, '2021-05-01')] as const;
    const [sooner, later] = [seen(4, '2021-05-10', '2021-05-20', day), seen(4, '2021-05-25', '2021-06-20', day)];
    const untilJune = (...said: Parameters<typeof job>[3][]) =>
      days(worldOf(villager('w1', job('s', 'w1', {}, ...said))), ask('I01', '2021-05-21', '2021-07-31'));
    expect(untilJune(...closed, later, sooner)).toEqual([['w1', '2021-05-21']]);
    expect(untilJune(...closed, later)).toEqual([]);
  });
  test('what was cut by a closing does not come back when the spell is opened again', () => {
    // class 5 said until 06-30; class 4 closes at 03-31 and cuts it; insurance opens again and reaches 04-30
    const said = [seen(5, '2021-03-01', '2021-06-30'), gone(4, '2021-04-01', { observed: '2021-07-05' })];
    const april = seen(1, '2021-04-01', '2021-04-30', { observed: '2021-07-10' });
    expect(on(...said, april)).toBe(null);
    expect(days(worldOf(villager('w1', job('s', 'w1', {}, ...said, april))), ask('I01', '2021-04-30', '2021-07-31'))).toHaveLength(1);
  });
  test('"not in post" from long before the start closes on the eve of the start, so the same class may open it on the first day', () => {
    const early = gone(4, '2021-02-01', { observed: '2021-02-01' });
    expect(on(early, seen(4, '2021-03-01', '2021-06-20'))).toBe('2021-05-01');
  });
  test('insurance of the month of the recorded end that begins behind the end says nothing', () => {
    const world = worldOf(villager('w1', job('s', 'w1', { ended: '2021-05-09' }, seen(1, '2021-05-15', '2021-05-31'))));
    expect(days(world, H1)).toEqual([]);
  });
  test('evidence that ends before the spell begins is ignored', () => {
    expect(days(worldOf(villager('w1', job('s', 'w1', {}, seen(1, '2021-02-01', '2021-02-28')))), H1)).toEqual([]);
  });
});

describe('home, and who is rural', () => {
  const counts = (code: string, hukou: 'agricultural' | 'non_agricultural' | 'unknown'): boolean =>
    days(worldOf(worker('w1', home('w1', { code, hukou }), job('s', 'w1', {}, seen(4, '2021-03-01', '2021-05-10')))), H1).length === 1;
  test.each([
    // village, community, unknown kind; by hukou
    [VILLAGE, [true, true, true]],
    [COMMUNITY, [true, false, true]],
    [FOREST_FARM, [true, false, true]],
    // the county alone: no village, so its kind is unknown
    ['450102000000', [true, false, true]],
    // an old county's village is on no tree
    ['520522100204', [true, false, true]],
    // Guangdong is no origin
    ['440111020200', [false, false, false]],
  ])('%s', (code, expected) => {
    expect((['agricultural', 'non_agricultural', 'unknown'] as const).map((hukou) => counts(code, hukou))).toEqual(expected);
  });

  const nearby = job('s', 'w1', { place: '450181000000' }, seen(4, '2021-03-01', '2021-05-10'));
  test('no home known: counts, origin unknown, never near', () => {
    const { dimensions } = only(worldOf(worker('w1', nearby)), H1);
    expect([dimensions.origin, dimensions.where]).toEqual(['', 'elsewhere']);
  });
  test('the home of t*: the first before the first known one, unknown behind the last, of two on a day the latest from, then the smallest code', () => {
    const with_ = (...homes: Parameters<typeof home>[1][]) =>
      only(worldOf(worker('w1', nearby, ...homes.map((h) => home('w1', h)))), H1).dimensions;
    expect(with_({ from: '2021-09-01' }).origin).toBe(VILLAGE);
    expect(with_({ from: '2000-01-01', to: '2021-02-28' }).origin).toBe('');
    expect(with_({ from: '2000-01-01' }, { from: '2020-01-01', code: PINGTANG })).toMatchObject({ origin: PINGTANG, where: 'elsewhere' });
    expect(with_({ from: '2020-01-01', code: PINGTANG }, { from: '2020-01-01', id: 'h2' })).toMatchObject({
      origin: VILLAGE,
      where: 'near',
    });
  });
  test('somebody who moved to Guangdong before t* is no rural worker of 45 or 52', () => {
    const moved = worker('w1', home('w1', { to: '2021-02-28' }), home('w1', { from: '2021-03-01', code: '440111020200' }), nearby);
    expect(days(worldOf(moved), H1)).toEqual([]);
    // after t* it does not matter
    const later = worker('w1', home('w1', { to: '2021-03-31' }), home('w1', { from: '2021-04-01', code: '440111020200' }), nearby);
    expect(days(worldOf(later), H1)).toHaveLength(1);
  });
  test('old codes are mapped to the tree of D; divided without a main part is 待确认, with one the main part', () => {
    const origin = (code: string, D: string) =>
      only(worldOf(worker('w1', home('w1', { code }), nearby)), ask('I01', '2021-01-01', D)).dimensions;
    // 黔西县 became a city on 2021-03-16
    expect(origin('520522103201', '2021-03-15').origin).toBe('520522103201');
    expect(origin('520522103201', '2021-03-16').origin).toBe('520581000000');
    expect(origin('450121100201', '2021-06-30')).toMatchObject({ origin: '?', where: 'near', pairing: '' });
    expect(origin('520321101000', '2021-06-30')).toMatchObject({ origin: '520304000000', where: 'elsewhere' });
  });
});

describe('main decides between spells of one start', () => {
  const said = seen(4, '2021-03-01', '2021-05-10');
  const chosen = (a: Parameters<typeof job>[2], b: Parameters<typeof job>[2], bSaid = said): string =>
    only(
      worldOf(
        organisation('o1', '91440000000000001X'),
        organisation('o2', '91440000000000002X'),
        organisation('o3'),
        villager('w1', job('s1', 'w1', { ...a, industry: 'A' }, said), job('s2', 'w1', { ...b, industry: 'B' }, bSaid)),
      ),
      H1,
    ).dimensions.industry;
  test.each([
    ['better evidence', { payMonth: 9000 }, {}, seen(3, '2021-03-01', '2021-05-10'), 'B'],
    ['higher pay', { payMonth: 3000 }, { payMonth: 3001 }, said, 'B'],
    ['no pay is 0: the organisation code decides', { payMonth: 0, organisation: 'o2' }, { organisation: 'o1' }, said, 'B'],
    ['no organisation code is last', { organisation: 'o3' }, { organisation: 'o2' }, said, 'B'],
    ['place code', { place: '440305000000' }, { place: '440111000000' }, said, 'B'],
    ['no place is last', { place: '' }, { place: '990000000000' }, said, 'B'],
    ['occupation', { occupation: '6-18-01-01' }, { occupation: '4-10-01-06' }, said, 'B'],
    ['channel', { channel: 'self' }, { channel: 'agency' }, said, 'B'],
    ['programme', {}, { programme: 'cook' }, said, 'B'],
    ['kind', { kind: 'flexible' }, { kind: 'employed' }, said, 'B'],
    ['earlier end', {}, { ended: '2021-06-01' }, said, 'B'],
  ] as const)('%s', (_, a, b, bSaid, expected) => {
    expect(chosen(a, b, bSaid)).toBe(expected);
    expect(chosen({ ...b }, { ...a, start: '2021-03-02' }, bSaid)).toBe('B'); // the later start before all of it
  });
});

test('the evidence level is that of what the fold does not ignore: insurance of February says nothing of a spell that began in March', () => {
  const said = [seen(1, '2021-02-01', '2021-02-28'), seen(4, '2021-03-01', '2021-05-10')];
  expect(only(worldOf(villager('w1', job('s', 'w1', {}, ...said))), H1).dimensions.evidence).toBe('4');
  // at c = 6 the list is there, too, but the visit is better; at c = 3 nothing vouches
  expect(days(worldOf(villager('w1', job('s', 'w1', {}, ...said))), { ...H1, evidenceClass: 3 })).toEqual([]);
});
