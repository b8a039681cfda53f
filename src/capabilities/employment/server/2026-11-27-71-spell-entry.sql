-- Entry by hand: coded reasons of leaving and kinds of assistance, the file behind a piece of evidence, and who but the home may write a spell.

alter table spell
  add constraint spell_leave_reason check (leave_reason in ('', 'contractEnd', 'resigned', 'dismissed', 'laidOff', 'closedDown', 'pay', 'skill', 'health', 'care',
    'home', 'school', 'ownBusiness', 'transfer', 'postEnd', 'retired', 'died', 'lost', 'other')),
  add constraint spell_assisted_kind check (assisted_kind in ('', 'programme', 'class', 'order', 'station', 'agency', 'trip', 'publicPlacement'));

alter table evidence add column file_id uuid references file (id);
create index evidence_file on evidence (file_id) where file_id is not null;

-- A spell that happens in the host area of one of the actor's keys, or at the actor's own organisation. Asked of the row itself: a station may record
-- a second spell in its area for somebody a first one opened to it.
create function holds_spell(the_place text, the_organisation uuid) returns boolean language sql stable parallel safe as $$
  select (the_organisation is not null and 'org:' || the_organisation = any (app_list('app.keys')))
    or (the_place <> '' and (
      'host:' || substr(the_place, 1, 6) = any (app_list('app.keys'))
      or ('host:' || substr(the_place, 1, 6) >= app_setting('app.key_from') and 'host:' || substr(the_place, 1, 6) <= app_setting('app.key_to'))
      or exists (select 1 from unnest(app_list('app.range_from'), app_list('app.range_to')) r(f, t)
        where 'host:' || substr(the_place, 1, 6) >= r.f and 'host:' || substr(the_place, 1, 6) <= r.t)))
$$;
drop policy entered on spell;
drop policy changed on spell;
create policy entered on spell for insert to wengang_app
  with check (writes_fact(spell.worker_id, false) or (holds_spell(spell.place, spell.organisation_id) and in_my_scope(spell.worker_id)));
create policy changed on spell for update to wengang_app
  using (writes_fact(spell.worker_id, false) or (holds_spell(spell.place, spell.organisation_id) and in_my_scope(spell.worker_id)))
  with check (writes_fact(spell.worker_id, false) or (holds_spell(spell.place, spell.organisation_id) and in_my_scope(spell.worker_id)));
