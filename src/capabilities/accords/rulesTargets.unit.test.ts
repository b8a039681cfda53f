import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOfTargets, type KnownTarget, targetInForce, targetKinds, whyNoTarget, whyNotDecided, whyNotProposed } from './rulesTargets.ts';

const known = (indicator: string, ...agreed: [string, number][]): KnownTarget => ({
  indicator,
  agreed: agreed.map(([fromDay, persons]) => ({ fromDay, persons })),
  open: false,
});
const draft = (indicator: string, persons: number, fromDay = '2022-06-01') => ({ indicator, persons, fromDay });
const refusal = (drafts: ReturnType<typeof draft>[], ...of: KnownTarget[]) => whyNotProposed(2022, drafts, of)?.refusal;

test('the target in force on a day is the last that began by it; before the first there is none', () => {
  const agreed = known('I01', ['2022-01-01', 100], ['2022-06-01', 120], ['2022-09-15', 90]).agreed;
  expect(
    ['2021-12-31', '2022-01-01', '2022-05-31', '2022-06-01', '2022-09-14', '2022-12-31'].map((d) => targetInForce(agreed, d)?.persons),
  ).toEqual([undefined, 100, 100, 120, 120, 90]);
  fc.assert(
    fc.property(fc.shuffledSubarray([...agreed], { minLength: 3, maxLength: 3 }), fc.nat(364), (shuffled, n) => {
      const day = new Date(Date.UTC(2022, 0, 1 + n)).toISOString().slice(0, 10);
      expect(targetInForce(shuffled, day)).toEqual(targetInForce(agreed, day));
    }),
  );
});

test('of a year that is over the last day, of one to come the first, else today', () => {
  expect([dayOfTargets(2021, '2022-10-12'), dayOfTargets(2022, '2022-10-12'), dayOfTargets(2023, '2022-10-12')]).toEqual([
    '2021-12-31',
    '2022-10-12',
    '2023-01-01',
  ]);
});

test('what cannot be proposed, each for its own reason', () => {
  expect(refusal([draft('I77', 10)])).toEqual({ is: 'unknown' });
  for (const id of ['I04', 'I05', 'I08', 'I10', 'I15', 'I19', 'X01']) expect(refusal([draft(id, 10)]), id).toMatchObject({ is: 'cannot' });
  expect(whyNoTarget('I08')!.zh).toContain('比率');
  expect(whyNoTarget('I04')!.zh).toContain('永远是 0');
  expect(whyNoTarget('I10')!.zh).toContain('还没有启用');
  expect(targetKinds.map((k) => whyNoTarget(k.id))).toEqual(targetKinds.map(() => undefined));
  expect(refusal([draft('I01', 10), draft('I01', 20)])).toEqual({ is: 'twice' });
  expect(refusal([draft('I01', 10, '2021-12-31')])).toEqual({ is: 'otherYear', year: 2022 });
  expect(refusal([draft('I01', 10)], { ...known('I01'), open: true })).toEqual({ is: 'open' });
  expect(refusal([draft('I01', 10, '2022-05-31')], known('I01', ['2022-06-01', 5]))).toEqual({ is: 'earlier', since: '2022-06-01' });
  expect(refusal([draft('I01', 5, '2022-07-01')], known('I01', ['2022-06-01', 5]))).toEqual({ is: 'same', persons: 5 });
  // the same day again is a correction of it
  expect(refusal([draft('I01', 6, '2022-06-01')], known('I01', ['2022-06-01', 5]))).toBeUndefined();
});

test('a part never exceeds its whole, whichever of the two moves; both together may', () => {
  const both = [known('I01', ['2022-01-01', 100]), known('I02', ['2022-01-01', 60])];
  expect(refusal([draft('I02', 101)], ...both)).toEqual({ is: 'more', than: 'I01', limit: 100 });
  expect(refusal([draft('I01', 59)], ...both)).toEqual({ is: 'less', than: 'I02', limit: 60 });
  expect(refusal([draft('I02', 150), draft('I01', 160)], ...both)).toBeUndefined();
  // a part without a target of the whole stands alone
  expect(refusal([draft('I02', 150)])).toBeUndefined();
  const id = fc.constantFrom('I01', 'I02', 'I03', 'I06', 'I07');
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.record({ indicator: id, persons: fc.integer({ min: 1, max: 50 }) }), {
        selector: (d) => d.indicator,
        minLength: 1,
      }),
      (items) => {
        const drafts = items.map((i) => draft(i.indicator, i.persons));
        if (whyNotProposed(2022, drafts, both)) return;
        const after = (of: string) =>
          drafts.find((d) => d.indicator === of)?.persons ?? both.find((k) => k.indicator === of)?.agreed[0]?.persons;
        for (const k of targetKinds)
          if (k.within && after(k.id) !== undefined && after(k.within) !== undefined)
            expect(after(k.id)).toBeLessThanOrEqual(after(k.within)!);
      },
    ),
  );
});

test('the other side decides, the proposing side takes back, nobody approves what they proposed', () => {
  const proposal = { side: 'origin', state: 'open', proposedBy: 'a' } as const;
  const by = (sides: ('origin' | 'host')[], accountId = 'b') => ({ sides, accountId });
  expect(whyNotDecided(proposal, 'approve', by(['host']))).toBeUndefined();
  expect(whyNotDecided(proposal, 'approve', by(['origin']))).toBe('sameSide');
  expect(whyNotDecided(proposal, 'refuse', by(['origin']))).toBe('sameSide');
  expect(whyNotDecided(proposal, 'approve', by([]))).toBe('notYours');
  // somebody over both sides: allowed, but not where they proposed it themselves
  expect(whyNotDecided(proposal, 'approve', by(['origin', 'host']))).toBeUndefined();
  expect(whyNotDecided(proposal, 'approve', by(['origin', 'host'], 'a'))).toBe('sameAccount');
  expect(whyNotDecided(proposal, 'withdraw', by(['origin']))).toBeUndefined();
  expect(whyNotDecided(proposal, 'withdraw', by(['host']))).toBe('notYours');
  expect(whyNotDecided({ ...proposal, state: 'refused' }, 'approve', by(['host']))).toBe('decided');
});
