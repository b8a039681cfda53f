// The public kit of dirty sheets, cell by cell: what its author decided against what is read. Layout, rows and rules between cells are others' to prove.
import { expect, test } from 'vitest';
import { ALIASES } from '../../../kits/sheets/cases/layouts.ts';
import { cellText, serialOf } from '../../../kits/sheets/cellText.ts';
import { corpus } from '../../../kits/sheets/corpus.ts';
import { labels } from '../../../kits/sheets/roster.ts';
import type { Case, Cell as KitCell, Truth } from '../../../kits/sheets/shapes.ts';
import type { Cell } from './rulesBook.ts';
import type { CodeList, FieldType } from './rulesValue.ts';
import type { ValueRead } from './rulesValueCommon.ts';
import { readValue } from './rulesValues.ts';
import { context, intentions, n } from './testing/valueCases.ts';

const words = ['政府组织', '企业招聘', '自主/亲友', '劳务公司', '公益性岗位', '帮扶车间', '其他'];
const channels: CodeList = { id: 'channel', items: words.map((word) => ({ code: word, words: [word] })) };

const typeOf: Readonly<Record<string, FieldType>> = {
  idNumber: { type: 'idNumber' },
  name: { type: 'name' },
  phone: { type: 'phone' },
  start: { type: 'day' },
  end: { type: 'day' },
  place: { type: 'place', least: 'county' },
  uscc: { type: 'uscc' },
  employer: { type: 'text', max: 100 },
  channel: { type: 'codes', list: channels, many: false },
  intention: { type: 'codes', list: intentions, many: true },
  months: { type: 'count', most: 1200 },
  working: { type: 'yesNo' },
  escorted: { type: 'yesNo' },
  remark: { type: 'text', max: 200 },
};

const known: readonly (readonly [string, string])[] = [
  ...Object.entries(labels),
  ...Object.entries(ALIASES),
  ...Object.entries({ idNumber: '身份证号', phone: '手机号', employer: '工作单位', monthlyIncome: '月收入', place: '务工所在地' }),
  ...Object.entries({ employer: '企业名称', monthlyIncome: '月收入(万元)' }),
]
  .map(([field, label]) => [field, label.replace(/\s/g, '')] as const)
  .sort((a, b) => b[1].length - a[1].length);

const fieldOf = (header: string): { field: string; type: FieldType } | undefined => {
  const bare = header.replace(/[\s*]|（必填）/g, '');
  if (bare.includes('年收入')) return undefined;
  const field = known.find(([, label]) => bare.endsWith(label))?.[0];
  if (field === 'monthlyIncome')
    return { field, type: { type: 'money', unit: bare.includes('万元') ? 'tenThousand' : 'yuan', per: 'month' } };
  return field !== undefined && typeOf[field] ? { field, type: typeOf[field] } : undefined;
};

/** What the file's reader hands over. */
const cellOf = (cell: KitCell, one: Case): Cell | null => {
  if (one.format === 'csv') return cellText(cell);
  if (cell === null || typeof cell === 'string') return cell;
  if (typeof cell === 'number') return n(cell);
  if (typeof cell === 'boolean') return { bool: cell };
  if ('day' in cell) return { ...n(serialOf(cell.day, date1904(one) ? 1904 : 1900)), as: 'date' };
  if ('raw' in cell) return n(Number(cell.raw), { raw: cell.raw });
  if ('error' in cell) return cell;
  return typeof cell.result === 'number' ? n(cell.result) : cell.result;
};
const date1904 = (one: Case): boolean => one.troubles.includes('date1904');

/** What only the row, the file or the register can tell. */
const OF_ROWS = ['idCopied', 'idOfTwo', 'idMissing', 'phoneShared', 'ditto', 'postThree'];
const MINE = ['V01', 'V02', 'V03', 'unread', 'uscc', 'name', 'tooLong'];

/** Merged cells and 同上 take the value above: the table's deed. */
const isAbove = (cell: Cell | null | undefined): boolean => cell === null || cell === '同上';

interface Outcome {
  readonly where: string;
  readonly truth: Truth;
  readonly reads: ReadonlyMap<string, ValueRead<unknown>>;
  readonly cells: ReadonlyMap<string, Cell | null>;
  readonly organisations: boolean;
}

