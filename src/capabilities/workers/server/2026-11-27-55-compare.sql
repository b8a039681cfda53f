-- 三份名单: somebody's own sheet against the register — only in the sheet, only in the register, in both. Kept for its owner alone, for a month.
create table comparison (
  id uuid primary key,
  file_id uuid not null references file (id),
  -- what of the register was asked for: WorkerFilters
  filters jsonb not null,
  state text not null default 'running' constraint comparison_state check (state in ('running', 'done', 'failed')),
  -- {lines, both, mine, yours}
  counts jsonb not null default '{}',
  -- {code, text} where the sheet could not be read
  problem jsonb,
  job_id uuid,
  created timestamptz not null default clock_timestamp(),
  created_by uuid not null
);
create index comparison_mine on comparison (created_by, created desc);
create index comparison_file on comparison (file_id);
alter table comparison enable row level security;
create policy own on comparison to wengang_app using (created_by::text = (select app_setting('app.account')))
  with check (created_by::text = (select app_setting('app.account')));
create policy system_all on comparison to wengang_system using (true) with check (true);
grant select, insert, update on comparison to wengang_app;
grant select, update, delete on comparison to wengang_system;

create table comparison_row (
  -- for the rotation of keys
  id uuid not null default gen_random_uuid() unique,
  comparison_id uuid not null references comparison (id) on delete cascade,
  seq int not null,
  tab text not null constraint comparison_tab check (tab in ('mine', 'yours', 'both')),
  -- whom it is about, where the register knows; read again under the reader's rights
  found_id uuid,
  -- {shown, note}: the line as it may be shown, numbers masked, and why
  told_sealed bytea not null,
  primary key (comparison_id, seq)
);
create index comparison_row_tab on comparison_row (comparison_id, tab, seq);
alter table comparison_row enable row level security;
create policy own on comparison_row to wengang_app using (exists (select 1 from comparison c where c.id = comparison_id))
  with check (exists (select 1 from comparison c where c.id = comparison_id));
create policy system_all on comparison_row to wengang_system using (true) with check (true);
grant select, insert, delete on comparison_row to wengang_app;
grant select, update, delete on comparison_row to wengang_system;
