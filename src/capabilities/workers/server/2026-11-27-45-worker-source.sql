-- Which line of which list said something of a person: one row for each row of a batch that was written, also where it said what was known already.
-- What it changed stands in the facts themselves (source_ref); columns nobody knows stand here, so that nothing of a list is lost.
create table worker_source (
  -- for the rotation of keys, which names a row by one uuid
  id uuid not null default gen_random_uuid(),
  worker_id uuid not null references worker (id),
  batch_id uuid not null references roster_batch (id),
  sheet smallint not null,
  -- 1-based, as WPS shows it
  row int not null,
  side smallint not null default 0,
  outcome text not null constraint worker_source_outcome check (outcome in ('new', 'changed', 'unchanged')),
  -- the day the list is about (docs/figures.md §2)
  observed_on date not null,
  -- unknown columns by header
  extra jsonb not null default '{}',
  -- those whose values hold seven digits or more in a row: numbers, bank cards, telephones
  extra_sealed bytea,
  written timestamptz not null default clock_timestamp(),
  undone timestamptz,
  primary key (batch_id, sheet, row, side)
);
create index worker_source_worker on worker_source (worker_id, written desc);
call protect_fact('worker_source');
create index worker_source_sealed on worker_source (id) where extra_sealed is not null;
