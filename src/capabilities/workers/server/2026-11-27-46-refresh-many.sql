-- Deriving many workers at once. What a record says follows from its facts as before. New: a record without any current name and link (its opening was taken
-- back) is no record any more and leaves worker_now and worker_gram; what a list opens is derived once instead of being put there empty first; search terms
-- and persons are looked at only where they may have changed.

create or replace function worker_derived(the_ids uuid[], the_day date) returns table (
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
  left join worker_basic b on b.worker_id = w.id and b.worker_id = any(the_ids) and b.superseded = 'infinity'
  left join worker_link l on l.worker_id = w.id and l.worker_id = any(the_ids) and l.superseded = 'infinity'
  left join (
    -- figures.md §3: the home that holds; before the first known home, the first. Beyond the last one the desk of the last one keeps the record.
    select distinct on (x.worker_id) x.worker_id, x.code, x.hukou from home_period x where x.worker_id = any(the_ids) and x.superseded = 'infinity'
    order by x.worker_id, (x.valid_from <= the_day and (x.valid_to is null or x.valid_to >= the_day)) desc,
      (x.valid_from <= the_day) desc,
      case when x.valid_from <= the_day then x.valid_from end desc nulls last, x.valid_from, x.code
  ) h on h.worker_id = w.id
  left join (
    select distinct on (x.worker_id) x.worker_id, x.household_id, x.relation from household_member x
    where x.worker_id = any(the_ids) and x.superseded = 'infinity' and x.valid_from <= the_day and (x.valid_to is null or x.valid_to >= the_day)
    order by x.worker_id, x.valid_from desc, x.id
  ) m on m.worker_id = w.id
  left join (
    select x.worker_id,
      (array_agg(substr(x.kind, 9) order by x.valid_from desc, x.kind) filter (where x.kind like 'poverty%'))[1] as poverty,
      (array_agg(substr(x.kind, 11) order by x.valid_from desc, x.kind) filter (where x.kind like 'monitored%'))[1] as monitored,
      bool_or(x.kind like 'monitored%' and (x.risk_removed is null or x.risk_removed > the_day)) as risk_open,
      (array_agg(substr(x.kind, 12) order by x.valid_from desc, x.kind) filter (where x.kind like 'low_income%'))[1] as low_income,
      bool_or(x.kind = 'relocated') as relocated
    from identity_period x
    where x.worker_id = any(the_ids) and x.superseded = 'infinity' and x.valid_from <= the_day and (x.valid_to is null or x.valid_to >= the_day)
    group by x.worker_id
  ) i on i.worker_id = w.id
  left join worker_condition c on c.worker_id = w.id and c.worker_id = any(the_ids) and c.superseded = 'infinity'
  left join worker_intention n on n.worker_id = w.id and n.worker_id = any(the_ids) and n.superseded = 'infinity'
  left join (select x.worker_id, count(*) as n from worker_skill x where x.worker_id = any(the_ids) and x.superseded = 'infinity' group by 1) s on s.worker_id = w.id
  left join (select x.worker_id, count(*) as n from worker_contact x where x.worker_id = any(the_ids) and x.superseded = 'infinity' group by 1) t on t.worker_id = w.id
  left join (
    select x.worker_id, count(*) as n from consent x
    where x.worker_id = any(the_ids) and x.superseded = 'infinity' and x.given_on <= the_day and (x.withdrawn_on is null or x.withdrawn_on > the_day) group by 1
  ) a on a.worker_id = w.id
  -- a record whose opening was taken back has neither: it is none any more
  where w.id = any(the_ids) and (b.worker_id is not null or l.worker_id is not null)
$$;

-- The derived rows of these records, put where they belong; how many there are, and which of them are new or bear another name or home.
create function put_workers_now(the_ids uuid[], the_day date, out touched int, out renamed uuid[]) language plpgsql volatile security definer
set search_path = public, pg_temp as $$
begin
  with old as (select o.worker_id, o.home, o.name from worker_now o where o.worker_id = any(the_ids)),
  d as (select * from worker_derived(the_ids, the_day)),
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
    returning n.worker_id, n.home, n.name)
  select count(*), array_agg(put.worker_id) filter (where old.worker_id is null or (old.home, old.name) <> (put.home, put.name)) into touched, renamed
    from put left join old on old.worker_id = put.worker_id;
