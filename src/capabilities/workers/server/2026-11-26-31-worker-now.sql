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

-- What later capabilities noted of a record; worker_now shows it, together with what they noted of the person's other records in the county.
create table worker_noted (
  worker_id uuid primary key references worker (id),
  working text not null default 'unknown' constraint worker_noted_working check (working in ('working', 'not_working', 'unknown')),
  work_place text collate "C" not null default '',
  work_org uuid,
  work_since date,
  verified_until date,
  verified_class smallint constraint worker_noted_class check (verified_class between 1 and 6),
  certificates smallint not null default 0,
  in_class boolean not null default false
);
grant select, insert, update, delete on worker_noted to wengang_system;
alter table worker_noted enable row level security;
create policy worker_noted_system on worker_noted to wengang_system using (true) with check (true);

-- All records of the persons these workers belong to.
create function person_records(the_ids uuid[]) returns uuid[] language sql stable as $$
  select coalesce(array_agg(distinct x.id), '{}') from (
    select unnest(the_ids) as id
    union all
    select m.worker_id from worker_link l join worker_link m on m.person_id = l.person_id and m.superseded = 'infinity'
    where l.worker_id = any(the_ids) and l.superseded = 'infinity') x
$$;

-- What worker_now says of these workers and of the other records of their persons. In the lists of a county one record of a person stands for the others:
-- the first that was opened there (one that was opened elsewhere and moved in does not hide what the county itself has on record, however old it is). Name,
-- number and household are its own; what it does not know itself, another record in the county may, so that nobody is missed who is 脱贫 on the paper of one office only.
create function worker_standing(the_ids uuid[], the_day date) returns table (
  worker_id uuid, person_id uuid, records smallint, shadowed boolean, home text, home_known boolean, hukou text, name text, pinyin text, initials text,
  fuzzy text, document_kind text, has_number boolean, birthday date, sex text, ethnic text, died_on date, household_id uuid, relation text,
  poverty text, monitored text, risk_open boolean, low_income text, relocated boolean, education text, school_stage text, ability text, health text[],
  willing text, skills smallint, has_phone boolean, consented boolean
) language sql stable as $$
  with r as (
    select d.*, substr(d.home, 1, 6) as county, count(*) over (partition by d.person_id)::smallint as records,
      row_number() over (partition by d.person_id, substr(d.home, 1, 6) order by substr(w.area, 1, 6) <> substr(d.home, 1, 6), d.worker_id) as place
    from worker_derived(person_records(the_ids), the_day) d join worker w on w.id = d.worker_id),
  -- the first record of the county that knows
  g as (
    select person_id, county,
      (array_agg(hukou order by place) filter (where hukou <> 'unknown'))[1] as hukou,
      (array_agg(birthday order by place) filter (where birthday is not null))[1] as birthday,
      (array_agg(sex order by place) filter (where sex <> '9'))[1] as sex,
      (array_agg(ethnic order by place) filter (where ethnic <> ''))[1] as ethnic,
      min(died_on) as died_on,
      (array_agg(poverty order by place) filter (where poverty <> ''))[1] as poverty,
      (array_agg(monitored order by place) filter (where monitored <> ''))[1] as monitored,
      bool_or(risk_open) as risk_open,
      (array_agg(low_income order by place) filter (where low_income <> ''))[1] as low_income,
      bool_or(relocated) as relocated,
      (array_agg(education order by place) filter (where education || school_stage <> ''))[1] as education,
      (array_agg(school_stage order by place) filter (where education || school_stage <> ''))[1] as school_stage,
      (array_agg(ability order by place) filter (where ability <> ''))[1] as ability,
      (array_agg(to_jsonb(health) order by place) filter (where health <> '{}'))[1] as health,
      (array_agg(willing order by place) filter (where willing <> ''))[1] as willing,
      max(skills) as skills, bool_or(has_phone) as has_phone, bool_or(consented) as consented
    from r group by person_id, county having count(*) > 1)
  select r.worker_id, r.person_id, r.records, r.place > 1, r.home, r.home_known, coalesce(g.hukou, r.hukou), r.name, r.pinyin, r.initials, r.fuzzy,
    r.document_kind, r.has_number, coalesce(g.birthday, r.birthday), coalesce(g.sex, r.sex), coalesce(g.ethnic, r.ethnic),
    coalesce(g.died_on, r.died_on), r.household_id, r.relation, coalesce(g.poverty, r.poverty),
    coalesce(g.monitored, r.monitored), coalesce(g.risk_open, r.risk_open), coalesce(g.low_income, r.low_income), coalesce(g.relocated, r.relocated),
    coalesce(g.education, r.education), coalesce(g.school_stage, r.school_stage), coalesce(g.ability, r.ability),
    case when g.health is null then r.health else array(select jsonb_array_elements_text(g.health)) end,
    coalesce(g.willing, r.willing), coalesce(g.skills, r.skills), coalesce(g.has_phone, r.has_phone), coalesce(g.consented, r.consented)
  from r left join g on r.place = 1 and g.person_id = r.person_id and g.county = r.county
