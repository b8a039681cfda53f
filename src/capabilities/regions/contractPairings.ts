// Pairings 结对 as endpoints. Part of contract.ts, which passes it on.
import { z } from 'zod';
import { Day, endpoint, Id, Instant, line, named, page, paged, prose, rule } from '#platform/contract.ts';
import { changed } from '#platform/problem.ts';
import {
  AnyCode,
  Certainty,
  endBeforeStart,
  MANAGE_PAIRINGS,
  noSuchDivision,
  Pairing,
  PairingLevel,
  Precision,
  pairingOutside,
  pairingRefused,
  pairingTwice,
} from './contractShapes.ts';

const signed = { can: 'signedIn' } as const;

export const listPairings = endpoint({
  id: 'regions.listPairings',
  method: 'GET',
  path: '/regions/pairings',
  ...signed,
  summary: { zh: '结对，按日期看', en: 'Pairings as of a day' },
  input: z.object({
    ...paged,
    size: z.int().min(1).max(200).default(100),
    asOf: Day.optional(),
    /** Without it: those in force on the day. */
    state: z.enum(['current', 'ended', 'coming', 'all']).default('current'),
    level: PairingLevel.optional(),
    certainty: Certainty.optional(),
    /** Two digits of either side's province. */
    province: z
      .string()
      .regex(/^\d{2}$/)
      .optional(),
    /** Either side lies in, is, or contains this division. */
    code: AnyCode.optional(),
    /** Those of my own areas. */
    mine: z.boolean().optional(),
  }),
  output: page(Pairing).extend({ asOf: Day }),
  problems: [noSuchDivision],
});

const PairingVersion = Pairing.extend({
  reason: z.string(),
  by: z.string(),
  recorded: Instant,
  superseded: Instant.nullable(),
});
export const readPairing = endpoint({
  id: 'regions.readPairing',
  method: 'GET',
  path: '/regions/pairings/:id',
  ...signed,
  summary: { zh: '一条结对和它的各版', en: 'One pairing and its versions' },
  input: z.object({ id: Id }),
  output: Pairing.extend({ versions: z.array(PairingVersion) }),
});

const Chosen = rule(
  z.string(),
  (code) => /^\d{12}$/.test(code),
  'regions.chooseDivision',
  '还没有选。写名称、拼音或代码，再从列出的里面选一个',
  'Nothing is chosen yet: type a name, pinyin or code and choose one of the list',
);
const facts = {
  level: named(PairingLevel, '层级', 'Level'),
  originCode: named(Chosen, '输出地', 'Origin'),
  originName: named(z.string().trim().max(40).default(''), '输出地名称', 'Name of the origin'),
  hostCode: named(Chosen, '输入地', 'Host'),
  hostName: named(z.string().trim().max(40).default(''), '输入地名称', 'Name of the host'),
  validFrom: named(Day, '开始日期', 'First day'),
  fromPrecision: named(Precision.default('day'), '开始日期知道到', 'Precision of the first day'),
  validTo: named(Day.nullable().default(null), '结束日期', 'Last day'),
  toPrecision: named(Precision.nullable().default(null), '结束日期知道到', 'Precision of the last day'),
  source: named(line(200), '依据', 'Source'),
  certainty: named(Certainty, '可靠程度', 'Certainty'),
  note: named(prose(500).default(''), '说明', 'Note'),
};
const reason = named(line(200, 4), '事由', 'Reason');

export const createPairing = endpoint({
  id: 'regions.createPairing',
  method: 'POST',
  path: '/regions/pairings',
  can: MANAGE_PAIRINGS,
  summary: { zh: '登记结对', en: 'Enter a pairing' },
  input: z.object(facts),
  output: Pairing,
  problems: [noSuchDivision, pairingTwice, pairingRefused, pairingOutside, endBeforeStart],
});
export const endPairing = endpoint({
  id: 'regions.endPairing',
  method: 'POST',
  path: '/regions/pairings/:id/end',
  can: MANAGE_PAIRINGS,
  summary: { zh: '结束结对', en: 'End a pairing' },
  input: z.object({
    id: Id,
    rowId: z.int(),
    validTo: named(Day, '最后一天', 'Last day'),
    toPrecision: named(Precision.default('day'), '知道到', 'Precision'),
    reason,
  }),
  output: Pairing,
  problems: [changed, pairingOutside, endBeforeStart],
});
export const correctPairing = endpoint({
  id: 'regions.correctPairing',
  method: 'POST',
  path: '/regions/pairings/:id/correct',
  can: MANAGE_PAIRINGS,
  summary: { zh: '更正结对', en: 'Correct a pairing' },
  input: z.object({ id: Id, rowId: z.int(), ...facts, reason }),
  output: Pairing,
  problems: [noSuchDivision, pairingTwice, pairingRefused, pairingOutside, changed, endBeforeStart],
});
