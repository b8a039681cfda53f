-- note_worker_state() for many at once, as `employment` derives it: whether somebody works, where, for whom, since when, verified until when and by which
-- class. All six columns of each worker; rows that already say so are left alone. In one order, so that two writers wait for each other instead of for ever.
create function note_worker_states(ids uuid[], workings text[], places text[], organisations uuid[], sinces date[], untils date[], classes smallint[])
returns int language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  touched int;
begin
  perform 1 from worker_now where worker_id = any (ids) order by worker_id for update;
  update worker_now n set working = s.working, work_place = s.place, work_org = s.organisation, work_since = s.since, verified_until = s.until,
    verified_class = s.class, changed = clock_timestamp()
  from unnest(ids, workings, places, organisations, sinces, untils, classes) as s (worker_id, working, place, organisation, since, until, class)
  where n.worker_id = s.worker_id
    and (n.working, n.work_place, n.work_org, n.work_since, n.verified_until, n.verified_class)
      is distinct from (s.working, s.place, s.organisation, s.since, s.until, s.class);
  get diagnostics touched = row_count;
  return touched;
end $$;
revoke execute on function note_worker_states(uuid[], text[], text[], uuid[], date[], date[], smallint[]) from public;
grant execute on function note_worker_states(uuid[], text[], text[], uuid[], date[], date[], smallint[]) to wengang_app, wengang_system;

-- One writer at a time for each of these workers, also for thousands of them: rows are locked, where advisory locks would fill the shared table of locks.
-- What only reads (a trial) waits for nobody.
create function lock_workers(the_ids uuid[]) returns void language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if current_setting('transaction_read_only') = 'off' then
    perform 1 from worker_now where worker_id = any (the_ids) order by worker_id for update;
  end if;
end $$;
revoke execute on function lock_workers(uuid[]) from public;
grant execute on function lock_workers(uuid[]) to wengang_app, wengang_system;
