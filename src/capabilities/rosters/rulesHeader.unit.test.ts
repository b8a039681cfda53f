import fc from 'fast-check';
import { expect, test } from 'vitest';
import { headerWords, isDemand, plainHeader, soundsLikeHeader, unitOf } from './rulesHeader.ts';

test.each([
  ['姓名', { name: '姓名' }],
  ['姓　名', { name: '姓名' }],
  ['身份证\n号码', { name: '身份证号码' }],
  ['姓名（必填）', { name: '姓名', required: true }],
  ['*姓名', { name: '姓名', required: true }],
  ['※ 身份证号码', { name: '身份证号码', required: true }],
  ['联系电话(选填)', { name: '联系电话', required: false }],
  ['月收入（元）', { name: '月收入', unit: '元' }],
  ['年收入(万元)', { name: '年收入', unit: '万元' }],
  ['年收入/万元', { name: '年收入', unit: '万元' }],
  ['月工资（单位：元）', { name: '月工资', unit: '元' }],
  ['务工时间（月）', { name: '务工时间', unit: '月' }],
  ['薪资（元/月）', { name: '薪资', unit: '元/月' }],
  ['开始时间(YYYY年MM月)', { name: '开始时间', format: 'YYYY年MM月' }],
  ['出生日期（格式：2001-01-01）', { name: '出生日期', format: '2001-01-01' }],
  ['1.姓名', { name: '姓名' }],
  ['一、基本情况', { name: '基本情况' }],
  ['（一）就业情况', { name: '就业情况' }],
  ['①性别', { name: '性别' }],
  ['１２、备注：', { name: '备注' }],
  ['1.5万元以上', { name: '1.5万元以上' }],
  ['是否就业（填是/否）', { name: '是否就业', notes: ['填是/否'] }],
  ['学历（初中【含】以下）', { name: '学历' }],
  ['月收入（元）（必填）', { name: '月收入', unit: '元', required: true }],
  ['姓名（必填', { name: '姓名', required: true }],
  ['（元）', { name: '', unit: '元' }],
  ['公益性岗位（月数）', { name: '公益性岗位', full: '公益性岗位(月数)' }],
  ['', { name: '' }],
])('header %j', (text, expected) => {
  expect(plainHeader(text)).toMatchObject(expected);
});

test('the name of a name is the name; nothing throws', () => {
  const piece = fc.constantFrom(
    '姓名',
    '（',
    '）',
    '(',
    ')',
    '必填',
    '*',
    '1.',
    '元',
    ' ',
    '\n',
    '一、',
    '：',
    '/',
    'YYYY',
    '【',
    '】',
    '收入',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ maxLength: 60 }),
        fc.array(piece, { maxLength: 12 }).map((p) => p.join('')),
      ),
      (text) => {
        const { name } = plainHeader(text);
        expect(name).not.toMatch(/\s/);
        expect(plainHeader(text)).toEqual(plainHeader(text));
      },
    ),
  );
});

test('known words are found by any alias, brackets and spaces aside', () => {
  const words = headerWords([
    { id: 'name', aliases: ['姓名', '务工人员姓名'] },
    { id: 'worker.name', aliases: ['姓 名'] },
    { id: 'postMonths', aliases: ['公益性岗位（月数）'] },
    { id: 'postKind', aliases: ['公益性岗位'] },
  ]);
  expect(words.find(plainHeader('*姓  名（必填）'))).toEqual(['name', 'worker.name']);
  expect(words.find(plainHeader('公益性岗位(月数)'))).toEqual(['postMonths']);
  expect(words.find(plainHeader('公益性岗位（必填）'))).toEqual(['postKind']);
  expect(words.find(plainHeader('住址'))).toEqual([]);
});

test('words of forms sound like headers; values do not', () => {
  for (const yes of ['是否点对点输送', '就业失业登记证号', '参保情况', '班次', '福利待遇', '户类型'])
    expect(soundsLikeHeader(yes), yes).toBe(true);
  for (const no of ['王桂香', '男', '13800000000', '']) expect(soundsLikeHeader(no), no).toBe(false);
});

test('units and demands alone', () => {
  expect(['（元）', '万元', '人', '元/月', '姓名', '35人'].map(unitOf)).toEqual(['元', '万元', '人', '元/月', undefined, undefined]);
  expect(['必填', '（选填）', '*必填', '姓名'].map(isDemand)).toEqual([true, true, true, false]);
});
