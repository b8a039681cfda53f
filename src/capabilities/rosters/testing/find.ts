import { findTables } from '../rulesTable.ts';
import type { FoundTable } from '../rulesTableShapes.ts';
import { type Plain, sheetOf } from './sheets.ts';
import { words } from './words.ts';

export const find = (rows: readonly (string | readonly Plain[])[], merges: readonly string[] = [], hidden: readonly number[] = []) => {
  const { rows: sheetRows, sheet } = sheetOf(rows, merges, hidden);
  return findTables(sheetRows, sheet, words);
};
export const headers = (table: FoundTable | undefined) => table?.columns.map(({ header }) => header);

export const people = [
  '1|王桂香|522727199001010016|女|13985551234',
  '2|韦小妹|522727198803050024|女|13985551235',
  '3|陆大勇|522727197512120033|男|13985551236',
];
export const flat = '序号|姓名|身份证号|性别|联系电话';
