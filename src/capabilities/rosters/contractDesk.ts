// The desk 疑点: findings, who works on them, exemptions, the rule book. Part of contract.ts.
import { z } from 'zod';
import { Code12, Day, Download, endpoint, Id, Instant, named, page, paged, prose, TextOut } from '#platform/contract.ts';
import { changed, notFound, problem } from '#platform/problem.ts';
import type { Text } from '#standards/text.ts';
import { FindingOut } from './contractShapes.ts';
import { ageBands, certaintyTexts } from './rulesDesk.ts';

/** Purpose of a file that stands behind a comment or an exemption. */
export const PROOF_FILE = 'rosters.proof';

const keys = <T extends string>(texts: Record<T, Text>) => Object.keys(texts) as [T, ...T[]];
export const findingStateTexts = {
  open: { zh: '未了', en: 'open' },
  exempt: { zh: '已豁免', en: 'exempt' },
  closed: { zh: '已了结', en: 'closed' },
  withdrawn: { zh: '已随批次撤回', en: 'withdrawn with its batch' },
} as const satisfies Record<string, Text>;
export const FindingState = z.enum(keys(findingStateTexts));
export type FindingState = z.infer<typeof FindingState>;
export const findingSourceTexts = {
  sheet: { zh: '导入时发现', en: 'found on import' },
  save: { zh: '保存时发现', en: 'found on saving' },
  sweep: { zh: '夜间核查发现', en: 'found by the nightly check' },
} as const satisfies Record<string, Text>;
export const exemptionStateTexts = {
  asked: { zh: '等待批准', en: 'waits for approval' },
  approved: { zh: '已批准', en: 'approved' },
  refused: { zh: '没有批准', en: 'refused' },
  expired: { zh: '已到期', en: 'expired' },
  void: { zh: '已失效', en: 'void' },
} as const satisfies Record<string, Text>;
export const ExemptionState = z.enum(keys(exemptionStateTexts));
export type ExemptionState = z.infer<typeof ExemptionState>;
export const happeningTexts = {
  said: { zh: '备注', en: 'Note' },
  assigned: { zh: '转派', en: 'Handed to' },
  asked: { zh: '申请豁免', en: 'Exemption asked for' },
  approved: { zh: '批准豁免', en: 'Exemption approved' },
  refused: { zh: '没有批准豁免', en: 'Exemption refused' },
  voided: { zh: '情况变了，豁免失效，重新打开', en: 'Facts changed: the exemption is void, opened again' },
  expired: { zh: '豁免到期，重新打开', en: 'The exemption expired, opened again' },
  reopened: { zh: '又出现，重新打开', en: 'Found again, opened again' },
  closed: { zh: '已更正，自动了结', en: 'Put right, closed by itself' },
  withdrawn: { zh: '批次撤销，撤回', en: 'Withdrawn with its batch' },
} as const satisfies Record<string, Text>;
export const Happening = z.enum(keys(happeningTexts));

const Account = z.object({ id: Id, name: z.string() });
const Person = z.object({
  workerId: Id,
  name: z.string(),
  sex: z.enum(['0', '1', '2', '9']),
  age: z.int().nullable(),
  numberMasked: z.string(),
  homeName: z.string(),
});

export const Finding = z.object({
  id: Id,
  rule: z.string(),
  ruleName: TextOut,
  severity: z.enum(['doubt', 'hint']),
  text: TextOut,
  advice: TextOut.nullable(),
  person: Person,
  state: FindingState,
  closedHow: z.enum(['', 'corrected', 'exempt', 'withdrawn']),
  source: z.enum(['sheet', 'save', 'sweep']),
  opened: Day,
  days: z.int(),
  late: z.boolean(),
  reopened: z.int(),
  closed: Day.nullable(),
  /** Null: the office of the area. */
  assignee: Account.nullable(),
  /** 克度镇: the lowest office whose it is. */
  officeName: z.string(),
  version: z.int(),
});
export type Finding = z.infer<typeof Finding>;

const filters = {
  state: FindingState.default('open'),
  rule: z.string().max(20).optional(),
  area: named(Code12.optional(), '地区', 'Area'),
  /** `office`: nobody named, so the office of the area. `duty`: mine, and of my own office what nobody is named for. */
  whose: z.enum(['duty', 'mine', 'office', 'named']).optional(),
  band: z.enum(ageBands).optional(),
  batch: Id.optional(),
  worker: Id.optional(),
  /** Leads (hints) are left out unless asked for. */
  hints: z.boolean().default(true),
} as const;

