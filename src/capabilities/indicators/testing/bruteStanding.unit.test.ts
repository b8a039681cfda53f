// The oracle by small worlds, I06 (newly stable), I07 (stock), I08 (retention).
import { describe, expect, test } from 'vitest';
import { bruteMembers } from './bruteCount.ts';
import { ask, at, gone, home, identity, job, linked, organisation, seen, since, villager, worker, worldOf } from './smallWorlds.ts';
import type { Ask, World } from './world.ts';

const poor = (id: string, ...parts: Parameters<typeof villager>[1][]) => villager(id, identity(id, 'poverty_general'), ...parts);
const days = (world: World, question: Ask): readonly (readonly [string, string])[] =>
  bruteMembers(world, question).map((m) => [m.person, m.on]);

describe('I06: newly stable in Guangdong', () => {
  const I06 = ask('I06', '2021-01-01', '2021-12-31');
  const stable = (...parts: Parameters<typeof villager>[1][]) => days(worldOf(poor('w1', ...parts)), I06).map(([, on]) => on);
  test('three months on from the first vouched day, if the run reaches it', () => {
    expect(stable(job('s', 'w1', {}, seen(4, '2021-03-01', '2021-06-01')))).toEqual(['2021-06-01']);
    // no carry: the months must be proved
    expect(stable(job('s', 'w1', {}, seen(4, '2021-03-01', '2021-05-31')))).toEqual([]);
    // addMonths clips: 11-30 + 3 months is 02-28
    const late = worldOf(poor('w1', job('s', 'w1', { start: '2020-11-30' }, seen(4, '2020-11-30', '2021-02-28'))));
    expect(days(late, I06)).toEqual([['w1', '2021-02-28']]);
  });
  test('holes of 15 days are bridged, of 16 are not; whatever the employers, if all are in Guangdong', () => {
    const two = (start: string, place = '440305000000') =>
      stable(
        job('s1', 'w1', { ended: '2021-04-10' }, seen(4, '2021-03-01', '2021-04-10')),
        job('s2', 'w1', { start, place, assistedKind: '' }, seen(4, start, '2021-06-20')),
      );
    // 04-11…04-25 are 15 days
    expect(two('2021-04-26', '330106000000')).toEqual([]);
    expect(two('2021-04-27')).toEqual([]);
    // bridged, and stable from 06-01; but on 06-01 the assisted spell is over, and S holds the other alone
    expect(two('2021-04-26')).toEqual([]);
    expect(
      stable(
        job('s1', 'w1', { ended: '2021-04-10', assistedKind: '' }, seen(4, '2021-03-01', '2021-04-10')),
        job('s2', 'w1', { start: '2021-04-26' }, seen(4, '2021-04-26', '2021-06-20')),
      ),
    ).toEqual(['2021-06-01']);
  });
  test('one of S is assisted, main is over all of S: it may be another', () => {
    const world = worldOf(
      poor(
        'w1',
        job('s1', 'w1', { channel: 'agency' }, seen(4, '2021-03-01', '2021-06-20')),
        job('s2', 'w1', { start: '2021-05-01', channel: 'self', assistedKind: '' }, seen(5, '2021-05-01', '2021-05-02')),
      ),
    );
    // s2 is counted on 06-01 by its carry
    expect(bruteMembers(world, I06).map((m) => m.dimensions.channel)).toEqual(['self']);
  });
  test('first ever: somebody stable before the period came back, and is not new', () => {
    const back = [
      job('s0', 'w1', { start: '2020-03-01', ended: '2020-08-01' }, seen(4, '2020-03-01', '2020-08-01')),
      job('s1', 'w1', {}, seen(4, '2021-03-01', '2021-06-20')),
    ];
    expect(stable(...back)).toEqual([]);
    expect(days(worldOf(poor('w1', ...back)), ask('I06', '2020-01-01', '2020-12-31'))).toEqual([['w1', '2020-06-01']]);
  });
  test('脱贫 on t*, not before; a list of class 6 is not enough unless asked for; rural or not is not asked', () => {
    const said = seen(4, '2021-03-01', '2021-06-20');
    const lost = worldOf(villager('w1', identity('w1', 'poverty_general', '2014-01-01', '2021-05-31'), job('s', 'w1', {}, said)));
    expect(days(lost, I06)).toEqual([]);
    const listed = worldOf(poor('w1', job('s', 'w1', {}, { ...said, class: 6 })));
    expect(days(listed, I06)).toEqual([]);
    expect(days(listed, { ...I06, evidenceClass: 6 })).toEqual([['w1', '2021-06-01']]);
    const town = worldOf(
      worker(
        'w1',
        identity('w1', 'poverty_general'),
        home('w1', { hukou: 'non_agricultural', code: '450102001003' }),
        job('s', 'w1', {}, said),
      ),
    );
    expect(days(town, I06)).toHaveLength(1);
  });
});

