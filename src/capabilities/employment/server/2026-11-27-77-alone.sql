-- Work without an employer, self-employed or flexible, stands together under its kind in a round: it is no employer that nobody knows.
update round_spell r set employer = 'kind:' || s.kind from spell s
  where r.employer = '' and s.id = r.spell_id and s.superseded = 'infinity' and s.kind in ('self_employed', 'flexible');
