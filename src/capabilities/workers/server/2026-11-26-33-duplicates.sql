-- After a join only the person of a record has changed: brought over without deriving everything anew (a sweep joins thousands).
create function relink_workers(the_ids uuid[]) returns void language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  persons uuid[];
begin
  -- in one order, so that two writers wait for each other instead of for ever
  perform 1 from worker_now where worker_id = any(the_ids) order by worker_id for update;
  with moved as (
    update worker_now n set person_id = l.person_id, changed = clock_timestamp()
    from worker_link l where l.worker_id = n.worker_id and l.superseded = 'infinity' and n.worker_id = any(the_ids) and n.person_id <> l.person_id
    returning n.person_id)
  select array_agg(distinct person_id) into persons from moved;
  perform settle_persons(coalesce(persons, '{}'));
end $$;
revoke execute on function relink_workers(uuid[]) from public;
grant execute on function relink_workers(uuid[]) to wengang_system;
