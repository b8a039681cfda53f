import type { RollLesson } from '#capabilities/training/contractRoll.ts';
import type { Mark, Says } from '#capabilities/training/rulesRoll.ts';
import { clockText } from '#capabilities/training/rulesTimetable.ts';
import { t } from '../kit/lang.ts';
import type { Shape } from '../kit/marks.tsx';

export const shapeOf: Record<Mark, Shape> = { present: 'ok', late: 'due', leftEarly: 'due', absent: 'no', excused: 'off' };
/** One or two characters for a button, and the whole word for those who cannot see it. */
export const short: Record<Mark, string> = {
  present: t('到', 'Here'),
  late: t('迟到', 'Late'),
  absent: t('缺课', 'Absent'),
  excused: t('请假', 'Excused'),
  leftEarly: t('早退', 'Left'),
};
export const saidWord = (says: Says): string => (says === 'nothing' ? t('没有记', 'No mark') : short[says]);
export const hours = (l: Pick<RollLesson, 'fromMinute' | 'toMinute'>): string => `${clockText(l.fromMinute)}–${clockText(l.toMinute)}`;
const WEEK = { zh: ['日', '一', '二', '三', '四', '五', '六'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] };
export const dayWord = (day: string, today: string): string => {
  const apart = Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000);
  const week = new Date(`${day}T00:00:00Z`).getUTCDay();
  const date = t(`${Number(day.slice(5, 7))} 月 ${Number(day.slice(8))} 日`, day.slice(5));
  const near = [t('昨天', 'Yesterday'), t('今天', 'Today'), t('明天', 'Tomorrow')][apart + 1];
  return `${near && Math.abs(apart) <= 1 ? `${near} ` : ''}${date} ${t(`星期${WEEK.zh[week]}`, WEEK.en[week]!)}`;
};
