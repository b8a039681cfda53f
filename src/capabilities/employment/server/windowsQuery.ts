// Retention of everybody, set by set (docs/figures.md §5): what rulesWindows.ts says of one person. Persons whose spells of several records are united are left
// out here and told by the pure rules (windowsOf.ts).
import { type RawBuilder, sql } from 'kysely';
import { asKnownAt } from '#platform/server/versions.ts';
import type { EvidenceClass } from '../rulesSpell.ts';
import { type Answered, DUE_DAYS, type Form, gapOf, SEEN_DAYS, WINDOWS } from '../rulesWindows.ts';
import { homesOf, islands, meeting, spellsOf, type WhoAsk } from './ledgerQuery.ts';

export interface WindowsAsk extends WhoAsk {
  /** Days as texts: the cohort period [A, B], and D. */
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  readonly form: Form;
  /** Of the fold. */
  readonly c: EvidenceClass;
  /** By which the cohort's spell is chosen among those of one day; the c of the report. */
  readonly cohortClass: EvidenceClass;
}
/** An answer as a number: the class 1 … 6 of a yes, or one of these. */
export const CODES = { notApplicable: -1, notYetDue: 0, no: 7, unverified: 8 } as const;
const NAMES = new Map(Object.entries(CODES).map(([name, code]) => [code as number, name as keyof typeof CODES]));
export const answeredOf = (code: number): Answered => {
  const name = NAMES.get(code);
  return name ? { answer: name, class: null } : { answer: 'yes', class: code as EvidenceClass };
};

export interface WindowsRow {
  readonly person: string;
  readonly spellId: string;
  /** Home at σ, '' where unknown. */
  readonly home: string;
  /** Of the cohort's spell: best class ≤ 6 of evidence (7: none), channel, organisation. */
  readonly best: number;
  readonly channel: string;
  readonly organisation: string | null;
  /** By window, codes of answers. */
  readonly answers: readonly number[];
  /** Days until they left, or for which it is known that they had not; null where the form does not apply. */
  readonly time: number | null;
  readonly event: boolean;
}

const FITS: Record<Form, RawBuilder<unknown>> = {
  province: sql`c.place <> '' and substr(s.place, 1, 2) = substr(c.place, 1, 2)`,
  enterprise: sql`s.org = c.org`,
  post: sql`s.org = c.org and s.occupation = c.occupation`,
};
const APPLIES: Record<Form, RawBuilder<unknown>> = {
  province: sql`c.place <> ''`,
  enterprise: sql`c.org is not null`,
  post: sql`c.org is not null`,
};
/** Ascending by code, what is missing last: the order of `main` (figures §3) does not hang on a locale. */
const byText = (column: string) => sql`nullif(${sql.ref(column)}, '') collate "C"`;

/** Each of the four windows in turn: τ as a day, and the column's number. */
const each = (of: (tau: RawBuilder<unknown>, i: number) => RawBuilder<unknown>, table = 'f') =>
  sql.join(WINDOWS.map((w, i) => of(sql`(${sql.ref(`${table}.sigma`)} + ${sql.lit(w)})`, i)));
const column = (name: string, i: number) => sql.raw(`${name}${i}`);

