-- Noting who works where touched ten indexes of worker_now for every worker (two thirds of what a row of a list of work costs, and of a verification), because
-- three of the noted columns and the time of the last change stood in indexes. They no longer do: the row is rewritten in its own page (HOT), which keeps
-- room for it. Lists by the latest change go by what was said of the person (`described`); what the desk must look at again because a state was noted stands in
-- a log that is only added to (decision 0017).
drop index worker_now_list;
create index worker_now_list on worker_now (home, pinyin, worker_id)
  include (person_id, records, shadowed, birthday, sex, poverty, monitored, risk_open, low_income, relocated, ability, education, willing, died_on, skills);
drop index worker_now_changed;
create index worker_now_described on worker_now (described, home, worker_id);
alter table worker_now set (fillfactor = 85);
comment on column worker_now.changed is 'of anything; in no index, so that noting a state rewrites none';

-- Of whom something was noted from elsewhere, and when: read by the desk's sweep, forgotten after a month.
create table worker_noted (
  noted timestamptz not null default clock_timestamp(),
  worker_id uuid not null
);
create index worker_noted_since on worker_noted (noted);
alter table worker_noted enable row level security;
create policy system_all on worker_noted to wengang_system using (true) with check (true);
grant select, delete on worker_noted to wengang_system;

create or replace function note_worker_states(ids uuid[], workings text[], places text[], organisations uuid[], sinces date[], untils date[], classes smallint[])
returns int language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  touched int;
begin
  perform 1 from worker_now where worker_id = any (ids) order by worker_id for update;
  with noted as (
    update worker_now n set working = s.working, work_place = s.place, work_org = s.organisation, work_since = s.since, verified_until = s.until,
      verified_class = s.class, changed = clock_timestamp()
    from unnest(ids, workings, places, organisations, sinces, untils, classes) as s (worker_id, working, place, organisation, since, until, class)
    where n.worker_id = s.worker_id
      and (n.working, n.work_place, n.work_org, n.work_since, n.verified_until, n.verified_class)
        is distinct from (s.working, s.place, s.organisation, s.since, s.until, s.class)
    returning n.worker_id)
  insert into worker_noted (worker_id) select worker_id from noted;
  get diagnostics touched = row_count;
  return touched;
end $$;

create or replace function note_worker_state(the_worker uuid, the_state jsonb) returns void language plpgsql volatile security definer
set search_path = public, pg_temp as $$
begin
  update worker_now n set
    working = coalesce(the_state ->> 'working', n.working),
    work_place = case when the_state ? 'workPlace' then coalesce(the_state ->> 'workPlace', '') else n.work_place end,
    work_org = case when the_state ? 'workOrg' then (the_state ->> 'workOrg')::uuid else n.work_org end,
    work_since = case when the_state ? 'workSince' then (the_state ->> 'workSince')::date else n.work_since end,
    verified_until = case when the_state ? 'verifiedUntil' then (the_state ->> 'verifiedUntil')::date else n.verified_until end,
    verified_class = case when the_state ? 'verifiedClass' then (the_state ->> 'verifiedClass')::smallint else n.verified_class end,
    certificates = coalesce((the_state ->> 'certificates')::smallint, n.certificates),
    in_class = coalesce((the_state ->> 'inClass')::boolean, n.in_class),
    changed = clock_timestamp()
  where n.worker_id = the_worker;
  if found then insert into worker_noted (worker_id) values (the_worker); end if;
end $$;

create or replace function relink_workers(the_ids uuid[]) returns void language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  persons uuid[];
begin
  -- in one order, so that two writers wait for each other instead of for ever
  perform 1 from worker_now where worker_id = any(the_ids) order by worker_id for update;
  with moved as (
    update worker_now n set person_id = l.person_id, changed = clock_timestamp()
    from worker_link l where l.worker_id = n.worker_id and l.superseded = 'infinity' and n.worker_id = any(the_ids) and n.person_id <> l.person_id
    returning n.worker_id, n.person_id),
  noted as (insert into worker_noted (worker_id) select worker_id from moved)
  select array_agg(distinct person_id) into persons from moved;
  perform settle_persons(coalesce(persons, '{}'));
end $$;
