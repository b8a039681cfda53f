-- The due day of rounds as a province keeps it. Rows are written once, the next one of a province counts on from the last; '' is what the program begins with, for
-- every province without a row of its own. Of the rows of one province the newest whose month has come holds.
alter table round_rule drop constraint round_rule_pkey;
alter table round_rule rename column source to reason;
alter table round_rule
  add column province text collate "C" not null default '' constraint round_rule_province check (province = '' or province ~ '^[1-9][0-9]0{10}$'),
  add column version int not null default 1 constraint round_rule_from_one check (version >= 1),
  add column recorded_by uuid,
  add column recorded timestamptz not null default clock_timestamp(),
  add constraint round_rule_version primary key (province, version);
alter table round_rule enable row level security;
create policy seen on round_rule for select to wengang_app using (true);
create policy entered on round_rule for insert to wengang_app with check (province <> '' and exists (
  select 1 from unnest((select app_list('app.own_from')), (select app_list('app.own_to'))) r(f, t)
  where province >= r.f and substr(province, 1, 2) || '9999999999' <= r.t));
create policy system_all on round_rule to wengang_system using (true) with check (true);
create policy figures_all on round_rule for select to wengang_figures using (true);
grant insert on round_rule to wengang_app, wengang_system;
