// Order classes of the reader's, and the promises of all employers, which everybody in the programme may read: numbers, no person.
import { type RawBuilder, sql } from 'kysely';
import { organisationsById } from '#capabilities/organisations/server/service.ts';
import type { Output, Parsed } from '#platform/contract.ts';
import type { Call } from '#platform/server/http.ts';
import { type listOrders, type listPromises, type OrderParty, type OrderRow, SIGN_ORDER } from '../../contract.ts';
import { keptPercent, partiesSigned } from '../../rules.ts';
import { type Brief, briefsOf } from '../enrolment/target.ts';
import { areaNamed } from '../places.ts';

interface Counts {
  readonly trainees: number;
  readonly gone: number;
  readonly intentMet: number;
  readonly intentNot: number;
  readonly intentYet: number;
  readonly entryMet: number;
  readonly entryNot: number;
  readonly entryYet: number;
  readonly practiceMet: number;
  readonly practiceNot: number;
  readonly practiceYet: number;
  readonly contractMet: number;
  readonly contractNot: number;
  readonly contractYet: number;
}
const COUNTS = [
  'trainees',
  'gone',
  'intent_met',
  'intent_not',
  'intent_yet',
  'entry_met',
  'entry_not',
  'entry_yet',
  'practice_met',
  'practice_not',
  'practice_yet',
  'contract_met',
  'contract_not',
  'contract_yet',
];
const tallies = (c: Counts) => ({
  trainees: c.trainees,
  gone: c.gone,
  intent: { met: c.intentMet, not: c.intentNot, yet: c.intentYet },
  entry: { met: c.entryMet, not: c.entryNot, yet: c.entryYet },
  practice: { met: c.practiceMet, not: c.practiceNot, yet: c.practiceYet },
  contract: { met: c.contractMet, not: c.contractNot, yet: c.contractYet },
});

interface Found extends Counts {
  readonly classId: string;
  readonly planFrom: string;
  readonly officeCode: string | null;
  readonly posts: number;
  readonly signed: readonly OrderParty[];
  readonly countedOn: string | null;
}
/** Under row-level security: classes of the reader's. */
export const ordersQuery = (
  employer: string | undefined,
  after: { readonly from: string; readonly id: string } | null,
  limit: number,
): RawBuilder<Found> => sql<Found>`
  select f.class_id, f.plan_from, o.office_code, c.counted_on,
    coalesce((select sum(p.heads) from training_order_post p where p.class_id = f.class_id and p.superseded = 'infinity'), 0)::int as posts,
    coalesce((select array_agg(s.party) from training_order_signature s where s.class_id = f.class_id and s.superseded = 'infinity' and s.state = 'signed'), '{}') as signed,
    ${sql.join(COUNTS.map((n) => sql`coalesce(${sql.ref(`c.${n}`)}, 0) as ${sql.ref(n)}`))}
  from training_class_fact f left join training_order o on o.class_id = f.class_id and o.superseded = 'infinity'
    left join training_promise_count c on c.class_id = f.class_id
  where f.superseded = 'infinity' and f.order_kind is not null ${employer === undefined ? sql`` : sql`and f.employer_id = ${employer}::uuid`}
    ${after === null ? sql`` : sql`and (f.plan_from, f.class_id) < (${after.from}::date, ${after.id}::uuid)`}
  order by f.plan_from desc, f.class_id desc limit ${sql.lit(limit)}`;

