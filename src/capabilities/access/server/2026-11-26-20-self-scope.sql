-- A worker's account reaches its own record: one scope row per grant that is bound to a worker, for as long as the grant holds.
create function role_grant_self() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.relation is null or new.relation not like 'worker:%' then return null; end if;
  if new.ended is not null then
    delete from worker_scope where source = 'self:' || new.id;
  else
    insert into worker_scope (key, worker_id, from_day, to_day, source)
      values (new.relation, substr(new.relation, 8)::uuid, new.valid_from, coalesce(new.valid_to, '9999-12-31'), 'self:' || new.id)
      on conflict (key, worker_id, source) do update set from_day = excluded.from_day, to_day = excluded.to_day;
  end if;
  return null;
end $$;
create trigger role_grant_self after insert or update on role_grant for each row execute function role_grant_self();
insert into worker_scope (key, worker_id, from_day, to_day, source)
  select relation, substr(relation, 8)::uuid, valid_from, coalesce(valid_to, '9999-12-31'), 'self:' || id from role_grant
  where relation like 'worker:%' and ended is null on conflict do nothing;
