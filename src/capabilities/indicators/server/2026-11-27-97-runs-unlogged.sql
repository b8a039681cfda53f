-- What was computed can be computed anew: a crash of the database server may empty these two tables, and nothing is written twice for them (a million rows took as long
-- to store as to compute). Nor is each row checked against `worker`: the ids come of facts whose ids are.
alter table figure_member drop constraint figure_member_worker_id_fkey;
drop index figure_member_worker;
alter table figure_member set unlogged;
alter table figure_run set unlogged;
