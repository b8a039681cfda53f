import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areaOf } from '#capabilities/access/rules.ts';
import { findOccupation } from '#standards/occupations/occupations.ts';
import type { ClassState, ClassStep } from './contract.ts';
import {
  approves,
  byOffice,
  type ClassPlace,
  type ConditionFacts,
  classReach,
  classStateOn,
  collisionsIn,
  conditionsOf,
  coverOf,
  holdsFrom,
  LIFE,
  type Module,
  nextStep,
  occupationsFor,
  type PlannedLesson,
  PROGRAMMES,
  programmes,
  rankOf,
  roomKey,
  STEPS,
  type StepRow,
  slotsMeet,
  unmet,
  type VersionLife,
  versionInForce,
  versionStateOn,
  whyNotDay,
  whyNotLesson,
  whyNotSides,
  whyNotUnder,
  writes,
} from './rules.ts';

// Programmes ------------------------------------------------------------------------------------------------------------------------

test('every programme trains for something that the standards know, and says where that is from', () => {
  for (const code of PROGRAMMES) {
    const p = programmes[code];
    for (const name of p.occupations) expect(findOccupation(name), `${code} names ${name}`).toBeDefined();
    expect(occupationsFor(code).length, code).toBeGreaterThan(0);
    expect(p.source, code).not.toBe('');
    expect(programmes[p.project].kind, code).toBe('project');
  }
});

// Standards -------------------------------------------------------------------------------------------------------------------------

const SIDES = ['440000000000', '520000000000'];
const version = (more: Partial<VersionLife> = {}): VersionLife & { label: string; title: string } => ({
  ordinal: 1,
  validFrom: '2021-03-01',
  sides: SIDES,
  adoptions: SIDES.map((sideCode) => ({ sideCode, adoptedOn: '2021-02-01' })),
  label: 'v1',
  title: '广东烧味制作',
  ...more,
});

test('a version holds once all sides adopted it and its day has come, until a later one does', () => {
  const one = version();
  const two = version({
    ordinal: 2,
    validFrom: '2022-01-01',
    adoptions: SIDES.map((sideCode, i) => ({ sideCode, adoptedOn: `2022-01-1${i}` })),
  });
  expect(holdsFrom(one)).toBe('2021-03-01');
  expect(holdsFrom(two)).toBe('2022-01-11');
  const all = [one, two];
  expect(versionStateOn(one, all, '2021-01-31')).toBe('draft');
  expect(versionStateOn(one, all, '2021-02-28')).toBe('coming');
  expect(versionStateOn(one, all, '2022-01-10')).toBe('force');
  expect(versionStateOn(two, all, '2022-01-10')).toBe('adopting');
  expect(versionStateOn(one, all, '2022-01-11')).toBe('replaced');
  expect(versionInForce(all, '2022-01-11')).toBe(two);
});

test('on no day two versions of one standard are in force', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((d) => `2021-02-${String(d).padStart(2, '0')}`);
  const drawn = fc.record({ validFrom: day, a: fc.option(day), b: fc.option(day) });
  fc.assert(
    fc.property(fc.array(drawn, { maxLength: 5 }), day, (list, on) => {
      const all = list.map((v, i) =>
        version({
          ordinal: i + 1,
          validFrom: v.validFrom,
          adoptions: [v.a, v.b].flatMap((adoptedOn, side) => (adoptedOn ? [{ sideCode: SIDES[side]!, adoptedOn }] : [])),
        }),
      );
      expect(all.filter((v) => versionStateOn(v, all, on) === 'force').length).toBeLessThan(2);
    }),
  );
});

test('sides of a standard: two provinces, none inside another', () => {
  expect(whyNotSides(SIDES)).toBeUndefined();
  expect(whyNotSides(['440000000000', '440100000000'])?.zh).toContain('两个省');
  expect(whyNotSides(['440000000000', '520000000000', '522700000000'])?.zh).toContain('里面');
});

