-- 报名: who asked to be trained in which class and what came of it; 订单班: the agreement of three, the posts it reserves, and the evidence of its promises.
-- What figures rest on has two times. Everything about a trainee carries worker_id; nothing here is told through a class alone.

-- One row for each worker and class. The id never changes: marks of the roll call, results and promises point to it.
create table training_enrolment (
  id uuid primary key,
  class_id uuid not null references training_class (id),
  worker_id uuid not null references worker (id),
  registered timestamptz not null default write_start(),
  constraint training_enrolment_once unique (class_id, worker_id)
);
create index training_enrolment_worker on training_enrolment (worker_id);
grant select on training_enrolment to wengang_app, wengang_system, wengang_figures;
grant insert on training_enrolment to wengang_app, wengang_system;

-- What is known of it. Days say when it held: asked on, in from, ended on; a correction supersedes.
create table training_enrolment_fact (
  enrolment_id uuid not null references training_enrolment (id),
  class_id uuid not null references training_class (id),
  worker_id uuid not null references worker (id),
  -- by the person, by a list of a village, by invitation, entered by an office
  way text not null constraint training_enrolment_fact_way check (way in ('self', 'list', 'invited', 'office')),
  state text not null constraint training_enrolment_fact_state
    check (state in ('invited', 'declined', 'applied', 'refused', 'waiting', 'enrolled', 'withdrawn', 'finished', 'failed')),
  -- invited, or asked, on
  asked_on date not null,
  -- the place in the line, given once in a class and never again
  waiting_no int constraint training_enrolment_fact_line check (waiting_no > 0),
  -- 学号: two people never hold one seat, whoever writes at the same moment
  seat smallint constraint training_enrolment_fact_seat check (seat > 0),
  enrolled_on date,
  -- the last day: refused, declined, left, finished or failed on
  ended_on date,
  -- of contractEnrolmentTexts.ts
  reason_code text not null default '',
  reason text not null default '',
  -- what was not met or not known when it was entered, by key; [] where all was met
  doubts text[] not null default '{}',
  source text not null default 'form',
  source_ref text collate "C" not null default '',
  recorded_by uuid,
  recorded_name text not null default '',
  constraint training_enrolment_fact_seated check ((seat is not null) = (state in ('enrolled', 'finished', 'failed'))),
  constraint training_enrolment_fact_in check (enrolled_on is not null or state not in ('enrolled', 'finished', 'failed')),
  constraint training_enrolment_fact_ended check ((ended_on is not null) = (state in ('declined', 'refused', 'withdrawn', 'finished', 'failed'))),
  constraint training_enrolment_fact_waits check (waiting_no is not null or state <> 'waiting'),
  constraint training_enrolment_fact_days check (enrolled_on >= asked_on and ended_on >= asked_on and (ended_on >= enrolled_on))
);
select make_versioned('training_enrolment_fact', '{enrolment_id}');
create unique index training_enrolment_fact_one_seat on training_enrolment_fact (class_id, seat) where superseded = 'infinity' and seat is not null;
create index training_enrolment_fact_class on training_enrolment_fact (class_id, state) where superseded = 'infinity';
create index training_enrolment_fact_of_class on training_enrolment_fact (class_id);
create index training_enrolment_fact_worker on training_enrolment_fact (worker_id);
create index training_enrolment_fact_ref on training_enrolment_fact (source_ref) where source_ref <> '';
grant select on training_enrolment_fact to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded) on training_enrolment_fact to wengang_app, wengang_system;

-- Whose an enrolment is. The person's own; the side of origin's, whatever class it is; else of whoever sees both the person and the class: the school and the
-- employer that scope opens the person to see what is theirs and no class of others. As functions, whose plan a session keeps.
create function at_home_here(the_worker uuid, own boolean) returns boolean language plpgsql stable parallel safe as $$
begin
  return exists (select 1 from worker_now w where w.worker_id = the_worker and (
    (not own and w.home >= app_setting('app.home_from') and w.home <= app_setting('app.home_to'))
    or exists (select 1 from unnest(app_list(case when own then 'app.own_from' else 'app.area_from' end),
      app_list(case when own then 'app.own_to' else 'app.area_to' end)) r(f, t) where w.home >= r.f and w.home <= r.t)));
end $$;
create function sees_enrolment(the_class uuid, the_worker uuid) returns boolean language plpgsql stable parallel safe as $$
begin
  return 'worker:' || the_worker = any (app_list('app.keys')) or at_home_here(the_worker, false) or (class_seen(the_class) and sees_worker(the_worker));
