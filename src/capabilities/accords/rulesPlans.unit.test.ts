import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decideStep,
  ITEM_STATES,
  type ItemState,
  isInYear,
  isRecordLink,
  isUnitOf,
  isYearOf,
  LIVING,
  otherSide,
  type Side,
  SOON_DAYS,
  STEPS,
  standingText,
  standsOn,
  stepsOpen,
} from './rulesPlans.ts';

const side = fc.constantFrom<Side>('origin', 'host');
const state = fc.constantFrom<ItemState>(...ITEM_STATES);
const deed = fc.constantFrom(...(Object.keys(STEPS) as (keyof typeof STEPS)[]));
const speaks = fc.subarray<Side>(['origin', 'host']);

describe('who may take which step', () => {
  test('only the side that does not lead closes or sends back', () => {
    fc.assert(
      fc.property(side, speaks, fc.constantFrom('closed' as const, 'sent_back' as const), (lead, held, step) => {
        const decided = decideStep({ deed: step, state: 'said_done', lead, speaks: held });
        if (held.includes(otherSide(lead))) expect(decided).toMatchObject({ side: otherSide(lead) });
        else expect(decided).toEqual({ refused: held.includes(lead) ? 'sameSide' : 'notYourSide' });
      }),
    );
  });
  test('what is closed or dropped never changes again, and nobody who speaks for no side does anything', () => {
    fc.assert(
      fc.property(deed, side, speaks, state, (step, lead, held, now) => {
        const decided = decideStep({ deed: step, state: now, lead, speaks: held });
        if (!LIVING.includes(now)) expect(decided).toEqual({ refused: 'state' });
        if (held.length === 0) expect(decided).toHaveProperty('refused');
        if ('to' in decided) expect(held).toContain(decided.side);
      }),
    );
  });
  test('nothing is closed without having been said done, and closing is only reached from there', () => {
    for (const from of ITEM_STATES)
      for (const step of Object.keys(STEPS) as (keyof typeof STEPS)[]) {
        const decided = decideStep({ deed: step, state: from, lead: 'host', speaks: ['origin', 'host'] });
        if ('to' in decided && decided.to === 'closed') expect(from).toBe('said_done');
      }
  });
  test('the buttons are exactly the steps that would be taken', () => {
    fc.assert(
      fc.property(side, speaks, state, (lead, held, now) => {
        for (const step of Object.keys(STEPS) as (keyof typeof STEPS)[])
          expect(stepsOpen({ state: now, lead, speaks: held }).includes(step)).toBe(
            'to' in decideStep({ deed: step, state: now, lead, speaks: held }),
          );
      }),
    );
    expect(stepsOpen({ state: 'sent_back', lead: 'origin', speaks: ['origin'] })).toEqual(['said_done', 'due_moved', 'corrected']);
    expect(stepsOpen({ state: 'said_done', lead: 'origin', speaks: ['host'] })).toEqual(['closed', 'sent_back']);
  });
});

describe('how it stands', () => {
  const stands = (dueDay: string, now: ItemState = 'in_progress') => standsOn({ state: now, dueDay }, '2022-10-12');
  test('late, today, soon, later in words', () => {
    expect(standingText(stands('2022-10-11'))).toEqual({ zh: '逾期 1 天', en: '1 day late' });
    expect(standingText(stands('2022-10-12')).zh).toBe('今天到期');
    expect(stands('2022-10-26')).toEqual({ standing: 'soon', days: SOON_DAYS });
    expect(stands('2022-10-27')).toEqual({ standing: 'later', days: 15 });
    expect(standingText(stands('2022-09-30')).en).toBe('12 days late');
  });
  test('what was said done is not late while the other side has not looked; sent back it is', () => {
    expect(stands('2022-09-30', 'said_done').standing).toBe('over');
    expect(stands('2022-09-30', 'sent_back').standing).toBe('late');
    expect(standingText(stands('2022-09-30', 'closed'))).toEqual({ zh: '', en: '' });
  });
});

test('days and years', () => {
  expect(isInYear('2022-12-31', 2022)).toBe(true);
  expect(isInYear('2023-01-01', 2022)).toBe(false);
  const agreement = { validFrom: '2021-07-01', lastDay: '2023-06-30' };
  expect([2020, 2021, 2022, 2023, 2024].map((y) => isYearOf(agreement, y))).toEqual([false, true, true, true, false]);
});

test('a unit sits in the area of its party or above it', () => {
  expect(isUnitOf('522727000000', '520000000000')).toBe(true);
  expect(isUnitOf('520000000000', '522727000000')).toBe(true);
  expect(isUnitOf('522727104000', '522727000000')).toBe(true);
  expect(isUnitOf('522726000000', '522727000000')).toBe(false);
  expect(isUnitOf('440111000000', '520000000000')).toBe(false);
});

test('a link is a page of this system and nothing else', () => {
  for (const good of ['/organisations/0198-ab', '/workers/1?tab=a', '/figures/freeze', '/agreements/01'])
    expect(isRecordLink(good)).toBe(true);
  for (const bad of ['https://example.org/a', '//example.org', 'organisations/1', '/\\example.org', 'javascript:1', '/a b', '/'])
    expect(isRecordLink(bad)).toBe(false);
});
