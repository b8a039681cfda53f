-- 批次: one file somebody handed in, from the moment it is read to the moment it is written or taken back. The rows themselves stay in the stored file;
-- here stands what became of them. Facts say `<batch>#<sheet>!<row>` in their source_ref, so a batch can be undone without a ledger of its own.
create sequence roster_batch_number;
grant usage on sequence roster_batch_number to wengang_app, wengang_system;

create table roster_batch (
  id uuid primary key,
  -- counts through the installation; shown as 批次 <number>
  number bigint not null default nextval('roster_batch_number') unique,
  file_id uuid not null references file (id),
  file_hash text not null,
  -- 12 digits: whose list it is; new records without a home of their own open here
  area text collate "C" not null constraint roster_batch_area check (area ~ '^\d{12}$'),
  -- the organisation that handed it in, where one did
  organisation_id uuid,
  -- what the file is, by its bytes: Format of rulesBook.ts; '' until it is read
  format text not null default '',
  -- a file by the same hash, area and organisation is handed in once; the same one again says the same day
  handed_in date not null,
  -- last day of the period the list states, else the day it was handed in (docs/figures.md §2)
  observed_on date not null,
  observed_said boolean not null default false,
  state text not null constraint roster_batch_state check (state in ('reading', 'asks', 'judged', 'writing', 'written', 'undoing', 'undone', 'failed', 'cancelled')),
  -- BatchSheet[] of contractShapes.ts: sheets, tables, mapping. Headers and shapes only, sample values sealed apart
  sheets jsonb not null default '[]',
  samples_sealed bytea,
  -- BatchCounts of contractShapes.ts
  counts jsonb not null default '{}',
  -- what was found about the file as a whole: Finding[]
  report jsonb not null default '[]',
  -- {code, text} where it cannot go on
  problem jsonb,
  -- how far writing or undoing is, so that it goes on without a row lost or doubled: {sheet, row, side, auditId …}
  reached jsonb,
  -- the job that works on it now or did last
  job_id uuid,
  -- the rows that did not go in, back in the same template
  seconds numeric,
  version int not null default 1,
  created timestamptz not null default clock_timestamp(),
  created_by uuid,
  written timestamptz,
  undone timestamptz,
  undone_by uuid
);
create index roster_batch_list on roster_batch (area, created desc, id desc);
create index roster_batch_mine on roster_batch (created_by, created desc, id desc);
create index roster_batch_file on roster_batch (file_id);
create index roster_batch_hash on roster_batch (file_hash);
alter table roster_batch enable row level security;
-- a batch is seen from the areas that hold its area, and by whoever handed it in
create policy seen on roster_batch for select to wengang_app using (
  created_by::text = (select app_setting('app.account'))
  or (area >= (select app_setting('app.home_from')) and area <= (select app_setting('app.home_to')))
  or ((select app_list('app.area_from')) <> '{}' and exists (
    select 1 from unnest((select app_list('app.area_from')), (select app_list('app.area_to'))) r(f, t) where area >= r.f and area <= r.t)));
create policy entered on roster_batch for insert to wengang_app with check (created_by::text = (select app_setting('app.account')));
create policy changed on roster_batch for update to wengang_app using (
  created_by::text = (select app_setting('app.account'))
  or exists (select 1 from unnest((select app_list('app.own_from')), (select app_list('app.own_to'))) r(f, t) where area >= r.f and area <= r.t));
create policy system_all on roster_batch to wengang_system using (true) with check (true);
create policy figures_all on roster_batch for select to wengang_figures using (true);
grant select, insert, update on roster_batch to wengang_app, wengang_system;
grant select on roster_batch to wengang_figures;

-- Rows somebody should look at: doubtful, refused, changed. What was plainly accepted is counted; it stands in the file and in the facts.
create table roster_row (
  id uuid primary key,
  batch_id uuid not null references roster_batch (id),
  sheet smallint not null,
  -- 1-based, as WPS shows it
  row int not null,
  -- which of tables side by side, from the left
  side smallint not null default 0,
  verdict text not null constraint roster_row_verdict check (verdict in ('accepted', 'doubtful', 'refused')),
  outcome text not null constraint roster_row_outcome check (outcome in ('new', 'changed', 'unchanged', 'refused')),
  rules text[] not null default '{}',
  -- of the fact the row is about, once it is known: 'worker', 'organisation'
  subject_kind text not null default '',
  subject_id uuid,
  -- one of the first that nothing was found about: shown as an example
  sample boolean not null default false,
  -- RowDetail of server/batches/rowDetail.ts as JSON: name, findings with the words of their cells, repairs, changes
  detail_sealed bytea not null,
  constraint roster_row_place unique (batch_id, sheet, row, side)
);
create index roster_row_sample on roster_row (batch_id, sheet, row, side) where sample;
create index roster_row_verdict on roster_row (batch_id, verdict, sheet, row, side);
create index roster_row_outcome on roster_row (batch_id, outcome, sheet, row, side);
alter table roster_row enable row level security;
create policy seen on roster_row for select to wengang_app using (exists (select 1 from roster_batch b where b.id = batch_id));
create policy system_all on roster_row to wengang_system using (true) with check (true);
grant select on roster_row to wengang_app;
grant select, insert, update, delete on roster_row to wengang_system;

-- What somebody corrected once for a template 模板, for their office or for their organisation.
create table roster_mapping (
  -- SHA-256 over the header words of the table
  template text not null,
  -- 'area:<12 digits>' or 'org:<id>'
  owner text collate "C" not null,
  sheet text not null,
  -- field or null, column by column
  columns jsonb not null,
  saved timestamptz not null default clock_timestamp(),
  saved_by uuid,
  primary key (template, owner)
);
grant select, insert, update on roster_mapping to wengang_app, wengang_system;
