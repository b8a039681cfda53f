-- Work points 工作要点 of an agreement and a year, joint meetings 联席会议 and their resolutions. Nothing here is deleted and nothing overwritten: what an item
-- says, who is responsible, when it is due and where it stands are versions, and every version is one deed of somebody, with the side they spoke for.
create table work_plan (
  id uuid primary key,
  agreement_id uuid not null references agreement (id),
  year smallint not null constraint work_plan_year check (year between 2000 and 2100),
  title text not null constraint work_plan_title check (title <> ''),
  -- the document that issued it: 粤桂协〔2022〕3 号
  document text not null default '',
  created timestamptz not null default write_start(),
  -- null: came with the program
  created_by uuid,
  created_name text not null default '',
  constraint work_plan_once unique (agreement_id, year)
);
grant select, insert on work_plan to wengang_app, wengang_system;

create table joint_meeting (
  id uuid primary key,
  agreement_id uuid not null references agreement (id),
  created timestamptz not null default write_start(),
  created_by uuid
);
create index joint_meeting_agreement on joint_meeting (agreement_id);
grant select, insert on joint_meeting to wengang_app, wengang_system;

create table joint_meeting_fact (
  meeting_id uuid not null references joint_meeting (id),
  title text not null constraint joint_meeting_fact_title check (title <> ''),
  held_on date not null,
  place text not null constraint joint_meeting_fact_place check (place <> ''),
  -- who was in the chair, by post, never by name
  origin_chair text not null default '',
  host_chair text not null default '',
  -- the minutes
  file_id uuid references file (id),
  reason text not null default '',
  recorded_by uuid,
  recorded_name text not null default ''
);
select make_versioned('joint_meeting_fact', '{meeting_id}');
create index joint_meeting_fact_day on joint_meeting_fact (held_on, meeting_id) where superseded = 'infinity';
create index joint_meeting_fact_file on joint_meeting_fact (file_id) where file_id is not null;
grant select on joint_meeting_fact to wengang_app, wengang_system;
grant insert, update (superseded) on joint_meeting_fact to wengang_app, wengang_system;

create table meeting_resolution (
  id uuid primary key,
  meeting_id uuid not null references joint_meeting (id),
  number smallint not null,
  text text not null constraint meeting_resolution_text check (text <> ''),
  created timestamptz not null default write_start(),
  created_by uuid,
  created_name text not null default '',
  constraint meeting_resolution_number unique (meeting_id, number)
);
grant select, insert on meeting_resolution to wengang_app, wengang_system;

create table work_item (
  id uuid primary key,
  plan_id uuid not null references work_plan (id),
  number smallint not null,
  -- the resolution it carries out; one resolution makes one item
  resolution_id uuid references meeting_resolution (id) constraint work_item_resolution unique,
  created timestamptz not null default write_start(),
  constraint work_item_number unique (plan_id, number)
);
grant select, insert on work_item to wengang_app, wengang_system;

create table work_item_fact (
  item_id uuid not null references work_item (id),
  title text not null constraint work_item_fact_title check (title <> ''),
  -- what shall be there at the end
  outcome text not null constraint work_item_fact_outcome check (outcome <> ''),
  -- 牵头: the side that does it and says so; the other one closes
  lead text not null constraint work_item_fact_lead check (lead in ('origin', 'host')),
  -- responsible on each side: an organisation of the register, or an office by its name; where it sits
  origin_organisation uuid references organisation (id),
  origin_unit text not null constraint work_item_fact_origin_unit check (origin_unit <> ''),
  origin_area text collate "C" not null constraint work_item_fact_origin_area check (origin_area ~ '^\d{12}$'),
  host_organisation uuid references organisation (id),
  host_unit text not null constraint work_item_fact_host_unit check (host_unit <> ''),
  host_area text collate "C" not null constraint work_item_fact_host_area check (host_area ~ '^\d{12}$'),
  due_day date not null,
  state text not null constraint work_item_fact_state check (state in ('open', 'in_progress', 'said_done', 'sent_back', 'closed', 'dropped')),
  -- what this version is: one deed, of one side
  deed text not null constraint work_item_fact_deed
    check (deed in ('opened', 'started', 'said_done', 'closed', 'sent_back', 'due_moved', 'corrected', 'dropped')),
  side text not null constraint work_item_fact_side check (side in ('origin', 'host')),
  reason text not null default '',
  recorded_by uuid,
  recorded_name text not null default ''
);
select make_versioned('work_item_fact', '{item_id}');
create index work_item_fact_due on work_item_fact (due_day, item_id) where superseded = 'infinity';
create index work_item_fact_origin on work_item_fact (origin_area) where superseded = 'infinity';
create index work_item_fact_host on work_item_fact (host_area) where superseded = 'infinity';
create index work_item_fact_origin_organisation on work_item_fact (origin_organisation) where origin_organisation is not null;
create index work_item_fact_host_organisation on work_item_fact (host_organisation) where host_organisation is not null;
grant select on work_item_fact to wengang_app, wengang_system;
grant insert, update (superseded) on work_item_fact to wengang_app, wengang_system;

-- What somebody noted on the way, and what an item is said to be done by. Added, never changed.
create table work_note (
  id uuid primary key,
  item_id uuid not null references work_item (id),
  kind text not null constraint work_note_kind check (kind in ('progress', 'proof')),
  side text not null constraint work_note_side check (side in ('origin', 'host')),
  words text not null default '',
  file_id uuid references file (id),
  -- a page of this system, from its first slash
  link text not null default '',
  noted timestamptz not null default write_start(),
  noted_by uuid,
  noted_name text not null default '',
  constraint work_note_says check (words <> '' or file_id is not null or link <> ''),
  constraint work_note_proves check (kind = 'progress' or file_id is not null or link <> '')
);
create index work_note_item on work_note (item_id, noted);
create index work_note_file on work_note (file_id) where file_id is not null;
grant select, insert on work_note to wengang_app, wengang_system;
