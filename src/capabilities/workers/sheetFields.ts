// The columns that the sheets about workers share: who it is, where the home is, what is known of the person.
import type { FieldDeclaration, FieldType, Finding } from '#capabilities/rosters/rules.ts';
import { type WorkerField, workerFieldTexts } from './rulesWorkerRow.ts';
import * as lists from './sheetLists.ts';

export const text = (max: number): FieldType => ({ type: 'text', max });
export const codes = (list: (typeof lists)[keyof typeof lists], many = false): FieldType => ({ type: 'codes', list, many });
type Declared = Omit<FieldDeclaration, 'id' | 'text'>;
export const ofWorker = (id: WorkerField, declared: Declared): FieldDeclaration => ({ id, text: workerFieldTexts[id], ...declared });

const phoneWords = [
  '联系电话',
  '手机号码',
  '手机号',
  '本人电话',
  '本人联系电话',
  '手机',
  '电话',
  '联系方式',
  '电话号码',
  '电话1',
  '联系电话1',
  '联系号码',
  '移动电话',
];

/** Who it is. */
export const whoFields: readonly FieldDeclaration[] = [
  ofWorker('idNumber', {
    aliases: [
      '证件号码',
      '身份证号',
      '成员身份证号',
      '成员证件号码',
      '身份证号码',
      '公民身份号码',
      '证件号',
      '身份证',
      '身份证件号码',
      '公民身份证号码',
      '居民身份证号码',
      '身份证编号',
    ],
    type: { type: 'idNumber', kindAs: 'documentKind', maskedAs: 'numberMasked' },
    shapes: ['idNumber', 'damagedId'],
    sure: true,
    key: 'V01',
  }),
  ofWorker('name', {
    aliases: [
      '姓名',
      '劳动者姓名',
      '务工人员姓名',
      '人员姓名',
      '名字',
      '务工者姓名',
      '劳动力姓名',
      '外出务工人员姓名',
      '家庭成员姓名',
      '家庭成员',
      '成员姓名',
    ],
    type: { type: 'name' },
    shapes: ['name'],
    key: 'name',
  }),
  ofWorker('documentKind', {
    aliases: ['证件类型', '证件类别', '证件种类', '证件名称'],
    type: codes(lists.documents),
    shapes: ['text'],
  }),
  ofWorker('phone', {
    aliases: [...phoneWords, '家庭成员联系电话', '家属电话', '家庭联系电话'],
    type: { type: 'phone' },
    shapes: ['phone', 'landline'],
  }),
  {
    id: 'otherPhone',
    text: { zh: '另一个电话', en: 'another telephone' },
    aliases: [
      '电话2',
      '联系电话2',
      '手机号码2',
      '手机2',
      '备用电话',
      '其他联系电话',
      '家庭成员联系电话',
      '家属电话',
      '家庭联系电话',
      '家属联系电话',
      ...phoneWords,
    ],
    type: { type: 'phone' },
    shapes: ['phone', 'landline'],
    elseFor: 'phone',
  },
  ofWorker('sex', { aliases: ['性别'], type: codes(lists.sexes), shapes: ['sex'] }),
  ofWorker('ethnic', { aliases: ['民族'], type: codes(lists.ethnic), shapes: ['text'] }),
  {
    id: 'age',
    text: { zh: '年龄', en: 'age' },
    aliases: ['年龄', '周岁'],
    type: { type: 'count', most: 130 },
    shapes: ['smallInteger'],
    readOnly: true,
  },
  ofWorker('birthday', { aliases: ['出生日期', '出生年月', '出生年月日', '生日'], type: { type: 'day' }, shapes: ['date', 'serial'] }),
];

