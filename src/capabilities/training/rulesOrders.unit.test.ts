import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areaOf } from '#capabilities/access/rules.ts';
import {
  keptPercent,
  type OrderClass,
  type OrderFacts,
  orderConditions,
  partiesSigned,
  promisesOf,
  substanceDiffers,
  type Trainee,
  tallyOf,
  type WorkFact,
  whyNotEmployer,
  whyNotPosts,
} from './rules.ts';

const facts = (more: Partial<OrderFacts> = {}): OrderFacts => ({
  employer: '穗味餐饮（示例）',
  seats: 30,
  posts: 30,
  arrears: 0,
  toldArrears: true,
  office: { zh: '平塘县', en: 'Pingtang' },
  terms: { signed: ['employer', 'school', 'office'] },
  ...more,
});

test('an employer with open arrears has no order class; an organisation’s own account is told whom to ask, not why', () => {
  expect(whyNotEmployer(facts())).toBeUndefined();
  expect(whyNotEmployer(facts({ arrears: 2 }))?.zh).toBe('穗味餐饮（示例）有 2 起欠薪没有结清，不能办订单班。结清并登记之后再签');
  const untold = whyNotEmployer(facts({ arrears: 2, toldArrears: false }));
  expect(untold?.zh).toContain('请向平塘县人社部门了解原因');
  expect(`${untold?.zh}${untold?.en}`).not.toMatch(/欠薪|arrears/);
});

test('fewer posts than seats: the sentence says how many are missing', () => {
  expect(whyNotPosts(facts())).toBeUndefined();
  expect(whyNotPosts(facts({ posts: 26 }))?.zh).toBe(
    '穗味餐饮（示例）预留 26 个岗位，计划招 30 人，还差 4 个。请增加岗位，或者减少招生人数',
  );
});

test('conditions name who has not signed', () => {
  expect(orderConditions(facts()).every((c) => c.met === true)).toBe(true);
  expect(orderConditions(facts({ terms: null })).find((c) => c.key === 'orderSigned')?.text.zh).toBe('还没有登记三方协议');
  expect(orderConditions(facts({ terms: { signed: ['employer'] } })).find((c) => c.key === 'orderSigned')?.text.zh).toBe(
    '三方协议还缺学校、平塘县人社部门签字',
  );
});

test('who signs: each organisation’s own account, and the office over exactly the area', () => {
  const of = { employerId: 'e', schoolId: 's', officeCode: '522727000000' };
  const held = (role: string, areaCode: string, relation: string | null = null) => [{ role, areaCode, area: areaOf(areaCode), relation }];
  expect(partiesSigned(held('employer', '440111000000', 'org:e'), of)).toEqual(['employer']);
  expect(partiesSigned(held('school', '522727000000', 'org:s'), of)).toEqual(['school']);
  expect(partiesSigned(held('employer', '440111000000', 'org:other'), of)).toEqual([]);
  expect(partiesSigned(held('school', '440111000000', 'org:e'), of)).toEqual([]);
  expect(partiesSigned(held('county_bureau', '522727000000'), of)).toEqual(['office']);
  expect(partiesSigned(held('steering', '522700000000'), of)).toEqual([]);
  expect(partiesSigned(held('village_cadre', '522727104213'), of)).toEqual([]);
});

test('heads, pay, place and days are substance; notes and the order of posts are not', () => {
  const post = (more = {}) => ({
    id: 'p',
    title: '烧腊',
    occupation: '',
    place: '440111000000',
    heads: 10,
    payMin: 4000,
    payMax: 6000,
    note: '',
    ...more,
  });
  const terms = (posts = [post()], more = {}) => ({ entryDays: 7, contractDays: 30, posts, ...more });
  expect(substanceDiffers(terms(), terms([post({ note: '包吃住' })]))).toBe(false);
  expect(substanceDiffers(terms([post(), post({ title: '点心' })]), terms([post({ title: '点心' }), post()]))).toBe(false);
  for (const more of [{ heads: 9 }, { payMin: 3900 }, { payMax: 6500 }, { place: '440113000000' }, { title: '卤味' }])
    expect(substanceDiffers(terms(), terms([post(more)]))).toBe(true);
  expect(substanceDiffers(terms(), terms([post()], { contractDays: 60 }))).toBe(true);
});

