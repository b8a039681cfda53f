// Reports on schedule: a form, an area and so many days after each period; looked at every morning, made once for each period.
import { sql } from 'kysely';
import { notFound } from '#platform/problem.ts';
import { type Call, handle, handleFile, type Route } from '#platform/server/http.ts';
import { defineJob, enqueue } from '#platform/server/jobs.ts';
import { newId } from '#platform/server/newId.ts';
import type { Services } from '#platform/server/services.ts';
import { freeNotScheduled, scheduledAlready } from '../../contractReportProblems.ts';
import { endReportSchedule, type Schedule, scheduleReport } from '../../contractReports.ts';
import { dueDay, duePeriods, lastPeriod, periodOf } from '../../rulesReports.ts';
import { askedForm, sureOf } from './asked.ts';
import { makeReport } from './makeJob.ts';
import { areaName } from './plan.ts';
import { findForm, insertReport, noteJob, openSchedules, type ScheduleRow } from './store.ts';

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

export const tellSchedules = async (call: Call): Promise<Schedule[]> => {
  const out: Schedule[] = [];
  for (const s of await openSchedules(call.db)) {
    const form = await findForm(call.db, call.actor, s.form);
    out.push({
      ...{ id: s.id, form: s.form, every: s.every, onDay: s.onDay, side: s.side, area: s.area, lang: s.lang, started: s.started },
      formats: [...s.formats],
      title: form?.form.title ?? { zh: '（表样已看不到）', en: '(form no longer there)' },
      areaName: areaName(s.area),
      next: nextOf(s, call.today),
    });
  }
  return out;
};

export const scheduleRoutes: readonly Route[] = [
  handleFile(
    scheduleReport,
    async (before, { form: ref, side, area }) => {
      const row = await askedForm(before, ref);
      if (row.form.period === 'free') throw freeNotScheduled();
      // what could never be made is refused now
      await sureOf(before, row, { period: lastPeriod(row.form.period, before.services.clock.today()), side, area, basis: 'auto' });
      return row.form.period;
    },
    async (call, { form: ref, onDay, side, area, lang, formats }, every) => {
      const id = newId();
      const { rows } = await sql`insert into report_schedule (id, account_id, form, every, on_day, side, area, lang, formats, started)
      values (${id}::uuid, ${call.actor.accountId}::uuid, ${ref}, ${every}, ${onDay}, ${side}, ${area}, ${lang}, ${[...new Set(formats)]}::text[],
        ${call.today}::date) on conflict do nothing returning id`.execute(call.db);
      if (rows.length === 0) throw scheduledAlready();
      call.note({ subject: { kind: 'reportSchedule', id }, area, details: { form: ref, onDay, side } });
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

/** Queues one report of a schedule, once for its period. */
const makeOne = (services: Services, s: ScheduleRow, period: string) =>
  services.store.transact({ role: 'system' }, async (db): Promise<boolean> => {
    const { rows: there } = await sql`select 1 from report where schedule_id = ${s.id}::uuid and period = ${period}`.execute(db);
    if (there.length) return false;
    const owner = await services.actorFor(db, s.accountId, services.clock.now());
    const form = await findForm(db, owner, s.form);
    // an account that holds its office no more, a form that was retired: nothing is made of it
    if (!form || form.retired) return false;
    const id = newId();
    const made = await insertReport(db, {
      ...{ id, accountId: s.accountId, form: s.form, formVersion: form.version, period, side: s.side, area: s.area, lang: s.lang },
      ...{ formats: s.formats, basis: 'auto', knownAt: null, title: form.form.title, scheduleId: s.id },
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
