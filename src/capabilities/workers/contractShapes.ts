// Words and shapes of the register: the code lists of the trade with their labels. Shared by server and pages; no IO.
import { z } from 'zod';
import type { Permissions } from '#capabilities/access/rules.ts';
import { Code12, Day, Id, line, named, prose, rule, TextOut } from '#platform/contract.ts';
import { type EducationLevel, educationLevels, educationLevelTexts } from '#standards/education/education.ts';
import { schoolStages } from '#standards/education/schoolStage.ts';
import { type DocumentKind as DocumentKindOf, documentRules } from '#standards/id-number/document.ts';
import type { Text } from '#standards/text.ts';

export * from './contractProblems.ts';

// Permissions -----------------------------------------------------------------------------------------------------------------------

const CADRES = ['village_cadre', 'township_cadre', 'county_bureau'] as const;
const SEEING = [...CADRES, 'station', 'school', 'exam_body', 'employer', 'steering', 'auditor', 'worker'] as const;
export const permissions = {
  'workers.see': { text: { zh: '查看人员', en: 'see workers' }, roles: SEEING },
  'workers.register': { text: { zh: '建档', en: 'register workers' }, roles: CADRES },
  'workers.correct': { text: { zh: '登记变动与更正', en: 'record events and corrections' }, roles: [...CADRES, 'steering'] },
  'workers.contact': { text: { zh: '登记联系电话', en: 'record telephones' }, roles: [...CADRES, 'steering', 'station'] },
  'workers.full': {
    text: { zh: '查看完整证件号', en: 'see full numbers' },
    roles: [...CADRES, 'steering', 'exam_body', 'auditor', 'worker'],
  },
  'workers.lookUp': {
    text: { zh: '批量查人', en: 'look up many' },
    roles: [...CADRES, 'station', 'steering', 'auditor'],
  },
  'workers.export': {
    text: { zh: '导出人员', en: 'export workers' },
    roles: ['township_cadre', 'county_bureau', 'station', 'steering', 'auditor'],
  },
  'workers.duplicates': {
    text: { zh: '合并与拆分重复档案', en: 'merge and split duplicate records' },
    roles: ['township_cadre', 'county_bureau', 'steering'],
  },
  'workers.looks': { text: { zh: '谁看过这个人', en: 'who looked at a person' }, roles: ['auditor', 'worker'] },
} as const satisfies Permissions;

// Code lists ------------------------------------------------------------------------------------------------------------------------

type Texts<T extends string> = Record<T, Text>;
const listOf = <const T extends string>(texts: Texts<T>) => z.enum(Object.keys(texts) as [T, ...T[]]);

/** `none`: the document is not known yet; the record waits for its number. */
export const documentKindTexts: Texts<DocumentKindOf | 'none'> = {
  residentIdCard: { zh: '居民身份证', en: 'Resident ID card' },
  ...(Object.fromEntries(Object.entries(documentRules).map(([kind, r]) => [kind, r.label])) as Texts<
    Exclude<DocumentKindOf, 'residentIdCard'>
  >),
  none: { zh: '暂无证件号', en: 'No number yet' },
};
export const DocumentKind = listOf(documentKindTexts);
export type DocumentKind = z.infer<typeof DocumentKind>;

export const hukouTexts = {
  agricultural: { zh: '农业户口', en: 'agricultural' },
  non_agricultural: { zh: '非农业户口', en: 'non-agricultural' },
  unknown: { zh: '未登记', en: 'not recorded' },
} as const satisfies Record<string, Text>;
export const Hukou = listOf(hukouTexts);
export type Hukou = z.infer<typeof Hukou>;

export const Precision = z.enum(['day', 'month', 'year']);

