// One spell of work: told, entered, corrected, ended, followed by the next, vouched for.
import { z } from 'zod';
import { Reason } from '#capabilities/workers/contract.ts';
import { type AnyEndpoint, Code12, Day, endpoint, Id, Instant, named, prose, TextOut } from '#platform/contract.ts';
import { changed, notFound } from '#platform/problem.ts';
import { AssistedKind, Channel, LeaveReason, Precision, Programme, Says, SpellKind, SpellOut } from './contractShapes.ts';
import * as p from './contractSpellProblems.ts';

export * from './contractSpellProblems.ts';

/** Purpose of the files behind evidence. */
export const EVIDENCE_FILE = 'employment.evidence';

const text = (max: number) => z.string().trim().max(max).default('');
const day = (zh: string, en: string) => named(Day, zh, en);

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
    /** May record a spell: anywhere, in one's own host area, or not. */
    mayRecord: z.enum(['', 'home', 'host']),
  }),
  audited: true,
  problems: [notFound],
});

/** A spell as somebody enters it; days and employer apart. */
const Facts = {
  occupation: named(
    z
      .string()
      .regex(/^(\d-\d\d-\d\d-\d\d)?$/)
      .default(''),
    '职业',
    'Occupation',
  ),
  post: named(text(60), '岗位', 'Post'),
  place: named(Code12, '务工地点', 'Place of work'),
  payMonth: named(z.int().min(0).max(1_000_000).optional(), '月收入（元）', 'Monthly pay (yuan)'),
  channel: named(Channel.optional(), '就业渠道', 'Channel'),
  pointToPoint: named(z.boolean().optional(), '点对点输送', 'Point-to-point transport'),
  publicPostKind: named(text(60), '公益性岗位类型', 'Kind of public-welfare post'),
  assistedKind: named(AssistedKind.optional(), '帮扶方式', 'Assisted by'),
  /** `org:<id>` of a station or agency, else the number or name of the record. */
  assistedRef: named(text(120), '帮扶依据', 'Record of the assistance'),
  programme: named(Programme.optional(), '所属工程', 'Project'),
  contractFrom: day('合同起始', 'Contract from').optional(),
  contractTo: day('合同截止', 'Contract to').optional(),
  sideJob: named(z.boolean().default(false), '兼职', 'Second job'),
};
const Employer = {
  /** Registered; left out where it is not. */
  organisationId: named(Id.optional(), '用人单位', 'Employer'),
  employerWords: named(text(100), '用人单位名称', 'Name of the employer'),
};
const Start = {
  start: day('开始时间', 'Start'),
  startPrecision: named(Precision.default('day'), '精确到', 'Precision'),
};
const End = {
  ended: day('最后在岗日', 'Last day in post'),
  endPrecision: named(Precision.default('day'), '精确到', 'Precision'),
  leaveReason: named(LeaveReason, '离岗原因', 'Reason of leaving'),
};
/** Spells somebody looked at: they hold at the same time as this one. */
const Besides = { besides: named(z.array(Id).max(20).default([]), '看过，同时在做', 'Looked at, held at the same time') };
/** Of the version that was on the screen. */
const Of = { id: Id, spellId: Id, version: Instant };

const SpellIn = { kind: named(SpellKind, '就业类型', 'Kind of work'), ...Employer, ...Facts, ...Start };
const Done = z.object({ id: Id, spellId: Id });

const factProblems = [
  p.endBeforeStart,
  p.spellBeforeBirth,
  p.beforeSixteen,
  p.startsLater,
  p.endsLater,
  p.afterDeath,
  p.openAfterDeath,
  p.employerNeeded,
  p.workPlaceUnknown,
  p.organisationUnknown,
  p.occupationUnknown,
  p.outsideHost,
  p.contractOrder,
  p.assistedWithoutRecord,
  p.twoPublicPosts,
  p.overlapsSpells,
];
const theirs = [notFound, p.notYourSpell, p.notYourDeed, p.noSuchSpell, p.keptBySchool, changed];

export const recordSpell = endpoint({
  id: 'employment.recordSpell',
  method: 'POST',
  path: '/workers/:id/spells',
  can: 'employment.enter',
  summary: { zh: '登记一段务工', en: 'Record a spell of work' },
  input: z.object({
    id: Id,
    ...SpellIn,
    ended: End.ended.optional(),
    endPrecision: End.endPrecision,
    leaveReason: End.leaveReason.optional(),
    /** 返岗: the earlier spell they came back to. */
    returnsTo: Id.optional(),
    ...Besides,
    reason: Reason.optional(),
  }),
  output: Done,
  problems: [notFound, p.notYourSpell, p.noSuchSpell, p.notEnded, p.returnsTooSoon, ...factProblems],
});

