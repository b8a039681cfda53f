-- 机构: employers 用人单位, training schools 培训机构, agencies 人力资源机构, exam bodies 考评机构, labour stations 劳务站. The id never changes and is all
-- that is fixed; what is known of an organisation is versioned, and every later fact points to the id it was recorded under, also after a merge.
create table organisation (
  id uuid primary key,
  registered timestamptz not null default write_start(),
  -- null: came by a file or with the program
  registered_by uuid
);
grant select on organisation to wengang_app, wengang_system, wengang_figures;
grant insert on organisation to wengang_app, wengang_system;

create table organisation_fact (
  organisation_id uuid not null references organisation (id),
  name text not null constraint organisation_fact_name check (name <> ''),
  -- the name in pinyin, for the order of lists; no fact of its own
  pinyin text collate "C" not null default '',
  -- one may be several: a vocational school that also examines
  kinds text[] not null constraint organisation_fact_kinds
    check (cardinality(kinds) > 0 and kinds <@ array['employer', 'school', 'agency', 'exam_body', 'station']),
  uscc text collate "C" constraint organisation_fact_uscc_form check (uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
  -- why there is no code: a station under a bureau, a cooperative not registered yet
  uscc_missing text not null default '',
  -- at least the county (or the prefecture where there are no counties)
  place text collate "C" not null constraint organisation_fact_place check (place ~ '^\d{12}$' and substr(place, 3, 2) <> '00'),
  address text not null default '',
  -- GB/T 4754: the section's letter, and behind it the digits as far as they are known: C, C13, C1331
  industry text collate "C" not null default '' constraint organisation_fact_industry check (industry = '' or industry ~ '^[A-T]\d{0,4}$'),
  -- as somebody stated it (大中小微): we do not compute the legal class, which asks turnover and staff by industry
  size_class text constraint organisation_fact_size check (size_class in ('micro', 'small', 'medium', 'large')),
  size_stated_by text not null default '',
  -- 省级总站 / 市级分站 / 县级工作站
  station_level text constraint organisation_fact_station_level check (station_level in ('province', 'prefecture', 'county')),
  station_above uuid references organisation (id),
  -- the area that sent the station there: 平塘县 for its station in 广州
  station_from text collate "C" constraint organisation_fact_station_from check (station_from ~ '^\d{12}$'),
  state text not null constraint organisation_fact_state check (state in ('active', 'closed')),
  closed_on date,
  source text not null,
  note text not null default '',
  -- why this version: '' for the first
  reason text not null default '',
  recorded_by uuid,
  recorded_name text not null default '',
  constraint organisation_fact_coded check ((uscc is null) = (uscc_missing <> '')),
  constraint organisation_fact_stated check ((size_class is null) = (size_stated_by = '')),
  constraint organisation_fact_closed check ((state = 'closed') = (closed_on is not null)),
  constraint organisation_fact_station check (('station' = any (kinds)) = (station_level is not null)),
  constraint organisation_fact_station_only check (station_level is not null or (station_above is null and station_from is null)),
  constraint organisation_fact_not_above_itself check (station_above <> organisation_id)
);
select make_versioned('organisation_fact', '{organisation_id}', '{pinyin}');
create unique index organisation_fact_uscc on organisation_fact (uscc) where superseded = 'infinity' and uscc is not null;
create index organisation_fact_by_name on organisation_fact (pinyin, organisation_id) where superseded = 'infinity';
create index organisation_fact_by_place on organisation_fact (place, organisation_id) where superseded = 'infinity';
create index organisation_fact_by_recorded on organisation_fact (recorded, organisation_id) where superseded = 'infinity';
create index organisation_fact_by_industry on organisation_fact (industry, organisation_id) where superseded = 'infinity';
create index organisation_fact_by_kind on organisation_fact using gin (kinds) where superseded = 'infinity';
create index organisation_fact_above on organisation_fact (station_above) where station_above is not null;
grant select on organisation_fact to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded, pinyin) on organisation_fact to wengang_app, wengang_system;

-- Two records of one organisation: the links make a tree. `into_id` is what it was merged into, `main_id` the root that speaks for all. An organisation
-- without a current link speaks for itself; one that was split off again points to itself.
create table organisation_link (
  organisation_id uuid not null references organisation (id),
  into_id uuid not null references organisation (id),
  main_id uuid not null references organisation (id),
  reason text not null,
  recorded_by uuid,
  recorded_name text not null default '',
  constraint organisation_link_alone check ((into_id = organisation_id) = (main_id = organisation_id))
);
select make_versioned('organisation_link', '{organisation_id}');
create index organisation_link_into on organisation_link (into_id);
create index organisation_link_main on organisation_link (main_id);
grant select on organisation_link to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded) on organisation_link to wengang_app, wengang_system;

create table organisation_alias (
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  name text not null constraint organisation_alias_name check (name <> ''),
  kind text not null constraint organisation_alias_kind check (kind in ('former', 'short', 'other')),
  from_day date,
  to_day date,
  source text not null default '',
  recorded_by uuid,
  recorded_name text not null default '',
  constraint organisation_alias_days check (to_day >= from_day)
);
select make_versioned('organisation_alias');
create index organisation_alias_organisation on organisation_alias (organisation_id);
grant select on organisation_alias to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded) on organisation_alias to wengang_app, wengang_system;

