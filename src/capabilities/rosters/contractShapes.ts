// Words and shapes of batches: what a file is, how its columns are read, what became of its rows. Shared by server and pages; no IO.
import { z } from 'zod';
import type { Permissions } from '#capabilities/access/rules.ts';
import { Code12, Day, Id, Instant, TextOut } from '#platform/contract.ts';
import type { Text } from '#standards/text.ts';

export * from './contractProblems.ts';

/** Purpose of the files that are handed in. */
export const ROSTER_FILE = 'rosters.handIn';

const HANDING_IN = ['village_cadre', 'township_cadre', 'county_bureau', 'steering', 'station', 'employer', 'school'] as const;
const DESK = ['village_cadre', 'township_cadre', 'county_bureau', 'steering', 'station'] as const;
export const permissions = {
  'rosters.import': { text: { zh: '导入表格', en: 'import spreadsheets' }, roles: HANDING_IN },
  'rosters.see': { text: { zh: '查看导入批次', en: 'see batches of imports' }, roles: [...HANDING_IN, 'auditor'] },
  'rosters.undo': { text: { zh: '撤销导入批次', en: 'undo batches' }, roles: ['township_cadre', 'county_bureau', 'steering'] },
  'rosters.desk': { text: { zh: '处理疑点', en: 'work on findings' }, roles: DESK },
  'rosters.findings': { text: { zh: '查看疑点', en: 'see findings' }, roles: [...DESK, 'auditor'] },
  'rosters.exempt': { text: { zh: '批准疑点豁免', en: 'approve exemptions' }, roles: ['county_bureau', 'steering'] },
} as const satisfies Permissions;

export const batchStateTexts = {
  reading: { zh: '正在预检', en: 'being checked' },
  asks: { zh: '等您确认列的对应', en: 'waits for its columns' },
  judged: { zh: '预检完，还没有提交', en: 'checked, not submitted' },
  writing: { zh: '正在写入', en: 'being written' },
  written: { zh: '已写入', en: 'written' },
  undoing: { zh: '正在撤销', en: 'being undone' },
  undone: { zh: '已撤销', en: 'undone' },
  failed: { zh: '没有办成', en: 'failed' },
  cancelled: { zh: '已取消', en: 'cancelled' },
} as const satisfies Record<string, Text>;
const keys = <T extends string>(texts: Record<T, Text>) => Object.keys(texts) as [T, ...T[]];
export const BatchState = z.enum(keys(batchStateTexts));
export type BatchState = z.infer<typeof BatchState>;

export const verdictTexts = {
  accepted: { zh: '接收', en: 'accepted' },
  doubtful: { zh: '存疑', en: 'doubtful' },
  refused: { zh: '拒收', en: 'refused' },
} as const satisfies Record<string, Text>;
export const Verdict = z.enum(keys(verdictTexts));
export type Verdict = z.infer<typeof Verdict>;
export const outcomeTexts = {
  new: { zh: '新增', en: 'new' },
  changed: { zh: '有改动', en: 'changed' },
  unchanged: { zh: '无变化', en: 'unchanged' },
  refused: { zh: '拒收', en: 'refused' },
} as const satisfies Record<string, Text>;
export const RowOutcome = z.enum(keys(outcomeTexts));
export type RowOutcome = z.infer<typeof RowOutcome>;

/** One column of a table, and which field it is taken for. */
export const BatchColumn = z.object({
  /** Place among the columns of the table. */
  column: z.int(),
  /** As WPS names it: A, B … AA. */
  letter: z.string(),
  header: z.string(),
  hidden: z.boolean(),
  required: z.boolean(),
  /** Field of the declared sheet; null: kept as an extra fact. */
  field: z.string().nullable(),
  score: z.number(),
  why: z.enum(['header', 'likeHeader', 'values', 'remembered', 'said']).nullable(),
  also: z.array(z.string()),
  /** Somebody should look at it before it goes on. */
  check: z.boolean(),
  twice: z.int().nullable(),
});
export type BatchColumn = z.infer<typeof BatchColumn>;
export const BatchTable = z.object({
  /** 0-based row numbers as the engine counts them, and the columns it spans. */
  headerTop: z.int().nullable(),
  bodyFrom: z.int(),
  left: z.int(),
  right: z.int(),
  sideBySide: z.boolean(),
  /** Whether its rows go in. */
  chosen: z.boolean(),
  template: z.string(),
  columns: z.array(BatchColumn),
  missing: z.array(z.string()),
});
export type BatchTable = z.infer<typeof BatchTable>;
export const BatchSheet = z.object({
  index: z.int(),
  name: z.string(),
  hidden: z.boolean(),
  /** Id of the declared sheet; null: no list that is known. */
  declared: z.string().nullable(),
  chosen: z.boolean(),
  tables: z.array(BatchTable),
});
export type BatchSheet = z.infer<typeof BatchSheet>;

