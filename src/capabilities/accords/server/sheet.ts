// The list as a spreadsheet that opens in WPS and Excel: codes as text, the head frozen, a second sheet that says what it is.
import exceljs from 'exceljs';
import { logExport, newWatermark } from '#capabilities/access/server/service.ts';
import type { DownloadFile, Parsed } from '#platform/contract.ts';
import { actorSettings } from '#platform/server/actor.ts';
import { disarmed } from '#platform/server/csv.ts';
import type { Before, Call } from '#platform/server/http.ts';
import { XLSX } from '#platform/server/sheetFile.ts';
import { agreementLevelTexts, agreementProgrammeTexts, agreementStateTexts, type exportAgreements, tooManyRows } from '../contract.ts';
import { narrowed } from './lists.ts';
import { seenAgreements } from './queries.ts';
import { rowOf } from './read.ts';

/** More than this is not opened by the machines it is for. */
const ROWS = 20_000;
type Filter = Parsed<typeof exportAgreements>;
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
  ['层级', 9],
  ['协议名称', 44],
  ['文号', 22],
  ['输出地代码', 15],
  ['输出地', 26],
  ['输入地代码', 15],
  ['输入地', 26],
  ['开始', 12],
  ['结束', 12],
  ['实际最后一天', 13],
  ['状态', 12],
  ['输出地签字', 12],
  ['输入地签字', 12],
  ['涉及的工程', 28],
] as const;

/** Read and written before the request's own transaction. */
export const prepareSheet = async ({ services, actor }: Before, { asOf, ...given }: Filter): Promise<Sheet> => {
  const today = services.clock.today();
  const day = asOf ?? today;
  const filter = narrowed(given);
  const rows = await services.store.transact({ role: 'app', settings: actorSettings(actor, today), readOnly: true }, (db) =>
    seenAgreements(db, actor, day, filter)
      .orderBy('a.level', 'desc')
      .orderBy('a.originCode')
      .orderBy('a.hostCode')
      .orderBy('a.validFrom')
      .orderBy('a.id')
      .limit(ROWS + 1)
      .execute(),
  );
  if (rows.length > ROWS) throw tooManyRows({ rows: rows.length, limit: ROWS });
  const mark = newWatermark(actor, services.clock.now());
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('协作协议', {
    views: [{ state: 'frozen', ySplit: 2 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '2:2' },
  });
  sheet.addRow([mark.line]);
  sheet.addRow(HEADS.map(([h]) => h)).font = { bold: true };
  for (const [i, [, width]] of HEADS.entries()) sheet.getColumn(i + 1).width = width;
  for (const row of rows) {
    const r = rowOf(row, actor);
    sheet.addRow([
      agreementLevelTexts[r.level].zh,
      disarmed(r.title),
      disarmed(r.documentNumber),
      r.originCode,
      r.origin.zh,
      r.hostCode,
      r.host.zh,
      r.validFrom,
      r.validTo,
      r.lastDay,
      agreementStateTexts[r.state].zh,
      r.originSigned ?? '',
      r.hostSigned ?? '',
      r.programmes.map((p) => agreementProgrammeTexts[p].zh).join('、'),
    ]);
  }
  for (const column of [4, 6]) sheet.getColumn(column).numFmt = '@';
  const about = book.addWorksheet('口径与来源');
  about.addRows([
    ['截至', day],
    ['筛选', inWords(given) || '全部'],
    ['份数', rows.length],
    ['状态', '生效中：双方都已签字，并且在协议期间内；只数截至日（含）以前的签字'],
    ['范围', '只列导出人能看到的：辖区是一方或包含一方的全部，辖区在一方之内的只列双方已签的'],
  ]);
  about.getColumn(1).width = 10;
  about.getColumn(2).width = 80;
  return { content: new Uint8Array(await book.xlsx.writeBuffer()), rows: rows.length, watermark: mark.code };
};

/** Written down before it leaves. */
export const exportSheet = async (call: Call, filter: Filter, { content, rows, watermark }: Sheet): Promise<DownloadFile> => {
  const words = inWords(filter);
  await logExport(call.db, call.actor, { what: 'accords.list', rows, filter: words, full: true, watermark, content });
  call.note({ details: { rows, filter: words, watermark } });
  return { name: `协作协议-${filter.asOf ?? call.today}.xlsx`, type: XLSX, content };
};
