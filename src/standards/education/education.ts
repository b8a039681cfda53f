import { halfWidth } from '../cleanText.ts';
import type { Text } from '../text.ts';

/** 文化程度 of the national poverty-monitoring register (防返贫监测系统). Only people who do not study have one: see SchoolStage. */
export type EducationLevel = 'illiterate' | 'primary' | 'juniorHigh' | 'seniorHigh' | 'juniorCollege' | 'bachelorOrAbove';

/** Lowest first; the order of every comparison. */
export const educationLevels = [
  'illiterate',
  'primary',
  'juniorHigh',
  'seniorHigh',
  'juniorCollege',
  'bachelorOrAbove',
] as const satisfies readonly EducationLevel[];

/** The six values exactly as that register writes them. */
export const educationLevelTexts: Record<EducationLevel, Text> = {
  illiterate: { zh: '文盲或半文盲', en: 'illiterate or semi-literate' },
  primary: { zh: '小学', en: 'primary school' },
  juniorHigh: { zh: '初中', en: 'junior high school' },
  seniorHigh: { zh: '高中', en: 'senior high school (with vocational)' },
  juniorCollege: { zh: '大专', en: 'junior college' },
  bachelorOrAbove: { zh: '本科及以上', en: 'bachelor or above' },
};

/** AAC011 文化程度 of the human-resources systems (金保), after GB/T 4658. */
export type Aac011 = '10' | '11' | '14' | '21' | '31' | '41' | '44' | '47' | '61' | '71' | '81' | '90';

export const aac011Texts: Record<Aac011, Text> = {
  '11': { zh: '博士', en: 'doctorate' },
  '14': { zh: '硕士', en: 'master' },
  '10': { zh: '研究生', en: 'postgraduate' },
  '21': { zh: '大学本科', en: 'bachelor' },
  '31': { zh: '大学专科', en: 'junior college' },
  '41': { zh: '中等专科', en: 'secondary specialised school' },
  '44': { zh: '职业高中', en: 'vocational senior high school' },
  '47': { zh: '技工学校', en: 'technical school' },
  '61': { zh: '普通中学', en: 'general senior high school' },
  '71': { zh: '初级中学', en: 'junior high school' },
  '81': { zh: '小学', en: 'primary school' },
  '90': { zh: '其他', en: 'other' },
};

const levelOfAac011: Record<Aac011, EducationLevel | null> = {
  '11': 'bachelorOrAbove',
  '14': 'bachelorOrAbove',
  '10': 'bachelorOrAbove',
  '21': 'bachelorOrAbove',
  '31': 'juniorCollege',
  '41': 'seniorHigh',
  '44': 'seniorHigh',
  '47': 'seniorHigh',
  '61': 'seniorHigh',
  '71': 'juniorHigh',
  '81': 'primary',
  '90': null,
};

/** The six-value level of an AAC011 code; null for 90 其他, which may be anything below primary school or unknown. */
export function levelFromAac011(code: Aac011): EducationLevel | null {
  return levelOfAac011[code];
}

/**
 * The AAC011 code to export for a level. Several codes share a level, so this picks the plainest and says so: `exact` is false where the six values
 * know less than AAC011 does. There is no code for 文盲: 90 其他.
 */
export function aac011FromLevel(level: EducationLevel): { readonly code: Aac011; readonly exact: boolean } {
  const codes: Record<EducationLevel, Aac011> = {
    illiterate: '90',
    primary: '81',
    juniorHigh: '71',
    seniorHigh: '61',
    juniorCollege: '31',
    bachelorOrAbove: '21',
  };
  return { code: codes[level], exact: level === 'primary' || level === 'juniorHigh' || level === 'juniorCollege' };
}

/** Negative, zero or positive as `a` is lower than, equal to or higher than `b`. */
export function compareEducation(a: EducationLevel, b: EducationLevel): number {
  return educationLevels.indexOf(a) - educationLevels.indexOf(b);
}

/** Does a person of this level meet a post's requirement; null requirement (不限) is met by everyone, an unknown level only by that. */
export function meetsEducation(level: EducationLevel | null, required: EducationLevel | null): boolean {
  if (required === null) return true;
  return level !== null && compareEducation(level, required) >= 0;
}

const words: readonly (readonly [RegExp, EducationLevel])[] = [
  [/^(?:文盲(?:或|、|\/)?(?:半文盲)?|半文盲|未上(?:过)?学|不识字)$/, 'illiterate'],
  [/^(?:小学(?:毕业|肄业)?)$/, 'primary'],
  [/^(?:初中(?:毕业|肄业)?|初级中学)$/, 'juniorHigh'],
  [
    /^(?:(?:普通)?高中(?:毕业|肄业)?|普通中学|高级中学|中专|中等专科|中等职业(?:教育|学校)?|中职|职高|职业高中|中技|技校|技工(?:学校)?|高中[/、或]?(?:中专|中职|中技)|中专[/、或]?高中)$/,
    'seniorHigh',
  ],
  [/^(?:大专|专科|大学专科|高职|高职高专|大专毕业)$/, 'juniorCollege'],
  [/^(?:本科(?:及以上)?|大学(?:本科)?|本科毕业|研究生|硕士(?:研究生)?|博士(?:研究生)?|硕士及以上)$/, 'bachelorOrAbove'],
];

/** The level meant by a cell, by the words of both lists and of job advertisements; AAC011 codes too. Undefined when unclear (高技, 成人教育, blank). */
export function parseEducationLevel(raw: string): EducationLevel | undefined {
  const text = halfWidth(raw)
    .replace(/\s+/g, '')
    .replace(/(?:学历|文化程度|程度)$/, '');
  if (Object.hasOwn(levelOfAac011, text)) return levelOfAac011[text as Aac011] ?? undefined;
  return words.find(([pattern]) => pattern.test(text))?.[1];
}
