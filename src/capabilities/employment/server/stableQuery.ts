// Stable stretches of everybody by a criterion, set by set over spell_vouched (docs/figures.md §4): what rulesStable.ts says of one person. Persons whose spells
// of several records are united are left out here and told by the pure rules (stableOf.ts).
import { type RawBuilder, sql } from 'kysely';
import { asKnownAt } from '#platform/server/versions.ts';
import type { CriterionRule } from '../rulesCriteria.ts';
import { MONTH_DAYS, WINDOW_DAYS } from '../rulesCumulative.ts';
import { CARRY_DAYS } from '../rulesFold.ts';
import { homesOf, islands, meeting, spellsOf, type WhoAsk } from './ledgerQuery.ts';

export interface StableAsk extends WhoAsk {
  readonly rule: CriterionRule;
}
export interface StableRow {
  readonly person: string;
  readonly group: string;
  readonly from: number;
  readonly to: number;
}

/** Persons whose spells are united at K. */
export const meetingPersons = (ask: WhoAsk): RawBuilder<{ person: string }> =>
  ask.persons === null ? meeting(ask) : sql<{ person: string }>`with s as (${spellsOf(ask)}) ${meeting(ask)}`;

const GROUPS: Record<CriterionRule['same'], RawBuilder<unknown>> = {
  any: sql`''`,
  province: sql`nullif(substr(s.place, 1, 2), '')`,
  enterprise: sql`s.org::text`,
  post: sql`s.org::text || ' ' || s.occupation`,
};

/** Pieces of proved work that fit: person, grp, id, from_day, v_to (vouched), c_to (counted), and what later steps read of the spell. */
const pieces = (ask: StableAsk) => {
  const { rule, k } = ask;
  const other = rule.place.kind === 'otherProvince';
  const place =
    rule.place.kind === 'area'
      ? sql`starts_with(s.place, ${rule.place.code})`
      : other
        ? sql`s.place <> '' and substr(h.code, 1, 2) <> substr(s.place, 1, 2)`
        : sql`true`;
  return sql`
    s as materialized (${spellsOf(ask)}),
    united as (${meeting(ask)}),
    ${other ? sql`home as (${homesOf(ask, 's')}),` : sql``}
    v as (select x.spell_id, x.from_day, x.l_day, x.closed from spell_vouched x
      where ${rule.evidenceClass}::int between x.c and x.upto and ${asKnownAt('x', k)}),
    piece as (
      select s.person, ${GROUPS[rule.same]} as grp, s.id, s.worker_id, s.pay, s.start, s.ended, s.contract_from, s.contract_to, v.from_day, v.l_day as v_to,
        least(v.closed, v.l_day + ${CARRY_DAYS}::int) as c_to
      from s join v on v.spell_id = s.id ${other ? sql`join home h on h.id = s.id` : sql``}
      where s.kind <> 'internship' and ${place} and s.pay >= ${rule.pay?.per === 'month' ? rule.pay.yuan : 0} and v.l_day >= v.from_day
        and s.person not in (select u.person from united u) and ${GROUPS[rule.same]} is not null)`;
};
const months = (from: RawBuilder<unknown>, n: number) => sql`(${from} + make_interval(months => ${n}))::date`;

const continuous = (ask: StableAsk): RawBuilder<StableRow> => {
  const { gapDays, months: m } = ask.rule;
  const full = months(sql`min(from_day)`, m!);
  return sql<StableRow>`with ${pieces(ask)},
    carried as (${islands('piece', 'person, grp', 'from_day', 'c_to', gapDays)}),
    ends as (select person, grp, from_day, v_to, max(c_to) over (partition by person, grp, island) as c_end from carried),
    runs as (${islands('ends', 'person, grp', 'from_day', 'v_to', gapDays)})
    select person, grp as "group", ${full} - date '1970-01-01' as "from", max(c_end) - date '1970-01-01' as "to"
    from runs group by person, grp, island having max(v_to) >= ${full}`;
};

