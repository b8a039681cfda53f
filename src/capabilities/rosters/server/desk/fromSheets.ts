// The desk as the engine calls it: doubts of written rows are opened, clean rows close what such lists had raised, undone batches are withdrawn.
import { sql } from 'kysely';
import { newId } from '#platform/server/newId.ts';
import type { Services } from '#platform/server/services.ts';
import type { Db } from '#platform/server/store.ts';
import { isForDesk, joinedTexts } from '../../rulesDesk.ts';
import type { Finding } from '../../rulesValue.ts';
import type { Desk, DeskEntry } from '../applying.ts';
import { type DeskParts, fingerprint } from './living.ts';

interface Raised {
  readonly entry: DeskEntry;
  readonly rule: string;
  readonly findings: readonly Finding[];
}

/** One doubt per person and rule; the last row of a person speaks. */
const raisedBy = (entries: readonly DeskEntry[]): readonly Raised[] => {
  const raised = new Map<string, Raised>();
  for (const entry of entries) {
    const rules = new Map<string, Finding[]>();
    for (const f of entry.findings) if (isForDesk(f)) rules.set(f.rule, [...(rules.get(f.rule) ?? []), f]);
    for (const [rule, findings] of rules) raised.set(`${entry.workerId} ${rule}`, { entry, rule, findings });
  }
  return [...raised.values()];
};

const worst = (findings: readonly Finding[]): 'doubt' | 'hint' => (findings.some((f) => f.severity === 'doubt') ? 'doubt' : 'hint');
const fieldsOf = (findings: readonly Finding[]): string[] => [...new Set(findings.flatMap((f) => f.fields))];
const wordsOf = (findings: readonly Finding[]) => {
  const advice = findings.flatMap((f) => f.advice ?? []);
  return { text: joinedTexts(findings.map((f) => f.text)), advice: advice.length ? joinedTexts(advice) : null };
};

export const newDesk = (parts: Pick<DeskParts, 'rules'>): Desk => {
  const hosts = new Set(parts.rules.filter((r) => r.hosts).map((r) => r.id));
  return {
    open: async (db, services, batchId, entries, fields) => {
      const raised = raisedBy(entries);
      const today = services.clock.today();
      if (raised.length) await raise(db, services, batchId, raised, hosts, today);
      if (fields) await settle(db, entries, raised, fields, today);
    },
    withdraw: async (db, services, batchId) => {
      await sql`select withdraw_findings(${batchId}::uuid, ${services.clock.today()}::date)`.execute(db);
    },
  };
};

/**
 * What the register is known to say (facts_hash r:…) is not judged by a list: the next look does. An exempt doubt stays so while the list says the same.
 * `source` and the line are written only where the row changes, so a list handed in again writes nothing.
 */
const raise = async (
  db: Db,
  services: Services,
  batchId: string,
  raised: readonly Raised[],
  hosts: ReadonlySet<string>,
  today: string,
): Promise<void> => {
  const words = raised.map((r) => JSON.stringify(wordsOf(r.findings)));
  const hashes = raised.map((r, i) => `s:${fingerprint(services, r.rule, [words[i]])}`);
  await sql`
    with said as (
      select * from unnest(${raised.map(() => newId())}::uuid[], ${raised.map((r) => r.entry.workerId)}::uuid[], ${raised.map((r) => r.entry.home)}::text[],
        ${raised.map((r) => r.rule)}::text[], ${raised.map((r) => worst(r.findings))}::text[], ${hashes}::text[], ${words}::text[],
        ${raised.map((r) => fieldsOf(r.findings).join(','))}::text[], ${raised.map((r) => hosts.has(r.rule))}::bool[],
        ${raised.map((r) => r.entry.place.sheet)}::int[], ${raised.map((r) => r.entry.place.row)}::int[], ${raised.map((r) => r.entry.place.side)}::int[])
        as s (id, worker_id, home, rule, severity, facts_hash, words, fields, hosts, sheet, row, side)),
    voided as (
      update exemption e set state = 'void' from finding f join said s using (worker_id, rule)
      where f.about = '' and e.finding_id = f.id and e.state in ('asked', 'approved') and f.state = 'exempt' and f.facts_hash like 's:%' and f.facts_hash <> s.facts_hash),
    written as (
      insert into finding as f (id, worker_id, home, rule, severity, facts_hash, words, fields, source, hosts, opened, first_opened)
      select s.id, s.worker_id, s.home, s.rule, s.severity, s.facts_hash, s.words::jsonb, string_to_array(s.fields, ','), 'sheet', s.hosts, ${today}::date, ${today}::date from said s
      order by s.worker_id, s.rule
      on conflict (worker_id, rule, about) do update set
        state = 'open', closed = null, closed_how = '', source = 'sheet',
        opened = case when f.state = 'open' then f.opened else excluded.opened end,
        reopened = f.reopened + case when f.state = 'open' then 0 else 1 end,
        home = excluded.home, severity = excluded.severity, facts_hash = excluded.facts_hash, words = excluded.words, fields = excluded.fields,
        version = f.version + 1, changed = clock_timestamp()
      where case f.state
        when 'open' then f.facts_hash like 's:%' and f.facts_hash <> excluded.facts_hash
        when 'exempt' then f.facts_hash like 's:%' and f.facts_hash <> excluded.facts_hash
        else f.facts_hash like 's:%' or f.state = 'withdrawn' end
      returning f.id, f.worker_id, f.rule, f.reopened, f.version)
    insert into finding_source (finding_id, batch_id, sheet, row, side)
      select w.id, ${batchId}::uuid, s.sheet, s.row, s.side from written w join said s using (worker_id, rule)
      on conflict (finding_id, batch_id) do update set sheet = excluded.sheet, row = excluded.row, side = excluded.side`.execute(db);
};

/** A row that has the columns and is no longer doubted closes what such a list had raised. */
const settle = async (
  db: Db,
  entries: readonly DeskEntry[],
  raised: readonly Raised[],
  fields: ReadonlySet<string>,
  today: string,
): Promise<void> => {
  const workers = [...new Set(entries.map((e) => e.workerId))];
  if (!workers.length) return;
  await sql`
    with ended as (
      update finding f set state = 'closed', closed = ${today}::date, closed_how = 'corrected', version = version + 1, changed = clock_timestamp()
      where f.worker_id = any(${workers}::uuid[]) and f.state in ('open', 'exempt') and f.source = 'sheet' and f.facts_hash like 's:%'
        and f.fields <@ ${[...fields]}::text[]
        and not exists (select 1 from unnest(${raised.map((r) => r.entry.workerId)}::uuid[], ${raised.map((r) => r.rule)}::text[]) r (worker_id, rule)
          where r.worker_id = f.worker_id and r.rule = f.rule)
      returning f.id, f.worker_id),
    voided as (update exemption e set state = 'void' from ended d where e.finding_id = d.id and e.state in ('asked', 'approved'))
    insert into finding_comment (id, finding_id, worker_id, kind) select gen_random_uuid(), id, worker_id, 'closed' from ended`.execute(db);
};
