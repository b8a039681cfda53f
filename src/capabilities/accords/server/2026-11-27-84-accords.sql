-- 协作协议: what two sides of a pair (or the provinces above them) agreed on. The id never changes and is all that is fixed: targets, plans and meetings
-- point to it. What the agreement says, who signed it and how it ended are versioned, so that a report of last year can be read as it was known then.
create table agreement (
  id uuid primary key,
  registered timestamptz not null default write_start(),
  -- null: came with the program
  registered_by uuid
);
grant select on agreement to wengang_app, wengang_system, wengang_figures;
grant insert on agreement to wengang_app, wengang_system;

create table agreement_fact (
  agreement_id uuid not null references agreement (id),
  level text not null constraint agreement_fact_level check (level in ('province', 'prefecture', 'county')),
  -- 12 digits. Where a party has no code of its own (a functional area) the code above it stands here and its name beside it, as with pairings.
  origin_code text collate "C" not null constraint agreement_fact_origin check (origin_code ~ '^\d{12}$'),
  origin_name text not null default '',
  host_code text collate "C" not null constraint agreement_fact_host check (host_code ~ '^\d{12}$'),
  host_name text not null default '',
  title text not null constraint agreement_fact_title check (title <> ''),
  document_number text not null default '',
  -- first and last day, both inclusive, as the text has them; how it really ended stands in agreement_end
  valid_from date not null,
  valid_to date not null,
  -- what it covers: of the four programmes 四项工程 none, some or all; the rest in words
  programmes text[] not null default '{}' constraint agreement_fact_programmes
    check (programmes <@ array['cook', 'technician', 'homeService', 'artisan']),
  covers text not null default '',
  -- the scan or print of the text
  file_id uuid references file (id),
  source text not null,
  certainty text not null constraint agreement_fact_certainty check (certainty in ('official', 'press', 'unverified')),
  note text not null default '',
  -- why this version: '' for the first and for what is written while it is a draft
  reason text not null default '',
  recorded_by uuid,
  recorded_name text not null default '',
  constraint agreement_fact_days check (valid_to >= valid_from),
  constraint agreement_fact_two_provinces check (substr(origin_code, 1, 2) <> substr(host_code, 1, 2))
);
select make_versioned('agreement_fact', '{agreement_id}');
create index agreement_fact_pair on agreement_fact (origin_code, host_code, level) where superseded = 'infinity';
create index agreement_fact_host_code on agreement_fact (host_code) where superseded = 'infinity';
create index agreement_fact_by_from on agreement_fact (valid_from, agreement_id) where superseded = 'infinity';
create index agreement_fact_file on agreement_fact (file_id) where file_id is not null;
grant select on agreement_fact to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded) on agreement_fact to wengang_app, wengang_system;

-- One signature of each side. A correction of what was signed makes it void: it stays on record and the side signs again.
create table agreement_signature (
  agreement_id uuid not null references agreement (id),
  side text not null constraint agreement_signature_side check (side in ('origin', 'host')),
  state text not null constraint agreement_signature_state check (state in ('signed', 'void')),
  -- who signed the paper, by post: 县人力资源和社会保障局局长
  post text not null constraint agreement_signature_post check (post <> ''),
  signed_on date not null,
  -- the version of the text that was signed: agreement_fact.recorded
  text_recorded timestamptz not null,
  -- the account that entered it, for its office over that side
  account_id uuid references account (id),
  reason text not null default '',
  recorded_by uuid,
  recorded_name text not null default ''
);
select make_versioned('agreement_signature', '{agreement_id, side}');
create index agreement_signature_account on agreement_signature (account_id) where account_id is not null;
grant select on agreement_signature to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded) on agreement_signature to wengang_app, wengang_system;

-- Ending before the period is over: one side says so with a reason, the other confirms or declines. Only a confirmed one ends the agreement.
create table agreement_end (
  agreement_id uuid not null references agreement (id),
  state text not null constraint agreement_end_state check (state in ('proposed', 'confirmed', 'declined')),
  -- the last day it holds
  last_day date not null,
  proposed_side text not null constraint agreement_end_side check (proposed_side in ('origin', 'host')),
  reason text not null constraint agreement_end_reason check (reason <> ''),
  -- what the other side said to it
  answer text not null default '',
  recorded_by uuid,
  recorded_name text not null default ''
);
select make_versioned('agreement_end', '{agreement_id}');
grant select on agreement_end to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded) on agreement_end to wengang_app, wengang_system;

-- 工作专班: who works on it, by post, never by name. `side` = whose group it is.
create table working_group (
  id uuid not null,
  agreement_id uuid not null references agreement (id),
  side text not null constraint working_group_side check (side in ('origin', 'host', 'joint')),
  name text not null constraint working_group_name check (name <> ''),
  leading_post text not null constraint working_group_lead check (leading_post <> ''),
  member_posts text[] not null default '{}',
  from_day date not null,
  to_day date,
  source text not null default '',
  reason text not null default '',
  recorded_by uuid,
  recorded_name text not null default '',
  constraint working_group_days check (to_day >= from_day)
);
select make_versioned('working_group');
create index working_group_agreement on working_group (agreement_id);
grant select on working_group to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded) on working_group to wengang_app, wengang_system;
-- Stations under an agreement are derived, not linked: those that serve (station_service) a pair of places within its parties. A link of its own could say
-- something else than the service does.
