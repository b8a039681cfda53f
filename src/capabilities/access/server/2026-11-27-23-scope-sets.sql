-- The openings of facts as wholes, many at once: what a fact opens now replaces what it had opened. `grant_scope` only adds: a spell that was corrected from
-- one organisation to another would have stayed open to both. Runs as its owner, for the reason of grant_scope.
create function set_scopes(the_sources text[], sources text[], keys text[], workers uuid[], froms date[], tos date[]) returns int
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  touched int;
  gone int;
begin
  delete from worker_scope h where h.source = any (the_sources) and not exists (
    select from unnest(sources, keys, workers) as n (source, key, worker_id) where n.source = h.source and n.key = h.key and n.worker_id = h.worker_id);
  get diagnostics gone = row_count;
  insert into worker_scope as h (key, worker_id, from_day, to_day, source)
    select n.key, n.worker_id, n.from_day, n.to_day, n.source
    from unnest(sources, keys, workers, froms, tos) as n (source, key, worker_id, from_day, to_day)
    where n.source = any (the_sources)
    order by n.key, n.worker_id, n.source
    on conflict (key, worker_id, source) do update set from_day = excluded.from_day, to_day = excluded.to_day
    where (h.from_day, h.to_day) is distinct from (excluded.from_day, excluded.to_day);
  get diagnostics touched = row_count;
  return gone + touched;
end $$;
revoke execute on function set_scopes(text[], text[], text[], uuid[], date[], date[]) from public;
grant execute on function set_scopes(text[], text[], text[], uuid[], date[], date[]) to wengang_app, wengang_system;
