import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { registerWorker } from '#capabilities/workers/contract.ts';
import { someone } from '#capabilities/workers/testing/folk.ts';
import type { AnyEndpoint, Input } from '#platform/contract.ts';
import { type Caller, Refused } from '#platform/testing/caller.ts';
import { testClock } from '#platform/testing/testServices.ts';
import { testApp } from '#testApp.ts';
import { recordSpell, vouchSpell } from './contract.ts';
import {
  criterionChanged,
  criterionFaulty,
  criterionNotOwn,
  listCriteria,
  notThatProvince,
  readStability,
  retireCriterion,
  saveCriterion,
  tryCriterion,
} from './contractCriteria.ts';
import { shippedCriterion } from './rulesCriteriaShipped.ts';
import { entry } from './testing/entries.ts';
import { OTHER, organisations, SUIWEI } from './testing/facts.ts';

const GUIZHOU = '520000000000';
const transport = shippedCriterion('transportSubsidy');
const ready = async () => {
  const app = await testApp({ clock: testClock('2026-11-27T02:00:00Z') });
  await organisations(app.store, { [SUIWEI]: '穗味餐饮', [OTHER]: '另一家' });
  return app;
};
const refusalOf = async <E extends AnyEndpoint>(who: Caller, endpoint: E, input: Input<E>) => {
  const told: unknown = await who(endpoint, input).catch((e: unknown) => e);
  if (!(told instanceof Refused)) throw new Error(`${endpoint.id} was not refused`);
  return told.body;
};
/** Two months instead of three; the case says so. */
const two = {
  ...transport,
  months: 2,
  cases: [{ ...transport.cases[1]!, expect: { stableFrom: null, stable: [] } }],
};

test('what is shipped is told in words; a province puts its own in place of it, for its province alone', async () => {
  const { as } = await ready();
  const province = await as('贵州省');
  const { items, mayRevise } = await province(listCriteria, {});
  expect(mayRevise).toEqual([{ code: GUIZHOU, name: { zh: '贵州', en: 'Guizhou' } }]);
  expect(items).toHaveLength(7);
  expect(items[0]).toMatchObject({
    key: 'transportSubsidy',
    from: 'shipped',
    province: '',
    versions: [],
    certainty: { zh: '转载或公开数据' },
  });
  expect(items.flatMap((i) => i.cases).every((c) => c.passed)).toBe(true);

  expect(await province(saveCriterion, { province: GUIZHOU, basedOn: 1, criterion: two, reason: '省里试行两个月' })).toEqual({
    key: 'transportSubsidy',
    version: 2,
  });
  const after = await (await as('平塘县人社局'))(listCriteria, {});
  expect(after.mayRevise).toEqual([]);
  expect(after.items).toHaveLength(7);
  expect(after.items.find((i) => i.key === 'transportSubsidy')).toMatchObject({
    from: 'saved',
    province: GUIZHOU,
    criterion: { months: 2, version: 2 },
    versions: [{ version: 2, by: '贵州省', reason: '省里试行两个月' }],
  });
  expect(after.items.find((i) => i.key === 'transportSubsidy')!.words.zh).toContain('第 2 版');
  // Guangdong and Guangxi are told nothing of it
  for (const who of ['广东省', '广西', '白云劳务站'] as const)
    expect((await (await as(who))(listCriteria, {})).items.find((i) => i.key === 'transportSubsidy')).toMatchObject({ province: '' });
  // one key of a province's own
  const own = { ...two, id: 'guizhouPilot' };
  expect(await province(saveCriterion, { province: GUIZHOU, basedOn: 0, criterion: own, reason: '新设' })).toMatchObject({ version: 1 });
  expect((await province(listCriteria, {})).items).toHaveLength(8);
});

