-- Targets proposed by a list that was handed in: which row of which batch said so, for taking the batch back.
alter table target_proposal add column source_ref text collate "C" not null default '';
create index target_proposal_source_ref on target_proposal (source_ref) where source_ref <> '';
