-- protect(), anew. The look into worker_scope stands in a function whose plan a session keeps: written out in the policy it was planned again, with the
-- policies of worker_scope inside it, for every statement that touches a table about people (PostgreSQL 15, 140,000 workers: 1.5 ms a statement, 20
-- statements for the page of a person). And the planner can no longer read the whole scope of a large host into a hash table first (a station of 85,000:
-- 550 ms for a page of 20). It runs as whoever asks, under the policy of worker_scope.
create function in_my_scope(the_worker uuid) returns boolean language plpgsql stable parallel safe as $$
begin
  return exists (select 1 from worker_scope s where s.worker_id = the_worker and s.from_day <= app_today() and s.to_day >= app_today());
end $$;

create or replace procedure protect(the_table regclass, home_column name, worker_column name) language plpgsql as $$
declare
  seen text := format($p$
    (%1$I >= (select app_setting('app.home_from')) and %1$I <= (select app_setting('app.home_to')))
    or ((select app_list('app.area_from')) <> '{}' and exists (
      select 1 from unnest((select app_list('app.area_from')), (select app_list('app.area_to'))) r(f, t) where %1$I >= r.f and %1$I <= r.t))
    or ((select app_list('app.keys') <> '{}' or app_setting('app.key_from') is not null) and in_my_scope(%3$s.%2$I))
  $p$, home_column, worker_column, the_table);
  -- a temporary look and an auditor's area are seen, not written
  written text := format($p$
    ((select app_list('app.own_from')) <> '{}' and exists (
      select 1 from unnest((select app_list('app.own_from')), (select app_list('app.own_to'))) r(f, t) where %1$I >= r.f and %1$I <= r.t))
    or ((select app_list('app.keys') <> '{}' or app_setting('app.key_from') is not null) and in_my_scope(%3$s.%2$I))
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
