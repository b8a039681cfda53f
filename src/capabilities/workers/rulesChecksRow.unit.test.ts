// The rules one row decides: broken, kept, at the border, and without the column.
import { expect, test } from 'vitest';
import { verdictOf } from '#capabilities/rosters/rules.ts';
import { checkRow, workerRules } from './rulesChecks.ts';
import type { CheckContext } from './rulesChecksShapes.ts';
import { type WorkerField, type WorkerRow, workerFields } from './rulesWorkerRow.ts';

const context: CheckContext = { today: '2026-11-23', kind: 'spells' };
const said = (row: WorkerRow, over: Partial<CheckContext> = {}): string[] =>
  checkRow(row, { ...context, ...over }).map((f) => `${f.rule} ${f.severity} ${f.text.zh}`);
const rules = (row: WorkerRow, over: Partial<CheckContext> = {}): string[] =>
  checkRow(row, { ...context, ...over }).map((f) => `${f.rule} ${f.severity}`);

const born = (day: string) => ({ birthday: day });
const grown = born('1990-05-17');
const away = { place: '440306', homeCounty: '522727' };
const working: WorkerRow = {
  ...grown,
  working: true,
  start: '2026-03',
  monthlyIncome: 4500,
  employer: '演示一号电子厂',
  industry: 'C',
  pointToPoint: false,
  channel: 'recruited',
};

test('a blank number is refused; a sheet without numbers is not asked', () => {
  expect(said({ idNumber: null })).toEqual(['V01 error 没有填证件号码']);
  expect(rules({})).toEqual([]);
});

test('V04: who works has the five filled in, as far as the sheet has them', () => {
  expect(rules(working)).toEqual([]);
  expect(said({ ...working, monthlyIncome: null, industry: null })).toEqual(['V04 error 正在务工，没有填务工月收入、所属行业']);
  for (const field of ['monthlyIncome', 'employer', 'industry', 'pointToPoint', 'channel'] as const) {
    expect(rules({ ...working, [field]: null }), field).toEqual(['V04 error']);
    const { [field]: _, ...without } = working;
    expect(rules(without), field).toEqual([]);
  }
  expect(rules({ ...working, working: false, end: '2026-09', employer: null })).toEqual([]);
  expect(rules({ ...working, working: null, employer: null })).toEqual([]);
  // no is an answer, and so is a blank that is none
  expect(rules({ ...working, pointToPoint: false })).toEqual([]);
  expect(rules({ ...working, employer: '' })).toEqual(['V04 error']);
});

test('V05: public posts and workshops stand in the home county', () => {
  expect(said({ ...away, channel: 'publicPost' })).toEqual(['V05 doubt 务工地点在户籍县以外，就业渠道却是“公益性岗位”']);
  expect(rules({ ...away, channel: 'workshop' })).toEqual(['V05 doubt']);
  expect(rules({ ...away, channel: 'recruited' })).toEqual([]);
  expect(rules({ place: '522727', homeCounty: '522727', channel: 'publicPost' })).toEqual([]);
  expect(rules({ place: '522727101000', homeCounty: '522727', channel: 'publicPost' })).toEqual([]);
  // a prefecture may hold the home county; another prefecture cannot; 东莞 has no counties
  expect(rules({ place: '522700', homeCounty: '522727', channel: 'publicPost' })).toEqual([]);
  expect(rules({ place: '520100', homeCounty: '522727', channel: 'publicPost' })).toEqual(['V05 doubt']);
  expect(rules({ place: '441900', homeCounty: '522727', channel: 'workshop' })).toEqual(['V05 doubt']);
  expect(rules({ place: '440306', channel: 'publicPost' })).toEqual([]);
  expect(rules({ ...away, place: null, channel: 'publicPost' })).toEqual([]);
  // a county under its former code
  const sameCounty = (a: string, b: string) => [a, b].sort().join() === '520181,522501';
  expect(rules({ place: '522501', homeCounty: '520181', channel: 'publicPost' }, { sameCounty })).toEqual([]);
});

