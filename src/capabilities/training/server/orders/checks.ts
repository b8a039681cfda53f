// The four promises of trainees, from what is entered here and what the ledger of work knows.
import { sql } from 'kysely';
import { recordsOf } from '#capabilities/organisations/server/service.ts';
import type { Call } from '#platform/server/http.ts';
import type { Db } from '#platform/server/store.ts';
import type { PromiseDeed } from '../../contractEnrolmentTexts.ts';
import { type OrderClass, type PromiseCheck, promisesOf, type Trainee } from '../../rules.ts';
import type { Brief, Enrolment } from '../enrolment/target.ts';
import type { TrainingParts } from '../parts.ts';

export interface Deed {
  readonly enrolmentId: string;
  readonly kind: PromiseDeed;
  readonly recorded: string;
  readonly recordedName: string;
  readonly postId: string | null;
  readonly onDay: string;
  readonly toDay: string | null;
  readonly note: string;
  readonly fileId: string | null;
}
export const deedsOf = async (db: Db, enrolmentIds: readonly string[]): Promise<readonly Deed[]> => {
  if (enrolmentIds.length === 0) return [];
  const { rows } =
    await sql<Deed>`select d.enrolment_id, d.kind, d.recorded, d.recorded_name, d.post_id, d.on_day, d.to_day, d.note, d.file_id from training_promise_deed d
    where d.enrolment_id = any (${enrolmentIds}::uuid[]) and d.superseded = 'infinity'`.execute(db);
  return rows;
};
/** What the promises of these classes are held against; a class without terms is missing. */
export const orderClasses = async (db: Db, classIds: readonly string[], today: string): Promise<ReadonlyMap<string, OrderClass>> => {
  if (classIds.length === 0) return new Map();
  const { rows } = await sql<OrderClass & { classId: string }>`select * from orders_told(${classIds}::uuid[], ${today}::date)`.execute(db);
  return new Map(rows.map(({ classId, ...c }) => [classId, c]));
};

type Told = Pick<Enrolment, 'enrolmentId' | 'classId' | 'workerId' | 'state' | 'enrolledOn' | 'endedOn'>;
/** Of those who were ever in: their four promises. */
export const promisesByEnrolment = async (
  call: Pick<Call, 'db' | 'today'>,
  parts: TrainingParts,
  briefs: readonly Brief[],
  enrolments: readonly Told[],
): Promise<ReadonlyMap<string, readonly PromiseCheck[]>> => {
  const { db, today } = call;
  const ordered = new Map(briefs.filter((b) => b.orderKind !== null && b.employerId !== null).map((b) => [b.classId, b]));
  const orders = await orderClasses(db, [...ordered.keys()], today);
  const asked = enrolments.filter((e) => e.enrolledOn !== null && orders.has(e.classId));
  if (asked.length === 0) return new Map();
  const deeds = Map.groupBy(
    await deedsOf(
      db,
      asked.map((e) => e.enrolmentId),
    ),
    (d) => d.enrolmentId,
  );
  const out = new Map<string, readonly PromiseCheck[]>();
  for (const [classId, group] of Map.groupBy(asked, (e) => e.classId)) {
    const brief = ordered.get(classId)!;
    const organisations = await recordsOf(db, brief.employerId!);
    const work = await parts.promiseEvidence(db, {
      workerIds: group.map((e) => e.workerId),
      organisationIds: organisations,
      since: [today, ...group.map((e) => e.enrolledOn!)].sort()[0]!,
    });
    for (const e of group) {
      const mine = deeds.get(e.enrolmentId) ?? [];
      const of = (kind: PromiseDeed) => mine.find((d) => d.kind === kind) ?? null;
      const intent = of('intent');
      const trainee: Trainee = {
        state: e.state,
        enrolledOn: e.enrolledOn!,
        endedOn: e.endedOn,
        intent: intent?.postId ? { postId: intent.postId, onDay: intent.onDay } : null,
        entry: of('entry'),
        practice: of('practice'),
        work: work.get(e.workerId) ?? [],
      };
      out.set(e.enrolmentId, promisesOf(trainee, orders.get(classId)!, today));
    }
  }
  return out;
};