/** Certainty: the three kinds of 脱贫户 and of 监测对象 were seen in exports of the national register. */
export const identityKindTexts = {
  poverty_general: { zh: '一般脱贫户', en: 'household lifted out of poverty' },
  poverty_dibao: { zh: '低保脱贫户', en: 'lifted out of poverty, on subsistence allowance' },
  poverty_tekun: { zh: '特困供养脱贫户', en: 'lifted out of poverty, destitute in care' },
  monitored_unstable: { zh: '脱贫不稳定户', en: 'monitored: unstable after poverty' },
  monitored_marginal: { zh: '边缘易致贫户', en: 'monitored: on the margin of poverty' },
  monitored_sudden: { zh: '突发严重困难户', en: 'monitored: sudden severe hardship' },
  low_income_dibao: { zh: '农村低保', en: 'rural subsistence allowance' },
  low_income_tekun: { zh: '农村特困', en: 'rural destitute in care' },
  relocated: { zh: '易地搬迁', en: 'relocated' },
} as const satisfies Record<string, Text>;
export const IdentityKind = listOf(identityKindTexts);
export type IdentityKind = z.infer<typeof IdentityKind>;
/** What lists filter by; `none`: no group holds today. */
export const identityGroupTexts = {
  poverty: { zh: '脱贫户', en: 'lifted out of poverty' },
  monitored: { zh: '监测对象', en: 'monitored' },
  risk_open: { zh: '监测对象，风险未消除', en: 'monitored, risk not removed' },
  low_income: { zh: '农村低收入', en: 'rural low income' },
  relocated: { zh: '易地搬迁', en: 'relocated' },
  none: { zh: '都不是', en: 'none of them' },
} as const satisfies Record<string, Text>;
export const IdentityGroup = listOf(identityGroupTexts);
export type IdentityGroup = z.infer<typeof IdentityGroup>;

export const Education = z.enum(educationLevels);
export const educationTexts: Texts<EducationLevel> = educationLevelTexts;

export const abilityTexts = {
  ordinary: { zh: '普通劳动力', en: 'ordinary' },
  skilled: { zh: '技能劳动力', en: 'skilled' },
  weak: { zh: '弱劳动力或半劳动力', en: 'weak or half' },
  lost: { zh: '丧失劳动力', en: 'lost' },
  none: { zh: '无劳动力', en: 'none' },
} as const satisfies Record<string, Text>;
export const Ability = listOf(abilityTexts);
export type Ability = z.infer<typeof Ability>;

export const healthTexts = {
  healthy: { zh: '健康', en: 'healthy' },
  chronic: { zh: '长期慢性病', en: 'long chronic illness' },
  serious: { zh: '患有大病', en: 'serious illness' },
  disabled: { zh: '残疾', en: 'disabled' },
} as const satisfies Record<string, Text>;
export const Health = listOf(healthTexts);

/** 与户主关系. The national register has about 28 values; those seen stand here, the rest of the list is ours (certainty: unverified). */
export const relationTexts = {
  head: { zh: '户主', en: 'head' },
  spouse: { zh: '配偶', en: 'spouse' },
  son: { zh: '之子', en: 'son' },
  daughter: { zh: '之女', en: 'daughter' },
  daughterInLaw: { zh: '之儿媳', en: 'daughter-in-law' },
  sonInLaw: { zh: '之女婿', en: 'son-in-law' },
  grandson: { zh: '之孙子', en: 'grandson' },
  granddaughter: { zh: '之孙女', en: 'granddaughter' },
  grandsonByDaughter: { zh: '之外孙子', en: 'grandson (daughter’s)' },
  granddaughterByDaughter: { zh: '之外孙女', en: 'granddaughter (daughter’s)' },
  grandchildInLaw: { zh: '之孙媳或孙女婿', en: 'grandchild-in-law' },
  greatGrandchild: { zh: '之曾孙子女', en: 'great-grandchild' },
  father: { zh: '之父', en: 'father' },
  mother: { zh: '之母', en: 'mother' },
  fatherInLaw: { zh: '之岳父或公公', en: 'father-in-law' },
  motherInLaw: { zh: '之岳母或婆婆', en: 'mother-in-law' },
  grandfather: { zh: '之祖父', en: 'grandfather' },
  grandmother: { zh: '之祖母', en: 'grandmother' },
  brother: { zh: '之兄弟', en: 'brother' },
  sister: { zh: '之姐妹', en: 'sister' },
  siblingInLaw: { zh: '之兄弟媳妇或姐妹夫', en: 'sibling-in-law' },
  nephew: { zh: '之侄子', en: 'nephew' },
  niece: { zh: '之侄女', en: 'niece' },
  uncle: { zh: '之叔伯', en: 'uncle' },
  aunt: { zh: '之姑姨', en: 'aunt' },
  other: { zh: '其他', en: 'other' },
} as const satisfies Record<string, Text>;
export const Relation = listOf(relationTexts);
export type Relation = z.infer<typeof Relation>;

