// Making a report in the background: counted as known at one instant, then drawn file by file. Killed at any moment it goes on where it was, at the same instant.
import { sql } from 'kysely';
import { logExport, newWatermark, sendNotice } from '#capabilities/access/server/service.ts';
import { fillText, Problem } from '#platform/problem.ts';
import type { Actor } from '#platform/server/actor.ts';
import { addFile, type FilePurpose, storeContent } from '#platform/server/files.ts';
import { defineJob, type JobContext } from '#platform/server/jobs.ts';
import type { ReportContent } from '../../contractReportShapes.ts';
import { type Format, MAKE, REPORT_FILE } from '../../contractReports.ts';
import { makeContent } from './compute.ts';
import { drawInThread } from './drawThread.ts';
import { areaName } from './plan.ts';
import { getForm, getReport, type ReportRow } from './store.ts';

export const reportPurpose: FilePurpose = {
  name: REPORT_FILE,
  summary: { zh: '做好的报表', en: 'Reports that were made' },
  limit: 48 * 1024 * 1024,
  types: ['xlsx', 'pdf', 'text'],
  // held by no role: made here, never handed in. Nobody but their maker reads them
  can: 'indicators.reportFile',
};
interface Place {
  /** What “now” is. */
  readonly knownAt: string | null;
  readonly counted: boolean;
  readonly files: readonly Format[];
}
const START: Place = { knownAt: null, counted: false, files: [] };
/** A run is not cleared away while its report is made. */
const HELD_HOURS = 2;
const note = (zh: string, en: string) => ({ zh, en });

const count = async (context: JobContext<Place>, report: ReportRow, actor: Actor, place: Place): Promise<ReportContent> => {
  const { services } = context;
  const { form } = await services.store.transact({ role: 'system', readOnly: true }, (db) =>
    getForm(db, actor, report.form, report.formVersion),
  );
  const files = report.formats.length;
  const content = await makeContent({
    services,
    actor,
    account: report.accountId,
    form,
    most: 'file',
    ask: { period: report.period, side: report.side, area: report.area, basis: report.basis, knownAt: report.knownAt ?? undefined },
    holdHours: HELD_HOURS,
    now: place.knownAt ?? undefined,
    onInstant: (knownAt) => context.step(async () => undefined, { checkpoint: { ...place, knownAt } }),
    tick: (done, total, text) => context.step(async () => undefined, { progress: { done, total: total + files, note: text } }),
  });
  await context.stepAsOwner(
    MAKE,
    async (db) => void (await sql`update report set content = ${JSON.stringify(content)}::jsonb where id = ${report.id}::uuid`.execute(db)),
    () => ({ checkpoint: { ...place, counted: true } }),
  );
  return content;
};

const draw = async (
  context: JobContext<Place>,
  report: ReportRow,
  content: ReportContent,
  format: Format,
  at: { readonly place: Place; readonly done: number; readonly total: number },
): Promise<Place> => {
  const { services } = context;
  const now = services.clock.now();
  const owner = await context.stepAsOwner(
    MAKE,
    async (_db, who) => who,
    () => ({ progress: { done: at.done, total: at.total, note: note(`正在写 ${format}`, `Writing ${format}`) } }),
  );
  const mark = newWatermark(owner, now);
  const file = await drawInThread(format, content, {
    lang: report.lang,
    by: `${owner.name}（${owner.login}）`,
    at: now,
    mark,
    demonstration: services.config.demonstration,
    version: services.config.version,
  });
  const name = `${content.title[report.lang]}-${content.unit[report.lang]}-${report.period.replace('..', '至')}.${format}`;
  const stored = await storeContent(services, file, name, REPORT_FILE);
  const next: Place = { ...at.place, counted: true, files: [...at.place.files, format] };
  await context.stepAsOwner(
    MAKE,
    async (db, who) => {
      const row = await addFile(db, services.keys, stored, who.accountId);
      await sql`insert into report_file (report_id, format, file_id, watermark) values (${report.id}::uuid, ${format}, ${row.id}::uuid, ${mark.code})`.execute(
        db,
      );
      await logExport(db, who, {
        what: 'indicators.report',
        rows: content.rows.length,
        filter: `${content.title.zh}，${content.period.words.zh}，${areaName(report.area).zh}，${format}，第 ${report.formVersion} 版样，${content.columns.length} 栏`,
        full: false,
        areaCode: report.area,
        watermark: mark.code,
        content: file,
      });
    },
    () => ({ checkpoint: next, progress: { done: at.done + 1, total: at.total } }),
  );
  return next;
};

export const makeReport = defineJob<{ reportId: string }, Place>({
  kind: 'indicators.makeReport',
  summary: { zh: '做报表', en: 'Make a report' },
  subject: ({ reportId }) => ({ kind: 'report', id: reportId }),
  async run(context, { reportId }) {
    const place = context.checkpoint ?? START;
    const [report, actor] = await context.stepAsOwner(MAKE, async (db, who) => [await getReport(db, reportId), who] as const);
    // killed between its last step and its end
    if (report.made) return { reportId, files: report.formats.length };
    const words = { title: report.title.zh, titleEn: report.title.en || report.title.zh, period: report.period };
    const link = `/figures/reports/${reportId}`;
    try {
      const content = (place.counted ? report.content : null) ?? (await count(context, report, actor, place));
      const total = content.columns.length + report.formats.length;
      let at: Place = { ...place, counted: true };
      for (const format of report.formats.filter((f) => !place.files.includes(f)))
        at = await draw(context, report, content, format, { place: at, done: content.columns.length + at.files.length, total });
      await context.step(async (db) => {
        await sql`update report set made = clock_timestamp() where id = ${reportId}::uuid`.execute(db);
        if (report.scheduleId)
          await sendNotice(db, { to: { account: report.accountId }, kind: 'indicators.reportMade', params: words, link });
      });
      return { reportId, files: report.formats.length };
    } catch (error) {
      if (error instanceof Problem && report.scheduleId) {
        const why = fillText(error.type.text, error.details);
        await context.step((db) =>
          sendNotice(db, {
            to: { account: report.accountId },
            kind: 'indicators.reportFailed',
            params: { ...words, why: why.zh, whyEn: why.en },
            link,
          }),
        );
      }
      throw error;
    }
  },
});
