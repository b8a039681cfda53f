-- Stability criteria as a province has them (docs/figures.md §4): versioned data. Those that come with the program are code (rulesCriteriaShipped.ts); a row of
-- the same key stands in their place for its province. A version is written once and never changed.
create table stability_criterion (
  -- 12 digits; '': for all provinces
  province text collate "C" not null constraint stability_criterion_province check (province = '' or province ~ '^[1-9][0-9]0{10}$'),
  key text collate "C" not null constraint stability_criterion_key check (key ~ '^[a-z][A-Za-z0-9]{1,39}$'),
  version int not null constraint stability_criterion_from_one check (version >= 1),
  -- as rulesCriteria.ts reads it, its id and version those of the row
  definition jsonb not null,
  reason text not null,
  recorded_by uuid,
  recorded timestamptz not null default clock_timestamp(),
  constraint stability_criterion_version primary key (province, key, version)
);
alter table stability_criterion enable row level security;
create policy seen on stability_criterion for select to wengang_app using (true);
create policy entered on stability_criterion for insert to wengang_app with check (province <> '' and exists (
  select 1 from unnest((select app_list('app.own_from')), (select app_list('app.own_to'))) r(f, t)
  where province >= r.f and substr(province, 1, 2) || '9999999999' <= r.t));
create policy system_all on stability_criterion to wengang_system using (true) with check (true);
create policy figures_all on stability_criterion for select to wengang_figures using (true);
grant select, insert on stability_criterion to wengang_app;
grant select, insert on stability_criterion to wengang_system;
grant select on stability_criterion to wengang_figures;
