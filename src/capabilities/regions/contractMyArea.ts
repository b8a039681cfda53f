// My areas as an endpoint: what the shell asks once somebody is signed in. Part of contract.ts, which passes it on.
import { z } from 'zod';
import { Code12, Day, endpoint } from '#platform/contract.ts';
import { KeyCounty, Level, Pairing } from './contractShapes.ts';

export const Counts = z.object({ prefecture: z.int(), county: z.int(), township: z.int(), village: z.int() });
export type Counts = z.infer<typeof Counts>;
export const DivisionBrief = z.object({
  code: Code12,
  name: z.string(),
  shortName: z.string(),
  /** Pinyin and kind: Pingtang County. */
  english: z.string(),
  level: Level,
});
export type DivisionBrief = z.infer<typeof DivisionBrief>;

export const readMyArea = endpoint({
  id: 'regions.readMyArea',
  method: 'GET',
  path: '/regions/mine',
  can: 'signedIn',
  summary: { zh: '我的辖区：名称、下辖、结对、重点帮扶县', en: 'My areas: names, what lies below, pairings, key counties' },
  input: z.object({}),
  output: z.object({
    asOf: Day,
    areas: z.array(
      z.object({
        division: DivisionBrief.extend({ shortFullName: z.string(), parents: z.array(DivisionBrief) }),
        below: Counts,
        /** Of the area itself or above it: what it is paired with. */
        pairings: z.array(Pairing),
        /** How many pairings hold for areas below it. */
        pairingsBelow: z.int(),
        keyCounties: z.array(KeyCounty),
      }),
    ),
  }),
});
