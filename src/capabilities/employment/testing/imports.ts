// Lists of work handed in as the engine does it: as `system`, a chunk a transaction, with the rights of the owner of the moment.
import { sql } from 'kysely';
import type { ApplyContext, BatchFacts, Resolution, RowPlace, SheetRowIn, Undone } from '#capabilities/rosters/server/service.ts';
import type { Services } from '#platform/server/services.ts';
import type { Store } from '#platform/server/store.ts';
import { workApplier } from '../server/import/workApplier.ts';

const applier = workApplier('workers.work');

export const importing = (services: Services, accountId: string, batch: BatchFacts, rows: readonly SheetRowIn[], chunk = 500) => {
  const fields = new Set(rows.flatMap((r) => Object.keys(r.values)));
  const inChunk = <T>(work: (context: ApplyContext) => Promise<T>, readOnly = false): Promise<T> =>
    services.store.transact({ role: 'system', ...(readOnly ? { readOnly } : { writesFacts: true }) }, async (db) => {
      const owner = await services.actorFor(db, accountId, services.clock.now());
      return work({ db, services, owner, today: services.clock.today(), batch, fields });
    });
  return {
    judge: (): Promise<readonly Resolution[]> => inChunk((context) => applier.resolve(context, rows), true),
    async write(): Promise<Resolution[]> {
      const out: Resolution[] = [];
      for (let at = 0; at < rows.length; at += chunk)
        out.push(
          ...(await inChunk(async (context) => {
            const part = rows.slice(at, at + chunk);
            const resolutions = await applier.resolve(context, part);
            await applier.write(
              context,
              part.flatMap((row, i) => (resolutions[i]!.outcome === 'refused' ? [] : [{ row, resolution: resolutions[i]! }])),
            );
            return resolutions;
          })),
        );
      return out;
    },
    async undo(): Promise<Undone[]> {
      const out: Undone[] = [];
      for (let after: RowPlace | null = null; ; ) {
        const [places, undone] = await inChunk(async (context) => {
          const found = await applier.writtenRows(context, after, chunk);
          return [found, found.length ? await applier.undo(context, found) : []] as const;
        });
        if (!places.length) return out;
        out.push(...undone);
        after = places.at(-1)!;
      }
    },
  };
};

/** All that stands of work, without ids and times of writing: two that are equal are the same register. */
export const standingWork = async (store: Store): Promise<unknown> =>
  store.transact({ role: 'owner' }, async (db) => {
    const { rows: spells } =
      await sql`select to_jsonb(s) - '{id,recorded,superseded}'::text[] as x from spell s where superseded = 'infinity' order by s.worker_id, s.start, s.id`.execute(
        db,
      );
    const { rows: evidence } =
      await sql`select to_jsonb(e) - '{id,recorded,superseded}'::text[] as x from evidence e where superseded = 'infinity' order by e.worker_id, e.covers_from, e.observed, e.id`.execute(
        db,
      );
    const { rows: idle } =
      await sql`select to_jsonb(n) - '{recorded,superseded}'::text[] as x from no_work n where superseded = 'infinity' order by n.worker_id`.execute(
        db,
      );
    const { rows: scope } = await sql`select to_jsonb(s) as x from worker_scope s order by s.source, s.key`.execute(db);
    const { rows: states } =
      await sql`select worker_id, working, work_place, work_org, work_since, verified_until, verified_class from worker_now
      where name <> '' order by worker_id`.execute(db);
    return { spells, evidence, idle, scope, states };
  });
export const versionsOfWork = async (store: Store): Promise<number> =>
  store.transact({ role: 'owner' }, async (db) => {
    const { rows } = await sql<{
      n: number;
    }>`select ((select count(*) from spell) + (select count(*) from evidence) + (select count(*) from no_work))::int as n`.execute(db);
    return rows[0]!.n;
  });