test('V06: age in a public post, at the border', () => {
  const post = { channel: 'publicPost', ...away, place: '522727' } as const;
  expect(said({ ...post, ...born('2010-11-24') })).toEqual(['V06 error 到公益性岗位时只有 15 岁，未满 16 周岁']);
  expect(rules({ ...post, ...born('2010-11-23') })).toEqual([]);
  expect(rules({ ...post, ...born('1956-11-24') })).toEqual([]);
  expect(said({ ...post, ...born('1956-11-23') })).toEqual(['V06 doubt 公益性岗位人员已 70 岁（70 周岁及以上）']);
  // sixty-nine when the post ended; of a month, the reading that accuses nobody
  expect(rules({ ...post, ...born('1956-03-10'), start: '2024-01', end: '2026-02', working: false })).toEqual([]);
  expect(rules({ ...post, ...born('1956-03-10'), start: '2024-01', end: '2026-03', working: false })).toEqual([]);
  // kind of post filled in without a channel
  expect(rules({ publicPostKind: '保洁员', publicPostMonths: 5, ...born('2012-01-01') })).toEqual(['V06 error']);
  expect(rules({ ...post })).toEqual([]);
});

test('V06: kind and months of the post together', () => {
  expect(said({ publicPostKind: '保洁员', publicPostMonths: null })).toEqual(['V06 doubt 填了公益性岗位类型“保洁员”，没有填月数']);
  expect(rules({ publicPostKind: null, publicPostMonths: 6 })).toEqual(['V06 doubt']);
  expect(rules({ publicPostKind: '保洁员', publicPostMonths: 6 })).toEqual([]);
  expect(rules({ publicPostKind: null, publicPostMonths: null })).toEqual([]);
  expect(rules({ publicPostKind: null, publicPostMonths: 0 })).toEqual([]);
  expect(rules({ publicPostKind: '保洁员' })).toEqual([]);
  expect(rules({ publicPostMonths: 6 })).toEqual([]);
});

test('V08: who stopped has an end, not in the future, not before the start', () => {
  expect(said({ working: false, start: '2026-01', end: null })).toEqual(['V08 doubt 已不务工，没有填结束时间']);
  expect(rules({ working: false, end: null })).toEqual(['V08 doubt']);
  expect(said({ working: false, start: '2026-01', end: '2099-12' })).toEqual(['V08 doubt 已不务工，结束时间 2099-12 却在今天以后']);
  expect(rules({ working: false, end: '2026-11' })).toEqual([]);
  expect(rules({ working: false, end: '2026-11-23' })).toEqual([]);
  expect(rules({ working: false, end: '2026-11-24' })).toEqual(['V08 doubt']);
  expect(rules({ working: false })).toEqual([]);
  // never began: nothing to end
  expect(rules({ working: false, start: null, end: null })).toEqual([]);
  expect(rules({ working: true, start: '2026-01', end: null })).toEqual([]);
  expect(said({ working: false, start: '2026-05', end: '2026-04' })).toEqual(['V08 doubt 结束时间 2026-04 早于开始时间 2026-05']);
  expect(rules({ working: false, start: '2026-03-15', end: '2026-03' })).toEqual([]);
  expect(rules({ working: false, start: '2026-03-15', end: '2026' })).toEqual([]);
});

test('V09: incomes', () => {
  for (const [income, wrong] of [
    [100, false],
    [99.99, true],
    [0, true],
    [-1, true],
    [30_000, false],
    [30_000.01, true],
  ] as const)
    expect(rules({ monthlyIncome: income }), String(income)).toEqual(wrong ? ['V09 doubt'] : []);
  expect(said({ monthlyIncome: 100_000 })).toEqual(['V09 doubt 月收入 100,000 元，高于 30,000 元']);
  expect(rules({ working: false, end: '2026-09', monthlyIncome: 0 })).toEqual([]);
  expect(rules({ monthlyIncome: null })).toEqual([]);
  expect(said({ yearlyIncome: 4.8 })).toEqual(['V09 doubt 年收入 4.8 元，太低，可能单位是万元']);
  expect(rules({ yearlyIncome: 360_000 })).toEqual([]);
  expect(rules({ yearlyIncome: 360_001 })).toEqual(['V09 doubt']);
  expect(rules({ yearlyIncome: 0 })).toEqual([]);
});

