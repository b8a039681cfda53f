-- A table about people that exists in tests only: what every later one must look like to pass under protect().
create table probe (
  worker_id uuid primary key,
  home text collate "C" not null,
  name text collate "C" not null,
  number_index uuid not null,
  tail_index uuid not null,
  number_sealed text not null default '',
  note text not null default ''
);
create index probe_home on probe (home, worker_id);
create index probe_name on probe (name, worker_id);
create index probe_number on probe (number_index);
create index probe_tail on probe (tail_index);
call protect('probe', 'home', 'worker_id');
grant select, insert, update, delete on probe to wengang_app, wengang_system;
grant select on probe to wengang_figures;