$$;

-- The same for what was noted: of the record that stands, the record at work speaks; by worker_now's own word on who stands.
create function worker_noted_standing(the_ids uuid[]) returns table (
  worker_id uuid, working text, work_place text, work_org uuid, work_since date, verified_until date, verified_class smallint, certificates smallint,
  in_class boolean
) language sql stable as $$
  with r as (
    select n.worker_id, n.person_id, substr(n.home, 1, 6) as county, n.shadowed, coalesce(o.working, 'unknown') as working,
      coalesce(o.work_place, '') as work_place, o.work_org, o.work_since, o.verified_until, o.verified_class, coalesce(o.certificates, 0::smallint) as certificates,
      coalesce(o.in_class, false) as in_class
    from worker_now n left join worker_noted o on o.worker_id = n.worker_id where n.worker_id = any(person_records(the_ids))),
  g as (
    select distinct on (person_id, county) person_id, county, working, work_place, work_org, work_since, verified_until, verified_class,
      max(certificates) over p as certificates, bool_or(in_class) over p as in_class
    from r window p as (partition by person_id, county)
    order by person_id, county, working = 'working' desc, working = 'not_working' desc, shadowed, worker_id)
  select r.worker_id, x.working, x.work_place, x.work_org, x.work_since, x.verified_until, x.verified_class, x.certificates, x.in_class
  from r join g on g.person_id = r.person_id and g.county = r.county, lateral (
    select g.working, g.work_place, g.work_org, g.work_since, g.verified_until, g.verified_class, g.certificates, g.in_class where not r.shadowed
    union all
    select r.working, r.work_place, r.work_org, r.work_since, r.verified_until, r.verified_class, r.certificates, r.in_class where r.shadowed) x
$$;

create function refresh_noted(the_ids uuid[]) returns void language sql volatile as $$
  update worker_now n set working = d.working, work_place = d.work_place, work_org = d.work_org, work_since = d.work_since,
    verified_until = d.verified_until, verified_class = d.verified_class, certificates = d.certificates, in_class = d.in_class, changed = clock_timestamp()
  from worker_noted_standing(the_ids) d
  where n.worker_id = d.worker_id
    and (n.working, n.work_place, n.work_org, n.work_since, n.verified_until, n.verified_class, n.certificates, n.in_class)
      is distinct from (d.working, d.work_place, d.work_org, d.work_since, d.verified_until, d.verified_class, d.certificates, d.in_class)
$$;

