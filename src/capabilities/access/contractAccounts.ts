// Accounts of others: list, make, grant, reset, unlock, hand over, disable; accounts by sheet.
import { z } from 'zod';
import { Day, Download, endpoint, Id, Instant, line, named, page, paged, TextOut } from '#platform/contract.ts';
import { sheetUnreadable } from '#platform/filesContract.ts';
import { problem } from '#platform/problem.ts';
import type { Text } from '#standards/text.ts';
import { AccountRef, AreaCode, DisplayName, HeldRole, Login, Phone, RoleName } from './contract.ts';

// Problems --------------------------------------------------------------------------------------------------------------------------

export const loginTaken = problem('access.loginTaken', 409, '登录名 {login} 已经有人用了', 'The login {login} is taken');
export const mayNotGrant = problem(
  'access.mayNotGrant',
  403,
  '您不能在这个辖区授予“{role}”。只能在自己的辖区之内授予下级角色',
  'You may not grant {roleEn} over this area; only lower roles inside your own area',
);
export const notYourself = problem(
  'access.notYourself',
  403,
  '不能给自己授权、解锁或停用，请找别的管理员',
  'Nobody grants to, unlocks or disables themselves; ask another administrator',
);
export const badHolding = problem('access.badHolding', 422, '{why}', '{whyEn}');
export const dutiesClash = problem(
  'access.dutiesClash',
  409,
  '系统、安全、审计三个管理员要分开，管理员也不兼业务角色',
  'System, security and audit administrators are three people, and none of them holds another role',
);
export const alreadyHeld = problem(
  'access.alreadyHeld',
  409,
  '这个账号在这段日子里已经有这个角色',
  'The account already holds this role in that period',
);
export const lastSecurityAdmin = problem(
  'access.lastSecurityAdmin',
  409,
  '这是最后一个安全管理员；先指定接任的人',
  'This is the last security administrator; appoint a successor first',
);
export const receiverUnfit = problem(
  'access.receiverUnfit',
  422,
  '接手的人要是在用的账号，辖区要盖住移交的账号',
  'The receiver must be an active account whose area covers the one handed over',
);
export const sheetDone = problem(
  'access.sheetDone',
  409,
  '这张表已经提交过，或者超过一小时没有提交。请重新上传',
  'This sheet was committed already, or was left for more than an hour. Upload it again',
);

// Words and shapes ------------------------------------------------------------------------------------------------------------------

export const AccountState = z.enum(['active', 'disabled']);
export type AccountState = z.infer<typeof AccountState>;
export const accountStateTexts: Record<AccountState, Text> = {
  active: { zh: '在用', en: 'active' },
  disabled: { zh: '已停用', en: 'disabled' },
};

export const AccountRow = AccountRef.extend({
  state: AccountState,
  /** Too many wrong tries; until when. */
  lockedUntil: Instant.nullable(),
  mustChangePassword: z.boolean(),
  codesOn: z.boolean(),
  phoneMasked: z.string().nullable(),
  roles: z.array(HeldRole),
  lastSignIn: Instant.nullable(),
  created: Instant,
});
export type AccountRow = z.infer<typeof AccountRow>;
export const AccountDetail = AccountRow.extend({
  version: z.int(),
  createdBy: AccountRef.nullable(),
  /** Also the roles of former days; newest first. */
  history: z.array(
    HeldRole.extend({
      grantedBy: AccountRef.nullable(),
      granted: Instant,
      ended: Instant.nullable(),
      endedBy: AccountRef.nullable(),
      endReason: z.string(),
    }),
  ),
  openSessions: z.int(),
  /** What the reader may do with this account; the server decides again. */
  may: z.object({ manage: z.boolean(), viewAs: z.boolean(), self: z.boolean() }),
});
export type AccountDetail = z.infer<typeof AccountDetail>;

/** A role about to be granted. */
export const NewHolding = z.object({
  role: named(RoleName, '角色', 'Role'),
  areaCode: AreaCode,
  relation: named(z.string().max(60).nullable().default(null), '所属机构', 'Organisation'),
  validFrom: named(Day.optional(), '开始', 'From'),
  validTo: named(Day.nullable().default(null), '结束', 'To'),
});
export type NewHolding = z.infer<typeof NewHolding>;

const id = z.object({ id: Id });
const reason = named(line(200, 2), '原因', 'Reason');

