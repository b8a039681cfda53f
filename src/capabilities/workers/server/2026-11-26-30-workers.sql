-- The register: one row per record of one source side, the facts that were said about it, and what is true of it today.
--
-- A worker is a record; its id never changes and every fact points to it for ever. A person is a set of workers joined by worker_link; merging and
-- splitting touch links only. Facts are versioned: a correction supersedes. `worker_now` is derived from them (refresh_workers) and is the one table
-- that row-level security of lists asks; every fact is seen by whoever sees its worker (docs/decisions/0008).

create table worker (
  id uuid primary key,
  -- 12 digits: where the record was opened, for ever; where the person lives now stands in worker_now.home
  area text collate "C" not null constraint worker_area check (area ~ '^\d{12}$'),
  -- the business day of registration 建档
  registered date not null,
  source text not null constraint worker_source check (source in ('form', 'sheet', 'station', 'exchange', 'demo')),
  -- which line of which batch, which exchange message
  source_ref text not null default '',
  created timestamptz not null default clock_timestamp(),
  created_by uuid
);
create index worker_area on worker (area, id);
create index worker_created_by on worker (created_by, id);

-- What is true today, one wide row per worker. Written by refresh_workers() and note_worker_state() alone.
create table worker_now (
  worker_id uuid primary key references worker (id),
  -- smallest worker id of the set
  person_id uuid not null,
  -- how many records the person has
  records smallint not null default 1,
  -- another record of the same person in the same county stands for both in lists
  shadowed boolean not null default false,
  -- 12 digits; of the home that holds today, else the last one known, else where the record was opened
  home text collate "C" not null,
  home_known boolean not null default false,
  hukou text not null default 'unknown',
  name text collate "C" not null default '',
  pinyin text collate "C" not null default '',
  initials text collate "C" not null default '',
  fuzzy text collate "C" not null default '',
  document_kind text not null default 'residentIdCard',
  has_number boolean not null default false,
  birthday date,
  sex text not null default '9',
  ethnic text not null default '',
  died_on date,
  household_id uuid,
  relation text not null default '',
  -- 脱贫户: general, dibao, tekun; '' where none holds today
  poverty text not null default '',
  -- 监测对象: unstable, marginal, sudden
  monitored text not null default '',
  risk_open boolean not null default false,
  -- 农村低收入: dibao, tekun
  low_income text not null default '',
  relocated boolean not null default false,
  education text not null default '',
  school_stage text not null default '',
  ability text not null default '',
  health text[] not null default '{}',
  willing text not null default '',
  skills smallint not null default 0,
  has_phone boolean not null default false,
  consented boolean not null default false,
  -- what later capabilities note (note_worker_state)
  working text not null default 'unknown' constraint worker_now_working check (working in ('working', 'not_working', 'unknown')),
  work_place text collate "C" not null default '',
  work_org uuid,
  work_since date,
  verified_until date,
  -- evidence class 1…6
  verified_class smallint constraint worker_now_class check (verified_class between 1 and 6),
  certificates smallint not null default 0,
  in_class boolean not null default false,
  changed timestamptz not null default clock_timestamp(),
  -- when the facts above were last derived; what is noted from elsewhere leaves it, so that a month of verifications is no night of comparing everybody
  described timestamptz not null default clock_timestamp()
);
-- lists by village and name, filtered inside the index
create index worker_now_list on worker_now (home, pinyin, worker_id)
  include (person_id, records, shadowed, birthday, sex, poverty, monitored, risk_open, low_income, relocated, ability, education, working, certificates, in_class, willing, died_on, skills);
create index worker_now_name on worker_now (name, home, worker_id);
create index worker_now_pinyin on worker_now (pinyin, home, worker_id);
create index worker_now_initials on worker_now (initials, home, worker_id);
create index worker_now_fuzzy on worker_now (fuzzy, home, worker_id);
create index worker_now_person on worker_now (person_id);
create index worker_now_household on worker_now (household_id) where household_id is not null;
create index worker_now_changed on worker_now (changed, home, worker_id);
create index worker_now_birthday on worker_now (birthday, home, worker_id);
call protect('worker_now', 'home', 'worker_id');
grant select on worker_now to wengang_app, wengang_figures;
grant select, insert, update, delete on worker_now to wengang_system;

