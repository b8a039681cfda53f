// Targets 目标 of agreements as endpoints: what is in force, how it came about, proposing, approving. Part of contract.ts.
import { z } from 'zod';
import type { Permissions } from '#capabilities/access/rules.ts';
import { Day, Download, endpoint, Id, Instant, line, named, TextOut } from '#platform/contract.ts';
import { notFound } from '#platform/problem.ts';
import { EXPORT, READ } from './contractShapes.ts';
import {
  agreementNotSigned,
  noSuchIndicator,
  noTarget,
  proposalDecided,
  proposalOpen,
  sameProposer,
  sameSide,
  targetEarlier,
  targetLess,
  targetMore,
  targetNotYours,
  targetOtherYear,
  targetSame,
  targetTooFine,
  targetTwice,
  yearOutside,
} from './contractTargetProblems.ts';
import { SET_TARGETS } from './names.ts';

export * from './contractTargetProblems.ts';
export { SET_TARGETS };

/**
 * Beside what a target still lacks: what later capabilities know of people on the way (in training, offered a post). Subject: `agreement indicator year`. Empty
 * until one of them fills it: nothing is said that nobody knows.
 */
export const GAP = 'accords.gap';
export const targetPermissions = {
  [SET_TARGETS]: { text: { zh: '提出、批准协议目标', en: 'propose and approve targets' }, roles: ['county_bureau', 'steering'] },
} as const satisfies Permissions;

const Year = named(z.int().min(2016).max(2100), '年度', 'Year');
const IndicatorId = named(z.string().regex(/^[IX]\d\d$/), '指标', 'Indicator');
const Side = z.enum(['origin', 'host']);
export const ProposalStateOut = z.enum(['open', 'approved', 'refused', 'withdrawn']);
export const proposalStateTexts: Record<z.infer<typeof ProposalStateOut>, { zh: string; en: string }> = {
  open: { zh: '等对方答复', en: 'waiting for the other side' },
  approved: { zh: '已批准', en: 'approved' },
  refused: { zh: '已退回', en: 'refused' },
  withdrawn: { zh: '已收回', en: 'taken back' },
};

export const ProposalOut = z.object({
  id: Id,
  agreementId: Id,
  originName: TextOut,
  hostName: TextOut,
  indicator: z.string(),
  name: TextOut,
  year: z.int(),
  fromDay: Day,
  persons: z.int(),
  /** What was in force when it was proposed; null: the first target. */
  before: z.int().nullable(),
  side: Side,
  reason: z.string(),
  /** '' where it came with the program. */
  proposedBy: z.string(),
  proposedOn: Day,
  proposed: Instant,
  state: ProposalStateOut,
  decidedBy: z.string(),
  decidedOn: Day.nullable(),
  /** Why it was refused or taken back. */
  answer: z.string(),
  /** Of the asker. */
  mayDecide: z.boolean(),
  mayWithdraw: z.boolean(),
});
export type ProposalOut = z.infer<typeof ProposalOut>;

/** A version of what was agreed, the newest first. */
const Agreed = z.object({
  fromDay: Day,
  persons: z.int(),
  before: z.int().nullable(),
  reason: z.string(),
  side: Side,
  proposedBy: z.string(),
  proposedOn: Day,
  approvedBy: z.string(),
  approvedOn: Day,
  /** Agreed on only when its year was over. */
  late: z.boolean(),
  recorded: Instant,
  /** Null: stands. */
  superseded: Instant.nullable(),
});
export const TargetLine = z.object({
  indicator: z.string(),
  name: TextOut,
  short: TextOut,
  kind: z.enum(['flow', 'stock']),
  /** On the day that is asked about. */
  inForce: z.object({ persons: z.int(), fromDay: Day }).nullable(),
  history: z.array(Agreed),
  open: ProposalOut.nullable(),
  /** Refused or taken back. */
  past: z.array(ProposalOut),
});
export type TargetLine = z.infer<typeof TargetLine>;

export const listTargets = endpoint({
  id: 'accords.listTargets',
  method: 'GET',
  path: '/agreements/:id/targets',
  can: READ,
  summary: { zh: '一份协议一年的目标、历次调整和待批准的提议', en: 'Targets of an agreement in a year, their history and what waits' },
  input: z.object({ id: Id, year: Year.optional(), knownAt: Instant.optional() }),
  output: z.object({
    year: z.int(),
    /** The years the agreement touches. */
    years: z.array(z.int()),
    /** Of the targets in force: today, or the last day of a year that is over. */
    day: Day,
    originName: TextOut,
    hostName: TextOut,
    /** For which sides the asker may propose and decide. */
    speaksFor: z.array(Side),
    signed: z.boolean(),
    lines: z.array(TargetLine),
    /** Indicators that can have none, and why. */
    without: z.array(z.object({ id: z.string(), why: TextOut })),
  }),
  problems: [notFound],
});

export const listProposals = endpoint({
  id: 'accords.listTargetProposals',
  method: 'GET',
  path: '/target-proposals',
  can: READ,
  summary: { zh: '目标提议', en: 'Proposals of targets' },
  input: z.object({
    /** mine: those that wait for the asker's side; ours: those of the asker's side that wait for the other. */
    waiting: z.enum(['mine', 'ours', 'all']).default('mine'),
    cursor: z.string().max(2000).optional(),
    size: z.int().min(1).max(200).default(50),
  }),
  output: z.object({
    items: z.array(ProposalOut),
    total: z.int(),
    next: z.string().nullable(),
    previous: z.string().nullable(),
    /** The year of the business day, to which a sheet of targets is offered. */
    year: z.int(),
  }),
});

