// Lists from outside through the whole server: what they confirm, contradict and reveal; whom they tell nothing; taken back.
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { commitBatch, listBatchRows, undoBatch } from '#capabilities/rosters/contract.ts';
import { engineApp } from '#capabilities/rosters/testing/engineApp.ts';
import { registerWorker } from '#capabilities/workers/contract.ts';
import { peopleApplier } from '#capabilities/workers/server/import/peopleApplier.ts';
import { numberFor, VILLAGE } from '#capabilities/workers/testing/folk.ts';
import { sheets, sheetsModule } from '../../sheets.ts';
import { listSpells } from './contract.ts';
import { acceptProposal, acceptProposals, countProposals, declineProposal, listProposals, reopenProposal } from './contractLists.ts';
import { workApplier } from './server/import/workApplier.ts';
import { outsideApplier } from './server/lists/outsideApplier.ts';
import { staffApplier } from './server/lists/staffApplier.ts';
import { organisations, SUIWEI } from './testing/facts.ts';
import { standingWork } from './testing/imports.ts';

// every look opens a thread of its own
vi.setConfig({ testTimeout: 240_000 });

const number = (i: number) => numberFor(`198${i}-03-0${i}`, 100 + i);
const NAMES = ['', '石阿朵', '陈谷雨', '莫桂兰', '陆安平', '覃秋月', '蒙晓燕'];
const setUp = async () => {
  const world = await engineApp({
    sheets,
    sheetsModule,
    appliers: [peopleApplier, workApplier('workers.work'), outsideApplier('insurance'), outsideApplier('payroll'), staffApplier],
  });
  await organisations(world.store, { [SUIWEI]: '穗味餐饮' });
  const county = await world.as('平塘县人社局');
  const ids: string[] = [''];
  for (const i of [1, 2, 3, 4]) {
    const made = await county(registerWorker, { name: NAMES[i]!, number: number(i), home: { code: VILLAGE } });
    ids.push(made.id);
  }
  const write = async (who: typeof county, content: string, name: string, more: { observedOn?: string } = {}) => {
    const judged = await world.hand(who, content, { name, ...more });
    expect(judged.state).toBe('judged');
    await who(commitBatch, { id: judged.id, version: judged.version });
    const written = await world.settle(who, judged.id);
    expect(written.state).toBe('written');
    return written;
  };
  const undo = async (who: typeof county, batch: { id: string; version: number }) => {
    await who(undoBatch, { id: batch.id, version: batch.version });
    return world.settle(who, batch.id);
  };
  const rules = async (who: typeof county, id: string, tab: 'doubtful' | 'refused' | 'changed' = 'doubtful') =>
    (await who(listBatchRows, { id, tab })).items.map((r) => [r.row, r.findings.map((f) => f.rule)]);
  const evidence = async (i: number) =>
    (await county(listSpells, { id: ids[i]! })).spells.map((s) => [
      s.employer.name,
      s.start,
      s.ended,
      s
        .evidence!.filter((e) => e.class < 6)
        .map((e) => `${e.class} ${e.coversFrom}…${e.coversTo}`)
        .sort(),
    ]);
  const ask = async <R>(query: ReturnType<typeof sql<R>>) =>
    (await world.store.transact({ role: 'owner' }, (db) => query.execute(db))).rows;
  return { ...world, county, ids, write, undo, rules, evidence, ask };
};
const proposals = (
  items: readonly {
    person: { name: string };
    employer: { name: string };
    from: string;
    to: string;
    hole: readonly string[];
    lists: readonly string[];
  }[],
) => items.map((p) => `${p.person.name} ${p.employer.name} ${p.from}…${p.to} hole[${p.hole}] ${p.lists}`).sort();

const WORK = (i: number, employer: string, start: string) =>
  `贵州省,黔南布依族苗族自治州,平塘县,克度镇,先进村,${NAMES[i]},${number(i)},是,${start},,广东省,广州市,白云区,${employer},5200,住宿和餐饮业,自主/亲友,否`;
const WORK_HEAD =
  '省,市,县,乡,行政村,姓名,证件号码,是否已务工,开始时间,结束时间,务工所在省,务工所在市,务工所在县,务工企业名称,务工月收入,所属行业,就业渠道,是否点对点输送';

