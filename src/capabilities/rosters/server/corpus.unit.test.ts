// The published corpus (kits/sheets): every file is read, its tables are found with exactly their headers, and every row is told apart.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectedHeaders, expectedOf } from '../../../../kits/sheets/scoreCorpus.ts';
import { words } from '../testing/words.ts';
import { LIMITS } from './reading/limits.ts';
import { openInThread } from './reading/openInThread.ts';
import { refusedBy } from './reading/readRefused.ts';
import { tablesOf } from './sheetTables.ts';

const CORPUS = join(import.meta.dirname, '../../../../kits/sheets/corpus');
// without the thread of the door, which costs more than these small files
const open = (file: string) => openInThread(join(CORPUS, file), LIMITS);
const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

test('what each file of the corpus is, or why it cannot be read', async () => {
  const wrong: unknown[] = [];
  for (const file of expectedHeaders()) {
    const said = await open(file.file)
      .then(async (book) => {
        const { format, encoding } = book.info;
        // sheets without a single row: the book is fine, and there is nothing in it
        let rows = 0;
        for (const { index } of book.info.sheets) for await (const batch of book.rows(index)) rows += batch.length;
        await book.close();
        return rows === 0 ? { fault: 'empty' } : { format, ...(file.encoding ? { encoding } : {}) };
      })
      .catch((error) => ({ fault: refusedBy(error).fault }));
    const must = file.fault ? { fault: file.fault } : { format: file.format, ...(file.encoding ? { encoding: file.encoding } : {}) };
    if (JSON.stringify(said) !== JSON.stringify(must)) wrong.push({ file: file.file, said, must });
  }
  expect(wrong).toEqual([]);
}, 120_000);

test('tables, headers and rows of every list of the corpus', async () => {
  const wrong: unknown[] = [];
  for (const file of expectedHeaders()) {
    if (file.fault) continue;
    const book = await open(file.file);
    const expected = expectedOf(file.file);
    for (const [at, must] of file.sheets.entries()) {
      if (must.kind === 'other') continue;
      const info = book.info.sheets.find((s) => s.name === must.name) ?? book.info.sheets[at]!;
      const found = await tablesOf(book, info.index, words);
      const table = found.tables[0];
      if (!table) {
        if (must.columns.length) wrong.push({ file: file.file, sheet: must.name, said: 'no table' });
        continue;
      }
      if (table.sideBySide) continue;
      const header = table.header
        ? Array.from({ length: table.header.bottom - table.header.top + 1 }, (_, i) => table.header!.top + 1 + i)
        : [];
      if (JSON.stringify(header) !== JSON.stringify(must.headerRows))
        wrong.push({ file: file.file, sheet: must.name, header, must: must.headerRows });
      const columns = table.columns.map((c) => plain(c.written.join('')));
      const asked = must.columns.map(plain);
      if (columns.length !== asked.length) wrong.push({ file: file.file, sheet: must.name, columns: columns.length, must: asked.length });
      const data = new Set<number>();
      for await (const rows of found.rows(table)) for (const row of rows) if (row.kind === 'data') data.add(row.at + 1);
      const rows = expected.filter((r) => r.sheet === must.name || file.sheets.length === 1);
      for (const row of rows)
        if ((row.verdict !== 'not-a-row') !== data.has(row.row))
          wrong.push({ file: file.file, sheet: must.name, row: row.row, must: row.verdict });
    }
    await book.close();
  }
  expect(wrong).toEqual([]);
}, 120_000);
