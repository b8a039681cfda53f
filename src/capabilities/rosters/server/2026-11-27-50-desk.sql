-- 疑点: what a rule doubts about a person, from a list or from the register itself. The same doubt about the same person is one row for ever: it closes
-- when the rule finds it no longer, and opens again when it does. Written by the desk as `system` (rosters/server/desk); a request changes who works on
-- it and what was decided.
create table finding (
  id uuid primary key,
  worker_id uuid not null,
  -- 12 digits: of the person's home as the last look had it
  home text collate "C" not null constraint finding_home check (home ~ '^\d{12}$'),
  -- V01 … V20, or a word of the engine
  rule text collate "C" not null,
  -- what inside the person it is about; '' the person
  about text collate "C" not null default '',
  severity text not null constraint finding_severity check (severity in ('doubt', 'hint')),
  -- keyed fingerprint of the values the rule looked at: 'r:…' of the register; 's:…' of a list, until the register was looked at
  facts_hash text collate "C" not null,
  -- {text, advice} in both languages; never a whole number of a person
  words jsonb not null,
  -- ids of the fields it is about, as its capability calls them
  fields text[] not null default '{}',
  -- what raised it last: a list, saving a fact, the nightly sweep
  source text not null constraint finding_raised check (source in ('sheet', 'save', 'sweep')),
  -- whoever sees the person by a key (host, station) sees it too: only rules about what such a viewer may know (access: fieldTable)
  hosts boolean not null default false,
  state text not null default 'open' constraint finding_state check (state in ('open', 'exempt', 'closed', 'withdrawn')),
  -- business days, which ages and statistics count by
  opened date not null,
  first_opened date not null,
  reopened int not null default 0,
  closed date,
  closed_how text not null default '' constraint finding_closed_how check (closed_how in ('', 'corrected', 'exempt', 'withdrawn')),
  -- null: the office of the area
  assignee uuid,
  assigned timestamptz,
  assigned_by uuid,
  version int not null default 1,
  changed timestamptz not null default clock_timestamp(),
  constraint finding_ended check ((state = 'open') = (closed is null) and (state = 'open') = (closed_how = '')),
  constraint finding_once unique (worker_id, rule, about)
);
-- counts and lists of an area, by rule
create index finding_area on finding (state, home, rule, opened) include (worker_id, hosts, severity, assignee);
-- the oldest or newest of a wide area, of all rules and of one
create index finding_age on finding (state, opened, id) include (home, rule, worker_id, hosts);
create index finding_rule on finding (state, rule, opened, id) include (home, worker_id, hosts);
create index finding_assignee on finding (assignee, state, opened, id) where assignee is not null;
create index finding_closed on finding (closed, home) where closed is not null;

-- Seen where the person's home lies; by key only what a host may know. Not protect(): that knows no difference between rules.
create procedure protect_desk(the_table regclass) language plpgsql as $$
declare
  keyed text := format($p$ (hosts and (select app_list('app.keys') <> '{}' or app_setting('app.key_from') is not null) and in_my_scope(%s.worker_id)) $p$, the_table);
  seen text := $p$
    (home >= (select app_setting('app.home_from')) and home <= (select app_setting('app.home_to')))
    or ((select app_list('app.area_from')) <> '{}' and exists (
      select 1 from unnest((select app_list('app.area_from')), (select app_list('app.area_to'))) r(f, t) where home >= r.f and home <= r.t))
    or $p$ || keyed;
  written text := $p$
    ((select app_list('app.own_from')) <> '{}' and exists (
      select 1 from unnest((select app_list('app.own_from')), (select app_list('app.own_to'))) r(f, t) where home >= r.f and home <= r.t))
    or $p$ || keyed;
begin
  execute format('alter table %s enable row level security', the_table);
  execute format('create policy seen on %s for select to wengang_app using (%s)', the_table, seen);
  execute format('create policy entered on %s for insert to wengang_app with check (%s)', the_table, written);
  execute format('create policy changed on %s for update to wengang_app using (%s) with check (%s)', the_table, written, written);
  execute format('create policy system_all on %s to wengang_system using (true) with check (true)', the_table);
  execute format('create policy figures_all on %s for select to wengang_figures using (true)', the_table);
  execute format('grant select on %s to wengang_app, wengang_figures', the_table);
  execute format('grant select, insert, update, delete on %s to wengang_system', the_table);
end $$;
revoke execute on procedure protect_desk(regclass) from public;
call protect_desk('finding');
grant update (state, opened, reopened, closed, closed_how, assignee, assigned, assigned_by, version, changed) on finding to wengang_app;

-- Which line of which list raised it; a batch that is taken back takes its lines with it.
create table finding_source (
  finding_id uuid not null references finding (id) on delete cascade,
  batch_id uuid not null references roster_batch (id),
  sheet smallint not null,
  row int not null,
  side smallint not null default 0,
  primary key (finding_id, batch_id)
);
create index finding_source_batch on finding_source (batch_id, finding_id);
alter table finding_source enable row level security;
create policy seen on finding_source for select to wengang_app using (exists (select 1 from finding f where f.id = finding_id));
create policy system_all on finding_source to wengang_system using (true) with check (true);
grant select on finding_source to wengang_app;
grant select, insert, update, delete on finding_source to wengang_system;

