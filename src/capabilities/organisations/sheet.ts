// The sheet of organisations as data for the roster engine: employers, schools and agencies, one a row. Also what our own export is read back by.
import type { CheckedSheet, CodeList, FieldDeclaration, Finding, RowValues } from '#capabilities/rosters/rules.ts';
import { organisationKindTexts, sizeClassTexts } from './contractTexts.ts';
import { plainName } from './rules.ts';
import { tell } from './rulesTell.ts';

const text = (max: number) => ({ type: 'text', max }) as const;

export const kindList: CodeList = {
  id: 'organisationKind',
  items: Object.entries({
    employer: ['企业', '公司', '用工企业', '工厂', '个体工商户', '合作社', '家庭农场', '帮扶车间'],
    school: ['培训学校', '技工学校', '职业学校', '学校', '培训机构'],
    agency: ['劳务公司', '人力资源公司', '劳务派遣公司', '中介机构', '人力资源服务机构', '劳务合作社'],
    exam_body: ['考评单位', '评价机构', '鉴定机构', '鉴定所'],
    station: ['劳务协作站', '劳务服务站', '驻外劳务站'],
  } as const).map(([code, words]) => ({
    code,
    words: [organisationKindTexts[code as keyof typeof organisationKindTexts].zh, ...words],
  })),
};
export const sizeList: CodeList = {
  id: 'sizeClass',
  items: Object.entries(sizeClassTexts).map(([code, { zh }]) => ({ code, words: [zh, `${zh}企业`, zh.slice(0, 1)] })),
};

export const usccField: FieldDeclaration = {
  id: 'uscc',
  text: { zh: '统一社会信用代码', en: 'unified social credit code' },
  aliases: ['统一社会信用代码', '信用代码', '社会信用代码', '机构代码', '统一信用代码', '组织机构代码', '营业执照号码', '营业执照号'],
  type: { type: 'uscc' },
  shapes: ['uscc'],
  sure: true,
  key: 'uscc',
};
const part = (id: string, zh: string, en: string, aliases: readonly string[]): FieldDeclaration => ({
  id,
  text: { zh, en },
  aliases,
  type: text(60),
  shapes: ['place'],
  partOf: 'place',
});

export const organisationFields: readonly FieldDeclaration[] = [
  usccField,
  {
    id: 'name',
    text: { zh: '名称', en: 'name' },
    aliases: ['企业名称', '单位名称', '机构名称', '用人单位名称', '名称', '单位全称', '公司名称', '用人单位', '企业全称', '用工单位名称'],
    type: text(120),
    shapes: ['organisation', 'text'],
    key: 'name',
  },
  {
    id: 'kinds',
    text: { zh: '类别', en: 'kinds' },
    aliases: ['类别', '机构类别', '单位类型', '企业类型', '机构类型', '单位类别', '单位性质'],
    type: { type: 'codes', list: kindList, many: true },
    shapes: ['text', 'organisation'],
  },
  part('placeProvince', '所在省', 'province', ['省', '省份', '所在省']),
  part('placeCity', '所在市', 'prefecture', ['市', '市州', '地市', '所在市', '所在城市']),
  {
    id: 'place',
    text: { zh: '所在地', en: 'place' },
    aliases: [
      '所在地',
      '所在县',
      '所在区县',
      '县',
      '县区',
      '区县',
      '所属区县',
      '所属地区',
      '地区',
      '注册地',
      '所在地区',
      '属地',
      '所属县区',
      '所属县',
      '行政区划',
    ],
    type: { type: 'place', least: 'county', whole: true, mild: true },
    shapes: ['place'],
  },
  {
    id: 'address',
    text: { zh: '详细地址', en: 'address' },
    aliases: ['详细地址', '地址', '企业地址', '经营地址', '单位地址', '注册地址', '办公地址', '公司地址', '住所', '通讯地址'],
    type: text(200),
    shapes: ['place', 'text'],
  },
  {
    id: 'industry',
    text: { zh: '行业', en: 'industry' },
    aliases: ['行业', '所属行业', '行业类别', '行业类型', '行业门类', '所属行业门类'],
    type: text(40),
    shapes: ['text', 'organisation'],
  },
  {
    id: 'sizeClass',
    text: { zh: '规模', en: 'size' },
    aliases: ['规模', '企业规模', '单位规模'],
    type: { type: 'codes', list: sizeList, many: false },
    shapes: ['text'],
  },
  {
    id: 'sizeStatedBy',
    text: { zh: '规模出自', en: 'size as stated by' },
    aliases: ['规模出自', '规模依据'],
    type: text(100),
    shapes: ['text'],
  },
  {
    id: 'usccMissing',
    text: { zh: '为什么没有代码', en: 'why there is no code' },
    aliases: ['为什么没有代码', '无代码原因', '无信用代码原因', '没有代码的原因'],
    type: text(100),
    shapes: ['text'],
  },
  {
    id: 'contact',
    text: { zh: '联系人', en: 'contact' },
    aliases: ['联系人', '负责人', '联系人姓名', '企业联系人', '单位联系人', '人事负责人', 'HR'],
    type: { type: 'name' },
    shapes: ['name'],
  },
  { id: 'duty', text: { zh: '联系人职务', en: 'duty of the contact' }, aliases: ['联系人职务', '职务'], type: text(60), shapes: ['text'] },
  {
    id: 'phone',
    text: { zh: '联系电话', en: 'telephone' },
    aliases: ['联系电话', '电话', '手机号码', '联系人电话', '联系方式', '手机', '企业联系电话', '单位电话', '联系号码'],
    type: { type: 'phone', landline: true },
    shapes: ['phone', 'landline'],
  },
  { id: 'note', text: { zh: '说明', en: 'note' }, aliases: ['备注', '说明'], type: text(500), shapes: ['text'] },
  ...(
    [
      ['placeCode', '所在地代码', 'code of the place', []],
      ['stationLevel', '站的层级', 'level of the station', []],
      ['state', '状态', 'state', ['经营状态', '登记状态']],
      ['closedOn', '停业日期', 'closed on', []],
      ['openIncidents', '未了结事件', 'open incidents', []],
    ] as const
  ).map(
    ([id, zh, en, more]): FieldDeclaration => ({
      id,
      text: { zh, en },
      aliases: [zh, ...more],
      type: text(60),
      shapes: ['text'],
      readOnly: true,
    }),
  ),
];

