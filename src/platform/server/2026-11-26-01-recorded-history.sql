-- A true history that is loaded, not lived (the demonstration world; later: a take-over from an older system): the loader writes `recorded` and `superseded`
-- itself. For that the guards of versioned tables are silent inside its transaction; also `<table>_opened`, where a table derives from its inserts.
--
-- Security invoker, and only the owner of a table may disable its triggers: no login role but the owner's reaches it, whatever is granted by mistake.
-- Disabling is transactional: others never see it, and a transaction that fails leaves the guards standing.
create function set_history_guards(tables regclass[], standing boolean) returns void language plpgsql as $$
declare
  t record;
begin
  for t in
    select g.tgrelid::regclass as tab, g.tgname from pg_trigger g join pg_class c on c.oid = g.tgrelid
      where g.tgrelid = any (tables::oid[]) and not g.tgisinternal and g.tgname in (c.relname || '_versioned', c.relname || '_opened')
        and (g.tgenabled <> 'D') <> standing
  loop
    execute format('alter table %s %s trigger %I', t.tab, case when standing then 'enable' else 'disable' end, t.tgname);
  end loop;
end $$;
create function begin_recorded_history(tables regclass[]) returns void language sql as $$ select set_history_guards(tables, false) $$;
create function end_recorded_history(tables regclass[]) returns void language sql as $$ select set_history_guards(tables, true) $$;
revoke execute on function set_history_guards(regclass[], boolean), begin_recorded_history(regclass[]), end_recorded_history(regclass[]) from public;
