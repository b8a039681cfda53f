-- In post 在岗: spells of work and the evidence for them, by the model of docs/figures.md §2. Both are versioned: a correction supersedes.

-- 务工经历: employed, self-employed, flexible, public post, internship, from day to day; an open end is "still".
create table spell (
  id uuid not null,
  worker_id uuid not null references worker (id),
  kind text not null constraint spell_kind check (kind in ('employed', 'self_employed', 'flexible', 'public_post', 'internship')),
  -- null: nobody, or an employer that is not registered as an organisation
  organisation_id uuid references organisation (id),
  -- as the list wrote it
  employer_words text not null default '',
  -- X-XX-XX-XX of the 2022 classification
  occupation text not null default '' constraint spell_occupation check (occupation ~ '^(\d-\d\d-\d\d-\d\d)?$'),
  post_words text not null default '',
  -- GB/T 4754: the section's letter, and behind it the digits as far as they are known
  industry text not null default '' constraint spell_industry check (industry ~ '^([A-T]\d{0,4})?$'),
  industry_words text not null default '',
  -- 12 digits, at least the county; '' where it is not known
  place text collate "C" not null default '' constraint spell_place check (place ~ '^(\d{12})?$'),
  -- a month is kept as its 1st (figures §1)
  start date not null,
  start_precision text not null default 'day' constraint spell_start_precision check (start_precision in ('day', 'month', 'year')),
  -- the last day in post; a month is kept as its last day (figures §1)
  ended date,
  end_precision text not null default 'day' constraint spell_end_precision check (end_precision in ('day', 'month', 'year')),
  -- nobody said so: another spell began on the day after
  end_inferred boolean not null default false,
  -- coded with the verification of spells
  leave_reason text not null default '',
  -- the list says that it runs beside another one 兼职
  side_job boolean not null default false,
  -- 元 a month
  pay_month int constraint spell_pay check (pay_month >= 0),
  channel text not null default '' constraint spell_channel check (channel in ('', 'self', 'government', 'agency', 'recruited', 'workshop', 'publicPost',
    'flexible', 'ownBusiness', 'other')),
  point_to_point boolean,
  public_post_kind text not null default '',
  -- programme, class, station, agency, trip, order or public placement that stands behind it, and its record; written by those who keep such records
  assisted_kind text not null default '',
  assisted_ref text not null default '',
  contract_from date,
  contract_to date,
  source text not null default 'form',
  source_ref text collate "C" not null default '',
  recorded_by uuid,
  reason text not null default '',
  constraint spell_days check (ended >= start),
  constraint spell_inferred check (not end_inferred or ended is not null),
  constraint spell_contract check (contract_to >= contract_from)
);
select make_versioned('spell');
create index spell_worker on spell (worker_id, start);
create index spell_organisation on spell (organisation_id, worker_id) where organisation_id is not null;
create index spell_place on spell (place, worker_id) where superseded = 'infinity' and place <> '';
create index spell_source on spell (source_ref) where source_ref <> '';
call protect_fact('spell');

-- 在岗证据: who said on which day that somebody is in post, or not, and for which days that vouches. 1 social insurance 社保缴费, 2 bank payroll 工资流水,
-- 3 contract or stamped roster 合同/名册, 4 visit 走访, 5 telephone 电话, 6 self-report or unverified list 自报/名单.
create table evidence (
  id uuid not null,
  -- versions of one spell share its id
  spell_id uuid not null,
  worker_id uuid not null references worker (id),
  class smallint not null constraint evidence_class check (class between 1 and 6),
  says text not null constraint evidence_says check (says in ('in_post', 'not_in_post')),
  -- not in post: from this day on
  covers_from date not null,
  -- in post: to this day; not in post: null
  covers_to date,
  -- of a list: the last day of the period it states, else the day it was handed in
  observed date not null,
  -- the declared sheet a list was read by; two of one month by one template are one statement
  template text not null default '',
  file_hash text not null default '',
  source text not null default 'form',
  source_ref text collate "C" not null default '',
  recorded_by uuid,
  note text not null default '',
  constraint evidence_covers check (case says when 'in_post' then covers_to is not null and covers_to >= covers_from else covers_to is null end),
  -- whoever sees or says something vouches for no day to come; insurance and payroll name months
  constraint evidence_observed check (class <= 2 or says = 'not_in_post' or covers_to <= observed)
);
select make_versioned('evidence');
create index evidence_worker on evidence (worker_id, spell_id);
create index evidence_source on evidence (source_ref) where source_ref <> '';
-- stations and employers vouch for whom a key opens to them
call protect_fact('evidence', true);

