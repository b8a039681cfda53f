// Shapes of forms and of made reports. Part of contract.ts.
import { z } from 'zod';
import { Day, Instant, line, named, rule, TextOut } from '#platform/contract.ts';
import { EVIDENCE, FORM_LIMITS, MEASURES, PERIODS, SPANS } from './rulesReports.ts';

const Words = z.object({ zh: line(80, 0), en: line(160, 0) });
const Narrowed = z.record(z.string().max(40), z.array(line(40, 0)).min(1).max(200));
export const ColumnShape = z.object({
  figure: z.string().max(8),
  where: Narrowed.default({}),
  span: z.enum(SPANS),
  lastYear: z.boolean().default(false),
  evidence: z.enum(EVIDENCE).default('verified'),
  measure: z.enum(MEASURES).default('persons'),
  window: z.int().min(0).max(3).default(1),
  head: Words.default({ zh: '', en: '' }),
});
export const FormShape = z.object({
  title: named(
    rule(Words, (w) => w.zh !== '', 'indicators.formTitle', '表要有名称', 'The form needs a title'),
    '表名',
    'title',
  ),
  period: z.enum(PERIODS),
  rows: z.array(z.string().max(40)).max(2).default([]),
  where: Narrowed.default({}),
  groups: z.array(z.object({ head: Words, columns: z.array(ColumnShape).max(60) })).max(FORM_LIMITS.groups),
  notes: z
    .array(z.object({ zh: line(300), en: line(600) }))
    .max(FORM_LIMITS.notes)
    .default([]),
});

const SheetColumn = z.object({
  head: TextOut,
  figure: z.string(),
  version: z.int(),
  name: TextOut,
  /** Conditions that are no places, in words. */
  narrowed: TextOut,
  where: z.record(z.string(), z.array(z.string())),
  from: Day,
  to: Day,
  asOf: Day,
  /** Null of what is not measured. */
  knownAt: Instant.nullable(),
  class: z.int(),
  measure: z.enum(MEASURES),
  /** Of a rate and of those due. */
  days: z.int().nullable(),
  /** withheld: no cell of it is the asker’s. */
  /** elsewhere: measured, and told where it belongs. */
  state: z.enum(['measured', 'awaited', 'elsewhere', 'withheld']),
  why: TextOut.nullable(),
  frozen: z.boolean(),
  /** The definition in words. */
  words: TextOut,
});
export type SheetColumn = z.infer<typeof SheetColumn>;
const SheetCell = z.object({
  value: z.number().nullable(),
  /** none: nobody was due. */
  mark: z.enum(['none', 'awaited', 'elsewhere', 'withheld']).nullable(),
});
export type SheetCell = z.infer<typeof SheetCell>;
const SheetRow = z.object({
  level: z.enum(['total', 'group', 'row']),
  keys: z.array(z.string()),
  names: z.array(TextOut),
  cells: z.array(SheetCell),
});
export type SheetRow = z.infer<typeof SheetRow>;
export const ReportContent = z.object({
  format: z.literal(1),
  title: TextOut,
  /** Whose report it is: the area that is asked for. */
  unit: TextOut,
  side: z.enum(['origin', 'host']),
  area: z.string(),
  period: z.object({ kind: z.enum(PERIODS), key: z.string(), from: Day, to: Day, unfinished: z.boolean(), words: TextOut }),
  /** By which dimensions the rows go, in their order. */
  by: z.array(z.string()),
  rowHeads: z.array(TextOut),
  groups: z.array(z.object({ head: TextOut, columns: z.int() })),
  columns: z.array(SheetColumn),
  rows: z.array(SheetRow),
  /** Sums and partitions that were proved. */
  checks: z.array(z.object({ text: TextOut, holds: z.boolean() })),
  /** The freezes it rests on; null where it is not frozen. */
  seal: z
    .array(z.object({ origin: z.string(), name: TextOut, month: z.string(), frozen: Instant, knownAt: Instant, digest: z.string() }))
    .nullable(),
  /** Of frozen figures: persons of the whole system whose home nobody knows, and beside which columns (from 1) that is told; old reports do not say. */
  homeless: z.array(z.object({ figure: z.string(), persons: z.int(), columns: z.array(z.int()).optional() })),
  withheld: z.boolean(),
  notes: z.array(TextOut),
});
export type ReportContent = z.infer<typeof ReportContent>;
