// Households that the rows of a chunk name, and who is known as their head.
import { sql } from 'kysely';
import type { ApplyContext } from '#capabilities/rosters/server/service.ts';
import type { Households } from './changesContext.ts';
import type { Draft } from './drafts.ts';
import type { PersonFields } from './fields.ts';

export const loadHouseholds = async (
  { db, today, owner }: Pick<ApplyContext, 'db' | 'today' | 'owner'>,
  all: readonly PersonFields[],
  drafts: ReadonlyMap<string, Draft>,
): Promise<Households> => {
  const numbers = [...new Set(all.flatMap((f) => f.householdNumber ?? []))];
  const byNumber: Households['byNumber'] = new Map();
  const heads: Households['heads'] = new Map();
  if (!numbers.length && !all.some((f) => f.relation !== undefined)) return { byNumber, heads };
  if (numbers.length) {
    // a number in use elsewhere is nobody's business here: those of the owner's areas, and the household somebody of the chunk is in already
    const held = [...drafts.values()].flatMap((d) => d.members.map((m) => m.householdId));
    const { rows } = await sql<{ id: string; number: string; home: string }>`
      select id, number, home from household h where number = any(${numbers}::text[]) and (h.id = any(${held}::uuid[]) or exists (
        select from unnest(${owner.areas.map((a) => a.from)}::text[], ${owner.areas.map((a) => a.to)}::text[]) r (f, t) where h.home >= r.f and h.home <= r.t))
      order by id = any(${held}::uuid[])`.execute(db);
    for (const { number, ...h } of rows) byNumber.set(number, h);
  }
  const ids = new Set([...byNumber.values()].map((h) => h.id));
  for (const d of drafts.values()) for (const m of d.members) ids.add(m.householdId);
  if (ids.size) {
    const { rows } = await sql<{ householdId: string; workerId: string }>`
      select household_id, worker_id from household_member where household_id = any(${[...ids]}::uuid[]) and superseded = 'infinity' and relation = 'head'
        and valid_from <= ${today}::date and (valid_to is null or valid_to >= ${today}::date)`.execute(db);
    for (const { householdId, workerId } of rows) heads.set(householdId, workerId);
  }
  return { byNumber, heads };
};
