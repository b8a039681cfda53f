// The list as a spreadsheet that opens in WPS and Excel: codes as text, the head frozen, a second sheet that says what it is.
import exceljs from 'exceljs';
import { logExport, newWatermark } from '#capabilities/access/server/service.ts';
import type { DownloadFile, Parsed } from '#platform/contract.ts';
import { actorSettings } from '#platform/server/actor.ts';
import { disarmed } from '#platform/server/csv.ts';
import type { Before, Call } from '#platform/server/http.ts';
import { XLSX } from '#platform/server/sheetFile.ts';
import { classModeTexts, classStateTexts, type exportClasses, orderKindTexts, tooManyRows } from '../../contract.ts';
import { programmeTexts } from '../../rules.ts';
import { narrowed } from './lists.ts';
import { seenClasses } from './queries.ts';
import { rowsOf } from './rows.ts';

/** More than this is not opened by the machines it is for. */
const ROWS = 20_000;
type Filter = Parsed<typeof exportClasses>;
interface Sheet {
  readonly content: Uint8Array;
  readonly rows: number;
  readonly watermark: string;
}
const inWords = (filter: object): string =>
  Object.entries(filter)
    .filter(([, v]) => v !== undefined)
    .map(([k, v]) => `${k}=${v}`)
    .join(' ');

const HEADS = [
  ['班名', 40],
  ['工程', 18],
  ['办班方式', 18],
  ['订单班', 10],
  ['状态', 10],
  ['状态日期', 12],
  ['培训机构', 34],
  ['用人单位', 34],
  ['授课地代码', 15],
  ['授课地', 26],
  ['来源地代码', 15],
  ['来源地', 22],
  ['输入地代码', 15],
  ['输入地', 22],
  ['开始', 12],
  ['结束', 12],
  ['报名截止', 12],
  ['计划人数', 10],
  ['培训标准', 30],
] as const;

/** Read and written before the request's own transaction. */
export const prepareSheet = async ({ services, actor }: Before, { asOf, ...given }: Filter): Promise<Sheet> => {
  const today = services.clock.today();
  const day = asOf ?? today;
  const filter = narrowed(given);
  const rows = await services.store.transact({ role: 'app', settings: actorSettings(actor, today), readOnly: true }, async (db) => {
    const found = await seenClasses(db, actor, day, filter, today)
      .orderBy('a.planFrom', 'desc')
      .orderBy('a.id', 'desc')
      .limit(ROWS + 1)
      .execute();
    if (found.length > ROWS) throw tooManyRows({ count: found.length, most: ROWS });
    return rowsOf(db, found);
  });
  const mark = newWatermark(actor, services.clock.now());
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('培训班', {
    views: [{ state: 'frozen', ySplit: 2 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '2:2' },
  });
  sheet.addRow([mark.line]);
  sheet.addRow(HEADS.map(([h]) => h)).font = { bold: true };
  for (const [i, [, width]] of HEADS.entries()) sheet.getColumn(i + 1).width = width;
  for (const r of rows)
    sheet.addRow([
      disarmed(r.title),
      programmeTexts[r.programme].zh,
      classModeTexts[r.mode].zh,
      r.orderKind === null ? '' : orderKindTexts[r.orderKind].zh,
      classStateTexts[r.state].zh,
      r.since,
      disarmed(r.school.name),
      disarmed(r.employer?.name ?? ''),
      r.place.code,
      r.place.name.zh,
      r.origin.code,
      r.origin.name.zh,
      r.host?.code ?? '',
      r.host?.name.zh ?? '',
      r.planFrom,
      r.planTo,
      r.enrolUntil,
      r.seats,
      r.version ? disarmed(`${r.version.title} ${r.version.label}`) : '',
    ]);
  for (const column of [9, 11, 13]) sheet.getColumn(column).numFmt = '@';
  const about = book.addWorksheet('口径与来源');
  about.addRows([
    ['截至', day],
    ['筛选', inWords(given) || '全部'],
    ['班数', rows.length],
    ['状态', '截至日（含）以前进到的最后一步；开始、结束、人数是计划数'],
    ['范围', '只列导出人能看到的：本单位承办或订单的班，以及授课地、来源地、输入地在辖区内或包含辖区的班'],
  ]);
  about.getColumn(1).width = 10;
  about.getColumn(2).width = 80;
  return { content: new Uint8Array(await book.xlsx.writeBuffer()), rows: rows.length, watermark: mark.code };
};

/** Written down before it leaves. */
export const exportSheet = async (call: Call, filter: Filter, { content, rows, watermark }: Sheet): Promise<DownloadFile> => {
  const words = inWords(filter);
  await logExport(call.db, call.actor, { what: 'training.classes', rows, filter: words, full: true, watermark, content });
  call.note({ details: { rows, filter: words, watermark } });
  return { name: `培训班-${filter.asOf ?? call.today}.xlsx`, type: XLSX, content };
};
