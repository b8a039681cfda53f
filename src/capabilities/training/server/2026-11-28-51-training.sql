-- 培训: unified course standards, teachers, classes 班 with their life, mentors, timetable and budget. Nothing here is about a trainee: enrolments, marks and
-- student status point to these tables and carry worker_id (docs/decisions/0021). What figures rest on has two times (platform/server/versions.ts).

-- 统一培训标准 ------------------------------------------------------------------------------------------------------------------------
-- The id never changes; all it says stands in its versions. `code` is what people call it by: YC-SW.
create table training_standard (
  id uuid primary key,
  code text collate "C" not null constraint training_standard_code unique constraint training_standard_code_form check (code ~ '^[A-Z0-9][A-Z0-9-]{1,19}$'),
  registered timestamptz not null default write_start(),
  -- null: came with the program
  registered_by uuid
);
grant select on training_standard to wengang_app, wengang_system, wengang_figures;
grant insert on training_standard to wengang_app, wengang_system;

-- One version: edited in place while no side has adopted it (no figure and no class rests on a draft), fixed from the first adoption on.
create table training_standard_version (
  id uuid primary key,
  standard_id uuid not null references training_standard (id),
  -- 1, 2, 3 …; `label` is as printed: v2.1
  ordinal smallint not null constraint training_standard_version_ordinal check (ordinal > 0),
  label text not null constraint training_standard_version_label check (label <> ''),
  title text not null constraint training_standard_version_title check (title <> ''),
  -- of rulesProgrammes.ts
  programme text collate "C" not null constraint training_standard_version_programme check (programme ~ '^[a-z][A-Za-z]*$'),
  -- code or name of #standards/occupations
  occupation text not null constraint training_standard_version_occupation check (occupation <> ''),
  -- 职业技能等级证书, 专项职业能力证书, 结业证书
  leads_to text not null constraint training_standard_version_leads check (leads_to in ('certificate', 'ability', 'completion')),
  leads_name text not null constraint training_standard_version_leads_name check (leads_name <> ''),
  -- 5 = 初级工 … 1 = 高级技师; only of a certificate
  leads_level smallint constraint training_standard_version_level check (leads_level between 1 and 5),
  -- completed years on the first day of the class
  age_from smallint not null constraint training_standard_version_age check (age_from between 14 and 80),
  age_to smallint,
  -- least education (#standards/education), '' where none is asked
  education text not null default '',
  admission text not null default '',
  -- what one passes by: attended hours of all, marks of 100; null where no such part is examined
  attendance_percent smallint not null constraint training_standard_version_attendance check (attendance_percent between 1 and 100),
  theory_pass smallint constraint training_standard_version_theory check (theory_pass between 1 and 100),
  practice_pass smallint constraint training_standard_version_practice check (practice_pass between 1 and 100),
  pass_rule text not null default '',
  materials text not null default '',
  size_from smallint not null constraint training_standard_version_size check (size_from > 0),
  size_to smallint not null,
  -- of one 课时
  lesson_minutes smallint not null default 45 constraint training_standard_version_minutes check (lesson_minutes between 30 and 60),
  -- the first day on which classes may begin under it
  valid_from date not null,
  -- who must adopt it: divisions of both sides
  sides text[] not null constraint training_standard_version_sides check (cardinality(sides) between 2 and 8),
  document_number text not null default '',
  source text not null constraint training_standard_version_source check (source <> ''),
  certainty text not null constraint training_standard_version_certainty check (certainty in ('official', 'press', 'unverified')),
  note text not null default '',
  -- grows with every saving of the draft
  revision int not null default 1,
  created timestamptz not null default write_start(),
  created_by uuid,
  created_name text not null default '',
  changed timestamptz not null default write_start(),
  changed_name text not null default '',
  constraint training_standard_version_ages check (age_to >= age_from),
  constraint training_standard_version_sizes check (size_to >= size_from),
  constraint training_standard_version_level_of check (leads_level is null or leads_to = 'certificate'),
  constraint training_standard_version_once unique (standard_id, ordinal),
  constraint training_standard_version_label_once unique (standard_id, label)
);
grant select on training_standard_version to wengang_app, wengang_system, wengang_figures;
grant insert, update, delete on training_standard_version to wengang_app, wengang_system;

-- 模块. `units` are its competence units 能力单元 in words.
create table training_module (
  version_id uuid not null references training_standard_version (id) on delete cascade,
  number smallint not null constraint training_module_number check (number > 0),
  title text not null constraint training_module_title check (title <> ''),
  theory_hours smallint not null constraint training_module_theory check (theory_hours >= 0),
  practice_hours smallint not null constraint training_module_practice check (practice_hours >= 0),
  units text[] not null default '{}',
  primary key (version_id, number),
  constraint training_module_hours check (theory_hours + practice_hours > 0)
);
grant select on training_module to wengang_app, wengang_system, wengang_figures;
grant insert, update, delete on training_module to wengang_app, wengang_system;

-- A side took the version over on a day. Taken back while the other has not: superseded without a successor.
create table training_adoption (
  version_id uuid not null references training_standard_version (id),
  side_code text collate "C" not null constraint training_adoption_side check (side_code ~ '^\d{12}$'),
  adopted_on date not null,
  document_number text not null default '',
  account_id uuid references account (id),
  recorded_by uuid,
  recorded_name text not null default ''
);
select make_versioned('training_adoption', '{version_id, side_code}');
create index training_adoption_account on training_adoption (account_id) where account_id is not null;
grant select on training_adoption to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded) on training_adoption to wengang_app, wengang_system;

