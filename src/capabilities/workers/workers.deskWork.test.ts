import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { deskParts } from '#composition.ts';
import type { Db } from '#platform/server/store.ts';
import type { Refused } from '#platform/testing/caller.ts';
import { addDays } from '#standards/calendar/calendar.ts';
import { testApp } from '#testApp.ts';
import { listNotices } from '../access/contractDesk.ts';
import {
  askExemption,
  assignFindings,
  commentFinding,
  countDuty,
  countFindings,
  decideExemption,
  listBatchDoubts,
  listDeskAccounts,
  listExemptions,
  listFindings,
  listRules,
  readFinding,
  reopenFinding,
  settleBatchDoubt,
  tableOfFindings,
} from '../rosters/contract.ts';
import { handOverFindings } from '../rosters/server/desk/deeds.ts';
import { openBatchDoubts } from '../rosters/server/desk/exemptions.ts';
import { expireExemptions } from '../rosters/server/desk/expire.ts';
import { lookAt } from '../rosters/server/desk/recheck.ts';
import { writtenBatch } from '../rosters/testing/batches.ts';
import { registerWorker, saveCondition } from './contract.ts';
import { noteState } from './server/service.ts';
import { someone, VILLAGE } from './testing/folk.ts';

const [living] = deskParts.living;
const refused = async (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'done',
    (e: Refused) => e.code,
  );

/** Two people of one village: one whose ability does not fit (V13), one long unverified (V08) who works in Baiyun. */
const scene = async () => {
  const app = await testApp();
  const county = await app.as('平塘县人社局');
  const today = app.services.clock.today();
  const system = <T>(work: (db: Db) => Promise<T>) => app.store.transact<T>({ role: 'system' }, work);
  const look = (...ids: string[]) => system((db) => lookAt(db, app.services, living!, ids, 'sweep'));
  const a = await county(registerWorker, someone('班立冬', { phone: '13800138031' }));
  await county(saveCondition, { id: a.id, ability: 'none', health: ['healthy'], education: 'primary' });
  const b = await county(registerWorker, someone('王麦收'));
  await system(async (db) => {
    await noteState(db, b.id, { working: 'working', workPlace: '440111000000', workSince: addDays(today, -200) });
    await sql`select grant_scope('spell:t', 'host:440111', ${b.id}::uuid, ${addDays(today, -200)}::date, '9999-12-31'::date)`.execute(db);
  });
  await look(a.id, b.id);
  const { items } = await county(listFindings, {});
  const of = (rule: string) => items.find((f) => f.rule === rule)!;
  return { ...app, county, system, look, today, a, b, v13: of('V13'), v08: of('V08') };
};

test('the desk of an area: lines, numbers, one case', async () => {
  const { county, v13, v08, today, a } = await scene();
  expect(v13).toMatchObject({
    ruleName: { zh: '劳动技能与年龄、健康不符' },
    person: { workerId: a.id, name: '班立冬', homeName: '克度镇先进村' },
    officeName: '克度镇',
    state: 'open',
    days: 0,
    late: false,
    assignee: null,
  });
  expect(v13.person.numberMasked).toMatch(/^\d{6}[^\d]+\w{4}$/);
  const numbers = await county(countFindings, {});
  expect(numbers).toMatchObject({ open: 2, hints: 0, late: 0, oldest: 0, openedLately: 0, closedLately: 0, waiting: 0 });
  expect(numbers.rules.map((r) => [r.rule, r.open]).sort()).toEqual([
    ['V08', 1],
    ['V13', 1],
  ]);
  expect(numbers.bands[0]).toEqual({ band: 'week', open: 2 });
  expect(await county(tableOfFindings, {})).toMatchObject({ areas: [{ name: '克度镇', total: 2 }], total: 2 });
  expect((await county(listFindings, { rule: 'V13' })).total).toBe(1);
  expect((await county(listFindings, { area: '522727101000' })).total).toBe(0);
  expect((await county(listFindings, { whose: 'mine' })).total).toBe(0);
  expect((await county(listFindings, { band: 'older' })).total).toBe(0);
  const one = await county(readFinding, { id: v13.id });
  expect(one).toMatchObject({ may: { work: true, ask: true, decide: false, reopen: false }, suggestion: null, history: [] });
  expect(one.sides[0]!.values.map((v) => v.value.zh)).toContain('无劳动力');
  expect((await county(readFinding, { id: v08.id })).sides[0]!.values.some((v) => v.value.zh === '没有核实过')).toBe(true);
  const book = await county(listRules, {});
  expect(book.items.find((r) => r.id === 'V13')).toMatchObject({ open: 1, living: true });
  expect(one.latest > today).toBe(true);
});

