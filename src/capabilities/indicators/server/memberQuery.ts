// A figure compiled to SQL: one row for each person it counts, with the day on which they are counted and their value of every dimension. Everything that is
// told of a figure — the number, any split of it, the persons behind it, a frozen month — is read of these rows, so that none of it can disagree.
import { type RawBuilder, sql } from 'kysely';
import { CARRY_DAYS, type Form, shippedCriteria } from '#capabilities/employment/rules.ts';
import { personAt, recordsOf, stableQuery, windowsQuery } from '#capabilities/employment/server/service.ts';
import { asKnownAt } from '#platform/server/versions.ts';
import type { Day } from '#standards/calendar/calendar.ts';
import type { BaseFigure, PersonClause, SpellClause } from '../rulesDefinitions.ts';
import { personFacts } from './personFacts.ts';
import { mainOfTrained } from './training/classSql.ts';
import type { UnitedRow } from './unitedRows.ts';

export type EvidenceClass = 1 | 2 | 3 | 4 | 5 | 6;
export interface FigureAsk {
  /** A of a period and of a cohort; not read of a stock. */
  readonly from: Day;
  /** D; of retention B. */
  readonly to: Day;
  /** D of retention; else the same as `to`. */
  readonly asOf: Day;
  /** An instant not after the watermark. */
  readonly k: string;
  readonly c: EvidenceClass;
  readonly form: Form;
  /** Only these; null: everybody. */
  readonly persons: readonly string[] | null;
}
/** What the pure rules say of persons whose spells are united. */
export interface UnitedInput {
  readonly people: readonly string[];
  readonly rows: readonly UnitedRow[];
  /** First stable days, of `newlyStable`. */
  readonly stable: readonly { readonly person: string; readonly day: Day }[];
  /** Of `retention`: the cohort's spell and the answers' codes. */
  readonly cohort: readonly { readonly person: string; readonly id: string; readonly answers: readonly number[] }[];
}
export interface MemberRow {
  readonly person: string;
  readonly on: Day;
  readonly spell: string;
  readonly origin: string;
  readonly host: string;
  readonly where: string;
  readonly people: string;
  readonly monitored: string;
  readonly relocated: string;
  readonly sex: string;
  readonly age: string;
  readonly channel: string;
  readonly programme: string;
  readonly industry: string;
  readonly occupation: string;
  readonly evidence: string;
  readonly pairing: string;
  /** Of the class, '' where nobody was trained. */
  readonly mode: string;
  readonly order: string;
  readonly school: string;
  readonly employer: string;
  /** Of retention, by window: codes of the answers. */
  readonly answers: readonly number[];
}

const COLUMNS = sql`person, id, org, org_code, kind, place, occupation, industry, channel, programme, assisted, pay, start, ended, v_to, c_to, best`;

/** Spells as the evidence of class ≤ c known at K vouches for them; of persons with united spells as the pure rules made them. */
export const folded = ({ k, c, persons }: FigureAsk, united: UnitedInput): RawBuilder<unknown> => {
  const of = personAt('f', k);
  return sql`folded as (
    select ${of.person} as person, f.id, coalesce(o.main_id, f.organisation_id) as org, null::text as org_code, f.kind, f.place, f.occupation, f.industry, f.channel,
      f.programme, f.assisted_kind <> '' as assisted, coalesce(f.pay_month, 0) as pay, f.start, f.ended,
      case when v.l_day >= f.start then least(v.closed, v.l_day) end as v_to,
      case when v.l_day >= f.start then least(v.closed, v.l_day + ${sql.lit(CARRY_DAYS)}) end as c_to, v.best
    from spell f
    left join spell_vouched v on v.spell_id = f.id and ${sql.lit(c)} between v.c and v.upto and ${asKnownAt('v', k)}
    ${of.join}
    left join organisation_link o on o.organisation_id = f.organisation_id and ${asKnownAt('o', k)}
    where ${asKnownAt('f', k)} and ${recordsOf('f', k, persons)} and ${of.person} <> all (${united.people}::uuid[])
    union all
    select ${COLUMNS} from jsonb_to_recordset(${JSON.stringify(united.rows)}::jsonb) as u (person uuid, id uuid, org uuid, org_code text, kind text, place text,
      occupation text, industry text, channel text, programme text, assisted boolean, pay int, start date, ended date, v_to date, c_to date, best smallint))`;
};

const spellClause = (clause: SpellClause): RawBuilder<unknown> =>
  clause.is === 'work'
    ? sql`kind <> 'internship'`
    : clause.is === 'assisted'
      ? sql`assisted`
      : sql`starts_with(province_of(place), ${clause.area})`;

