// What people type and paste: nothing gets in that no file of ours could hold.
import { expect, test } from 'vitest';
import { line, prose } from './contract.ts';

const UNWRITABLE = ['\u0000', '\u000b', '\ufffe', '\uffff', '\ud800', '\udc00', 'a\ud83dz'];

test('a line with what XML cannot hold or half a character is refused; a whole character of two halves is none', () => {
  for (const s of UNWRITABLE) expect(line(20).safeParse(`甲${s}乙`).success, JSON.stringify(s)).toBe(false);
  expect(line(20).parse(' 𠮷林 😀 ')).toBe('𠮷林 😀');
});

test('prose is kept without them: lines and tabs stay', () => {
  for (const s of UNWRITABLE) expect(() => encodeURIComponent(prose(20).parse(`甲${s}乙`))).not.toThrow();
  expect(prose(20).parse('甲\ufffe\u000b乙\ud800')).toBe('甲乙');
  expect(prose(20).parse('𠮷\n\t乙')).toBe('𠮷\n\t乙');
  expect(prose(20, 1).safeParse('\ufffe').success).toBe(false);
});
