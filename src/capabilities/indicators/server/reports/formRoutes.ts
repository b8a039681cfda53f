// Forms as endpoints: listed, read in a version, saved for an office, changed, retired.
import { sql } from 'kysely';
import { accountNames } from '#capabilities/access/server/service.ts';
import { changed, notFound } from '#platform/problem.ts';
import type { Actor } from '#platform/server/actor.ts';
import { type Call, handle, type Route } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import type { Text } from '#standards/text.ts';
import { notYourOffice, tooManyForms } from '../../contractReportProblems.ts';
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
import {
  FORMS_OF_ONE,
  type FormHead,
  type FormRow,
  findForms,
  getForm,
  mayEdit,
  type Office,
  officeKey,
  ownOffices,
  shippedRow,
} from './store.ts';

const officeName = ({ area, relation }: Office): Text => {
  const name = areaName(area);
  return relation === '' ? name : { zh: `${name.zh}（劳务站）`, en: `${name.en} (labour station)` };
};
const lineOf = (row: FormHead, actor: Actor, names: ReadonlyMap<string, string>): FormLine => ({
  ref: row.ref,
  version: row.version,
  title: row.title,
  period: row.period,
  columns: row.columns,
  shipped: row.office === null,
  office: row.office && { code: officeKey(row.office), name: officeName(row.office) },
  mayEdit: mayEdit(actor, row.office),
  savedBy: row.savedBy && (names.get(row.savedBy) ?? null),
  saved: row.saved,
});
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
const refuseOffice = (actor: Actor): never => {
  const names = ownOffices(actor).map(officeName);
  throw notYourOffice({ offices: names.map((n) => n.zh).join('、'), officesEn: names.map((n) => n.en).join('; ') });
};
/** One of an office of the actor, that still stands; held until the transaction ends. */
const held = async (call: Call, ref: string): Promise<FormRow & { office: Office }> => {
  await sql`select 1 from report_form where id = ${ref}::uuid for update`.execute(call.db);
  const row = await getForm(call.db, call.actor, ref);
  const { office } = row;
  if (office === null || row.retired) throw notFound();
  if (!mayEdit(call.actor, office)) refuseOffice(call.actor);
  return { ...row, office };
};

export const formRoutes: readonly Route[] = [
  handle(listReportForms, async (call) => {
    const rows = [...shippedForms.map(shippedRow), ...(await findForms(call.db, call.actor))];
    const names = await accountNames(
      call.db,
      rows.flatMap((r) => r.savedBy ?? []),
    );
    return {
      forms: rows.map((r) => lineOf(r, call.actor, names)),
      schedules: await tellSchedules(call),
      offices: ownOffices(call.actor).map((o) => ({ code: officeKey(o), name: officeName(o) })),
    };
  }),
  handle(readReportForm, async (call, { ref, version }) => {
    const row = await getForm(call.db, call.actor, ref, version);
    const { rows } =
      row.office === null
        ? { rows: [] }
        : await sql<{ version: number; savedBy: string; saved: string }>`select version, saved_by, saved from report_form_version
            where form_id = ${ref}::uuid order by version desc`.execute(call.db);
    const names = await accountNames(call.db, [...rows.map((r) => r.savedBy), ...(row.savedBy ? [row.savedBy] : [])]);
    return {
      ...lineOf(row, call.actor, names),
      form: plain(row.form),
      versions: rows.map((r) => ({ version: r.version, saved: r.saved, savedBy: names.get(r.savedBy) ?? '—' })),
    };
  }),
  handle(saveReportForm, async (call, { office, form }) => {
    refuseFaults(form);
    const of = ownOffices(call.actor).find((o) => officeKey(o) === office);
    if (!of) return refuseOffice(call.actor);
    // of two saved at once each would count the same
    await sql`select pg_advisory_xact_lock(7300496, hashtext(${office}))`.execute(call.db);
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from report_form
      where area_code = ${of.area} and relation = ${of.relation} and retired is null`.execute(call.db);
    if (rows[0]!.n >= FORMS_OF_ONE) throw tooManyForms({ n: rows[0]!.n, limit: FORMS_OF_ONE });
    const ref = newId();
    await sql`insert into report_form (id, area_code, relation, created_by)
      values (${ref}::uuid, ${of.area}, ${of.relation}, ${call.actor.accountId}::uuid)`.execute(call.db);
    await addVersion(call, ref, 1, form);
    call.note({
      subject: { kind: 'reportForm', id: ref },
      area: of.area,
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
    call.note({ subject: { kind: 'reportForm', id: ref }, area: row.office.area, details: { title: form.title.zh, version: version + 1 } });
    return { ref, version: version + 1 };
  }),
  handle(retireReportForm, async (call, { ref }) => {
    const row = await held(call, ref);
    await sql`update report_form set retired = clock_timestamp() where id = ${ref}::uuid`.execute(call.db);
    call.note({ subject: { kind: 'reportForm', id: ref }, area: row.office.area, details: { title: row.title.zh } });
    return { ref };
  }),
];
