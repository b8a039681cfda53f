// The words of this capability, its permissions, its problems and the shapes that several endpoints share. Part of contract.ts, which passes it on.
import { z } from 'zod';
import type { Permissions } from '#capabilities/access/rules.ts';
import { Code12, Day, Id, Instant, line, named, prose, rule, TextOut } from '#platform/contract.ts';
import { problem } from '#platform/problem.ts';
import { findIndustryDivision, findIndustrySection } from '#standards/industries/industries.ts';
import type { Text } from '#standards/text.ts';
import { parseUscc } from '#standards/uscc/uscc.ts';

// Words -----------------------------------------------------------------------------------------------------------------------------

export const OrganisationKind = z.enum(['employer', 'school', 'agency', 'exam_body', 'station']);
export type OrganisationKind = z.infer<typeof OrganisationKind>;
export const organisationKindTexts: Record<OrganisationKind, Text> = {
  employer: { zh: '用人单位', en: 'Employer' },
  school: { zh: '培训机构', en: 'Training school' },
  agency: { zh: '人力资源机构', en: 'Employment agency' },
  exam_body: { zh: '考评机构', en: 'Exam body' },
  station: { zh: '劳务站', en: 'Labour station' },
};
export const StationLevel = z.enum(['province', 'prefecture', 'county']);
export type StationLevel = z.infer<typeof StationLevel>;
export const stationLevelTexts: Record<StationLevel, Text> = {
  province: { zh: '省级总站', en: 'Provincial main station' },
  prefecture: { zh: '市级分站', en: 'Prefecture station' },
  county: { zh: '县级工作站', en: 'County station' },
};
export const SizeClass = z.enum(['micro', 'small', 'medium', 'large']);
export type SizeClass = z.infer<typeof SizeClass>;
export const sizeClassTexts: Record<SizeClass, Text> = {
  micro: { zh: '微型', en: 'Micro' },
  small: { zh: '小型', en: 'Small' },
  medium: { zh: '中型', en: 'Medium' },
  large: { zh: '大型', en: 'Large' },
};
export const OrganisationState = z.enum(['active', 'closed']);
export type OrganisationState = z.infer<typeof OrganisationState>;
export const organisationStateTexts: Record<OrganisationState, Text> = {
  active: { zh: '正常', en: 'Active' },
  closed: { zh: '已停业', en: 'Closed' },
};
export const AliasKind = z.enum(['former', 'short', 'other']);
export type AliasKind = z.infer<typeof AliasKind>;
export const aliasKindTexts: Record<AliasKind, Text> = {
  former: { zh: '曾用名', en: 'Former name' },
  short: { zh: '简称', en: 'Short name' },
  other: { zh: '其他名称', en: 'Other name' },
};
export const IncidentKind = z.enum(['wage_arrears', 'work_accident', 'stoppage', 'other']);
export type IncidentKind = z.infer<typeof IncidentKind>;
export const incidentKindTexts: Record<IncidentKind, Text> = {
  wage_arrears: { zh: '欠薪', en: 'Wage arrears' },
  work_accident: { zh: '生产安全事故', en: 'Work accident' },
  stoppage: { zh: '集体停工', en: 'Stoppage' },
  other: { zh: '其他', en: 'Other' },
};
export const IncidentState = z.enum(['open', 'settled']);
export type IncidentState = z.infer<typeof IncidentState>;
export const incidentStateTexts: Record<IncidentState, Text> = {
  open: { zh: '未了结', en: 'Open' },
  settled: { zh: '已了结', en: 'Settled' },
};
export const DayPrecision = z.enum(['day', 'month']);

// Permissions -----------------------------------------------------------------------------------------------------------------------

export const READ = 'organisations.read';
export const WRITE = 'organisations.write';
export const INCIDENTS = 'organisations.incidents';
export const CONTACTS = 'organisations.contacts';
export const CONTACT_WRITE = 'organisations.contact.write';
export const EXPORT = 'organisations.export';
/**
 * Organisations are no personal data: every business role reads them, and the system administrator, who binds accounts to them. What was wrong at
 * one is for authorities and stations only. Whom to call there, too, and for the organisation itself, which may change it.
 */