export const willingTexts = {
  yes: { zh: '愿意外出', en: 'willing to go out' },
  local: { zh: '只在本县', en: 'only in the own county' },
  no: { zh: '暂时不行', en: 'not for now' },
} as const satisfies Record<string, Text>;
export const Willing = listOf(willingTexts);
export const hindranceTexts = {
  care: { zh: '照顾老小', en: 'caring for family' },
  health: { zh: '身体原因', en: 'health' },
  skill: { zh: '无技能', en: 'no skill' },
  no_post: { zh: '无合适岗位', en: 'no suitable post' },
  school: { zh: '上学', en: 'at school' },
  other: { zh: '其他', en: 'other' },
} as const satisfies Record<string, Text>;
export const Hindrance = listOf(hindranceTexts);

export const contactKindTexts = {
  own: { zh: '本人', en: 'own' },
  family: { zh: '家人', en: 'family' },
  other: { zh: '其他', en: 'other' },
} as const satisfies Record<string, Text>;
export const ContactKind = listOf(contactKindTexts);

export const consentPurposeTexts = {
  employment: { zh: '就业服务', en: 'employment services' },
  subsidy: { zh: '补贴核对', en: 'checking of subsidies' },
  cross_province: { zh: '两省共享', en: 'sharing between the two provinces' },
  publicity: { zh: '宣传展示', en: 'publicity' },
  family: { zh: '家人可查看', en: 'family may look' },
} as const satisfies Record<string, Text>;
export const ConsentPurpose = listOf(consentPurposeTexts);
export const consentWayTexts = {
  written: { zh: '书面', en: 'in writing' },
  oral: { zh: '口头', en: 'by word of mouth' },
  online: { zh: '线上', en: 'online' },
} as const satisfies Record<string, Text>;
export const ConsentWay = listOf(consentWayTexts);

export const workingTexts = {
  working: { zh: '在岗', en: 'in work' },
  not_working: { zh: '未就业', en: 'not in work' },
  unknown: { zh: '不清楚', en: 'not known' },
} as const satisfies Record<string, Text>;
export const Working = listOf(workingTexts);

export const sourceTexts = {
  form: { zh: '窗口登记', en: 'entered by hand' },
  sheet: { zh: '表格导入', en: 'from a spreadsheet' },
  station: { zh: '劳务站登记', en: 'entered by a station' },
  employer: { zh: '用人单位登记', en: 'entered by the employer' },
  exchange: { zh: '外省交换', en: 'from another province' },
  demo: { zh: '演示数据', en: 'demonstration' },
} as const satisfies Record<string, Text>;
export const Source = listOf(sourceTexts);

export const Sex = z.enum(['0', '1', '2', '9']);

// What people type ------------------------------------------------------------------------------------------------------------------

/** Why something was corrected; stands beside the version for ever. Never personal data. */
export const Reason = named(line(200, 2), '理由', 'Reason');
export const DayOf = (zh: string, en: string) => named(Day, zh, en);

/** A period's beginning as it is known: the day, or only the month or year. */
export const From = { from: DayOf('起始日', 'From'), fromPrecision: named(Precision.default('day'), '精确到', 'Precision') };

