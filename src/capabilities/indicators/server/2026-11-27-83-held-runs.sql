-- A freeze reads its run over minutes, also after it was killed: until then nobody clears the run away.
alter table figure_run add column held_until timestamptz;
grant update (held_until) on figure_run to wengang_figures;
