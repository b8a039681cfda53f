// Other programs open what we write: every part is well-formed, every relation leads to a part, every part has a type; two libraries read the same cells.

import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { read, utils } from '@e965/xlsx';
import exceljs from 'exceljs';
import { expect, test } from 'vitest';
import { handBack, inFolder, readTables, refuse } from '../../testing/errorKit.ts';
import { LIMITS } from '../reading/limits.ts';
import { parseXml, xmlText } from '../reading/xml.ts';
import { openZip } from '../reading/zip.ts';

const CORPUS = join(import.meta.dirname, '../../../../../kits/sheets/corpus');

/** What is wrong with a package; nothing is. */
const faultsOf = async (path: string): Promise<string[]> => {
  const zip = await openZip(path, LIMITS);
  const faults: string[] = [];
  const defaults = new Set<string>();
  const overrides = new Set<string>();
  for (const name of zip.names) {
    const relations = name.endsWith('.rels');
    if (!relations && !name.endsWith('.xml')) continue;
    await parseXml(xmlText(zip.bytes(name)), {
      open(tag, a) {
        if (name === '[Content_Types].xml' && tag === 'Default') defaults.add(a.Extension!.toLowerCase());
        if (name === '[Content_Types].xml' && tag === 'Override') overrides.add(a.PartName!.slice(1));
        if (relations && tag === 'Relationship' && a.TargetMode !== 'External') {
          const folder = posix.dirname(posix.dirname(name));
          const target = a.Target!.startsWith('/') ? a.Target!.slice(1) : posix.join(folder, a.Target!);
          if (!zip.has(target)) faults.push(`${name}: ${target} is missing`);
        }
      },
      close() {},
    });
  }
  for (const part of overrides) if (!zip.has(part)) faults.push(`type of ${part}, which is missing`);
  for (const name of zip.names)
    if (name !== '[Content_Types].xml' && !overrides.has(name) && !defaults.has(name.split('.').at(-1)!.toLowerCase()))
      faults.push(`${name} has no type`);
  if (new Set(zip.names).size !== zip.names.length) faults.push('a name twice');
  await zip.close();
  return faults;
};

test.each([
  'clean.xlsx',
  'by-exceljs.xlsx',
  'by-sheetjs.xlsx',
  'header-three-rows.xlsx',
  'body-merged.xlsx',
  'date-1904.xlsx',
  'inline-strings.xlsx',
  'formula-strings.xlsx',
  'mix-strict.xlsx',
  'odd-parts.xlsx',
  'prefixed-names.xlsx',
  'hidden-rows.xlsx',
  'mix-values.et',
  'mix-village.xls',
  'html.xls',
  'open-document.ods',
  'utf8.csv',
])('%s', (name) =>
  inFolder(async (folder) => {
    const path = join(CORPUS, name);
    const before = await readTables(path);
    const rows = before.tables.flatMap((t) =>
      t.rows.filter((r) => r.kind === 'data').map((r) => refuse(t.sheet, r.at + 1, [t.table.left])),
    );
    const target = join(folder, 'out.xlsx');
    await handBack(path, name, before, rows, target);
    expect(await faultsOf(target)).toEqual([]);
    const after = await readTables(target);
    const list = after.tables[0]!;
    const [reason] = list.table.own!;
    const were = before.tables[0]!.rows.filter((r) => r.kind === 'data').map((r) => r.at + 1);
    const said = list.rows.map((_, i) => `第 ${were[i]} 行不对（原第 ${were[i]} 行）`);
    const sheet = read(await readFile(target), { cellStyles: true }).Sheets[after.info.sheets[list.sheet]!.name]!;
    expect(list.rows.map((r) => sheet[utils.encode_cell({ r: r.at, c: reason! })]?.v)).toEqual(said);
    // exceljs reads neither strict files nor names with prefixes
    if (name === 'mix-strict.xlsx' || name === 'prefixed-names.xlsx') return;
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(target);
    const worksheet = book.worksheets[list.sheet]!;
    expect(list.rows.map((r) => worksheet.getCell(r.at + 1, reason! + 1).text)).toEqual(said);
    const first = worksheet.getCell(list.rows[0]!.at + 1, list.table.left + 1);
    expect(first.fill).toMatchObject({ type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFCF0ED' } });
    expect(list.rows.some((r) => worksheet.getRow(r.at + 1).hidden)).toBe(false);
  }),
);

test('of what is no xlsx: a title is centred over what it is merged over, a line in one cell is not pushed out of the sheet at its left', () =>
  inFolder(async (folder) => {
    const path = join(CORPUS, 'mix-village.xls');
    const before = await readTables(path);
    const target = join(folder, 'out.xlsx');
    await handBack(
      path,
      'mix-village.xls',
      before,
      [refuse(0, before.tables[0]!.rows.find((r) => r.kind === 'data')!.at + 1, [0])],
      target,
    );
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(target);
    const sheet = book.worksheets[0]!;
    expect(sheet.getCell('A1').isMerged).toBe(true);
    expect(sheet.getCell('A1').alignment.horizontal).toBe('center');
    const line = sheet.getCell('A2');
    expect(line.text).toBe('填报单位：演示镇人民政府');
    expect(line.isMerged).toBe(false);
    expect(line.font.bold).toBe(true);
    expect(line.alignment.horizontal).toBeUndefined();
  }));
