// Words and shapes of the ledger: what is told of a spell and its evidence. Shared by server and pages; no IO.
import { z } from 'zod';
import type { Permissions } from '#capabilities/access/rules.ts';
import { channelTexts } from '#capabilities/workers/rules.ts';
import { Day, Id, Instant, TextOut } from '#platform/contract.ts';
import type { Text } from '#standards/text.ts';
import { roundPermissions } from './contractRoundsPermissions.ts';
import { evidenceDeeds, spellDeeds } from './rulesDeeds.ts';
import { assistedTexts, leaveReasonTexts, programmeTexts } from './rulesLeaving.ts';
import { saysTexts, spellKindTexts, workAreaTexts } from './rulesSpell.ts';

const RECORDING = ['village_cadre', 'township_cadre', 'county_bureau', 'steering'] as const;
export const permissions = {
  'employment.record': { text: { zh: '登记务工', en: 'record work' }, roles: RECORDING },
  'employment.enter': {
    text: { zh: '登记、更正一段务工，转岗', en: 'record and correct spells, change of post' },
    roles: [...RECORDING, 'station'],
  },
  'employment.tell': {
    text: { zh: '登记离岗和在岗证据', en: 'record leaving and evidence' },
    roles: [...RECORDING, 'station', 'employer'],
  },
  'employment.people': {
    text: { zh: '查看用人单位的在岗人员', en: 'see the people of an employer' },
    roles: [...RECORDING, 'station', 'employer', 'auditor'],
  },
  'employment.exportPeople': {
    text: { zh: '导出用人单位的在岗名单', en: 'export the people of an employer' },
    roles: ['township_cadre', 'county_bureau', 'steering', 'station', 'employer', 'auditor'],
  },
  ...roundPermissions,
} as const satisfies Permissions;

const keys = <T extends string>(texts: Record<T, Text>) => Object.keys(texts) as [T, ...T[]];
export const SpellKind = z.enum(keys(spellKindTexts));
export const Channel = z.enum(keys(channelTexts));
export const WorkArea = z.enum(keys(workAreaTexts));
export const Says = z.enum(keys(saysTexts));
export const LeaveReason = z.enum(keys(leaveReasonTexts));
export const AssistedKind = z.enum(keys(assistedTexts));
export const Programme = z.enum(keys(programmeTexts));
export const Precision = z.enum(['day', 'month', 'year']);

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
  /** A file of the platform behind it, where the viewer may open it. */
  fileId: Id.nullable(),
  /** What this viewer may do with it. */
  may: z.array(z.enum(evidenceDeeds)),
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
  /** '' where none was chosen. */
  occupationCode: z.string(),
  post: z.string(),
  industry: TextOut,
  /** 12 digits; '' where it is not known. */
  place: z.string(),
  placeName: TextOut,
  /** 县内, 省内县外, 省外, 境外; derived. Missing where the viewer does not learn the home. */
  area: WorkArea.optional(),
  start: Day,
  startPrecision: Precision,
  ended: Day.nullable(),
  endPrecision: Precision,
  /** Nobody said so: another spell began on the day after. */
  endInferred: z.boolean(),
  leaveReason: LeaveReason.nullable(),
  /** held: begun and not over. stopped: the last statement says "not in post". later: not begun. */
  state: z.enum(['held', 'ended', 'stopped', 'later']),
  sideJob: z.boolean(),
  payMonth: z.int().nullable(),
  channel: Channel.nullable(),
  organised: z.boolean().nullable(),
  pointToPoint: z.boolean().nullable(),
  publicPostKind: z.string(),
  /** What of the cooperation stands behind it; `name`: of the organisation that `ref` names, else the words of `ref`. */
  assisted: z.object({ kind: AssistedKind, ref: z.string(), name: z.string() }).nullable(),
  /** 四项工程; null where it comes from none. */
  programme: Programme.nullable(),
  contract: z.object({ from: Day, to: Day.nullable() }).nullable(),
  /** `recorded` of the version that stands: sent along with every deed about it. */
  version: Instant,
  /** What this viewer may do with it, and by which classes of evidence. */
  may: z.array(z.enum(spellDeeds)),
  mayVouch: z.array(z.int()),
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