-- Parts of names (one to three characters) and other readings of a surname ('p:…' pinyin, 'i:…' initials, 'f:…' folded), for search inside a name.
create table worker_gram (
  gram text collate "C" not null,
  home text collate "C" not null,
  worker_id uuid not null references worker (id),
  primary key (gram, home, worker_id)
);
create index worker_gram_worker on worker_gram (worker_id);
call protect('worker_gram', 'home', 'worker_id');
grant select on worker_gram to wengang_app;
grant select, insert, update, delete on worker_gram to wengang_system;

-- Whoever sees a worker sees its facts; they are written from the origin side only, contacts also by whom a key opens the worker to. As functions, whose
-- plan a session keeps (see in_my_scope); they run as whoever asks, under the policy of worker_now.
create function sees_worker(the_worker uuid) returns boolean language plpgsql stable parallel safe as $$
begin
  return exists (select 1 from worker_now w where w.worker_id = the_worker);
end $$;
create function writes_fact(the_worker uuid, keyed boolean) returns boolean language plpgsql stable parallel safe as $$
begin
  return exists (select 1 from worker_now w where w.worker_id = the_worker and (
    exists (select 1 from unnest(app_list('app.own_from'), app_list('app.own_to')) r(f, t) where w.home >= r.f and w.home <= r.t)
    or (keyed and in_my_scope(the_worker))));
end $$;
create procedure protect_fact(the_table regclass, keyed boolean default false) language plpgsql as $$
declare
  seen text := format('sees_worker(%s.worker_id)', the_table);
  written text := format('writes_fact(%s.worker_id, %L)', the_table, keyed);
begin
  execute format('alter table %s enable row level security', the_table);
  execute format('create policy seen on %s for select to wengang_app using (%s)', the_table, seen);
  execute format('create policy entered on %s for insert to wengang_app with check (%s)', the_table, written);
  execute format('create policy changed on %s for update to wengang_app using (%s) with check (%s)', the_table, written, written);
  execute format('create policy system_all on %s to wengang_system using (true) with check (true)', the_table);
  execute format('create policy figures_all on %s for select to wengang_figures using (true)', the_table);
  execute format('grant select, insert, update on %s to wengang_app, wengang_system', the_table);
  execute format('grant select on %s to wengang_figures', the_table);
end $$;
revoke execute on procedure protect_fact(regclass, boolean) from public;

alter table worker enable row level security;
create policy seen on worker for select to wengang_app using (sees_worker(id));
create policy entered on worker for insert to wengang_app with check (exists (
  select 1 from unnest((select app_list('app.own_from')), (select app_list('app.own_to'))) r(f, t) where area >= r.f and area <= r.t));
create policy system_all on worker to wengang_system using (true) with check (true);
create policy figures_all on worker for select to wengang_figures using (true);
grant select, insert on worker to wengang_app, wengang_system;
grant select on worker to wengang_figures;

-- Every fact says where it comes from: the way in, the line of the file, the account, why it was corrected.
-- Who is it: name, document, birth. One current version per worker.
create table worker_basic (
  worker_id uuid not null references worker (id),
  name text collate "C" not null constraint worker_name_length check (length(name) between 1 and 60),
  pinyin text collate "C" not null default '',
  initials text collate "C" not null default '',
  fuzzy text collate "C" not null default '',
  -- further readings of the surname, as in worker_gram
  other_keys text[] not null default '{}',
  document_kind text not null constraint worker_document check (document_kind in ('residentIdCard', 'hongKongMacaoTravelPermit', 'taiwanTravelPermit',
    'foreignPermanentResidentCard', 'foreignPassport', 'chinesePassport', 'travelPermitToHongKongMacao', 'none')),
  -- null only for kind 'none' (not yet known)
  number_sealed bytea,
  number_index uuid,
  number_index_next uuid,
  -- the last six characters
  tail_index uuid,
  tail_index_next uuid,
  birthday date,
  birthday_precision text not null default 'day' constraint worker_birthday_precision check (birthday_precision in ('day', 'month', 'year')),
  -- GB/T 2261.1
  sex text not null constraint worker_sex check (sex in ('0', '1', '2', '9')),
  -- GB/T 3304, two digits
  ethnic text not null default '' constraint worker_ethnic check (ethnic ~ '^(\d\d)?$'),
  died_on date,
  source text not null default 'form',
  source_ref text not null default '',
  recorded_by uuid,
  reason text not null default '',
  constraint worker_number_kind check ((document_kind = 'none') = (number_sealed is null)),
  constraint worker_number_indexed check ((number_sealed is null) = (number_index is null) and (number_sealed is null) = (tail_index is null))
);
select make_versioned('worker_basic', '{worker_id}',
  '{number_sealed,number_index,number_index_next,tail_index,tail_index_next,pinyin,initials,fuzzy,other_keys}');
