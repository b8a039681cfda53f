// Reports do not stay for ever: numbers of a day that nobody asks for any more, with files that name who exported them.
import { sql } from 'kysely';
import { defineJob } from '#platform/server/jobs.ts';

/** ○ An example value of ours: a year and a month, so that last year's report stands beside this year's. A schedule of years counts on more than 366. */
export const KEPT_DAYS = 400;
const AT_ONCE = 200;

export const clearReports = defineJob({
  kind: 'indicators.clearReports',
  summary: { zh: '清理过期的报表', en: 'Clear old reports away' },
  async run(context) {
    let cleared = 0;
    for (;;) {
      const n = await context.step(async (db) => {
        const { rows } = await sql<{
          id: string;
        }>`select id from report r where asked < clock_timestamp() - make_interval(days => ${KEPT_DAYS})
          and not exists (select from job j where j.id = r.job_id and j.state in ('queued', 'running')) order by asked limit ${AT_ONCE}`.execute(
          db,
        );
        const ids = rows.map((r) => r.id);
        await sql`delete from report_file where report_id = any (${ids}::uuid[])`.execute(db);
        await sql`delete from report where id = any (${ids}::uuid[])`.execute(db);
        return ids.length;
      });
      cleared += n;
      if (n < AT_ONCE) return { cleared };
    }
  },
});
