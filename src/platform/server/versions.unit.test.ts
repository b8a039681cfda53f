import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CURRENT, knownAt, type Version } from './versions.ts';

const at = (t: number) => `2026-01-01T00:00:00.${String(t).padStart(6, '0')}Z`;
interface V extends Version {
  readonly id: number;
  readonly value: number | null;
}

// A model of the table: writes in the order of their instants; null withdraws.
const write = (versions: V[], id: number, value: number | null, t: number): V[] => {
  const current = versions.find((v) => v.id === id && v.superseded === CURRENT);
  const ended = current ? versions.map((v) => (v === current ? { ...v, superseded: at(t) } : v)) : versions;
  return value === null ? ended : [...ended, { id, value, recorded: at(t), superseded: CURRENT }];
};
const history = fc
  .array(
    fc.record({
      id: fc.integer({ min: 0, max: 3 }),
      value: fc.option(fc.integer({ min: 0, max: 99 })),
      gap: fc.integer({ min: 1, max: 5 }),
    }),
    {
      maxLength: 40,
    },
  )
  .map((ops) => {
    let t = 0;
    return ops.map((o) => {
      t += o.gap;
      return { ...o, t };
    });
  });

test('as known at K is the state after the writes up to K, and nothing written later changes it', () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 0, max: 220 }), (ops, k) => {
      let versions: V[] = [];
      const state = new Map<number, number>();
      for (const { id, value, t } of ops) {
        versions = write(versions, id, value, t);
        if (t > k) continue;
        if (value === null) state.delete(id);
        else state.set(id, value);
      }
      const known = knownAt(versions, at(k));
      expect(new Map(known.map((v) => [v.id, v.value]))).toEqual(state);
      expect(known.length).toBe(state.size); // never two versions of one fact
    }),
  );
});

test('at its own instant a version exists; at the instant it is superseded it does not', () => {
  const [a, b] = [
    { recorded: at(1), superseded: at(2) },
    { recorded: at(2), superseded: CURRENT },
  ];
  expect(knownAt([a!, b!], at(1))).toEqual([a]);
  expect(knownAt([a!, b!], at(2))).toEqual([b]);
  expect(knownAt([a!, b!], at(0))).toEqual([]);
});
