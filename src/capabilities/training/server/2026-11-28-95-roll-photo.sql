-- 课堂照片: optional evidence that a lesson was held. Faces are in it: read by whoever looks at attendance of the class (the permission of the endpoint and of the
-- file), which row by row is whoever sees the class. One that is taken back stays on record with its reason and is shown no more.
create table training_roll_photo (
  id uuid primary key,
  lesson_id uuid not null references training_lesson (id),
  class_id uuid not null references training_class (id),
  file_id uuid not null references file (id),
  added timestamptz not null default clock_timestamp(),
  added_by uuid,
  added_name text not null default '',
  removed timestamptz,
  removed_by uuid,
  removed_name text not null default '',
  reason text not null default '',
  constraint training_roll_photo_removed check (removed is null or reason <> '')
);
-- a photograph is evidence of one lesson
create unique index training_roll_photo_file on training_roll_photo (file_id);
create index training_roll_photo_lesson on training_roll_photo (lesson_id) where removed is null;
create index training_roll_photo_of_lesson on training_roll_photo (lesson_id);
create index training_roll_photo_class on training_roll_photo (class_id);
grant select, insert, update (removed, removed_by, removed_name, reason) on training_roll_photo to wengang_app, wengang_system;
grant select on training_roll_photo to wengang_figures;
call protect_by_class('training_roll_photo');
