// Access 账号与权限: words and shapes, signing in, one's own account. Accounts of others: contractAccounts.ts; audit, exports, temporary looks:
// contractWatch.ts; notices and saved views: contractDesk.ts. Shared by server and pages; no IO.
import { z } from 'zod';
import { endpoint, Id, Instant, line, named, rule, TextOut } from '#platform/contract.ts';
import { problem } from '#platform/problem.ts';
import type { Text } from '#standards/text.ts';
import { type Permissions, ROLES, type Role } from './rules.ts';

// Permissions -----------------------------------------------------------------------------------------------------------------------

const MANAGERS: readonly Role[] = ['township_cadre', 'county_bureau', 'station', 'steering', 'system_admin', 'security_admin'];
const OFFICES: readonly Role[] = ['village_cadre', 'township_cadre', 'county_bureau', 'station', 'steering'];

export const permissions = {
  'access.accounts': { text: { zh: '管理下级账号', en: 'Manage the accounts below one’s own' }, roles: MANAGERS },
  'access.viewAs': {
    text: { zh: '以下级账号的视角查看', en: 'Look through the eyes of a lower account' },
    roles: ['county_bureau', 'steering'],
  },
  'access.override': { text: { zh: '申请临时查看', en: 'Take a temporary look outside one’s area' }, roles: OFFICES },
  'access.watch': { text: { zh: '监看临时查看', en: 'Watch temporary looks' }, roles: ['security_admin', 'audit_admin', 'auditor'] },
  'access.audit': { text: { zh: '查阅操作记录', en: 'Read the audit' }, roles: ['audit_admin', 'auditor'] },
  'access.exports': { text: { zh: '查阅导出记录', en: 'Read the export log' }, roles: ['audit_admin', 'auditor', 'security_admin'] },
  'access.settings': { text: { zh: '设置登录与会话', en: 'Settings of sign-in and sessions' }, roles: ['security_admin'] },
  'platform.jobs': { text: { zh: '查看所有人的任务', en: 'See everybody’s jobs' }, roles: ['system_admin'] },
  'platform.deliveries': { text: { zh: '查看停下的投递', en: 'See parked deliveries' }, roles: ['system_admin'] },
  'platform.settings': { text: { zh: '设置本系统', en: 'Settings of the installation' }, roles: ['system_admin'] },
} as const satisfies Permissions;

// Problems --------------------------------------------------------------------------------------------------------------------------

export const wrongPassword = problem(
  'access.wrongPassword',
  401,
  '登录名或密码不对。再错 {remaining} 次，这个登录名停用 {minutes} 分钟',
  'The login or the password is wrong. After {remaining} more wrong tries this login is locked for {minutes} minutes',
);
export const wrongCode = problem(
  'access.wrongCode',
  401,
  '动态码不对，或者已经用过。请等手机上换了新码再填。再错 {remaining} 次，停用 {minutes} 分钟',
  'The code is wrong or was used already. Wait for the next one. After {remaining} more wrong tries this login is locked for {minutes} minutes',
);
export const codeClock = problem(
  'access.codeClock',
  401,
  '动态码是对的，但手机的时钟{fastSlowZh}了大约 {minutes} 分钟。请在手机设置里打开“自动设置时间”，再填新的码',
  'The code is right, but the phone’s clock is about {minutes} minutes {fastSlowEn}. Switch on automatic time on the phone and enter a new code',
);
export const codeNeeded = problem('access.codeNeeded', 401, '请填手机上的 6 位动态码', 'Enter the six-digit code from your phone');
export const locked = problem(
  'access.locked',
  423,
  '错的次数太多，这个登录名停用到 {until}。请过 {minutes} 分钟再试，或者请上一级解锁',
  'Too many wrong tries: this login is locked until {until}. Try again in {minutes} minutes, or ask the next level to unlock it',
);
/** Told only after a right password. */
export const accountDisabled = problem(
  'access.accountDisabled',
  403,
  '这个账号已经停用。要恢复，请找上一级',
  'This account has been disabled. Ask the next level to enable it',
);
export const weakPassword = problem('access.weakPassword', 422, '{why}', '{whyEn}');
export const samePassword = problem(
  'access.samePassword',
  422,
  '新密码和现在的一样，请换一个',
  'The new password is the same as the present one',
);
export const stepUpNeeded = problem(
  'access.stepUpNeeded',
  401,
  '这一步要再确认一次是您本人：请填密码或动态码',
  'Confirm that it is you: enter your password or a code',
);
export const alreadyEnrolled = problem(
  'access.alreadyEnrolled',
  409,
  '动态码已经启用。要换手机，请先停用',
  'Codes are already switched on. Switch them off first to change the phone',
);
export const enrolFirst = problem(
  'access.enrolFirst',
  409,
  '还没有扫码，或者离扫码已超过 10 分钟。请重新开始',
  'Nothing has been scanned yet, or more than 10 minutes ago. Begin again',
);
export const codesRequired = problem(
  'access.codesRequired',
  409,
  '您的角色必须使用动态码，不能停用',
  'Your role must use codes; they cannot be switched off',
);