test('only the steering of the province saves; bad ones are told in sentences; nobody saves over a version they have not seen', async () => {
  const { as } = await ready();
  const input = { province: GUIZHOU, basedOn: 1, criterion: two, reason: '试行' };
  for (const who of ['先进村', '克度镇', '平塘县人社局', '白云劳务站', '审计', '穗味餐饮', '培训学校', '考评机构', '劳动者'] as const)
    expect(await refusalOf(await as(who), saveCriterion, input)).toMatchObject({ status: 403, code: 'platform.forbidden' });
  for (const who of ['黔南州', '广东省', '广州市'] as const)
    expect(await refusalOf(await as(who), saveCriterion, input)).toMatchObject({ code: notThatProvince.code });
  for (const who of ['穗味餐饮', '培训学校', '考评机构', '系统管理员'] as const) {
    expect(await refusalOf(await as(who), listCriteria, {})).toMatchObject({ status: 403 });
    expect(await refusalOf(await as(who), tryCriterion, { criterion: two })).toMatchObject({ status: 403 });
  }
  const province = await as('贵州省');
  const { evidenceClass: _, ...without } = two;
  const refused = async (more: Record<string, unknown>) => await refusalOf(province, saveCriterion, { ...input, ...more } as never);
  expect(await refused({ criterion: without })).toMatchObject({
    code: criterionFaulty.code,
    text: { zh: '口径有 1 处要改：没有证据等级：请写明最低认到第几级（1 社保 … 6 自报）的证据' },
  });
  expect(await refused({ criterion: { ...two, cases: [] } })).toMatchObject({ text: { zh: '口径有 1 处要改：至少写一个测试用例' } });
  expect(await refused({ criterion: { ...two, cases: transport.cases } })).toMatchObject({ code: criterionFaulty.code });
  expect(await refused({ criterion: {} })).toMatchObject({ code: criterionFaulty.code });
  expect(await refused({ criterion: { ...two, name: { zh: '坏\u0000', en: 'x' } } })).toMatchObject({ code: criterionFaulty.code });
  expect(await refused({ criterion: 'x' })).toMatchObject({ status: 422 });
  expect(await refused({ reason: '' })).toMatchObject({ status: 422, code: 'platform.invalid' });
  expect(await refused({ basedOn: 0 })).toMatchObject({ status: 409, code: criterionChanged.code });
  await province(saveCriterion, input);
  expect(await refused({})).toMatchObject({ code: criterionChanged.code });
});

test('a province gives up its own version: the common one holds at once, what it had stays on record, and it may begin again from there', async () => {
  const { as, store } = await ready();
  const province = await as('贵州省');
  const give = { province: GUIZHOU, key: 'transportSubsidy', basedOn: 2, reason: '试行期满' };
  expect(await refusalOf(province, retireCriterion, { ...give, basedOn: 1 })).toMatchObject({ status: 409, code: criterionNotOwn.code });
  await province(saveCriterion, { province: GUIZHOU, basedOn: 1, criterion: two, reason: '省里试行两个月' });
  for (const who of ['平塘县人社局', '审计', '穗味餐饮', '白云劳务站'] as const)
    expect(await refusalOf(await as(who), retireCriterion, give)).toMatchObject({ status: 403, code: 'platform.forbidden' });
  for (const who of ['黔南州', '广东省'] as const)
    expect(await refusalOf(await as(who), retireCriterion, give)).toMatchObject({ code: notThatProvince.code });
  expect(await refusalOf(province, retireCriterion, { ...give, basedOn: 1 })).toMatchObject({ code: criterionChanged.code });
  expect(await refusalOf(province, retireCriterion, { ...give, reason: '' })).toMatchObject({ status: 422 });
  expect(await province(retireCriterion, give)).toEqual({ key: 'transportSubsidy', version: 3 });
  expect(await refusalOf(province, retireCriterion, { ...give, basedOn: 3 })).toMatchObject({ code: criterionNotOwn.code });

  const after = await (await as('平塘县人社局'))(listCriteria, {});
  expect(after.items.find((i) => i.key === 'transportSubsidy')).toMatchObject({ from: 'shipped', province: '', criterion: { months: 3 } });
  expect(after.items).toHaveLength(7);
  expect(after.retired).toMatchObject([
    {
      key: 'transportSubsidy',
      province: GUIZHOU,
      shipped: true,
      versions: [
        { version: 3, by: '贵州省', reason: '试行期满', words: null },
        { version: 2, by: '贵州省', reason: '省里试行两个月', words: { zh: expect.stringContaining('2 个月') } },
      ],
    },
  ]);
  expect((await (await as('广东省'))(listCriteria, {})).retired).toEqual([]);
  // written once
  const { rows } = await store.transact({ role: 'owner' }, (db) =>
    sql<object>`select version, retired, definition is null as none from stability_criterion order by version`.execute(db),
  );
  expect(rows).toEqual([
    { version: 2, retired: false, none: false },
    { version: 3, retired: true, none: true },
  ]);
  const audit = await store.transact({ role: 'owner' }, (db) =>
    sql<{ details: unknown }>`select details from audit where action = ${retireCriterion.id} and details ? 'version'`.execute(db),
  );
  expect(audit.rows).toMatchObject([{ details: { key: 'transportSubsidy', version: 3, retired: true, reason: '试行期满' } }]);
  // begun again on what was looked at, the given up version included
  expect(await refusalOf(province, saveCriterion, { province: GUIZHOU, basedOn: 1, criterion: two, reason: '再试' })).toMatchObject({
    code: criterionChanged.code,
  });
  expect(await province(saveCriterion, { province: GUIZHOU, basedOn: 3, criterion: two, reason: '再试' })).toMatchObject({ version: 4 });
  expect((await province(listCriteria, {})).retired).toEqual([]);

  // one of its own is in use no more
  await province(saveCriterion, { province: GUIZHOU, basedOn: 0, criterion: { ...two, id: 'guizhouPilot' }, reason: '新设' });
  await province(retireCriterion, { province: GUIZHOU, key: 'guizhouPilot', basedOn: 1, reason: '并入' });
  const gone = await province(listCriteria, {});
  expect(gone.items.map((i) => i.key)).not.toContain('guizhouPilot');
  expect(gone.retired).toMatchObject([{ key: 'guizhouPilot', shipped: false }]);
});