test('insurance confirms, contradicts and reveals; the same list again says nothing new; what is accepted is a spell with its evidence; taken back', async () => {
  const { county, write, undo, rules, evidence, store, ids, ask } = await setUp();
  await write(
    county,
    ['平塘县2026年5月外出务工信息', WORK_HEAD, WORK(1, '穗味餐饮', '2026年03月'), WORK(2, '甲厂', '2026年01月')].join('\n'),
    '平塘县2026年5月务工月监测.csv',
  );
  const bare = await standingWork(store);
  const list = [
    '社保缴费名单（2026年10月）',
    '序号,姓名,身份证号码,单位名称,2026年3月,2026年4月,2026年5月,2026年6月,2026年7月,2026年8月',
    `1,${NAMES[1]},${number(1)},穗味餐饮,√,√,√,,√,√`,
    // at another employer while the register has 甲厂
    `2,${NAMES[2]},${number(2)},穗味餐饮,,,,980.5,980.5,-980.5`,
    // nobody entered it; a hole
    `3,${NAMES[3]},${number(3)},乙厂,已缴,已缴,未缴,已缴,待核,`,
    `4,别人,${number(4)},乙厂,√,,,,,`,
    `5,${NAMES[5]},${number(5)},乙厂,√,√,,,,`,
    `6,${NAMES[6]},123,乙厂,√,,,,,`,
  ].join('\n');
  const first = await write(county, list, '社保缴费名单2026年10月.csv');
  expect(first.counts).toMatchObject({ new: 2, changed: 1, unchanged: 2, refused: 1 });
  expect(Object.fromEntries(await rules(county, first.id))).toEqual({
    4: ['negative', 'paidElsewhere', 'proposed'],
    5: ['unread', 'proposed', 'proposed'],
    6: ['conflict'],
    7: ['outside'],
  });
  expect(await evidence(1)).toEqual([['穗味餐饮', '2026-03-01', null, ['1 2026-03-01…2026-05-31', '1 2026-07-01…2026-08-31']]]);
  const open = await county(listProposals, {});
  expect(proposals(open.items)).toEqual([
    '莫桂兰 乙厂 2026-03-01…2026-04-30 hole[] insurance',
    '莫桂兰 乙厂 2026-06-01…2026-06-30 hole[2026-05] insurance',
    '陈谷雨 穗味餐饮 2026-06-01…2026-07-31 hole[] insurance',
  ]);
  const at = open.items.find((p) => p.person.name === '陈谷雨')!;
  expect(at.known).toMatchObject([{ employer: '甲厂', overlaps: true }]);
  expect(at.lines).toMatchObject([{ row: 4, list: 'insurance', months: ['2026-06～2026-07'] }]);

  const versions = async () =>
    (await ask(sql<{ n: number }>`select (select count(*) from evidence) + (select count(*) from spell_proposal) as n`))[0]!.n;
  const before = await versions();
  const again = await write(county, list, '社保缴费名单2026年10月.csv');
  expect(again.counts).toMatchObject({ new: 0, changed: 0, unchanged: 5 });
  expect(await versions()).toBe(before);
  await undo(county, again);
  const afterFirst = await standingWork(store);

  // one by one, then much at a time
  await county(acceptProposal, { id: at.id, version: at.version, start: '2026-06-08' });
  expect(await evidence(2)).toEqual([
    ['穗味餐饮', '2026-06-08', null, ['1 2026-06-01…2026-07-31']],
    ['甲厂', '2026-01-01', null, []],
  ]);
  const two = open.items.filter((p) => p.person.name === '莫桂兰');
  expect(await county(acceptProposals, { ids: two.map((p) => p.id) })).toEqual({ accepted: 2, passedOver: 0 });
  expect(await evidence(3)).toEqual([
    ['乙厂', '2026-06-01', null, ['1 2026-06-01…2026-06-30']],
    ['乙厂', '2026-03-01', '2026-04-30', ['1 2026-03-01…2026-04-30']],
  ]);
  expect(await county(countProposals, {})).toEqual({ open: 0, more: false });
  expect((await county(listProposals, { state: 'accepted' })).items).toHaveLength(3);
  await expect(county(acceptProposal, { id: at.id, version: at.version })).rejects.toMatchObject({ code: 'employment.proposalEnded' });
  // rows behind accepted work stay; the others go
  const undone = await undo(county, first);
  expect(undone.counts).toMatchObject({ kept: 2, undone: 1 });
  expect(await evidence(1)).toEqual([['穗味餐饮', '2026-03-01', null, []]]);
  expect(bare).not.toEqual(afterFirst);
  expect(ids).toHaveLength(5);
});

