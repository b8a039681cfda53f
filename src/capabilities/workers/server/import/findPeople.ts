// Set-based look-ups of the people rows name: by number, by record number, by name; and which of them the owner's keys open. As `system`.
import { sql } from 'kysely';
import { holds } from '#capabilities/access/rules.ts';
import type { ApplyContext } from '#capabilities/rosters/server/service.ts';
import type { Area } from '#platform/server/actor.ts';
import type { IndexKind, Keys } from '#platform/server/keys.ts';
import { takeTurns } from '../turns.ts';

export interface Found {
  readonly workerId: string;
  readonly personId: string;
  readonly home: string;
  readonly name: string;
  readonly shadowed: boolean;
}

/** Blind indexes of distinct values; and every index their rows may stand under while a rotation runs. */
export const indexAll = (keys: Keys, kind: IndexKind, values: Iterable<string>) => {
  const list = [...new Set(values)];
  const index = new Map(list.length ? keys.indexMany(kind, list).map((x, i) => [list[i]!, x]) : []);
  const rotating = list.length > 0 && keys.nextIndex(kind, list[0]!) !== null;
  /** From what may stand in the column back to the value. */
  const behind = new Map<string, string>();
  for (const [value, x] of index) behind.set(x, value);
  if (rotating) for (const value of list) for (const x of keys.lookups(kind, value)) behind.set(x, value);
  return { index, behind };
};
export type Indexed = ReturnType<typeof indexAll>;

/** Records by number. A number on several records names them all. */
export const findByNumber = async (
  db: ApplyContext['db'],
  { behind }: Indexed,
  only?: ReadonlySet<string>,
): Promise<Map<string, Found[]>> => {
  const asked = [...behind].flatMap(([x, value]) => (only && !only.has(value) ? [] : [x]));
  const out = new Map<string, Found[]>();
  if (!asked.length) return out;
  const { rows } = await sql<Found & { numberIndex: string }>`
    select b.number_index, n.worker_id, n.person_id, n.home, n.name, n.shadowed
    from worker_basic b join worker_now n on n.worker_id = b.worker_id
    where b.superseded = 'infinity' and b.number_index = any(${asked}::uuid[]) order by n.shadowed, n.worker_id`.execute(db);
  for (const { numberIndex, ...found } of rows) {
    const value = behind.get(numberIndex);
    if (value === undefined) continue;
    const list = out.get(value);
    if (list) list.push(found);
    else out.set(value, [found]);
  }
  return out;
};

export const findByIds = async (db: ApplyContext['db'], ids: readonly string[]): Promise<ReadonlyMap<string, Found>> => {
  if (!ids.length) return new Map();
  const { rows } =
    await sql<Found>`select worker_id, person_id, home, name, shadowed from worker_now where worker_id = any(${ids}::uuid[])`.execute(db);
  return new Map(rows.map((r) => [r.workerId, r]));
};

/** Which of these workers one of the owner's keys opens today: what the policy of worker_scope would show a request. */
export const opened = async ({ db, owner, today }: Pick<ApplyContext, 'db' | 'owner' | 'today'>, ids: readonly string[]) => {
  if (!ids.length || (!owner.keys.length && !owner.keyRanges.length)) return new Set<string>();
  const { rows } = await sql<{ workerId: string }>`
    select distinct s.worker_id from worker_scope s
    where s.worker_id = any(${ids}::uuid[]) and s.from_day <= ${today}::date and s.to_day >= ${today}::date
      and (s.key = any(${owner.keys}::text[]) or exists (
        select from unnest(${owner.keyRanges.map((r) => r.from)}::text[], ${owner.keyRanges.map((r) => r.to)}::text[]) r (f, t)
        where s.key >= r.f and s.key <= r.t))`.execute(db);
  return new Set(rows.map((r) => r.workerId));
};

export interface Namesake extends Found {
  readonly birthday: string | null;
  readonly phones: readonly string[];
}
/** Own records by name, with what else may tell which of them is meant. */
export const findByName = async ({ db, owner }: Pick<ApplyContext, 'db' | 'owner'>, names: readonly string[]) => {
  const out = new Map<string, Namesake[]>();
  if (!names.length || !owner.areas.length) return out;
  const { rows } = await sql<Omit<Namesake, 'phones'> & { phones: string | null }>`
    select n.worker_id, n.person_id, n.home, n.name, n.shadowed, n.birthday,
      (select string_agg(c.phone_index::text, ' ') from worker_contact c where c.worker_id = n.worker_id and c.superseded = 'infinity') as phones
    from unnest(${owner.areas.map((a) => a.from)}::text[], ${owner.areas.map((a) => a.to)}::text[]) r (f, t)
      join worker_now n on n.home >= r.f and n.home <= r.t and n.name = any(${names}::text[])
    where not n.shadowed`.execute(db);
  for (const { phones, ...r } of rows) {
    const one = { ...r, phones: phones ? phones.split(' ') : [] };
    const list = out.get(r.name);
    if (list) list.push(one);
    else out.set(r.name, [one]);
  }
  return out;
};

/** One writer per number at a time, in one order: two who register the same person at the same moment meet (as `lockNumber` of a form). */
export const lockNumbers = (db: ApplyContext['db'], indexes: readonly string[]): Promise<void> => takeTurns(db, 'number', indexes);

export const inAreas =
  (areas: readonly Area[]) =>
  (code: string): boolean =>
    areas.some((a) => holds(a, code));
