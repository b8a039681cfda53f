// Lists from outside as data for the roster engine: social insurance, payroll, an employer's own list of its people.
import type { CheckedSheet, CodeList, FieldDeclaration, FieldType } from '#capabilities/rosters/rules.ts';
import { leaveReasonTexts } from './rulesLeaving.ts';
import { listChecks } from './rulesListChecks.ts';

/** What employers write besides. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  contractEnd: ['合同到期', '期满', '合同终止'],
  resigned: ['辞职', '自离', '自动离职', '个人原因', '主动离职', '离职'],
  dismissed: ['辞退', '开除', '解雇', '试用不合格'],
  laidOff: ['裁员', '停工', '放假'],
  closedDown: ['关停', '搬迁', '倒闭'],
  pay: ['工资低', '欠薪', '待遇低'],
  skill: ['无技能', '不适应岗位'],
  health: ['生病', '身体不适', '工伤'],
  care: ['照顾家人', '照顾老人', '照顾小孩', '家庭原因'],
  home: ['返乡', '回家', '农忙'],
  school: ['上学', '参军', '入伍'],
  ownBusiness: ['创业', '自主创业'],
  transfer: ['调岗', '内部调动'],
  retired: ['退休', '到龄'],
  died: ['去世', '死亡', '身故'],
  lost: ['失联', '联系不上'],
};
const leaveReasons: CodeList = {
  id: 'leaveReason',
  items: Object.entries(leaveReasonTexts).map(([code, { zh }]) => ({ code, words: [zh, ...(ALSO[code] ?? [])] })),
};

const text = (max: number): FieldType => ({ type: 'text', max });
const field = (
  id: string,
  zh: string,
  en: string,
  aliases: readonly string[],
  type: FieldType,
  shapes: FieldDeclaration['shapes'],
  more: Partial<FieldDeclaration> = {},
): FieldDeclaration => ({ id, text: { zh, en }, aliases: [zh, ...aliases], type, shapes, ...more });

const numberWords = [
  '身份证号',
  '证件号码',
  '公民身份号码',
  '身份证',
  '证件号',
  '社会保障号码',
  '社会保障号',
  '社保号码',
  '个人社保号',
  '公民身份证号码',
  '身份证件号码',
  '居民身份证号码',
  '收款人证件号',
  '收款人证件号码',
];
const idNumber = (key: boolean): FieldDeclaration =>
  field(
    'idNumber',
    '身份证号码',
    'identity number',
    numberWords,
    { type: 'idNumber', maskedAs: 'numberMasked' },
    ['idNumber', 'damagedId'],
    {
      sure: true,
      ...(key ? { key: 'V01' } : {}),
    },
  );
const name = (more: readonly string[] = []): FieldDeclaration =>
  field('name', '姓名', 'name', [...more, '员工姓名', '职工姓名', '人员姓名', '劳动者姓名', '名字'], { type: 'name' }, ['name'], {
    key: 'name',
  });
const employer = (more: readonly string[]): FieldDeclaration =>
  field(
    'employer',
    '单位名称',
    'employer',
    [...more, '用人单位名称', '用人单位', '用工单位', '企业名称', '公司名称', '工作单位', '单位', '单位全称', '企业', '公司'],
    text(120),
    ['organisation', 'text'],
  );
const uscc = field(
  'uscc',
  '统一社会信用代码',
  'unified social credit code',
  ['信用代码', '社会信用代码', '统一信用代码', '单位统一社会信用代码', '单位信用代码', '单位代码', '机构代码', '组织机构代码'],
  { type: 'uscc' },
  ['uscc'],
);

/** 1月 to 12月 and with the years such lists are about; what stands under them is read by the header, whose year the mapping does not keep. */
const YEARS = Array.from({ length: 16 }, (_, i) => 2018 + i);
const WORDS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];
const monthColumns = (of: string): readonly FieldDeclaration[] =>
  WORDS.map((word, i) => ({
    id: `m${String(i + 1).padStart(2, '0')}`,
    text: { zh: `${i + 1}月`, en: `month ${i + 1}` },
    aliases: [
      `${i + 1}月`,
      `${i + 1}月份`,
      `${word}月`,
      `${word}月份`,
      `${i + 1}月${of}`,
      ...YEARS.flatMap((y) => [`${y}年${i + 1}月`, `${y}年${String(i + 1).padStart(2, '0')}月`]),
    ],
    type: text(40),
    shapes: [],
    readOnly: true,
  }));
