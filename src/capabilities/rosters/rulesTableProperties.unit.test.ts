import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ownTime } from '#platform/testing/ownTime.ts';
import type { Area, Cell, SheetInfo, SheetRow } from './rulesBook.ts';
import { type RowKind, rowsOf, type TableRow } from './rulesRows.ts';
import { findTables } from './rulesTable.ts';
import type { FoundTable } from './rulesTableShapes.ts';
import { row } from './testing/sheets.ts';
import { words } from './testing/words.ts';

const info = (merges: readonly Area[]): SheetInfo => ({ index: 0, name: '', hidden: false, merges, hiddenColumns: [] });

function readAll(table: FoundTable, rows: readonly SheetRow[], merges: readonly Area[]): TableRow[] {
  const reader = rowsOf(table, merges);
  return [...rows.flatMap((r) => reader.next(r)), ...reader.end()];
}

// A sheet put together from its parts, which the engine must take apart again.

const pick = <T>(...values: T[]) => fc.constantFrom(...values);
const two = fc.integer({ min: 1, max: 12 }).map((n) => String(n).padStart(2, '0'));
const idNumber = fc
  .tuple(fc.integer({ min: 1950, max: 2006 }), two, two, fc.integer({ min: 1000, max: 9999 }))
  .map(([y, m, d, n]) => `522727${y}${m}${d}${n}`);
const kinds = {
  姓名: pick('王桂香', '韦小妹', '陆大勇', '蒙小红', '欧阳小明', '阿依古丽·买买提'),
  身份证号: idNumber,
  性别: pick('男', '女'),
  年龄: fc.integer({ min: 16, max: 70 }).map(String),
  联系电话: fc.integer({ min: 0, max: 99_999_999 }).map((n) => `139${String(n).padStart(8, '0')}`),
  家庭住址: pick('大坪村三组', '小坝村', '石阡县大沙坝乡'),
  文化程度: pick('初中', '小学', '高中', '', '大专'),
  就业单位: pick('宏达电子厂', '东莞市顺发制衣有限公司', '', '自己做生意'),
  月收入: pick('3500', '4000', '', '4200.5'),
  是否愿意外出: pick('是', '否', '愿意'),
  备注: pick('', '', '返乡', '备用号码见村委', '合同已签'),
} as const;
type Word = keyof typeof kinds;
const always: readonly Word[] = ['姓名', '身份证号'];
const optional = (Object.keys(kinds) as Word[]).filter((word) => !always.includes(word));
const dress = pick(
  (w: string) => w,
  (w: string) => `*${w}`,
  (w: string) => `${w}（必填）`,
  (w: string) => w.split('').join(' '),
  (w: string) => `${w.slice(0, 2)}\n${w.slice(2)}`,
);

type Extra = 'blank' | 'total' | 'repeat' | 'note' | 'title';
interface Built {
  readonly rows: SheetRow[];
  readonly merges: Area[];
  readonly header: { top: number; bottom: number };
  readonly left: number;
  readonly names: string[];
  readonly data: { at: number; cells: string[] }[];
  readonly expected: Map<number, RowKind>;
}

