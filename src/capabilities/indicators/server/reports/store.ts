// Forms, reports and schedules as rows.
import { sql } from 'kysely';
import { notFound } from '#platform/problem.ts';
import type { Actor } from '#platform/server/actor.ts';
import type { Db } from '#platform/server/store.ts';
import type { Text } from '#standards/text.ts';
import type { ReportContent } from '../../contractReportShapes.ts';
import type { Format } from '../../contractReports.ts';
import { shippedForm } from '../../rulesReportShipped.ts';
import type { ReportForm } from '../../rulesReports.ts';

export interface FormRow {
  readonly ref: string;
  readonly version: number;
  readonly form: ReportForm;
  readonly areaCode: string | null;
  readonly savedBy: string | null;
  readonly saved: string | null;
}
/** The offices whose forms somebody shares: areas they hold a role over. */
export const officesOf = (actor: Pick<Actor, 'grants'>): readonly string[] => [...new Set(actor.grants.map((g) => g.areaCode))];

const COLUMNS = sql`f.id as ref, v.version, v.form, f.area_code, v.saved_by, v.saved`;
export const findForms = async (db: Db, actor: Actor): Promise<readonly FormRow[]> =>
  (
    await sql<FormRow>`select distinct on (f.id) ${COLUMNS} from report_form f join report_form_version v on v.form_id = f.id
      where f.retired is null and f.area_code = any (${[...officesOf(actor)]}::text[]) order by f.id, v.version desc`.execute(db)
  ).rows;
const isId = (ref: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(ref);
/** A form of the program, or of one of the actor's offices, in a version or its newest. A retired one is still read: reports were made of it. */
export const findForm = async (
  db: Db,
  actor: Actor,
  ref: string,
  version?: number,
): Promise<(FormRow & { retired: boolean }) | undefined> => {
  const shipped = shippedForm(ref);
  if (shipped)
    return version === undefined || version === shipped.version
      ? { ref, version: shipped.version, form: shipped.form, areaCode: null, savedBy: null, saved: null, retired: false }
      : undefined;
  if (!isId(ref)) return undefined;
  const { rows } = await sql<FormRow & { retired: boolean }>`select ${COLUMNS}, f.retired is not null as retired from report_form f
    join report_form_version v on v.form_id = f.id where f.id = ${ref}::uuid and f.area_code = any (${[...officesOf(actor)]}::text[])
      and ${version === undefined ? sql`true` : sql`v.version = ${version}`} order by v.version desc limit 1`.execute(db);
  return rows[0];
};
export const getForm = async (db: Db, actor: Actor, ref: string, version?: number): Promise<FormRow & { retired: boolean }> => {
  const found = await findForm(db, actor, ref, version);
  if (!found) throw notFound();
  return found;
};

export interface ReportRow {
  readonly id: string;
  readonly accountId: string;
  readonly form: string;
  readonly formVersion: number;
  readonly period: string;
  readonly side: 'origin' | 'host';
  readonly area: string;
  readonly lang: 'zh' | 'en';
  readonly formats: readonly Format[];
  readonly basis: 'auto' | 'live';
  readonly knownAt: string | null;
  readonly title: Text;
  readonly asked: string;
  readonly jobId: string | null;
  readonly scheduleId: string | null;
  readonly made: string | null;
}
export const REPORT_COLUMNS = sql`r.id, r.account_id, r.form, r.form_version, r.period, r.side, r.area, r.lang, r.formats, r.basis, r.known_at, r.title, r.asked, r.job_id,
  r.schedule_id, r.made`;
export type NewReport = Omit<ReportRow, 'asked' | 'jobId' | 'made'>;
export const insertReport = async (db: Db, r: NewReport): Promise<boolean> => {
  const { rows } =
    await sql`insert into report (id, account_id, form, form_version, period, side, area, lang, formats, basis, known_at, title, schedule_id)
    values (${r.id}::uuid, ${r.accountId}::uuid, ${r.form}, ${r.formVersion}, ${r.period}, ${r.side}, ${r.area}, ${r.lang}, ${[...r.formats]}::text[], ${r.basis},
      ${r.knownAt}::timestamptz, ${JSON.stringify(r.title)}::jsonb, ${r.scheduleId}::uuid) on conflict do nothing returning id`.execute(db);
  return rows.length > 0;
};
export const noteJob = async (db: Db, id: string, jobId: string): Promise<void> => {
  await sql`update report set job_id = ${jobId}::uuid where id = ${id}::uuid`.execute(db);
};
export const getReport = async (db: Db, id: string): Promise<ReportRow & { readonly content: ReportContent | null }> => {
  const { rows } = await sql<
    ReportRow & { content: ReportContent | null }
  >`select ${REPORT_COLUMNS}, r.content from report r where r.id = ${id}::uuid and r.deleted is null`.execute(db);
  if (!rows[0]) throw notFound();
  return rows[0];
};

export interface ScheduleRow {
  readonly id: string;
  readonly accountId: string;
  readonly form: string;
  readonly every: 'month' | 'quarter' | 'year';
  readonly onDay: number;
  readonly side: 'origin' | 'host';
  readonly area: string;
  readonly lang: 'zh' | 'en';
  readonly formats: readonly Format[];
  readonly started: string;
}
/** Those that run; under row-level security one's own. */
export const openSchedules = async (db: Db): Promise<readonly ScheduleRow[]> =>
  (
    await sql<ScheduleRow>`select id, account_id, form, every, on_day, side, area, lang, formats, started from report_schedule where ended is null
      order by started, id`.execute(db)
  ).rows;
