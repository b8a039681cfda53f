// Exemptions as a list, and doubts about lists as a whole.
import { sql } from 'kysely';
import type { z } from 'zod';
import { holds } from '#capabilities/access/rules.ts';
import { accountNames } from '#capabilities/access/server/service.ts';
import { changed, notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import { cappedTotal, pageOf } from '#platform/server/paging.ts';
import type { Db } from '#platform/server/store.ts';
import type { Day } from '#standards/calendar/calendar.ts';
import { loadDivisions } from '#standards/divisions/server/loadDivisions.ts';
import type { BatchDoubt, listBatchDoubts, listDoubtPeople, listExemptions, settleBatchDoubt } from '../../contractDesk.ts';
import { ageDays } from '../../rulesDesk.ts';
import type { Finding } from '../../rulesValue.ts';
import { batchNames, type ExemptionRow, tellExemption } from './case.ts';
import { reached } from './filters.ts';
import { type FindingRow, findingColumns, tellFindings } from './list.ts';
import type { DeskParts, ListPeople } from './living.ts';

export const exemptions = async (parts: DeskParts, call: Call, input: z.output<(typeof listExemptions)['input']>) => {
  const query = call.db
    .selectFrom('exemption')
    .select(['id', 'findingId', 'state', 'reason', 'fileId', 'askedBy', 'asked', 'until', 'decidedBy', 'decided', 'decision'])
    .where('state', '=', input.state)
    .where(reached(call.actor, call.today, undefined, 'exemption'));
  const page = await pageOf(call.services.keys, query, {
    list: `rosters.listExemptions ${input.state}`,
    sort: {
      by: [
        { column: 'exemption.asked', key: 'asked' },
        { column: 'exemption.id', key: 'id' },
      ],
      // what waits longest comes first; what is decided, the latest
      descending: input.state !== 'asked',
    },
    cursor: input.cursor,
    size: input.size,
  });
  const rows = page.items as unknown as ExemptionRow[];
  const findings = rows.length
    ? await call.db
        .selectFrom('finding')
        .select(findingColumns)
        .where(
          'finding.id',
          'in',
          rows.map((r) => r.findingId),
        )
        .execute()
    : [];
  const told = new Map((await tellFindings(parts, call, findings as unknown as FindingRow[])).map((f) => [f.id, f]));
  const names = await accountNames(
    call.db,
    rows.flatMap((r) => [r.askedBy, r.decidedBy ?? []].flat()),
  );
  return {
    ...page,
    items: rows.flatMap((r) => {
      const finding = told.get(r.findingId);
      return finding ? [{ ...tellExemption(call, r, names), finding }] : [];
    }),
    total: await cappedTotal(call.db, query),
  };
};

interface DoubtRow {
  readonly id: string;
  readonly batchId: string;
  readonly area: string;
  readonly finding: Finding;
  readonly rows: number;
  readonly state: BatchDoubt['state'];
  readonly opened: Day;
  readonly closedBy: string | null;
  readonly decision: string;
  readonly version: number;
}
const doubtColumns = ['id', 'batchId', 'area', 'finding', 'rows', 'state', 'opened', 'closedBy', 'decision', 'version'] as const;

const tellDoubts = async (call: Call, rows: readonly DoubtRow[]): Promise<BatchDoubt[]> => {
  const batches = await batchNames(
    call,
    rows.map((r) => r.batchId),
  );
  const names = await accountNames(
    call.db,
    rows.flatMap((r) => r.closedBy ?? []),
  );
  return rows.map((r) => ({
    id: r.id,
    batch: {
      id: r.batchId,
      number: batches.get(r.batchId)?.number ?? 0,
      fileName: batches.get(r.batchId)?.name ?? '',
      areaName: loadDivisions().shortName(r.area) ?? r.area,
      rows: r.rows,
    },
    finding: {
      rule: r.finding.rule,
      severity: r.finding.severity,
      fields: [...r.finding.fields],
      text: r.finding.text,
      advice: r.finding.advice ?? null,
    },
    state: r.state,
    opened: r.opened,
    days: ageDays(r.opened, call.today),
    decision: r.decision,
    closedBy: r.closedBy ? (names.get(r.closedBy) ?? '') : null,
    version: r.version,
    may: r.state === 'open' && call.actor.permissions.has('rosters.exempt') && call.actor.areas.some((a) => holds(a, r.area)),
  }));
};

export const batchDoubts = async (call: Call, input: z.output<(typeof listBatchDoubts)['input']>) => {
  const query = call.db.selectFrom('batchDoubt').select(doubtColumns).where('state', '=', input.state);
  const page = await pageOf(call.services.keys, query, {
    list: `rosters.listBatchDoubts ${input.state}`,
    sort: {
      by: [
        { column: 'opened', key: 'opened' },
        { column: 'id', key: 'id' },
      ],
      descending: true,
    },
    cursor: input.cursor,
    size: input.size,
  });
  return { ...page, items: await tellDoubts(call, page.items as unknown as DoubtRow[]), total: await cappedTotal(call.db, query) };
};

export const doubtPeople = async (parts: DeskParts, call: Call, { id, size }: z.output<(typeof listDoubtPeople)['input']>) => {
  const row = (await call.db.selectFrom('batchDoubt').select(doubtColumns).where('id', '=', id).executeTakeFirst()) as DoubtRow | undefined;
  if (!row) throw notFound();
  const of = { batchId: row.batchId, field: row.finding.fields[0] ?? '', top: row.finding.top ?? [] };
  let found: ListPeople | null = null;
  for (const people of parts.peopleOfList) found ??= await people(call, of, size);
  const cards = await parts.cardsOf(call, found?.ids ?? []);
  return {
    total: found?.total ?? 0,
    more: found?.more ?? false,
    items: (found?.ids ?? []).flatMap((workerId) => {
      const card = cards.get(workerId);
      return card ? [{ workerId, ...card }] : [];
    }),
  };
};

export const settle = async (call: Call, { id, version, decision }: z.output<(typeof settleBatchDoubt)['input']>) => {
  const row = (await call.db.selectFrom('batchDoubt').select(doubtColumns).where('id', '=', id).executeTakeFirst()) as DoubtRow | undefined;
  if (!row || !call.actor.areas.some((a) => holds(a, row.area))) throw notFound();
  const settled = await call.db
    .updateTable('batchDoubt')
    .set({ state: 'closed', closed: call.today, closedBy: call.actor.accountId, decision, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('state', '=', 'open')
    .returning(doubtColumns)
    .executeTakeFirst();
  if (!settled) throw changed({ by: '别人', at: '刚才' });
  call.note({ area: row.area, subject: { kind: 'batch', id: row.batchId }, details: { doubt: id } });
  return (await tellDoubts(call, [settled as unknown as DoubtRow]))[0]!;
};

/** What was found about a written list as a whole comes to the desk, once. Runs as `system`. */
export const openBatchDoubts = async (db: Db, batchId: string, today: Day): Promise<void> => {
  const { rows } = await sql<{ area: string; report: Finding[]; counts: { new?: number; changed?: number; unchanged?: number } }>`
    select area, report, counts from roster_batch b where id = ${batchId}::uuid and state = 'written'
      and not exists (select 1 from batch_doubt d where d.batch_id = b.id and d.state <> 'withdrawn')`.execute(db);
  const batch = rows[0];
  const { counts = {} } = batch ?? {};
  for (const finding of batch?.report.filter((f) => f.rule === 'constants') ?? [])
    await sql`insert into batch_doubt (id, batch_id, area, finding, rows, opened) values (${newId()}::uuid, ${batchId}::uuid, ${batch!.area},
      ${JSON.stringify(finding)}::jsonb, ${(counts.new ?? 0) + (counts.changed ?? 0) + (counts.unchanged ?? 0)}, ${today}::date)`.execute(
      db,
    );
};
