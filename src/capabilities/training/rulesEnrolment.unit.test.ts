import fc from 'fast-check';
import { expect, test } from 'vitest';
import { windowOf } from '#capabilities/access/rules.ts';
import { EnrolmentState, EnrolmentStep } from './contractEnrolmentTexts.ts';
import { ClassState } from './contractTexts.ts';
import {
  type Asked,
  admissionOf,
  ageOn,
  type Candidate,
  ENROLMENT_STEPS,
  isSeated,
  type Opens,
  openingsOf,
  stepFits,
  verdictOf,
  whyNotAdmitted,
  whyNotStepDay,
} from './rules.ts';

const TODAY = '2026-11-23';
const asked = (more: Partial<Asked> = {}): Asked => ({
  state: 'enrolling',
  enrolUntil: '2026-12-10',
  planFrom: '2026-12-01',
  originCode: '522727000000',
  originName: { zh: '平塘县', en: 'Pingtang' },
  mode: 'doorstep',
  version: { label: 'v2', ageFrom: 18, ageTo: 55, education: 'primary', occupation: '4-03-02-01', leadsLevel: 5 },
  ...more,
});
const person = (more: Partial<Candidate> = {}): Candidate => ({
  birthday: '1990-05-01',
  diedOn: null,
  sex: '1',
  home: '522727104213',
  education: 'juniorHigh',
  schoolStage: '',
  ability: 'ordinary',
  trainings: [],
  meets: null,
  ...more,
});
const why = (c: Candidate, a = asked()) => whyNotAdmitted(admissionOf(c, a, TODAY))?.zh;
const verdict = (c: Candidate, a = asked()) => verdictOf(admissionOf(c, a, TODAY));

test('whoever fits is eligible; every condition is told one by one', () => {
  expect(verdict(person())).toBe('eligible');
  expect(why(person())).toBeUndefined();
  expect(admissionOf(person(), asked(), TODAY).map((c) => c.key)).toEqual(['time', 'age', 'education', 'area', 'yearly']);
});

test('a trainee below the standard’s age is stopped, with the ages; whether the birthday has come by the first day decides', () => {
  expect(why(person({ birthday: '2008-12-02' }))).toBe('开班时（2026-12-01）17 岁，标准 v2 要求18 到 55 岁');
  expect(verdict(person({ birthday: '2008-12-01' }))).toBe('eligible');
  expect(why(person({ birthday: '1970-01-01' }))).toContain('56 岁');
  // 29 February comes of age on 1 March of other years
  expect(ageOn('2008-02-29', '2026-02-28')).toBe(17);
  expect(ageOn('2008-02-29', '2026-03-01')).toBe(18);
});

test('what is not known is doubtful and stops nobody', () => {
  expect(verdict(person({ birthday: null }))).toBe('doubtful');
  expect(verdict(person({ education: '' }))).toBe('doubtful');
  expect(why(person({ birthday: null, education: '' }))).toBeUndefined();
});

test('education, home, school, death and ability stop; schooling takes who is at school', () => {
  expect(why(person({ education: 'illiterate' }))).toBe('文化程度是文盲或半文盲，标准要求小学以上');
  expect(why(person({ home: '522726101001' }))).toContain('户籍不在平塘县');
  expect(why(person({ schoolStage: 'primary' }))).toContain('在校生');
  expect(why(person({ schoolStage: 'primary' }), asked({ mode: 'schooling' }))).toBeUndefined();
  expect(why(person({ diedOn: '2026-01-01' }))).toContain('去世');
  expect(why(person({ ability: 'none' }))).toContain('劳动能力');
});

test('two classes at one hour: the sentence names the other class and the lesson, where it may be told', () => {
  const slot = { day: '2026-12-03', fromMinute: 540, toMinute: 600 };
  expect(why(person({ meets: { title: '月嫂第 2 期', slot } }))).toBe('已在“月嫂第 2 期”，2026-12-03 09:00–10:00 两个班都有课，不能同时上');
  expect(why(person({ meets: { title: null, slot } }))).toBe('已在另一个班，2026-12-03 09:00–10:00 两个班都有课，不能同时上');
  expect(why(person({ meets: { title: null, slot: null } }))).toContain('另一份档案');
});

