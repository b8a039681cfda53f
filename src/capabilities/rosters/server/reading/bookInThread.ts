import type { BookInfo, SheetRow } from '../../rulesBook.ts';
import type { Batch } from './limits.ts';

/** A book that is open in this thread: what each format's reader gives. A sheet may be read again. */
export interface BookInThread {
  readonly info: BookInfo;
  rows(sheet: number): AsyncIterable<readonly SheetRow[]>;
  close(): Promise<void>;
}

/** Feeds pieces of text to a parser that pushes rows into a batch, and hands the batches on as they fill. `feed` says whether it wants more. */
export async function* pump(
  text: AsyncIterable<string>,
  parser: { feed(piece: string): boolean; end(): void },
  into: Batch,
): AsyncGenerator<readonly SheetRow[]> {
  let more = true;
  for await (const piece of text) {
    more = parser.feed(piece);
    if (into.full) yield into.take();
    if (!more) break;
  }
  if (more) parser.end();
  const rest = into.take();
  if (rest.length) yield rest;
}

/** Rows that are in memory already, in batches. */
export async function* inBatches(rows: readonly SheetRow[]): AsyncGenerator<readonly SheetRow[]> {
  for (let i = 0; i < rows.length; i += 1000) yield rows.slice(i, i + 1000);
}