test('taken back whole, all is as it was; a later list goes on where the first ended; declined work stays declined until opened again', async () => {
  const { county, write, undo, store, evidence, ask } = await setUp();
  await write(
    county,
    ['平塘县2026年5月外出务工信息', WORK_HEAD, WORK(1, '穗味餐饮', '2026年03月')].join('\n'),
    '平塘县2026年5月务工月监测.csv',
  );
  const bare = await standingWork(store);
  const spans = (to: string) =>
    [
      '姓名,身份证号码,单位名称,统一社会信用代码,缴费起始月,缴费截止月,缴费基数',
      `${NAMES[1]},${number(1)},穗味餐饮,,2026年3月,${to},4800`,
      `${NAMES[2]},${number(2)},丁厂,,202602,${to},4500`,
    ].join('\n');
  const first = await write(county, spans('2026年6月'), '参保名单.csv', { observedOn: '2026-06-30' });
  expect(await evidence(1)).toEqual([['穗味餐饮', '2026-03-01', null, ['1 2026-03-01…2026-06-30']]]);
  const afterFirst = await standingWork(store);
  const [one] = (await county(listProposals, {})).items;
  expect(one).toMatchObject({ employer: { name: '丁厂' }, from: '2026-02-01', to: '2026-06-30' });
  await county(declineProposal, { id: one!.id, version: one!.version, reason: 'notWorking', words: '挂靠' });
  const second = await write(county, spans('2026年8月'), '参保名单8月.csv', { observedOn: '2026-08-31' });
  expect(await evidence(1)).toEqual([['穗味餐饮', '2026-03-01', null, ['1 2026-03-01…2026-08-31']]]);
  expect((await county(listProposals, {})).items).toEqual([]);
  const [declined] = (await county(listProposals, { state: 'declined' })).items;
  expect(declined).toMatchObject({ reason: 'notWorking', words: '挂靠', by: expect.any(String) });
  await county(reopenProposal, { id: declined!.id, version: declined!.version });
  expect((await county(listProposals, {})).items).toMatchObject([{ to: '2026-08-31' }]);
  expect((await undo(county, second)).counts).toMatchObject({ kept: 0, undone: 2 });
  expect(await standingWork(store)).toEqual(afterFirst);
  expect((await county(listProposals, {})).items).toMatchObject([{ to: '2026-06-30' }]);
  await undo(county, first);
  expect(await standingWork(store)).toEqual(bare);
  const [left] = await ask(
    sql<{
      n: number;
    }>`select (select count(*) from outside_line where undone is null)::int + (select count(*) from spell_proposal)::int as n`,
  );
  expect(left!.n).toBe(0);
});

test('a proposal is dropped once somebody enters the spell; payroll is class 2, a month that has not come is refused, so are rows without month or employer', async () => {
  const { county, write, rules, evidence } = await setUp();
  const payroll = [
    '户名,收款人证件号码,付款单位名称,工资月份,实发金额,银行账号',
    `${NAMES[1]},${number(1)},穗味餐饮,2026-09,5120.36,6222000000000000001`,
    `${NAMES[1]},${number(1)},穗味餐饮,2026-10,5230,6222000000000000001`,
    `${NAMES[2]},${number(2)},丙厂,2026-12,4800,6222000000000000002`,
    `${NAMES[2]},${number(2)},丙厂,2026-10,0,6222000000000000002`,
    `${NAMES[3]},${number(3)},,2026-10,4800,6222000000000000003`,
    `${NAMES[4]},${number(4)},丙厂,2026-10,-300,6222000000000000004`,
    `${NAMES[1]},${number(1)},穗味餐饮,2026-10,5230,6222000000000000001`,
  ].join('\n');
  const batch = await write(county, payroll, '工资代发清单2026年10月.csv', { observedOn: '2026-10-31' });
  expect(batch.counts).toMatchObject({ new: 1, changed: 1, refused: 2 });
  expect(Object.fromEntries(await rules(county, batch.id, 'refused'))).toEqual({ 4: ['monthLater'], 6: ['employer'] });
  expect(Object.fromEntries(await rules(county, batch.id))).toEqual({ 5: ['nothingPaid'], 7: ['negative'], 8: ['twice'] });
  expect((await county(listProposals, {})).items).toMatchObject([
    { employer: { name: '穗味餐饮' }, from: '2026-09-01', to: '2026-10-31', class: 2, payMonth: 5230 },
  ]);
  // the county's own list enters it
  await write(
    county,
    ['平塘县2026年10月外出务工信息', WORK_HEAD, WORK(1, '穗味餐饮', '2026年09月')].join('\n'),
    '平塘县2026年10月务工月监测.csv',
  );
  expect((await county(listProposals, {})).items).toEqual([]);
  expect(await evidence(1)).toEqual([['穗味餐饮', '2026-09-01', null, ['2 2026-09-01…2026-10-31']]]);
});