export const listFindings = endpoint({
  id: 'rosters.listFindings',
  method: 'GET',
  path: '/findings',
  can: 'rosters.findings',
  summary: { zh: '疑点列表', en: 'Findings' },
  input: z.object({ ...filters, ...paged, sort: z.enum(['newest', 'oldest']).default('newest') }),
  output: page(Finding),
});

const Side = z.object({
  label: TextOut,
  values: z.array(z.object({ field: TextOut, value: TextOut, odd: z.boolean() })),
  source: TextOut,
  /** The list that said it, where the reader sees the batch; its line. */
  list: z.object({ batchId: Id.nullable(), number: z.int(), name: z.string(), row: z.int() }).nullable(),
  recorded: Instant.nullable(),
  workerId: Id.nullable(),
  span: z.object({ from: Day, to: Day.nullable() }).nullable(),
});
export const Exemption = z.object({
  id: Id,
  state: ExemptionState,
  reason: z.string(),
  fileId: Id.nullable(),
  by: z.string(),
  /** Asked by whoever reads: somebody else decides. */
  mine: z.boolean(),
  asked: Instant,
  until: Day,
  decidedBy: z.string().nullable(),
  decided: Instant.nullable(),
  decision: z.string(),
});
export type Exemption = z.infer<typeof Exemption>;
export const FindingCase = Finding.extend({
  why: TextOut.nullable(),
  todo: TextOut.nullable(),
  /** What lists said, then what the register holds. */
  sides: z.array(Side),
  suggestion: z.object({ text: TextOut, reason: TextOut }).nullable(),
  /** Where the fact is put right: a path of the console. */
  correctPath: z.string(),
  history: z.array(
    z.object({
      id: Id,
      kind: Happening,
      words: z.string(),
      fileId: Id.nullable(),
      by: z.string().nullable(),
      to: z.string().nullable(),
      at: Instant,
    }),
  ),
  exemptions: z.array(Exemption),
  /** Latest day an exemption may hold. */
  latest: Day,
  may: z.object({ work: z.boolean(), ask: z.boolean(), decide: z.boolean(), reopen: z.boolean() }),
});
export type FindingCase = z.infer<typeof FindingCase>;

export const readFinding = endpoint({
  id: 'rosters.readFinding',
  method: 'GET',
  path: '/findings/:id',
  can: 'rosters.findings',
  summary: { zh: '一件疑点', en: 'One finding' },
  input: z.object({ id: Id }),
  output: FindingCase,
  problems: [notFound],
});

export const countFindings = endpoint({
  id: 'rosters.countFindings',
  method: 'GET',
  path: '/findings/count',
  can: 'rosters.findings',
  summary: { zh: '疑点统计', en: 'Findings in numbers' },
  input: z.object({ area: filters.area }),
  output: z.object({
    open: z.int(),
    /** Leads among them. */
    hints: z.int(),
    late: z.int(),
    mine: z.int(),
    /** Days of the oldest; null where nothing is open. */
    oldest: z.int().nullable(),
    /** In the seven days up to yesterday. */
    openedLately: z.int(),
    closedLately: z.int(),
    rules: z.array(z.object({ rule: z.string(), name: TextOut, severity: z.enum(['doubt', 'hint']), open: z.int(), oldest: z.int() })),
    bands: z.array(z.object({ band: z.enum(ageBands), open: z.int() })),
    /** Exemptions that wait for somebody like the reader. */
    waiting: z.int(),
    /** Lists that look filled in for everybody. */
    batches: z.int(),
  }),
});

/** For the rail: doubts that wait for the reader, counted to 100. */
export const countDuty = endpoint({
  id: 'rosters.countDuty',
  method: 'GET',
  path: '/findings/duty',
  can: 'rosters.desk',
  summary: { zh: '待我办的疑点数', en: 'Findings that wait for me, in number' },
  input: z.object({}),
  output: z.object({ open: z.int(), more: z.boolean() }),
});

/** Rule by area, one level below the area asked for. */
export const tableOfFindings = endpoint({
  id: 'rosters.tableOfFindings',
  method: 'GET',
  path: '/findings/table',
  can: 'rosters.findings',
  summary: { zh: '疑点按规则和地区', en: 'Findings by rule and area' },
  input: z.object({ area: filters.area }),
  output: z.object({
    rules: z.array(z.object({ rule: z.string(), name: TextOut })),
    areas: z.array(z.object({ area: Code12, name: z.string(), counts: z.array(z.int()), total: z.int(), late: z.int() })),
    totals: z.array(z.int()),
    total: z.int(),
  }),
});
export const exportFindings = endpoint({
  id: 'rosters.exportFindings',
  method: 'GET',
  path: '/findings/export',
  can: 'rosters.findings',
  summary: { zh: '导出疑点统计表', en: 'Export findings in numbers' },
  input: z.object({ area: filters.area }),
  output: Download,
  audited: true,
});