type SpellFigure = Exclude<BaseFigure, { readonly kind: 'trained' }>;
/** `chosen`: the spells from which each person is counted, with the day on which they are; named once, `main` is taken over all of them. */
const chosen = (base: SpellFigure, ask: FigureAsk, united: UnitedInput): RawBuilder<unknown> => {
  const conditions = (clauses: readonly SpellClause[]) => sql.join([sql`true`, ...clauses.map(spellClause)], sql` and `);
  if (base.kind === 'period')
    return sql`chosen as materialized (
      select f.*, min(greatest(start, ${ask.from}::date)) over (partition by person) as on_day, count(*) over (partition by person) as n from folded f
      where ${conditions(base.spells)} and start <= ${ask.to}::date and v_to >= ${ask.from}::date)`;
  if (base.kind === 'stock')
    return sql`chosen as materialized (
      select f.*, ${ask.to}::date as on_day, count(*) over (partition by person) as n from folded f
      where ${conditions(base.spells)} and start <= ${ask.to}::date and c_to >= ${ask.to}::date)`;
  if (base.kind === 'newlyStable') {
    const rule = { ...shippedCriteria.find((r) => r.id === base.criterion)!, evidenceClass: ask.c };
    return sql`stable as (
      select person, min("from") + date '1970-01-01' as day from (${stableQuery({ rule, k: ask.k, persons: ask.persons })}) x group by person
      union all select person, day from jsonb_to_recordset(${JSON.stringify(united.stable)}::jsonb) as u (person uuid, day date)),
    standing as (
      select f.*, t.day as on_day, bool_or(assisted) over (partition by f.person) as helped, count(*) over (partition by f.person) as n
      from folded f join stable t on t.person = f.person
      where t.day between ${ask.from}::date and ${ask.to}::date and ${conditions(base.spells)} and f.start <= t.day and f.c_to >= t.day),
    chosen as materialized (select * from standing ${base.unhelpedToo ? sql`` : sql`where helped`})`;
  }
  const { form, k, c, persons, from, to, asOf } = ask;
  return sql`cohort as (
      select person, spell_id, answers from (${windowsQuery({ form, k, c, cohortClass: c, persons, from, to, asOf })}) x
      union all select person, id, answers from jsonb_to_recordset(${JSON.stringify(united.cohort)}::jsonb) as u (person uuid, id uuid, answers int[])),
    chosen as materialized (select f.*, f.start as on_day, 1 as n, c.answers from cohort c join folded f on f.id = c.spell_id and f.person = c.person)`;
};

const byText = (column: string) => sql`nullif(${sql.ref(column)}, '') collate "C"`;
/** Of each person the spell whose attributes are read (docs/figures.md §3); most have one and need no order. */
const main = (k: string): RawBuilder<unknown> => sql`main as (
    select * from chosen where n = 1
    union all
    select ${sql.raw('m.*')} from (
      select distinct on (c.person) c.* from chosen c
      left join organisation_fact q on q.organisation_id = c.org and c.org_code is null and ${asKnownAt('q', k)}
      where c.n > 1
      order by c.person, c.start desc, coalesce(c.best, 7), c.pay desc, nullif(coalesce(c.org_code, q.uscc), '') collate "C", c.org is null, ${byText('c.place')},
        ${byText('c.occupation')}, ${byText('c.channel')}, ${byText('c.programme')}, c.kind collate "C", c.ended, ${byText('c.industry')}) m)`;

const personClause = (clause: PersonClause): RawBuilder<unknown> =>
  clause.is === 'ruralHome' ? sql`rural` : sql`${sql.ref(clause.dimension)} = any (${[...clause.values]}::text[])`;

/**
 * `pairs`: of two places the pairing of prefectures that holds both on D, by six digits. A few thousand rows, made once: to look for each person (a million times
 * over fifty pairings) took a quarter of the whole computation.
 */
export const pairs = ({
  k,
  asOf,
}: Pick<FigureAsk, 'k' | 'asOf'>): RawBuilder<unknown> => sql`place_code as materialized (select distinct code from figure_division),
    pairs as materialized (
      select o.code as origin, h.code as host, min(x.id::text) as id
      from pairing x join place_code o on starts_with(o.code, significant(x.origin_code)) join place_code h on starts_with(h.code, significant(x.host_code))
      where x.level = 'prefecture' and x.recorded <= ${k}::timestamptz and (x.superseded is null or x.superseded > ${k}::timestamptz)
        and x.valid_from <= ${asOf}::date and (x.valid_to is null or x.valid_to >= ${asOf}::date)
      group by o.code, h.code)`;

/** All members; `more`: the conditions of 其中. */
export const memberQuery = (
  base: BaseFigure,
  more: readonly PersonClause[],
  ask: FigureAsk,
  united: UnitedInput,
): RawBuilder<MemberRow> => {
  const clauses = [...(base.kind === 'retention' ? [] : base.persons), ...more];
  const answers = base.kind === 'retention' ? sql`m.answers` : sql`'{}'::int[]`;
  const trained = base.kind === 'trained';
  const speaking = trained
    ? mainOfTrained(ask)
    : sql`${folded(ask, united)},
    ${chosen(base, ask, united)},
    ${main(ask.k)}`;
  return sql<MemberRow>`with ${speaking},
    ${personFacts(ask)},
    ${pairs(ask)},
    member as (
      select m.person, m.on_day as "on", m.id as spell, p.origin, p.rural, coalesce(d.mapped, case when m.place = '' then '' else '?' end) as host,
        case when province_of(m.place, d.mapped) = '44' then 'guangdong'
          when province_of(m.place, d.mapped) = p.province and p.province <> '' then 'near' else 'elsewhere' end as "where",
        p.people, p.monitored, p.relocated, p.sex, p.age, m.channel, m.programme, substr(m.industry, 1, 1) as industry, substr(m.occupation, 1, 1) as occupation,
        ${trained ? sql`''` : sql`coalesce(m.best, 7)::text`} as evidence, coalesce(r.id, '') as pairing, ${answers} as answers,
        ${trained ? sql`m.mode, m.order_kind as "order", m.school, m.employer` : sql`'' as mode, '' as "order", '' as school, '' as employer`}
      from main m join person_facts p on p.person = m.person
      left join figure_division d on d.code = substr(m.place, 1, 6) and ${ask.asOf}::date between d.from_day and d.to_day
      left join pairs r on r.origin = substr(p.origin, 1, 6) and r.host = substr(d.mapped, 1, 6))
    select person, "on", spell, origin, host, "where", people, monitored, relocated, sex, age, channel, programme, industry, occupation, evidence, pairing, mode, "order", school, employer,
      answers
    from member where ${sql.join([sql`true`, ...clauses.map(personClause)], sql` and `)}`;
};
