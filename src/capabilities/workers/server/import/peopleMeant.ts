// Whom lists mean that write nothing about a person: by number and name together, wherever the home lies, and how the owner of the list stands to them.
import { sql } from 'kysely';
import type { ApplyContext } from '#capabilities/rosters/server/service.ts';
import { findByNumber, inAreas, indexAll, opened } from './findPeople.ts';
import type { Reach } from './reach.ts';

export interface Meant {
  readonly workerId: string;
  readonly home: string;
  readonly name: string;
  readonly diedOn: string | null;
  readonly reach: Reach;
  /** Another record stands for the person. */
  readonly shadowed: boolean;
}

/** By number: every record that bears it. As `system`; whoever asks decides what the owner may be told. */
export const peopleMeant = async (
  context: Pick<ApplyContext, 'db' | 'services' | 'owner' | 'today'>,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, readonly Meant[]>> => {
  const { db, services, owner } = context;
  const found = await findByNumber(db, indexAll(services.keys, 'number', numbers));
  const all = [...found.values()].flat();
  if (all.length === 0) return new Map();
  const inOwn = inAreas(owner.areas);
  const keyed = await opened(context, [...new Set(all.flatMap((f) => (inOwn(f.home) ? [] : [f.workerId])))]);
  const { rows: dead } = await sql<{ workerId: string; diedOn: string }>`
    select worker_id, died_on from worker_now where worker_id = any (${all.map((f) => f.workerId)}::uuid[]) and died_on is not null`.execute(
    db,
  );
  const died = new Map(dead.map((d) => [d.workerId, d.diedOn]));
  return new Map(
    [...found].map(([number, records]) => [
      number,
      records.map((r) => ({
        workerId: r.workerId,
        home: r.home,
        name: r.name,
        diedOn: died.get(r.workerId) ?? null,
        reach: inOwn(r.home) ? 'own' : keyed.has(r.workerId) ? 'key' : 'none',
        shadowed: r.shadowed,
      })),
    ]),
  );
};
