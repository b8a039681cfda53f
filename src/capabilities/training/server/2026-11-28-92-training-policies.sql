-- The page of a class asks 120 lessons and 60 trainees: a plpgsql function for each row, each with settings to read anew, was most of its time. The same conditions
-- written into the policies: settings are read once a statement, and a class or a person is one look into an index. Rights are as before
-- (training.scope.live.test.ts, training.enrolmentScope.live.test.ts).
create or replace procedure protect_by_class(the_table regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', the_table);
  execute format('create policy seen on %1$s for select to wengang_app using (exists (select 1 from training_class_fact seen_class
    where seen_class.class_id = %1$s.class_id and seen_class.superseded = ''infinity''))', the_table);
  execute format('create policy entered on %s for insert to wengang_app with check (class_written(class_id))', the_table);
  execute format('create policy changed on %s for update to wengang_app using (class_written(class_id)) with check (class_written(class_id))', the_table);
  execute format('create policy system_all on %s to wengang_system using (true) with check (true)', the_table);
  execute format('create policy figures_all on %s for select to wengang_figures using (true)', the_table);
end $$;
-- Whose an enrolment is (sees_enrolment): one's own; of a home here; of whoever sees both the person and the class.
create function seen_enrolment_text(the_table regclass) returns text language sql immutable as $$
  select format($p$
    'worker:' || %1$s.worker_id = any ((select app_list('app.keys'))::text[])
    or exists (select 1 from worker_now home_here where home_here.worker_id = %1$s.worker_id and (
      (home_here.home >= (select app_setting('app.home_from')) and home_here.home <= (select app_setting('app.home_to')))
      or exists (select 1 from unnest((select app_list('app.area_from')), (select app_list('app.area_to'))) r(f, t) where home_here.home >= r.f and home_here.home <= r.t)))
    or (exists (select 1 from training_class_fact seen_class where seen_class.class_id = %1$s.class_id and seen_class.superseded = 'infinity')
      and exists (select 1 from worker_now seen_worker where seen_worker.worker_id = %1$s.worker_id))$p$, the_table)
$$;
-- The same for writing (writes_enrolment): areas that are only looked at do not count.
create function written_enrolment_text(the_table regclass) returns text language sql immutable as $$
  select format($p$
    'worker:' || %1$s.worker_id = any ((select app_list('app.keys'))::text[])
    or exists (select 1 from worker_now home_here where home_here.worker_id = %1$s.worker_id
      and exists (select 1 from unnest((select app_list('app.own_from')), (select app_list('app.own_to'))) r(f, t) where home_here.home >= r.f and home_here.home <= r.t))
    or (exists (select 1 from training_class_fact own_class where own_class.class_id = %1$s.class_id and own_class.superseded = 'infinity'
        and (own_class.school_id = any ((select my_organisations())::uuid[]) or own_class.employer_id = any ((select my_organisations())::uuid[])
          or class_in_reach(true, own_class.place, own_class.origin_code, own_class.host_code, own_class.school_id, own_class.employer_id)))
      and exists (select 1 from worker_now seen_worker where seen_worker.worker_id = %1$s.worker_id))$p$, the_table)
$$;
create or replace procedure protect_enrolment(the_table regclass) language plpgsql as $$
declare
  written text := written_enrolment_text(the_table);
begin
  execute format('alter table %s enable row level security', the_table);
  execute format('create policy seen on %s for select to wengang_app using (%s)', the_table, seen_enrolment_text(the_table));
  execute format('create policy entered on %s for insert to wengang_app with check (%s)', the_table, written);
  execute format('create policy changed on %s for update to wengang_app using (%s) with check (%s)', the_table, written, written);
  execute format('create policy system_all on %s to wengang_system using (true) with check (true)', the_table);
  execute format('create policy figures_all on %s for select to wengang_figures using (true)', the_table);
end $$;
do $$
declare
  t record;
  written text;
begin
  for t in select c.oid::regclass as tab, pg_get_expr(p.polqual, p.polrelid) as qual from pg_policy p join pg_class c on c.oid = p.polrelid
    where p.polname = 'seen' and pg_get_expr(p.polqual, p.polrelid) in ('class_seen(class_id)', 'sees_enrolment(class_id, worker_id)') loop
    execute format('drop policy seen on %s', t.tab);
    if t.qual like 'class%' then
      execute format('create policy seen on %1$s for select to wengang_app using (exists (select 1 from training_class_fact seen_class
        where seen_class.class_id = %1$s.class_id and seen_class.superseded = ''infinity''))', t.tab);
    else
      execute format('create policy seen on %s for select to wengang_app using (%s)', t.tab, seen_enrolment_text(t.tab));
    end if;
  end loop;
  for t in select c.oid::regclass as tab from pg_policy p join pg_class c on c.oid = p.polrelid
    where p.polname = 'entered' and pg_get_expr(p.polwithcheck, p.polrelid) = 'writes_enrolment(class_id, worker_id)' loop
    written := written_enrolment_text(t.tab);
    execute format('drop policy entered on %s', t.tab);
    execute format('create policy entered on %s for insert to wengang_app with check (%s)', t.tab, written);
    if exists (select from pg_policy p where p.polrelid = t.tab and p.polname = 'changed') then
      execute format('drop policy changed on %s', t.tab);
      execute format('create policy changed on %s for update to wengang_app using (%s) with check (%s)', t.tab, written, written);
    end if;
  end loop;
end $$;
