import { expect, test } from 'vitest';
import { parseSex, type SexCode, sexCodeOf, sexTexts } from './sex.ts';

test('cells', () => {
  expect(['男', ' 女 ', '男性', '１', 'F', 'Male', '未知', '9'].map(parseSex)).toEqual(['1', '2', '1', '1', '2', '1', '0', '9']);
  expect(parseSex('难')).toBeUndefined();
  expect(parseSex('')).toBeUndefined();
});

test('every label and code is read back', () => {
  for (const code of Object.keys(sexTexts) as SexCode[]) {
    expect(parseSex(code)).toBe(code);
    expect(parseSex(sexTexts[code].zh)).toBe(code);
  }
  expect(sexTexts[sexCodeOf('female')].zh).toBe('女');
});
