// What goes back to whoever handed in: the rows that did not go in, in their own template; and empty templates of ours.
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { DownloadFile, Parsed } from '#platform/contract.ts';
import { notFound, type Problem } from '#platform/problem.ts';
import { FILE_TYPES } from '#platform/server/fileType.ts';
import type { Call } from '#platform/server/http.ts';
import type { Services } from '#platform/server/services.ts';
import type { readErrorFile, readTemplate } from '../../contractBatches.ts';
import { type BatchSheet, batchStateTexts, nothingBack, notNow, unreadable } from '../../contractShapes.ts';
import type { CheckedSheet } from '../../rulesSheet.ts';
import type { RowPlace } from '../applying.ts';
import { errorBookName, makeErrorBook } from '../errors/errorBook.ts';
import { errorColumns, type MappedColumns } from '../errors/errorColumns.ts';
import type { ErrorBook, ErrorRow } from '../errors/errorShapes.ts';
import { ReadRefused } from '../reading/readRefused.ts';
import { makeTemplate } from '../templateBook.ts';
import { withBatchBook } from './batchBook.ts';
import { SYSTEM } from './batchRow.ts';
import { columnAt } from './batchSheets.ts';
import type { RostersParts } from './parts.ts';
import type { RowDetail } from './rowDetail.ts';
import { countsOf, getBatch, mayHaveFile, sheetsOf } from './view.ts';

const XLSX = FILE_TYPES.xlsx.mime;

export const template = async (
  _call: Call,
  { id }: Parsed<typeof readTemplate>,
  { sheets }: Pick<RostersParts, 'sheets'>,
): Promise<DownloadFile> => {
  const sheet = sheets.find((s) => s.id === id);
  if (!sheet) throw notFound();
  return { name: `${sheet.text.zh}-模板.xlsx`, type: XLSX, content: () => makeTemplate(sheet) };
};

const PAGE = 1000;
type Stored = RowPlace & { readonly verdict: 'refused' | 'doubtful'; readonly detailSealed: Buffer };

/** Refused and doubtful rows of a batch in the order of the file, with what was found and where the cells stand. */
export async function* errorRows(
  { store, keys }: Pick<Services, 'store' | 'keys'>,
  batchId: string,
  sheets: readonly BatchSheet[],
  declared: readonly CheckedSheet[],
): AsyncGenerator<ErrorRow> {
  const tables = new Map(
    sheets.flatMap((sheet) => {
      const partOf = new Map(
        declared.find((d) => d.id === sheet.declared)?.fields.flatMap((f) => (f.partOf === undefined ? [] : [[f.id, f.partOf]])),
      );
      return sheet.tables.map(({ columns }, side): [string, MappedColumns] => [
        `${sheet.index} ${side}`,
        { columns: columns.map(({ letter, field }) => ({ column: columnAt(letter), field })), partOf },
      ]);
    }),
  );
  let after: RowPlace | null = null;
  for (;;) {
    const from: RowPlace | null = after;
    const rows: readonly Stored[] = await store.transact({ ...SYSTEM, readOnly: true }, async (db) => {
      const found = await sql<Stored>`
        select sheet, row, side, verdict, detail_sealed from roster_row
        where batch_id = ${batchId}::uuid and verdict in ('refused', 'doubtful')
          ${from ? sql`and (sheet, row, side) > (${from.sheet}::int, ${from.row}::int, ${from.side}::int)` : sql``}
        order by sheet, row, side limit ${PAGE}`.execute(db);
      return found.rows;
    });
    for (const { sheet, row, side, verdict, detailSealed } of rows) {
      const { findings } = JSON.parse(keys.open(detailSealed)) as RowDetail;
      // hints are no reason; what refuses a row comes first
      const told = findings
        .filter((f) => f.severity !== 'hint')
        .sort((a, b) => Number(a.severity !== 'error') - Number(b.severity !== 'error'));
      yield {
        sheet,
        row,
        side,
        verdict,
        texts: told.map((f) => f.text),
        advice: told.flatMap((f) => f.advice ?? []),
        columns: errorColumns(
          told.flatMap((f) => f.fields),
          tables.get(`${sheet} ${side}`) ?? { columns: [] },
        ),
      };
    }
    const last = rows.at(-1);
    if (rows.length < PAGE || !last) return;
    after = { sheet: last.sheet, row: last.row, side: last.side };
  }
}

interface ErrorsOf {
  readonly id: string;
  readonly number: number;
  readonly fileHash: string;
  readonly fileName: string;
  readonly sheets: readonly BatchSheet[];
}

const minute = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

/** Writes the workbook at `target`, which must not exist. No transaction may be open. */
export const writeErrorBook = (services: Services, parts: RostersParts, batch: ErrorsOf, target: string): Promise<ErrorBook> =>
  withBatchBook(services, parts, batch.fileHash, ({ path, info }) =>
    makeErrorBook(
      { path, info, name: batch.fileName, sheets: batch.sheets },
      errorRows(services, batch.id, batch.sheets, parts.sheets),
      target,
      {
        batch: batch.number,
        at: minute.format(services.clock.now()),
        demonstration: services.config.demonstration,
      },
    ),
  );

export const errorFile = async (call: Call, { id }: Parsed<typeof readErrorFile>, parts: RostersParts): Promise<DownloadFile> => {
  const { db, services, actor } = call;
  const row = await getBatch(db, id);
  if (!(await mayHaveFile(db, actor, row))) throw notFound();
  const { zh, en } = batchStateTexts[row.now];
  if (row.now === 'reading' || row.now === 'writing') throw notNow({ state: zh, stateEn: en });
  const { refused, doubtful } = countsOf(row);
  if (refused + doubtful === 0) throw nothingBack();
  const fileName = services.keys.open(row.fileName);
  call.note({ area: row.area, subject: { kind: 'batch', id }, details: { number: row.number, refused, doubtful } });
  return {
    name: errorBookName(fileName, 'xlsx'),
    type: XLSX,
    content: async () => {
      await mkdir(services.files.incoming, { recursive: true, mode: 0o700 });
      const target = join(services.files.incoming, randomBytes(12).toString('hex'));
      try {
        await writeErrorBook(services, parts, { id, number: row.number, fileHash: row.fileHash, fileName, sheets: sheetsOf(row) }, target);
        return await readFile(target);
      } catch (error) {
        throw error instanceof ReadRefused ? (unreadable[error.fault]() satisfies Problem) : error;
      } finally {
        await rm(target, { force: true });
      }
    },
  };
};
