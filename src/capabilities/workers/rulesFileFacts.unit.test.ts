// The second pass over a file takes what the first found out about each row, in its order; asked in any other order it looks everything up. Both say the same,
// and what they say of copies and numbers is what a reader with a pencil finds.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newFileChecks } from './rulesChecks.ts';
import { newFileFacts } from './rulesFileFacts.ts';
import { hashOf, newRunningHash } from './rulesKeyTable.ts';
import { sheetKinds, type WorkerRow } from './rulesWorkerRow.ts';

const today = '2022-10-12';
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const rowOf: fc.Arbitrary<WorkerRow> = fc
  .record({
    idNumber: maybe(fc.constantFrom('520000199001010011', '520000199001010038', '52000019880101002X', null)),
    name: maybe(fc.constantFrom('韦甲', '韦乙', null)),
    phone: maybe(fc.constantFrom('14100000001', '14100000002')),
    householdNumber: maybe(fc.constantFrom('H1', 'H2')),
    relation: maybe(fc.constantFrom('head', 'spouse', 'son')),
    working: maybe(fc.boolean()),
    start: maybe(fc.constantFrom('2020-01', '2021-03-05', '2021', null)),
    end: maybe(fc.constantFrom('2021-06', '2022-01-01', null)),
    place: maybe(fc.constantFrom('440111', '440306')),
    channel: maybe(fc.constantFrom('publicPost', 'self')),
    monthlyIncome: maybe(fc.constantFrom(3000, 3000.5, 0)),
    health: maybe(fc.constantFrom<('healthy' | 'chronic')[]>(['healthy'], ['healthy', 'chronic'])),
  })
  .map((row) => Object.fromEntries(Object.entries(row).filter(([, v]) => v !== undefined)) as WorkerRow);

test('asked in order, backwards and twice: the same findings', () => {
  fc.assert(
    fc.property(fc.array(rowOf, { maxLength: 14 }), fc.constantFrom(...sheetKinds), fc.boolean(), (rows, kind, backwards) => {
      const checks = newFileChecks({ today, kind });
      const numbered = rows.map((row, at) => [(at + 1) * 3, row] as const);
      for (const [at, row] of backwards ? numbered.toReversed() : numbered) checks.note(at, row);
      const ask = (order: typeof numbered) => new Map(order.map(([at, row]) => [at, checks.findings(at, { ...row })]));
      const first = ask(backwards ? numbered.toReversed() : numbered);
      expect(ask(numbered.toReversed())).toEqual(first);
      expect(ask(numbered)).toEqual(first);
    }),
    { numRuns: 400 },
  );
});

test('copies and numbers, as a reader with a pencil finds them', () => {
  fc.assert(
    fc.property(fc.array(rowOf, { maxLength: 14 }), (rows) => {
      const facts = newFileFacts({ today, kind: 'people' });
      for (const [at, row] of rows.entries()) facts.note(at, row);
      const same = (a: WorkerRow, b: WorkerRow) => JSON.stringify(a) === JSON.stringify(b);
      const apart = rows.filter((row, at) => rows.findIndex((r) => same(r, row)) === at);
      for (const [at, row] of rows.entries()) {
        const told = facts.of(at, row);
        const first = rows.findIndex((r) => same(r, row));
        expect(told.copyOf).toBe(row.idNumber && first < at ? first : null);
        if (told.copyOf !== null) continue;
        const alike = row.idNumber ? apart.filter((r) => r.idNumber === row.idNumber) : [];
        expect(told.repeated).toBe(alike.length > 1);
        expect(told.names).toBe(new Set(alike.flatMap((r) => r.name ?? [])).size > 1);
        // a copy with a number is passed over; rows without one are all counted
        const homes = new Set(rows.flatMap((r) => (r.phone === row.phone && r.householdNumber ? [r.householdNumber] : [])));
        expect(told.phoneHouseholds).toBe(row.phone ? homes.size : 0);
      }
    }),
    { numRuns: 400 },
  );
});

test('a hash that runs along is the hash of the whole', () => {
  const hash = newRunningHash();
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 20 }), (texts) => {
      hash.start();
      for (const text of texts) {
        hash.add(text);
        hash.mark(1);
      }
      expect(hash.end()).toBe(hashOf(texts.map((text) => `${text}\u0001`).join('')));
    }),
  );
});
