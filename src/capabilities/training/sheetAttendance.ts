// 签到表: taken out with one row a trainee and lesson, filled in, handed in again.
import type { CheckedSheet, CodeList, FieldDeclaration, Finding } from '#capabilities/rosters/rules.ts';
import type { Text } from '#standards/text.ts';
import { markTexts } from './rulesRollTexts.ts';

export const ATTENDANCE_SHEET = 'training.attendance';

const text = (max: number) => ({ type: 'text', max }) as const;
const told = (id: string, zh: string, en: string, shapes: FieldDeclaration['shapes'] = ['text']): FieldDeclaration => ({
  id,
  text: { zh, en },
  aliases: [zh],
  type: text(200),
  shapes,
  readOnly: true,
});
const marks: CodeList = {
  id: 'attendanceMark',
  items: [
    { code: 'present', words: [markTexts.present.zh, '出勤', '到课', '已到', '√', '✓'] },
    { code: 'late', words: [markTexts.late.zh] },
    { code: 'leftEarly', words: [markTexts.leftEarly.zh] },
    { code: 'absent', words: [markTexts.absent.zh, '缺勤', '旷课', '未到', '×'] },
    { code: 'excused', words: [markTexts.excused.zh, '事假', '病假'] },
  ],
};
const fields: readonly FieldDeclaration[] = [
  {
    id: 'markId',
    text: { zh: '签到编号', en: 'number of the mark' },
    aliases: ['签到编号'],
    type: text(80),
    shapes: ['text'],
    key: 'markId',
    exact: true,
  },
  told('lessonDay', '上课日期', 'day', ['date', 'serial', 'text']),
  told('lessonTime', '上课时间', 'time', ['text']),
  told('lessonNumber', '第几次课', 'lesson', ['number', 'smallInteger', 'text']),
  told('module', '模块', 'module', ['text', 'name']),
  told('seat', '学号', 'seat', ['number', 'smallInteger', 'text']),
  { id: 'name', text: { zh: '姓名', en: 'name' }, aliases: ['姓名', '学员'], type: text(60), shapes: ['name', 'text'] },
  told('now', '现在的签到', 'mark so far', ['text', 'name']),
  {
    id: 'mark',
    text: { zh: '签到', en: 'mark' },
    aliases: ['签到', '签到结果', '出勤情况', '考勤'],
    type: { type: 'codes', list: marks, many: false },
    shapes: ['text', 'name'],
  },
  {
    id: 'missed',
    text: { zh: '缺了多少分钟', en: 'minutes missed' },
    aliases: ['缺了多少分钟', '缺课分钟'],
    type: { type: 'count', most: 720 },
    shapes: ['number', 'smallInteger'],
  },
  { id: 'note', text: { zh: '说明', en: 'note' }, aliases: ['说明', '备注'], type: text(200), shapes: ['text'] },
];
const TWICE = (name: Text): Finding => ({
  rule: 'twice',
  severity: 'error',
  fields: ['markId'],
  text: { zh: `与${name.zh}是同一个签到编号`, en: `The same number as in ${name.en}` },
  advice: { zh: '一人一次课只填一行，多的一行删去', en: 'One row a trainee and lesson; delete the other' },
});

export const attendanceSheet: CheckedSheet = {
  id: ATTENDANCE_SHEET,
  text: { zh: '培训班签到表', en: 'Attendance of a class' },
  fields,
  about: ['mark'],
  checks: ({ rowName }) => {
    const first = new Map<unknown, number>();
    return {
      note: (row, { markId }) => {
        const before = first.get(markId);
        if (markId && (before === undefined || row < before)) first.set(markId, row);
      },
      findings: (row, { markId }) => {
        const before = first.get(markId);
        return markId && before !== undefined && before !== row ? [TWICE(rowName(before))] : [];
      },
      report: () => [],
    };
  },
};
