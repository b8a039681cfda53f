// The figures of the article come out of the persons, in another world and for other targets too; and every clause of every figure leaves somebody out.
import { beforeAll, expect, test } from 'vitest';
import { scaledTargets, shifted, TARGETS, type Target } from './targets.ts';
import { CLAUSES, newReading } from './testing/reading.ts';
import { newWorld, type WorldOptions } from './world.ts';

const readWorld = (options: WorldOptions, clauses = false) => {
  const world = newWorld(options);
  const rural = new Map(world.villages.map((v) => [v.code, v.rural]));
  const reading = newReading(world.targets, (village) => rural.get(village)!, clauses);
  for (const household of world.households()) reading.add(household);
  return { wanted: scaledTargets(world.targets, world.scale), ...reading.result() };
};

let whole: ReturnType<typeof readWorld>;
beforeAll(() => {
  whole = readWorld({ scale: 0.04 }, true);
}, 120_000);

test('the article at 0.04, exactly', () => {
  expect(whole.counts).toEqual(whole.wanted);
  expect(whole.wanted).toEqual(
    new Map([
      ['helped2021', 39_680],
      ['poor2021', 14_760],
      ['near2021', 1600],
      ['helped2022', 40_796],
      ['poor2022', 17_148],
      ['newlyStable2022', 2620],
      ['stock2022', 6400],
    ]),
  );
});

test('every clause leaves out at least one in a hundred of those who would count without it', () => {
  for (const { id, figure } of TARGETS)
    for (const clause of CLAUSES[figure]) {
      const more = whole.without.get(`${id} ${clause}`) ?? 0;
      expect(more / (more + whole.counts.get(id)!), `${id} ${clause}`).toBeGreaterThan(0.01);
    }
});

test.each([
  ['another seed', { seed: 7, scale: 0.01 }],
  ['three per cent more', { scale: 0.01, shift: 0.03 }],
  ['three per cent less', { seed: 99, scale: 0.01, shift: -0.03 }],
  [
    'each figure shifted its own way',
    { seed: 3, scale: 0.01, targets: TARGETS.map((t, i) => ({ ...t, value: Math.round(t.value * (i % 2 ? 1.03 : 0.98)) })) },
  ],
  ['a very small world', { seed: 5, scale: 0.0007 }],
  ['hardly any', { seed: 5, scale: 0.00005 }],
] as const)('exactly as well: %s', (_, options) => {
  const { counts, wanted } = readWorld(options);
  expect(counts).toEqual(wanted);
});

test('targets scale by the largest remainder, wholes first, and a part never exceeds its whole', () => {
  for (const scale of [1, 0.37, 0.01, 0.003, 0.00002]) {
    const values = scaledTargets(shifted(0.03), scale);
    for (const t of TARGETS) if (t.of) expect(values.get(t.id)!).toBeLessThanOrEqual(values.get(t.of)!);
  }
  expect(scaledTargets(TARGETS, 1).get('poor2022')).toBe(428_700);
  expect(shifted(-0.03).find((t) => t.id === 'stock2022')!.value).toBe(155_200);
});

test('targets that cannot be met are refused with a sentence, not missed', () => {
  const with_ = (id: Target['id'], value: number) => TARGETS.map((t) => (t.id === id ? { ...t, value } : t));
  const first = (targets: readonly Target[]) => () => [...newWorld({ scale: 0.002, targets }).households()];
  expect(first(with_('helped2022', 3_000_000))).toThrow(/too few people/);
  expect(first(with_('stock2022', 450_000))).toThrow(/contradict/);
});
