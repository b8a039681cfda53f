import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { faultOf, plainRows, readBook } from '../../testing/readKit.ts';

const table = async (content: string | Uint8Array) => plainRows((await readBook(content)).sheets[0]!);
const RARE = '姓名,备注\r\n莫𬭚,"㙟,龘"\r\n';
const RARE_ROWS = [
  ['姓名', '备注'],
  ['莫𬭚', '㙟,龘'],
];

describe('encodings', () => {
  const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
  test.each([
    ['utf-8', Buffer.from(RARE)],
    ['utf-8', Buffer.from(`\uFEFF${RARE}`)],
    ['gb18030', iconv.encode(RARE, 'gb18030')],
    ['utf-16le', Buffer.from(`\uFEFF${RARE}`, 'utf16le')],
    ['utf-16be', utf16be(`\uFEFF${RARE}`)],
    ['utf-16le', Buffer.from(RARE, 'utf16le')],
    ['utf-16be', utf16be(RARE)],
  ])('%s', async (encoding, bytes) => {
    const read = await readBook(bytes);
    expect(read.info).toMatchObject({ format: 'csv', encoding, delimiter: ',' });
    expect(plainRows(read.sheets[0]!)).toEqual(RARE_ROWS);
  });

  const long = (line: string) => line.repeat(Math.ceil(2_500_000 / line.length));
  test('a character across two pieces stays whole', async () => {
    for (const shift of ['', 'a', 'ab', 'abc']) {
      const text = `${shift}${long('欧阳𬭚,㙟\n')}`;
      for (const bytes of [Buffer.from(text), iconv.encode(text, 'gb18030')])
        expect((await table(bytes)).map((r) => r.join()).join('\n')).toBe(text.trimEnd());
    }
  });

  test('ASCII for megabytes and then GB18030 is GB18030', async () => {
    const read = await readBook(Buffer.concat([Buffer.from(long('a,1\n')), iconv.encode('韦秀英,2\n', 'gb18030')]));
    expect(read.info.encoding).toBe('gb18030');
    expect(read.sheets[0]!.at(-1)!.cells).toEqual(['韦秀英', '2']);
  });

  test('UTF-8 for megabytes and then something else is refused, not garbled', async () => {
    for (const tail of [iconv.encode('韦秀英,2\n', 'gb18030'), Buffer.from([0x61, 0xff, 0xfe, 0x0a])])
      expect(await faultOf(readBook(Buffer.concat([Buffer.from(long('韦秀英,1\n')), tail])))).toBe('damaged');
  });

  test('cut off within its last character: the rest is read', async () => {
    const rows = await table(Buffer.from('姓名,籍贯\n韦秀英,百色市田阳区').subarray(0, -1));
    expect(rows[1]).toEqual(['韦秀英', '百色市田阳']);
  });

  test('one character cut in half by an old system shows as such', async () => {
    const good = iconv.encode('韦秀英,百色\n', 'gb18030');
    const rows = await table(Buffer.concat([good, good, Buffer.from([0xb0]), Buffer.from(',x\n')]));
    expect(rows.slice(0, 2)).toEqual([
      ['韦秀英', '百色'],
      ['韦秀英', '百色'],
    ]);
    expect(rows[2]!.join()).toContain('\uFFFD');
  });
});

describe('separators', () => {
  test.each([
    [',', '姓名,年龄,电话\n甲,1，2,3\n'],
    [';', '姓名;年龄;电话\n甲;1,5;3\n乙;2,5;4\n'],
    ['\t', '姓名\t年龄\t电话\n甲,乙\t1\t3\n'],
    ['|', '姓名|年龄|电话\n甲|1|3\n'],
    ['，', '姓名，年龄，电话\n甲，1，3\n'],
    [',', '说明：姓名；年龄\n姓名,年龄,电话\n甲,1,3\n"a;b;c",2,3\n'],
    [',', '姓名\n甲\n乙\n'],
  ])('%j', async (delimiter, text) => expect((await readBook(text)).info.delimiter).toBe(delimiter));

  test('sep= names it and is no row', async () => {
    const read = await readBook('sep=^\r\na^b,c\r\n');
    expect(read.info.delimiter).toBe('^');
    expect(read.sheets[0]).toEqual([{ at: 0, hidden: false, cells: ['a', 'b,c'] }]);
  });
});

test('quotes, doubled quotes, line breaks in quotes, text behind a closing quote, quotes inside a field', async () => {
  expect(await table('a,"b,""c""\r\n d",e\n"x"y,p"q"r,""\n="0123",\'5,z\n')).toEqual([
    ['a', 'b,"c"\r\n d', 'e'],
    ['xy', 'p"q"r'],
    ['="0123"', "'5", 'z'],
  ]);
});

test('CR, LF and CRLF end rows; blank rows count but are nothing', async () => {
  const read = await readBook('a,b\rc,d\n\r\ne,f\r\n,,\ng,h');
  expect(read.sheets[0]!.map((r) => [r.at, ...r.cells])).toEqual([
    [0, 'a', 'b'],
    [1, 'c', 'd'],
    [3, 'e', 'f'],
    [5, 'g', 'h'],
  ]);
});

test('separators at the end of rows, blank cells, NUL bytes, all cells text', async () => {
  expect(await table('a,,b,,,\n1,2023-05-01,=1+1,\n\0x\0,y\0\n')).toEqual([
    ['a', null, 'b'],
    ['1', '2023-05-01', '=1+1'],
    ['x', 'y'],
  ]);
});

test('a missing closing quote in the last cell, and one far from the end: the rows after it are saved', async () => {
  expect(await table('a,b\n1,"x')).toEqual([
    ['a', 'b'],
    ['1', 'x'],
  ]);
  expect(await table('a,b\n1,"x\n2,y\n')).toEqual([
    ['a', 'b'],
    ['1', '"x'],
    ['2', 'y'],
  ]);
  const many = await table(`a,b\n1,"x\n${'2,y\n'.repeat(200_000)}`);
  expect(many).toHaveLength(200_002);
  expect(many[1]).toEqual(['1', '"x']);
});

test('however the bytes fall into pieces, the rows are the same', async () => {
  const line = '"甲\r\n""乙""",x,"",13800000000\r\n';
  for (const length of [0, 1, 2, 3, 5, 7]) {
    const rows = await table(`${'p'.repeat(length)}\r\n${line.repeat(20_000)}`);
    expect(rows).toHaveLength(20_000 + (length ? 1 : 0));
    expect(new Set(rows.slice(length ? 1 : 0).map((r) => JSON.stringify(r)))).toEqual(
      new Set([JSON.stringify(['甲\r\n"乙"', 'x', null, '13800000000'])]),
    );
  }
});

test('limits: rows, cells, columns, a line without end', async () => {
  expect(await faultOf(readBook('a\n'.repeat(11), { rows: 10 }))).toBe('tooManyRows');
  expect(await faultOf(readBook('a,b,c\n'.repeat(50), { cells: 100 }))).toBe('tooManyCells');
  expect(await faultOf(readBook(`${','.repeat(16_384)}x\n`))).toBe('tooManyCells');
  expect(await faultOf(readBook('x'.repeat(3_000_000)))).toBe('notASheet');
  expect(await table(`${','.repeat(3_000_000)}\na,b\n`)).toEqual([['a', 'b']]);
});