-- Whom to call. No figure rests on it and it names a person, so it is edited in place and goes when it ends.
create table organisation_contact (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  name text not null,
  duty text not null default '',
  phone_sealed bytea not null,
  note text not null default '',
  version int not null default 1,
  changed timestamptz not null default clock_timestamp(),
  changed_by uuid,
  changed_name text not null default ''
);
create index organisation_contact_organisation on organisation_contact (organisation_id, id);
grant select, insert, update, delete on organisation_contact to wengang_app, wengang_system;

-- Who works for it, above all at a station: a person by name, with or without an account.
create table organisation_staff (
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  account_id uuid references account (id),
  name text not null,
  duty text not null,
  from_day date not null,
  to_day date,
  reason text not null default '',
  recorded_by uuid,
  recorded_name text not null default '',
  constraint organisation_staff_days check (to_day >= from_day)
);
select make_versioned('organisation_staff');
create index organisation_staff_organisation on organisation_staff (organisation_id);
create index organisation_staff_account on organisation_staff (account_id) where account_id is not null;
grant select on organisation_staff to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded) on organisation_staff to wengang_app, wengang_system;

-- 欠薪, 生产安全事故, 集体停工: what keeps an employer from being recommended or recognised.
create table organisation_incident (
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  kind text not null constraint organisation_incident_kind check (kind in ('wage_arrears', 'work_accident', 'stoppage', 'other')),
  -- a month alone is kept as its first day
  happened_on date not null,
  precision text not null constraint organisation_incident_precision check (precision in ('day', 'month')),
  what text not null,
  -- yuan
  amount numeric(14, 2) constraint organisation_incident_amount check (amount >= 0),
  persons int constraint organisation_incident_persons check (persons >= 0),
  state text not null constraint organisation_incident_state check (state in ('open', 'settled')),
  settled_on date,
  outcome text not null default '',
  source text not null,
  reason text not null default '',
  recorded_by uuid,
  recorded_name text not null default '',
  constraint organisation_incident_settled check ((state = 'settled') = (settled_on is not null)),
  constraint organisation_incident_days check (settled_on >= happened_on)
);
select make_versioned('organisation_incident');
create index organisation_incident_organisation on organisation_incident (organisation_id);
create index organisation_incident_open on organisation_incident (organisation_id) where superseded = 'infinity' and state = 'open';
grant select on organisation_incident to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded) on organisation_incident to wengang_app, wengang_system;

-- Which station serves which host area for which origin. Stations may overlap; one triple does not hold twice on one day.
create table station_service (
  id uuid not null,
  station_id uuid not null references organisation (id),
  host_code text collate "C" not null constraint station_service_host check (host_code ~ '^\d{12}$'),
  origin_code text collate "C" not null constraint station_service_origin check (origin_code ~ '^\d{12}$'),
  from_day date not null,
  to_day date,
  source text not null default '',
  reason text not null default '',
  recorded_by uuid,
  recorded_name text not null default '',
  constraint station_service_days check (to_day >= from_day),
  constraint station_service_two check (host_code <> origin_code)
);
select make_versioned('station_service');
-- values as one-point ranges, so that no extension (btree_gist) is needed
alter table station_service add constraint station_service_once exclude using gist (
  int8range(hashtextextended(station_id::text, 0), hashtextextended(station_id::text, 0), '[]') with &&,
  int8range(host_code::bigint, host_code::bigint, '[]') with &&,
  int8range(origin_code::bigint, origin_code::bigint, '[]') with &&,
  daterange(from_day, to_day, '[]') with &&
) where (superseded = 'infinity');
create index station_service_station on station_service (station_id);
create index station_service_pair on station_service (host_code, origin_code) where superseded = 'infinity';
grant select on station_service to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded) on station_service to wengang_app, wengang_system;

-- What is searched: every current name and alias, spelled. Derived from the facts in the transaction that writes them, never written otherwise.
create table organisation_name (
  organisation_id uuid not null references organisation (id),
  -- who speaks for it today (organisation_link)
  main_id uuid not null references organisation (id),
  what text not null constraint organisation_name_what check (what in ('name', 'former', 'short', 'other')),
  name text not null,
  -- half-width, without spaces; `stem` also without 有限公司, （…） and the place in front: two names with one stem in one county may be one organisation
  plain text collate "C" not null,
  stem text collate "C" not null,
  pinyin text collate "C" not null,
  initials text collate "C" not null,
  stem_pinyin text collate "C" not null,
  stem_initials text collate "C" not null,
  county text collate "C" not null
);
create index organisation_name_organisation on organisation_name (organisation_id);
create index organisation_name_main on organisation_name (main_id);
create index organisation_name_plain on organisation_name (plain);
create index organisation_name_stem on organisation_name (stem, county);
create index organisation_name_pinyin on organisation_name (pinyin);
create index organisation_name_initials on organisation_name (initials);
create index organisation_name_stem_pinyin on organisation_name (stem_pinyin);
create index organisation_name_stem_initials on organisation_name (stem_initials);
-- pairs of neighbouring characters, for a part of a name
create table organisation_gram (
  gram text collate "C" not null,
  organisation_id uuid not null references organisation (id),
  primary key (gram, organisation_id)
);
create index organisation_gram_organisation on organisation_gram (organisation_id);
grant select, insert, update, delete on organisation_name, organisation_gram to wengang_app, wengang_system;
