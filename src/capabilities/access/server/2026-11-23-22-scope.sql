-- Who sees whom beside the home range: one row per fact that opens a worker to a key, from day to day (both inclusive).
-- Written in the transaction of the fact, through grant_scope() and end_scope() only; recomputed and compared nightly.
create table worker_scope (
  -- host:<county, 6 digits>, org:<id>, class:<id>, sitting:<id>, worker:<id>
  key text collate "C" not null constraint worker_scope_key check (key ~ '^[a-z]+:[0-9A-Za-z-]+$'),
  worker_id uuid not null,
  from_day date not null,
  to_day date not null,
  -- the fact: spell:<id>, offer:<id>, … ; unique, so that writing a fact again changes its row
  source text collate "C" not null,
  constraint worker_scope_days check (to_day >= from_day),
  primary key (key, worker_id, source)
);
-- "everybody this key sees today", without walking those long gone
create index worker_scope_live on worker_scope (key, to_day, from_day, worker_id);
-- "may this key see that worker today"
create index worker_scope_worker on worker_scope (worker_id, key, to_day, from_day);
create index worker_scope_source on worker_scope (source);

-- What a transaction was told about its actor, each asked once per query: policies call them as (select …).
create function app_setting(name text) returns text language sql stable parallel safe as $$ select nullif(current_setting(name, true), '') $$;
create function app_list(name text) returns text[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting(name, true), ''), '{}')::text[] $$;
create function app_today() returns date language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.today', true), '')::date, 'infinity'::date) $$;

alter table worker_scope enable row level security;
create policy worker_scope_held on worker_scope for select to wengang_app using (
  key = any ((select app_list('app.keys'))::text[])
  or (key >= (select app_setting('app.key_from')) and key <= (select app_setting('app.key_to')))
  or ((select app_list('app.range_from')) <> '{}' and exists (
    select 1 from unnest((select app_list('app.range_from')), (select app_list('app.range_to'))) r(f, t) where key >= r.f and key <= r.t))
);
create policy worker_scope_system on worker_scope to wengang_system using (true);
create policy worker_scope_figures on worker_scope for select to wengang_figures using (true);
grant select on worker_scope to wengang_app, wengang_figures;
grant select, insert, update, delete on worker_scope to wengang_system;

-- An ordinary request may open a worker to others without seeing the rows of those others, so these two run as their owner.
create function grant_scope(the_source text, the_key text, the_worker uuid, the_from date, the_to date) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into worker_scope (key, worker_id, from_day, to_day, source) values (the_key, the_worker, the_from, the_to, the_source)
  on conflict (key, worker_id, source) do update set from_day = excluded.from_day, to_day = excluded.to_day
$$;
-- Closes what a fact had opened; the fact never held where `the_to` is null.
create function end_scope(the_source text, the_to date) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  delete from worker_scope where source = the_source and (the_to is null or from_day > the_to);
  update worker_scope set to_day = the_to where source = the_source;
end $$;
revoke execute on function grant_scope(text, text, uuid, date, date), end_scope(text, date) from public;
grant execute on function grant_scope(text, text, uuid, date, date), end_scope(text, date) to wengang_app, wengang_system;

-- Puts a table about people under row-level security. It asks worker_scope and nothing else: policies that look into each other recurse.
-- The table needs indexes on (home, worker) and (worker). Home: 12 digits, collate "C".
create procedure protect(the_table regclass, home_column name, worker_column name) language plpgsql as $$
declare
  seen text := format($p$
    (%1$I >= (select app_setting('app.home_from')) and %1$I <= (select app_setting('app.home_to')))
    or ((select app_list('app.area_from')) <> '{}' and exists (
      select 1 from unnest((select app_list('app.area_from')), (select app_list('app.area_to'))) r(f, t) where %1$I >= r.f and %1$I <= r.t))
    or ((select app_list('app.keys') <> '{}' or app_setting('app.key_from') is not null) and exists (
      select 1 from worker_scope s where s.worker_id = %3$s.%2$I and s.from_day <= (select app_today()) and s.to_day >= (select app_today())))
  $p$, home_column, worker_column, the_table);
  -- a temporary look and an auditor's area are seen, not written
  written text := format($p$
    ((select app_list('app.own_from')) <> '{}' and exists (
      select 1 from unnest((select app_list('app.own_from')), (select app_list('app.own_to'))) r(f, t) where %1$I >= r.f and %1$I <= r.t))
    or ((select app_list('app.keys') <> '{}' or app_setting('app.key_from') is not null) and exists (
      select 1 from worker_scope s where s.worker_id = %3$s.%2$I and s.from_day <= (select app_today()) and s.to_day >= (select app_today())))
  $p$, home_column, worker_column, the_table);
begin
  execute format('alter table %s enable row level security', the_table);
  execute format('create policy seen on %s for select to wengang_app using (%s)', the_table, seen);
  execute format('create policy entered on %s for insert to wengang_app with check (%s)', the_table, written);
  execute format('create policy changed on %s for update to wengang_app using (%s) with check (%s)', the_table, written, written);
  execute format('create policy removed on %s for delete to wengang_app using (%s)', the_table, written);
  execute format('create policy system_all on %s to wengang_system using (true) with check (true)', the_table);
  execute format('create policy figures_all on %s for select to wengang_figures using (true)', the_table);
end $$;
revoke execute on procedure protect(regclass, name, name) from public;
