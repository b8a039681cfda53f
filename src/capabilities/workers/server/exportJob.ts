// Taking people out of the register as a workbook: in the background, page by page under the rights its owner has at that moment.
import { sql } from 'kysely';
import type { z } from 'zod';
import { roleTexts, type Standing } from '#capabilities/access/rules.ts';
import { logExport, newWatermark, sidesOf } from '#capabilities/access/server/service.ts';
import type { Actor } from '#platform/server/actor.ts';
import { addFile, type FilePurpose, storeContent } from '#platform/server/files.ts';
import { defineJob } from '#platform/server/jobs.ts';
import type { Db } from '#platform/server/store.ts';
import { EXPORT_FILE, tooManyToExport } from '../contractExport.ts';
import type { ExportResult, SearchMode, WorkerFilters } from '../contractList.ts';
import { columnsFor, EXPORT_MOST, type ExportLine, filterWords, fullAllowed, maskedWords } from '../rulesExport.ts';
import { newBook } from './exportBook.ts';
import { ask, countUpTo, firstFound, type ListContext, listPage, standingsOn } from './list.ts';
import { placeName } from './places.ts';
import { type At, pageOfWalks, walksOf } from './queries.ts';
import { fieldsOf, keysOfMany, readFound, tellRow } from './rows.ts';

/** Rows of one page: well under what a chunk may take. */
const PAGE = 500;

export const exportPurpose: FilePurpose = {
  name: EXPORT_FILE,
  summary: { zh: '导出的人员名单', en: 'Exported lists of workers' },
  limit: 96 * 1024 * 1024,
  types: ['xlsx'],
  // held by no role: these files are made here and never handed in. Nobody but their maker reads them: no `may`
  can: 'workers.exportFile',
};

export interface ExportIn {
  readonly filters: WorkerFilters;
  /** Ticked rows; the filters do not count then. */
  readonly ids: readonly string[] | null;
  readonly full: boolean;
  readonly reason: string;
}
type Result = z.infer<typeof ExportResult>;

/** In which ways the rows of an export may be reached. */
export const standingsFor = (actor: Actor, { filters, ids }: Pick<ExportIn, 'filters' | 'ids'>): readonly Standing[] => {
  const sides = sidesOf(actor);
  const asked =
    ids === null ? sides.filter((s, i) => (filters.side && sides.includes(filters.side) ? s === filters.side : i === 0)) : sides;
  return [...new Set(asked.flatMap((s) => standingsOn(actor, s)))];
};

