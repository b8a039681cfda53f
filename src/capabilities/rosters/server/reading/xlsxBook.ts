// Workbooks of Office Open XML: .xlsx and .xlsm, transitional and strict, of Excel, WPS and the many libraries that write them.
import type { SheetInfo } from '../../rulesBook.ts';
import { type BookInThread, pump } from './bookInThread.ts';
import { batch, type Limits } from './limits.ts';
import { ReadRefused } from './readRefused.ts';
import { readRelations, readSharedStrings, readStyles, readWorkbook } from './xlsxParts.ts';
import { type CellContext, readFrame, rowParser } from './xlsxSheet.ts';
import { xmlText } from './xml.ts';
import type { Zip } from './zip.ts';

const SHEETS = 2000;

/** The sheets of a workbook that hold cells, in the order of its tabs, with the part each stands in. */
export const worksheetsOf = async (zip: Zip, workbookPart: string) => {
  const { date1904, sheets: named } = await readWorkbook(zip, workbookPart);
  if (named.length > SHEETS) throw new ReadRefused('unfolds', 'sheets');
  const relations = await readRelations(zip, workbookPart);
  const byId = new Map(relations.map((r) => [r.id, r]));
  const worksheets: { readonly name: string; readonly hidden: boolean; readonly part: string }[] = [];
  for (const { name, hidden, relation: id } of named) {
    const relation = byId.get(id);
    // charts, dialogs and macro sheets stand in the same list
    if (relation && relation.kind !== 'worksheet') continue;
    if (!relation || !zip.has(relation.target)) throw new ReadRefused('damaged', 'sheet part');
    worksheets.push({ name, hidden, part: relation.target });
  }
  return { date1904, relations, worksheets };
};

export const openXlsx = async (zip: Zip, workbookPart: string, limits: Limits): Promise<BookInThread> => {
  const { date1904, relations, worksheets } = await worksheetsOf(zip, workbookPart);
  const part = (kind: string): string | undefined => relations.find((r) => r.kind === kind)?.target;
  const parts = worksheets.map((w) => w.part);
  const sheets: SheetInfo[] = [];
  for (const [index, { name, hidden, part }] of worksheets.entries())
    sheets.push({ index, name, hidden, ...(await readFrame(xmlText(zip.bytes(part)))) });
  if (sheets.length === 0) throw new ReadRefused('noSheet');
  const styles = await readStyles(zip, part('styles'));
  let context: Promise<CellContext> | undefined;
  return {
    info: { format: 'xlsx', sheets, date1904 },
    async *rows(index) {
      context ??= readSharedStrings(zip, part('sharedStrings'), limits).then((strings) => ({ strings, styles, date1904 }));
      const rows = batch(limits);
      yield* pump(xmlText(zip.bytes(parts[index]!)), rowParser(await context, rows), rows);
    },
    close: () => zip.close(),
  };
};