// The four promises -----------------------------------------------------------------------------------------------------------------

const order = (more: Partial<OrderClass> = {}): OrderClass => ({
  firstLesson: '2026-06-08',
  planTo: '2026-07-17',
  entryDays: 7,
  contractDays: 30,
  posts: [
    { id: 'p1', title: '烧腊师傅', occupation: '4-03-02-01', payMin: 5000 },
    { id: 'p2', title: '点心师傅', occupation: '4-03-02-02', payMin: 4500 },
  ],
  ...more,
});
const trainee = (more: Partial<Trainee> = {}): Trainee => ({
  state: 'finished',
  enrolledOn: '2026-06-01',
  endedOn: '2026-07-17',
  intent: { postId: 'p1', onDay: '2026-05-20' },
  entry: { onDay: '2026-06-10' },
  practice: { postId: 'p1', onDay: '2026-06-20', toDay: '2026-07-10' },
  work: [],
  ...more,
});
const work = (more: Partial<WorkFact> = {}): WorkFact => ({
  organisationId: 'e',
  kind: 'work',
  start: '2026-07-20',
  ended: null,
  occupation: '4-03-02-01',
  contractFrom: '2026-07-20',
  payMonth: 5200,
  ...more,
});
const states = (t: Trainee, today: string, c = order()) => promisesOf(t, c, today).map((x) => x.state);
const one = (t: Trainee, today: string, i: number, c = order()) => promisesOf(t, c, today)[i]!;

test('all four kept', () => {
  expect(states(trainee({ work: [work()] }), '2026-08-30')).toEqual(['met', 'met', 'met', 'met']);
});

test('招生即招工: an intent with a post, signed before the first lesson; the day itself is too late', () => {
  expect(one(trainee({ intent: { postId: 'p1', onDay: '2026-06-08' } }), '2026-08-30', 0)).toMatchObject({
    state: 'not',
    day: '2026-06-08',
  });
  expect(one(trainee({ intent: { postId: 'gone', onDay: '2026-05-20' } }), '2026-08-30', 0)).toMatchObject({ state: 'not' });
  expect(one(trainee({ intent: null }), '2026-06-07', 0)).toMatchObject({ state: 'yet', day: '2026-06-08' });
  expect(one(trainee({ intent: null }), '2026-06-08', 0)).toMatchObject({ state: 'not' });
  expect(one(trainee({ intent: null }), '2026-06-08', 0, order({ firstLesson: null }))).toMatchObject({ state: 'yet', day: null });
});

test('入学即入职: within the days of the agreement, from the first day one is really there', () => {
  expect(one(trainee({ entry: { onDay: '2026-06-15' } }), '2026-08-30', 1)).toMatchObject({ state: 'met' });
  expect(one(trainee({ entry: { onDay: '2026-06-16' } }), '2026-08-30', 1)).toMatchObject({ state: 'not' });
  expect(one(trainee({ entry: null }), '2026-06-15', 1)).toMatchObject({ state: 'yet', day: '2026-06-15' });
  expect(one(trainee({ entry: null }), '2026-06-16', 1)).toMatchObject({ state: 'not' });
  // who came later has as many days
  expect(one(trainee({ enrolledOn: '2026-06-20', entry: null }), '2026-06-27', 1)).toMatchObject({ state: 'yet', day: '2026-06-27' });
});

test('顶岗即上岗: practice at the very post; an internship in the ledger vouches for it', () => {
  expect(one(trainee({ practice: { postId: 'p2', onDay: '2026-06-20', toDay: null } }), '2026-08-30', 2)).toMatchObject({ state: 'not' });
  expect(one(trainee({ practice: null }), '2026-07-17', 2)).toMatchObject({ state: 'yet' });
  expect(one(trainee({ practice: null }), '2026-07-18', 2)).toMatchObject({ state: 'not' });
  const interned = work({ kind: 'internship', start: '2026-06-20', contractFrom: null });
  expect(one(trainee({ practice: null, work: [interned] }), '2026-07-18', 2)).toMatchObject({ state: 'met', day: '2026-06-20' });
  expect(one(trainee({ practice: null, work: [{ ...interned, occupation: '4-03-02-02' }] }), '2026-07-18', 2)).toMatchObject({
    state: 'not',
  });
});

