import { sql } from 'kysely';
import { sweepDeliveries } from './deliveries.ts';
import { collectFiles } from './files.ts';
import { sweepIdempotency } from './idempotency.ts';
import { type AnyJobKind, defineJob, enqueue, sweepJobs } from './jobs.ts';
import { report } from './log.ts';
import type { Services } from './services.ts';
import { analyzeGrown } from './statistics.ts';
import { outsideTransactions } from './store.ts';

/** A job that is queued once a day, at a time of the clock on the wall in Asia/Shanghai (real time, also on a demonstration day). */
export interface Recurring {
  /** Stable: with the day it is the key that makes it once. */
  readonly name: string;
  /** `HH:MM`. */
  readonly at: string;
  readonly job: AnyJobKind;
  readonly input?: unknown;
}

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** Day and time in Asia/Shanghai. */
export const wallClock = (now: Date): { readonly day: string; readonly time: string } => {
  const [day = '', time = ''] = parts.format(now).split(', ');
  return { day, time };
};

/** What should have been queued today by now. A process that starts late in the day makes up for what was missed today, not for earlier days. */
export const dueNow = (recurring: readonly Recurring[], now: Date): readonly { readonly of: Recurring; readonly day: string }[] => {
  const { day, time } = wallClock(now);
  return recurring.filter((r) => r.at <= time).map((of) => ({ of, day }));
};

/** Queues what is due, once across all processes: the day's row and the job are one transaction. Returns the names queued. */
export const queueDue = async (
  services: Services,
  recurring: readonly Recurring[],
  already: Set<string> = new Set(),
): Promise<string[]> => {
  const due = dueNow(recurring, services.clock.now()).filter(({ of, day }) => !already.has(`${of.name} ${day}`));
  if (!due.length) return [];
  const queued = await services.store.transact({ role: 'system' }, async (db) => {
    const names: string[] = [];
    for (const { of, day } of due) {
      // Claimed first: a second process waits here for the first one's commit and then finds it taken.
      const { rows } =
        await sql`insert into recurring_run (name, day) values (${of.name}, ${day}) on conflict do nothing returning name`.execute(db);
      if (!rows.length) continue;
      const id = await enqueue(db, services.keys, of.job, of.input ?? {}, { dedupeKey: `recurring ${of.name}` });
      await sql`update recurring_run set job_id = ${id} where name = ${of.name} and day = ${day}`.execute(db);
      names.push(of.name);
    }
    return names;
  });
  for (const { of, day } of due) already.add(`${of.name} ${day}`);
  if (queued.length) services.jobs.wake();
  return queued;
};

/** Looks every half minute. Returns the stop. */
export const startRecurring = (services: Services, recurring: readonly Recurring[], everyMs = 30_000): (() => Promise<void>) => {
  for (const r of recurring) if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(r.at)) throw new Error(`${r.name}: ${r.at} is no time of day`);
  const already = new Set<string>();
  let running: Promise<unknown> = Promise.resolve();
  const look = () => {
    running = outsideTransactions(() => queueDue(services, recurring, already)).catch((error: unknown) => report(services, error));
  };
  look();
  const timer = setInterval(look, everyMs);
  return async () => {
    clearInterval(timer);
    await running;
  };
};

/** What piles up in the platform's own tables. */
export const sweepPlatform = defineJob({
  kind: 'platform.sweep',
  summary: { zh: '清理过期的记录', en: 'Remove what has expired' },
  async run(context) {
    await context.step(sweepIdempotency);
    await context.step(sweepJobs);
    while ((await context.step(sweepDeliveries)) > 0);
    await context.step(async (db) => void (await sql`delete from recurring_run where day < current_date - 90`.execute(db)));
  },
});

const analyzeTables = defineJob({
  kind: 'platform.analyze',
  summary: { zh: '更新数据库的统计', en: 'Refresh the statistics of the database' },
  run: async (context) => ({ tables: await analyzeGrown(context, true) }),
});

export const platformRecurring: readonly Recurring[] = [
  { name: 'platform.analyze', at: '03:50', job: analyzeTables },
  { name: 'platform.sweep', at: '03:10', job: sweepPlatform },
  { name: 'platform.collectFiles', at: '03:30', job: collectFiles },
];
