import { createHash, timingSafeEqual } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { Gauge, Histogram, Registry } from 'prom-client';
import { forbidden } from '../problem.ts';
import { networkOf } from './log.ts';
import { allMigrations } from './migrate.ts';
import type { Services } from './services.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    endpoint?: string;
    /** Answers also while the service stops. */
    always?: boolean;
  }
}

/** `/healthz`, `/readyz`, `/metrics`, and one line of log per request. */
export const addOperations = (app: FastifyInstance, services: Services): void => {
  const metrics = newMetrics(services);
  const quiet = { always: true, rateLimit: false };
  const names = allMigrations().map((m) => m.name);

  app.addHook('onResponse', async (request, reply) => {
    const endpoint = request.routeOptions.config?.endpoint ?? (request.routeOptions.url ? 'page' : 'none');
    metrics.requests.observe({ endpoint, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
    if (request.routeOptions.config?.always) return;
    services.log?.({
      level: 'info',
      event: 'request',
      method: request.method,
      endpoint,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      requestId: request.id,
      network: networkOf(request.ip),
    });
  });
  app.addHook('onClose', async () => metrics.close());

  app.get('/healthz', { config: quiet }, async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }));
  app.get('/readyz', { config: quiet }, async (_request, reply) => {
    const status = await readiness(services, names);
    return reply
      .code(status === 'ready' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status });
  });
  app.get('/metrics', { config: quiet }, async (request, reply) => {
    if (!mayReadMetrics(services, request)) throw forbidden({ permission: 'metrics' });
    return reply
      .header('cache-control', 'no-store')
      .type(metrics.registry.contentType)
      .send(await metrics.registry.metrics());
  });
};

export type Readiness = 'ready' | 'stopping' | 'database' | 'migrations';

/** Whether requests may be sent here: the database answers within three seconds, is migrated as this program expects, and no stop has begun. */
export const readiness = async (services: Services, names: readonly string[]): Promise<Readiness> => {
  if (services.stopping()) return 'stopping';
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'database'>((resolve) => {
    timer = setTimeout(resolve, 3000, 'database');
  });
  const asked = services.store
    .transact({ role: 'owner' }, async (db) => {
      const { rows } = await sql<{ name: string }>`select name from migration order by name`.execute(db);
      return rows.map((r) => r.name).join() === names.join() ? ('ready' as const) : ('migrations' as const);
    })
    .catch(() => 'database' as const);
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** With the token, or from this very machine; behind a proxy everything seems to come from here, so there only the token counts. */
const mayReadMetrics = (services: Services, request: FastifyRequest): boolean => {
  const { metricsToken, trustProxy } = services.config;
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (metricsToken && given && timingSafeEqual(digest(given), digest(metricsToken))) return true;
  return !trustProxy && /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(request.socket.remoteAddress ?? '');
};

const newMetrics = (services: Services) => {
  const registry = new Registry();
  const registers = [registry];
  const loop = monitorEventLoopDelay({ resolution: 20 });
  loop.enable();
  const requests = new Histogram({
    name: 'wengang_request_seconds',
    help: 'Duration of requests by endpoint and status',
    labelNames: ['endpoint', 'status'],
    buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10],
    registers,
  });
  const gauge = (name: string, help: string, labelNames: string[] = []) => new Gauge({ name, help, labelNames, registers });
  const jobs = gauge('wengang_jobs', 'Jobs by state', ['state']);
  const lag = gauge('wengang_delivery_lag_seconds', 'Age of the oldest delivery that is due');
  const parked = gauge('wengang_deliveries_parked', 'Deliveries given up after ten failures');
  const pool = gauge('wengang_database_connections', 'Connections by state', ['state']);
  const delay = gauge('wengang_event_loop_delay_seconds', '99th percentile since the last reading');
  const memory = gauge('wengang_memory_bytes', 'Resident memory of the process');
  // One query for everything the database knows, when somebody asks.
  const collect = async () => {
    const { states, oldest, given } = await services.store.transact({ role: 'system' }, async (db) => {
      const { rows } = await sql<{ states: Record<string, number> | null; oldest: number; given: number }>`
        select (select jsonb_object_agg(state, n) from (select state, count(*) as n from job group by state) s) as states,
          (select coalesce(greatest(extract(epoch from clock_timestamp() - min(next_at)), 0), 0)::float8 from delivery where done_at is null and parked_at is null) as oldest,
          (select count(*) from delivery where parked_at is not null) as given`.execute(db);
      return rows[0]!;
    });
    jobs.reset();
    for (const state of ['queued', 'running', 'done', 'failed', 'cancelled']) jobs.set({ state }, states?.[state] ?? 0);
    lag.set(oldest);
    parked.set(given);
  };
  const connections = () => {
    for (const [state, n] of Object.entries(services.store.connections())) pool.set({ state }, n);
    delay.set(loop.percentile(99) / 1e9 || 0);
    loop.reset();
    memory.set(process.memoryUsage.rss());
  };
  return {
    requests,
    close: () => loop.disable(),
    registry: {
      contentType: registry.contentType,
      async metrics(): Promise<string> {
        connections();
        // a database that is gone must not take the metrics with it
        await collect().catch(() => lag.set(Number.NaN));
        return registry.metrics();
      },
    },
  };
};
