// 人次 and 期, and how far each trainee came: enrolled, attended, finished, in work, stable (docs/figures.md §7, notes 27 and 28). Under the role of figures.
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/server/store.ts';
import { overWholeSets } from '#platform/server/wholeSets.ts';
import { AFTER_DAYS, BRIDGED_DAYS, STABLE_MONTHS } from '../../rulesTraining.ts';
import { type FigureAsk, folded, pairs } from '../memberQuery.ts';
import { personFacts } from '../personFacts.ts';
import { readUnited } from '../unitedRows.ts';
import { classRows, mainOfTrainees, type TrainedAsk } from './classSql.ts';

export interface ClassUnit {
  readonly classId: string;
  readonly openedOn: string | null;
  readonly seats: number;
  readonly budget: number;
  readonly origin: string;
  readonly host: string;
  readonly programme: string;
  readonly mode: string;
  readonly order: string;
  readonly school: string;
  readonly employer: string;
  readonly pairing: string;
}
export interface Trainee {
  readonly classId: string;
  readonly person: string;
  readonly onDay: string;
  readonly enrolledOn: string | null;
  readonly attendedOn: string | null;
  readonly finishedOn: string | null;
  readonly origin: string;
  readonly host: string;
  readonly where: string;
  readonly people: string;
  readonly monitored: string;
  readonly relocated: string;
  readonly sex: string;
  readonly age: string;
  readonly programme: string;
  readonly mode: string;
  readonly order: string;
  readonly school: string;
  readonly employer: string;
  readonly pairing: string;
}
/** Days on which the stages behind finishing were reached; null: not by D. */
export interface Outcome {
  readonly employedOn: string | null;
  readonly reportedOn: string | null;
  readonly stable3On: string | null;
  readonly stable6On: string | null;
}
export type TraineeRow = Trainee & Outcome;

export const classUnitsQuery = (ask: TrainedAsk): RawBuilder<ClassUnit> => sql<ClassUnit>`with ${classRows(ask)}, ${pairs(ask)}
    select c.class_id, c.opened_on, c.seats, coalesce(m.budget, 0)::float8 as budget, coalesce(o.mapped, '?') as origin,
      coalesce(h.mapped, case when c.host_code = '' then '' else '?' end) as host, c.programme, c.mode, c.order_kind as "order", c.school, c.employer,
      coalesce(r.id, '') as pairing
    from class_at c left join money m on m.class_id = c.class_id
    left join figure_division o on o.code = substr(c.origin_code, 1, 6) and ${ask.asOf}::date between o.from_day and o.to_day
    left join figure_division h on h.code = substr(c.host_code, 1, 6) and ${ask.asOf}::date between h.from_day and h.to_day
    left join pairs r on r.origin = substr(o.mapped, 1, 6) and r.host = substr(h.mapped, 1, 6)
    order by c.class_id`;

export const traineesQuery = (ask: TrainedAsk): RawBuilder<Trainee> => sql<Trainee>`with ${mainOfTrainees(ask)},
    ${personFacts(ask, sql`key`)},
    ${pairs(ask)}
    select m.class_id, m.person, m.on_day, m.enrolled_on, m.attended_on, m.finished_on, p.origin,
      coalesce(d.mapped, case when m.place = '' then '' else '?' end) as host,
      case when province_of(m.place, d.mapped) = '44' then 'guangdong'
        when province_of(m.place, d.mapped) = p.province and p.province <> '' then 'near' else 'elsewhere' end as "where",
      p.people, p.monitored, p.relocated, p.sex, p.age, m.programme, m.mode, m.order_kind as "order", m.school, m.employer, coalesce(r.id, '') as pairing
    from main m join person_facts p on p.key = m.key
    left join figure_division d on d.code = substr(m.place, 1, 6) and ${ask.asOf}::date between d.from_day and d.to_day
    left join pairs r on r.origin = substr(p.origin, 1, 6) and r.host = substr(d.mapped, 1, 6)
    order by m.class_id, m.person`;