/** rows = accepted + doubtful + refused + notRows, always; accepted + doubtful = new + changed + unchanged. */
export const BatchCounts = z.object({
  rows: z.int().default(0),
  accepted: z.int().default(0),
  doubtful: z.int().default(0),
  refused: z.int().default(0),
  notRows: z.int().default(0),
  new: z.int().default(0),
  changed: z.int().default(0),
  unchanged: z.int().default(0),
  repaired: z.int().default(0),
  byRule: z.record(z.string(), z.int()).default({}),
  /** After undoing: rows taken back, rows something newer rests on. */
  undone: z.int().default(0),
  kept: z.int().default(0),
});
export type BatchCounts = z.infer<typeof BatchCounts>;

export const FindingOut = z.object({
  rule: z.string(),
  severity: z.enum(['error', 'doubt', 'hint']),
  fields: z.array(z.string()),
  text: TextOut,
  advice: TextOut.nullable(),
});
export type FindingOut = z.infer<typeof FindingOut>;

/** A row as it is shown: words, never codes; numbers of people masked. */
export const BatchRow = z.object({
  sheet: z.int(),
  sheetName: z.string(),
  row: z.int(),
  side: z.int(),
  verdict: Verdict,
  outcome: RowOutcome,
  name: z.string(),
  numberMasked: z.string(),
  findings: z.array(FindingOut.extend({ values: z.array(z.object({ field: TextOut, value: z.string() })) })),
  repairs: z.array(z.object({ field: TextOut, from: z.string(), to: z.string() })),
  changes: z.array(z.object({ field: TextOut, from: TextOut, to: TextOut })),
  subject: z.object({ kind: z.enum(['worker', 'organisation', 'agreement']), id: Id }).nullable(),
});
export type BatchRow = z.infer<typeof BatchRow>;

export const BatchLine = z.object({
  id: Id,
  number: z.int(),
  fileName: z.string(),
  area: Code12,
  areaName: z.string(),
  organisation: z.object({ id: Id, name: z.string() }).nullable(),
  state: BatchState,
  /** Ids of the declared sheets it holds. */
  declared: z.array(z.string()),
  counts: BatchCounts,
  created: Instant,
  by: z.string(),
  written: Instant.nullable(),
  undone: Instant.nullable(),
});
export type BatchLine = z.infer<typeof BatchLine>;
export const Batch = BatchLine.extend({
  version: z.int(),
  fileId: Id,
  fileSize: z.int(),
  format: z.string(),
  handedIn: Day,
  observedOn: Day,
  observedSaid: z.boolean(),
  sheets: z.array(
    BatchSheet.extend({
      tables: z.array(BatchTable.extend({ columns: z.array(BatchColumn.extend({ samples: z.array(z.string()) })) })),
    }),
  ),
  report: z.array(FindingOut),
  /** Of the rules in counts.byRule, numbered where they are: V03 务工地没有到县. */
  ruleNames: z.record(z.string(), TextOut),
  problem: z.object({ code: z.string(), text: TextOut }).nullable(),
  jobId: Id.nullable(),
  seconds: z.number().nullable(),
  undoneBy: z.string().nullable(),
  /** What whoever asks may do with it now. */
  may: z.object({
    map: z.boolean(),
    commit: z.boolean(),
    undo: z.boolean(),
    cancel: z.boolean(),
    /** Have the file itself, or its rows back, with whole numbers. */
    file: z.boolean(),
  }),
});
export type Batch = z.infer<typeof Batch>;

/** What a declared sheet offers for mapping by hand and as a template. */
export const SheetOffer = z.object({
  id: z.string(),
  text: TextOut,
  /** Whether rows can be written by whoever asks; otherwise a trial only. */
  writes: z.boolean(),
  template: z.boolean(),
  fields: z.array(z.object({ id: z.string(), text: TextOut, key: z.boolean() })),
});
export type SheetOffer = z.infer<typeof SheetOffer>;
