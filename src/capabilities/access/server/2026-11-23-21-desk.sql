-- News for one account, or for whoever holds a role over an area. The text is made from kind and params when it is read.
create table notice (
  id uuid primary key,
  account_id uuid references account (id),
  role text,
  area_code text collate "C" not null default '',
  kind text not null,
  -- never personal data of workers
  params jsonb not null default '{}',
  link text,
  created timestamptz not null default clock_timestamp(),
  constraint notice_to_someone check ((account_id is null) <> (role is null))
);
create index notice_account on notice (account_id, created desc, id desc);
create index notice_role on notice (role, area_code, created desc, id desc) where role is not null;
create index notice_created on notice (created desc, id desc);
create table notice_read (
  notice_id uuid not null references notice (id),
  account_id uuid not null references account (id),
  at timestamptz not null default clock_timestamp(),
  primary key (notice_id, account_id)
);
create index notice_read_account on notice_read (account_id);
grant select, insert on notice, notice_read to wengang_app, wengang_system;
grant update, delete on notice, notice_read to wengang_system;

create table saved_view (
  id uuid primary key,
  account_id uuid not null references account (id),
  page text not null,
  name text not null,
  query text not null default '',
  columns text[] not null default '{}',
  position int not null default 0,
  version int not null default 1,
  changed timestamptz not null default clock_timestamp(),
  constraint saved_view_name unique (account_id, page, name) deferrable initially immediate
);
grant select, insert, update, delete on saved_view to wengang_app, wengang_system;
alter table saved_view enable row level security;
create policy saved_view_own on saved_view to wengang_app
  using (account_id = (select nullif(current_setting('app.account', true), '')::uuid));
create policy saved_view_system on saved_view to wengang_system using (true);

-- Every file that left the system. Never changed.
create table export_log (
  id uuid primary key,
  at timestamptz not null default clock_timestamp(),
  account_id uuid not null references account (id),
  what text not null,
  rows int not null,
  -- the filter in words or as the query string; never personal data
  filter text not null default '',
  -- true: full numbers or other unmasked fields are in it
  is_full boolean not null default false,
  watermark text not null constraint export_log_watermark unique,
  file_hash text not null,
  area_code text collate "C" not null default ''
);
create index export_log_at on export_log (at desc, id desc);
create index export_log_account on export_log (account_id, at desc, id desc);
create index export_log_area on export_log (area_code, at desc, id desc);
create trigger export_log_append_only before update or delete or truncate on export_log for each statement execute function refuse_change();
grant select, insert on export_log to wengang_app, wengang_system;
