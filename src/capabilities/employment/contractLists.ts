// Lists from outside: what they reveal and nobody entered, to be accepted or declined. Part of contract.ts.
import { z } from 'zod';
import type { Permissions } from '#capabilities/access/rules.ts';
import { type AnyEndpoint, Code12, Day, endpoint, Id, Instant, named, page, paged, prose, TextOut } from '#platform/contract.ts';
import { notFound, problem } from '#platform/problem.ts';
import type { Text } from '#standards/text.ts';
import { spellKindTexts } from './rulesSpell.ts';

export const listPermissions = {
  'employment.outside': {
    text: { zh: '导入社保、工资名单', en: 'hand in social-insurance and payroll lists' },
    roles: ['county_bureau', 'steering'],
  },
  'employment.staff': {
    text: { zh: '导入用工花名册', en: 'hand in an employer’s list of its people' },
    roles: ['employer', 'station', 'county_bureau', 'steering'],
  },
  'employment.proposals': {
    text: { zh: '查看待确认的务工', en: 'see work to be confirmed' },
    roles: ['village_cadre', 'township_cadre', 'county_bureau', 'steering', 'auditor'],
  },
  'employment.decide': {
    text: { zh: '确认名单显示的务工', en: 'confirm work that lists reveal' },
    roles: ['village_cadre', 'township_cadre', 'county_bureau', 'steering'],
  },
} as const satisfies Permissions;
export const handedOnText: Readonly<Record<string, Text>> = {
  'employment.handedOn': { zh: '名单里有不在辖区和名下的人', en: 'A list named people who are not the owner’s' },
};

const keys = <T extends string>(texts: Record<T, Text>) => Object.keys(texts) as [T, ...T[]];
export const outsideListTexts = {
  insurance: { zh: '社保缴费', en: 'social insurance' },
  payroll: { zh: '工资代发', en: 'bank payroll' },
  staff: { zh: '用工花名册', en: 'the employer’s list' },
} as const satisfies Record<string, Text>;
export const OutsideListName = z.enum(keys(outsideListTexts));
export const proposalStateTexts = {
  open: { zh: '待确认', en: 'to be confirmed' },
  accepted: { zh: '已登记', en: 'entered' },
  declined: { zh: '不登记', en: 'declined' },
} as const satisfies Record<string, Text>;
export const ProposalState = z.enum(keys(proposalStateTexts));
export type ProposalState = z.infer<typeof ProposalState>;
export const declineTexts = {
  notWorking: { zh: '没有在那里务工（挂靠参保、代缴）', en: 'does not work there (insured only)' },
  otherPerson: { zh: '不是本人', en: 'another person' },
  wrongEmployer: { zh: '单位不对', en: 'wrong employer' },
  other: { zh: '其他', en: 'other' },
} as const satisfies Record<string, Text>;
export const DeclineReason = z.enum(keys(declineTexts));
export type DeclineReason = z.infer<typeof DeclineReason>;

const KnownSpell = z.object({
  id: Id,
  kind: z.enum(keys(spellKindTexts)),
  employer: z.string(),
  start: Day,
  ended: Day.nullable(),
  /** Whole months of it lie in those of the proposal. */
  overlaps: z.boolean(),
});
export const ProposalOut = z.object({
  id: Id,
  kind: z.enum(['spell', 'earlier']),
  person: z.object({
    workerId: Id,
    name: z.string(),
    sex: z.enum(['0', '1', '2', '9']),
    age: z.int().nullable(),
    numberMasked: z.string(),
    homeName: TextOut,
  }),
  employer: z.object({ id: Id.nullable(), name: z.string(), placeName: TextOut }),
  /** The 1st of the first and the last of the last month named, or days where a list names days. */
  from: Day,
  to: Day,
  /** Months of the same employer that lists leave out before these: 2026-04. */
  hole: z.array(z.string()),
  class: z.int(),
  lists: z.array(OutsideListName),
  payMonth: z.int().nullable(),
  post: z.string(),
  observed: Day,
  proposed: Day,
  /** What the list would do to the register: an end where something later is known. */
  end: Day.nullable(),
  known: z.array(KnownSpell),
  /** Lines that stand behind it: number of the batch, for whoever may see it, and row. */
  lines: z.array(z.object({ batchId: Id, number: z.int(), row: z.int(), list: OutsideListName, months: z.array(z.string()) })),
  state: ProposalState,
  reason: DeclineReason.nullable(),
  words: z.string(),
  by: z.string().nullable(),
  decided: Instant.nullable(),
  spellId: Id.nullable(),
  version: z.int(),
});
export type ProposalOut = z.infer<typeof ProposalOut>;

