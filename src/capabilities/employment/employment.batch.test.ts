// A monthly list as a county has it, through the whole server: handed in, written, on the pages of its people, handed in again, taken back.
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { commitBatch, listBatchRows, undoBatch } from '#capabilities/rosters/contract.ts';
import { engineApp } from '#capabilities/rosters/testing/engineApp.ts';
import { listWorkers } from '#capabilities/workers/contract.ts';
import { peopleApplier } from '#capabilities/workers/server/import/peopleApplier.ts';
import { numberFor } from '#capabilities/workers/testing/folk.ts';
import { sheets, sheetsModule } from '../../sheets.ts';
import { listSpells } from './contract.ts';
import { workApplier } from './server/import/workApplier.ts';

// every look opens a thread of its own
vi.setConfig({ testTimeout: 180_000 });

const HEAD =
  '省,市,县,乡,行政村,户编号,姓名,证件号码,是否已务工,开始时间,结束时间,务工所在省,务工所在市,务工所在县,务工企业名称,务工月收入,所属行业,就业渠道,是否点对点输送,家庭成员联系电话';
const HOME = '贵州省,黔南布依族苗族自治州,平塘县,克度镇,先进村';
const line = (i: number, name: string, work: string) =>
  `${HOME},52272701${i},${name},${numberFor(`198${i}-03-0${i}`, 100 + i)},${work},1380000000${i}`;
const list = (lines: readonly string[]) => ['平塘县2026年10月外出务工信息', HEAD, ...lines].join('\n');
const GZ = '广东省,广州市,白云区';

test('务工月监测: handed in, submitted, on the page; the next month confirms and moves on; taken back', async () => {
  const world = await engineApp({ sheets, sheetsModule, appliers: [peopleApplier, workApplier('workers.work')] });
  const county = await world.as('平塘县人社局');
  const october = list([
    line(1, '石阿朵', `是,2026年03月,,${GZ},穗味餐饮,5200,住宿和餐饮业,自主/亲友,否`),
    line(2, '陈谷雨', `是,2026年05月,,${GZ},甲厂,4800,制造业,政府组织,是`),
    line(3, '莫桂兰', `否,2026年02月,2026年09月,${GZ},乙厂,4500,制造业,企业招聘,否`),
  ]);
  const judged = await world.hand(county, october, { name: '平塘县2026年10月务工月监测.csv' });
  expect(judged).toMatchObject({ state: 'judged', observedOn: '2026-10-31', counts: { rows: expect.any(Number), refused: 0, new: 3 } });
  await county(commitBatch, { id: judged.id, version: judged.version });
  const written = await world.settle(county, judged.id);
  expect(written).toMatchObject({ state: 'written', counts: { new: 3 } });
  const people = await county(listWorkers, { place: '522727104213' } as never);
  const of = (name: string) => people.items.find((p) => p.name === name)!;
  expect(of('石阿朵')).toMatchObject({ working: 'working', workSince: '2026-03-01', verifiedUntil: '2026-10-31', verifiedClass: 6 });
  expect(of('莫桂兰')).toMatchObject({ working: 'not_working' });
  const spells = async (name: string) => (await county(listSpells, { id: of(name).workerId })).spells;
  expect(await spells('陈谷雨')).toMatchObject([
    {
      employer: { name: '甲厂' },
      startPrecision: 'month',
      channel: 'government',
      pointToPoint: true,
      payMonth: 4800,
      area: 'elsewhere',
      verified: { class: 6 },
    },
  ]);

  const november = list([
    line(1, '石阿朵', `是,2026年03月,,${GZ},穗味餐饮,5500,住宿和餐饮业,自主/亲友,否`),
    line(2, '陈谷雨', `是,2026年11月,,${GZ},丙厂,5000,制造业,政府组织,是`),
  ]).replace('2026年10月', '2026年11月');
  const next = await world.hand(county, november, { name: '平塘县2026年11月务工月监测.csv', observedOn: '2026-11-26' });
  expect(next.counts).toMatchObject({ refused: 0, new: 1, changed: 1 });
  const changed = await county(listBatchRows, { id: next.id, tab: 'changed' });
  expect(changed.items[0]!.changes).toContainEqual({
    field: { zh: '务工月收入', en: 'monthly income' },
    from: { zh: '5,200 元', en: '5,200 yuan' },
    to: { zh: '5,500 元', en: '5,500 yuan' },
  });
  await county(commitBatch, { id: next.id, version: next.version });
  const second = await world.settle(county, next.id);
  expect(second.state).toBe('written');
  expect((await spells('陈谷雨')).map((s) => [s.employer.name, s.ended, s.endInferred])).toEqual([
    ['丙厂', null, false],
    ['甲厂', '2026-10-31', true],
  ]);

  await county(undoBatch, { id: second.id, version: second.version });
  expect(await world.settle(county, second.id)).toMatchObject({ state: 'undone', counts: { kept: 0 } });
  expect((await spells('陈谷雨')).map((s) => [s.employer.name, s.ended])).toEqual([['甲厂', null]]);
  await county(undoBatch, { id: written.id, version: written.version });
  expect(await world.settle(county, written.id)).toMatchObject({ state: 'undone', counts: { undone: 3, kept: 0 } });
  // the audit names whom a batch that was taken back was about, and how many
  const { rows: audited } = await world.store.transact({ role: 'owner' }, (db) =>
    sql<{ details: Record<string, unknown>; ids: string[] }>`
      select details, array(select id from audit_subject s where s.audit_id = a.id and s.kind = 'worker' order by 1) as ids
      from audit a where action = 'rosters.undone' and subject_id = ${written.id}`.execute(db),
  );
  expect(audited).toMatchObject([{ details: { undone: 3, kept: 0, subjects: 3 } }]);
  expect(audited[0]!.ids).toEqual(people.items.map((one) => one.workerId).sort());
  const left = await world.store.transact({ role: 'system' }, (db) =>
    sql<{ n: number }>`select count(*)::int as n from spell where superseded = 'infinity'`.execute(db),
  );
  expect(left.rows[0]!.n).toBe(0);
});