const remark = field('remark', '备注', 'remark', ['说明'], text(500), ['text'], { readOnly: true });
const MONEY: FieldType = { type: 'money', unit: 'yuan', per: 'month' };

const month = (more: readonly string[]): FieldDeclaration =>
  field(
    'month',
    '所属月份',
    'month',
    [...more, '所属期', '费款所属期', '缴费月份', '缴费年月', '所属年月', '月份', '对应费款所属期', '年月', '账期'],
    { type: 'day', spanTo: 'monthTo' },
    ['date', 'serial', 'number'],
  );
const paidFrom = field(
  'paidFrom',
  '缴费起始月',
  'paid from',
  [
    '缴费起始年月',
    '起始年月',
    '缴费开始月',
    '缴费开始时间',
    '参保起始年月',
    '起始月份',
    '缴费起始时间',
    '缴费起止年月',
    '缴费起止时间',
    '缴费起止月',
    '首次缴费年月',
  ],
  { type: 'day', spanTo: 'paidTo' },
  ['date', 'serial', 'number'],
);
const paidTo = field(
  'paidTo',
  '缴费截止月',
  'paid to',
  [
    '缴费截止年月',
    '截止年月',
    '终止年月',
    '缴费结束月',
    '缴费终止年月',
    '缴费结束时间',
    '截止月份',
    '缴费终止月',
    '最后缴费年月',
    '缴费截止时间',
  ],
  { type: 'day', spanEnd: true },
  ['date', 'serial', 'number'],
);

/** 社保缴费名单 */
export const insuranceSheet: CheckedSheet = {
  id: 'employment.insurance',
  text: { zh: '社保缴费名单', en: 'Social-insurance payments' },
  fields: [
    idNumber(true),
    name(['参保人姓名', '参保人', '参保人员姓名', '缴费人姓名', '被保险人姓名']),
    employer(['参保单位', '参保单位名称', '缴费单位', '缴费单位名称']),
    uscc,
    month(['缴费所属期', '缴费所属月份', '实缴月份', '参保月份']),
    paidFrom,
    paidTo,
    field('base', '缴费基数', 'contribution base', ['缴费工资', '月缴费基数', '社保基数', '养老缴费基数', '缴费基数(元)'], MONEY, [
      'money',
      'number',
    ]),
    field('insuranceKind', '险种', 'insurance', ['险种类型', '参保险种', '险种名称', '缴费险种'], text(80), ['text'], { readOnly: true }),
    field('amount', '缴费金额', 'amount', ['实缴金额', '缴费合计', '应缴金额', '单位缴费', '个人缴费', '缴费额', '合计金额'], text(40), [
      'money',
      'number',
      'text',
    ]),
    ...monthColumns('缴费'),
    remark,
  ],
  about: [
    'month',
    'paidFrom',
    'paidTo',
    'base',
    'insuranceKind',
    'm01',
    'm02',
    'm03',
    'm04',
    'm05',
    'm06',
    'm07',
    'm08',
    'm09',
    'm10',
    'm11',
    'm12',
  ],
  template: true,
  checks: listChecks('insurance'),
};

/** 工资代发清单 */
export const payrollSheet: CheckedSheet = {
  id: 'employment.payroll',
  text: { zh: '工资代发清单', en: 'Payroll paid by a bank' },
  fields: [
    idNumber(true),
    name(['户名', '账户名', '账户名称', '收款人', '收款人姓名', '收款人户名', '收款账户名', '开户名']),
    employer(['代发单位', '代发单位名称', '付款单位', '付款单位名称', '付款人', '付款人名称', '付款户名', '委托单位']),
    uscc,
    month(['工资月份', '工资所属月份', '工资所属期', '发放月份', '薪资月份', '工资期间']),
    field(
      'paidOn',
      '发放日期',
      'paid on',
      ['代发日期', '交易日期', '入账日期', '到账日期', '发薪日期', '发放时间', '交易时间'],
      { type: 'day' },
      ['date', 'serial'],
    ),
    field(
      'amount',
      '实发金额',
      'amount paid',
      ['实发工资', '代发金额', '发放金额', '交易金额', '实发', '实发合计', '金额', '到账金额', '实发数', '入账金额'],
      text(40),
      ['money', 'number', 'text'],
    ),
    field(
      'account',
      '银行账号',
      'account',
      ['银行卡号', '账号', '卡号', '收款账号', '工资卡号', '收款人账号'],
      text(60),
      ['number', 'text'],
      { readOnly: true },
    ),
    ...monthColumns('工资'),
    remark,
  ],
  about: ['month', 'paidOn', 'amount', 'account', 'm01', 'm02', 'm03', 'm04', 'm05', 'm06', 'm07', 'm08', 'm09', 'm10', 'm11', 'm12'],
  template: true,
  checks: listChecks('payroll'),
};

