// Reports as endpoints.
import { sql } from 'kysely';
import { JobState, Progress } from '#platform/jobsContract.ts';
import { notFound } from '#platform/problem.ts';
import { readContent } from '#platform/server/files.ts';
import { type Call, handle, handleFile, type Route } from '#platform/server/http.ts';
import { type AnyJobKind, startJob } from '#platform/server/jobs.ts';
import { newId } from '#platform/server/newId.ts';
import { pageOf } from '#platform/server/paging.ts';
import type { Recurring } from '#platform/server/recurring.ts';
import { XLSX } from '#platform/server/sheetFile.ts';
import type { Text } from '#standards/text.ts';
import { reportsWait } from '../../contractReportProblems.ts';
import { type Format, listReports, previewReport, type ReportLine, readReport, startReport, takeReport } from '../../contractReports.ts';
import { checkInstant } from '../question.ts';
import { askedForm, sureOf } from './asked.ts';
import { makeContent } from './compute.ts';
import { formRoutes } from './formRoutes.ts';
import { makeReport } from './makeJob.ts';
import { areaName } from './plan.ts';
import { publicityRoute } from './publicity.ts';
import { makeDue, scheduleRoutes } from './schedules.ts';
import { getReport, insertReport, noteJob, REPORT_COLUMNS, type ReportRow } from './store.ts';

/** ○ Reports of one account that may be under way at once. */
const UNDER_WAY = 4;
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
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from report r join job j on j.id = r.job_id
        where r.account_id = ${call.actor.accountId}::uuid and r.made is null and j.state in ('queued', 'running')`.execute(call.db);
      if (rows[0]!.n >= UNDER_WAY) throw reportsWait({ n: rows[0]!.n });
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
    const query = call.db.selectFrom('report').select(['report.id', 'report.asked']).where('report.accountId', '=', call.actor.accountId);
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
    }>`select count(*)::int as n from report where account_id = ${call.actor.accountId}::uuid`.execute(call.db);
    return { items: await tellReports(call, rows), total: total[0]!.n, next: found.next, previous: found.previous };
  }),
  handle(readReport, async (call, { id }) => {
    const { report, line } = await one(call, id);
    return { ...line, content: report.made ? report.content : null };
  }),
  handle(takeReport, async (call, { id, format }) => {
    const { line } = await one(call, id);
    const { rows } = await sql<{ hash: string; name: Buffer }>`select f.hash, f.name from report_file x join file f on f.id = x.file_id
      where x.report_id = ${id}::uuid and x.format = ${format}`.execute(call.db);
    const file = line.made ? rows[0] : undefined;
    if (!file) throw notFound();
    call.note({ subject: { kind: 'report', id }, area: line.area, details: { format } });
    const { services } = call;
    return {
      name: services.keys.open(file.name).replace(/\.[a-z]+$/, `.${format}`),
      type: MIME[format],
      content: () => readContent(services, file.hash),
    };
  }),
];
export const reportJobs: readonly AnyJobKind[] = [makeReport];
export const reportRecurring: readonly Recurring[] = [{ name: 'indicators.reportsDue', at: '06:10', job: makeDue }];
