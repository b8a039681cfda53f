-- employment_state(), anew: what is true of a worker on a day is what the fold of docs/figures.md §2 says (spell_vouched, which is written before this is
-- asked), not the last statement alone. So a page, a round and a figure never differ on who is in post.
--   L        min(closed, L) of the fold at class 6; its class: the best at which the same day is reached.
--   working  a spell that is no internship, has begun and is not closed before the day: by evidence, else by its recorded end. Of several the latest start
--            counts, then better evidence, higher pay, organisation, place, occupation, channel, kind, earlier end (figures §3, main).
create or replace function employment_state(the_ids uuid[], the_day date) returns table (
  worker_id uuid, working text, work_place text, work_org uuid, work_since date, verified_until date, verified_class smallint
) language sql stable as $$
  select i.id,
    case when o.id is not null then 'working'
      when exists (select from spell s where s.worker_id = i.id and not isfinite(s.superseded))
        or exists (select from no_work x where x.worker_id = i.id and not isfinite(x.superseded)) then 'not_working'
      else 'unknown' end,
    coalesce(o.place, ''), o.organisation_id, o.start, o.until, o.class
  from (select distinct u as id from unnest(the_ids) u) i
  left join lateral (
    select s.id, s.place, s.organisation_id, s.start, v.until, v.class
    from spell s
    left join lateral (
      select true as told, t.closed, t.until, (
        select min(x.c) from spell_vouched x
        where x.spell_id = s.id and not isfinite(x.superseded) and x.l_day >= x.from_day and least(x.closed, x.l_day) = t.until) as class
      from (
        select x.closed, case when x.l_day >= x.from_day then least(x.closed, x.l_day) end as until from spell_vouched x
        where x.spell_id = s.id and not isfinite(x.superseded) and x.upto = 6) t) v on true
    where s.worker_id = i.id and not isfinite(s.superseded) and s.kind <> 'internship'
      and s.start <= the_day and coalesce(case when v.told then v.closed else s.ended end, 'infinity') >= the_day
    order by s.start desc, coalesce(v.class, 7), coalesce(s.pay_month, 0) desc, s.organisation_id nulls last, s.place, s.occupation, s.channel, s.kind,
      s.ended nulls last
    limit 1) o on true
$$;