/** A row for each person of the cohort but for united persons. */
export const windowsQuery = (ask: WindowsAsk): RawBuilder<WindowsRow> => {
  const { k, form, c } = ask;
  const gap = gapOf(form);
  const more = sql`, f.industry, f.channel, f.programme, f.pay_month, f.assisted_kind <> '' as assisted, q.uscc`;
  const code = sql`left join organisation_fact q on q.organisation_id = coalesce(o.main_id, f.organisation_id) and ${asKnownAt('q', k)}`;
  const hole =
    gap === 0
      ? sql``
      : sql`
    proved_spell as (select person, sigma, id, start, least(closed, l_day) as v_to from fit where l_day >= start),
    stretch as (select person, sigma, min(start) as u, max(v_to) as v from (${islands('proved_spell', 'person', 'start', 'v_to', 0)}) x group by person, sigma, island),
    hole as (select * from (select person, sigma, v as h_from, lead(u) over (partition by person order by u) as h_to from stretch) x
      where h_to - h_from - 1 <= ${sql.lit(gap)}),
    bridged as (select f.person, ${each((tau, i) => sql`min(e.class) filter (where ${tau} > f.h_from and ${tau} < f.h_to) as ${column('h', i)}`)}
      from hole f join proved_spell p on p.person = f.person and p.start = f.h_to join said e on e.id = p.id group by f.person),`;
  return sql<WindowsRow>`with
    s as materialized (${spellsOf(ask, more, code)}),
    united as (${meeting(ask)}),
    cand as (select * from s where assisted and kind <> 'internship' and start between ${ask.from}::date and ${ask.to}::date
      and person not in (select u.person from united u)),
    vouchers as (select x.spell_id, max(x.best) filter (where ${ask.cohortClass}::int between x.c and x.upto) as chosen, max(x.best) filter (where x.upto = 6) as best
      from spell_vouched x where x.spell_id in (select id from cand) and ${asKnownAt('x', k)} group by 1),
    cohort as materialized (
      select distinct on (c.person) c.person, c.id, c.start as sigma, c.start, c.place, c.occupation, c.org, c.channel, coalesce(w.best, 7) as best
      from cand c left join vouchers w on w.spell_id = c.id
      order by c.person, c.start, coalesce(w.chosen, 7), c.pay desc, ${byText('c.uscc')}, c.org is null, ${byText('c.place')}, ${byText('c.occupation')},
        ${byText('c.channel')}, ${byText('c.programme')}, c.kind::text collate "C", c.ended, ${byText('c.industry')}),
    home as (${homesOf(ask, 'cohort')}),
    v as (select x.spell_id, x.l_day, coalesce(x.closed, 'infinity') as closed from spell_vouched x
      where ${c}::int between x.c and x.upto and ${asKnownAt('x', k)}),
    fit as materialized (
      select c.person, c.sigma, s.id, s.worker_id, s.start, s.ended, v.l_day, coalesce(v.closed, s.ended, 'infinity') as closed
      from cohort c join s on s.person = c.person and s.kind <> 'internship' and ${FITS[form]} left join v on v.spell_id = s.id),
    said as (select * from (
      select f.*, e.class, e.observed, e.covers_from as a,
        case when e.class <= 2 and e.covers_to > f.ended and date_trunc('month', e.covers_to) = date_trunc('month', f.ended) then f.ended
          else coalesce(e.covers_to, e.covers_from) end as b
      from fit f join evidence e on e.worker_id = f.worker_id and e.spell_id = f.id and ${asKnownAt('e', k)} and e.says = 'in_post' and e.class <= ${c}) x
      where b >= a and b >= start),
    direct as (select f.person, ${each(
      (tau, i) => sql`min(f.class) filter (where f.start <= ${tau} and f.closed >= ${tau}
        and (${tau} between f.a and f.b or (f.observed >= ${tau} - ${sql.lit(SEEN_DAYS)} and f.observed < ${tau}))) as ${column('p', i)}`,
    )} from said f group by f.person),
    ${hole}
    gone as (select f.person, ${each(
      (tau, i) =>
        sql`bool_and(case when f.start <= ${tau} then f.closed < ${tau} else f.start > ${tau} + ${sql.lit(gap)} end) as ${column('g', i)}`,
    )} from fit f group by f.person),
    known as (select person, sigma, start, least(closed, l_day) as v_to from fit where l_day >= start),
    run as (select person, max(v_to) as v from (${islands('known', 'person', 'start', 'v_to', gap)}) x
      group by person, sigma, island having sigma between min(start) and max(v_to)),
    lasting as (
      select r.person, r.v, bool_and(f.start > r.v + ${sql.lit(gap)} or f.closed < ${ask.asOf}::date) as over
      from run r join fit f on f.person = r.person group by r.person, r.v)
    select c.person, c.id as spell_id, coalesce(h.code, '') as home, c.best, c.channel, c.org as organisation,
      array[${each(
        (
          tau,
          i,
        ) => sql`case when not (${APPLIES[form]}) then ${sql.lit(CODES.notApplicable)} when ${ask.asOf}::date < ${tau} + ${sql.lit(DUE_DAYS)} then ${sql.lit(CODES.notYetDue)}
          else coalesce(${gap === 0 ? sql`d.${column('p', i)}` : sql`least(d.${column('p', i)}, b.${column('h', i)})`},
            case when g.${column('g', i)} then ${sql.lit(CODES.no)} else ${sql.lit(CODES.unverified)} end) end`,
        'c',
      )}] as answers,
      case when not (${APPLIES[form]}) then null when l.v is null then 0
        when l.over and l.v <= ${ask.asOf}::date then l.v - c.sigma else least(l.v, ${ask.asOf}::date) - c.sigma end as time,
      coalesce(l.over and l.v <= ${ask.asOf}::date, false) as event
    from cohort c left join home h on h.id = c.id left join direct d on d.person = c.person left join gone g on g.person = c.person
      ${gap === 0 ? sql`` : sql`left join bridged b on b.person = c.person`} left join lasting l on l.person = c.person`;
};
