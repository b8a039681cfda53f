// Once a week every office that has items late, soon due or to be looked at is told, one notice an account.
import { sql } from 'kysely';
import { sendNotice } from '#capabilities/access/server/service.ts';
import { defineJob } from '#platform/server/jobs.ts';
import { type Recurring, wallClock } from '#platform/server/recurring.ts';
import type { Db } from '#platform/server/store.ts';
import { isLate, isSoon } from './rows.ts';
import { officeOf } from './tell.ts';

interface Waiting {
  readonly area: string;
  readonly late: number;
  readonly soon: number;
  readonly toClose: number;
}
/** By the place of a unit: both sides are told of what is late or soon due, the one that looks of what was said to be done. */
const waiting = async (db: Db, today: string): Promise<readonly Waiting[]> => {
  const { rows } = await sql<Waiting>`
    select u.area, count(*) filter (where ${isLate(today)})::int as late, count(*) filter (where ${isSoon(today)})::int as soon,
      count(*) filter (where f.state = 'said_done' and f.lead <> u.side)::int as to_close
    from work_item_fact f cross join lateral (values ('origin', f.origin_area), ('host', f.host_area)) as u (side, area)
    where f.superseded = 'infinity' and f.state not in ('closed', 'dropped') group by u.area`.execute(db);
  return rows.filter((r) => r.late + r.soon + r.toClose > 0);
};

/** Returns how many accounts were told. */
export const remindItems = async (db: Db, today: string): Promise<number> => {
  const sums = new Map<string, { late: number; soon: number; toClose: number }>();
  for (const { area, ...n } of await waiting(db, today))
    for (const { id } of await officeOf(db, area)) {
      const had = sums.get(id) ?? { late: 0, soon: 0, toClose: 0 };
      sums.set(id, { late: had.late + n.late, soon: had.soon + n.soon, toClose: had.toClose + n.toClose });
    }
  for (const [account, params] of sums)
    await sendNotice(db, { to: { account }, kind: 'accords.itemsWeekly', params, link: '/plan-items?mine=true&which=living' });
  return sums.size;
};

/** Real days, also where business days stand still on a demonstration day. */
const isMonday = (now: Date): boolean => new Date(`${wallClock(now).day}T00:00:00Z`).getUTCDay() === 1;
const remind = defineJob({
  kind: 'accords.remindItems',
  summary: { zh: '每周一提醒工作要点', en: 'Remind of work points, on Mondays' },
  run: async ({ services, step }) =>
    isMonday(services.clock.now()) ? { sent: await step((db) => remindItems(db, services.clock.today())) } : { sent: 0 },
});
export const plansRecurring: readonly Recurring[] = [{ name: 'accords.remindItems', at: '06:45', job: remind }];
