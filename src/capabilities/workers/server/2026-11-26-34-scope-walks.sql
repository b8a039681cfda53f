-- Lists and searches on the side of scope walk these instead of worker_now and worker_gram under row-level security: they show exactly whom the actor's
-- keys open today (scope_by_key, scope_by_worker), asked once for each row passed by. Ids and sort keys come out of them; what a row says is read
-- through worker_now and its policy like everything else. A new column of worker_now that lists filter by must be added here.

-- Many people: met while an index is walked. `offset 0` keeps the planner from reading the whole scope into a hash table for a page of twenty.
create view worker_in_scope as
  select n.* from worker_now n where exists (select 1 from scope_by_worker s where s.worker_id = n.worker_id offset 0);

-- Few people: read whole, in one pass over the index by id, with a plan that a session keeps (planning it anew took as long as reading 200 people).
create function people_in_small_scope() returns setof worker_now language plpgsql stable security definer set search_path = public, pg_temp rows 500 as $$
begin
  return query select n.* from worker_now n where n.worker_id = any (array(select s.worker_id from scope_by_key s));
end $$;
revoke execute on function people_in_small_scope() from public;
grant execute on function people_in_small_scope() to wengang_app;
create view worker_in_small_scope as select n.* from people_in_small_scope() n;

-- A term and whom it names; home and worker_id are those of worker_gram, so that the walk keeps its order.
create view worker_gram_in_scope as
  select g.gram, g.home, g.worker_id,
    n.person_id, n.records, n.shadowed, n.home_known, n.hukou, n.name, n.pinyin, n.initials, n.fuzzy, n.document_kind, n.has_number, n.birthday, n.sex,
    n.ethnic, n.died_on, n.household_id, n.relation, n.poverty, n.monitored, n.risk_open, n.low_income, n.relocated, n.education, n.school_stage,
    n.ability, n.health, n.willing, n.skills, n.has_phone, n.consented, n.working, n.work_place, n.work_org, n.work_since, n.verified_until,
    n.verified_class, n.certificates, n.in_class, n.changed, n.described
  from worker_gram g join worker_now n on n.worker_id = g.worker_id
  where exists (select 1 from scope_by_worker s where s.worker_id = g.worker_id offset 0);

grant select on worker_in_scope, worker_in_small_scope, worker_gram_in_scope to wengang_app;
