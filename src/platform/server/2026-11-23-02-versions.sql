-- Facts have two times: when they held, and when we learned them. `recorded`/`superseded` are set here and nowhere else (docs/figures.md §1).
--
-- "As known at K" must never change once told: nothing may later appear at or before a watermark that was handed out. A timestamp taken at the
-- start of a transaction is not visible to others in the same instant, so the two sides shake hands instead: a writer first registers its start
-- (an advisory lock that carries the microsecond), then looks whether a watermark at or after it was told, and takes a later start if so;
-- a reader first tells (a sequence, which is not transactional), then looks for registered starts. Whoever comes second sees the other.
create sequence watermark_told as bigint minvalue 0 start 0;
create sequence watermark_returned as bigint minvalue 0 start 0;

create function to_micros(t timestamptz) returns bigint language sql immutable parallel safe
  as $$ select (extract(epoch from t - '2020-01-01T00:00:00Z'::timestamptz) * 1000000)::bigint $$;
create function from_micros(m bigint) returns timestamptz language sql immutable parallel safe
  as $$ select '2020-01-01T00:00:00Z'::timestamptz + make_interval(secs => 0) + (m / 1000000) * interval '1 second' + (m % 1000000) * interval '1 microsecond' $$;

-- 87 << 52: our own space of advisory keys; 2^52 µs are 142 years.
create function begin_write() returns timestamptz language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  started bigint;
  told bigint;
begin
  if coalesce(current_setting('app.write_start', true), '') <> '' then
    return current_setting('app.write_start')::timestamptz;
  end if;
  loop
    select last_value into told from watermark_told;
    started := greatest(to_micros(clock_timestamp()), told + 1);
    perform pg_advisory_xact_lock_shared(391813167581233152 + started);
    select last_value into told from watermark_told;
    exit when told < started;
  end loop;
  perform set_config('app.write_start', from_micros(started)::text, true);
  return from_micros(started);
end $$;

-- The start of this writing transaction: the default of every `recorded`.
create function write_start() returns timestamptz language sql volatile as $$ select begin_write() $$;

-- 1 µs before the oldest writing transaction that is still open, else 1 µs before now. Call it in a short transaction of its own.
create function watermark() returns timestamptz language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  told bigint;
  oldest bigint;
  answer bigint;
begin
  perform pg_advisory_xact_lock(7300452); -- readers take turns, so that what is told only grows
  select last_value into told from watermark_told;
  told := greatest(to_micros(clock_timestamp()) - 1, told);
  perform setval('watermark_told', told);
  select min(((classid::bigint << 32) | objid::bigint) - 391813167581233152) into oldest
    from pg_locks
    where locktype = 'advisory' and objsubid = 1 and database = (select oid from pg_database where datname = current_database())
      and ((classid::bigint << 32) | objid::bigint) between 391813167581233152 and 391813167581233152 + 4503599627370496;
  answer := least(told, coalesce(oldest - 1, told));
  -- what was once told stays true: never step back
  answer := greatest(answer, (select last_value from watermark_returned));
  perform setval('watermark_returned', answer);
  return from_micros(answer);
end $$;
grant execute on function begin_write(), write_start(), watermark(), to_micros(timestamptz), from_micros(bigint) to wengang_app, wengang_system, wengang_figures;
