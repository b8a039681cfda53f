// A month frozen: by two sides, signed, and never changed by what is corrected later.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { listNotices } from '#capabilities/access/contractDesk.ts';
import { signedInAs } from '#capabilities/access/testing/people.ts';
import { cancelJob } from '#platform/jobsContract.ts';
import { startJobRunner } from '#platform/server/jobRunner.ts';
import { newJobs } from '#platform/server/jobs.ts';
import { readWatermark } from '#platform/server/versions.ts';
import { until } from '#platform/testing/killable.ts';
import {
  approveFreeze,
  listMonths,
  listPublished,
  listSigningKeys,
  proposeFreeze,
  publishMonth,
  readFreeze,
  readPublished,
  refuseFreeze,
  reportMonth,
  takeFrozenFile,
} from './contract.ts';
import { baseOfSeries, seriesOf } from './rulesFrozen.ts';
import { computeFreeze } from './server/freeze/computeJob.ts';
import { verifyText } from './server/freeze/verifyFile.ts';
import { runOf } from './server/runs.ts';
import { freezingWorld, GUANGDONG, GUANGXI, GUIZHOU } from './testing/freezing.ts';
import { readKitWorld } from './testing/readKit.ts';

const bytes = async (file: unknown): Promise<Buffer> => Buffer.from(file as Uint8Array);

