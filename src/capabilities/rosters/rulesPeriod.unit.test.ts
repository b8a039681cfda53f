import fc from 'fast-check';
import { expect, test } from 'vitest';
import { monthEnd } from '#standards/calendar/calendar.ts';
import { observedOnOf, periodOf } from './rulesPeriod.ts';

test.each([
  ['2026年10月务工月监测', '2026-10-01', '2026-10-31'],
  ['演示县２０２６年１０月份 外出务工台账', '2026-10-01', '2026-10-31'],
  ['二〇二六年十月务工监测表', '2026-10-01', '2026-10-31'],
  ['二○二六年二月务工监测表', '2026-02-01', '2026-02-28'],
  ['数据截至2026年10月31日', '2026-10-31', '2026-10-31'],
  ['填报单位：演示镇  截止到2026年9月底', '2026-09-01', '2026-09-30'],
  ['截至 2026-10-15', '2026-10-15', '2026-10-15'],
  ['截至2026.10.15，共 120 人', '2026-10-15', '2026-10-15'],
  ['2026年第三季度转移就业统计表', '2026-07-01', '2026-09-30'],
  ['2026年3季度', '2026-07-01', '2026-09-30'],
  ['2026年1—10月转移就业', '2026-01-01', '2026-10-31'],
  ['2026年1月至9月', '2026-01-01', '2026-09-30'],
  ['2025年11月-2026年2月', '2026-01-01', '2026-02-28'],
  ['2026年上半年', '2026-01-01', '2026-06-30'],
  ['（2026年10月31日）', '2026-10-31', '2026-10-31'],
])('%s', (title, from, to) => {
  expect(periodOf(title)).toEqual({ from, to });
});

test.each([
  '填报日期：2026年11月3日',
  '制表时间：2026年11月',
  '2014年建档立卡户',
  '2026年13月',
  '2026年2月30日',
  '联系电话 13920261031',
  '202610',
  '',
])('no period: %s', (text) => {
  expect(periodOf(text)).toBeNull();
});

test.each([
  ['务工月监测202610.xlsx', '2026-10-31'],
  ['台账_2026-10 (1) - 副本.xls', '2026-10-31'],
  ['演示县2026.10.csv', '2026-10-31'],
])('the name of a file: %s', (name, to) => {
  expect(periodOf(name, true)?.to).toBe(to);
});
test.each(['导出202610.xlsx', '20261031.xlsx', '名单13920261012.xlsx', '2026-10-31.xlsx'])('no period in %s', (name) => {
  expect(periodOf(name, true)).toBeNull();
});

test('titles go before names, a plan states nothing, a month not yet over was seen until it was handed in', () => {
  expect(observedOnOf(['2026年9月务工'], ['10月'], '2026年10月.xlsx', '2026-11-27')).toBe('2026-09-30');
  expect(observedOnOf(['务工台账'], ['2026年8月'], '2026年10月.xlsx', '2026-11-27')).toBe('2026-08-31');
  expect(observedOnOf(['2026年12月计划'], [], '2026年10月.xlsx', '2026-11-27')).toBe('2026-10-31');
  expect(observedOnOf(['2026年11月务工'], [], 'a.xlsx', '2026-11-27')).toBe('2026-11-27');
  expect(observedOnOf(['2026年第四季度'], [], 'a.xlsx', '2026-11-27')).toBe('2026-11-27');
  expect(observedOnOf(['台账'], [], 'a.xlsx', '2026-11-27')).toBeNull();
});

test('every month of every year, however written; never a day after the list was handed in', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2000, max: 2099 }), fc.integer({ min: 1, max: 12 }), fc.string(), (year, month, noise) => {
      const to = monthEnd(`${year}-${String(month).padStart(2, '0')}-01`);
      expect(periodOf(`${year}年${month}月`)?.to).toBe(to);
      expect(periodOf(`${year}年 ${String(month).padStart(2, '0')} 月份监测`)?.to).toBe(to);
      const observed = observedOnOf([noise, `${year}年${month}月`], [], noise, '2026-11-27');
      expect(observed === null || observed <= '2026-11-27').toBe(true);
    }),
  );
});