export const permissions = {
  [READ]: {
    text: { zh: '查看机构', en: 'Look at organisations' },
    roles: [
      'village_cadre',
      'township_cadre',
      'county_bureau',
      'station',
      'school',
      'exam_body',
      'employer',
      'steering',
      'auditor',
      'system_admin',
    ],
  },
  [WRITE]: {
    text: { zh: '登记、更正、合并辖区内的机构', en: 'Register, correct and merge organisations in the own area' },
    roles: ['county_bureau', 'station', 'steering'],
  },
  [INCIDENTS]: {
    text: { zh: '查看欠薪、事故等事件', en: 'See wage arrears, accidents and other incidents' },
    roles: ['village_cadre', 'township_cadre', 'county_bureau', 'station', 'steering', 'auditor'],
  },
  [CONTACTS]: {
    text: { zh: '查看机构的联系人（机构自己的账号只看自己的）', en: 'See whom to call (an organisation’s own account: its own only)' },
    roles: ['village_cadre', 'township_cadre', 'county_bureau', 'station', 'steering', 'auditor', 'school', 'exam_body', 'employer'],
  },
  [CONTACT_WRITE]: {
    text: { zh: '登记和更正联系人（机构自己的账号只改自己的）', en: 'Enter and correct whom to call (own account: its own only)' },
    roles: ['county_bureau', 'station', 'steering', 'school', 'exam_body', 'employer'],
  },
  [EXPORT]: {
    text: { zh: '导出机构名册', en: 'Export the list of organisations' },
    roles: ['county_bureau', 'station', 'steering', 'auditor'],
  },
} as const satisfies Permissions;

/** How the audit page calls the deeds of this capability. */
export const auditTexts = {
  'organisations.createOrganisation': { zh: '登记机构', en: 'Registered an organisation' },
  'organisations.correctOrganisation': { zh: '更正机构', en: 'Corrected an organisation' },
  'organisations.closeOrganisation': { zh: '登记停业', en: 'Recorded that an organisation closed' },
  'organisations.reopenOrganisation': { zh: '撤销停业', en: 'Reopened an organisation' },
  'organisations.mergeOrganisation': { zh: '并入另一家机构', en: 'Merged an organisation into another' },
  'organisations.splitOrganisation': { zh: '拆开合并的机构', en: 'Split a merged organisation off' },
  'organisations.addAlias': { zh: '登记机构别名', en: 'Entered another name of an organisation' },
  'organisations.removeAlias': { zh: '撤销机构别名', en: 'Withdrew another name of an organisation' },
  'organisations.addContact': { zh: '登记联系人', en: 'Entered a contact' },
  'organisations.editContact': { zh: '更正联系人', en: 'Corrected a contact' },
  'organisations.removeContact': { zh: '删去联系人', en: 'Removed a contact' },
  'organisations.addStaff': { zh: '登记工作人员', en: 'Entered a member of staff' },
  'organisations.endStaff': { zh: '工作人员离岗', en: 'A member of staff left' },
  'organisations.recordIncident': { zh: '登记机构事件', en: 'Recorded an incident' },
  'organisations.correctIncident': { zh: '更正机构事件', en: 'Corrected an incident' },
  'organisations.settleIncident': { zh: '机构事件了结', en: 'Settled an incident' },
  'organisations.withdrawIncident': { zh: '撤销机构事件', en: 'Withdrew an incident' },
  'organisations.addService': { zh: '登记劳务站服务范围', en: 'Entered what a station serves' },
  'organisations.endService': { zh: '结束劳务站服务范围', en: 'Ended what a station serves' },
  'organisations.exportOrganisations': { zh: '导出机构名册', en: 'Exported the list of organisations' },
} as const satisfies Record<string, Text>;
export const exportTexts = { 'organisations.list': { zh: '机构名册', en: 'List of organisations' } } as const satisfies Record<
  string,
  Text
>;

// Problems --------------------------------------------------------------------------------------------------------------------------

