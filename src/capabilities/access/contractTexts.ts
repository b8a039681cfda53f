// Words of the records: what the audit calls each deed, what notices say, what exports are called.
import type { Text } from '#standards/text.ts';

export const auditTexts = {
  'access.signIn': { zh: '登录', en: 'Signed in' },
  'access.signOut': { zh: '退出登录', en: 'Signed out' },
  'access.stepUp': { zh: '再次确认本人', en: 'Confirmed identity' },
  'access.editMe': { zh: '改本人资料', en: 'Edited own profile' },
  'access.changePassword': { zh: '改密码', en: 'Changed password' },
  'access.beginCodes': { zh: '开始启用动态码', en: 'Began to switch on codes' },
  'access.confirmCodes': { zh: '启用动态码', en: 'Switched on codes' },
  'access.renewRecoveryCodes': { zh: '换备用码', en: 'Renewed recovery codes' },
  'access.switchOffCodes': { zh: '停用动态码', en: 'Switched off codes' },
  'access.endMySession': { zh: '结束本人一处登录', en: 'Ended one own session' },
  'access.endMyOtherSessions': { zh: '结束本人其他登录', en: 'Ended own other sessions' },
  'access.createAccount': { zh: '开账号', en: 'Created an account' },
  'access.editAccount': { zh: '改账号资料', en: 'Edited an account' },
  'access.grantRole': { zh: '授予角色', en: 'Granted a role' },
  'access.endRole': { zh: '收回角色', en: 'Took back a role' },
  'access.resetPassword': { zh: '重置密码', en: 'Reset a password' },
  'access.unlockAccount': { zh: '解锁账号', en: 'Unlocked an account' },
  'access.disableAccount': { zh: '停用账号', en: 'Disabled an account' },
  'access.enableAccount': { zh: '恢复账号', en: 'Enabled an account' },
  'access.handOverAccount': { zh: '移交在办工作', en: 'Handed over open work' },
  'access.endAccountSessions': { zh: '结束账号的全部登录', en: 'Ended all sessions of an account' },
  'access.previewAccountSheet': { zh: '批量开账号：预览', en: 'Accounts by sheet: preview' },
  'access.commitAccountSheet': { zh: '批量开账号：提交', en: 'Accounts by sheet: commit' },
  'access.beginViewAs': { zh: '以他人视角查看', en: 'Looked through another’s eyes' },
  'access.endViewAs': { zh: '结束视角查看', en: 'Stopped looking through another’s eyes' },
  'access.takeOverride': { zh: '临时查看', en: 'Took a temporary look' },
  'access.endOverride': { zh: '结束临时查看', en: 'Ended a temporary look' },
  'access.exportAudit': { zh: '导出操作记录', en: 'Exported the audit' },
  'access.saveSecurity': { zh: '改登录与会话的设置', en: 'Changed settings of sign-in' },
  'access.readNotice': { zh: '读消息', en: 'Read a notice' },
  'access.readAllNotices': { zh: '消息全部已读', en: 'Marked all notices as read' },
  'access.createSavedView': { zh: '存常用视图', en: 'Saved a view' },
  'access.editSavedView': { zh: '改常用视图', en: 'Edited a saved view' },
  'access.deleteSavedView': { zh: '删常用视图', en: 'Deleted a saved view' },
  'access.orderSavedViews': { zh: '排常用视图', en: 'Ordered saved views' },
  'access.commandLine': { zh: '在服务器命令行管理账号', en: 'Managed accounts on the server’s command line' },
} as const satisfies Record<string, Text>;

/** The platform knows no audit page; access speaks for it. */
export const platformAuditTexts = {
  'platform.endJob': { zh: '后台任务结束', en: 'A background job ended' },
  'platform.cancelJob': { zh: '取消任务', en: 'Cancelled a job' },
  'platform.uploadFile': { zh: '上传文件', en: 'Uploaded a file' },
  'platform.downloadFile': { zh: '下载文件', en: 'Downloaded a file' },
  'platform.retryDelivery': { zh: '重新投递', en: 'Retried a delivery' },
} as const satisfies Record<string, Text>;

export const noticeTexts = {
  'access.passwordReset': {
    zh: '{by}重置了您的密码。如果您没有请人重置，请告诉安全管理员',
    en: '{by} reset your password. If you had not asked for it, tell the security administrator',
  },
  'access.handedOver': { zh: '{from}的 {count} 件在办工作移交给了您', en: '{count} pieces of open work of {from} were handed over to you' },
  'access.overrideTaken': {
    zh: '{name}（{login}）临时查看{area}，{minutes} 分钟。原因：{reason}',
    en: '{name} ({login}) took a temporary look at {area} for {minutes} minutes. Reason: {reason}',
  },
  'access.scopeDiffered': {
    zh: '夜间核对可见范围（{prefix}）：少 {missing} 条、多 {surplus} 条、日期不符 {different} 条，已按事实改正。请告诉开发人员',
    en: 'Nightly check of scope ({prefix}): {missing} missing, {surplus} surplus, {different} with other days; mended after the facts. Tell the developers',
  },
  'access.viewedAs': { zh: '{name}以您的视角查看过。原因：{reason}', en: '{name} looked through your eyes. Reason: {reason}' },
} as const satisfies Record<string, Text>;

export const exportTexts = {
  'access.audit': { zh: '操作记录', en: 'Audit' },
} as const satisfies Record<string, Text>;
