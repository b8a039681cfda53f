import { expect, test } from 'vitest';
import type { Cell } from './rulesBook.ts';
import { readValue } from './rulesValues.ts';
import { check, context, date, full, idOf, idWithX, n, types, withHistory } from './testing/valueCases.ts';

const ID = idOf('19880101', '013');
const XID = idWithX('19790523');
const OLD = idOf('19720305', '021');
const wrongCheck = ID.slice(0, 17) + (ID[17] === '7' ? '4' : '7');

test('words for nothing, by type', () => {
  const nothing = ['', ' ', '　', '\u00a0', '\u200b', '无。', '/', '\\', '-', '—', '——', '暂无', 'N/A', 'null', '#N/A', '空', '不详', '／'];
  for (const type of [
    types.text,
    types.name,
    types.idNumber,
    types.uscc,
    types.phone,
    types.day,
    types.income,
    types.count,
    types.county,
    types.channel,
    types.intentions,
  ])
    check(
      type,
      [...nothing, '无', null, { error: '#N/A' }].map((cell) => [cell, null, 'blank'] as const),
    );
  check(
    types.yesNo,
    nothing.filter((cell) => cell !== '无。').map((cell) => [cell, null, 'blank'] as const),
  );
  check(types.text, [
    [{ error: '#REF!' }, null, 'doubt unread'],
    [{ bool: true }, null, 'doubt unread'],
  ]);
});

test('identity numbers', () => {
  const spaced = ` ${ID.slice(0, 6)} ${ID.slice(6, 14)}\u00a0${ID.slice(14)}　`;
  check(types.idNumber, [
    [ID, ID, ''],
    [XID, XID, ''],
    [XID.toLowerCase(), XID, 'lowerX'],
    [`${XID.slice(0, 17)}×`, XID, 'lowerX'],
    [full(ID), ID, 'fullWidth'],
    [spaced, ID, 'fullWidth blanks'],
    [`${ID}\n`, ID, 'blanks'],
    [`'${ID}`, ID, 'apostrophe'],
    [`="${ID}"`, ID, 'formula'],
    [`${ID.slice(0, 6)}-${ID.slice(6)}`, ID, 'separator'],
    [OLD.slice(0, 6) + OLD.slice(8, 17), OLD, 'fifteen'],
    [n(Number(OLD.slice(0, 6) + OLD.slice(8, 17))), OLD, 'fifteen'],
    [`${ID}43`, ID, '+43 suffix'],
    [`${ID}43B1`, ID, '+43B1 suffix'],
    [`${ID}99`, null, 'error V01'],
    ['5.22727E+17', null, 'error V01'],
    ['5.2E17', null, 'error V01'],
    [`${ID}.0`, null, 'error V01'],
    [n(5.22727198801e17, { raw: '5.22727198801E+17' }), null, 'error V01'],
    [n(Number(ID), { raw: ID }), null, 'error V01'],
    [n(Number(ID), { raw: ID, as: 'text' }), null, 'error V01'],
    [`${idOf('19880101', '990').slice(0, 15)}000`, null, 'error V01'],
    [wrongCheck, null, 'error V01'],
    [ID.slice(0, 17), null, 'error V01'],
    [`${ID}1`, null, 'error V01'],
    [idOf('19881331'), null, 'error V01'],
    [idOf('20880101'), null, 'error V01'],
    [idOf('18200101'), null, 'error V01'],
    [idOf('19880101', '001', '990000'), null, 'error V01'],
    [idOf('19880101', '001', '170000'), null, 'error V01'],
    ['身份证丢失', null, 'error V01'],
  ]);
  check(types.idNumber, [[idOf('19880101', '001', '522727'), idOf('19880101', '001', '522727'), '']], withHistory);
  check(types.idNumber, [[idOf('19880101', '001', '529998'), idOf('19880101', '001', '529998'), 'doubt V01']], withHistory);
});

