import { expect, test } from 'vitest';
import { findTables } from './rulesTable.ts';
import type { FoundTable } from './rulesTableShapes.ts';
import { type Plain, sheetOf } from './testing/sheets.ts';
import { words } from './testing/words.ts';

const find = (rows: readonly (string | readonly Plain[])[], merges: readonly string[] = [], hidden: readonly number[] = []) => {
  const { rows: sheetRows, sheet } = sheetOf(rows, merges, hidden);
  return findTables(sheetRows, sheet, words);
};
const headers = (table: FoundTable | undefined) => table?.columns.map(({ header }) => header);

const people = [
  '1|王桂香|522727199001010016|女|13985551234',
  '2|韦小妹|522727198803050024|女|13985551235',
  '3|陆大勇|522727197512120033|男|13985551236',
];
const flat = '序号|姓名|身份证号|性别|联系电话';

test('a header on the first row', () => {
  const [table, ...others] = find([flat, ...people]);
  expect(table).toMatchObject({ header: { top: 0, bottom: 0 }, left: 0, right: 4, bodyFrom: 1 });
  expect(headers(table)).toEqual(['序号', '姓名', '身份证号', '性别', '联系电话']);
  expect(table!.confidence).toBeGreaterThan(0.8);
  expect(table!.reasons).toContainEqual({ why: 'knownWords', count: 4, of: 5 });
  expect(others).toEqual([]);
});

test('titles, 填报单位 and 单位：元 above it', () => {
  const [table] = find(
    ['石阡县2023年农村劳动力外出务工情况统计表||||', '填报单位：石阡县人社局||填报时间：2023年5月|||', '||||单位：元', flat, ...people],
    ['A1:E1', 'A2:B2'],
  );
  expect(table).toMatchObject({ header: { top: 3, bottom: 3 }, bodyFrom: 4 });
});

test('a title merged over two rows, and blank rows around it', () => {
  const [table] = find(['', '务工台账||||', '||||', '', flat, '', ...people], ['A2:E3']);
  expect(table).toMatchObject({ header: { top: 4, bottom: 4 }, bodyFrom: 5 });
});

test('an unmerged title and labels without a colon in their value', () => {
  const [table] = find(['附件2', '大坪村务工人员花名册', '填报单位：|大坪村|填报人：|张三|', flat, ...people]);
  expect(table).toMatchObject({ header: { top: 3, bottom: 3 } });
});

test.each([3, 8, 14])('a header on row index %i', (at) => {
  const above = Array.from({ length: at }, (_, i) => (i % 3 === 2 ? '' : `关于做好务工人员监测工作的说明第${i}条，请认真填写。`));
  expect(find([...above, flat, ...people])[0]).toMatchObject({ header: { top: at, bottom: at } });
});

test('a two-row header with merged parents and merged singles', () => {
  const [table] = find(
    [
      '序号|姓名|就业地点|||联系电话',
      '||省|市|县|',
      '1|王桂香|广东省|东莞市|虎门镇|13985551234',
      '2|韦小妹|广东省|佛山市|顺德区|13985551235',
    ],
    ['A1:A2', 'B1:B2', 'C1:E1', 'F1:F2'],
  );
  expect(table).toMatchObject({ header: { top: 0, bottom: 1 }, bodyFrom: 2 });
  expect(headers(table)).toEqual(['序号', '姓名', '就业地点/省', '就业地点/市', '就业地点/县', '联系电话']);
  expect(table!.columns[2]!.parts).toEqual(['就业地点', '省']);
});

test('a two-row header without merges: parent first, blanks after it', () => {
  const [table] = find([
    '序号|姓名|就业服务|||备注',
    '||职业介绍|培训|鉴定|',
    '1|王桂香|是|否|是|',
    '2|韦小妹|是|否|否|返乡',
    '3|陆大勇|否|否|是|',
  ]);
  expect(table).toMatchObject({ header: { top: 0, bottom: 1 } });
  expect(headers(table)).toEqual(['序号', '姓名', '就业服务/职业介绍', '就业服务/培训', '就业服务/鉴定', '备注']);
});

