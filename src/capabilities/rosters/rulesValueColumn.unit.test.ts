// A column that remembers its words reads every cell as it is read alone; the quick look at a row sees identity numbers where the shapes do.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cell } from './rulesBook.ts';
import { isWholeId } from './rulesRows.ts';
import { kindsOf } from './rulesShapes.ts';
import type { FieldType } from './rulesValue.ts';
import { columnReader, rememberPrefixes } from './rulesValueColumn.ts';
import { readValue } from './rulesValues.ts';
import { context, idOf, n, types } from './testing/valueCases.ts';

const words = [
  ...[
    '',
    ' ',
    '无',
    '/',
    '0',
    '是',
    '否',
    '政府组织',
    '其它',
    '劳务公司、经纪人',
    '广东省广州市白云区',
    '白云区',
    '贵州',
    '2022-05',
    '2022.1',
  ],
  ...[
    '2022年05月',
    '20220517',
    '3500',
    '3,500元',
    '0.35万',
    '-5',
    '12',
    '十二',
    '王芳',
    '王 芳',
    '14100000001',
    '141 0000 0001',
    '0854-4821234',
  ],
  ...[
    idOf('19900101'),
    idOf('19900101').toLowerCase(),
    '广州某某餐饮有限公司',
    '同上',
    '=“x”',
    "'abc",
    'ｆｕｌｌ',
    'x'.repeat(70),
    'x'.repeat(1200),
  ],
];
const cell = fc.oneof(
  fc.constantFrom<Cell | null>(...words, null, n(3500), n(44698), { bool: true }, { error: '#N/A' }, { error: '#REF!' }),
  fc.string({ maxLength: 20 }),
);

test('a column reads as its cells do one by one, in any order and however often', () => {
  fc.assert(
    fc.property(fc.constantFrom<FieldType>(...Object.values(types)), fc.array(cell, { maxLength: 60 }), (type, cells) => {
      const read = columnReader(type, context);
      for (const each of [...cells, ...cells]) expect(read(each)).toEqual(readValue(type, each, context));
    }),
    { numRuns: 300 },
  );
});

test('beyond what is remembered, and where nothing repeats, it goes on as before', () => {
  const type: FieldType = { type: 'text', max: 20 };
  const read = columnReader(type, context);
  for (let i = 0; i < 40_000; i += 1) expect(read(`第${i}家`).value).toBe(`第${i}家`);
  expect(read('第7家').value).toBe('第7家');
  const asked: string[] = [];
  const prefix = rememberPrefixes((code) => {
    asked.push(code);
    return 'current';
  });
  expect([prefix('522727'), prefix('522727'), prefix('450000')]).toEqual(['current', 'current', 'current']);
  expect(asked).toEqual(['522727', '450000']);
});

test('what the quick look takes for an identity number is one by its shape too, and whole ones are seen', () => {
  const digits = fc.array(fc.constantFrom(...'0123456789'), { minLength: 17, maxLength: 17 }).map((d) => d.join(''));
  const near = fc
    .tuple(fc.constantFrom('522727', '0', '9', '45'), fc.constantFrom('18', '19', '20', '17', '21'), digits, fc.constantFrom(...'0Xx×a'))
    .map(([prefix, century, rest, last]) => `${(prefix + rest).slice(0, 6)}${century}${rest.slice(0, 9)}`.slice(0, 17) + last);
  fc.assert(
    fc.property(
      fc.oneof(
        near,
        digits.map((d) => `${d}X`),
        fc.string({ minLength: 18, maxLength: 18 }),
      ),
      (text) => {
        if (text.length === 18 && isWholeId(text)) expect(kindsOf(text)).toContain('idNumber');
      },
    ),
    { numRuns: 3000 },
  );
  fc.assert(
    fc.property(fc.integer({ min: 1900, max: 2022 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), (y, m, d) => {
      expect(isWholeId(idOf(`${y}${String(m).padStart(2, '0')}${String(d).padStart(2, '0')}`))).toBe(true);
    }),
  );
});
