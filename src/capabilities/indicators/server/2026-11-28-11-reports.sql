-- A report that its owner deletes: its content and its files go at once, the line stays until what was made of it is forgotten anyway, so that a schedule does not
-- make the same period again and the day's reports are counted. Old ones go altogether.
alter table report add column deleted timestamptz;
grant update (deleted) on report to wengang_app;
grant delete on report to wengang_system;
grant delete on report_file to wengang_app, wengang_system;
create index report_asked on report (asked);