test('a parent row that is blank but for one merged word', () => {
  const [table] = find(
    ['|||家庭成员||', '序号|姓名|性别|姓名|关系|备注', '1|王桂香|女|陆大勇|配偶|', '2|韦小妹|女|蒙小红|之女|'],
    ['D1:E1'],
  );
  expect(table).toMatchObject({ header: { top: 0, bottom: 1 } });
  expect(headers(table)).toEqual(['序号', '姓名', '性别', '家庭成员/姓名', '家庭成员/关系', '备注']);
});

test('a parent row over all columns, two words', () => {
  const [table] = find(
    ['基本信息|||务工信息||', '姓名|身份证号|性别|务工企业名称|月收入|开始时间', '王桂香|522727199001010016|女|宏达电子厂|3500|202305'],
    ['A1:C1', 'D1:F1'],
  );
  expect(headers(table)).toEqual([
    '基本信息/姓名',
    '基本信息/身份证号',
    '基本信息/性别',
    '务工信息/务工企业名称',
    '务工信息/月收入',
    '务工信息/开始时间',
  ]);
});

test('three rows with merges', () => {
  const [table] = find(
    ['序号|姓名|就业情况|||', '||县内||县外|', '||单位|收入|单位|收入', '1|王桂香|茶厂|2500||', '2|韦小妹|||电子厂|4500'],
    ['A1:A3', 'B1:B3', 'C1:F1', 'C2:D2', 'E2:F2'],
  );
  expect(table).toMatchObject({ header: { top: 0, bottom: 2 }, bodyFrom: 3 });
  expect(headers(table)).toEqual(['序号', '姓名', '就业情况/县内/单位', '就业情况/县内/收入', '就业情况/县外/单位', '就业情况/县外/收入']);
});

test('three rows without merges', () => {
  const [table] = find([
    '序号|姓名|就业情况||||备注',
    '||县内||县外||',
    '||单位|收入|单位|收入|',
    '1|王桂香|茶厂|2500|||',
    '2|韦小妹|||电子厂|4500|',
  ]);
  expect(table).toMatchObject({ header: { top: 0, bottom: 2 } });
  expect(headers(table)).toEqual([
    '序号',
    '姓名',
    '就业情况/县内/单位',
    '就业情况/县内/收入',
    '就业情况/县外/单位',
    '就业情况/县外/收入',
    '备注',
  ]);
});

test('every header cell merged over two rows', () => {
  const [table] = find(['姓名|身份证号|性别', '||', '王桂香|522727199001010016|女'], ['A1:A2', 'B1:B2', 'C1:C2']);
  expect(table).toMatchObject({ header: { top: 0, bottom: 1 }, bodyFrom: 2 });
  expect(headers(table)).toEqual(['姓名', '身份证号', '性别']);
});

test('one header merged over three columns without children names all three', () => {
  const [table] = find(
    ['序号|姓名|就业地点|||联系电话', '1|王桂香|广东省|东莞市|虎门镇|13985551234', '2|韦小妹|广东省|佛山市|顺德区|13985551235'],
    ['C1:E1'],
  );
  expect(table).toMatchObject({ header: { top: 0, bottom: 0 } });
  expect(headers(table)).toEqual(['序号', '姓名', '就业地点', '就业地点', '就业地点', '联系电话']);
});

test.each([
  ['1|2|3|4|5', '1 2 3'],
  ['（1）|（2）|（3）|（4）|（5）', 'in brackets'],
  ['甲|乙|1|2|3', '甲 乙 1 2'],
  ['A|B|C|D|E', 'letters'],
])('a row of column numbers belongs to the header: %s', (numbers) => {
  const [table] = find([flat, numbers, ...people]);
  expect(table).toMatchObject({ header: { top: 0, bottom: 1 }, bodyFrom: 2 });
  expect(headers(table)).toEqual(['序号', '姓名', '身份证号', '性别', '联系电话']);
});

