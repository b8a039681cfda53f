// Classes in any state with a timetable, the short way, for tests of who is in them.
import { sql } from 'kysely';
import { crowd } from '#capabilities/workers/testing/crowd.ts';
import type { Input } from '#platform/contract.ts';
import { newId } from '#platform/server/newId.ts';
import type { Services } from '#platform/server/services.ts';
import type { Store } from '#platform/server/store.ts';
import { insertVersion, supersede } from '#platform/server/versions.ts';

import type { ClassState, saveOrder } from '../contract.ts';
import { LIFE } from '../rules.ts';
import { EMPLOYER, SCHOOL } from './facts.ts';

export interface MadeClass {
  readonly title?: string;
  readonly state?: ClassState;
  readonly seats?: number;
  readonly versionId?: string | null;
  readonly order?: boolean;
  readonly schoolId?: string;
  readonly employerId?: string | null;
  readonly originCode?: string;
  readonly place?: string;
  readonly mode?: 'schooling' | 'doorstep' | 'remote' | 'organised';
  readonly planFrom?: string;
  readonly planTo?: string;
  readonly enrolUntil?: string;
  /** The day of all its steps. */
  readonly enteredOn?: string;
  /** Days with a lesson 09:00–12:00, or with minutes of their own. */
  readonly lessons?: readonly (string | readonly [day: string, from: number, to: number])[];
}
/** As it lies in the database; every state before its own was entered on the day it began to enrol. */
export const makeClass = (store: Store, more: MadeClass = {}): Promise<string> =>
  store.transact({ role: 'system', writesFacts: true }, async (db) => {
    const id = newId();
    const { state = 'enrolling', order = false, lessons = ['2026-12-01', '2026-12-02'] } = more;
    await db.insertInto('trainingClass').values({ id }).execute();
    await insertVersion(db, 'training_class_fact', {
      classId: id,
      title: more.title ?? '烧味制作第 1 期',
      programme: 'cook',
      versionId: more.versionId ?? null,
      mode: more.mode ?? 'doorstep',
      orderKind: order ? 'named' : null,
      schoolId: more.schoolId ?? SCHOOL,
      employerId: more.employerId === undefined ? (order ? EMPLOYER : null) : more.employerId,
      place: more.place ?? '522727104000',
      originCode: more.originCode ?? '522727000000',
      hostCode: '440111000000',
      planFrom: more.planFrom ?? '2026-12-01',
      planTo: more.planTo ?? '2026-12-20',
      enrolUntil: more.enrolUntil ?? '2026-12-10',
      seats: more.seats ?? 30,
    });
    const states =
      state === 'cancelled' ? (['plan', 'approval', 'enrolling', 'cancelled'] as const) : LIFE.slice(0, LIFE.indexOf(state) + 1);
    for (const s of states)
      await insertVersion(db, 'training_class_step', { classId: id, state: s, onDay: more.enteredOn ?? '2026-11-01' });
    for (const l of lessons) {
      const [day, fromMinute, toMinute] = typeof l === 'string' ? [l, 540, 720] : l;
      const lessonId = newId();
      await db.insertInto('trainingLesson').values({ id: lessonId, classId: id }).execute();
      await insertVersion(db, 'training_lesson_fact', {
        lessonId,
        classId: id,
        module: 1,
        kind: 'theory',
        day,
        fromMinute,
        toMinute,
        hours: '4',
        state: 'planned',
        deed: 'planned',
      });
    }
    return id;
  });
/** Takes a class into its next state, as its own step would. */
export const enterState = (store: Store, classId: string, state: ClassState, onDay: string): Promise<unknown> =>
  store.transact({ role: 'system', writesFacts: true }, (db) => insertVersion(db, 'training_class_step', { classId, state, onDay }));

/** Who stands how in a class, as `system` sees it: name, state, seat, in the order of the list. */
export const standingIn = (
  store: Store,
  classId: string,
): Promise<readonly { readonly name: string; readonly state: string; readonly seat: number | null }[]> =>
  store.transact({ role: 'system' }, async (db) => {
    const { rows } = await sql<{
      name: string;
      state: string;
      seat: number | null;
    }>`select n.name, f.state, f.seat from training_enrolment_fact f
      join worker_now n on n.worker_id = f.worker_id where f.class_id = ${classId}::uuid and f.superseded = 'infinity'
      order by f.seat, f.waiting_no, f.asked_on, n.name`.execute(db);
    return rows;
  });

type Terms = Input<typeof saveOrder>;
export const orderTerms = (id: string, more: Partial<Terms> = {}): Terms => ({
  id,
  posts: [
    { title: '烧腊师傅', occupation: '4-03-02-01', place: '440111000000', heads: 20, payMin: 5000, payMax: 7000 },
    { title: '点心师傅', place: '440111000000', heads: 10, payMin: 4500, payMax: 6000 },
  ],
  ...more,
});

/** The agreement of three as it lies in the database, signed by all, with as many posts as asked for. */
export const fillOrder = (store: Store, classId: string, posts = 50): Promise<void> =>
  store.transact({ role: 'system', writesFacts: true }, async (db) => {
    await insertVersion(db, 'training_order', { classId, officeCode: '522727000000', entryDays: 7, contractDays: 30 });
    await insertVersion(db, 'training_order_post', {
      id: newId(),
      classId,
      title: '烧腊师傅',
      place: '440111000000',
      heads: posts,
      payMin: 5000,
      payMax: 7000,
    });
    for (const party of ['employer', 'school', 'office'])
      await insertVersion(db, 'training_order_signature', { classId, party, state: 'signed', post: '负责人', signedOn: '2026-11-01' });
  });
/** So many invented people in the class, each with a seat. */
export const fillSeats = async (
  services: Pick<Services, 'store' | 'keys'>,
  classId: string,
  n: number,
  enrolledOn = '2026-11-01',
): Promise<readonly string[]> => {
  const people = await crowd(services, n, undefined, 40_000);
  await services.store.transact({ role: 'system', writesFacts: true }, async (db) => {
    for (const [i, { id: workerId }] of people.entries()) {
      const id = newId();
      await db.insertInto('trainingEnrolment').values({ id, classId, workerId }).execute();
      await insertVersion(db, 'training_enrolment_fact', {
        enrolmentId: id,
        classId,
        workerId,
        way: 'office',
        state: 'enrolled',
        askedOn: enrolledOn,
        enrolledOn,
        seat: i + 1,
      });
    }
  });
  return people.map((p) => p.id);
};
/** Everybody in the class finished on the day. */
export const finishAll = (store: Store, classId: string, endedOn: string): Promise<void> =>
  store.transact({ role: 'system', writesFacts: true }, async (db) => {
    const { rows } = await sql<{
      id: string;
    }>`select enrolment_id as id from training_enrolment_fact where class_id = ${classId}::uuid and superseded = 'infinity' and state = 'enrolled'`.execute(
      db,
    );
    for (const r of rows) await supersede(db, 'training_enrolment_fact', { enrolment_id: r.id }, { state: 'finished', endedOn });
  });
