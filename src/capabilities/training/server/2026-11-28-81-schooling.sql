-- 请进来学制培养 (docs/decisions/0025): a cohort 届 of two to three years, its terms 学期, the status 学籍 of its students and their internships 顶岗实习.
-- A class of mode 'schooling' is one term of it. What figures rest on has two times; what is about a student carries worker_id.

create table training_cohort (
  id uuid primary key,
  registered timestamptz not null default write_start(),
  -- null: came with the program
  registered_by uuid
);
grant select on training_cohort to wengang_app, wengang_system, wengang_figures;
grant insert on training_cohort to wengang_app, wengang_system;

create table training_cohort_fact (
  cohort_id uuid not null references training_cohort (id),
  -- 2022 级烹饪班
  title text not null constraint training_cohort_fact_title check (title <> ''),
  programme text collate "C" not null constraint training_cohort_fact_programme check (programme ~ '^[a-z][A-Za-z]*$'),
  -- 专业, in words
  major text not null constraint training_cohort_fact_major check (major <> ''),
  -- 校校合作, 校企合作
  kind text not null constraint training_cohort_fact_kind check (kind in ('schools', 'enterprise')),
  school_id uuid not null references organisation (id),
  -- the school of the origin, or the employer
  partner_id uuid not null references organisation (id),
  place text collate "C" not null constraint training_cohort_fact_place check (place ~ '^\d{12}$' and substr(place, 3, 2) <> '00'),
  origin_code text collate "C" not null constraint training_cohort_fact_origin check (origin_code ~ '^\d{12}$'),
  host_code text collate "C" constraint training_cohort_fact_host check (host_code ~ '^\d{12}$'),
  from_day date not null,
  to_day date not null,
  terms smallint not null constraint training_cohort_fact_terms check (terms between 2 and 12),
  seats smallint not null constraint training_cohort_fact_seats check (seats between 1 and 500),
  note text not null default '',
  source text not null default '',
  -- why this version: '' for the first
  reason text not null default '',
  recorded_by uuid,
  recorded_name text not null default '',
  constraint training_cohort_fact_days check (to_day > from_day),
  constraint training_cohort_fact_two check (school_id <> partner_id)
);
select make_versioned('training_cohort_fact', '{cohort_id}');
create index training_cohort_fact_school on training_cohort_fact (school_id);
create index training_cohort_fact_partner on training_cohort_fact (partner_id);
create index training_cohort_fact_by_from on training_cohort_fact (from_day, cohort_id) where superseded = 'infinity';
grant select on training_cohort_fact to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded) on training_cohort_fact to wengang_app, wengang_system;
-- whose it is, as of a class: both organisations', and the areas' over place, origin and host
alter table training_cohort_fact enable row level security;
create policy seen on training_cohort_fact for select to wengang_app
  using (school_id = any ((select my_organisations())::uuid[]) or class_in_reach(false, place, origin_code, host_code, school_id, partner_id));
create policy entered on training_cohort_fact for insert to wengang_app
  with check (class_in_reach(true, place, origin_code, host_code, school_id, partner_id));
create policy changed on training_cohort_fact for update to wengang_app
  using (class_in_reach(true, place, origin_code, host_code, school_id, partner_id));
create policy system_all on training_cohort_fact to wengang_system using (true) with check (true);
create policy figures_all on training_cohort_fact for select to wengang_figures using (true);

create function cohort_seen(the_cohort uuid) returns boolean language plpgsql stable parallel safe as $$
begin
  return exists (select 1 from training_cohort_fact f where f.cohort_id = the_cohort and f.superseded = 'infinity');
end $$;
create function cohort_written(the_cohort uuid) returns boolean language plpgsql stable parallel safe as $$
begin
  return exists (select 1 from training_cohort_fact f where f.cohort_id = the_cohort and f.superseded = 'infinity'
    and class_in_reach(true, f.place, f.origin_code, f.host_code, f.school_id, f.partner_id));
end $$;