export const usccTaken = problem(
  'organisations.usccTaken',
  409,
  '这个统一社会信用代码已经登记给“{name}”（{place}）。请打开那一家，不用另外登记',
  'This code is already registered for {name} ({placeEn}). Open that one instead of registering it again',
);
export const usccRace = problem(
  'organisations.usccRace',
  409,
  '这个统一社会信用代码刚刚由别人登记了。请按代码查找那一家',
  'Somebody has just registered this code; search for it and open that organisation',
);
export const unknownPlace = problem(
  'organisations.unknownPlace',
  422,
  '没有认出“{text}”是哪里。{hint}',
  'The place “{text}” was not recognised. {hintEn}',
);
export const placeTooWide = problem(
  'organisations.placeTooWide',
  422,
  '“{place}”没有到县。请写到区县或更细，如“广州市白云区”',
  '{placeEn} is wider than a county; name the county or anything inside it',
);
export const outsideArea = problem(
  'organisations.outsideArea',
  403,
  '{place}不在您的辖区，这里的机构由当地或上一级登记和更正',
  '{placeEn} lies outside your area; its own authority, or the level above, registers and corrects organisations there',
);
export const notYourOrganisation = problem(
  'organisations.notYourOrganisation',
  403,
  '这不是您所在的机构，联系人由它自己或当地人社部门登记',
  'This is not your organisation; its contacts are kept by itself or by the authority there',
);
export const closedAlready = problem(
  'organisations.closedAlready',
  409,
  '“{name}”已于 {closedOn} 停业。要再登记，请先撤销停业',
  '{name} closed on {closedOn}. Reopen it before recording anything new',
);
export const notClosed = problem('organisations.notClosed', 409, '“{name}”没有停业，不用撤销', '{name} is not closed');
export const mergedAlready = problem(
  'organisations.mergedAlready',
  409,
  '“{name}”已经并入“{main}”。请在那一家上办，或者先拆开',
  '{name} has been merged into {main}. Work on that one, or split it off first',
);
export const notMerged = problem(
  'organisations.notMerged',
  409,
  '“{name}”没有并入别家，没有可拆的',
  '{name} has not been merged into another; there is nothing to split off',
);
export const mergeRefused = problem('organisations.mergeRefused', 422, '{why}', '{whyEn}');
export const endBeforeStart = problem(
  'organisations.endBeforeStart',
  422,
  '结束日期 {to} 早于开始日期 {from}',
  'The last day {to} is before the first day {from}',
);
export const settledBefore = problem(
  'organisations.settledBefore',
  422,
  '了结日期 {settled} 早于发生日期 {happened}',
  'It cannot be settled on {settled}, before it happened on {happened}',
);
export const inFuture = problem(
  'organisations.inFuture',
  422,
  '{day} 还没有到。请写已经发生的日期',
  '{day} has not come yet; give the day it happened',
);
export const serviceTwice = problem(
  'organisations.serviceTwice',
  409,
  '这个站在这段日子里已经登记为同一输出地服务同一片地方。请先结束原来的一条，或者改日期',
  'This station already serves that host area for that origin in this period. End the earlier entry first, or change the days',
);
export const serviceRefused = problem('organisations.serviceRefused', 422, '{why}', '{whyEn}');
export const notAStation = problem(
  'organisations.notAStation',
  422,
  '“{name}”不是劳务站。请选一个劳务站，或者先把它更正为劳务站',
  '{name} is no labour station. Choose a station, or correct its kinds first',
);
export const stationRefused = problem('organisations.stationRefused', 422, '{why}', '{whyEn}');
export const noSuchLogin = problem(
  'organisations.noSuchLogin',
  422,
  '没有登录名是“{login}”的账号。请查登录名，或者不填',
  'There is no account with login {login}. Check it, or leave it empty',
);
export const badPhone = problem('organisations.badPhone', 422, '电话：{why}', 'Phone: {whyEn}');
export const tooManyRows = problem(
  'organisations.tooManyRows',
  422,
  '符合条件的超过 {limit} 家，一次导不完。请加筛选，分几次导出',
  'More than {limit} organisations match; narrow the filter and export in parts',
);

// Shapes ----------------------------------------------------------------------------------------------------------------------------