const part = (id: string, zh: string, en: string, aliases: readonly string[]): FieldDeclaration => ({
  id,
  text: { zh, en },
  aliases,
  type: text(60),
  shapes: ['place'],
  partOf: 'home',
});
/** Where the home is, in one column or in one for each level. */
export const homeFields: readonly FieldDeclaration[] = [
  part('homeProvince', '户籍省', 'home province', ['省', '户籍省', '户籍所在省', '省份', '省(区市)', '省(自治区)', '户籍地省']),
  part('homeCity', '户籍市州', 'home prefecture', ['市', '州', '市州', '户籍市', '户籍所在市', '地市', '市(州)', '户籍地市']),
  {
    ...part('homeCountyName', '户籍县', 'home county', [
      '县',
      '户籍所在县',
      '户籍县',
      '区县',
      '县区',
      '县市区',
      '户籍地县',
      '县(市、区)',
      '县(区)',
      '县(市区)',
      '县（市、区）',
    ]),
    type: { type: 'place', least: 'county', mild: true },
  },
  part('homeTown', '户籍乡镇', 'home township', [
    '乡',
    '镇',
    '乡镇',
    '乡(镇)',
    '乡镇(街道)',
    '乡镇街道',
    '镇街',
    '所在乡镇',
    '户籍乡镇',
    '乡(镇、街道)',
    '街道',
  ]),
  part('homeVillage', '户籍村', 'home village', [
    '行政村',
    '村',
    '村(社区)',
    '村居',
    '所在村',
    '社区',
    '户籍村',
    '村委会',
    '行政村(社区)',
    '村名',
    '村民委员会',
    '村社区',
  ]),
  ofWorker('home', {
    aliases: [
      '户籍地址',
      '户籍地代码',
      '户籍地',
      '户籍所在地',
      '家庭住址',
      '家庭地址',
      '家庭详细地址',
      '户口所在地',
      '户籍住址',
      '户籍详细地址',
      '身份证地址',
      '户籍',
      '住址',
    ],
    type: { type: 'place', least: 'county', whole: true, mild: true },
    shapes: ['place'],
    exact: true,
  }),
];

const monitored: FieldDeclaration = {
  id: 'monitored',
  text: { zh: '监测对象类别', en: 'kind of monitored household' },
  aliases: ['监测对象类别', '监测对象', '监测对象类型', '监测户类型', '监测类别', '是否监测对象', '是否监测户', '三类户类型'],
  type: codes(lists.monitoredKinds),
  shapes: ['text', 'yesNo'],
};
/** The groups a household belongs to; one list in the value `identity`. */
export const groupFields: readonly FieldDeclaration[] = [
  ofWorker('relation', {
    aliases: ['与户主关系', '与户主的关系', '户主关系', '家庭关系', '与户主之关系'],
    type: codes(lists.relations),
    shapes: ['text', 'name'],
  }),
  ofWorker('householdNumber', {
    aliases: ['户编号', '户号', '家庭编号', '农户编号', '户籍编号'],
    type: text(40),
    shapes: ['number', 'text'],
  }),
  ofWorker('identity', {
    aliases: [
      '户类型',
      '农户类型',
      '人员类别',
      '户属性',
      '农户属性',
      '脱贫户类型',
      '人员类型',
      '家庭类型',
      '人员身份',
      '户别',
      '户类别',
      '群体类别',
    ],
    type: codes(lists.householdKinds, true),
    shapes: ['text'],
  }),
  {
    id: 'poverty',
    text: { zh: '是否脱贫户', en: 'lifted out of poverty or not' },
    aliases: [
      '是否脱贫户',
      '脱贫户',
      '是否脱贫人口',
      '是否脱贫劳动力',
      '是否建档立卡',
      '是否建档立卡户',
      '是否建档立卡脱贫户',
      '脱贫户属性',
    ],
    type: codes(lists.povertyKinds),
    shapes: ['yesNo', 'text'],
  },
  monitored,
  {
    id: 'lowIncome',
    text: { zh: '农村低收入', en: 'rural low income' },
    aliases: ['农村低收入', '是否低保', '是否低保户', '低保特困'],
    type: codes(lists.lowIncomeKinds),
    shapes: ['text', 'yesNo'],
  },
  {
    id: 'relocated',
    text: { zh: '易地搬迁', en: 'relocated' },
    aliases: ['易地搬迁', '是否易地搬迁', '是否易地扶贫搬迁', '是否易地搬迁户', '是否搬迁户', '易地扶贫搬迁', '是否易地扶贫搬迁户'],
    type: { type: 'yesNo' },
    shapes: ['yesNo'],
  },
  ofWorker('riskRemoved', {
    aliases: ['风险是否已消除', '风险是否消除', '是否消除风险', '风险消除'],
    type: { type: 'yesNo' },
    shapes: ['yesNo'],
  }),
];

