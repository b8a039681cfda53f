-- Files people handed in or that jobs made. The content lies outside the database, sealed, under the hash of what it is; equal content lies there once.
create table file (
  id uuid primary key,
  hash text not null constraint file_hash check (hash ~ '^[0-9a-f]{64}$'),
  size bigint not null constraint file_size check (size > 0),
  -- decided by the content, never by the name: a key of FILE_TYPES
  type text not null,
  -- sealed: people name files after people
  name bytea not null,
  purpose text not null,
  created timestamptz not null default clock_timestamp(),
  created_by uuid
);
create index file_hash_use on file (hash);
create index file_created on file (created);

-- What a file belongs to. A file nothing refers to is deleted after a week; any foreign key to file(id) counts as well.
create table file_reference (
  file_id uuid not null references file (id),
  kind text not null,
  id text not null,
  created timestamptz not null default clock_timestamp(),
  primary key (file_id, kind, id)
);
create index file_reference_of on file_reference (kind, id);
grant select, insert on file to wengang_app;
grant select, insert, update, delete on file to wengang_system;
grant select, insert, delete on file_reference to wengang_app, wengang_system;