-- What a side adopted stays what it adopted.
create function training_version_fixed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  of uuid;
begin
  if tg_table_name = 'training_module' then
    of := case when tg_op = 'INSERT' then new.version_id else old.version_id end;
  else
    of := old.id;
  end if;
  if exists (select from training_adoption a where a.version_id = of and a.superseded = 'infinity') then
    raise exception 'version % of a standard has been adopted: it does not change any more', of using errcode = 'insufficient_privilege';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger training_standard_version_fixed before update or delete on training_standard_version for each row execute function training_version_fixed();
create trigger training_module_fixed before insert or update or delete on training_module for each row execute function training_version_fixed();

-- Classes 班 -------------------------------------------------------------------------------------------------------------------------
create table training_class (
  id uuid primary key,
  registered timestamptz not null default write_start(),
  -- null: came with the program
  registered_by uuid
);
grant select on training_class to wengang_app, wengang_system, wengang_figures;
grant insert on training_class to wengang_app, wengang_system;

create table training_class_fact (
  class_id uuid not null references training_class (id),
  title text not null constraint training_class_fact_title check (title <> ''),
  programme text collate "C" not null constraint training_class_fact_programme check (programme ~ '^[a-z][A-Za-z]*$'),
  -- the version it is held under, kept when a newer one comes; null: none chosen yet, which no step but planning accepts
  version_id uuid references training_standard_version (id),
  -- 请进来学制培养, 送上门短期培训, 普及性远程教育, 组织化劳务协作
  mode text not null constraint training_class_fact_mode check (mode in ('schooling', 'doorstep', 'remote', 'organised')),
  -- 冠名班, 定向班, 企业班; null: no order class
  order_kind text constraint training_class_fact_order check (order_kind in ('named', 'directed', 'enterprise')),
  school_id uuid not null references organisation (id),
  employer_id uuid references organisation (id),
  -- where it is held: at least the county
  place text collate "C" not null constraint training_class_fact_place check (place ~ '^\d{12}$' and substr(place, 3, 2) <> '00'),
  address text not null default '',
  -- whose people it trains, and the host area it trains for
  origin_code text collate "C" not null constraint training_class_fact_origin check (origin_code ~ '^\d{12}$'),
  host_code text collate "C" constraint training_class_fact_host check (host_code ~ '^\d{12}$'),
  agreement_id uuid references agreement (id),
  -- as planned; how it really went stands in the steps and the lessons
  plan_from date not null,
  plan_to date not null,
  enrol_until date not null,
  seats smallint not null constraint training_class_fact_seats check (seats > 0),
  note text not null default '',
  source text not null default '',
  -- why this version: '' for the first
  reason text not null default '',
  recorded_by uuid,
  recorded_name text not null default '',
  constraint training_class_fact_days check (plan_to >= plan_from),
  constraint training_class_fact_enrols check (enrol_until <= plan_to),
  constraint training_class_fact_ordered check (order_kind is null or employer_id is not null)
);
select make_versioned('training_class_fact', '{class_id}');
create index training_class_fact_under on training_class_fact (version_id) where version_id is not null;
create index training_class_fact_school on training_class_fact (school_id);
create index training_class_fact_employer on training_class_fact (employer_id) where employer_id is not null;
create index training_class_fact_agreement on training_class_fact (agreement_id) where agreement_id is not null;
create index training_class_fact_by_from on training_class_fact (plan_from, class_id) where superseded = 'infinity';
create index training_class_fact_by_place on training_class_fact (place) where superseded = 'infinity';
create index training_class_fact_by_origin on training_class_fact (origin_code) where superseded = 'infinity';
create index training_class_fact_by_host on training_class_fact (host_code) where superseded = 'infinity';
grant select on training_class_fact to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded) on training_class_fact to wengang_app, wengang_system;