end $$;
create function writes_enrolment(the_class uuid, the_worker uuid) returns boolean language plpgsql stable parallel safe as $$
begin
  return 'worker:' || the_worker = any (app_list('app.keys')) or at_home_here(the_worker, true) or (class_written(the_class) and sees_worker(the_worker));
end $$;
create procedure protect_enrolment(the_table regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', the_table);
  execute format('create policy seen on %s for select to wengang_app using (sees_enrolment(class_id, worker_id))', the_table);
  execute format('create policy entered on %s for insert to wengang_app with check (writes_enrolment(class_id, worker_id))', the_table);
  execute format('create policy changed on %s for update to wengang_app using (writes_enrolment(class_id, worker_id)) with check (writes_enrolment(class_id, worker_id))', the_table);
  execute format('create policy system_all on %s to wengang_system using (true) with check (true)', the_table);
  execute format('create policy figures_all on %s for select to wengang_figures using (true)', the_table);
end $$;
revoke execute on procedure protect_enrolment(regclass) from public;
call protect_enrolment('training_enrolment');
call protect_enrolment('training_enrolment_fact');

-- 订单协议 -----------------------------------------------------------------------------------------------------------------------------
-- What employer, school and government office agree on about one order class. Its posts are part of it; a change makes signatures void.
create table training_order (
  class_id uuid not null references training_class (id),
  -- the office that signs for the government: the division whose people are trained
  office_code text collate "C" not null constraint training_order_office check (office_code ~ '^\d{12}$'),
  -- 入学即入职: days from entry for the agreement with the employer; 毕业即就业: days from finishing for the contract
  entry_days smallint not null constraint training_order_entry check (entry_days between 1 and 90),
  contract_days smallint not null constraint training_order_contract check (contract_days between 1 and 180),
  words text not null default '',
  reason text not null default '',
  recorded_by uuid,
  recorded_name text not null default ''
);
select make_versioned('training_order', '{class_id}');
grant select on training_order to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded) on training_order to wengang_app, wengang_system;
call protect_by_class('training_order');

-- 预留岗位: heads and pay promised, a month, in yuan.
create table training_order_post (
  id uuid not null,
  class_id uuid not null references training_class (id),
  title text not null constraint training_order_post_title check (title <> ''),
  -- X-XX-XX-XX of the 2022 classification, '' where only the words are known
  occupation text not null default '' constraint training_order_post_occupation check (occupation ~ '^(\d-\d\d-\d\d-\d\d)?$'),
  place text collate "C" not null constraint training_order_post_place check (place ~ '^\d{12}$'),
  heads smallint not null constraint training_order_post_heads check (heads > 0),
  pay_min int not null constraint training_order_post_pay check (pay_min > 0),
  pay_max int not null,
  note text not null default '',
  recorded_by uuid,
  recorded_name text not null default '',
  constraint training_order_post_pays check (pay_max >= pay_min)
);
select make_versioned('training_order_post');
create index training_order_post_class on training_order_post (class_id);
grant select on training_order_post to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded) on training_order_post to wengang_app, wengang_system;
call protect_by_class('training_order_post');

create table training_order_signature (
  class_id uuid not null references training_class (id),
  party text not null constraint training_order_signature_party check (party in ('employer', 'school', 'office')),
  state text not null constraint training_order_signature_state check (state in ('signed', 'void')),
  -- 职务 of whoever signed; never a name
  post text not null default '',
  signed_on date not null,
  account_id uuid references account (id),
  reason text not null default '',
  recorded_by uuid,
  recorded_name text not null default ''
);
select make_versioned('training_order_signature', '{class_id, party}');
create index training_order_signature_account on training_order_signature (account_id) where account_id is not null;
grant select on training_order_signature to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded) on training_order_signature to wengang_app, wengang_system;
call protect_by_class('training_order_signature');

