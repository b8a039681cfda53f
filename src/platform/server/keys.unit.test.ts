import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { keysOf, newKeyFile, openKeyFile, writeKeyFile } from './keys.ts';
import { tailOf } from './rotation.ts';
import { StartRefused } from './store.ts';

const file = newKeyFile();
const keys = keysOf(file);
const dir = mkdtempSync(join(tmpdir(), 'wengang-test-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const number = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 17n - 1n }), fc.constantFrom(...'0123456789X'))
  .map(([n, check]) => `${String(n).padStart(17, '0')}${check}`);
const phone = fc.integer({ min: 0, max: 9_999_999_999 }).map((n) => `1${String(n).padStart(10, '0')}`);

test('what is sealed opens again, never looks the same twice, and tells nothing of the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const sealed = keys.seal(text);
      expect(keys.open(sealed)).toBe(text);
      expect(sealed.equals(keys.seal(text))).toBe(false);
      if (Buffer.byteLength(text) > 3) expect(sealed.includes(Buffer.from(text))).toBe(false);
    }),
  );
});

test('whatever single bit is changed, it does not open; nor with another key', () => {
  const sealed = keys.seal('44012319900101001X');
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const bad = Buffer.from(sealed);
    bad[bit >> 3]! ^= 1 << (bit & 7);
    expect(() => keys.open(bad)).toThrow();
  }
  expect(() => keys.open(sealed.subarray(0, 20))).toThrow();
  expect(() => keysOf(newKeyFile()).open(sealed)).toThrow();
});

test('the index is a permutation: equal values, equal index; different values, different index', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.oneof(number, phone, number.map(tailOf)), { minLength: 2, maxLength: 60 }), (values) => {
      expect(new Set(values.map((v) => keys.index('number', v))).size).toBe(values.length);
      expect(values.map((v) => keys.index('number', v))).toEqual(values.map((v) => keysOf(file).index('number', v)));
    }),
  );
});

test('one value has a different index per kind and per key, and the index does not contain it', () => {
  fc.assert(
    fc.property(fc.oneof(number, phone), (value) => {
      const made = (['number', 'tail', 'phone'] as const).map((kind) => keys.index(kind, value));
      expect(new Set([...made, keysOf(newKeyFile()).index('number', value)]).size).toBe(4);
      for (const uuid of made)
        expect(uuid.replaceAll('-', '')).not.toContain(BigInt(value.replace('X', '0')).toString(16).padStart(8, '0'));
    }),
  );
});

test('the tail index finds exactly the numbers with these last six', () => {
  fc.assert(
    fc.property(number, number, (a, b) => {
      expect(keys.index('tail', tailOf(a)) === keys.index('tail', tailOf(b))).toBe(a.slice(12) === b.slice(12));
    }),
  );
});

test('while the index key changes, a value is looked up under both, and the next column tells the new one', () => {
  const next = newKeyFile().index;
  const filling = keysOf({ ...file, nextIndex: next });
  const moving = keysOf({ ...file, index: next, previousIndex: file.index });
  const [old, fresh] = [keys.index('phone', '13800138000'), keysOf({ ...file, index: next }).index('phone', '13800138000')];
  expect([keys.nextIndex('phone', '13800138000'), keys.lookups('phone', '13800138000')]).toEqual([null, [old]]);
  expect([filling.index('phone', '13800138000'), filling.nextIndex('phone', '13800138000')]).toEqual([old, fresh]);
  expect([moving.index('phone', '13800138000'), moving.nextIndex('phone', '13800138000')]).toEqual([fresh, fresh]);
  expect(filling.lookups('phone', '13800138000').sort()).toEqual(moving.lookups('phone', '13800138000').sort());
  expect(moving.lookups('phone', '13800138000').sort()).toEqual([old, fresh].sort());
});

test('a key file is made private, replaced whole, and a broken one is refused without being touched', () => {
  const path = join(dir, 'deep', 'keys.json');
  const made = openKeyFile(path);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  writeKeyFile(path, { ...made.file, data: [...made.file.data, { id: 2, key: newKeyFile().index }] });
  const [sealed] = [openKeyFile(path).seal('x')];
  expect(sealed[1]).toBe(2);
  // a process that has not looked yet opens it all the same
  expect(made.open(sealed)).toBe('x');
  expect(made.fingerprint).toBe(openKeyFile(path).fingerprint);
  writeFileSync(path, '{"version": 1');
  expect(() => openKeyFile(path)).toThrow(StartRefused);
  expect(readFileSync(path, 'utf8')).toBe('{"version": 1');
});

test('many values at once have the indexes they have one by one', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('number' as const, 'tail' as const, 'phone' as const),
      fc.array(fc.oneof(number, phone, fc.string()), { maxLength: 40 }),
      (kind, values) => {
        expect(keys.indexMany(kind, values)).toEqual(values.map((v) => keys.index(kind, v)));
      },
    ),
  );
});