-- The division digits that say something: 522700000000 → 5227.
create function division_stem(code text) returns text language sql immutable parallel safe as $$
  select case when right(code, 10) = '0000000000' then left(code, 2) when right(code, 8) = '00000000' then left(code, 4)
    when right(code, 6) = '000000' then left(code, 6) when right(code, 3) = '000' then left(code, 9) else code end
$$;

-- Is a class the actor's? Through an organisation of theirs; through an area of theirs that holds its place, the area whose people it trains or the host area;
-- through an area of theirs that lies in one of the last two. `own`: for writing, where areas that are only looked at do not count. The same as `classReach` of
-- rules.ts (a test holds them against each other).
create function class_in_reach(own boolean, the_place text, the_origin text, the_host text, the_school uuid, the_employer uuid) returns boolean
language plpgsql stable parallel safe as $$
declare
  keys text[] := app_list('app.keys');
  froms text[];
  tos text[];
  c text;
begin
  if 'org:' || the_school = any (keys) or 'org:' || the_employer = any (keys) then return true; end if;
  if own then
    froms := app_list('app.own_from');
    tos := app_list('app.own_to');
  else
    froms := array_remove(app_setting('app.home_from') || app_list('app.area_from'), null);
    tos := array_remove(app_setting('app.home_to') || app_list('app.area_to'), null);
  end if;
  -- what an office in the host area holds is told as keys: host:440111, or host:440100 … host:440199
  for c in select substr(k, 6) from unnest(keys) k where k like 'host:%' loop
    froms := froms || rpad(c, 12, '0');
    tos := tos || rpad(c, 12, '9');
  end loop;
  if app_setting('app.key_from') like 'host:%' then
    froms := froms || rpad(substr(app_setting('app.key_from'), 6), 12, '0');
    tos := tos || rpad(substr(app_setting('app.key_to'), 6), 12, '9');
  end if;
  for i in 1 .. cardinality(app_list('app.range_from')) loop
    if (app_list('app.range_from'))[i] like 'host:%' then
      froms := froms || rpad(substr((app_list('app.range_from'))[i], 6), 12, '0');
      tos := tos || rpad(substr((app_list('app.range_to'))[i], 6), 12, '9');
    end if;
  end loop;
  for i in 1 .. coalesce(cardinality(froms), 0) loop
    if (the_place collate "C" between froms[i] and tos[i]) or (the_origin collate "C" between froms[i] and tos[i])
      or (the_host collate "C" between froms[i] and tos[i]) then return true; end if;
    if starts_with(froms[i], division_stem(the_origin)) or starts_with(froms[i], division_stem(the_host)) then return true; end if;
  end loop;
  return false;
end $$;

alter table training_class_fact enable row level security;
create policy seen on training_class_fact for select to wengang_app
  using (class_in_reach(false, place, origin_code, host_code, school_id, employer_id));
create policy entered on training_class_fact for insert to wengang_app
  with check (class_in_reach(true, place, origin_code, host_code, school_id, employer_id));
create policy changed on training_class_fact for update to wengang_app
  using (class_in_reach(true, place, origin_code, host_code, school_id, employer_id));
create policy system_all on training_class_fact to wengang_system using (true) with check (true);
create policy figures_all on training_class_fact for select to wengang_figures using (true);

