import { expect, test } from 'vitest';
import { compared, figuresOf, groupsOf, type Member, OTHERS } from './rulesRetention.ts';
import { WINDOWS } from './rulesWindows.ts';

const member = (group: string, time: number, event: boolean): Member => {
  const answers = WINDOWS.map((w) => ({
    answer: time >= w ? ('yes' as const) : event ? ('no' as const) : ('unverified' as const),
    day: w,
    by: null,
    class: time >= w ? (4 as const) : null,
    evidenceId: null,
    spellId: null,
  }));
  return { group, lasting: { time, event }, answers, reported: answers };
};

test('curve and windows of a group count the same people; whoever the form does not apply to stands apart', () => {
  const apart: Member = { ...member('a', 0, false), lasting: null };
  const f = figuresOf([member('a', 20, true), member('a', 100, false), member('a', 200, true), apart]);
  expect(f).toMatchObject({ n: 4, notApplicable: 1, curve: { n: 3, events: 2 } });
  expect(f.curve.steps.map((s) => [s.time, s.atRisk, Number(s.survival.toFixed(6))])).toEqual([
    [20, 3, 0.666667],
    [100, 2, 0.666667],
    [200, 1, 0],
  ]);
  expect(f.windows.map((w) => [w.days, w.yes, w.no, w.unverified])).toEqual([
    [30, 2, 1, 1],
    [90, 2, 1, 1],
    [180, 1, 1, 2],
    [365, 0, 2, 2],
  ]);
});

test('small groups beyond the eighth stand together, nobody is lost; a ninth alone keeps its name', () => {
  const of = (groups: number) =>
    Array.from({ length: groups }, (_, g) => Array.from({ length: 20 - g }, () => member(`g${g}`, 10 * g, true))).flat();
  const nine = groupsOf(of(9));
  expect([nine.groups.length, nine.pooled]).toEqual([9, 0]);
  const eleven = groupsOf(of(11));
  expect(eleven.groups.map((g) => g.key)).toEqual(['g0', 'g1', 'g2', 'g3', 'g4', 'g5', 'g6', 'g7', OTHERS]);
  expect(eleven.pooled).toBe(3);
  expect(eleven.groups.reduce((n, g) => n + g.members.length, 0)).toBe(of(11).length);
  expect(compared(eleven).groups).toHaveLength(9);
});