-- The evidence of the first three promises, trainee by trainee: 意向书 with a named post, 入职协议 with the employer, 顶岗 at a post from day to day.
-- The fourth, the contract, is what the ledger of work knows.
create table training_promise_deed (
  enrolment_id uuid not null references training_enrolment (id),
  kind text not null constraint training_promise_deed_kind check (kind in ('intent', 'entry', 'practice')),
  class_id uuid not null references training_class (id),
  worker_id uuid not null references worker (id),
  -- of the reserved posts; null: practice at a post that was none of them
  post_id uuid,
  -- signed on; of practice the first day
  on_day date not null,
  to_day date,
  note text not null default '',
  file_id uuid references file (id),
  reason text not null default '',
  recorded_by uuid,
  recorded_name text not null default '',
  constraint training_promise_deed_days check (to_day >= on_day),
  constraint training_promise_deed_post check (post_id is not null or kind <> 'intent')
);
select make_versioned('training_promise_deed', '{enrolment_id, kind}');
create index training_promise_deed_class on training_promise_deed (class_id);
create index training_promise_deed_worker on training_promise_deed (worker_id);
create index training_promise_deed_file on training_promise_deed (file_id) where file_id is not null;
grant select on training_promise_deed to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded) on training_promise_deed to wengang_app, wengang_system;
call protect_enrolment('training_promise_deed');

-- How an order class keeps its promises, counted: open to everybody in the programme, therefore numbers and nobody's name. Derived; every night anew.
create table training_promise_count (
  class_id uuid primary key references training_class (id),
  counted_on date not null,
  posts int not null,
  trainees int not null,
  -- left or failed before the end: no promise of the employer's to keep
  gone int not null,
  -- of the four promises: met, not met, not yet
  intent_met int not null, intent_not int not null, intent_yet int not null,
  entry_met int not null, entry_not int not null, entry_yet int not null,
  practice_met int not null, practice_not int not null, practice_yet int not null,
  contract_met int not null, contract_not int not null, contract_yet int not null
);
grant select on training_promise_count to wengang_app, wengang_system, wengang_figures;
grant insert, update, delete on training_promise_count to wengang_system;

-- What a request cannot see whole ------------------------------------------------------------------------------------------------------
-- A class as it is announced: to whoever sees it, to everybody while it enrols, and to its own trainees. Its state is that of the day.
create function class_brief(the_classes uuid[], the_day date) returns table (class_id uuid, title text, programme text, version_id uuid, mode text, order_kind text,
  school_id uuid, employer_id uuid, place text, address text, origin_code text, host_code text, plan_from date, plan_to date, enrol_until date, seats smallint,
  state text, seen boolean) language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query select * from (
    select f.class_id, f.title, f.programme, f.version_id, f.mode, f.order_kind, f.school_id, f.employer_id, f.place, f.address, f.origin_code, f.host_code,
      f.plan_from, f.plan_to, f.enrol_until, f.seats, class_state(f.class_id, the_day) as state,
      current_setting('role', true) in ('wengang_system', 'wengang_figures')
        or class_in_reach(false, f.place, f.origin_code, f.host_code, f.school_id, f.employer_id) as seen
    from training_class_fact f where f.class_id = any (the_classes) and f.superseded = 'infinity') c
  where c.seen or c.state = 'enrolling' or exists (select 1 from training_enrolment e
    where e.class_id = c.class_id and 'worker:' || e.worker_id = any (app_list('app.keys')));
end $$;
create function class_state(the_class uuid, the_day date) returns text language sql stable security definer set search_path = public, pg_temp as $$
  select s.state from training_class_step s where s.class_id = the_class and s.superseded = 'infinity' and s.on_day <= the_day
  order by array_position(array['plan', 'approval', 'enrolling', 'opened', 'teaching', 'finished', 'assessed', 'tracking', 'archived', 'cancelled'], s.state) desc limit 1
$$;
-- Classes that enrol on the day and may take people of a home.
create function open_classes(the_home text, the_day date) returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
  select f.class_id from training_class_fact f
  where f.superseded = 'infinity' and f.enrol_until >= the_day and starts_with(the_home, division_stem(f.origin_code)) and class_state(f.class_id, the_day) = 'enrolling'
$$;

-- The next lessons of classes, for their own trainees.
create function lessons_told(the_classes uuid[], the_day date) returns table (class_id uuid, day date, from_minute smallint, to_minute smallint, title text, room text)
language sql stable security definer set search_path = public, pg_temp as $$
  select l.class_id, l.day, l.from_minute, l.to_minute, coalesce(m.title, ''), l.room from class_brief(the_classes, the_day) b
    join training_lesson_fact l on l.class_id = b.class_id and l.superseded = 'infinity' and l.state = 'planned' and l.day >= the_day
    left join training_module m on m.version_id = b.version_id and m.number = l.module
  order by l.class_id, l.day, l.from_minute
$$;
create function place_in_line(the_class uuid, the_no int) returns int language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int from training_enrolment_fact f where f.class_id = the_class and f.superseded = 'infinity' and f.state = 'waiting' and f.waiting_no <= the_no
$$;