/** The sentence of `standards` stands under the field, on the page and from the server alike. */
export const Uscc = named(
  z
    .string()
    .trim()
    .max(60)
    .superRefine((text, context) => {
      if (text === '') return;
      const read = parseUscc(text);
      if (!read.ok)
        context.addIssue({ code: 'custom', message: read.message.zh, params: { rule: `uscc.${read.rule}`, text: read.message } });
    }),
  '统一社会信用代码',
  'Unified social credit code',
);
export const Industry = rule(
  named(z.string().trim().max(6), '行业', 'Industry'),
  (code) => code === '' || Boolean(findIndustryDivision(code) ?? findIndustrySection(code)),
  'organisations.industry',
  '没有这个行业代码。写门类字母（如 H）或者大类数字（如 62），可以带门类字母和更细的数字（如 C1331）',
  'There is no such industry. Write the letter of a section (H) or the digits of a division (62), with the letter and finer digits if known (C1331)',
);
/** 12 digits, or the place in words; what is not plain comes back with candidates. */
export const PlaceText = named(line(80), '所在地', 'Place');

/** What is known of one organisation; registering and correcting take the same. */
export const facts = {
  name: named(line(120, 2), '名称', 'Name'),
  kinds: named(z.array(OrganisationKind).min(1).max(5), '类别', 'Kinds'),
  uscc: Uscc.default(''),
  usccMissing: named(z.string().trim().max(100).default(''), '为什么没有代码', 'Why there is no code'),
  place: PlaceText,
  address: named(z.string().trim().max(200).default(''), '详细地址', 'Address'),
  industry: Industry.default(''),
  sizeClass: named(SizeClass.nullable().default(null), '规模', 'Size'),
  sizeStatedBy: named(z.string().trim().max(100).default(''), '规模出自', 'Size as stated by'),
  stationLevel: named(StationLevel.nullable().default(null), '站的层级', 'Level of the station'),
  stationAbove: named(Id.nullable().default(null), '上级站', 'Station above'),
  stationFrom: named(z.string().trim().max(80).default(''), '派出地', 'Sent by'),
  source: named(line(200), '依据', 'Source'),
  note: named(prose(500).default(''), '说明', 'Note'),
};
const said = (rule: string, zh: string, en: string) => ({ code: 'custom' as const, message: zh, params: { rule, text: { zh, en } } });
type Drafted = {
  readonly kinds: readonly OrganisationKind[];
  readonly uscc: string;
  readonly usccMissing: string;
  readonly sizeClass: SizeClass | null;
  readonly sizeStatedBy: string;
  readonly stationLevel: StationLevel | null;
};
/** What must go together, each said under its field. */
export const together = (draft: Drafted, context: z.core.$RefinementCtx): void => {
  if (draft.uscc === '' && draft.usccMissing === '')
    context.addIssue({
      ...said(
        'organisations.usccMissing',
        '填 18 位统一社会信用代码；确实没有的，写明为什么没有，如“尚未登记的合作社”',
        'Give the 18-character code; where there is none, say why, such as “cooperative not registered yet”',
      ),
      path: draft.kinds.includes('station') || draft.kinds.length === 0 ? ['usccMissing'] : ['uscc'],
    });
  if (draft.uscc !== '' && draft.usccMissing !== '')
    context.addIssue({
      ...said('organisations.usccBoth', '已经填了代码，这里不用再写', 'A code is given; leave this empty'),
      path: ['usccMissing'],
    });
  if (draft.sizeClass !== null && draft.sizeStatedBy === '')
    context.addIssue({
      ...said(
        'organisations.sizeStatedBy',
        '写明规模是谁说的、哪年的，如“企业年报 2025”',
        'Say who stated the size and for which year, such as “annual report 2025”',
      ),
      path: ['sizeStatedBy'],
    });
  if (draft.sizeClass === null && draft.sizeStatedBy !== '')
    context.addIssue({
      ...said('organisations.sizeClass', '写了出处，还没有选规模', 'A source is given but no size'),
      path: ['sizeClass'],
    });
  if (draft.kinds.includes('station') && draft.stationLevel === null)
    context.addIssue({
      ...said(
        'organisations.stationLevel',
        '劳务站要选层级：省级总站、市级分站或县级工作站',
        'A labour station needs its level: provincial, prefecture or county',
      ),
      path: ['stationLevel'],
    });
};

