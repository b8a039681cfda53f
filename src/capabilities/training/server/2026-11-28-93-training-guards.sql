-- What one party, one record or one late correction could get around.

-- Two records of one person are one person: whoever admits one waits for whoever admits the other (lock_workers alone locks a record).
create function lock_persons(the_workers uuid[]) returns void language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform lock_workers(array(select m.worker_id from worker_now w join worker_now m on m.person_id = w.person_id where w.worker_id = any (the_workers)));
end $$;

-- The terms and posts promises are held against: those all three parties signed last. What one of them changes afterwards counts once all have signed again; until a
-- first signing, what is entered.
create function order_agreed_until(the_class uuid) returns timestamptz language sql stable security definer set search_path = public, pg_temp as $$
  select max(least(e.superseded, s.superseded, o.superseded)) from training_order_signature e
    join training_order_signature s on s.class_id = e.class_id and s.party = 'school' and s.state = 'signed' and s.recorded < e.superseded and e.recorded < s.superseded
    join training_order_signature o on o.class_id = e.class_id and o.party = 'office' and o.state = 'signed'
      and o.recorded < least(e.superseded, s.superseded) and greatest(e.recorded, s.recorded) < o.superseded
  where e.class_id = the_class and e.party = 'employer' and e.state = 'signed'
$$;
create or replace function orders_told(the_classes uuid[], the_day date) returns table (class_id uuid, first_lesson date, plan_to date, entry_days smallint,
  contract_days smallint, posts jsonb) language sql stable security definer set search_path = public, pg_temp as $$
  select b.class_id, (select min(l.day) from training_lesson_fact l where l.class_id = b.class_id and l.superseded = 'infinity' and l.state = 'planned'), b.plan_to,
    o.entry_days, o.contract_days, coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'title', p.title, 'occupation', p.occupation, 'payMin', p.pay_min))
      from training_order_post p where p.class_id = b.class_id and (p.recorded < a.until or a.until = 'infinity') and p.superseded >= a.until), '[]')
  from class_brief(the_classes, the_day) b
    cross join lateral (select coalesce(order_agreed_until(b.class_id), 'infinity') as until) a
    join training_order o on o.class_id = b.class_id and (o.recorded < a.until or a.until = 'infinity') and o.superseded >= a.until
$$;

-- So many trainees are marked in a lesson, by a mark or by the attendance book: a number, for whoever moves the lesson need not see them.
create function lesson_marked(the_lesson uuid) returns int language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int from training_lesson l join training_attendance a on a.class_id = l.class_id and the_lesson = any (a.lessons) where l.id = the_lesson
$$;

-- Lessons of a class from a day on at whose hours trainees of it are taught elsewhere, and how many: nobody and no other class is named.
create function lessons_meeting(the_class uuid, from_day date) returns table (lesson_id uuid, trainees int)
language sql stable security definer set search_path = public, pg_temp as $$
  with held as (
    select distinct w.person_id, o.class_id from training_enrolment_fact f join worker_now w on w.worker_id = f.worker_id join worker_now r on r.person_id = w.person_id
      join training_enrolment_fact o on o.worker_id = r.worker_id and o.superseded = 'infinity' and o.state = 'enrolled' and o.class_id <> the_class
    where f.class_id = the_class and f.superseded = 'infinity' and f.state = 'enrolled')
  select mine.lesson_id, count(distinct h.person_id)::int from held h
    join training_lesson_fact theirs on theirs.class_id = h.class_id and theirs.superseded = 'infinity' and theirs.state = 'planned' and theirs.day >= from_day
    join training_lesson_fact mine on mine.class_id = the_class and mine.superseded = 'infinity' and mine.state = 'planned' and mine.day = theirs.day
      and theirs.from_minute < mine.to_minute and mine.from_minute < theirs.to_minute
  group by mine.lesson_id
$$;

-- As before, and: nobody who has died gets a seat, and a second record of a person waits for the first.
create or replace function promote_waiting(the_class uuid, the_day date) returns table (enrolment_id uuid, worker_id uuid)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  next record;
  free smallint;
begin
  for next in select f.* from training_enrolment_fact f where f.class_id = the_class and f.superseded = 'infinity' and f.state = 'waiting' order by f.waiting_no loop
    select s.free_seat into free from class_standing(the_class) s;
    exit when free is null;
    perform lock_persons(array[next.worker_id]);
    continue when exists (select 1 from worker_now w where w.worker_id = next.worker_id and w.died_on is not null);
    continue when exists (select 1 from classes_meeting(the_class, array[next.worker_id], the_day));
    update training_enrolment_fact f set superseded = '-infinity' where f.enrolment_id = next.enrolment_id and f.superseded = 'infinity';
    insert into training_enrolment_fact (enrolment_id, class_id, worker_id, way, state, asked_on, waiting_no, seat, enrolled_on, reason_code, doubts, source, source_ref)
      values (next.enrolment_id, the_class, next.worker_id, next.way, 'enrolled', next.asked_on, next.waiting_no, free, greatest(the_day, next.asked_on), 'promoted',
        next.doubts, next.source, next.source_ref);
    perform settle_in_class(array[next.worker_id], the_day);
    enrolment_id := next.enrolment_id;
    worker_id := next.worker_id;
    return next;
  end loop;
end $$;

revoke execute on function lock_persons(uuid[]), order_agreed_until(uuid), lesson_marked(uuid), lessons_meeting(uuid, date) from public;
grant execute on function lock_persons(uuid[]), lesson_marked(uuid), lessons_meeting(uuid, date) to wengang_app, wengang_system;

-- The last lesson each of these people came to, as marks and the attendance book say: nobody has left or finished before it.
create function last_attended(the_class uuid, the_workers uuid[]) returns table (worker_id uuid, day date)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.worker_id, max(l.day) from training_attendance a cross join lateral unnest(a.lessons, string_to_array(a.says, null)) u(lesson_id, letter)
    join training_lesson_fact l on l.lesson_id = u.lesson_id and l.superseded = 'infinity' and l.state = 'planned'
  where a.class_id = the_class and a.worker_id = any (the_workers) and u.letter in ('p', 'l', 'e') group by a.worker_id
$$;
revoke execute on function last_attended(uuid, uuid[]) from public;
grant execute on function last_attended(uuid, uuid[]) to wengang_app, wengang_system;
