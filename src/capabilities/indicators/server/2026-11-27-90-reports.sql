-- Reports: forms with their versions, what was made of them, and what is made on schedule. Numbers of areas only: nothing here is about one person.

create table report_form (
  id uuid primary key,
  -- the office it is shared with; '' is the whole country
  area_code text collate "C" not null,
  created_by uuid not null references account (id),
  created timestamptz not null default clock_timestamp(),
  retired timestamptz
);
create index report_form_created_by on report_form (created_by);
create index report_form_area on report_form (area_code) where retired is null;
-- A version is never changed: a report names the one it was made of.
create table report_form_version (
  form_id uuid not null references report_form (id),
  version int not null constraint report_form_version_number check (version > 0),
  form jsonb not null,
  saved_by uuid not null references account (id),
  saved timestamptz not null default clock_timestamp(),
  primary key (form_id, version)
);
create index report_form_version_saved_by on report_form_version (saved_by);

create table report_schedule (
  id uuid primary key,
  account_id uuid not null references account (id),
  -- a form of the program (monthly) or the id of one of an office
  form text not null,
  every text not null constraint report_schedule_every check (every in ('month', 'quarter', 'year')),
  -- so many days after the end of the period
  on_day smallint not null constraint report_schedule_day check (on_day between 1 and 28),
  side text not null constraint report_schedule_side check (side in ('origin', 'host')),
  area text collate "C" not null,
  lang text not null constraint report_schedule_lang check (lang in ('zh', 'en')),
  formats text[] not null,
  started date not null,
  ended date
);
create index report_schedule_account on report_schedule (account_id);
create index report_schedule_open on report_schedule (id) where ended is null;
create unique index report_schedule_once on report_schedule (account_id, form, side, area) where ended is null;

create table report (
  id uuid primary key,
  account_id uuid not null references account (id),
  form text not null,
  form_version int not null,
  period text not null,
  side text not null constraint report_side check (side in ('origin', 'host')),
  area text collate "C" not null,
  lang text not null constraint report_lang check (lang in ('zh', 'en')),
  formats text[] not null,
  -- frozen months where they are, or as known now all the same
  basis text not null constraint report_basis check (basis in ('auto', 'live')),
  -- as known at this instant; null: as known when it is made
  known_at timestamptz,
  title jsonb not null,
  asked timestamptz not null default clock_timestamp(),
  job_id uuid,
  schedule_id uuid references report_schedule (id),
  -- what it says, cell by cell; the files are drawn of it
  content jsonb,
  made timestamptz
);
create index report_mine on report (account_id, asked desc, id desc);
create index report_schedule_of on report (schedule_id) where schedule_id is not null;
create unique index report_scheduled_once on report (schedule_id, period) where schedule_id is not null;
create table report_file (
  report_id uuid not null references report (id),
  format text not null constraint report_file_format check (format in ('xlsx', 'pdf', 'csv', 'json')),
  file_id uuid not null references file (id),
  -- of this file, as the export log has it
  watermark text not null,
  primary key (report_id, format)
);
create index report_file_of on report_file (file_id);

grant select, insert on report_form, report_form_version to wengang_app, wengang_system;
grant update (retired) on report_form to wengang_app, wengang_system;
grant select, insert on report_schedule to wengang_app, wengang_system;
grant update (ended) on report_schedule to wengang_app, wengang_system;
grant select, insert on report, report_file to wengang_app, wengang_system;
grant update (job_id, content, made) on report to wengang_app, wengang_system;
-- reports and schedules are their owner's
alter table report enable row level security;
create policy report_own on report to wengang_app using (account_id = (select nullif(current_setting('app.account', true), '')::uuid));
create policy report_system on report to wengang_system using (true) with check (true);
alter table report_schedule enable row level security;
create policy report_schedule_own on report_schedule to wengang_app
  using (account_id = (select nullif(current_setting('app.account', true), '')::uuid));
create policy report_schedule_system on report_schedule to wengang_system using (true) with check (true);
