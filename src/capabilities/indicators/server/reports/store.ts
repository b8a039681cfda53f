// Forms, reports and schedules as rows.
import { sql } from 'kysely';
import { notFound } from '#platform/problem.ts';
import type { Actor } from '#platform/server/actor.ts';
import type { Db } from '#platform/server/store.ts';
import type { Text } from '#standards/text.ts';
import type { ReportContent } from '../../contractReportShapes.ts';
import { type Format, reportPermissions } from '../../contractReports.ts';
import { shippedForm } from '../../rulesReportShipped.ts';
import { columnsOf, type ReportForm } from '../../rulesReports.ts';

export interface FormHead {
  readonly ref: string;
  readonly version: number;
  readonly title: Text;
  readonly period: ReportForm['period'];
  readonly columns: number;
  /** Null: of the program. */
  readonly office: Office | null;
  readonly savedBy: string | null;
  readonly saved: string | null;
}
export interface FormRow extends FormHead {
  readonly form: ReportForm;
}
/** Who a form belongs to: an area and, of labour stations, which one: a station is not the bureau of the area it stands in. */
export interface Office {
  readonly area: string;
  /** '' the bureau or the steering; org:<id> or `station` a labour station. */
  readonly relation: string;
}
export const officeKey = ({ area, relation }: Office): string => (relation === '' ? area : `${area}/${relation}`);
const officeOf = (g: Actor['grants'][number]): Office => ({
  area: g.areaCode,
  relation: g.role === 'station' ? (g.relation ?? 'station') : '',
});
const eachOnce = (offices: readonly Office[]): readonly Office[] => [...new Map(offices.map((o) => [officeKey(o), o])).values()];
/** The offices whose forms somebody shares. */
const officesOf = (actor: Pick<Actor, 'grants'>): readonly Office[] => eachOnce(actor.grants.map(officeOf));
const EDITORS: readonly string[] = reportPermissions['indicators.reportForms'].roles;
/** Those whose forms they make and change: not every role over an area does. */
export const ownOffices = (actor: Pick<Actor, 'grants'>): readonly Office[] =>
  eachOnce(actor.grants.filter((g) => EDITORS.includes(g.role)).map(officeOf));
export const mayEdit = (actor: Pick<Actor, 'grants'>, office: Office | null): boolean =>
  office !== null && ownOffices(actor).some((o) => officeKey(o) === officeKey(office));

/** ○ Forms of one office that stand at the same time. */
export const FORMS_OF_ONE = 200;
interface Stored {
  readonly ref: string;
  readonly version: number;
  readonly title: Text;
  readonly period: ReportForm['period'];
  readonly columns: number;
  readonly areaCode: string;
  readonly relation: string;
  readonly savedBy: string | null;
  readonly saved: string | null;
}
const headOf = <T extends Stored>({ areaCode, relation, ...row }: T) => ({ ...row, office: { area: areaCode, relation } });
const COLUMNS = sql`f.id as ref, v.version, v.form -> 'title' as title, v.form ->> 'period' as period, f.area_code, f.relation, v.saved_by, v.saved,
  (select coalesce(sum(jsonb_array_length(g -> 'columns')), 0)::int from jsonb_array_elements(v.form -> 'groups') g) as columns`;
const theirs = (actor: Actor) =>
  sql`(f.area_code || '/' || f.relation) = any (${officesOf(actor).map((o) => `${o.area}/${o.relation}`)}::text[]) and f.area_code = any (${officesOf(actor).map((o) => o.area)}::text[])`;
/** Without what they ask: of each its newest version. */
export const findForms = async (db: Db, actor: Actor): Promise<readonly FormHead[]> =>
  (
    await sql<Stored>`select distinct on (f.id) ${COLUMNS} from report_form f join report_form_version v on v.form_id = f.id
      where f.retired is null and ${theirs(actor)} order by f.id, v.version desc`.execute(db)
  ).rows.map(headOf);
const isId = (ref: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(ref);
export const shippedRow = (f: { readonly id: string; readonly version: number; readonly form: ReportForm }): FormRow => ({
  ...{ ref: f.id, version: f.version, form: f.form, title: f.form.title, period: f.form.period, columns: columnsOf(f.form).length },
  ...{ office: null, savedBy: null, saved: null },
});
/** A form of the program, or of one of the actor's offices, in a version or its newest. A retired one is still read: reports were made of it. */
export const findForm = async (
  db: Db,
  actor: Actor,
  ref: string,
  version?: number,
): Promise<(FormRow & { retired: boolean }) | undefined> => {
  const shipped = shippedForm(ref);
  if (shipped) return version === undefined || version === shipped.version ? { ...shippedRow(shipped), retired: false } : undefined;
  if (!isId(ref)) return undefined;
  const { rows } = await sql<Stored & { form: ReportForm; retired: boolean }>`select ${COLUMNS}, v.form, f.retired is not null as retired
    from report_form f join report_form_version v on v.form_id = f.id where f.id = ${ref}::uuid and ${theirs(actor)}
      and ${version === undefined ? sql`true` : sql`v.version = ${version}`} order by v.version desc limit 1`.execute(db);
  return rows[0] && headOf(rows[0]);
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
  /** The version it was made with; null of a form of the program, which is taken as it is. */
  readonly formVersion: number | null;
  /** The last period of which its owner was told that nothing is made. */
  readonly skipped: string | null;
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
    await sql<ScheduleRow>`select id, account_id, form, form_version, skipped, every, on_day, side, area, lang, formats, started from report_schedule where ended is null
      order by started, id`.execute(db)
  ).rows;
/** Of each schedule of an office's form: its title in the version that is made, and how the form stands now. Without what it asks. */
export const scheduledForms = async (
  db: Db,
  actor: Actor,
  schedules: readonly ScheduleRow[],
): Promise<readonly { readonly id: string; readonly title: Text; readonly newest: number; readonly retired: boolean }[]> => {
  const of = schedules.filter((s) => isId(s.form));
  if (of.length === 0) return [];
  const { rows } = await sql<{ id: string; title: Text; newest: number; retired: boolean }>`
    select s.id, v.form -> 'title' as title, f.retired is not null as retired,
      (select max(n.version) from report_form_version n where n.form_id = f.id) as newest
    from unnest(${of.map((s) => s.id)}::uuid[], ${of.map((s) => s.form)}::uuid[], ${of.map((s) => s.formVersion ?? 1)}::int[]) s (id, form, version)
      join report_form f on f.id = s.form join report_form_version v on v.form_id = f.id and v.version = s.version
    where ${theirs(actor)}`.execute(db);
  return rows;
};
