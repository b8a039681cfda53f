// How order classes keep their promises, counted: after a deed for its class, every night for all that may still change.
import { sql } from 'kysely';
import { defineJob, type JobKind } from '#platform/server/jobs.ts';
import type { Db } from '#platform/server/store.ts';
import { tallyOf } from '../../rules.ts';
import { briefsOf, type Enrolment, enrolmentColumns } from '../enrolment/target.ts';
import type { TrainingParts } from '../parts.ts';
import { promisesByEnrolment } from './checks.ts';

/** Runs as `system`: nobody who writes sees all trainees of a class. False where it is no order class any more, or has no terms. */
export const countClass = async (db: Db, parts: TrainingParts, classId: string, today: string): Promise<boolean> => {
  const brief = (await briefsOf(db, [classId], today)).get(classId);
  const posts = await sql<{ heads: number; terms: boolean }>`
    select coalesce((select sum(p.heads) from training_order_post p where p.class_id = ${classId}::uuid and p.superseded = 'infinity'), 0)::int as heads,
      exists (select 1 from training_order o where o.class_id = ${classId}::uuid and o.superseded = 'infinity') as terms`.execute(db);
  if (!brief?.orderKind || brief.state === 'cancelled' || !posts.rows[0]!.terms) {
    await sql`delete from training_promise_count where class_id = ${classId}::uuid`.execute(db);
    return false;
  }
  const { rows } = await sql<Enrolment>`select ${enrolmentColumns} from training_enrolment_fact f
    where f.class_id = ${classId}::uuid and f.superseded = 'infinity' and f.enrolled_on is not null`.execute(db);
  const checks = await promisesByEnrolment({ db, today }, parts, [brief], rows);
  const t = tallyOf(rows.map((e) => ({ state: e.state, checks: checks.get(e.enrolmentId) ?? [] })));
  const { intent, entry, practice, contract } = t.counts;
  await sql`insert into training_promise_count as c (class_id, counted_on, posts, trainees, gone, intent_met, intent_not, intent_yet, entry_met, entry_not, entry_yet,
      practice_met, practice_not, practice_yet, contract_met, contract_not, contract_yet)
    values (${classId}::uuid, ${today}::date, ${posts.rows[0]!.heads}, ${t.trainees}, ${t.gone}, ${intent.met}, ${intent.not}, ${intent.yet}, ${entry.met}, ${entry.not},
      ${entry.yet}, ${practice.met}, ${practice.not}, ${practice.yet}, ${contract.met}, ${contract.not}, ${contract.yet})
    on conflict (class_id) do update set (counted_on, posts, trainees, gone, intent_met, intent_not, intent_yet, entry_met, entry_not, entry_yet, practice_met,
      practice_not, practice_yet, contract_met, contract_not, contract_yet) = (excluded.counted_on, excluded.posts, excluded.trainees, excluded.gone,
      excluded.intent_met, excluded.intent_not, excluded.intent_yet, excluded.entry_met, excluded.entry_not, excluded.entry_yet, excluded.practice_met,
      excluded.practice_not, excluded.practice_yet, excluded.contract_met, excluded.contract_not, excluded.contract_yet)`.execute(db);
  return true;
};

/** Order classes after one, in the order of their ids. */
const orderClassesAfter = async (db: Db, after: string | null, limit: number): Promise<readonly string[]> => {
  const { rows } = await sql<{
    id: string;
  }>`select f.class_id as id from training_class_fact f where f.superseded = 'infinity' and f.order_kind is not null
    and f.class_id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000') order by f.class_id limit ${limit}`.execute(db);
  return rows.map((r) => r.id);
};

interface Checkpoint {
  readonly after: string | null;
  readonly counted: number;
}
const CHUNK = 20;
export interface CountInput {
  /** That class alone; else all order classes. */
  readonly classId?: string;
}
/** What deeds queue. Who runs it needs what the ledger of work knows: `newCountPromises`. */
export const countPromises: JobKind<CountInput, Checkpoint> = defineJob<CountInput, Checkpoint>({
  kind: 'training.countPromises',
  summary: { zh: '统计订单班承诺', en: 'Count the promises of order classes' },
  run: () => Promise.reject(new Error('queued by deeds, run by what newCountPromises makes')),
});
export const newCountPromises = (parts: TrainingParts): JobKind<CountInput, Checkpoint> => ({
  ...countPromises,
  run: async (context, { classId }) => {
    const today = context.services.clock.today();
    if (classId !== undefined) return { counted: (await context.step((db) => countClass(db, parts, classId, today))) ? 1 : 0 };
    let at: Checkpoint = context.checkpoint ?? { after: null, counted: 0 };
    for (;;) {
      const before = at;
      const chunk = await context.step(
        async (db) => {
          const ids = await orderClassesAfter(db, before.after, CHUNK);
          for (const id of ids) await countClass(db, parts, id, today);
          return ids;
        },
        (ids) => ({
          checkpoint: { after: ids.at(-1) ?? before.after, counted: before.counted + ids.length },
          progress: { done: before.counted + ids.length },
        }),
      );
      if (chunk.length === 0) return { counted: at.counted };
      at = { after: chunk.at(-1)!, counted: before.counted + chunk.length };
    }
  },
});
