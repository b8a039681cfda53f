-- What the engine has computed: one run for each figure, period, class and instant, and everybody it counts with their value of every dimension. All that is told
-- of a figure (the number, any split, the list) is a question to these rows. No fact: a run can be computed anew at any time from the facts known at its instant.
-- The role of figures reads all facts and writes these two tables and nothing else.
create table figure_run (
  id uuid primary key,
  -- what is computed (I01, I06, I07, I08); 其中 are read of it
  figure text not null,
  version smallint not null,
  from_day date not null,
  to_day date not null,
  as_of date not null,
  class smallint not null constraint figure_run_class check (class between 1 and 6),
  -- of retention
  form text not null default '' constraint figure_run_form check (form in ('', 'province', 'enterprise', 'post')),
  known_at timestamptz not null,
  members int not null,
  started timestamptz not null,
  finished timestamptz not null default clock_timestamp(),
  constraint figure_run_days check (from_day <= to_day and to_day <= as_of)
);
create index figure_run_asked on figure_run (figure, from_day, to_day, as_of, class, form, known_at desc);

create table figure_member (
  run_id uuid not null references figure_run (id) on delete cascade,
  -- the person: the smallest worker id of the set at the run's instant
  worker_id uuid not null references worker (id),
  -- t*, D of a stock, σ of retention
  on_day date not null,
  -- whose attributes are read
  spell_id uuid not null,
  origin text collate "C" not null,
  host text collate "C" not null,
  "where" text not null,
  people text not null,
  monitored text not null,
  relocated text not null,
  sex text not null,
  age text not null,
  channel text not null,
  programme text not null,
  industry text not null,
  occupation text not null,
  evidence text not null,
  pairing text not null,
  -- of retention, by window: a class 1 … 6 is a yes, 7 no, 8 unverified, 0 not yet due, -1 not applicable
  answers smallint[] not null default '{}',
  primary key (run_id, worker_id)
);
create index figure_member_origin on figure_member (run_id, origin);
create index figure_member_host on figure_member (run_id, host);
create index figure_member_worker on figure_member (worker_id);

alter table figure_run enable row level security;
alter table figure_member enable row level security;
create policy system_all on figure_run to wengang_system using (true) with check (true);
create policy system_all on figure_member to wengang_system using (true) with check (true);
create policy figures_all on figure_run to wengang_figures using (true) with check (true);
create policy figures_all on figure_member to wengang_figures using (true) with check (true);
grant select, insert, delete on figure_run, figure_member to wengang_figures;
grant update (members, finished) on figure_run to wengang_figures;
grant select, delete on figure_run, figure_member to wengang_system;
