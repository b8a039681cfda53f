// Households 户: founding, joining, leaving, who is the head.
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import type { Db } from '#platform/server/store.ts';
import { addDays } from '#standards/calendar/calendar.ts';
import type { joinHousehold } from '../contractFacts.ts';
import { beforeBirth, householdTaken, inFuture, noSuchHousehold, secondHead } from '../contractShapes.ts';
import { add, correct, finish, getTarget, mine, type Target, undo } from './write.ts';

interface Member {
  readonly id: string;
  readonly householdId: string;
  readonly workerId: string;
  readonly relation: string;
  readonly validFrom: string;
}
export const membersOf = async (db: Db, householdId: string, today: string): Promise<Member[]> => {
  const { rows } = await sql<Member>`select id, household_id, worker_id, relation, valid_from from household_member
    where household_id = ${householdId}::uuid and superseded = 'infinity' and (valid_to is null or valid_to >= ${today}::date) order by valid_from, id`.execute(
    db,
  );
  return rows;
};

/** One household at a time: two heads entered at the same moment must meet. */
const lockHousehold = (db: Db, id: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`household ${id}`}, 0))`.execute(db);

type Wanted = Pick<z.output<(typeof joinHousehold)['input']>, 'number' | 'memberId' | 'found' | 'relation'>;

/** The household meant: by its number, by somebody in it, or a new one. */
const householdFor = async (call: Call, wanted: Wanted, home: string): Promise<string> => {
  const { db } = call;
  const number = wanted.number?.trim() ?? '';
  const byNumber = number
    ? (await sql<{ id: string; home: string }>`select id, home from household where number = ${number}`.execute(db)).rows.find((h) =>
        mine(call, h.home),
      )?.id
    : undefined;
  if (wanted.found) {
    if (byNumber) throw householdTaken({ number });
    const id = newId();
    await sql`insert into household (id, number, home, created_by) values (${id}, ${number}, ${home}, ${call.actor.accountId})`.execute(db);
    return id;
  }
  if (wanted.memberId) {
    const { rows } = await sql<{
      householdId: string;
      home: string;
    }>`select h.id as household_id, h.home from worker_now n join household h on h.id = n.household_id where n.worker_id = ${wanted.memberId}::uuid`.execute(
      db,
    );
    // who sees somebody as their host, or looks for a while, puts nobody into the household
    if (rows[0] && mine(call, rows[0].home)) return rows[0].householdId;
  }
  if (!byNumber) throw noSuchHousehold();
  return byNumber;
};

/** Puts a worker into a household from a day on; ends where they were before. Returns the household and whether it lacks a head. */
export const placeInHousehold = async (
  call: Call,
  target: Pick<Target, 'workerId' | 'home' | 'birthday'>,
  wanted: Wanted & { readonly from: string },
  reason = '',
): Promise<{ householdId: string; lacksHead: boolean }> => {
  const { db, today } = call;
  const { from, relation } = wanted;
  if (from > today) throw inFuture();
  if (target.birthday !== null && from < target.birthday) throw beforeBirth();
  const householdId = await householdFor(call, wanted, target.home);
  await lockHousehold(db, householdId);
  const members = await membersOf(db, householdId, today);
  if (relation === 'head' && members.some((m) => m.relation === 'head' && m.workerId !== target.workerId)) throw secondHead();
  const { rows } = await sql<Member>`select id, household_id, worker_id, relation, valid_from from household_member
    where worker_id = ${target.workerId}::uuid and superseded = 'infinity' and (valid_to is null or valid_to >= ${from}::date) order by valid_from desc`.execute(
    db,
  );
  const here = rows.find((r) => r.householdId === householdId);
  if (here) {
    // the same said again is no correction
    if (here.relation !== relation) await correct(call, 'household_member', { id: here.id }, { relation }, reason);
  } else {
    for (const old of rows) {
      if (old.validFrom < from) await correct(call, 'household_member', { id: old.id }, { validTo: addDays(from, -1) }, reason);
      else await undo(call, 'household_member', { id: old.id });
    }
    await add(call, 'household_member', { id: newId(), householdId, workerId: target.workerId, relation, validFrom: from }, reason);
  }
  const lacksHead = relation !== 'head' && !members.some((m) => m.relation === 'head' && m.workerId !== target.workerId);
  return { householdId, lacksHead };
};

export const join = async (call: Call, input: z.output<(typeof joinHousehold)['input']>) => {
  const target = await getTarget(call, input.id);
  const placed = await placeInHousehold(call, target, { ...input, from: input.from ?? call.today }, input.reason);
  await finish(call, target, { relation: input.relation, founded: input.found });
  return { id: target.workerId, ...placed };
};
