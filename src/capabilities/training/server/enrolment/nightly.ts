// Every night: who is in a class, against what the register's row says; people of cancelled classes; the promises of order classes counted.
import { sql } from 'kysely';
import { sendNotice } from '#capabilities/access/server/service.ts';
import type { Call } from '#platform/server/http.ts';
import { defineJob, enqueue } from '#platform/server/jobs.ts';
import type { Recurring } from '#platform/server/recurring.ts';
import type { Db } from '#platform/server/store.ts';
import { newCountPromises } from '../orders/count.ts';
import type { TrainingParts } from '../parts.ts';
import { promote } from './admit.ts';
import {
  briefsOf,
  type Enrolment,
  enrolmentColumns,
  followEnrolments,
  lockPeople,
  lockSeats,
  settleInClass,
  writeEnrolment,
} from './target.ts';

const CHUNK = 1000;
const GONE = ['invited', 'applied', 'waiting', 'enrolled'];
const later = (...days: readonly string[]): string => [...days].sort().at(-1)!;
/** Whoever is still on the list of a cancelled class leaves it on the day it was cancelled. Runs as `system`; returns how many. */
export const endCancelled = async (db: Db, classId: string, today: string): Promise<number> => {
  await lockSeats(db, classId);
  const brief = (await briefsOf(db, [classId], today)).get(classId);
  if (brief?.state !== 'cancelled') return 0;
  const { rows: days } = await sql<{ day: string }>`select on_day as day from training_class_step
    where class_id = ${classId}::uuid and state = 'cancelled' and superseded = 'infinity'`.execute(db);
  const day = days[0]?.day ?? today;
  const { rows } = await sql<Enrolment>`select ${enrolmentColumns} from training_enrolment_fact f
    where f.class_id = ${classId}::uuid and f.superseded = 'infinity' and f.state = any (${GONE}::text[])`.execute(db);
  await lockPeople(
    db,
    rows.map((r) => r.workerId),
  );
  for (const e of rows) {
    const from = e.enrolledOn ?? e.askedOn;
    await writeEnrolment(
      db,
      e,
      e,
      { state: e.state === 'invited' ? 'declined' : 'withdrawn', endedOn: later(day, from), reasonCode: 'classCancelled' },
      { recordedBy: null, recordedName: '' },
    );
  }
  await followEnrolments(
    db,
    rows.map((r) => r.enrolmentId),
    brief,
    today,
  );
  return rows.length;
};
/** After a class was cancelled, its seats, school or employer changed: who leaves, who moves up, whom its people are open to. Runs as `system`. */
export const settleClass = async (
  db: Db,
  classId: string,
  today: string,
): Promise<{ readonly left: number; readonly promoted: number }> => {
  await lockSeats(db, classId);
  const brief = (await briefsOf(db, [classId], today)).get(classId);
  if (!brief) return { left: 0, promoted: 0 };
  if (brief.state === 'cancelled') return { left: await endCancelled(db, classId, today), promoted: 0 };
  const promoted = await promote({ db, today }, brief);
  const { rows } = await sql<{ id: string }>`select id from training_enrolment where class_id = ${classId}::uuid`.execute(db);
  await followEnrolments(
    db,
    rows.map((r) => r.id),
    brief,
    today,
  );
  return { left: 0, promoted };
};
/** What a class's own deeds queue. */
export const settleClassJob = defineJob<{ readonly classId: string }>({
  kind: 'training.settleClass',
  summary: { zh: '班有变动，学员随之更新', en: 'Carry a change of a class over to its people' },
  run: ({ services, step }, { classId }) => step((db) => settleClass(db, classId, services.clock.today())),
});
export const queueSettling = async (call: Pick<Call, 'db' | 'services' | 'afterCommit'>, classId: string): Promise<void> => {
  await enqueue(call.db, call.services.keys, settleClassJob, { classId }, { dedupeKey: classId });
  call.afterCommit(() => call.services.jobs.wake());
};

/** Workers whose row says otherwise than their enrolments, from one on. */
const differing = async (
  db: Db,
  after: string | null,
  today: string,
): Promise<{ readonly last: string | null; readonly settled: number }> => {
  const { rows } = await sql<{
    id: string;
  }>`select w.worker_id as id from worker_now w where w.worker_id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000')
      and (w.in_class or exists (select 1 from training_enrolment e where e.worker_id = w.worker_id)) order by w.worker_id limit ${CHUNK}`.execute(
    db,
  );
  const ids = rows.map((r) => r.id);
  return { last: ids.at(-1) ?? null, settled: await settleInClass(db, ids, today) };
};
interface Checkpoint {
  readonly after: string | null;
  readonly settled: number;
}
const checkEnrolments = defineJob<unknown, Checkpoint>({
  kind: 'training.checkEnrolments',
  summary: { zh: '核对学员在读状态', en: 'Compare who is in a class with the enrolments' },
  run: async (context) => {
    const today = context.services.clock.today();
    let at: Checkpoint = context.checkpoint ?? { after: null, settled: 0 };
    for (;;) {
      const before = at;
      const done = await context.step(
        (db) => differing(db, before.after, today),
        (d) => ({
          checkpoint: { after: d.last ?? before.after, settled: before.settled + d.settled },
          progress: { done: before.settled + d.settled },
        }),
      );
      if (done.last === null) break;
      at = { after: done.last, settled: before.settled + done.settled };
    }
    const cancelled = await context.step(async (db) => {
      const { rows } = await sql<{
        id: string;
      }>`select distinct f.class_id as id from training_class_step s join training_enrolment_fact f on f.class_id = s.class_id
        and f.superseded = 'infinity' and f.state = any (${GONE}::text[]) where s.state = 'cancelled' and s.superseded = 'infinity' limit 50`.execute(
        db,
      );
      let left = 0;
      for (const r of rows) left += await endCancelled(db, r.id, today);
      return left;
    });
    if (at.settled > 0)
      await context.step((db) =>
        sendNotice(db, { to: { role: 'system_admin', areaCode: '' }, kind: 'training.enrolmentsDiffered', params: { n: at.settled } }),
      );
    return { settled: at.settled, left: cancelled };
  },
});

export const newEnrolmentNights = (parts: TrainingParts): readonly Recurring[] => [
  { name: 'training.checkEnrolments', at: '02:50', job: checkEnrolments },
  { name: 'training.countPromises', at: '05:20', job: newCountPromises(parts) },
];
