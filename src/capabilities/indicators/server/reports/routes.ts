// Reports as endpoints.
import { sql } from 'kysely';
import { logExport, newWatermark } from '#capabilities/access/server/service.ts';
import { JobState, Progress } from '#platform/jobsContract.ts';
import { notFound } from '#platform/problem.ts';
import { readContent } from '#platform/server/files.ts';
import { type Before, type Call, handle, handleFile, type Route } from '#platform/server/http.ts';
import { type AnyJobKind, startJob } from '#platform/server/jobs.ts';
import { newId } from '#platform/server/newId.ts';
import { pageOf } from '#platform/server/paging.ts';
import type { Recurring } from '#platform/server/recurring.ts';
import { XLSX } from '#platform/server/sheetFile.ts';
import type { Text } from '#standards/text.ts';
import { reportsToday, reportsWait, reportUnderWay } from '../../contractReportProblems.ts';
import {
  deleteReport,
  type Format,
  listReports,
  previewReport,
  type ReportLine,
  readReport,
  startReport,
  takeReport,
} from '../../contractReports.ts';
import { checkInstant } from '../question.ts';
import { askedForm, sureOf } from './asked.ts';
import { clearReports } from './clearJob.ts';
import { makeContent } from './compute.ts';
import { formRoutes } from './formRoutes.ts';
import { makeReport } from './makeJob.ts';
import { areaName } from './plan.ts';
import { publicityRoute } from './publicity.ts';
import { makeDue, scheduleRoutes } from './schedules.ts';
import { refuseOthers } from './stillTheirs.ts';
import { getReport, insertReport, noteJob, REPORT_COLUMNS, type ReportRow } from './store.ts';

/** ○ Reports of one account that may be under way at once, and that it may ask for in 24 hours. */
const UNDER_WAY = 4;
const A_DAY = 100;
const MIME: Readonly<Record<Format, string>> = {
  xlsx: XLSX,
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
  // not application/json: it is a file to keep, not an answer to read
  json: 'application/octet-stream',
};

interface Job {
  readonly id: string;
  readonly state: string;
  readonly progress: unknown;
  readonly error: { readonly text: Text } | null;
}
interface FileOf {
  readonly reportId: string;
  readonly format: Format;
  readonly size: number;
  readonly watermark: string;
}
const tellReports = async ({ db }: Pick<Call, 'db'>, rows: readonly (ReportRow & { frozen: boolean | null })[]): Promise<ReportLine[]> => {
  const ids = rows.map((r) => r.id);
  const jobs =
    await sql<Job>`select id, state, progress, error from job where id = any (${rows.flatMap((r) => r.jobId ?? [])}::uuid[])`.execute(db);
  const files =
    await sql<FileOf>`select x.report_id, x.format, f.size::int as size, x.watermark from report_file x join file f on f.id = x.file_id
    where x.report_id = any (${ids}::uuid[]) order by array_position(array['xlsx', 'pdf', 'csv', 'json'], x.format)`.execute(db);
  return rows.map((r) => {
    const job = jobs.rows.find((j) => j.id === r.jobId);
    const state = JobState.safeParse(job?.state).data;
    const under = state === 'queued' || state === 'running';
    return {
      id: r.id,
      title: r.title,
      form: r.form,
      formVersion: r.formVersion,
      period: r.period,
      side: r.side,
      area: r.area,
      areaName: areaName(r.area),
      lang: r.lang,
      asked: r.asked,
      made: r.made,
      scheduled: r.scheduleId !== null,
      state: r.made ? 'made' : state === undefined || state === 'done' ? 'failed' : state,
      frozen: r.frozen ?? false,
      jobId: job?.id ?? null,
      progress: under ? Progress.parse(job!.progress) : null,
      error: r.made ? null : (job?.error?.text ?? null),
      files: r.made ? files.rows.filter((f) => f.reportId === r.id).map(({ reportId: _, ...f }) => f) : [],
    };
  });
};

const one = async (call: Call, id: string) => {
  const report = await getReport(call.db, id);
  if (report.accountId !== call.actor.accountId) throw notFound();
  const [line] = await tellReports(call, [{ ...report, frozen: Boolean(report.content?.seal) }]);
  return { report, line: line! };
};

/** Before the request's own transaction: it is theirs, and so is still every number in it. */
const theirReport = async ({ services, actor }: Pick<Before, 'services' | 'actor'>, id: string): Promise<ReportRow> => {
  const report = await services.store.transact({ role: 'system', readOnly: true }, (db) => getReport(db, id));
  if (report.accountId !== actor.accountId) throw notFound();
  if (report.made && report.content) await refuseOthers(services, actor, report.content);
  return report;
};

