// A list that is read and nothing more: the rows of a stored file as a capability wants to look at them, without a batch.
import type { Problem } from '#platform/problem.ts';
import type { Services } from '#platform/server/services.ts';
import { loadHistory } from '#standards/divisions/server/loadDivisions.ts';
import { parsePlace } from '#standards/divisions/server/loadPlaceParser.ts';
import { unreadable } from '../contractProblems.ts';
import { textOf } from '../rulesShapes.ts';
import type { CheckedSheet } from '../rulesSheet.ts';
import type { Finding, RowValues } from '../rulesValue.ts';
import { rememberPlaces } from '../rulesValuePlace.ts';
import { withBatchBook } from './batches/batchBook.ts';
import { ReadRefused } from './reading/readRefused.ts';
import { type RowLine, readFileRows, type SheetLine } from './readRows.ts';

export interface ListRow {
  readonly sheet: string;
  /** 1-based, as WPS shows it. */
  readonly row: number;
  readonly values: RowValues;
  readonly findings: readonly Finding[];
  /** What the cell of a field says where something was found in its row; else ''. */
  readonly written: (field: string) => string;
}
export interface ListAsk {
  readonly sheets: readonly CheckedSheet[];
  /** Module that exports them as `sheets`, for the thread that reads. */
  readonly sheetsModule: string;
}
export interface ListFile {
  /** Sheets that hold a list that is known. */
  readonly lists: readonly string[];
}

/** Rows go to `take` as they are read; what is no row (titles, totals, notes) does not. Throws the problem that says why a file cannot be read. */
export const readListFile = async (
  services: Services,
  hash: string,
  { sheets, sheetsModule }: ListAsk,
  take: (row: ListRow) => void,
): Promise<ListFile> => {
  const lists: string[] = [];
  let columns: ReadonlyMap<string, number>[] = [];
  const written = (line: RowLine, field: string): string => {
    const at = columns[line.place.side]?.get(field);
    return at === undefined ? '' : textOf(line.cells[at]).trim();
  };
  const heed = (line: SheetLine): void => {
    if (line.chosen) lists.push(line.sheet);
    columns = line.tables.map(
      ({ mapping }) => new Map((mapping?.columns ?? []).flatMap((c) => (c.field === null ? [] : [[c.field, c.column] as const]))),
    );
  };
  try {
    await withBatchBook(services, { sheetsModule }, hash, async (book) => {
      const reading = {
        sheets,
        today: services.clock.today(),
        parsePlace: rememberPlaces(parsePlace),
        prefixStatus: (code: string) => loadHistory().prefixStatus(code),
        leaveHidden: true,
      };
      for await (const line of readFileRows(book, reading)) {
        if (line.kind === 'sheet') heed(line);
        else if (line.verdict !== 'not-a-row') {
          const { sheet, row, values, findings } = line;
          take({ sheet, row, values, findings, written: (field) => written(line, field) });
        }
      }
    });
  } catch (error) {
    if (error instanceof ReadRefused) throw unreadable[error.fault]() satisfies Problem;
    throw error;
  }
  return { lists };
};