test('V10: sixteen when work began; the 29th of February; months and years mean any of their days', () => {
  const starts = (start: string, day = '2004-05-17') => rules({ ...born(day), start });
  expect(starts('2020-05-16')).toEqual(['V10 error']);
  expect(starts('2020-05-17')).toEqual([]);
  expect(starts('2020-05')).toEqual([]);
  expect(starts('2020-04')).toEqual(['V10 error']);
  expect(starts('2020')).toEqual([]);
  expect(starts('2019')).toEqual(['V10 error']);
  expect(starts('2021-02-28', '2005-03-01')).toEqual(['V10 error']);
  expect(said({ ...born('2004-05-17'), start: '2003' })).toEqual(['V10 error 开始务工的时间 2003 早于出生日期']);
  expect(starts('rubbish')).toEqual([]);
  expect(rules({ start: '2000-01' })).toEqual([]);
  // from the number, where the sheet has no date of birth
  expect(rules({ idNumber: '520000200405170011', start: '2019-01' })).toEqual(['V10 error']);
});

test('V11: without labour, yet away', () => {
  for (const labour of ['none', 'lost', 'weak'] as const) expect(rules({ ...away, labour }), labour).toEqual(['V11 doubt']);
  for (const labour of ['ordinary', 'skilled'] as const) expect(rules({ ...away, labour }), labour).toEqual([]);
  expect(rules({ place: '522727', homeCounty: '522727', labour: 'weak' })).toEqual([]);
  expect(rules({ ...away, labour: 'none', working: false })).toEqual([]);
  expect(rules({ ...away, identity: ['poverty_tekun'] })).toEqual(['V11 doubt']);
  expect(rules({ ...away, identity: ['poverty_general'] })).toEqual([]);
  expect(rules({ ...away, labour: 'none', identity: ['low_income_tekun'] })).toEqual(['V11 doubt', 'V11 doubt']);
  expect(rules({ labour: 'none', place: '440306' })).toEqual([]);
});

test('V12: students', () => {
  expect(said({ school: 'bachelor2', working: true })).toEqual(['V12 doubt 在校生（本科二年级）登记为正在务工']);
  expect(rules({ school: 'bachelor2', labour: 'ordinary' })).toEqual(['V12 doubt']);
  expect(rules({ school: 'bachelor2', labour: 'none' })).toEqual([]);
  expect(rules({ school: 'preschool', working: true })).toEqual([]);
  expect(rules({ school: null, working: true })).toEqual([]);
  expect(said({ ...born('2010-11-24'), labour: 'ordinary' })).toEqual(['V12 doubt 只有 15 岁，劳动技能填了“普通劳动力”']);
  expect(rules({ ...born('2010-11-23'), labour: 'ordinary' })).toEqual([]);
  expect(rules({ ...born('2015-01-01'), labour: null })).toEqual([]);
});

test('V13: labour that does not fit age and health', () => {
  const healthy = { health: ['healthy'], school: null } as const;
  expect(said({ ...grown, ...healthy, labour: 'none' })).toEqual(['V13 doubt 36 岁、健康、不在校，劳动技能却是“无劳动力”']);
  expect(rules({ ...grown, ...healthy, labour: 'weak' })).toEqual(['V13 doubt']);
  expect(rules({ ...grown, health: ['chronic'], school: null, labour: 'weak' })).toEqual([]);
  expect(rules({ ...grown, school: null, labour: 'weak' })).toEqual([]);
  expect(rules({ ...grown, health: null, school: null, labour: 'weak' })).toEqual([]);
  expect(rules({ ...born('2004-01-01'), ...healthy, school: 'bachelor3', labour: 'none' })).toEqual([]);
  // no column of schooling: a student might be meant
  expect(rules({ ...born('2004-01-01'), health: ['healthy'], labour: 'none' })).toEqual([]);
  expect(rules({ ...grown, health: ['healthy'], labour: 'none' })).toEqual(['V13 doubt']);
  expect(rules({ ...born('1966-11-24'), labour: 'ordinary' })).toEqual([]);
  expect(rules({ ...born('1966-11-23'), labour: 'ordinary' })).toEqual(['V13 doubt']);
  expect(rules({ ...born('1966-11-23'), ...healthy, labour: 'weak' })).toEqual([]);
});

