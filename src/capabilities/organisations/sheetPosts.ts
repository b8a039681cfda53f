// 企业岗位对接: what posts employers offer. Vacancies are not built yet, so the rows are read and checked, and nothing is written by them (a trial).
import type { CheckedSheet, CodeList, FieldDeclaration, Finding, PayRange, RowValues } from '#capabilities/rosters/rules.ts';
import { tell } from './rulesTell.ts';
import { usccField } from './sheet.ts';

const text = (max: number) => ({ type: 'text', max }) as const;

const education: CodeList = {
  id: 'postEducation',
  items: [
    { code: 'any', words: ['不限', '不限学历', '学历不限', '无要求', '无学历要求', '无', '不要求'] },
    { code: 'primary', words: ['小学', '小学及以上', '小学以上'] },
    { code: 'juniorHigh', words: ['初中', '初中及以上', '初中以上', '初中学历', '初中及以上学历', '初中毕业'] },
    {
      code: 'seniorHigh',
      words: [
        '高中',
        '中专',
        '高中/中专',
        '高中或中专',
        '高中及以上',
        '高中以上',
        '中专及以上',
        '高中(中专)及以上',
        '中专/高中',
        '高中/中专及以上',
        '中技',
        '职高',
        '高中、中专',
      ],
    },
    { code: 'juniorCollege', words: ['大专', '大专及以上', '大专以上', '专科', '专科及以上'] },
    { code: 'bachelorOrAbove', words: ['本科', '本科及以上', '本科以上', '大学本科', '硕士及以上'] },
  ],
};

const plain = (id: string, zh: string, en: string, aliases: readonly string[], max = 200): FieldDeclaration => ({
  id,
  text: { zh, en },
  aliases: [zh, ...aliases],
  type: text(max),
  shapes: ['text', 'organisation', 'name'],
});
// a list of posts is known by employer and post; the code helps, where there is one
const { key: _, ...usccOfEmployer } = usccField;
const fields: readonly FieldDeclaration[] = [
  {
    id: 'employer',
    text: { zh: '企业名称', en: 'employer' },
    aliases: ['企业名称', '用人单位', '单位名称', '用工单位', '招聘单位', '公司名称', '用工企业', '招聘企业', '用人单位名称', '企业'],
    type: text(120),
    shapes: ['organisation', 'text'],
    key: 'employer',
  },
  {
    id: 'post',
    text: { zh: '岗位名称', en: 'post' },
    aliases: ['岗位名称', '招聘岗位', '岗位', '职位', '职位名称', '工种', '招聘工种', '岗位工种', '岗位(工种)', '招聘职位', '需求岗位'],
    type: text(60),
    shapes: ['text', 'name', 'organisation'],
    key: 'post',
  },
  usccOfEmployer,
  {
    id: 'region',
    text: { zh: '地区', en: 'region' },
    aliases: ['地区', '所在地区', '工作地点', '所属地区', '企业所在地', '工作地区', '用工地点', '岗位所在地', '县区', '所在地', '区域'],
    type: { type: 'place', least: 'prefecture', mild: true, abroadAs: 'abroad' },
    shapes: ['place'],
  },
  {
    id: 'headCount',
    text: { zh: '招聘人数', en: 'head count' },
    aliases: ['招聘人数', '需求人数', '人数', '招工人数', '用工人数', '缺工人数', '招聘数量', '岗位数', '岗位需求人数', '用工需求人数'],
    type: { type: 'count', most: 10_000 },
    shapes: ['smallInteger', 'number'],
  },
  {
    id: 'pay',
    text: { zh: '薪资待遇', en: 'pay' },
    aliases: [
      '薪资待遇',
      '工资待遇',
      '薪资',
      '月薪',
      '月工资',
      '工资',
      '薪酬',
      '薪酬待遇',
      '待遇',
      '薪资范围',
      '月收入',
      '工资标准',
      '综合工资',
    ],
    type: { type: 'pay' },
    shapes: ['money', 'number', 'text'],
  },
  {
    id: 'education',
    text: { zh: '学历要求', en: 'education asked' },
    aliases: ['学历要求', '学历', '文化程度', '文化要求', '文化程度要求', '最低学历'],
    type: { type: 'codes', list: education, many: false },
    shapes: ['text'],
  },
  plain('ageRange', '年龄要求', 'age asked', ['年龄', '年龄范围'], 40),
  plain('sexAsked', '性别要求', 'sex asked', ['性别'], 20),
  plain('industry', '行业', 'industry', ['所属行业', '行业类别', '行业类型'], 40),
  plain('shift', '班次', 'shifts', ['工作班次', '班制', '工作时间', '上班时间', '倒班情况'], 100),
  {
    id: 'benefits',
    text: { zh: '福利待遇', en: 'benefits' },
    aliases: ['福利待遇', '福利', '其他福利', '食宿情况', '食宿', '保险福利', '社保福利'],
    type: { type: 'words', max: 400 },
    shapes: ['text', 'name'],
  },
  plain('requirement', '岗位要求', 'requirements', ['任职要求', '招聘要求', '岗位职责', '岗位描述', '招聘条件', '技能要求', '要求'], 1000),
  {
    id: 'caring',
    text: { zh: '爱心岗位', en: 'post for those who need care' },
    aliases: ['爱心岗位', '是否爱心岗位'],
    type: { type: 'yesNo' },
    shapes: ['yesNo'],
  },
  plain('contact', '联系人', 'contact', ['招聘联系人', '企业联系人', '负责人'], 40),
  {
    id: 'phone',
    text: { zh: '联系电话', en: 'telephone' },
    aliases: ['联系电话', '电话', '联系方式', '招聘电话', '手机号码', '咨询电话', '联系人电话'],
    type: { type: 'phone', landline: true },
    shapes: ['phone', 'landline'],
  },
  {
    id: 'until',
    text: { zh: '截止日期', en: 'open until' },
    aliases: ['截止日期', '有效期', '招聘截止时间', '截止时间'],
    type: { type: 'day' },
    shapes: ['date', 'serial'],
  },
  plain('remark', '备注', 'remark', ['说明'], 500),
];

