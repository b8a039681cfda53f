// 报名单: whom a village hands in for which class. The name of the class stands in each row, so that one list may be for several.
import type { CheckedSheet, FieldDeclaration, Finding } from '#capabilities/rosters/rules.ts';
import type { Text } from '#standards/text.ts';
import { ENROL_SHEET } from './contractEnrolmentTexts.ts';

const fields: readonly FieldDeclaration[] = [
  {
    id: 'className',
    text: { zh: '报名班级', en: 'class' },
    aliases: ['报名班级', '报名班名', '报名培训班', '报读班级', '拟参加培训班', '报名班次', '参训班级'],
    type: { type: 'text', max: 80 },
    shapes: ['text'],
    key: 'className',
  },
  {
    id: 'name',
    text: { zh: '姓名', en: 'name' },
    aliases: ['姓名', '学员姓名', '报名人姓名', '报名人', '人员姓名'],
    type: { type: 'name' },
    shapes: ['name'],
    key: 'name',
  },
  {
    id: 'idNumber',
    text: { zh: '身份证号码', en: 'identity number' },
    aliases: ['身份证号码', '身份证号', '证件号码', '公民身份号码', '身份证', '证件号'],
    type: { type: 'idNumber', maskedAs: 'numberMasked' },
    shapes: ['idNumber', 'damagedId'],
    sure: true,
    key: 'V01',
  },
  {
    id: 'phone',
    text: { zh: '联系电话', en: 'telephone' },
    aliases: ['联系电话', '电话', '手机号', '手机号码', '联系方式'],
    type: { type: 'text', max: 40 },
    shapes: ['phone', 'text'],
    readOnly: true,
  },
  {
    id: 'askedOn',
    text: { zh: '报名日期', en: 'asked on' },
    aliases: ['报名日期', '报名时间', '登记日期'],
    type: { type: 'day' },
    shapes: ['date', 'serial'],
  },
  {
    id: 'remark',
    text: { zh: '备注', en: 'remark' },
    aliases: ['备注', '说明'],
    type: { type: 'text', max: 200 },
    shapes: ['text'],
    readOnly: true,
  },
];

const TWICE = (name: Text): Finding => ({
  rule: 'enrolledTwice',
  severity: 'error',
  fields: ['idNumber', 'className'],
  text: { zh: `与${name.zh}是同一个人报同一个班`, en: `The same person for the same class as in ${name.en}` },
  advice: { zh: '一个人报一个班只填一行，多的一行删去', en: 'One row a person and class; delete the other' },
});

export const enrolmentSheet: CheckedSheet = {
  id: ENROL_SHEET,
  text: { zh: '培训班报名单', en: 'List of people for a class' },
  fields,
  about: ['className'],
  checks: ({ rowName }) => {
    const first = new Map<string, number>();
    const keyOf = ({ idNumber, className }: Readonly<Record<string, unknown>>): string | null =>
      typeof idNumber === 'string' && typeof className === 'string' ? `${idNumber} ${className.replace(/\s/g, '')}` : null;
    return {
      note: (row, values) => {
        const key = keyOf(values);
        const before = key === null ? undefined : first.get(key);
        if (key !== null && (before === undefined || row < before)) first.set(key, row);
      },
      findings: (row, values) => {
        const key = keyOf(values);
        const before = key === null ? undefined : first.get(key);
        return before !== undefined && before !== row ? [TWICE(rowName(before))] : [];
      },
      report: () => [],
    };
  },
};
/** Names of what a row of this sheet may be told by. */
export const enrolmentRuleNames = {
  enrolledTwice: { zh: '同一人报同一班两次', en: 'one person for one class twice' },
  unknownClass: { zh: '没有这个班', en: 'no such class' },
  notAdmitted: { zh: '不合报名条件', en: 'conditions of admission not met' },
  enrolledAlready: { zh: '已经报名', en: 'asked already' },
  toCheck: { zh: '条件待核', en: 'conditions to be checked' },
} as const satisfies Readonly<Record<string, Text>>;
