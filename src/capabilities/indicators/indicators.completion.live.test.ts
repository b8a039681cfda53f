// I19 against the brute-force count in random worlds; targets as of and as known at; frozen; the number and its people. With real commits: instants need them.
import exceljs from 'exceljs';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { agreedTarget, signedAgreement } from '#capabilities/accords/testing/signed.ts';
import { runCommand, WrongUsage } from '#platform/server/command.ts';
import { insertVersion, readWatermark, supersede } from '#platform/server/versions.ts';
import { exportCompletion, listFigureMembers, readCompletion, readFigureTable, readForecast } from './contract.ts';
import { completionOf } from './server/completion/completion.ts';
import { figureCommands } from './server/figureCommands.ts';
import { bruteMembers } from './testing/bruteCount.ts';
import { freezingWorld, GUANGDONG, GUANGXI, GUIZHOU } from './testing/freezing.ts';
import { placedPeople } from './testing/placedPeople.ts';
import { AFTER_ALL } from './testing/randomAsks.ts';
import { worldIn } from './testing/randomWorlds.ts';
import { readKitWorld } from './testing/readKit.ts';
import type { Ask, World } from './testing/world.ts';

vi.setConfig({ testTimeout: 600_000 });

const INDICATORS = ['I01', 'I02', 'I03', 'I06', 'I07'] as const;
const bare = (code: string): string =>
  code.endsWith('0000000000') ? code.slice(0, 2) : code.endsWith('00000000') ? code.slice(0, 4) : code.slice(0, 6);
/** By the brute-force count: who is counted, at home in one side and at work in the other. */
const brute = (
  world: World,
  indicator: (typeof INDICATORS)[number],
  to: string,
  origin: string,
  host: string,
  c: Ask['evidenceClass'] = null,
): number =>
  bruteMembers(world, {
    indicator,
    from: `${to.slice(0, 4)}-01-01`,
    to,
    asOf: to,
    knownAt: AFTER_ALL,
    evidenceClass: c,
    form: 'province',
    window: 30,
  }).filter((m) => m.dimensions.origin.startsWith(bare(origin)) && m.dimensions.host.startsWith(bare(host))).length;

test('completion of several agreements at once is the brute-force count over each one’s home × place of work, in random worlds', async () => {
  const { store, reload } = await freezingWorld(readKitWorld());
  const pairs = [
    ['province', GUANGXI, GUANGDONG],
    ['province', GUIZHOU, GUANGDONG],
    ['prefecture', '450100000000', '440100000000'],
    ['prefecture', '522700000000', '440100000000'],
    ['county', '450102000000', '440111000000'],
    ['county', '522727000000', '440111000000'],
    ['prefecture', '450100000000', '441900000000'],
  ] as const;
  const ids: string[] = [];
  for (const [level, originCode, hostCode] of pairs) {
    const agreementId = await signedAgreement(store, { level, originCode, hostCode });
    ids.push(agreementId);
    for (const year of [2021, 2022])
      for (const indicator of INDICATORS) await agreedTarget(store, { agreementId, indicator, year, persons: 3 });
  }
  let people = 0;
  const worlds = fc.sample(worldIn({ minPersons: 14, maxPersons: 20 }), { numRuns: 6, seed: 1919 });
  for (const [i, world] of worlds.entries()) {
    await reload(world);
    for (const asOf of ['2021-12-31', '2022-09-30', i % 2 ? '2022-03-15' : '2021-07-01']) {
      const told = await completionOf(store, { year: Number(asOf.slice(0, 4)), asOf, knownAt: null }, {});
      expect(told.rows.map((r) => r.agreementId).sort()).toEqual([...ids].sort());
      for (const row of told.rows) {
        expect(row.targets.map((m) => m.indicator)).toEqual(INDICATORS);
        for (const m of row.targets) {
          const indicator = m.indicator as (typeof INDICATORS)[number];
          const at = `world ${i} ${asOf} ${row.originCode} ${row.hostCode} ${indicator}`;
          const slow = brute(world, indicator, asOf, row.originCode, row.hostCode);
          expect(m.persons, at).toBe(slow);
          expect(m.reported, at).toBe(
            m.kind === 'stock' || indicator === 'I06' ? brute(world, indicator, asOf, row.originCode, row.hostCode, 6) : null,
          );
          expect([m.target, m.gap], at).toEqual([3, Math.max(0, 3 - slow)]);
          people += slow;
        }
      }
    }
  }
  expect(people).toBeGreaterThan(40);
});

