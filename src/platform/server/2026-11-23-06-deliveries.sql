-- A delivery is claimed by pushing `next_at` out of reach before the subscriber runs: one that takes its process with it still counts as an attempt.
create index delivery_audit on delivery (audit_id);
create index delivery_parked_list on delivery (parked_at, id) where parked_at is not null;
drop index delivery_parked;
alter table delivery add constraint delivery_end check (done_at is null or parked_at is null);
grant delete on delivery to wengang_system;