test('V14: months and place together, no more than there were', () => {
  const months = (n: number | null, over: WorkerRow = {}, kind: CheckContext['kind'] = 'spells') =>
    rules({ place: '440306', months: n, ...over }, { kind });
  expect(months(12)).toEqual([]);
  expect(months(13)).toEqual(['V14 error']);
  expect(months(-1)).toEqual(['V14 error']);
  expect(months(null)).toEqual(['V14 error']);
  expect(months(5, { place: null })).toEqual(['V14 error']);
  expect(months(0, { place: null })).toEqual([]);
  expect(months(null, { place: null })).toEqual([]);
  expect(rules({ months: 5 })).toEqual([]);
  expect(rules({ place: '440306' })).toEqual([]);
  expect(months(9, { start: '2026-03' })).toEqual([]);
  expect(months(10, { start: '2026-03' })).toEqual(['V14 error']);
  expect(months(3, { start: '2026-03', end: '2026-05' })).toEqual([]);
  expect(months(4, { start: '2026-03', end: '2026-05' })).toEqual(['V14 error']);
  expect(months(4, { start: '2026-03', end: '2026' })).toEqual([]);
  // a person's months may come from several spells
  expect(months(10, { start: '2026-03' }, 'people')).toEqual([]);
  expect(months(11, { year: 2026 }, 'people')).toEqual([]);
  expect(months(12, { year: 2026 }, 'people')).toEqual(['V14 error']);
  expect(months(12, { year: 2025 }, 'people')).toEqual([]);
});

test('V15: plans need services', () => {
  expect(rules({ plansToWork: true, serviceNeeds: null })).toEqual(['V15 doubt']);
  expect(rules({ plansToWork: true, serviceNeeds: [] })).toEqual(['V15 doubt']);
  expect(rules({ plansToWork: true, serviceNeeds: ['岗位推荐'] })).toEqual([]);
  expect(rules({ plansToWork: false, serviceNeeds: null })).toEqual([]);
  expect(rules({ plansToWork: true })).toEqual([]);
});

test('V16: help within six months', () => {
  const risk = { riskRemoved: false, labour: 'ordinary', identifiedOn: '2026-04', measures: ['training'] } as const;
  expect(said(risk)).toEqual(['V16 doubt 2026-04 识别，风险未消除、有劳动力，超过 6 个月只有技能培训']);
  expect(rules({ ...risk, measures: null })).toEqual(['V16 doubt']);
  expect(rules({ ...risk, measures: ['training', 'industry'] })).toEqual([]);
  expect(rules({ ...risk, identifiedOn: '2026-05-23' })).toEqual([]);
  expect(rules({ ...risk, identifiedOn: '2026-05-22' })).toEqual(['V16 doubt']);
  expect(rules({ ...risk, identifiedOn: '2026-05' })).toEqual([]);
  expect(rules({ ...risk, labour: 'none' })).toEqual([]);
  expect(rules({ ...risk, riskRemoved: true })).toEqual([]);
  const { measures: _, ...without } = risk;
  expect(rules(without)).toEqual([]);
});

