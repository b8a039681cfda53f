-- Freezing 封账: a month of a pair of provinces, its members with their value of every dimension as known at one instant, approved by both sides and signed.
-- Nothing here is changed afterwards: members are stored as differences that are only ever added, a frozen or refused month lets nothing be changed.

-- The key that signs; its private half is sealed. One signs at a time; older ones stay to check what they signed.
create table signing_key (
  id uuid primary key,
  -- SPKI, base64
  public_key text not null,
  private_sealed bytea not null,
  created timestamptz not null default clock_timestamp()
);
grant select (id, public_key, created) on signing_key to wengang_app;
grant select, insert, update (private_sealed) on signing_key to wengang_system;

create table month_freeze (
  id uuid primary key,
  month text collate "C" not null constraint month_freeze_month check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  origin text collate "C" not null constraint month_freeze_origin check (origin in ('450000000000', '520000000000')),
  host text collate "C" not null constraint month_freeze_host check (host = '440000000000'),
  -- its place among all freezes of the pair: differences are read in this order, whatever the order of months
  seq int not null constraint month_freeze_seq check (seq > 0),
  known_at timestamptz not null,
  state text not null default 'computing' constraint month_freeze_state check (state in ('computing', 'proposed', 'approved', 'frozen', 'refused')),
  -- null: the owner of the installation, at the command line
  proposed_by uuid references account (id),
  proposed timestamptz not null default clock_timestamp(),
  job_id uuid,
  -- sums that were checked, and the persons of those that do not hold
  checks jsonb,
  -- of what both sides approve: the lines of the cells file
  digest text,
  cells int,
  refused_by uuid references account (id),
  refused timestamptz,
  reason text,
  frozen timestamptz,
  key_id uuid references signing_key (id),
  -- the canonical text that is signed
  statement text,
  signature text,
  constraint month_freeze_computed check (state in ('computing', 'refused') or (digest is not null and cells is not null)),
  constraint month_freeze_signed check ((state = 'frozen') = (signature is not null and statement is not null and key_id is not null and frozen is not null)),
  constraint month_freeze_refused check ((state = 'refused') = (refused is not null and reason is not null)),
  constraint month_freeze_turn unique (origin, seq)
);
create unique index month_freeze_once on month_freeze (origin, month) where state = 'frozen';
-- one at a time for each pair: the next one is told by its difference from all before
create unique index month_freeze_open on month_freeze (origin) where state in ('computing', 'proposed', 'approved');
create index month_freeze_proposed_by on month_freeze (proposed_by) where proposed_by is not null;
create index month_freeze_refused_by on month_freeze (refused_by) where refused_by is not null;
create index month_freeze_key on month_freeze (key_id) where key_id is not null;

-- What was counted, by series: a figure with its days and its class of evidence.
create table month_freeze_series (
  freeze_id uuid not null references month_freeze (id),
  series text collate "C" not null,
  figure text not null,
  version smallint not null,
  class smallint not null,
  form text not null,
  from_day date not null,
  to_day date not null,
  as_of date not null,
  members int not null,
  -- persons of the whole figure whose home nobody knows: no pair's, told beside
  homeless int not null,
  merkle_root text not null,
  primary key (freeze_id, series)
);

create table month_approval (
  freeze_id uuid not null references month_freeze (id),
  side text not null constraint month_approval_side check (side in ('origin', 'host')),
  account_id uuid not null references account (id),
  role text not null,
  area_code text collate "C" not null,
  -- what was approved, and when the password had been entered again
  digest text not null,
  stepped_up boolean not null,
  at timestamptz not null default clock_timestamp(),
  primary key (freeze_id, side),
  constraint month_approval_two_people unique (freeze_id, account_id)
);
create index month_approval_account on month_approval (account_id);

-- 已上报: to whom a frozen month was handed on.
create table month_report (
  freeze_id uuid primary key references month_freeze (id),
  account_id uuid not null references account (id),
  reported_to text not null,
  at timestamptz not null default clock_timestamp()
);
create index month_report_account on month_report (account_id);