test('a row of units and a row of 必填 belong to the header', () => {
  const [table] = find(['姓名|身份证号|月收入|务工时间', '||（元）|（月）', '必填|必填|选填|选填', '王桂香|522727199001010016|3500|11']);
  expect(table).toMatchObject({ header: { top: 0, bottom: 2 }, bodyFrom: 3 });
  expect(table!.columns.map(({ unit }) => unit)).toEqual([undefined, undefined, '元', '月']);
  expect(table!.columns.map(({ required }) => required)).toEqual([true, true, false, false]);
});

test('empty first columns, and columns with values but no header', () => {
  const [table] = find([
    '||姓名|身份证号|联系电话',
    '|1|王桂香|522727199001010016|13985551234|返乡',
    '|2|韦小妹|522727198803050024|13985551235|返乡',
  ]);
  expect(table).toMatchObject({ left: 1, right: 5 });
  expect(headers(table)).toEqual(['', '姓名', '身份证号', '联系电话', '']);
});

test('hidden and required columns, units and formats', () => {
  const [table] = find(['*姓名|身份证号（必填）|月收入（元）|开始时间(YYYY年MM月)', '王桂香|522727199001010016|3500|2023年5月'], [], [2]);
  expect(table!.columns.map(({ required }) => required)).toEqual([true, true, false, false]);
  expect(table!.columns.map(({ hidden }) => hidden)).toEqual([false, false, true, false]);
  expect(table!.columns[2]).toMatchObject({ header: '月收入', unit: '元', written: ['月收入（元）'] });
  expect(table!.columns[3]).toMatchObject({ header: '开始时间', format: 'YYYY年MM月' });
});

test('columns that differ only in brackets keep them', () => {
  const [table] = find(['姓名|公益性岗位（类型）|公益性岗位（月数）', '王桂香|保洁|6', '韦小妹|护林|12']);
  expect(headers(table)).toEqual(['姓名', '公益性岗位(类型)', '公益性岗位(月数)']);
});

test('a header nobody declared is found by the words of forms and by what stands below', () => {
  const [table] = find(['村民登记', '户主|组别|耕地面积|流转意愿|备注', '王桂香|三组|3.5|是|', '韦小妹|二组|2|否|', '陆大勇|一组|4.2|是|']);
  expect(table).toMatchObject({ header: { top: 1, bottom: 1 } });
  expect(table!.confidence).toBeLessThan(0.8);
});

test('a template without a row is a table', () => {
  expect(find(['务工人员导入模板', flat])[0]).toMatchObject({ header: { top: 1, bottom: 1 }, bodyFrom: 2 });
});

test('a list of names alone', () => {
  const [table] = find(['姓名', '王桂香', '韦小妹']);
  expect(headers(table)).toEqual(['姓名']);
});

test('a header repeated further down is no candidate of its own', () => {
  const found = find([flat, ...people, flat, ...people]);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ header: { top: 0, bottom: 0 } });
});

test('the same header repeated to the right: one must be asked for', () => {
  const found = find([
    '名单|||||',
    '序号|姓名|联系电话|序号|姓名|联系电话',
    '1|王桂香|13985551234|3|陆大勇|13985551236',
    '2|韦小妹|13985551235|||',
  ]);
  expect(found).toHaveLength(2);
  expect(found.map(({ left, right, sideBySide }) => [left, right, sideBySide])).toEqual([
    [0, 2, true],
    [3, 5, true],
  ]);
});