export const reportRoutes: readonly Route[] = [
  ...formRoutes,
  ...scheduleRoutes,
  publicityRoute,
  handleFile(
    previewReport,
    ({ services, actor }, { form, ...ask }) => makeContent({ services, actor, account: actor.accountId, form, ask, most: 'preview' }),
    async (_call, _input, content) => content,
  ),
  handleFile(
    startReport,
    async (before, input) => {
      const row = await askedForm(before, input.form, input.version);
      const knownAt = await checkInstant(before.services, input.knownAt);
      await sureOf(before, row, input);
      return { knownAt, version: row.version, title: row.form.title };
    },
    async (call, input, { knownAt, version, title }) => {
      // one after the other: of several at once each would count the same
      await sql`select pg_advisory_xact_lock(7300495, hashtext(${call.actor.accountId}))`.execute(call.db);
      const { rows } = await sql<{ under: number; day: number }>`select
        (select count(*)::int from report r join job j on j.id = r.job_id
          where r.account_id = ${call.actor.accountId}::uuid and r.made is null and j.state in ('queued', 'running')) as under,
        (select count(*)::int from report r where r.account_id = ${call.actor.accountId}::uuid and r.schedule_id is null
          and r.asked > clock_timestamp() - interval '24 hours') as day`.execute(call.db);
      const { under, day } = rows[0]!;
      if (under >= UNDER_WAY) throw reportsWait({ n: under });
      if (day >= A_DAY) throw reportsToday({ n: day, limit: A_DAY });
      const id = newId();
      const { period, side, area, basis, lang, formats } = input;
      await insertReport(call.db, {
        ...{
          id,
          accountId: call.actor.accountId!,
          form: input.form,
          formVersion: version,
          period,
          side,
          area,
          lang,
          basis,
          knownAt,
          title,
        },
        formats: [...new Set(formats)],
        scheduleId: null,
      });
      const jobId = await startJob(call, makeReport, { reportId: id }, { area });
      await noteJob(call.db, id, jobId);
      call.note({ subject: { kind: 'report', id }, area, details: { form: input.form, version, period, side, formats } });
      return { id, jobId };
    },
  ),
  handle(listReports, async (call, { cursor, size }) => {
    const query = call.db
      .selectFrom('report')
      .select(['report.id', 'report.asked'])
      .where('report.accountId', '=', call.actor.accountId)
      .where('report.deleted', 'is', null);
    const found = await pageOf(call.services.keys, query, {
      list: listReports.id,
      sort: {
        by: [
          { column: 'report.asked', key: 'asked' },
          { column: 'report.id', key: 'id' },
        ],
        descending: true,
      },
      cursor,
      size,
    });
    const { rows } = await sql<
      ReportRow & { frozen: boolean | null }
    >`select ${REPORT_COLUMNS}, jsonb_typeof(r.content -> 'seal') = 'array' as frozen
      from report r where r.id = any (${found.items.map((i) => i.id)}::uuid[]) order by r.asked desc, r.id desc`.execute(call.db);
    const { rows: total } = await sql<{
      n: number;
    }>`select count(*)::int as n from report where account_id = ${call.actor.accountId}::uuid and deleted is null`.execute(call.db);
    return { items: await tellReports(call, rows), total: total[0]!.n, next: found.next, previous: found.previous };
  }),
  handleFile(
    readReport,
    async (before, { id }) => void (await theirReport(before, id)),
    async (call, { id }) => {
      const { report, line } = await one(call, id);
      return { ...line, content: report.made ? report.content : null };
    },
  ),
  handleFile(
    takeReport,
    async (before, { id, format }) => {
      const report = await theirReport(before, id);
      const { services } = before;
      const found = await services.store.transact({ role: 'system', readOnly: true }, (db) =>
        sql<{
          hash: string;
          name: Buffer;
          watermark: string;
        }>`select f.hash, f.name, x.watermark from report_file x join file f on f.id = x.file_id
          where x.report_id = ${id}::uuid and x.format = ${format}`.execute(db),
      );
      const file = report.made ? found.rows[0] : undefined;
      if (!file) throw notFound();
      return { ...file, content: await readContent(services, file.hash) };
    },
    async (call, { id, format }, file) => {
      const { report, line } = await one(call, id);
      const { services } = call;
      await logExport(call.db, call.actor, {
        what: 'indicators.reportTaken',
        rows: report.content?.rows.length ?? 0,
        filter: `${report.title.zh}，${report.period}，${areaName(report.area).zh}，${format}`,
        full: false,
        areaCode: report.area,
        // the file bears its own; each time that it is taken is told apart
        watermark: `${file.watermark}-${newWatermark(call.actor, services.clock.now()).code.slice(0, 6)}`,
        content: file.content,
      });
      call.note({ subject: { kind: 'report', id }, area: line.area, details: { format } });
      return { name: services.keys.open(file.name).replace(/\.[a-z]+$/, `.${format}`), type: MIME[format], content: file.content };
    },
  ),
  handle(deleteReport, async (call, { id }) => {
    const { report, line } = await one(call, id);
    if (line.state === 'queued' || line.state === 'running') throw reportUnderWay();
    await sql`delete from report_file where report_id = ${id}::uuid`.execute(call.db);
    await sql`update report set deleted = clock_timestamp(), content = null where id = ${id}::uuid`.execute(call.db);
    call.note({
      subject: { kind: 'report', id },
      area: report.area,
      details: { title: report.title.zh, period: report.period, formats: line.files.map((f) => f.format) },
    });
    return { id };
  }),
];
export const reportJobs: readonly AnyJobKind[] = [makeReport];
export const reportRecurring: readonly Recurring[] = [
  { name: 'indicators.reportsDue', at: '06:10', job: makeDue },
  { name: 'indicators.clearReports', at: '03:50', job: clearReports },
];