const proposeProblems = [
  notFound,
  noSuchIndicator,
  noTarget,
  targetTwice,
  targetOtherYear,
  targetEarlier,
  targetSame,
  targetMore,
  targetLess,
  proposalOpen,
  targetNotYours,
  agreementNotSigned,
  yearOutside,
  targetTooFine,
];
export const proposeTargets = endpoint({
  id: 'accords.proposeTargets',
  method: 'POST',
  path: '/agreements/:id/targets',
  can: SET_TARGETS,
  summary: { zh: '提出目标或调整', en: 'Propose targets or adjustments' },
  input: z.object({
    id: Id,
    year: Year,
    items: named(
      z
        .array(
          z.object({
            indicator: IndicatorId,
            persons: named(z.int().min(1).max(50_000_000), '目标人数', 'Persons'),
            fromDay: named(Day, '从哪天起', 'From'),
          }),
        )
        .min(1)
        .max(20),
      '目标',
      'Targets',
    ),
    reason: named(line(200, 4), '事由', 'Reason'),
  }),
  output: z.object({ items: z.array(ProposalOut) }),
  problems: proposeProblems,
});
const decideProblems = [notFound, proposalDecided, sameSide, sameProposer, targetNotYours];
export const approveTargets = endpoint({
  id: 'accords.approveTargets',
  method: 'POST',
  path: '/target-proposals/approve',
  can: SET_TARGETS,
  summary: { zh: '批准目标提议', en: 'Approve proposals of targets' },
  input: z.object({ ids: named(z.array(Id).min(1).max(200), '提议', 'Proposals') }),
  output: z.object({ items: z.array(ProposalOut) }),
  problems: [...decideProblems, agreementNotSigned, targetTooFine, yearOutside, targetEarlier, targetSame, targetMore, targetLess],
});
export const refuseTarget = endpoint({
  id: 'accords.refuseTarget',
  method: 'POST',
  path: '/target-proposals/:id/refuse',
  can: SET_TARGETS,
  summary: { zh: '退回目标提议', en: 'Refuse a proposal of a target' },
  input: z.object({ id: Id, reason: named(line(200, 4), '原因', 'Reason') }),
  output: ProposalOut,
  problems: decideProblems,
});
export const withdrawTarget = endpoint({
  id: 'accords.withdrawTarget',
  method: 'POST',
  path: '/target-proposals/:id/withdraw',
  can: SET_TARGETS,
  summary: { zh: '收回本方的目标提议', en: 'Take back a proposal of one’s own side' },
  input: z.object({ id: Id, reason: named(line(200, 4), '原因', 'Reason') }),
  output: ProposalOut,
  problems: [notFound, proposalDecided, targetNotYours],
});
export const exportTargets = endpoint({
  id: 'accords.exportTargets',
  method: 'POST',
  path: '/agreement-targets/sheet',
  can: EXPORT,
  stepUp: true,
  summary: { zh: '导出一年的协议目标', en: 'Targets of a year as a spreadsheet' },
  input: z.object({ year: Year }),
  output: Download,
});

export const targetTemplate = endpoint({
  id: 'accords.targetTemplate',
  method: 'POST',
  path: '/agreement-targets/template',
  can: SET_TARGETS,
  stepUp: true,
  summary: {
    zh: '下载本方各协议一年的目标表，填好再导入',
    en: 'The targets of one’s own agreements in a year as a sheet to fill in and import',
  },
  input: z.object({ year: Year }),
  output: Download,
});

export const targetAuditTexts = {
  'accords.proposeTargets': { zh: '提出协议目标', en: 'Proposed targets of an agreement' },
  'accords.approveTargets': { zh: '批准协议目标', en: 'Approved targets of an agreement' },
  'accords.refuseTarget': { zh: '退回协议目标提议', en: 'Refused a proposal of a target' },
  'accords.withdrawTarget': { zh: '收回协议目标提议', en: 'Took back a proposal of a target' },
  'accords.targetTemplate': { zh: '下载协议目标表', en: 'Took a sheet of targets to fill in' },
  'accords.exportTargets': { zh: '导出协议目标', en: 'Exported targets of agreements' },
} as const;
export const targetExportTexts = {
  'accords.targets': { zh: '协议目标', en: 'targets of agreements' },
  'accords.targetTemplate': { zh: '协议目标表（待填）', en: 'sheet of targets to fill in' },
} as const;
export const targetNoticeTexts = {
  'accords.targetProposed': {
    zh: '{by}提出了{agreement} {year} 年的目标 {n} 项，等您这一方批准',
    en: '{by} proposed {n} target(s) for {year} of {agreement}: your side is to approve',
  },
  'accords.targetApproved': {
    zh: '{by}批准了{agreement} {year} 年的目标 {n} 项',
    en: '{by} approved {n} target(s) for {year} of {agreement}',
  },
  'accords.targetRefused': {
    zh: '{by}退回了{agreement} {year} 年的目标“{name}”：{reason}',
    en: '{by} refused the target “{name}” for {year} of {agreement}: {reason}',
  },
} as const;