test('two sides approve, the month is signed, and corrections change nothing of it', async () => {
  const { app, services, store, steering, propose } = await freezingWorld(readKitWorld());
  const [guizhou, guangdong, guangxi] = [await steering(GUIZHOU), await steering(GUANGDONG), await steering(GUANGXI)];
  await expect(guizhou(proposeFreeze, { month: '2026-11', origin: GUIZHOU })).rejects.toMatchObject({ code: 'indicators.monthNotOver' });
  await expect(guizhou(proposeFreeze, { month: '2022-09', origin: GUIZHOU, knownAt: '2099-01-01T00:00:00.000000Z' })).rejects.toMatchObject(
    {
      code: 'indicators.knownLater',
    },
  );
  await expect(guangxi(proposeFreeze, { month: '2022-09', origin: GUIZHOU })).rejects.toMatchObject({
    code: 'indicators.notYourSide',
    body: {
      text: {
        zh: '只有贵州的省级主管能代表这一边；您的辖区是：广西',
        en: 'Only the steering of the whole of Guizhou speaks for this side; your areas: Guangxi',
      },
    },
  });
  const seen = await propose(guangxi, '2022-09', GUANGXI);
  expect(seen.job).toMatchObject({ state: 'done', error: null });
  expect(seen.state).toBe('proposed');
  expect(seen.checks.every((c) => c.holds)).toBe(true);
  expect(seen.figures!.find((f) => f.series === 'I01/6')!.persons).toBeGreaterThan(5);
  await expect(guangxi(proposeFreeze, { month: '2022-08', origin: GUANGXI })).rejects.toMatchObject({ code: 'indicators.freezeOpen' });
  await expect(guangxi(approveFreeze, { id: seen.id, side: 'host', digest: seen.digest! })).rejects.toMatchObject({
    code: 'indicators.notYourSide',
  });
  await expect(guangxi(approveFreeze, { id: seen.id, side: 'origin', digest: '0'.repeat(64) })).rejects.toMatchObject({
    code: 'indicators.digestDiffers',
  });
  expect((await guangdong(listNotices, {})).items.map((n) => n.text.zh)).toContain('2022-09 的数已算好，等两边批准封账');
  const first = await guangxi(approveFreeze, { id: seen.id, side: 'origin', digest: seen.digest! });
  expect(first.state).toBe('approved');
  await expect(guangdong(takeFrozenFile, { id: seen.id })).rejects.toMatchObject({ code: 'indicators.notFrozen' });
  const done = await guangdong(approveFreeze, { id: seen.id, side: 'host', digest: seen.digest! });
  expect(done.state).toBe('frozen');
  const file = (await bytes(await guangdong(takeFrozenFile, { id: seen.id }))).toString();
  const lines = file.trimEnd().split('\n');
  expect(
    createHash('sha256')
      .update(`${lines.slice(0, -1).join('\n')}\n`)
      .digest('hex'),
  ).toBe(seen.digest);
  await expect(guangdong(takeFrozenFile, { id: seen.id, part: 'members' })).rejects.toMatchObject({ code: 'indicators.notYourSide' });
  const members = (await bytes(await guangxi(takeFrozenFile, { id: seen.id, part: 'members' }))).toString();
  expect(members.split('\n').filter((l) => l.includes('"series":"I01/6"')).length).toBe(
    seen.figures!.find((f) => f.series === 'I01/6')!.persons,
  );
  expect((await guangxi(listSigningKeys, {})).keys).toHaveLength(1);
  await expect(guangxi(proposeFreeze, { month: '2022-09', origin: GUANGXI })).rejects.toMatchObject({ code: 'indicators.frozenAlready' });
  // not even the database lets it be changed
  for (const role of ['system', 'owner'] as const)
    await expect(
      store.transact({ role }, (db) => sql`update month_freeze set reason = 'x' where id = ${seen.id}::uuid`.execute(db)),
    ).rejects.toThrow(/nothing of it changes/);
  await expect(store.transact({ role: 'system' }, (db) => sql`update frozen_member set gone = true`.execute(db))).rejects.toThrow(
    /permission denied/,
  );
  await expect(store.transact({ role: 'system' }, (db) => sql`delete from frozen_member`.execute(db))).rejects.toThrow(/permission denied/);
  await expect(store.transact({ role: 'system' }, (db) => sql`select discard_frozen(${seen.id}::uuid, 10)`.execute(db))).rejects.toThrow(
    /its members stay/,
  );
  // everything is corrected: nobody worked at all
  await store.transact({ role: 'system', writesFacts: true }, (db) =>
    sql`update spell set superseded = '-infinity' where superseded = 'infinity'`.execute(db),
  );
  expect((await bytes(await guangdong(takeFrozenFile, { id: seen.id }))).toString()).toBe(file);
  await guangdong(reportMonth, { id: seen.id, to: '国家乡村振兴局' });
  await expect(guangdong(reportMonth, { id: seen.id, to: '国家乡村振兴局' })).rejects.toMatchObject({ code: 'indicators.reportedAlready' });
  // published: by one of the two provinces, once, and then for everybody; small numbers are not told, nor what gives them away
  const anybody = await signedInAs(app, services, {
    name: '乡镇',
    roles: [{ role: 'township_cadre', areaCode: '522727104000', relation: null }],
  });
  expect((await anybody(listPublished, {})).items).toEqual([]);
  await expect(anybody(readPublished, { id: seen.id })).rejects.toMatchObject({ code: 'platform.notFound' });
  await expect(guizhou(publishMonth, { id: seen.id })).rejects.toMatchObject({ code: 'indicators.notYourSide' });
  await guangdong(publishMonth, { id: seen.id });
  await expect(guangxi(publishMonth, { id: seen.id })).rejects.toMatchObject({ code: 'indicators.publishedAlready' });
  expect((await anybody(listPublished, {})).items.map((i) => [i.month, i.originName.zh])).toEqual([['2022-09', '广西']]);
  const published = await anybody(readPublished, { id: seen.id });
  expect(published.figures.map((f) => f.figure)).toEqual(['I01', 'I06', 'I07']);
  const told = published.figures[0]!;
  const total = seen.figures!.find((f) => f.series === 'I01/6' && f.figure === 'I01')!.persons;
  expect([total, 'hidden']).toContain(told.total);
  expect(total).toBeGreaterThanOrEqual(published.few);
  const shown = told.tables.flatMap((x) => x.rows.flatMap((r) => [r.told, ...r.cells]));
  expect(shown).toContain('few');
  expect(shown.filter((x) => typeof x === 'number' && x > 0 && x < published.few)).toEqual([]);
  expect(told.tables.map((x) => x.by.map((d) => d.zh).join())).toEqual([
    '户籍市州,人员类别',
    '户籍市州,就业去向',
    '性别',
    '年龄',
    '所属工程',
  ]);
  const pair = (await guangxi(listMonths, {})).pairs.find((p) => p.origin === GUANGXI)!;
  expect(pair).toMatchObject({ lastFrozen: '2022-09', lastReported: '2022-09' });
  expect(pair.months.slice(0, 2).map((m) => m.state)).toEqual(['notOver', 'open']);
});

