// Watching: looking through another's eyes 视角查看, temporary looks 临时查看, audit 操作记录, export log 导出记录, settings of sign-in.
import { z } from 'zod';
import { Day, Download, endpoint, Id, Instant, line, named, page, paged, TextOut } from '#platform/contract.ts';
import { problem } from '#platform/problem.ts';
import type { Text } from '#standards/text.ts';
import { AccountRef, AreaCode, Me, RoleName } from './contract.ts';

// View as ---------------------------------------------------------------------------------------------------------------------------

export const viewAsRefused = problem(
  'access.viewAsRefused',
  403,
  '只能以自己辖区之内下级账号的视角查看，管理员和看得比您多的账号除外',
  'You may only look through the eyes of a lower account inside your area, not of an administrator or of one who sees more than you',
);
export const beginViewAs = endpoint({
  id: 'access.beginViewAs',
  method: 'POST',
  path: '/view-as',
  can: 'access.viewAs',
  summary: { zh: '以下级账号的视角查看（只看不改，30 分钟）', en: 'Look through the eyes of a lower account (read-only, 30 minutes)' },
  input: z.object({ accountId: Id, reason: named(line(200, 4), '原因', 'Reason') }),
  output: Me,
  problems: [viewAsRefused],
});
export const endViewAs = endpoint({
  id: 'access.endViewAs',
  method: 'DELETE',
  path: '/view-as',
  can: 'signedIn',
  summary: { zh: '结束视角查看', en: 'Stop looking through another’s eyes' },
  input: z.object({}),
  output: z.object({}),
  whileViewingAs: true,
});

// Temporary looks -------------------------------------------------------------------------------------------------------------------

export const lookTooWide = problem(
  'access.lookTooWide',
  422,
  '临时查看最大到一个县，请写到县或更小',
  'A temporary look covers one county at most; name a county or less',
);
export const overrideOpen = problem(
  'access.overrideOpen',
  409,
  '您已有一个临时查看在进行，请先结束它',
  'You already have a temporary look; end it first',
);
export const OVERRIDE_HOURS = 4;
export const Override = z.object({
  id: Id,
  account: AccountRef,
  areaCode: z.string(),
  areaName: z.string(),
  reason: z.string(),
  from: Instant,
  until: Instant,
  ended: Instant.nullable(),
  active: z.boolean(),
});
export type Override = z.infer<typeof Override>;

export const takeOverride = endpoint({
  id: 'access.takeOverride',
  method: 'POST',
  path: '/overrides',
  can: 'access.override',
  summary: { zh: '临时查看辖区外的人（立即生效，通知安全管理员，全程记录）', en: 'Take a temporary look outside one’s area' },
  input: z.object({
    areaCode: AreaCode,
    reason: named(line(300, 10), '原因', 'Reason'),
    minutes: named(
      z
        .int()
        .min(5)
        .max(OVERRIDE_HOURS * 60),
      '时长（分钟）',
      'Minutes',
    ),
  }),
  output: Override,
  problems: [overrideOpen, lookTooWide],
  stepUp: true,
});
export const endOverride = endpoint({
  id: 'access.endOverride',
  method: 'POST',
  path: '/overrides/:id/end',
  can: 'signedIn',
  summary: { zh: '结束临时查看', en: 'End a temporary look' },
  input: z.object({ id: Id }),
  output: Override,
});
export const listOverrides = endpoint({
  id: 'access.listOverrides',
  method: 'GET',
  path: '/overrides',
  can: 'signedIn',
  summary: { zh: '临时查看记录：自己的；监看者看辖区内全部', en: 'Temporary looks: one’s own; watchers see all of their area' },
  input: z.object({ ...paged, active: z.boolean().optional(), all: z.boolean().default(false) }),
  output: page(Override),
});

// Audit -----------------------------------------------------------------------------------------------------------------------------

export const Outcome = z.enum(['done', 'refused']);
export type Outcome = z.infer<typeof Outcome>;
export const outcomeTexts: Record<Outcome, Text> = { done: { zh: '已办', en: 'done' }, refused: { zh: '未准', en: 'refused' } };

export const AuditRow = z.object({
  id: z.int(),
  at: Instant,
  account: AccountRef.nullable(),
  /** The one who looked through the account's eyes. */
  viewedBy: AccountRef.nullable(),
  roles: z.array(z.string()),
  action: z.string(),
  text: TextOut,
  outcome: Outcome,
  areaCode: z.string(),
  areaName: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  subjects: z.array(z.object({ kind: z.string(), id: z.string() })),
  details: z.record(z.string(), z.unknown()),
  requestId: z.string(),
  overrideId: Id.nullable(),
});
export type AuditRow = z.infer<typeof AuditRow>;

