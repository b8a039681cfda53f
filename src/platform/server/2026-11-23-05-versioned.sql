-- The two times of a fact. A versioned table has one row per version of a fact; `recorded` and `superseded` are set here, whatever the writer says.
--
--   recorded   = greatest(write_start(), superseded version's recorded + 1 µs)      the version exists from here …
--   superseded = recorded of its successor, or 'infinity' while it is current        … up to but not including here
--
-- A writer that began earlier may correct what a later writer has already recorded: the new version then takes the place after it, never beside it.
create function version_after(started timestamptz, last_recorded timestamptz, last_superseded timestamptz) returns timestamptz
  language sql immutable parallel safe
  as $$ select greatest(started, last_recorded + interval '1 microsecond', nullif(last_superseded, 'infinity')) $$;

-- Trigger arguments: the number of key columns, the key columns, then the columns that hold no fact (sealed text, its index) and may be rewritten.
create function version_guard() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
-- security definer: the last version counts also where the writer may not see it
declare
  keys text[] := tg_argv[1 : tg_argv[0]::int];
  free text[] := tg_argv[tg_argv[0]::int + 1 : tg_nargs - 1] || array['superseded'];
  condition text := '';
  k text;
  last_recorded timestamptz;
  last_superseded timestamptz;
begin
  if tg_op = 'UPDATE' then
    if to_jsonb(new) - free is distinct from to_jsonb(old) - free then
      raise exception '% is versioned: a correction supersedes, it never overwrites', tg_table_name using errcode = 'insufficient_privilege';
    end if;
    if new.superseded is distinct from old.superseded then
      if old.superseded <> 'infinity' then
        raise exception '% is versioned: a superseded version stays as it is', tg_table_name using errcode = 'insufficient_privilege';
      end if;
      new.superseded := version_after(begin_write(), old.recorded, null);
    end if;
    return new;
  end if;
  foreach k in array keys loop
    condition := condition || format(' and %I = ($1).%I', k, k);
  end loop;
  execute format('select recorded, superseded from %I.%I where true%s order by recorded desc limit 1', tg_table_schema, tg_table_name, condition)
    into last_recorded, last_superseded using new;
  new.recorded := version_after(begin_write(), last_recorded, last_superseded);
  new.superseded := 'infinity';
  return new;
end $$;

-- Turns a table (empty, without a primary key) into a versioned one: `select make_versioned('spell')`. `key` is what stays the same through all
-- versions of one fact; `free` are columns that may be rewritten in place because they hold no fact.
create function make_versioned(t regclass, key text[] default '{id}', free text[] default '{}') returns void language plpgsql as $$
declare
  name text := (select relname from pg_class where oid = t);
  keys text := (select string_agg(format('%I', k), ', ') from unnest(key) k);
  arguments text := (select string_agg(quote_literal(a), ', ' order by i) from unnest(array[cardinality(key)::text] || key || free) with ordinality as u (a, i));
begin
  execute format('alter table %s add column recorded timestamptz not null default clock_timestamp(), add column superseded timestamptz not null default ''infinity''', t);
  execute format('alter table %s add constraint %I primary key (%s, recorded)', t, name || '_version', keys);
  execute format('alter table %s add constraint %I check (recorded < superseded)', t, name || '_recorded_order');
  execute format('create unique index %I on %s (%s) where superseded = ''infinity''', name || '_current', t, keys);
  execute format('create trigger %I before insert or update on %s for each row execute function version_guard(%s)', name || '_versioned', t, arguments);
  execute format('create trigger %I before delete or truncate on %s for each statement execute function refuse_change()', name || '_keeps', t);
end $$;
revoke execute on function make_versioned(regclass, text[], text[]) from public;