-- 学期: its days, and the class it is held as. One class is a term of one cohort.
create table training_term (
  cohort_id uuid not null references training_cohort (id),
  number smallint not null constraint training_term_number check (number between 1 and 12),
  from_day date not null,
  to_day date not null,
  -- null: planned, no class yet
  class_id uuid references training_class (id),
  reason text not null default '',
  recorded_by uuid,
  recorded_name text not null default '',
  constraint training_term_days check (to_day > from_day)
);
select make_versioned('training_term', '{cohort_id, number}');
create unique index training_term_class_once on training_term (class_id) where superseded = 'infinity' and class_id is not null;
create index training_term_class on training_term (class_id) where class_id is not null;
grant select on training_term to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded) on training_term to wengang_app, wengang_system;
alter table training_term enable row level security;
create policy seen on training_term for select to wengang_app using (cohort_seen(cohort_id));
create policy entered on training_term for insert to wengang_app with check (cohort_written(cohort_id));
create policy changed on training_term for update to wengang_app using (cohort_written(cohort_id)) with check (cohort_written(cohort_id));
create policy system_all on training_term to wengang_system using (true) with check (true);
create policy figures_all on training_term for select to wengang_figures using (true);

-- 学籍 ---------------------------------------------------------------------------------------------------------------------------------
-- Like an enrolment it is the person's own, the side of their home's, and else of whoever sees both the person and the cohort.
create function sees_student(the_cohort uuid, the_worker uuid) returns boolean language plpgsql stable parallel safe as $$
begin
  return 'worker:' || the_worker = any (app_list('app.keys')) or at_home_here(the_worker, false) or (cohort_seen(the_cohort) and sees_worker(the_worker));
end $$;
create function writes_student(the_cohort uuid, the_worker uuid) returns boolean language plpgsql stable parallel safe as $$
begin
  return cohort_written(the_cohort) and sees_worker(the_worker);
end $$;
create procedure protect_student(the_table regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', the_table);
  execute format('create policy seen on %s for select to wengang_app using (sees_student(cohort_id, worker_id))', the_table);
  execute format('create policy entered on %s for insert to wengang_app with check (writes_student(cohort_id, worker_id))', the_table);
  execute format('create policy changed on %s for update to wengang_app using (writes_student(cohort_id, worker_id)) with check (writes_student(cohort_id, worker_id))', the_table);
  execute format('create policy system_all on %s to wengang_system using (true) with check (true)', the_table);
  execute format('create policy figures_all on %s for select to wengang_figures using (true)', the_table);
end $$;
revoke execute on procedure protect_student(regclass) from public;

create table training_student (
  id uuid primary key,
  cohort_id uuid not null references training_cohort (id),
  worker_id uuid not null references worker (id),
  registered timestamptz not null default write_start(),
  constraint training_student_once unique (cohort_id, worker_id)
);
create index training_student_worker on training_student (worker_id);
grant select on training_student to wengang_app, wengang_system, wengang_figures;
grant insert on training_student to wengang_app, wengang_system;
call protect_student('training_student');

-- What happened to the status, one row a step, numbered; where it stands on D is the last step dated by D. Taken back: superseded without a successor.
create table training_student_step (
  student_id uuid not null references training_student (id),
  number smallint not null constraint training_student_step_number check (number > 0),
  cohort_id uuid not null references training_cohort (id),
  worker_id uuid not null references worker (id),
  step text not null constraint training_student_step_step
    check (step in ('enter', 'transferIn', 'suspend', 'resume', 'transferOut', 'withdraw', 'graduate', 'complete', 'leave')),
  on_day date not null,
  -- of a suspension: until when it was granted
  until_day date,
  -- of a transfer: the other cohort, or the other school in words
  other_cohort_id uuid references training_cohort (id),
  other_words text not null default '',
  -- 毕业证书编号, where it is known
  diploma_number text not null default '',
  reason text not null default '',
  source text not null default 'form',
  recorded_by uuid,
  recorded_name text not null default '',
  constraint training_student_step_until check (until_day is null or (step = 'suspend' and until_day > on_day)),
  constraint training_student_step_diploma check (diploma_number = '' or step in ('graduate', 'complete'))
);
select make_versioned('training_student_step', '{student_id, number}');
create index training_student_step_cohort on training_student_step (cohort_id);
create index training_student_step_worker on training_student_step (worker_id);
create index training_student_step_other on training_student_step (other_cohort_id) where other_cohort_id is not null;
grant select on training_student_step to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded) on training_student_step to wengang_app, wengang_system;
call protect_student('training_student_step');