test('a target adjusted in the year: in force on D, as known at K; frozen with the month as both sides approved it; the number opens to as many people', async () => {
  const world = readKitWorld();
  const { store, steering, freeze, services } = await freezingWorld(world);
  const [guizhou, guangdong, guangxi] = [await steering(GUIZHOU), await steering(GUANGDONG), await steering(GUANGXI)];
  const agreementId = await signedAgreement(store, { level: 'province', originCode: GUIZHOU, hostCode: GUANGDONG });
  const other = await signedAgreement(store, { level: 'province', originCode: GUANGXI, hostCode: GUANGDONG });
  const half = await signedAgreement(store, { level: 'county', originCode: '522727000000', hostCode: '440111000000', both: false });
  const target = (persons: number, fromDay = '2022-01-01', id = agreementId) =>
    agreedTarget(store, { agreementId: id, indicator: 'I01', year: 2022, persons, fromDay });
  await target(10);
  await target(40, '2022-01-01', other);
  const before = await readWatermark(store);
  await target(20, '2022-07-01');

  const ask = (more: object = {}) => guizhou(readCompletion, { year: 2022, asOf: '2022-09-30', ...more });
  const told = await ask();
  const persons = brute(world, 'I01', '2022-09-30', GUIZHOU, GUANGDONG);
  expect(persons).toBeGreaterThan(3);
  // the other province's row is nobody's here, the half-signed one has no place yet
  expect(told.rows.map((r) => r.agreementId)).toEqual([agreementId]);
  expect([told.rows[0]!.own, told.time]).toEqual([true, { days: 273, of: 365 }]);
  const met = told.rows[0]!.targets[0]!;
  expect(met).toMatchObject({
    persons,
    target: 20,
    since: '2022-07-01',
    adjusted: true,
    place: { place: 1, of: 1, ties: 0 },
    frozen: null,
  });
  expect((await guangxi(readCompletion, { year: 2022, asOf: '2022-09-30' })).rows.map((r) => r.agreementId)).toEqual([other]);
  const both = await guangdong(readCompletion, { year: 2022, asOf: '2022-09-30' });
  expect(both.rows.map((r) => r.agreementId).sort()).toEqual([agreementId, other].sort());
  expect(both.rows.some((r) => r.agreementId === half)).toBe(false);

  // on an earlier day the old one was in force, and as known before the adjustment nobody knew of the new one
  expect((await ask({ asOf: '2022-06-30' })).rows[0]!.targets[0]!.target).toBe(10);
  expect((await ask({ knownAt: before })).rows[0]!.targets[0]!).toMatchObject({
    target: 10,
    since: '2022-01-01',
    adjusted: false,
    persons,
  });

  // the very number of the figure table at the same instant, and as many people behind it
  const where = { origin: [GUIZHOU], host: [GUANGDONG] };
  const same = { figure: 'I01', from: '2022-01-01', to: '2022-09-30', knownAt: told.knownAt!, where };
  expect((await guizhou(readFigureTable, same)).total!.value.persons).toBe(persons);
  expect((await guizhou(listFigureMembers, { ...same, size: 200 })).total).toBe(persons);

  // frozen: the month's number, against the target of its day as it was known then
  const frozen = await freeze(guizhou, guangdong, '2022-06', GUIZHOU, before);
  await target(99, '2022-01-01');
  const now = (await ask()).rows[0]!.targets[0]!;
  expect(now).toMatchObject({ target: 20, frozen: { freezeId: frozen.id, month: '2022-06', target: 10 } });
  expect(now.frozen!.persons).toBe(brute(world, 'I01', '2022-06-30', GUIZHOU, GUANGDONG));
  expect((await ask({ asOf: '2022-06-30' })).rows[0]!.targets[0]!.target).toBe(99);

  const end = await guizhou(readForecast, { agreementId, indicator: 'I01', year: 2022 });
  expect(end.curve.first + end.curve.months.reduce((a, b) => a + b, 0)).toBe(brute(world, 'I01', '2022-12-31', GUIZHOU, GUANGDONG));
  expect([end.forecast, end.without]).toEqual([null, 'yearOver']);
  await expect(guangxi(readForecast, { agreementId, indicator: 'I01', year: 2022 })).rejects.toMatchObject({ code: 'platform.notFound' });
  await expect(guizhou(readForecast, { agreementId, indicator: 'I06', year: 2022 })).rejects.toMatchObject({
    code: 'indicators.noTargetThere',
  });
  await expect(guizhou(readCompletion, { year: 2022, asOf: '2021-09-30' })).rejects.toMatchObject({ code: 'indicators.otherYearDay' });
  await expect(guizhou(readCompletion, { asOf: '2027-01-01' })).rejects.toMatchObject({ code: 'indicators.dayLater' });
  await expect(guizhou(readFigureTable, { ...same, figure: 'I19' })).rejects.toMatchObject({ code: 'indicators.derivedFigure' });
  // a year without any target counts nobody
  expect(await guizhou(readCompletion, { year: 2026 })).toMatchObject({ knownAt: null, asOf: services.clock.today(), years: [2026, 2022] });
});

