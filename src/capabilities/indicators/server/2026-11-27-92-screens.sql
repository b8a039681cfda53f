-- Big screens 大屏: who may show the published figures of an area in a hall without signing in, until when. The token itself is told once and never stored.
create table screen_token (
  id uuid primary key,
  title text not null constraint screen_token_title check (length(title) between 1 and 40),
  -- whose figures: of homes in the area, or of work in it
  side text not null constraint screen_token_side check (side in ('origin', 'host')),
  area_code text collate "C" not null constraint screen_token_area check (area_code ~ '^\d{12}$'),
  -- SHA-256 of the token
  token_hash bytea not null constraint screen_token_hash unique,
  created timestamptz not null default clock_timestamp(),
  created_by uuid not null references account (id),
  expires timestamptz not null,
  revoked timestamptz,
  revoked_by uuid references account (id),
  constraint screen_token_expires check (expires > created),
  constraint screen_token_revoked check ((revoked is null) = (revoked_by is null))
);
create index screen_token_area on screen_token (area_code);
create index screen_token_created_by on screen_token (created_by);
create index screen_token_revoked_by on screen_token (revoked_by) where revoked_by is not null;
grant select (id, title, side, area_code, created, created_by, expires, revoked, revoked_by), insert, update (revoked, revoked_by) on screen_token to wengang_app;
grant select on screen_token to wengang_system;

-- what was revoked stays so, and what a token is of does not change
create function screen_token_guard() returns trigger language plpgsql as $$
begin
  if old.revoked is not null then raise exception 'screen % is revoked: nothing of it changes', old.id; end if;
  return new;
end $$;
create trigger screen_token_guards before update on screen_token for each row execute function screen_token_guard();
