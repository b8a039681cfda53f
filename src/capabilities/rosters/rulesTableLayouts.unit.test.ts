// Tables next to each other and below each other, and three sheets as offices send them.

import { expect, test } from 'vitest';
import { find, flat, headers, people } from './testing/find.ts';

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

test('a summary above the list: the list is meant', () => {
  const [table] = find(['村别|人数', '大坪村|35', '小坝村|20', '', flat, ...people]);
  expect(table).toMatchObject({ header: { top: 4, bottom: 4 } });
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