/** 用工花名册: an employer's own list of its people. */
export const staffSheet: CheckedSheet = {
  id: 'employment.staff',
  text: { zh: '用工花名册', en: 'An employer’s list of its people' },
  fields: [
    idNumber(true),
    name(),
    field('phone', '联系电话', 'telephone', ['手机号', '手机号码', '电话', '手机', '联系方式'], { type: 'phone' }, ['phone', 'landline'], {
      readOnly: true,
    }),
    employer(['本单位名称']),
    uscc,
    field(
      'inPost',
      '是否在岗',
      'in post or not',
      ['在岗情况', '在职状态', '是否在职', '在岗状态', '员工状态'],
      { type: 'yesNo', yes: ['在岗', '在职', '试用', '正式'], no: ['离岗', '离职', '不在岗', '已离职', '辞职', '退休'] },
      ['yesNo', 'text'],
    ),
    field(
      'start',
      '入职日期',
      'in post since',
      [
        '入职时间',
        '上岗日期',
        '到岗日期',
        '进厂日期',
        '入厂时间',
        '入厂日期',
        '上岗时间',
        '到岗时间',
        '进厂时间',
        '用工起始日期',
        '开始时间',
      ],
      { type: 'day' },
      ['date', 'serial'],
    ),
    field(
      'end',
      '离职日期',
      'left on',
      ['离职时间', '离岗日期', '离厂日期', '离岗时间', '离厂时间', '用工截止日期', '最后工作日'],
      { type: 'day' },
      ['date', 'serial'],
    ),
    field('post', '岗位', 'post', ['工种', '岗位名称', '职务', '工作岗位', '岗位工种', '职位'], text(60), ['text', 'name', 'organisation']),
    field('pay', '月工资', 'monthly pay', ['月薪', '工资', '月收入', '月工资收入', '应发工资', '工资标准'], MONEY, [
      'money',
      'number',
      'smallInteger',
    ]),
    field('reason', '离职原因', 'why left', ['离岗原因', '离厂原因', '离职类型'], { type: 'codes', list: leaveReasons, many: false }, [
      'text',
    ]),
    field(
      'stamped',
      '是否盖章',
      'stamped or not',
      ['盖章', '已盖章', '是否加盖公章', '单位盖章'],
      { type: 'yesNo', yes: ['已盖章', '盖章', '有'], no: ['未盖章', '没有'] },
      ['yesNo'],
    ),
    field(
      'complete',
      '名单是否完整',
      'complete or not',
      ['是否完整名单', '完整名单', '名单完整', '是否全员名单', '全员'],
      { type: 'yesNo', yes: ['完整', '全员', '全部'], no: ['不完整', '部分'] },
      ['yesNo'],
    ),
    field('staffNumber', '工号', 'staff number', ['员工编号', '员工号', '职工编号', '职工号'], text(40), ['number', 'text'], {
      readOnly: true,
    }),
    field('department', '部门', 'department', ['车间', '班组', '所在部门', '产线'], text(60), ['text', 'name', 'organisation'], {
      readOnly: true,
    }),
    remark,
  ],
  // a factory's list of people whom a county writes on goes on being one of workers and where they work
  about: ['stamped', 'complete', 'reason', 'staffNumber'],
  template: true,
  checks: listChecks('staff'),
};
export const employmentSheets: readonly CheckedSheet[] = [insuranceSheet, payrollSheet, staffSheet];