// Work on it ------------------------------------------------------------------------------------------------------------------------

export const alreadyEnded = problem(
  'rosters.findingEnded',
  409,
  '这件疑点已经不是未了的，可能刚才更正了。刷新看看',
  'This finding is no longer open; it may just have been put right. Reload',
);
export const nothingToTake = problem(
  'rosters.nothingToTake',
  409,
  '情况已经变了，现在没有把握替您更正。请打开人员页核对',
  'Things have changed and no correction is certain any more; look at the person’s page',
);
export const nobodyThere = problem(
  'rosters.assigneeUnfit',
  422,
  '没有这个账号，或者它不能处理这里的疑点。请换一个',
  'There is no such account, or it cannot work on findings here; choose another one',
);
export const askedAlready = problem(
  'rosters.exemptionAsked',
  409,
  '这件疑点已经申请了豁免，等批准就行',
  'An exemption has been asked for already; it waits for approval',
);
export const untilTooLate = problem(
  'rosters.exemptionTooLong',
  422,
  '豁免最长 12 个月，请选 {latest} 或更早、今天以后的日子',
  'An exemption holds 12 months at most; choose a day after today and not after {latest}',
);
export const notByOneself = problem(
  'rosters.exemptionByOneself',
  403,
  '申请豁免的人不能自己批准，请另一个人来批',
  'Whoever asked for an exemption cannot approve it; somebody else does',
);
export const decidedAlready = problem(
  'rosters.exemptionDecided',
  409,
  '这件申请刚才已经处理了，刷新看看',
  'This request has just been decided; reload',
);
export const fileUnfit = problem('rosters.proofMissing', 422, '附件没有传上来，请再传一次', 'The file has not arrived; send it again');

const Words = (zh: string, en: string, min = 1) => named(prose(1000, min), zh, en);
const fileId = named(Id.optional(), '附件', 'File');

export const commentFinding = endpoint({
  id: 'rosters.commentFinding',
  method: 'POST',
  path: '/findings/:id/comments',
  can: 'rosters.desk',
  summary: { zh: '给疑点写备注', en: 'Write a note on a finding' },
  input: z.object({ id: Id, words: Words('备注', 'Note'), fileId }),
  output: FindingCase,
  problems: [notFound, fileUnfit],
});
/** To a named account, or back to the office of the area. */
export const assignFindings = endpoint({
  id: 'rosters.assignFindings',
  method: 'POST',
  path: '/findings/assign',
  can: 'rosters.desk',
  summary: { zh: '转派疑点', en: 'Hand findings to somebody' },
  input: z.object({
    ids: named(z.array(Id).min(1).max(200), '疑点', 'Findings'),
    to: named(Id.nullable(), '转给谁', 'To whom'),
    words: Words('留言', 'Message', 0).default(''),
  }),
  output: z.object({ assigned: z.int(), passed: z.int() }),
  problems: [nobodyThere],
});
export const listDeskAccounts = endpoint({
  id: 'rosters.listDeskAccounts',
  method: 'GET',
  path: '/findings/:id/accounts',
  can: 'rosters.desk',
  summary: { zh: '可以转派给谁', en: 'Who could work on a finding' },
  input: z.object({ id: Id }),
  output: z.object({ items: z.array(Account.extend({ role: z.string(), areaName: z.string() })) }),
  problems: [notFound],
});
export const askExemption = endpoint({
  id: 'rosters.askExemption',
  method: 'POST',
  path: '/findings/:id/exemptions',
  can: 'rosters.desk',
  summary: { zh: '申请疑点豁免', en: 'Ask for an exemption' },
  input: z.object({ id: Id, reason: Words('理由', 'Reason', 4), until: named(Day, '豁免到', 'Until'), fileId }),
  output: FindingCase,
  problems: [notFound, alreadyEnded, askedAlready, untilTooLate, fileUnfit],
});
export const decideExemption = endpoint({
  id: 'rosters.decideExemption',
  method: 'POST',
  path: '/exemptions/:id/decision',
  can: 'rosters.exempt',
  summary: { zh: '批准或不批准豁免', en: 'Decide on an exemption' },
  input: z.object({
    id: Id,
    approve: z.boolean(),
    until: named(Day.optional(), '豁免到', 'Until'),
    decision: Words('意见', 'Words', 0).default(''),
  }),
  output: FindingCase,
  problems: [notFound, notByOneself, decidedAlready, untilTooLate, alreadyEnded],
});
/** An approved exemption is taken back, or a doubt is asked anew that was closed for a list's sake. */
export const reopenFinding = endpoint({
  id: 'rosters.reopenFinding',
  method: 'POST',
  path: '/findings/:id/reopen',
  can: 'rosters.desk',
  summary: { zh: '重新打开疑点', en: 'Open a finding again' },
  input: z.object({ id: Id, words: Words('为什么', 'Why', 2) }),
  output: FindingCase,
  problems: [notFound, changed],
});
export const takeSuggestion = endpoint({
  id: 'rosters.takeSuggestion',
  method: 'POST',
  path: '/findings/:id/correct',
  can: 'rosters.desk',
  summary: { zh: '按建议更正', en: 'Correct as suggested' },
  input: z.object({ id: Id, version: z.int() }),
  output: FindingCase,
  problems: [notFound, alreadyEnded, changed, nothingToTake],
});

