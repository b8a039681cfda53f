import { expect, test } from 'vitest';
import { rowsOf, type TableRow } from './rulesRows.ts';
import { findTables } from './rulesTable.ts';
import { type Plain, sheetOf } from './testing/sheets.ts';
import { words } from './testing/words.ts';

const header = '村|姓名|身份证号|性别|联系电话|备注';
const wang = '大坪村|王桂香|522727199001010016|女|13985551234|';
const wei = '大坪村|韦小妹|522727198803050024|女|13985551235|返乡';
const lu = '小坝村|陆大勇|522727197512120033|男|13985551236|';

function read(rows: readonly (string | readonly Plain[])[], merges: readonly string[] = []): TableRow[] {
  const { rows: sheetRows, sheet } = sheetOf(rows, merges);
  const table = findTables(sheetRows, sheet, words)[0]!;
  const reader = rowsOf(table, sheet.merges);
  return [...sheetRows.flatMap((row) => reader.next(row)), ...reader.end()];
}
const kinds = (rows: readonly (string | readonly Plain[])[], merges: readonly string[] = []) => read(rows, merges).map(({ kind }) => kind);
/** The kind of one row below two of data. */
const kindOf = (line: string | readonly Plain[], merge?: string) => kinds([header, wang, wei, line], merge ? [merge] : []).at(-1);

test('data and blank rows', () => {
  expect(kinds([header, wang, '', ' | |　||', wei])).toEqual(['data', 'blank', 'blank', 'data']);
});

test('rows numbered in advance and never filled in are blank; a number elsewhere is not', () => {
  const numbered = '序号|姓名|身份证号|年龄';
  const first = '1|王桂香|522727199001010016|33';
  expect(kinds([numbered, first, '2|||', [3, null, null, null], '4||无|', '|||5'])).toEqual(['data', 'blank', 'blank', 'data', 'data']);
});

test('a repeated header, also with other spacing and marks', () => {
  expect(kinds([header, wang, header, wei])).toEqual(['data', 'repeatedHeader', 'data']);
  expect(kinds([header, wang, '村 |姓  名|身份证号（必填）|性 别|联系电话：|备 注', wei])).toEqual(['data', 'repeatedHeader', 'data']);
  expect(kinds([header, wang, '村|姓名|身份证号码|性别|手机号|备注', wei])).toEqual(['data', 'repeatedHeader', 'data']);
});

test('a repeated two-row header with column numbers', () => {
  const two = ['序号|姓名|就业服务|||', '||职业介绍|培训|鉴定|', '1|2|3|4|5|'];
  const merges = ['A1:A2', 'B1:B2', 'C1:E1', 'A5:A6', 'B5:B6', 'C5:E5'];
  expect(kinds([...two, '1|王桂香|是|否|是|', ...two, '2|韦小妹|是|否|否|'], merges)).toEqual([
    'data',
    'repeatedHeader',
    'repeatedHeader',
    'repeatedHeader',
    'data',
  ]);
});

test('男 alone under a header 男 is an answer', () => {
  expect(kinds(['姓名|性别||联系电话', '|男|女|', '王桂香||女|13985551234', '|男||'], ['A1:A2', 'B1:C1', 'D1:D2'])).toEqual([
    'data',
    'data',
  ]);
});

test.each<[string | readonly Plain[]]>([
  ['合计|||||'],
  ['合 计|35||||'],
  ['|小计|12|||'],
  ['总计：|||35人||'],
  ['共 35 人|||||'],
  ['合计：35人|||||'],
  ['大坪村小计|2||||'],
  ['本页合计|||20||'],
  ['大坪村|小计|12|||'],
  ['石阡县|大坪村|合计|||'],
  ['2351|合计|120000|||'],
  ['全村共计：35户 120人|||||'],
  [['合计', 35, null, 20, null, null]],
  [['36', '合计', 120000, null, null, null]],
])('total: %j', (line) => {
  expect(kindOf(line)).toBe('total');
});

