-- What is told of a published month, as everybody reads it. It never changes, so it is counted once; later months of its year are held against it.
alter table month_publication add column rule smallint not null default 1 constraint month_publication_rule check (rule in (1, 2));
-- months that stand published by now were suppressed each by itself, and stay as they were seen
alter table month_publication alter column rule set default 2;
create table month_published (
  freeze_id uuid primary key references month_publication (freeze_id),
  body jsonb not null,
  made timestamptz not null default clock_timestamp()
);
grant select, insert on month_published to wengang_figures;
grant select on month_published to wengang_system;
