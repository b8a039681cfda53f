// The way round, with the sheets as they are declared: refused rows go back, are mended in the file that went back, and are taken.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { templateText } from './capabilities/rosters/rulesMapping.ts';
import { makeErrorBook } from './capabilities/rosters/server/errors/errorBook.ts';
import { errorColumns } from './capabilities/rosters/server/errors/errorColumns.ts';
import { type ErrorRow, errorTable } from './capabilities/rosters/server/errors/errorShapes.ts';
import { readContext } from './capabilities/rosters/server/importCommand.ts';
import { LIMITS } from './capabilities/rosters/server/reading/limits.ts';
import { openInThread } from './capabilities/rosters/server/reading/openInThread.ts';
import { type RowLine, readFileRows, type SheetLine } from './capabilities/rosters/server/readRows.ts';
import { inFolder } from './capabilities/rosters/testing/errorKit.ts';
import { sheets } from './composition.ts';

const CORPUS = join(import.meta.dirname, '../kits/sheets/corpus');

const judge = async (path: string) => {
  const book = await openInThread(path, LIMITS);
  const told: SheetLine[] = [];
  const rows: RowLine[] = [];
  for await (const line of readFileRows(book, readContext(sheets, '2026-11-27'))) {
    if (line.kind === 'sheet') told.push(line);
    else if (line.verdict !== 'not-a-row') rows.push(line);
  }
  await book.close();
  return { info: book.info, told, rows };
};

test.each([
  'mix-rules.xlsx',
  'id-wrong.xlsx',
  'working-but-blank.xlsx',
  'codes-and-lists.xlsx',
  'mix-rules.ods',
  'mix-utf8.csv',
  'mix-village.xls',
])('what was refused in %s is refused for the same reasons when it comes again, and nothing else is said', async (name) =>
  inFolder(async (folder) => {
    const path = join(CORPUS, name);
    const before = await judge(path);
    const refused = before.rows.filter((r) => r.verdict === 'refused');
    expect(refused.length).toBeGreaterThan(0);
    const rows = refused.map((r): ErrorRow => {
      const { tables } = before.told.find((t) => t.index === r.place.sheet)!;
      const { table, mapping } = tables[r.place.side]!;
      return {
        sheet: r.place.sheet,
        row: r.row,
        side: r.place.side,
        verdict: 'refused',
        texts: r.findings.filter((f) => f.severity !== 'hint').map((f) => f.text),
        advice: r.findings.flatMap((f) => f.advice ?? []),
        columns: errorColumns(
          r.findings.flatMap((f) => f.fields),
          { columns: mapping!.columns.map(({ column, field }) => ({ column: table.left + column, field })) },
        ),
      };
    });
    expect(rows.every((r) => r.texts.length > 0)).toBe(true);
    const target = join(folder, 'out.xlsx');
    await makeErrorBook(
      {
        path,
        name,
        info: before.info,
        sheets: before.told.map((t) => ({ index: t.index, chosen: t.chosen, tables: t.tables.map((c) => errorTable(c.table, c.chosen)) })),
      },
      rows,
      target,
      { at: '2026-11-27', demonstration: false },
      (at) => openInThread(at, LIMITS),
    );
    const after = await judge(target);
    // columns, what is remembered for them, and what nobody knows: as if the two columns were not there
    const columns = (read: typeof before) =>
      read.told.flatMap((t) =>
        t.declared ? t.tables.map((c) => [t.declared, templateText(c.table), c.mapping?.columns.map((m) => m.field)]) : [],
      );
    expect(columns(after)).toEqual(columns(before));
    expect(after.rows.map((r) => [r.values, r.extra])).toEqual(refused.map((r) => [r.values, r.extra]));
    // a copy beside the row it was copied from is no copy once it stands alone
    const alone = (r: RowLine) => r.findings.filter((f) => f.severity === 'error' && !/行/.test(f.text.zh)).map((f) => f.rule);
    expect(after.rows.map(alone)).toEqual(refused.map(alone));
  }),
);
