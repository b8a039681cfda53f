// Attendance taken out, filled in, handed in again, taken back.
import { randomUUID } from 'node:crypto';
import exceljs from 'exceljs';
import { expect, test } from 'vitest';
import { sessionFor } from '#capabilities/access/testing/people.ts';
import { commitBatch, listBatchRows, undoBatch } from '#capabilities/rosters/contract.ts';
import { engineApp } from '#capabilities/rosters/testing/engineApp.ts';
import { testClock } from '#platform/testing/testServices.ts';
import { sheets, sheetsModule } from '../../sheets.ts';
import { exportAttendance, readAttendance, readMark, syncMarks } from './contractRoll.ts';
import { attendanceApplier } from './server/rollcall/attendanceApplier.ts';
import { madeClass } from './testing/roll.ts';

const at = (hhmm: string, day = '2026-05-06'): number => Date.parse(`${day}T${hhmm}:00+08:00`);

test('a filled-in sheet is previewed, written and taken back; what phones said stays beside it', async () => {
  const clock = testClock(new Date(at('18:00')).toISOString());
  const world = await engineApp({ sheets, sheetsModule, appliers: [attendanceApplier] }, { clock });
  const made = await madeClass(world.services, { from: '2026-05-05', lessons: 3, people: 3 });
  const school = await world.as('培训学校');
  const [first, second, third] = made.people;
  const lesson = made.lessons[1]!;
  await school(syncMarks, {
    sentAt: at('18:00'),
    items: [{ id: randomUUID(), lessonId: lesson.id, workerId: first!.id, says: 'absent', at: at('09:10') }],
  });

  await expect(school(exportAttendance, { id: made.id })).rejects.toMatchObject({ code: 'access.stepUpNeeded' });
  const fresh = await sessionFor(world.app, world.services, school.account, true);
  const file = (await fresh(exportAttendance, { id: made.id, from: '2026-05-06', to: '2026-05-07' })) as unknown as Uint8Array;
  const book = new exceljs.Workbook();
  await book.xlsx.load(Buffer.from(file) as never);
  const sheet = book.worksheets[0]!;
  const heads = Array.from(sheet.getRow(1).values as unknown[], (v) => String(v ?? ''));
  const rowsOf = () => {
    const out: exceljs.Row[] = [];
    sheet.eachRow((row, n) => {
      if (n > 1) out.push(row);
    });
    return out;
  };
  const headAt = (word: string): number => heads.findIndex((h) => h.replace('*', '').startsWith(word));
  const columnOf = {
    mark: heads.findIndex((h) => /^签到(?!编号)/.test(h)),
    missed: headAt('缺了多少分钟'),
    name: headAt('姓名'),
    day: headAt('上课日期'),
  };
  expect(Math.min(...Object.values(columnOf)), heads.join('|')).toBeGreaterThan(0);
  const rows = rowsOf();
  expect(rows).toHaveLength(6);
  const row = (name: string, day: string) =>
    rows.find((r) => r.getCell(columnOf.name).text === name && r.getCell(columnOf.day).text.startsWith(day))!;
  row(first!.name, '2026-05-06').getCell(columnOf.mark).value = '迟到';
  row(first!.name, '2026-05-06').getCell(columnOf.missed).value = 50;
  row(second!.name, '2026-05-06').getCell(columnOf.mark).value = '到';
  // a lesson to come, and a row whose name was sorted alone
  row(second!.name, '2026-05-07').getCell(columnOf.mark).value = '到';
  row(third!.name, '2026-05-06').getCell(columnOf.mark).value = '请假';
  row(third!.name, '2026-05-06').getCell(columnOf.name).value = '欧阳别人';
  const filled = new Uint8Array(await book.xlsx.writeBuffer());

  // a school hands in what is its own; offices take batches back, so the office hands this one in
  expect(await world.hand(school, filled, { name: '学校.xlsx' })).toMatchObject({
    state: 'judged',
    counts: { new: 1, changed: 1, refused: 2 },
  });
  const office = await world.as('平塘县人社局');
  const batch = await world.hand(office, filled, { name: '签到表.xlsx' });
  expect(batch).toMatchObject({ state: 'judged', counts: { new: 1, changed: 1, refused: 2 } });
  const refused = JSON.stringify((await office(listBatchRows, { id: batch.id, tab: 'refused' } as never)).items);
  expect(refused).toContain('最早提前 30 分钟');
  expect(refused).toContain('不是同一个人');
  const marksOf = async () => {
    const a = await school(readAttendance, { id: made.id });
    return a.people.map((p) => p.marks[1]);
  };
  expect(await marksOf()).toEqual(['a', '.', '.']);

  await office(commitBatch, { id: batch.id, version: batch.version });
  await world.settle(office, batch.id);
  expect(await marksOf()).toEqual(['l', 'p', '.']);
  expect((await school(readAttendance, { id: made.id })).people[0]).toMatchObject({ attended: 2, missedHours: 1 });
  const story = await school(readMark, { lessonId: lesson.id, workerId: first!.id });
  expect(story.said.map((s) => [s.says, s.how, s.holds])).toEqual([
    ['late', 'sheet', true],
    ['absent', 'list', false],
  ]);

  const written = await world.settle(office, batch.id);
  await office(undoBatch, { id: batch.id, version: written.version });
  await world.settle(office, batch.id);
  expect(await marksOf()).toEqual(['a', '.', '.']);
  expect((await school(readMark, { lessonId: lesson.id, workerId: first!.id })).said.map((s) => [s.says, s.undone])).toEqual([
    ['late', true],
    ['absent', false],
  ]);
});
