// When living rules are asked: on every save of a fact, after every batch, and each night over what has changed; on Sundays over everybody.
import { sql } from 'kysely';
import type { Subscriber } from '#platform/server/audit.ts';
import { defineJob, enqueue } from '#platform/server/jobs.ts';
import type { Recurring } from '#platform/server/recurring.ts';
import type { Db } from '#platform/server/store.ts';
import { weekday } from '#standards/calendar/calendar.ts';
import { openBatchDoubts } from './exemptions.ts';
import { expireExemptions } from './expire.ts';
import type { LivingRules, Since } from './living.ts';
import { type LookDone, lookAround, lookAt, noLook, SAVED_MOST, sumLooks } from './recheck.ts';

export interface SweepInput {
  /** Everybody, also where nothing has changed. */
  readonly full?: boolean;
}
interface Checkpoint extends LookDone {
  /** Index of the rules under way, and the last person looked at. */
  readonly at: number;
  readonly after: string | null;
  readonly since: Since | null;
  readonly started: string;
  /** Open doubts themselves were looked at. */
  readonly open: boolean;
  readonly total: number | null;
}

const CHUNK = { server: 2_000, embedded: 300 } as const;

const begin = async (db: Db, living: LivingRules, full: boolean, today: string): Promise<Pick<Checkpoint, 'since' | 'started'>> => {
  // what began to be written before may be committed after: a transaction lives a minute at most, so five are looked back
  const { rows } = await sql<{ started: string; instant: string | null; day: string | null }>`
    select clock_timestamp() as started, (select until - interval '5 minutes' from desk_sweep where rules = ${living.name}) as instant,
      (select day from desk_sweep where rules = ${living.name}) as day`.execute(db);
  const { started, instant, day } = rows[0]!;
  return { started, since: full || instant === null || day === null ? null : { instant, day, today } };
};

/** Doubts of these rules that stand open, by id: also where no fact of the person itself has changed (another's telephone has). */
const openOf = async (
  db: Db,
  living: LivingRules,
  after: string | null,
  limit: number,
): Promise<readonly { id: string; workerId: string }[]> => {
  const { rows } = await sql<{ id: string; workerId: string }>`
    select id, worker_id from finding where state in ('open', 'exempt') and rule = any(${living.rules.map((r) => r.id)}::text[])
      and id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000') order by id limit ${limit}`.execute(db);
  return rows;
};

/** The next of sorted ids. Text of a uuid sorts as its bytes. */
const nextOf = (sorted: readonly string[], after: string | null, limit: number): readonly string[] => {
  if (after === null) return sorted.slice(0, limit);
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= after) low = middle + 1;
    else high = middle;
  }
  return sorted.slice(low, low + limit);
};

export const newSweep = (all: readonly LivingRules[]) => {
  const sweepFindings = defineJob<SweepInput, Checkpoint>({
    kind: 'rosters.sweepFindings',
    summary: { zh: '核查在册档案的疑点', en: 'Check the register for doubts' },
    async run(context, input) {
      const { services } = context;
      const today = services.clock.today();
      const size = CHUNK[services.store.kind];
      const full = input.full ?? false;
      let at: Checkpoint = context.checkpoint ?? { ...noLook, at: 0, after: null, since: null, started: '', open: false, total: null };
      if (!context.checkpoint) await context.step((db) => expireExemptions(db, today));
      let changed: readonly string[] | null = null;
      while (at.at < all.length) {
        const living = all[at.at]!;
        if (at.started === '') {
          const begun = await context.step((db) => begin(db, living, full, today));
          at = { ...at, ...begun };
        }
        const before = at;
        // read again after a restart: what is done already is passed over
        if (!before.open && before.since !== null && changed === null) {
          const { since } = before;
          changed = await context.step((db) => living.changedSince(db, since));
        }
        const keep = (next: Checkpoint) => ({ checkpoint: next, progress: { done: next.people, note: noteOf(next) } });
        if (!before.open) {
          const next = await context.step(async (db): Promise<Checkpoint> => {
            const ids = before.since === null ? await living.everybody(db, before.after, size) : nextOf(changed!, before.after, size);
            const done = await lookAt(db, services, living, ids, 'sweep');
            const more = ids.length > 0;
            return { ...before, ...sumLooks(before, done), after: more ? ids.at(-1)! : null, open: !more };
          }, keep);
          at = next;
          continue;
        }
        const next = await context.step(async (db): Promise<Checkpoint> => {
          // after a look at everybody nothing is left to look at again
          const open = before.since === null ? [] : await openOf(db, living, before.after, size);
          const done = await lookAt(
            db,
            services,
            living,
            open.map((o) => o.workerId),
            'sweep',
          );
          if (open.length) return { ...before, ...sumLooks(before, done), after: open.at(-1)!.id };
          await sql`insert into desk_sweep (rules, until, day) values (${living.name}, ${before.started}::timestamptz, ${today}::date)
            on conflict (rules) do update set until = greatest(desk_sweep.until, excluded.until), day = excluded.day, finished = clock_timestamp()`.execute(
            db,
          );
          return { ...before, at: before.at + 1, after: null, since: null, started: '', open: false };
        }, keep);
        if (next.at > at.at) changed = null;
        at = next;
      }
      return { people: at.people, opened: at.opened, reopened: at.reopened, closed: at.closed };
    },
  });

  /** The nightly one knows which day it is only when it runs. */
  const nightly = defineJob({
    kind: 'rosters.nightlyFindings',
    summary: { zh: '每晚核查疑点', en: 'Nightly check for doubts' },
    async run(context) {
      const full = weekday(context.services.clock.today()) === 7;
      await context.step((db) => enqueue(db, context.services.keys, sweepFindings, { full }, { dedupeKey: 'nightly' }));
      context.services.jobs.wake();
    },
  });

  /** After a person was saved: that person, and whoever a change may concern. After a batch was written or undone: a sweep. */
  const subscriber: Subscriber = {
    name: 'rosters.desk',
    to: ['workers.*', 'employment.*', 'rosters.written', 'rosters.undone', 'rosters.takeSuggestion', 'access.disableAccount'],
    handle: async ({ db, services, news }) => {
      // who has left works on nothing: it goes back to the office, unless it was handed over before
      if (news.action === 'access.disableAccount') {
        await sql`update finding set assignee = null, version = version + 1 where assignee = ${news.subject?.id ?? null}::uuid and state = 'open'`.execute(
          db,
        );
        return;
      }
      if (news.action === 'rosters.written' && news.subject) await openBatchDoubts(db, news.subject.id, services.clock.today());
      const people = [
        ...new Set([...(news.subject ? [news.subject] : []), ...news.subjects].filter((s) => s.kind === 'worker').map((s) => s.id)),
      ];
      if (people.length > SAVED_MOST || news.action === 'rosters.written' || news.action === 'rosters.undone') {
        await enqueue(db, services.keys, sweepFindings, {}, { dedupeKey: `after ${news.auditId}` });
        return;
      }
      if (people.length) await lookAround(db, services, all, people);
    },
  };

  const recurring: readonly Recurring[] = [{ name: 'rosters.findings', at: '04:10', job: nightly }];
  return { sweepFindings, nightly, subscriber, recurring };
};
const noteOf = (at: LookDone) => ({
  zh: `已核查 ${at.people} 人次，新增 ${at.opened} 件，了结 ${at.closed} 件`,
  en: `${at.people} looks, ${at.opened} opened, ${at.closed} closed`,
});