describe('I07: stock on a day', () => {
  const on = (D: string, ...parts: Parameters<typeof villager>[1][]) =>
    days(worldOf(poor('w1', ...parts)), ask('I07', '2021-01-01', D)).length;
  test('carry 92 days behind the last proof, to the very day; less where it is closed', () => {
    const open = job('s', 'w1', { assistedKind: '' }, seen(4, '2021-03-01', '2021-05-10'));
    // 05-10 + 92 = 08-10
    expect(['2021-02-28', '2021-03-01', '2021-08-10', '2021-08-11'].map((D) => on(D, open))).toEqual([0, 1, 1, 0]);
    const ended = job('s', 'w1', { ended: '2021-06-30' }, seen(4, '2021-03-01', '2021-05-10'));
    expect(['2021-06-30', '2021-07-01'].map((D) => on(D, ended))).toEqual([1, 0]);
    const left = job('s', 'w1', {}, seen(4, '2021-03-01', '2021-05-10'), gone(5, '2021-06-01', { observed: '2021-06-20' }));
    expect(['2021-05-31', '2021-06-01'].map((D) => on(D, left))).toEqual([1, 0]);
  });
  test('in Guangdong, no internship; main over the Guangdong spells alone', () => {
    const said = (from: string) => seen(4, from, '2021-05-10');
    expect(on('2021-05-10', job('s', 'w1', { kind: 'internship' }, said('2021-03-01')))).toBe(0);
    expect(on('2021-05-10', job('s', 'w1', { place: '' }, said('2021-03-01')))).toBe(0);
    const both = worldOf(
      poor(
        'w1',
        job('s1', 'w1', {}, said('2021-03-01')),
        job('s2', 'w1', { start: '2021-04-01', place: '450102000000' }, said('2021-04-01')),
      ),
    );
    expect(bruteMembers(both, ask('I07', '2021-01-01', '2021-05-10')).map((m) => m.dimensions.host)).toEqual(['440111000000']);
  });
  test('脱贫 on D; 监测 is not 脱贫', () => {
    const said = job('s', 'w1', {}, seen(4, '2021-03-01', '2021-05-10'));
    const world = (...identities: Parameters<typeof villager>[1][]) =>
      days(worldOf(villager('w1', said, ...identities)), ask('I07', '2021-01-01', '2021-05-10'));
    expect(world(identity('w1', 'monitored_sudden'))).toEqual([]);
    expect(world(identity('w1', 'poverty_tekun', '2021-05-10', '2021-05-10'))).toEqual([['w1', '2021-05-10']]);
    expect(world(identity('w1', 'poverty_tekun', '2021-05-11'))).toEqual([]);
  });
});