/** What is known of the person besides. */
export const conditionFields: readonly FieldDeclaration[] = [
  ofWorker('education', {
    aliases: ['文化程度', '学历', '最高学历', '受教育程度', '文化水平', '学历层次'],
    type: codes(lists.education),
    shapes: ['text'],
  }),
  ofWorker('school', {
    aliases: ['在校生状况', '在校状况', '是否在校生', '在校情况', '在校生情况'],
    type: codes(lists.stages),
    shapes: ['text', 'name'],
  }),
  ofWorker('labour', {
    aliases: ['劳动技能', '劳动能力', '劳动力类型', '劳动力状况', '劳动能力状况', '有无劳动能力', '劳动力情况'],
    type: codes(lists.labour),
    shapes: ['text'],
  }),
  ofWorker('health', { aliases: ['健康状况', '身体状况', '健康情况'], type: codes(lists.health, true), shapes: ['text', 'name'] }),
  ofWorker('marital', { aliases: ['婚姻状况', '婚姻', '婚否', '婚姻情况'], type: codes(lists.marital), shapes: ['text', 'yesNo'] }),
  ofWorker('political', { aliases: ['政治面貌'], type: codes(lists.political), shapes: ['text'] }),
];

export const remark: FieldDeclaration = {
  id: 'remark',
  text: { zh: '备注', en: 'remark' },
  aliases: ['备注', '说明', '备注说明', '其他说明'],
  type: text(500),
  shapes: ['text'],
};

const given = (value: unknown): readonly string[] => (Array.isArray(value) ? value : typeof value === 'string' ? [value] : []);
const GROUPS = ['identity', 'poverty', 'monitored', 'lowIncome'] as const;

/**
 * Six digits of the home county from the home; one list of groups from the columns that each tell of one; a pupil who is said to be none has no stage. A
 * word for a group of unknown kind (脱贫户) is dropped where another column says which.
 */
export const deriveWorker = (values: Record<string, unknown>): readonly Finding[] => {
  const { home } = values;
  if (home === null) values.homeCounty = null;
  else if (typeof home === 'string') values.homeCounty = home.slice(0, 6);
  if (values.school === 'no') values.school = null;
  if (typeof values.sector === 'string') values.sector = Number(values.sector);
  if (GROUPS.some((g) => values[g] !== undefined) || values.relocated !== undefined) {
    const all = new Set(GROUPS.flatMap((g) => given(values[g])));
    if (values.relocated === true) all.add('relocated');
    const kinds = [...all].filter(
      (k) => k !== 'none' && !((k === 'poverty' || k === 'monitored') && [...all].some((other) => other.startsWith(`${k}_`))),
    );
    const blank = GROUPS.every((g) => values[g] === null || values[g] === undefined) && values.relocated !== true;
    values.identity = blank && kinds.length === 0 ? null : kinds;
  }
  if (values.numberMasked !== true || typeof values.workerId === 'string') return NOTHING;
  return STARRED;
};
const NOTHING: readonly Finding[] = [];
/** Nobody can be found by stars; our own export has the number of the record beside them. */
const STARRED: readonly Finding[] = [
  {
    rule: 'V01',
    severity: 'error',
    fields: ['idNumber'],
    text: { zh: '证件号码打了星号，认不出是谁', en: 'The identity number is starred out: nobody can be found by it' },
    advice: {
      zh: '请换有完整号码的表；本系统导出的表里有“档案号”一列，也可以用',
      en: 'Use a list with whole numbers; lists exported here are known by their column 档案号',
    },
  },
];