const POSTLESS = tell('post', 'error', 'post', '没有填岗位名称', 'The post is missing', ['补填岗位名称', 'Fill in the post']);
const NOBODYS = tell('employer', 'error', 'employer', '没有填企业名称', 'The employer is missing', [
  '补填企业全称',
  'Fill in the full name of the employer',
]);
const NONE_WANTED = tell('headCount', 'doubt', 'headCount', '招聘人数没有填，或者是 0', 'No head count, or 0', [
  '补填招聘人数；已经招满的删去这一行',
  'Fill in how many are wanted; delete the row where the post is filled',
]);
const WITHOUT_PAY = tell('pay', 'hint', 'pay', '没有填薪资待遇', 'No pay is given', [
  '补填薪资，或者写“面议”',
  'Give the pay, or write 面议',
]);

const signOf = (values: RowValues): string =>
  ['employer', 'post', 'region', 'headCount', 'shift', 'education']
    .map((f) => String(values[f] ?? ''))
    .concat(JSON.stringify((values.pay ?? null) as PayRange | null))
    .join('\u0001');

const checksOf: CheckedSheet['checks'] = ({ rowName, today }) => {
  const first = new Map<string, number>();
  return {
    note: (row, values) => {
      const sign = signOf(values);
      const before = first.get(sign);
      if (before === undefined || row < before) first.set(sign, row);
    },
    findings: (row, values) => {
      const found: Finding[] = [];
      if (values.employer === null) found.push(NOBODYS);
      if (values.post === null) found.push(POSTLESS);
      if (values.headCount === null || values.headCount === 0) found.push(NONE_WANTED);
      if (values.pay === null) found.push(WITHOUT_PAY);
      if (typeof values.until === 'string' && values.until < today.slice(0, values.until.length))
        found.push(
          tell('until', 'doubt', 'until', `截止日期 ${values.until} 已经过去`, `It closed on ${values.until}`, [
            '核对截止日期；不再招聘的删去这一行',
            'Check the date; delete the row where nobody is wanted any more',
          ]),
        );
      const before = first.get(signOf(values));
      if (before !== undefined && before !== row && found.length === 0) {
        const { zh, en } = rowName(before);
        found.push(
          tell('twice', 'doubt', 'post', `与${zh}相同，可能重复`, `The same as ${en}; perhaps entered twice`, [
            '重复的删去一行；确是两批人的，在备注里写明',
            'Delete one of the two, or say in the remark that both are meant',
          ]),
        );
      }
      return found;
    },
    report: () => [],
  };
};

export const postSheet: CheckedSheet = {
  id: 'vacancies.posts',
  text: { zh: '企业岗位对接表', en: 'Posts that employers offer' },
  fields,
  about: ['post', 'headCount', 'pay'],
  checks: checksOf,
};