// Endpoints -------------------------------------------------------------------------------------------------------------------------

export const listAccounts = endpoint({
  id: 'access.listAccounts',
  method: 'GET',
  path: '/accounts',
  can: 'access.accounts',
  summary: { zh: '我辖区内的账号', en: 'Accounts inside my area' },
  input: z.object({
    ...paged,
    /** The beginning of the login or of the name. */
    text: z.string().trim().max(40).optional(),
    role: RoleName.optional(),
    areaCode: AreaCode.optional(),
    state: AccountState.optional(),
    locked: z.boolean().optional(),
  }),
  output: page(AccountRow),
});
export const readAccount = endpoint({
  id: 'access.readAccount',
  method: 'GET',
  path: '/accounts/:id',
  can: 'access.accounts',
  summary: { zh: '查看一个账号', en: 'Read one account' },
  input: id,
  output: AccountDetail,
});
export const createAccount = endpoint({
  id: 'access.createAccount',
  method: 'POST',
  path: '/accounts',
  can: 'access.accounts',
  summary: { zh: '开账号', en: 'Create an account' },
  input: z.object({ login: Login, name: DisplayName, phone: Phone.default(''), role: NewHolding }),
  /** The password is shown this once and must be changed at the first sign-in. */
  output: z.object({ account: AccountDetail, initialPassword: z.string() }),
  problems: [loginTaken, mayNotGrant, badHolding, dutiesClash],
});
export const editAccount = endpoint({
  id: 'access.editAccount',
  method: 'PATCH',
  path: '/accounts/:id',
  can: 'access.accounts',
  summary: { zh: '改账号资料', en: 'Edit an account' },
  input: id.extend({ version: z.int(), name: DisplayName.optional(), phone: Phone.optional() }),
  output: AccountDetail,
  problems: [notYourself],
});
export const grantRole = endpoint({
  id: 'access.grantRole',
  method: 'POST',
  path: '/accounts/:id/roles',
  can: 'access.accounts',
  summary: { zh: '授予角色', en: 'Grant a role' },
  input: id.extend(NewHolding.shape),
  output: AccountDetail,
  problems: [mayNotGrant, notYourself, badHolding, dutiesClash, alreadyHeld],
});
export const endRole = endpoint({
  id: 'access.endRole',
  method: 'POST',
  path: '/accounts/:id/roles/:grantId/end',
  can: 'access.accounts',
  summary: { zh: '收回角色', en: 'Take a role back' },
  input: id.extend({ grantId: Id, reason }),
  output: AccountDetail,
  problems: [mayNotGrant, notYourself, lastSecurityAdmin],
});
export const resetPassword = endpoint({
  id: 'access.resetPassword',
  method: 'POST',
  path: '/accounts/:id/reset',
  can: 'access.accounts',
  summary: {
    zh: '重置密码；给出一次性初始密码，各处登录随即结束',
    en: 'Reset the password; shows an initial password once, ends all sessions',
  },
  input: id.extend({ reason, /** True: also switches off codes, for a lost phone. */ codesToo: z.boolean().default(false) }),
  output: z.object({ initialPassword: z.string() }),
  problems: [notYourself],
  stepUp: true,
});
export const unlockAccount = endpoint({
  id: 'access.unlockAccount',
  method: 'POST',
  path: '/accounts/:id/unlock',
  can: 'access.accounts',
  summary: { zh: '解锁', en: 'Unlock' },
  input: id,
  output: AccountDetail,
  problems: [notYourself],
});
export const disableAccount = endpoint({
  id: 'access.disableAccount',
  method: 'POST',
  path: '/accounts/:id/disable',
  can: 'access.accounts',
  summary: { zh: '停用账号；各处登录随即结束', en: 'Disable an account; its sessions end at once' },
  input: id.extend({ reason }),
  output: AccountDetail,
  problems: [notYourself, lastSecurityAdmin],
});
export const enableAccount = endpoint({
  id: 'access.enableAccount',
  method: 'POST',
  path: '/accounts/:id/enable',
  can: 'access.accounts',
  summary: { zh: '恢复账号', en: 'Enable an account' },
  input: id.extend({ reason }),
  output: AccountDetail,
  problems: [notYourself],
});
export const HandedOver = z.object({ text: TextOut, count: z.int() });
export const handOverAccount = endpoint({
  id: 'access.handOverAccount',
  method: 'POST',
  path: '/accounts/:id/hand-over',
  can: 'access.accounts',
  summary: { zh: '移交在办工作，可同时停用', en: 'Hand over open work, and disable if wished' },
  input: id.extend({ to: named(Id, '接手人', 'Receiver'), disable: z.boolean().default(true), reason }),
  output: z.object({ account: AccountDetail, moved: z.array(HandedOver) }),
  problems: [notYourself, receiverUnfit, lastSecurityAdmin],
});
export const listAccountSessions = endpoint({
  id: 'access.listAccountSessions',
  method: 'GET',
  path: '/accounts/:id/sessions',
  can: 'access.accounts',
  summary: { zh: '一个账号的登录', en: 'Sessions of an account' },
  input: id,
  output: z.object({ items: z.array(z.object({ id: Id, device: TextOut, started: Instant, lastSeen: Instant })) }),
});
export const endAccountSessions = endpoint({
  id: 'access.endAccountSessions',
  method: 'POST',
  path: '/accounts/:id/sessions/end',
  can: 'access.accounts',
  summary: { zh: '结束一个账号的全部登录', en: 'End all sessions of an account' },
  input: id,
  output: z.object({ ended: z.int() }),
});

