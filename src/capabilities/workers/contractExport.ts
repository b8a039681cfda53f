// An export's file, and refusals of export and batch look-up.
import { problem } from '#platform/problem.ts';
import type { Text } from '#standards/text.ts';

/** Purpose of the files. */
export const EXPORT_FILE = 'workers.export';

export const tooManyToExport = problem(
  'workers.tooManyToExport',
  422,
  '符合的有 {limit} 人以上，一次最多导出 {limit} 人。请按县或乡镇分几次导出',
  'More than {limit} people match; at most {limit} are exported at once. Export county by county or township by township',
);
export const nobodyToExport = problem(
  'workers.nobodyToExport',
  422,
  '没有符合的人，没有可导出的。请放宽筛选',
  'Nobody matches, so there is nothing to export; widen the filter',
);
export const fullNotHere = problem(
  'workers.fullNotHere',
  403,
  '完整证件号只能由户籍地导出。请不勾“含完整证件号”再导出',
  'Whole numbers are exported by the area of origin only. Export without them',
);
export const listEmpty = problem(
  'workers.listEmpty',
  422,
  '表里没有可查的内容。请看看名单是不是在第一张工作表',
  'The sheet holds nothing to look up; is the list on its first worksheet?',
);

export const exportTexts = {
  'workers.export': { zh: '人员', en: 'Workers' },
  'workers.compare': { zh: '对表结果', en: 'Result of a comparison' },
  'workers.lookUp': { zh: '批量查人结果', en: 'Result of a batch look-up' },
} as const satisfies Record<string, Text>;
