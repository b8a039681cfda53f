-- Figures that are nobody's to count here (X01): entered as somebody published them, with source and date. A correction supersedes, nothing is overwritten.
create table external_figure (
  id uuid not null,
  figure text not null constraint external_figure_which check (figure in ('X01')),
  -- the day of which it is told
  as_of date not null,
  value bigint not null constraint external_figure_value check (value >= 0),
  -- a share says of what
  share_percent numeric(5, 2) constraint external_figure_share check (share_percent > 0 and share_percent <= 100),
  share_of text not null default '',
  source text not null constraint external_figure_source check (source <> ''),
  source_day date,
  certainty text not null constraint external_figure_certainty check (certainty in ('official', 'press', 'unverified')),
  note text not null default '',
  -- why this version: '' for the first
  reason text not null default '',
  recorded_by uuid,
  recorded_name text not null default '',
  constraint external_figure_whole check ((share_percent is null) = (share_of = ''))
);
select make_versioned('external_figure');
grant select on external_figure to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded) on external_figure to wengang_app, wengang_system;

insert into external_figure (id, figure, as_of, value, share_percent, share_of, source, certainty, note) values
  ('58303100-0000-4000-8000-000000000001', 'X01', '2022-09-30', 4085000, 44.71, '东部8省市吸纳脱贫人口务工总数',
   '《粤桂、粤黔实施“四项工程” 助力脱贫人口稳岗就业》，据国家乡村振兴局官网', 'press', '文中写“目前，全国现有408.5万脱贫人口在广东就业”，没有写日期；按同文“截至2022年9月底”记');
