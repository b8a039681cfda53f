// Laws that hold for every cell, whatever is in it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ownTime } from '#platform/testing/ownTime.ts';
import { addDays } from '#standards/calendar/calendar.ts';
import { excelSerialOf } from '#standards/calendar/parseDay.ts';
import { loadDivisions } from '#standards/divisions/server/loadDivisions.ts';
import { parseIdNumber } from '#standards/id-number/idNumber.ts';
import { checkCharacter } from '#standards/id-number/idNumberMath.ts';
import type { Cell } from './rulesBook.ts';
import type { FieldType } from './rulesValue.ts';
import { isPlainIdNumber } from './rulesValueNumber.ts';
import { readValue } from './rulesValues.ts';
import { channels, context, date, full, idOf, intentions, manners, n, types } from './testing/valueCases.ts';

const anyType = fc.constantFrom<FieldType>(...Object.values(types));
const day = fc.integer({ min: 0, max: 30_000 }).map((days) => addDays('1940-01-01', days));
const idNumber = fc
  .tuple(day, fc.integer({ min: 1, max: 999 }), fc.constantFrom('520000', '450000'))
  .map(([born, order, prefix]) => idOf(born.replaceAll('-', ''), String(order).padStart(3, '0'), prefix));
const phone = fc.integer({ min: 0, max: 99_999_999 }).map((tail) => `141${String(tail).padStart(8, '0')}`);

/** Whatever people and programs put into cells: words, numbers, and pieces of what we read, dressed and broken. */
const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(...'年月日至今元万千k、，/；|①⑤(9)-—.:+86=″"\'　 \n\u200b￥,X×是否无同上 王芳（户主）·白云区广东省E+17'.split('')),
  fc.constantFrom(
    '2022.1',
    '3,500',
    '5.22727E+17',
    '粤菜师傅',
    '政府组织',
    '广东省广州市白云区',
    '至今',
    '面议',
    '20230501',
    '0.3万',
    '#N/A',
    '二〇二三年五月',
  ),
  fc.integer().map(String),
  fc.double().map(String),
  idNumber,
  phone,
);
const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
const anyCell: fc.Arbitrary<Cell | null> = fc.oneof(
  text,
  fc.constant(null),
  fc.record({
    number: fc.oneof(
      fc.double(),
      fc.integer(),
      fc.constantFrom(2022.1, 44698, 20230517, 202305, 0, -1, 5.2e17, Number.NaN, Number.POSITIVE_INFINITY),
    ),
    raw: fc.oneof(fc.double().map(String), text),
    as: fc.constantFrom('number', 'date', 'percent', 'text'),
  }),
  fc.record({ bool: fc.boolean() }),
  fc.record({ error: fc.string() }),
);

test('no cell makes it throw, and what it says is well formed', () => {
  fc.assert(
    fc.property(anyType, anyCell, fc.boolean(), (type, cell, date1904) => {
      const read = readValue<FieldType>(type, cell, { ...context, date1904, typeless: date1904 });
      if (read.blank) expect([read.value, read.repairs, read.findings]).toEqual([null, [], []]);
      // nothing is lost in silence: a cell that is not blank gives a value, a finding, or says that it goes on
      else expect(read.value !== null || read.findings.length > 0 || read.open === true).toBe(true);
      for (const { severity } of read.findings) if (severity === 'error') expect(read.value).toBeNull();
      if (typeof cell === 'string')
        for (const { field, from, to } of read.repairs) expect([field, from, to === cell]).toEqual(['f', cell, false]);
    }),
    { numRuns: 20_000 },
  );
});

test('the longest cell takes no time', () => {
  const began = ownTime();
  for (const unit of [
    '1',
    '"',
    ' ',
    '-',
    '、',
    'a1',
    '①',
    '=',
    '0 ',
    '(',
    "'",
    '.',
    '1、',
    '年',
    '王 ',
    '白云',
    '\u200b',
    '　1',
    '1,',
    '上午 ',
  ])
    for (const length of [90, 290, 900, 32_767])
      for (const type of Object.values(types)) {
        const cell = unit.repeat(length).slice(0, length);
        for (const each of [cell, `1${cell}`, `${cell}x`]) readValue<FieldType>(type, each, context);
      }
  // 4,800 cells; a pattern that tries all ways through one of them takes seconds
  expect(ownTime() - began).toBeLessThan(4000);
});

test('no sentence holds a long number', () => {
  fc.assert(
    fc.property(anyType, anyCell, (type, cell) => {
      for (const { text: said, advice } of readValue<FieldType>(type, cell, context).findings)
        expect([said.zh, said.en, advice?.zh, advice?.en].join(' ')).not.toMatch(/\d{9}/);
    }),
    { numRuns: 10_000 },
  );
});

