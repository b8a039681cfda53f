// Which facts about a person are known otherwise at two instants: each fact is read as it was known at both, and compared in what figures read of it.
import { type RawBuilder, sql } from 'kysely';
import { asKnownAt } from '#platform/server/versions.ts';

interface Between {
  readonly before: string;
  readonly now: string;
}
const at = (table: string, { before, now }: Between) => ({
  first: asKnownAt(table, before),
  second: asKnownAt(table, now),
  either: sql`(${asKnownAt(table, before)} or ${asKnownAt(table, now)})`,
  // when it became known otherwise
  when: sql`max(greatest(case when ${sql.ref(`${table}.recorded`)} > ${before}::timestamptz then ${sql.ref(`${table}.recorded`)} end,
    case when ${sql.ref(`${table}.superseded`)} <= ${now}::timestamptz then ${sql.ref(`${table}.superseded`)} end))`,
});

/** Facts of a table by their key, what figures read of them, and the first half of the reason’s name. */
const FACTS = [
  {
    table: 'spell',
    key: 'id',
    name: 'spell',
    read: [
      'kind',
      'organisation_id',
      'occupation',
      'industry',
      'place',
      'start',
      'ended',
      'pay_month',
      'channel',
      'assisted_kind',
      'programme',
      'contract_from',
      'contract_to',
      'worker_id',
    ],
  },
  { table: 'evidence', key: 'id', name: 'evidence', read: ['spell_id', 'class', 'says', 'covers_from', 'covers_to', 'observed'] },
  { table: 'home_period', key: 'id', name: 'home', read: ['code', 'hukou', 'valid_from', 'valid_to'] },
  { table: 'identity_period', key: 'id', name: 'identity', read: ['kind', 'valid_from', 'valid_to'] },
  { table: 'worker_basic', key: 'worker_id', name: 'basic', read: ['sex', 'birthday'] },
] as const;

const changed = ({ table, key, name, read }: (typeof FACTS)[number], between: Between): RawBuilder<unknown> => {
  const k = at('f', between);
  const value = sql`row(${sql.join(read.map((c) => sql.ref(`f.${c}`)))})::text`;
  return sql`select person, ${name} || case when t1 is null then 'Added' when t2 is null then 'Withdrawn' else 'Corrected' end as reason, at from (
    select w.person, max(${value}) filter (where ${k.first}) as t1, max(${value}) filter (where ${k.second}) as t2, ${k.when} as at
    from w join ${sql.table(table)} f on f.worker_id = w.worker_id where ${k.either} group by w.person, ${sql.ref(`f.${key}`)}) x where t1 is distinct from t2`;
};

/** CTEs `w` and `why` (person, reason, at) of the persons of `p` (person, pairing: whether they stand in another pairing now). */
export const reasonsOf = (between: Between): RawBuilder<unknown> => {
  const [l, o, q, r] = [at('l', between), at('o', between), at('q', between), sql.ref];
  return sql`w as materialized (
      select distinct p.person, x.worker_id from p cross join lateral (
        select p.person as worker_id union all select l.worker_id from worker_link l where l.person_id = p.person and ${l.either}) x),
    mine as materialized (select distinct w.person, s.organisation_id from w join spell s on s.worker_id = w.worker_id
      where s.organisation_id is not null and ${at('s', between).either}),
    why as materialized (
      select person, case when p2 = worker_id and p1 <> worker_id then 'split' else 'merged' end as reason, at from (
        select w.person, w.worker_id, coalesce(min(l.person_id::text) filter (where ${l.first}), w.worker_id::text)::uuid as p1,
          coalesce(min(l.person_id::text) filter (where ${l.second}), w.worker_id::text)::uuid as p2, ${l.when} as at
        from w join worker_link l on l.worker_id = w.worker_id where ${l.either} group by w.person, w.worker_id) x where p1 <> p2
      union all ${sql.join(
        FACTS.map((f) => changed(f, between)),
        sql` union all `,
      )}
      union all
      select person, 'organisation', at from (
        select m.person, m.organisation_id, min(o.main_id::text) filter (where ${o.first}) as t1, min(o.main_id::text) filter (where ${o.second}) as t2, ${o.when} as at
        from mine m join organisation_link o on o.organisation_id = m.organisation_id where ${o.either} group by m.person, m.organisation_id) x where t1 is distinct from t2
      union all
      select person, 'organisation', at from (
        select m.person, m.organisation_id, min(${r('q.uscc')}) filter (where ${q.first}) as t1, min(${r('q.uscc')}) filter (where ${q.second}) as t2, ${q.when} as at
        from mine m join organisation_fact q on q.organisation_id = m.organisation_id where ${q.either} group by m.person, m.organisation_id) x where t1 is distinct from t2
      union all
      select p.person, 'pairing', c.at from p cross join (
        select max(greatest(case when x.recorded > ${between.before}::timestamptz then x.recorded end, case when x.superseded <= ${between.now}::timestamptz then x.superseded end)) as at
        from pairing x where (x.recorded > ${between.before}::timestamptz and x.recorded <= ${between.now}::timestamptz)
          or (x.superseded > ${between.before}::timestamptz and x.superseded <= ${between.now}::timestamptz)) c where p.pairing and c.at is not null)`;
};
