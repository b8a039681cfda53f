-- Which edition of the division tree a figure was counted over. Registered at start, never changed: figures keep naming it.
create table region_tree_version (
  id text primary key,
  hash text not null constraint region_tree_version_hash unique,
  source text not null,
  -- the day the list describes
  valid_from date not null,
  note text not null default '',
  registered timestamptz not null default clock_timestamp()
);
grant select on region_tree_version to wengang_app, wengang_figures;
grant select, insert on region_tree_version to wengang_system;

-- 结对: an area of origin and the area that helps it, from day to day (both inclusive). A correction is a new row of the same id that
-- supersedes the old one, so that a report of last year can still be read as it was known then.
create table pairing (
  row_id bigint generated always as identity primary key,
  id uuid not null,
  level text not null constraint pairing_level check (level in ('prefecture', 'county')),
  -- 12 digits. Where the place itself has no code (横琴 as a functional area) the next level's code stands here and the name beside it.
  origin_code text collate "C" not null constraint pairing_origin_code check (origin_code ~ '^\d{12}$'),
  origin_name text not null default '',
  host_code text collate "C" not null constraint pairing_host_code check (host_code ~ '^\d{12}$'),
  host_name text not null default '',
  valid_from date not null,
  valid_to date,
  -- what is known of the two days: a year alone is stored as its first or last day
  from_precision text not null constraint pairing_from_precision check (from_precision in ('day', 'month', 'year')),
  to_precision text constraint pairing_to_precision check (to_precision in ('day', 'month', 'year')),
  source text not null,
  certainty text not null constraint pairing_certainty check (certainty in ('official', 'press', 'unverified')),
  note text not null default '',
  -- why this row exists: '' for a first entry, else the reason of the end or correction
  reason text not null default '',
  -- the key of a row that came with the program; such a row is entered once and afterwards belongs to the people who correct it
  seed text,
  recorded timestamptz not null default write_start(),
  recorded_by uuid,
  -- the officer's name as it was then, for those who meet the change later
  recorded_name text not null default '',
  superseded timestamptz,
  constraint pairing_days check (valid_to is null or valid_to >= valid_from),
  constraint pairing_to_known check ((valid_to is null) = (to_precision is null)),
  constraint pairing_two_provinces check (substr(origin_code, 1, 2) <> substr(host_code, 1, 2)),
  -- one pair cannot hold twice on one day. Codes as one-point ranges, so that no extension (btree_gist) is needed.
  constraint pairing_once exclude using gist (
    int8range(origin_code::bigint, origin_code::bigint, '[]') with &&,
    int8range(host_code::bigint, host_code::bigint, '[]') with &&,
    int8range(hashtextextended(origin_name || '/' || host_name, 0), hashtextextended(origin_name || '/' || host_name, 0), '[]') with &&,
    daterange(valid_from, valid_to, '[]') with &&
  ) where (superseded is null)
);
create unique index pairing_current on pairing (id) where superseded is null;
create unique index pairing_seed on pairing (seed) where superseded is null;
create index pairing_id on pairing (id, row_id);
create index pairing_origin on pairing (origin_code, host_code, row_id) where superseded is null;
create index pairing_host on pairing (host_code) where superseded is null;
grant select on pairing to wengang_app, wengang_system, wengang_figures;
grant insert on pairing to wengang_app, wengang_system;
-- a row may only be closed, never rewritten
grant update (superseded) on pairing to wengang_app, wengang_system;