test('the same header to the right behind an empty column', () => {
  const found = find([
    '序号|姓名|联系电话||序号|姓名|联系电话',
    '1|王桂香|13985551234||3|陆大勇|13985551236',
    '2|韦小妹|13985551235||4|蒙小红|13985551237',
  ]);
  expect(found.map(({ left, right, sideBySide }) => [left, right, sideBySide])).toEqual([
    [0, 2, true],
    [4, 6, true],
  ]);
});

test('two different tables side by side, headers on different rows', () => {
  const found = find([
    '姓名|身份证号|联系电话|||',
    '王桂香|522727199001010016|13985551234||企业名称|招聘人数',
    '韦小妹|522727198803050024|13985551235||宏达电子厂|35',
    '陆大勇|522727197512120033|13985551236||顺发制衣厂|20',
  ]);
  expect(found.map((table) => [headers(table), table.header, table.sideBySide])).toEqual([
    [['姓名', '身份证号', '联系电话'], { top: 0, bottom: 0 }, true],
    [['企业名称', '招聘人数'], { top: 1, bottom: 1 }, true],
  ]);
});

test('two different tables side by side, told apart by their length', () => {
  const found = find([
    '姓名|身份证号|性别||企业名称|招聘人数',
    ...people.map((p, i) => `${p.split('|').slice(1, 4).join('|')}||${i === 0 ? '宏达厂|3' : '|'}`),
  ]);
  expect(found.map(({ sideBySide }) => sideBySide)).toEqual([true, true]);
});

test('a legend of codes beside the table does not make anybody ask', () => {
  const [table, legend] = find([
    `${flat}||代码|含义`,
    ...people.map((p, i) => `${p}||${i}|${['政府组织', '自发', '企业组织'][i]}`),
    '||||||7|其他',
    '||||||9|不详',
  ]);
  expect(table).toMatchObject({ left: 0, right: 4 });
  expect(table!.sideBySide).toBeUndefined();
  expect(headers(legend)).toEqual(['代码', '含义']);
});

test('two tables under titles of their own, equally long', () => {
  const found = find(['甲组|||乙组|', '姓名|联系电话||企业名称|招聘人数', '王桂香|13985551234||宏达厂|3', '韦小妹|13985551235||顺发厂|5']);
  expect(found.map(({ left, sideBySide }) => [left, sideBySide])).toEqual([
    [0, true],
    [3, true],
  ]);
});

test('columns of months and of years are headers', () => {
  const [table] = find([
    '姓名|身份证号|1月|2月|2023年',
    '王桂香|522727199001010016|3500|3600|42000',
    '韦小妹|522727198803050024|3000||36000',
  ]);
  expect(headers(table)).toEqual(['姓名', '身份证号', '1月', '2月', '2023年']);
});

test('a summary above the list: the list is meant', () => {
  const [table] = find(['村别|人数', '大坪村|35', '小坝村|20', '', flat, ...people]);
  expect(table).toMatchObject({ header: { top: 4, bottom: 4 } });
});

test('long headers with rules in brackets', () => {
  const [table] = find([
    '序号|姓名|身份证号（18位，末位X大写）|是否享受一次性交通补贴（2023年1月1日以后外出，跨省务工连续3个月以上）|联系电话',
    ...people.map((p) => p.replace(/女|男/, '是')),
  ]);
  expect(headers(table)).toEqual(['序号', '姓名', '身份证号', '是否享受一次性交通补贴', '联系电话']);
});

test('an empty column within a table does not part it', () => {
  const found = find(['序号|姓名|身份证号||性别|联系电话', ...people.map((p) => p.replace(/^((?:[^|]*\|){3})/, '$1|'))]);
  expect(found).toHaveLength(1);
  expect(headers(found[0])).toEqual(['序号', '姓名', '身份证号', '', '性别', '联系电话']);
});

