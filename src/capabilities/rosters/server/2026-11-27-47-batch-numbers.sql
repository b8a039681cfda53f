-- What a batch is called where somebody sees a fact that came by it but not the batch: its number, and nothing else of it.
create function batch_numbers(the_ids uuid[]) returns table (id uuid, number bigint) language sql stable security definer set search_path = public, pg_temp as $$
  select b.id, b.number from roster_batch b where b.id = any(the_ids)
$$;
revoke execute on function batch_numbers(uuid[]) from public;
grant execute on function batch_numbers(uuid[]) to wengang_app, wengang_system;
