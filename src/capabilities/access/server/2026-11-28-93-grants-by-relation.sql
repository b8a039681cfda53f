-- Accounts of one organisation, for notices to it.
create index role_grant_relation on role_grant (relation) where ended is null and relation is not null;
