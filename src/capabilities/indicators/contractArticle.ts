// What the article says beside what is computed. Part of contract.ts.
import { z } from 'zod';
import { Day, endpoint, Instant, TextOut } from '#platform/contract.ts';
import { TRAINED } from './rulesArticle.ts';
import { UNIT_KINDS, UNIT_LEVELS } from './rulesUnits.ts';

export const readArticle = endpoint({
  id: 'indicators.readArticle',
  method: 'GET',
  path: '/figures/article',
  can: 'indicators.read',
  summary: { zh: '文中数字', en: 'The figures of the article' },
  input: z.object({}),
  output: z.object({
    /** Of the demonstration that is loaded; null where there is none, or only a part of one. */
    demonstration: z
      .object({
        scale: z.number(),
        /** So much above the article (0.03: three per cent). */
        shift: z.number(),
        /** All of it is there; before, the figures are on their way. */
        complete: z.boolean(),
      })
      .nullable(),
    knownAt: Instant.nullable(),
    statements: z.array(
      z.object({
        id: z.string(),
        said: TextOut,
        figure: z.string(),
        name: TextOut,
        from: Day,
        to: Day,
        where: z.record(z.string(), z.array(z.string())),
        target: z.int().nullable(),
        /** Agreements or stations, as many at every scale; null where persons are counted. */
        units: z.object({ kind: z.enum(UNIT_KINDS), level: z.enum(UNIT_LEVELS).nullable() }).nullable(),
        /** Of I09: classes, distinct persons or attendances; null of every other figure. */
        trained: z.enum(TRAINED).nullable(),
        /** The article’s number at the scale of the demonstration. */
        expected: z.int().nullable(),
        value: z.int().nullable(),
        /** Not the asker’s to see. */
        withheld: z.boolean(),
        /** What the figure waits for; null where it is computed. */
        awaits: TextOut.nullable(),
        /** Of an external figure: where it was published and of which day; null where it is computed. */
        source: z.string().nullable(),
      }),
    ),
  }),
});
export type Article = z.infer<(typeof readArticle)['output']>;
