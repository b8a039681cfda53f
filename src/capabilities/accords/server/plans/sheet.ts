// The list of work points as a spreadsheet that opens in WPS and Excel.
import exceljs from 'exceljs';
import { logExport, newWatermark } from '#capabilities/access/server/service.ts';
import type { DownloadFile, Parsed } from '#platform/contract.ts';
import { actorSettings } from '#platform/server/actor.ts';
import { disarmed } from '#platform/server/csv.ts';
import type { Before, Call } from '#platform/server/http.ts';
import { XLSX } from '#platform/server/sheetFile.ts';
import { type exportItems, tooManyItems, type WorkItem } from '../../contractPlans.ts';
import { itemStateTexts, SOON_DAYS, sideTexts, standingText } from '../../rulesPlans.ts';
import { filteredItems, itemOf } from './rows.ts';

const ROWS = 10_000;
type Filter = Parsed<typeof exportItems>;
const inWords = (filter: object): string =>
  Object.entries(filter)
    .filter(([, v]) => v !== undefined)
    .map(([k, v]) => `${k}=${v}`)
    .join(' ');
interface Sheet {
  readonly content: Uint8Array;
  readonly rows: number;
  readonly watermark: string;
}
const HEADS = [
  ['年份', 7],
  ['序号', 6],
  ['协议', 34],
  ['事项', 32],
  ['做到什么算完', 44],
  ['牵头', 8],
  ['输出地责任单位', 26],
  ['输入地责任单位', 26],
  ['完成日', 12],
  ['状态', 20],
  ['早晚', 12],
] as const;
const cells = (i: WorkItem): (string | number)[] => [
  i.year,
  i.number,
  disarmed(i.agreement.title),
  disarmed(i.title),
  disarmed(i.outcome),
  sideTexts[i.lead].zh,
  disarmed(i.units.origin.name),
  disarmed(i.units.host.name),
  i.dueDay,
  itemStateTexts[i.state].zh,
  standingText(i.stands).zh,
];

/** Read and written before the request's own transaction. */
export const prepareItems = async ({ services, actor }: Before, filter: Filter): Promise<Sheet> => {
  const today = services.clock.today();
  const rows = await services.store.transact({ role: 'app', settings: actorSettings(actor, today), readOnly: true }, (db) =>
    filteredItems({ db, actor, today }, filter)
      .orderBy('f.dueDay')
      .orderBy('f.itemId')
      .limit(ROWS + 1)
      .execute(),
  );
  if (rows.length > ROWS) throw tooManyItems({ limit: ROWS });
  const mark = newWatermark(actor, services.clock.now());
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('工作要点', {
    views: [{ state: 'frozen', ySplit: 2 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '2:2' },
  });
  sheet.addRow([mark.line]);
  sheet.addRow(HEADS.map(([h]) => h)).font = { bold: true };
  for (const [i, [, width]] of HEADS.entries()) sheet.getColumn(i + 1).width = width;
  for (const row of rows) sheet.addRow(cells(itemOf(row, { actor, today }))).alignment = { wrapText: true, vertical: 'top' };
  const about = book.addWorksheet('口径与来源');
  about.addRows([
    ['截至', today],
    ['筛选', inWords(filter) || '全部'],
    ['件数', rows.length],
    ['早晚', `逾期：过了完成日还没有报办完；${SOON_DAYS} 天内到期算临近。报办完等对方确认的不算逾期`],
  ]);
  about.getColumn(1).width = 10;
  about.getColumn(2).width = 80;
  return { content: new Uint8Array(await book.xlsx.writeBuffer()), rows: rows.length, watermark: mark.code };
};
export const giveItems = async (call: Call, filter: Filter, { content, rows, watermark }: Sheet): Promise<DownloadFile> => {
  const words = inWords(filter);
  await logExport(call.db, call.actor, { what: 'accords.items', rows, filter: words, full: true, watermark, content });
  call.note({ details: { rows, filter: words, watermark } });
  return { name: `工作要点-${call.today}.xlsx`, type: XLSX, content };
};
