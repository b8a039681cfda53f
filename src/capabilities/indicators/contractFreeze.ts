// Freezing 封账: months of a pair of provinces, proposed, approved by both sides, signed; the files that leave. Part of contract.ts.
import { z } from 'zod';
import type { Permissions } from '#capabilities/access/rules.ts';
import { Day, Download, endpoint, Id, Instant, line, named, prose, TextOut } from '#platform/contract.ts';
import { notFound } from '#platform/problem.ts';
import * as f from './contractFreezeProblems.ts';
import { knownLater } from './contractProblems.ts';
import { FREEZE } from './names.ts';

export { FREEZE };

export const freezePermissions = {
  [FREEZE]: { text: { zh: '封账：提出、批准、退回', en: 'freeze months: propose, approve, refuse' }, roles: ['steering'] },
} as const satisfies Permissions;

export const Month = named(z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/), '月份', 'month');
export const OriginProvince = named(z.enum(['450000000000', '520000000000']), '输出省份', 'sending province');
export const FreezeState = z.enum(['computing', 'proposed', 'approved', 'frozen', 'refused']);
export type FreezeState = z.infer<typeof FreezeState>;
export const freezeStateTexts: Record<FreezeState, { zh: string; en: string }> = {
  computing: { zh: '正在统计', en: 'being counted' },
  proposed: { zh: '等两边批准', en: 'waiting for both sides' },
  approved: { zh: '一边已批准', en: 'approved by one side' },
  frozen: { zh: '已封账', en: 'frozen' },
  refused: { zh: '已退回', en: 'refused' },
};
export const MonthState = z.enum(['notOver', 'open', 'freezing', 'frozen', 'reported']);
export type MonthState = z.infer<typeof MonthState>;
export const monthStateTexts: Record<MonthState, { zh: string; en: string }> = {
  notOver: { zh: '本月未完', en: 'not over' },
  open: { zh: '未封账', en: 'open' },
  freezing: { zh: '封账中', en: 'being frozen' },
  frozen: { zh: '已封账', en: 'frozen' },
  reported: { zh: '已上报', en: 'reported' },
};
const Side = z.enum(['origin', 'host']);

export const FreezeOut = z.object({
  id: Id,
  month: z.string(),
  origin: z.string(),
  originName: TextOut,
  host: z.string(),
  hostName: TextOut,
  state: FreezeState,
  knownAt: Instant,
  proposed: Instant,
  /** Null: the owner of the installation, at the command line. */
  proposedBy: z.string().nullable(),
  /** Not `inPerson`: the owner of the installation entered it for the account, at the command line. */
  approvals: z.array(z.object({ side: Side, by: z.string(), inPerson: z.boolean(), at: Instant })),
  refused: z.object({ at: Instant, by: z.string().nullable(), reason: z.string() }).nullable(),
  frozen: Instant.nullable(),
  reported: z.object({ at: Instant, by: z.string(), to: z.string() }).nullable(),
  /** When its cells were published to everybody. */
  published: Instant.nullable(),
  /** SHA-256 of the cells; what is approved. */
  digest: z.string().nullable(),
  cells: z.int().nullable(),
  /** For which sides the asker may approve. */
  speaksFor: z.array(Side),
});
export type FreezeOut = z.infer<typeof FreezeOut>;
const FreezeWhole = FreezeOut.extend({
  job: z
    .object({
      id: Id,
      state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
      done: z.number(),
      total: z.number().nullable(),
      note: TextOut.nullable(),
      error: TextOut.nullable(),
    })
    .nullable(),
  /** Null where only parts of the pair are the asker’s to see. */
  figures: z
    .array(
      z.object({
        series: z.string(),
        figure: z.string(),
        name: TextOut,
        class: z.int(),
        from: Day,
        to: Day,
        persons: z.int(),
        /** Of retention: n, yes, no, unverified, not yet due, not applicable after 30, 90, 180, 365 days. */
        windows: z.array(z.array(z.int())).nullable(),
        /** Persons of the figure whose home nobody knows: of no pair. */
        homeless: z.int(),
      }),
    )
    .nullable(),
  checks: z.array(
    z.object({
      name: TextOut,
      holds: z.boolean(),
      /** Null where only parts of the pair are the asker’s to see, as are the figures. */
      parent: z.int().nullable(),
      children: z.int().nullable(),
      /** Ids of up to twenty persons, for those who speak for the sending province. */
      persons: z.array(Id),
    }),
  ),
  key: z.object({ publicKey: z.string(), fingerprint: z.string() }).nullable(),
});

