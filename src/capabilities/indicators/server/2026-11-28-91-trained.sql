-- I09: of whoever was trained also the class they stand under. What was computed before has none, and can be computed anew.
alter table figure_member add column mode text not null default '', add column "order" text not null default '', add column school text not null default '',
  add column employer text not null default '';
-- 期 and 人次 beside the persons of a run of I09, and how far each trainee came: one row a class, one row a trainee and class. No facts; gone with their run.
create unlogged table figure_class (
  run_id uuid not null references figure_run (id) on delete cascade,
  class_id uuid not null,
  -- null: asked about by its id, not opened
  opened_on date,
  seats int not null,
  -- yuan, lines of the budget as planned
  budget numeric not null,
  origin text collate "C" not null,
  host text collate "C" not null,
  programme text not null,
  mode text not null,
  "order" text not null,
  school text not null,
  employer text not null,
  pairing text not null,
  primary key (run_id, class_id)
);
create unlogged table figure_trained (
  run_id uuid not null references figure_run (id) on delete cascade,
  class_id uuid not null,
  -- the person: the smallest worker id of the set at the run's instant
  worker_id uuid not null,
  -- the day on which they are read: the first attended lesson, else the day they were enrolled
  on_day date not null,
  enrolled_on date,
  attended_on date,
  finished_on date,
  -- 训后就业 by evidence of class ≤ 5 and ≤ 6
  employed_on date,
  reported_on date,
  stable3_on date,
  stable6_on date,
  origin text collate "C" not null,
  host text collate "C" not null,
  "where" text not null,
  people text not null,
  monitored text not null,
  relocated text not null,
  sex text not null,
  age text not null,
  programme text not null,
  mode text not null,
  "order" text not null,
  school text not null,
  employer text not null,
  pairing text not null,
  primary key (run_id, class_id, worker_id)
);
alter table figure_class enable row level security;
alter table figure_trained enable row level security;
create policy system_all on figure_class to wengang_system using (true) with check (true);
create policy system_all on figure_trained to wengang_system using (true) with check (true);
create policy figures_all on figure_class to wengang_figures using (true) with check (true);
create policy figures_all on figure_trained to wengang_figures using (true) with check (true);
grant select, insert, delete on figure_class, figure_trained to wengang_figures;
grant select, delete on figure_class, figure_trained to wengang_system;
