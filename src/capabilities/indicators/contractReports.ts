// Reports 报表: forms, what is made of them in the background, on schedule, the masked publicity list. Part of contract.ts.
import { z } from 'zod';
import type { Permissions } from '#capabilities/access/rules.ts';
import { Day, Download, endpoint, Id, Instant, line, named, page, paged, TextOut } from '#platform/contract.ts';
import { changed, notFound } from '#platform/problem.ts';
import { asking } from './contractFigures.ts';
import * as p from './contractProblems.ts';
import * as r from './contractReportProblems.ts';
import { FormShape, ReportContent } from './contractReportShapes.ts';
import { PERIODS } from './rulesReports.ts';

export const REPORT_FILE = 'indicators.report';
export const MAKE = 'indicators.reports';
export const reportPermissions = {
  [MAKE]: {
    text: { zh: '做报表、导出报表', en: 'make and export reports' },
    roles: ['township_cadre', 'county_bureau', 'station', 'steering', 'auditor'],
  },
  'indicators.reportForms': {
    text: { zh: '编报表样、定期做报表', en: 'compose forms of reports and have them made on schedule' },
    roles: ['county_bureau', 'station', 'steering'],
  },
  'indicators.publicity': {
    text: { zh: '导出公示名单（姓名遮蔽）', en: 'take a publicity list (masked names)' },
    roles: ['county_bureau', 'steering'],
  },
} as const satisfies Permissions;

export const FORMATS = ['xlsx', 'pdf', 'csv', 'json'] as const;
export const Format = z.enum(FORMATS);
export type Format = z.infer<typeof Format>;
const Side = z.enum(['origin', 'host']);
const Area = named(z.string().regex(/^(\d{12})?$/), '地区', 'area');
/** A form of the program by its name, or one of an office by its id. */
const FormRef = named(z.string().regex(/^([a-z]{3,20}|[0-9a-f-]{36})$/), '报表样', 'form');
export const reportAsk = {
  period: named(z.string().max(24), '期间', 'period'),
  side: Side.default('origin'),
  area: Area.default(''),
  /** live: as known now, though the month is frozen. */
  basis: z.enum(['auto', 'live']).default('auto'),
  knownAt: Instant.optional(),
};
const making = {
  lang: z.enum(['zh', 'en']).default('zh'),
  formats: named(z.array(Format).min(1).max(4), '文件', 'files').default(['xlsx', 'pdf', 'csv', 'json']),
};
const questionProblems = [
  p.noSuchFigure,
  p.awaitedFigure,
  p.periodBackwards,
  p.dayLater,
  p.knownLater,
  p.notADimension,
  p.notAValue,
  p.notYourCell,
  p.runGone,
  r.noSuchPeriod,
  r.formContradicts,
  r.columnOutsideArea,
  r.rowsAboveArea,
  r.reportTooLarge,
];

