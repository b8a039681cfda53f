-- The roles every transaction runs under. They are the server's, shared by all databases of one PostgreSQL, and own nothing.
do $$
declare r text;
begin
  foreach r in array array['wengang_app', 'wengang_system', 'wengang_figures'] loop
    -- asked first: an owner who may create no roles is told nothing by trying, where an administrator has made them already
    if not exists (select from pg_roles where rolname = r) then
      begin
        execute format('create role %I nologin', r);
      exception when duplicate_object or unique_violation then null;
      end;
    end if;
    begin
      execute format('grant %I to current_user', r);
    exception when others then
      -- a superuser, or a database administrator who has granted it already
      if not pg_has_role(current_user, r, 'member') then raise; end if;
    end;
    execute format('grant usage on schema public to %I', r);
  end loop;
end $$;

-- Who did what. Written in the transaction of the deed; never changed, never deleted (not even by the owner).
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  account_id uuid,
  -- the roles the account acted under, e.g. {county_bureau}
  roles text[] not null default '{}',
  action text not null,
  outcome text not null default 'done' constraint audit_outcome check (outcome in ('done', 'refused')),
  -- 12-digit division code the deed concerns; '' where it concerns none
  area text collate "C" not null default '',
  subject_kind text not null default '',
  subject_id text not null default '',
  -- never personal data: counts, names of changed fields, codes, reasons
  details jsonb not null default '{}',
  request_id text not null default '',
  view_as uuid,
  override_id uuid
);
create index audit_at on audit (at desc, id desc);
create index audit_account on audit (account_id, at desc, id desc);
create index audit_action on audit (action, at desc, id desc);
create index audit_area on audit (area, at desc, id desc);
create index audit_subject_ref on audit (subject_kind, subject_id, at desc, id desc);

-- Further subjects of one deed: batch work writes one audit row and its subjects.
create table audit_subject (
  audit_id bigint not null references audit (id),
  kind text not null,
  id text not null,
  primary key (audit_id, kind, id)
);
create index audit_subject_who on audit_subject (kind, id, audit_id desc);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger audit_append_only before update or delete or truncate on audit for each statement execute function refuse_change();
create trigger audit_subject_append_only before update or delete or truncate on audit_subject for each statement execute function refuse_change();
grant select, insert on audit, audit_subject to wengang_app, wengang_system;

-- News for later capabilities: one row per subscriber, written with the audit row, taken after commit.
create table delivery (
  id bigint generated always as identity primary key,
  audit_id bigint not null references audit (id),
  subscriber text not null,
  attempts int not null default 0,
  next_at timestamptz not null default clock_timestamp(),
  done_at timestamptz,
  parked_at timestamptz,
  error text,
  constraint delivery_once unique (audit_id, subscriber)
);
create index delivery_due on delivery (next_at) where done_at is null and parked_at is null;
create index delivery_parked on delivery (parked_at) where parked_at is not null;
grant select, insert, update on delivery to wengang_app, wengang_system;

-- A resend of the same request gets the first answer. The body is sealed: it may hold personal data.
create table idempotency (
  account_id uuid not null,
  key text not null constraint idempotency_key_length check (length(key) between 8 and 80),
  endpoint text not null,
  request_hash bytea not null,
  status int,
  body bytea,
  created timestamptz not null default clock_timestamp(),
  primary key (account_id, key)
);
create index idempotency_created on idempotency (created);
grant select, insert, update, delete on idempotency to wengang_app, wengang_system;

-- Settings of the installation, one row each.
create table setting (
  name text primary key,
  value jsonb not null,
  changed timestamptz not null default clock_timestamp(),
  changed_by uuid
);
grant select on setting to wengang_app, wengang_figures;
grant select, insert, update, delete on setting to wengang_system;
