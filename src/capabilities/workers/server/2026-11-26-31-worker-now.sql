-- What is true of a worker on a day, derived from the current versions of its facts. The same function fills worker_now in the writing transaction and
-- is compared with it every night, so that the two cannot drift apart unseen.

create function name_grams(the_name text) returns setof text language sql immutable parallel safe as $$
  with n as (select regexp_replace(the_name, '[·\s.]', '', 'g') as s)
  select distinct g collate "C" from n, lateral (
    select substr(n.s, i, 2) as g from generate_series(1, length(n.s) - 1) i
    union all
    select substr(n.s, i, 1) from generate_series(2, length(n.s)) i
    union all
    -- three characters in the middle of a long name; at its beginning the name itself is found
    select substr(n.s, i, 3) from generate_series(2, length(n.s) - 2) i) x
$$;

create function worker_derived(the_ids uuid[], the_day date) returns table (
  worker_id uuid, person_id uuid, home text, home_known boolean, hukou text, name text, pinyin text, initials text, fuzzy text,
  other_keys text[], document_kind text, has_number boolean, birthday date, sex text, ethnic text, died_on date, household_id uuid, relation text,
  poverty text, monitored text, risk_open boolean, low_income text, relocated boolean, education text, school_stage text, ability text, health text[],
  willing text, skills smallint, has_phone boolean, consented boolean
) language sql stable as $$
  select w.id, coalesce(l.person_id, w.id),
    coalesce(h.code, w.area), h.code is not null, coalesce(h.hukou, 'unknown'),
    coalesce(b.name, ''), coalesce(b.pinyin, ''), coalesce(b.initials, ''), coalesce(b.fuzzy, ''), coalesce(b.other_keys, '{}'),
    coalesce(b.document_kind, 'none'), b.number_index is not null, b.birthday, coalesce(b.sex, '9'), coalesce(b.ethnic, ''), b.died_on,
    m.household_id, coalesce(m.relation, ''),
    coalesce(i.poverty, ''), coalesce(i.monitored, ''), coalesce(i.risk_open, false), coalesce(i.low_income, ''), coalesce(i.relocated, false),
    coalesce(c.education, ''), coalesce(c.school_stage, ''), coalesce(c.ability, ''), coalesce(c.health, '{}'),
    coalesce(n.willing, ''), coalesce(s.n, 0)::smallint, coalesce(t.n, 0) > 0, coalesce(a.n, 0) > 0
  from worker w
  left join worker_basic b on b.worker_id = w.id and b.superseded = 'infinity'
  left join worker_link l on l.worker_id = w.id and l.superseded = 'infinity'
  left join lateral (
    -- figures.md §3: the home that holds; before the first known home, the first. Beyond the last one the desk of the last one keeps the record.
    select x.code, x.hukou from home_period x where x.worker_id = w.id and x.superseded = 'infinity'
    order by (x.valid_from <= the_day and (x.valid_to is null or x.valid_to >= the_day)) desc,
      (x.valid_from <= the_day) desc,
      case when x.valid_from <= the_day then x.valid_from end desc nulls last, x.valid_from, x.code limit 1
  ) h on true
  left join lateral (
    select x.household_id, x.relation from household_member x
    where x.worker_id = w.id and x.superseded = 'infinity' and x.valid_from <= the_day and (x.valid_to is null or x.valid_to >= the_day)
    order by x.valid_from desc, x.id limit 1
  ) m on true
  left join lateral (
    select
      (array_agg(substr(x.kind, 9) order by x.valid_from desc, x.kind) filter (where x.kind like 'poverty%'))[1] as poverty,
      (array_agg(substr(x.kind, 11) order by x.valid_from desc, x.kind) filter (where x.kind like 'monitored%'))[1] as monitored,
      bool_or(x.kind like 'monitored%' and (x.risk_removed is null or x.risk_removed > the_day)) as risk_open,
      (array_agg(substr(x.kind, 12) order by x.valid_from desc, x.kind) filter (where x.kind like 'low_income%'))[1] as low_income,
      bool_or(x.kind = 'relocated') as relocated
    from identity_period x
    where x.worker_id = w.id and x.superseded = 'infinity' and x.valid_from <= the_day and (x.valid_to is null or x.valid_to >= the_day)
  ) i on true
  left join worker_condition c on c.worker_id = w.id and c.superseded = 'infinity'
  left join worker_intention n on n.worker_id = w.id and n.superseded = 'infinity'
  left join lateral (select count(*) as n from worker_skill x where x.worker_id = w.id and x.superseded = 'infinity') s on true
  left join lateral (select count(*) as n from worker_contact x where x.worker_id = w.id and x.superseded = 'infinity') t on true
  left join lateral (
    select count(*) as n from consent x
    where x.worker_id = w.id and x.superseded = 'infinity' and x.given_on <= the_day and (x.withdrawn_on is null or x.withdrawn_on > the_day)
  ) a on true
  where w.id = any(the_ids)
