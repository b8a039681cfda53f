-- The guard of versioned tables, anew (docs/decisions/0007): the last version is locked before a successor is dated, and every table gets a guard of
-- its own with plain SQL inside, which is planned once a session instead of once a row.
--
-- Locked, because an insert that waits in the unique index for a withdrawal under way was dated before it: the two would overlap.
drop function make_versioned(regclass, text[], text[]);
drop function version_guard();

-- Turns a table (empty, without a primary key) into a versioned one: `select make_versioned('spell')`. `key` is what stays the same through all
-- versions of one fact; `free` are columns that may be rewritten in place because they hold no fact (sealed text, its index).
create function make_versioned(t regclass, key text[] default '{id}', free text[] default '{}') returns void language plpgsql as $make$
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
  execute format('create trigger %I before insert or update on %s for each row execute function %I()', name || '_versioned', t, name || '_version_guard');
  execute format('create trigger %I before delete or truncate on %s for each statement execute function refuse_change()', name || '_keeps', t);
end $make$;
revoke execute on function make_versioned(regclass, text[], text[]) from public;