test('what is said of a wrong identity number names the rule and never the number', () => {
  const say = (cell: Cell) => readValue(types.idNumber, cell, context).findings[0]!.text.zh;
  expect(say('5.22727E+17')).toBe('证件号被表格当作数字，末几位已丢失，请把该列设为文本格式后按证件重新录入');
  expect(say(n(Number(ID), { raw: ID }))).toBe(say('5.22727E+17'));
  expect(say(wrongCheck)).toContain(`（原填 520000**********${wrongCheck.slice(-2)}）`);
  expect(say(idOf('19881331'))).toContain('出生日期有误：没有 13 月');
  expect(say(ID.slice(0, 17))).toContain('少 1 位');
  expect(say(`${wrongCheck}43`)).toMatch(/（原填 520000\*{10}\d\d\*\*）/);
  for (const cell of [wrongCheck, full(wrongCheck), `${ID}1`, `${ID}99`, `张三${ID}`, ID.slice(0, 17), `'${wrongCheck} `, `${ID}、${ID}`])
    for (const type of Object.values(types)) {
      const { findings } = readValue(type, cell, context);
      expect(JSON.stringify(findings)).not.toMatch(/\d{9}|张三/);
    }
});

test('telephone numbers', () => {
  const p = '14112345678';
  check(types.phone, [
    [p, p, ''],
    [n(Number(p)), p, ''],
    [n(Number(p), { raw: '1.4112345678E10' }), p, 'float'],
    [`${p}.0`, p, 'float'],
    [`+86 ${p}`, p, 'blanks prefix'],
    [`+86${p}`, p, 'prefix'],
    [`0086-${p}`, p, 'separator prefix'],
    [`86${p}`, p, 'prefix'],
    [`0${p}`, p, 'prefix'],
    ['141 1234-5678 ', p, 'blanks separator'],
    [full(p), p, 'fullWidth'],
    [`'${p}`, p, 'apostrophe'],
    [`="${p}"`, p, 'formula'],
    [`${p}/14187654321`, null, 'doubt V02'],
    [`${p}、14187654321`, null, 'doubt V02'],
    [`${p} 14187654321`, null, 'doubt V02'],
    [`${p}（儿子）`, null, 'doubt V02'],
    ['0854-1234567', null, 'error V02'],
    ['0854-4825678', null, 'doubt V02'],
    ['(0854)4825678', null, 'doubt V02'],
    ['4825678', null, 'doubt V02'],
    ['+85291234567', null, 'doubt V02'],
    [p.slice(0, 10), null, 'error V02'],
    [`${p}9`, null, 'error V02'],
    ['12112345678', null, 'error V02'],
    ['1.41E+10', null, 'error V02'],
    [n(14112345678.5), null, 'error V02'],
    [n(0), null, 'blank'],
    ['电话', null, 'error V02'],
  ]);
  expect(JSON.stringify(readValue(types.phone, '0854-4825678', context))).not.toContain('4825678');
});

