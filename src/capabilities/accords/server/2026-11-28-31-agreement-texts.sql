-- A text beside the signed one: what both sides signed stays in force until both have signed the next text, which then takes over from its day. The first text
-- is agreement_fact, number 1; those that follow stand here under 2, 3, … with signatures of their own. Level and sides are those of the agreement.
create table agreement_text (
  agreement_id uuid not null references agreement (id),
  number int not null constraint agreement_text_number check (number >= 2),
  -- the day from which it is meant to hold; it takes over on that day or on that of the later signature, whichever comes last
  from_day date not null,
  title text not null constraint agreement_text_title check (title <> ''),
  document_number text not null default '',
  valid_from date not null,
  valid_to date not null,
  programmes text[] not null default '{}' constraint agreement_text_programmes
    check (programmes <@ array['cook', 'technician', 'homeService', 'artisan']),
  covers text not null default '',
  file_id uuid references file (id),
  source text not null,
  certainty text not null constraint agreement_text_certainty check (certainty in ('official', 'press', 'unverified')),
  note text not null default '',
  -- why there is another text, or why this one was corrected
  reason text not null constraint agreement_text_reason check (reason <> ''),
  recorded_by uuid,
  recorded_name text not null default '',
  constraint agreement_text_days check (valid_to >= valid_from),
  constraint agreement_text_within check (from_day between valid_from and valid_to)
);
select make_versioned('agreement_text', '{agreement_id, number}');
create index agreement_text_file on agreement_text (file_id) where file_id is not null;
grant select on agreement_text to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded) on agreement_text to wengang_app, wengang_system;

create table agreement_text_signature (
  agreement_id uuid not null references agreement (id),
  number int not null constraint agreement_text_signature_number check (number >= 2),
  side text not null constraint agreement_text_signature_side check (side in ('origin', 'host')),
  state text not null constraint agreement_text_signature_state check (state in ('signed', 'void', 'withdrawn')),
  post text not null constraint agreement_text_signature_post check (post <> ''),
  signed_on date not null,
  text_recorded timestamptz not null,
  account_id uuid references account (id),
  reason text not null default '',
  recorded_by uuid,
  recorded_name text not null default ''
);
select make_versioned('agreement_text_signature', '{agreement_id, number, side}');
create index agreement_text_signature_account on agreement_text_signature (account_id) where account_id is not null;
grant select on agreement_text_signature to wengang_app, wengang_system, wengang_figures;
grant insert, update (superseded) on agreement_text_signature to wengang_app, wengang_system;

-- A side takes its own signature back before the other has signed: not void by a correction, and told apart from that.
alter table agreement_signature drop constraint agreement_signature_state;
alter table agreement_signature add constraint agreement_signature_state check (state in ('signed', 'void', 'withdrawn'));

-- The texts after the first that both sides have signed and the day each takes over. `k` null: as now known.
create function agreement_texts_agreed(agreement uuid, k timestamptz) returns table (
  number int, takes_over date, origin_signed date, host_signed date, recorded timestamptz, from_day date, title text, document_number text, valid_from date,
  valid_to date, programmes text[], file_id uuid) stable language sql as $$
  select t.number, greatest(t.from_day, o.signed_on, h.signed_on), o.signed_on, h.signed_on, t.recorded, t.from_day, t.title, t.document_number, t.valid_from,
    t.valid_to, t.programmes, t.file_id
  from agreement_text t
  join agreement_text_signature o on o.agreement_id = t.agreement_id and o.number = t.number and o.side = 'origin' and o.state = 'signed'
    and case when k is null then o.superseded = 'infinity' else o.recorded <= k and k < o.superseded end
  join agreement_text_signature h on h.agreement_id = t.agreement_id and h.number = t.number and h.side = 'host' and h.state = 'signed'
    and case when k is null then h.superseded = 'infinity' else h.recorded <= k and k < h.superseded end
  where t.agreement_id = agreement and case when k is null then t.superseded = 'infinity' else t.recorded <= k and k < t.superseded end
$$;
