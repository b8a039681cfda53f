// The rows to hand back, put aside on the disk first: which rows stay must be known before the first of them is written, and a million of them fit no memory.
import { type FileHandle, open, rm } from 'node:fs/promises';
import { disarmed } from '#platform/server/csv.ts';
import type { Text } from '#standards/text.ts';
import type { ErrorRow, ErrorSource } from './errorShapes.ts';
import { letterOf } from './rowMap.ts';

/** One row with all that is said about it. */
export interface SaidRow {
  /** 0-based. */
  readonly row: number;
  readonly refused: boolean;
  readonly reason: string;
  readonly advice: string;
  readonly columns: readonly number[];
}
export interface SaidRows {
  readonly count: number;
  readonly refused: number;
  /** 0-based rows of a sheet, rising. */
  kept(sheet: number): readonly number[];
  /** Columns of a sheet with a coloured cell. */
  columns(sheet: number): ReadonlySet<number>;
  read(sheet: number): AsyncGenerator<SaidRow>;
  close(): Promise<void>;
}

const DOUBT = '【存疑】';
/** A cell holds 32,767 characters. */
const LONGEST = 8000;
const listed = (texts: readonly Text[]): string => {
  const said = [...new Set(texts.map((t) => t.zh.trim()).filter((t) => t !== ''))];
  return said.length > 1 ? said.map((t, i) => `${i + 1}. ${t}`).join('\n') : (said[0] ?? '');
};
const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

interface Joined {
  sheet: number;
  row: number;
  refused: boolean;
  reasons: string[];
  advice: string[];
  columns: Set<number>;
}
/** Of tables side by side each says which it means. */
const sideName = (source: ErrorSource, row: ErrorRow): string => {
  const tables = source.sheets.find((s) => s.index === row.sheet)?.tables ?? [];
  const table = tables[row.side ?? 0];
  const beside = tables.some((o) => o !== table && o.chosen && table && (o.right < table.left || table.right < o.left));
  return beside && table ? `${letterOf(table.left)} 至 ${letterOf(table.right)} 列：` : '';
};

const LIMIT = 1 << 16;

export const putAside = async (
  source: ErrorSource,
  rows: AsyncIterable<ErrorRow> | readonly ErrorRow[],
  path: string,
): Promise<SaidRows> => {
  const sorted = Array.isArray(rows)
    ? (rows as readonly ErrorRow[]).toSorted((a, b) => a.sheet - b.sheet || a.row - b.row || (a.side ?? 0) - (b.side ?? 0))
    : (rows as AsyncIterable<ErrorRow>);
  const file: FileHandle = await open(path, 'w+', 0o600);
  const kept = new Map<number, number[]>();
  const coloured = new Map<number, Set<number>>();
  const spans = new Map<number, { from: number; to: number }>();
  let [at, held, count, refused] = [0, '', 0, 0];
  let last = -1;
  const flush = async (): Promise<void> => {
    const bytes = Buffer.from(held, 'utf8');
    held = '';
    await file.write(bytes, 0, bytes.length, at);
    at += bytes.length;
  };
  const put = async (row: Joined): Promise<void> => {
    if (!kept.has(row.sheet)) {
      last = row.sheet;
      await flush();
      kept.set(row.sheet, []);
      coloured.set(row.sheet, new Set());
      spans.set(row.sheet, { from: at, to: at });
    }
    const list = kept.get(row.sheet)!;
    if (row.sheet !== last) throw new RangeError('rows to hand back must come sheet by sheet');
    if (list.length && list.at(-1)! >= row.row) throw new RangeError('rows to hand back must rise');
    list.push(row.row);
    const all = coloured.get(row.sheet)!;
    for (const c of row.columns) all.add(c);
    const said: SaidRow = {
      row: row.row,
      refused: row.refused,
      // sentences speak of rows as they were numbered: each says which it was
      reason: disarmed(`${cut(row.reasons.filter((t) => t !== '').join('\n'))}（原第 ${row.row + 1} 行）`),
      advice: disarmed(cut(row.advice.filter((t) => t !== '').join('\n'))),
      columns: [...row.columns],
    };
    held += `${JSON.stringify(said)}\n`;
    count += 1;
    if (row.refused) refused += 1;
    if (held.length > LIMIT) await flush();
  };
  const close = async (): Promise<void> => {
    await file.close();
    await rm(path, { force: true });
  };
  try {
    let now: Joined | undefined;
    for await (const row of sorted) {
      if (!now || now.sheet !== row.sheet || now.row !== row.row - 1) {
        if (now) {
          await put(now);
          if (now.sheet !== row.sheet) {
            await flush();
            spans.get(now.sheet)!.to = at;
          }
        }
        now = { sheet: row.sheet, row: row.row - 1, refused: false, reasons: [], advice: [], columns: new Set() };
      }
      const name = sideName(source, row);
      const mark = row.verdict === 'doubtful' ? DOUBT : '';
      const reason = listed(row.texts);
      const advice = listed(row.advice);
      now.refused ||= row.verdict === 'refused';
      now.reasons.push(name || mark ? `${mark}${name}${reason}` : reason);
      if (advice !== '') now.advice.push(`${name}${advice}`);
      for (const c of row.columns) now.columns.add(c);
    }
    if (now) {
      await put(now);
      await flush();
      spans.get(now.sheet)!.to = at;
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    count,
    refused,
    kept: (sheet) => kept.get(sheet) ?? [],
    columns: (sheet) => coloured.get(sheet) ?? new Set(),
    async *read(sheet) {
      const span = spans.get(sheet);
      if (!span) return;
      let rest = '';
      const decoder = new TextDecoder();
      const piece = Buffer.alloc(LIMIT);
      for (let from = span.from; from < span.to; ) {
        const { bytesRead } = await file.read(piece, 0, Math.min(LIMIT, span.to - from), from);
        if (bytesRead === 0) throw new Error('rows put aside are gone');
        from += bytesRead;
        rest += decoder.decode(piece.subarray(0, bytesRead), { stream: true });
        const lines = rest.split('\n');
        rest = lines.pop()!;
        for (const line of lines) yield JSON.parse(line) as SaidRow;
      }
    },
    close,
  };
};
