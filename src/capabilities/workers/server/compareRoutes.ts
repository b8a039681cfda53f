// Comparisons as endpoints: begun, read, exported. Rows are told under the reader's rights of this moment.
import { sql } from 'kysely';
import { logExport, newWatermark } from '#capabilities/access/server/service.ts';
import { detectSheet } from '#capabilities/rosters/server/service.ts';
import { notFound } from '#platform/problem.ts';
import { type FilePurpose, findReadable, keepFile } from '#platform/server/files.ts';
import { type Call, handle, type Route } from '#platform/server/http.ts';
import { startJob } from '#platform/server/jobs.ts';
import { newId } from '#platform/server/newId.ts';
import { pageOf } from '#platform/server/paging.ts';
import { XLSX } from '#platform/server/sheetFile.ts';
import type { Text } from '#standards/text.ts';
import {
  COMPARE_FILE,
  COMPARE_LIMIT,
  type CompareTab,
  type Comparison,
  compareFileMissing,
  compareTabTexts,
  exportComparison,
  listComparison,
  readComparison,
  startCompare,
} from '../contractCompare.ts';
import { filterNotAllowed } from '../contractList.ts';
import { unknownPlace } from '../contractShapes.ts';
import { forbiddenFilters } from '../rules.ts';
import { COLUMNS } from '../rulesExport.ts';
import { compareJob } from './compareJob.ts';
import { newBook } from './exportBook.ts';
import { sightOn } from './list.ts';
import { isDivision, placeName } from './places.ts';
import { rowsOf } from './rows.ts';

interface Row {
  readonly seq: number;
  readonly tab: CompareTab;
  readonly foundId: string | null;
  readonly toldSealed: Buffer;
}

/** Comparisons of before rows were told lack both of them. */
interface Told {
  readonly shown: string | null;
  readonly note: Text | null;
  readonly row?: number | null;
  readonly sheet?: string | null;
}

const getComparison = async (call: Call, id: string): Promise<Comparison> => {
  const row = await call.db.selectFrom('comparison').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  const filters = row.filters as Comparison['filters'];
  return {
    id: row.id,
    state: row.state,
    filters,
    areaName: filters.area ? placeName(filters.area) : '',
    counts: row.state === 'done' ? (row.counts as NonNullable<Comparison['counts']>) : null,
    problem: row.problem as Comparison['problem'],
    jobId: row.jobId,
  };
};

const tell = async (call: Call, rows: readonly Row[]) => {
  const { db, actor, today, services } = call;
  const ids = [...new Set(rows.flatMap((r) => r.foundId ?? []))];
  const workers = new Map((await rowsOf({ db, actor, today, keys: services.keys }, ids)).map((w) => [w.workerId, w]));
  return rows.map((r) => {
    const { shown, note, row = null, sheet = null } = JSON.parse(services.keys.open(r.toldSealed)) as Told;
    return { seq: r.seq, tab: r.tab, shown, row, sheet, note, worker: r.foundId ? (workers.get(r.foundId) ?? null) : null };
  });
};

const TOLD = ['姓名', '性别', '年龄', '证件号', '县（市、区）', '乡镇', '村', '就业', '务工地'];
const told = COLUMNS.filter((c) => TOLD.includes(c.header));

export const compareRoutes: readonly Route[] = [
  handle(startCompare, async (call, { fileId, ...filters }) => {
    const { db, services, actor } = call;
    if (filters.area !== undefined && !isDivision(filters.area)) throw unknownPlace({ code: filters.area });
    const forbidden = forbiddenFilters(filters, sightOn(actor, 'home'));
    if (forbidden.length) throw filterNotAllowed({ filters: forbidden.join() });
    const file = await findReadable(db, services.files, actor, fileId);
    if (file?.purpose !== COMPARE_FILE) throw compareFileMissing();
    const id = newId();
    await keepFile(db, fileId, 'comparison', id);
    const jobId = await startJob(call, compareJob, { id, fileId, filters }, { area: filters.area ?? actor.grants[0]?.areaCode ?? '' });
    await db
      .insertInto('comparison')
      .values({ id, fileId, filters: JSON.stringify(filters), jobId, createdBy: actor.accountId! })
      .execute();
    call.note({ area: filters.area ?? '', subject: { kind: 'comparison', id } });
    return getComparison(call, id);
  }),
  handle(readComparison, (call, { id }) => getComparison(call, id)),
  handle(listComparison, async (call, { id, tab, cursor, size }) => {
    await getComparison(call, id);
    const page = await pageOf(
      call.services.keys,
      call.db
        .selectFrom('comparisonRow')
        .select(['seq', 'tab', 'foundId', 'toldSealed'])
        .where('comparisonId', '=', id)
        .where('tab', '=', tab),
      { list: `workers.listComparison ${id} ${tab}`, sort: { by: [{ column: 'seq', key: 'seq' }], descending: false }, cursor, size },
    );
    return { ...page, items: await tell(call, page.items as unknown as Row[]) };
  }),
  handle(exportComparison, async (call, { id }) => {
    const { db, actor, services, today } = call;
    const comparison = await getComparison(call, id);
    if (!comparison.counts) throw notFound();
    const mark = newWatermark(actor, services.clock.now());
    const book = newBook({
      sheet: '对表结果',
      mark: mark.line,
      demonstration: services.config.demonstration,
      columns: [
        { header: '在哪边', width: 14 },
        { header: '行', width: 8 },
        { header: '我的表', width: 34, text: true },
        ...told,
        { header: '说明', width: 60, text: true },
      ],
    });
    let rows = 0;
    for (let after = 0; ; ) {
      const { rows: some } =
        await sql<Row>`select seq, tab, found_id, told_sealed from comparison_row where comparison_id = ${id}::uuid and seq > ${after}
        order by seq limit 2000`.execute(db);
      if (!some.length) break;
      for (const r of await tell(call, some))
        book.add([
          compareTabTexts[r.tab].zh,
          r.row === null ? '' : r.sheet === null ? r.row : `${r.sheet} ${r.row}`,
          r.shown ?? '',
          ...(r.worker ? told.map((c) => c.value(r.worker!)) : told.map(() => '')),
          r.note?.zh ?? '',
        ]);
      rows += some.length;
      after = some.at(-1)!.seq;
    }
    const { counts } = comparison;
    const words = `对表：我的表 ${counts.lines} 行，两边都有 ${counts.both}，只有我的表有 ${counts.mine}，只有系统有 ${counts.yours}`;
    const content = await book.finish([
      ['导出人', `${actor.name}（${actor.login}）`],
      ['截至', `${today}（业务日期）`],
      ['合计', words],
      ['遮蔽', '证件号只留前六位和后四位'],
      ['水印', mark.code],
      ['保管', '含个人信息，用完删除。每次导出都有记录'],
    ]);
    await logExport(db, actor, { what: 'workers.compare', rows, filter: words, full: false, watermark: mark.code, content });
    call.note({ subject: { kind: 'comparison', id }, details: { rows } });
    return { name: `对表结果-${today}.xlsx`, type: XLSX, content };
  }),
];

export const comparePurpose: FilePurpose = {
  name: COMPARE_FILE,
  summary: { zh: '对表的名单', en: 'A sheet to compare' },
  limit: COMPARE_LIMIT,
  types: ['xlsx', 'xls', 'ods', 'text', 'markup'],
  detect: detectSheet,
  can: 'workers.lookUp',
};
