// Every night: worker_now against the facts, a chunk at a time; what the day alone has changed is carried over, what differs otherwise is told.
import { sql } from 'kysely';
import { sendNotice } from '#capabilities/access/server/service.ts';
import { defineJob } from '#platform/server/jobs.ts';
import type { Recurring } from '#platform/server/recurring.ts';
import type { Db } from '#platform/server/store.ts';
import { sweepDuplicates } from './duplicates/sweep.ts';

const CHUNK = 1000;
/** Columns that follow from the facts alone, whatever the day. */
const TIMELESS = [
  'person_id',
  'name',
  'pinyin',
  'initials',
  'fuzzy',
  'document_kind',
  'has_number',
  'birthday',
  'sex',
  'ethnic',
  'died_on',
  'skills',
  'has_phone',
  'willing',
  // the last thing said of it counts, from whatever day on
  'education',
  'school_stage',
  'ability',
  'health',
];
/** Columns that a day may change: an identity ends, a home begins. */
const DAILY = [
  'home',
  'home_known',
  'hukou',
  'household_id',
  'relation',
  'poverty',
  'monitored',
  'risk_open',
  'low_income',
  'relocated',
  'consented',
];

/** What worker_derived() says of a worker, beside its id. */
export const DERIVED: readonly string[] = [...TIMELESS, ...DAILY];

const tuple = (alias: string, columns: readonly string[]) => sql`(${sql.join(columns.map((c) => sql.ref(`${alias}.${c}`)))})`;

export interface Compared {
  /** The last worker compared; null at the end. */
  readonly last: string | null;
  readonly compared: number;
  /** Follows from the day alone. */
  readonly carried: number;
  /** Should not be: the derived row did not follow its facts. */
  readonly differed: number;
}

/** Compares the next workers after `after` with their facts and mends those that differ. */
export const compareNow = async (db: Db, after: string | null, today: string, chunk = CHUNK): Promise<Compared> => {
  const { rows: ids } = await sql<{
    id: string;
  }>`select id from worker where id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000') order by id limit ${chunk}`.execute(
    db,
  );
  if (!ids.length) return { last: null, compared: 0, carried: 0, differed: 0 };
  const all = ids.map((i) => i.id);
  const { rows } = await sql<{ workerId: string; wrong: boolean }>`
    select d.worker_id, (n.worker_id is null or s.wrong or ${tuple('n', TIMELESS)} is distinct from ${tuple('d', TIMELESS)}) as wrong
    from worker_derived(${all}::uuid[], ${today}::date) d left join worker_now n on n.worker_id = d.worker_id
      left join worker w on w.id = n.worker_id
      left join lateral (select (n.records, n.shadowed) is distinct from (count(*)::smallint, coalesce(bool_or(substr(m.home, 1, 6) = substr(n.home, 1, 6)
          and (substr(o.area, 1, 6) <> substr(m.home, 1, 6), m.worker_id) < (substr(w.area, 1, 6) <> substr(n.home, 1, 6), n.worker_id)), false)) as wrong
        from worker_now m join worker o on o.id = m.worker_id where m.person_id = n.person_id) s on true
    where n.worker_id is null or s.wrong or ${tuple('n', [...TIMELESS, ...DAILY])} is distinct from ${tuple('d', [...TIMELESS, ...DAILY])}`.execute(
    db,
  );
  if (rows.length) await sql`select refresh_workers(${rows.map((r) => r.workerId)}::uuid[], ${today}::date)`.execute(db);
  const differed = rows.filter((r) => r.wrong).length;
  return { last: all.at(-1)!, compared: all.length, carried: rows.length - differed, differed };
};

interface Checkpoint {
  readonly after: string;
  readonly compared: number;
  readonly carried: number;
  readonly differed: number;
}

export const checkNow = defineJob<unknown, Checkpoint>({
  kind: 'workers.checkNow',
  summary: { zh: '核对人员现状', en: 'Compare the state of workers with the facts' },
  async run(context) {
    const today = context.services.clock.today();
    let at: Checkpoint = context.checkpoint ?? { after: '00000000-0000-0000-0000-000000000000', compared: 0, carried: 0, differed: 0 };
    for (;;) {
      const before = at;
      const done = await context.step(
        (db) => compareNow(db, before.after, today),
        (c) => ({ checkpoint: sum(before, c), progress: { done: before.compared + c.compared } }),
      );
      if (done.last === null) break;
      at = sum(before, done);
    }
    await context.step((db) => sql`delete from worker_noted where noted < clock_timestamp() - interval '40 days'`.execute(db));
    if (at.differed > 0)
      await context.step((db) =>
        sendNotice(db, { to: { role: 'system_admin', areaCode: '' }, kind: 'workers.nowDiffered', params: { n: at.differed } }),
      );
    return { compared: at.compared, carried: at.carried, differed: at.differed };
  },
});
const sum = (a: Checkpoint, c: Compared): Checkpoint => ({
  after: c.last ?? a.after,
  compared: a.compared + c.compared,
  carried: a.carried + c.carried,
  differed: a.differed + c.differed,
});

export const workersRecurring: readonly Recurring[] = [
  { name: 'workers.checkNow', at: '01:10', job: checkNow },
  { name: 'workers.sweepDuplicates', at: '02:00', job: sweepDuplicates },
];
