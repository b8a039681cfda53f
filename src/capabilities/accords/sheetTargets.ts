// 协议目标表: one row an agreement, indicator and year. Handed in, each row is a proposal of the sender's side, as if it had been typed on the agreement's page.
import type { CheckedSheet, FieldDeclaration, Finding, RowValues } from '#capabilities/rosters/rules.ts';
import type { Text } from '#standards/text.ts';
import { targetKinds } from './rulesTargets.ts';

export const TARGET_SHEET = 'accords.targets';
const text = (max: number) => ({ type: 'text', max }) as const;

const fields: readonly FieldDeclaration[] = [
  {
    id: 'origin',
    text: { zh: '输出地一方', en: 'origin side' },
    aliases: ['输出地一方', '输出地', '输出方'],
    type: { type: 'place', least: 'province', whole: true },
    shapes: ['place'],
  },
  {
    id: 'host',
    text: { zh: '输入地一方', en: 'host side' },
    aliases: ['输入地一方', '输入地', '输入方'],
    type: { type: 'place', least: 'province', whole: true },
    shapes: ['place'],
  },
  {
    id: 'title',
    text: { zh: '协议名称', en: 'title of the agreement' },
    aliases: ['协议名称', '协议'],
    type: text(120),
    shapes: ['text', 'organisation'],
  },
  {
    id: 'year',
    text: { zh: '年度', en: 'year' },
    aliases: ['年度', '目标年度', '年份'],
    type: { type: 'count', most: 2100 },
    shapes: ['number', 'money'],
  },
  {
    id: 'indicator',
    text: { zh: '指标', en: 'indicator' },
    aliases: ['指标', '指标代码', '指标编号'],
    type: {
      type: 'codes',
      list: {
        id: 'targetIndicator',
        items: targetKinds.map(({ id, name, short }) => ({ code: id, words: [`${id} ${name.zh}`, id, name.zh, `${id} ${short.zh}`] })),
      },
      many: false,
    },
    shapes: ['text'],
    key: 'indicator',
  },
  {
    id: 'persons',
    text: { zh: '目标人数', en: 'persons' },
    aliases: ['目标人数', '目标', '新目标', '目标数'],
    type: { type: 'count', most: 50_000_000 },
    shapes: ['smallInteger', 'number', 'money'],
    key: 'persons',
  },
  {
    id: 'fromDay',
    text: { zh: '从哪天起', en: 'from' },
    aliases: ['从哪天起', '自', '起始日期'],
    type: { type: 'day' },
    shapes: ['date', 'serial'],
  },
  {
    id: 'reason',
    text: { zh: '事由', en: 'reason' },
    aliases: ['事由', '备注', '说明'],
    type: text(200),
    shapes: ['text'],
  },
  {
    id: 'now',
    text: { zh: '现在的目标', en: 'target now' },
    aliases: ['现在的目标', '现目标', '原目标'],
    type: text(40),
    shapes: ['number', 'text'],
    readOnly: true,
  },
];

