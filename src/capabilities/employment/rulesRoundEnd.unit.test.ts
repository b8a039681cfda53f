import { expect, test } from 'vitest';
import { type EndStanding, endOfAnswer } from './rulesRoundEnd.ts';
import type { SaidAnswer } from './rulesRounds.ts';

const left = (more: Partial<SaidAnswer> = {}): SaidAnswer => ({
  answer: 'left',
  day: '2026-11-20',
  via: 'phone',
  reason: 'home',
  lastDay: '2026-11-12',
  hasFile: false,
  ...more,
});
const open: EndStanding = { start: '2026-03-01', ended: null, byAnswer: null, diedOn: null };
const still = (more: Partial<SaidAnswer> = {}) => left({ answer: 'still', reason: '', lastDay: null, ...more });

test('"left" of the home side, by visit or telephone, records the end where none is on record', () => {
  expect(endOfAnswer(left(), open, true)).toEqual({ ended: '2026-11-12', leaveReason: 'home' });
  expect(endOfAnswer(left({ via: 'visit' }), open, true)).toEqual({ ended: '2026-11-12', leaveReason: 'home' });
  for (const [said, standing, home] of [
    [left(), open, false],
    [left({ via: 'roster' }), open, true],
    [left({ via: 'employer' }), open, true],
    [left({ answer: 'notReached', via: null, lastDay: null }), open, true],
    [still(), open, true],
    // never begun; after death; entered by somebody
    [left({ lastDay: '2026-02-28' }), open, true],
    [left(), { ...open, diedOn: '2026-11-11' }, true],
    [left(), { ...open, ended: '2026-10-31' }, true],
    [still(), { ...open, ended: '2026-10-31' }, true],
  ] as const)
    expect(endOfAnswer(said, standing, home), JSON.stringify([said, standing, home])).toBeNull();
  expect(endOfAnswer(left(), { ...open, diedOn: '2026-11-12' }, true)).not.toBeNull();
});

test('an end that an answer recorded follows later answers that are no worse', () => {
  const byPhone: EndStanding = { ...open, ended: '2026-11-12', byAnswer: 5 };
  const byVisit: EndStanding = { ...byPhone, byAnswer: 4 };
  expect(endOfAnswer(left({ lastDay: '2026-11-15' }), byPhone, true)).toEqual({ ended: '2026-11-15', leaveReason: 'home' });
  expect(endOfAnswer(left({ lastDay: '2026-11-15', via: 'visit' }), byPhone, true)).toMatchObject({ ended: '2026-11-15' });
  expect(endOfAnswer(left({ lastDay: '2026-11-15' }), byVisit, true)).toBeNull();
  expect(endOfAnswer(left(), byPhone, true)).toBeNull();
  expect(endOfAnswer(still(), byPhone, true)).toEqual({ ended: null, leaveReason: '' });
  expect(endOfAnswer(still(), byVisit, true)).toBeNull();
  // still there on a day before the end says nothing against it
  expect(endOfAnswer(still({ day: '2026-11-12' }), byPhone, true)).toBeNull();
});
