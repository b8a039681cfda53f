-- Roll call 签到 (docs/decisions/0024). What was said stays as it was said (training_mark_sent); the mark is the fold of what was said, in the order in which
-- it was so, and has two times; a row for each trainee of a class holds all their marks, so that the page of a class asks sixty rows and not seven thousand.

-- 课堂点名屏: opened for one lesson. The key of its codes is derived from the server's secret and this id, and is kept nowhere.
create table training_roll (
  id uuid primary key,
  lesson_id uuid not null references training_lesson (id),
  class_id uuid not null references training_class (id),
  -- minutes after the start from which a scan says late; the standard names none, so whoever opens the roll call does
  late_after smallint not null constraint training_roll_late check (late_after between 0 and 120),
  opened timestamptz not null default clock_timestamp(),
  opened_by uuid,
  opened_name text not null default '',
  closed timestamptz
);
create index training_roll_lesson on training_roll (lesson_id);
create index training_roll_class on training_roll (class_id);
grant select, insert, update on training_roll to wengang_app, wengang_system;
grant select on training_roll to wengang_figures;
call protect_by_class('training_roll');

-- One statement about one trainee in one lesson. The id comes from the device that made it, so that what is sent twice is one. Only taking back changes a row.
create table training_mark_sent (
  id uuid primary key,
  lesson_id uuid not null references training_lesson (id),
  class_id uuid not null references training_class (id),
  worker_id uuid not null references worker (id),
  -- nothing: what was said before is taken back
  says text not null constraint training_mark_sent_says check (says in ('present', 'late', 'leftEarly', 'absent', 'excused', 'nothing')),
  -- minutes of the lesson that were missed, where somebody said so
  missed smallint constraint training_mark_sent_missed check (missed is null or (missed between 0 and 1440 and says in ('late', 'leftEarly'))),
  -- code: the trainee's own phone and the code of the screen; list: a name list with a network; offline: the same without; desk: corrected; sheet: 签到表
  how text not null constraint training_mark_sent_how check (how in ('code', 'list', 'offline', 'desk', 'sheet')),
  -- as the device's clock had it, and as it really was: by that much the device was behind
  device_at timestamptz not null,
  at timestamptz not null,
  skew_ms bigint not null default 0,
  clock text not null constraint training_mark_sent_clock check (clock in ('right', 'wrong', 'changed')),
  -- a random name that a phone gives itself
  device text collate "C" not null default '',
  reason text not null default '',
  source_ref text collate "C" not null default '',
  given_by uuid,
  given_name text not null default '',
  recorded timestamptz not null default clock_timestamp(),
  undone timestamptz
);
create index training_mark_sent_lesson on training_mark_sent (lesson_id, worker_id);
create index training_mark_sent_worker on training_mark_sent (worker_id);
create index training_mark_sent_class on training_mark_sent (class_id);
create index training_mark_sent_source on training_mark_sent (source_ref) where source_ref <> '';
grant select, insert, update (undone) on training_mark_sent to wengang_app, wengang_system;
grant select on training_mark_sent to wengang_figures;
call protect_enrolment('training_mark_sent');

-- 签到记录: what holds, as known from `recorded` on. The id is derived from lesson and worker (markIdOf), so that a second one is refused.
create table training_mark (
  id uuid not null,
  lesson_id uuid not null references training_lesson (id),
  class_id uuid not null references training_class (id),
  worker_id uuid not null references worker (id),
  says text not null constraint training_mark_says check (says in ('present', 'late', 'leftEarly', 'absent', 'excused')),
  missed smallint,
  how text not null constraint training_mark_how check (how in ('code', 'list', 'offline', 'desk', 'sheet')),
  -- when it was so
  at timestamptz not null,
  sent_id uuid not null references training_mark_sent (id),
  reason text not null default '',
  recorded_by uuid,
  recorded_name text not null default ''
);
select make_versioned('training_mark');
create index training_mark_lesson on training_mark (lesson_id) where superseded = 'infinity';
create index training_mark_of_lesson on training_mark (lesson_id);
create index training_mark_worker on training_mark (worker_id);
create index training_mark_trainee on training_mark (class_id, worker_id) where superseded = 'infinity';
create index training_mark_class on training_mark (class_id);
create index training_mark_sent_of on training_mark (sent_id);
grant select on training_mark to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded) on training_mark to wengang_app, wengang_system;
call protect_enrolment('training_mark');

