-- Deriving many workers at once, for less. `plan_cache_mode = force_custom_plan` reached into the checks of foreign keys as well: each of them was planned anew,
-- five for every new worker, half of what deriving one cost. Now the one statement that needs a plan for these very ids is run as a text (EXECUTE plans it each
-- time), and everything else goes by kept plans. Search terms are compared only of who had some; homes of pairs are written only where a home moved.

drop function put_many_workers_now(uuid[], date);
drop function put_workers_now(uuid[], date);

do $make$
declare
  -- the derived rows of these records ($1) on a day ($2), put where they belong
  put text := $put$
  with old as (select o.worker_id, o.home, o.name from worker_now o where o.worker_id = any($1)),
  d as (select * from worker_derived($1, $2)),
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
  select count(*), array_agg(put.worker_id) filter (where old.worker_id is null), array_agg(put.worker_id) filter (where (old.home, old.name) <> (put.home, put.name)),
      array_agg(put.worker_id) filter (where old.home <> put.home)
    $put$;
  from_put text := $put$ from put left join old on old.worker_id = put.worker_id$put$;
begin
  execute format($f$
    -- How many there are; which of them are new, which bear another name or home, which moved.
    create function put_workers_now(the_ids uuid[], the_day date, out touched int, out fresh uuid[], out renamed uuid[], out moved uuid[])
    language plpgsql volatile security definer set search_path = public, pg_temp as $b$
    begin
      %s into touched, fresh, renamed, moved %s;
    end $b$ $f$, put, from_put);
  execute format($f$
    -- For many: one pass over each table of facts, whatever the planner thinks of tables that were empty a minute ago.
    create function put_many_workers_now(the_ids uuid[], the_day date, out touched int, out fresh uuid[], out renamed uuid[], out moved uuid[])
    language plpgsql volatile security definer set search_path = public, pg_temp set enable_nestloop = off as $b$
    begin
      execute %L into touched, fresh, renamed, moved using the_ids, the_day;
    end $b$ $f$, put || from_put);
end $make$;

-- Of records that had none before: nothing to compare with. In the order of the index; planned for the tables as they are by now.
create function put_fresh_grams(the_ids uuid[]) returns void language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  execute $q$insert into worker_gram (gram, home, worker_id)
    select distinct g.gram, n.home, n.worker_id
    from unnest($1) i (id)
      join worker_now n on n.worker_id = i.id
      join worker_basic b on b.worker_id = i.id and b.superseded = 'infinity',
      lateral unnest(name_gram_list(n.name) || b.other_keys) g (gram)
    order by 1, 2, 3
    on conflict do nothing$q$ using the_ids;
end $$;
revoke execute on function put_workers_now(uuid[], date), put_many_workers_now(uuid[], date), put_fresh_grams(uuid[]) from public;

create or replace function refresh_workers(the_ids uuid[], the_day date) returns int language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  touched int;
  fresh uuid[];
  -- records whose search terms may differ
  renamed uuid[];
  moved uuid[];
  gone uuid[];
begin
  -- in one order, so that two writers wait for each other instead of for ever
  perform 1 from worker_now where worker_id = any(the_ids) order by worker_id for update;
  if cardinality(the_ids) > 20 then
    select p.* into touched, fresh, renamed, moved from put_many_workers_now(the_ids, the_day) p;
  else
    select p.* into touched, fresh, renamed, moved from put_workers_now(the_ids, the_day) p;
  end if;
  if fresh is not null then perform put_fresh_grams(fresh); end if;
  if renamed is not null then perform put_worker_grams(renamed); end if;
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
  if moved is not null then
    update duplicate_pair p set home = n.home from worker_now n where p.worker_id = n.worker_id and n.worker_id = any(moved) and p.home <> n.home;
    update duplicate_pair p set other_home = n.home from worker_now n where p.other_id = n.worker_id and n.worker_id = any(moved) and p.other_home <> n.home;
  end if;
  return touched;
end $$;