const readCursor = (cursor: string | undefined) => {
  const [from = '', id = ''] = (cursor ?? '').split('|');
  return /^\d{4}-\d\d-\d\d$/.test(from) && /^[0-9a-f-]{36}$/.test(id) ? { from, id } : null;
};
/** How many classes are looked at for those that wait for the reader's own signature: they are few. */
const MOST = 2000;
export const listAll = async (
  call: Call,
  { cursor, size, employer, toSign }: Parsed<typeof listOrders>,
): Promise<Output<typeof listOrders>> => {
  const { db, actor } = call;
  const { rows: found } = await ordersQuery(employer, readCursor(cursor), toSign ? MOST : size + 1).execute(db);
  const briefs = await briefsOf(
    db,
    found.map((r) => r.classId),
    call.today,
  );
  const signs = actor.permissions.has(SIGN_ORDER);
  const waits = (r: Found, b: Brief): boolean =>
    signs &&
    r.officeCode !== null &&
    b.state !== 'cancelled' &&
    b.state !== 'archived' &&
    partiesSigned(actor.grants, { ...b, officeCode: r.officeCode }).some((p) => !r.signed.includes(p));
  const rows = found.filter((r) => {
    const b = briefs.get(r.classId);
    return b !== undefined && b.employerId !== null && (!toSign || waits(r, b));
  });
  const page = rows.slice(0, size);
  const names = await organisationsById(
    db,
    page.flatMap((r) => [briefs.get(r.classId)!.schoolId, briefs.get(r.classId)!.employerId!]),
  );
  const { rows: total } = await sql<{
    n: number;
  }>`select count(*)::int as n from training_class_fact f where f.superseded = 'infinity' and f.order_kind is not null
    ${employer === undefined ? sql`` : sql`and f.employer_id = ${employer}::uuid`}`.execute(db);
  const last = page.at(-1);
  return {
    items: page.map((r): OrderRow => {
      const b = briefs.get(r.classId)!;
      const org = (id: string) => ({ id, name: names.get(id)?.name ?? '' });
      return {
        classId: r.classId,
        title: b.title,
        programme: b.programme,
        orderKind: b.orderKind!,
        state: b.state,
        planFrom: b.planFrom,
        planTo: b.planTo,
        seats: b.seats,
        posts: r.posts,
        signed: [...r.signed],
        school: org(b.schoolId),
        employer: org(b.employerId!),
        countedOn: r.countedOn,
        ...tallies(r),
        toSign: waits(r, b),
      };
    }),
    total: toSign ? rows.length : total[0]!.n,
    next: rows.length > size && last ? `${last.planFrom}|${last.classId}` : null,
  };
};

interface Sum extends Counts {
  readonly employerId: string;
  readonly classes: number;
  readonly seats: number;
  readonly posts: number;
  readonly countedOn: string | null;
}
export const listByEmployer = async (
  call: Call,
  { cursor, size, employer }: Parsed<typeof listPromises>,
): Promise<Output<typeof listPromises>> => {
  const { db } = call;
  const after = cursor !== undefined && /^[0-9a-f-]{36}$/.test(cursor) ? cursor : null;
  const { rows } =
    await sql<Sum>`select * from promises_told() p where ${employer === undefined ? sql`true` : sql`p.employer_id = ${employer}::uuid`}
      and ${after === null ? sql`true` : sql`p.employer_id > ${after}::uuid`} order by p.employer_id limit ${sql.lit(size + 1)}`.execute(
      db,
    );
  const { rows: total } = await sql<{
    n: number;
    countedOn: string | null;
  }>`select count(*)::int as n, min(counted_on) as counted_on from promises_told() p
    where ${employer === undefined ? sql`true` : sql`p.employer_id = ${employer}::uuid`}`.execute(db);
  const page = rows.slice(0, size);
  const names = await organisationsById(
    db,
    page.map((r) => r.employerId),
  );
  return {
    items: page.map((r) => {
      const org = names.get(r.employerId);
      return {
        employer: { id: r.employerId, name: org?.name ?? '' },
        place: org ? areaNamed(org.place) : null,
        classes: r.classes,
        seats: r.seats,
        posts: r.posts,
        ...tallies(r),
        kept: keptPercent(r.contractMet, r.contractNot),
      };
    }),
    total: total[0]!.n,
    next: rows.length > size ? page.at(-1)!.employerId : null,
    countedOn: total[0]!.countedOn,
  };
};