export const reviseSpell = endpoint({
  id: 'employment.reviseSpell',
  method: 'PUT',
  path: '/workers/:id/spells/:spellId',
  can: 'employment.enter',
  summary: { zh: '更正一段务工', en: 'Correct a spell of work' },
  input: z.object({
    ...Of,
    ...SpellIn,
    /** Left out: still in post. */
    ended: End.ended.optional(),
    endPrecision: End.endPrecision,
    leaveReason: End.leaveReason.optional(),
    ...Besides,
    reason: Reason,
  }),
  output: Done,
  problems: [...theirs, ...factProblems],
});

export const finishSpell = endpoint({
  id: 'employment.finishSpell',
  method: 'POST',
  path: '/workers/:id/spells/:spellId/end',
  can: 'employment.tell',
  summary: { zh: '登记离岗', en: 'Record the end of a spell' },
  input: z.object({ ...Of, ...End, reason: Reason.optional() }),
  output: z.object({
    id: Id,
    spellId: Id,
    /** Evidence that says otherwise and outweighs it, in words. */
    conflicts: z.array(TextOut),
  }),
  problems: [...theirs, p.alreadyEnded, p.endBeforeStart, p.endsLater, p.afterDeath],
});

export const dropSpell = endpoint({
  id: 'employment.dropSpell',
  method: 'POST',
  path: '/workers/:id/spells/:spellId/withdraw',
  can: 'employment.enter',
  summary: { zh: '撤回登错的一段务工', en: 'Withdraw a spell entered by mistake' },
  input: z.object({ ...Of, reason: Reason }),
  output: Done,
  problems: [...theirs],
});

export const changePost = endpoint({
  id: 'employment.changePost',
  method: 'POST',
  path: '/workers/:id/spells/:spellId/transfer',
  can: 'employment.enter',
  summary: { zh: '转岗：结束这一段，开始下一段', en: 'Change of post: ends this spell, begins the next' },
  input: z.object({ ...Of, ...SpellIn, ...Besides, reason: Reason.optional() }),
  /** `spellId`: the next one. */
  output: Done,
  problems: [...theirs, p.alreadyEnded, p.startsTooSoon, ...factProblems],
});

const Covers = {
  /** In post: the first day. Not in post: the day from which on. Insurance and payroll: any day of the first month they name. */
  coversFrom: day('从哪天', 'From').optional(),
  /** In post: the last day; insurance and payroll: any day of the last month. */
  coversTo: day('到哪天', 'To').optional(),
  observed: day('观察日', 'Day of observation'),
};
export const vouchSpell = endpoint({
  id: 'employment.vouchSpell',
  method: 'POST',
  path: '/workers/:id/spells/:spellId/evidence',
  can: 'employment.tell',
  summary: { zh: '登记在岗证据', en: 'Enter evidence for a spell' },
  input: z.object({
    id: Id,
    spellId: Id,
    class: named(z.int().min(1).max(6), '证据等级', 'Class'),
    says: named(Says, '说明', 'Says'),
    ...Covers,
    note: named(prose(200).default(''), '说明或出处', 'Note or source'),
    fileId: named(Id.optional(), '附件', 'File'),
  }),
  output: z.object({ id: Id, evidenceId: Id, conflicts: z.array(TextOut) }),
  problems: [
    notFound,
    p.notYourSpell,
    p.noSuchSpell,
    p.notYourClass,
    p.observedLater,
    p.coversLater,
    p.coversBackwards,
    p.coversBeforeSpell,
    p.coversAfterDeath,
    p.proofNeeded,
    p.fileNeeded,
    p.noSuchFile,
    p.notInPostLater,
  ],
});

export const dropEvidence = endpoint({
  id: 'employment.dropEvidence',
  method: 'POST',
  path: '/workers/:id/spells/:spellId/evidence/:evidenceId/withdraw',
  can: 'employment.tell',
  summary: { zh: '撤回一条证据', en: 'Withdraw a piece of evidence' },
  input: z.object({ id: Id, spellId: Id, evidenceId: Id, reason: Reason }),
  output: z.object({ id: Id, spellId: Id }),
  problems: [notFound, p.notYourSpell, p.notYourDeed, p.noSuchSpell, p.noSuchEvidence],
});

export const spellEndpoints: readonly AnyEndpoint[] = [
  listSpells,
  recordSpell,
  reviseSpell,
  finishSpell,
  dropSpell,
  changePost,
  vouchSpell,
  dropEvidence,
];