create index worker_basic_number on worker_basic (number_index) where number_index is not null;
create index worker_basic_number_next on worker_basic (number_index_next) where number_index_next is not null;
create index worker_basic_tail on worker_basic (tail_index) where superseded = 'infinity' and tail_index is not null;
create index worker_basic_tail_next on worker_basic (tail_index_next) where tail_index_next is not null;
call protect_fact('worker_basic');

-- Which person a record belongs to: always the smallest worker id of the set.
create table worker_link (
  worker_id uuid not null references worker (id),
  person_id uuid not null references worker (id),
  cause text not null constraint worker_link_cause check (cause in ('own', 'number', 'desk', 'auto', 'split', 'demo')),
  -- the pair that was decided, where there is one
  pair_id uuid,
  recorded_by uuid,
  reason text not null default ''
);
select make_versioned('worker_link', '{worker_id}');
create index worker_link_person on worker_link (person_id);
call protect_fact('worker_link');

-- Where a person is at home 户籍地, from day to day.
create table home_period (
  id uuid not null,
  worker_id uuid not null references worker (id),
  -- 12 digits: the village, or the lowest division known
  code text collate "C" not null constraint home_code check (code ~ '^\d{12}$'),
  hukou text not null default 'unknown' constraint home_hukou check (hukou in ('agricultural', 'non_agricultural', 'unknown')),
  -- group and house number below the village, sealed
  address_sealed bytea,
  valid_from date not null,
  from_precision text not null default 'day' constraint home_from_precision check (from_precision in ('day', 'month', 'year')),
  valid_to date,
  to_precision text not null default 'day' constraint home_to_precision check (to_precision in ('day', 'month', 'year')),
  source text not null default 'form',
  source_ref text not null default '',
  recorded_by uuid,
  reason text not null default '',
  constraint home_days check (valid_to is null or valid_to >= valid_from)
);
select make_versioned('home_period', '{id}', '{address_sealed}');
create index home_period_worker on home_period (worker_id, valid_from);
create index home_period_code on home_period (code, worker_id) where superseded = 'infinity';
call protect_fact('home_period');

-- 脱贫户, 监测对象, 农村低收入, 易地搬迁: which group a person belonged to, from day to day.
create table identity_period (
  id uuid not null,
  worker_id uuid not null references worker (id),
  kind text not null constraint identity_kind check (kind in ('poverty_general', 'poverty_dibao', 'poverty_tekun', 'monitored_unstable',
    'monitored_marginal', 'monitored_sudden', 'low_income_dibao', 'low_income_tekun', 'relocated')),
  valid_from date not null,
  from_precision text not null default 'day' constraint identity_from_precision check (from_precision in ('day', 'month', 'year')),
  valid_to date,
  to_precision text not null default 'day' constraint identity_to_precision check (to_precision in ('day', 'month', 'year')),
  -- 风险消除: an attribute with a day of its own; it does not end the period
  risk_removed date,
  source text not null default 'form',
  source_ref text not null default '',
  recorded_by uuid,
  reason text not null default '',
  constraint identity_days check (valid_to is null or valid_to >= valid_from),
  constraint identity_risk check (risk_removed is null or (kind like 'monitored%' and risk_removed >= valid_from))
);
select make_versioned('identity_period');
create index identity_period_worker on identity_period (worker_id, kind, valid_from);
call protect_fact('identity_period');

