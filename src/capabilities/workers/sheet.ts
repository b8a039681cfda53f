// The sheets of workers and their work, as data for the roster engine: 务工月监测, 转移就业台账 and our own. What is done with a good row follows in `employment`.
import type { CheckedSheet, CodeList, FieldDeclaration, FieldType } from '#capabilities/rosters/rules.ts';
import { schoolStages } from '#standards/education/schoolStage.ts';
import { newFileChecks } from './rulesChecks.ts';
import { newConstantsDetector } from './rulesConstants.ts';
import { type WorkerField, type WorkerRow, workerFieldTexts } from './rulesWorkerRow.ts';

/** 就业渠道 as the sheets of the trade spell it (research domain-cn §1.2). */
const channels: CodeList = {
  id: 'channel',
  items: [
    { code: 'self', words: ['自主/亲友', '自主', '亲友', '自主就业', '亲友介绍', '自发', '自谋职业', '自主务工'] },
    { code: 'government', words: ['政府组织', '政府组织输出', '有组织输出'] },
    { code: 'agency', words: ['劳务公司/经纪人/合作社', '劳务公司', '经纪人', '劳务经纪人', '合作社', '中介', '劳务中介', '人力资源公司'] },
    { code: 'recruited', words: ['企业招聘', '企业组织', '企业招工'] },
    { code: 'workshop', words: ['帮扶车间', '就业帮扶车间', '扶贫车间', '就业车间'] },
    { code: 'publicPost', words: ['公益性岗位', '公益岗位', '公益岗'] },
    { code: 'flexible', words: ['灵活就业'] },
    { code: 'ownBusiness', words: ['自主创业', '创业'] },
    { code: 'other', words: ['其他', '其它'] },
  ],
};
const labour: CodeList = {
  id: 'labour',
  items: [
    { code: 'ordinary', words: ['普通劳动力'] },
    { code: 'skilled', words: ['技能劳动力'] },
    { code: 'weak', words: ['弱劳动力或半劳动力', '弱劳动力', '半劳动力', '弱劳力或半劳力'] },
    { code: 'lost', words: ['丧失劳动力'] },
    { code: 'none', words: ['无劳动力', '无劳动能力'] },
  ],
};
const health: CodeList = {
  id: 'health',
  items: [
    { code: 'healthy', words: ['健康', '良好'] },
    { code: 'chronic', words: ['长期慢性病', '慢性病'] },
    { code: 'serious', words: ['患有大病', '大病'] },
    { code: 'disabled', words: ['残疾'] },
  ],
};
/** 高中一年级 is written 高一 as well, 中职二年级 中职二. */
const shorter = (name: string): string[] => {
  const found = /^(高中|中职|高职高专|技师学院|本科)([一二三四五])年级$/.exec(name);
  return found
    ? [`${found[1]}${found[2]}`, ...(found[1] === '高中' ? [`高${found[2]}`] : found[1] === '本科' ? [`大${found[2]}`] : [])]
    : [];
};
const stages: CodeList = {
  id: 'school',
  items: schoolStages.map(({ code, name }) => ({
    code,
    words: [
      name.zh,
      ...shorter(name.zh),
      ...({
        grade7: ['初一'],
        grade8: ['初二'],
        grade9: ['初三'],
        beforePreschool: ['学龄前'],
        preschool: ['学前', '幼儿园'],
        postgraduate: ['硕士及以上'],
      }[code] ?? []),
    ],
  })),
};
const sexes: CodeList = {
  id: 'sex',
  items: [
    { code: '1', words: ['男', '男性'] },
    { code: '2', words: ['女', '女性'] },
  ],
};
const programmes: CodeList = {
  id: 'programme',
  items: ['粤菜师傅', '广东技工', '南粤家政', '乡村工匠'].map((word) => ({ code: word, words: [word] })),
};

const text = (max: number): FieldType => ({ type: 'text', max });
type Declared = Omit<FieldDeclaration, 'id' | 'text'>;
const ofWorker = (id: WorkerField, declared: Declared): FieldDeclaration => ({ id, text: workerFieldTexts[id], ...declared });