-- 未务工: the last list that said of somebody "does not work" without any spell that could be ended. It vouches for nothing; it only tells "not" from
-- "not known".
create table no_work (
  worker_id uuid not null references worker (id),
  observed date not null,
  template text not null default '',
  source text not null default 'form',
  source_ref text collate "C" not null default '',
  recorded_by uuid,
  reason text not null default ''
);
select make_versioned('no_work', '{worker_id}');
create index no_work_source on no_work (source_ref) where source_ref <> '';
call protect_fact('no_work');

-- What holds of each of these workers on a day, from current spells and evidence; a row for every id that is given.
--   L        the last day that in-post evidence of a spell vouches for; its class: the best among the evidence that reaches L.
--   stopped  the last statement about the spell says "not in post", from the day or before. The order of statements is that of figures §2: observed day,
--            worse class first, then as they were recorded.
--   working  a spell that is no internship, has begun, was not over before the day and is not stopped. Of several the latest start counts, then better
--            evidence, higher pay, organisation, place, occupation, channel, kind, earlier end (figures §3, main).
-- The fold of figures §2 (which statement outweighs which) comes with the verification of spells.
create function employment_state(the_ids uuid[], the_day date) returns table (
  worker_id uuid, working text, work_place text, work_org uuid, work_since date, verified_until date, verified_class smallint
) language sql stable as $$
  with vouched as (
    select e.spell_id, max(e.covers_to) filter (where e.says = 'in_post') as until,
      (array_agg(e.says order by e.observed desc, e.class, e.recorded desc, e.says desc))[1] as last_says,
      (array_agg(e.covers_from order by e.observed desc, e.class, e.recorded desc, e.says desc))[1] as last_from
    from evidence e where e.worker_id = any (the_ids) and e.superseded = 'infinity' group by e.spell_id),
  open as (
    select distinct on (s.worker_id) s.worker_id, s.place, s.organisation_id, s.start, v.until, c.class
    from spell s
    left join vouched v on v.spell_id = s.id
    left join lateral (
      select min(e.class) as class from evidence e
      where e.worker_id = s.worker_id and e.spell_id = s.id and e.superseded = 'infinity' and e.says = 'in_post' and e.covers_to = v.until) c on true
    where s.worker_id = any (the_ids) and s.superseded = 'infinity' and s.kind <> 'internship'
      and s.start <= the_day and (s.ended is null or s.ended >= the_day)
      and not (coalesce(v.last_says, 'in_post') = 'not_in_post' and v.last_from <= the_day)
    order by s.worker_id, s.start desc, coalesce(c.class, 7), coalesce(s.pay_month, 0) desc, s.organisation_id nulls last, s.place, s.occupation, s.channel,
      s.kind, s.ended nulls last)
  select i.id,
    case when o.worker_id is not null then 'working'
      when exists (select from spell s where s.worker_id = i.id and s.superseded = 'infinity')
        or exists (select from no_work x where x.worker_id = i.id and x.superseded = 'infinity') then 'not_working'
      else 'unknown' end,
    coalesce(o.place, ''), o.organisation_id, o.start, o.until, o.class
  from (select distinct u as id from unnest(the_ids) u) i left join open o on o.worker_id = i.id
$$;
revoke execute on function employment_state(uuid[], date) from public;
grant execute on function employment_state(uuid[], date) to wengang_app, wengang_system;
