-- 远程课 (docs/decisions/0025): what a lesson of a remote class holds, in versions; how far each trainee has come, by the server's clock; quizzes judged here.

-- 课件 of a lesson of the timetable; module, kind and hours are the lesson's, and so is its place in the order.
create table training_unit (
  id uuid primary key,
  class_id uuid not null references training_class (id),
  lesson_id uuid not null references training_lesson (id),
  registered timestamptz not null default write_start(),
  registered_by uuid,
  constraint training_unit_lesson unique (lesson_id)
);
create index training_unit_class on training_unit (class_id);
grant select on training_unit to wengang_app, wengang_system, wengang_figures;
grant insert on training_unit to wengang_app, wengang_system;
call protect_by_class('training_unit');

-- A draft is edited in place; once published it stays as it is (trigger), since somebody may be reading it or have finished it.
create table training_unit_version (
  id uuid primary key,
  unit_id uuid not null references training_unit (id),
  class_id uuid not null references training_class (id),
  ordinal smallint not null constraint training_unit_version_ordinal check (ordinal > 0),
  state text not null constraint training_unit_version_state check (state in ('draft', 'published', 'replaced')),
  title text not null constraint training_unit_version_title check (title <> ''),
  -- text, picture, video by reference: contractRemote.ts; text is text and never markup
  blocks jsonb not null,
  -- questions with their right answers: read by the server and by authors, never sent to a trainee
  questions jsonb not null default '[]',
  pass_mark smallint not null default 60 constraint training_unit_version_pass check (pass_mark between 1 and 100),
  -- seconds one reads at least, from its length
  least_seconds int not null constraint training_unit_version_least check (least_seconds > 0),
  revision int not null default 1,
  saved timestamptz not null default clock_timestamp(),
  saved_by uuid,
  saved_name text not null default '',
  published timestamptz,
  published_name text not null default '',
  constraint training_unit_version_once unique (unit_id, ordinal),
  constraint training_unit_version_published check ((published is null) = (state = 'draft'))
);
create unique index training_unit_version_one_draft on training_unit_version (unit_id) where state = 'draft';
create unique index training_unit_version_one_current on training_unit_version (unit_id) where state = 'published';
create index training_unit_version_class on training_unit_version (class_id);
grant select on training_unit_version to wengang_app, wengang_system, wengang_figures;
grant insert, update, delete on training_unit_version to wengang_app, wengang_system;
call protect_by_class('training_unit_version');
create policy discarded on training_unit_version for delete to wengang_app using (state = 'draft' and class_written(class_id));
create function training_unit_fixed() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and (tg_op = 'DELETE' or to_jsonb(new) - 'state' <> to_jsonb(old) - 'state' or new.state = 'draft') then
    raise exception 'version % of remote content is published: it does not change any more', old.id using errcode = 'insufficient_privilege';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger training_unit_version_fixed before update or delete on training_unit_version for each row execute function training_unit_fixed();

-- Pictures of the content, so that a file knows where it is used.
create table training_unit_picture (
  version_id uuid not null references training_unit_version (id) on delete cascade,
  file_id uuid not null references file (id),
  class_id uuid not null references training_class (id),
  primary key (version_id, file_id)
);
create index training_unit_picture_file on training_unit_picture (file_id);
create index training_unit_picture_class on training_unit_picture (class_id);
grant select on training_unit_picture to wengang_app, wengang_system, wengang_figures;
grant insert, delete on training_unit_picture to wengang_app, wengang_system;
call protect_by_class('training_unit_picture');
create policy discarded on training_unit_picture for delete to wengang_app using (class_written(class_id));
-- Opened to whoever sees the class and to its own trainees.
create function unit_picture_open(the_file uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from training_unit_picture p join training_enrolment_fact f on f.class_id = p.class_id and f.superseded = 'infinity'
    and f.state in ('enrolled', 'finished', 'failed') where p.file_id = the_file and 'worker:' || f.worker_id = any (app_list('app.keys')))
$$;
revoke execute on function unit_picture_open(uuid) from public;
grant execute on function unit_picture_open(uuid) to wengang_app, wengang_system;

-- How far a trainee has come. `seconds` only grows, by the server's clock.
create table training_unit_progress (
  unit_id uuid not null references training_unit (id),
  worker_id uuid not null references worker (id),
  class_id uuid not null references training_class (id),
  -- the version they began with: a newer one does not change what they read
  version_id uuid not null references training_unit_version (id),
  opened timestamptz not null,
  seconds int not null default 0 constraint training_unit_progress_seconds check (seconds >= 0),
  -- best of all tries, of 100; null: none, or no quiz
  best smallint constraint training_unit_progress_best check (best between 0 and 100),
  tries smallint not null default 0,
  completed timestamptz,
  primary key (unit_id, worker_id)
);
create index training_unit_progress_worker on training_unit_progress (worker_id);
create index training_unit_progress_class on training_unit_progress (class_id);
create index training_unit_progress_version on training_unit_progress (version_id);
grant select, insert, update on training_unit_progress to wengang_app, wengang_system;
grant select on training_unit_progress to wengang_figures;
call protect_enrolment('training_unit_progress');

-- One clock a person: two devices, or two lessons at once, do not make two hours of one. A ping shows the token it was given last; the one before gains nothing.
create table training_study_clock (
  worker_id uuid primary key references worker (id),
  class_id uuid not null references training_class (id),
  unit_id uuid not null references training_unit (id),
  token uuid not null,
  before uuid,
  at timestamptz not null
);
create index training_study_clock_class on training_study_clock (class_id);
create index training_study_clock_unit on training_study_clock (unit_id);
grant select, insert, update on training_study_clock to wengang_app, wengang_system;
grant select on training_study_clock to wengang_figures;
call protect_enrolment('training_study_clock');

-- A try at the quiz: the order in which it was asked, what was answered, what the server made of it.
create table training_quiz_try (
  id uuid primary key,
  unit_id uuid not null references training_unit (id),
  worker_id uuid not null references worker (id),
  class_id uuid not null references training_class (id),
  version_id uuid not null references training_unit_version (id),
  number smallint not null,
  -- of the shuffle
  seed int not null,
  asked timestamptz not null,
  answered timestamptz,
  answers jsonb,
  mark smallint constraint training_quiz_try_mark check (mark between 0 and 100),
  passed boolean,
  constraint training_quiz_try_once unique (unit_id, worker_id, number),
  constraint training_quiz_try_judged check ((answered is null) = (mark is null) and (mark is null) = (passed is null))
);
create index training_quiz_try_worker on training_quiz_try (worker_id);
create index training_quiz_try_class on training_quiz_try (class_id);
create index training_quiz_try_version on training_quiz_try (version_id);
grant select, insert, update on training_quiz_try to wengang_app, wengang_system;
grant select on training_quiz_try to wengang_figures;
call protect_enrolment('training_quiz_try');

-- Remote lessons count through the roll.
alter table training_mark_sent drop constraint training_mark_sent_how,
  add constraint training_mark_sent_how check (how in ('code', 'list', 'offline', 'desk', 'sheet', 'remote'));
alter table training_mark drop constraint training_mark_how,
  add constraint training_mark_how check (how in ('code', 'list', 'offline', 'desk', 'sheet', 'remote'));
