// The attendance of a class as a workbook with drop-downs: one row a trainee and lesson, taken out, filled in with WPS, handed in again (attendanceApplier.ts).
import type { z } from 'zod';
import { logExport, newWatermark } from '#capabilities/access/server/service.ts';
import { makeTemplate } from '#capabilities/rosters/server/service.ts';
import type { DownloadFile } from '#platform/contract.ts';
import { notFound } from '#platform/problem.ts';
import { actorSettings } from '#platform/server/actor.ts';
import { disarmed } from '#platform/server/csv.ts';
import { handleFile, type Route } from '#platform/server/http.ts';
import { XLSX } from '#platform/server/sheetFile.ts';
import { exportAttendance } from '../../contractRoll.ts';
import { tooManyMarks } from '../../contractRollProblems.ts';
import { clockText, type Mark, markTexts } from '../../rules.ts';
import { attendanceSheet } from '../../sheetAttendance.ts';
import { classesNow, coursesOf, lessonsOfClass, tellLesson } from './lessons.ts';
import { markAt, marksOf } from './marks.ts';
import { namesFor, onRollOn, rollOf } from './roster.ts';

/** ○ Sixty people and two hundred lessons; more is taken out by days. */
const ROWS = 12_000;
export const markIdText = (lessonId: string, workerId: string): string => `${lessonId}/${workerId}`;
type Input = z.output<(typeof exportAttendance)['input']>;

export const attendanceBookRoute: Route = handleFile(
  exportAttendance,
  async ({ services, actor }, { id, from, to }: Input) => {
    const today = services.clock.today();
    const read = await services.store.transact({ role: 'app', settings: actorSettings(actor, today), readOnly: true }, async (db) => {
      const of = (await classesNow(db, [id], today)).get(id);
      if (!of) throw notFound();
      const lessons = (await lessonsOfClass(db, id)).filter(
        (l) => l.state === 'planned' && (from === undefined || l.day >= from) && (to === undefined || l.day <= to),
      );
      const course = (await coursesOf(db, [of.versionId])).get(of.versionId ?? '');
      const people = await rollOf(db, [id]);
      const names = await namesFor({ db, actor, today }, people);
      const pairs = lessons.flatMap((l) =>
        people.filter((p) => onRollOn(p, l.day)).map((p) => ({ lessonId: l.id, classId: id, workerId: p.workerId, l, p })),
      );
      if (pairs.length > ROWS) throw tooManyMarks({ count: pairs.length, most: ROWS });
      const marks = await marksOf(db, pairs);
      return {
        of,
        rows: pairs.map(({ l, p, ...pair }) => {
          const mark = markAt(marks, pair);
          return {
            markId: markIdText(l.id, p.workerId),
            lessonDay: l.day,
            lessonTime: `${clockText(l.fromMinute)}–${clockText(l.toMinute)}`,
            lessonNumber: String(l.number),
            module: tellLesson(l, course).moduleTitle,
            seat: p.seat === null ? '' : String(p.seat),
            name: names.get(p.workerId)!,
            now: mark ? `${markTexts[mark.says as Mark].zh}${mark.missed === null ? '' : ` ${mark.missed} 分钟`}` : '',
          };
        }),
      };
    });
    const mark = newWatermark(actor, services.clock.now());
    const content = new Uint8Array(
      await makeTemplate(attendanceSheet, {
        fields: ['seat', 'name', 'lessonDay', 'lessonTime', 'lessonNumber', 'module', 'now', 'mark', 'missed', 'note', 'markId'],
        rows: read.rows,
        sheetName: '签到表',
        mark: `${services.config.demonstration ? '演示数据，人员、单位均为虚构。' : ''}${disarmed(read.of.title)}。${mark.line}。含个人信息，只用于点名，用完删除`,
      }),
    );
    return { content, rows: read.rows.length, watermark: mark.code, title: read.of.title, origin: read.of.originCode };
  },
  async (call, { id, from, to }, { content, rows, watermark, title, origin }): Promise<DownloadFile> => {
    const filter = [from && `from=${from}`, to && `to=${to}`].filter(Boolean).join(' ');
    await logExport(call.db, call.actor, { what: 'training.attendance', rows, filter, full: false, areaCode: origin, watermark, content });
    call.note({ area: origin, subject: { kind: 'class', id }, details: { rows, filter, watermark } });
    return { name: `签到表-${title}-${call.today}.xlsx`, type: XLSX, content };
  },
);