export const BasicIn = {
  name: named(line(60), '姓名', 'Name'),
  documentKind: named(DocumentKind.default('residentIdCard'), '证件类型', 'Document'),
  /** As it is typed: blanks, apostrophes, 15 digits are understood. */
  number: named(prose(40).optional(), '证件号', 'Number'),
  /** Only where the document does not tell it. */
  birthday: DayOf('出生日期', 'Birthday').optional(),
  sex: named(Sex.optional(), '性别', 'Sex'),
  ethnic: named(
    z
      .string()
      .regex(/^(\d\d)?$/)
      .default(''),
    '民族',
    'Ethnic group',
  ),
};
export const HomeIn = {
  code: named(Code12, '户籍地', 'Home'),
  hukou: named(Hukou.default('unknown'), '户口性质', 'Hukou'),
  address: named(prose(100).optional(), '组、门牌', 'Group and house number'),
};
export const ConditionIn = {
  education: named(Education.or(z.literal('')).default(''), '文化程度', 'Education'),
  schoolStage: named(
    rule(
      z.string().max(40).default(''),
      (v) => v === '' || schoolStages.some((s) => s.code === v),
      'workers.schoolStage',
      '没有这种在校生状况，请从列表里选',
      'There is no such stage of schooling; choose from the list',
    ),
    '在校生状况',
    'At school',
  ),
  health: named(z.array(Health).max(4).default([]), '健康状况', 'Health'),
  disability: named(
    z
      .string()
      .regex(/^([1-7][1-4])?$/)
      .default(''),
    '残疾类别和等级',
    'Disability',
  ),
  ability: named(Ability.or(z.literal('')).default(''), '劳动能力', 'Labour ability'),
};
export const IntentionIn = {
  willing: named(Willing, '愿意外出吗', 'Willing to go out'),
  hindered: named(z.array(Hindrance).max(6).default([]), '不能外出的原因', 'What stands in the way'),
  occupations: named(
    z
      .array(z.string().regex(/^\d-\d\d-\d\d-\d\d$/))
      .max(5)
      .default([]),
    '想做的工种',
    'Occupations',
  ),
  places: named(z.array(Code12).max(5).default([]), '想去的地方', 'Places'),
  /** 元 a month. */
  payMin: named(z.int().min(0).max(100_000).optional(), '期望月薪（元）', 'Expected pay (yuan a month)'),
  together: named(z.array(Id).max(8).default([]), '想和谁一起', 'Together with'),
  training: named(prose(100).default(''), '想学什么', 'Wants to learn'),
  note: named(prose(200).default(''), '说明', 'Note'),
};
export const ConsentIn = {
  purposes: named(z.array(ConsentPurpose).min(1).max(5), '同意用于', 'Purposes'),
  givenOn: DayOf('同意日期', 'Given on'),
  way: named(ConsentWay, '方式', 'Way'),
  witness: named(prose(40).default(''), '见证人', 'Witness'),
};
export const IdentityIn = {
  kind: named(IdentityKind, '身份', 'Group'),
  ...From,
  to: DayOf('终止日', 'To').optional(),
  riskRemoved: DayOf('风险消除日', 'Risk removed').optional(),
};
export const notAfter = <T extends z.ZodObject>(schema: T): T =>
  rule(
    schema,
    (v) => {
      const { from, to } = v as { from?: string; to?: string };
      return from === undefined || to === undefined || to >= from;
    },
    'workers.endBeforeStart',
    '终止日早于起始日，请对调或改正',
    'The end lies before the beginning',
  );

// What is told ----------------------------------------------------------------------------------------------------------------------

/** Groups that hold today; '' where none. Left out where the viewer may not know. */
export const IdentitiesNow = z.object({
  poverty: z.string(),
  monitored: z.string(),
  riskOpen: z.boolean(),
  lowIncome: z.string(),
  relocated: z.boolean(),
});

/** One line of a list. What the viewer may not see is not there. */
export const WorkerRow = z.object({
  workerId: Id,
  personId: Id,
  /** Records of the person, also those out of sight. */
  records: z.int(),
  name: z.string(),
  sex: Sex,
  age: z.int().nullable(),
  numberMasked: z.string().optional(),
  phoneMasked: z.string().optional(),
  home: z.object({ code: Code12, village: z.string(), town: z.string(), county: z.string(), known: z.boolean() }).optional(),
  identities: IdentitiesNow.optional(),
  education: z.string().optional(),
  ability: z.string().optional(),
  willing: z.string().optional(),
  working: Working.optional(),
  workPlace: z.string().optional(),
  workSince: Day.nullable().optional(),
  verifiedUntil: Day.nullable().optional(),
  verifiedClass: z.int().nullable().optional(),
  certificates: z.int().optional(),
  inClass: z.boolean().optional(),
  diedOn: Day.nullable(),
  changed: z.string(),
});
export type WorkerRow = z.infer<typeof WorkerRow>;

export const Likeness = z.object({
  workerId: Id,
  name: z.string(),
  numberMasked: z.string(),
  homeName: z.string(),
  /** For pages in other languages than the name. */
  homeCode: Code12,
  age: z.int().nullable(),
  registered: Day,
  score: z.int(),
  reasons: z.array(TextOut),
  /** Why it is never taken for the same person without a look. */
  guards: z.array(TextOut),
});
export type Likeness = z.infer<typeof Likeness>;