test('tried out without saving: outcome of each case, or what is wrong', async () => {
  const { as } = await ready();
  const county = await as('平塘县人社局');
  const bad = await county(tryCriterion, { criterion: { ...two, gapDays: 90 } });
  expect(bad).toMatchObject({ problems: [{ zh: '可相接的空档是 0 到 60 天' }], words: null, cases: [] });
  const tried = await county(tryCriterion, { criterion: { ...two, cases: transport.cases } });
  expect(tried.problems).toEqual([]);
  expect(tried.words!.zh).toContain('满 2 个月');
  expect(tried.cases.map((c) => [c.passed, c.stableFrom])).toEqual([
    [false, '2022-03-01'],
    [true, null],
  ]);
  expect((await county(listCriteria, {})).items.every((i) => i.from === 'shipped')).toBe(true);
});

test('a person: stable since and why, what is missing, four answers for each window; a host is told no part of it, an employer nothing', async () => {
  const { as } = await ready();
  const county = await as('平塘县人社局');
  const { id } = await county(registerWorker, someone('石阿朵'));
  const empty = await county(readStability, { id });
  expect(empty).toMatchObject({ on: '2026-11-27', whole: true, windows: [] });
  expect(empty.criteria.map((c) => c.state)).toEqual(Array(7).fill('none'));

  const { spellId } = await county(recordSpell, entry(id, { start: '2026-03-15', assistedKind: 'station', assistedRef: `org:${OTHER}` }));
  await county(vouchSpell, { id, spellId, class: 4, says: 'in_post', observed: '2026-05-31' } as never);
  const of = async (key: string) => (await county(readStability, { id })).criteria.find((c) => c.key === key)!;
  expect(await of('transportSubsidy')).toMatchObject({ state: 'none' });
  await county(vouchSpell, { id, spellId, class: 4, says: 'in_post', observed: '2026-09-20' } as never);
  const now = await county(readStability, { id });
  expect(now.criteria.find((c) => c.key === 'transportSubsidy')).toMatchObject({ state: 'stable', since: '2026-06-15', missingDays: null });
  expect(now.criteria.find((c) => c.key === 'transportSubsidy')!.words.zh).toMatch(/^稳定自 2026-06-15，因为2026-03-15 起连续在岗/);
  expect(now.criteria.find((c) => c.key === 'employerIntake')).toMatchObject({ state: 'notYet', missingDays: null });
  expect(now.windows).toHaveLength(1);
  expect(now.windows[0]!.forms.map((f) => f.answers.map((a) => [a.answer, a.class]))).toEqual(
    Array(3).fill([
      ['yes', 4],
      ['yes', 4],
      ['yes', 4],
      ['notYetDue', null],
    ]),
  );
  for (const who of ['先进村', '克度镇', '黔南州', '贵州省', '审计'] as const)
    expect((await (await as(who))(readStability, { id })).criteria).toHaveLength(7);
  for (const who of ['白云劳务站', '白云区人社局', '广州市'] as const)
    expect(await (await as(who))(readStability, { id })).toMatchObject({ whole: false, criteria: [], windows: [] });
  for (const who of ['独山县人社局', '广西'] as const)
    expect(await refusalOf(await as(who), readStability, { id })).toMatchObject({ status: 404 });
  for (const who of ['穗味餐饮', '培训学校', '考评机构', '劳动者'] as const)
    expect(await refusalOf(await as(who), readStability, { id })).toMatchObject({ status: 403 });

  // the province's own version is the one that judges
  await (await as('贵州省'))(saveCriterion, { province: GUIZHOU, basedOn: 1, criterion: two, reason: '试行' });
  expect(await of('transportSubsidy')).toMatchObject({ version: 2, since: '2026-05-15', provinceName: { zh: '贵州', en: 'Guizhou' } });
});