/** Both sums are straight lines from turn to turn; on day t + i of a segment they are before + slope · (i + 1). */
const cumulative = (ask: StableAsk): RawBuilder<StableRow> => {
  const needDays = MONTH_DAYS * ask.rule.months!;
  const needPay = ask.rule.pay?.per === 'window' ? MONTH_DAYS * ask.rule.pay.yuan : 0;
  const turns = (
    from: string,
    to: string,
  ) => sql`cross join lateral (values (${sql.ref(from)}, 1), (${sql.ref(to)} + 1, -1), (${sql.ref(from)} + ${WINDOW_DAYS}::int, -1),
    (${sql.ref(to)} + ${WINDOW_DAYS + 1}::int, 1)) x (t, sign)`;
  const first = (before: string, slope: string, need: number) => sql`case
    when ${sql.ref(slope)} > 0 then greatest(0, ceil((${need}::bigint - ${sql.ref(before)})::numeric / ${sql.ref(slope)})::int - 1)
    when ${sql.ref(before)} + ${sql.ref(slope)} >= ${need}::bigint then 0 end`;
  const last = (before: string, slope: string, need: number) => sql`case
    when ${sql.ref(slope)} < 0 then least(n - 1, floor((${sql.ref(before)} - ${need}::bigint)::numeric / -${sql.ref(slope)})::int - 1) else n - 1 end`;
  return sql<StableRow>`with ${pieces(ask)},
    numbered as (${islands('piece', 'person, grp', 'from_day', 'v_to', 0)}),
    run as (select person, grp, min(from_day) as u, max(v_to) as v from numbered group by person, grp, island),
    turn as (
      select person, grp, t, sum(days)::bigint as days, sum(pay)::bigint as pay from (
        select person, grp, x.t, x.sign as days, 0 as pay from run ${turns('run.u', 'run.v')}
        union all select person, grp, x.t, 0, x.sign * pay from piece ${turns('piece.from_day', 'piece.v_to')}) y
      group by person, grp, t),
    slope as (
      select person, grp, t, lead(t) over w - t as n, (sum(days) over w)::bigint as ds, (sum(pay) over w)::bigint as ps from turn
      window w as (partition by person, grp order by t)),
    sums as (
      select *, coalesce(sum(ds * n) over w, 0)::bigint as d0, coalesce(sum(ps * n) over w, 0)::bigint as p0 from slope where n is not null
      window w as (partition by person, grp order by t rows between unbounded preceding and 1 preceding)),
    held as (
      select person, grp, t + greatest(${first('d0', 'ds', needDays)}, ${first('p0', 'ps', needPay)}) as h_from,
        t + least(${last('d0', 'ds', needDays)}, ${last('p0', 'ps', needPay)}) as h_to
      from sums where ${first('d0', 'ds', needDays)} is not null and ${first('p0', 'ps', needPay)} is not null),
    kept as (select * from held where h_from <= h_to),
    joined as (${islands('kept', 'person, grp', 'h_from', 'h_to', 0)})
    select person, grp as "group", min(h_from) - date '1970-01-01' as "from", max(h_to) - date '1970-01-01' as "to" from joined group by person, grp, island`;
};

const proofs = (ask: StableAsk): RawBuilder<StableRow> => {
  const { rule, k } = ask;
  const proved = rule.proofs.map((p, i) => {
    const own = (what: RawBuilder<unknown>) => sql`
      select r.person, r.grp, r.island as run, ${what}, e.covers_from as e_from,
        case when e.class <= 2 and e.covers_to > r.ended and date_trunc('month', e.covers_to) = date_trunc('month', r.ended) then r.ended else e.covers_to end as e_to,
        r.start, r.contract_from, r.contract_to
      from ran r join evidence e on e.worker_id = r.worker_id and e.spell_id = r.id and ${asKnownAt('e', k)} and e.says = 'in_post' and e.class = ${p.class}`;
    const name = sql.raw(`proof${i}`);
    if (p.what === 'contract')
      return sql`${name} as (select person, grp, run, min(contract_from) as day from (${own(sql`r.id`)}) e
        where contract_from is not null and e_to >= e_from and e_to >= start
          and coalesce(contract_to, 'infinity') >= ${months(sql`contract_from`, p.months)} - 1 group by person, grp, run)`;
    const full = sql`${months(sql`min(e_from)`, p.months)} - 1`;
    return sql`${sql.raw(`own${i}`)} as (select * from (${own(sql`r.id`)}) e where e_to >= e_from and e_to >= start),
      ${sql.raw(`part${i}`)} as (${islands(`own${i}`, 'person, grp, run', 'e_from', 'e_to', 0)}),
      ${name} as (select person, grp, run, min(day) as day from (
        select person, grp, run, ${full} as day from ${sql.raw(`part${i}`)} group by person, grp, run, island having max(e_to) >= ${full}) x
        group by person, grp, run)`;
  });
  const joins = rule.proofs.map((_, i) => sql`join ${sql.raw(`proof${i} p${i}`)} using (person, grp, run)`);
  const day = sql`greatest(b.run_from, ${sql.join(rule.proofs.map((_, i) => sql.raw(`p${i}.day`)))})`;
  return sql<StableRow>`with ${pieces(ask)},
    ran as materialized (${islands('piece', 'person, grp', 'from_day', 'c_to', rule.gapDays)}),
    bounds as (select person, grp, island as run, min(from_day) as run_from, max(c_to) as run_to from ran group by person, grp, island),
    ${sql.join(proved)}
    select person, grp as "group", ${day} - date '1970-01-01' as "from", b.run_to - date '1970-01-01' as "to"
    from bounds b ${sql.join(joins, sql` `)} where ${day} <= b.run_to`;
};

/** Every stretch in which somebody is stable, but for united persons. */
export const stableQuery = (ask: StableAsk): RawBuilder<StableRow> =>
  ask.rule.mode === 'continuous' ? continuous(ask) : ask.rule.mode === 'cumulative' ? cumulative(ask) : proofs(ask);
