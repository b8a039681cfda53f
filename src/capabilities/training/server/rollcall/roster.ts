// Who is on the roll of a class: whoever was ever taken in, with the days. Names as far as the reader may know them.
import { sql } from 'kysely';
import { fieldsFor, holds } from '#capabilities/access/rules.ts';
import { maskName } from '#capabilities/workers/rules.ts';
import { keysOfMany } from '#capabilities/workers/server/service.ts';
import type { Call } from '#platform/server/http.ts';
import type { Db } from '#platform/server/store.ts';
import type { InClass } from '../../rules.ts';

export interface OnRoll extends InClass {
  readonly classId: string;
  readonly workerId: string;
  readonly seat: number | null;
}
interface Named extends OnRoll {
  readonly name: string;
  readonly home: string;
}
export const rollQuery = (
  classIds: readonly string[],
  workerIds?: readonly string[],
) => sql<Named>`select f.class_id, f.worker_id, f.seat, f.enrolled_on as "from", f.ended_on as "to", n.name, n.home
    from training_enrolment_fact f join worker_now n on n.worker_id = f.worker_id
    where f.class_id = any (${classIds}::uuid[]) and f.superseded = 'infinity' and f.enrolled_on is not null
      and f.state in ('enrolled', 'finished', 'failed', 'withdrawn') ${workerIds ? sql`and f.worker_id = any (${workerIds}::uuid[])` : sql``}
    order by f.class_id, f.seat nulls last, f.enrolled_on, f.worker_id`;
export const rollOf = async (db: Db, classIds: readonly string[], workerIds?: readonly string[]): Promise<readonly Named[]> =>
  classIds.length ? (await rollQuery(classIds, workerIds).execute(db)).rows : [];
export const onRollOn = (p: InClass, day: string): boolean => p.from <= day && (p.to === null || day <= p.to);

/** Names under the rights of the reader: an auditor sees the first character. */
export const namesFor = async (
  { db, actor, today }: Pick<Call, 'db' | 'actor' | 'today'>,
  people: readonly Named[],
): Promise<ReadonlyMap<string, string>> => {
  const keys = await keysOfMany(db, actor, [...new Set(people.map((p) => p.workerId))], today);
  return new Map(
    people.map((p) => {
      const looked = actor.overrideId !== null && actor.lookAreas.some((a) => holds(a, p.home));
      const fields = fieldsFor(actor.grants, { homeCode: p.home, keys: keys.get(p.workerId) ?? [], looked });
      return [p.workerId, fields.name === 'plain' ? p.name : maskName(p.name)];
    }),
  );
};
