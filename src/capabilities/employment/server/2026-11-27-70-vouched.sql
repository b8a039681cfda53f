-- What evidence vouches for (docs/figures.md §2, fold), derived from spell and evidence for every class and every instant, and kept in the transaction that
-- writes them (vouched.ts, refold). No fact: it can be made anew from the facts at any time, and is compared with them every night.
--
-- A row for c only where the answer differs from that of c - 1; of c = 0 nothing vouches and closed is the recorded end. It says it for the classes
-- c … upto:  where :c between c and upto and recorded <= :k and :k < superseded.  So most spells have one row instead of six.
--
-- recorded and superseded are those of the versions of the facts that made the difference, not of the moment of deriving: what was known at K is what the
-- facts known at K say. So a row may be rewritten as long as its instant lies behind the watermark of an open transaction.
create table spell_vouched (
  spell_id uuid not null,
  worker_id uuid not null references worker (id),
  c smallint not null constraint spell_vouched_class check (c between 1 and 6),
  upto smallint not null,
  -- the best class <= c of evidence that vouches for anything; null: none does
  best smallint,
  -- the spell's start
  from_day date not null,
  -- L; null: nothing vouches
  l_day date,
  -- the last day in post; null: nobody closed it
  closed date,
  -- of the statement that closed it; null: none, or the recorded end comes earlier
  closing_class smallint constraint spell_vouched_closing check (closing_class between 1 and 6),
  recorded timestamptz not null,
  superseded timestamptz not null,
  constraint spell_vouched_version primary key (spell_id, c, recorded),
  constraint spell_vouched_upto check (upto between c and 6),
  constraint spell_vouched_best check (best between 1 and c and (best is null) = (l_day is null)),
  constraint spell_vouched_order check (recorded < superseded),
  constraint spell_vouched_last check (l_day <= closed)
);
create index spell_vouched_worker on spell_vouched (worker_id);
call protect_fact('spell_vouched', true);
grant delete on spell_vouched to wengang_app, wengang_system;
create policy derived_anew on spell_vouched for delete to wengang_app using (writes_fact(worker_id, true));