const FormLine = z.object({
  ref: z.string(),
  version: z.int(),
  title: TextOut,
  period: z.enum(PERIODS),
  columns: z.int(),
  shipped: z.boolean(),
  /** The office it is shared with; null of those of the program. */
  office: z.object({ code: z.string(), name: TextOut }).nullable(),
  /** By the asker: it is of an office whose forms their role there changes. */
  mayEdit: z.boolean(),
  savedBy: z.string().nullable(),
  saved: Instant.nullable(),
});
export type FormLine = z.infer<typeof FormLine>;
const Schedule = z.object({
  id: Id,
  form: z.string(),
  title: TextOut,
  every: z.enum(['month', 'quarter', 'year']),
  onDay: z.int(),
  side: Side,
  area: z.string(),
  areaName: TextOut,
  lang: z.enum(['zh', 'en']),
  formats: z.array(Format),
  started: Day,
  /** The version of an office's form that it is made of; null of a form of the program. */
  version: z.int().nullable(),
  /** A newer version of the form, where there is one; `retired`: nothing is made of it any more. */
  newest: z.int().nullable(),
  retired: z.boolean(),
  /** The period that is made next, and on which day. */
  next: z.object({ period: z.string(), day: Day }),
});
export type Schedule = z.infer<typeof Schedule>;
export const listReportForms = endpoint({
  id: 'indicators.listReportForms',
  method: 'GET',
  path: '/figures/reports/forms',
  can: 'indicators.read',
  summary: { zh: '报表样', en: 'Forms of reports' },
  input: z.object({}),
  output: z.object({
    forms: z.array(FormLine),
    schedules: z.array(Schedule),
    /** With whom a form of the asker may be shared. */
    offices: z.array(z.object({ code: z.string(), name: TextOut })),
  }),
});
export const readReportForm = endpoint({
  id: 'indicators.readReportForm',
  method: 'GET',
  path: '/figures/reports/forms/:ref',
  can: 'indicators.read',
  summary: { zh: '查看报表样', en: 'Read a form' },
  input: z.object({ ref: FormRef, version: z.int().min(1).optional() }),
  output: z.object({
    ...FormLine.shape,
    form: FormShape,
    versions: z.array(z.object({ version: z.int(), savedBy: z.string(), saved: Instant })),
  }),
  problems: [notFound],
});
export const saveReportForm = endpoint({
  id: 'indicators.saveReportForm',
  method: 'POST',
  path: '/figures/reports/forms',
  can: 'indicators.reportForms',
  summary: { zh: '存报表样', en: 'Save a form' },
  /** The area; of a labour station with which one. */
  input: z.object({ office: named(z.string().regex(/^(\d{12})?(\/(station|org:[0-9a-f-]{36}))?$/), '单位', 'office'), form: FormShape }),
  output: z.object({ ref: Id, version: z.int() }),
  problems: [r.formContradicts, r.notYourOffice, r.tooManyForms],
});
export const changeReportForm = endpoint({
  id: 'indicators.changeReportForm',
  method: 'POST',
  path: '/figures/reports/forms/:ref/versions',
  can: 'indicators.reportForms',
  summary: { zh: '改报表样', en: 'Change a form' },
  /** `version`: that which was open. */
  input: z.object({ ref: Id, version: z.int().min(1), form: FormShape }),
  output: z.object({ ref: Id, version: z.int() }),
  problems: [notFound, changed, r.formContradicts, r.notYourOffice],
});
export const retireReportForm = endpoint({
  id: 'indicators.retireReportForm',
  method: 'POST',
  path: '/figures/reports/forms/:ref/retire',
  can: 'indicators.reportForms',
  summary: { zh: '停用报表样', en: 'Retire a form' },
  input: z.object({ ref: Id }),
  output: z.object({ ref: Id }),
  problems: [notFound, r.notYourOffice],
});
export const previewReport = endpoint({
  id: 'indicators.previewReport',
  method: 'POST',
  path: '/figures/reports/preview',
  can: 'indicators.read',
  summary: { zh: '预览报表', en: 'Preview a report' },
  audited: false,
  input: z.object({ form: FormShape, ...reportAsk }),
  output: ReportContent,
  problems: [...questionProblems, p.tooManyQuestions, p.questionsWait],
});

export const startReport = endpoint({
  id: 'indicators.startReport',
  method: 'POST',
  path: '/figures/reports',
  can: MAKE,
  stepUp: true,
  summary: { zh: '做一份报表', en: 'Make a report' },
  input: z.object({ form: FormRef, version: z.int().min(1).optional(), ...reportAsk, ...making }),
  output: z.object({ id: Id, jobId: Id }),
  problems: [notFound, ...questionProblems, r.reportsWait, r.reportsToday],
});
const ReportLine = z.object({
  id: Id,
  title: TextOut,
  form: z.string(),
  formVersion: z.int(),
  period: z.string(),
  side: Side,
  area: z.string(),
  areaName: TextOut,
  lang: z.enum(['zh', 'en']),
  asked: Instant,
  made: Instant.nullable(),
  scheduled: z.boolean(),
  state: z.enum(['queued', 'running', 'made', 'failed', 'cancelled']),
  frozen: z.boolean(),
  jobId: Id.nullable(),
  progress: z.object({ done: z.number(), total: z.number().nullable(), note: TextOut.nullable() }).nullable(),
  /** Why it could not be made. */
  error: TextOut.nullable(),
  files: z.array(z.object({ format: Format, size: z.int(), watermark: z.string() })),
});
export type ReportLine = z.infer<typeof ReportLine>;
export const listReports = endpoint({
  id: 'indicators.listReports',
  method: 'GET',
  path: '/figures/reports',
  can: 'indicators.read',
  summary: { zh: '做过的报表', en: 'Reports that were made' },
  input: z.object(paged),
  output: page(ReportLine),
});
export const readReport = endpoint({
  id: 'indicators.readReport',
  method: 'GET',
  path: '/figures/reports/:id',
  can: 'indicators.read',
  summary: { zh: '查看报表', en: 'Read a report' },
  input: z.object({ id: Id }),
  output: z.object({ ...ReportLine.shape, content: ReportContent.nullable() }),
  problems: [notFound, p.notYourCell],
});
export const takeReport = endpoint({
  id: 'indicators.takeReport',
  method: 'GET',
  path: '/figures/reports/:id/file',
  can: MAKE,
  stepUp: true,
  audited: true,
  summary: { zh: '下载报表', en: 'Take the file of a report' },
  input: z.object({ id: Id, format: Format }),
  output: Download,
  problems: [notFound, p.notYourCell],
});
export const deleteReport = endpoint({
  id: 'indicators.deleteReport',
  method: 'POST',
  path: '/figures/reports/:id/delete',
  can: 'indicators.read',
  summary: { zh: '删除报表', en: 'Delete a report' },
  input: z.object({ id: Id }),
  output: z.object({ id: Id }),
  problems: [notFound, r.reportUnderWay],
});