test('the course that a county borrows of its two provinces has no number of people in it', async () => {
  const { as, county, store, placed } = await placedPeople();
  const agreementId = await signedAgreement(store, { level: 'county', originCode: '522727000000', hostCode: '440111000000' });
  await agreedTarget(store, { agreementId, indicator: 'I01', year: 2026, persons: 30 });
  // of the county next to it, in the year before: half in March, half in June
  for (let i = 0; i < 60; i++)
    await placed(`岑${String.fromCharCode(0x4e00 + i)}`, {
      home: '522726000000',
      start: i < 30 ? '2025-03-03' : '2025-06-02',
      ended: '2025-12-20',
    });
  const ask = { agreementId, indicator: 'I01', year: 2026 } as const;
  const told = await county(readForecast, ask);
  expect(told.earlierOf).toBe('provinces');
  expect(told.forecast?.by).toBe('earlier');
  expect(told.earlier).toEqual([]);
  expect(told.shares).toEqual([{ year: 2025, months: [0, 0, 0.5, 0.5, 0.5, 1, 1, 1, 1, 1, 1, 1], knownAt: expect.any(String) }]);
  // whoever may read the cell of both provinces is told the numbers too
  const province = await (await as('贵州省'))(readForecast, ask);
  expect(province.earlier.map((c) => c.months)).toEqual([[0, 0, 30, 0, 0, 30, 0, 0, 0, 0, 0, 0]]);
});

