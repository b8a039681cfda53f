import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkCharacter } from '#standards/id-number/idNumberMath.ts';
import { understandLine } from './rulesLookUp.ts';
import { findList } from './rulesLookUpFile.ts';

const TODAY = '2026-11-26';
const read = (line: string) => understandLine(line, TODAY);
const NUMBER = `52270019900101123${checkCharacter('52270019900101123')}`;
const OLD = '522700900101123';
const PHONE = '13800001234';

test('a number, a telephone, a name, or several of them, however they are parted', () => {
  const all = { number: NUMBER, phone: PHONE, name: '韦小满', notes: [] };
  for (const line of [
    `韦小满\t${NUMBER}\t${PHONE}`,
    `韦小满 ${NUMBER} ${PHONE}`,
    `${NUMBER}，韦小满，${PHONE}`,
    `1\t韦小满\t女\t${NUMBER}\t${PHONE}`,
    `3. 韦小满 ${NUMBER} ${PHONE}`,
    `韦小满${NUMBER} ${PHONE}`,
    `韦小满（${NUMBER}）${PHONE}`,
    `姓名：韦小满，身份证号：${NUMBER}，电话：${PHONE}`,
    `'${NUMBER}, +86 138-0000-1234, 韦 小满`,
    `韦小满 ${NUMBER.slice(0, 6)} ${NUMBER.slice(6, 14)} ${NUMBER.slice(14)} 138 0000 1234`,
  ])
    expect({ line, ...read(line) }).toMatchObject({ line, ...all });
  expect(read(PHONE)).toMatchObject({ phone: PHONE, number: null, name: null, notes: [] });
  expect(read('韦 小 满')).toMatchObject({ name: '韦小满', notes: [] });
  expect(read('买买提·吐尔逊')).toMatchObject({ name: '买买提·吐尔逊', notes: [] });
  expect(read('12345X 韦小满')).toMatchObject({ tail: '12345X', name: '韦小满', notes: [] });
  expect(read('H12345678 陈大文')).toMatchObject({ number: 'H12345678', name: '陈大文', notes: [] });
  expect(read('=“522727”')).toMatchObject({ tail: '522727' });
});

const zh = (line: string) => read(line).notes.map((n) => n.zh);
test('dirty numbers say which rule failed, and the name beside them is still there', () => {
  const wrong = NUMBER.slice(0, 17) + (NUMBER[17] === '1' ? '2' : '1');
  expect(read(`韦小满 ${wrong}`)).toMatchObject({ number: null, name: '韦小满' });
  expect(zh(`韦小满 ${wrong}`)).toEqual([`证件号最后一位应为 ${NUMBER[17]}，现在是 ${wrong[17]}，请对照户口簿`]);
  expect(zh(NUMBER.slice(0, 17))).toEqual(['少 1 位，现在 17 位，应为 18 位']);
  expect(zh('5.22727E+17')[0]).toContain('末几位已丢失');
  expect(zh('522700199001011000')[0]).toContain('末几位已丢失');
  expect(zh('1380000123')).toEqual(['少 1 位，现在 10 位，应为 11 位']);
  expect(zh('52270019901301123X')[0]).toContain('没有 13 月');
  expect(read(OLD).number).toMatch(/^522700199001011/);
  expect(zh(OLD)).toEqual(['15 位旧证件号，已换算成 18 位再查']);
  expect(zh('')).toEqual(['空行']);
  expect(zh(' \u3000\u200b')).toEqual(['空行']);
  expect(zh('姓名\t证件号')).toEqual(['这一行没有可查的，像是表头']);
  expect(zh('韦')).toEqual(['姓名只有 1 个字，请补全']);
  expect(zh('7')[0]).toContain('应为');
  expect(zh('韦小满 平塘县克度镇')).toEqual(['“平塘县克度镇”没有用来查']);
  expect(zh(`${NUMBER} ${PHONE} 13900001234`)).toHaveLength(1);
});

// up to six digits the mask shows anyway
test('what is shown never holds a number whole, whatever is pasted', () => {
  // met once by the property below
  expect(read('韦小满韦小满٣=0000000').shown).not.toContain('0000000');
  const digits = fc.stringMatching(/^[0-9]{5,22}[X]?$/);
  fc.assert(
    fc.property(
      fc.array(fc.oneof(digits, fc.constantFrom('韦小满', ' ', '\t', ',', '/', '"', '=', '٣', '，')), { maxLength: 6 }),
      (pieces) => {
        const line = pieces.join(pieces.length % 2 ? ' ' : '');
        const { shown, notes } = read(line);
        for (const run of line.match(/[0-9]{7,}/g) ?? []) {
          expect(shown).not.toContain(run);
          for (const n of notes) expect(n.zh).not.toContain(run);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('the column is found by its header below title rows, by the shape of its values, or is the first that holds anything', () => {
  const title = [['平塘县脱贫劳动力名单'], [], ['序号', '姓名', ' 身份证号码（18位）', '联系电话', '户主姓名']];
  expect(findList([...title, ['1', '韦小满', NUMBER, PHONE, '韦大'], ['', '', '', ''], ['2', '李四', '', '']])).toEqual({
    column: '姓名、身份证号码（18位）、联系电话',
    lines: [`韦小满\t${NUMBER}\t${PHONE}`, '李四'],
  });
  expect(
    findList([
      ['1', '韦小满', NUMBER],
      ['2', '李四', '52270019900101'],
      ['3', '王五', '5.22727e+17'],
    ])?.column,
  ).toBe('B、C');
  expect(findList([[PHONE], ['13900001234']])).toEqual({ column: 'A', lines: [PHONE, '13900001234'] });
  expect(
    findList([
      ['', '韦小满'],
      ['', '李四'],
    ]),
  ).toEqual({ column: 'B', lines: ['韦小满', '李四'] });
  expect(
    findList([
      ['', 'x-1'],
      ['', 'x-2'],
    ])?.lines,
  ).toEqual(['x-1', 'x-2']);
  expect(findList([['', ' '], []])).toBeUndefined();
  expect(findList([['姓名', '证件号']])).toEqual({ column: '姓名、证件号', lines: [] });
});
