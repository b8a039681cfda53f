// How marks are called. Apart from the contract, so that the phone takes words along and no parser.
import type { Text } from '#standards/text.ts';
import type { ShareStanding } from './rulesAttendance.ts';
import type { How, Says } from './rulesRoll.ts';

export const markTexts: Record<Says, Text> = {
  present: { zh: '到', en: 'Present' },
  late: { zh: '迟到', en: 'Late' },
  leftEarly: { zh: '早退', en: 'Left early' },
  absent: { zh: '缺课', en: 'Absent' },
  excused: { zh: '请假', en: 'Excused' },
  nothing: { zh: '没有记', en: 'No mark' },
};
export const howTexts: Record<How, Text> = {
  code: { zh: '本人扫码', en: 'Scanned by the trainee' },
  list: { zh: '名单点名', en: 'Called from the list' },
  offline: { zh: '手机离线点名', en: 'Called offline on a phone' },
  desk: { zh: '更正', en: 'Corrected' },
  sheet: { zh: '签到表', en: 'Sheet' },
  remote: { zh: '远程课', en: 'Remote lesson' },
};
export const reachingTexts: Record<ShareStanding, Text> = {
  reached: { zh: '已达到', en: 'Reached' },
  open: { zh: '还能达到', en: 'Can be reached' },
  lost: { zh: '达不到了', en: 'Out of reach' },
  none: { zh: '没有标准', en: 'No standard' },
};
