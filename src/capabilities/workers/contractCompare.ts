// 三份名单: "why is my number not yours". A sheet of one's own against the register. Part of contract.ts.
import { z } from 'zod';
import { unreadable } from '#capabilities/rosters/contract.ts';
import { Code12, Download, endpoint, Id, named, paged, TextOut } from '#platform/contract.ts';
import { notFound, problem } from '#platform/problem.ts';
import type { Text } from '#standards/text.ts';
import { listEmpty } from './contractExport.ts';
import { filterNotAllowed } from './contractList.ts';
import { IdentityGroup, unknownPlace, WorkerRow, Working } from './contractShapes.ts';

/** Purpose of the sheets that are compared. */
export const COMPARE_FILE = 'workers.compare';
/** Bytes of one file. */
export const COMPARE_LIMIT = 20 * 1024 * 1024;
/** Lines of one sheet. */
export const COMPARE_MOST = 100_000;

export const tooManyLines = problem(
  'workers.compareTooMany',
  422,
  '表里有 {lines} 行，一次最多对 {limit} 行。请按县或乡镇分几次对',
  'The sheet has {lines} lines; at most {limit} are compared at once. Compare county by county',
);
export const noList = problem(
  'workers.compareNoList',
  422,
  '表里没有认出“姓名”或“证件号码”这一列。请在表头写上这两个词，再传一次',
  'No column of names or identity numbers was found. Name these columns in the header row as our own template does, and send it again',
);
export const compareFileMissing = problem(
  'workers.compareFileMissing',
  422,
  '表格没有传上来，请再传一次',
  'The sheet has not arrived; send it again',
);

export const compareTabTexts = {
  mine: { zh: '只有我的表有', en: 'only in my sheet' },
  yours: { zh: '只有系统有', en: 'only in the register' },
  both: { zh: '两边都有', en: 'in both' },
} as const satisfies Record<string, Text>;
export const CompareTab = z.enum(['mine', 'yours', 'both']);
export type CompareTab = z.infer<typeof CompareTab>;

const CompareFilters = {
  area: named(Code12.optional(), '户籍地', 'Home'),
  working: named(z.array(Working).max(3).optional(), '就业', 'Work'),
  identity: named(z.array(IdentityGroup).max(6).optional(), '身份', 'Groups'),
};
export const Comparison = z.object({
  id: Id,
  state: z.enum(['running', 'done', 'failed']),
  filters: z.object(CompareFilters),
  areaName: z.string(),
  /** lines = both + mine; the register's number = both + yours, each person once. */
  counts: z.object({ lines: z.int(), both: z.int(), mine: z.int(), yours: z.int() }).nullable(),
  problem: z.object({ code: z.string(), text: TextOut }).nullable(),
  jobId: Id.nullable(),
});
export type Comparison = z.infer<typeof Comparison>;

export const startCompare = endpoint({
  id: 'workers.startCompare',
  method: 'POST',
  path: '/comparisons',
  can: 'workers.lookUp',
  summary: { zh: '拿自己的表和系统对', en: 'Compare a sheet with the register' },
  input: z.object({ fileId: Id, ...CompareFilters }),
  output: Comparison,
  problems: [compareFileMissing, unknownPlace, filterNotAllowed],
});
export const readComparison = endpoint({
  id: 'workers.readComparison',
  method: 'GET',
  path: '/comparisons/:id',
  can: 'workers.lookUp',
  summary: { zh: '一次对表', en: 'One comparison' },
  input: z.object({ id: Id }),
  output: Comparison,
  problems: [notFound, listEmpty, noList, tooManyLines, compareFileMissing, ...Object.values(unreadable)],
});
export const CompareRow = z.object({
  seq: z.int(),
  /** As the sheet has it, numbers masked; null of those only the register has. */
  shown: z.string().nullable(),
  /** Its row as WPS shows it, and its sheet where several hold people. */
  row: z.int().nullable(),
  sheet: z.string().nullable(),
  worker: WorkerRow.nullable(),
  note: TextOut.nullable(),
});
export const listComparison = endpoint({
  id: 'workers.listComparison',
  method: 'GET',
  path: '/comparisons/:id/rows',
  can: 'workers.lookUp',
  summary: { zh: '对表的结果', en: 'Rows of a comparison' },
  input: z.object({ id: Id, tab: CompareTab, ...paged }),
  output: z.object({ items: z.array(CompareRow), next: z.string().nullable(), previous: z.string().nullable() }),
  problems: [notFound],
});
export const exportComparison = endpoint({
  id: 'workers.exportComparison',
  method: 'GET',
  path: '/comparisons/:id/sheet',
  can: 'workers.lookUp',
  summary: { zh: '导出对表的结果', en: 'Export a comparison' },
  input: z.object({ id: Id }),
  output: Download,
  problems: [notFound],
  stepUp: true,
  audited: true,
});
export const compareEndpoints = [startCompare, readComparison, listComparison, exportComparison] as const;
