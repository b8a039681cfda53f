// Pieces of SQL that the questions to everybody share: spells of persons as known at an instant, whose spells are united, homes, islands of days.
import { type RawBuilder, sql } from 'kysely';
import { asKnownAt } from '#platform/server/versions.ts';
import { personAt, recordsOf } from './ledgerPeople.ts';

export interface WhoAsk {
  /** As known at this instant (a watermark or earlier). */
  readonly k: string;
  /** Null: everybody. */
  readonly persons: readonly string[] | null;
}

/** So many that they are joined as sets, and not walked one by one. */
export const isMany = ({ persons }: WhoAsk): boolean => persons === null || persons.length > 500;

/** `person, id, worker_id, org, kind, …` of spells as known at K; `more` reads of the spell `f` and of `joins`. */
export const spellsOf = ({ k, persons }: WhoAsk, more: RawBuilder<unknown> = sql``, joins: RawBuilder<unknown> = sql``) => {
  const of = personAt('f', k);
  return sql`select ${of.person} as person, f.id, f.worker_id, coalesce(o.main_id, f.organisation_id) as org, f.kind, f.place, f.occupation,
      coalesce(f.pay_month, 0) as pay, f.start, f.ended, f.contract_from, f.contract_to ${more}
    from spell f ${of.join} left join organisation_link o on o.organisation_id = f.organisation_id and ${asKnownAt('o', k)} ${joins}
    where ${asKnownAt('f', k)} and ${recordsOf('f', k, persons)}`;
};
/**
 * Persons whose spells are united (figures §2). Of some persons: told from their spells `s`. Of everybody only the few are read who have several records: told
 * apart from all spells it took longer than many a figure.
 */
export const meeting = ({ k, persons }: WhoAsk): RawBuilder<{ person: string }> =>
  persons === null
    ? sql<{ person: string }>`
  with several as materialized (select m.person_id as person, m.worker_id from worker_link m where ${asKnownAt('m', k)} and m.person_id <> m.worker_id),
  record as materialized (select person, worker_id from several union select person, person from several),
  own as materialized (
    select r.person, f.worker_id, coalesce(o.main_id, f.organisation_id) as org, f.kind = 'internship' as practice, f.start, coalesce(f.ended, 'infinity') as ended
    from record r join spell f on f.worker_id = r.worker_id left join organisation_link o on o.organisation_id = f.organisation_id and ${asKnownAt('o', k)}
    -- as an array, so that their spells are looked up: the planner takes some ten thousand links for a million, and would read every spell
    where f.worker_id = any (array(select worker_id from record)) and ${asKnownAt('f', k)})
  select distinct a.person from own a join own b on b.person = a.person and b.worker_id <> a.worker_id and b.org = a.org
    and b.practice = a.practice and a.start <= b.ended and b.start <= a.ended`
    : sql<{ person: string }>`
  select distinct a.person from s a join s b on b.person = a.person and b.worker_id <> a.worker_id and b.org = a.org
    and (b.kind = 'internship') = (a.kind = 'internship') and a.start <= coalesce(b.ended, 'infinity') and b.start <= coalesce(a.ended, 'infinity')
  where a.person in (select m.person_id from worker_link m where ${asKnownAt('m', k)} and m.person_id <> m.worker_id)`;

/** `id, code`: the home at the start of each spell of `table` (figures §3): the one that holds, the latest first; before the first known one, the first. */
export const homesOf = ({ k, persons }: WhoAsk, table: string) => {
  const of = personAt('f', k);
  const s = sql.table(table);
  return sql`
    select distinct on (${s}.id) ${s}.id, h.code from ${s} join (
      select ${of.person} as person, f.valid_from, f.valid_to, f.code, min(f.valid_from) over (partition by ${of.person}) as first_from
      from home_period f ${of.join} where ${asKnownAt('f', k)} and ${recordsOf('f', k, persons)}) h on h.person = ${s}.person
    where (h.valid_from <= ${s}.start and (h.valid_to is null or h.valid_to >= ${s}.start)) or ${s}.start < h.first_from
    order by ${s}.id, case when h.valid_from <= ${s}.start then h.valid_from end desc nulls last, h.valid_from, h.code`;
};

/** Numbers islands of days [from, to] of `table`, with holes of ≤ gap days bridged, in `island`. */
export const islands = (table: string, keys: string, from: string, to: string, gap: number) => sql`
  select i.*, sum(i.fresh) over (partition by ${sql.raw(keys)} order by ${sql.ref(from)} rows unbounded preceding) as island from (
    select p.*, case when ${sql.ref(from)} > max(${sql.ref(to)}) over (partition by ${sql.raw(keys)} order by ${sql.ref(from)}
      rows between unbounded preceding and 1 preceding) + ${gap + 1}::int then 1 else 0 end as fresh from ${sql.table(table)} p) i`;