-- What the promises of order classes are held against, for whoever may be told of the class, its trainees too.
create function orders_told(the_classes uuid[], the_day date) returns table (class_id uuid, first_lesson date, plan_to date, entry_days smallint, contract_days smallint,
  posts jsonb) language sql stable security definer set search_path = public, pg_temp as $$
  select b.class_id, (select min(l.day) from training_lesson_fact l where l.class_id = b.class_id and l.superseded = 'infinity' and l.state = 'planned'), b.plan_to,
    o.entry_days, o.contract_days, coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'title', p.title, 'occupation', p.occupation, 'payMin', p.pay_min))
      from training_order_post p where p.class_id = b.class_id and p.superseded = 'infinity'), '[]')
  from class_brief(the_classes, the_day) b join training_order o on o.class_id = b.class_id and o.superseded = 'infinity'
$$;

create function intents_named(the_class uuid) returns table (post_id uuid, n int) language sql stable security definer set search_path = public, pg_temp as $$
  select d.post_id, count(*)::int from training_promise_deed d join training_enrolment_fact f on f.enrolment_id = d.enrolment_id and f.superseded = 'infinity'
  where d.class_id = the_class and d.superseded = 'infinity' and d.kind = 'intent' and f.state not in ('withdrawn', 'refused', 'declined')
  group by d.post_id
$$;
-- Promises by employer, over all order classes that were counted.
create function promises_told() returns table (employer_id uuid, classes int, seats int, posts int, counted_on date, trainees int, gone int, intent_met int,
  intent_not int, intent_yet int, entry_met int, entry_not int, entry_yet int, practice_met int, practice_not int, practice_yet int, contract_met int,
  contract_not int, contract_yet int) language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(l.main_id, f.employer_id), count(*)::int, sum(f.seats)::int, sum(c.posts)::int, min(c.counted_on), sum(c.trainees)::int, sum(c.gone)::int,
    sum(c.intent_met)::int, sum(c.intent_not)::int, sum(c.intent_yet)::int, sum(c.entry_met)::int, sum(c.entry_not)::int, sum(c.entry_yet)::int,
    sum(c.practice_met)::int, sum(c.practice_not)::int, sum(c.practice_yet)::int, sum(c.contract_met)::int, sum(c.contract_not)::int, sum(c.contract_yet)::int
  from training_promise_count c join training_class_fact f on f.class_id = c.class_id and f.superseded = 'infinity' and f.employer_id is not null
    left join organisation_link l on l.organisation_id = f.employer_id and l.superseded = 'infinity'
  group by 1
$$;

-- How full a class is: numbers, which a cadre needs who sees only people of the own village.
create function class_standing(the_class uuid) returns table (enrolled int, learning int, waiting int, applied int, invited int, next_waiting int,
  free_seat smallint)
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) filter (where f.seat is not null)::int, count(*) filter (where f.state = 'enrolled')::int, count(*) filter (where f.state = 'waiting')::int, count(*) filter (where f.state = 'applied')::int,
    count(*) filter (where f.state = 'invited')::int,
    (select coalesce(max(a.waiting_no), 0) + 1 from training_enrolment_fact a where a.class_id = the_class)::int,
    (select min(n)::smallint from training_class_fact c, generate_series(1, c.seats) n where c.class_id = the_class and c.superseded = 'infinity'
      and not exists (select 1 from training_enrolment_fact t where t.class_id = the_class and t.superseded = 'infinity' and t.seat = n))
  from training_enrolment_fact f where f.class_id = the_class and f.superseded = 'infinity'
$$;

-- Other classes of the same persons whose lessons meet the lessons of this one from a day on, the first of each; also of another record of the person. An
-- enrolment of another record in this very class is told without hours.
create function classes_meeting(the_class uuid, the_workers uuid[], from_day date) returns table (worker_id uuid, other_class uuid, day date, from_minute smallint,
  to_minute smallint, other_from smallint, other_to smallint) language sql stable security definer set search_path = public, pg_temp as $$
  with asked as (
    select w.worker_id, m.worker_id as record from worker_now w join worker_now m on m.person_id = w.person_id where w.worker_id = any (the_workers)),
  held as (
    select a.worker_id, f.class_id from asked a join training_enrolment_fact f on f.worker_id = a.record and f.superseded = 'infinity'
    where f.state = 'enrolled' and (f.class_id <> the_class or f.worker_id <> a.worker_id))
  select distinct on (h.worker_id) h.worker_id, h.class_id, mine.day, mine.from_minute, mine.to_minute, theirs.from_minute, theirs.to_minute
  from held h
    left join training_lesson_fact mine on h.class_id <> the_class and mine.class_id = the_class and mine.superseded = 'infinity' and mine.state = 'planned'
      and mine.day >= from_day
    left join training_lesson_fact theirs on theirs.class_id = h.class_id and theirs.superseded = 'infinity' and theirs.state = 'planned' and theirs.day = mine.day
      and theirs.from_minute < mine.to_minute and mine.from_minute < theirs.to_minute
  where h.class_id = the_class or theirs.class_id is not null
  order by h.worker_id, (h.class_id = the_class) desc, mine.day, mine.from_minute