export const scheduleReport = endpoint({
  id: 'indicators.scheduleReport',
  method: 'POST',
  path: '/figures/reports/schedules',
  can: 'indicators.reportForms',
  stepUp: true,
  summary: { zh: '定期做报表', en: 'Have a report made on schedule' },
  input: z.object({
    form: FormRef,
    onDay: named(z.int().min(1).max(28), '期后第几天', 'day after the period'),
    side: reportAsk.side,
    area: reportAsk.area,
    ...making,
  }),
  output: z.object({ id: Id }),
  problems: [notFound, r.freeNotScheduled, r.scheduledAlready, r.tooManySchedules, p.notYourCell, r.rowsAboveArea, r.columnOutsideArea],
});
export const endReportSchedule = endpoint({
  id: 'indicators.endReportSchedule',
  method: 'POST',
  path: '/figures/reports/schedules/:id/end',
  can: 'indicators.reportForms',
  summary: { zh: '停止定期做报表', en: 'End a schedule' },
  input: z.object({ id: Id }),
  output: z.object({ id: Id }),
  problems: [notFound],
});

export const takePublicityList = endpoint({
  id: 'indicators.takePublicityList',
  method: 'POST',
  path: '/figures/reports/publicity',
  can: 'indicators.publicity',
  stepUp: true,
  summary: { zh: '导出公示名单', en: 'Take a publicity list' },
  input: z.object({
    figure: z.string().regex(/^I\d\d$/),
    ...asking,
    reported: z.boolean().default(false),
    /** The rule that asks for it. */
    basis: named(line(120, 4), '公示依据', 'rule that asks for it'),
    title: named(line(60, 2), '公示标题', 'title'),
    /** How much of the home is told, as the rule says. */
    home: z.enum(['none', 'county', 'township', 'village']).default('village'),
    until: named(Day, '公示到', 'public until'),
    contact: named(line(60, 0), '监督电话', 'telephone for objections').default(''),
  }),
  output: Download,
  problems: [
    p.noSuchFigure,
    p.awaitedFigure,
    p.periodBackwards,
    p.dayLater,
    p.knownLater,
    p.notADimension,
    p.notAValue,
    p.notYourCell,
    p.homeTooFine,
    p.tooManyQuestions,
    p.questionsWait,
    p.runGone,
    r.publicityNobody,
    r.publicityTooMany,
    r.publicityUntil,
    r.publicityNotRates,
  ],
});

export const reportAuditTexts = {
  'indicators.saveReportForm': { zh: '存了报表样', en: 'Saved a form of reports' },
  'indicators.changeReportForm': { zh: '改了报表样', en: 'Changed a form of reports' },
  'indicators.retireReportForm': { zh: '停用了报表样', en: 'Retired a form of reports' },
  'indicators.startReport': { zh: '做报表', en: 'Asked for a report' },
  'indicators.takeReport': { zh: '下载报表', en: 'Took the file of a report' },
  'indicators.deleteReport': { zh: '删除了报表', en: 'Deleted a report' },
  'indicators.scheduleReport': { zh: '定期做报表', en: 'Put a report on schedule' },
  'indicators.endReportSchedule': { zh: '停止定期做报表', en: 'Ended a schedule of reports' },
  'indicators.takePublicityList': { zh: '导出公示名单', en: 'Took a publicity list' },
} as const;
export const reportNoticeTexts = {
  'indicators.reportMade': { zh: '定期报表做好了：{title} {period}', en: 'A scheduled report is ready: {titleEn} {period}' },
  'indicators.reportFailed': {
    zh: '定期报表没有做成：{title} {period}，{why}',
    en: 'A scheduled report could not be made: {titleEn} {period}, {whyEn}',
  },
  'indicators.reportSkipped': {
    zh: '定期报表这一期没有做：{title} {period}，{why}',
    en: 'A scheduled report was left out: {titleEn} {period}, {whyEn}',
  },
} as const;
export const reportExportTexts = {
  'indicators.report': { zh: '报表', en: 'report' },
  'indicators.reportTaken': { zh: '报表（下载）', en: 'report (download)' },
  'indicators.publicity': { zh: '公示名单（姓名遮蔽）', en: 'publicity list (masked names)' },
} as const;
