import { sql } from 'kysely';
import { readAbout } from '../contract.ts';
import { Progress } from '../jobsContract.ts';
import { deliveryRoutes } from './deliveryRoutes.ts';
import { fileRoutes } from './fileRoutes.ts';
import { handle, type Route } from './http.ts';
import { jobRoutes } from './jobRoutes.ts';
import { PREPARING } from './jobs.ts';
import type { Services } from './services.ts';
import type { Db } from './store.ts';

const preparing = async (db: Db, { jobs }: Services) => {
  const { rows } = await sql<{ kind: string; progress: unknown }>`
    select kind, progress from job where dedupe_key = ${PREPARING} and state in ('queued', 'running') limit 1`.execute(db);
  const job = rows[0];
  if (!job) return null;
  const { done, total } = Progress.parse(job.progress);
  const summary = jobs.kinds.get(job.kind)?.summary ?? { zh: job.kind, en: job.kind };
  return { text: { zh: summary.zh, en: summary.en }, done, total };
};

/** Every endpoint of the platform itself. */
export const platformRoutes: readonly Route[] = [
  handle(readAbout, async ({ db, services, today }) => ({
    name: '稳岗 Wengang',
    version: services.config.version,
    database: { kind: services.store.kind, version: services.store.version },
    today,
    demonstrationDay: services.clock.demonstrationDay,
    demonstration: services.config.demonstration,
    preparing: await preparing(db, services),
  })),
  ...jobRoutes,
  ...fileRoutes,
  ...deliveryRoutes,
];
