// What holds whichever rows are handed back.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { handBack, inFolder, meant, readTables, refuse } from '../../testing/errorKit.ts';
import { errorColumns } from './errorColumns.ts';
import { keptFormula, movedFormula } from './formula.ts';
import { rowMap } from './rowMap.ts';
import { elementsOf, escapeCell, plainXml } from './xmlWrite.ts';

const CORPUS = join(import.meta.dirname, '../../../../../kits/sheets/corpus');

test.each([
  'header-three-rows.xlsx',
  'body-merged.xlsx',
  'hidden-rows.xlsx',
  'mix-1904.xlsx',
  'side-by-side.xlsx',
  'mix-two-up.xls',
  'mix-values.xlsx',
  'mix-village.xls',
])('any rows of %s', async (name) => {
  const path = join(CORPUS, name);
  const before = await readTables(path);
  const all = before.tables.flatMap((t, side) =>
    t.rows.filter((r) => r.kind === 'data').map((r) => ({ sheet: t.sheet, row: r.at + 1, side })),
  );
  await fc.assert(
    fc.asyncProperty(fc.subarray(all, { minLength: 1 }), (picked) =>
      inFolder(async (folder) => {
        const target = join(folder, 'out');
        const wanted = new Set(picked.map((p) => `${p.sheet} ${p.row}`));
        const made = await handBack(
          path,
          name,
          before,
          picked.map((p) => refuse(p.sheet, p.row, [], p.side)),
          target,
        );
        expect(made.rows).toBe(wanted.size);
        const after = await readTables(target);
        for (const t of before.tables) {
          const rows = t.rows.filter((r) => r.kind === 'data' && wanted.has(`${t.sheet} ${r.at + 1}`));
          const same = after.tables.find((a) => a.sheet === t.sheet && a.table.left === t.table.left);
          // of a table side by side with no row left its header alone may be no table to a reader
          if (!rows.length) continue;
          expect(same?.rows.filter((r) => r.kind === 'data').map((r) => r.cells.map(meant))).toEqual(rows.map((r) => r.cells.map(meant)));
        }
      }),
    ),
    { numRuns: 12 },
  );
});

test('where rows stand: kept rows in order without a gap, rules never upside down', () =>
  fc.assert(
    fc.property(fc.nat(10), fc.uniqueArray(fc.nat(60), { maxLength: 40 }), fc.nat(70), fc.nat(70), (above, list, a, b) => {
      const kept = list.map((n) => n + above).sort((x, y) => x - y);
      const map = rowMap(above, kept);
      expect(kept.map((k) => map.to(k))).toEqual(kept.map((_, i) => above + i));
      const [top, bottom] = [Math.min(a, b), Math.max(a, b)];
      const inside = Array.from({ length: bottom - top + 1 }, (_, i) => map.to(top + i)).filter((r) => r >= 0);
      expect(map.tight(top, bottom)).toEqual(inside.length ? [inside[0], inside.at(-1)] : null);
    }),
  ));

test('formulas: moved there and back they are what they were; texts in them are no references', () => {
  const stays = (sheet: string) => sheet !== '台账';
  expect(movedFormula('SUM($A1:B$2,C3)&"A1"', 2, 1)).toBe('SUM($A3:C$2,D5)&"A1"');
  expect(movedFormula('A1', -1, 0)).toBeNull();
  const cases: readonly (readonly [string, string | null])[] = [
    ['IF(MOD(MID(C5,17,1),2)=1,"男","女")', 'IF(MOD(MID(C3,17,1),2)=1,"男","女")'],
    ["VLOOKUP(B5,'代 码'!$A$1:$B$9,2,0)", "VLOOKUP(B3,'代 码'!$A$1:$B$9,2,0)"],
    ['DISPIMG("ID_A1",1)', 'DISPIMG("ID_A1",1)'],
    ['C5*汇率', 'C3*汇率'],
    ['C$5', null],
    ['C4', null],
    ['C5:C9', null],
    ['C:C', null],
    ['5:5', null],
    ['台账!C5', null],
    ["'台账'!C5", null],
    ['表1[@姓名]', null],
    ['[1]表!A1', null],
    ['row()-2', null],
    ['INDIRECT("C5")', null],
    ['代码!A1:台账!A1', null],
  ];
  expect(cases.map(([formula]) => [formula, keptFormula(formula, 4, 2, 2, stays)])).toEqual(cases);
});

test('texts come back from XML as they went in', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const clean = text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '');
      const [t] = elementsOf(`<t>${escapeCell(text)}</t>`);
      expect(plainXml(t!.inner).replaceAll('_x005F_', '_')).toBe(clean.replaceAll('_x005F_', '_'));
    }),
  ));

test('a finding colours the column of its field, and of the parts of its field', () => {
  const columns = ['name', null, 'city', 'place'].map((field, at) => ({ column: 2 + at, field }));
  expect(errorColumns(['place'], { columns, partOf: new Map([['city', 'place']]) })).toEqual([4, 5]);
  expect(errorColumns(['name', 'other'], { columns })).toEqual([2]);
});

test(
  'a file of 50,000 rows goes through, every third row back',
  () =>
    inFolder(async (folder) => {
      const path = join(folder, 'in.csv');
      const lines = Array.from({ length: 50_000 }, (_, i) => `${i + 1},石阿朵,1410000${String(i).padStart(4, '0').slice(-4)},大塘镇${i}组`);
      await writeFile(path, `序号,姓名,联系电话,家庭住址\n${lines.join('\n')}\n`);
      const before = await readTables(path);
      async function* rows() {
        for (let row = 2; row <= 50_001; row += 3) yield refuse(0, row, [2]);
      }
      const target = join(folder, 'out');
      const made = await handBack(path, '大表.csv', before, rows(), target);
      expect([made.rows, made.name]).toEqual([16_667, '大表-失败原因表.xlsx']);
      const after = await readTables(target);
      const read = after.tables[0]!.rows;
      expect([read.length, read.at(-1)!.cells]).toEqual([16_667, ['49999', '石阿朵', '14100009998', '大塘镇49998组']]);
    }),
  60_000,
);
