// How the owner of a list stands to people at this moment: they are at home in one of the areas, a key opens them, or neither.
import { sql } from 'kysely';
import type { ApplyContext } from '#capabilities/rosters/server/service.ts';
import { inAreas, opened } from './findPeople.ts';

export type Reach = 'own' | 'key' | 'none';

/** As `system`, which sees everybody; a record that is none any more is nobody else's. */
export const reachOf = async (
  context: Pick<ApplyContext, 'db' | 'owner' | 'today'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Reach>> => {
  if (!ids.length) return new Map();
  const { rows } = await sql<{ workerId: string; home: string }>`
    select worker_id, home from worker_now where worker_id = any(${ids}::uuid[])`.execute(context.db);
  const inOwn = inAreas(context.owner.areas);
  const away = new Map(rows.filter((r) => !inOwn(r.home)).map((r) => [r.workerId, r.home]));
  const keyed = await opened(context, [...away.keys()]);
  return new Map(ids.map((id) => [id, !away.has(id) ? 'own' : keyed.has(id) ? 'key' : 'none']));
};