test('a target of this morning beside a count of last night: the forecast takes the very target of the bar, both instants are told; who asks for K is answered as known at K throughout', async () => {
  const { store, steering } = await freezingWorld(readKitWorld());
  const guizhou = await steering(GUIZHOU);
  const agreementId = await signedAgreement(store, { level: 'province', originCode: GUIZHOU, hostCode: GUANGDONG });
  const target = (indicator: string, persons: number) => agreedTarget(store, { agreementId, indicator, year: 2022, persons });
  await target('I01', 10);
  const ask = { year: 2022, asOf: '2022-12-31' };
  const counted = await guizhou(readCompletion, ask);
  // counted for this very question: everything at one instant
  expect(counted.targetsAt).toBe(counted.knownAt);
  await target('I01', 30);
  await target('I02', 7);

  const told = await guizhou(readCompletion, ask);
  expect([told.knownAt, told.targetsAt > counted.targetsAt]).toEqual([counted.knownAt, true]);
  expect(told.rows[0]!.targets.map((m) => [m.indicator, m.target])).toEqual([
    ['I01', 30],
    ['I02', 7],
  ]);
  const beside = { knownAt: told.knownAt!, targetsAt: told.targetsAt };
  for (const m of told.rows[0]!.targets) {
    const end = await guizhou(readForecast, { agreementId, indicator: m.indicator, year: 2022, ...beside });
    expect(end).toMatchObject({ target: m.target, ...beside });
    expect(end.curve.first + end.curve.months.reduce((a, b) => a + b, 0)).toBe(m.persons);
  }
  // nobody has to name an instant
  expect((await guizhou(readForecast, { agreementId, indicator: 'I02', year: 2022 })).target).toBe(7);
  // what was told can be had again, to the last number
  const again = await guizhou(readCompletion, { ...ask, ...beside });
  expect([again.rows, again.knownAt, again.targetsAt]).toEqual([told.rows, told.knownAt, told.targetsAt]);

  // the file is of what was told, by both instants, and its percentages are cut like the page's
  const book = new exceljs.Workbook();
  await book.xlsx.load(Buffer.from((await guizhou(exportCompletion, { ...ask, ...beside })) as never) as never);
  const cells = [3, 4].map((n) => [4, 6, 8, 9].map((c) => book.worksheets[0]!.getCell(n, c).value));
  expect(cells).toEqual(
    told.rows[0]!.targets.map((m) => [m.indicator, m.persons, m.target, Math.floor((1000 * m.persons) / m.target) / 1000]),
  );
  const about = new Map(book.worksheets[1]!.getRows(1, 12)!.map((r) => [r.getCell(1).value, r.getCell(2).value]));
  expect([about.get('人数按何时所知'), about.get('目标按何时所知')]).toEqual([told.knownAt, told.targetsAt]);
  // left to itself the file may be of another count
  const old = new exceljs.Workbook();
  await old.xlsx.load(Buffer.from((await guizhou(exportCompletion, { ...ask, knownAt: counted.knownAt! })) as never) as never);
  expect(old.worksheets[0]!.getCell(3, 8).value).toBe(10);

  // as known at K nobody had agreed on I02, and earlier years are those of K as well
  const k = counted.knownAt!;
  expect(await guizhou(readForecast, { agreementId, indicator: 'I01', year: 2022, knownAt: k })).toMatchObject({
    target: 10,
    knownAt: k,
    targetsAt: k,
  });
  await expect(guizhou(readForecast, { agreementId, indicator: 'I02', year: 2022, knownAt: k })).rejects.toMatchObject({
    code: 'indicators.noTargetThere',
  });
  const { rows } = await store.transact({ role: 'system' }, (db) =>
    sql<{ year: number }>`select extract(year from from_day)::int as year from figure_run
      where figure = 'I01' and known_at = ${k}::timestamptz order by 1`.execute(db),
  );
  expect(rows.map((r) => r.year)).toEqual([2020, 2021, 2022]);

  // counted anew: one instant again
  const fresh = await guizhou(readCompletion, { ...ask, fresh: true });
  expect([fresh.targetsAt === fresh.knownAt, fresh.rows[0]!.targets.map((m) => m.target)]).toEqual([true, [30, 7]]);
});

