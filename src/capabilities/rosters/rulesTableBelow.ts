// Tables below each other in one sheet: a second header with other columns begins a second table; the same header again does not.
import type { SheetInfo, SheetRow } from './rulesBook.ts';
import { type HeaderWords, plainHeader, soundsLikeHeader, squeeze } from './rulesHeader.ts';
import { isBlank, kindsOf, type ShapeKind, textOf } from './rulesShapes.ts';
import { findTables } from './rulesTable.ts';
import type { FoundTable } from './rulesTableShapes.ts';

const VALUES: ReadonlySet<ShapeKind> = new Set(['idNumber', 'damagedId', 'phone', 'landline', 'uscc', 'date', 'number', 'money', 'sex']);
/** Known words at least; of words that are the table's own, the share that makes it the same header again. */
const KNOWN = 2;
const SHARE = 0.6;
/** Share of words that are known or at least sound like headers. */
const SOUNDING = 0.75;
const FEWEST = 3;
const LONGEST = 24;
/** Tables below each other that are looked for in one sheet. */
const MOST = 8;
const LOOKED = 60;

const filledOf = (row: SheetRow): number => row.cells.reduce<number>((n, cell) => n + (isBlank(cell) ? 0 : 1), 0);

/** A row of words that name other columns than those of the table above. */
const isOtherHeader = (row: SheetRow, table: FoundTable, words: HeaderWords): boolean => {
  let [filled, known, sounding, same] = [0, 0, 0, 0];
  for (const [c, cell] of row.cells.entries()) {
    if (isBlank(cell)) continue;
    if (typeof cell !== 'string' || cell.length > 60) return false;
    filled += 1;
    const text = squeeze(cell);
    if (text.length > LONGEST) return false;
    const header = plainHeader(text);
    if (words.find(header).length > 0) known += 1;
    else if (soundsLikeHeader(header.name)) sounding += 1;
    else if (kindsOf(cell).some((kind) => VALUES.has(kind))) return false;
    if (table.columns[c - table.left]?.parts.includes(header.name)) same += 1;
  }
  return filled >= FEWEST && known >= KNOWN && known + sounding >= filled * SOUNDING && same < filled * SHARE;
};
/** Parents above a row of headers: words, and several. */
const isParents = (row: SheetRow, words: HeaderWords): boolean => {
  const texts = row.cells.flatMap((cell) => (isBlank(cell) ? [] : [cell]));
  return (
    texts.length >= 2 &&
    texts.every((cell) => typeof cell === 'string' && cell.length <= LONGEST && !kindsOf(cell).some((k) => VALUES.has(k))) &&
    texts.some((cell) => words.find(plainHeader(squeeze(textOf(cell)))).length > 0)
  );
};

/** The first table as far as it goes, and those that stand below it, each with the rows between it and the one before. */
export const tablesBelow = (
  rows: readonly SheetRow[],
  sheet: Pick<SheetInfo, 'merges' | 'hiddenColumns'>,
  main: FoundTable,
  words: HeaderWords,
): readonly FoundTable[] => {
  if (!main.header || main.sideBySide) return [main];
  const tables: FoundTable[] = [main];
  for (let i = 0; i < rows.length && tables.length < MOST; i += 1) {
    const row = rows[i]!;
    const above = tables.at(-1)!;
    if (row.at <= above.bodyFrom || !isOtherHeader(row, above, words)) continue;
    let from = i;
    while (from > i - 2 && rows[from - 1]!.at > above.bodyFrom && isParents(rows[from - 1]!, words)) from -= 1;
    const found = findTables(rows.slice(from, from + LOOKED), sheet, words)[0];
    if (!found?.header || found.sideBySide || found.header.top > row.at || found.header.bottom < row.at) continue;
    // blank lines and the second table's own title belong to neither body
    let end = from;
    while (end > from - 4 && rows[end - 1]!.at > above.bodyFrom && filledOf(rows[end - 1]!) <= 1) end -= 1;
    tables[tables.length - 1] = { ...above, bodyTo: rows[end]!.at };
    tables.push({ ...found, below: true });
    while (i + 1 < rows.length && rows[i + 1]!.at < found.bodyFrom) i += 1;
  }
  return tables;
};
