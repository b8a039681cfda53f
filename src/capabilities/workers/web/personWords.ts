// How codes and days of the register are said on its pages. No IO.
import type { Text } from '#standards/text.ts';
import {
  abilityTexts,
  consentPurposeTexts,
  consentWayTexts,
  contactKindTexts,
  documentKindTexts,
  educationTexts,
  healthTexts,
  hindranceTexts,
  hukouTexts,
  identityKindTexts,
  type PersonPage,
  relationTexts,
  type SourceLine,
  sourceTexts,
  willingTexts,
  workingTexts,
} from '../contract.ts';

export type Translate = (zh: string | Text, en?: string) => string;

/** The words of a code; the code itself where the list lacks it, so that nothing vanishes. */
const said =
  (texts: Readonly<Record<string, Text>>) =>
  (code: string): Text =>
    texts[code] ?? { zh: code, en: code };

export const abilityWord = said(abilityTexts);
export const educationWord = said(educationTexts);
export const healthWord = said(healthTexts);
export const hindranceWord = said(hindranceTexts);
export const hukouWord = said(hukouTexts);
export const identityWord = said(identityKindTexts);
export const documentWord = said(documentKindTexts);
export const relationWord = said(relationTexts);
export const sourceWord = said(sourceTexts);
export const willingWord = said(willingTexts);
export const workingWord = said(workingTexts);
export const contactWord = said(contactKindTexts);
export const purposeWord = said(consentPurposeTexts);
export const wayWord = said(consentWayTexts);

export const list = (t: Translate, texts: readonly Text[]): string => texts.map((x) => t(x)).join(t('、', ', '));

/** GB/T 26341-2010, as printed on the certificate after the number: category, then grade (certainty: from knowledge, unverified). */
export const disabilityTexts: Readonly<Record<string, Text>> = {
  '1': { zh: '视力残疾', en: 'visual' },
  '2': { zh: '听力残疾', en: 'hearing' },
  '3': { zh: '言语残疾', en: 'speech' },
  '4': { zh: '肢体残疾', en: 'physical' },
  '5': { zh: '智力残疾', en: 'intellectual' },
  '6': { zh: '精神残疾', en: 'psychiatric' },
  '7': { zh: '多重残疾', en: 'multiple' },
};
const grades: Readonly<Record<string, Text>> = {
  '1': { zh: '一级', en: 'grade 1' },
  '2': { zh: '二级', en: 'grade 2' },
  '3': { zh: '三级', en: 'grade 3' },
  '4': { zh: '四级', en: 'grade 4' },
};
export const disabilityGradeTexts = grades;
export const disabilityWord = (code: string): Text => {
  const category = disabilityTexts[code[0] ?? ''];
  const grade = grades[code[1] ?? ''];
  return category && grade ? { zh: `${category.zh}${grade.zh}`, en: `${category.en}, ${grade.en}` } : { zh: code, en: code };
};

/** Identity chips: 监测对象 ochre, 脱贫户 outlined green, others grey (design, colour duties). */
export const identityKind = (kind: string): 'mon' | 'pov' | undefined =>
  kind.startsWith('monitored') ? 'mon' : kind.startsWith('poverty') ? 'pov' : undefined;

export const isMonitored = (kind: string | undefined): boolean => kind?.startsWith('monitored') ?? false;

/** Which of a person's records: by its name where that differs, else by the day it was opened; '' for the one on the page. */
export const otherRecord = (person: PersonPage, workerId: string, t: Translate): string => {
  if (workerId === person.workerId) return '';
  const record = person.records.find((r) => r.workerId === workerId);
  if (!record) return t('另一份', 'another record');
  return record.name && record.name !== person.name
    ? t(`${record.name}的一份`, `the record of ${record.name}`)
    : t(`${record.registered ?? record.county}建档的一份`, `the record of ${record.registered ?? record.county}`);
};

/** `花名册.xlsx 第 12 行`: the line of a list behind a fact; the file's name only where the viewer sees the batch, else its number. */
export const lineWords = (t: Translate, line: Pick<SourceLine, 'batch' | 'file' | 'sheet' | 'row'>): string => {
  const list = line.file ?? (line.batch === null ? '' : t(`批次 ${line.batch}`, `batch ${line.batch}`));
  const sheet = line.sheet > 1 ? t(` 第 ${line.sheet} 张表`, ` sheet ${line.sheet}`) : '';
  return `${list}${sheet}${t(` 第 ${line.row} 行`, ` row ${line.row}`)}`.trim();
};
/** Where a fact came from, beside the word for its source. */
export const refWords = (t: Translate, ref: string, lines: PersonPage['lines'] = {}): string => {
  const line = lines[ref];
  if (line) return lineWords(t, line);
  const at = /^[0-9a-f-]{36}#\d+!(\d+)/.exec(ref);
  return at ? t(`第 ${at[1]} 行`, `row ${at[1]}`) : ref;
};

/** `2014 至今`, `2022-06 至 2023-12`: as far as each end is known. */
export const span = (t: Translate, from: string, to: string | null): string =>
  to ? t(`${from} 至 ${to}`, `${from} to ${to}`) : t(`${from} 至今`, `since ${from}`);