-- 顶岗实习. The ledger of work follows it as a spell of kind internship with the same id.
create table training_internship (
  id uuid not null,
  student_id uuid not null references training_student (id),
  cohort_id uuid not null references training_cohort (id),
  worker_id uuid not null references worker (id),
  organisation_id uuid not null references organisation (id),
  place text collate "C" not null constraint training_internship_place check (place ~ '^\d{12}$'),
  -- X-XX-XX-XX of the 2022 classification, '' where only the words are known
  occupation text not null default '' constraint training_internship_occupation check (occupation ~ '^(\d-\d\d-\d\d-\d\d)?$'),
  post text not null constraint training_internship_post check (post <> ''),
  from_day date not null,
  -- null: still
  to_day date,
  -- 三方实习协议
  agreed_on date not null,
  -- 元 a month
  pay_month int constraint training_internship_pay check (pay_month >= 0),
  reason text not null default '',
  recorded_by uuid,
  recorded_name text not null default '',
  constraint training_internship_days check (to_day >= from_day),
  constraint training_internship_agreed check (agreed_on <= from_day)
);
select make_versioned('training_internship');
create index training_internship_student on training_internship (student_id);
create index training_internship_cohort on training_internship (cohort_id);
create index training_internship_worker on training_internship (worker_id);
create index training_internship_organisation on training_internship (organisation_id);
grant select on training_internship to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded) on training_internship to wengang_app, wengang_system;
call protect_student('training_internship');

-- What a request cannot see whole ------------------------------------------------------------------------------------------------------
-- Where a status stands on a day. The furthest step, not a rank: suspended and resumed follow one another.
create function student_state(the_student uuid, the_day date) returns text language sql stable security definer set search_path = public, pg_temp as $$
  select case s.step when 'enter' then 'studying' when 'transferIn' then 'studying' when 'resume' then 'studying' when 'suspend' then 'suspended'
    when 'transferOut' then 'transferred' when 'withdraw' then 'withdrawn' when 'graduate' then 'graduated' when 'complete' then 'completed' else 'left' end
  from training_student_step s where s.student_id = the_student and s.superseded = 'infinity' and s.on_day <= the_day order by s.number desc limit 1
$$;
-- How full a cohort is, also where its reader sees only some of its people.
create function cohort_standing(the_cohorts uuid[], the_day date) returns table (cohort_id uuid, studying int, suspended int, gone int, graduated int, interns int)
language sql stable security definer set search_path = public, pg_temp as $$
  select t.cohort_id, count(*) filter (where t.state = 'studying')::int, count(*) filter (where t.state = 'suspended')::int,
    count(*) filter (where t.state in ('transferred', 'withdrawn', 'left'))::int, count(*) filter (where t.state in ('graduated', 'completed'))::int,
    count(*) filter (where exists (select 1 from training_internship i where i.student_id = t.id and i.superseded = 'infinity' and i.from_day <= the_day
      and (i.to_day is null or i.to_day >= the_day)))::int
  from (select s.id, s.cohort_id, student_state(s.id, the_day) as state from training_student s where s.cohort_id = any (the_cohorts)) t
  where t.state is not null group by t.cohort_id
$$;
-- Whoever of these people stands on the list of another cohort, also by another record of the person. No cohort is named.
create function studies_elsewhere(the_workers uuid[], but_cohort uuid, the_day date) returns table (worker_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct w.worker_id from worker_now w join worker_now m on m.person_id = w.person_id join training_student s on s.worker_id = m.worker_id
  where w.worker_id = any (the_workers) and (s.cohort_id <> but_cohort or s.worker_id <> w.worker_id)
    and student_state(s.id, the_day) in ('studying', 'suspended')
$$;
revoke execute on function student_state(uuid, date), cohort_standing(uuid[], date), studies_elsewhere(uuid[], uuid, date) from public;
grant execute on function student_state(uuid, date), cohort_standing(uuid[], date), studies_elsewhere(uuid[], uuid, date) to wengang_app, wengang_system, wengang_figures;
