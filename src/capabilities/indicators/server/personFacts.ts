// Who the counted persons are on the day on which they are counted: home, identity, sex, age (docs/figures.md §3, §6).
import { type RawBuilder, sql } from 'kysely';
import { personAt, recordsOf } from '#capabilities/employment/server/service.ts';
import { asKnownAt } from '#platform/server/versions.ts';
import type { Day } from '#standards/calendar/calendar.ts';

interface Of {
  readonly k: string;
  readonly asOf: Day;
  /** Only these; null: everybody. */
  readonly persons: readonly string[] | null;
}
/** Facts of a table about the persons of `counted`: each record speaks for the person it belongs to at K. Of some persons only their records are read. */
const about = (table: string, { k, persons }: Of, columns: RawBuilder<unknown>): RawBuilder<unknown> => {
  const of = personAt('f', k);
  const some = persons === null ? sql`` : sql` and ${recordsOf('f', k, persons)}`;
  return sql`select c.key, c.person, c.on_day, ${columns} from counted c join (select f.*, ${of.person} as person from ${sql.table(table)} f ${of.join} where ${asKnownAt('f', k)}${some}) f
    on f.person = c.person`;
};

/** From `main` (person, on_day) to `person_facts`; `key`: what tells two rows of one person on two days apart, each person has one row where it is left out. */
export const personFacts = (of: Of, key: RawBuilder<unknown> = sql`person`): RawBuilder<unknown> => sql`
    counted as (select ${key} as key, person, on_day from main),
    home_known as materialized (
      select x.*, count(*) over (partition by key) as n, min(valid_from) over (partition by key) as first_from
      from (${about('home_period', of, sql`f.code, f.hukou, f.valid_from, f.valid_to`)}) x),
    -- the period that holds the day: the latest, then the smallest code; before the first known one, the first
    home as (
      select key, code, hukou from home_known where n = 1 and (valid_to is null or on_day <= valid_to)
      union all
      select key, code, hukou from (
        select distinct on (key) key, code, hukou from home_known
        where n > 1 and (on_day between valid_from and coalesce(valid_to, 'infinity') or on_day < first_from)
        order by key, case when valid_from <= on_day then valid_from end desc nulls last, valid_from, code,
          case hukou when 'agricultural' then 1 when 'unknown' then 2 else 3 end) x),
    identity as (
      select key, bool_or(kind like 'poverty%') as poverty, bool_or(kind like 'low_income%') as low_income, bool_or(kind = 'relocated') as relocated,
        bool_or(kind = 'monitored_unstable') as unstable, bool_or(kind = 'monitored_marginal') as marginal, bool_or(kind = 'monitored_sudden') as sudden
      from (${about('identity_period', of, sql`f.kind, f.valid_from, f.valid_to`)}) x
      where valid_from <= on_day and (valid_to is null or valid_to >= on_day) group by key),
    -- who has several records: few, and only for them is there anything to choose
    several as materialized (select distinct l.person_id as person from worker_link l where l.person_id <> l.worker_id and ${asKnownAt('l', of.k)}
      ${of.persons === null ? sql`` : sql`and l.person_id = any (${of.persons}::uuid[])`}),
    -- of several records the smallest that knows it
    basic_known as (${about('worker_basic', of, sql`f.worker_id, f.sex, f.birthday`)}),
    basic as (
      select key, sex, birthday from basic_known where person not in (select person from several)
      union all
      select key, substr(min(worker_id::text || sex) filter (where sex <> '9'), 37) as sex,
        substr(min(worker_id::text || birthday::text) filter (where birthday is not null), 37)::date as birthday
      from basic_known where person in (select person from several) group by key),
    person_facts as (
      select c.key, c.person, x.origin, x.province,
        -- of whom no home or no division is known counts
        h.code is null or d.code is null or x.province in ('45', '52')
          and (h.hukou in ('agricultural', 'unknown') or exists (select from figure_village v where v.code = h.code)) as rural,
        case when i.poverty then 'poverty' when i.unstable or i.marginal or i.sudden then 'monitored' when i.low_income then 'lowIncome' else 'none' end as people,
        case when i.poverty or not (i.unstable or i.marginal or i.sudden) or i.key is null then ''
          when i.unstable then 'unstable' when i.marginal then 'marginal' else 'sudden' end as monitored,
        case when i.relocated then 'yes' else 'no' end as relocated, coalesce(b.sex, '9') as sex,
        case when b.birthday is null then '' when y.years < 16 then '0-15' when y.years < 25 then '16-24' when y.years < 35 then '25-34' when y.years < 45 then '35-44'
          when y.years < 55 then '45-54' when y.years < 60 then '55-59' else '60+' end as age
      from counted c
      left join home h on h.key = c.key
      left join figure_division d on d.code = substr(h.code, 1, 6) and ${of.asOf}::date between d.from_day and d.to_day
      cross join lateral (select case when h.code is null then '' when d.mapped is null then '?' when substr(d.mapped, 1, 6) = substr(h.code, 1, 6) then h.code
        else d.mapped end as origin, case when d.code is null then '' else province_of(h.code, d.mapped) end as province) x
      left join identity i on i.key = c.key
      left join basic b on b.key = c.key
      cross join lateral (select extract(year from age(c.on_day, b.birthday))::int as years) y)`;