-- All current marks of one trainee in one class, lessons in the order of their ids; the letters of `says`: p l e a x. Written by the trigger below and nobody
-- else.
create table training_attendance (
  class_id uuid not null references training_class (id),
  worker_id uuid not null references worker (id),
  lessons uuid[] not null default '{}',
  says text not null default '',
  -- minutes; -1 where nobody said
  missed smallint[] not null default '{}',
  primary key (class_id, worker_id),
  constraint training_attendance_same check (cardinality(lessons) = length(says) and cardinality(lessons) = cardinality(missed))
);
create index training_attendance_worker on training_attendance (worker_id);
alter table training_attendance enable row level security;
create policy seen on training_attendance for select to wengang_app using (sees_enrolment(class_id, worker_id));
create policy system_all on training_attendance to wengang_system using (true) with check (true);
create policy figures_all on training_attendance for select to wengang_figures using (true);
grant select on training_attendance to wengang_app, wengang_system, wengang_figures;

create function attendance_letter(said text) returns text language sql immutable parallel safe as $$
  select case said when 'present' then 'p' when 'late' then 'l' when 'leftEarly' then 'e' when 'absent' then 'a' else 'x' end
$$;
-- Two that write marks of one trainee at a time: the second waits for the row, then counts what the first has written (every statement of a function sees what
-- was committed before it began).
create function training_attendance_follow() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into training_attendance (class_id, worker_id) select distinct class_id, worker_id from touched order by 1, 2 on conflict do nothing;
  perform from training_attendance a where (a.class_id, a.worker_id) in (select class_id, worker_id from touched) order by a.class_id, a.worker_id for update;
  update training_attendance a set lessons = c.lessons, says = c.says, missed = c.missed
  from (
    select t.class_id, t.worker_id,
      coalesce(array_agg(m.lesson_id order by m.lesson_id) filter (where m.lesson_id is not null), '{}') as lessons,
      coalesce(string_agg(attendance_letter(m.says), '' order by m.lesson_id) filter (where m.lesson_id is not null), '') as says,
      coalesce(array_agg(coalesce(m.missed, -1::smallint) order by m.lesson_id) filter (where m.lesson_id is not null), '{}') as missed
    from (select distinct class_id, worker_id from touched) t
    left join training_mark m on m.class_id = t.class_id and m.worker_id = t.worker_id and m.superseded = 'infinity'
    group by t.class_id, t.worker_id
  ) c
  where a.class_id = c.class_id and a.worker_id = c.worker_id and (a.lessons, a.says, a.missed) is distinct from (c.lessons, c.says, c.missed);
  return null;
end $$;
create trigger training_attendance_new after insert on training_mark referencing new table as touched
  for each statement execute function training_attendance_follow();
create trigger training_attendance_changed after update on training_mark referencing new table as touched
  for each statement execute function training_attendance_follow();

-- Codes that were refused: counted, so that nobody tries through all of them, and shown to whoever holds the class.
create table training_code_refused (
  id uuid primary key,
  lesson_id uuid not null references training_lesson (id),
  class_id uuid not null references training_class (id),
  worker_id uuid not null references worker (id),
  why text not null constraint training_code_refused_why check (why in ('wrong', 'old', 'ahead')),
  device text collate "C" not null default '',
  at timestamptz not null default clock_timestamp()
);
create index training_code_refused_worker on training_code_refused (worker_id, at);
create index training_code_refused_lesson on training_code_refused (lesson_id);
create index training_code_refused_class on training_code_refused (class_id);
grant select, insert on training_code_refused to wengang_app, wengang_system;
grant select on training_code_refused to wengang_figures;
call protect_enrolment('training_code_refused');