interface Ended {
  readonly classId: string;
  readonly person: string;
  readonly on: string;
}
/** Of those who finished: the first day of work after it, and of lasting work, by evidence of class ≤ c. */
const outcomes = async (db: Db, ask: TrainedAsk, c: 5 | 6, ended: readonly Ended[]) => {
  const persons = [...new Set(ended.map((e) => e.person))];
  const of: FigureAsk = { from: ask.from, to: ask.to, asOf: ask.asOf, k: ask.k, c, form: 'province', persons };
  const united = await readUnited(db, of);
  const lasts = (months: number) =>
    sql`min((greatest(r.u, r.ended) + make_interval(months => ${sql.lit(months)}))::date) filter (where (greatest(r.u, r.ended) + make_interval(months => ${sql.lit(months)}))::date <= least(r.v, ${ask.to}::date))`;
  const { rows } = await sql<{
    n: number;
    workOn: string | null;
    stable3: string | null;
    stable6: string | null;
  }>`with ${folded(of, { people: [...united.people.keys()], rows: united.rows, stable: [], cohort: [] })},
    ended as materialized (select * from unnest(${ended.map((_, n) => n)}::int[], ${ended.map((e) => e.person)}::uuid[], ${ended.map((e) => e.on)}::date[]) x(n, person, ended)),
    work as materialized (select person, start, v_to, c_to from folded where kind <> 'internship' and v_to >= start),
    after as (
      select e.n, min(greatest(w.start, e.ended)) as work_on from ended e join work w on w.person = e.person
      where w.start <= ${ask.to}::date and w.start <= e.ended + ${sql.lit(AFTER_DAYS)} and w.c_to >= e.ended group by e.n),
    island as (
      select person, start, v_to, sum(case when start <= before + ${sql.lit(BRIDGED_DAYS + 1)} then 0 else 1 end) over (partition by person order by start, v_to) as nth
      from (select person, start, v_to, max(v_to) over (partition by person order by start, v_to rows between unbounded preceding and 1 preceding) as before from work) x),
    run as (select person, min(start) as u, max(v_to) as v from island group by person, nth),
    lasting as (
      select r.n, ${lasts(STABLE_MONTHS[0])} as stable3, ${lasts(STABLE_MONTHS[1])} as stable6
      from (select e.n, e.ended, u.u, u.v from ended e join run u on u.person = e.person where u.u <= e.ended + ${sql.lit(AFTER_DAYS)} and u.v > e.ended) r group by r.n)
    select e.n, a.work_on, l.stable3, l.stable6 from ended e left join after a on a.n = e.n left join lasting l on l.n = e.n`.execute(db);
  return new Map(rows.map((r) => [r.n, r]));
};

/** What is compiled takes longer than it runs; for the rest of the caller's transaction. */
export const withoutJit = (db: Db): Promise<unknown> => sql`select set_config('jit', 'off', true)`.execute(db);
/** All of them with their stages, by class and person. */
export const traineesOf = async (db: Db, ask: TrainedAsk): Promise<readonly TraineeRow[]> => {
  await withoutJit(db);
  // of one class a few look-ups, of all of them whole sets
  const run = <T>(work: () => Promise<T>): Promise<T> => (ask.classes ? work() : overWholeSets(db, work));
  const { rows } = await run(() => traineesQuery(ask).execute(db));
  const ended = rows.flatMap((r) => (r.finishedOn ? [{ classId: r.classId, person: r.person, on: r.finishedOn }] : []));
  const [proved, said] = ended.length ? [await run(() => outcomes(db, ask, 5, ended)), await run(() => outcomes(db, ask, 6, ended))] : [];
  let n = 0;
  return rows.map((r) => {
    if (!r.finishedOn) return { ...r, employedOn: null, reportedOn: null, stable3On: null, stable6On: null };
    const [a, b] = [proved?.get(n), said?.get(n)];
    n += 1;
    return {
      ...r,
      employedOn: a?.workOn ?? null,
      reportedOn: b?.workOn ?? null,
      stable3On: a?.stable3 ?? null,
      stable6On: a?.stable6 ?? null,
    };
  });
};