test('why a class cannot be held under a version', () => {
  const held = { planFrom: '2021-06-01', originCode: '522727000000', hostCode: '440111000000' };
  const one = version();
  expect(whyNotUnder(one, [one], held)).toBeUndefined();
  expect(whyNotUnder(one, [one], { ...held, originCode: '450100000000' })?.zh).toContain('来源地');
  expect(whyNotUnder(one, [one], { ...held, planFrom: '2021-02-15' })?.zh).toContain('2021-03-01');
  const half = version({ adoptions: [] });
  expect(whyNotUnder(half, [half], held)?.zh).toContain('还没有由各方采用');
});

// Timetable -------------------------------------------------------------------------------------------------------------------------

const modules: Module[] = [
  { number: 1, title: '食品安全', theoryHours: 8, practiceHours: 0, units: [] },
  { number: 2, title: '烧腊', theoryHours: 12, practiceHours: 60, units: [] },
];
const lesson = (more: Partial<PlannedLesson> = {}): PlannedLesson => ({
  lessonId: 'a',
  module: 1,
  kind: 'theory',
  day: '2022-06-08',
  fromMinute: 540,
  toMinute: 720,
  hours: 4,
  teacherId: 't',
  roomKey: 'r',
  state: 'planned',
  ...more,
});

test('hours are summed by module and kind, cancelled ones not', () => {
  const cover = coverOf(modules, [lesson(), lesson({ state: 'cancelled' }), lesson({ module: 2, kind: 'practice', hours: 2.5 })]);
  expect(cover[0]!.theory).toEqual({ needed: 8, planned: 4 });
  expect(cover[1]!.practice).toEqual({ needed: 60, planned: 2.5 });
});

test('a collision is found exactly where two planned lessons share a teacher or a room and an hour', () => {
  const drawn = fc.record({
    day: fc.constantFrom('2022-06-08', '2022-06-09'),
    fromMinute: fc.integer({ min: 0, max: 20 }),
    length: fc.integer({ min: 1, max: 8 }),
    teacherId: fc.constantFrom(null, 't', 'u'),
    roomKey: fc.constantFrom('', 'r', 's'),
    state: fc.constantFrom('planned' as const, 'planned' as const, 'cancelled' as const),
  });
  fc.assert(
    fc.property(fc.array(drawn, { maxLength: 9 }), (list) => {
      const lessons = list.map(({ length, ...l }, i) => lesson({ ...l, lessonId: String(i), toMinute: l.fromMinute + length }));
      const found = collisionsIn(lessons);
      const clash = (what: 'teacher' | 'room') =>
        lessons.some((a, i) =>
          lessons.some(
            (b, j) =>
              i < j &&
              a.state === 'planned' &&
              b.state === 'planned' &&
              slotsMeet(a, b) &&
              (what === 'teacher' ? a.teacherId !== null && a.teacherId === b.teacherId : a.roomKey !== '' && a.roomKey === b.roomKey),
          ),
        );
      for (const what of ['teacher', 'room'] as const) expect(found.some((c) => c.what === what)).toBe(clash(what));
    }),
  );
});

test('one room however it is typed; none where there is no room', () => {
  const at = { place: '522727104213', address: '先进村 12 号' };
  expect(roomKey(at, '二楼 203')).toBe(roomKey({ ...at, address: '先进村12' }, '二楼203 '));
  expect(roomKey(at, ' ')).toBe('');
  expect(roomKey(at, '203')).not.toBe(roomKey({ ...at, place: '522727104000' }, '203'));
});

test('a lesson that the standard, the days or the clock do not allow is told why', () => {
  const of = { modules, planFrom: '2022-06-01', planTo: '2022-07-01', lessonMinutes: 45 };
  expect(whyNotLesson(lesson(), of)).toBeUndefined();
  expect(whyNotLesson(lesson({ module: 9 }), of)?.zh).toContain('没有模块 9');
  expect(whyNotLesson(lesson({ kind: 'practice' }), of)?.zh).toContain('没有实操');
  expect(whyNotLesson(lesson({ day: '2022-07-02' }), of)?.zh).toContain('不在这个班的期间');
  expect(whyNotLesson(lesson({ toMinute: 500 }), of)?.zh).toContain('不晚于');
  expect(whyNotLesson(lesson({ hours: 4.5 }), of)?.zh).toContain('最多上 4 课时');
});