-- Brings worker_now and worker_gram to what the facts say on the day, and what the other records of these persons show with them. Anybody may call it: it
-- can only write what is so. `said`: something was said of these workers, so that the sweep looks at them again; not where only persons were joined. After links have changed it is called with everybody who was, or now is, one person with another.
create function refresh_workers(the_ids uuid[], the_day date, said boolean default true) returns int language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  touched int;
begin
  -- in one order, so that two writers wait for each other instead of for ever
  perform 1 from worker_now where worker_id = any(person_records(the_ids)) order by worker_id for update;
  with d as materialized (select * from worker_standing(the_ids, the_day)),
  put as (
    insert into worker_now as n (worker_id, person_id, records, shadowed, home, home_known, hukou, name, pinyin, initials, fuzzy, document_kind,
      has_number, birthday, sex, ethnic, died_on, household_id, relation, poverty, monitored, risk_open, low_income, relocated, education, school_stage,
      ability, health, willing, skills, has_phone, consented)
    select d.* from d where d.worker_id = any(the_ids)
    on conflict (worker_id) do update set person_id = excluded.person_id, records = excluded.records, shadowed = excluded.shadowed, home = excluded.home,
      home_known = excluded.home_known, hukou = excluded.hukou, name = excluded.name, pinyin = excluded.pinyin, initials = excluded.initials,
      fuzzy = excluded.fuzzy, document_kind = excluded.document_kind, has_number = excluded.has_number, birthday = excluded.birthday, sex = excluded.sex,
      ethnic = excluded.ethnic, died_on = excluded.died_on, household_id = excluded.household_id, relation = excluded.relation, poverty = excluded.poverty,
      monitored = excluded.monitored, risk_open = excluded.risk_open, low_income = excluded.low_income, relocated = excluded.relocated,
      education = excluded.education, school_stage = excluded.school_stage, ability = excluded.ability, health = excluded.health,
      willing = excluded.willing, skills = excluded.skills, has_phone = excluded.has_phone, consented = excluded.consented, changed = clock_timestamp(),
      described = case when said then clock_timestamp() else n.described end
    returning 1),
  others as (
    update worker_now n set records = d.records, shadowed = d.shadowed, hukou = d.hukou, birthday = d.birthday, sex = d.sex, ethnic = d.ethnic,
      died_on = d.died_on, poverty = d.poverty, monitored = d.monitored, risk_open = d.risk_open,
      low_income = d.low_income, relocated = d.relocated, education = d.education, school_stage = d.school_stage, ability = d.ability, health = d.health,
      willing = d.willing, skills = d.skills, has_phone = d.has_phone, consented = d.consented, changed = clock_timestamp()
    from d where n.worker_id = d.worker_id and d.worker_id <> all(the_ids)
      and (n.records, n.shadowed, n.hukou, n.birthday, n.sex, n.ethnic, n.died_on, n.poverty, n.monitored, n.risk_open,
        n.low_income, n.relocated, n.education, n.school_stage, n.ability, n.health, n.willing, n.skills, n.has_phone, n.consented)
      is distinct from (d.records, d.shadowed, d.hukou, d.birthday, d.sex, d.ethnic, d.died_on, d.poverty, d.monitored,
        d.risk_open, d.low_income, d.relocated, d.education, d.school_stage, d.ability, d.health, d.willing, d.skills, d.has_phone, d.consented))
  select count(*) into touched from put;
  perform refresh_noted(the_ids);
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
revoke execute on function refresh_workers(uuid[], date, boolean), worker_derived(uuid[], date), person_records(uuid[]), worker_standing(uuid[], date),
  worker_noted_standing(uuid[]), refresh_noted(uuid[]) from public;
grant execute on function refresh_workers(uuid[], date, boolean) to wengang_app, wengang_system;
grant execute on function worker_derived(uuid[], date), person_records(uuid[]), worker_standing(uuid[], date), worker_noted_standing(uuid[]) to wengang_system;

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
  perform 1 from worker_now where worker_id = any(person_records(array[the_worker])) order by worker_id for update;
  insert into worker_noted (worker_id) values (the_worker) on conflict do nothing;
  update worker_noted n set
    working = coalesce(the_state ->> 'working', n.working),
    work_place = case when the_state ? 'workPlace' then coalesce(the_state ->> 'workPlace', '') else n.work_place end,
    work_org = case when the_state ? 'workOrg' then (the_state ->> 'workOrg')::uuid else n.work_org end,
    work_since = case when the_state ? 'workSince' then (the_state ->> 'workSince')::date else n.work_since end,
    verified_until = case when the_state ? 'verifiedUntil' then (the_state ->> 'verifiedUntil')::date else n.verified_until end,
    verified_class = case when the_state ? 'verifiedClass' then (the_state ->> 'verifiedClass')::smallint else n.verified_class end,
    certificates = coalesce((the_state ->> 'certificates')::smallint, n.certificates),
    in_class = coalesce((the_state ->> 'inClass')::boolean, n.in_class)
  where n.worker_id = the_worker;
  perform refresh_noted(array[the_worker]);
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