test.each([
  ['合计|王桂香|522727199001010016|女||'],
  ['合计|王桂香||女||'],
  ['大坪村|合计|522727199001010016|||'],
  ['合计|王桂香|||13985551234|'],
  ['大坪村小计|王桂香||||'],
  ['大坪村|共青|||13985551234|'],
])('no total but data: %j', (line) => {
  expect(kindOf(line)).toBe('data');
});

test.each([
  ['备注：以上人员均已核实。|||||'],
  ['填表说明|||||'],
  ['填表说明：1.本表由村填写|||||'],
  ['审核人：|||填表人：张三||联系电话：13985551234'],
  ['审核人：|张三|||联系电话：|13985551234'],
  ['填报单位（盖章）：大坪村|||填报时间：2023年5月||'],
  ['注：1.月收入按实际填写；2.务工地点填到县。|||||'],
  ['2.联系电话请填本人手机号码，没有的填家属号码。|||||'],
  ['村主任（签字）：|||||'],
  ['以下空白|||||'],
  ['……|||||'],
  ['说明：1.本表由驻村干部填写。2.务工地点须填到县（市、区）。|||||'],
  ['填表人：演示员|||审核人：|||单位负责人：'],
])('note: %j', (line) => {
  expect(kindOf(line)).toBe('note');
});

test('a long text merged across the table is a note, and the lines after it', () => {
  expect(kindOf('以上人员均由驻村工作队逐户核实并经村民小组会议公示无异议后上报乡镇人民政府备案', 'A4:F4')).toBe('note');
  expect(kinds([header, wang, '填表说明|||||', '收入按月填写|||||'], ['A3:F3', 'A4:F4'])).toEqual(['data', 'note', 'note']);
});

test.each([
  ['|李四||||'],
  ['大坪村|||||'],
  ['|||男||'],
  ['||522727199001010016|||'],
  ['||5.22727E+17|||'],
  ['||||13985551234|'],
  ['|||||备注：已返乡'],
  ['大坪村|欧阳小明|无|女|无|说明：证件丢失'],
  ['东莞市宏达电子有限公司|||||'],
  ['/|/|/|/|/|/'],
])('what could be a person or organisation is data: %j', (line) => {
  expect(kindOf(line)).toBe('data');
});

test('a second block with its own title and labels', () => {
  expect(
    kinds([header, wang, '', '小坝村务工人员名单|||||', '填报单位：小坝村|||单位：元||', header, lu, '合计|1||||'], ['A4:F4']),
  ).toEqual(['data', 'blank', 'title', 'title', 'repeatedHeader', 'data', 'total']);
});

test('an unmerged title before a repeated header; the same text elsewhere is data', () => {
  expect(kinds([header, wang, '小坝村|||||', header, lu])).toEqual(['data', 'title', 'repeatedHeader', 'data']);
  expect(kinds([header, wang, '小坝村|||||', lu])).toEqual(['data', 'data', 'data']);
  expect(kinds([header, wang, '|李四||||', header, lu])).toEqual(['data', 'data', 'repeatedHeader', 'data']);
});

test('a village merged across heads a group', () => {
  expect(kinds([header, wang, '小坝村|||||', lu], ['A3:F3'])).toEqual(['data', 'title', 'data']);
});

test.each([
  ['示例|张三|522727199001010016|男|13800000000|'],
  ['例：|张三|522727199001010016|男|13800000000|'],
  ['|张三（示例）|522727199001010016|男|13800000000|'],
  ['填写说明|请填写姓名|18位|下拉选择|11位手机号|'],
  ['填到行政村|与身份证一致|请填写18位号码|下拉选择|11位|选填'],
])('sample right below the header: %j', (line) => {
  expect(kinds([header, line, wang, wei])).toEqual(['sample', 'data', 'data']);
});

test('示例 below data is data', () => {
  expect(kinds([header, wang, '示例|张三|522727199001010016|男|13800000000|'])).toEqual(['data', 'data']);
});

