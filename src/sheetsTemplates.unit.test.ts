// Our own templates of every declared sheet: empty they hold nobody, filled in they are understood to the last column.
import { read as readWorkbook, utils, write as writeWorkbook } from '@e965/xlsx';
import { expect, test } from 'vitest';
import type { CheckedSheet, FieldDeclaration } from './capabilities/rosters/rulesSheet.ts';
import { readContext } from './capabilities/rosters/server/importCommand.ts';
import { LIMITS } from './capabilities/rosters/server/reading/limits.ts';
import { openInThread } from './capabilities/rosters/server/reading/openInThread.ts';
import { openZip } from './capabilities/rosters/server/reading/zip.ts';
import { type Line, type RowLine, readFileRows, type SheetLine } from './capabilities/rosters/server/readRows.ts';
import { makeTemplate, templateFields } from './capabilities/rosters/server/templateBook.ts';
import { withFile } from './capabilities/rosters/testing/readKit.ts';
import { idOf } from './capabilities/rosters/testing/valueCases.ts';
import { sheets as all } from './composition.ts';

const sheets = all.filter((s) => s.template);

const read = (content: Uint8Array): Promise<Line[]> =>
  withFile(content, async (path) => {
    const book = await openInThread(path, LIMITS);
    const lines: Line[] = [];
    for await (const line of readFileRows(book, readContext(sheets, '2026-11-27'))) lines.push(line);
    await book.close();
    return lines;
  });
const rowsOf = (lines: readonly Line[]): RowLine[] => lines.flatMap((l) => (l.kind === 'row' && l.verdict !== 'not-a-row' ? [l] : []));
const sheetOf = (lines: readonly Line[], sheet: CheckedSheet): SheetLine | undefined =>
  lines.find((l): l is SheetLine => l.kind === 'sheet' && l.declared === sheet.id);

const NAMES = ['石阿朵', '韦小妹', '陆大勇', '杨秀兰'];
const value = ({ type, shapes }: FieldDeclaration, n: number): string | number | Date => {
  switch (type.type) {
    case 'idNumber':
      return idOf(`199${n}0101`);
    case 'uscc':
      return ['91520000MA6DXXXX0A', '915200000000000010', '91520000000000002M', '91520000000000003G'][n]!;
    case 'phone':
      return `1410000000${n}`;
    case 'name':
      return NAMES[n]!;
    case 'day':
      return new Date(Date.UTC(2026, n, 1));
    case 'money':
      return 4000 + n;
    case 'count':
      return 3 + n;
    case 'yesNo':
      return n % 2 ? '否' : '是';
    case 'place':
      return ['广东省广州市白云区', '贵州省黔南布依族苗族自治州平塘县', '广东省佛山市顺德区', '广东省深圳市龙华区'][n]!;
    case 'codes':
      return type.list.items[n % type.list.items.length]!.words[0]!;
    case 'words':
      return ['电工、焊工', '粤菜师傅', '养老护理', '育婴'][n]!;
    case 'pay':
      return ['5000-8000', '6000', '4500', '面议'][n]!;
    case 'text':
      return shapes[0] === 'organisation' ? `第${n}电子有限公司` : `说明${'甲乙丙丁'[n]}`;
  }
};

test.each(sheets.map((s) => [s.id, s] as const))('an empty template of %s holds no row', async (_, sheet) => {
  const lines = await read(await makeTemplate(sheet));
  expect(rowsOf(lines)).toEqual([]);
});

test.each(sheets.map((s) => [s.id, s] as const))('a template of %s that was filled in: every column by its header', async (_, sheet) => {
  const template = await makeTemplate(sheet);
  const book = readWorkbook(template, { type: 'array', cellNF: true, cellDates: true });
  const list = book.Sheets[book.SheetNames[0]!]!;
  const fields = templateFields(sheet);
  utils.sheet_add_aoa(
    list,
    [0, 1, 2, 3].map((n) => fields.map((f) => value(f, n))),
    { origin: 'A3', cellDates: true },
  );
  const lines = await read(new Uint8Array(writeWorkbook(book, { type: 'array', bookType: 'xlsx', cellDates: false })));
  expect(rowsOf(lines).map((l) => l.row)).toEqual([3, 4, 5, 6]);
  const told = sheetOf(lines, sheet);
  const [table] = told!.tables;
  const columns = table!.mapping!.columns;
  expect(columns.map((c) => [c.field, c.why])).toEqual(fields.map((f) => [f.id, 'header']));
  // a rarer word for a field, where the commonest is another field's too, scores a hair less
  expect(Math.min(...columns.map((c) => c.score))).toBeGreaterThan(0.999);
  expect(columns.filter((c) => c.twice !== null)).toEqual([]);
  expect(
    table!.table.columns.filter((c) => c.required).map((c) => columns.find((m) => table!.table.columns[m.column] === c)?.field),
  ).toEqual(fields.filter((f) => f.key !== undefined).map((f) => f.id));
});

