-- Which line of which list said something of an organisation: one row for each row of a batch that was written, also where it said what was known already.
-- What it changed stands in the facts; here stands which version it wrote, so that a batch can be taken back, and the columns nobody knows.
create table organisation_source (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisation (id),
  batch_id uuid not null references roster_batch (id),
  sheet smallint not null,
  -- 1-based, as WPS shows it
  row int not null,
  side smallint not null default 0,
  outcome text not null constraint organisation_source_outcome check (outcome in ('new', 'changed', 'unchanged')),
  -- the version of organisation_fact this row wrote, and the one before it; null where it wrote none, and where there was none
  wrote timestamptz,
  before timestamptz,
  -- whom to call, as this row entered it; no reference, since contacts go when they end
  contact_id uuid,
  observed_on date not null,
  -- unknown columns by header, as text: a legal representative and his number may be among them
  extra_sealed bytea,
  written timestamptz not null default clock_timestamp(),
  undone timestamptz,
  constraint organisation_source_once unique (batch_id, sheet, row, side)
);
create index organisation_source_organisation on organisation_source (organisation_id, written desc);
grant select on organisation_source to wengang_app;
grant select, insert, update on organisation_source to wengang_system;
