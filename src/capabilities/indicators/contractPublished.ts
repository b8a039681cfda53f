// Published months: cells that anybody may see, without small numbers. Part of contract.ts.
import { z } from 'zod';
import { Day, endpoint, Id, Instant, TextOut } from '#platform/contract.ts';
import { notFound, problem } from '#platform/problem.ts';
import { FREEZE } from './contractFreeze.ts';
import { notFrozen, notYourSide } from './contractFreezeProblems.ts';

export const publishedAlready = problem(
  'indicators.publishedAlready',
  409,
  '{month} 已经公布过，公布的数不再变',
  '{month} is published already; what is published does not change',
);

/** A number, or why there is none: `few` 1 … 9 persons; `hidden`: a small number could be reckoned from it. */
const ToldOut = z.union([z.int(), z.enum(['few', 'hidden'])]);
const Line = z.object({ key: z.string(), name: TextOut, told: ToldOut, cells: z.array(ToldOut) });
export const publishMonth = endpoint({
  id: 'indicators.publishMonth',
  method: 'POST',
  path: '/figures/freezes/:id/publish',
  can: FREEZE,
  stepUp: true,
  summary: { zh: '公布一个封账的月份', en: 'Publish a frozen month' },
  input: z.object({ id: Id }),
  output: z.object({ id: Id }),
  problems: [notFound, notYourSide, notFrozen, publishedAlready],
});
export const listPublished = endpoint({
  id: 'indicators.listPublished',
  method: 'GET',
  path: '/figures/published',
  can: 'signedIn',
  summary: { zh: '已公布的月份', en: 'Published months' },
  input: z.object({}),
  output: z.object({ items: z.array(z.object({ id: Id, month: z.string(), origin: z.string(), originName: TextOut, at: Instant })) }),
});
export const readPublished = endpoint({
  id: 'indicators.readPublished',
  method: 'GET',
  path: '/figures/published/:id',
  can: 'signedIn',
  summary: { zh: '公布的数', en: 'What is published of a month' },
  input: z.object({ id: Id }),
  output: z.object({
    id: Id,
    month: z.string(),
    originName: TextOut,
    knownAt: Instant,
    at: Instant,
    /** Fewer persons than this are not told. */
    few: z.int(),
    figures: z.array(
      z.object({
        figure: z.string(),
        version: z.int(),
        name: TextOut,
        words: TextOut,
        from: Day,
        to: Day,
        total: ToldOut,
        tables: z.array(
          z.object({
            by: z.array(TextOut),
            /** Of the second dimension; none where there is one. */
            columns: z.array(z.object({ key: z.string(), name: TextOut, told: ToldOut })),
            rows: z.array(Line),
          }),
        ),
      }),
    ),
  }),
  problems: [notFound],
});
export const publishedAuditTexts = {
  'indicators.publishMonth': { zh: '公布封账月份', en: 'Published a frozen month' },
} as const;
export const publishedNoticeTexts = {
  'indicators.monthPublished': { zh: '{by}公布了 {month} 的数', en: '{by} published the figures of {month}' },
} as const;