const error = (rule: string, field: string, text: Text, advice: Text): Finding => ({
  rule,
  severity: 'error',
  fields: [field],
  text,
  advice,
});
const MISSING: Readonly<Record<'origin' | 'host' | 'year' | 'indicator', Finding>> = {
  origin: error(
    'targetParty',
    'origin',
    { zh: '没有填输出地一方', en: 'The origin side is missing' },
    { zh: '照协议填，写到协议那一级：省、市（州）或县', en: 'Fill it in as on the agreement: province, prefecture or county' },
  ),
  host: error(
    'targetParty',
    'host',
    { zh: '没有填输入地一方', en: 'The host side is missing' },
    { zh: '照协议填，写到协议那一级：省、市或县（区）', en: 'Fill it in as on the agreement: province, prefecture or county' },
  ),
  year: error(
    'targetYear',
    'year',
    { zh: '没有填年度，或者不是 2016 至 2100 的年份', en: 'The year is missing, or not one from 2016 to 2100' },
    { zh: '填四位数的年份，如 2026', en: 'Give the year with four digits, such as 2026' },
  ),
  indicator: error(
    'indicator',
    'indicator',
    { zh: '没有填指标', en: 'The indicator is missing' },
    { zh: '从下拉里选，或者写代码，如 I01', en: 'Choose it from the list, or write its code, such as I01' },
  ),
};
const NO_REASON = error(
  'targetReason',
  'reason',
  { zh: '事由没有写，或者不到 4 个字', en: 'The reason is missing or shorter than 4 characters' },
  { zh: '写明为什么定这个目标、为什么调整；双方都看得到', en: 'Say why this target is set or changed; both sides read it' },
);
const NONE = error(
  'targetPersons',
  'persons',
  { zh: '目标人数是 0', en: 'The target is 0 persons' },
  { zh: '填 1 以上的整数；这一项不定目标的，删去这一行', en: 'Give a whole number from 1; delete the row where there is to be no target' },
);
const HALF_DAY = error(
  'targetFrom',
  'fromDay',
  { zh: '从哪天起没有写到日', en: 'The day is not given in full' },
  {
    zh: '写到日，如 2026-07-01；空着的，第一次定的从年初起，调整的从今天起',
    en: 'Give the whole day, such as 2026-07-01; left empty, a first target holds from the start of the year, an adjustment from today',
  },
);
const SILENT: Finding = {
  rule: 'targetPersons',
  severity: 'hint',
  fields: ['persons'],
  text: { zh: '没有填目标人数，这一行不动', en: 'No target is given; nothing is done by this row' },
};
const TWICE = (name: Text): Finding =>
  error(
    'twice',
    'indicator',
    { zh: `与${name.zh}是同一份协议、同一年、同一个指标`, en: `The same agreement, year and indicator as ${name.en}` },
    { zh: '一个指标一年只填一行，多的一行删去', en: 'One row an indicator and year; delete the other' },
  );

const blank = (value: unknown): boolean => value === null || value === undefined || value === '';
const keyOf = (v: RowValues): string | null =>
  [v.origin, v.host, v.year, v.indicator].some(blank) || blank(v.persons)
    ? null
    : [v.origin, v.host, v.title ?? '', v.year, v.indicator].join('\u0001');

export const targetSheet: CheckedSheet = {
  id: TARGET_SHEET,
  text: { zh: '协议目标表', en: 'Targets of agreements' },
  fields,
  about: ['indicator', 'persons'],
  template: true,
  checks: ({ rowName }) => {
    const first = new Map<string, number>();
    return {
      note: (row, values) => {
        const key = keyOf(values);
        const before = key === null ? undefined : first.get(key);
        if (key !== null && (before === undefined || row < before)) first.set(key, row);
      },
      findings: (row, values) => {
        if (blank(values.persons)) return [SILENT];
        const found: Finding[] = [];
        for (const field of ['origin', 'host', 'indicator'] as const) if (blank(values[field])) found.push(MISSING[field]);
        const year = Number(values.year ?? 0);
        if (!(year >= 2016 && year <= 2100)) found.push(MISSING.year);
        if (values.persons === 0) found.push(NONE);
        if (String(values.reason ?? '').trim().length < 4) found.push(NO_REASON);
        if (!blank(values.fromDay) && String(values.fromDay).length !== 10) found.push(HALF_DAY);
        const key = keyOf(values);
        const before = key === null ? undefined : first.get(key);
        if (before !== undefined && before !== row) found.push(TWICE(rowName(before)));
        return found;
      },
      report: () => [],
    };
  },
};
/** How the rules of a row are called where findings are counted. */
export const targetRuleNames = {
  targetParty: { zh: '两方没有填全', en: 'sides missing' },
  targetYear: { zh: '年度不对', en: 'year' },
  targetReason: { zh: '没有事由', en: 'no reason' },
  targetPersons: { zh: '目标人数', en: 'persons' },
  targetFrom: { zh: '从哪天起', en: 'from which day' },
  targetAgreement: { zh: '找不到协议', en: 'no such agreement' },
  targetNotYours: { zh: '不是本方的协议', en: 'not an agreement of one’s own' },
  targetRules: { zh: '定不了这个目标', en: 'cannot be set' },
} as const satisfies Record<string, Text>;