test('what was repaired reads back the same and needs no repair', () => {
  fc.assert(
    fc.property(anyType, anyCell, (type, cell) => {
      const once = readValue<FieldType>(type, cell, context);
      const to = once.repairs[0]?.to;
      if (to === undefined || once.open) return;
      const twice = readValue<FieldType>(type, to, context);
      expect([to, twice.value]).toEqual([to, once.value]);
      expect([to, twice.repairs]).toEqual([to, []]);
    }),
    { numRuns: 20_000 },
  );
});

type Dress = readonly [name: string, wear: (text: string) => string];
const outer: readonly Dress[] = [
  ['blanks', (t) => ` ${t}　`],
  ['blanks', (t) => `\u200b${t}\n`],
  ['apostrophe', (t) => `'${t}`],
  ['formula', (t) => `="${t}"`],
];
const half: readonly Dress[] = [...outer, ['fullWidth', full]];

const worn = (type: FieldType, value: unknown, plain: string, dresses: readonly Dress[]): void => {
  const clean = readValue<FieldType>(type, plain, context);
  expect([plain, clean.value, clean.repairs, clean.findings]).toEqual([plain, value, [], []]);
  for (const [kind, wear] of dresses) {
    const cell = wear(plain);
    const read = readValue<FieldType>(type, cell, context);
    expect([cell, read.value]).toEqual([cell, value]);
    expect(read.repairs.map((repair) => repair.kind)).toContain(kind);
    for (const repair of read.repairs) expect([repair.from, repair.field]).toEqual([cell, 'f']);
  }
};

test('an identity number in any certain dress is itself', () => {
  const dresses: readonly Dress[] = [
    ...half,
    ['blanks', (t) => `${t.slice(0, 6)} ${t.slice(6, 14)} ${t.slice(14)}`],
    ['separator', (t) => `${t.slice(0, 6)}-${t.slice(6)}`],
    ['suffix', (t) => `${t}43`],
  ];
  fc.assert(
    fc.property(idNumber, (number) => {
      worn(types.idNumber, number, number, number.endsWith('X') ? [...dresses, ['lowerX', (t) => t.toLowerCase()]] : dresses);
      if (number.startsWith('19', 6) && Number(number.slice(14, 17)) < 996)
        worn(types.idNumber, number, number, [['fifteen', (t) => t.slice(0, 6) + t.slice(8, 17)]]);
    }),
  );
});

test('a telephone number in any certain dress is itself, also as a number cell', () => {
  fc.assert(
    fc.property(phone, (number) => {
      worn(types.phone, number, number, [
        ...half,
        ['prefix', (t) => `+86${t}`],
        ['prefix', (t) => `0086${t}`],
        ['float', (t) => `${t}.0`],
        ['separator', (t) => `${t.slice(0, 3)}-${t.slice(3, 7)}-${t.slice(7)}`],
        ['blanks', (t) => `${t.slice(0, 3)} ${t.slice(3)}`],
      ]);
      expect(readValue(types.phone, n(Number(number)), context)).toMatchObject({ value: number, repairs: [] });
    }),
  );
});

test('a day in any certain dress is itself, to the day or to the month', () => {
  fc.assert(
    fc.property(day, (d) => {
      const [y, m, dd] = d.split('-').map(Number) as [number, number, number];
      const month = d.slice(0, 7);
      worn(types.day, d, d, [
        ...half,
        ['date', () => `${y}年${m}月${dd}日`],
        ['date', () => `${y}/${m}/${dd} 00:00:00`.replace('00:00:00', '12:30:00')],
        ['date', () => `${y}.${m}.${dd}`],
        ['date', () => d.replaceAll('-', '')],
      ]);
      worn(types.day, month, month, [
        ['date', () => `${y}年${m}月份`],
        ['date', () => month.replace('-', '')],
        ['date', () => `${y}/${m}`],
      ]);
      for (const system of [1900, 1904] as const) {
        const serial = excelSerialOf(d, system)!;
        // 1900–2199 as a serial number is taken for a year
        if (serial > 2199) expect(readValue(types.day, date(serial), { ...context, date1904: system === 1904 }).value).toBe(d);
        expect(readValue(types.day, n(serial), context).value).not.toBe(d);
      }
    }),
  );
});