const sheets = fc
  .record({
    titles: fc.array(pick('title', 'label', 'blank', 'unit'), { maxLength: 4 }),
    left: fc.integer({ min: 0, max: 2 }),
    chosen: fc.subarray(optional, { minLength: 1 }),
    dress,
    group: pick('none', 'merged', 'plain'),
    numbers: fc.boolean(),
    running: fc.boolean(),
    sample: fc.boolean(),
    /** Rows from the first person on over which one merged village stands. */
    village: fc.integer({ min: 0, max: 4 }),
    empties: fc.integer({ min: 0, max: 3 }),
    people: fc.array(fc.record(kinds), { minLength: 1, maxLength: 12 }),
    extras: fc.array(fc.tuple(fc.nat(), pick<Extra>('blank', 'total', 'repeat', 'title')), { maxLength: 4 }),
    tail: fc.array(pick<Extra>('blank', 'note', 'total'), { maxLength: 3 }),
  })
  .map((plan): Built => {
    const rows: SheetRow[] = [];
    const merges: Area[] = [];
    const expected = new Map<number, RowKind>();
    const wordsOfRow: (Word | '序号' | '村')[] = [
      ...(plan.running ? (['序号'] as const) : []),
      ...(plan.village > 0 ? (['村'] as const) : []),
      ...always,
      ...plan.chosen,
    ];
    const width = wordsOfRow.length;
    const { left } = plan;
    const put = (cells: readonly string[], kind?: RowKind) => {
      if (kind) expected.set(rows.length, kind);
      rows.push(row(rows.length, [...Array<string>(left).fill(''), ...cells]));
    };
    const across = () => merges.push({ top: rows.length, bottom: rows.length, left, right: left + width - 1 });
    for (const title of plan.titles) {
      if (title === 'blank') put([]);
      if (title === 'unit') put([...Array<string>(width - 1).fill(''), '单位：元']);
      if (title === 'label') put(['填报单位：大坪村', '', '填报时间：2023年5月']);
      if (title === 'title') {
        across();
        put(['石阡县2023年农村劳动力务工台账']);
      }
    }

    // The last two columns under one parent, in two rows.
    const grouped = plan.group !== 'none' && width >= 4;
    const dressed = wordsOfRow.map((word) => plan.dress(word));
    const names = wordsOfRow.map((word, i) => (grouped && i >= width - 2 ? `其他情况/${word}` : word));
    const putHeader = (kind?: RowKind) => {
      if (!grouped) return put(dressed, kind);
      if (plan.group === 'merged') {
        for (let c = 0; c < width - 2; c += 1) merges.push({ top: rows.length, bottom: rows.length + 1, left: left + c, right: left + c });
        merges.push({ top: rows.length, bottom: rows.length, left: left + width - 2, right: left + width - 1 });
      }
      put([...dressed.slice(0, -2), '其他情况', ''], kind);
      put([...Array<string>(width - 2).fill(''), ...dressed.slice(-2)], kind);
    };
    const top = rows.length;
    putHeader();
    if (plan.numbers) put(wordsOfRow.map((_, i) => String(i + 1)));
    const header = { top, bottom: rows.length - 1 };

    const data: Built['data'] = [];
    const putExtra = (extra: Extra) => {
      if (extra === 'blank') put([], 'blank');
      if (extra === 'total') put(['合计', `${data.length}人`], 'total');
      if (extra === 'note') put(['备注：以上人员均已核实。'], 'note');
      if (extra === 'repeat') putHeader('repeatedHeader');
      if (extra === 'title') {
        across();
        put(['小坝村务工人员名单'], 'title');
        putHeader('repeatedHeader');
      }
    };
    if (plan.sample)
      put(
        wordsOfRow.map((word, i) => (i === 0 ? '示例' : word === '姓名' ? '张三' : '')),
        'sample',
      );
    const firstPerson = rows.length;
    const village = wordsOfRow.indexOf('村');
    let covered = 0;
    plan.people.forEach((person, i) => {
      // The merged area ends where anything but a person comes between.
      const inArea = i < plan.village && rows.length === firstPerson + i;
      const cells = wordsOfRow.map((word) =>
        word === '序号' ? String(i + 1) : word === '村' ? (inArea ? '大坪村' : '小坝村') : person[word],
      );
      data.push({ at: rows.length, cells });
      if (inArea) covered = i;
      put(inArea && i > 0 ? cells.with(village, '') : cells, 'data');
      for (const [where, extra] of plan.extras) if (where % plan.people.length === i) putExtra(extra);
    });
    if (covered > 0) merges.push({ top: firstPerson, bottom: firstPerson + covered, left: left + village, right: left + village });
    if (plan.running) for (let n = 1; n <= plan.empties; n += 1) put([String(plan.people.length + n)], 'blank');
    plan.tail.forEach(putExtra);
    return { rows, merges, header, left, names, data, expected };
  });

