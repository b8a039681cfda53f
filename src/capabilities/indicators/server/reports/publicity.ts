// 公示名单: the list behind a cell as it may be posted up: masked names, homes as far as the rule says, no numbers. Only of people whom the asker sees.
import exceljs from 'exceljs';
import { sql } from 'kysely';
import type { z } from 'zod';
import { logExport, newWatermark } from '#capabilities/access/server/service.ts';
import { areaText } from '#capabilities/regions/server/service.ts';
import type { PersonCard } from '#capabilities/rosters/server/service.ts';
import { deskCards } from '#capabilities/workers/server/service.ts';
import { disarmed } from '#platform/server/csv.ts';
import { type Before, type Call, handleFile, type Route } from '#platform/server/http.ts';
import { XLSX } from '#platform/server/sheetFile.ts';
import { notYourCell } from '../../contractProblems.ts';
import { publicityNobody, publicityNotRates, publicityTooMany, publicityUntil } from '../../contractReportProblems.ts';
import { takePublicityList } from '../../contractReports.ts';
import { baseOf } from '../../rulesDefinitions.ts';
import { LEVELS } from '../../rulesDimensions.ts';
import { publicName } from '../../rulesPublicity.ts';
import * as q from '../question.ts';
import { overRuns, type Run, runOf } from '../runs.ts';
import { DEMONSTRATION, instantWords } from './drawFiles.ts';

type In = z.output<typeof takePublicityList.input>;
/** ○ A list that is posted up is read on one wall; more is published town by town. */
const MOST = 2000;
/** Cards of so many people are read at once. */
const PAGE = 500;
interface Person {
  readonly id: string;
  readonly origin: string;
}
interface Prepared {
  readonly knownAt: string;
  readonly people: readonly Person[];
}

const prepare = async ({ services, actor }: Before, input: In): Promise<Prepared> => {
  const figure = q.getFigure(input.figure);
  const today = services.clock.today();
  if (baseOf(figure).base.kind === 'retention') throw publicityNotRates();
  if (input.until < today) throw publicityUntil({ until: input.until, today });
  const asOf = q.checkDays(input, today);
  const filters = q.checkWhere(figure, input.where);
  if (!q.mayReadTotal(actor, input.where)) throw notYourCell(q.areaWords(actor));
  q.checkHomes(actor, input.where);
  const knownAt = await q.checkInstant(services, input.knownAt);
  const find = async (): Promise<readonly [Run]> => [
    await runOf(services.store, baseOf(figure).base, q.runAsk(figure, input, asOf, knownAt, ...(input.reported ? [6 as const] : [])), {
      account: actor.accountId,
    }),
  ];
  return overRuns(services.store, find, async (db, [run]) => {
    const { rows } = await sql<Person>`select m.worker_id as id, m.origin from figure_member m
      where m.run_id = ${run.id}::uuid and ${q.conditionsOn(figure, filters)} order by m.worker_id limit ${MOST + 1}`.execute(db);
    if (rows.length > MOST) {
      const { rows: n } = await sql<{ n: number }>`select count(*)::int as n from figure_member m
        where m.run_id = ${run.id}::uuid and ${q.conditionsOn(figure, filters)}`.execute(db);
      throw publicityTooMany({ n: n[0]!.n, limit: MOST });
    }
    return { knownAt: run.knownAt, people: rows };
  });
};

/** As far as the rule says, and no further than the asker may see of this very person: a card from a place of work ends with the county. */
const homeShown = ({ origin }: Person, card: PersonCard, level: In['home']): string =>
  level === 'none' || card.homeCode === '' || origin.length !== 12 ? '' : card.homeCode.slice(0, LEVELS[level]).padEnd(12, '0');

