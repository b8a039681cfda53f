// The list of trainees as a spreadsheet that opens in WPS and Excel, with room for signatures: what the reader may see, and no more.
import exceljs from 'exceljs';
import { logExport, newWatermark } from '#capabilities/access/server/service.ts';
import type { DownloadFile, Parsed } from '#platform/contract.ts';
import { actorSettings } from '#platform/server/actor.ts';
import { disarmed } from '#platform/server/csv.ts';
import type { Before, Call } from '#platform/server/http.ts';
import { XLSX } from '#platform/server/sheetFile.ts';
import { enrolmentStateTexts, enrolmentWayTexts, type exportTrainees, leaveCodeTexts, tooManyTrainees } from '../../contract.ts';
import { tellTrainees, traineesQuery } from './lists.ts';
import { type Brief, getBrief } from './target.ts';

const ROWS = 2000;
type Asked = Parsed<typeof exportTrainees>;
interface Sheet {
  readonly content: Uint8Array;
  readonly rows: number;
  readonly watermark: string;
  readonly brief: Brief;
}
const HEADS = [
  ['学号', 6],
  ['姓名', 12],
  ['性别', 6],
  ['年龄', 6],
  ['证件号', 22],
  ['电话', 16],
  ['户籍地', 34],
  ['状态', 9],
  ['怎么来的', 11],
  ['报名', 12],
  ['入学', 12],
  ['结束', 12],
  ['原因', 14],
  ['签名', 14],
] as const;
const SEX: Readonly<Record<string, string>> = { '1': '男', '2': '女' };

/** Read and written before the request's own transaction. */
export const prepareSheet = async ({ services, actor }: Before, { id, state }: Asked): Promise<Sheet> => {
  const today = services.clock.today();
  const { brief, rows } = await services.store.transact(
    { role: 'app', settings: actorSettings(actor, today), readOnly: true },
    async (db) => {
      const found = await getBrief({ db, today }, id);
      const { rows: all } = await traineesQuery(id, state).execute(db);
      if (all.length > ROWS) throw tooManyTrainees({ count: all.length, most: ROWS });
      return { brief: found, rows: await tellTrainees({ db, actor, services, today } as Call, found, all) };
    },
  );
  const mark = newWatermark(actor, services.clock.now());
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('学员花名册', {
    views: [{ state: 'frozen', ySplit: 3 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '3:3' },
  });
  sheet.addRow([mark.line]);
  sheet.addRow([disarmed(`${brief.title}　${brief.planFrom} 至 ${brief.planTo}`)]).font = { bold: true, size: 14 };
  sheet.addRow(HEADS.map(([h]) => h)).font = { bold: true };
  for (const [i, [, width]] of HEADS.entries()) sheet.getColumn(i + 1).width = width;
  for (const r of rows) {
    const { worker: w } = r;
    sheet.addRow([
      r.seat ?? '',
      disarmed(w.name),
      SEX[w.sex] ?? '',
      w.age ?? '',
      w.numberMasked ?? '',
      w.phoneMasked ?? '',
      w.home ? `${w.home.county}${w.home.town}${w.home.village}` : '',
      enrolmentStateTexts[r.state].zh,
      enrolmentWayTexts[r.way].zh,
      r.askedOn,
      r.enrolledOn ?? '',
      r.endedOn ?? '',
      r.reasonCode !== null && r.reasonCode !== 'promoted' ? leaveCodeTexts[r.reasonCode].zh : '',
      '',
    ]);
  }
  for (const column of [5, 6]) sheet.getColumn(column).numFmt = '@';
  const about = book.addWorksheet('口径与来源');
  about.addRows([
    ['截至', today],
    ['班', disarmed(brief.title)],
    ['状态', state ? enrolmentStateTexts[state].zh : '全部'],
    ['人数', rows.length],
    ['范围', '只列导出人能看到的学员；证件号和电话是部分隐去的'],
  ]);
  about.getColumn(1).width = 10;
  about.getColumn(2).width = 80;
  return { content: new Uint8Array(await book.xlsx.writeBuffer()), rows: rows.length, watermark: mark.code, brief };
};

/** Written down before it leaves. */
export const exportSheet = async (call: Call, { id, state }: Asked, { content, rows, watermark, brief }: Sheet): Promise<DownloadFile> => {
  await logExport(call.db, call.actor, {
    what: 'training.trainees',
    rows,
    filter: state ? `state=${state}` : '',
    full: false,
    areaCode: brief.originCode,
    watermark,
    content,
  });
  call.note({ area: brief.originCode, subject: { kind: 'class', id }, details: { rows, watermark } });
  return { name: `学员花名册-${call.today}.xlsx`, type: XLSX, content };
};
