// One number, several records: inside one's area it is refused with the way to the record; outside it joins on number and name (跨区重复).
import { sql } from 'kysely';
import { sendNotice } from '#capabilities/access/server/service.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import type { Db } from '#platform/server/store.ts';
import { numberTaken } from '../contractShapes.ts';
import { countyName } from './places.ts';
import { takeTurns } from './turns.ts';
import { mine, refresh } from './write.ts';

/** One writer per number: two desks that register the same person at the same moment must meet. */
export const lockNumber = (call: Call, number: string) => takeTurns(call.db, 'number', [call.services.keys.index('number', number)]);

/** Refuses a number that is on record in an area the asker is responsible for. */
export const refuseTaken = async (call: Call, number: string, except?: string): Promise<void> => {
  const { rows } = await sql<{ workerId: string; home: string }>`
    select n.worker_id, n.home from worker_basic b join worker_now n on n.worker_id = b.worker_id
    where b.superseded = 'infinity' and b.number_index = any(${call.services.keys.lookups('number', number)}::uuid[]) and n.worker_id <> coalesce(${except ?? null}::uuid, '00000000-0000-0000-0000-000000000000')
    order by n.worker_id`.execute(call.db);
  const taken = rows.find((r) => mine(call, r.home));
  if (taken) throw numberTaken({ workerId: taken.workerId });
};

/** ○ So many hits outside one's own area in a day are told to the security administrators: numbers may be tried out. */
export const MANY = 20;
/** How many numbers of other areas an account has met within a day, one by one and by sheet. */
export const metElsewhere = async (db: Db, accountId: string | null): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select coalesce(sum(coalesce((details ->> 'hits')::int, 1)), 0)::int as n from audit
    where account_id = ${accountId}::uuid and at > clock_timestamp() - interval '1 day' and details ->> 'crossArea' = 'true'`.execute(db);
  return rows[0]!.n;
};

/**
 * Looks for the number in all other areas. Same name: the records become one person at once, both areas are told. Another name: the pair waits for
 * the level above both, and the one who typed learns nothing. Returns the county of the record that was joined.
 */
export const joinElsewhere = async (call: Call, workerId: string, number: string, name: string): Promise<{ county: string } | null> => {
  const { db, services, actor } = call;
  const { rows } = await sql<{ workerId: string; personId: string; home: string; sameName: boolean }>`
    select * from same_number_elsewhere(${services.keys.lookups('number', number)}::uuid[], ${name}) where worker_id <> ${workerId}::uuid`.execute(
    db,
  );
  const pair = (other: string, kind: 'number' | 'conflict', score: number, code: string) =>
    sql`
    select note_pair(${newId()}::uuid, ${workerId}::uuid, ${other}::uuid, ${kind}, ${score}, ${kind === 'number' ? 'accept' : 'desk'},
      ${JSON.stringify([{ code, points: score }])}::jsonb, '[]'::jsonb, 'save', ${kind === 'number' ? 'same' : 'open'}, ${kind === 'number' ? 'number' : ''}, null)`.execute(
      db,
    );
  for (const r of rows.filter((x) => !x.sameName)) await pair(r.workerId, 'conflict', 50, 'sameNumberOtherName');
  let first: { readonly home: string } | undefined;
  const touched = new Set<string>();
  for (const r of rows.filter((x) => x.sameName)) {
    const joined = await sql<{ members: string[] | null }>`
      select join_persons(${workerId}::uuid, ${r.workerId}::uuid, 'number', null, ${actor.accountId}::uuid, '', false) as members`.execute(
      db,
    );
    const members = joined.rows[0]?.members;
    // somebody has told these persons apart: that stands
    if (!members) continue;
    await pair(r.workerId, 'number', 100, 'sameNumberAndName');
    first ??= r;
    for (const m of members) touched.add(m);
  }
  if (!first) return null;
  await refresh(db, [...touched], call.today);
  const where = mine(call, first.home) ? null : { county: countyName(first.home) };
  if (where) {
    call.note({ details: { crossArea: true } });
    await tellBoth(call, first.home);
  }
  return where;
};

/** News for the desk of the other county; and for the security administrators where one account meets many. */
const tellBoth = async (call: Call, home: string): Promise<void> => {
  const { db, actor } = call;
  await sendNotice(db, {
    to: { role: 'county_bureau', areaCode: `${home.slice(0, 6)}000000` },
    kind: 'workers.crossArea',
    link: '/duplicates?crossArea=true&state=same',
  });
  if ((await metElsewhere(db, actor.accountId)) + 1 === MANY)
    await sendNotice(db, {
      to: { role: 'security_admin', areaCode: '' },
      kind: 'workers.manyCrossArea',
      params: { login: actor.login, n: MANY },
      link: '/audit',
    });
};
