// What an export holds and how it says what it holds. Pure.
import { type FieldClass, type Fields, fieldTable, type Standing } from '#capabilities/access/rules.ts';
import type { SearchMode, WorkerFilters } from './contractList.ts';
import { searchModeTexts, sideTexts } from './contractList.ts';
import {
  abilityTexts,
  educationTexts,
  hukouTexts,
  type IdentityKind,
  identityGroupTexts,
  identityKindTexts,
  type WorkerRow,
  willingTexts,
  workingTexts,
} from './contractShapes.ts';
import { maskName } from './rules.ts';

/** More than this is no working list but a copy of the register; refused with a sentence. */
export const EXPORT_MOST = 200_000;

/** A line of the file: the row of the list, and what is told in full where that was asked and allowed. */
export interface ExportLine extends WorkerRow {
  readonly numberFull?: string;
  readonly phoneFull?: string;
}

export type Cell = string | number | null;
export interface Column {
  readonly header: string;
  readonly width: number;
  /** Codes, numbers and telephones, which a spreadsheet must not take for quantities. */
  readonly text?: true;
  /** The column stands in the file where one of these may be seen. */
  readonly needs: readonly FieldClass[];
  readonly value: (line: ExportLine) => Cell;
}

const label = <T extends string>(texts: Readonly<Record<T, { readonly zh: string }>>, value: string | undefined): string =>
  (value !== undefined && (texts as Readonly<Record<string, { readonly zh: string }>>)[value]?.zh) || '';
const kind = (group: string, value: string | undefined): string =>
  value ? label(identityKindTexts, `${group}_${value}` as IdentityKind) : '';
const yes = (value: boolean | undefined): string => (value ? '是' : '');

/** Evidence classes of docs/figures.md §2. */
const evidence = ['', '社会保险', '银行工资', '合同或盖章名册', '走访', '电话', '自报'];

const SEX = { '0': '未知', '1': '男', '2': '女', '9': '未说明' } as const;

export const COLUMNS: readonly Column[] = [
  { header: '姓名', width: 14, text: true, needs: ['name'], value: (w) => w.name },
  { header: '性别', width: 6, needs: ['name'], value: (w) => SEX[w.sex] },
  { header: '年龄', width: 6, needs: ['name'], value: (w) => w.age },
  { header: '证件号', width: 22, text: true, needs: ['number_masked', 'number_full'], value: (w) => w.numberFull ?? w.numberMasked ?? '' },
  { header: '手机', width: 14, text: true, needs: ['phone'], value: (w) => w.phoneFull ?? w.phoneMasked ?? '' },
  { header: '县（市、区）', width: 22, text: true, needs: ['household', 'identity_kind'], value: (w) => w.home?.county ?? '' },
  { header: '乡镇', width: 14, text: true, needs: ['household'], value: (w) => w.home?.town ?? '' },
  { header: '村', width: 16, text: true, needs: ['household'], value: (w) => w.home?.village ?? '' },
  { header: '户籍地代码', width: 15, text: true, needs: ['household'], value: (w) => w.home?.code ?? '' },
  { header: '脱贫户', width: 12, needs: ['identity_kind'], value: (w) => kind('poverty', w.identities?.poverty) },
  { header: '监测对象', width: 14, needs: ['identity_kind'], value: (w) => kind('monitored', w.identities?.monitored) },
  { header: '风险未消除', width: 10, needs: ['identity_kind'], value: (w) => yes(w.identities?.riskOpen) },
  { header: '农村低收入', width: 12, needs: ['identity_kind'], value: (w) => kind('low_income', w.identities?.lowIncome) },
  { header: '易地搬迁', width: 10, needs: ['identity_kind'], value: (w) => yes(w.identities?.relocated) },
  { header: '文化程度', width: 12, needs: ['household'], value: (w) => label(educationTexts, w.education) },
  { header: '劳动能力', width: 16, needs: ['household'], value: (w) => label(abilityTexts, w.ability) },
  { header: '就业意愿', width: 12, needs: ['household'], value: (w) => label(willingTexts, w.willing) },
  { header: '就业', width: 8, needs: ['spell'], value: (w) => label(workingTexts, w.working) },
  { header: '务工地', width: 22, text: true, needs: ['spell'], value: (w) => w.workPlace ?? '' },
  { header: '从何时起', width: 12, text: true, needs: ['spell'], value: (w) => w.workSince ?? '' },
  { header: '核验到', width: 12, text: true, needs: ['verification'], value: (w) => w.verifiedUntil ?? '' },
  { header: '核验依据', width: 14, needs: ['verification'], value: (w) => evidence[w.verifiedClass ?? 0] ?? '' },
  { header: '证书（本）', width: 10, needs: ['marks'], value: (w) => w.certificates ?? null },
  { header: '在培训班', width: 10, needs: ['marks'], value: (w) => yes(w.inClass) },
  { header: '去世', width: 12, text: true, needs: ['name'], value: (w) => w.diedOn ?? '' },
  { header: '档案号', width: 38, text: true, needs: ['name'], value: (w) => w.workerId },
];