test('who sees which findings: homes of the own area; by key only what a host may know', async () => {
  const { as, v13, v08, county } = await scene();
  const seen = async (who: Parameters<typeof as>[0]) => {
    const person = await as(who);
    return (await person(listFindings, {})).items.map((f) => f.rule).sort();
  };
  for (const who of ['先进村', '克度镇', '黔南州', '贵州省'] as const) expect(await seen(who), who).toEqual(['V08', 'V13']);
  expect(await seen('独山县人社局')).toEqual([]);
  expect(await seen('广西')).toEqual([]);
  // labour ability is none of a host's business
  const station = await as('白云劳务站');
  const { items } = await station(listFindings, {});
  expect(items.map((f) => f.rule)).toEqual(['V08']);
  expect(items[0]).toMatchObject({ person: { homeName: expect.stringContaining('平塘县') }, officeName: '平塘县' });
  expect(await refused(station(readFinding, { id: v13.id }))).toBe('platform.notFound');
  expect((await station(readFinding, { id: v08.id })).may).toMatchObject({ work: true, decide: false });
  // an auditor looks and does nothing
  const auditor = await as('审计');
  expect((await auditor(listFindings, {})).items[0]!.person.name).toMatch(/^.\*+$/);
  expect((await auditor(readFinding, { id: v13.id })).may).toEqual({ work: false, ask: false, decide: false, reopen: false });
  expect(await refused(auditor(commentFinding, { id: v13.id, words: '看过' }))).toBe('platform.forbidden');
  for (const who of ['穗味餐饮', '培训学校', '劳动者', '系统管理员'] as const)
    expect(await refused((await as(who))(listFindings, {})), who).toBe('platform.forbidden');
  const other = await as('独山县人社局');
  expect(await refused(other(readFinding, { id: v13.id }))).toBe('platform.notFound');
  expect((await other(assignFindings, { ids: [v13.id], to: null })).assigned).toBe(0);
  expect((await county(readFinding, { id: v13.id })).history).toEqual([]);
});

test('notes and handing over: to who holds the area, back to the office, and with the account', async () => {
  const { as, county, v13, v08, system } = await scene();
  const town = await as('克度镇');
  const other = await as('独山县人社局');
  expect((await county(commentFinding, { id: v13.id, words: '已电话问过' })).history).toMatchObject([
    { kind: 'said', words: '已电话问过' },
  ]);
  const accounts = (await county(listDeskAccounts, { id: v13.id })).items.map((x) => x.id);
  expect(accounts).toContain(town.account.id);
  expect(accounts).not.toContain(other.account.id);
  expect(await refused(county(assignFindings, { ids: [v13.id], to: other.account.id }))).toBe('rosters.assigneeUnfit');
  expect(await county(assignFindings, { ids: [v13.id, v08.id], to: town.account.id, words: '请核实' })).toEqual({ assigned: 2, passed: 0 });
  expect((await town(listFindings, { whose: 'mine' })).total).toBe(2);
  expect((await town(countFindings, {})).mine).toBe(2);
  expect((await town(listNotices, {})).items.map((n) => n.text.zh)).toContain('平塘县人社局把 2 件疑点转给了您');
  // what waits for whom: handed over, or left to the lowest office
  expect(await town(countDuty, {})).toEqual({ open: 2, more: false });
  expect(await county(countDuty, {})).toEqual({ open: 0, more: false });
  expect((await (await as('先进村'))(countDuty, {})).open).toBe(0);
  const second = await as('克度镇');
  expect(await system((db) => handOverFindings(db, town.account.id, second.account.id))).toBe(2);
  expect((await second(listFindings, { whose: 'mine' })).total).toBe(2);
  expect(await county(assignFindings, { ids: [v13.id], to: null })).toEqual({ assigned: 1, passed: 0 });
  expect((await second(listFindings, { whose: 'office' })).total).toBe(1);
  // back with the office: whoever sits in the township or the village has it, the county has not, a station neither
  expect((await (await as('先进村'))(countDuty, {})).open).toBe(1);
  expect((await second(countDuty, {})).open).toBe(2);
  expect((await second(listFindings, { whose: 'duty' })).total).toBe(2);
  expect((await county(countDuty, {})).open).toBe(0);
  expect((await (await as('白云劳务站'))(countDuty, {})).open).toBe(0);
});

