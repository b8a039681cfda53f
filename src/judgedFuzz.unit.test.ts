// Whatever is done to a file, judging it ends in verdicts or in a fault that has a sentence: no crash, no row lost, no number of a person in a sentence.
// A hang would end at the limit of the test.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unreadable } from './capabilities/rosters/contractProblems.ts';
import { readContext } from './capabilities/rosters/server/importCommand.ts';
import type { BookInThread } from './capabilities/rosters/server/reading/bookInThread.ts';
import { LIMITS } from './capabilities/rosters/server/reading/limits.ts';
import { openInThread } from './capabilities/rosters/server/reading/openInThread.ts';
import { ReadRefused, refusedBy } from './capabilities/rosters/server/reading/readRefused.ts';
import { type Line, readFileRows } from './capabilities/rosters/server/readRows.ts';
import { withFile } from './capabilities/rosters/testing/readKit.ts';
import { sheets } from './sheets.ts';

const context = readContext(sheets, '2022-10-12');
const corpus = join(import.meta.dirname, '../kits/sheets/corpus');
/** Small ones of the formats that are read by our own code; SheetJS may run for ever in a broken .xls, which only the door's clock ends. */
const names = readdirSync(corpus).filter((name) => /\.(?:csv|txt|xlsx|ods)$/.test(name) && statSync(join(corpus, name)).size < 40_000);

const open = async (path: string): Promise<BookInThread | null> => {
  try {
    return await openInThread(path, LIMITS);
  } catch (error) {
    expect(Object.keys(unreadable)).toContain(refusedBy(error).fault);
    return null;
  }
};

/** What reading throws is the file's fault; anything else that comes out of judging is ours and fails the test. */
const judge = async (path: string): Promise<void> => {
  const opened = await open(path);
  if (!opened) return;
  const seen = new Map<number, Set<number>>();
  const book = {
    info: opened.info,
    async *rows(sheet: number) {
      const rows = opened.rows(sheet)[Symbol.asyncIterator]();
      for (;;) {
        const next = await rows.next().catch((error: unknown) => {
          throw refusedBy(error);
        });
        if (next.done) return;
        for (const row of next.value) seen.set(sheet, (seen.get(sheet) ?? new Set()).add(row.at + 1));
        yield next.value;
      }
    },
  };
  const lines: Line[] = [];
  try {
    for await (const line of readFileRows(book, context)) lines.push(line);
  } catch (error) {
    if (!(error instanceof ReadRefused)) throw error;
    expect(Object.keys(unreadable)).toContain(error.fault);
    return;
  } finally {
    await opened.close();
  }
  for (const [sheet, rows] of seen) {
    const told = lines.flatMap((line) => (line.kind === 'row' && line.place.sheet === sheet ? [line.row] : []));
    if (lines.some((line) => line.kind === 'sheet' && line.index === sheet && !line.chosen && told.length === 0)) continue;
    expect(new Set(told)).toEqual(rows);
  }
  for (const line of lines)
    for (const { text, advice } of line.findings)
      expect(`${text.zh} ${text.en} ${advice?.zh ?? ''} ${advice?.en ?? ''}`).not.toMatch(/\d{17}[\dXx]/);
};

test('files of the corpus with changed bytes, cut or doubled', async () => {
  const change = fc.tuple(
    fc.constantFrom(...names),
    fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 12 }),
    fc.option(fc.nat(), { nil: undefined, freq: 3 }),
    fc.boolean(),
  );
  await fc.assert(
    fc.asyncProperty(change, async ([name, changes, cut, doubled]) => {
      const bytes = Buffer.from(readFileSync(join(corpus, name)));
      for (const [at, value] of changes) bytes[at % bytes.length] = value;
      const some = cut === undefined ? bytes : bytes.subarray(0, cut % bytes.length);
      await withFile(doubled ? Buffer.concat([some, some]) : some, judge);
    }),
    { numRuns: 40 },
  );
}, 120_000);

test('lists with our headers and anything at all in their cells', async () => {
  const headers = sheets.flatMap((s) => s.fields.flatMap((f) => f.aliases.slice(0, 2)));
  const piece = fc.oneof(
    fc.constantFrom(
      '',
      ' ',
      '无',
      '同上',
      '〃',
      '合计',
      '注：',
      '52000019900101001X',
      '520000199001010011',
      '5.2E+17',
      '14100000001',
      '2022.1',
    ),
    fc.constantFrom(
      '2022-05-17',
      '至今',
      '2022年05月',
      '-1',
      '0',
      '1e9',
      '3,500元',
      '1.5万',
      '是',
      '否',
      '男',
      '户主',
      '广东省广州市白云区',
      '县内',
    ),
    fc.constantFrom(
      '="1"',
      "'x",
      '"',
      '\u200b',
      '\ufffd',
      '\u0000',
      '１２３',
      '①',
      '(9)',
      '公益性岗位',
      '务工-返乡',
      '9'.repeat(400),
      '（）',
      '%s',
      '{{',
    ),
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.integer().map(String),
  );
  const cell = fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join(''));
  const list = fc
    .tuple(
      fc.uniqueArray(fc.constantFrom(...headers), { minLength: 1, maxLength: 14 }),
      fc.array(fc.array(cell, { maxLength: 14 }), { maxLength: 40 }),
    )
    .map(([head, rows]) => [head, ...rows].map((row) => row.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')).join('\r\n'));
  await fc.assert(
    fc.asyncProperty(list, async (text) => withFile(Buffer.from(`\ufeff${text}`), judge)),
    { numRuns: 80 },
  );
}, 120_000);
