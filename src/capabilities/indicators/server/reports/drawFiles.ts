// A report as a file: workbook, printed sheet, CSV, JSON, all of the one content.
import type { Watermark } from '#capabilities/access/server/service.ts';
import { csvFile } from '#platform/server/csv.ts';
import type { Text } from '#standards/text.ts';
import type { ReportContent } from '../../contractReportShapes.ts';
import type { Format } from '../../contractReports.ts';
import { cellNumber, cellWhere, cellWords, columnWords, footnotes, rowNames } from '../../rulesReportSheet.ts';
import { drawBook } from './drawBook.ts';
import { drawPrint } from './drawPrint.ts';

export interface Made {
  readonly lang: 'zh' | 'en';
  /** Name and login of who exported it. */
  readonly by: string;
  readonly at: Date;
  readonly mark: Watermark;
  readonly demonstration: boolean;
  readonly version: string;
}
const minute = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });
export const instantWords = (k: string): string => minute.format(new Date(k));
export const DEMONSTRATION: Text = { zh: '演示数据，人员、单位均为虚构', en: 'Demonstration data, all fictional' };
/** Who exported it and when, in one line of every page. */
export const exportedWords = ({ by, at, mark }: Made): Text => ({
  zh: `稳岗导出，${by}，${minute.format(at)}，已记入导出日志，水印 ${mark.code}`,
  en: `Exported from Wengang by ${by}, ${minute.format(at)}, on record, watermark ${mark.code}`,
});
/** What a number in it counts. */
export const unitWords = (content: ReportContent): Text =>
  content.columns.some((c) => c.measure === 'rate') ? { zh: '单位：人、%', en: 'in persons and %' } : { zh: '单位：人', en: 'in persons' };

const csv = (content: ReportContent, made: Made): Buffer => {
  const w = (text: Text) => text[made.lang];
  const heads = content.rowHeads.length;
  const groups = content.groups.flatMap((g) => Array.from({ length: g.columns }, () => g.head));
  const lines = content.rows.map((r) => [
    ...rowNames(r, heads).map(w),
    r.keys.at(-1) ?? '',
    ...r.cells.map((c, i) => {
      const n = cellNumber(c);
      return n === null ? w(cellWords(c, content.columns[i]!)) : String(n);
    }),
  ]);
  return csvFile([
    [`${w(content.title)} ${w(content.unit)} ${w(content.period.words)} ${w(unitWords(content))}`],
    ...(made.demonstration ? [[w(DEMONSTRATION)]] : []),
    [
      ...content.rowHeads.map(w),
      made.lang === 'zh' ? '代码' : 'code',
      ...content.columns.map((c, i) => `${i + 1} ${[groups[i]!, c.head].map(w).filter(Boolean).join(' ')}`),
    ],
    ...lines,
    ...footnotes(content, instantWords).map((f) => [w(f)]),
    ...content.columns.map((c, i) => [w(columnWords(c, i, instantWords))]),
    [w(exportedWords(made))],
  ]);
};

/** Every cell with the question it answers: asked again by API it must give the same number. No question (null) where row and column exclude each other. */
const json = (content: ReportContent, made: Made): Buffer => {
  const cells = content.rows.flatMap((row) =>
    row.cells.map((cell, i) => {
      const { head: _, words: __, ...from } = content.columns[i]!;
      return {
        row: row.keys,
        names: row.names,
        column: i + 1,
        ...from,
        where: cellWhere(content.by, row.keys, from),
        value: cell.value,
        mark: cell.mark,
      };
    }),
  );
  const { rows: _, ...head } = content;
  return Buffer.from(
    `${JSON.stringify(
      {
        wengang: 'report',
        ...head,
        exported: {
          by: made.by,
          at: made.at.toISOString(),
          watermark: made.mark.code,
          demonstration: made.demonstration,
          version: made.version,
        },
        cells,
      },
      null,
      1,
    )}\n`,
    'utf8',
  );
};

export const drawReport = async (format: Format, content: ReportContent, made: Made): Promise<Buffer> => {
  switch (format) {
    case 'xlsx':
      return drawBook(content, made);
    case 'pdf':
      return drawPrint(content, made);
    case 'csv':
      return csv(content, made);
    case 'json':
      return json(content, made);
  }
};