test('years under different parents are no repetition', () => {
  const found = find(
    ['姓名|2022年||2023年|', '|月数|月收入|月数|月收入', '王桂香|11|3500|12|3800', '韦小妹|10|3000|12|3200'],
    ['A1:A2', 'B1:C1', 'D1:E1'],
  );
  expect(found).toHaveLength(1);
  expect(headers(found[0])).toEqual(['姓名', '2022年/月数', '2022年/月收入', '2023年/月数', '2023年/月收入']);
});

test('no header at all: columns by their values', () => {
  const [table, ...others] = find(people);
  expect(others).toEqual([]);
  expect(table).toMatchObject({ header: null, headerless: true, left: 0, right: 4, bodyFrom: 0 });
  expect(headers(table)).toEqual(['', '', '', '', '']);
});

test('no header but a title and labels: the body begins below them', () => {
  const [table] = find(['大坪村务工人员||||', '填报单位：大坪村||填报人：张三||', ...people], ['A1:E1']);
  expect(table).toMatchObject({ headerless: true, bodyFrom: 2 });
});

test('no header and damaged identity numbers', () => {
  const [table] = find(['王桂香|5.22727E+17|女', '韦小妹|5.22727E+17|女', '陆大勇|5.22728E+17|男']);
  expect(table).toMatchObject({ headerless: true, bodyFrom: 0 });
});

test('no header, names and answers only', () => {
  expect(find(['王桂香|女|贵州省', '韦小妹|女|广东省', '陆大勇|男|广东省'])[0]).toMatchObject({ headerless: true });
});

test('readme sheets, empty sheets and sheets of prose have no table', () => {
  expect(find([])).toEqual([]);
  expect(find(['', '|||'])).toEqual([]);
  expect(find(['填表说明', '1.请填写18位身份证号码。', '2.联系电话为11位手机号。', '3.务工地点填到县。'])).toEqual([]);
  expect(
    find([
      '填表说明|',
      '1|请如实填写每一位务工人员的身份证号码，不得遗漏任何一位，十八位。',
      '2|联系电话为11位手机号，如没有手机号请填写家庭成员的联系电话号码。',
    ]),
  ).toEqual([]);
});

test('forms for one person are no tables', () => {
  expect(find(['姓名：|王桂香|性别：|女', '身份证号：|522727199001010016|联系电话：|13985551234', '家庭住址：|大坪村||'])).toEqual([]);
  expect(find(['个人信息', '姓名|王桂香', '性别|女', '身份证号|522727199001010016', '联系电话|13985551234'])).toEqual([]);
});

test('a list of identity numbers alone, without header', () => {
  expect(find(['522727199001010016', '522727198803050024'])[0]).toMatchObject({ headerless: true, left: 0, right: 0 });
});

test('cells merged in pairs all the way down name one column', () => {
  const rows = ['姓名||身份证号||联系电话', '王桂香||522727199001010016||13985551234', '韦小妹||522727198803050024||13985551235'];
  const [table] = find(rows, ['A1:B1', 'C1:D1', 'A2:B2', 'C2:D2', 'A3:B3', 'C3:D3']);
  expect(headers(table)).toEqual(['姓名', '', '身份证号', '', '联系电话']);
});

test('words merged down to a row of units', () => {
  const [table] = find(
    ['姓名|收入情况||联系电话', '|月收入|年收入|', '|（元）|（万元）|', '王桂香|3500|4.2|13985551234'],
    ['A1:A3', 'D1:D3', 'B1:C1'],
  );
  expect(table).toMatchObject({ header: { top: 0, bottom: 2 } });
  expect(table!.columns.map(({ header, unit }) => [header, unit])).toEqual([
    ['姓名', undefined],
    ['收入情况/月收入', '元'],
    ['收入情况/年收入', '万元'],
    ['联系电话', undefined],
  ]);
});

test('two different tables one below the other are two readings', () => {
  const found = find([
    '企业名称|岗位名称|招聘人数',
    '宏达厂|普工|50',
    '',
    '姓名|身份证号|联系电话',
    '王桂香|522727199001010016|13985551234',
  ]);
  expect(found.map(({ header }) => header?.top)).toEqual([0, 3]);
});

