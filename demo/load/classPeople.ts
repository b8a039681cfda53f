// Who is drawn into the demonstration's classes: people of the class's origin who fit its standard.
import { sql } from 'kysely';
import type { Db } from '#platform/server/store.ts';
import { addDays } from '#standards/calendar/calendar.ts';

export interface Class {
  readonly id: string;
  readonly state: string;
  readonly order: boolean;
  readonly employerId: string | null;
  readonly originCode: string;
  readonly hostCode: string;
  readonly planFrom: string;
  readonly planTo: string;
  readonly seats: number;
  readonly ageFrom: number;
  readonly ageTo: number;
  readonly first: string | null;
  readonly enrolling: string;
  readonly opened: string | null;
  readonly ended: string | null;
}
const STATES = ['enrolling', 'opened', 'teaching', 'finished', 'assessed', 'tracking', 'archived', 'cancelled'];

export const classes = async (db: Db, day: string): Promise<readonly Class[]> =>
  (
    await sql<Class>`select * from (select f.class_id as id, class_state(f.class_id, ${day}::date) as state, f.order_kind is not null as "order", f.employer_id, f.origin_code,
        coalesce(f.host_code, '440100000000') as host_code, f.plan_from, f.plan_to, f.seats, v.age_from, coalesce(v.age_to, 60) as age_to,
        (select min(l.day) from training_lesson_fact l where l.class_id = f.class_id and l.superseded = 'infinity' and l.state = 'planned') as first,
        (select min(s.on_day) from training_class_step s where s.class_id = f.class_id and s.superseded = 'infinity' and s.state = 'enrolling') as enrolling,
        (select min(s.on_day) from training_class_step s where s.class_id = f.class_id and s.superseded = 'infinity' and s.state = 'opened') as opened,
        (select min(s.on_day) from training_class_step s where s.class_id = f.class_id and s.superseded = 'infinity' and s.state in ('finished', 'cancelled')) as ended
      from training_class_fact f join training_standard_version v on v.id = f.version_id where f.superseded = 'infinity') c
    where c.state = any (${STATES}::text[]) and c.enrolling is not null order by c.opened nulls last, c.id`.execute(db)
  ).rows;

export interface Candidate {
  readonly workerId: string;
  readonly personId: string;
}
/** So many are looked at for each that is wanted: whose life fits goes first, and nobody's life is asked who cannot be chosen. */
const LOOKED_AT = 6;
/**
 * Of the right age, registered by then, at home there on the days of the class, in an order of chance of the class's own: first those whose work begins after the
 * class (of an order class within two months), last those who are away at work meanwhile.
 */
export const candidates = async (db: Db, c: Class, most: number): Promise<readonly Candidate[]> => {
  const stem = c.originCode.replace(/(00)+$/, '').padEnd(2, '0');
  const [from, to] = [stem.padEnd(12, '0'), stem.padEnd(12, '9')];
  const end = c.ended ?? c.planTo;
  const { rows } = await sql<Candidate>`
    with looked as materialized (
      select n.worker_id, n.person_id from worker_now n join worker w on w.id = n.worker_id
      where n.home >= ${from} and n.home <= ${to} and n.died_on is null and not n.shadowed and n.ability not in ('lost', 'none')
        and n.birthday <= (${c.planFrom}::date - make_interval(years => ${c.ageFrom}::int)) and n.birthday > (${c.planFrom}::date - make_interval(years => ${c.ageTo}::int))
        and w.registered < (${c.enrolling}::date)::timestamptz
      order by md5(n.worker_id::text || ${c.id}) limit ${most * (c.order ? 2 : 1) * LOOKED_AT + 300})
    select l.worker_id, l.person_id from looked l
    where not exists (select from worker_condition k where k.worker_id = l.worker_id and k.superseded = 'infinity' and k.school_stage <> '')
      and exists (select from home_period h where h.worker_id = l.worker_id and h.superseded = 'infinity' and h.code >= ${from} and h.code <= ${to}
        and h.valid_from <= ${c.planFrom}::date and (h.valid_to is null or h.valid_to >= ${addDays(c.planTo, 30)}::date))
      and not exists (select from home_period h where h.worker_id = l.worker_id and h.superseded = 'infinity' and not starts_with(h.code, ${stem.slice(0, 2)}))
      -- a record that was joined to others has their homes too
      and not exists (select from worker_link k where k.person_id = l.person_id and k.worker_id <> k.person_id and k.superseded = 'infinity')
    order by case
        when exists (select from spell s where s.worker_id = l.worker_id and s.superseded = 'infinity' and s.kind not in ('internship', 'public_post')
          and s.start > ${end}::date and s.start <= ${addDays(end, c.order ? 25 : 85)}::date ${c.order ? sql`and starts_with(s.place, '44')` : sql``}) then 0
        when ${c.order} and exists (select from spell s where s.worker_id = l.worker_id and s.superseded = 'infinity' and s.kind = 'employed'
          and s.start > ${end}::date and s.start <= ${addDays(end, 70)}::date and starts_with(s.place, '44')) then 1
        when exists (select from spell s where s.worker_id = l.worker_id and s.superseded = 'infinity' and s.start < ${c.planFrom}::date
          and coalesce(s.ended, 'infinity') > ${c.planFrom}::date) then 3
        else 2 end, md5(l.worker_id::text || ${c.id})`.execute(db);
  return rows;
};

/** Lessons of a class in their order; of people in it the days decide which were theirs. */
export const lessonsOf = async (
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly { id: string; day: string; minute: number }[]>> => {
  const { rows } = await sql<{ classId: string; id: string; day: string; minute: number }>`
    select class_id, lesson_id as id, day, from_minute as minute from training_lesson_fact
    where superseded = 'infinity' and state = 'planned' and class_id = any (${[...ids]}::uuid[]) order by class_id, day, from_minute`.execute(
    db,
  );
  return Map.groupBy(rows, (r) => r.classId);
};
