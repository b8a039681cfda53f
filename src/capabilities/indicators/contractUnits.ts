// I15: agreements in force and stations at work, units and not persons. Part of contract.ts.
import { z } from 'zod';
import { Code12, Day, endpoint, Id, Instant, named, TextOut } from '#platform/contract.ts';
import * as p from './contractProblems.ts';
import { UNIT_DIMENSIONS, UNIT_KINDS, UNIT_LEVELS } from './rulesUnits.ts';

const Place = z.union([Code12, z.literal('')]);
const asking = {
  asOf: named(Day, '截至', 'As of'),
  knownAt: Instant.optional(),
  where: z.object({ origin: z.array(Place).min(1).max(50).optional(), host: z.array(Place).min(1).max(50).optional() }).default({}),
};
const Levels = z.object({ province: z.int(), prefecture: z.int(), county: z.int() });
const Counts = z.object({ agreement: Levels, station: Levels });
export type UnitCountsOut = z.infer<typeof Counts>;
const problems = [p.dayLater, p.knownLater, p.notYourCell];

export const readUnits = endpoint({
  id: 'indicators.readUnits',
  method: 'POST',
  path: '/figures/units',
  can: 'indicators.read',
  summary: { zh: '协议与劳务站（I15），按层级和两地', en: 'Agreements and stations (I15) by level and places' },
  audited: false,
  input: z.object({ ...asking, by: z.enum(UNIT_DIMENSIONS).default('origin:prefecture') }),
  output: z.object({
    figure: z.object({ id: z.string(), version: z.int(), name: TextOut, words: TextOut }),
    asOf: Day,
    knownAt: Instant,
    total: Counts,
    /** An agreement stands in one row, a station in every row that it serves. */
    rows: z.array(z.object({ key: z.string(), name: TextOut, counts: Counts })),
  }),
  problems,
});
export const listUnits = endpoint({
  id: 'indicators.listUnits',
  method: 'POST',
  path: '/figures/units/list',
  can: 'indicators.read',
  summary: { zh: '一个数后面的协议或劳务站', en: 'The agreements or stations behind a number' },
  audited: false,
  input: z.object({
    ...asking,
    kind: z.enum(UNIT_KINDS),
    level: z.enum(UNIT_LEVELS).optional(),
    /** A row of the table. */
    by: z.enum(UNIT_DIMENSIONS).optional(),
    key: z.string().max(40).optional(),
    /** The last id of the page before. */
    after: Id.optional(),
    size: z.int().min(1).max(500).default(200),
  }),
  output: z.object({
    asOf: Day,
    knownAt: Instant,
    total: z.int(),
    next: Id.nullable(),
    items: z.array(
      z.object({
        id: Id,
        kind: z.enum(UNIT_KINDS),
        level: z.enum(UNIT_LEVELS),
        name: z.string(),
        origins: z.array(TextOut),
        hosts: z.array(TextOut),
        /** Of an agreement: its days. */
        from: Day.nullable(),
        to: Day.nullable(),
        /** The record's own page can be opened. */
        opens: z.boolean(),
      }),
    ),
  }),
  problems,
});