-- Schooling, health, labour ability: what holds from a day on.
create table worker_condition (
  worker_id uuid not null references worker (id),
  education text not null default '' constraint condition_education check (education in ('', 'illiterate', 'primary', 'juniorHigh', 'seniorHigh',
    'juniorCollege', 'bachelorOrAbove')),
  -- 在校生状况; excludes education
  school_stage text not null default '',
  health text[] not null default '{}',
  -- category 1–7 and grade 1–4 of the disability certificate
  disability text not null default '' constraint condition_disability check (disability ~ '^([1-7][1-4])?$'),
  ability text not null default '' constraint condition_ability check (ability in ('', 'ordinary', 'skilled', 'weak', 'lost', 'none')),
  political text not null default '' constraint condition_political check (political in ('', 'party', 'league', 'masses', 'other')),
  marital text not null default '' constraint condition_marital check (marital in ('', 'single', 'married', 'widowed', 'divorced')),
  valid_from date not null,
  source text not null default 'form',
  source_ref text not null default '',
  recorded_by uuid,
  reason text not null default '',
  constraint condition_school check (education = '' or school_stage = '')
);
select make_versioned('worker_condition', '{worker_id}');
call protect_fact('worker_condition');

-- What a person can do, with or without a certificate.
create table worker_skill (
  id uuid not null,
  worker_id uuid not null references worker (id),
  -- X-XX-XX-XX of the 2022 classification; '' where only words are known
  occupation text not null default '' constraint skill_occupation check (occupation ~ '^(\d-\d\d-\d\d-\d\d)?$'),
  words text not null default '',
  years smallint constraint skill_years check (years between 0 and 70),
  source text not null default 'form',
  source_ref text not null default '',
  recorded_by uuid,
  reason text not null default '',
  constraint skill_something check (occupation <> '' or words <> '')
);
select make_versioned('worker_skill');
create index worker_skill_worker on worker_skill (worker_id);
create index worker_skill_occupation on worker_skill (occupation, worker_id) where superseded = 'infinity' and occupation <> '';
call protect_fact('worker_skill');

-- 就业意愿: what a person wants; the last statement counts.
create table worker_intention (
  worker_id uuid not null references worker (id),
  willing text not null constraint intention_willing check (willing in ('yes', 'local', 'no')),
  -- why not, several: care, health, skill, no_post, school, other
  hindered text[] not null default '{}',
  occupations text[] not null default '{}',
  -- 12-digit codes
  places text[] not null default '{}',
  -- 元 a month
  pay_min int constraint intention_pay check (pay_min between 0 and 100000),
  -- who should come along: worker ids
  together uuid[] not null default '{}',
  training text not null default '',
  note text not null default '',
  stated_on date not null,
  source text not null default 'form',
  source_ref text not null default '',
  recorded_by uuid,
  reason text not null default ''
);
select make_versioned('worker_intention', '{worker_id}');
call protect_fact('worker_intention');

create table worker_contact (
  id uuid not null,
  worker_id uuid not null references worker (id),
  kind text not null constraint contact_kind check (kind in ('own', 'family', 'other')),
  -- whose, where it is not the person's own: 哥哥, 村医
  holder text not null default '',
  phone_sealed bytea not null,
  phone_index uuid not null,
  phone_index_next uuid,
  source text not null default 'form',
  source_ref text not null default '',
  recorded_by uuid,
  reason text not null default ''
);
select make_versioned('worker_contact', '{id}', '{phone_sealed,phone_index,phone_index_next}');
create index worker_contact_worker on worker_contact (worker_id);
create index worker_contact_phone on worker_contact (phone_index) where superseded = 'infinity';
create index worker_contact_phone_next on worker_contact (phone_index_next) where phone_index_next is not null;
call protect_fact('worker_contact', true);

-- 知情同意: what the person agreed to, on which day, how, before whom; withdrawn from a day on.
create table consent (
  id uuid not null,
  worker_id uuid not null references worker (id),
  -- employment, subsidy, publicity, cross_province, family
  purposes text[] not null constraint consent_purposes check (cardinality(purposes) > 0),
  given_on date not null,
  way text not null constraint consent_way check (way in ('written', 'oral', 'online')),
  witness text not null default '',
  withdrawn_on date constraint consent_withdrawn check (withdrawn_on >= given_on),
  source text not null default 'form',
  source_ref text not null default '',
  recorded_by uuid,
  reason text not null default ''
);
select make_versioned('consent');
create index consent_worker on consent (worker_id);
call protect_fact('consent');

