// Every night: what the rounds are decided by against the facts, and the offices reminded before the due day and told after it.
import { sql } from 'kysely';
import type { Role } from '#capabilities/access/rules.ts';
import { sendNotice } from '#capabilities/access/server/service.ts';
import { defineJob } from '#platform/server/jobs.ts';
import type { Recurring } from '#platform/server/recurring.ts';
import type { Db } from '#platform/server/store.ts';
import { addDays, type Day } from '#standards/calendar/calendar.ts';
import { monthOf, nextMonth } from '../../rulesRounds.ts';
import { dueAt, type Round, roundOf, ruleAt } from './months.ts';
import { countsBy } from './progress.ts';
import type { Reach } from './reach.ts';
import { refreshRounds } from './roundRows.ts';

const CHUNK = 1000;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** The next workers who have a spell or a row of a round. */
export const checkRoundsAfter = async (
  db: Db,
  after: string,
  chunk = CHUNK,
): Promise<{ last: string | null; n: number; differed: number }> => {
  const { rows } = await sql<{ workerId: string }>`select worker_id from (
      (select distinct worker_id from spell where worker_id > ${after}::uuid and not isfinite(superseded) order by worker_id limit ${chunk})
      union (select distinct worker_id from round_spell where worker_id > ${after}::uuid order by worker_id limit ${chunk})) x
    order by worker_id limit ${chunk}`.execute(db);
  const ids = rows.map((r) => r.workerId);
  const { rows: before } = await sql<{
    n: number;
  }>`select count(*)::int as n from round_spell where worker_id = any (${ids}::uuid[])`.execute(db);
  const put = await refreshRounds(db, ids);
  const { rows: now } = await sql<{ n: number }>`select count(*)::int as n from round_spell where worker_id = any (${ids}::uuid[])`.execute(
    db,
  );
  // put counts rows that are new or differ; rows that had no spell any more are the rest
  return { last: ids.at(-1) ?? null, n: ids.length, differed: put + Math.max(0, before[0]!.n - now[0]!.n) };
};

interface Checked {
  readonly after: string;
  readonly compared: number;
  readonly differed: number;
}
const checkRounds = defineJob<unknown, Checked>({
  kind: 'employment.checkRounds',
  summary: { zh: '核对在岗核验的依据', en: 'Compare what rounds are decided by with the facts' },
  async run(context) {
    let at: Checked = context.checkpoint ?? { after: FIRST, compared: 0, differed: 0 };
    for (;;) {
      const before = at;
      const sum = (d: { last: string | null; n: number; differed: number }): Checked => ({
        after: d.last ?? before.after,
        compared: before.compared + d.n,
        differed: before.differed + d.differed,
      });
      const done = await context.step(
        (db) => checkRoundsAfter(db, before.after),
        (d) => ({ checkpoint: sum(d), progress: { done: sum(d).compared } }),
      );
      if (done.last === null) break;
      at = sum(done);
    }
    return { compared: at.compared, differed: at.differed };
  },
});

const everything = (side: 'home' | 'host'): Reach => ({
  side,
  eyes: 'office',
  from: sql`round_spell r`,
  where: side === 'home' ? sql<boolean>`true` : sql<boolean>`r.host_key <> ''`,
  order: ['spellId'],
});
const OFFICES: Record<'home' | 'host', readonly Role[]> = { home: ['county_bureau'], host: ['county_bureau', 'station'] };

/** What there is to tell in a province today: before the due day of the round, or on the day behind it. */
const toTell = (round: Round, province: string): 'due' | 'late' | null => {
  const due = dueAt(round, province);
  if (round.today === addDays(due, 1)) return 'late';
  return round.today === addDays(due, -ruleAt(round, province).remindDays) ? 'due' : null;
};

/** One notice for each county and side that has open answers. Returns how many were sent. */
export const remind = async (db: Db, today: Day): Promise<number> => {
  // due on the last day of a month: told on the first of the next
  const last = await roundOf(db, today, nextMonth(monthOf(today), -1));
  return (await remindOf(db, await roundOf(db, today))) + (await remindOf(db, last));
};
const remindOf = async (db: Db, round: Round): Promise<number> => {
  if (![...round.rules.keys()].some((province) => toTell(round, province) !== null)) return 0;
  let sent = 0;
  for (const side of ['home', 'host'] as const) {
    const key = side === 'home' ? sql`rpad(substr(r.home, 1, 6), 12, '0')` : sql`rpad(substr(r.host_key, 6, 6), 12, '0')`;
    for (const c of await countsBy(db, round, everything(side), key)) {
      const what = toTell(round, c.key);
      const late = what === 'late';
      const n = late ? c.overdue : c.due;
      if (what === null || n === 0) continue;
      const kind = `employment.round${late ? 'Late' : 'Due'}${side === 'home' ? 'Home' : 'Host'}`;
      for (const role of OFFICES[side]) {
        await sendNotice(db, {
          to: { role, areaCode: c.key },
          kind,
          params: { month: round.month, n, day: dueAt(round, c.key) },
          link: `/verification?side=${side}&month=${round.month}`,
        });
        sent++;
      }
    }
  }
  return sent;
};

const remindRounds = defineJob({
  kind: 'employment.remindRounds',
  summary: { zh: '提醒在岗核验', en: 'Remind of verification rounds' },
  run: async ({ services, step }) => ({ sent: await step((db) => remind(db, services.clock.today())) }),
});

export const roundsRecurring: readonly Recurring[] = [
  { name: 'employment.checkRounds', at: '02:00', job: checkRounds },
  { name: 'employment.remindRounds', at: '06:30', job: remindRounds },
];
