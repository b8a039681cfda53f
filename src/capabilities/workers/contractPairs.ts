// One person out of many records: the desk of likely duplicates, joining and splitting.
import { z } from 'zod';
import { Code12, Day, endpoint, Id, Instant, named, paged, TextOut } from '#platform/contract.ts';
import { notFound } from '#platform/problem.ts';
import type { Text } from '#standards/text.ts';
import {
  alreadyOne,
  nothingToSplit,
  notYoursToJoin,
  pairChanged,
  Reason,
  Sex,
  Source,
  splitLeavesNobody,
  splitOrphans,
  withThemselves,
} from './contractShapes.ts';

export const pairKindTexts = {
  likeness: { zh: '很像', en: 'alike' },
  number: { zh: '同号同名', en: 'same number and name' },
  conflict: { zh: '同号不同名', en: 'same number, other name' },
} as const satisfies Record<string, Text>;
export const PairKind = z.enum(['likeness', 'number', 'conflict']);
export const pairStateTexts = {
  open: { zh: '待判', en: 'to decide' },
  same: { zh: '同一个人', en: 'one person' },
  different: { zh: '不是同一个人', en: 'different persons' },
} as const satisfies Record<string, Text>;
export const PairState = z.enum(['open', 'same', 'different']);

/** One side of a pair. Of a record out of one's sight only the county is told. */
export const PairSide = z.object({
  workerId: Id,
  visible: z.boolean(),
  county: z.string(),
  homeName: z.string(),
  name: z.string(),
  sex: Sex,
  age: z.int().nullable(),
  birthYear: z.int().nullable(),
  ethnic: z.string(),
  numberMasked: z.string(),
  phoneMasked: z.string(),
  householdNumber: z.string(),
  relation: z.string(),
  identities: z.array(z.string()),
  source: Source,
  sourceRef: z.string(),
  registered: Day.nullable(),
  records: z.int(),
});
export type PairSide = z.infer<typeof PairSide>;

export const Pair = z.object({
  id: Id,
  kind: PairKind,
  score: z.int(),
  band: z.enum(['accept', 'desk']),
  reasons: z.array(z.object({ text: TextOut, points: z.int() })),
  guards: z.array(TextOut),
  state: PairState,
  crossArea: z.boolean(),
  /** False: one side lies outside the area; the level above both decides. */
  mine: z.boolean(),
  /** News of a pair across areas that one's own side has not read yet. */
  unread: z.boolean(),
  found: Instant,
  foundBy: z.string(),
  decided: Instant.nullable(),
  decidedBy: z.string().nullable(),
  decidedHow: z.string(),
  decision: z.string(),
  version: z.int(),
  a: PairSide,
  b: PairSide,
});
export type Pair = z.infer<typeof Pair>;

export const listPairs = endpoint({
  id: 'workers.listPairs',
  method: 'GET',
  path: '/duplicates',
  can: 'workers.duplicates',
  summary: { zh: '可能的重复档案', en: 'Records that may be one person' },
  input: z.object({
    ...paged,
    state: PairState.default('open'),
    kind: PairKind.optional(),
    crossArea: z.boolean().optional(),
    area: named(Code12.optional(), '户籍地', 'Home'),
    workerId: Id.optional(),
  }),
  output: z.object({ items: z.array(Pair), total: z.int().nullable(), next: z.string().nullable(), previous: z.string().nullable() }),
});
export const readPair = endpoint({
  id: 'workers.readPair',
  method: 'GET',
  path: '/duplicates/:id',
  can: 'workers.duplicates',
  summary: { zh: '一对可能重复的档案', en: 'One pair' },
  input: z.object({ id: Id }),
  output: Pair,
  audited: true,
  problems: [notFound],
});
export const decidePair = endpoint({
  id: 'workers.decidePair',
  method: 'POST',
  path: '/duplicates/:id/decide',
  can: 'workers.duplicates',
  summary: { zh: '判定：是或不是同一个人', en: 'Decide whether two records are one person' },
  input: z.object({ id: Id, version: z.int(), same: z.boolean(), reason: Reason.optional() }),
  output: Pair,
  problems: [notFound, pairChanged, notYoursToJoin],
});
export const acknowledgePair = endpoint({
  id: 'workers.acknowledgePair',
  method: 'POST',
  path: '/duplicates/:id/read',
  can: 'workers.duplicates',
  summary: { zh: '跨区重复：已知悉', en: 'Across areas: taken note' },
  input: z.object({ id: Id }),
  output: Pair,
  problems: [notFound],
});
export const joinWorkers = endpoint({
  id: 'workers.joinWorkers',
  method: 'POST',
  path: '/workers/:id/join',
  can: 'workers.duplicates',
  summary: { zh: '与另一份档案合并', en: 'Merge with another record' },
  input: z.object({ id: Id, otherId: Id, reason: Reason }),
  output: z.object({ personId: Id, records: z.int() }),
  problems: [notFound, withThemselves, alreadyOne, notYoursToJoin],
});
export const splitWorkers = endpoint({
  id: 'workers.splitWorkers',
  method: 'POST',
  path: '/workers/:id/split',
  can: 'workers.duplicates',
  summary: { zh: '拆开：这些档案是另一个人', en: 'Split: these records are another person' },
  input: z.object({ id: Id, leaving: named(z.array(Id).min(1).max(50), '拆出的档案', 'Records that leave'), reason: Reason }),
  output: z.object({ personIds: z.array(Id) }),
  problems: [notFound, nothingToSplit, splitLeavesNobody, splitOrphans, notYoursToJoin],
});
export const startSweep = endpoint({
  id: 'workers.startSweep',
  method: 'POST',
  path: '/duplicates/sweep',
  can: 'workers.duplicates',
  summary: { zh: '现在就查一遍新变动的档案', en: 'Sweep now what has changed' },
  input: z.object({}),
  output: z.object({ jobId: Id }),
});