export const Ref = z.object({ id: Id, name: z.string() });
export const OrganisationRow = z.object({
  id: Id,
  name: z.string(),
  kinds: z.array(OrganisationKind),
  uscc: z.string().nullable(),
  placeCode: Code12,
  place: TextOut,
  industry: z.string(),
  sizeClass: SizeClass.nullable(),
  stationLevel: StationLevel.nullable(),
  state: OrganisationState,
  closedOn: Day.nullable(),
  /** How many records were merged into this one. */
  merged: z.int(),
  /** Null where the reader may not know. */
  openIncidents: z.int().nullable(),
  recorded: Instant,
});
export type OrganisationRow = z.infer<typeof OrganisationRow>;

export const Facts = z.object({
  name: z.string(),
  kinds: z.array(OrganisationKind),
  uscc: z.string().nullable(),
  usccMissing: z.string(),
  placeCode: Code12,
  place: TextOut,
  address: z.string(),
  industry: z.string(),
  sizeClass: SizeClass.nullable(),
  sizeStatedBy: z.string(),
  stationLevel: StationLevel.nullable(),
  stationAbove: Ref.nullable(),
  stationFrom: z.object({ code: Code12, text: TextOut }).nullable(),
  state: OrganisationState,
  closedOn: Day.nullable(),
  source: z.string(),
  note: z.string(),
});
export const Version = Facts.extend({ reason: z.string(), by: z.string(), recorded: Instant, superseded: Instant.nullable() });

export const Alias = z.object({
  id: Id,
  organisationId: Id,
  name: z.string(),
  kind: AliasKind,
  fromDay: Day.nullable(),
  toDay: Day.nullable(),
  source: z.string(),
  by: z.string(),
  recorded: Instant,
});
export type Alias = z.infer<typeof Alias>;
export const Staff = z.object({
  id: Id,
  organisationId: Id,
  name: z.string(),
  login: z.string().nullable(),
  duty: z.string(),
  fromDay: Day,
  toDay: Day.nullable(),
});
export type Staff = z.infer<typeof Staff>;
export const Service = z.object({
  id: Id,
  stationId: Id,
  stationName: z.string(),
  stationLevel: StationLevel.nullable(),
  hostCode: Code12,
  host: TextOut,
  originCode: Code12,
  origin: TextOut,
  fromDay: Day,
  toDay: Day.nullable(),
  source: z.string(),
  current: z.boolean(),
});
export type Service = z.infer<typeof Service>;
export const Contact = z.object({
  id: Id,
  organisationId: Id,
  version: z.int(),
  name: z.string(),
  duty: z.string(),
  /** Masked for auditors. */
  phone: z.string(),
  note: z.string(),
  by: z.string(),
  changed: Instant,
});
export type Contact = z.infer<typeof Contact>;
export const Incident = z.object({
  id: Id,
  organisationId: Id,
  kind: IncidentKind,
  happenedOn: Day,
  precision: DayPrecision,
  what: z.string(),
  amount: z.number().nullable(),
  persons: z.int().nullable(),
  state: IncidentState,
  settledOn: Day.nullable(),
  outcome: z.string(),
  source: z.string(),
  by: z.string(),
  recorded: Instant,
  /** How many versions there are: more than one means it was corrected or settled. */
  versions: z.int(),
});
export type Incident = z.infer<typeof Incident>;

/** Why two may be one organisation. */
export const SameReason = z.enum(['uscc', 'name', 'alias']);
export type SameReason = z.infer<typeof SameReason>;
export const sameReasonTexts: Record<SameReason, Text> = {
  uscc: { zh: '代码相同', en: 'same code' },
  name: { zh: '同县同名', en: 'same name in the same county' },
  alias: { zh: '一家的名称是另一家的别名', en: 'the name of one is another name of the other' },
};
export const Candidate = OrganisationRow.omit({ openIncidents: true, merged: true }).extend({ reason: SameReason });
export type Candidate = z.infer<typeof Candidate>;

export const reason = named(line(200, 4), '事由', 'Reason');
