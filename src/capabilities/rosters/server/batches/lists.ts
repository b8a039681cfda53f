// Reading batches and their rows; and which sheets there are to hand in.
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Parsed } from '#platform/contract.ts';
import type { Call } from '#platform/server/http.ts';
import { cappedTotal, pageOf } from '#platform/server/paging.ts';
import type { listBatches, listBatchRows, readBatch } from '../../contractBatches.ts';
import type { Batch, BatchLine, BatchRow, SheetOffer } from '../../contractShapes.ts';
import { applierOf, type RostersParts } from './parts.ts';
import type { RowDetail } from './rowDetail.ts';
import { tellRow } from './rowTold.ts';
import { batches, batchOf, getBatch, linesOf, mayChange, stateNow } from './view.ts';

type Page<T> = { items: T[]; total: number | null; next: string | null; previous: string | null };

export const offers = async ({ actor }: Call, parts: RostersParts): Promise<{ items: z.input<typeof SheetOffer>[] }> => ({
  items: parts.sheets.map((sheet) => {
    const applier = applierOf(parts, sheet.id);
    return {
      id: sheet.id,
      text: sheet.text,
      writes: applier !== null && actor.permissions.has('rosters.import') && actor.permissions.has(applier.can),
      template: true,
      fields: sheet.fields.map(({ id, text, key }) => ({ id, text, key: key !== undefined })),
    };
  }),
});

export const list = async (
  call: Call,
  { cursor, size, state, mine }: Parsed<typeof listBatches>,
  parts: RostersParts,
): Promise<Page<BatchLine>> => {
  const { db, services, actor } = call;
  let query = batches(db);
  if (mine) query = query.where('b.createdBy', '=', actor.accountId);
  if (state) query = query.where(stateNow, '=', state);
  const sort = {
    by: [
      { column: 'b.created', key: 'created' },
      { column: 'b.id', key: 'id' },
    ],
    descending: true,
  } as const;
  const page = await pageOf(services.keys, query, { list: `rosters.listBatches ${mine} ${state ?? ''}`, sort, cursor, size });
  return { ...page, items: await linesOf(call, parts, page.items), total: await cappedTotal(db, query) };
};

export const read = async (call: Call, { id }: Parsed<typeof readBatch>, parts: RostersParts): Promise<Batch> =>
  batchOf(call, parts, await getBatch(call.db, id));

export const rows = async (
  call: Call,
  { id, cursor, size, tab, rule }: Parsed<typeof listBatchRows>,
  parts: RostersParts,
): Promise<Page<BatchRow>> => {
  const { db, services, actor } = call;
  const batch = await getBatch(db, id);
  // whoever looks through another's eyes sees what they see
  const viewer = { works: mayChange({ ...actor, viewedBy: null }, batch), handedIn: batch.createdBy === actor.accountId };
  let query = db.selectFrom('rosterRow as r').selectAll('r').where('r.batchId', '=', id);
  if (tab === 'accepted') query = query.where('r.sample', '=', true);
  else if (tab === 'changed') query = query.where('r.outcome', '=', 'changed');
  else if (tab === 'kept') query = query.where(sql<boolean>`'kept' = any(r.rules)`);
  else query = query.where('r.verdict', '=', tab);
  if (rule !== undefined) query = query.where(sql<boolean>`${rule} = any(r.rules)`);
  const sort = {
    by: [
      { column: 'r.sheet', key: 'sheet' },
      { column: 'r.row', key: 'row' },
      { column: 'r.side', key: 'side' },
    ],
    descending: false,
  } as const;
  const page = await pageOf(services.keys, query, { list: `rosters.listBatchRows ${id} ${tab} ${rule ?? ''}`, sort, cursor, size });
  const people = page.items.flatMap((r) => (r.subjectKind === 'worker' && r.subjectId ? [r.subjectId] : []));
  const seen = people.length ? await parts.people(call, [...new Set(people)]) : new Map<string, boolean>();
  return {
    ...page,
    total: await cappedTotal(db, query),
    items: page.items.map((r) => {
      const detail = JSON.parse(services.keys.open(r.detailSealed)) as RowDetail;
      return {
        sheet: r.sheet,
        sheetName: detail.sheetName,
        row: r.row,
        side: r.side,
        verdict: r.verdict,
        outcome: r.outcome,
        ...tellRow(detail, r, r.subjectId ? seen.get(r.subjectId) : undefined, viewer),
      };
    }),
  };
};
