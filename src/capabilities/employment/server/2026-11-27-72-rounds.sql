-- Verification rounds 在岗核验: how a month is kept, what was answered, and what a round is decided by, derived per spell.

-- From this month on. ○ All answered until the 25th, the offices reminded three days before.
create table round_rule (
  from_month date primary key constraint round_rule_first check (extract(day from from_month) = 1),
  due_day smallint not null constraint round_rule_due check (due_day between 1 and 31),
  remind_days smallint not null constraint round_rule_remind check (remind_days between 0 and 15),
  source text not null default ''
);
insert into round_rule values ('2000-01-01', 25, 3, '默认值，可改');
grant select on round_rule to wengang_app, wengang_system, wengang_figures;

-- What somebody answered, one row an answer; the id comes from the device that gave it, so that what is sent twice is one. "still" and "left" are evidence as
-- well; "not reached" is an attempt and vouches for nothing. Only taking back changes a row.
create table verification_answer (
  id uuid primary key,
  spell_id uuid not null,
  worker_id uuid not null references worker (id),
  -- the day on which it was so; the month of it is the round
  day date not null,
  answer text not null constraint verification_answer_kind check (answer in ('still', 'left', 'notReached')),
  via text not null default '' constraint verification_answer_via check (via in ('', 'visit', 'phone', 'roster', 'employer')),
  reason text not null default '',
  last_day date,
  -- where, in words
  place text not null default '',
  note text not null default '',
  file_id uuid references file (id),
  evidence_id uuid,
  -- business day and account
  given_on date not null,
  given_by uuid,
  by_employer boolean not null default false,
  source_ref text collate "C" not null default '',
  recorded timestamptz not null default clock_timestamp(),
  undone timestamptz,
  constraint verification_answer_evidence check ((answer = 'notReached') = (evidence_id is null)),
  constraint verification_answer_left check ((answer = 'left') = (last_day is not null))
);
create index verification_answer_spell on verification_answer (spell_id, day);
create index verification_answer_worker on verification_answer (worker_id);
create index verification_answer_file on verification_answer (file_id) where file_id is not null;
create index verification_answer_source on verification_answer (source_ref) where source_ref <> '';
call protect_fact('verification_answer', true);

-- One row a spell that is no internship: everything the round of any month asks. Derived in the transaction that writes spells, evidence and answers
-- (put_round_spells), compared every night. Columns that a tap changes stand in no index, so that the row is rewritten in its own page.
create table round_spell (
  spell_id uuid primary key,
  worker_id uuid not null references worker (id),
  home text collate "C" not null,
  -- host:<county of work> and org:<employer>, the very keys of worker_scope; '' where there is none
  host_key text collate "C" not null,
  org_key text collate "C" not null,
  -- the employer's id, or its name as a list wrote it: what belongs together in a list
  employer text collate "C" not null,
  start date not null,
  ended date,
  until date,
  closed date,
  -- 'infinity' while it is open: lists of a month pass by what was over before
  shown_until date not null,
  verified_until date,
  verified_class smallint,
  stock_until date,
  verified smallint[] not null default '{}',
  left_in smallint[] not null default '{}',
  tried smallint[] not null default '{}',
  employer_said smallint[] not null default '{}'
) with (fillfactor = 85);
create index round_spell_home on round_spell (home, spell_id, shown_until);
create index round_spell_host on round_spell (host_key, employer, spell_id, shown_until);
create index round_spell_org on round_spell (org_key, spell_id, shown_until);
create index round_spell_worker on round_spell (worker_id);
call protect('round_spell', 'home', 'worker_id');
grant select on round_spell to wengang_app, wengang_figures;
grant select, insert, update, delete on round_spell to wengang_system;

-- The side of scope, as decision 0010: views that decide for themselves, from the keys of the transaction. What a spell opens in worker_scope and what stands
-- here are the same days (windows of access: host 30 before and 90 after, employer 30 after); a test compares them.
create view round_by_host as
  select r.* from round_spell r where r.host_key <> '' and r.start - 30 <= (select app_today()) and coalesce(r.ended, 'infinity') + 90 >= (select app_today())
    and (r.host_key = any ((select app_list('app.keys'))::text[])
      or (r.host_key >= (select app_setting('app.key_from')) and r.host_key <= (select app_setting('app.key_to')))
      or ((select app_list('app.range_from')) <> '{}' and exists (
        select 1 from unnest((select app_list('app.range_from')), (select app_list('app.range_to'))) k(f, t) where r.host_key >= k.f and r.host_key <= k.t)));
create view round_by_org as
  select r.* from round_spell r where r.org_key <> '' and r.start <= (select app_today()) and coalesce(r.ended, 'infinity') + 30 >= (select app_today())
    and r.org_key = any ((select app_list('app.keys'))::text[]);
grant select on round_by_host, round_by_org to wengang_app;

-- Writes what holds of the spells of these workers: rows that already say so are left alone, spells that are gone go. Anybody may call it in the transaction
-- of a fact; what is given is derived from the facts.
create function put_round_spells(the_workers uuid[], the_rows jsonb) returns int language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  touched int;
begin
  delete from round_spell r where r.worker_id = any (the_workers)
    and r.spell_id not in (select (x ->> 'spell_id')::uuid from jsonb_array_elements(the_rows) x);
  insert into round_spell as r (spell_id, worker_id, home, host_key, org_key, employer, start, ended, until, closed, shown_until, verified_until, verified_class,
      stock_until, verified, left_in, tried, employer_said)
    select x.spell_id, x.worker_id, n.home, x.host_key, x.org_key, x.employer, x.start, x.ended, x.until, x.closed, x.shown_until, x.verified_until,
      x.verified_class, x.stock_until, x.verified, x.left_in, x.tried, x.employer_said
    from jsonb_to_recordset(the_rows) as x (spell_id uuid, worker_id uuid, host_key text, org_key text, employer text, start date, ended date, until date,
        closed date, shown_until date, verified_until date, verified_class smallint, stock_until date, verified smallint[], left_in smallint[], tried smallint[],
        employer_said smallint[])
      join worker_now n on n.worker_id = x.worker_id
    order by x.spell_id
  on conflict (spell_id) do update set worker_id = excluded.worker_id, home = excluded.home, host_key = excluded.host_key, org_key = excluded.org_key,
    employer = excluded.employer, start = excluded.start, ended = excluded.ended, until = excluded.until, closed = excluded.closed,
    shown_until = excluded.shown_until, verified_until = excluded.verified_until, verified_class = excluded.verified_class, stock_until = excluded.stock_until,
    verified = excluded.verified, left_in = excluded.left_in, tried = excluded.tried, employer_said = excluded.employer_said
    where r is distinct from excluded;
  get diagnostics touched = row_count;
  return touched;
end $$;
revoke execute on function put_round_spells(uuid[], jsonb) from public;
grant execute on function put_round_spells(uuid[], jsonb) to wengang_app, wengang_system;

-- A person who moves is another office's to ask about from the same moment: the copy of the home follows in the transaction of the move.
create function round_spell_moves() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update round_spell set home = new.home where worker_id = new.worker_id and home <> new.home;
  return null;
end $$;
create trigger round_spell_moves after update of home on worker_now for each row when (old.home is distinct from new.home) execute function round_spell_moves();