/** The roles there are, what each may do, and which of them the reader may grant. */
export const listRoles = endpoint({
  id: 'access.listRoles',
  method: 'GET',
  path: '/roles',
  can: 'access.accounts',
  summary: { zh: '角色与权限', en: 'Roles and permissions' },
  input: z.object({}),
  output: z.object({
    roles: z.array(
      z.object({
        role: RoleName,
        text: TextOut,
        levels: z.array(z.string()),
        relation: z.enum(['org', 'worker']).nullable(),
        relationNeeded: z.boolean(),
        grantable: z.boolean(),
        permissions: z.array(z.string()),
      }),
    ),
    permissions: z.array(z.object({ name: z.string(), text: TextOut })),
  }),
});

// Accounts by sheet -----------------------------------------------------------------------------------------------------------------

export const SHEET_ROWS = 2000;
export const SheetRow = z.object({
  /** Row of the file, the header row counted. */
  row: z.int(),
  login: z.string(),
  name: z.string(),
  phoneMasked: z.string(),
  roleText: z.string(),
  areaText: z.string(),
  areaName: z.string().nullable(),
  organisationText: z.string(),
  /** Why it is refused; empty = it will be committed. */
  faults: z.array(TextOut),
});
export const previewAccountSheet = endpoint({
  id: 'access.previewAccountSheet',
  method: 'POST',
  path: '/accounts/sheet',
  can: 'access.accounts',
  summary: { zh: '批量开账号：上传并预览', en: 'Accounts by sheet: upload and preview' },
  input: z.object({ name: named(line(200), '文件名', 'File name') }),
  output: z.object({
    id: Id,
    rows: z.array(SheetRow),
    good: z.int(),
    bad: z.int(),
    headers: z.array(z.string()),
    ignored: z.array(z.string()),
  }),
  problems: [sheetUnreadable],
  takesFile: true,
  bodyLimit: 5 * 1024 * 1024,
});
export const commitAccountSheet = endpoint({
  id: 'access.commitAccountSheet',
  method: 'POST',
  path: '/accounts/sheet/:id/commit',
  can: 'access.accounts',
  summary: {
    zh: '批量开账号：提交无误的行；退回的表里有初始密码（仅此一次）和失败原因',
    en: 'Accounts by sheet: commit the good rows; the sheet that comes back holds initial passwords (this once) and reasons of failure',
  },
  input: id,
  output: Download,
  problems: [sheetDone],
});
export const accountSheetTemplate = endpoint({
  id: 'access.accountSheetTemplate',
  method: 'GET',
  path: '/accounts/sheet/template',
  can: 'access.accounts',
  summary: { zh: '批量开账号：空表', en: 'Accounts by sheet: the empty sheet' },
  input: z.object({}),
  output: Download,
});

export const accountEndpoints = [
  listAccounts,
  readAccount,
  createAccount,
  editAccount,
  grantRole,
  endRole,
  resetPassword,
  unlockAccount,
  disableAccount,
  enableAccount,
  handOverAccount,
  listAccountSessions,
  endAccountSessions,
  listRoles,
  previewAccountSheet,
  commitAccountSheet,
  accountSheetTemplate,
] as const;
