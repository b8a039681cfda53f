// The lines of a file in chunks that one transaction takes: never across sheets, as many rows as the database bears just now.
import type { RowPlace } from '../applying.ts';
import type { Line, RowLine, SheetLine } from '../readRows.ts';

export interface Chunk {
  readonly sheet: SheetLine;
  /** In the order of the file, rows that are none included. */
  readonly lines: readonly RowLine[];
  readonly last: RowPlace;
}

/** Rows that are none cost next to nothing, and still a chunk of them alone must end. */
const LINES_PER_ROW = 20;

/** Sheets as they come, then their rows. Rows of sheets that are not chosen are left out. `size`: rows of the next chunk. */
export async function* inChunks(lines: AsyncIterable<Line>, size: () => number): AsyncGenerator<SheetLine | Chunk> {
  let sheet: SheetLine | undefined;
  let held: RowLine[] = [];
  let rows = 0;
  const take = (): Chunk => {
    const chunk = { sheet: sheet!, lines: held, last: held.at(-1)!.place };
    held = [];
    rows = 0;
    return chunk;
  };
  for await (const line of lines) {
    if (line.kind === 'sheet') {
      if (held.length) yield take();
      sheet = line;
      yield line;
      continue;
    }
    if (!sheet?.chosen) continue;
    held.push(line);
    if (line.verdict !== 'not-a-row') rows++;
    if (rows >= size() || held.length >= size() * LINES_PER_ROW) yield take();
  }
  if (held.length) yield take();
}

/** The next part is read while the last one is worked on. */
export async function* ahead<T>(source: AsyncIterator<T>): AsyncGenerator<T> {
  let next = source.next();
  try {
    for (;;) {
      const { done, value } = await next;
      if (done) return;
      next = source.next();
      // whoever stops early hears of it elsewhere
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    await next.catch(() => undefined);
    await source.return?.();
  }
}

const byPlace = (a: RowPlace, b: RowPlace): number => a.sheet - b.sheet || a.row - b.row || a.side - b.side;
export const isAfter = (place: RowPlace, reached: RowPlace | null): boolean => reached === null || byPlace(place, reached) > 0;

interface Pace {
  /** Rows of the next chunk. */
  readonly size: () => number;
  /** Runs a chunk's work and learns from how long it took. */
  timed<T>(work: () => Promise<T>): Promise<T>;
  /** Rows a second since the beginning. */
  rate(rows: number): number;
}

/** The embedded database has one session: nobody waits longer than a chunk. A server takes more at a time. */
export const newPace = (kind: 'embedded' | 'server', rows?: number): Pace => {
  const [least, most, ms] = kind === 'embedded' ? [100, 2000, 250] : [1000, 5000, 1500];
  let size = kind === 'embedded' ? 100 : 2000;
  const began = performance.now();
  return {
    size: () => rows ?? size,
    async timed(work) {
      const since = performance.now();
      const result = await work();
      const took = performance.now() - since;
      size = Math.round(Math.min(most, Math.max(least, Math.min(size * 2, (size * ms * 0.7) / Math.max(took, 1)))));
      return result;
    },
    rate: (rows) => Math.round(rows / Math.max(0.001, (performance.now() - began) / 1000)),
  };
};

export const rateNote = (rate: number) => ({
  zh: `每秒 ${rate.toLocaleString('en')} 行`,
  en: `${rate.toLocaleString('en')} rows a second`,
});