// Words and shapes ------------------------------------------------------------------------------------------------------------------

export const RoleName = z.enum(ROLES);
export const Language = z.enum(['zh', 'en']);
export type Language = z.infer<typeof Language>;
export const languageTexts: Record<Language, Text> = { zh: { zh: '中文', en: 'Chinese' }, en: { zh: '英文', en: 'English' } };

export const Login = named(
  rule(
    z.string().trim().toLowerCase().min(3).max(32),
    (s) => /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(s),
    'access.login',
    '登录名只用小写字母、数字和中间的短横，如 pt-renshe-01',
    'A login has lower-case letters, digits and inner hyphens only, such as pt-renshe-01',
  ),
  '登录名',
  'Login',
);
export const DisplayName = named(line(40), '姓名', 'Name');
export const Phone = named(
  rule(
    z.string().trim().max(20),
    (s) => s === '' || /^1[3-9]\d{9}$/.test(s.replace(/[\s-]/g, '')),
    'access.phone',
    '手机号是 1 开头的 11 位数字',
    'A mobile number has 11 digits and begins with 1',
  ),
  '手机',
  'Mobile',
);
/** 12 digits, or '' for the whole country. */
export const AreaCode = named(
  rule(
    z.string(),
    (s) => s === '' || /^\d{12}$/.test(s),
    'access.area',
    '辖区代码是 12 位数字；全国留空',
    'An area code has 12 digits; leave it empty for the whole country',
  ),
  '辖区',
  'Area',
);
/** Typed as it is: no trimming, no rule but a length that keeps hashing cheap. */
const secret = (zh: string, en: string) => named(z.string().min(1).max(400), zh, en);
export const Password = secret('密码', 'Password');
export const NewPassword = secret('新密码', 'New password');
/** Six digits from the phone, or one of the recovery codes. Spaces and hyphens do not matter. */
export const OneTimeCode = named(
  rule(
    z.string().trim().max(40),
    (s) => /^(\d{6}|[a-z2-7]{10})$/i.test(s.replace(/[\s-]/g, '')),
    'access.code',
    '动态码是 6 位数字；备用码是 10 个字母或数字',
    'A code has 6 digits; a recovery code has 10 letters or digits',
  ),
  '动态码',
  'Code',
);

