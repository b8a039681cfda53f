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

export const openXlsx = async (zip: Zip, workbookPart: string, limits: Limits): Promise<BookInThread> => {
  const { date1904, sheets: named } = await readWorkbook(zip, workbookPart);
  if (named.length > SHEETS) throw new ReadRefused('unfolds', 'sheets');
  const relations = await readRelations(zip, workbookPart);
  const part = (kind: string): string | undefined => relations.find((r) => r.kind === kind)?.target;
  const byId = new Map(relations.map((r) => [r.id, r]));
  const parts: string[] = [];
  const sheets: SheetInfo[] = [];
  for (const sheet of named) {
    const relation = byId.get(sheet.relation);
    // charts, dialogs and macro sheets stand in the same list
    if (relation && relation.kind !== 'worksheet') continue;
    if (!relation || !zip.has(relation.target)) throw new ReadRefused('damaged', 'sheet part');
    sheets.push({
      index: sheets.length,
      name: sheet.name,
      hidden: sheet.hidden,
      ...(await readFrame(xmlText(zip.bytes(relation.target)))),
    });
    parts.push(relation.target);
  }
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
