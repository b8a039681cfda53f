-- How many persons of a run, or of a frozen month, stand in each county of home × county of work, by the month in which they are first counted: what completion of all
-- agreements is summed of. Counting a million members takes seconds, adding up some thousand cells nothing. No fact: made of members that never change, goes with its run.
-- Unlogged as the runs: a crash of the database server may empty it, and it is counted anew.
create unlogged table figure_grid (
  run_id uuid references figure_run (id) on delete cascade,
  freeze_id uuid references month_freeze (id),
  -- of a frozen month: which of its series
  series text collate "C" not null default '',
  -- [[origin, host, figure, on the first day, January, … December], …]
  cells jsonb not null,
  constraint figure_grid_of check ((run_id is null) <> (freeze_id is null))
);
create unique index figure_grid_run on figure_grid (run_id) where run_id is not null;
create unique index figure_grid_freeze on figure_grid (freeze_id, series) where freeze_id is not null;
grant select, insert on figure_grid to wengang_figures;
grant select on figure_grid to wengang_system;
