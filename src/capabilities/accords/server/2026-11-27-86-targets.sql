-- 目标: how many persons an agreement is to reach by an indicator in a year. One side proposes, the other approves; what both agreed on is a fact that holds from
-- its day on, so that "the target in force on D, as known at K" can be asked. Nothing is overwritten.

-- What was proposed and what became of it. Not a fact of figures: until it is approved the old target is in force.
create table target_proposal (
  id uuid primary key,
  agreement_id uuid not null references agreement (id),
  indicator text collate "C" not null constraint target_proposal_indicator check (indicator ~ '^[IX]\d\d$'),
  year smallint not null constraint target_proposal_of_year check (year between 2016 and 2100),
  -- the first day on which the new target is in force
  from_day date not null,
  persons int not null constraint target_proposal_persons check (persons > 0),
  -- what was in force when it was proposed; null: nothing yet
  before int,
  side text not null constraint target_proposal_side check (side in ('origin', 'host')),
  reason text not null constraint target_proposal_reason check (reason <> ''),
  -- null: came with the demonstration
  proposed_by uuid references account (id),
  proposed_name text not null default '',
  -- the business day
  proposed_on date not null,
  proposed timestamptz not null default clock_timestamp(),
  state text not null default 'open' constraint target_proposal_state check (state in ('open', 'approved', 'refused', 'withdrawn')),
  decided_side text constraint target_proposal_decided_side check (decided_side in ('origin', 'host')),
  decided_by uuid references account (id),
  decided_name text not null default '',
  decided_on date,
  decided timestamptz,
  -- why it was refused or taken back
  answer text not null default '',
  constraint target_proposal_in_year check (extract(year from from_day) = year),
  constraint target_proposal_decided check ((state = 'open') = (decided is null) and (state = 'open') = (decided_side is null)),
  -- the other side decides; only the side that proposed takes back
  constraint target_proposal_other_side check (state = 'open' or (state = 'withdrawn') = (decided_side = side)),
  constraint target_proposal_two_people check (state <> 'approved' or decided_by is null or decided_by is distinct from proposed_by)
);
create unique index target_proposal_open on target_proposal (agreement_id, indicator, year) where state = 'open';
create index target_proposal_agreement on target_proposal (agreement_id, year);
create index target_proposal_waiting on target_proposal (proposed, id) where state = 'open';
create index target_proposal_proposed_by on target_proposal (proposed_by) where proposed_by is not null;
create index target_proposal_decided_by on target_proposal (decided_by) where decided_by is not null;

create function target_proposal_guard() returns trigger language plpgsql as $$
begin
  if old.state <> 'open' then raise exception 'proposal % is %: nothing of it changes', old.id, old.state; end if;
  if (new.id, new.agreement_id, new.indicator, new.year, new.from_day, new.persons, new.before, new.side, new.reason, new.proposed_by, new.proposed_on, new.proposed)
    is distinct from (old.id, old.agreement_id, old.indicator, old.year, old.from_day, old.persons, old.before, old.side, old.reason, old.proposed_by,
      old.proposed_on, old.proposed) then raise exception 'what was proposed does not change'; end if;
  return new;
end $$;
create trigger target_proposal_guards before update on target_proposal for each row execute function target_proposal_guard();
grant select, insert on target_proposal to wengang_app, wengang_system;
grant update (state, decided_side, decided_by, decided_name, decided_on, decided, answer) on target_proposal to wengang_app, wengang_system;
grant select on target_proposal to wengang_figures;

-- What is agreed: from this day of the year on so many persons. In force on D is the last one that began by D.
create table agreement_target (
  agreement_id uuid not null references agreement (id),
  indicator text collate "C" not null constraint agreement_target_indicator check (indicator ~ '^[IX]\d\d$'),
  year smallint not null,
  from_day date not null,
  persons int not null constraint agreement_target_persons check (persons > 0),
  -- who proposed and who approved it, and why
  proposal_id uuid not null references target_proposal (id),
  constraint agreement_target_in_year check (extract(year from from_day) = year)
);
select make_versioned('agreement_target', '{agreement_id, indicator, year, from_day}');
create index agreement_target_proposal on agreement_target (proposal_id);
create index agreement_target_of_year on agreement_target (year, agreement_id);
grant select on agreement_target to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded) on agreement_target to wengang_app, wengang_system;
