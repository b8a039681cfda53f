// Enrolments and order classes with their own history, many at once, for loaders: plain objects in, rows out.
import { compareScopes } from '#capabilities/access/server/service.ts';
import { insertMany } from '#platform/server/bulkWrite.ts';
import type { Db } from '#platform/server/store.ts';
import type { EnrolmentState, EnrolmentWay, LeaveCode, OrderParty, PromiseDeed } from '../../contractEnrolmentTexts.ts';
import { enrolmentScopes, settleInClass } from './target.ts';

interface Known {
  readonly recorded: string;
  readonly superseded: string | null;
}
export interface LoadedEnrolment {
  readonly id: string;
  readonly classId: string;
  readonly workerId: string;
  readonly registered: string;
  readonly versions: readonly (Known & {
    readonly way: EnrolmentWay;
    readonly state: EnrolmentState;
    readonly askedOn: string;
    readonly waitingNo: number | null;
    readonly seat: number | null;
    readonly enrolledOn: string | null;
    readonly endedOn: string | null;
    readonly reasonCode: LeaveCode | '';
  })[];
  readonly deeds: readonly {
    readonly kind: PromiseDeed;
    readonly postId: string | null;
    readonly onDay: string;
    readonly recorded: string;
  }[];
}
export interface LoadedOrder {
  readonly classId: string;
  readonly officeCode: string;
  readonly entryDays: number;
  readonly contractDays: number;
  readonly recorded: string;
  readonly posts: readonly {
    readonly id: string;
    readonly title: string;
    readonly place: string;
    readonly heads: number;
    readonly payMin: number;
    readonly payMax: number;
  }[];
  readonly signatures: readonly { readonly party: OrderParty; readonly post: string; readonly signedOn: string }[];
}
/** Versioned tables the loader fills: their guards are silenced while it does. */
export const ENROLMENT_TABLES = [
  'training_enrolment_fact',
  'training_order',
  'training_order_post',
  'training_order_signature',
  'training_promise_deed',
] as const;
const BY = '演示数据';
const known = { recorded: 'timestamptz', superseded: 'timestamptz' } as const;
const at = (k: Known) => [k.recorded, k.superseded ?? 'infinity'];

export const loadEnrolments = async (db: Db, list: readonly LoadedEnrolment[]): Promise<void> => {
  await insertMany(
    db,
    { table: 'training_enrolment', columns: { id: 'uuid', class_id: 'uuid', worker_id: 'uuid', registered: 'timestamptz' } },
    list.map((e) => [e.id, e.classId, e.workerId, e.registered]),
  );
  await insertMany(
    db,
    {
      table: 'training_enrolment_fact',
      columns: {
        enrolment_id: 'uuid',
        class_id: 'uuid',
        worker_id: 'uuid',
        way: 'text',
        state: 'text',
        asked_on: 'date',
        waiting_no: 'int4',
        seat: 'int2',
        enrolled_on: 'date',
        ended_on: 'date',
        reason_code: 'text',
        recorded_name: 'text',
        ...known,
      },
    },
    list.flatMap((e) =>
      e.versions.map((v) => [
        e.id,
        e.classId,
        e.workerId,
        v.way,
        v.state,
        v.askedOn,
        v.waitingNo,
        v.seat,
        v.enrolledOn,
        v.endedOn,
        v.reasonCode,
        BY,
        ...at(v),
      ]),
    ),
  );
  await insertMany(
    db,
    {
      table: 'training_promise_deed',
      columns: {
        enrolment_id: 'uuid',
        kind: 'text',
        class_id: 'uuid',
        worker_id: 'uuid',
        post_id: 'uuid',
        on_day: 'date',
        recorded_name: 'text',
        ...known,
      },
    },
    list.flatMap((e) => e.deeds.map((d) => [e.id, d.kind, e.classId, e.workerId, d.postId, d.onDay, BY, d.recorded, 'infinity'])),
  );
};
export const loadOrders = async (db: Db, list: readonly LoadedOrder[]): Promise<void> => {
  await insertMany(
    db,
    {
      table: 'training_order',
      columns: { class_id: 'uuid', office_code: 'text', entry_days: 'int2', contract_days: 'int2', recorded_name: 'text', ...known },
    },
    list.map((o) => [o.classId, o.officeCode, o.entryDays, o.contractDays, BY, o.recorded, 'infinity']),
  );
  await insertMany(
    db,
    {
      table: 'training_order_post',
      columns: {
        id: 'uuid',
        class_id: 'uuid',
        title: 'text',
        place: 'text',
        heads: 'int2',
        pay_min: 'int4',
        pay_max: 'int4',
        recorded_name: 'text',
        ...known,
      },
    },
    list.flatMap((o) => o.posts.map((p) => [p.id, o.classId, p.title, p.place, p.heads, p.payMin, p.payMax, BY, o.recorded, 'infinity'])),
  );
  await insertMany(
    db,
    {
      table: 'training_order_signature',
      columns: { class_id: 'uuid', party: 'text', state: 'text', post: 'text', signed_on: 'date', recorded_name: 'text', ...known },
    },
    list.flatMap((o) => o.signatures.map((s) => [o.classId, s.party, 'signed', s.post, s.signedOn, BY, o.recorded, 'infinity'])),
  );
};
/** What follows from them: whom they open to whom, and who is in a class on the day. */
export const followLoaded = async (db: Db, workerIds: readonly string[], day: string): Promise<void> => {
  await compareScopes(db, [enrolmentScopes], true);
  for (let i = 0; i < workerIds.length; i += 1000) await settleInClass(db, workerIds.slice(i, i + 1000), day);
};
