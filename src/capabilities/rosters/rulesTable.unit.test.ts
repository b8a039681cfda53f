import { expect, test } from 'vitest';
import { find, flat, headers, people } from './testing/find.ts';

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

test('columns of months and of years are headers', () => {
  const [table] = find([
    '姓名|身份证号|1月|2月|2023年',
    '王桂香|522727199001010016|3500|3600|42000',
    '韦小妹|522727198803050024|3000||36000',
  ]);
  expect(headers(table)).toEqual(['姓名', '身份证号', '1月', '2月', '2023年']);
});

test('long headers with rules in brackets', () => {
  const [table] = find([
    '序号|姓名|身份证号（18位，末位X大写）|是否享受一次性交通补贴（2023年1月1日以后外出，跨省务工连续3个月以上）|联系电话',
    ...people.map((p) => p.replace(/女|男/, '是')),
  ]);
  expect(headers(table)).toEqual(['序号', '姓名', '身份证号', '是否享受一次性交通补贴', '联系电话']);
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
