-- A run rests on editions of the national standards: under another edition it is another answer, even at the same instant. Runs made before name none and are not taken again.
alter table figure_run add column packs text not null default '';
-- Of a frozen month, for each series; months frozen before name none.
alter table month_freeze_series add column packs text not null default '';