/** How many an export would hold, up to one more than `most`. */
export const countExport = async (context: ListContext, { filters, ids }: ExportIn, most: number): Promise<number> => {
  if (!ids) return countUpTo(context, filters, most + 1);
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from worker_now where worker_id = any(${ids}::uuid[])`.execute(
    context.db,
  );
  return rows[0]!.n;
};

type Place = { readonly cursor: string | undefined; readonly after: At | null; readonly index: number };
const START: Place = { cursor: undefined, after: null, index: 0 };
interface Page {
  readonly lines: readonly ExportLine[];
  readonly mode: SearchMode | null;
  readonly next: Place | null;
}

const linesOf = async (context: ListContext, ids: readonly string[], full: boolean): Promise<ExportLine[]> => {
  const { db, actor, today } = context;
  const { keys } = context.services;
  const found = await readFound(db, ids);
  const scope = await keysOfMany(db, actor, ids, today);
  return found.map((f) => {
    const fields = fieldsOf(actor, f.home, scope.get(f.workerId) ?? []);
    const whole = full && fullAllowed(fields) && actor.permissions.has('workers.full');
    return {
      ...tellRow({ keys, today }, f, fields),
      ...(whole && f.numberSealed ? { numberFull: keys.open(f.numberSealed) } : {}),
      ...(whole && fields.phone === 'plain' && f.phoneSealed ? { phoneFull: keys.open(f.phoneSealed) } : {}),
    };
  });
};

/** One page of what is exported, in the order of the list: by village and name, or as a search finds them. */
const readPage = async (context: ListContext, input: ExportIn, at: Place, mode: SearchMode | null): Promise<Page> => {
  const told = (ids: readonly string[]) => linesOf(context, ids, input.full);
  if (input.ids) {
    const { rows } = await sql<{ workerId: string }>`select worker_id from worker_now where worker_id = any(${input.ids}::uuid[])
      order by home, pinyin, worker_id offset ${at.index} limit ${PAGE}`.execute(context.db);
    const lines = await told(rows.map((r) => r.workerId));
    return { lines, mode: null, next: rows.length < PAGE ? null : { ...START, index: at.index + PAGE } };
  }
  const asked = await ask(context, input.filters);
  if (input.filters.q === undefined) {
    const page = await listPage(context, asked, { sort: 'village', cursor: at.cursor, size: PAGE });
    const lines = await told(page.items.map((i) => i.workerId));
    return { lines, mode: null, next: page.next === null ? null : { ...START, cursor: page.next } };
  }
  const { whom, filters, standing, text } = asked;
  const first = mode === null ? await firstFound(context, asked, PAGE) : null;
  const by = mode ?? first?.mode ?? null;
  const found = first
    ? first.found
    : await pageOfWalks(context.db, walksOf(by!, text, { whom, filters, standing, keys: context.services.keys }), at.after, PAGE);
  const last = found.at(-1);
  return {
    lines: await told(found.map((f) => f.workerId)),
    mode: by,
    next: found.length < PAGE || !last ? null : { ...START, after: last },
  };
};

const minute = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

/** `most`: how many rows one file may hold; a test asks for less. */
export const newExportJob = (most: number) =>
  defineJob<ExportIn, { readonly result: Result }>({
    kind: 'workers.export',
    summary: { zh: '导出人员', en: 'Export workers' },
    sealed: true,
    async run(context, input) {
      const { services } = context;
      // killed between its last step and its end: the file is there, a second one would be a second export
      if (context.checkpoint) return context.checkpoint.result;
      const at = services.clock.now();
      const today = services.clock.today();
      const demonstration = services.config.demonstration;
      const here = (db: Db, actor: Actor): ListContext => ({ db, actor, today, services });
      const total = await context.stepAsOwner(
        'workers.export',
        (db, who) => countExport(here(db, who), input, most),
        (n) => ({ progress: { done: 0, total: n } }),
      );
      if (total > most) throw tooManyToExport({ limit: most });
      // a file half written when the process died is gone with it; rows are read anew from the first
      let book: ReturnType<typeof newBook> | undefined;
      let owner: Actor | undefined;
      let mark: ReturnType<typeof newWatermark> | undefined;
      let columns = columnsFor([]);
      let mode: SearchMode | null = null;
      let rows = 0;
      for (let next: Place | null = START; next; ) {
        const from: Place = next;
        const before = rows;
        const [page, actor] = await context.stepAsOwner(
          'workers.export',
          async (db, who): Promise<[Page, Actor]> => [await readPage(here(db, who), input, from, mode), who],
          ([p]) => ({ progress: { done: before + p.lines.length, total: Math.max(total, before + p.lines.length) } }),
        );
        if (!book) {
          owner = actor;
          mark = newWatermark(actor, at);
          columns = columnsFor(standingsFor(actor, input));
          book = newBook({ sheet: '人员', mark: mark.line, demonstration, columns });
        }
        rows += page.lines.length;
        // the register may have grown since it was counted
        if (rows > most) throw tooManyToExport({ limit: most });
        for (const line of page.lines) book.add(columns.map((c) => c.value(line)));
        mode = page.mode;
        next = page.next;
      }
      const words = filterWords({ ...input.filters, ...(input.ids ? { ids: input.ids } : {}) }, mode, placeName);
      const areas = owner!.grants.map(
        (g) => `${roleTexts[g.role as keyof typeof roleTexts].zh}，${g.areaCode ? placeName(g.areaCode) : '全国'}`,
      );
      const content = await book!.finish([
        ['导出人', `${owner!.name}（${owner!.login}）`],
        ['角色和辖区', areas.join('；')],
        ['导出时间', minute.format(at)],
        ['截至', `${today}（业务日期）；按当天的档案`],
        ['筛选', words],
        ['用途', input.reason || '没有填'],
        ['人数', `${rows}`],
        ['遮蔽', maskedWords(standingsFor(owner!, input), input.full)],
        ['就业', '在岗、未就业按就业台账推算；台账里没有的写“不清楚”'],
        ['来源', `稳岗 ${services.config.version}，人员档案；每人一行，档案号在最后一列`],
        ['水印', mark!.code],
        ['保管', '含个人信息，只用于上面写的用途，用完删除；系统里保留 7 天。每次导出都有记录'],
      ]);
      const area = input.filters.area ?? owner!.grants[0]?.areaCode ?? '';
      const name = `人员-${area ? placeName(area) : '全国'}-${today}.xlsx`;
      const stored = await storeContent(services, content, name, EXPORT_FILE);
      return context.stepAsOwner(
        'workers.export',
        async (db, who): Promise<Result> => {
          const file = await addFile(db, services.keys, stored, who.accountId);
          await logExport(db, who, {
            what: 'workers.export',
            rows,
            filter: input.reason ? `${words}；用途：${input.reason}` : words,
            full: input.full,
            areaCode: area,
            watermark: mark!.code,
            content,
          });
          return { fileId: file.id, rows, name: file.name, watermark: mark!.code };
        },
        (result) => ({ checkpoint: { result } }),
      );
    },
  });
export const exportJob = newExportJob(EXPORT_MOST);
