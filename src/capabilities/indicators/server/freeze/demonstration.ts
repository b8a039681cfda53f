// The months of a demonstration: one frozen and published, the next counted and waiting for both sides, so that every page of frozen months has something to show.
import { sql } from 'kysely';
import { Problem } from '#platform/problem.ts';
import { defineJob, enqueue, type JobContext } from '#platform/server/jobs.ts';
import { computeFreeze, type Place } from './computeJob.ts';
import { freezeInstant, insertFreeze, noteJob } from './deeds.ts';
import { approveFor, publishFor, steeringOf } from './forAccount.ts';
import { type FreezeRow, getFreeze } from './freezes.ts';

interface DemoMonth {
  readonly month: string;
  readonly upTo: 'published' | 'proposed';
}
const ORIGIN = '520000000000';
/** Demonstration accounts (access/server/demoAccounts.ts); where somebody took them away, the months wait for whoever may approve them. */
const LOGINS = { origin: 'gz-province', host: 'gd-province' } as const;
export const DEMO_MONTHS: readonly DemoMonth[] = [
  { month: '2022-08', upTo: 'published' },
  { month: '2022-09', upTo: 'proposed' },
];

/** The proposal of this very job, also where an earlier start of it made it; undefined where somebody else was faster. */
const proposalOf = async (context: JobContext<Place>, month: string): Promise<string | undefined> => {
  const { services } = context;
  const knownAt = await freezeInstant(services, undefined);
  try {
    return await context.step(async (db) => {
      const { rows } = await sql<{ id: string }>`select id from month_freeze where job_id = ${context.id}::uuid`.execute(db);
      if (rows[0]) return rows[0].id;
      const id = await insertFreeze(db, { month, origin: ORIGIN, knownAt, today: services.clock.today(), by: null });
      await noteJob(db, id, context.id);
      return id;
    });
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
};
const approveAndPublish = async ({ services }: JobContext<Place>, id: string): Promise<void> => {
  const read = (): Promise<FreezeRow> => services.store.transact({ role: 'system', readOnly: true }, (db) => getFreeze(db, id));
  const [origin, host] = [await steeringOf(services, LOGINS.origin), await steeringOf(services, LOGINS.host)];
  if (!origin || !host) return;
  let freeze = await read();
  if (freeze.state === 'proposed') freeze = await approveFor(services, origin, freeze, 'origin');
  if (freeze.state === 'approved') freeze = await approveFor(services, host, freeze, 'host');
  if (freeze.state === 'frozen') await publishFor(services, origin, id);
};

export const freezeDemonstration = defineJob<{ readonly months: readonly DemoMonth[] }, Place>({
  kind: 'indicators.freezeDemonstration',
  summary: { zh: '演示数据：封账两个月', en: 'Demonstration: freeze two months' },
  async run(context, { months: [now, ...later] }) {
    const { services } = context;
    if (!services.clock.demonstrationDay || !now) return {};
    const id = await proposalOf(context, now.month);
    if (id) {
      await computeFreeze.run(context, { freezeId: id });
      // what an earlier start of this job did, and what people did meanwhile, stands
      if (now.upTo === 'published')
        await approveAndPublish(context, id).catch((error: unknown) => {
          if (!(error instanceof Problem)) throw error;
        });
    }
    await context.step(async (db) => {
      if (later.length) await enqueue(db, services.keys, freezeDemonstration, { months: later }, { dedupeKey: later[0]!.month });
    });
    services.jobs.wake();
    return { month: now.month };
  },
});