$$;

-- How many records each person has, and which of them stands for the others in the lists of a county: the first that was opened there. One that was
-- opened elsewhere and moved in does not hide what the county itself has on record, however old it is.
create function settle_persons(the_persons uuid[]) returns void language sql volatile security definer set search_path = public, pg_temp as $$
  update worker_now n set records = d.records, shadowed = d.shadowed
  from (select w.worker_id, count(*) over (partition by w.person_id)::smallint as records,
      row_number() over (partition by w.person_id, substr(w.home, 1, 6) order by substr(o.area, 1, 6) <> substr(w.home, 1, 6), w.worker_id) > 1 as shadowed
    from worker_now w join worker o on o.id = w.worker_id where w.person_id = any(the_persons)) d
  where n.worker_id = d.worker_id and (n.records, n.shadowed) <> (d.records, d.shadowed)
$$;
revoke execute on function settle_persons(uuid[]) from public;
grant execute on function settle_persons(uuid[]) to wengang_system;

-- Brings worker_now and worker_gram to what the facts say on the day. Anybody may call it: it can only write what is so.
create function refresh_workers(the_ids uuid[], the_day date) returns int language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  touched int;
begin
  -- in one order, so that two writers wait for each other instead of for ever
  perform 1 from worker_now where worker_id = any(the_ids) order by worker_id for update;
  with d as (select * from worker_derived(the_ids, the_day)),
  put as (
    insert into worker_now as n (worker_id, person_id, home, home_known, hukou, name, pinyin, initials, fuzzy, document_kind, has_number,
      birthday, sex, ethnic, died_on, household_id, relation, poverty, monitored, risk_open, low_income, relocated, education, school_stage, ability,
      health, willing, skills, has_phone, consented)
    select worker_id, person_id, home, home_known, hukou, name, pinyin, initials, fuzzy, document_kind, has_number,
      birthday, sex, ethnic, died_on, household_id, relation, poverty, monitored, risk_open, low_income, relocated, education, school_stage, ability,
      health, willing, skills, has_phone, consented from d
    on conflict (worker_id) do update set person_id = excluded.person_id, home = excluded.home,
      home_known = excluded.home_known, hukou = excluded.hukou, name = excluded.name, pinyin = excluded.pinyin, initials = excluded.initials,
      fuzzy = excluded.fuzzy, document_kind = excluded.document_kind, has_number = excluded.has_number, birthday = excluded.birthday, sex = excluded.sex,
      ethnic = excluded.ethnic, died_on = excluded.died_on, household_id = excluded.household_id, relation = excluded.relation, poverty = excluded.poverty,
      monitored = excluded.monitored, risk_open = excluded.risk_open, low_income = excluded.low_income, relocated = excluded.relocated,
      education = excluded.education, school_stage = excluded.school_stage, ability = excluded.ability, health = excluded.health,
      willing = excluded.willing, skills = excluded.skills, has_phone = excluded.has_phone, consented = excluded.consented, changed = clock_timestamp(),
      described = clock_timestamp()
    returning 1)
  select count(*) into touched from put;
  perform settle_persons(array(select distinct n.person_id from worker_now n where n.worker_id = any(the_ids)));
  -- by difference: a register of a million names is not written anew because somebody moved
  delete from worker_gram g where g.worker_id = any(the_ids) and not exists (
    select from worker_now n join worker_basic b on b.worker_id = n.worker_id and b.superseded = 'infinity'
    where n.worker_id = g.worker_id and n.home = g.home and (g.gram in (select name_grams(n.name)) or g.gram = any(b.other_keys)));
  insert into worker_gram (gram, home, worker_id)
    select x.gram, n.home, n.worker_id from worker_now n join worker_basic b on b.worker_id = n.worker_id and b.superseded = 'infinity',
      lateral (select name_grams(n.name) as gram union select unnest(b.other_keys)) x
    where n.worker_id = any(the_ids)
    on conflict do nothing;
  update duplicate_pair p set home = n.home from worker_now n where p.worker_id = n.worker_id and n.worker_id = any(the_ids) and p.home <> n.home;
  update duplicate_pair p set other_home = n.home from worker_now n where p.other_id = n.worker_id and n.worker_id = any(the_ids) and p.other_home <> n.home;
  return touched;
