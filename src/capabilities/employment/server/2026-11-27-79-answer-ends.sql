-- "Left", answered by the home side, records the end of the spell as well: the answer wrote a version of it (its source_ref names the answer), and gives it back
-- when it is taken back.
alter table verification_answer
  add column wrote_spell boolean not null default false,
  add constraint verification_answer_wrote_spell check (not wrote_spell or (evidence_id is not null and not by_employer));
create index verification_answer_wrote on verification_answer (spell_id) where wrote_spell;