const NAMELESS = tell('name', 'error', 'name', '没有填名称', 'The name is missing', ['填营业执照上的全称', 'Give the name on the licence']);
const CODELESS = tell('uscc', 'doubt', 'uscc', '没有统一社会信用代码，只能按名称和所在地认', 'No code: known by name and place alone', [
  '按营业执照补填 18 位代码；确实没有的，写明为什么没有',
  'Add the 18 characters from the licence; where there is none, say why',
]);

/** One code under two names, and the same organisation twice. Names of a whole list of organisations stay in memory; there are some thousands. */
const checksOf: CheckedSheet['checks'] = ({ rowName }) => {
  const names = new Map<string, Set<string>>();
  const first = new Map<string, number>();
  const keyOf = ({ uscc, name }: RowValues): string | null =>
    typeof name === 'string' && name !== '' ? `${typeof uscc === 'string' ? uscc : ''} ${plainName(name)}` : null;
  return {
    note: (row, values) => {
      const key = keyOf(values);
      if (key === null) return;
      if (typeof values.uscc === 'string') {
        const known = names.get(values.uscc) ?? new Set();
        names.set(values.uscc, known.add(plainName(String(values.name))));
      }
      const before = first.get(key);
      if (before === undefined || row < before) first.set(key, row);
    },
    findings: (row, values) => {
      if (values.name === null) return [NAMELESS];
      const found: Finding[] = [];
      if (values.uscc === null && !values.usccMissing) found.push(CODELESS);
      if (typeof values.uscc === 'string' && (names.get(values.uscc)?.size ?? 0) > 1)
        found.push(
          tell('uscc', 'doubt', 'uscc', '同一个代码在本文件里有不同的名称', 'One code stands under different names in this file', [
            '对照营业执照，改正填错的一行',
            'Compare with the licence and put the wrong row right',
          ]),
        );
      const key = keyOf(values);
      const before = key === null ? undefined : first.get(key);
      if (before !== undefined && before !== row) {
        const { zh, en } = rowName(before);
        found.push(tell('twice', 'doubt', 'name', `和${zh}是同一家`, `The same organisation as in ${en}`));
      }
      return found;
    },
    report: () => [],
  };
};

export const organisationSheet: CheckedSheet = {
  id: 'organisations.list',
  text: { zh: '用人单位名册', en: 'List of organisations' },
  fields: organisationFields,
  template: true,
  checks: checksOf,
};
