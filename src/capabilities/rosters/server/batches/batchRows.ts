// `roster_row`: the rows of a batch that somebody should look at, and the first of the others as examples.
import { sql } from 'kysely';
import { type BulkTarget, insertMany } from '#platform/server/bulkWrite.ts';
import type { Keys } from '#platform/server/keys.ts';
import { newId } from '#platform/server/newId.ts';
import type { Db } from '#platform/server/store.ts';
import type { RowPlace, Undone } from '../applying.ts';
import type { JudgedRow } from './resolving.ts';
import type { RowDetail } from './rowDetail.ts';

/** Accepted rows that are shown as they stand in the file. */
export const SAMPLE_ROWS = 200;

const TARGET: BulkTarget = {
  table: 'roster_row',
  columns: {
    id: 'uuid',
    batch_id: 'uuid',
    sheet: 'int2',
    row: 'int4',
    side: 'int2',
    verdict: 'text',
    outcome: 'text',
    rules: 'text[]',
    subject_kind: 'text',
    subject_id: 'uuid',
    sample: 'bool',
    detail_sealed: 'bytea',
  },
};

export interface KeptRow {
  readonly row: JudgedRow;
  readonly subject: { readonly kind: string; readonly id: string } | null;
  readonly sample: boolean;
  readonly detail: RowDetail;
}

/** Whether somebody should look at a row. */
export const isKept = ({ verdict, outcome }: JudgedRow): boolean => verdict !== 'accepted' || outcome === 'changed';

export const writeRows = (db: Db, keys: Keys, batchId: string, rows: readonly KeptRow[]): Promise<void> =>
  insertMany(
    db,
    TARGET,
    rows.map(({ row, subject, sample, detail }) => [
      newId(),
      batchId,
      row.line.place.sheet,
      row.line.place.row,
      row.line.place.side,
      row.verdict,
      row.outcome,
      [...new Set(row.findings.map((f) => f.rule))],
      subject?.kind ?? '',
      subject?.id ?? null,
      sample,
      keys.seal(JSON.stringify(detail)),
    ]),
  );

const place = (p: RowPlace) => sql`(${p.sheet}::int, ${p.row}::int, ${p.side}::int)`;
/** What an earlier look said about these rows. */
export const forgetRows = (db: Db, batchId: string, after: RowPlace | null, upTo: RowPlace): Promise<unknown> =>
  sql`delete from roster_row where batch_id = ${batchId}::uuid and (sheet::int, row, side::int) <= ${place(upTo)}
    ${after ? sql`and (sheet::int, row, side::int) > ${place(after)}` : sql``}`.execute(db);

/** Up to `limit` rows of an earlier look; tells how many there were. */
export const forgetSomeRows = async (db: Db, batchId: string, limit: number): Promise<number> => {
  const { rows } = await sql`delete from roster_row where id in (select id from roster_row where batch_id = ${batchId}::uuid limit ${limit})
    returning 1`.execute(db);
  return rows.length;
};

const KEPT = 'kept';
/** Rows that were not taken back, each with the sentence that says what rests on it. */
export const keepUndone = async (db: Db, keys: Keys, batchId: string, kept: readonly Undone[]): Promise<void> => {
  if (!kept.length) return;
  const { rows: known } = await sql<{ id: string; sheet: number; row: number; side: number; rules: string[]; detailSealed: Buffer }>`
    select r.id, r.sheet, r.row, r.side, r.rules, r.detail_sealed from roster_row r
    join unnest(${kept.map((k) => k.sheet)}::int[], ${kept.map((k) => k.row)}::int[], ${kept.map((k) => k.side)}::int[]) as k (sheet, row, side)
      on k.sheet = r.sheet and k.row = r.row and k.side = r.side
    where r.batch_id = ${batchId}::uuid`.execute(db);
  const at = new Map(known.map((r) => [`${r.sheet} ${r.row} ${r.side}`, r]));
  const fresh: unknown[][] = [];
  for (const k of kept) {
    const finding = {
      rule: KEPT,
      severity: 'hint' as const,
      fields: [],
      text: k.why ?? { zh: '后来有新的信息以它为准，没有撤销', en: 'Something newer rests on it; it was not undone' },
      advice: null,
      values: [],
    };
    const row = at.get(`${k.sheet} ${k.row} ${k.side}`);
    if (!row) {
      const detail: RowDetail = { sheetName: '', name: '', number: '', findings: [finding], repairs: [], changes: [] };
      const sealed = keys.seal(JSON.stringify(detail));
      fresh.push([newId(), batchId, k.sheet, k.row, k.side, 'accepted', 'unchanged', [KEPT], '', null, false, sealed]);
    } else if (!row.rules.includes(KEPT)) {
      const detail = JSON.parse(keys.open(row.detailSealed)) as RowDetail;
      const sealed = keys.seal(JSON.stringify({ ...detail, findings: [finding, ...detail.findings] }));
      await sql`update roster_row set rules = ${[...row.rules, KEPT]}::text[], detail_sealed = ${sealed} where id = ${row.id}::uuid`.execute(
        db,
      );
    }
  }
  await insertMany(db, TARGET, fresh);
};