test('an amount in any certain dress is itself', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 999_999 }), (yuan) => {
      const grouped = String(yuan).replace(/(\d{3})$/, ',$1');
      worn(types.income, yuan, String(yuan), [
        ...half,
        ['separator', () => grouped],
        ['unit', (t) => `${t}元`],
        ['unit', (t) => `￥${t}`],
        ['unit', (t) => `${t}元/月`],
        ['unit', () => `${yuan / 10_000}万`],
        ['unit', () => `${yuan / 1000}k`],
        ['float', (t) => `${t}.00`],
      ]);
      expect(readValue(types.incomeInTenThousands, n(yuan / 10_000), context).value).toBe(yuan);
      expect(readValue(types.income, `${yuan}-${yuan + 500}`, context).value).toBeNull();
      expect(readValue(types.income, `${yuan}元/年`, context).value).toBeNull();
    }),
  );
});

test('words in any certain dress are themselves', () => {
  fc.assert(
    fc.property(
      fc.subarray(
        intentions.items.map(({ code }) => code),
        { minLength: 1 },
      ),
      fc.constantFrom('，', ',', ';', '；', '|', '/', '\n'),
      (words, by) => {
        const read = readValue(types.intentions, words.join(by), context);
        expect(read.value).toEqual(words);
        expect(read.repairs.map(({ kind }) => kind)).toEqual(words.length > 1 ? ['separator'] : []);
      },
    ),
  );
  for (const { code, words } of channels.items)
    for (const word of words)
      worn(types.channel, code, word, [...outer, ['code', (t) => `⑨${t}`], ['code', (t) => `(9)${t}`], ['code', (t) => `9、${t}`]]);
  for (const { code, words, number } of manners.items)
    worn(types.manner, code, words[0]!, [
      ...outer,
      ['code', () => number!],
      ['code', () => `（${number}）`],
      ['code', (t) => `${number}.${t}`],
    ]);
});

test('every county is itself by its full name and by its code', () => {
  const divisions = loadDivisions();
  const counties = divisions.all.filter(({ level, placeholder }) => level === 'county' && !placeholder);
  expect(counties.length).toBeGreaterThan(2800);
  for (let at = 0; at < counties.length; at += 7) {
    const { code } = counties[at]!;
    expect(readValue(types.county, divisions.fullName(code)!, context)).toMatchObject({
      value: code.slice(0, 6),
      repairs: [],
      findings: [],
    });
    expect(readValue(types.county, code.slice(0, 6), context)).toMatchObject({
      value: code.slice(0, 6),
      repairs: [{ kind: 'code' }],
      findings: [],
    });
  }
});

test('digits that a number cell or an exponent lost are never given back', () => {
  fc.assert(
    fc.property(idNumber, (number) => {
      const as = Number(number.replace('X', '0'));
      const digits = number.slice(0, 15);
      const exponent = `${digits[0]}.${digits.slice(1)}E+17`;
      const cells: Cell[] = [
        n(as),
        n(as, { raw: number }),
        n(as, { raw: exponent }),
        n(as, { as: 'text' }),
        exponent,
        `${digits[0]}.${digits.slice(1, 6)}E+17`,
        `${number.slice(0, 17)}0.0`,
      ];
      if (checkCharacter(`${digits}00`) !== '0') cells.push(`${digits}000`);
      for (const cell of cells) {
        const read = readValue(types.idNumber, cell, context);
        expect(read).toMatchObject({ value: null, findings: [{ rule: 'V01', severity: 'error' }] });
        expect(read.findings[0]!.text.zh).toContain('末几位已丢失');
        if (typeof cell !== 'string') expect(readValue(types.text, cell, context).value).toBeNull();
      }
    }),
  );
});

test('the short way to a clean identity number agrees with the standard', () => {
  const born = fc.tuple(fc.integer({ min: 1885, max: 2030 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }));
  const loose = fc
    .tuple(fc.integer({ min: 10, max: 99 }), born, fc.integer({ min: 0, max: 999 }), fc.integer({ min: 0, max: 20 }))
    .map(([province, [y, m, d], order, slip]) => {
      const two = (v: number) => String(v).padStart(2, '0');
      const body = `${province}0000${y}${two(m)}${two(d)}${String(order).padStart(3, '0')}`;
      return body + (slip === 0 ? '7' : checkCharacter(body));
    });
  fc.assert(
    fc.property(fc.oneof(loose, fc.string({ minLength: 18, maxLength: 18 })), (cell) => {
      const read = parseIdNumber(cell, { today: context.today });
      if (isPlainIdNumber(cell, context.today)) expect(read).toMatchObject({ ok: true, number: cell, repairs: [] });
      // and it misses only births near the end of what is believed
      else if (read.ok && read.repairs.length === 0 && read.disability === null && cell.slice(6, 14) > '19000101') expect(cell).toBe('');
    }),
    { numRuns: 20_000 },
  );
});
