import type { Certainty } from '../certainty.ts';
import type { Text } from '../text.ts';

/** The eight levels 新八级 of skilled workers; '5' to '1' are the five that certificates carry as a digit. */
export type SkillLevel = 'apprentice' | '5' | '4' | '3' | '2' | '1' | 'special' | 'chief';

/** Lowest first. */
export const skillLevels = ['apprentice', '5', '4', '3', '2', '1', 'special', 'chief'] as const satisfies readonly SkillLevel[];

export const skillLevelTexts: Record<SkillLevel, Text> = {
  apprentice: { zh: '学徒工', en: 'apprentice' },
  '5': { zh: '五级（初级工）', en: 'level 5 (junior)' },
  '4': { zh: '四级（中级工）', en: 'level 4 (intermediate)' },
  '3': { zh: '三级（高级工）', en: 'level 3 (senior)' },
  '2': { zh: '二级（技师）', en: 'level 2 (technician)' },
  '1': { zh: '一级（高级技师）', en: 'level 1 (senior technician)' },
  special: { zh: '特级技师', en: 'special-grade technician' },
  chief: { zh: '首席技师', en: 'chief technician' },
};

/** Five levels: read in public copies of the numbering rules. The three around them (人社部发〔2022〕14号): from knowledge. */
export const skillLevelCertainty: Record<SkillLevel, Certainty> = {
  apprentice: 'unverified',
  '5': 'mirror',
  '4': 'mirror',
  '3': 'mirror',
  '2': 'mirror',
  '1': 'mirror',
  special: 'mirror',
  chief: 'unverified',
};

/** Negative, zero or positive as `a` is lower than, equal to or higher than `b` (level 5 is lower than level 1). */
export function compareSkillLevel(a: SkillLevel, b: SkillLevel): number {
  return skillLevels.indexOf(a) - skillLevels.indexOf(b);
}

/** The level named in a cell: 五级, 5级, 初级工, 中级, 三级/高级工, 技师; 高级 alone is 高级工, as certificates use it. Undefined when unclear. */
export function parseSkillLevel(raw: string): SkillLevel | undefined {
  const text = raw
    .replace(/\s+/g, '')
    .replace(/[（(].*[)）]$/, '')
    .split('/')[0]!;
  const words: readonly (readonly [RegExp, SkillLevel])[] = [
    [/^学徒工?$/, 'apprentice'],
    [/^(?:[五5]级|初级工?|初级技能)$/, '5'],
    [/^(?:[四4]级|中级工?|中级技能)$/, '4'],
    [/^(?:[三3]级|高级工?|高级技能)$/, '3'],
    [/^(?:[二2]级|技师)$/, '2'],
    [/^(?:[一1]级|高级技师)$/, '1'],
    [/^特级技师$/, 'special'],
    [/^首席技师$/, 'chief'],
  ];
  return words.find(([pattern]) => pattern.test(text))?.[1];
}
