import { expect, test } from 'vitest';
import {
  findOccupation,
  isOccupationCode,
  occupationClasses,
  occupationPath,
  occupations,
  occupationsOf,
  type Programme,
  programmeTexts,
} from './occupations.ts';

const coded = occupations.filter((o) => o.code !== null);

test('codes have their form, stand in order, occur once and lie in named classes of every level', () => {
  const codes = coded.map((o) => o.code!);
  expect(codes.length).toBeGreaterThanOrEqual(120);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes).toEqual([...codes].sort());
  for (const code of codes) {
    expect(isOccupationCode(code)).toBe(true);
    expect(occupationPath(code).map((c) => c.level)).toEqual(['major', 'middle', 'small']);
  }
});

test('no class is named that nothing uses, but for the eight major ones', () => {
  for (const entry of occupationClasses) {
    if (entry.level !== 'major') expect(coded.some((o) => o.code!.startsWith(`${entry.code}-`))).toBe(true);
  }
  expect(occupationClasses.filter((c) => c.level === 'major')).toHaveLength(8);
  expect(new Set(occupationClasses.map((c) => c.code)).size).toBe(occupationClasses.length);
});

test('names are there in both languages and occur once', () => {
  expect(new Set(occupations.map((o) => o.name.zh)).size).toBe(occupations.length);
  for (const entry of [...occupations, ...occupationClasses]) {
    expect(entry.name.zh).toMatch(/\p{Script=Han}/u);
    expect(entry.name.en).toMatch(/^[A-Za-z]/);
  }
});

test('nothing claims to be official, and what is unverified says why', () => {
  for (const o of occupations) {
    expect(o.certainty).not.toBe('official');
    if (o.certainty === 'unverified') expect(o.note?.zh).toBeTruthy();
    if (o.kind !== 'occupation') expect(o.code).toBeNull();
    if (o.under) expect(findOccupation(o.under)?.kind).toBe('occupation');
  }
});

test('the ten special abilities of 2019', () => {
  const abilities = occupations.filter((o) => o.kind === 'specialAbility');
  expect(abilities).toHaveLength(10);
  for (const a of abilities) expect(a.programmes).toEqual(['cantoneseChef']);
});

test('look-ups', () => {
  expect(findOccupation('4-03-02-01')?.name.zh).toBe('中式烹调师');
  expect(findOccupation('４－０３－０２－０２')?.name.zh).toBe('中式面点师');
  expect(findOccupation(' 养老护理员 ')?.code).toBe('4-10-01-05');
  expect(findOccupation('电工')?.code).toBe('6-31-01-03');
  expect(findOccupation('母婴护理员(月嫂)')?.under).toBe('4-10-01-06');
  expect(findOccupation('9-99-99-99')).toBeUndefined();
  expect(occupationPath('4-03-02-01').map((c) => c.name.zh)).toEqual(['社会生产服务和生活服务人员', '住宿和餐饮服务人员', '餐饮服务人员']);
  expect(occupationPath('1-06-01-01').map((c) => c.code)).toEqual(['1']);
});

test('every programme has its trades', () => {
  for (const programme of Object.keys(programmeTexts) as Programme[]) expect(occupationsOf(programme).length).toBeGreaterThan(10);
  expect(occupationsOf('domesticService').map((o) => o.name.zh)).toContain('家政服务员');
});

test('forms that are no codes', () => {
  for (const bad of ['4-3-2-1', '0-03-02-01', '9-03-02-01', '4-03-02', '4-03-02-01-1', '']) expect(isOccupationCode(bad)).toBe(false);
  expect(isOccupationCode('4-03-02-01-01')).toBe(true);
});
