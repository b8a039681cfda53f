// Finding people: lists, counts, the search bar, batch look-up, export.
import { z } from 'zod';
import { Code12, Download, endpoint, Id, line, named, paged, TextOut } from '#platform/contract.ts';
import { sheetUnreadable } from '#platform/filesContract.ts';
import { problem } from '#platform/problem.ts';
import type { Text } from '#standards/text.ts';
import { fullNotHere, listEmpty, nobodyToExport, tooManyToExport } from './contractExport.ts';
import { Ability, Education, Hukou, IdentityGroup, Sex, unknownPlace, Willing, WorkerRow, Working } from './contractShapes.ts';

/** How what was typed was understood; the first that finds somebody, in this order. */
export const searchModeTexts = {
  number: { zh: '证件号', en: 'number' },
  tail: { zh: '证件号后六位', en: 'last six of the number' },
  phone: { zh: '手机号', en: 'telephone' },
  household: { zh: '户编号', en: 'household number' },
  name: { zh: '姓名', en: 'name' },
  part: { zh: '姓名中的字', en: 'part of the name' },
  place: { zh: '户籍村镇', en: 'village or township' },
  homophone: { zh: '同音或近音', en: 'sounds alike' },
  pinyin: { zh: '拼音', en: 'pinyin' },
  initials: { zh: '拼音首字母', en: 'pinyin initials' },
  fuzzy: { zh: '近音拼音', en: 'similar pinyin' },
} as const satisfies Record<string, Text>;
export const SearchMode = z.enum(Object.keys(searchModeTexts) as [keyof typeof searchModeTexts, ...(keyof typeof searchModeTexts)[]]);
export type SearchMode = z.infer<typeof SearchMode>;

/** home: people from here 户籍在此. scope: people who came to work here, my staff, my trainees. */
export const SideIn = z.enum(['home', 'scope']);
export const sideTexts = {
  home: { zh: '户籍在本地', en: 'home is here' },
  scope: { zh: '来这里务工或在我处', en: 'came here, or with me' },
} as const satisfies Record<z.infer<typeof SideIn>, Text>;

export const filterShape = {
  side: SideIn.optional(),
  q: named(line(60).optional(), '查什么', 'Query'),
  /** Where a search goes on from an earlier page, the mode that page was found by. */
  mode: SearchMode.optional(),
  area: named(Code12.optional(), '户籍地', 'Home'),
  ageFrom: named(z.int().min(0).max(130).optional(), '年龄从', 'Age from'),
  ageTo: named(z.int().min(0).max(130).optional(), '年龄到', 'Age to'),
  sex: Sex.optional(),
  identity: named(z.array(IdentityGroup).max(6).optional(), '身份', 'Groups'),
  ability: named(z.array(Ability).max(5).optional(), '劳动能力', 'Labour ability'),
  education: named(z.array(Education).max(6).optional(), '文化程度', 'Education'),
  willing: named(z.array(Willing).max(3).optional(), '就业意愿', 'Intention'),
  working: named(z.array(Working).max(3).optional(), '就业', 'Work'),
  certified: named(z.boolean().optional(), '有证书', 'Certified'),
  inClass: named(z.boolean().optional(), '在培训班', 'In a class'),
  hukou: Hukou.optional(),
  /** X-XX-XX-XX or its beginning: people with that skill. */
  skill: named(
    z
      .string()
      .regex(/^\d(-\d\d){0,3}$/)
      .optional(),
    '技能',
    'Skill',
  ),
  household: named(line(40).optional(), '户编号', 'Household number'),
  /** Those who have died are left out unless asked for. */
  dead: z.boolean().optional(),
} as const;
const Filters = z.object(filterShape);
export type WorkerFilters = z.infer<typeof Filters>;

/** Asking "which of these are poor" would tell it as plainly as showing it. */
export const filterNotAllowed = problem(
  'workers.filterNotAllowed',
  422,
  '您的账号看不到这一项，不能按它筛选（{filters}）',
  'Your account may not see that field, so it cannot filter by it ({filters})',
);

export const SortBy = z.enum(['village', 'changed']);