$$;

-- Trainings of the same persons, for limits that subsidies set: which occupation and level, from when, paid out of public money or not. No class is named.
create function trainings_of(the_workers uuid[], but_class uuid) returns table (worker_id uuid, enrolled_on date, occupation text, level smallint, subsidised boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select w.worker_id, f.enrolled_on, v.occupation, v.leads_level,
    exists (select 1 from training_budget b where b.class_id = f.class_id and b.superseded = 'infinity' and b.fund <> 'employer')
  from worker_now w join worker_now m on m.person_id = w.person_id
    join training_enrolment_fact f on f.worker_id = m.worker_id and f.superseded = 'infinity' and f.seat is not null and f.class_id <> but_class
    join training_class_fact c on c.class_id = f.class_id and c.superseded = 'infinity'
    left join training_standard_version v on v.id = c.version_id
  where w.worker_id = any (the_workers)
$$;

-- In a class: enrolled, and the day has come. Noted of the register's row where it says otherwise; returns for how many.
create function settle_in_class(the_workers uuid[], the_day date) returns int language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  off record;
  n int := 0;
begin
  for off in select w.worker_id, not w.in_class as now_in from worker_now w where w.worker_id = any (the_workers) and w.in_class is distinct from exists (
      select 1 from training_enrolment_fact f where f.worker_id = w.worker_id and f.superseded = 'infinity' and f.state = 'enrolled' and f.enrolled_on <= the_day)
    order by w.worker_id loop
    perform note_worker_state(off.worker_id, jsonb_build_object('inClass', off.now_in));
    n := n + 1;
  end loop;
  return n;
end $$;

-- A seat is free: the first in the line who is not taught elsewhere at these hours gets it, and so on. Whoever gives the seat up need not see who comes after.
-- Under the lock of the class.
create function promote_waiting(the_class uuid, the_day date) returns table (enrolment_id uuid, worker_id uuid)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  next record;
  free smallint;
begin
  for next in select f.* from training_enrolment_fact f where f.class_id = the_class and f.superseded = 'infinity' and f.state = 'waiting' order by f.waiting_no loop
    select s.free_seat into free from class_standing(the_class) s;
    exit when free is null;
    perform lock_workers(array[next.worker_id]);
    continue when exists (select 1 from classes_meeting(the_class, array[next.worker_id], the_day));
    update training_enrolment_fact f set superseded = '-infinity' where f.enrolment_id = next.enrolment_id and f.superseded = 'infinity';
    insert into training_enrolment_fact (enrolment_id, class_id, worker_id, way, state, asked_on, waiting_no, seat, enrolled_on, reason_code, doubts, source, source_ref)
      values (next.enrolment_id, the_class, next.worker_id, next.way, 'enrolled', next.asked_on, next.waiting_no, free, greatest(the_day, next.asked_on), 'promoted',
        next.doubts, next.source, next.source_ref);
    perform settle_in_class(array[next.worker_id], the_day);
    enrolment_id := next.enrolment_id;
    worker_id := next.worker_id;
    return next;
  end loop;
end $$;

revoke execute on function class_brief(uuid[], date), class_state(uuid, date), open_classes(text, date), class_standing(uuid), intents_named(uuid), promises_told(), orders_told(uuid[], date), lessons_told(uuid[], date), place_in_line(uuid, int), classes_meeting(uuid, uuid[], date),
  trainings_of(uuid[], uuid), settle_in_class(uuid[], date), promote_waiting(uuid, date) from public;
grant execute on function class_brief(uuid[], date), class_state(uuid, date), open_classes(text, date), class_standing(uuid), intents_named(uuid), promises_told(), orders_told(uuid[], date), lessons_told(uuid[], date), place_in_line(uuid, int), classes_meeting(uuid, uuid[], date),
  trainings_of(uuid[], uuid), settle_in_class(uuid[], date), promote_waiting(uuid, date) to wengang_app, wengang_system;
