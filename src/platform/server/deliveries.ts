import { sql } from 'kysely';
import type { News } from './audit.ts';
import { report } from './log.ts';
import type { Services } from './services.ts';
import { type Db, outsideTransactions, type Session } from './store.ts';

export interface DeliveryOptions {
  readonly pollMs?: number;
  /** Wait after the first failure; doubles each time. Longer than any handler runs. */
  readonly retryMs?: number;
  readonly batch?: number;
  /** Parked after so many failures. */
  readonly attempts?: number;
}

export interface Deliveries {
  /** Looks at once instead of within a second; call it after the commit of a write. */
  wake(): void;
  /** Finishes the delivery under way and returns. */
  stop(): Promise<void>;
}

const SYSTEM: Session = { role: 'system' };

interface Claimed {
  readonly id: number;
  readonly subscriber: string;
  readonly attempts: number;
}

/**
 * Takes due deliveries after the commit that made them and runs each subscriber in a transaction of its own, in which the delivery is also
 * marked done: what a subscriber writes happens exactly once. What it does elsewhere may happen twice, so it must be idempotent there.
 * Deliveries of one subscriber usually come in order, but a failed one comes later.
 */
export const startDeliveries = (services: Services, options: DeliveryOptions = {}): Deliveries => {
  const { pollMs = 1000, retryMs = 30_000, batch = 20, attempts = 10 } = options;
  const { store } = services;
  const subscribers = new Map(services.subscribers.map((s) => [s.name, s]));
  const names = [...subscribers.keys()];
  let stopping = false;
  let ring = (): void => undefined;

  const claim = (): Promise<Claimed[]> =>
    store.transact(SYSTEM, async (db) => {
      const { rows } = await sql<Claimed>`
        update delivery set attempts = attempts + 1,
          next_at = clock_timestamp() + least(${retryMs}::float8 * 2 ^ least(attempts, 30), 6 * 3600 * 1000) * interval '1 millisecond'
        where id in (select id from delivery
          where done_at is null and parked_at is null and next_at <= clock_timestamp() and subscriber = any(${names})
          order by next_at, id limit ${batch} for update skip locked)
        returning id, subscriber, attempts`.execute(db);
      return rows.sort((a, b) => a.id - b.id);
    });

  const deliver = async (claimed: Claimed): Promise<void> => {
    const subscriber = subscribers.get(claimed.subscriber)!;
    try {
      // ten starts, and no end of any of them was seen: it takes its process with it
      if (claimed.attempts > attempts) throw new Error('killed its process');
      await store.transact(SYSTEM, async (db) => {
        // the row lock keeps everybody else away, also where this takes longer than the wait; taken over meanwhile: not ours any more
        const { rows } = await sql`
          select from delivery where id = ${claimed.id} and attempts = ${claimed.attempts} and done_at is null and parked_at is null
          for update skip locked`.execute(db);
        if (!rows.length) return;
        await subscriber.handle({ db, services, news: await newsOf(db, claimed.id) });
        await sql`update delivery set done_at = clock_timestamp(), error = null where id = ${claimed.id}`.execute(db);
      });
    } catch (error) {
      report(services, error, { delivery: claimed.id, subscriber: claimed.subscriber });
      await store.transact(SYSTEM, (db) =>
        sql`update delivery set error = ${describe(error)}, parked_at = case when attempts >= ${attempts} then clock_timestamp() end
          where id = ${claimed.id} and attempts = ${claimed.attempts} and done_at is null`.execute(db),
      );
    }
  };

  const loop = async (): Promise<void> => {
    while (!stopping) {
      let rung = false;
      const bell = new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pollMs);
        ring = () => {
          rung = true;
          clearTimeout(timer);
          resolve();
        };
      });
      let found = 0;
      try {
        const due = names.length ? await claim() : [];
        found = due.length;
        for (const one of due) {
          // the rest is claimed again after its wait
          if (stopping) break;
          await deliver(one);
        }
      } catch (error) {
        if (!stopping) report(services, error);
        found = 0;
      }
      if (!rung && !stopping && found < batch) await bell;
    }
    ring();
  };

  const silence = services.jobs.onWake(() => ring());
  const ended = outsideTransactions(loop);
  return {
    wake: () => ring(),
    async stop() {
      stopping = true;
      ring();
      silence();
      await ended;
    },
  };
};

const newsOf = async (db: Db, deliveryId: number): Promise<News> => {
  const row = await db
    .selectFrom('delivery')
    .innerJoin('audit', 'audit.id', 'delivery.auditId')
    .select(['audit.id as auditId', 'audit.at', 'audit.accountId', 'audit.action', 'audit.area', 'audit.subjectKind', 'audit.subjectId'])
    .select(['audit.details', 'audit.requestId'])
    .where('delivery.id', '=', deliveryId)
    .executeTakeFirstOrThrow();
  const { subjectKind, subjectId, ...rest } = row;
  const further = await db
    .selectFrom('auditSubject')
    .select(['kind', 'id'])
    .where('auditId', '=', row.auditId)
    .orderBy('kind')
    .orderBy('id')
    .execute();
  return {
    ...rest,
    details: row.details as News['details'],
    subject: subjectKind ? { kind: subjectKind, id: subjectId } : null,
    subjects: further,
  };
};

/** The kind of error and the database's code; never the message, which may quote a value. */
const describe = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error;
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' ? `${error.name} ${code}`.slice(0, 80) : error.name;
};

/** Sends a parked delivery round again, from the start. False where it is not parked. */
export const retryParked = async (db: Db, id: number): Promise<boolean> => {
  const { rows } = await sql`
    update delivery set parked_at = null, attempts = 0, next_at = clock_timestamp() where id = ${id} and parked_at is not null returning id`.execute(
    db,
  );
  return rows.length > 0;
};

/** Deliveries that were done are kept for 30 days; the audit stays. */
export const sweepDeliveries = async (db: Db): Promise<number> => {
  const { rows } = await sql`
    delete from delivery where id in (select id from delivery where done_at < clock_timestamp() - interval '30 days' limit 2000) returning id`.execute(
    db,
  );
  return rows.length;
};
