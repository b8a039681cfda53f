import { expect, test } from 'vitest';
import { dayNumber } from '#standards/calendar/calendar.ts';
import { judgeSignals, SIGNAL_WEIGHTS, type SignalFacts } from './rulesSignals.ts';

const TODAY = dayNumber('2026-11-27');
const quiet: SignalFacts = {
  start: TODAY - 200,
  vouchedUntil: TODAY - 20,
  employerClosed: false,
  stoppedSince: null,
  arrearsSince: null,
  against: null,
  shortBefore: 0,
};
const of = (more: Partial<SignalFacts>) => {
  const { score, reasons } = judgeSignals({ ...quiet, ...more }, TODAY);
  expect(score).toBe(reasons.reduce((sum, r) => sum + r.weight, 0));
  for (const r of reasons) expect(r.weight).toBe(SIGNAL_WEIGHTS[r.signal]);
  return reasons.map((r) => r.signal);
};

test('each signal holds from its day on and not before', () => {
  expect(of({})).toEqual([]);
  expect(of({ vouchedUntil: TODAY - 92 })).toEqual([]);
  expect(of({ vouchedUntil: TODAY - 93 })).toEqual(['unseen']);
  expect(of({ vouchedUntil: null })).toEqual(['unseen']);
  expect(of({ vouchedUntil: null, start: TODAY - 92 })).toEqual([]);
  expect(of({ start: TODAY - 29 })).toEqual(['first']);
  expect(of({ start: TODAY - 30 })).toEqual([]);
  expect(of({ shortBefore: 1 })).toEqual([]);
  expect(of({ shortBefore: 2 })).toEqual(['short']);
  expect(of({ against: { class: 5, observed: TODAY - 92 } })).toEqual(['against']);
  expect(of({ against: { class: 5, observed: TODAY - 93 } })).toEqual([]);
  expect(of({ arrearsSince: TODAY - 400 })).toEqual(['arrears']);
  expect(of({ employerClosed: true, stoppedSince: TODAY })).toEqual(['closing']);
});

test('the heaviest comes first; every reason says why in both languages', () => {
  const all = judgeSignals(
    {
      ...quiet,
      start: TODAY - 3,
      vouchedUntil: TODAY - 100,
      stoppedSince: TODAY - 9,
      arrearsSince: TODAY - 8,
      shortBefore: 3,
      against: { class: 4, observed: TODAY - 2 },
    },
    TODAY,
  );
  expect(all.reasons.map((r) => r.signal)).toEqual(['closing', 'against', 'arrears', 'unseen', 'short', 'first']);
  expect(all.score).toBe(19);
  expect(all.reasons.map((r) => r.text)).toEqual([
    { zh: '单位停工事件未了结（2026-11-18）', en: 'A stoppage at the employer is open (2026-11-18)' },
    {
      zh: '2026-11-25 走访（当面或视频）说已不在岗，还没有登记离岗',
      en: 'On 2026-11-25 evidence (visit, in person or by video) said not in post; no end is recorded',
    },
    { zh: '单位欠薪未了结（2026-11-19）', en: 'Wages owed by the employer are not settled (2026-11-19)' },
    { zh: '核实到 2026-08-19，已过 100 天', en: 'Verified until 2026-08-19, 100 days ago' },
    { zh: '这份工之前两年有 3 份工不满 90 天', en: '3 jobs of under 90 days in the two years before' },
    { zh: '上岗第 4 天', en: 'Day 4 in post' },
  ]);
});
