// The class an enrolment is about, as it may be told; the lock under which seats are given; what follows from a changed enrolment.
import { sql } from 'kysely';
import { windows } from '#capabilities/access/rules.ts';
import { type ScopeSource, setScopes } from '#capabilities/access/server/service.ts';
import { notFound } from '#platform/problem.ts';
import type { Actor } from '#platform/server/actor.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import type { Db } from '#platform/server/store.ts';
import { insertVersion, supersede } from '#platform/server/versions.ts';
import type { Standing } from '../../contract.ts';
import { ADMIT, type EnrolmentState, type EnrolmentWay } from '../../contractEnrolmentTexts.ts';
import type { ClassMode, ClassState, OrderKind } from '../../contractTexts.ts';
import { classReach, enrolmentSource, openingsOf, type Programme } from '../../rules.ts';

/** What `class_brief` of the migration tells. */
export interface Brief {
  readonly classId: string;
  readonly title: string;
  readonly programme: Programme;
  readonly versionId: string | null;
  readonly mode: ClassMode;
  readonly orderKind: OrderKind | null;
  readonly schoolId: string;
  readonly employerId: string | null;
  readonly place: string;
  readonly address: string;
  readonly originCode: string;
  readonly hostCode: string | null;
  readonly planFrom: string;
  readonly planTo: string;
  readonly enrolUntil: string;
  readonly seats: number;
  readonly state: ClassState;
  /** A class of the reader's; else it is only announced. */
  readonly seen: boolean;
}
export const briefsOf = async (db: Db, ids: readonly string[], today: string): Promise<ReadonlyMap<string, Brief>> => {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Brief>`select * from class_brief(${[...new Set(ids)]}::uuid[], ${today}::date)`.execute(db);
  return new Map(rows.map((r) => [r.classId, r]));
};
/** A class of the reader's own. A refusal never tells whether there is one. */
export const getBrief = async (call: Pick<Call, 'db' | 'today'>, id: string): Promise<Brief> => {
  const brief = (await briefsOf(call.db, [id], call.today)).get(id);
  if (!brief?.seen) throw notFound();
  return brief;
};
/** Seats of a class are given one deed after the other. */
export const lockSeats = async (db: Db, classId: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`seats of ${classId}`}, 61))`.execute(db);
};
/** The same for a deed about these people, whichever of their records: two classes that ask for one person at the same moment come one after the other. */
export const lockPeople = async (db: Db, workerIds: readonly string[]): Promise<void> => {
  await sql`select lock_persons(${[...new Set(workerIds)]}::uuid[])`.execute(db);
};

export interface Numbers {
  /** Seats taken, also by whoever finished. */
  readonly enrolled: number;
  /** Still in the class. */
  readonly learning: number;
  readonly waiting: number;
  readonly applied: number;
  readonly invited: number;
  readonly nextWaiting: number;
  readonly freeSeat: number | null;
}
export const numbersOf = async (db: Db, classId: string): Promise<Numbers> => {
  const { rows } = await sql<Numbers>`select * from class_standing(${classId}::uuid)`.execute(db);
  return rows[0]!;
};
export const standingOf = ({ enrolled, waiting, applied, invited }: Numbers, { seats }: Pick<Brief, 'seats'>): Standing => ({
  seats,
  enrolled,
  waiting,
  applied,
  invited,
});

/** May this account carry the class on: its school, and the offices over its place, origin and host area. */
export const carriesOn = (actor: Actor, brief: Brief): boolean => actor.permissions.has(ADMIT) && classReach(actor, brief, true);

export const writer = ({ actor }: Pick<Call, 'actor'>) => ({ recordedBy: actor.accountId, recordedName: actor.name });

/** The last lesson each of them came to. */
export const attendedLast = async (db: Db, classId: string, workerIds: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await sql<{
    workerId: string;
    day: string;
  }>`select worker_id, day from last_attended(${classId}::uuid, ${workerIds}::uuid[])`.execute(db);
  return new Map(rows.map((r) => [r.workerId, r.day]));
};
export const openedOn = async (db: Db, classId: string): Promise<string | null> => {
  const { rows } = await sql<{ day: string }>`select on_day as day from class_steps
    where class_id = ${classId}::uuid and state = 'opened' and superseded = 'infinity'`.execute(db);
  return rows[0]?.day ?? null;
};

// Facts -----------------------------------------------------------------------------------------------------------------------------

export interface Enrolment {
  readonly enrolmentId: string;
  readonly classId: string;
  readonly workerId: string;
  readonly recorded: string;
  readonly recordedName: string;
  readonly way: EnrolmentWay;
  readonly state: EnrolmentState;
  readonly askedOn: string;
  readonly waitingNo: number | null;
  readonly seat: number | null;
  readonly enrolledOn: string | null;
  readonly endedOn: string | null;
  readonly reasonCode: string;
  readonly reason: string;
  readonly doubts: readonly string[];
  readonly sourceRef: string;
}
export const enrolmentColumns = sql`f.enrolment_id, f.class_id, f.worker_id, f.recorded, f.recorded_name, f.way, f.state, f.asked_on, f.waiting_no, f.seat, f.enrolled_on,
  f.ended_on, f.reason_code, f.reason, f.doubts, f.source_ref`;
/** The current facts of these workers in a class, by worker. */
export const enrolmentsIn = async (db: Db, classId: string, workerIds: readonly string[]): Promise<ReadonlyMap<string, Enrolment>> => {
  const { rows } = await sql<Enrolment>`select ${enrolmentColumns} from training_enrolment_fact f
    where f.class_id = ${classId}::uuid and f.worker_id = any (${workerIds}::uuid[]) and f.superseded = 'infinity'`.execute(db);
  return new Map(rows.map((r) => [r.workerId, r]));
};
export const enrolmentsById = async (db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Enrolment>> => {
  const { rows } = await sql<Enrolment>`select ${enrolmentColumns} from training_enrolment_fact f
    where f.enrolment_id = any (${ids}::uuid[]) and f.superseded = 'infinity'`.execute(db);
  return new Map(rows.map((r) => [r.enrolmentId, r]));
};

export interface Change {
  readonly state: EnrolmentState;
  readonly way?: EnrolmentWay;
  readonly askedOn?: string;
  readonly waitingNo?: number | null;
  readonly seat?: number | null;
  readonly enrolledOn?: string | null;
  readonly endedOn?: string | null;
  readonly reasonCode?: string;
  readonly reason?: string;
  readonly doubts?: readonly string[];
  readonly source?: string;
  readonly sourceRef?: string;
}
interface By {
  readonly recordedBy: string | null;
  readonly recordedName: string;
}
/** Writes the first fact of somebody in a class, or the next. What `change` does not name stays; a seat does not outlive its state. */
export const writeEnrolment = async (
  db: Db,
  at: { readonly classId: string; readonly workerId: string },
  before: Enrolment | undefined,
  change: Change,
  by: By,
): Promise<string> => {
  const seated = ['enrolled', 'finished', 'failed'].includes(change.state);
  const facts = { reasonCode: '', reason: '', ...(seated ? {} : { seat: null }), ...change, ...by };
  if (before) {
    await supersede(db, 'training_enrolment_fact', { enrolment_id: before.enrolmentId }, facts);
    return before.enrolmentId;
  }
  // there may be one whose facts were all taken back
  const found = await sql<{
    id: string;
  }>`select id from training_enrolment where class_id = ${at.classId}::uuid and worker_id = ${at.workerId}::uuid`.execute(db);
  const id = found.rows[0]?.id ?? newId();
  if (!found.rows[0])
    await db
      .insertInto('trainingEnrolment')
      .values({ id, ...at })
      .execute();
  const { waitingNo = null, seat = null, enrolledOn = null, endedOn = null, ...rest } = facts as Change & By & { seat?: number | null };
  await insertVersion(db, 'training_enrolment_fact', {
    enrolmentId: id,
    ...at,
    waitingNo,
    seat,
    enrolledOn,
    endedOn,
    ...rest,
  });
  return id;
};

/** After enrolments changed: whom they open to whom, and who is in a class. In the same transaction. */
export const followEnrolments = async (db: Db, ids: readonly string[], brief: Brief, today: string): Promise<void> => {
  if (ids.length === 0) return;
  const facts = [...(await enrolmentsById(db, ids)).values()];
  const employerId = brief.orderKind === null ? null : brief.employerId;
  await setScopes(
    db,
    ids.map(enrolmentSource),
    facts.flatMap((f) => openingsOf({ ...f, schoolId: brief.schoolId, employerId })),
  );
  await settleInClass(
    db,
    facts.map((f) => f.workerId),
    today,
  );
};
export const settleInClass = async (db: Db, workerIds: readonly string[], today: string): Promise<number> => {
  if (workerIds.length === 0) return 0;
  const { rows } = await sql<{ n: number }>`select settle_in_class(${workerIds}::uuid[], ${today}::date) as n`.execute(db);
  return rows[0]!.n;
};

/** `openingsOf` as a query, for the comparison of every night. */
export const enrolmentScopes: ScopeSource = {
  prefix: 'enrolment',
  expected: () => {
    const never = sql`f.enrolled_on is null and f.ended_on is not null`;
    const until = (months: number, days: number) => sql`case when f.ended_on is null then date '9999-12-31' when ${never} then f.ended_on
      else (f.ended_on + make_interval(months => ${sql.lit(months)}))::date + ${sql.lit(days)} end`;
    const opened = sql`training_enrolment_fact f join training_class_fact c on c.class_id = f.class_id and c.superseded = 'infinity'
      where f.superseded = 'infinity' and f.state <> 'invited' and not (f.state = 'declined' and f.enrolled_on is null)`;
    const row = (key: ReturnType<typeof sql>, to: ReturnType<typeof sql>) =>
      sql`select ${key} as key, f.worker_id, f.asked_on as from_day, ${to} as to_day, 'enrolment:' || f.enrolment_id as source from ${opened}`;
    return sql`${row(sql`'class:' || f.class_id`, until(windows.class.months, windows.class.after))}
      union all ${row(sql`'org:' || c.school_id`, until(windows.class.months, windows.class.after))}
      union all ${row(sql`'org:' || c.employer_id`, until(windows.employer.months, windows.employer.after))} and c.order_kind is not null and c.employer_id is not null
        and c.employer_id <> c.school_id`;
  },
};
