// The list as a spreadsheet that opens in WPS and Excel: codes as text, the head frozen, a second sheet that says what it is.
import exceljs from 'exceljs';
import { logExport, newWatermark } from '#capabilities/access/server/service.ts';
import type { DownloadFile, Parsed } from '#platform/contract.ts';
import { actorSettings } from '#platform/server/actor.ts';
import { disarmed } from '#platform/server/csv.ts';
import type { Before, Call } from '#platform/server/http.ts';
import { XLSX } from '#platform/server/sheetFile.ts';
import { findIndustryDivision, findIndustrySection } from '#standards/industries/industries.ts';
import {
  type exportOrganisations,
  INCIDENTS,
  organisationKindTexts,
  organisationStateTexts,
  sizeClassTexts,
  stationLevelTexts,
  tooManyRows,
} from '../contract.ts';
import { refuseHidden, rowOf, rowsOf } from './lists.ts';

/** More than this is not opened by the machines it is for. */
const ROWS = 50_000;

/** The filter in words for the export log. */
const inWords = (filter: object): string =>
  Object.entries(filter)
    .filter(([, v]) => v !== undefined)
    .map(([k, v]) => `${k}=${v}`)
    .join(' ');

type Filter = Parsed<typeof exportOrganisations>;
interface Sheet {
  readonly content: Uint8Array;
  readonly rows: number;
  readonly watermark: string;
}

/** Read and written before the request's own transaction: a workbook of so many rows takes longer than a transaction should stay open. */
export const prepareSheet = async ({ services, actor }: Before, filter: Filter): Promise<Sheet> => {
  refuseHidden({ actor }, filter);
  const today = services.clock.today();
  const incidents = actor.permissions.has(INCIDENTS);
  const rows = await services.store.transact({ role: 'app', settings: actorSettings(actor, today), readOnly: true }, (db) =>
    rowsOf(db, filter, incidents)
      .orderBy('f.pinyin')
      .orderBy('f.organisationId')
      .limit(ROWS + 1)
      .execute(),
  );
  if (rows.length > ROWS) throw tooManyRows({ limit: ROWS });
  const mark = newWatermark(actor, services.clock.now());
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('机构名册', { views: [{ state: 'frozen', ySplit: 2 }] });
  sheet.addRow([mark.line]);
  const heads = [
    ['名称', 34],
    ['类别', 20],
    ['统一社会信用代码', 22],
    ['所在地代码', 15],
    ['所在地', 26],
    ['行业', 24],
    ['规模', 8],
    ['站的层级', 12],
    ['状态', 8],
    ['停业日期', 12],
    ...(incidents ? ([['未了结事件', 11]] as const) : []),
  ] as const;
  sheet.addRow(heads.map(([h]) => h)).font = { bold: true };
  for (const [i, [, width]] of heads.entries()) sheet.getColumn(i + 1).width = width;
  for (const row of rows) {
    const r = rowOf(row);
    const industry = findIndustryDivision(r.industry)?.name ?? findIndustrySection(r.industry)?.name;
    sheet.addRow([
      disarmed(r.name),
      r.kinds.map((k) => organisationKindTexts[k].zh).join('、'),
      r.uscc ?? '',
      r.placeCode,
      r.place.zh,
      industry ? `${r.industry} ${industry.zh}` : '',
      r.sizeClass ? sizeClassTexts[r.sizeClass].zh : '',
      r.stationLevel ? stationLevelTexts[r.stationLevel].zh : '',
      organisationStateTexts[r.state].zh,
      r.closedOn ?? '',
      ...(incidents ? [r.openIncidents ?? 0] : []),
    ]);
  }
  for (const column of [3, 4]) sheet.getColumn(column).numFmt = '@';
  const about = book.addWorksheet('口径与来源');
  about.addRows([
    ['截至', today],
    ['筛选', inWords(filter) || '全部'],
    ['说明', '合并过的机构只列一行；规模是登记时所写的出处说的，不是本系统判定'],
    ['行业', 'GB/T 4754 门类或大类'],
  ]);
  about.getColumn(1).width = 10;
  about.getColumn(2).width = 80;
  return { content: new Uint8Array(await book.xlsx.writeBuffer()), rows: rows.length, watermark: mark.code };
};

/** Written down before it leaves. */
export const exportSheet = async (call: Call, filter: Filter, { content, rows, watermark }: Sheet): Promise<DownloadFile> => {
  const words = inWords(filter);
  await logExport(call.db, call.actor, { what: 'organisations.list', rows, filter: words, full: true, watermark, content });
  call.note({ details: { rows, filter: words, watermark } });
  return { name: `机构名册-${call.today}.xlsx`, type: XLSX, content };
};
