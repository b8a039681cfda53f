-- Forms belong to an office: an area and, where several sit in it, which one. A labour station is not the bureau of its area.
alter table report_form add column relation text collate "C" not null default '';
update report_form f set relation = coalesce(
  (select coalesce(min(g.relation), 'station') from role_grant g where g.account_id = f.created_by and g.area_code = f.area_code and g.role = 'station'
    having count(*) > 0 and not exists (select 1 from role_grant b where b.account_id = f.created_by and b.area_code = f.area_code and b.role in ('county_bureau', 'steering'))), '');
drop index report_form_area;
create index report_form_office on report_form (area_code, relation) where retired is null;
-- A schedule keeps the version it was made with, and remembers of which period its owner was told that nothing was made.
alter table report_schedule add column form_version int;
update report_schedule s set form_version = (select max(v.version) from report_form_version v where v.form_id::text = s.form);
alter table report_schedule add column skipped text;
grant update (skipped) on report_schedule to wengang_system;
