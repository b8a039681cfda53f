import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Aac011,
  aac011FromLevel,
  aac011Texts,
  compareEducation,
  educationLevels,
  educationLevelTexts,
  levelFromAac011,
  meetsEducation,
  parseEducationLevel,
} from './education.ts';
import { parseSchoolStage, schoolStages } from './schoolStage.ts';

test('labels are read back as what they label', () => {
  for (const level of educationLevels) expect(parseEducationLevel(educationLevelTexts[level].zh)).toBe(level);
  for (const code of Object.keys(aac011Texts) as Aac011[]) {
    expect(parseEducationLevel(aac011Texts[code].zh)).toBe(levelFromAac011(code) ?? undefined);
    expect(parseEducationLevel(code)).toBe(levelFromAac011(code) ?? undefined);
  }
});

test('words of spreadsheets and job advertisements', () => {
  expect(
    ['初中毕业', '中专', '技校', '高中/中专', '大学专科', '本科学历', '硕士研究生', '半文盲', ' 小 学 '].map(parseEducationLevel),
  ).toEqual([
    'juniorHigh',
    'seniorHigh',
    'seniorHigh',
    'seniorHigh',
    'juniorCollege',
    'bachelorOrAbove',
    'bachelorOrAbove',
    'illiterate',
    'primary',
  ]);
  for (const unclear of ['', '其他', '不限', '高技', '大']) expect(parseEducationLevel(unclear)).toBeUndefined();
});

test('level to AAC011 and back is the same level, but for 文盲 which AAC011 does not know', () => {
  for (const level of educationLevels) expect(levelFromAac011(aac011FromLevel(level).code)).toBe(level === 'illiterate' ? null : level);
  expect(aac011FromLevel('seniorHigh')).toEqual({ code: '61', exact: false });
});

test('ordering and requirements', () => {
  const level = fc.constantFrom(...educationLevels);
  fc.assert(
    fc.property(level, level, (a, b) => {
      expect(Math.sign(compareEducation(a, b))).toBe(-Math.sign(compareEducation(b, a)) + 0);
      expect(meetsEducation(a, b)).toBe(compareEducation(a, b) >= 0);
      expect(meetsEducation(a, null) && !meetsEducation(null, b)).toBe(true);
    }),
  );
});

test('school stages: 3 + 3 + 3 + 3 + 3 + 4 + 5 + 1, codes and names once each', () => {
  expect(schoolStages).toHaveLength(25);
  expect(new Set(schoolStages.map((s) => s.code)).size).toBe(25);
  for (const stage of schoolStages) expect(parseSchoolStage(stage.name.zh)).toBe(stage);
});

test('shorter ways of writing a stage', () => {
  expect(
    ['高一', '普通高中三年级', '中职2年级', '大一', '技师学院四年级', '初三', '学龄前', '高职一'].map((t) => parseSchoolStage(t)?.code),
  ).toEqual(['seniorHigh1', 'seniorHigh3', 'vocational2', 'bachelor1', 'technician4', 'grade9', 'beforePreschool', 'higherVocational1']);
  for (const none of ['', '非在校生', '高中四年级', '高中']) expect(parseSchoolStage(none)).toBeUndefined();
  expect(schoolStages.filter((s) => !s.student).map((s) => s.name.zh)).toEqual(['学龄前儿童', '学前教育']);
});
