-- Lists from outside: what social insurance, banks and employers say of who works where, month by month. What a list said is kept as lines; evidence for spells that
-- are known and proposals for those that nobody entered follow from all lines of a worker together, so the order in which lists come in does not matter.

create table outside_line (
  batch_id uuid not null references roster_batch (id),
  sheet smallint not null,
  row int not null,
  side smallint not null default 0,
  worker_id uuid not null references worker (id),
  -- 社保缴费名单, 工资代发清单, 用工花名册
  list text not null constraint outside_line_list check (list in ('insurance', 'payroll', 'staff')),
  class smallint not null constraint outside_line_class check (class in (1, 2, 3, 6)),
  organisation_id uuid references organisation (id),
  -- as the list wrote it
  employer_words text not null,
  -- months named, as 12 · year + month − 1; of a staff list those between its two days
  months int[] not null constraint outside_line_months check (direct or cardinality(months) between 1 and 1200),
  -- of a staff list
  from_day date,
  to_day date,
  -- 元 a month, of payroll and staff lists
  pay_month int,
  post_words text not null default '',
  observed date not null,
  -- number of the batch: of lines that say the same the first one speaks
  batch_number int not null,
  recorded_by uuid,
  -- the owner of the list knew the worker; of others the owner never learns whether there is such a person, so not even that a line of theirs was kept
  told boolean not null,
  -- a staff list that wrote evidence of its own: nothing follows from the line, it only says which row it was. Row 0: whom a complete list leaves out.
  direct boolean not null default false,
  -- a staff list that says it names everybody
  complete boolean not null default false,
  -- taken back: nothing follows from it any more
  undone timestamptz,
  primary key (batch_id, sheet, row, side, worker_id)
);
create index outside_line_worker on outside_line (worker_id);
create index outside_line_batch on outside_line (batch_id, list, sheet, row, side) where undone is null;
create index outside_line_organisation on outside_line (organisation_id) where organisation_id is not null;
call protect_fact('outside_line');

-- 待确认的务工经历: what those lines reveal. An open one follows from the lines and is dropped with them, or once somebody enters the spell; a decision stays.
create table spell_proposal (
  id uuid primary key,
  worker_id uuid not null references worker (id),
  -- 12 digits: of the worker, as the last look had it
  home text collate "C" not null,
  -- spell: work nobody entered; earlier: a spell that began before its recorded start
  kind text not null constraint spell_proposal_kind check (kind in ('spell', 'earlier')),
  -- the one that began earlier; once accepted, the one that was entered
  spell_id uuid,
  organisation_id uuid references organisation (id),
  employer_words text not null,
  -- who speaks for the organisation, or 'plain:' and the name: by which lines are held together
  employer_key text collate "C" not null,
  -- the 1st of the first and the last of the last month
  from_day date not null,
  to_day date not null,
  class smallint not null constraint spell_proposal_class check (class in (1, 2, 3, 6)),
  -- insurance, payroll, staff
  lists text[] not null,
  pay_month int,
  post_words text not null default '',
  -- the last day of the lists behind it
  observed date not null,
  state text not null default 'open' constraint spell_proposal_state check (state in ('open', 'accepted', 'declined')),
  reason text not null default '' constraint spell_proposal_reason check (reason in ('', 'notWorking', 'otherPerson', 'wrongEmployer', 'other')),
  words text not null default '',
  decided_by uuid,
  decided timestamptz,
  proposed date not null,
  version int not null default 1,
  constraint spell_proposal_decided check ((state = 'open') = (decided is null)),
  constraint spell_proposal_why check ((state = 'declined') = (reason <> ''))
);
create index spell_proposal_worker on spell_proposal (worker_id);
create index spell_proposal_list on spell_proposal (state, home, class, observed desc, id);
create index spell_proposal_age on spell_proposal (state, observed, id) include (home, class);
create index spell_proposal_organisation on spell_proposal (organisation_id) where organisation_id is not null;
call protect('spell_proposal', 'home', 'worker_id');
grant select, insert, update, delete on spell_proposal to wengang_app, wengang_system;
grant select on spell_proposal to wengang_figures;
