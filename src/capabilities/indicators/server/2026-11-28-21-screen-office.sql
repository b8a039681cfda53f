-- The office that set a screen up, by which its live ones are counted; null: before it was kept, then the office of the area itself.
alter table screen_token add column office text collate "C" constraint screen_token_office check (office ~ '^\d{12}$');
create index screen_token_by_office on screen_token (coalesce(office, area_code)) where revoked is null;
grant select (office) on screen_token to wengang_app;