test('an agreement ended early by both sides, and one whose signatures a correction made void, are told so: not behind, no place, no forecast; before that they were', async () => {
  const { store, steering } = await freezingWorld(readKitWorld());
  const guizhou = await steering(GUIZHOU);
  const of = (hostCode: string) => signedAgreement(store, { level: 'county', originCode: '522727000000', hostCode });
  const [stays, ended, voided] = [await of('440111000000'), await of('440105000000'), await of('440106000000')];
  for (const agreementId of [stays, ended, voided]) await agreedTarget(store, { agreementId, indicator: 'I01', year: 2022, persons: 900 });
  const before = await readWatermark(store);
  await store.transact({ role: 'system', writesFacts: true }, async (db) => {
    await insertVersion(db, 'agreement_end', {
      agreement_id: ended,
      state: 'confirmed',
      last_day: '2022-06-30',
      proposed_side: 'origin',
      reason: '并入市级协议',
    });
    await supersede(db, 'agreement_signature', { agreement_id: voided, side: 'host' }, { state: 'void', reason: '改了期限' });
  });
  const told = async (more: object) =>
    Object.fromEntries(
      (await guizhou(readCompletion, { year: 2022, ...more })).rows.map((r) => {
        const [m] = r.targets;
        return [r.agreementId, [r.out?.why ?? null, r.out?.on ?? null, m!.standing, m!.place?.of ?? null]];
      }),
    );
  expect(await told({ asOf: '2022-09-30', knownAt: before })).toEqual({
    [stays]: [null, null, 'behind', 3],
    [ended]: [null, null, 'behind', 3],
    [voided]: [null, null, 'behind', 3],
  });
  expect(await told({ asOf: '2022-09-30' })).toEqual({
    [stays]: [null, null, 'behind', 1],
    [ended]: ['ended', '2022-06-30', 'out', null],
    [voided]: ['void', null, 'out', null],
  });
  // on its last day it still held
  expect((await told({ asOf: '2022-06-30' }))[ended]).toEqual([null, null, 'behind', 2]);
  const end = await guizhou(readForecast, { agreementId: ended, indicator: 'I01', year: 2022 });
  expect([end.forecast, end.without]).toEqual([null, 'out']);
  const book = new exceljs.Workbook();
  await book.xlsx.load(Buffer.from((await guizhou(exportCompletion, { year: 2022, asOf: '2022-09-30' })) as never) as never);
  expect([3, 4, 5].map((n) => book.worksheets[0]!.getCell(n, 11).value).sort()).toEqual([
    '低于时间进度',
    '已于 2022-06-30 提前结束',
    '签字作废',
  ]);
});

test('I15 and I19 at the command line: value, definition, instant; what says nothing of them is refused', async () => {
  const { store, services, steering } = await freezingWorld(readKitWorld());
  const agreementId = await signedAgreement(store, { level: 'province', originCode: GUIZHOU, hostCode: GUANGDONG });
  await signedAgreement(store, { level: 'county', originCode: '522727000000', hostCode: '440111000000' });
  await agreedTarget(store, { agreementId, indicator: 'I01', year: 2022, persons: 30 });
  const commands = figureCommands((work) => work(services));
  const run = async (...args: string[]) => (await runCommand(commands, ['figures', ...args, '--as-of', '2022-09-30'])).text;
  const units = JSON.parse(await run('--indicator', 'I15', '--by', 'origin:prefecture', '--where', 'host=44', '--json'));
  expect(units).toMatchObject({
    value: { agreement: { province: 1, prefecture: 0, county: 1 } },
    definition: { id: 'I15', version: 1 },
    asOf: '2022-09-30',
    knownAt: expect.any(String),
  });
  expect(units.rows.map((r: { key: string }) => r.key)).toEqual(['522700000000', '']);
  expect(await run('--indicator', 'I15')).toMatch(/合计 \/ total +协议 省级 1 地市级 0 县级 1/);

  const told = await (await steering(GUIZHOU))(readCompletion, { year: 2022, asOf: '2022-09-30' });
  const [m] = told.rows.find((r) => r.agreementId === agreementId)!.targets;
  const met = JSON.parse(await run('--indicator', 'I19', '--where', 'origin=52', '--json'));
  expect(met).toMatchObject({
    value: [{ agreementId, indicator: 'I01', persons: m!.persons, target: 30, share: Math.floor((1000 * m!.persons) / 30) / 1000 }],
    definition: { id: 'I19', version: 1 },
    knownAt: expect.any(String),
    targetsAt: expect.any(String),
  });
  expect(await run('--indicator', 'I19', '--where', 'origin=45')).toContain('没有有效的目标');
  for (const wrong of [
    ['--indicator', 'I15', '--evidence', '3'],
    ['--indicator', 'I15', '--by', 'people'],
    ['--indicator', 'I19', '--where', 'people=poverty'],
    ['--indicator', 'I19', '--by', 'origin:county'],
  ])
    await expect(run(...wrong)).rejects.toThrow(WrongUsage);
});
