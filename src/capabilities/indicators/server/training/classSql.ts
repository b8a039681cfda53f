// Classes and who attended them, as known at K (docs/figures.md §7, I09, note 27): what the persons, the attendances and the funnel are compiled from.
import { type RawBuilder, sql } from 'kysely';
import { personAt } from '#capabilities/employment/server/service.ts';
import { PROGRAMMES, projectOf } from '#capabilities/training/rules.ts';
import { asKnownAt } from '#platform/server/versions.ts';
import type { Day } from '#standards/calendar/calendar.ts';

export interface TrainedAsk {
  /** A: from this day on a class must have been opened; not read where classes are named. */
  readonly from: Day;
  /** D. */
  readonly to: Day;
  readonly asOf: Day;
  readonly k: string;
  /** Only these persons; null: everybody. */
  readonly persons: readonly string[] | null;
  /** Only these classes, opened or not; left out: those opened in [A, D] and not cancelled by D. */
  readonly classes?: readonly string[];
}

/** A spell or a figure knows only the four projects: branches and brands count under theirs. */
const project = sql`case f.programme ${sql.join(
  PROGRAMMES.map((p) => sql`when ${sql.lit(p)} then ${sql.lit(projectOf(p))}`),
  sql` `,
)} else '' end`;
const speaking = (alias: string, column: string, k: string) =>
  sql`left join organisation_link ${sql.ref(alias)} on ${sql.ref(alias)}.organisation_id = ${sql.ref(column)} and ${asKnownAt(alias, k)}`;

const classAt = ({ from, to, k, classes }: TrainedAsk): RawBuilder<unknown> => sql`
    class_at as materialized (
      select f.class_id, ${project} as programme, f.mode, coalesce(f.order_kind, '') as order_kind, coalesce(s.main_id, f.school_id)::text as school,
        coalesce(coalesce(e.main_id, f.employer_id)::text, '') as employer, f.origin_code, coalesce(f.host_code, '') as host_code, f.seats, o.on_day as opened_on
      from training_class_fact f ${speaking('s', 'f.school_id', k)} ${speaking('e', 'f.employer_id', k)}
        left join training_class_step o on o.class_id = f.class_id and o.state = 'opened' and o.on_day <= ${to}::date and ${asKnownAt('o', k)}
      where ${asKnownAt('f', k)} and ${
        classes
          ? sql`f.class_id = any (${[...classes]}::uuid[])`
          : sql`o.on_day >= ${from}::date and not exists (select from training_class_step x
              where x.class_id = f.class_id and x.state = 'cancelled' and x.on_day <= ${to}::date and ${asKnownAt('x', k)})`
      })`;

const PRESENT = sql`('present', 'late', 'leftEarly')`;
/** Of each class and person the first lesson they attended by D. A mark goes before what an attendance book handed over says of the same lesson. */
const firstAttended = (ask: TrainedAsk): RawBuilder<unknown> => {
  const { to, k, persons } = ask;
  const [m, b] = [personAt('m', k), personAt('b', k)];
  const some = (person: RawBuilder<string>) => (persons === null ? sql`true` : sql`${person} = any (${[...persons]}::uuid[])`);
  return sql`
    lesson_at as materialized (select l.lesson_id, l.class_id, l.day, l.from_minute from class_at c join training_lesson_fact l on l.class_id = c.class_id
      where ${asKnownAt('l', k)} and l.state = 'planned' and l.day <= ${to}::date),
    attended as (
      select h.class_id, ${m.person} as person, h.day, h.from_minute from class_at c join training_mark m on m.class_id = c.class_id
        join lesson_at h on h.lesson_id = m.lesson_id ${m.join}
      where ${asKnownAt('m', k)} and m.says in ${PRESENT} and ${some(m.person)}
      union all
      select h.class_id, x.person, h.day, h.from_minute from (
        select b.class_id, b.worker_id, ${b.person} as person, u.lesson_id, u.letter from class_at c join training_attendance_book b on b.class_id = c.class_id ${b.join}
          cross join lateral unnest(b.lessons, string_to_array(b.says, null)) u(lesson_id, letter)
        where ${asKnownAt('b', k)} and ${some(b.person)}) x
        join lesson_at h on h.lesson_id = x.lesson_id
        left join training_mark n on n.lesson_id = x.lesson_id and n.worker_id = x.worker_id and ${asKnownAt('n', k)}
      where x.letter in ('p', 'l', 'e') and n.id is null),
    first_attended as materialized (
      select distinct on (class_id, person) class_id, person, day, from_minute from attended order by class_id, person, day, from_minute)`;
};

/**
 * `main` of the persons: the class they stand under (of an order class first, then the one they attended first), counted on the first day of all. The class id
 * tells classes apart that nothing else does.
 */
export const mainOfTrained = (ask: TrainedAsk): RawBuilder<unknown> => sql`${classAt(ask)}, ${firstAttended(ask)},
    main as (
      select distinct on (a.person) a.person, min(a.day) over (partition by a.person) as on_day, a.class_id as id, c.host_code as place, '' as channel, c.programme,
        '' as industry, '' as occupation, null::smallint as best, c.mode, c.order_kind, c.school, c.employer
      from first_attended a join class_at c on c.class_id = a.class_id
      order by a.person, c.order_kind = '', a.day, a.from_minute, c.opened_on, a.class_id)`;

/** `main` of the trainees: a row for each class and person, whoever was enrolled by D among them; each on their own day. */
export const mainOfTrainees = (ask: TrainedAsk): RawBuilder<unknown> => {
  const { to, k, persons } = ask;
  const f = personAt('f', k);
  return sql`${classAt(ask)}, ${firstAttended(ask)},
    enrolled as (
      select f.class_id, ${f.person} as person, min(f.enrolled_on) as enrolled_on, max(f.ended_on) filter (where f.state = 'finished' and f.ended_on <= ${to}::date) as finished_on
      from class_at c join training_enrolment_fact f on f.class_id = c.class_id ${f.join}
      where ${asKnownAt('f', k)} and f.enrolled_on <= ${to}::date ${persons === null ? sql`` : sql`and ${f.person} = any (${[...persons]}::uuid[])`}
      group by 1, 2),
    main as (
      select md5(x.class_id::text || x.person::text)::uuid as key, x.*, c.host_code as place, c.programme, c.mode, c.order_kind, c.school, c.employer from (
        select coalesce(a.class_id, e.class_id) as class_id, coalesce(a.person, e.person) as person, coalesce(a.day, e.enrolled_on) as on_day, e.enrolled_on,
          a.day as attended_on, case when a.day is not null then e.finished_on end as finished_on
        from enrolled e full join first_attended a on a.class_id = e.class_id and a.person = e.person) x
      join class_at c on c.class_id = x.class_id)`;
};

/** The classes themselves, with what their budget plans. */
export const classRows = (ask: TrainedAsk): RawBuilder<unknown> => sql`${classAt(ask)},
    money as (select b.class_id, sum(b.amount) as budget from class_at c join training_budget b on b.class_id = c.class_id where ${asKnownAt('b', ask.k)} group by b.class_id)`;
