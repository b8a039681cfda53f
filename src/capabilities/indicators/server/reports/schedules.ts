// Reports on schedule: a form, an area and so many days after each period; looked at every morning, made once for each period.
import { sql } from 'kysely';
import { sendNotice } from '#capabilities/access/server/service.ts';
import { notFound } from '#platform/problem.ts';
import { type Call, handle, handleFile, type Route } from '#platform/server/http.ts';
import { defineJob, enqueue } from '#platform/server/jobs.ts';
import { newId } from '#platform/server/newId.ts';
import type { Services } from '#platform/server/services.ts';
import type { Text } from '#standards/text.ts';
import { freeNotScheduled, scheduledAlready, tooManySchedules } from '../../contractReportProblems.ts';
import { endReportSchedule, MAKE, type Schedule, scheduleReport } from '../../contractReports.ts';
import { shippedForm } from '../../rulesReportShipped.ts';
import { dueDay, duePeriods, lastPeriod, periodOf } from '../../rulesReports.ts';
import { askedForm, sureOf } from './asked.ts';
import { makeReport } from './makeJob.ts';
import { areaName } from './plan.ts';
import { findForm, insertReport, noteJob, openSchedules, type ScheduleRow, scheduledForms } from './store.ts';

/** The next day on which something is made, and for which period. */
const nextOf = (s: ScheduleRow, today: string): { period: string; day: string } => {
  const last = lastPeriod(s.every, today);
  const due = dueDay(periodOf(s.every, last, today)!, s.onDay);
  if (due > today) return { period: last, day: due };
  const now = `${today.slice(0, 4)}${s.every === 'year' ? '' : s.every === 'month' ? today.slice(4, 7) : `-Q${Math.ceil(Number(today.slice(5, 7)) / 3)}`}`;
  // the period that today lies in, to its very end
  const end = periodOf(s.every, now, '9999-12-31')!;
  return { period: now, day: dueDay(end, s.onDay) };
};

/** ○ Of one account: as many as its new questions of an hour suffice for. */
const SCHEDULES_OF_ONE = 20;

interface FormOf {
  readonly id: string;
  readonly title: Text;
  readonly newest: number;
  readonly retired: boolean;
}
export const tellSchedules = async (call: Call): Promise<Schedule[]> => {
  const schedules = await openSchedules(call.db);
  const forms = new Map<string, FormOf>();
  // of one's own office alone; its title in the version that is made
  for (const s of schedules) {
    const shipped = shippedForm(s.form);
    if (shipped) forms.set(s.id, { id: s.id, title: shipped.form.title, newest: shipped.version, retired: false });
  }
  for (const f of await scheduledForms(call.db, call.actor, schedules)) forms.set(f.id, f);
  return schedules.map((s) => {
    const form = forms.get(s.id);
    return {
      ...{ id: s.id, form: s.form, every: s.every, onDay: s.onDay, side: s.side, area: s.area, lang: s.lang, started: s.started },
      formats: [...s.formats],
      title: form?.title ?? { zh: '（表样已看不到）', en: '(form no longer there)' },
      areaName: areaName(s.area),
      version: s.formVersion,
      newest: s.formVersion !== null && form && form.newest > s.formVersion ? form.newest : null,
      retired: form?.retired ?? true,
      next: nextOf(s, call.today),
    };
  });
};