end $$;
-- The parts of a name as name_grams() tells them, as a list: a tenth of its time where thousands of names are taken apart.
create function name_gram_list(the_name text) returns text[] language plpgsql immutable parallel safe as $$
declare
  s text := case when the_name ~ '[·\s.]' then regexp_replace(the_name, '[·\s.]', '', 'g') else the_name end;
  grams text[] := '{}';
begin
  for i in 1 .. length(s) loop
    if i < length(s) then grams := grams || substr(s, i, 2); end if;
    if i > 1 then grams := grams || substr(s, i, 1); end if;
    if i > 1 and i < length(s) - 1 then grams := grams || substr(s, i, 3); end if;
  end loop;
  return grams;
end $$;

-- By difference: a register of a million names is not written anew because somebody moved.
create function put_worker_grams(the_ids uuid[]) returns void language sql volatile security definer set search_path = public, pg_temp as $$
  delete from worker_gram g using (
      select n.worker_id, n.home, name_gram_list(n.name) || b.other_keys as grams
      from worker_now n join worker_basic b on b.worker_id = n.worker_id and b.worker_id = any(the_ids) and b.superseded = 'infinity'
      where n.worker_id = any(the_ids)) x
    where g.worker_id = any(the_ids) and g.worker_id = x.worker_id and (g.home <> x.home or g.gram <> all(x.grams));
  insert into worker_gram (gram, home, worker_id)
    select g.gram, n.home, n.worker_id
    from worker_now n join worker_basic b on b.worker_id = n.worker_id and b.worker_id = any(the_ids) and b.superseded = 'infinity',
      lateral unnest(name_gram_list(n.name) || b.other_keys) g (gram)
    where n.worker_id = any(the_ids)
    on conflict do nothing;
$$;

-- For many: one pass over each table of facts, whatever the planner thinks of tables that were empty a minute ago (it walked a whole index for every record).
create function put_many_workers_now(the_ids uuid[], the_day date) returns int language plpgsql volatile security definer
set search_path = public, pg_temp set plan_cache_mode = force_custom_plan set enable_nestloop = off as $$
declare
  p record;
begin
  select * into p from put_workers_now(the_ids, the_day);
  if p.renamed is not null then perform put_worker_grams(p.renamed); end if;
  return p.touched;
end $$;
revoke execute on function put_workers_now(uuid[], date), put_many_workers_now(uuid[], date), put_worker_grams(uuid[]) from public;

create or replace function refresh_workers(the_ids uuid[], the_day date) returns int language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  touched int;
  -- records whose search terms may differ: new ones, and those of another name or home
  renamed uuid[];
  gone uuid[];
begin
  -- in one order, so that two writers wait for each other instead of for ever
  perform 1 from worker_now where worker_id = any(the_ids) order by worker_id for update;
  if cardinality(the_ids) > 20 then
    touched := put_many_workers_now(the_ids, the_day);
  else
    select p.touched, p.renamed into touched, renamed from put_workers_now(the_ids, the_day) p;
    if renamed is not null then perform put_worker_grams(renamed); end if;
  end if;
  if touched < cardinality(the_ids) then
    gone := array(select i.id from unnest(the_ids) i (id)
      where not exists (select from worker_basic b where b.worker_id = i.id and b.superseded = 'infinity')
        and not exists (select from worker_link l where l.worker_id = i.id and l.superseded = 'infinity'));
    delete from worker_gram g where g.worker_id = any(gone);
    delete from worker_now n where n.worker_id = any(gone);
  end if;
  -- one record that stands alone, and did before, has nobody to be settled with
  perform settle_persons(array(select distinct n.person_id from worker_now n where n.worker_id = any(the_ids)
    and (n.records <> 1 or n.shadowed or exists (select from worker_now m where m.person_id = n.person_id and m.worker_id <> n.worker_id))));
  update duplicate_pair p set home = n.home from worker_now n where p.worker_id = n.worker_id and n.worker_id = any(the_ids) and p.home <> n.home;
  update duplicate_pair p set other_home = n.home from worker_now n where p.other_id = n.worker_id and n.worker_id = any(the_ids) and p.other_home <> n.home;
  return touched;
end $$;

-- A list that opens thousands of records derives them in the same transaction (refresh_workers) and needs no empty rows before: whoever writes it says so.
create or replace function worker_opened() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if current_setting('app.opens_many', true) = 'yes' then return null; end if;
  insert into worker_now (worker_id, person_id, home) values (new.id, new.id, new.area);
  return null;
end $$;
