-- Work that outlives a request. Taken by a lease that a living process keeps renewing; a killed process's job is resumed at its checkpoint.
create table job (
  id uuid primary key,
  kind text not null,
  input jsonb not null default '{}',
  -- the input of kinds that handle personal data, sealed
  input_sealed bytea,
  state text not null default 'queued' constraint job_state check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  -- not tried before this instant (retry after an unexpected error)
  due timestamptz not null default clock_timestamp(),
  lease_owner uuid,
  lease_until timestamptz,
  heartbeat_at timestamptz,
  -- starts since the last checkpoint that moved on
  attempts int not null default 0,
  -- {done, total, note}
  progress jsonb not null default '{}',
  -- where to resume; written in the transaction of the chunk it follows
  checkpoint jsonb,
  result jsonb,
  -- {code, text, details} of a problem, or of our own fault; never personal data
  error jsonb,
  cancel_requested_at timestamptz,
  dedupe_key text,
  area text collate "C" not null default '',
  created timestamptz not null default clock_timestamp(),
  created_by uuid,
  finished timestamptz,
  constraint job_lease check ((state = 'running') = (lease_owner is not null and lease_until is not null))
);
create unique index job_dedupe on job (kind, dedupe_key) where state in ('queued', 'running');
create index job_due on job (due) where state = 'queued';
create index job_leased on job (lease_until) where state = 'running';
create index job_mine on job (created_by, created desc, id desc);
create index job_created on job (created desc, id desc);
grant select, insert, update, delete on job to wengang_system;
grant select, insert, update on job to wengang_app;

-- Which recurring work has been queued for which day: once, whichever process is first.
create table recurring_run (
  name text not null,
  day date not null,
  -- yesterday's where that one is still under way
  job_id uuid,
  primary key (name, day)
);
grant select, insert, update, delete on recurring_run to wengang_system;
