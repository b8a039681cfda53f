// Words and rights of the roll call 签到. Part of contract.ts.
import { z } from 'zod';
import type { Permissions } from '#capabilities/access/rules.ts';
import type { Text } from '#standards/text.ts';
import { ATTENDANCE } from './names.ts';
import { HOWS, MARKS } from './rulesRoll.ts';

export { ATTENDANCE };

export const Mark = z.enum(MARKS);
export const Says = z.enum([...MARKS, 'nothing']);
export const How = z.enum(HOWS);

export { howTexts, markTexts, reachingTexts } from './rulesRollTexts.ts';

// Permissions -----------------------------------------------------------------------------------------------------------------------

export const ROLL = 'training.roll';
export const SCAN = 'training.scan';
export const EXPORT_ATTENDANCE = 'training.exportAttendance';
export const rollPermissions = {
  [ROLL]: {
    text: { zh: '点名、开点名屏、更正签到', en: 'Call the roll, open the roll-call screen, correct marks' },
    roles: ['school', 'county_bureau', 'township_cadre'],
  },
  [SCAN]: { text: { zh: '本人扫码签到', en: 'Sign in to a lesson oneself' }, roles: ['worker'] },
  [ATTENDANCE]: {
    text: { zh: '查看签到', en: 'Look at attendance' },
    roles: ['school', 'village_cadre', 'township_cadre', 'county_bureau', 'steering', 'auditor'],
  },
  [EXPORT_ATTENDANCE]: {
    text: { zh: '导出签到表', en: 'Export attendance' },
    roles: ['school', 'county_bureau', 'township_cadre', 'steering'],
  },
} as const satisfies Permissions;

export const rollAuditTexts = {
  'training.openRoll': { zh: '开点名屏', en: 'Opened the roll-call screen of a lesson' },
  'training.closeRoll': { zh: '关点名屏', en: 'Closed the roll-call screen of a lesson' },
  'training.syncMarks': { zh: '点名', en: 'Called the roll' },
  'training.scanCode': { zh: '扫码签到', en: 'Signed in to a lesson by code' },
  'training.correctMark': { zh: '更正签到', en: 'Corrected a mark of the roll call' },
  'training.addLessonPhoto': { zh: '加课堂照片', en: 'Added a photograph to a lesson' },
  'training.removeLessonPhoto': { zh: '收回课堂照片', en: 'Took a photograph of a lesson back' },
  'training.exportAttendance': { zh: '导出签到表', en: 'Exported attendance' },
} as const satisfies Record<string, Text>;
export const rollExportTexts = { 'training.attendance': { zh: '签到表', en: 'Attendance' } } as const satisfies Record<string, Text>;