const filters = {
  state: ProposalState.default('open'),
  area: named(Code12.optional(), '地区', 'Area'),
  list: OutsideListName.optional(),
  worker: Id.optional(),
} as const;

export const listProposals = endpoint({
  id: 'employment.listProposals',
  method: 'GET',
  path: '/proposals',
  can: 'employment.proposals',
  summary: { zh: '待确认的务工', en: 'Work to be confirmed' },
  input: z.object({ ...filters, ...paged }),
  output: page(ProposalOut),
});
/** For the rail and the home page: counted to 100. */
export const countProposals = endpoint({
  id: 'employment.countProposals',
  method: 'GET',
  path: '/proposals/count',
  can: 'employment.proposals',
  summary: { zh: '待确认的务工数', en: 'Work to be confirmed, in number' },
  input: z.object({}),
  output: z.object({ open: z.int(), more: z.boolean() }),
});

export const proposalEnded = problem(
  'employment.proposalEnded',
  409,
  '这一条刚才变了：有人处理了，或者名单有增减。刷新看看',
  'This has just changed: somebody decided, or a list came or went; reload',
);
export const startTooLate = problem(
  'employment.proposalDays',
  422,
  '开始要在名单的月份以内或以前，结束不能早于开始，也不能晚于今天',
  'It begins in the months of the lists or before, and ends neither before it begins nor after today',
);
export const startTooYoung = problem(
  'employment.proposalUnderSixteen',
  422,
  '开始时还不满 16 周岁，不能登记成务工。请核对是不是本人',
  'Under 16 at the start: no work can be entered. Check who is meant',
);
export const personDead = problem(
  'employment.proposalDead',
  422,
  '这个人在开始之前已登记去世，不能登记成务工',
  'The person is on record as having died before the start',
);

export const acceptProposal = endpoint({
  id: 'employment.acceptProposal',
  method: 'POST',
  path: '/proposals/:id/accept',
  can: 'employment.decide',
  summary: { zh: '确认名单显示的务工', en: 'Enter the work that lists reveal' },
  input: z.object({
    id: Id,
    version: z.int(),
    start: named(Day.optional(), '开始时间', 'Start'),
    /** Null: still. Missing: as proposed. */
    ended: named(Day.nullable().optional(), '结束时间', 'End'),
  }),
  output: z.object({ spellId: Id }),
  audited: true,
  problems: [notFound, proposalEnded, startTooLate, startTooYoung, personDead],
});
export const declineProposal = endpoint({
  id: 'employment.declineProposal',
  method: 'POST',
  path: '/proposals/:id/decline',
  can: 'employment.decide',
  summary: { zh: '不登记名单显示的务工', en: 'Decline the work that lists reveal' },
  input: z.object({ id: Id, version: z.int(), reason: DeclineReason, words: prose(200).default('') }),
  output: z.object({}),
  audited: true,
  problems: [notFound, proposalEnded],
});
/** Those that cannot be entered are passed over and told. */
export const acceptProposals = endpoint({
  id: 'employment.acceptProposals',
  method: 'POST',
  path: '/proposals/accept',
  can: 'employment.decide',
  summary: { zh: '批量确认名单显示的务工', en: 'Enter much of the work that lists reveal' },
  input: z.object({ ids: z.array(Id).min(1).max(200) }),
  output: z.object({ accepted: z.int(), passedOver: z.int() }),
  audited: true,
});
export const reopenProposal = endpoint({
  id: 'employment.reopenProposal',
  method: 'POST',
  path: '/proposals/:id/reopen',
  can: 'employment.decide',
  summary: { zh: '重新打开不登记的务工', en: 'Open declined work again' },
  input: z.object({ id: Id, version: z.int() }),
  output: z.object({}),
  audited: true,
  problems: [notFound, proposalEnded],
});

export const listEndpoints: readonly AnyEndpoint[] = [
  listProposals,
  countProposals,
  acceptProposal,
  declineProposal,
  acceptProposals,
  reopenProposal,
];
