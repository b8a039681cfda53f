// One order class told: terms, posts, signatures, what is lacking, and the four promises of every trainee the reader may see.
import { sql } from 'kysely';
import { organisationsById, recordsOf } from '#capabilities/organisations/server/service.ts';
import { rowsOf } from '#capabilities/workers/server/service.ts';
import type { Parsed } from '#platform/contract.ts';
import type { FileType } from '#platform/filesContract.ts';
import type { Call } from '#platform/server/http.ts';
import type { Db } from '#platform/server/store.ts';
import {
  notAnOrderClass,
  ORDER,
  type OrderOut,
  type OrderParty,
  type readOrder,
  SIGN_ORDER,
  type TraineePromises,
} from '../../contract.ts';
import { classReach, type OrderFacts, orderConditions, PARTIES, partiesSigned, tallyOf } from '../../rules.ts';
import { type Brief, type Enrolment, enrolmentColumns, getBrief } from '../enrolment/target.ts';
import type { TrainingParts } from '../parts.ts';
import { areaNamed } from '../places.ts';
import { deedsOf, promisesByEnrolment } from './checks.ts';

export interface Terms {
  readonly recorded: string;
  readonly officeCode: string;
  readonly entryDays: number;
  readonly contractDays: number;
  readonly words: string;
  readonly recordedName: string;
}
export interface Post {
  readonly id: string;
  readonly recorded: string;
  readonly title: string;
  readonly occupation: string;
  readonly place: string;
  readonly heads: number;
  readonly payMin: number;
  readonly payMax: number;
  readonly note: string;
}
export interface Signature {
  readonly party: OrderParty;
  readonly state: 'signed' | 'void';
  readonly recorded: string;
  readonly post: string;
  readonly signedOn: string;
  readonly accountId: string | null;
  readonly recordedName: string;
  readonly reason: string;
}
export interface Order {
  readonly terms: Terms | undefined;
  readonly posts: readonly Post[];
  readonly signatures: readonly Signature[];
  /** The newest of it all; whoever signs or changes names it. */
  readonly seen: string;
}
export const orderOf = async (db: Db, classId: string): Promise<Order> => {
  const { rows: terms } = await sql<Terms>`select recorded, office_code, entry_days, contract_days, words, recorded_name from training_order
    where class_id = ${classId}::uuid and superseded = 'infinity'`.execute(db);
  const { rows: posts } =
    await sql<Post>`select id, recorded, title, occupation, place, heads, pay_min, pay_max, note from training_order_post
    where class_id = ${classId}::uuid and superseded = 'infinity' order by pay_min desc, title, id`.execute(db);
  const { rows: signatures } =
    await sql<Signature>`select party, state, recorded, post, signed_on, account_id, recorded_name, reason from training_order_signature
    where class_id = ${classId}::uuid and superseded = 'infinity'`.execute(db);
  // a post that was taken out leaves no current version: what was recorded of any version counts
  const { rows: newest } = await sql<{ at: string | null }>`select greatest(
      (select max(recorded) from training_order where class_id = ${classId}::uuid), (select max(recorded) from training_order_post where class_id = ${classId}::uuid),
      (select max(superseded) from training_order_post where class_id = ${classId}::uuid and superseded <> 'infinity'),
      (select max(recorded) from training_order_signature where class_id = ${classId}::uuid)) as at`.execute(db);
  return { terms: terms[0], posts, signatures, seen: newest[0]?.at ?? '' };
};
export const ordered = (brief: Brief): { readonly employerId: string } => {
  if (brief.orderKind === null || brief.employerId === null) throw notAnOrderClass();
  return { employerId: brief.employerId };
};
/** Arrears nobody has settled, of any record of the employer. */
export const openArrears = async (db: Db, employerId: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from organisation_incident i
    where i.organisation_id = any (${await recordsOf(db, employerId)}::uuid[]) and i.superseded = 'infinity' and i.state = 'open' and i.kind = 'wage_arrears'`.execute(
    db,
  );
  return rows[0]!.n;
};
/** Incidents are seen by authorities: an organisation's own account, and whoever else reads, is only told whom to ask. */
const TOLD: readonly string[] = ['county_bureau', 'station', 'steering', 'auditor', 'township_cadre', 'village_cadre'];
export const orderFacts = async (call: Pick<Call, 'db' | 'actor'>, brief: Brief, order: Order): Promise<OrderFacts> => {
  const { employerId } = ordered(brief);
  return {
    employer: (await organisationsById(call.db, [employerId])).get(employerId)?.name ?? '',
    seats: brief.seats,
    posts: order.posts.reduce((n, p) => n + p.heads, 0),
    arrears: await openArrears(call.db, employerId),
    toldArrears: call.actor.grants.some((g) => g.relation === null && TOLD.includes(g.role)),
    office: areaNamed(order.terms?.officeCode ?? brief.originCode).name,
    terms: order.terms ? { signed: order.signatures.filter((s) => s.state === 'signed').map((s) => s.party) } : null,
  };
};

type Row = Enrolment & { readonly home: string };
export const tellOrder = async (call: Call, parts: TrainingParts, brief: Brief): Promise<OrderOut> => {
  const { db, actor } = call;
  const { employerId } = ordered(brief);
  const order = await orderOf(db, brief.classId);
  const facts = await orderFacts(call, brief, order);
  const names = await organisationsById(db, [employerId, brief.schoolId]);
  const { rows } =
    await sql<Row>`select ${enrolmentColumns} from training_enrolment_fact f where f.class_id = ${brief.classId}::uuid and f.superseded = 'infinity'
      and (f.enrolled_on is not null or f.state in ('applied', 'waiting')) order by f.seat, f.waiting_no, f.asked_on, f.enrolment_id`.execute(
      db,
    );
  const checks = await promisesByEnrolment(call, parts, [brief], rows);
  const deeds = await deedsOf(
    db,
    rows.map((r) => r.enrolmentId),
  );
  const files = await filesTold(
    call,
    deeds.flatMap((d) => d.fileId ?? []),
  );
  const workers = new Map(
    (
      await rowsOf(
        { db, actor, keys: call.services.keys, today: call.today },
        rows.map((r) => r.workerId),
      )
    ).map((w) => [w.workerId, w]),
  );
  const people = rows.flatMap((r): TraineePromises[] => {
    const worker = workers.get(r.workerId);
    if (!worker) return [];
    const mine = deeds.filter((d) => d.enrolmentId === r.enrolmentId);
    return [
      {
        enrolmentId: r.enrolmentId,
        worker,
        seat: r.seat,
        state: r.state,
        postId: mine.find((d) => d.kind === 'intent')?.postId ?? null,
        checks: [...(checks.get(r.enrolmentId) ?? [])],
        deeds: mine.map(({ fileId, recordedName: _, enrolmentId: __, ...d }) => ({
          ...d,
          file: fileId === null ? null : (files.get(fileId) ?? null),
        })),
      },
    ];
  });
  const tally = tallyOf(people.filter((p) => p.checks.length > 0));
  const officeCode = order.terms?.officeCode ?? brief.originCode;
  const mine = actor.permissions.has(SIGN_ORDER) ? partiesSigned(actor.grants, { ...brief, officeCode }) : [];
  const writes = actor.permissions.has(ORDER) && isParty(call, brief);
  const area = areaNamed(officeCode);
  const partyName = {
    employer: { zh: names.get(employerId)?.name ?? '', en: names.get(employerId)?.name ?? '' },
    school: { zh: names.get(brief.schoolId)?.name ?? '', en: names.get(brief.schoolId)?.name ?? '' },
    office: { zh: `${area.name.zh}人社部门`, en: `HR office of ${area.name.en}` },
  };
  return {
    classId: brief.classId,
    title: brief.title,
    orderKind: brief.orderKind!,
    employer: { id: employerId, name: partyName.employer.zh },
    school: { id: brief.schoolId, name: partyName.school.zh },
    seats: brief.seats,
    terms: order.terms
      ? {
          recorded: order.terms.recorded,
          office: area,
          entryDays: order.terms.entryDays,
          contractDays: order.terms.contractDays,
          words: order.terms.words,
          by: order.terms.recordedName,
        }
      : null,
    seen: order.seen,
    posts: order.posts.map(({ recorded: _, place, ...p }) => ({
      ...p,
      place: areaNamed(place),
      named: deeds.filter((d) => d.kind === 'intent' && d.postId === p.id).length,
    })),
    signatures: PARTIES.map((party) => {
      const s = order.signatures.find((x) => x.party === party);
      return {
        party,
        name: partyName[party],
        state: s?.state ?? ('missing' as const),
        post: s?.post ?? '',
        signedOn: s?.signedOn ?? null,
        by: s?.recordedName ?? '',
        reason: s?.reason ?? '',
        may: order.terms !== undefined && s?.state !== 'signed' && mine.includes(party),
      };
    }),
    conditions: orderConditions(facts).map((c) => ({ ...c })),
    people,
    tally: { trainees: tally.trainees, gone: tally.gone, ...tally.counts },
    may: { write: writes, promise: writes },
  };
};
const filesTold = async ({ db, services }: Call, ids: readonly string[]) => {
  if (ids.length === 0) return new Map<string, never>();
  const rows = await db
    .selectFrom('file')
    .select(['id', 'name', 'type', 'size'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((f) => [f.id, { id: f.id, name: services.keys.open(f.name), type: f.type as FileType, size: Number(f.size) }]));
};
/** A party of the agreement: the employer, the school, or an office that carries the class on. */
export const isParty = (call: Pick<Call, 'actor'>, brief: Brief): boolean => classReach(call.actor, brief, true);

export const readOne =
  (parts: TrainingParts) =>
  async (call: Call, { id }: Parsed<typeof readOrder>): Promise<OrderOut> =>
    tellOrder(call, parts, await getBrief(call, id));