test('a merged village is filled into every row it covers, and marked', () => {
  const rows = read([header, wang, wei.replace('大坪村', ''), lu.replace('小坝村', ''), lu], ['A2:A4']);
  expect(rows.map(({ cells }) => cells[0])).toEqual(['大坪村', '大坪村', '大坪村', '小坝村']);
  expect(rows.map(({ filled }) => filled)).toEqual([[], [0], [0], []]);
});

test('a merged area over otherwise empty rows makes nobody', () => {
  expect(kinds([header, wang, '', ''], ['A2:A4'])).toEqual(['data', 'blank', 'blank']);
});

test('horizontal merges fill their first column only', () => {
  const [first, second] = read([header, '大坪村|王桂香|522727199001010016|女|无|', '大坪村|||女||'], ['B2:C3']);
  expect(first!.cells.slice(1, 3)).toEqual(['王桂香', '522727199001010016']);
  expect(second!.cells.slice(1, 3)).toEqual(['王桂香', null]);
  expect(second!.filled).toEqual([1]);
});

test('one person over two rows of jobs', () => {
  const rows = read(
    ['姓名|身份证号|务工企业名称|月收入', ['王桂香', '522727199001010016', '宏达厂', 3500], [null, null, '顺发厂', 3800]],
    ['A2:A3', 'B2:B3'],
  );
  expect(rows.map(({ kind, cells }) => [kind, cells.slice(0, 3)])).toEqual([
    ['data', ['王桂香', '522727199001010016', '宏达厂']],
    ['data', ['王桂香', '522727199001010016', '顺发厂']],
  ]);
});

test('what stands beside the table is reported', () => {
  const rows = read([header, wang, `${wei}||已核`, '|||||||只在旁边', lu, lu]);
  expect(rows.map(({ kind, stray }) => [kind, stray])).toEqual([
    ['data', []],
    ['data', [7]],
    ['note', [7]],
    ['data', []],
    ['data', []],
  ]);
});

test('tables side by side are read one at a time', () => {
  const { rows, sheet } = sheetOf(['姓名|联系电话|姓名|联系电话', '王桂香|13985551234|陆大勇|13985551236', '韦小妹|13985551235||']);
  const kindsOfTable = findTables(rows, sheet, words).map((table) => {
    const reader = rowsOf(table, []);
    return [...rows.flatMap((row) => reader.next(row)), ...reader.end()].map(({ kind, cells, stray }) => [kind, cells[0], stray.length]);
  });
  expect(kindsOfTable).toEqual([
    [
      ['data', '王桂香', 0],
      ['data', '韦小妹', 0],
    ],
    [
      ['data', '陆大勇', 0],
      ['blank', null, 0],
    ],
  ]);
});

test('rows of a headerless table', () => {
  const rows = read([wang, wei, '', '合计|2||||']);
  expect(rows.map(({ kind }) => kind)).toEqual(['data', 'data', 'blank', 'total']);
});

test('hidden rows stay marked', () => {
  const { rows, sheet } = sheetOf([header, wang, wei]);
  const reader = rowsOf(findTables(rows, sheet, words)[0]!, []);
  expect([...reader.next({ ...rows[2]!, hidden: true }), ...reader.end()]).toMatchObject([{ at: 2, hidden: true, kind: 'data' }]);
});

test('a row is held only while a title may be on', () => {
  const { rows, sheet } = sheetOf([header, wang, '', '小坝村名单|||||', '', header, lu], ['A4:F4']);
  const reader = rowsOf(findTables(rows, sheet, words)[0]!, sheet.merges);
  expect(rows.map((row) => reader.next(row).length)).toEqual([0, 1, 1, 0, 0, 3, 1]);
  expect(reader.end()).toEqual([]);
});

test('a second table below, with a header of its own, is no note: its rows are data', () => {
  expect(kinds([header, wang, '', '企业名称|岗位名称|招聘人数|||', '宏达电子厂|普工|50|||']).slice(2)).toEqual(['data', 'data']);
});

test('a list of names alone is all data', () => {
  expect(kinds(['姓名', '王桂香', '韦小妹', '', '务工人员名单'])).toEqual(['data', 'data', 'blank', 'data']);
});