const fields: readonly FieldDeclaration[] = [
  ofWorker('idNumber', {
    aliases: ['证件号码', '身份证号', '身份证号码', '公民身份号码', '证件号', '身份证', '身份证件号码', '公民身份证号码'],
    type: { type: 'idNumber' },
    shapes: ['idNumber', 'damagedId'],
    sure: true,
    key: 'V01',
  }),
  ofWorker('name', {
    aliases: ['姓名', '劳动者姓名', '务工人员姓名', '人员姓名', '名字'],
    type: { type: 'name' },
    shapes: ['name'],
    key: 'name',
  }),
  ofWorker('phone', {
    aliases: ['联系电话', '手机号码', '手机号', '电话', '手机', '家庭成员联系电话', '联系方式', '电话号码', '本人电话'],
    type: { type: 'phone' },
    shapes: ['phone', 'landline'],
  }),
  ofWorker('sex', { aliases: ['性别'], type: { type: 'codes', list: sexes, many: false }, shapes: ['sex'] }),
  ofWorker('householdNumber', { aliases: ['户编号', '户号', '家庭编号'], type: text(40), shapes: ['number', 'text'] }),
  {
    id: 'homeProvince',
    text: { zh: '户籍省', en: 'home province' },
    aliases: ['省', '户籍省', '户籍所在省', '省份'],
    type: text(40),
    shapes: ['place'],
    partOf: 'homeCounty',
  },
  {
    id: 'homeCity',
    text: { zh: '户籍市州', en: 'home prefecture' },
    aliases: ['市', '州', '市州', '户籍市', '户籍所在市', '地市'],
    type: text(40),
    shapes: ['place'],
    partOf: 'homeCounty',
  },
  ofWorker('homeCounty', {
    aliases: ['县', '户籍所在县', '户籍县', '区县', '县区', '户籍地县'],
    type: { type: 'place', least: 'county' },
    shapes: ['place'],
  }),
  ofWorker('working', {
    aliases: ['是否务工', '是否已务工', '目前是否在外务工', '是否在外务工', '是否外出务工', '是否在岗', '是否就业'],
    type: { type: 'yesNo' },
    shapes: ['yesNo'],
  }),
  ofWorker('start', {
    aliases: [
      '开始时间',
      '务工起始时间',
      '务工开始时间',
      '外出时间',
      '开始务工时间',
      '入职时间',
      '起始时间',
      '务工时间',
      '外出务工时间',
      '出去时间',
      '上岗时间',
      '入厂时间',
      '入职日期',
      '就业时间',
      '进厂时间',
    ],
    type: { type: 'day' },
    shapes: ['date', 'serial'],
  }),
  ofWorker('end', {
    aliases: [
      '结束时间',
      '务工截止时间',
      '务工结束时间',
      '返乡时间',
      '离职时间',
      '截止时间',
      '回来时间',
      '返回时间',
      '返乡日期',
      '离岗时间',
      '离职日期',
    ],
    type: { type: 'day' },
    shapes: ['date', 'serial'],
  }),
  {
    id: 'placeProvince',
    text: { zh: '务工省', en: 'province of work' },
    aliases: ['务工所在省', '务工省', '务工省份', '务工地省', '就业省份'],
    type: text(40),
    shapes: ['place'],
    partOf: 'place',
  },
  {
    id: 'placeCity',
    text: { zh: '务工市', en: 'prefecture of work' },
    aliases: ['务工所在市', '务工市', '务工城市', '务工地市', '就业城市'],
    type: text(40),
    shapes: ['place'],
    partOf: 'place',
  },
  ofWorker('place', {
    aliases: [
      '务工地点',
      '转移就业地点',
      '务工所在地',
      '就业地点',
      '务工地',
      '工作地点',
      '务工地址',
      '就业地',
      '务工所在县',
      '务工县',
      '务工区县',
      '务工所在区县',
      '务工地县',
      '务工去向',
      '务工目的地',
      '务工详细地址',
    ],
    type: { type: 'place', least: 'county' },
    shapes: ['place'],
  }),
  ofWorker('employer', {
    aliases: [
      '务工企业名称',
      '就业单位',
      '工作单位',
      '务工单位',
      '用工单位',
      '务工企业',
      '单位名称',
      '就业单位名称',
      '用人单位',
      '单位全称',
      '公司名称',
      '企业名称',
      '务工公司',
      '用工企业',
    ],
    type: text(120),
    shapes: ['organisation', 'text', 'name', 'place'],
  }),
  ofWorker('industry', {
    aliases: ['所属行业', '转移就业从事行业', '从事行业', '行业', '行业类别'],
    type: text(40),
    shapes: ['text', 'organisation', 'name', 'place'],
  }),
  ofWorker('channel', {
    aliases: ['就业渠道', '转移就业方式', '就业形式', '务工渠道', '转移方式', '输出方式', '就业途径', '务工途径', '组织方式', '输出形式'],
    type: { type: 'codes', list: channels, many: false },
    shapes: ['text', 'organisation', 'name'],
  }),
  ofWorker('pointToPoint', {
    aliases: ['是否点对点输送', '是否点对点', '点对点输送'],
    type: { type: 'yesNo' },
    shapes: ['yesNo'],
  }),
  ofWorker('monthlyIncome', {
    aliases: ['务工月收入', '月收入', '月工资', '月薪', '工资', '月均收入', '月工资收入', '薪资', '务工收入', '应发工资'],
    type: { type: 'money', unit: 'yuan', per: 'month' },
    shapes: ['money', 'number', 'smallInteger'],
  }),
  ofWorker('yearlyIncome', {
    aliases: ['年收入', '务工年收入', '年工资收入', '年工资', '年总收入', '年务工收入'],
    type: { type: 'money', unit: 'yuan', per: 'year' },
    shapes: ['money', 'number', 'smallInteger'],
  }),
  ofWorker('months', {
    aliases: ['务工时间(月)', '务工月数', '务工时间', '年度务工时间', '务工月份数', '工作月数', '务工时长'],
    type: { type: 'count', most: 1200 },
    shapes: ['smallInteger', 'number'],
  }),
  ofWorker('publicPostKind', {
    aliases: ['公益性岗位类型', '公益岗类型', '公益性岗位名称'],
    type: text(40),
    shapes: ['text', 'name', 'organisation'],
  }),
  ofWorker('publicPostMonths', {
    aliases: ['公益性岗位(月数)', '公益性岗位月数', '公益岗月数', '公益性岗位时间(月)'],
    type: { type: 'count', most: 1200 },
    shapes: ['smallInteger', 'number'],
  }),
  ofWorker('labour', {
    aliases: ['劳动技能', '劳动能力', '劳动力类型', '劳动力状况'],
    type: { type: 'codes', list: labour, many: false },
    shapes: ['text'],
  }),
  ofWorker('health', { aliases: ['健康状况'], type: { type: 'codes', list: health, many: true }, shapes: ['text', 'name'] }),
  ofWorker('school', {
    aliases: ['在校生状况', '在校状况', '是否在校生'],
    type: { type: 'codes', list: stages, many: false },
    shapes: ['text', 'name'],
  }),
  {
    id: 'intention',
    text: { zh: '培训意向', en: 'training wanted' },
    aliases: ['培训意向', '培训意愿', '意向培训工种'],
    type: { type: 'codes', list: programmes, many: true },
    shapes: ['text', 'name'],
  },
  {
    id: 'remark',
    text: { zh: '备注', en: 'remark' },
    aliases: ['备注', '说明'],
    type: text(500),
    shapes: ['text'],
  },
];

const checksOf: CheckedSheet['checks'] = ({ today, rowName }) => {
  const file = newFileChecks({ today, kind: 'spells', rowName });
  const constants = newConstantsDetector();
  return {
    note: (row, values) => {
      file.note(row, values as WorkerRow);
      constants.note(values as WorkerRow);
    },
    findings: (row, values) => file.findings(row, values as WorkerRow),
    report: () => constants.report().findings,
  };
};

export const workSheet: CheckedSheet = {
  id: 'workers.work',
  text: { zh: '务工台账', en: 'Workers and where they work' },
  fields,
  checks: checksOf,
};
export const workerSheets: readonly CheckedSheet[] = [workSheet];