/** Lists laid out by hand have columns of many names, and the fields of a sheet decide how they are read: proved with the sheets themselves. */
const outcomes: Outcome[] = corpus()
  .filter((one) => !one.troubles.includes('office'))
  .flatMap((one) =>
    one.sheets.flatMap((sheet) => {
      const width = sheet.lines.some((l) => l.truths.length > 1) ? sheet.columns.length / 2 : sheet.columns.length;
      const columns = sheet.columns.slice(0, width).map(fieldOf);
      return sheet.lines.flatMap((line, at) =>
        line.truths.flatMap((truth, side) => {
          if (truth.verdict === 'not-a-row') return [];
          const reads = new Map<string, ValueRead<unknown>>();
          const cells = new Map<string, Cell | null>();
          for (const [column, known] of columns.entries()) {
            if (!known) continue;
            const cell = cellOf(line.cells[side * (width + 1) + column] ?? null, one);
            cells.set(known.field, cell);
            reads.set(
              known.field,
              readValue<FieldType>(known.type, cell, {
                ...context,
                field: known.field,
                date1904: date1904(one),
                typeless: one.format === 'csv',
              }),
            );
          }
          return [{ where: `${one.file} ${sheet.name} ${at + 1}`, truth, reads, cells, organisations: sheet.kind === 'organisations' }];
        }),
      );
    }),
  );

test('every value the kit expects is read, and none where it expects none', () => {
  const wrong: string[] = [];
  const compared: Record<string, number> = {};
  for (const { where, truth, reads, cells, organisations } of outcomes)
    for (const [key, value] of Object.entries(truth.values)) {
      const field = organisations && key === 'name' ? 'employer' : key;
      const read = reads.get(field);
      if (!read) {
        // a year's income is no column of a month's
        if (value !== null) wrong.push(`${where} ${field}: no such column`);
        continue;
      }
      if (value !== null && isAbove(cells.get(field))) continue;
      compared[field] = (compared[field] ?? 0) + 1;
      if (JSON.stringify(read.value) !== JSON.stringify(value))
        wrong.push(`${where} ${field}: ${JSON.stringify(value)} expected, ${JSON.stringify(read.value)} read`);
    }
  expect(wrong).toEqual([]);
  expect(compared).toMatchObject({ idNumber: expect.any(Number), uscc: expect.any(Number), intention: expect.any(Number) });
  expect(Object.values(compared).reduce((a, b) => a + b, 0)).toBeGreaterThan(9000);
});

test('what is refused or doubted in one cell is so for the kit’s reason, and nothing else is', () => {
  const wrong: string[] = [];
  for (const { where, truth, reads } of outcomes) {
    if (truth.troubles?.some((t) => OF_ROWS.includes(t))) continue;
    const findings = [...reads.values()].flatMap((read) => read.findings).filter(({ severity }) => severity !== 'hint');
    const told = [...new Set(findings.map(({ rule }) => rule))].sort().join();
    const expected = truth.reasons.filter((reason) => MINE.includes(reason)).join();
    if (told !== expected) wrong.push(`${where}: ${expected || 'nothing'} expected, ${told || 'nothing'} told`);
    if (findings.some(({ severity }) => severity === 'error') && truth.verdict !== 'refused') wrong.push(`${where}: refused`);
  }
  expect(wrong).toEqual([]);
});

test('every field the kit calls repaired is told as repaired, and no other', () => {
  // 粤菜师傅、广东技工 is how we write two words ourselves; a formula's result comes as if it had been typed; line breaks of a remark become blanks
  const others = (field: string, { truth, cells, where }: Outcome) =>
    isAbove(cells.get(field)) ||
    field === 'remark' ||
    (field === 'intention' && truth.troubles?.includes('manyDunhao')) ||
    (field === 'idNumber' && truth.troubles?.includes('idFormula') && !where.includes('.csv'));
  const wrong: string[] = [];
  for (const one of outcomes) {
    const told = [...one.reads].filter(([, read]) => read.repairs.length > 0).map(([field]) => field);
    const fields = new Set([...told, ...one.truth.repairs]);
    for (const field of fields)
      if (one.reads.has(field) && told.includes(field) !== one.truth.repairs.includes(field) && !others(field, one))
        wrong.push(`${one.where} ${field}: ${told.includes(field) ? 'told' : 'not told'} ${JSON.stringify(one.cells.get(field))}`);
  }
  expect(wrong).toEqual([]);
});
