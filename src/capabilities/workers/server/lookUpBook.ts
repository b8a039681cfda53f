// The answer of a batch look-up as a sheet, a row for each line that was asked.
import type { z } from 'zod';
import type { Watermark } from '#capabilities/access/server/service.ts';
import type { Actor } from '#platform/server/actor.ts';
import type { Services } from '#platform/server/services.ts';
import type { lookUpWorkers } from '../contractList.ts';
import type { WorkerRow } from '../contractShapes.ts';
import { type Cell, COLUMNS } from '../rulesExport.ts';
import { type BookColumn, newBook } from './exportBook.ts';

type Answer = z.input<(typeof lookUpWorkers)['output']>;
type Row = Answer['items'][number];

const TOLD = [
  '姓名',
  '性别',
  '年龄',
  '证件号',
  '县（市、区）',
  '乡镇',
  '村',
  '脱贫户',
  '监测对象',
  '农村低收入',
  '就业',
  '务工地',
  '核验到',
];
const told = COLUMNS.filter((c) => TOLD.includes(c.header));
const columns: readonly BookColumn[] = [
  { header: '行号', width: 6 },
  { header: '所查', width: 34, text: true },
  { header: '结果', width: 12 },
  ...told,
  { header: '说明', width: 60, text: true },
];

const status = (r: Row): string => (r.total === 1 ? '查到' : r.total > 1 ? `${r.total} 人` : r.understood === null ? '看不懂' : '没有查到');

/** Several people in one row: who and where, so that the clerk knows whom to ask about. */
const whoAndWhere = (w: WorkerRow): string => {
  const where = w.home ? w.home.village || w.home.town || w.home.county : '';
  return [w.name, ...(w.age === null ? [] : [`${w.age} 岁`]), ...(where ? [where] : []), ...(w.numberMasked ? [w.numberMasked] : [])].join(
    ' ',
  );
};

export const lookUpBook = (
  answer: Answer,
  {
    services,
    actor,
    today,
    mark,
  }: { readonly services: Services; readonly actor: Actor; readonly today: string; readonly mark: Watermark },
): Promise<Buffer> => {
  const book = newBook({ sheet: '批量查人', mark: mark.line, demonstration: services.config.demonstration, columns });
  for (const r of answer.items) {
    const [only] = r.total === 1 ? r.found : [];
    const cells: Cell[] = only ? told.map((c) => c.value(only)) : told.map(() => '');
    const several = r.total > 1 ? r.found.map(whoAndWhere).join('；') : '';
    book.add([r.line, r.asked, status(r), ...cells, [r.note?.zh ?? '', several].filter((x) => x !== '').join('：')]);
  }
  return book.finish([
    ['导出人', `${actor.name}（${actor.login}）`],
    ['截至', `${today}（业务日期）；按当天的档案`],
    ['行数', `${answer.asked}，查到 ${answer.matched}，多人 ${answer.several}，没有查到 ${answer.none}`],
    ['没有查到', '没有建档，或者不在您能看到的范围'],
    ['遮蔽', '证件号只留前六位和后四位'],
    ['水印', mark.code],
    ['保管', '含个人信息，用完删除。每次导出都有记录'],
  ]);
};
