import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BulkType, COPY_HEADER, COPY_TRAILER, copyRow } from './copyBinary.ts';
import { CopyBuffer } from './copyBuffer.ts';

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'grapheme-ascii', maxLength: 30 }),
  fc.constant('龙𬭚㙟·'),
);
const values: Partial<Record<BulkType, fc.Arbitrary<unknown>>> = {
  uuid: fc.uuid(),
  text: text.filter((t) => !t.includes('\0')),
  int2: fc.integer({ min: -32_768, max: 32_767 }),
  int4: fc.integer({ min: -2_147_483_648, max: 2_147_483_647 }),
  bool: fc.boolean(),
  date: fc.oneof(day, fc.constant('infinity')),
  timestamptz: fc.oneof(
    day.map((d) => `${d}T12:34:56.789012Z`),
    fc.constant('infinity'),
  ),
  bytea: fc.uint8Array({ maxLength: 80 }),
  jsonb: fc.jsonValue(),
  'text[]': fc.array(
    fc.oneof(
      fc.constantFrom('a,b', 'a', 'b', ''),
      text.filter((t) => !t.includes('\0')),
    ),
    { maxLength: 6 },
  ),
  'uuid[]': fc.array(fc.uuid(), { maxLength: 3 }),
};
const types = Object.keys(values) as BulkType[];
const row = fc.tuple(...types.map((t) => fc.option(values[t]!)));

test('writes the same bytes as a Buffer per field', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), fc.integer({ min: 32, max: 4096 }), (rows, size) => {
      const out = new CopyBuffer(types, size);
      for (const r of rows) out.add(r);
      expect(out.rows).toBe(rows.length);
      expect(out.finish().equals(Buffer.concat([COPY_HEADER, ...rows.map((r) => copyRow(r, types)), COPY_TRAILER]))).toBe(true);
    }),
  );
});

test('an instant may be milliseconds, before and after 2000', () => {
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2100, 0, 1) }), (ms) => {
      const out = new CopyBuffer(['timestamptz']);
      out.add([ms]);
      expect(
        out
          .finish()
          .subarray(COPY_HEADER.length, -2)
          .equals(copyRow([new Date(ms).toISOString()], ['timestamptz'])),
      ).toBe(true);
    }),
  );
});

test('a null character is refused', () => {
  expect(() => new CopyBuffer(['text']).add(['a\0b'])).toThrow(RangeError);
});