export const listWorkers = endpoint({
  id: 'workers.listWorkers',
  // what is searched for is a name or a number: it travels in the body, not in an address that servers and browsers write down
  method: 'POST',
  audited: false,
  path: '/workers/list',
  can: 'workers.see',
  summary: { zh: '人员列表：查找与筛选', en: 'Workers: search and filters' },
  input: Filters.extend({ ...paged, sort: SortBy.default('village') }),
  output: z.object({
    items: z.array(WorkerRow),
    next: z.string().nullable(),
    previous: z.string().nullable(),
    mode: SearchMode.nullable(),
    side: SideIn,
    /** Sides this account has: pages show a switch where there are two. */
    sides: z.array(SideIn),
    /** Filters this account may use on this side, beside q, age, sex and dead. */
    filters: z.array(z.string()),
  }),
  problems: [unknownPlace, filterNotAllowed],
});
export const countWorkers = endpoint({
  id: 'workers.countWorkers',
  method: 'POST',
  audited: false,
  path: '/workers/count',
  can: 'workers.see',
  summary: { zh: '符合筛选的人数：到 10,000 为止，或精确计数', en: 'How many match: up to 10,000, or exactly' },
  input: Filters.extend({ exact: z.boolean().optional() }),
  /** null: more than 10,000. */
  output: z.object({ count: z.int().nullable() }),
  problems: [unknownPlace, filterNotAllowed],
});
export const searchWorkers = endpoint({
  id: 'workers.searchWorkers',
  method: 'POST',
  audited: false,
  path: '/workers/search',
  can: 'workers.see',
  summary: { zh: '顶栏查人', en: 'People, for the bar at the top' },
  input: z.object({ q: filterShape.q.unwrap(), size: z.int().min(1).max(20).default(8) }),
  output: z.object({ items: z.array(WorkerRow), mode: SearchMode.nullable() }),
});

// Batch look-up ---------------------------------------------------------------------------------------------------------------------

export const LOOK_UP_MOST = 1000;
/** A thousand lines of 200 characters of any script. */
const LOOK_UP_BYTES = 1024 * 1024;
export const LookUpRow = z.object({
  /** 1-based line of what was pasted. */
  line: z.int(),
  /** As typed; numbers masked. */
  asked: z.string(),
  understood: SearchMode.nullable(),
  /** Why nothing was found, or what to look at. */
  note: TextOut.nullable(),
  found: z.array(WorkerRow),
  /** All who match; `found` holds at most five of them. */
  total: z.int(),
});
export type LookUpRow = z.infer<typeof LookUpRow>;
const lines = named(z.array(z.string().max(200)).min(1).max(LOOK_UP_MOST), '名单', 'List');

export const lookUpWorkers = endpoint({
  id: 'workers.lookUpWorkers',
  method: 'POST',
  path: '/workers/look-up',
  can: 'workers.lookUp',
  summary: { zh: '批量查人：粘贴证件号、手机号或姓名', en: 'Look up many: numbers, telephones or names' },
  input: z.object({ lines }),
  output: z.object({ items: z.array(LookUpRow), asked: z.int(), matched: z.int(), several: z.int(), none: z.int() }),
  bodyLimit: LOOK_UP_BYTES,
});
export const lookUpSheet = endpoint({
  id: 'workers.lookUpSheet',
  method: 'POST',
  path: '/workers/look-up/sheet',
  can: 'workers.lookUp',
  summary: { zh: '批量查人结果表', en: 'The looked-up list as a spreadsheet' },
  input: z.object({ lines }),
  output: Download,
  bodyLimit: LOOK_UP_BYTES,
  stepUp: true,
});
/** The first column of a sheet, or the one whose header names numbers or names. Answers the lines, for `lookUpWorkers`. */
export const readLookUpFile = endpoint({
  id: 'workers.readLookUpFile',
  method: 'POST',
  path: '/workers/look-up/file',
  can: 'workers.lookUp',
  summary: { zh: '从表格取批量查人的名单', en: 'Take the list to look up from a spreadsheet' },
  input: z.object({ name: named(line(200), '文件名', 'File name') }),
  output: z.object({ lines: z.array(z.string()), column: z.string(), left: z.int() }),
  problems: [sheetUnreadable, listEmpty],
  takesFile: true,
  bodyLimit: 10 * 1024 * 1024,
});

// Export ----------------------------------------------------------------------------------------------------------------------------

export const exportWorkers = endpoint({
  id: 'workers.exportWorkers',
  method: 'POST',
  path: '/workers/export',
  can: 'workers.export',
  summary: {
    zh: '导出人员（后台生成，证件号默认遮蔽，有水印，入导出记录）',
    en: 'Export workers in the background: masked, watermarked, logged',
  },
  input: Filters.extend({
    /** These alone, where rows are ticked. */
    ids: z.array(Id).max(5000).optional(),
    /** Whole numbers; only from the side of origin, and on record as such. */
    full: named(z.boolean().default(false), '含完整证件号', 'With full numbers'),
    reason: named(line(200).optional(), '用途', 'Purpose'),
  }),
  output: z.object({ jobId: Id }),
  problems: [unknownPlace, filterNotAllowed, fullNotHere, nobodyToExport, tooManyToExport],
  stepUp: true,
});
export const ExportResult = z.object({ fileId: Id, rows: z.int(), name: z.string(), watermark: z.string() });
