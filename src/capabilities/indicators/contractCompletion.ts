// I19 目标完成 as endpoints: all agreements of a year, one target's forecast, the table as a spreadsheet. Part of contract.ts.
import { z } from 'zod';
import { AgreementLevel } from '#capabilities/accords/contract.ts';
import { Day, Download, endpoint, Id, Instant, named, TextOut } from '#platform/contract.ts';
import { notFound, problem } from '#platform/problem.ts';
import * as p from './contractProblems.ts';

export const otherYearDay = problem(
  'indicators.otherYearDay',
  422,
  '截止日 {day} 不在 {year} 年里，请选 {year} 年里的一天',
  'The day {day} does not lie in {year}; choose a day of {year}',
);
export const noTargetThere = problem(
  'indicators.noTargetThere',
  422,
  '这份协议 {year} 年的“{name}”没有目标，也就没有完成情况和预测',
  'This agreement has no target for “{name}” in {year}, hence neither completion nor forecast',
);
const Year = named(z.int().min(2016).max(2100), '年度', 'Year');
/** Agreements and targets as known at an instant of their own; that of the persons where it is left out. For whoever asks again for what an answer has told. */
const TargetsAt = Instant.optional();
const Place = z.object({ place: z.int(), of: z.int(), ties: z.int() });
export const TargetMet = z.object({
  indicator: z.string(),
  name: TextOut,
  short: TextOut,
  kind: z.enum(['flow', 'stock']),
  /** By the class of the definition. */
  persons: z.int(),
  /** 已上报, with evidence of every class; null where the definition takes every class. */
  reported: z.int().nullable(),
  target: z.int(),
  /** Since when this target is in force. A first target may begin in mid-year too. */
  since: Day,
  /** An earlier target of the year was in force before it. */
  adjusted: z.boolean(),
  /** out: its agreement binds nobody on the day, see `out` of the row. */
  standing: z.enum(['met', 'onPlan', 'behind', 'short', 'out']),
  gap: z.int(),
  /** Among agreements of its level and sending province that bind their sides; null for others. */
  place: Place.nullable(),
  /** The same as of the last frozen month of the year. */
  frozen: z.object({ freezeId: Id, month: z.string(), persons: z.int(), target: z.int().nullable() }).nullable(),
});
export type TargetMet = z.infer<typeof TargetMet>;
export const CompletionRow = z.object({
  agreementId: Id,
  title: z.string(),
  level: AgreementLevel,
  originCode: z.string(),
  originName: TextOut,
  hostCode: z.string(),
  hostName: TextOut,
  lastDay: Day,
  /** A party finer than what homes and places of work tell apart: nothing can be counted. */
  tooFine: TextOut.nullable(),
  /** It binds nobody on the day: ended before its time (the last day it held), signatures void, or not signed by both by then. It has no place and is not behind. */
  out: z.object({ why: z.enum(['ended', 'void', 'unsigned']), on: Day.nullable() }).nullable(),
  /** One of its parties is an area of the asker's own. */
  own: z.boolean(),
  targets: z.array(TargetMet),
});
export type CompletionRow = z.infer<typeof CompletionRow>;

const questionProblems = [p.dayLater, p.knownLater, p.tooManyQuestions, p.questionsWait, p.runGone, otherYearDay];
export const readCompletion = endpoint({
  id: 'indicators.readCompletion',
  method: 'POST',
  path: '/figures/completion',
  can: 'indicators.read',
  summary: { zh: '目标完成情况', en: 'Completion of targets' },
  audited: false,
  input: z.object({
    /** That of today where it is left out. */
    year: Year.optional(),
    asOf: Day.optional(),
    knownAt: Instant.optional(),
    targetsAt: TargetsAt,
    /** Only agreements of which the asker's own area is a party. */
    own: z.boolean().default(false),
    agreementId: Id.optional(),
    fresh: z.boolean().default(false),
  }),
  output: z.object({
    year: z.int(),
    asOf: Day,
    /** Of the persons; null where nothing had to be counted: no target is in force. */
    knownAt: Instant.nullable(),
    /** Of agreements and targets. Later than `knownAt` where no instant was asked for and the count is not of this minute. */
    targetsAt: Instant,
    /** Days of the year that have passed, of how many. */
    time: z.object({ days: z.int(), of: z.int() }),
    /** All of the asker's cells; a few hundred at most. */
    rows: z.array(CompletionRow),
    /** Years for which anything is agreed on. */
    years: z.array(z.int()),
  }),
  problems: questionProblems,
});

const Curve = z.object({ year: z.int(), first: z.int(), months: z.array(z.int()) });
export const readForecast = endpoint({
  id: 'indicators.readForecast',
  method: 'POST',
  path: '/figures/completion/forecast',
  can: 'indicators.read',
  summary: { zh: '一个目标到年底的预测', en: 'Where a target will end this year' },
  audited: false,
  input: z.object({
    agreementId: Id,
    indicator: z.string().regex(/^[IX]\d\d$/),
    year: Year,
    knownAt: Instant.optional(),
    targetsAt: TargetsAt,
  }),
  output: z.object({
    asOf: Day,
    knownAt: Instant,
    targetsAt: Instant,
    target: z.int(),
    kind: z.enum(['flow', 'stock']),
    curve: Curve,
    /** What it goes by: of the agreement itself, or of its two provinces where that has too few people; then for whoever may read that cell alone. */
    earlier: z.array(Curve),
    /** The same without numbers of people: of a year's newly counted persons those there by the end of each month, 0 … 1 in whole per cent. */
    shares: z.array(z.object({ year: z.int(), months: z.array(z.number()), knownAt: Instant })),
    earlierOf: z.enum(['agreement', 'provinces', 'none']),
    forecast: z
      .object({
        by: z.enum(['earlier', 'even']),
        years: z.array(z.int()),
        share: z.number(),
        now: z.int(),
        low: z.int(),
        likely: z.int(),
        high: z.int(),
        certainty: z.enum(['close', 'fair', 'rough']),
        reach: z.enum(['yes', 'no', 'open']),
      })
      .nullable(),
    /** Why there is none. */
    without: z.enum(['stock', 'yearOver', 'notBegun', 'tooEarly', 'out']).nullable(),
  }),
  problems: [notFound, noTargetThere, ...questionProblems],
});
export const exportCompletion = endpoint({
  id: 'indicators.exportCompletion',
  method: 'POST',
  path: '/figures/completion/sheet',
  can: 'indicators.read',
  stepUp: true,
  summary: { zh: '导出目标完成情况', en: 'Completion of targets as a spreadsheet' },
  input: z.object({ year: Year.optional(), asOf: Day.optional(), knownAt: Instant.optional(), targetsAt: TargetsAt }),
  output: Download,
  problems: questionProblems,
});
export const completionAuditTexts = {
  'indicators.exportCompletion': { zh: '导出目标完成情况', en: 'Exported completion of targets' },
} as const;
export const completionExportTexts = { 'indicators.completion': { zh: '目标完成情况', en: 'completion of targets' } } as const;
