// A book judged in its own thread says line for line what it says here.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readContext } from './capabilities/rosters/server/importCommand.ts';
import { openBook } from './capabilities/rosters/server/reading/openBook.ts';
import { type Line, type ReadContext, readFileRows } from './capabilities/rosters/server/readRows.ts';
import { sheets, sheetsModule } from './sheets.ts';

const files = join(import.meta.dirname, '../kits/sheets/corpus');
const linesOf = async (name: string, context: ReadContext, there: boolean): Promise<Line[]> => {
  const book = await openBook(join(files, name), there ? { sheetsModule } : {});
  try {
    expect(book.judge !== undefined).toBe(there);
    const lines: Line[] = [];
    for await (const line of readFileRows(book, context)) lines.push(line);
    return lines;
  } finally {
    await book.close();
  }
};

test('the same lines, whatever was said or remembered', async () => {
  const plain = readContext(sheets, '2022-10-12');
  const asked: string[] = [];
  const remembered: NonNullable<ReadContext['remembered']> = async (template) => {
    asked.push(template);
    return undefined;
  };
  const names = ['mix-values.xlsx', 'mix-utf8.csv'];
  for (const name of names) {
    const here = await linesOf(name, plain, false);
    expect(here.length).toBeGreaterThan(5);
    expect(await linesOf(name, { ...plain, remembered }, true)).toEqual(here);
  }
  expect(asked.length).toBeGreaterThanOrEqual(names.length);
}, 180_000);

test('whoever stops early stops the thread; a sheet that the module does not export is a mistake of ours', async () => {
  const context = readContext(sheets, '2022-10-12');
  const book = await openBook(join(files, 'mix-values.xlsx'), { sheetsModule });
  for await (const line of readFileRows(book, context)) {
    expect(line.kind).toBe('sheet');
    break;
  }
  const again: Line[] = [];
  for await (const line of readFileRows(book, context)) again.push(line);
  expect(again.length).toBeGreaterThan(5);
  await expect(readFileRows(book, { ...context, sheets: [{ ...sheets[0]!, id: 'nobodys' }] }).next()).rejects.toThrow(/judging stopped/);
  await book.close();
}, 180_000);

test('kept rows, rows read again, and some of each: the same lines', async () => {
  const context = readContext(sheets, '2022-10-12');
  for (const name of ['mix-two-up.xls']) {
    const all = await linesOf(name, context, false);
    for (const keeps of [0, 100]) expect(await linesOf(name, { ...context, keeps }, false)).toEqual(all);
  }
}, 180_000);
