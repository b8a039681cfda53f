// Employment 在岗台账: what the outside sees. Shared by server and pages; no IO.
import { z } from 'zod';
import type { Permissions } from '#capabilities/access/rules.ts';
import { channelTexts } from '#capabilities/workers/rules.ts';
import { type AnyEndpoint, Day, endpoint, Id, Instant, TextOut } from '#platform/contract.ts';
import { notFound } from '#platform/problem.ts';
import type { Text } from '#standards/text.ts';
import { saysTexts, spellKindTexts, workAreaTexts } from './rulesSpell.ts';

export { spellFactTexts } from './contractTexts.ts';

const RECORDING = ['village_cadre', 'township_cadre', 'county_bureau', 'steering'] as const;
export const permissions = {
  'employment.record': { text: { zh: '登记务工', en: 'record work' }, roles: RECORDING },
} as const satisfies Permissions;

const keys = <T extends string>(texts: Record<T, Text>) => Object.keys(texts) as [T, ...T[]];
export const SpellKind = z.enum(keys(spellKindTexts));
export const Channel = z.enum(keys(channelTexts));
export const WorkArea = z.enum(keys(workAreaTexts));
export const Says = z.enum(keys(saysTexts));
const Precision = z.enum(['day', 'month', 'year']);

/** How a fact came in. `by`: the account's name; null where a job or the program wrote it. */
const Origin = { source: z.string(), sourceRef: z.string(), by: z.string().nullable(), recorded: Instant };

export const EvidenceOut = z.object({
  id: Id,
  class: z.int().min(1).max(6),
  says: Says,
  coversFrom: Day,
  coversTo: Day.nullable(),
  observed: Day,
  note: z.string(),
  ...Origin,
});
export type EvidenceOut = z.infer<typeof EvidenceOut>;

export const SpellOut = z.object({
  id: Id,
  /** The record it stands on; a person may have several. */
  workerId: Id,
  kind: SpellKind,
  /** `id`: null where the employer is not registered as an organisation. */
  employer: z.object({ id: Id.nullable(), name: z.string() }),
  occupation: z.string(),
  post: z.string(),
  industry: TextOut,
  /** 12 digits; '' where it is not known. */
  place: z.string(),
  placeName: z.string(),
  /** 县内, 省内县外, 省外, 境外; derived. Missing where the viewer does not learn the home. */
  area: WorkArea.optional(),
  start: Day,
  startPrecision: Precision,
  ended: Day.nullable(),
  endPrecision: Precision,
  /** Nobody said so: another spell began on the day after. */
  endInferred: z.boolean(),
  /** held: begun and not over. stopped: the last statement says "not in post". later: not begun. */
  state: z.enum(['held', 'ended', 'stopped', 'later']),
  sideJob: z.boolean(),
  payMonth: z.int().nullable(),
  channel: Channel.nullable(),
  organised: z.boolean().nullable(),
  pointToPoint: z.boolean().nullable(),
  publicPostKind: z.string(),
  /** The last day that in-post evidence vouches for, and the best class that reaches it; missing where the viewer does not see verification. */
  verified: z.object({ until: Day, class: z.int() }).nullable().optional(),
  /** Newest first. */
  evidence: z.array(EvidenceOut).optional(),
  /** Corrections, newest first: what stood there before. */
  corrections: z.array(
    z.object({ ...Origin, reason: z.string(), changes: z.array(z.object({ field: TextOut, from: TextOut, to: TextOut })) }),
  ),
  ...Origin,
});
export type SpellOut = z.infer<typeof SpellOut>;

export const listSpells = endpoint({
  id: 'employment.listSpells',
  method: 'GET',
  path: '/workers/:id/spells',
  can: 'workers.see',
  summary: { zh: '一个人的务工经历和在岗证据（留痕）', en: 'Spells of work of one person, with their evidence (on record)' },
  input: z.object({ id: Id }),
  output: z.object({
    /** Latest start first. */
    spells: z.array(SpellOut),
    /** The day of the last list that said "does not work" of somebody without any spell. */
    noWork: Day.nullable(),
    /** Why there is no spell of somebody lists have told of: a start nobody can read (a doubt of the desk), or none that could be entered. */
    without: z.enum(['', 'unread', 'listed']),
  }),
  audited: true,
  problems: [notFound],
});

export const employmentEndpoints: readonly AnyEndpoint[] = [listSpells];
/** What the audit calls each deed. */
export const auditTexts: Readonly<Record<string, Text>> = Object.fromEntries(
  employmentEndpoints.filter((e) => e.audited).map((e) => [e.id, e.summary]),
);
export const noticeTexts: Readonly<Record<string, Text>> = {
  'employment.statesDiffered': {
    zh: '夜间核对：{n} 人的务工现状与事实不符，已按事实改正',
    en: 'Nightly check: the state of work of {n} workers differed from the facts and was mended',
  },
};
