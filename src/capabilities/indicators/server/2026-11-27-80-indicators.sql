-- What figures read of the division tree: which code stands for a county's area on a day (docs/figures.md §6, note 20), and which villages are 村委会 (§2,
-- rural home). Made from the program's own data at start; no fact.
create table figure_division (
  -- six digits, as facts carry it
  code text collate "C" not null constraint figure_division_code check (code ~ '^\d{6}$'),
  from_day date not null,
  to_day date not null,
  -- twelve digits; '?': divided, so that no one code is the same area
  mapped text collate "C" not null constraint figure_division_mapped check (mapped ~ '^(\d{12}|\?)$'),
  constraint figure_division_days check (from_day <= to_day),
  primary key (code, from_day)
);
create table figure_village (
  -- twelve digits, of villages whose name says that they are a village committee
  code text collate "C" primary key
);
-- which edition of the tree the two hold
create table figure_tree (
  one boolean primary key default true constraint figure_tree_one check (one),
  edition text not null,
  loaded timestamptz not null default clock_timestamp()
);
grant select on figure_division, figure_village, figure_tree to wengang_app, wengang_figures;
grant select, insert, update, delete on figure_division, figure_village, figure_tree to wengang_system;

-- Two digits: the province of the code that stands for a place, or of the one it carries where that is not known; '' of no place.
create function province_of(the_code text, the_mapped text default null) returns text language sql immutable parallel safe as $$
  select substr(case when the_mapped is null or the_mapped = '?' then the_code else the_mapped end, 1, 2)
$$;
-- The digits of a code that say something: 522700000000 is 5227.
create function significant(the_code text) returns text language sql immutable parallel safe as $$
  select case when right(the_code, 10) = '0000000000' then left(the_code, 2) when right(the_code, 8) = '00000000' then left(the_code, 4)
    when right(the_code, 6) = '000000' then left(the_code, 6) when right(the_code, 3) = '000' then left(the_code, 9) else the_code end
$$;
revoke execute on function province_of(text, text), significant(text) from public;
grant execute on function province_of(text, text), significant(text) to wengang_app, wengang_system, wengang_figures;