test('V17: what is registered has something behind it', () => {
  expect(rules({ subsidyRegistered: true, subsidyAmount: 0 })).toEqual(['V17 doubt']);
  expect(rules({ subsidyRegistered: true, subsidyAmount: null })).toEqual(['V17 doubt']);
  expect(rules({ subsidyRegistered: true, subsidyAmount: 500 })).toEqual([]);
  expect(rules({ subsidyRegistered: true })).toEqual([]);
  expect(rules({ subsidyRegistered: false, subsidyAmount: null })).toEqual([]);
  const led = { measures: ['labourExport'], identifiedOn: '2025-06', working: true, start: '2026-01', end: null } as const;
  expect(rules({ ...led, ...away })).toEqual([]);
  expect(rules({ ...led, place: '522727', homeCounty: '522727' })).toEqual(['V17 doubt']);
  expect(rules({ ...led, ...away, working: false, start: '2024-01', end: '2025-05' })).toEqual(['V17 doubt']);
  expect(rules({ ...led, ...away, working: false, start: '2024-01', end: '2025-06' })).toEqual([]);
  expect(rules({ ...led, place: null, homeCounty: '522727', working: false, start: null })).toEqual(['V17 doubt']);
  // a prefecture that holds the home county: somewhere in it may be meant
  expect(rules({ ...led, place: '522700', homeCounty: '522727' })).toEqual([]);
  expect(rules({ measures: ['labourExport'] })).toEqual([]);
  expect(rules({ measures: ['employment'], householdWages: 0 })).toEqual(['V17 doubt']);
  expect(rules({ measures: ['employment'], householdWages: 20_000 })).toEqual([]);
});

test('V18: a risk that is real', () => {
  expect(rules({ riskCauses: ['unstableWork'], labour: 'none' })).toEqual(['V18 doubt']);
  expect(rules({ riskCauses: ['unstableWork'], labour: 'ordinary', working: false, start: null })).toEqual(['V18 doubt']);
  expect(rules({ riskCauses: ['unstableWork'], labour: 'ordinary', working: false, start: '2026-01', end: '2026-04' })).toEqual([]);
  expect(rules({ riskCauses: ['illness'], labour: 'none' })).toEqual([]);
  expect(rules({ identifiedOn: '2026-03-30', removedOn: '2026-04-02' })).toEqual(['V18 doubt']);
  expect(rules({ identifiedOn: '2026-03', removedOn: '2026-05' })).toEqual([]);
  expect(rules({ identifiedOn: '2026-03', removedOn: '2026-02' })).toEqual(['V18 doubt']);
  expect(rules({ identifiedOn: '2026', removedOn: '2026-02' })).toEqual([]);
});

test('V19: a hint changes no verdict', () => {
  const row = { ...grown, working: false, start: null, end: null, education: 'juniorCollege' } as const;
  expect(said(row)).toEqual(['V19 hint 大专及以上学历，目前没有就业']);
  expect(verdictOf(checkRow(row, context))).toBe('accepted');
  expect(rules({ ...row, education: 'seniorHigh' })).toEqual([]);
  expect(rules({ ...row, education: 'seniorHigh', labour: 'skilled' })).toEqual(['V19 hint']);
  expect(rules({ ...row, working: true })).toEqual([]);
  expect(rules({ ...row, ...born('1960-01-01') })).toEqual([]);
});

test('the worst finding is the verdict', () => {
  const of = (...severities: ('error' | 'doubt' | 'hint')[]) =>
    verdictOf(severities.map((severity) => ({ rule: 'x', severity, fields: [], text: { zh: '', en: '' } })));
  expect([of(), of('hint'), of('hint', 'doubt'), of('doubt', 'error')]).toEqual(['accepted', 'accepted', 'doubtful', 'refused']);
});

test('every rule has its two sentences and names fields that exist', () => {
  for (const rule of workerRules) {
    expect(rule.id).toMatch(/^V(?:0\d|1\d|20)$/);
    expect(rule.text.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(rule.text.en).toMatch(/^[A-Z]/);
    for (const field of rule.fields) expect(workerFields).toContain<WorkerField>(field);
  }
  // V03 is decided where the cell is read
  const ids = [...new Set(workerRules.map((r) => r.id))];
  expect(ids).toEqual(Array.from({ length: 20 }, (_, n) => `V${String(n + 1).padStart(2, '0')}`).filter((id) => id !== 'V03'));
});
