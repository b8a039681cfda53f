// Targets of a year as a spreadsheet that opens in WPS and Excel: what is in force, how it came about, what waits.
import exceljs from 'exceljs';
import { logExport, newWatermark } from '#capabilities/access/server/service.ts';
import type { DownloadFile, Parsed } from '#platform/contract.ts';
import { actorSettings } from '#platform/server/actor.ts';
import { disarmed } from '#platform/server/csv.ts';
import type { Before, Call } from '#platform/server/http.ts';
import { XLSX } from '#platform/server/sheetFile.ts';
import { type exportTargets, proposalStateTexts } from '../../contractTargets.ts';
import { maySee } from '../../rules.ts';
import { dayOfTargets, targetInForce, targetKindOf } from '../../rulesTargets.ts';
import { agreementsKnown, partyNames } from './agreements.ts';
import { targetsKnown } from './known.ts';
import { readProposals } from './tell.ts';

const LEVELS = { province: '省级', prefecture: '地市级', county: '县级' } as const;
type Asked = Parsed<typeof exportTargets>;
interface Sheet {
  readonly content: Uint8Array;
  readonly rows: number;
  readonly watermark: string;
}

/** Made before the request's own transaction. */
export const prepareTargetSheet = async ({ services, actor }: Before, { year }: Asked): Promise<Sheet> => {
  const today = services.clock.today();
  const day = dayOfTargets(year, today);
  const { agreements, targets, proposals } = await services.store.transact(
    { role: 'app', settings: actorSettings(actor, today), readOnly: true },
    async (db) => ({
      agreements: (await agreementsKnown(db, { day: today, k: null })).filter((a) => maySee(actor.grants, a, a.signedOnce)),
      targets: await targetsKnown(db, year, null),
      proposals: await readProposals(db, year),
    }),
  );
  const of = new Map(agreements.map((a) => [a.id, a]));
  const mark = newWatermark(actor, services.clock.now());
  const book = new exceljs.Workbook();
  const list = (name: string, heads: readonly (readonly [string, number])[]) => {
    const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 2 }] });
    sheet.addRow([mark.line]);
    sheet.addRow(heads.map(([h]) => h)).font = { bold: true };
    for (const [i, [, width]] of heads.entries()) sheet.getColumn(i + 1).width = width;
    return sheet;
  };
  const party = (id: string): readonly string[] => {
    const a = of.get(id);
    if (!a) return ['', '', ''];
    const { originName, hostName } = partyNames(a);
    return [LEVELS[a.level], disarmed(originName.zh), disarmed(hostName.zh)];
  };
  const indicator = (id: string): readonly string[] => [id, targetKindOf(id)?.name.zh ?? id];
  const now = list(`${year}年目标`, [
    ['层级', 8],
    ['输出地', 28],
    ['输入地', 28],
    ['指标', 8],
    ['指标名称', 34],
    ['目标（人）', 12],
    ['自', 12],
  ]);
  const groups = Map.groupBy(targets, (t) => `${t.agreementId} ${t.indicator}`);
  let rows = 0;
  for (const group of groups.values()) {
    const standing = targetInForce(group, day);
    if (!standing || !of.has(standing.agreementId)) continue;
    rows++;
    now.addRow([...party(standing.agreementId), ...indicator(standing.indicator), standing.persons, standing.fromDay]);
  }
  const past = list('提议与调整', [
    ...([
      ['层级', 8],
      ['输出地', 28],
      ['输入地', 28],
      ['指标', 8],
      ['指标名称', 34],
      ['原目标', 10],
      ['新目标', 10],
      ['自', 12],
    ] as const),
    ...([
      ['提出方', 10],
      ['提出人', 12],
      ['提出日', 12],
      ['事由', 36],
      ['结果', 12],
      ['答复人', 12],
      ['答复日', 12],
      ['说明', 30],
    ] as const),
  ]);
  for (const p of proposals.filter((x) => of.has(x.agreementId)))
    past.addRow([
      ...party(p.agreementId),
      ...indicator(p.indicator),
      p.before ?? '',
      p.persons,
      p.fromDay,
      p.side === 'origin' ? '输出地' : '输入地',
      disarmed(p.proposedName),
      p.proposedOn,
      disarmed(p.reason),
      proposalStateTexts[p.state].zh,
      disarmed(p.decidedName),
      p.decidedOn ?? '',
      disarmed(p.answer),
    ]);
  for (const sheet of [now, past]) for (const column of [6, 7]) sheet.getColumn(column).numFmt = '#,##0';
  const about = book.addWorksheet('口径与来源');
  about.addRows([
    ['年度', year],
    ['目标按哪一天', day],
    ['说明', '一方提出、另一方批准后才生效；批准之前旧目标有效。调整不覆盖旧目标，两份都在“提议与调整”里'],
    ['完成情况', '看“目标完成”页；那里的数能点开到人'],
  ]);
  about.getColumn(1).width = 14;
  about.getColumn(2).width = 80;
  return { content: new Uint8Array(await book.xlsx.writeBuffer()), rows, watermark: mark.code };
};

/** Written down before it leaves. */
export const exportTargetSheet = async (call: Call, { year }: Asked, { content, rows, watermark }: Sheet): Promise<DownloadFile> => {
  await logExport(call.db, call.actor, { what: 'accords.targets', rows, filter: `year=${year}`, full: true, watermark, content });
  call.note({ details: { year, rows, watermark } });
  return { name: `协议目标-${year}.xlsx`, type: XLSX, content };
};