describe('I08: retention', () => {
  // σ = 2021-03-01; w = 90: τ = 2021-05-30; due from 2021-06-29 on
  const TAU = '2021-05-30';
  const I08 = ask('I08', '2021-01-01', '2021-04-30', { asOf: '2021-12-31' });
  const answers = (question: Partial<Ask>, ...parts: Parameters<typeof villager>[1][]) =>
    bruteMembers(worldOf(organisation('o1', 'A'), organisation('o2', 'B'), villager('w1', ...parts)), { ...I08, ...question }).map(
      (m) => m.answer,
    );
  const here = (more: object, ...said: Parameters<typeof job>[3][]) => job('s', 'w1', { organisation: 'o1', ...more }, ...said);

  test('due when D ≥ τ + 30, whatever is known', () => {
    const proved = here({}, seen(4, '2021-03-01', '2021-06-10'));
    expect(answers({ asOf: '2021-06-28' }, proved)).toEqual(['notYetDue']);
    expect(answers({ asOf: '2021-06-29' }, proved)).toEqual(['yes']);
    // no organisation, asked by enterprise: apart, due or not
    expect(answers({ asOf: '2021-06-28', form: 'enterprise' }, job('s', 'w1', {}))).toEqual(['notApplicable']);
    expect(answers({ asOf: '2021-06-28' }, job('s', 'w1', { place: '' }))).toEqual(['notApplicable']);
  });
  test('yes: evidence that covers τ or was observed in [τ − 15, τ)', () => {
    const by = (observed: string) => answers({}, here({}, seen(4, '2021-03-01', '2021-05-01', { observed })));
    expect(by('2021-05-14')).toEqual(['unverified']);
    expect(by('2021-05-15')).toEqual(['yes']);
    expect(by('2021-05-29')).toEqual(['yes']);
    expect(by(TAU)).toEqual(['unverified']);
    expect(answers({}, here({}, seen(4, TAU, TAU)))).toEqual(['yes']);
    // a list of class 6 is none at c = 5
    expect(answers({}, here({}, seen(6, '2021-03-01', '2021-06-10')))).toEqual(['unverified']);
    expect(answers({ evidenceClass: 6 }, here({}, seen(6, '2021-03-01', '2021-06-10')))).toEqual(['yes']);
  });
  test('what the fold ignores proves nothing, also when it was observed in those days', () => {
    expect(answers({}, here({}, seen(1, '2021-02-01', '2021-02-28', { observed: '2021-05-20' })))).toEqual(['unverified']);
  });
  test('no: closed before τ; on τ itself it is not over', () => {
    expect(answers({}, here({ ended: '2021-05-29' }))).toEqual(['no']);
    expect(answers({}, here({ ended: TAU }))).toEqual(['unverified']);
    expect(answers({}, here({}, gone(4, '2021-05-20', { observed: '2021-07-01' })))).toEqual(['no']);
    // a recorded end that insurance contradicts
    expect(answers({}, here({ ended: '2021-04-30' }, seen(1, '2021-03-01', '2021-05-31')))).toEqual(['yes']);
  });
  test('province: another employer of the province within 15 days is no leaving; enterprise and post ask for their own', () => {
    const left = here({ ended: '2021-05-25', occupation: '6-18-01-01' }, seen(4, '2021-03-01', '2021-05-25', { observed: '2021-05-25' }));
    const then = (start: string, more: object = {}, ...said: Parameters<typeof job>[3][]) =>
      job('s2', 'w1', { start, assistedKind: '', organisation: 'o2', ...more }, ...said);
    // begun by τ + 15, nothing proved: unverified; a day later: no
    expect(answers({}, left, then('2021-06-14'))).toEqual(['unverified']);
    expect(answers({}, left, then('2021-06-15'))).toEqual(['no']);
    expect(answers({ form: 'enterprise' }, left, then('2021-06-14'))).toEqual(['no']);
    // the hole 05-26…06-09 has 15 days and is followed by a vouched day: yes; a day more: not
    expect(answers({}, left, then('2021-06-10', {}, seen(5, '2021-06-10', '2021-06-12')))).toEqual(['yes']);
    expect(answers({}, left, then('2021-06-11', {}, seen(5, '2021-06-11', '2021-06-12')))).toEqual(['unverified']);
    const same = then('2021-05-26', { organisation: 'o1' }, seen(5, '2021-05-26', '2021-06-12'));
    expect(answers({ form: 'enterprise' }, left, same)).toEqual(['yes']);
    expect(answers({ form: 'post' }, left, same)).toEqual(['no']);
  });
  test('what was not proved to the recorded end makes the hole longer', () => {
    const unproved = here({ ended: '2021-05-25' }, seen(4, '2021-03-01', '2021-05-10'));
    const next = job('s2', 'w1', { start: '2021-06-05', assistedKind: '' }, seen(5, '2021-06-05', '2021-06-12'));
    // vouched to 05-10; hole 05-11…06-04: 25 days
    expect(answers({}, unproved, next)).toEqual(['unverified']);
  });
  test('the cohort: the first assisted spell that starts in [A, B], whatever came before; two of one day by main', () => {
    const before = job('s0', 'w1', { start: '2020-06-01', ended: '2020-12-31' });
    const world = worldOf(
      villager(
        'w1',
        before,
        job('s1', 'w1', { start: '2021-02-01', assistedKind: '' }),
        job('s2', 'w1', { channel: 'agency', payMonth: 1 }),
        job('s3', 'w1', { channel: 'self', payMonth: 2 }),
        job('s4', 'w1', { start: '2021-04-01' }),
      ),
    );
    expect(bruteMembers(world, I08).map((m) => [m.on, m.dimensions.channel])).toEqual([['2021-03-01', 'self']]);
    expect(bruteMembers(world, { ...I08, from: '2021-03-02' }).map((m) => m.on)).toEqual(['2021-04-01']);
    expect(bruteMembers(world, { ...I08, to: '2021-02-28' })).toEqual([]);
  });
  test('read at σ: identity and home of the day the help began', () => {
    const world = worldOf(
      worker('w1', identity('w1', 'monitored_sudden', '2014-01-01', '2021-03-01'), home('w1', { to: '2021-02-28' }), job('s', 'w1')),
    );
    expect(bruteMembers(world, I08).map((m) => m.dimensions)).toMatchObject([
      { people: 'monitored', monitored: 'sudden', origin: '', where: 'guangdong' },
    ]);
  });
  test('united before the cohort: a record that the other record helped is in it from the earlier start, once that is known', () => {
    const world = worldOf(
      organisation('o1', 'A'),
      villager('w1', here({ assistedKind: '' })),
      worker('w2', linked('w2', 'w1', since(at('2022-01'))), job('s2', 'w2', { organisation: 'o1', start: '2021-02-20' })),
    );
    const who = (knownAt: string) => bruteMembers(world, { ...I08, knownAt }).map((m) => [m.person, m.on]);
    expect(who(at('2022-01'))).toEqual([['w1', '2021-02-20']]);
    expect(who(at('2021-12'))).toEqual([['w2', '2021-02-20']]);
  });
});