// Life ------------------------------------------------------------------------------------------------------------------------------

test('the life is one line: from planning, each next step leads one state further, to the end', () => {
  let state: ClassState = 'plan';
  const passed: ClassState[] = [state];
  for (let step = nextStep(state); step !== undefined; step = nextStep(state)) {
    state = STEPS[step].to!;
    passed.push(state);
  }
  expect(passed).toEqual([...LIFE]);
  expect(nextStep('cancelled')).toBeUndefined();
  expect(byOffice('cancel', 'plan')).toBe(false);
  expect(byOffice('cancel', 'enrolling')).toBe(true);
});

test('steps taken in any legal order never lead back but by sending back or taking back', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...(Object.keys(STEPS) as ClassStep[])), { maxLength: 30 }), (tried) => {
      let state: ClassState = 'plan';
      for (const step of tried) {
        const { from, to } = STEPS[step];
        if (!from.includes(state) || to === null) continue;
        if (step !== 'sendBack') expect(rankOf(to)).toBeGreaterThan(rankOf(state));
        state = to;
      }
    }),
  );
});

test('the state on a day is the furthest step entered by then', () => {
  const steps: StepRow[] = [
    { state: 'plan', onDay: '2022-01-03' },
    { state: 'approval', onDay: '2022-01-05' },
    { state: 'enrolling', onDay: '2022-01-05' },
    { state: 'cancelled', onDay: '2022-02-01' },
  ];
  expect(classStateOn(steps, '2022-01-02')).toBeNull();
  expect(classStateOn(steps, '2022-01-05')).toBe('enrolling');
  expect(classStateOn(steps, '2022-02-01')).toBe('cancelled');
  expect(whyNotDay('open', '2022-02-02', steps, '2022-02-01')?.zh).toContain('还没有到');
  expect(whyNotDay('open', '2022-01-31', steps, '2022-03-01')?.zh).toContain('早于');
});

const facts = (more: Partial<ConditionFacts> = {}): ConditionFacts => ({
  today: '2022-05-01',
  mode: 'doorstep',
  orderKind: 'named',
  originCode: '522727000000',
  hostCode: '440111000000',
  planFrom: '2022-06-08',
  planTo: '2022-07-17',
  seats: 42,
  version: { ...version(), sizeFrom: 20, sizeTo: 50, modules: [modules[0]!] },
  versions: [version()],
  school: { name: '示例学校', active: true, isSchool: true },
  employer: { name: '示例餐饮', active: true },
  lessons: [1, 2].map((d) => ({
    module: 1,
    kind: 'theory' as const,
    hours: 4,
    day: `2022-06-1${d}`,
    state: 'planned' as const,
    taught: true,
    roomed: true,
  })),
  mentors: { sent: 1, signed: 1 },
  budget: { total: 84_000, funds: 1 },
  steps: [{ state: 'plan', onDay: '2022-04-20' }],
  ...more,
});
const missing = (step: ClassStep, more: Partial<ConditionFacts> = {}) => unmet(conditionsOf(step, facts(more))).map((c) => c.key);

