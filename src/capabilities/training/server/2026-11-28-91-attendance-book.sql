-- 考勤册: the whole attendance of one trainee as it was handed over at once, from a school's earlier system or for classes that were over before the program came.
-- One row a trainee, as training_attendance has it, in place of a mark and a statement for each lesson (a class of 40 × 30 would have 2,400 rows). Two times, so that
-- figures can ask it as known at an instant. A mark of the same lesson goes before it: whoever corrects one lesson corrects the mark.
create table training_attendance_book (
  class_id uuid not null references training_class (id),
  worker_id uuid not null references worker (id),
  lessons uuid[] not null,
  -- letters of attendance_letter
  says text not null constraint training_attendance_book_says check (says ~ '^[pleax]+$'),
  -- where it came from
  source text not null constraint training_attendance_book_source check (source <> ''),
  recorded_by uuid,
  recorded_name text not null default '',
  constraint training_attendance_book_same check (cardinality(lessons) = length(says))
);
select make_versioned('training_attendance_book', '{class_id, worker_id}');
create index training_attendance_book_worker on training_attendance_book (worker_id);
grant select on training_attendance_book to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded) on training_attendance_book to wengang_system;
alter table training_attendance_book enable row level security;
create policy seen on training_attendance_book for select to wengang_app using (sees_enrolment(class_id, worker_id));
create policy system_all on training_attendance_book to wengang_system using (true) with check (true);
create policy figures_all on training_attendance_book for select to wengang_figures using (true);

-- What stands of one trainee: the current marks, and of lessons without one what the book says.
create or replace function training_attendance_follow() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into training_attendance (class_id, worker_id) select distinct class_id, worker_id from touched order by 1, 2 on conflict do nothing;
  perform from training_attendance a where (a.class_id, a.worker_id) in (select class_id, worker_id from touched) order by a.class_id, a.worker_id for update;
  update training_attendance a set lessons = c.lessons, says = c.says, missed = c.missed
  from (
    select t.class_id, t.worker_id,
      coalesce(array_agg(m.lesson_id order by m.lesson_id) filter (where m.lesson_id is not null), '{}') as lessons,
      coalesce(string_agg(m.letter, '' order by m.lesson_id) filter (where m.lesson_id is not null), '') as says,
      coalesce(array_agg(m.missed order by m.lesson_id) filter (where m.lesson_id is not null), '{}') as missed
    from (select distinct class_id, worker_id from touched) t
    left join lateral (
      select k.lesson_id, attendance_letter(k.says) as letter, coalesce(k.missed, -1::smallint) as missed from training_mark k
      where k.class_id = t.class_id and k.worker_id = t.worker_id and k.superseded = 'infinity'
      union all
      select u.lesson_id, u.letter, -1::smallint from training_attendance_book b cross join lateral unnest(b.lessons, string_to_array(b.says, null)) u(lesson_id, letter)
      where b.class_id = t.class_id and b.worker_id = t.worker_id and b.superseded = 'infinity' and not exists (
        select from training_mark n where n.class_id = t.class_id and n.worker_id = t.worker_id and n.superseded = 'infinity' and n.lesson_id = u.lesson_id)) m on true
    group by t.class_id, t.worker_id
  ) c
  where a.class_id = c.class_id and a.worker_id = c.worker_id and (a.lessons, a.says, a.missed) is distinct from (c.lessons, c.says, c.missed);
  return null;
end $$;
create trigger training_attendance_book_new after insert on training_attendance_book referencing new table as touched
  for each statement execute function training_attendance_follow();
create trigger training_attendance_book_changed after update on training_attendance_book referencing new table as touched
  for each statement execute function training_attendance_follow();