test('a month that one side refuses leaves nothing, and can be proposed anew', async () => {
  const { store, steering, propose, work } = await freezingWorld(readKitWorld());
  const [guangxi, guangdong] = [await steering(GUANGXI), await steering(GUANGDONG)];
  const seen = await propose(guangdong, '2022-09', GUANGXI);
  await guangxi(approveFreeze, { id: seen.id, side: 'origin', digest: seen.digest! });
  const refused = await guangdong(refuseFreeze, { id: seen.id, reason: '台账还在核' });
  expect(refused).toMatchObject({ state: 'refused', refused: { by: '主管 4400', reason: '台账还在核' } });
  await work();
  const left = await store.transact({ role: 'system' }, (db) => sql`select 1 from frozen_member`.execute(db));
  expect(left.rows).toEqual([]);
  await expect(guangdong(approveFreeze, { id: seen.id, side: 'host', digest: seen.digest! })).rejects.toMatchObject({
    code: 'indicators.freezeNotReady',
  });
  const again = await propose(guangxi, '2022-09', GUANGXI);
  expect(again.state).toBe('proposed');
  expect(again.figures).toEqual(seen.figures);
});

test('both sides at the very same moment: two approvals, one signature; one account never for both', async () => {
  const { steering, propose, services, app } = await freezingWorld(readKitWorld());
  const [guangxi, guangdong, other] = [await steering(GUANGXI), await steering(GUANGDONG), await steering(GUANGDONG)];
  const seen = await propose(guangxi, '2022-09', GUANGXI);
  const { signedInAs } = await import('#capabilities/access/testing/people.ts');
  const both = await signedInAs(app, services, {
    roles: [
      { role: 'steering', areaCode: GUANGXI, relation: null },
      { role: 'steering', areaCode: GUANGDONG, relation: null },
    ],
    steppedUp: true,
  });
  const ask = { id: seen.id, digest: seen.digest! };
  const answers = await Promise.allSettled([
    guangxi(approveFreeze, { ...ask, side: 'origin' }),
    guangdong(approveFreeze, { ...ask, side: 'host' }),
    other(approveFreeze, { ...ask, side: 'host' }),
    both(approveFreeze, { ...ask, side: 'origin' }),
    both(approveFreeze, { ...ask, side: 'host' }),
  ]);
  const done = await guangxi(readFreeze, { id: seen.id });
  expect(answers.filter((a) => a.status === 'fulfilled')).toHaveLength(2);
  expect(done.state).toBe('frozen');
  expect(done.approvals.map((a) => a.side)).toEqual(['origin', 'host']);
  expect(new Set(done.approvals.map((a) => a.by)).size).toBe(2);
});

test('a broken partition: nothing is frozen, the sentence names the figure, the persons are listed', async () => {
  const { app, store, services, steering, propose, work } = await freezingWorld(readKitWorld());
  const guangxi = await steering(GUANGXI);
  const knownAt = await readWatermark(store);
  const series = seriesOf('2022-09')[0]!;
  const { from, to, asOf, class: c } = series;
  const run = await runOf(services.store, baseOfSeries(series), { from, to, asOf, c, form: 'province', knownAt });
  const { rows } = await store.transact({ role: 'owner' }, (db) =>
    sql<{ id: string }>`update figure_member set "where" = 'nowhere' where run_id = ${run.id}::uuid and worker_id = (
      select min(worker_id::text)::uuid from figure_member where run_id = ${run.id}::uuid and origin like '45%') returning worker_id as id`.execute(
      db,
    ),
  );
  const seen = await propose(guangxi, '2022-09', GUANGXI, knownAt);
  expect(seen.state).toBe('refused');
  expect(seen.job).toMatchObject({ state: 'failed' });
  expect(seen.refused!.reason).toBe(
    '2022-09 没有封账：I01 各部分（I03＋I04＋I05）对不上，有 1 人不在其中任何一部分或者在几部分里；名单在这次封账的核对里',
  );
  expect(seen.checks.find((check) => !check.holds)!.persons).toEqual([rows[0]!.id]);
  expect(seen.checks[0]!.parent).toBeGreaterThan(0);
  // the total of a pair is told to whoever may see the pair, its people to the side that sends them
  const { signedInAs } = await import('#capabilities/access/testing/people.ts');
  const viewer = (role: string, areaCode: string) =>
    signedInAs(app, services, { roles: [{ role, areaCode, relation: null }], steppedUp: true });
  for (const [role, area, total] of [
    ['steering', GUANGDONG, true],
    ['steering', GUIZHOU, false],
    ['steering', '451000000000', false],
    ['county_bureau', '520203000000', false],
  ] as const) {
    const told = await (await viewer(role, area))(readFreeze, { id: seen.id });
    expect([
      told.figures !== null,
      told.checks.some((check) => check.parent !== null),
      told.checks.flatMap((check) => check.persons),
    ]).toEqual([total, total, []]);
  }
  await work();
  expect((await store.transact({ role: 'system' }, (db) => sql`select 1 from frozen_member`.execute(db))).rows).toEqual([]);
});

