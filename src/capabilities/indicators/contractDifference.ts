// 差异说明: what is known now that was not known when a month was frozen, figure by figure and person by person. Part of contract.ts.
import { z } from 'zod';
import { Day, Download, endpoint, Id, Instant, TextOut } from '#platform/contract.ts';
import { notFound, problem } from '#platform/problem.ts';
import { notFrozen } from './contractFreezeProblems.ts';
import { knownLater, notYourCell, questionsWait, runGone, tooManyQuestions } from './contractProblems.ts';
import { REASONS } from './rulesDifference.ts';

export const noSuchSeries = problem(
  'indicators.noSuchSeries',
  404,
  '这次封账里没有“{series}”。有：{known}',
  'This freeze holds no “{series}”; it holds: {known}',
);
export const differenceTooLong = problem(
  'indicators.differenceTooLong',
  422,
  '差异有 {n} 人次，超过一份表的上限 {limit}；请由县一级分别下载',
  'The difference has {n} rows, more than the {limit} one sheet may hold; take it county by county',
);

export const Kind = z.enum(['in', 'out', 'moved']);
export const Reason = z.enum(REASONS);
const asked = {
  id: Id,
  /** A figure and its class of evidence: `I06/5`. */
  series: z.string().max(20),
  /** Compared with what is known at this instant; now where it is left out. */
  knownAt: Instant.optional(),
};
const Counts = z.object({ in: z.int(), out: z.int(), moved: z.int() });
export const readDifference = endpoint({
  id: 'indicators.readDifference',
  method: 'POST',
  path: '/figures/freezes/:id/difference',
  can: 'indicators.read',
  audited: false,
  summary: { zh: '差异说明', en: 'What changed since a month was frozen' },
  input: z.object({
    ...asked,
    /** Computed anew, though an answer of some minutes ago stands. */
    fresh: z.boolean().default(false),
  }),
  output: z.object({
    series: z.string(),
    class: z.int(),
    from: Day,
    to: Day,
    frozenAt: Instant,
    knownAt: Instant,
    /** False: only those whose home or work lies in the asker’s area. */
    whole: z.boolean(),
    figures: z.array(
      z.object({
        figure: z.string(),
        name: TextOut,
        frozen: z.int(),
        now: z.int(),
        ...Counts.shape,
        /** frozen + in − out = now. */
        holds: z.boolean(),
        /** Of those who moved, by the dimension they moved along. */
        movedBy: z.array(z.object({ name: TextOut, persons: z.int() })),
        /** Each person under the first of their reasons, so that the rows sum to the figures above. */
        reasons: z.array(z.object({ reason: Reason, text: TextOut, ...Counts.shape })),
      }),
    ),
  }),
  problems: [notFound, notFrozen, noSuchSeries, knownLater, notYourCell, tooManyQuestions, questionsWait, runGone],
});
export const listDifference = endpoint({
  id: 'indicators.listDifference',
  method: 'POST',
  path: '/figures/freezes/:id/difference/persons',
  can: 'indicators.read',
  summary: { zh: '差异说明里的人', en: 'The persons of a difference' },
  input: z.object({
    ...asked,
    figure: z.string().max(3),
    kind: Kind.optional(),
    reason: Reason.optional(),
    cursor: z.string().max(400).optional(),
    size: z.int().min(1).max(200).default(30),
  }),
  output: z.object({
    knownAt: Instant,
    total: z.int(),
    /** Null beyond 10,000, where it is not counted. */
    visible: z.int().nullable(),
    items: z.array(
      z.object({
        workerId: Id.nullable(),
        kind: Kind,
        /** Null: not the asker’s to see; then nothing else is told either, not even an id. */
        card: z.object({ name: z.string(), sex: z.string(), age: z.int().nullable(), homeName: z.string() }).nullable(),
        changes: z.array(z.object({ name: TextOut, from: TextOut, to: TextOut })),
        reasons: z.array(z.object({ reason: Reason, text: TextOut, at: Instant.nullable() })),
      }),
    ),
    next: z.string().nullable(),
  }),
  problems: [notFound, notFrozen, noSuchSeries, knownLater, notYourCell, tooManyQuestions, questionsWait, runGone],
});
export const takeDifference = endpoint({
  id: 'indicators.takeDifference',
  method: 'POST',
  path: '/figures/freezes/:id/difference/sheet',
  can: 'indicators.read',
  stepUp: true,
  summary: { zh: '下载差异说明', en: 'Take a difference note as a sheet' },
  input: z.object(asked),
  output: Download,
  problems: [notFound, notFrozen, noSuchSeries, knownLater, notYourCell, tooManyQuestions, questionsWait, runGone, differenceTooLong],
});

export const differenceAuditTexts = {
  'indicators.listDifference': { zh: '查看差异说明里的人', en: 'Saw the persons of a difference note' },
  'indicators.takeDifference': { zh: '下载差异说明', en: 'Took a difference note' },
} as const;
export const differenceExportTexts = { 'indicators.difference': { zh: '差异说明', en: 'difference note' } } as const;