-- A chain of differences for each pair, year and series.
create table frozen_chain (
  id int generated always as identity primary key,
  origin text collate "C" not null,
  year smallint not null,
  series text collate "C" not null,
  constraint frozen_chain_once unique (origin, year, series)
);
-- From freeze `seq` on the person is counted so, or (`gone`) no more. What does not change from month to month is stored once. Ids, never names; they are never
-- deleted, so nothing is checked against `worker` at every row.
create table frozen_member (
  chain_id int not null references frozen_chain (id),
  worker_id uuid not null,
  seq int not null,
  gone boolean not null,
  -- null of a stock: the last day of its month
  on_day date,
  spell_id uuid,
  origin text collate "C" not null default '',
  host text collate "C" not null default '',
  "where" text not null default '',
  people text not null default '',
  monitored text not null default '',
  relocated text not null default '',
  sex text not null default '',
  age text not null default '',
  channel text not null default '',
  programme text not null default '',
  industry text not null default '',
  occupation text not null default '',
  evidence text not null default '',
  pairing text not null default '',
  answers smallint[] not null default '{}',
  primary key (chain_id, worker_id, seq)
);

-- A month that is frozen or refused is never touched again, by nobody; until then only what its state allows.
create function month_freeze_guard() returns trigger language plpgsql as $$
begin
  if old.state in ('frozen', 'refused') then raise exception 'month % of % is %: nothing of it changes', old.month, old.origin, old.state; end if;
  if (new.id, new.month, new.origin, new.host, new.seq, new.known_at, new.proposed) is distinct from
    (old.id, old.month, old.origin, old.host, old.seq, old.known_at, old.proposed)
    then raise exception 'what a freeze is of does not change'; end if;
  if old.digest is not null and (new.digest, new.cells) is distinct from (old.digest, old.cells) then raise exception 'what is approved does not change'; end if;
  if (old.state, new.state) not in (('computing', 'computing'), ('computing', 'proposed'), ('computing', 'refused'), ('proposed', 'approved'), ('proposed', 'refused'),
    ('approved', 'frozen'), ('approved', 'refused')) then raise exception 'a freeze does not go from % to %', old.state, new.state; end if;
  return new;
end $$;
create trigger month_freeze_guards before update on month_freeze for each row execute function month_freeze_guard();

-- Takes back members of a freeze that never came to be; up to so many rows at a time. The one way anything leaves these tables.
create function discard_frozen(the_freeze uuid, most int) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare f month_freeze; n int;
begin
  select * into strict f from month_freeze where id = the_freeze for update;
  if f.state not in ('computing', 'refused') then raise exception 'month % of % is %: its members stay', f.month, f.origin, f.state; end if;
  delete from frozen_member m where (m.chain_id, m.worker_id, m.seq) in (
    select x.chain_id, x.worker_id, x.seq from frozen_member x join frozen_chain c on c.id = x.chain_id
    where c.origin = f.origin and c.year = left(f.month, 4)::smallint and x.seq = f.seq limit most);
  get diagnostics n = row_count;
  return n;
end $$;
revoke execute on function discard_frozen(uuid, int) from public;
grant execute on function discard_frozen(uuid, int) to wengang_system;

grant select, insert on month_freeze, month_approval, month_report to wengang_app, wengang_system;
grant update (state, job_id, checks, digest, cells, refused_by, refused, reason, frozen, key_id, statement, signature) on month_freeze to wengang_app, wengang_system;
grant select on month_freeze_series to wengang_app;
grant select, insert on month_freeze_series, frozen_chain, frozen_member to wengang_system;
grant select on month_freeze, month_freeze_series, month_approval, month_report, frozen_chain, frozen_member to wengang_figures;
alter table frozen_member enable row level security;
create policy system_reads on frozen_member for select to wengang_system using (true);
create policy system_adds on frozen_member for insert to wengang_system with check (true);
create policy figures_reads on frozen_member for select to wengang_figures using (true);
