// Completion as a spreadsheet that opens in WPS and Excel: what the page shows, with its day and instant.
import exceljs from 'exceljs';
import type { z } from 'zod';
import { logExport, newWatermark } from '#capabilities/access/server/service.ts';
import type { DownloadFile } from '#platform/contract.ts';
import { disarmed } from '#platform/server/csv.ts';
import type { Before, Call } from '#platform/server/http.ts';
import { XLSX } from '#platform/server/sheetFile.ts';
import type { exportCompletion } from '../../contractCompletion.ts';
import { completion, outText, passed, shareOf, standingTexts } from '../../rulesCompletion.ts';
import { theirsOf } from '../question.ts';
import { completionAsk, completionOf, visibleRows } from './completion.ts';

const LEVELS = { province: '省级', prefecture: '地市级', county: '县级' } as const;
type In = z.output<(typeof exportCompletion)['input']>;
interface Sheet {
  readonly content: Uint8Array;
  readonly rows: number;
  readonly watermark: string;
  readonly said: string;
}

export const prepareCompletionSheet = async ({ services, actor }: Before, input: In): Promise<Sheet> => {
  const ask = await completionAsk(services, input);
  const told = await completionOf(services.store, ask, { account: actor.accountId, stale: () => undefined });
  const rows = visibleRows(actor, await theirsOf(services, actor, ask.asOf), told.rows);
  const time = passed(ask.year, ask.asOf);
  const mark = newWatermark(actor, services.clock.now());
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('目标完成', {
    views: [{ state: 'frozen', ySplit: 2 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToHeight: 0 },
  });
  sheet.addRow([mark.line]);
  const heads = [
    ...([
      ['层级', 8],
      ['输出地', 28],
      ['输入地', 28],
      ['指标', 7],
      ['指标名称', 34],
      ['完成（人）', 11],
      ['已上报（人）', 11],
    ] as const),
    ...([
      ['目标（人）', 11],
      ['完成率', 9],
      ['还差（人）', 10],
      ['状态', 22],
      ['名次', 8],
      ['共几份', 8],
    ] as const),
    ...([
      ['封账月份', 10],
      ['封账时完成（人）', 15],
      ['封账时目标（人）', 15],
    ] as const),
  ];
  sheet.addRow(heads.map(([h]) => h)).font = { bold: true };
  for (const [i, [, width]] of heads.entries()) sheet.getColumn(i + 1).width = width;
  let n = 0;
  for (const row of rows)
    for (const t of row.targets) {
      n++;
      sheet.addRow([
        LEVELS[row.level],
        disarmed(row.originName.zh),
        disarmed(row.hostName.zh),
        t.indicator,
        t.name.zh,
        t.persons,
        t.reported ?? t.persons,
        t.target,
        shareOf(t.persons, t.target),
        t.gap,
        row.out ? outText(row.out).zh : standingTexts[t.standing].zh,
        t.place?.place ?? '',
        t.place?.of ?? '',
        t.frozen?.month ?? '',
        t.frozen?.persons ?? '',
        t.frozen?.target ?? '',
      ]);
    }
  for (const c of [6, 7, 8, 10, 15, 16]) sheet.getColumn(c).numFmt = '#,##0';
  sheet.getColumn(9).numFmt = '0.0%';
  const without = rows.filter((r) => r.targets.length === 0);
  const about = book.addWorksheet('口径与来源');
  about.addRows([
    ['年度', ask.year],
    ['截至', ask.asOf],
    ['人数按何时所知', told.knownAt ?? '没有目标，没有统计'],
    ['目标按何时所知', told.targetsAt],
    ['完成率', '截去小数点后第二位，不四舍五入'],
    ['时间进度', `${time.days} / ${time.of} 天`],
    ['口径', completion.words.zh],
    ['名次', '同一层级、同一输出省份的协议里，按完成率从高到低；并列的同名次；提前结束的、签字作废的不排'],
    ['没有目标的', `${without.length} 份，不排名`],
    ['在册不等于证据', '“完成”按指标定义的证据等级；“已上报”把名单、自报也算上'],
  ]);
  about.getColumn(1).width = 16;
  about.getColumn(2).width = 90;
  return { content: new Uint8Array(await book.xlsx.writeBuffer()), rows: n, watermark: mark.code, said: `${ask.year} 截至 ${ask.asOf}` };
};
export const takeCompletionSheet = async (call: Call, _input: In, { content, rows, watermark, said }: Sheet): Promise<DownloadFile> => {
  await logExport(call.db, call.actor, { what: 'indicators.completion', rows, filter: said, full: false, watermark, content });
  call.note({ details: { rows, said, watermark } });
  return { name: `目标完成-${said.replaceAll(' ', '-')}.xlsx`, type: XLSX, content };
};
