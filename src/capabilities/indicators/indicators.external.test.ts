// X01: what others published, entered with source and day, corrected without being overwritten, never computed.
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testClock } from '#platform/testing/testServices.ts';
import { testApp } from '#testApp.ts';
import { correctExternal, enterExternal, listExternal, readArticle, readFigureTable } from './contract.ts';
import { findExternal } from './server/external.ts';

const NEXT = {
  asOf: '2023-12-31',
  value: 4_200_000,
  sharePercent: 45.5,
  shareOf: '东部8省市吸纳脱贫人口务工总数（示例）',
  source: '示例文件（2024）1 号',
  sourceDay: '2024-01-15',
  certainty: 'official',
} as const;
const steering = (areaCode: string) => ({ name: '外部数据录入', roles: [{ role: 'steering' as const, areaCode, relation: null }] });

test('the article’s figure stands there with its source; a province enters the next one, corrects it, and every version stays', async () => {
  const { as, store } = await testApp({ clock: testClock('2026-11-27T02:00:00Z') });
  const [guangdong, county] = [await as(steering('440000000000')), await as(steering('522727000000'))];
  const before = await county(listExternal, { figure: 'X01' });
  expect(before.mayEnter).toBe(false);
  expect(before.items).toMatchObject([
    {
      asOf: '2022-09-30',
      value: 4_085_000,
      sharePercent: 44.71,
      shareOf: '东部8省市吸纳脱贫人口务工总数',
      impliedWhole: 9_136_700,
      certainty: 'press',
      before: [],
    },
  ]);
  const statement = (await guangdong(readArticle, {})).statements.find((s) => s.figure === 'X01')!;
  expect([statement.value, statement.awaits, statement.source]).toEqual([4_085_000, null, expect.stringContaining('2022-09-30')]);

  const { id } = await guangdong(enterExternal, { figure: 'X01', ...NEXT });
  await guangdong(correctExternal, { id, ...NEXT, value: 4_210_000, reason: '看错一位' });
  const after = (await guangdong(listExternal, { figure: 'X01' })).items;
  expect(after.map((e) => [e.asOf, e.value, e.reason, e.before.map((b) => b.value)])).toEqual([
    ['2023-12-31', 4_210_000, '看错一位', [4_200_000]],
    ['2022-09-30', 4_085_000, '', []],
  ]);
  const on = (day: string) => store.transact({ role: 'system' }, (db) => findExternal(db, 'X01', day, null));
  expect([(await on('2022-09-29'))?.value, (await on('2023-12-30'))?.value, (await on('2024-06-01'))?.value]).toEqual([
    undefined,
    4_085_000,
    4_210_000,
  ]);
  await expect(store.transact({ role: 'system' }, (db) => sql`update external_figure set value = 1`.execute(db))).rejects.toThrow(
    /permission denied/,
  );
});

test('specific sentences: a county, a day to come, the same day twice, a share of nothing; and it is asked of no engine', async () => {
  const { as } = await testApp({ clock: testClock('2026-11-27T02:00:00Z') });
  const [guangdong, county] = [await as(steering('440000000000')), await as(steering('522727000000'))];
  await expect(county(enterExternal, { figure: 'X01', ...NEXT })).rejects.toMatchObject({ code: 'indicators.provinceOnly' });
  await expect(guangdong(enterExternal, { figure: 'X01', ...NEXT, asOf: '2027-01-01' })).rejects.toMatchObject({
    code: 'indicators.externalLater',
  });
  await expect(guangdong(enterExternal, { figure: 'X01', ...NEXT, asOf: '2022-09-30' })).rejects.toMatchObject({
    code: 'indicators.externalTwice',
  });
  await expect(guangdong(enterExternal, { figure: 'X01', ...NEXT, shareOf: '' })).rejects.toMatchObject({
    body: { errors: [{ text: { zh: '占比要写明占谁的比：填了占比就填“占谁的比”，不填占比就都空着' } }] },
  });
  await expect(guangdong(readFigureTable, { figure: 'X01', from: '2022-01-01', to: '2022-09-30' })).rejects.toMatchObject({
    code: 'indicators.external',
  });
});
