import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cell } from './rulesBook.ts';
import { kindsOf, shapeKinds, shapeOf } from './rulesShapes.ts';

const number = (value: number, raw = String(value)): Cell => ({ number: value, raw, as: 'number' });

test.each<[Cell, string]>([
  ['522727199001010016', 'idNumber'],
  ['52272719900101001X', 'idNumber'],
  ["'52272719900101001x", 'idNumber'],
  ['="522727199001010016"', 'idNumber'],
  ['５２２７２７１９９００１０１００１６', 'idNumber'],
  ['522727900101001', 'idNumber'],
  ['52272719900101001643', 'idNumber'],
  ['5.22727E+17', 'damagedId'],
  [number(5.22727199001e17, '5.22727199001E+17'), 'damagedId'],
  [number(522727199001010000, '522727199001010000'), 'damagedId'],
  ['522727********0016', 'damagedId'],
  ['52272719900101001', 'damagedId'],
  ['522727199013010016', 'damagedId'],
  ['13985551234', 'phone'],
  ['+86 139-8555-1234', 'phone'],
  ['13985551234.0', 'phone'],
  [number(13985551234), 'phone'],
  ['0854-8221234', 'landline'],
  ['2023年5月', 'date'],
  ['2023年5月17日', 'date'],
  ['2023.5', 'date'],
  ['2023.5.1', 'date'],
  ['202305', 'date'],
  [number(202305), 'date'],
  ['2023/5/1', 'date'],
  ['2023-05-01 08:00', 'date'],
  ['20230501', 'date'],
  [{ number: 45_047, raw: '45047', as: 'date', shown: '2023/5/1' }, 'date'],
  [number(45_047), 'serial'],
  ['91520102MA6DJ1234X', 'uscc'],
  ['3500元', 'money'],
  ['4000-6000元/月', 'money'],
  ['￥3,500.00', 'money'],
  [number(3500), 'money'],
  ['35', 'smallInteger'],
  [number(3), 'smallInteger'],
  ['王桂香', 'name'],
  ['韦小妹', 'name'],
  ['阿依古丽·买买提', 'name'],
  ['贵州省石阡县', 'place'],
  ['省外', 'place'],
  ['大坪村三组', 'place'],
  ['东莞市宏达电子有限公司', 'organisation'],
  ['是', 'yesNo'],
  ['√', 'yesNo'],
  [{ bool: true }, 'yesNo'],
  ['女', 'sex'],
  ['随便写的', 'text'],
])('%j is of kind %s', (value, kind) => {
  expect(kindsOf(value)).toContain(kind);
});

test.each<[Cell, string]>([
  ['高中', 'name'],
  ['石阡县', 'name'],
  ['是否', 'name'],
  ['6217001234567890123', 'damagedId'],
  ['91520102MA6DJ1234X', 'idNumber'],
  ['13985551234', 'idNumber'],
])('%j is not of kind %s', (value, kind) => {
  expect(kindsOf(value)).not.toContain(kind);
});

test('counts, blanks, constants and the winner', () => {
  const shape = shapeOf(['522727199001010016', '5.22727E+17', null, ' ', '无', '522727199001010024']);
  expect(shape).toMatchObject({ total: 6, blank: 2, distinct: 4, constant: null, best: 'idNumber' });
  expect(shape.counts).toMatchObject({ idNumber: 2, damagedId: 1, yesNo: 1 });
  expect(shapeOf(['2500', '2500', '２５００', '']).constant).toBe('2500');
  expect(shapeOf(['2500', '2500']).constant).toBeNull();
  expect(shapeOf(['202305', '202306', '202212'])).toMatchObject({ best: 'date', counts: { date: 3, number: 3 } });
  expect(shapeOf([]).best).toBeNull();
});

test('no value throws; counts never exceed what is filled', () => {
  const anyCell = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.double().map((n): Cell => number(n)),
    fc.constant(null),
  );
  fc.assert(
    fc.property(fc.array(anyCell, { maxLength: 20 }), (values) => {
      const shape = shapeOf(values);
      for (const kind of shapeKinds) expect(shape.counts[kind]).toBeLessThanOrEqual(shape.total - shape.blank);
      expect(values.filter((v) => kindsOf(v).length === 0)).toHaveLength(shape.blank);
    }),
  );
});
