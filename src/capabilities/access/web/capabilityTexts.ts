import type { Text } from '#standards/text.ts';

/** Capabilities as people call them; one that is not named here yet shows its own key. */
export const capabilityTexts: Readonly<Record<string, Text>> = {
  access: { zh: '账号与权限', en: 'Accounts and access' },
  regions: { zh: '区划与结对', en: 'Regions' },
  employment: { zh: '在岗台账', en: 'Employment' },
  platform: { zh: '系统', en: 'System' },
};

/** Kinds of things a row of the audit is about. */
export const kindTexts: Readonly<Record<string, Text>> = {
  account: { zh: '账号', en: 'account' },
  accountSheet: { zh: '开户表', en: 'sheet of accounts' },
  override: { zh: '临时查看', en: 'temporary look' },
  savedView: { zh: '常用视图', en: 'saved view' },
  notice: { zh: '消息', en: 'notice' },
  pairing: { zh: '结对', en: 'pairing' },
  job: { zh: '后台任务', en: 'background job' },
  file: { zh: '文件', en: 'file' },
  delivery: { zh: '内部投递', en: 'delivery' },
  screen: { zh: '大屏', en: 'big screen' },
};

/** What the details of a row are called; a later capability's own key is shown as it is until it is named here. */
export const factTexts: Readonly<Record<string, Text>> = {
  reason: { zh: '原因', en: 'Reason' },
  role: { zh: '角色', en: 'Role' },
  areaCode: { zh: '辖区代码', en: 'Area code' },
  relation: { zh: '所属', en: 'Belongs to' },
  validFrom: { zh: '从', en: 'From' },
  validTo: { zh: '到', en: 'Until' },
  until: { zh: '直到', en: 'Until' },
  login: { zh: '登录名', en: 'Login' },
  name: { zh: '姓名', en: 'Name' },
  fields: { zh: '改了哪些', en: 'Changed' },
  phone: { zh: '手机', en: 'Mobile' },
  language: { zh: '语言', en: 'Language' },
  problem: { zh: '没准的原因', en: 'Refused because' },
  code: { zh: '用了动态码', en: 'With a code' },
  recoveryCode: { zh: '用了备用码', en: 'With a recovery code' },
  session: { zh: '登录编号', en: 'Session' },
  sessions: { zh: '随之结束的登录', en: 'Sessions ended' },
  ended: { zh: '结束的登录', en: 'Sessions ended' },
  codesToo: { zh: '动态码一起停用', en: 'Codes switched off too' },
  moved: { zh: '移交了几件', en: 'Handed over' },
  disabled: { zh: '同时停用', en: 'Disabled too' },
  rows: { zh: '行数', en: 'Rows' },
  bad: { zh: '退回的行', en: 'Rows sent back' },
  made: { zh: '开了几个', en: 'Made' },
  refused: { zh: '退回几个', en: 'Sent back' },
  filter: { zh: '筛选', en: 'Filter' },
  watermark: { zh: '水印码', en: 'Watermark' },
  minutes: { zh: '分钟', en: 'Minutes' },
  page: { zh: '页面', en: 'Page' },
  read: { zh: '读了几条', en: 'Read' },
  was: { zh: '原来', en: 'Before' },
  now: { zh: '现在', en: 'After' },
  idleMinutes: { zh: '闲置分钟', en: 'Minutes idle' },
  absoluteHours: { zh: '最长小时', en: 'Hours at most' },
  codeRoles: { zh: '必须用动态码的角色', en: 'Roles that must use codes' },
  command: { zh: '命令行', en: 'Command line' },
  device: { zh: '设备', en: 'Device' },
  count: { zh: '个数', en: 'Count' },
  title: { zh: '标题', en: 'Title' },
  side: { zh: '看哪一边', en: 'Side' },
  expires: { zh: '有效到', en: 'Until' },
};

/** Why something was refused, by the problem's code. */
export const refusalTexts: Readonly<Record<string, Text>> = {
  'platform.forbidden': { zh: '没有这个权限', en: 'no such permission' },
  'platform.notFound': { zh: '不在辖区，或者没有这条记录', en: 'outside the area, or no such record' },
  'platform.invalid': { zh: '填写不合规则', en: 'not filled in as required' },
  'platform.changed': { zh: '别处先改过', en: 'changed elsewhere first' },
  'access.wrongPassword': { zh: '密码不对', en: 'wrong password' },
  'access.wrongCode': { zh: '动态码不对', en: 'wrong code' },
  'access.codeNeeded': { zh: '还差动态码', en: 'code still missing' },
  'access.locked': { zh: '登录名锁着', en: 'login locked' },
  'access.stepUpNeeded': { zh: '还没有再确认是本人', en: 'not yet confirmed to be this person' },
  'access.mayNotGrant': { zh: '不能授予这个角色', en: 'may not grant this role' },
  'access.notYourself': { zh: '不能对自己办', en: 'not for oneself' },
  'access.viewAsRefused': { zh: '不能用这个账号的视角', en: 'may not look through these eyes' },
};
