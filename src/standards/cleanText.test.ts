import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanText, halfWidth, isScientificNotation, withoutHyphens } from './cleanText.ts';

test('undoes what spreadsheets do, and says so', () => {
  expect(cleanText('="110105"')).toEqual({ text: '110105', repairs: ['formula'] });
  expect(cleanText("'110105")).toEqual({ text: '110105', repairs: ['apostrophe'] });
  expect(cleanText('　１１０ 105\n')).toEqual({ text: '110105', repairs: ['fullWidth', 'space'] });
  expect(cleanText('\u202d110105\u202c')).toEqual({ text: '110105', repairs: ['space'] });
  expect(cleanText('110105')).toEqual({ text: '110105', repairs: [] });
});

test('nested wrappers come off to the core', () => {
  expect(cleanText(`"=""110105"""`).text).toBe('110105');
});

test('cleaning twice is cleaning once', () => {
  const dirt = fc.string({ unit: fc.constantFrom('1', '９', ' ', '　', '"', "'", '=', 'x', '\u200b', '“', '-'), maxLength: 12 });
  fc.assert(
    fc.property(fc.oneof(dirt, fc.string({ unit: 'binary' })), (raw) => {
      expect(cleanText(cleanText(raw).text)).toEqual({ text: cleanText(raw).text, repairs: [] });
    }),
  );
});

test('names keep their characters in half-width folding', () => {
  expect(halfWidth('覃㙟Ａ１')).toBe('覃㙟A1');
});

test('scientific notation is known from codes that hold an E', () => {
  for (const text of ['5.22727E+17', '5.22727e17', '4E+17']) expect(isScientificNotation(text)).toBe(true);
  for (const text of ['91350100E00100Y43', '52272719E123', '5.2', '']) expect(isScientificNotation(text)).toBe(false);
});

test('dashes of every length go', () => {
  expect(withoutHyphens('138-0013—8000')).toBe('13800138000');
});
