-- A province goes back to the criterion as it is shipped: a version of its own that retires what it had, written once like every other. Nothing is defined by it.
alter table stability_criterion
  add column retired boolean not null default false,
  alter column definition drop not null,
  add constraint stability_criterion_retired check (retired = (definition is null));