test('each step asks its own, and what is missing is named', () => {
  expect(missing('submit')).toEqual([]);
  expect(missing('submit', { version: null })).toEqual(['standard', 'size', 'hours']);
  expect(missing('submit', { seats: 51 })).toEqual(['size']);
  expect(conditionsOf('submit', facts({ seats: 51 })).find((c) => c.key === 'size')!.text.zh).toContain('多了 1 人');
  expect(missing('submit', { employer: null })).toEqual(['employer']);
  expect(missing('submit', { lessons: [] })).toEqual(['hours']);
  expect(missing('submit', { budget: { total: 0, funds: 0 } })).toEqual(['budget']);
  expect(missing('approve', { today: '2022-08-01' })).toEqual(['days']);
  expect(missing('open', { mentors: { sent: 2, signed: 1 } })).toEqual(['mentors']);
  expect(missing('open', { mode: 'organised', orderKind: null, mentors: { sent: 0, signed: 0 } })).toEqual([]);
  expect(missing('begin')).toEqual(['firstLesson']);
  expect(missing('finish', { today: '2022-06-11' })).toEqual(['lastLesson']);
  expect(missing('finish', { today: '2022-06-12' })).toEqual([]);
  const finished = [{ state: 'finished' as const, onDay: '2022-06-13' }];
  expect(missing('archive', { steps: finished, today: '2022-12-12' })).toEqual(['tracked']);
  expect(missing('archive', { steps: finished, today: '2022-12-13' })).toEqual([]);
  const more = [{ step: 'open' as const, key: 'enrolled', met: false, text: { zh: '招了 3 人', en: '3 enrolled' } }];
  expect(missing('open', { more })).toEqual(['enrolled']);
  expect(missing('begin', { more, today: '2022-06-12' })).toEqual([]);
});

// Whose it is -----------------------------------------------------------------------------------------------------------------------

const SCHOOL = '00000000-0000-4000-8000-0000000000a2';
const EMPLOYER = '00000000-0000-4000-8000-0000000000a4';
const place: ClassPlace = {
  place: '522727104213',
  originCode: '522727000000',
  hostCode: '440111000000',
  schoolId: SCHOOL,
  employerId: EMPLOYER,
};
const over = (code: string) => ({ areas: [areaOf(code)], lookAreas: [], keys: [], keyRanges: [] });
const nobody = { areas: [], lookAreas: [], keys: [], keyRanges: [] };

test('a class is its school’s, its employer’s, and of areas that hold or lie in its sides', () => {
  expect(classReach({ ...nobody, keys: [`org:${SCHOOL}`] }, place)).toBe(true);
  expect(classReach({ ...nobody, keys: [`org:${EMPLOYER}`] }, place)).toBe(true);
  expect(classReach({ ...nobody, keys: ['org:00000000-0000-4000-8000-0000000000a9'] }, place)).toBe(false);
  for (const code of ['520000000000', '522700000000', '522727000000', '522727104000', '522727105001', '440000000000', '440111000000', ''])
    expect(classReach(over(code), place), code).toBe(true);
  for (const code of ['522726000000', '450000000000', '440113000000']) expect(classReach(over(code), place), code).toBe(false);
  expect(classReach({ ...nobody, keys: ['host:440111'] }, place)).toBe(true);
  expect(classReach({ ...nobody, keyRanges: [{ from: 'host:440100', to: 'host:440199' }] }, place)).toBe(true);
  expect(classReach({ ...nobody, lookAreas: [areaOf('522700000000')] }, place)).toBe(true);
  expect(classReach({ ...nobody, lookAreas: [areaOf('522700000000')] }, place, true)).toBe(false);
});

test('who carries it on and who approves it', () => {
  const held = (role: string, areaCode: string, relation: string | null = null) => [{ role, areaCode, area: areaOf(areaCode), relation }];
  expect(writes(held('school', '440111000000', `org:${SCHOOL}`), place)).toBe(true);
  expect(writes(held('school', '522727000000', 'org:00000000-0000-4000-8000-0000000000a9'), place)).toBe(false);
  expect(writes(held('employer', '440111000000', `org:${EMPLOYER}`), place)).toBe(false);
  expect(writes(held('county_bureau', '440111000000'), place)).toBe(true);
  expect(approves(held('county_bureau', '440111000000'), place)).toBe(false);
  expect(approves(held('county_bureau', '522727000000'), place)).toBe(true);
  expect(approves(held('steering', '520000000000'), place)).toBe(true);
  expect(approves(held('township_cadre', '522727104000'), place)).toBe(false);
});