-- For what hangs on a class: seen by whoever sees the class. Runs as whoever asks, under the policy above.
create function class_seen(the_class uuid) returns boolean language plpgsql stable parallel safe as $$
begin
  return exists (select 1 from training_class_fact f where f.class_id = the_class and f.superseded = 'infinity');
end $$;
create function class_written(the_class uuid) returns boolean language plpgsql stable parallel safe as $$
begin
  return exists (select 1 from training_class_fact f where f.class_id = the_class and f.superseded = 'infinity'
    and class_in_reach(true, f.place, f.origin_code, f.host_code, f.school_id, f.employer_id));
end $$;
create procedure protect_by_class(the_table regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', the_table);
  execute format('create policy seen on %s for select to wengang_app using (class_seen(class_id))', the_table);
  execute format('create policy entered on %s for insert to wengang_app with check (class_written(class_id))', the_table);
  execute format('create policy changed on %s for update to wengang_app using (class_written(class_id)) with check (class_written(class_id))', the_table);
  execute format('create policy system_all on %s to wengang_system using (true) with check (true)', the_table);
  execute format('create policy figures_all on %s for select to wengang_figures using (true)', the_table);
end $$;
revoke execute on procedure protect_by_class(regclass) from public;

-- The life of a class: which state it entered on which day. Where it stands on D, as known at K, is the furthest state entered by D whose row exists at K.
-- Sent back or taken back: superseded without a successor.
create table training_class_step (
  class_id uuid not null references training_class (id),
  state text not null constraint training_class_step_state
    check (state in ('plan', 'approval', 'enrolling', 'opened', 'teaching', 'finished', 'assessed', 'tracking', 'archived', 'cancelled')),
  on_day date not null,
  reason text not null default '',
  recorded_by uuid,
  recorded_name text not null default ''
);
select make_versioned('training_class_step', '{class_id, state}');
create index training_class_step_day on training_class_step (state, on_day, class_id) where superseded = 'infinity';
grant select on training_class_step to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded) on training_class_step to wengang_app, wengang_system;
call protect_by_class('training_class_step');

-- Teachers and mentors ---------------------------------------------------------------------------------------------------------------
-- Whoever teaches, of a school or of an employer, by name; no account and no number is needed.
create table training_teacher (
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  name text not null constraint training_teacher_name check (name <> ''),
  -- 教师 of the school, 导师 of an enterprise, 外聘 from elsewhere
  kind text not null constraint training_teacher_kind check (kind in ('teacher', 'mentor', 'guest')),
  -- 职务、职称、等级: 中式烹调高级技师
  duty text not null default '',
  from_day date not null,
  to_day date,
  reason text not null default '',
  recorded_by uuid,
  recorded_name text not null default '',
  constraint training_teacher_days check (to_day >= from_day)
);
select make_versioned('training_teacher');
create index training_teacher_organisation on training_teacher (organisation_id);
grant select on training_teacher to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded) on training_teacher to wengang_app, wengang_system;

-- 签订协议送导师: who is sent to a class, and the agreement about it.
create table training_mentor (
  id uuid not null,
  class_id uuid not null references training_class (id),
  teacher_id uuid not null,
  -- what for: 实操指导, 后厨跟岗
  task text not null constraint training_mentor_task check (task <> ''),
  from_day date not null,
  to_day date,
  -- null: not signed yet
  signed_on date,
  file_id uuid references file (id),
  reason text not null default '',
  recorded_by uuid,
  recorded_name text not null default '',
  constraint training_mentor_days check (to_day >= from_day),
  constraint training_mentor_signed check (file_id is null or signed_on is not null)
);
select make_versioned('training_mentor');
create index training_mentor_class on training_mentor (class_id);
create index training_mentor_teacher on training_mentor (teacher_id);
create index training_mentor_file on training_mentor (file_id) where file_id is not null;
grant select on training_mentor to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded) on training_mentor to wengang_app, wengang_system;
call protect_by_class('training_mentor');

-- Timetable 课表 ----------------------------------------------------------------------------------------------------------------------
-- One lesson; its id never changes, marks of the roll call point to it. What is known of it is versioned, so that a moved or cancelled lesson keeps its history.
create table training_lesson (
  id uuid primary key,
  class_id uuid not null references training_class (id),
  registered timestamptz not null default write_start()
);
create index training_lesson_class on training_lesson (class_id);
grant select on training_lesson to wengang_app, wengang_system, wengang_figures;
grant insert on training_lesson to wengang_app, wengang_system;
call protect_by_class('training_lesson');