const auditFilter = {
  /** Login of the one who acted, also through another's eyes. */
  actor: named(z.string().trim().max(32).optional(), '操作人', 'Actor'),
  subjectKind: named(z.string().trim().max(60).optional(), '对象类别', 'Kind of subject'),
  subjectId: named(z.string().trim().max(80).optional(), '对象编号', 'Subject'),
  /** An action, or all of a capability: `access.` */
  action: named(z.string().trim().max(80).optional(), '操作', 'Action'),
  outcome: named(Outcome.optional(), '结果', 'Outcome'),
  areaCode: AreaCode.optional(),
  /** Calendar days in Asia/Shanghai, both inclusive. */
  from: named(Day.optional(), '起', 'From'),
  to: named(Day.optional(), '止', 'To'),
};
export const searchAudit = endpoint({
  id: 'access.searchAudit',
  method: 'GET',
  path: '/audit',
  can: 'access.audit',
  summary: { zh: '查操作记录', en: 'Search the audit' },
  input: z.object({ ...paged, ...auditFilter }),
  output: page(AuditRow),
});
export const listAuditActions = endpoint({
  id: 'access.listAuditActions',
  method: 'GET',
  path: '/audit/actions',
  can: 'access.audit',
  summary: { zh: '操作的名称', en: 'Names of actions' },
  input: z.object({}),
  output: z.object({ items: z.array(z.object({ action: z.string(), text: TextOut })) }),
});
export const EXPORT_ROWS = 50_000;
export const tooManyRows = problem(
  'access.tooManyRows',
  422,
  '这次会导出超过 {limit} 行。请缩短日期，分几次导出',
  'This would export more than {limit} rows. Narrow the days and export in parts',
);
export const exportAudit = endpoint({
  id: 'access.exportAudit',
  method: 'POST',
  path: '/audit/export',
  can: 'access.audit',
  summary: { zh: '导出操作记录（CSV，有水印）', en: 'Export the audit (CSV, watermarked)' },
  input: z.object(auditFilter),
  output: Download,
  problems: [tooManyRows],
  stepUp: true,
});

// Export log ------------------------------------------------------------------------------------------------------------------------

export const ExportEntry = z.object({
  id: Id,
  at: Instant,
  account: AccountRef,
  what: z.string(),
  text: TextOut,
  rows: z.int(),
  filter: z.string(),
  /** True: with full numbers or other unmasked fields. */
  full: z.boolean(),
  /** Stands in the first line of the file; search by it to find who let a file out. */
  watermark: z.string(),
  fileHash: z.string(),
  areaCode: z.string(),
});
export type ExportEntry = z.infer<typeof ExportEntry>;
export const searchExports = endpoint({
  id: 'access.searchExports',
  method: 'GET',
  path: '/export-log',
  can: 'access.exports',
  summary: { zh: '查导出记录', en: 'Search the export log' },
  input: z.object({
    ...paged,
    actor: z.string().trim().max(32).optional(),
    what: z.string().trim().max(80).optional(),
    watermark: z.string().trim().toUpperCase().max(20).optional(),
    full: z.boolean().optional(),
    from: Day.optional(),
    to: Day.optional(),
  }),
  output: page(ExportEntry),
});

// Settings --------------------------------------------------------------------------------------------------------------------------

export const SecuritySettings = z.object({
  /** ○ 30 minutes without a request end a session. */
  idleMinutes: named(z.int().min(5).max(240), '闲置多久自动退出（分钟）', 'Minutes idle'),
  /** ○ 12 hours end any session. */
  absoluteHours: named(z.int().min(1).max(24), '登录最长（小时）', 'Hours at most'),
  /** Roles that must use codes. */
  codeRoles: named(z.array(RoleName).max(20), '必须用动态码的角色', 'Roles that must use codes'),
});
export type SecuritySettings = z.infer<typeof SecuritySettings>;
export const defaultSecurity: SecuritySettings = { idleMinutes: 30, absoluteHours: 12, codeRoles: [] };
export const readSecurity = endpoint({
  id: 'access.readSecurity',
  method: 'GET',
  path: '/access/settings',
  can: 'access.settings',
  summary: { zh: '登录与会话的设置', en: 'Settings of sign-in and sessions' },
  input: z.object({}),
  output: SecuritySettings,
});
export const saveSecurity = endpoint({
  id: 'access.saveSecurity',
  method: 'PUT',
  path: '/access/settings',
  can: 'access.settings',
  summary: { zh: '保存登录与会话的设置', en: 'Save settings of sign-in and sessions' },
  input: SecuritySettings,
  output: SecuritySettings,
  stepUp: true,
});

export const watchEndpoints = [
  beginViewAs,
  endViewAs,
  takeOverride,
  endOverride,
  listOverrides,
  searchAudit,
  listAuditActions,
  exportAudit,
  searchExports,
  readSecurity,
  saveSecurity,
] as const;