test('毕业即就业: a contract within the days; late, less pay than promised, or none is a broken promise; internship is no work', () => {
  expect(one(trainee(), '2026-08-16', 3)).toMatchObject({ state: 'yet', day: '2026-08-16' });
  expect(one(trainee(), '2026-08-17', 3)).toMatchObject({ state: 'not', day: '2026-08-16' });
  expect(one(trainee({ work: [work({ contractFrom: '2026-08-16' })] }), '2026-09-01', 3)).toMatchObject({ state: 'met' });
  expect(one(trainee({ work: [work({ contractFrom: '2026-08-17' })] }), '2026-09-01', 3).text.zh).toContain('才开始');
  expect(one(trainee({ work: [work({ payMonth: 4999 })] }), '2026-09-01', 3).text.zh).toContain('低于承诺的 5000 元');
  expect(one(trainee({ work: [work({ payMonth: null })] }), '2026-09-01', 3)).toMatchObject({ state: 'met' });
  expect(one(trainee({ work: [work({ kind: 'internship' })] }), '2026-09-01', 3)).toMatchObject({ state: 'not' });
  // hired on entering and still there
  expect(one(trainee({ work: [work({ start: '2026-06-10', contractFrom: '2026-06-10' })] }), '2026-09-01', 3)).toMatchObject({
    state: 'met',
  });
  expect(
    one(trainee({ work: [work({ start: '2026-06-10', contractFrom: '2026-06-10', ended: '2026-07-01' })] }), '2026-09-01', 3),
  ).toMatchObject({ state: 'not' });
});

test('whoever left or failed is counted apart and breaks no promise of the employer', () => {
  const left = trainee({ state: 'withdrawn', endedOn: '2026-06-20' });
  const people = [trainee({ work: [work()] }), trainee(), left].map((t) => ({
    state: t.state,
    checks: promisesOf(t, order(), '2026-09-01'),
  }));
  const t = tallyOf(people);
  expect(t).toMatchObject({ trainees: 3, gone: 1, counts: { contract: { met: 1, not: 1, yet: 0 } } });
  expect(keptPercent(1, 1)).toBe(50);
  expect(keptPercent(0, 0)).toBeNull();
});

const day = fc.integer({ min: 0, max: 200 }).map((n) => new Date(Date.UTC(2026, 4, 1 + n)).toISOString().slice(0, 10));
test('what was met or broken stays so as days pass, while nothing new is entered; four answers for everybody', () => {
  const anyone = fc.record({
    state: fc.constantFrom('enrolled' as const, 'finished' as const),
    intent: fc.option(fc.record({ postId: fc.constantFrom('p1', 'p2', 'gone'), onDay: day }), { nil: null }),
    entry: fc.option(fc.record({ onDay: day }), { nil: null }),
    practice: fc.option(fc.record({ postId: fc.constantFrom('p1', 'p2', null), onDay: day, toDay: fc.constant(null) }), { nil: null }),
    work: fc.array(
      fc.record({
        kind: fc.constantFrom('work' as const, 'internship' as const),
        contractFrom: fc.option(day, { nil: null }),
        payMonth: fc.constantFrom(null, 4000, 6000),
      }),
      {
        maxLength: 2,
      },
    ),
  });
  fc.assert(
    fc.property(anyone, day, day, (a, d1, d2) => {
      const t = trainee({
        ...a,
        endedOn: a.state === 'finished' ? '2026-07-17' : null,
        work: a.work.map((w) => work({ ...w, start: w.contractFrom ?? '2026-07-20' })),
      });
      const [early, later] = [d1, d2].sort() as [string, string];
      const before = promisesOf(t, order(), early);
      const after = promisesOf(t, order(), later);
      expect(before.map((c) => c.promise)).toEqual(['intent', 'entry', 'practice', 'contract']);
      for (const [i, c] of before.entries()) if (c.state !== 'yet') expect(after[i]!.state, c.promise).toBe(c.state);
    }),
  );
});
