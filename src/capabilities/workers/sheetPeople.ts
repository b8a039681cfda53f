// Columns of the national person sheet, and of our own export of workers (rulesExport.ts), which comes back as changes.
import type { FieldDeclaration } from '#capabilities/rosters/rules.ts';
import { codes, conditionFields, groupFields, homeFields, ofWorker, remark, text, whoFields } from './sheetFields.ts';
import * as lists from './sheetLists.ts';

const told = (id: string, zh: string, en: string, more: readonly string[] = []): FieldDeclaration => ({
  id,
  text: { zh, en },
  aliases: [zh, ...more],
  type: text(200),
  shapes: ['text'],
  readOnly: true,
});

export const peopleFields: readonly FieldDeclaration[] = [
  ofWorker('workerId', { aliases: ['档案号'], type: text(40), shapes: ['text'] }),
  ...whoFields,
  ...homeFields,
  ...groupFields,
  ...conditionFields,
  ofWorker('willing', { aliases: ['就业意愿', '外出意愿', '务工意愿'], type: codes(lists.willing), shapes: ['text', 'yesNo'] }),
  {
    id: 'personNumber',
    text: { zh: '人口编号', en: 'number in the national register' },
    aliases: ['人口编号', '人员编号', '成员编号'],
    type: text(40),
    shapes: ['number', 'text'],
    readOnly: true,
  },
  ofWorker('year', { aliases: ['年度', '年份'], type: { type: 'count', most: 2199 }, shapes: ['number', 'smallInteger'] }),
  {
    ...ofWorker('months', {
      aliases: ['务工时间(月)', '务工月数', '务工时间(月数)', '务工时间'],
      type: { type: 'count', most: 1200 },
      shapes: ['smallInteger', 'number'],
    }),
    readOnly: true,
  },
  { ...ofWorker('employer', { aliases: ['务工企业名称', '务工企业'], type: text(120), shapes: ['organisation', 'text'] }), readOnly: true },
  {
    ...ofWorker('publicPostKind', { aliases: ['公益性岗位类型', '公益性岗位'], type: text(40), shapes: ['text', 'name', 'organisation'] }),
    readOnly: true,
  },
  {
    ...ofWorker('publicPostMonths', {
      aliases: ['公益性岗位(月数)', '公益性岗位月数'],
      type: { type: 'count', most: 1200 },
      shapes: ['smallInteger', 'number'],
    }),
    readOnly: true,
  },
  {
    ...ofWorker('sector', { aliases: ['产业分类', '产业类别', '产业'], type: codes(lists.sectors), shapes: ['text'] }),
    readOnly: true,
  },
  told('disability', '残疾类别', 'disability', ['残疾类别和等级', '残疾等级', '残疾类型']),
  {
    id: 'headName',
    text: { zh: '户主姓名', en: 'name of the head' },
    aliases: ['户主姓名', '户主'],
    type: { type: 'name' },
    shapes: ['name'],
    readOnly: true,
  },
  {
    id: 'headNumber',
    text: { zh: '户主证件号码', en: 'identity number of the head' },
    aliases: ['户主证件号码', '户主身份证号', '户主身份证号码', '户主证件号'],
    type: { type: 'idNumber' },
    shapes: ['idNumber', 'damagedId'],
    readOnly: true,
  },
  told('standard', '识别标准', 'standard of identification'),
  ofWorker('identifiedOn', { aliases: ['识别时间', '监测对象识别时间', '纳入时间'], type: { type: 'day' }, shapes: ['date', 'serial'] }),
  // what our own export tells besides
  told('nowWorking', '就业', 'in work', ['就业状态', '是否就业']),
  told('nowPlace', '务工地', 'place of work'),
  told('nowSince', '从何时起', 'since when'),
  told('verifiedUntil', '核验到', 'verified until'),
  told('verifiedBy', '核验依据', 'verified by'),
  told('certificates', '证书', 'certificates', ['证书(本)']),
  told('inClass', '在培训班', 'in a class'),
  told('died', '去世', 'died'),
  {
    id: 'riskOpen',
    text: { zh: '风险未消除', en: 'risk not removed' },
    aliases: ['风险未消除'],
    type: { type: 'yesNo' },
    shapes: ['yesNo'],
    readOnly: true,
  },
  remark,
];