test('a sheet put together from its parts is taken apart again: its columns, its data rows, the kind of every row', () => {
  fc.assert(
    fc.property(sheets, ({ rows, merges, header, left, names, data, expected }) => {
      const [table, second] = findTables(rows.slice(0, 60), info(merges), words);
      expect(second).toBeUndefined();
      expect(table).toMatchObject({ header, left, right: left + names.length - 1, bodyFrom: header.bottom + 1 });
      expect(table!.columns.map((c) => c.header)).toEqual(names);
      const read = readAll(table!, rows, merges);
      expect(read.filter((r) => r.kind === 'data').map((r) => ({ at: r.at, cells: r.cells.map((c) => c ?? '') }))).toEqual(data);
      expect(new Map(read.map((r) => [r.at, r.kind]))).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

const anyCell: fc.Arbitrary<Cell | null> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  {
    weight: 4,
    arbitrary: pick(
      '姓名',
      '身份证号',
      '序号',
      '合计',
      '备注：',
      '填表说明',
      '示例',
      '王桂香',
      '522727199001010016',
      '1',
      '2',
      '3',
      '（元）',
      '必填',
      '大坪村',
      '2023年5月',
    ),
  },
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.double().map((n): Cell => ({ number: n, raw: String(n), as: 'number' })),
  fc.boolean().map((bool): Cell => ({ bool })),
  fc.constant<Cell>({ error: '#N/A' }),
);
const anyArea = fc
  .tuple(fc.nat(12), fc.nat(8), fc.nat(5), fc.nat(20))
  .map(([top, left, down, right]): Area => ({ top, left, bottom: top + down, right: left + right }));
const anySheet = fc.record({
  rows: fc
    .array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.boolean(), fc.array(anyCell, { maxLength: 9 })), { maxLength: 25 })
    .map((list) => {
      let at = -1;
      return list.map(([step, hidden, cells]): SheetRow => {
        at += step > 7 ? step : 1;
        return { at, hidden, cells };
      });
    }),
  merges: fc.array(anyArea, { maxLength: 8 }),
});

test('random cells and merges: never throws, confidence within 0 … 1 and in order, columns without a gap', () => {
  fc.assert(
    fc.property(anySheet, ({ rows, merges }) => {
      const tables = findTables(rows, info(merges), words);
      for (const table of tables) {
        expect(table.confidence).toBeGreaterThanOrEqual(0);
        expect(table.confidence).toBeLessThanOrEqual(1);
        expect(table.columns.map(({ at }) => at)).toEqual(Array.from({ length: table.right - table.left + 1 }, (_, i) => table.left + i));
        expect(table.bodyFrom).toBeGreaterThanOrEqual((table.header?.bottom ?? -1) + 1);
      }
    }),
    { numRuns: 200 },
  );
});

test('row kinds partition the rows: each row of the body comes out once, in order, with its own cells', () => {
  fc.assert(
    fc.property(anySheet, ({ rows, merges }) => {
      for (const table of findTables(rows, info(merges), words)) {
        const body = rows.filter(({ at }) => at >= table.bodyFrom);
        const read = readAll(table, rows, merges);
        expect(read.map(({ at }) => at)).toEqual(body.map(({ at }) => at));
        read.forEach(({ cells, filled }, i) => {
          cells.forEach((cell, place) => {
            if (!filled.includes(place)) expect(cell).toBe(body[i]!.cells[table.left + place] ?? null);
          });
        });
      }
    }),
    { numRuns: 200 },
  );
});

test('an identity number or a code makes a row data, whatever else it says', () => {
  const word = pick('合计', '备注：', '填表说明', '大坪村小计', '审核人：', '共 35 人', '', '王桂香');
  fc.assert(
    fc.property(word, word, pick('522727199001010016', '5.22727E+17', '91520102MA6DJ1234X', '522727900101001'), (a, b, id) => {
      const rows = [row(0, ['姓名', '身份证号', '联系电话']), row(1, ['韦小妹', '522727198803050024', '']), row(2, [a, id, b])];
      const [table] = findTables(rows, info([]), words);
      expect(readAll(table!, rows, []).map(({ kind }) => kind)).toEqual(['data', 'data']);
    }),
  );
});

test('time grows with the cells, not with their square', () => {
  const wide = (columns: number): SheetRow[] =>
    Array.from({ length: 60 }, (_, r) =>
      row(
        r,
        Array.from({ length: columns }, (_, c) => (r === 0 ? `名称${c}` : c % 3 === 0 ? '王桂香' : c % 3 === 1 ? '3500' : '是')),
      ),
    );
  const merged = (columns: number): Area[] =>
    Array.from({ length: columns / 2 }, (_, i) => ({ top: 0, bottom: 0, left: 2 * i, right: 2 * i + 1 }));
  const time = (columns: number): number => {
    const rows = wide(columns);
    const start = ownTime();
    findTables(rows, info(merged(columns)), words);
    findTables(rows, info([]), words);
    return ownTime() - start;
  };
  time(100);
  const small = Math.min(time(100), time(100), time(100));
  const large = Math.min(time(1600), time(1600));
  // Sixteen times the cells; the square would be 256 times the time.
  expect(large / small).toBeLessThan(16 * 5);
});

test('two hundred thousand merged areas and a row of 16,384 columns do not stop it', () => {
  const areas = Array.from({ length: 200_000 }, (_, i): Area => ({ top: i % 60, bottom: (i % 60) + 1, left: 0, right: 16_383 }));
  const rows = [row(0, ['姓名', ...Array<string>(16_382).fill(''), '身份证号']), row(1, ['王桂香'])];
  const start = ownTime();
  findTables(rows, info(areas), words);
  const [table] = findTables([row(0, ['姓名', '身份证号']), row(1, ['王桂香', '522727199001010016'])], info([]), words);
  const many = Array.from({ length: 5000 }, (_, at) => row(at + 1, ['', '522727199001010016']));
  expect(
    readAll(
      table!,
      many,
      Array.from({ length: 200_000 }, (_, i): Area => ({ top: (i % 60) + 1, bottom: 6000, left: 0, right: 0 })),
    ),
  ).toHaveLength(5000);
  expect(ownTime() - start).toBeLessThan(6000);
});
