import { expect, test } from 'vitest';
import {
  economicSectorOf,
  findIndustryDivision,
  findIndustrySection,
  findIndustrySectionByText,
  industrySections,
  parseEconomicSector,
} from './industries.ts';

const divisions = industrySections.flatMap((section) => section.divisions);

test('20 sections A–T and 97 divisions 01–97, each once, in order', () => {
  expect(industrySections.map((s) => s.code).join('')).toBe('ABCDEFGHIJKLMNOPQRST');
  expect(divisions.map((d) => d.code)).toEqual(Array.from({ length: 97 }, (_, n) => String(n + 1).padStart(2, '0')));
  for (const entry of [...industrySections, ...divisions]) {
    expect(entry.name.zh).toMatch(/^[\p{Script=Han}、]+$/u);
    expect(entry.name.en.length).toBeGreaterThan(2);
  }
});

test('ranges of the standard', () => {
  const range = (letter: string) => {
    const own = findIndustrySection(letter)!.divisions;
    return `${own[0]!.code}-${own.at(-1)!.code}`;
  };
  expect(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'S'].map(range)).toEqual([
    '01-05',
    '06-12',
    '13-43',
    '44-46',
    '47-50',
    '51-52',
    '53-60',
    '61-62',
    '91-96',
  ]);
});

test('the three sectors of 2018: 4, 37 and 56 divisions', () => {
  const count = (sector: number) => divisions.filter((d) => d.economicSector === sector).length;
  expect([count(1), count(2), count(3)]).toEqual([4, 6 + 30 + 3 + 4, 97 - 4 - 43]);
  expect(['05', '11', '43', '52', '97'].map(economicSectorOf)).toEqual([3, 3, 3, 3, 3]);
  expect(['A', '01', 'B', 'C', 'C1331', 'D', 'E', 'F', 'T'].map(economicSectorOf)).toEqual([1, 1, 2, 2, 2, 2, 2, 3, 3]);
  expect(economicSectorOf('98')).toBeUndefined();
});

test('codes of every depth find their division; a wrong letter does not', () => {
  expect(findIndustryDivision('1331')?.name.zh).toBe('农副食品加工业');
  expect(findIndustryDivision('C13')?.code).toBe('13');
  expect(findIndustryDivision('A13')).toBeUndefined();
  expect(findIndustryDivision('00')).toBeUndefined();
});

test('words of spreadsheets', () => {
  const find = (text: string) => findIndustrySectionByText(text)?.code;
  expect(
    ['制造业', '建筑', '住宿和餐饮业', '餐饮', '农林牧渔业', 'C', '餐饮业', '家政服务', '交通运输、仓储和邮政业', '纺织业'].map(find),
  ).toEqual(['C', 'E', 'H', 'H', 'A', 'C', 'H', 'O', 'G', 'C']);
  expect(find('第三产业')).toBeUndefined();
  expect(find('服务业')).toBeUndefined();
  for (const section of industrySections) expect(find(section.name.zh)).toBe(section.code);
});

test('sectors in words', () => {
  expect(['第三产业', '三产', '第3产业', '2', '第一次产业'].map(parseEconomicSector)).toEqual([3, 3, 3, 2, 1]);
  expect(parseEconomicSector('第四产业')).toBeUndefined();
});