export const listMonths = endpoint({
  id: 'indicators.listMonths',
  method: 'GET',
  path: '/figures/months',
  can: 'indicators.read',
  summary: { zh: '各月封账状态', en: 'Which months are open, frozen, reported' },
  input: z.object({}),
  output: z.object({
    today: Day,
    pairs: z.array(
      z.object({
        origin: z.string(),
        originName: TextOut,
        lastFrozen: z.string().nullable(),
        lastReported: z.string().nullable(),
        mayPropose: z.boolean(),
        months: z.array(z.object({ month: z.string(), state: MonthState, freezeId: Id.nullable() })),
      }),
    ),
  }),
});
export const listFreezes = endpoint({
  id: 'indicators.listFreezes',
  method: 'GET',
  path: '/figures/freezes',
  can: 'indicators.read',
  summary: { zh: '封账记录', en: 'Freezes of months' },
  input: z.object({ origin: OriginProvince.optional() }),
  output: z.object({ items: z.array(FreezeOut) }),
});
export const readFreeze = endpoint({
  id: 'indicators.readFreeze',
  method: 'GET',
  path: '/figures/freezes/:id',
  can: 'indicators.read',
  summary: { zh: '一次封账', en: 'One freeze' },
  input: z.object({ id: Id }),
  output: FreezeWhole,
  problems: [notFound],
});
export const proposeFreeze = endpoint({
  id: 'indicators.proposeFreeze',
  method: 'POST',
  path: '/figures/freezes',
  can: FREEZE,
  stepUp: true,
  summary: { zh: '提出封账', en: 'Propose to freeze a month' },
  input: z.object({ month: Month, origin: OriginProvince, knownAt: Instant.optional() }),
  output: z.object({ id: Id }),
  problems: [f.monthNotOver, f.frozenAlready, f.freezeOpen, f.notYourSide, knownLater],
});
export const approveFreeze = endpoint({
  id: 'indicators.approveFreeze',
  method: 'POST',
  path: '/figures/freezes/:id/approve',
  can: FREEZE,
  stepUp: true,
  summary: { zh: '批准封账', en: 'Approve a freeze' },
  input: z.object({
    id: Id,
    side: named(Side, '代表哪一边', 'side'),
    /** Of what was seen. */
    digest: z.string().length(64),
  }),
  output: FreezeOut,
  problems: [notFound, f.notYourSide, f.sameApprover, f.approvedAlready, f.freezeNotReady, f.digestDiffers],
});
export const refuseFreeze = endpoint({
  id: 'indicators.refuseFreeze',
  method: 'POST',
  path: '/figures/freezes/:id/refuse',
  can: FREEZE,
  stepUp: true,
  summary: { zh: '退回封账', en: 'Refuse a freeze' },
  input: z.object({ id: Id, reason: named(prose(500, 2), '原因', 'reason') }),
  output: FreezeOut,
  problems: [notFound, f.notYourSide, f.freezeNotReady],
});
export const reportMonth = endpoint({
  id: 'indicators.reportMonth',
  method: 'POST',
  path: '/figures/freezes/:id/report',
  can: FREEZE,
  stepUp: true,
  summary: { zh: '记为已上报', en: 'Note a frozen month as reported' },
  input: z.object({ id: Id, to: named(line(100, 2), '上报给', 'reported to') }),
  output: FreezeOut,
  problems: [notFound, f.notYourSide, f.notFrozen, f.reportedAlready],
});
export const takeFrozenFile = endpoint({
  id: 'indicators.takeFrozenFile',
  method: 'POST',
  path: '/figures/freezes/:id/file',
  can: FREEZE,
  stepUp: true,
  summary: { zh: '下载封账文件', en: 'Take the file of a frozen month' },
  input: z.object({ id: Id, part: z.enum(['cells', 'members']).default('cells') }),
  output: Download,
  problems: [notFound, f.notFrozen, f.notYourSide, f.storedDiffers],
});
export const listSigningKeys = endpoint({
  id: 'indicators.listSigningKeys',
  method: 'GET',
  path: '/figures/signing-keys',
  can: 'public',
  summary: { zh: '封账签名的公钥', en: 'Public keys of frozen months' },
  input: z.object({}),
  output: z.object({
    keys: z.array(z.object({ id: Id, algorithm: z.literal('Ed25519'), publicKey: z.string(), fingerprint: z.string(), created: Instant })),
  }),
});

export const freezeAuditTexts = {
  'indicators.proposeFreeze': { zh: '提出封账', en: 'Proposed to freeze a month' },
  'indicators.approveFreeze': { zh: '批准封账', en: 'Approved a freeze' },
  'indicators.refuseFreeze': { zh: '退回封账', en: 'Refused a freeze' },
  'indicators.reportMonth': { zh: '记为已上报', en: 'Noted a month as reported' },
  'indicators.takeFrozenFile': { zh: '下载封账文件', en: 'Took the file of a frozen month' },
} as const;
export const freezeNoticeTexts = {
  'indicators.freezeProposed': {
    zh: '{month} 的数已算好，等两边批准封账',
    en: 'The figures of {month} are counted and wait for both sides to approve the freeze',
  },
  'indicators.freezeApproved': {
    zh: '{by}批准了 {month} 封账，等另一边批准',
    en: '{by} approved the freeze of {month}; the other side is asked',
  },
  'indicators.freezeDone': { zh: '{month} 已封账', en: '{month} is frozen' },
  'indicators.freezeRefused': { zh: '{by}退回了 {month} 封账：{reason}', en: '{by} refused the freeze of {month}: {reason}' },
  'indicators.freezeFailed': { zh: '{month} 没有封账：{why}', en: '{month} was not frozen: {why}' },
  'indicators.monthReported': { zh: '{by}把 {month} 记为已上报给{to}', en: '{by} noted {month} as reported to {to}' },
} as const;
export const freezeExportTexts = {
  'indicators.frozenCells': { zh: '封账数据（各项数）', en: 'frozen month, cells' },
  'indicators.frozenMembers': { zh: '封账数据（成员，只有编号）', en: 'frozen month, members by id' },
} as const;