export const listExemptions = endpoint({
  id: 'rosters.listExemptions',
  method: 'GET',
  path: '/exemptions',
  can: 'rosters.findings',
  summary: { zh: '豁免申请', en: 'Exemptions' },
  input: z.object({ ...paged, state: ExemptionState.default('asked') }),
  output: page(Exemption.extend({ finding: Finding })),
});

/** 批量: a list as a whole. */
export const BatchDoubt = z.object({
  id: Id,
  batch: z.object({ id: Id, number: z.int(), fileName: z.string(), areaName: z.string(), rows: z.int() }),
  finding: FindingOut,
  state: z.enum(['open', 'closed', 'withdrawn']),
  opened: Day,
  days: z.int(),
  decision: z.string(),
  closedBy: z.string().nullable(),
  version: z.int(),
  may: z.boolean(),
});
export type BatchDoubt = z.infer<typeof BatchDoubt>;
export const listBatchDoubts = endpoint({
  id: 'rosters.listBatchDoubts',
  method: 'GET',
  path: '/batch-doubts',
  can: 'rosters.findings',
  summary: { zh: '疑似统一填报的表', en: 'Lists that look filled in for everybody' },
  input: z.object({ ...paged, state: z.enum(['open', 'closed', 'withdrawn']).default('open') }),
  output: page(BatchDoubt),
});
/** A spot check: some of the people that the doubt is about, the same ones for everybody who asks. */
export const listDoubtPeople = endpoint({
  id: 'rosters.listDoubtPeople',
  method: 'GET',
  path: '/batch-doubts/:id/people',
  can: 'rosters.findings',
  summary: { zh: '统一填报疑点说的是哪些人', en: 'Whom a doubt about a list is about' },
  input: z.object({ id: Id, size: z.int().min(1).max(50).default(10) }),
  output: z.object({ total: z.int(), more: z.boolean(), items: z.array(Person) }),
  problems: [notFound],
});
export const settleBatchDoubt = endpoint({
  id: 'rosters.settleBatchDoubt',
  method: 'POST',
  path: '/batch-doubts/:id/settle',
  can: 'rosters.exempt',
  summary: { zh: '抽查后了结一份表的疑点', en: 'Settle the doubt about a list after a spot check' },
  input: z.object({ id: Id, version: z.int(), decision: Words('抽查结果', 'What the spot check found', 4) }),
  output: BatchDoubt,
  problems: [notFound, changed],
});

export const RuleLine = z.object({
  id: z.string(),
  name: TextOut,
  text: TextOut,
  why: TextOut,
  todo: TextOut,
  severity: z.enum(['error', 'doubt', 'hint']),
  source: TextOut,
  certainty: z.enum(keys(certaintyTexts)),
  /** Asked of the register every night, beside lists. */
  living: z.boolean(),
  open: z.int(),
});
export type RuleLine = z.infer<typeof RuleLine>;
export const listRules = endpoint({
  id: 'rosters.listRules',
  method: 'GET',
  path: '/rules',
  can: 'rosters.findings',
  summary: { zh: '规则手册', en: 'The rule book' },
  input: z.object({}),
  output: z.object({ items: z.array(RuleLine) }),
});
export const sweepNow = endpoint({
  id: 'rosters.sweepNow',
  method: 'POST',
  path: '/findings/sweep',
  can: 'rosters.exempt',
  summary: { zh: '现在就核查一遍疑点', en: 'Check the register for doubts now' },
  input: z.object({}),
  output: z.object({ jobId: Id }),
});

export const deskEndpoints = [
  listFindings,
  countFindings,
  countDuty,
  tableOfFindings,
  exportFindings,
  assignFindings,
  sweepNow,
  readFinding,
  commentFinding,
  listDeskAccounts,
  askExemption,
  reopenFinding,
  takeSuggestion,
  listExemptions,
  decideExemption,
  listBatchDoubts,
  listDoubtPeople,
  settleBatchDoubt,
  listRules,
] as const;
