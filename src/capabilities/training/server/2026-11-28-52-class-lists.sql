-- Lists of classes at a province's size. The policy of a class first compares what most accounts have (one home area, their own organisations) and asks the
-- function only where that does not answer: written as one call it was a plpgsql function for every row of every list.
create function my_organisations() returns uuid[] language sql stable parallel safe as $$
  select coalesce(array_agg(substr(k, 5)::uuid), '{}') from unnest(app_list('app.keys')) k where k like 'org:%'
$$;
drop policy seen on training_class_fact;
create policy seen on training_class_fact for select to wengang_app using (
  (place >= (select app_setting('app.home_from')) and place <= (select app_setting('app.home_to')))
  or (origin_code >= (select app_setting('app.home_from')) and origin_code <= (select app_setting('app.home_to')))
  or (host_code >= (select app_setting('app.home_from')) and host_code <= (select app_setting('app.home_to')))
  or school_id = any ((select my_organisations())::uuid[]) or employer_id = any ((select my_organisations())::uuid[])
  or class_in_reach(false, place, origin_code, host_code, school_id, employer_id)
);

-- Which states classes entered when, for lists that start from classes the reader may see: the view belongs to the owner of the table, so that the class is
-- not asked for again for each of its steps. It tells no reason and nobody's name.
create view class_steps as select class_id, state, on_day, recorded, superseded from training_class_step;
grant select on class_steps to wengang_app, wengang_system, wengang_figures;