/** A role as it is held. `areaName` is the full name, or the code where the tree does not know it. */
export const HeldRole = z.object({
  id: Id,
  role: RoleName,
  text: TextOut,
  areaCode: z.string(),
  areaName: z.string(),
  relation: z.string().nullable(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
});
export type HeldRole = z.infer<typeof HeldRole>;
/** A person as others see them: who did, who changed, who granted. */
export const AccountRef = z.object({ id: Id, login: z.string(), name: z.string() });
export type AccountRef = z.infer<typeof AccountRef>;

export const Me = z.object({
  account: AccountRef.extend({ phone: z.string().nullable(), language: Language, version: z.int() }),
  roles: z.array(HeldRole),
  permissions: z.array(z.string()),
  /** True: only password, codes and sign-out can be used until it is changed. */
  mustChangePassword: z.boolean(),
  /** True: the role requires codes and they are not yet switched on; the same restriction. */
  mustEnrolCode: z.boolean(),
  codesOn: z.boolean(),
  recoveryCodesLeft: z.int(),
  steppedUpUntil: Instant.nullable(),
  /** Set while looking through someone's eyes: `account` is theirs, this is the one who looks. */
  viewedBy: z.object({ login: z.string(), name: z.string(), until: Instant }).nullable(),
  override: z.object({ id: Id, areaCode: z.string(), areaName: z.string(), reason: z.string(), until: Instant }).nullable(),
  session: z.object({ idleMinutes: z.int(), expires: Instant }),
  unreadNotices: z.int(),
});
export type Me = z.infer<typeof Me>;

// Signing in ------------------------------------------------------------------------------------------------------------------------

export const signIn = endpoint({
  id: 'access.signIn',
  method: 'POST',
  path: '/sign-in',
  can: 'public',
  summary: { zh: '登录', en: 'Sign in' },
  // the login is taken as typed: a refused shape would tell which logins can exist
  input: z.object({ login: named(z.string().min(1).max(200), '登录名', 'Login'), password: Password, code: OneTimeCode.optional() }),
  output: z.object({ me: Me }),
  problems: [wrongPassword, accountDisabled, codeNeeded, wrongCode, codeClock, locked],
});
export const signOut = endpoint({
  id: 'access.signOut',
  method: 'POST',
  path: '/sign-out',
  can: 'signedIn',
  summary: { zh: '退出登录', en: 'Sign out' },
  input: z.object({}),
  output: z.object({}),
  whileViewingAs: true,
});
export const stepUp = endpoint({
  id: 'access.stepUp',
  method: 'POST',
  path: '/me/step-up',
  can: 'signedIn',
  summary: { zh: '再确认是本人（10 分钟有效）', en: 'Confirm that it is you (lasts 10 minutes)' },
  input: rule(
    z.object({ password: Password.optional(), code: OneTimeCode.optional() }),
    (v) => (v.password === undefined) !== (v.code === undefined),
    'access.oneOfTwo',
    '请填密码或动态码，二者填一',
    'Enter either the password or a code',
  ),
  output: z.object({ steppedUpUntil: Instant }),
  problems: [wrongPassword, wrongCode, codeClock, locked],
});

// One's own account -----------------------------------------------------------------------------------------------------------------

export const readMe = endpoint({
  id: 'access.readMe',
  method: 'GET',
  path: '/me',
  can: 'signedIn',
  summary: { zh: '我的账号', en: 'My account' },
  input: z.object({}),
  output: Me,
});
export const editMe = endpoint({
  id: 'access.editMe',
  method: 'PATCH',
  path: '/me',
  can: 'signedIn',
  summary: { zh: '改我的资料', en: 'Edit my profile' },
  input: z.object({ version: z.int(), phone: Phone.optional(), language: Language.optional() }),
  output: Me,
});
export const changePassword = endpoint({
  id: 'access.changePassword',
  method: 'POST',
  path: '/me/password',
  can: 'signedIn',
  summary: { zh: '改密码；其他地方的登录随即结束', en: 'Change the password; sessions elsewhere end' },
  input: z.object({ current: Password, next: NewPassword }),
  output: Me,
  problems: [wrongPassword, weakPassword, samePassword, locked],
});
export const beginCodes = endpoint({
  id: 'access.beginCodes',
  method: 'POST',
  path: '/me/codes',
  can: 'signedIn',
  summary: { zh: '开始启用动态码', en: 'Begin to switch on codes' },
  input: z.object({}),
  /** The URI is what the QR shows; the secret is for typing it in. */
  output: z.object({ uri: z.string(), secret: z.string(), until: Instant }),
  problems: [alreadyEnrolled],
  stepUp: true,
});
export const confirmCodes = endpoint({
  id: 'access.confirmCodes',
  method: 'POST',
  path: '/me/codes/confirm',
  can: 'signedIn',
  summary: { zh: '启用动态码；给出 10 个备用码，只显示这一次', en: 'Switch on codes; hands out ten recovery codes once' },
  input: z.object({ code: OneTimeCode }),
  output: z.object({ recoveryCodes: z.array(z.string()) }),
  problems: [enrolFirst, alreadyEnrolled, wrongCode, codeClock, locked],
});
export const renewRecoveryCodes = endpoint({
  id: 'access.renewRecoveryCodes',
  method: 'POST',
  path: '/me/codes/recovery',
  can: 'signedIn',
  summary: { zh: '换一批备用码，旧的作废', en: 'New recovery codes; the old ones end' },
  input: z.object({}),
  output: z.object({ recoveryCodes: z.array(z.string()) }),
  problems: [enrolFirst],
  stepUp: true,
});
export const switchOffCodes = endpoint({
  id: 'access.switchOffCodes',
  method: 'POST',
  path: '/me/codes/off',
  can: 'signedIn',
  summary: { zh: '停用动态码', en: 'Switch off codes' },
  input: z.object({}),
  output: Me,
  problems: [enrolFirst, codesRequired],
  stepUp: true,
});

export const OwnSession = z.object({
  id: Id,
  current: z.boolean(),
  device: TextOut,
  ip: z.string(),
  started: Instant,
  lastSeen: Instant,
  expires: Instant,
});
export type OwnSession = z.infer<typeof OwnSession>;
export const listMySessions = endpoint({
  id: 'access.listMySessions',
  method: 'GET',
  path: '/me/sessions',
  can: 'signedIn',
  summary: { zh: '我的登录', en: 'Where I am signed in' },
  input: z.object({}),
  output: z.object({ items: z.array(OwnSession) }),
  whileViewingAs: false,
});
export const endMySession = endpoint({
  id: 'access.endMySession',
  method: 'DELETE',
  path: '/me/sessions/:id',
  can: 'signedIn',
  summary: { zh: '结束一处登录', en: 'End one session' },
  input: z.object({ id: Id }),
  output: z.object({}),
});
export const endMyOtherSessions = endpoint({
  id: 'access.endMyOtherSessions',
  method: 'POST',
  path: '/me/sessions/end-others',
  can: 'signedIn',
  summary: { zh: '结束其他各处登录', en: 'End all other sessions' },
  input: z.object({}),
  output: z.object({ ended: z.int() }),
});

export const ownEndpoints = [
  signIn,
  signOut,
  stepUp,
  readMe,
  editMe,
  changePassword,
  beginCodes,
  confirmCodes,
  renewRecoveryCodes,
  switchOffCodes,
  listMySessions,
  endMySession,
  endMyOtherSessions,
] as const;