test('an employer’s list: its own people only; of others nobody learns whether they exist; the home area decides', async () => {
  const { as, county, write, undo, ids, ask, hand, rules, evidence } = await setUp();
  await write(
    county,
    ['平塘县2026年5月外出务工信息', WORK_HEAD, WORK(1, '穗味餐饮', '2026年03月'), WORK(4, '穗味餐饮', '2026年03月')].join('\n'),
    '平塘县2026年5月务工月监测.csv',
  );
  const employer = await as('穗味餐饮');
  const list = (complete: string) =>
    [
      '姓名,身份证号码,单位名称,入职日期,岗位,月工资,离职日期,离职原因,是否盖章,名单是否完整',
      `${NAMES[1]},${number(1)},穗味餐饮,2026-03-05,厨师,6100,,,是,${complete}`,
      // on record in 平塘, but none of its people
      `${NAMES[2]},${number(2)},穗味餐饮,2026-07-01,传菜员,4300,,,是,${complete}`,
      // nobody
      `${NAMES[5]},${number(5)},穗味餐饮,2026-07-01,传菜员,4300,,,是,${complete}`,
      `${NAMES[6]},${number(6)},别的厂,2026-07-01,传菜员,4300,,,是,${complete}`,
    ].join('\n');
  const judged = await hand(employer, list('否'), { name: '穗味花名册2026年10月.csv', observedOn: '2026-10-31' });
  expect(judged.counts).toMatchObject({ doubtful: 2, refused: 1 });
  const told = (await employer(listBatchRows, { id: judged.id, tab: 'doubtful' })).items.map(({ findings, subject, outcome }) => ({
    findings: findings.map(({ values: _, ...f }) => f),
    subject,
    outcome,
  }));
  expect(told[0]).toEqual(told[1]);
  const batch = await write(employer, list('否').replace('6100', '6200'), '穗味花名册10月.csv', { observedOn: '2026-10-31' });
  expect(Object.fromEntries(await rules(employer, batch.id, 'refused'))).toEqual({ 5: ['notYourEmployer'] });
  expect((await evidence(1))[0]).toEqual(['穗味餐饮', '2026-03-05', null, ['3 2026-03-05…2026-10-31']]);
  expect((await evidence(4))[0]![3]).toEqual([]);
  const open = (await county(listProposals, {})).items;
  expect(open).toMatchObject([
    { person: { name: '陈谷雨' }, employer: { name: '穗味餐饮' }, from: '2026-07-01', lists: ['staff'], class: 3 },
  ]);
  await expect(employer(listProposals, {})).rejects.toMatchObject({ status: 403 });
  // a complete list tells of whom it leaves out, and of nobody else
  const whole = await write(employer, list('是'), '穗味花名册11月.csv', { observedOn: '2026-11-25' });
  const [absent] = await ask(
    sql<{
      says: string;
      class: number;
    }>`select says, class from evidence where worker_id = ${ids[4]!}::uuid and template = 'employment.staff'`,
  );
  expect(absent).toEqual({ says: 'not_in_post', class: 3 });
  const back = await undo(await as('白云区人社局'), whole);
  expect(back.state).toBe('undone');
  const [none] = await ask(
    sql<{
      n: number;
    }>`select count(*)::int as n from evidence where worker_id = ${ids[4]!}::uuid and template = 'employment.staff' and superseded = 'infinity'`,
  );
  expect(none!.n).toBe(0);
  const [now] = (await county(listProposals, {})).items;
  await county(acceptProposal, { id: now!.id, version: now!.version });
  expect((await evidence(2))[0]).toEqual(['穗味餐饮', '2026-07-01', null, ['3 2026-07-01…2026-10-31']]);
});