/** The columns that at least one of these standings fills. */
export const columnsFor = (standings: readonly Standing[]): readonly Column[] => {
  const seen = new Set(standings.flatMap((s) => Object.keys(fieldTable[s]) as FieldClass[]));
  return COLUMNS.filter((c) => c.needs.some((n) => seen.has(n)));
};

/** Whole numbers leave from the side of origin alone, or where the trade itself rests on them; not from an auditor, whose reasons are given one by one. */
export const fullAllowed = (fields: Fields): boolean => fields.number_full === 'stepUp' || fields.number_full === 'plain';
export const fullFrom = (standings: readonly Standing[]): boolean => standings.some((s) => fullAllowed(fieldTable[s]));

/** What was left out or masked, in words. */
export const maskedWords = (standings: readonly Standing[], full: boolean): string => {
  const out: string[] = [];
  out.push(full ? '证件号、手机为完整号码（限户籍在本地的人）' : '证件号只留前六位和后四位，手机只留前三位和后四位');
  if (standings.includes('auditor')) out.push(`姓名只留第一个字（如${maskName('莫小满')}），不含手机`);
  if (standings.some((s) => s === 'host' || s === 'employer')) out.push('来本地务工的人只列到县，不含家庭、健康和文化程度');
  return out.join('；');
};

const range = (from: number | undefined, to: number | undefined): string =>
  from !== undefined && to !== undefined ? `${from}–${to} 岁` : from !== undefined ? `${from} 岁及以上` : `${to} 岁及以下`;

/**
 * The filter in words, for the file and the log: never what was searched by, which is personal data. `place` names a code.
 */
export const filterWords = (
  f: WorkerFilters & { readonly ids?: readonly string[] | undefined },
  mode: SearchMode | null,
  place: (code: string) => string,
): string => {
  if (f.ids) return `勾选的 ${f.ids.length} 人`;
  const list = <T extends string>(name: string, texts: Readonly<Record<T, { readonly zh: string }>>, values: readonly T[] | undefined) =>
    values?.length ? [`${name} ${values.map((v) => texts[v].zh).join('、')}`] : [];
  const words = [
    ...(f.side ? [sideTexts[f.side].zh] : []),
    ...(f.q !== undefined ? [`按${mode ? searchModeTexts[mode].zh : '姓名或号码'}查找`] : []),
    ...(f.area !== undefined ? [`户籍地 ${place(f.area)}`] : []),
    ...(f.ageFrom !== undefined || f.ageTo !== undefined ? [range(f.ageFrom, f.ageTo)] : []),
    ...(f.sex !== undefined ? [`性别 ${SEX[f.sex]}`] : []),
    ...list('身份', identityGroupTexts, f.identity),
    ...list('劳动能力', abilityTexts, f.ability),
    ...list('文化程度', educationTexts, f.education),
    ...list('就业意愿', willingTexts, f.willing),
    ...list('就业', workingTexts, f.working),
    ...(f.certified === undefined ? [] : [f.certified ? '有证书' : '没有证书']),
    ...(f.inClass === undefined ? [] : [f.inClass ? '在培训班' : '不在培训班']),
    ...(f.hukou !== undefined ? [hukouTexts[f.hukou].zh] : []),
    ...(f.skill !== undefined ? [`技能 ${f.skill}`] : []),
    ...(f.household !== undefined ? ['按户编号'] : []),
    ...(f.dead ? ['含已去世的人'] : []),
  ];
  return words.join('；') || '全部';
};
