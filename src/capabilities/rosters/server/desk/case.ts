// One finding as a case: who said what, what happened since, what the reader may do about it.
import { sql } from 'kysely';
import { holds } from '#capabilities/access/rules.ts';
import { accountNames } from '#capabilities/access/server/service.ts';
import { notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import type { Exemption, FindingCase } from '../../contractDesk.ts';
import { latestExemption } from '../../rulesDesk.ts';
import { readSourceRef } from '../applying.ts';
import { reached } from './filters.ts';
import { type FindingRow, findingColumns, tellFindings } from './list.ts';
import type { DeskParts, DeskSide, Proposal } from './living.ts';

/** Refuses what is not on the reader's desk; row-level security stands behind it. */
export const getFinding = async (call: Call, id: string): Promise<FindingRow> => {
  const row = await call.db
    .selectFrom('finding')
    .select(findingColumns)
    .where('finding.id', '=', id)
    // a finding of the home side and one of the host's are opened by the same address
    .where(sql<boolean>`(${reached(call.actor, call.today, undefined)} or finding.hosts)`)
    .executeTakeFirst();
  if (!row) throw notFound();
  return row as unknown as FindingRow;
};

/** Whether the reader works on it, or only looks: an auditor, a temporary look. */
export const works = async (call: Call, { home, hosts, workerId }: Pick<FindingRow, 'home' | 'hosts' | 'workerId'>): Promise<boolean> => {
  if (!call.actor.permissions.has('rosters.desk')) return false;
  if (call.actor.areas.some((a) => holds(a, home))) return true;
  if (!hosts || !(call.actor.keys.length + call.actor.keyRanges.length)) return false;
  const { rows } = await sql<{ mine: boolean }>`select in_my_scope(${workerId}::uuid) as mine`.execute(call.db);
  return rows[0]!.mine;
};
export const approves = ({ actor }: Call, home: string): boolean =>
  actor.permissions.has('rosters.exempt') && actor.areas.some((a) => holds(a, home));

export interface ExemptionRow {
  readonly id: string;
  readonly findingId: string;
  readonly state: Exemption['state'];
  readonly reason: string;
  readonly fileId: string | null;
  readonly askedBy: string;
  readonly asked: string;
  readonly until: string;
  readonly decidedBy: string | null;
  readonly decided: string | null;
  readonly decision: string;
}
export const tellExemption = (call: Call, e: ExemptionRow, names: ReadonlyMap<string, string>): Exemption => ({
  id: e.id,
  state: e.state,
  reason: e.reason,
  fileId: e.fileId,
  by: names.get(e.askedBy) ?? '',
  mine: e.askedBy === call.actor.accountId,
  asked: e.asked,
  until: e.until,
  decidedBy: e.decidedBy ? (names.get(e.decidedBy) ?? '') : null,
  decided: e.decided,
  decision: e.decision,
});

interface BatchName {
  readonly id: string;
  readonly number: number;
  readonly name: string;
}
/** Batches the reader sees, by what their files are called. */
export const batchNames = async (call: Call, ids: readonly string[]): Promise<ReadonlyMap<string, BatchName>> => {
  if (!ids.length) return new Map();
  const { rows } = await sql<{ id: string; number: number; name: Buffer }>`
    select b.id, b.number::int as number, f.name from roster_batch b join file f on f.id = b.file_id where b.id = any(${[...new Set(ids)]}::uuid[])`.execute(
    call.db,
  );
  return new Map(rows.map((r) => [r.id, { id: r.id, number: r.number, name: call.services.keys.open(r.name) }]));
};

/** `mine`: the reader works on it; who only looks (an auditor) is not shown the cells, in which names stand. */
const sidesOf = async (parts: DeskParts, call: Call, row: FindingRow, mine: boolean): Promise<FindingCase['sides']> => {
  const { rows: lines } = await sql<{
    batchId: string;
    sheet: number;
    row: number;
    side: number;
    detail: Buffer | null;
    handed: string | null;
  }>`
    select s.batch_id, s.sheet, s.row, s.side, r.detail_sealed as detail, b.handed_in as handed from finding_source s
      left join roster_batch b on b.id = s.batch_id
      left join roster_row r on r.batch_id = s.batch_id and r.sheet = s.sheet and r.row = s.row and r.side = s.side
    where s.finding_id = ${row.id}::uuid order by b.created desc nulls last limit 6`.execute(call.db);
  const living = parts.living.find((l) => l.rules.some((r) => r.id === row.rule));
  const known: readonly DeskSide[] = living?.casesOf ? ((await living.casesOf(call, row))?.sides ?? []) : [];
  const refs = known.map((s) => readSourceRef(s.sourceRef));
  const names = await batchNames(call, [...lines.map((l) => l.batchId), ...refs.flatMap((r) => r?.batchId ?? [])]);
  const listOf = (at: { readonly batchId: string; readonly row: number } | null) => {
    const batch = at ? names.get(at.batchId) : undefined;
    return batch && at ? { batchId: batch.id, number: batch.number, name: batch.name, row: at.row } : null;
  };
  return [
    ...lines.map((l) => ({
      label: { zh: '表上这样写', en: 'What the list says' },
      values: l.detail && mine ? valuesOf(call.services.keys.open(l.detail), row.rule) : [],
      source: { zh: '表格导入', en: 'from a spreadsheet' },
      list: listOf(l),
      recorded: null,
      workerId: null,
      span: null,
    })),
    ...known.map((s, i) => ({
      label: s.label,
      values: [...s.values],
      source: s.source,
      list: listOf(refs[i]!),
      recorded: s.recorded,
      workerId: s.workerId,
      span: s.span,
    })),
  ];
};

/** The cells a list's row was doubted for, as the engine keeps them with the row (masked there). */
const valuesOf = (detail: string, rule: string): FindingCase['sides'][number]['values'] => {
  const kept = JSON.parse(detail) as {
    findings?: { rule: string; values?: { field: { zh: string; en: string }; value: string }[] }[];
  };
  return (kept.findings ?? [])
    .filter((f) => f.rule === rule)
    .flatMap((f) => f.values ?? [])
    .map((v) => ({ field: v.field, value: { zh: v.value, en: v.value }, odd: true }));
};

export const tellCase = async (parts: DeskParts, call: Call, id: string): Promise<FindingCase> => {
  const row = await getFinding(call, id);
  const [told] = await tellFindings(parts, call, [row]);
  const { rows: history } = await sql<{
    id: string;
    kind: FindingCase['history'][number]['kind'];
    words: string;
    fileId: string | null;
    byAccount: string | null;
    toAccount: string | null;
    at: string;
  }>`
    select id, kind, words, file_id, by_account, to_account, at from finding_comment where finding_id = ${id}::uuid order by at desc limit 100`.execute(
    call.db,
  );
  const { rows: exemptions } = await sql<ExemptionRow>`
    select id, finding_id, state, reason, file_id, asked_by, asked, until, decided_by, decided, decision from exemption
    where finding_id = ${id}::uuid order by asked desc limit 20`.execute(call.db);
  const names = await accountNames(call.db, [
    ...history.flatMap((h) => [h.byAccount ?? [], h.toAccount ?? []].flat()),
    ...exemptions.flatMap((e) => [e.askedBy, e.decidedBy ?? []].flat()),
  ]);
  const rule = parts.rules.find((r) => r.id === row.rule);
  const mine = await works(call, row);
  const waiting = exemptions.find((e) => e.state === 'asked');
  return {
    ...told!,
    why: rule?.why ?? null,
    todo: rule?.todo ?? null,
    sides: await sidesOf(parts, call, row, mine),
    suggestion: mine && row.state === 'open' ? await proposalFor(parts, call, row) : null,
    correctPath: `/workers/${row.workerId}${rule?.correctAt ? `?do=${rule.correctAt}` : ''}`,
    history: history.map((h) => ({
      id: h.id,
      kind: h.kind,
      words: h.words,
      fileId: h.fileId,
      by: h.byAccount ? (names.get(h.byAccount) ?? '') : null,
      to: h.toAccount ? (names.get(h.toAccount) ?? '') : null,
      at: h.at,
    })),
    exemptions: exemptions.map((e) => tellExemption(call, e, names)),
    latest: latestExemption(call.today),
    may: {
      work: mine && row.state === 'open',
      ask: mine && row.state === 'open' && !waiting,
      decide: row.state === 'open' && waiting !== undefined && waiting.askedBy !== call.actor.accountId && approves(call, row.home),
      reopen: mine && row.state === 'exempt',
    },
  };
};

/** What would settle the finding at one stroke, as the capability that owns the fact says. */
export const proposalFor = async (parts: DeskParts, call: Call, row: FindingRow, hold = false): Promise<Proposal | null> => {
  for (const deed of parts.deeds) {
    if (deed.rule !== row.rule) continue;
    const proposal = await deed.propose(call, row, hold);
    if (proposal) return proposal;
  }
  return null;
};