test('days', () => {
  check(types.day, [
    ['2023-05-01', '2023-05-01', ''],
    ['2023-05', '2023-05', ''],
    ['2023年05月', '2023-05', ''],
    ['2023年5月', '2023-05', 'date'],
    ['2023年5月份', '2023-05', 'date'],
    ['2023年5月17日', '2023-05-17', 'date'],
    ['2023年5月17号', '2023-05-17', 'date'],
    ['2023年', '2023', 'date'],
    ['2023', '2023', ''],
    ['2023.5', '2023-05', 'date'],
    ['2023.05', '2023-05', 'date'],
    ['2023.5月', '2023-05', 'date'],
    ['2023-5月17日', '2023-05-17', 'date'],
    ['2023.10', '2023-10', 'date'],
    ['2023.5.17', '2023-05-17', 'date'],
    ['2023/5/1', '2023-05-01', 'date'],
    ['2023/5', '2023-05', 'date'],
    ['2023-5-1', '2023-05-01', 'date'],
    ['2023-05-01 00:00:00', '2023-05-01', 'date'],
    ['2023-05-01T00:00:00', '2023-05-01', 'date'],
    ['202305', '2023-05', 'date'],
    ['20230501', '2023-05-01', 'date'],
    ['20230501.0', '2023-05-01', 'date'],
    ['二〇二三年五月', '2023-05', 'date'],
    ['二○二三年十二月三十一日', '2023-12-31', 'date'],
    [full('2023.5'), '2023-05', 'fullWidth date'],
    [' 2023-05 ', '2023-05', 'blanks'],
    ['="2023-05"', '2023-05', 'formula'],
    ["'2023-05", '2023-05', 'apostrophe'],
    ['2022.1', '2022-01', 'date hint unread'],
    [n(20230517), '2023-05-17', 'date'],
    [n(202305), '2023-05', 'date'],
    [n(2023), '2023', ''],
    [n(2022.5), '2022-05', 'date'],
    [n(2022.11), '2022-11', 'date'],
    [date(44698), '2022-05-17', 'serial'],
    [date(44698.75), '2022-05-17', 'serial'],
    [date(44682, { shown: '2022年5月' }), '2022-05', 'serial'],
    [date(44682, { shown: 'May-22' }), '2022-05-01', 'serial'],
    [date(20230517), '2023-05-17', 'date'],
    [date(0), null, 'blank'],
    [n(2022.1), null, 'doubt unread'],
    [n(44698), null, 'doubt unread'],
    [n(0.5, { as: 'percent' }), null, 'doubt unread'],
    [date(2022), null, 'doubt unread'],
    [date(202305), null, 'doubt unread'],
    [date(60), null, 'doubt unread'],
    [date(-5), null, 'doubt unread'],
    ['44698', null, 'doubt unread'],
    ['2022.13', null, 'doubt unread'],
    ['2023-02-30', null, 'doubt unread'],
    ['2023年13月', null, 'doubt unread'],
    ['22.5', null, 'doubt unread'],
    ['5月17日', null, 'doubt unread'],
    ['2023年5月-8月', null, 'doubt unread'],
    ['2023-05-01T00:00:00Z', null, 'doubt unread'],
    ['长期', null, 'doubt unread'],
    ['1023-05-01', null, 'doubt unread'],
    ['至今', null, 'open word'],
    ['现在', null, 'open word'],
    [' 至今。', null, 'open word'],
  ]);
  check(types.day, [[date(43236), '2022-05-17', 'serial']], { ...context, date1904: true });
  check(
    types.day,
    [
      ['2022.1', null, 'doubt unread'],
      ['2022.2', '2022-02', 'date'],
      ['2022.10', '2022-10', 'date'],
    ],
    { ...context, typeless: true },
  );
});