end $$;
revoke execute on function refresh_workers(uuid[], date), worker_derived(uuid[], date) from public;
grant execute on function refresh_workers(uuid[], date) to wengang_app, wengang_system;
grant execute on function worker_derived(uuid[], date) to wengang_system;

-- A new record is seen by the desk that opens it before its first fact is written.
create function worker_opened() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into worker_now (worker_id, person_id, home) values (new.id, new.id, new.area);
  return null;
end $$;
create trigger worker_opened after insert on worker for each row execute function worker_opened();

-- What later capabilities note in the transaction of their own fact; only the columns that are named change.
create function note_worker_state(the_worker uuid, the_state jsonb) returns void language plpgsql volatile security definer set search_path = public, pg_temp as $$
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
end $$;
revoke execute on function note_worker_state(uuid, jsonb) from public;
grant execute on function note_worker_state(uuid, jsonb) to wengang_app, wengang_system;

-- May the one who asks write what belongs to this worker? Inside definer functions, where row-level security does not hold.
create function writes_worker(the_worker uuid) returns boolean language sql stable as $$
  select exists (select 1 from worker_now w, unnest(app_list('app.own_from'), app_list('app.own_to')) r(f, t)
    where w.worker_id = the_worker and w.home >= r.f and w.home <= r.t)
$$;

