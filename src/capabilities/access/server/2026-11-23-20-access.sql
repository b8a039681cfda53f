-- Accounts, and everything that must never be read by an ordinary request: secrets, sessions and tries belong to wengang_system alone.

create table account (
  id uuid primary key,
  login text collate "C" not null constraint account_login unique
    constraint account_login_shape check (login ~ '^[a-z0-9][a-z0-9-]{1,30}[a-z0-9]$'),
  -- keyed, as in sign_in_guard
  login_hash bytea not null constraint account_login_hash unique,
  display_name text collate "C" not null constraint account_name_length check (length(display_name) between 1 and 40),
  state text not null default 'active' constraint account_state check (state in ('active', 'disabled')),
  must_change_password boolean not null default true,
  codes_on boolean not null default false,
  language text not null default 'zh' constraint account_language check (language in ('zh', 'en')),
  phone_sealed bytea,
  phone_index uuid,
  -- filled while an index-key rotation runs
  phone_index_next uuid,
  version int not null default 1,
  created timestamptz not null default clock_timestamp(),
  created_by uuid references account (id),
  changed timestamptz not null default clock_timestamp(),
  changed_by uuid references account (id),
  last_sign_in timestamptz
);
create index account_name on account (display_name);
create index account_phone on account (phone_index) where phone_index is not null;
create index account_created on account (created desc, id desc);
create index account_created_by on account (created_by);
create index account_changed_by on account (changed_by);
grant select (id, login, display_name, state, language) on account to wengang_app, wengang_figures;
grant select, insert, update on account to wengang_system;

create table account_secret (
  account_id uuid primary key references account (id),
  -- argon2id, PHC string
  password_hash text not null,
  password_set timestamptz not null default clock_timestamp(),
  -- TOTP secrets, sealed
  code_secret bytea,
  code_pending bytea,
  code_pending_until timestamptz,
  -- the last time step that was accepted: a code works once
  code_last_step bigint not null default 0,
  -- steps of codes that were refused with the minutes told: they must never be accepted, also not once their time comes
  code_burnt bigint[] not null default '{}'
);
grant select, insert, update on account_secret to wengang_system;

-- Codes for a lost phone: keyed hashes, each good once.
create table recovery_code (
  account_id uuid not null references account (id),
  hash bytea not null,
  used timestamptz,
  primary key (account_id, hash)
);
grant select, insert, update, delete on recovery_code to wengang_system;

-- Who holds which role where, from day to day. Ended, never deleted.
create table role_grant (
  id uuid primary key,
  account_id uuid not null references account (id),
  role text not null constraint role_grant_role check (role in ('village_cadre', 'township_cadre', 'county_bureau', 'station', 'school',
    'exam_body', 'employer', 'steering', 'auditor', 'worker', 'system_admin', 'security_admin', 'audit_admin')),
  -- 12 digits, or '' for the whole country
  area_code text collate "C" not null constraint role_grant_area check (area_code = '' or area_code ~ '^\d{12}$'),
  -- org:<id> or worker:<id>
  relation text collate "C",
  valid_from date not null,
  valid_to date,
  granted timestamptz not null default clock_timestamp(),
  granted_by uuid references account (id),
  ended timestamptz,
  ended_by uuid references account (id),
  end_reason text not null default '',
  constraint role_grant_days check (valid_to is null or valid_to >= valid_from)
);
create unique index role_grant_once on role_grant (account_id, role, area_code, coalesce(relation, '')) where ended is null;
create index role_grant_account on role_grant (account_id);
create index role_grant_area_role on role_grant (area_code, role) where ended is null;
create index role_grant_role_account on role_grant (role) where ended is null;
create index role_grant_granted_by on role_grant (granted_by);
create index role_grant_ended_by on role_grant (ended_by);
grant select on role_grant to wengang_app, wengang_figures;
grant select, insert, update on role_grant to wengang_system;

-- 等保: no account holds two of the three administrators, nor one of them and a role that sees people.
create function role_grant_duties() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  -- one at a time per account, so that two grants cannot pass each other unseen
  perform 1 from account where id = new.account_id for update;
  if exists (
    select 1 from role_grant g
    where g.account_id = new.account_id and g.ended is null and g.id <> new.id and g.role <> new.role
      and (g.role in ('system_admin', 'security_admin', 'audit_admin') or new.role in ('system_admin', 'security_admin', 'audit_admin'))
  ) then
    raise exception 'duties must be separated' using errcode = 'check_violation', constraint = 'role_grant_duties';
  end if;
  return new;
end $$;
create trigger role_grant_duties before insert on role_grant for each row execute function role_grant_duties();

-- Only the SHA-256 of a token is kept: who reads the database cannot become anybody.
create table session (
  id uuid primary key,
  token_hash bytea not null constraint session_token unique,
  account_id uuid not null references account (id),
  started timestamptz not null,
  last_seen timestamptz not null,
  expires timestamptz not null,
  ip text not null default '',
  user_agent text not null default '',
  stepped_up_until timestamptz,
  -- looking through someone's eyes
  view_as uuid references account (id),
  view_as_until timestamptz,
  ended timestamptz,
  constraint session_view_as check ((view_as is null) = (view_as_until is null))
);
create index session_account on session (account_id) where ended is null;
create index session_account_all on session (account_id);
create index session_view_as on session (view_as);
create index session_expires on session (expires);
grant select, insert, update, delete on session to wengang_system;

-- Wrong tries per login, also of logins that do not exist (keyed hash: people type their password here by mistake).
create table sign_in_guard (
  login_hash bytea primary key,
  wrong int not null default 0,
  since timestamptz not null,
  locked_until timestamptz
);
create index sign_in_guard_since on sign_in_guard (since);
create table sign_in_address (
  address_hash bytea primary key,
  wrong int not null default 0,
  since timestamptz not null
);
create index sign_in_address_since on sign_in_address (since);
grant select, insert, update, delete on sign_in_guard, sign_in_address to wengang_system;

-- 临时查看: a look outside one's own area, with a reason, for hours.
create table override_look (
  id uuid primary key,
  account_id uuid not null references account (id),
  area_code text collate "C" not null constraint override_look_area check (area_code ~ '^\d{12}$'),
  reason text not null constraint override_look_reason check (length(reason) between 10 and 300),
  starts timestamptz not null,
  until timestamptz not null,
  ended timestamptz,
  ended_by uuid references account (id),
  constraint override_look_length check (until > starts and until <= starts + interval '4 hours')
);
create unique index override_look_open on override_look (account_id) where ended is null;
create index override_look_account on override_look (account_id, starts desc, id desc);
create index override_look_area on override_look (area_code, starts desc, id desc);
create index override_look_starts on override_look (starts desc, id desc);
create index override_look_ended_by on override_look (ended_by);
grant select, insert, update on override_look to wengang_system;
grant select on override_look to wengang_app;

-- A sheet of new accounts between preview and commit; the rows are sealed, and gone after an hour.
create table account_sheet (
  id uuid primary key,
  account_id uuid not null references account (id),
  content bytea not null,
  created timestamptz not null,
  committed timestamptz
);
create index account_sheet_account on account_sheet (account_id);
create index account_sheet_created on account_sheet (created);
grant select, insert, update, delete on account_sheet to wengang_system;