test('an exemption needs a second person, holds for these facts, and ends with its term', async () => {
  const { as, county, v13, v08, system, look, today, a, services } = await scene();
  const town = await as('克度镇');
  const boss = await as('平塘县人社局');
  expect(await refused(town(askExemption, { id: v13.id, reason: '残疾证在办', until: addDays(today, 400) }))).toBe(
    'rosters.exemptionTooLong',
  );
  expect(await refused(town(askExemption, { id: v13.id, reason: '残疾证在办', until: today }))).toBe('rosters.exemptionTooLong');
  const asked = await town(askExemption, { id: v13.id, reason: '残疾证在办', until: addDays(today, 90) });
  expect(asked.may).toMatchObject({ ask: false, decide: false });
  expect(await refused(town(askExemption, { id: v13.id, reason: '再申请一次', until: addDays(today, 90) }))).toBe('rosters.exemptionAsked');
  const id = asked.exemptions[0]!.id;
  expect(await refused(town(decideExemption, { id, approve: true }))).toBe('platform.forbidden');
  expect((await boss(listExemptions, {})).items).toMatchObject([{ id, state: 'asked', finding: { id: v13.id } }]);
  expect((await boss(countFindings, {})).waiting).toBe(1);
  // a county that asks itself needs another account of the county
  const own = await county(askExemption, { id: v08.id, reason: '船员，每季核实', until: addDays(today, 30) });
  expect(await refused(county(decideExemption, { id: own.exemptions[0]!.id, approve: true }))).toBe('rosters.exemptionByOneself');
  expect((await boss(decideExemption, { id: own.exemptions[0]!.id, approve: false, decision: '请先核实' })).state).toBe('open');
  expect(await refused((await as('独山县人社局'))(decideExemption, { id, approve: true }))).toBe('platform.notFound');
  const done = await boss(decideExemption, { id, approve: true, until: addDays(today, 60), decision: '同意' });
  expect(done).toMatchObject({ state: 'exempt', closedHow: 'exempt', exemptions: [{ state: 'approved', until: addDays(today, 60) }] });
  expect(await refused(county(decideExemption, { id, approve: false }))).toBe('rosters.exemptionDecided');
  // looked at again: the same facts, still exempt
  await look(a.id);
  expect((await county(readFinding, { id: v13.id })).state).toBe('exempt');
  // its term is over
  expect(await system((db) => expireExemptions(db, addDays(today, 60)))).toBe(0);
  expect(await system((db) => expireExemptions(db, addDays(today, 61)))).toBe(1);
  expect(await county(readFinding, { id: v13.id })).toMatchObject({ state: 'open', reopened: 1, exemptions: [{ state: 'expired' }] });
  // approved again, and the facts change: void
  const again = await town(askExemption, { id: v13.id, reason: '残疾证还在办', until: addDays(today, 90) });
  await boss(decideExemption, { id: again.exemptions[0]!.id, approve: true });
  await county(saveCondition, { id: a.id, ability: 'weak', health: ['healthy'], education: 'primary' });
  await look(a.id);
  expect(await county(readFinding, { id: v13.id })).toMatchObject({
    state: 'open',
    reopened: 2,
    exemptions: [{ state: 'void' }, { state: 'expired' }],
  });
  // put right while an exemption waits: nothing left to decide
  const third = await town(askExemption, { id: v13.id, reason: '第三次申请', until: addDays(today, 90) });
  await county(saveCondition, { id: a.id, ability: 'ordinary', health: ['healthy'], education: 'primary' });
  await look(a.id);
  expect(await county(readFinding, { id: v13.id })).toMatchObject({ state: 'closed', closedHow: 'corrected' });
  expect(await refused(boss(decideExemption, { id: third.exemptions[0]!.id, approve: true }))).toBe('rosters.exemptionDecided');
  expect(services.unexpected).toEqual([]);
});

test('an exemption can be taken back', async () => {
  const { as, county, v13, today } = await scene();
  const boss = await as('黔南州');
  const asked = await county(askExemption, { id: v13.id, reason: '残疾证在办', until: addDays(today, 90) });
  expect(await refused(county(reopenFinding, { id: v13.id, words: '试试' }))).toBe('rosters.findingEnded');
  await boss(decideExemption, { id: asked.exemptions[0]!.id, approve: true });
  expect(await county(reopenFinding, { id: v13.id, words: '证已经办好' })).toMatchObject({
    state: 'open',
    exemptions: [{ state: 'void' }],
    history: [{ kind: 'reopened', words: '证已经办好' }, { kind: 'approved' }, { kind: 'asked' }],
  });
});

test('a list that looks filled in for everybody is one doubt with its statistic, settled once by who may', async () => {
  const { as, county, services, system, today } = await scene();
  const statistic = '月收入 3,500 元的有 180 人（共 200 人），分布在 12 家单位、9 个县';
  const batch = await system((db) =>
    writtenBatch(db, services, {
      area: '522727104000',
      report: [{ rule: 'constants', severity: 'doubt', fields: ['monthlyIncome'], text: { zh: statistic, en: 'one income' } }],
    }),
  );
  await system((db) => openBatchDoubts(db, batch, today));
  await system((db) => openBatchDoubts(db, batch, today));
  const { items } = await county(listBatchDoubts, {});
  expect(items).toMatchObject([
    { finding: { text: { zh: statistic } }, batch: { id: batch, fileName: '八月务工.xlsx', areaName: '克度镇' }, may: true },
  ]);
  expect((await county(countFindings, {})).batches).toBe(1);
  const town = await as('克度镇');
  expect((await town(listBatchDoubts, {})).items).toMatchObject([{ may: false }]);
  expect((await (await as('独山县人社局'))(listBatchDoubts, {})).items).toEqual([]);
  const { id, version } = items[0]!;
  expect(await county(settleBatchDoubt, { id, version, decision: '抽查 10 人，收入属实，同一家公司' })).toMatchObject({ state: 'closed' });
  expect(await refused(county(settleBatchDoubt, { id, version, decision: '再来一次' }))).toBe('platform.changed');
  expect(VILLAGE).toMatch(/^522727104/);
});
