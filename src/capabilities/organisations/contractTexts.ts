// The words of this capability in both languages and its permissions. Part of contract.ts, which passes it on.
import { z } from 'zod';
import type { Permissions } from '#capabilities/access/rules.ts';
import type { Text } from '#standards/text.ts';
import { READ, WRITE } from './names.ts';

export { READ, WRITE };

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
/** Why two may be one organisation. */
export const SameReason = z.enum(['uscc', 'name', 'alias']);
export type SameReason = z.infer<typeof SameReason>;
export const sameReasonTexts: Record<SameReason, Text> = {
  uscc: { zh: '代码相同', en: 'same code' },
  name: { zh: '同县同名', en: 'same name in the same county' },
  alias: { zh: '一家的名称是另一家的别名', en: 'the name of one is another name of the other' },
};
export const DayPrecision = z.enum(['day', 'month']);

// Permissions -----------------------------------------------------------------------------------------------------------------------

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
