// Any table survives any format; any bytes end in rows or in a fault.
import { type BookType, utils, write } from '@e965/xlsx';
import exceljs from 'exceljs';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { unreadable } from '../../contractProblems.ts';
import type { SheetRow } from '../../rulesBook.ts';
import { faultOf, plain, readBook, withFile } from '../../testing/readKit.ts';
import { xlsxOf } from '../../testing/xlsxWriter.ts';
import { openBook } from './openBook.ts';

type Value = string | number | null;
const PIECES = [
  '韦',
  '𬭚',
  '㙟',
  '龘',
  '，',
  ',',
  ';',
  '\t',
  '|',
  '"',
  '""',
  "'",
  '=',
  '\n',
  ' ',
  '<',
  '&',
  '&amp;',
  ']]>',
  'a',
  '0',
  '😀',
  '一',
];
/** Text that a cell can hold; blanks at its ends are another matter in HTML. */
const someText = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 8 }).map((p) => p.join(''));
const someNumber = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }).filter(
    // SheetJS writes very small numbers wrongly
    (n) => Math.abs(n) > 1e-9,
  ),
);
const cell = fc.oneof(
  { weight: 3, arbitrary: someText },
  { weight: 2, arbitrary: someNumber },
  { weight: 1, arbitrary: fc.constant(null) },
);
const tableOf = (of: fc.Arbitrary<Value>) => fc.array(fc.array(of, { maxLength: 6 }), { minLength: 1, maxLength: 12 });

/** As the reader gives it: without blank cells at the ends, without blank rows. */
const expected = (table: Value[][]): [number, Value[]][] =>
  table.flatMap((row, at): [number, Value[]][] => {
    const cells = [...row];
    while (cells.length && cells.at(-1) === null) cells.pop();
    return cells.length ? [[at, cells]] : [];
  });
const got = (rows: readonly SheetRow[]) => rows.map((r) => [r.at, r.cells.map(plain)]);
const written = (table: Value[][]): boolean => expected(table).length > 0;

const csvOf = (table: Value[][], delimiter: string, end: string): string =>
  `\uFEFF${table.map((row) => row.map((v) => (v === null ? '' : `"${String(v).replaceAll('"', '""')}"`)).join(delimiter) + end).join('')}`;
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

describe('the same table comes back from', () => {
  test('xlsx of exceljs', () =>
    fc.assert(
      fc.asyncProperty(tableOf(cell).filter(written), async (table) => {
        const book = new exceljs.Workbook();
        const sheet = book.addWorksheet('表');
        table.forEach((row, r) => {
          row.forEach((value, c) => {
            if (value !== null) sheet.getCell(r + 1, c + 1).value = value;
          });
        });
        const read = await readBook(Buffer.from(await book.xlsx.writeBuffer()));
        expect(got(read.sheets[0]!)).toEqual(expected(table));
      }),
      { numRuns: 60 },
    ));

  test.each(['xlsx', 'xlsb', 'biff8', 'ods', 'xlml'] as BookType[])('%s of SheetJS', (bookType) =>
    fc.assert(
      // SheetJS itself turns blanks and line ends of ODS and SpreadsheetML into others
      fc.asyncProperty(
        tableOf(
          bookType === 'ods' || bookType === 'xlml' ? cell.map((v) => (typeof v === 'string' ? v.replace(/[\s"']/g, '.') : v)) : cell,
        ).filter(written),
        async (table) => {
          const book = utils.book_new();
          utils.book_append_sheet(book, utils.aoa_to_sheet(table), '表');
          const read = await readBook(write(book, { type: 'buffer', bookType, bookSST: true }) as Buffer);
          expect(got(read.sheets[0]!)).toEqual(expected(table));
        },
      ),
      { numRuns: 60 },
    ),
  );

  test('CSV, in each encoding, with each separator and line end', () =>
    fc.assert(
      fc.asyncProperty(
        tableOf(cell).filter(written),
        fc.constantFrom(',', ';', '\t', '|', '，'),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.constantFrom('utf8', 'gb18030', 'utf16le'),
        async (table, delimiter, end, encoding) => {
          // a header and enough lines to see the separator by
          const wide = [...Array.from({ length: 30 }, () => ['姓名', '年龄', '电话', '地址', '备注', '序号'] as Value[]), ...table];
          const text = csvOf(wide, delimiter, end);
          const read = await readBook(iconv.encode(encoding === 'gb18030' ? text.slice(1) : text, encoding));
          expect(read.info.delimiter).toBe(delimiter);
          expect(got(read.sheets[0]!)).toEqual(expected(wide.map((row) => row.map((v) => (v === null ? null : String(v))))));
        },
      ),
      { numRuns: 150 },
    ));

  test('HTML', () =>
    fc.assert(
      fc.asyncProperty(tableOf(cell).filter(written), async (table) => {
        const tidy = table.map((row) => row.map((v) => (v === null ? null : String(v).replace(/\s+/g, ' ').trim() || null)));
        if (!written(tidy)) return;
        const html = `<table>${tidy.map((row) => `<tr>${row.map((v) => `<td>${escaped(v === null ? '' : String(v))}</td>`).join('')}</tr>`).join('')}</table>`;
        const read = await readBook(html);
        expect(got(read.sheets[0]!)).toEqual(expected(tidy));
      }),
      { numRuns: 100 },
    ));
});

describe('changed bytes end in rows or a fault', () => {
  const table = Array.from({ length: 40 }, (_, i) => ['莫𬭚', i, '"a",b', 0.5]);
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(table), '表');
  const samples: Record<string, Buffer> = {
    csv: Buffer.from(csvOf(table, ',', '\r\n')),
    gb: iconv.encode(csvOf(table, ',', '\r\n').slice(1), 'gb18030'),
    xlsx: xlsxOf({
      sheets: [table.map((r) => `<row><c t="inlineStr"><is><t>${r[0]}</t></is></c><c><v>${r[1]}</v></c></row>`).join('')],
    }),
  };
  for (const type of ['biff8', 'ods', 'xlml', 'html', 'xlsb', 'biff5'] as const)
    samples[type] = write(book, { type: 'buffer', bookType: type }) as Buffer;

  const changed = (name: string) =>
    fc
      .tuple(
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 12 }),
        fc.option(fc.nat(), { nil: undefined, freq: 3 }),
      )
      .map(([changes, cut]) => {
        const bytes = Buffer.from(samples[name]!);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        return cut === undefined ? bytes : bytes.subarray(0, cut % bytes.length);
      });

  test.each(['csv', 'gb', 'xlsx', 'ods', 'xlml', 'html'])('%s', (name) =>
    fc.assert(
      fc.asyncProperty(changed(name), async (bytes) => {
        const fault = await faultOf(readBook(bytes));
        if (fault) expect(Object.keys(unreadable)).toContain(fault);
      }),
      { numRuns: 150 },
    ),
  );

  // SheetJS may run for ever in a broken .xls: only the door's clock ends that
  test.each(['biff8', 'biff5', 'xlsb'])(
    '%s',
    (name) =>
      fc.assert(
        fc.asyncProperty(changed(name), (bytes) =>
          withFile(bytes, async (path) => {
            const fault = await faultOf(
              (async () => {
                const opened = await openBook(path, { limits: { seconds: 4 } });
                try {
                  for await (const _ of opened.rows(0));
                } finally {
                  await opened.close();
                }
              })(),
            );
            if (fault) expect(Object.keys(unreadable)).toContain(fault);
          }),
        ),
        { numRuns: 6, endOnFailure: true },
      ),
    120_000,
  );
});