test('the time of enrolment', () => {
  expect(why(person(), asked({ state: 'plan' }))).toContain('还没有批准');
  expect(why(person(), asked({ enrolUntil: '2026-11-22' }))).toBe('报名 2026-11-22 已截止');
  expect(verdict(person(), asked({ enrolUntil: TODAY }))).toBe('eligible');
  expect(verdict(person(), asked({ state: 'teaching', enrolUntil: TODAY }))).toBe('eligible');
  for (const state of ['finished', 'assessed', 'tracking', 'archived', 'cancelled'] as const)
    expect(verdict(person(), asked({ state }))).toBe('refused');
});

test('limits of subsidies are shown and stop nobody', () => {
  const one = { enrolledOn: '2026-03-01', occupation: '4-03-02-01', level: 5, subsidised: true };
  const c = person({ trainings: [one, one, one, { ...one, enrolledOn: '2025-03-01' }, { ...one, subsidised: false }] });
  const told = admissionOf(c, asked(), TODAY);
  expect(told.find((x) => x.key === 'yearly')).toMatchObject({
    met: false,
    stops: false,
    text: { zh: '2026 年已参加 3 次补贴培训（示例上限 3 次）' },
  });
  expect(told.find((x) => x.key === 'sameLevel')).toMatchObject({ met: false, stops: false });
  expect(verdict(c)).toBe('eligible');
  const old = admissionOf(person({ birthday: '1970-12-01', sex: '2' }), asked({ version: { ...asked().version!, ageTo: null } }), TODAY);
  expect(old.find((x) => x.key === 'subsidyAge')).toMatchObject({ met: false, stops: false });
});

test('a class without a standard asks for home and hours alone', () => {
  expect(admissionOf(person({ birthday: null, education: '' }), asked({ version: null }), TODAY).map((c) => c.key)).toEqual([
    'time',
    'area',
    'yearly',
  ]);
});

const states = fc.constantFrom(...EnrolmentState.options);
test('steps: nobody is moved from where the step does not begin; a class that is over moves nobody', () => {
  fc.assert(
    fc.property(states, fc.constantFrom(...EnrolmentStep.options), fc.constantFrom(...ClassState.options), (state, step, of) => {
      const fits = stepFits(step, state, of);
      if (fits) expect(ENROLMENT_STEPS[step].from).toContain(state);
      if (['plan', 'approval', 'finished', 'assessed', 'tracking', 'archived', 'cancelled'].includes(of)) expect(fits).toBe(false);
      if (fits && (step === 'finish' || step === 'fail')) expect(isSeated(state)).toBe(true);
    }),
  );
});
test('days of a step: not ahead, not before asking or entering', () => {
  expect(whyNotStepDay('2026-11-24', { askedOn: '2026-11-01', enrolledOn: null }, TODAY)?.zh).toContain('还没有到');
  expect(whyNotStepDay('2026-10-31', { askedOn: '2026-11-01', enrolledOn: null }, TODAY)?.zh).toContain('早于报名');
  expect(whyNotStepDay('2026-11-05', { askedOn: '2026-11-01', enrolledOn: '2026-11-10' }, TODAY)?.zh).toContain('早于入学');
  expect(whyNotStepDay(TODAY, { askedOn: '2026-11-01', enrolledOn: '2026-11-10' }, TODAY)).toBeUndefined();
});

const opens = (more: Partial<Opens> = {}): Opens => ({
  enrolmentId: 'e',
  workerId: 'w',
  state: 'enrolled',
  askedOn: '2026-11-01',
  enrolledOn: '2026-11-10',
  endedOn: null,
  classId: 'c',
  schoolId: 's',
  employerId: null,
  ...more,
});
test('whom an enrolment opens: the class and the school for a year after, the employer of an order class for 30 days; the invited nobody', () => {
  expect(openingsOf(opens({ state: 'invited', enrolledOn: null }))).toEqual([]);
  expect(openingsOf(opens()).map((o) => o.key)).toEqual(['class:c', 'org:s']);
  const ended = openingsOf(opens({ state: 'finished', endedOn: '2026-12-31', employerId: 'e1' }));
  expect(ended.map((o) => [o.key, windowOf(o.kind, o.start, o.end).to])).toEqual([
    ['class:c', '2027-12-31'],
    ['org:s', '2027-12-31'],
    ['org:e1', '2027-01-30'],
  ]);
  const refused = openingsOf(opens({ state: 'refused', enrolledOn: null, endedOn: '2026-11-05', employerId: 'e1' }));
  expect(refused.map((o) => windowOf(o.kind, o.start, o.end).to)).toEqual(['2026-11-05', '2026-11-05', '2026-11-05']);
});
