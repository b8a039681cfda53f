-- 公布: a frozen month whose cells anybody may see, small ones and what they could be reckoned from left out (docs/figures.md §8).
create table month_publication (
  freeze_id uuid primary key references month_freeze (id),
  account_id uuid not null references account (id),
  at timestamptz not null default clock_timestamp()
);
create index month_publication_account on month_publication (account_id);
grant select, insert on month_publication to wengang_app;
grant select on month_publication to wengang_system, wengang_figures;
