// Every file of the published corpus hands rows back: the same template, exactly these rows, the same values.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectedHeaders } from '../../../../../kits/sheets/scoreCorpus.ts';
import { handBack, headersOf, inFolder, meant, type ReadFile, readTables, refuse } from '../../testing/errorKit.ts';
import { NOTE_SHEET } from './noteSheet.ts';

const CORPUS = join(import.meta.dirname, '../../../../../kits/sheets/corpus');
const FILES = expectedHeaders()
  .filter((f) => !f.fault)
  .map((f) => f.file)
  .filter((f) => readdirSync(CORPUS).includes(f));

/** What a file should hold once only these rows are left, and what it holds. */
const compare = (before: ReadFile, after: ReadFile, wanted: ReadonlySet<string>) => {
  const said = (file: ReadFile, all: boolean) =>
    file.tables
      .filter((t) => file.info.sheets[t.sheet]!.name !== NOTE_SHEET)
      .map((t) => ({
        sheet: t.sheet,
        header: headersOf(t.table),
        left: t.table.left,
        right: t.table.right,
        top: t.table.header,
        rows: t.rows.filter((r) => r.kind === 'data' && (all || wanted.has(`${t.sheet} ${r.at + 1}`))).map((r) => r.cells.map(meant)),
      }));
  // a cover sheet that looks like a table hands nothing back
  const filled = (tables: ReturnType<typeof said>) => tables.filter((t) => t.rows.length > 0);
  return { must: filled(said(before, false)), is: filled(said(after, true)) };
};

test.each(FILES)('%s', async (name) => {
  const path = join(CORPUS, name);
  await inFolder(async (folder) => {
    const before = await readTables(path);
    // a title alone is a file without rows
    if (!before.tables.length) return;
    const picked = before.tables.flatMap((t, side) =>
      t.rows.filter((r, i) => r.kind === 'data' && i % 3 !== 1).map((r) => ({ sheet: t.sheet, row: r.at + 1, side, at: t.table.left })),
    );
    const wanted = new Set(picked.map((p) => `${p.sheet} ${p.row}`));
    const rows = picked.map((p) => refuse(p.sheet, p.row, [p.at]));
    const target = join(folder, 'out');
    const made = await handBack(path, name, before, rows, target);
    expect(made.rows).toBe(wanted.size);
    const after = await readTables(target);
    expect(after.info.format).toBe('xlsx');
    expect(after.info.date1904).toBe(before.info.date1904);
    expect(after.info.sheets.map((s) => s.name).filter((n) => n !== NOTE_SHEET)).toHaveLength(before.info.sheets.length);
    const { must, is } = compare(before, after, wanted);
    expect(is).toEqual(must);
    for (const t of after.tables) {
      if (!is.some((s) => s.sheet === t.sheet)) continue;
      expect(t.table.own).toHaveLength(2);
    }
    // and once more: nothing piles up
    const again = join(folder, 'again');
    const more = after.tables.flatMap((t) => t.rows.filter((r) => r.kind === 'data').map((r) => refuse(t.sheet, r.at + 1)));
    await handBack(target, made.name, after, more, again);
    const third = await readTables(again);
    expect(third.info.sheets.map((s) => s.name)).toEqual(after.info.sheets.map((s) => s.name));
    expect(third.tables.map((t) => [t.table.own, t.table.right, t.rows.map((r) => r.cells.map(meant))])).toEqual(
      after.tables.map((t) => [t.table.own, t.table.right, t.rows.map((r) => r.cells.map(meant))]),
    );
  });
});
