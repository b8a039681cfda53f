// Days of the week for a timetable; calendar days only, no zone.
const DAY = 86_400_000;
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
export const addDays = (day: string, n: number): string => new Date(at(day) + n * DAY).toISOString().slice(0, 10);
/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (day: string): number => ((new Date(at(day)).getUTCDay() + 6) % 7) + 1;
export const mondayOf = (day: string): string => addDays(day, 1 - weekdayOf(day));

const ZH = ['一', '二', '三', '四', '五', '六', '日'];
const EN = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
export const weekdayName = (n: number, lang: 'zh' | 'en'): string => (lang === 'zh' ? `周${ZH[n - 1]}` : EN[n - 1]!);
export const weekdayText = (day: string, lang: 'zh' | 'en'): string => weekdayName(weekdayOf(day), lang);