test('layout: 务工月监测 export, header on row 3, every cell text', () => {
  const header =
    '省|市|县|乡|行政村|户编号|姓名|证件号码|户类型|监测对象类别|是否已务工|开始时间(YYYY年MM月)|结束时间|务工所在省|务工所在市|务工所在县|务工企业名称|务工月收入|所属行业|就业渠道|是否点对点输送|年度交通费补助|家庭成员联系电话';
  const person = (n: number) =>
    `贵州省|铜仁市|石阡县|大沙坝乡|大坪村|52062300${n}|王桂香|52272719900101001${n}|一般脱贫户||是|2023年5月||广东省|东莞市|虎门镇|宏达电子厂|3500|制造业|自主就业|否|0|1398555123${n}`;
  const [table] = find(
    ['已外出务工信息(务工月监测)', '导出时间：2023-06-01 08:00|||导出人：admin', header, person(1), person(2), person(3)],
    ['A1:W1'],
  );
  expect(table).toMatchObject({ header: { top: 2, bottom: 2 }, left: 0, right: 22, bodyFrom: 3 });
  expect(table!.columns).toHaveLength(23);
  expect(table!.columns[11]).toMatchObject({ header: '开始时间', format: 'YYYY年MM月' });
});

test('layout: 农村劳动力转移就业, two merged rows, 年收入(万元)', () => {
  const [table] = find(
    [
      '大沙坝乡2023年农村劳动力转移就业（县外）花名册',
      '填报单位（盖章）：||||||||||填报时间：2023年6月1日',
      '序号|姓名|性别|年龄|学历|婚姻|家庭住址|就业单位|就业地点|主要从事工种|参保情况|年收入(万元)|就业失业登记证号|已享受就业服务||||||',
      '|||||||||||||职业介绍|培训|鉴定|社保补贴|公益岗|担保贷款|见习',
      '1|王桂香|女|33|初中|已婚|大坪村三组|宏达电子厂|广东东莞|普工|已参保|4.5|5206230012345678|√||||||',
      '2|陆大勇|男|48|小学|已婚|大坪村一组|顺发制衣厂|广东佛山|车工|未参保|5|5206230012345679|√|√|||||',
    ],
    ['A1:T1', 'A2:J2', ...'ABCDEFGHIJKLM'.split('').map((c) => `${c}3:${c}4`), 'N3:T3'],
  );
  expect(table).toMatchObject({ header: { top: 2, bottom: 3 }, left: 0, right: 19, bodyFrom: 4 });
  expect(table!.columns[11]).toMatchObject({ header: '年收入', unit: '万元' });
  expect(headers(table)!.slice(12, 15)).toEqual(['就业失业登记证号', '已享受就业服务/职业介绍', '已享受就业服务/培训']);
  expect(headers(table)!.at(-1)).toBe('已享受就业服务/见习');
});

test('layout: 企业岗位对接', () => {
  const [table] = find(
    [
      '2023年春风行动企业岗位汇总表',
      '序号|地区|企业名称|岗位名称|招聘人数|薪资待遇|学历要求|行业|班次|福利待遇|联系电话|（爱心岗位）',
      [
        '1',
        '东莞',
        '东莞市宏达电子有限公司',
        '普工',
        50,
        '5000-7000元/月',
        '不限',
        '制造业',
        '两班倒',
        '包吃住，五险',
        '0769-85551234',
        '是',
      ],
      ['2', '佛山', '佛山市顺发制衣有限公司', '车工', 20, '计件', '初中', '纺织业', '长白班', '包吃住', '13985551234', ''],
    ],
    ['A1:L1'],
  );
  expect(table).toMatchObject({ header: { top: 1, bottom: 1 }, left: 0, right: 11 });
  expect(headers(table)!.at(-1)).toBe('爱心岗位');
});