test('several months, in any order: each is read back as it was frozen, the second stores its differences only', async () => {
  const { store, steering, freeze } = await freezingWorld(readKitWorld());
  const [guangxi, guangdong] = [await steering(GUANGXI), await steering(GUANGDONG)];
  const taken = async (id: string) => [
    (await bytes(await guangxi(takeFrozenFile, { id }))).toString(),
    (await bytes(await guangxi(takeFrozenFile, { id, part: 'members' }))).toString(),
  ];
  const files = new Map<string, string[]>();
  for (const month of ['2022-09', '2022-08', '2022-10']) {
    const { id, state } = await freeze(guangxi, guangdong, month, GUANGXI);
    expect(state).toBe('frozen');
    files.set(id, await taken(id));
  }
  for (const [id, [cells, members]] of files) {
    expect(await taken(id)).toEqual([cells, members]);
    const { publicKey } = (await guangxi(listSigningKeys, {})).keys[0]!;
    const { checks, holds } = verifyText(cells!, { publicKey, members: members! });
    expect(checks.filter((check) => !check.holds)).toEqual([]);
    expect(holds).toBe(true);
    const broken = verifyText(cells!, { members: members!.replace('"sex":"1"', '"sex":"2"') });
    expect(broken.checks.filter((check) => !check.holds).map((check) => check.what.zh)).toEqual([
      expect.stringMatching(/名成员与签名的成员根一致/),
    ]);
  }
  const { rows } = await store.transact({ role: 'system' }, (db) =>
    sql<{
      rows: number;
      members: number;
    }>`select (select count(*)::int from frozen_member) as rows, (select sum(members)::int from month_freeze_series) as members`.execute(
      db,
    ),
  );
  expect(rows[0]!.rows).toBeLessThan(rows[0]!.members * 0.8);
});

test('killed at any step the job goes on where it was, and says the same as one that was not', async () => {
  const { store, services, steering, work, propose } = await freezingWorld(readKitWorld());
  const guangxi = await steering(GUANGXI);
  const knownAt = await readWatermark(store);
  const { id } = await guangxi(proposeFreeze, { month: '2022-09', origin: GUANGXI, knownAt });
  // each start does one step, then dies
  let left = 60;
  for (; left > 0; left--) {
    const dying = newJobs([
      {
        ...computeFreeze,
        run: (context: Parameters<typeof computeFreeze.run>[0], input: { freezeId: string }) => {
          let steps = 0;
          const step: typeof context.step = async (...args) => {
            if (++steps > 2) throw new Error('killed');
            return context.step(...args);
          };
          return computeFreeze.run(Object.create(context, { step: { value: step } }) as typeof context, input);
        },
      },
    ]);
    const runner = startJobRunner({ ...services, jobs: dying, onUnexpected: () => undefined }, { pollMs: 10, retryMs: 1 });
    await until(async () => {
      const { rows } = await store.transact({ role: 'system' }, (db) =>
        sql<{ attempts: number; state: string }>`select attempts, state from job where kind = 'indicators.computeFreeze'`.execute(db),
      );
      return rows[0]!.state !== 'queued';
    }, 'a start');
    await runner.stop();
    if ((await guangxi(readFreeze, { id })).state !== 'computing') break;
  }
  await work();
  const killed = await guangxi(readFreeze, { id });
  expect(killed.state).toBe('proposed');
  await guangxi(refuseFreeze, { id, reason: '再算一遍' });
  await work();
  const whole = await propose(guangxi, '2022-09', GUANGXI, knownAt);
  expect(whole.digest).toBe(killed.digest);
});

test('cancelled while it is counted: nothing stays once it is refused', async () => {
  const { store, steering, work } = await freezingWorld(readKitWorld());
  const guangxi = await steering(GUANGXI);
  const { id } = await guangxi(proposeFreeze, { month: '2022-09', origin: GUANGXI });
  await guangxi(cancelJob, { id: (await guangxi(readFreeze, { id })).job!.id });
  await work();
  expect(await guangxi(readFreeze, { id })).toMatchObject({ state: 'computing', job: { state: 'cancelled' } });
  await guangxi(refuseFreeze, { id, reason: '取消了' });
  await work();
  expect((await store.transact({ role: 'system' }, (db) => sql`select 1 from frozen_member`.execute(db))).rows).toEqual([]);
});