test('money', () => {
  check(types.income, [
    ['3500', 3500, ''],
    [n(3500), 3500, ''],
    [n(0), 0, ''],
    ['0', 0, ''],
    [n(3333.333333), 3333.33, 'float'],
    ['3500.0', 3500, 'float'],
    ['3500.50', 3500.5, 'float'],
    ['3500.5', 3500.5, ''],
    ['3,500', 3500, 'separator'],
    ['12,345,678', 12345678, 'separator'],
    ['3，500', 3500, 'fullWidth separator'],
    [full('3500'), 3500, 'fullWidth'],
    [' 3500 ', 3500, 'blanks'],
    ["'3500", 3500, 'apostrophe'],
    ['3500元', 3500, 'unit'],
    ['3500 元', 3500, 'blanks unit'],
    ['3500元/月', 3500, 'unit'],
    ['3500/月', 3500, 'unit'],
    ['3500元每月', 3500, 'unit'],
    ['月薪3500', 3500, 'unit'],
    ['￥3,500', 3500, 'separator unit'],
    ['¥3500.00', 3500, 'unit float'],
    ['人民币3500元整', 3500, 'unit'],
    ['3k', 3000, 'unit'],
    ['3.5K', 3500, 'unit'],
    ['0.3万', 3000, 'unit'],
    ['1.2w', 12000, 'unit'],
    ['3千', 3000, 'unit'],
    ['03500', 3500, 'float'],
    ['3500元。', 3500, 'separator unit'],
    ['3500 人民币', 3500, 'blanks unit'],
    ['3500元/每月', 3500, 'unit'],
    ['3千元', 3000, 'unit'],
    ['0.3万元/月', 3000, 'unit'],
    ['3000-4500', null, 'doubt unread'],
    ['3000~4500元', null, 'doubt unread'],
    ['3000至4500', null, 'doubt unread'],
    ['3000 4500', null, 'doubt unread'],
    ['35,00', null, 'doubt unread'],
    ['3500左右', null, 'doubt unread'],
    ['3500+', null, 'doubt unread'],
    ['面议', null, 'doubt unread'],
    ['-3500', null, 'doubt unread'],
    [n(-1), null, 'doubt unread'],
    ['5万/年', null, 'doubt unread'],
    ['年薪5万', null, 'doubt unread'],
    ['150元/天', null, 'doubt unread'],
    ['3.5E+3', null, 'doubt unread'],
    [date(3500), null, 'doubt unread'],
    [n(0.5, { as: 'percent' }), null, 'doubt unread'],
  ]);
  check(types.incomeInTenThousands, [
    [n(0.345), 3450, 'unit'],
    ['0.3', 3000, 'unit'],
    ['3000元', 3000, ''],
    ['0.3万元', 3000, 'unit'],
    ['3k', 3000, 'unit'],
    [n(3500), null, 'doubt unread'],
    ['3500', null, 'doubt unread'],
  ]);
  check(types.yearlyInTenThousands, [
    [n(4.2), 42000, 'unit'],
    ['4.2万/年', 42000, 'unit'],
    ['3500/月', null, 'doubt unread'],
  ]);
  check(types.yearly, [['42000', 42000, '']]);
});

test('counts', () => {
  check(types.count, [
    ['3', 3, ''],
    [n(3), 3, ''],
    [n(0), 0, ''],
    ['3.0', 3, 'float'],
    ['3人', 3, 'unit'],
    ['３个', 3, 'fullWidth unit'],
    ['三', 3, 'word'],
    ['两人', 2, 'word unit'],
    ['1,000', 1000, 'separator doubt most'],
    [n(101), 101, 'doubt most'],
    [n(3.5), null, 'doubt unread'],
    [n(-3), null, 'doubt unread'],
    ['3个月', null, 'doubt unread'],
    ['3-5', null, 'doubt unread'],
    ['若干', null, 'doubt unread'],
    [n(1, { as: 'percent' }), null, 'doubt unread'],
  ]);
  check(
    types.count,
    [
      ['3个月', 3, 'unit'],
      ['2年', null, 'doubt unread'],
    ],
    { ...context, counts: 'month' },
  );
});

test('yes and no', () => {
  for (const word of ['有', '√', '✓', 'Y', 'yes', '1', '对', 'TRUE', 'Ｙ'])
    expect([word, readValue(types.yesNo, word, context).value]).toEqual([word, true]);
  for (const word of ['无', '无。', '×', 'X', 'N', 'no', '0', '没有', 'FALSE', '不是'])
    expect([word, readValue(types.yesNo, word, context).value]).toEqual([word, false]);
  check(types.yesNo, [
    ['是', true, ''],
    ['否', false, ''],
    [{ bool: true }, true, ''],
    [{ bool: false }, false, ''],
    [' 是', true, 'blanks'],
    ['√', true, 'word'],
    ['☑是 □否', true, 'word'],
    ['□是☑否', false, 'word'],
    ['√是', true, 'word'],
    ['否√', false, 'word'],
    [n(1), true, 'word'],
    [n(0), false, 'word'],
    [n(2), null, 'doubt unread'],
    ['2', null, 'doubt unread'],
    ['否（已返乡）', null, 'doubt unread'],
    ['是否', null, 'doubt unread'],
  ]);
});