create table training_lesson_fact (
  lesson_id uuid not null references training_lesson (id),
  class_id uuid not null references training_class (id),
  -- of the version the class is held under
  module smallint not null constraint training_lesson_fact_module check (module > 0),
  kind text not null constraint training_lesson_fact_kind check (kind in ('theory', 'practice')),
  day date not null,
  -- minutes since midnight, Asia/Shanghai; the end is not included
  from_minute smallint not null constraint training_lesson_fact_from check (from_minute between 0 and 1439),
  to_minute smallint not null constraint training_lesson_fact_to check (to_minute between 1 and 1440),
  -- 课时
  hours numeric(4, 1) not null constraint training_lesson_fact_hours check (hours > 0 and hours <= 12),
  teacher_id uuid,
  -- '' of a remote lesson
  room text not null default '',
  -- place, address and room, so that two classes in one house meet; no fact of its own: follows the class's address
  room_key text collate "C" not null default '',
  state text not null constraint training_lesson_fact_state check (state in ('planned', 'cancelled')),
  -- what this version is
  deed text not null constraint training_lesson_fact_deed check (deed in ('planned', 'moved', 'corrected', 'cancelled')),
  reason text not null default '',
  recorded_by uuid,
  recorded_name text not null default '',
  constraint training_lesson_fact_times check (to_minute > from_minute)
);
select make_versioned('training_lesson_fact', '{lesson_id}', '{room_key}');
create index training_lesson_fact_class on training_lesson_fact (class_id, day, from_minute) where superseded = 'infinity';
create index training_lesson_fact_of_class on training_lesson_fact (class_id);
create index training_lesson_fact_day on training_lesson_fact (day) where superseded = 'infinity';
create index training_lesson_fact_teacher on training_lesson_fact (teacher_id, day) where superseded = 'infinity' and teacher_id is not null;
create index training_lesson_fact_room on training_lesson_fact (room_key, day) where superseded = 'infinity' and room_key <> '';
-- values as one-point ranges, so that no extension (btree_gist) is needed
alter table training_lesson_fact add constraint training_lesson_fact_teacher_once exclude using gist (
  int8range(hashtextextended(teacher_id::text, 0), hashtextextended(teacher_id::text, 0), '[]') with &&,
  int8range((day - date '2000-01-01')::bigint * 1440 + from_minute, (day - date '2000-01-01')::bigint * 1440 + to_minute) with &&
) where (superseded = 'infinity' and state = 'planned' and teacher_id is not null);
alter table training_lesson_fact add constraint training_lesson_fact_room_once exclude using gist (
  int8range(hashtextextended(room_key, 0), hashtextextended(room_key, 0), '[]') with &&,
  int8range((day - date '2000-01-01')::bigint * 1440 + from_minute, (day - date '2000-01-01')::bigint * 1440 + to_minute) with &&
) where (superseded = 'infinity' and state = 'planned' and room_key <> '');
grant select on training_lesson_fact to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded, room_key) on training_lesson_fact to wengang_app, wengang_system;
call protect_by_class('training_lesson_fact');

-- Money 经费 --------------------------------------------------------------------------------------------------------------------------
-- One line of the budget: which fund pays what. What was spent is paid by policy and lives there.
create table training_budget (
  id uuid not null,
  class_id uuid not null references training_class (id),
  fund text not null constraint training_budget_fund
    check (fund in ('linkage', 'employment', 'unemployment', 'cooperation', 'county', 'employer', 'other')),
  purpose text not null constraint training_budget_purpose
    check (purpose in ('tuition', 'materials', 'living', 'transport', 'mentors', 'examination', 'other')),
  -- yuan
  amount numeric(12, 2) not null constraint training_budget_amount check (amount > 0),
  note text not null default '',
  reason text not null default '',
  recorded_by uuid,
  recorded_name text not null default ''
);
select make_versioned('training_budget');
create index training_budget_class on training_budget (class_id);
grant select on training_budget to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded) on training_budget to wengang_app, wengang_system;
call protect_by_class('training_budget');
