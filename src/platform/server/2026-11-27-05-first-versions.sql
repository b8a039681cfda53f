-- First versions of many facts at once (docs/decisions/0007, 0012): the guard looks for an earlier version of every single row, which is half of what a row
-- of a list costs. Where `system` itself writes facts whose ids it has just made there is none: inside such a statement the guard stays silent, and `recorded`
-- is the start of the transaction (versionsMany.ts, insertFirstVersions). Whoever is not `system` cannot silence it, and a second current version is refused by
-- the unique index as ever.
create procedure guard_versions(t regclass) language plpgsql as $$
declare
  name text := (select relname from pg_class where oid = t);
begin
  execute format('drop trigger if exists %I on %s', name || '_versioned', t);
  execute format('create trigger %I before insert or update on %s for each row
    when (not (current_setting(''role'') = ''wengang_system'' and coalesce(current_setting(''app.first_versions'', true), '''') = ''yes''))
    execute function %I()', name || '_versioned', t, name || '_version_guard');
end $$;
revoke execute on procedure guard_versions(regclass) from public;

-- As before; the trigger is made by guard_versions.
create or replace function make_versioned(t regclass, key text[] default '{id}', free text[] default '{}') returns void language plpgsql as $make$
declare
  name text := (select relname from pg_class where oid = t);
  keys text := (select string_agg(format('%I', k), ', ') from unnest(key) k);
  same text := (select string_agg(format('v.%1$I = new.%1$I', k), ' and ') from unnest(key) k);
begin
  execute format('alter table %s add column recorded timestamptz not null default clock_timestamp(), add column superseded timestamptz not null default ''infinity''', t);
  execute format('alter table %s add constraint %I primary key (%s, recorded)', t, name || '_version', keys);
  execute format('alter table %s add constraint %I check (recorded < superseded)', t, name || '_recorded_order');
  execute format('create unique index %I on %s (%s) where superseded = ''infinity''', name || '_current', t, keys);
  -- security definer: the last version counts also where the writer may not see it
  execute format($guard$
    create function %1$I() returns trigger language plpgsql security definer set search_path = public, pg_temp as $f$
    declare
      last_recorded timestamptz;
      last_superseded timestamptz;
      latest timestamptz;
    begin
      if tg_op = 'UPDATE' then
        if to_jsonb(new) - %2$L::text[] is distinct from to_jsonb(old) - %2$L::text[] then
          raise exception '%% is versioned: a correction supersedes, it never overwrites', tg_table_name using errcode = 'insufficient_privilege';
        end if;
        if new.superseded is distinct from old.superseded then
          if old.superseded <> 'infinity' then
            raise exception '%% is versioned: a superseded version stays as it is', tg_table_name using errcode = 'insufficient_privilege';
          end if;
          new.superseded := version_after(begin_write(), old.recorded, null);
        end if;
        return new;
      end if;
      loop
        select v.recorded, v.superseded into last_recorded, last_superseded from %3$s v where %4$s order by v.recorded desc limit 1 for update;
        exit when not found;
        -- whoever held it may have written a successor: look again until the one that is locked is the last
        select max(v.recorded) into latest from %3$s v where %4$s;
        exit when latest = last_recorded;
      end loop;
      new.recorded := version_after(begin_write(), last_recorded, last_superseded);
      new.superseded := 'infinity';
      return new;
    end $f$ $guard$, name || '_version_guard', free || array['superseded'], t, same);
  call guard_versions(t);
  execute format('create trigger %I before delete or truncate on %s for each statement execute function refuse_change()', name || '_keeps', t);
end $make$;

do $$
declare
  t regclass;
begin
  for t in select g.tgrelid::regclass from pg_trigger g join pg_class c on c.oid = g.tgrelid where not g.tgisinternal and g.tgname = c.relname || '_versioned' loop
    call guard_versions(t);
  end loop;
end $$;