-- What happened with a finding after it was opened, and what people wrote about it.
create table finding_comment (
  id uuid primary key,
  finding_id uuid not null references finding (id) on delete cascade,
  worker_id uuid not null,
  kind text not null constraint finding_comment_kind check (kind in ('said', 'assigned', 'asked', 'approved', 'refused', 'voided', 'expired', 'reopened', 'closed', 'withdrawn')),
  words text not null default '' constraint finding_comment_words check (length(words) <= 1000),
  file_id uuid references file (id),
  -- null: the system
  by_account uuid,
  -- to whom, where somebody was asked to work on it
  to_account uuid,
  at timestamptz not null default clock_timestamp()
);
create index finding_comment_finding on finding_comment (finding_id, at);
create index finding_comment_file on finding_comment (file_id) where file_id is not null;
alter table finding_comment enable row level security;
create policy seen on finding_comment for select to wengang_app using (exists (select 1 from finding f where f.id = finding_id));
create policy entered on finding_comment for insert to wengang_app
  with check (by_account::text = (select app_setting('app.account')) and exists (select 1 from finding f where f.id = finding_id and f.worker_id = finding_comment.worker_id));
create policy system_all on finding_comment to wengang_system using (true) with check (true);
grant select, insert on finding_comment to wengang_app, wengang_system;

-- 豁免: the fact is right although the rule doubts it. Approved by another account than the one that asked, for a year at most, for these values only.
create table exemption (
  id uuid primary key,
  finding_id uuid not null references finding (id) on delete cascade,
  worker_id uuid not null,
  home text collate "C" not null,
  hosts boolean not null default false,
  state text not null default 'asked' constraint exemption_state check (state in ('asked', 'approved', 'refused', 'expired', 'void')),
  reason text not null constraint exemption_reason check (length(reason) between 1 and 1000),
  file_id uuid references file (id),
  asked_by uuid not null,
  asked timestamptz not null default clock_timestamp(),
  -- last day it holds; who decides may shorten it
  until date not null,
  decided_by uuid,
  decided timestamptz,
  decided_on date,
  decision text not null default '',
  -- of the finding when it was approved
  facts_hash text collate "C" not null default '',
  constraint exemption_two check (decided_by is null or decided_by <> asked_by),
  constraint exemption_decided check (state not in ('approved', 'refused') or decided_by is not null),
  constraint exemption_until check (state <> 'approved' or until <= decided_on + interval '12 months')
);
create unique index exemption_current on exemption (finding_id) where state in ('asked', 'approved');
create index exemption_finding on exemption (finding_id, asked);
create index exemption_waiting on exemption (state, home, asked, id);
create index exemption_until on exemption (until) where state = 'approved';
create index exemption_file on exemption (file_id) where file_id is not null;
call protect_desk('exemption');
grant insert on exemption to wengang_app;
grant update (state, until, decided_by, decided, decided_on, decision, facts_hash) on exemption to wengang_app;

-- 批量: what was found about a list as a whole (疑似统一填报); seen by whoever sees the batch.
create table batch_doubt (
  id uuid primary key,
  batch_id uuid not null references roster_batch (id),
  -- as in roster_batch.area
  area text collate "C" not null,
  -- Finding of rulesValue.ts
  finding jsonb not null,
  rows int not null default 0,
  state text not null default 'open' constraint batch_doubt_state check (state in ('open', 'closed', 'withdrawn')),
  opened date not null,
  closed date,
  closed_by uuid,
  decision text not null default '',
  version int not null default 1,
  constraint batch_doubt_ended check ((state = 'open') = (closed is null))
);
create index batch_doubt_batch on batch_doubt (batch_id);
create index batch_doubt_list on batch_doubt (state, area, opened, id);
alter table batch_doubt enable row level security;
create policy seen on batch_doubt for select to wengang_app using (exists (select 1 from roster_batch b where b.id = batch_id));
create policy changed on batch_doubt for update to wengang_app using (exists (
  select 1 from unnest((select app_list('app.own_from')), (select app_list('app.own_to'))) r(f, t) where area >= r.f and area <= r.t));
create policy system_all on batch_doubt to wengang_system using (true) with check (true);
grant select on batch_doubt to wengang_app;
grant update (state, closed, closed_by, decision, version) on batch_doubt to wengang_app;
grant select, insert, update, delete on batch_doubt to wengang_system;

-- How far the sweep over the register has come, for each capability that has rules.
create table desk_sweep (
  rules text primary key,
  -- what was changed before this is looked at
  until timestamptz not null,
  -- business day of that sweep: what a day alone changes is asked from here on
  day date not null,
  finished timestamptz not null default clock_timestamp()
);
grant select on desk_sweep to wengang_app;
grant select, insert, update on desk_sweep to wengang_system;

-- Takes a batch's lines from the desk. What only lists said and no list says any more is withdrawn; what the register was found to say stays, until the
-- next look.
create function withdraw_findings(the_batch uuid, the_day date) returns void language plpgsql volatile as $$
declare
  gone uuid[];
begin
  with taken as (delete from finding_source where batch_id = the_batch returning finding_id),
  ended as (
    update finding f set state = 'withdrawn', closed = the_day, closed_how = 'withdrawn', version = version + 1, changed = clock_timestamp()
    from taken t where f.id = t.finding_id and f.state in ('open', 'exempt') and f.facts_hash like 's:%'
      and not exists (select 1 from finding_source s where s.finding_id = f.id and s.batch_id <> the_batch)
    returning f.id, f.worker_id),
  told as (insert into finding_comment (id, finding_id, worker_id, kind) select gen_random_uuid(), id, worker_id, 'withdrawn' from ended)
  select array_agg(id) into gone from ended;
  update exemption set state = 'void' where finding_id = any(gone) and state in ('asked', 'approved');
  update batch_doubt set state = 'withdrawn', closed = the_day, version = version + 1 where batch_id = the_batch and state = 'open';
end $$;
revoke execute on function withdraw_findings(uuid, date) from public;
grant execute on function withdraw_findings(uuid, date) to wengang_system;
