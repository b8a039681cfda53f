// Forms as endpoints: listed, read in a version, saved for an office, changed, retired.
import { sql } from 'kysely';
import { accountNames } from '#capabilities/access/server/service.ts';
import { changed, notFound } from '#platform/problem.ts';
import { type Call, handle, type Route } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import { notYourOffice } from '../../contractReportProblems.ts';
import {
  changeReportForm,
  type FormLine,
  listReportForms,
  readReportForm,
  retireReportForm,
  saveReportForm,
} from '../../contractReports.ts';
import { shippedForms } from '../../rulesReportShipped.ts';
import { columnsOf, type ReportForm } from '../../rulesReports.ts';
import { areaName, refuseFaults } from './plan.ts';
import { tellSchedules } from './schedules.ts';
import { type FormRow, findForms, getForm, officesOf } from './store.ts';

const lineOf = (row: FormRow, names: ReadonlyMap<string, string>): FormLine => ({
  ref: row.ref,
  version: row.version,
  title: row.form.title,
  period: row.form.period,
  columns: columnsOf(row.form).length,
  shipped: row.areaCode === null,
  office: row.areaCode === null ? null : { code: row.areaCode, name: areaName(row.areaCode) },
  savedBy: row.savedBy && (names.get(row.savedBy) ?? null),
  saved: row.saved,
});
const shippedRows: readonly FormRow[] = shippedForms.map((f) => ({
  ref: f.id,
  version: f.version,
  form: f.form,
  areaCode: null,
  savedBy: null,
  saved: null,
}));
/** As zod reads it, every list is one's own. */
const plain = (form: ReportForm) => ({
  ...form,
  rows: [...form.rows],
  where: Object.fromEntries(Object.entries(form.where).map(([k, v]) => [k, [...v]])),
  groups: form.groups.map((g) => ({
    head: g.head,
    columns: g.columns.map((c) => ({ ...c, where: Object.fromEntries(Object.entries(c.where).map(([k, v]) => [k, [...v]])) })),
  })),
  notes: [...form.notes],
});

const addVersion = async (call: Call, ref: string, version: number, form: ReportForm): Promise<boolean> => {
  const { rows } =
    await sql`insert into report_form_version (form_id, version, form, saved_by) values (${ref}::uuid, ${version}, ${JSON.stringify(form)}::jsonb,
    ${call.actor.accountId}::uuid) on conflict do nothing returning version`.execute(call.db);
  return rows.length > 0;
};
/** One of an office of the actor, that still stands; held until the transaction ends. */
const held = async (call: Call, ref: string): Promise<FormRow> => {
  await sql`select 1 from report_form where id = ${ref}::uuid for update`.execute(call.db);
  const row = await getForm(call.db, call.actor, ref);
  if (row.areaCode === null || row.retired) throw notFound();
  return row;
};

export const formRoutes: readonly Route[] = [
  handle(listReportForms, async (call) => {
    const rows = [...shippedRows, ...(await findForms(call.db, call.actor))];
    const names = await accountNames(
      call.db,
      rows.flatMap((r) => r.savedBy ?? []),
    );
    return {
      forms: rows.map((r) => lineOf(r, names)),
      schedules: await tellSchedules(call),
      offices: officesOf(call.actor).map((code) => ({ code, name: areaName(code) })),
    };
  }),
  handle(readReportForm, async (call, { ref, version }) => {
    const row = await getForm(call.db, call.actor, ref, version);
    const { rows } =
      row.areaCode === null
        ? { rows: [] }
        : await sql<{ version: number; savedBy: string; saved: string }>`select version, saved_by, saved from report_form_version
            where form_id = ${ref}::uuid order by version desc`.execute(call.db);
    const names = await accountNames(call.db, [...rows.map((r) => r.savedBy), ...(row.savedBy ? [row.savedBy] : [])]);
    return {
      ...lineOf(row, names),
      form: plain(row.form),
      versions: rows.map((r) => ({ version: r.version, saved: r.saved, savedBy: names.get(r.savedBy) ?? '—' })),
    };
  }),
  handle(saveReportForm, async (call, { office, form }) => {
    refuseFaults(form);
    const offices = officesOf(call.actor);
    if (!offices.includes(office)) {
      const names = offices.map(areaName);
      throw notYourOffice({ offices: names.map((n) => n.zh).join('、'), officesEn: names.map((n) => n.en).join('; ') });
    }
    const ref = newId();
    await sql`insert into report_form (id, area_code, created_by) values (${ref}::uuid, ${office}, ${call.actor.accountId}::uuid)`.execute(
      call.db,
    );
    await addVersion(call, ref, 1, form);
    call.note({
      subject: { kind: 'reportForm', id: ref },
      area: office,
      details: { title: form.title.zh, columns: columnsOf(form).length },
    });
    return { ref, version: 1 };
  }),
  handle(changeReportForm, async (call, { ref, version, form }) => {
    refuseFaults(form);
    const row = await held(call, ref);
    if (row.version !== version) {
      const by = row.savedBy ? (await accountNames(call.db, [row.savedBy])).get(row.savedBy) : undefined;
      throw changed({ by: by ?? '—', at: row.saved, current: { version: row.version } });
    }
    await addVersion(call, ref, version + 1, form);
    call.note({ subject: { kind: 'reportForm', id: ref }, area: row.areaCode!, details: { title: form.title.zh, version: version + 1 } });
    return { ref, version: version + 1 };
  }),
  handle(retireReportForm, async (call, { ref }) => {
    const row = await held(call, ref);
    await sql`update report_form set retired = clock_timestamp() where id = ${ref}::uuid`.execute(call.db);
    call.note({ subject: { kind: 'reportForm', id: ref }, area: row.areaCode!, details: { title: row.form.title.zh } });
    return { ref };
  }),
];