const partsOf = (content: Uint8Array, names: readonly string[]): Promise<string[]> =>
  withFile(content, async (path) => {
    const zip = await openZip(path, LIMITS);
    const parts: string[] = [];
    for (const name of names) parts.push((await zip.whole(name, 1 << 24)).toString('utf8'));
    await zip.close();
    return parts;
  });
test.each(sheets.map((s) => [s.id, s] as const))(
  'a template of %s is printed so that it can be read, its first columns on every page',
  async (_, sheet) => {
    const [xml, book] = await partsOf(await makeTemplate(sheet), ['xl/worksheets/sheet1.xml', 'xl/workbook.xml']);
    const width = [...xml!.matchAll(/<col min="(\d+)" max="(\d+)" width="([\d.]+)"/g)].reduce(
      (n, [, from, to, w]) => n + (Number(to) - Number(from) + 1) * Number(w),
      0,
    );
    const pages = Number(/<pageSetup [^>]*fitToWidth="(\d+)"/.exec(xml!)?.[1] ?? 1);
    expect(width / pages).toBeLessThanOrEqual(200);
    expect(width / pages).toBeGreaterThan(pages === 1 ? 0 : 95);
    expect(plain(book!)).toMatch(/_xlnm\.Print_Titles"[^>]*>'[^']+'!\$A:\$B,'[^']+'!\$1:\$1</);
  },
);

const plain = (xml: string): string => xml.replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');

test.each(sheets.map((s) => [s.id, s] as const))('drop-downs, checks and explanations of the template of %s', async (_, sheet) => {
  const template = await makeTemplate(sheet);
  const book = readWorkbook(template, { type: 'array' });
  const [list, guide] = book.SheetNames.map((n) => utils.sheet_to_json<(string | null)[]>(book.Sheets[n]!, { header: 1, defval: null }));
  const [xml] = await partsOf(template, ['xl/worksheets/sheet1.xml']);
  const validations = [...xml!.matchAll(/<dataValidation ([^>]*?)(?:\/>|>(.*?)<\/dataValidation>)/g)].map((m) => ({
    attributes: plain(m[1]!),
    formulas: plain(m[2] ?? ''),
  }));
  const fields = templateFields(sheet);
  expect(validations).toHaveLength(fields.length);
  for (const [at, field] of fields.entries()) {
    const column = utils.encode_col(at);
    const said = validations.find((v) => v.attributes.includes(`sqref="${column}2:${column}10000"`))!;
    expect(/promptTitle="([^"]*)"/.exec(said.attributes)![1]!.length).toBeLessThanOrEqual(32);
    expect(/prompt="([^"]*)"/.exec(said.attributes)![1]!.length).toBeLessThanOrEqual(255);
    const { type } = field;
    const words = type.type === 'codes' ? type.list.items.map((i) => i.words[0]) : type.type === 'yesNo' ? ['是', '否'] : null;
    if (words) {
      expect(said.attributes).toContain('type="list"');
      const formula = /<formula1>(.*)<\/formula1>/.exec(said.formulas)![1]!;
      const found = /^'(.+)'!\$([A-Z]+)\$1:\$\2\$(\d+)$/.exec(formula);
      const offered = found
        ? Array.from({ length: Number(found[3]) }, (_, i) => book.Sheets[found[1]!]![`${found[2]}${i + 1}`].v)
        : formula.replace(/^"|"$/g, '').split(',');
      expect(offered).toEqual(words);
      if (!found) expect(formula.length).toBeLessThanOrEqual(257);
    }
    expect(guide!.map((row) => row[0])).toContain(list![0]![at]!.replace(/^\*/, ''));
  }
  expect(xml).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
});