const list = async (call: Call, input: In, { people, knownAt }: Prepared) => {
  const figure = q.getFigure(input.figure);
  const cards = new Map<string, PersonCard>();
  for (let i = 0; i < people.length; i += PAGE) {
    const page = await deskCards(
      call,
      people.slice(i, i + PAGE).map((p) => p.id),
    );
    for (const [id, card] of page) cards.set(id, card);
  }
  // in the order of what stands on the list: in that of the village it would tell who come from the same one
  const seen = people
    .flatMap((p) => {
      const card = cards.get(p.id);
      return card ? [{ name: publicName(card.name), home: homeShown(p, card, input.home) }] : [];
    })
    .sort((a, b) => (a.home < b.home ? -1 : a.home > b.home ? 1 : 0));
  if (seen.length === 0) throw publicityNobody();
  const hidden = people.length - seen.length;
  const mark = newWatermark(call.actor, call.services.clock.now());
  const content = await sheet({
    input,
    today: call.today,
    mark: mark.line,
    demonstration: call.services.config.demonstration,
    rows: seen.map((p, i) => [i + 1, p.name, ...(input.home === 'none' ? [] : [p.home ? areaText(p.home).zh : '未知'])]),
    hidden,
    what: `${figure.name.zh}，${input.from} 至 ${input.to}，按 ${instantWords(knownAt)} 所知（第 ${figure.version} 版口径）`,
  });
  const area = input.where.origin?.[0] ?? input.where.host?.[0] ?? call.actor.grants[0]?.areaCode ?? '';
  call.note({
    area,
    details: {
      figure: input.figure,
      from: input.from,
      to: input.to,
      where: input.where,
      basis: input.basis,
      until: input.until,
      rows: seen.length,
    },
  });
  await logExport(call.db, call.actor, {
    what: 'indicators.publicity',
    rows: seen.length,
    filter: `${input.title}；依据 ${input.basis}；公示到 ${input.until}；${input.figure} ${input.from} 至 ${input.to}`,
    full: false,
    areaCode: area.length === 12 ? area : '',
    watermark: mark.code,
    content,
  });
  return { name: `公示名单-${input.title.replace(/[\\/:*?"<>|\s]+/g, '-')}-${call.today}.xlsx`, type: XLSX, content };
};

const sheet = async (of: {
  readonly input: In;
  readonly today: string;
  readonly mark: string;
  readonly demonstration: boolean;
  readonly rows: readonly (readonly (string | number)[])[];
  readonly hidden: number;
  readonly what: string;
}): Promise<Buffer> => {
  const { input } = of;
  const heads = ['序号', '姓名', ...(input.home === 'none' ? [] : ['户籍地'])];
  const book = new exceljs.Workbook();
  book.creator = '稳岗 Wengang';
  const page = book.addWorksheet('公示名单', {
    views: [{ state: 'frozen', ySplit: 4, showGridLines: false }],
    headerFooter: { oddFooter: `&L&8${of.mark.replaceAll('&', '')}&R&8第 &P 页，共 &N 页` },
    pageSetup: { paperSize: 9, orientation: 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '1:4' },
  });
  page.columns = [{ width: 8 }, { width: 20, style: { numFmt: '@' } }, { width: 54, style: { numFmt: '@' } }];
  const across = (row: number, text: string, font: Partial<exceljs.Font> = {}, horizontal: 'left' | 'center' = 'left') => {
    page.mergeCells(row, 1, row, 3);
    const cell = page.getCell(row, 1);
    cell.value = disarmed(text);
    cell.font = font;
    cell.numFmt = '@';
    cell.alignment = { horizontal, wrapText: true, vertical: 'middle' };
  };
  across(1, `${input.title}（公示）`, { name: '宋体', size: 18, bold: true }, 'center');
  page.getRow(1).height = 34;
  across(
    2,
    `${of.demonstration ? `${DEMONSTRATION.zh}。` : ''}本表用于公示，公示到 ${input.until} 为止，到期请撤下并销毁。依据：${input.basis}`,
    { size: 10 },
  );
  page.getRow(2).height = 30;
  across(3, `公示期内有异议的，请向公示单位反映${input.contact ? `，监督电话 ${input.contact}` : ''}。`, { size: 10 });
  const head = page.getRow(4);
  heads.forEach((h, i) => {
    head.getCell(i + 1).value = h;
    head.getCell(i + 1).font = { bold: true };
    head.getCell(i + 1).border = { top: { style: 'medium' }, bottom: { style: 'thin' } };
  });
  for (const row of of.rows) {
    const made = page.addRow(row.map((c) => (typeof c === 'string' ? disarmed(c) : c)));
    for (let i = 1; i <= heads.length; i++) made.getCell(i).border = { bottom: { style: 'hair' } };
  }
  const after = 4 + of.rows.length;
  across(
    after + 1,
    `共 ${of.rows.length} 人。姓名只留首尾字，不列证件号和电话。${of.hidden ? `另有 ${of.hidden} 人计入这个数，但不在导出人的查看范围，没有列出。` : ''}`,
    { size: 10 },
  );
  page.getRow(after + 1).height = 30;
  across(after + 3, `公示单位（盖章）：　　　　　　　　　　　　　　${of.today}`);
  page.getRow(after + 3).height = 60;
  const about = book.addWorksheet('口径与来源');
  about.columns = [{ width: 16 }, { width: 90, style: { numFmt: '@', alignment: { wrapText: true, vertical: 'top' } } }];
  for (const [a, b] of [
    ['名单', of.what],
    ['依据', input.basis],
    ['公示到', input.until],
    ['导出', of.mark],
    ['保管', '公示用的名单；到期撤下并销毁。每次导出都有记录'],
  ] as const)
    about.addRow([a, disarmed(b)]);
  return Buffer.from(await book.xlsx.writeBuffer());
};

export const publicityRoute: Route = handleFile(takePublicityList, prepare, list);