-- 户. Seen by the side of origin only: a host, an employer, a school has no business with households.
create table household (
  id uuid primary key,
  -- 户编号 of the national register, where known
  number text collate "C" not null default '',
  home text collate "C" not null constraint household_home check (home ~ '^\d{12}$'),
  created timestamptz not null default clock_timestamp(),
  created_by uuid
);
create unique index household_number on household (number) where number <> '';
create index household_home on household (home, id);
alter table household enable row level security;
create policy seen on household for select to wengang_app using (
  (home >= (select app_setting('app.home_from')) and home <= (select app_setting('app.home_to')))
  or ((select app_list('app.area_from')) <> '{}' and exists (
    select 1 from unnest((select app_list('app.area_from')), (select app_list('app.area_to'))) r(f, t) where home >= r.f and home <= r.t)));
create policy entered on household for insert to wengang_app with check (exists (
  select 1 from unnest((select app_list('app.own_from')), (select app_list('app.own_to'))) r(f, t) where home >= r.f and home <= r.t));
create policy system_all on household to wengang_system using (true) with check (true);
create policy figures_all on household for select to wengang_figures using (true);
grant select, insert on household to wengang_app, wengang_system;
grant select on household to wengang_figures;

create table household_member (
  id uuid not null,
  household_id uuid not null references household (id),
  worker_id uuid not null references worker (id),
  -- relation to the head; 'head' is the head
  relation text not null default 'other',
  valid_from date not null,
  valid_to date,
  source text not null default 'form',
  source_ref text not null default '',
  recorded_by uuid,
  reason text not null default '',
  constraint member_days check (valid_to is null or valid_to >= valid_from)
);
select make_versioned('household_member');
create index household_member_worker on household_member (worker_id, valid_from);
create index household_member_household on household_member (household_id, valid_from);
call protect_fact('household_member');

-- Two records that may be one person. worker_id < other_id. Decided by a person, by exact number and name, or by the band nobody doubts.
create table duplicate_pair (
  id uuid primary key,
  worker_id uuid not null references worker (id),
  other_id uuid not null references worker (id),
  -- homes as last refreshed: the desk of either side
  home text collate "C" not null,
  other_home text collate "C" not null,
  -- likeness: scored. number: same number and name, joined at once. conflict: same number, other name
  kind text not null constraint pair_kind check (kind in ('likeness', 'number', 'conflict')),
  -- 0…100
  score smallint not null constraint pair_score check (score between 0 and 100),
  band text not null constraint pair_band check (band in ('accept', 'desk')),
  -- codes and points, never personal data
  reasons jsonb not null default '[]',
  guards jsonb not null default '[]',
  state text not null default 'open' constraint pair_state check (state in ('open', 'same', 'different')),
  -- records of two counties: each side is told (跨区重复)
  cross_area boolean not null generated always as (substr(home, 1, 6) <> substr(other_home, 1, 6)) stored,
  found timestamptz not null default clock_timestamp(),
  found_by text not null constraint pair_found_by check (found_by in ('save', 'sheet', 'sweep', 'demo', 'hand')),
  decided timestamptz,
  decided_by uuid,
  -- 'auto' where no person decided
  decided_how text not null default '' constraint pair_decided_how check (decided_how in ('', 'desk', 'auto', 'number', 'split')),
  decision text not null default '',
  -- which side has read the news of a pair across areas
  seen_home timestamptz,
  seen_other timestamptz,
  version int not null default 1,
  constraint pair_order check (worker_id < other_id),
  constraint pair_decided check ((state = 'open') = (decided is null)),
  constraint pair_once unique (worker_id, other_id)
);
create index duplicate_pair_other on duplicate_pair (other_id);
create index duplicate_pair_desk on duplicate_pair (state, home, score desc, id);
create index duplicate_pair_desk_other on duplicate_pair (state, other_home, score desc, id);
-- the desk of a whole province, likest first
create index duplicate_pair_score on duplicate_pair (state, score desc, id desc);
alter table duplicate_pair enable row level security;
create policy seen on duplicate_pair for select to wengang_app using (sees_worker(worker_id) or sees_worker(other_id));
create policy system_all on duplicate_pair to wengang_system using (true) with check (true);
create policy figures_all on duplicate_pair for select to wengang_figures using (true);
grant select on duplicate_pair to wengang_app, wengang_figures;
grant select, insert, update on duplicate_pair to wengang_system;

-- How far the sweep for duplicates has come: workers changed up to here are compared with everybody.
create table duplicate_sweep (
  id int primary key constraint duplicate_sweep_one check (id = 1),
  until timestamptz not null,
  finished timestamptz not null
);
grant select on duplicate_sweep to wengang_app;
grant select, insert, update on duplicate_sweep to wengang_system;
