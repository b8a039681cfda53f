import { halfWidth } from '../cleanText.ts';
import type { Text } from '../text.ts';
import type { EducationLevel } from './education.ts';

/** A value of 在校生状况. Who has one has no 文化程度, and the other way round: the register refuses both together. */
export interface SchoolStage {
  readonly code: string;
  readonly name: Text;
  /** What the pupil has finished already, for matching; null before primary school is done. */
  readonly finished: EducationLevel | null;
  /** In school by law or as a full-time student: counts as 无劳动力 in the register (rule V12). Pre-school children are no students. */
  readonly student: boolean;
}

const years = ['一', '二', '三', '四', '五'] as const;
const ordinal = ['first', 'second', 'third', 'fourth', 'fifth'] as const;

const grades = (code: string, zh: string, en: string, count: number, finished: EducationLevel): SchoolStage[] =>
  years.slice(0, count).map((year, at) => ({
    code: `${code}${at + 1}`,
    name: { zh: `${zh}${year}年级`, en: `${en}, ${ordinal[at]} year` },
    finished,
    student: true,
  }));

/**
 * In the order of the register. The list itself was seen in exports (certainty: mirror); the exact wording of the grades (高中一年级 …) is ours,
 * parseSchoolStage also reads the shorter ones.
 */
export const schoolStages: readonly SchoolStage[] = [
  { code: 'beforePreschool', name: { zh: '学龄前儿童', en: 'below school age' }, finished: null, student: false },
  { code: 'preschool', name: { zh: '学前教育', en: 'pre-school' }, finished: null, student: false },
  { code: 'primary', name: { zh: '小学', en: 'primary school' }, finished: null, student: true },
  { code: 'grade7', name: { zh: '七年级', en: 'grade 7' }, finished: 'primary', student: true },
  { code: 'grade8', name: { zh: '八年级', en: 'grade 8' }, finished: 'primary', student: true },
  { code: 'grade9', name: { zh: '九年级', en: 'grade 9' }, finished: 'primary', student: true },
  ...grades('seniorHigh', '高中', 'senior high school', 3, 'juniorHigh'),
  ...grades('vocational', '中职', 'secondary vocational school', 3, 'juniorHigh'),
  ...grades('higherVocational', '高职高专', 'higher vocational college', 3, 'seniorHigh'),
  ...grades('technician', '技师学院', 'technician college', 4, 'juniorHigh'),
  ...grades('bachelor', '本科', 'bachelor course', 5, 'seniorHigh'),
  { code: 'postgraduate', name: { zh: '硕士研究生及以上', en: 'postgraduate' }, finished: 'bachelorOrAbove', student: true },
];

const exact = new Map(schoolStages.map((stage) => [stage.name.zh, stage]));
const others: Readonly<Record<string, string>> = {
  学龄前: '学龄前儿童',
  学前: '学前教育',
  初一: '七年级',
  初二: '八年级',
  初三: '九年级',
  初中一年级: '七年级',
  初中二年级: '八年级',
  初中三年级: '九年级',
  硕士及以上: '硕士研究生及以上',
  研究生: '硕士研究生及以上',
};

/** The stage meant by a cell; 高一, 普通高中一年级, 中职2年级, 大一 too. Undefined for 非在校生, blank or unclear text. */
export function parseSchoolStage(raw: string): SchoolStage | undefined {
  const text = halfWidth(raw)
    .replace(/\s+/g, '')
    .replace(/[1-5]/g, (digit) => years[Number(digit) - 1]!);
  const plain = others[text] ?? text;
  const direct = exact.get(plain);
  if (direct) return direct;
  const match = /^(?:普通)?(高中|高|中职|高职高专|高职|大专|技师学院|本科|大学|大)([一二三四五])(?:年级)?$/.exec(plain);
  if (!match) return undefined;
  const kind = { 高: '高中', 高职: '高职高专', 大专: '高职高专', 大学: '本科', 大: '本科' }[match[1]!] ?? match[1]!;
  return exact.get(`${kind}${match[2]}年级`);
}