export const scheduleRoutes: readonly Route[] = [
  handleFile(
    scheduleReport,
    async (before, { form: ref, side, area }) => {
      const row = await askedForm(before, ref);
      if (row.form.period === 'free') throw freeNotScheduled();
      // what could never be made is refused now
      await sureOf(before, row, { period: lastPeriod(row.form.period, before.services.clock.today()), side, area, basis: 'auto' });
      return { every: row.form.period, version: row.office ? row.version : null };
    },
    async (call, { form: ref, onDay, side, area, lang, formats }, { every, version }) => {
      const id = newId();
      await sql`select pg_advisory_xact_lock(7300497, hashtext(${call.actor.accountId}))`.execute(call.db);
      const open = (await openSchedules(call.db)).length;
      if (open >= SCHEDULES_OF_ONE) throw tooManySchedules({ n: open, limit: SCHEDULES_OF_ONE });
      const { rows } =
        await sql`insert into report_schedule (id, account_id, form, form_version, every, on_day, side, area, lang, formats, started)
      values (${id}::uuid, ${call.actor.accountId}::uuid, ${ref}, ${version}::int, ${every}, ${onDay}, ${side}, ${area}, ${lang}, ${[...new Set(formats)]}::text[],
        ${call.today}::date) on conflict do nothing returning id`.execute(call.db);
      if (rows.length === 0) throw scheduledAlready();
      call.note({ subject: { kind: 'reportSchedule', id }, area, details: { form: ref, version, onDay, side } });
      return { id };
    },
  ),
  handle(endReportSchedule, async (call, { id }) => {
    const { rows } = await sql<{ area: string }>`update report_schedule set ended = ${call.today}::date
      where id = ${id}::uuid and account_id = ${call.actor.accountId}::uuid and ended is null returning area`.execute(call.db);
    if (!rows[0]) throw notFound();
    call.note({ subject: { kind: 'reportSchedule', id }, area: rows[0].area });
    return { id };
  }),
];

const WHY = {
  right: { zh: '您的账号现在不能做报表', en: 'your account may not make reports now' },
  gone: { zh: '您已不在这张表样的单位', en: 'you are no longer of the office whose form it is' },
  retired: { zh: '这张表样已停用', en: 'the form was retired' },
} as const satisfies Record<string, Text>;
/** Queues one report of a schedule, once for its period; of what is left out its owner is told, once. */
const makeOne = (services: Services, s: ScheduleRow, period: string) =>
  services.store.transact({ role: 'system' }, async (db): Promise<boolean> => {
    const { rows: there } = await sql`select 1 from report where schedule_id = ${s.id}::uuid and period = ${period}`.execute(db);
    if (there.length) return false;
    const owner = await services.actorFor(db, s.accountId, services.clock.now());
    const form = await findForm(db, owner, s.form, s.formVersion ?? undefined);
    const why = !owner.permissions.has(MAKE) ? WHY.right : !form ? WHY.gone : form.retired ? WHY.retired : null;
    if (!form || why) {
      // several may be due at once, the oldest first
      if (s.skipped !== null && s.skipped >= period) return false;
      const shown = form?.title ?? { zh: '（表样已看不到）', en: '(form no longer there)' };
      const params = { title: shown.zh, titleEn: shown.en || shown.zh, period, why: why!.zh, whyEn: why!.en };
      await sendNotice(db, { to: { account: s.accountId }, kind: 'indicators.reportSkipped', params, link: '/figures/reports' });
      await sql`update report_schedule set skipped = ${period} where id = ${s.id}::uuid`.execute(db);
      return false;
    }
    const id = newId();
    const made = await insertReport(db, {
      ...{ id, accountId: s.accountId, form: s.form, formVersion: form.version, period, side: s.side, area: s.area, lang: s.lang },
      ...{ formats: s.formats, basis: 'auto', knownAt: null, title: form.title, scheduleId: s.id },
    });
    if (!made) return false;
    const jobId = await enqueue(db, services.keys, makeReport, { reportId: id }, { createdBy: s.accountId, area: s.area });
    await noteJob(db, id, jobId);
    return true;
  });

export const makeDue = defineJob({
  kind: 'indicators.reportsDue',
  summary: { zh: '定期报表', en: 'Reports on schedule' },
  async run(context) {
    const { services } = context;
    const today = services.clock.today();
    const all = await context.step((db) => openSchedules(db));
    let made = 0;
    for (const s of all) {
      for (const period of duePeriods(s, today)) if (await makeOne(services, s, period)) made++;
    }
    if (made) services.jobs.wake();
    return { schedules: all.length, made };
  },
});