-- Records outside one's sight with the very same number: told only to whom gives number and name, and only the county (跨区重复).
create function same_number_elsewhere(the_indexes uuid[], the_name text) returns table (worker_id uuid, person_id uuid, home text, same_name boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select n.worker_id, n.person_id, n.home, n.name = the_name
  from worker_basic b join worker_now n on n.worker_id = b.worker_id
  where b.superseded = 'infinity' and b.number_index = any(the_indexes)
  order by n.person_id, n.worker_id limit 20
$$;

-- Joins the persons of two workers. Only links change: every member of the joined set gets the smallest worker id of it.
-- `by_right`: the caller must be able to write both records. Without it a request joins across areas, and only what bears the same number and name: the
-- function sees to that itself, whoever calls it; and nothing joins that a person has decided to be two, also where others of the two sets would be one
-- (null: not joined). A person may join them all the same.
create function join_persons(the_worker uuid, the_other uuid, the_cause text, the_pair uuid, the_account uuid, the_reason text, by_right boolean)
returns uuid[] language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  one uuid;
  two uuid;
  target uuid;
  members uuid[];
  moving uuid[];
begin
  if by_right and not (writes_worker(the_worker) and writes_worker(the_other)) then
    raise exception 'not in the own area' using errcode = 'insufficient_privilege', constraint = 'join_persons_area';
  end if;
  if not by_right and current_setting('role') = 'wengang_app' and not (writes_worker(the_worker) and exists (
    select 1 from worker_basic a join worker_basic b on b.name = a.name
      and (b.number_index in (a.number_index, a.number_index_next) or b.number_index_next in (a.number_index, a.number_index_next))
    where a.worker_id = the_worker and a.superseded = 'infinity' and b.worker_id = the_other and b.superseded = 'infinity')) then
    raise exception 'not the same number and name' using errcode = 'insufficient_privilege', constraint = 'join_persons_area';
  end if;
  -- one merge at a time: sets that overlap must not be joined past each other
  perform pg_advisory_xact_lock(7300460);
  select person_id into one from worker_link where worker_id = the_worker and superseded = 'infinity';
  select person_id into two from worker_link where worker_id = the_other and superseded = 'infinity';
  if not by_right and one <> two and exists (
    select from worker_link a join duplicate_pair p on a.worker_id in (p.worker_id, p.other_id)
      join worker_link b on b.worker_id in (p.worker_id, p.other_id) and b.superseded = 'infinity' and b.person_id = two
    where a.superseded = 'infinity' and a.person_id = one and p.state = 'different' and p.decided_how in ('desk', 'split')) then
    return null;
  end if;
  select array_agg(worker_id order by worker_id) into members from worker_link where superseded = 'infinity' and person_id in (one, two);
  target := members[1];
  select array_agg(worker_id) into moving from worker_link where superseded = 'infinity' and worker_id = any(members) and person_id <> target;
  if moving is not null then
    update worker_link set superseded = '-infinity' where superseded = 'infinity' and worker_id = any(moving);
    insert into worker_link (worker_id, person_id, cause, pair_id, recorded_by, reason)
      select m, target, the_cause, the_pair, the_account, the_reason from unnest(moving) m;
  end if;
  return members;
end $$;

-- Takes records out of a person into one of their own. Returns all members of the old set.
create function split_person(the_leaving uuid[], the_account uuid, the_reason text, by_right boolean) returns uuid[]
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  persons uuid[];
  members uuid[];
  staying uuid[];
begin
  perform pg_advisory_xact_lock(7300460);
  select array_agg(distinct person_id) into persons from worker_link where superseded = 'infinity' and worker_id = any(the_leaving);
  if cardinality(persons) <> 1 then raise exception 'of two persons' using errcode = 'check_violation', constraint = 'split_person_one'; end if;
  select array_agg(worker_id order by worker_id) into members from worker_link where superseded = 'infinity' and person_id = persons[1];
  select array_agg(m order by m) into staying from unnest(members) m where m <> all(the_leaving);
  if staying is null then raise exception 'nobody would stay' using errcode = 'check_violation', constraint = 'split_person_nobody'; end if;
  if (by_right or current_setting('role') = 'wengang_app') and exists (select 1 from unnest(the_leaving) m where not writes_worker(m)) then
    raise exception 'not in the own area' using errcode = 'insufficient_privilege', constraint = 'join_persons_area';
  end if;
  with new_person as (
    select m as worker_id, (select min(x::text)::uuid from unnest(the_leaving) x) as person_id from unnest(the_leaving) m
    union all
    select m, (select min(x::text)::uuid from unnest(staying) x) from unnest(staying) m),
  moving as (
    select p.* from new_person p join worker_link l on l.worker_id = p.worker_id and l.superseded = 'infinity' where l.person_id <> p.person_id),
  ended as (update worker_link l set superseded = '-infinity' from moving m where l.worker_id = m.worker_id and l.superseded = 'infinity' returning l.worker_id)
  select array_agg(worker_id) into persons from ended;
  insert into worker_link (worker_id, person_id, cause, recorded_by, reason)
    select m, case when m = any(the_leaving) then (select min(x::text)::uuid from unnest(the_leaving) x) else (select min(x::text)::uuid from unnest(staying) x) end,
      'split', the_account, the_reason from unnest(persons) m;
  return members;
end $$;
revoke execute on function writes_worker(uuid), same_number_elsewhere(uuid[], text), join_persons(uuid, uuid, text, uuid, uuid, text, boolean),
  split_person(uuid[], uuid, text, boolean) from public;
grant execute on function writes_worker(uuid), same_number_elsewhere(uuid[], text), join_persons(uuid, uuid, text, uuid, uuid, text, boolean),
  split_person(uuid[], uuid, text, boolean) to wengang_app, wengang_system;

-- Notes two records as a pair, whatever side sees which of them; a pair that was decided stays decided. Returns the pair's id.
create function note_pair(the_id uuid, a uuid, b uuid, the_kind text, the_score int, the_band text, the_reasons jsonb, the_guards jsonb, the_finder text,
  the_state text, the_how text, the_account uuid) returns uuid language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  found_id uuid;
begin
  if a = b then raise exception 'a record and itself' using errcode = 'check_violation', constraint = 'pair_order'; end if;
  -- a request notes what its own record looks like; it tells two records apart, or joins them by hand, only where both are its own
  if current_setting('role') = 'wengang_app'
    and not (writes_worker(a) and writes_worker(b) or the_how <> 'desk' and (writes_worker(a) or writes_worker(b))) then
    raise exception 'not in the own area' using errcode = 'insufficient_privilege', constraint = 'join_persons_area';
  end if;
  insert into duplicate_pair as p (id, worker_id, other_id, home, other_home, kind, score, band, reasons, guards, found_by, state, decided, decided_by, decided_how)
    select the_id, x.worker_id, y.worker_id, x.home, y.home, the_kind, the_score, the_band, the_reasons, the_guards, the_finder, the_state,
      case when the_state <> 'open' then clock_timestamp() end, the_account, the_how
    from worker_now x, worker_now y where x.worker_id = least(a::text, b::text)::uuid and y.worker_id = greatest(a::text, b::text)::uuid
    on conflict (worker_id, other_id) do update set
      kind = excluded.kind, score = excluded.score, band = excluded.band, reasons = excluded.reasons, guards = excluded.guards,
      state = excluded.state, decided = excluded.decided, decided_by = excluded.decided_by, decided_how = excluded.decided_how, version = p.version + 1
      where p.state = 'open'
    returning id into found_id;
  if found_id is null then
    select p.id into found_id from duplicate_pair p where p.worker_id = least(a::text, b::text)::uuid and p.other_id = greatest(a::text, b::text)::uuid;
  end if;
  return found_id;
end $$;

-- Decides a pair. The one who decides must be able to write both records.
create function decide_pair(the_pair uuid, the_version int, the_state text, the_how text, the_account uuid, the_decision text) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  p duplicate_pair;
begin
  select * into p from duplicate_pair where id = the_pair for update;
  if not found or not (writes_worker(p.worker_id) and writes_worker(p.other_id)) then
    raise exception 'not in the own area' using errcode = 'insufficient_privilege', constraint = 'join_persons_area';
  end if;
  if p.version <> the_version then return false; end if;
  update duplicate_pair set state = the_state, decided = case when the_state = 'open' then null else clock_timestamp() end,
    decided_by = the_account, decided_how = the_how, decision = the_decision, version = version + 1 where id = the_pair;
  return true;
end $$;

-- A pair across areas has been read on one's own side.
create function acknowledge_pair(the_pair uuid) returns void language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update duplicate_pair set
    seen_home = case when writes_worker(worker_id) then coalesce(seen_home, clock_timestamp()) else seen_home end,
    seen_other = case when writes_worker(other_id) then coalesce(seen_other, clock_timestamp()) else seen_other end
  where id = the_pair;
end $$;
revoke execute on function note_pair(uuid, uuid, uuid, text, int, text, jsonb, jsonb, text, text, text, uuid),
  decide_pair(uuid, int, text, text, uuid, text), acknowledge_pair(uuid) from public;
grant execute on function note_pair(uuid, uuid, uuid, text, int, text, jsonb, jsonb, text, text, text, uuid),
  decide_pair(uuid, int, text, text, uuid, text), acknowledge_pair(uuid) to wengang_app, wengang_system;

-- All records of a person, whatever side sees them: ids only, for whoever sees one of them. And what holds them together.
create function person_members(the_person uuid) returns table (worker_id uuid, home text, registered date) language sql stable security definer set search_path = public, pg_temp as $$
  select n.worker_id, n.home, w.registered from worker_now n join worker w on w.id = n.worker_id where n.person_id = the_person order by n.worker_id
$$;
create function person_bonds(the_members uuid[]) returns table (worker_id uuid, other_id uuid) language sql stable security definer set search_path = public, pg_temp as $$
  select p.worker_id, p.other_id from duplicate_pair p where p.state = 'same' and p.worker_id = any(the_members) and p.other_id = any(the_members)
$$;
-- After a split those who left are not those who stayed: their pairs are decided so, and the sweep will not join them again.
create function part_pairs(the_leaving uuid[], the_staying uuid[], the_account uuid, the_decision text) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if exists (select 1 from unnest(the_leaving) m where not writes_worker(m)) then
    raise exception 'not in the own area' using errcode = 'insufficient_privilege', constraint = 'join_persons_area';
  end if;
  update duplicate_pair set state = 'different', decided = clock_timestamp(), decided_by = the_account, decided_how = 'split', decision = the_decision, version = version + 1
  where state <> 'different' and ((worker_id = any(the_leaving) and other_id = any(the_staying)) or (other_id = any(the_leaving) and worker_id = any(the_staying)));
end $$;
revoke execute on function person_members(uuid), person_bonds(uuid[]), part_pairs(uuid[], uuid[], uuid, text) from public;
grant execute on function person_members(uuid), person_bonds(uuid[]), part_pairs(uuid[], uuid[], uuid, text) to wengang_app, wengang_system;
