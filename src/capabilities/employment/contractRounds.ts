// Verification rounds 在岗核验: what the outside sees.
import { z } from 'zod';
import { WorkerRow } from '#capabilities/workers/contract.ts';
import { Code12, Day, endpoint, Id, line, named, paged, prose, TextOut } from '#platform/contract.ts';
import { notFound } from '#platform/problem.ts';
import type { Text } from '#standards/text.ts';
import { answerProblems, roundMonth, roundNobody, roundTooMany, roundUndoCorrected, roundUndoLate } from './contractRoundProblems.ts';
import { roundRuleEndpoints } from './contractRoundRules.ts';
import { LOOK_AT_ROUNDS, VERIFY } from './contractRoundsPermissions.ts';
import { answerTexts, type RoundState, roundStateTexts, viaTexts } from './rulesRounds.ts';
import { spellKindTexts } from './rulesSpell.ts';

/** Photographs and stamped rosters that an answer rests on. */
export const ROUND_FILE = 'employment.verification';
/** Lists of a round that were taken out. */
export const ROUND_EXPORT_FILE = 'employment.roundExport';

export * from './contractRoundProblems.ts';
export * from './contractRoundRules.ts';
export { LOOK_AT_ROUNDS, VERIFY };

// Shapes -------------------------------------------------------------------------------------------------------------------------------

const keys = <T extends string>(texts: Record<T, Text>) => Object.keys(texts) as [T, ...T[]];
/** home: people from my area; host: who works in my area; employer: my own people. */
export const RoundSide = z.enum(['home', 'host', 'employer']);
export type RoundSide = z.infer<typeof RoundSide>;
export const roundSideTexts: Record<RoundSide, Text> = {
  home: { zh: '户籍在本地的', en: 'From here' },
  host: { zh: '在本地务工的', en: 'Working here' },
  employer: { zh: '本单位的', en: 'Of this employer' },
};
export const RoundStateIn = z.enum(keys(roundStateTexts));
export const MonthIn = z.string().regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/);
export const ViaIn = z.enum(keys(viaTexts));

/** Whose round is looked at. */
export const RoundOf = {
  month: named(MonthIn.optional(), '月份', 'Month'),
  side: RoundSide.optional(),
  /** A division of home (side home) or of work (side host). */
  area: named(Code12.optional(), '地区', 'Area'),
};
const count = z.int();
export const RoundCounts = z.object({
  /** verified + left + notReached + due + overdue. */
  total: count,
  verified: count,
  left: count,
  notReached: count,
  due: count,
  overdue: count,
  /** Still open on record, but no word for longer than the carry: in no total. */
  silent: count,
  /** Of the total, in post and not left, but without evidence of class ≤ 5 within the carry: not of the stock 已核验. Missing for employers. */
  unproved: count.optional(),
});
export type RoundCounts = z.infer<typeof RoundCounts>;
/** What a count of `RoundCounts` is the sum of. */
export const COUNTED_STATES: readonly RoundState[] = ['verified', 'left', 'notReached', 'due', 'overdue'];

export const readRound = endpoint({
  id: 'employment.readRound',
  method: 'GET',
  path: '/verification',
  can: LOOK_AT_ROUNDS,
  summary: { zh: '在岗核验：本月进度，按县、乡镇、村或单位', en: 'Verification round: progress, by county, township, village or employer' },
  input: z.object({ ...RoundOf, groups: z.boolean().default(true) }),
  output: z.object({
    month: MonthIn,
    today: Day,
    dueDay: Day,
    /** Answers are taken from this day on. */
    answersFrom: Day,
    carryDays: z.int(),
    side: RoundSide,
    sides: z.array(RoundSide),
    /** May answer on this side. */
    answers: z.boolean(),
    area: z.object({ code: z.string(), name: TextOut }).nullable(),
    totals: RoundCounts,
    /** Largest first where they are employers, else by code. */
    groups: z.array(
      z.object({
        by: z.enum(['area', 'employer']),
        /** 12 digits, or the key of an employer (`kind:` where it is work without one). '' : not known. */
        key: z.string(),
        name: TextOut,
        /** Of an area of work: labour stations that serve it, the nearest first. */
        stations: z.array(z.object({ id: Id, name: z.string() })),
        counts: RoundCounts,
      }),
    ),
    /** Employers beyond those told. */
    moreGroups: z.int(),
  }),
  problems: [roundMonth],
});

export const RoundAnswerOut = z.object({
  id: Id,
  answer: z.enum(keys(answerTexts)),
  via: ViaIn.nullable(),
  reason: z.string(),
  day: Day,
  lastDay: Day.nullable(),
  place: z.string(),
  note: z.string(),
  fileId: Id.nullable(),
  by: z.string().nullable(),
  givenOn: Day,
  /** My own, given today: may be taken back. */
  mine: z.boolean(),
});
export const RoundRow = z.object({
  spellId: Id,
  workerId: Id,
  /** As lists of people tell it to this viewer. */
  worker: WorkerRow,
  state: RoundStateIn,
  kind: z.enum(keys(spellKindTexts)),
  employer: z.object({ key: z.string(), name: z.string() }),
  post: z.string(),
  placeName: TextOut,
  start: Day,
  /** Within the first days of the post. */
  fresh: z.boolean(),
  closed: Day.nullable(),
  /** The recorded end, and by which ways of finding out "left" records one for this viewer. */
  end: z.object({ recorded: Day.nullable(), by: z.array(ViaIn) }),
  /** The last day verified and by which class; whether that still counts. Missing for employers. */
  verified: z.object({ until: Day, class: z.int() }).nullable().optional(),
  inStock: z.boolean().optional(),
  /** The employer's own account said "still there" this month. Missing for employers. */
  employerSaid: z.boolean().optional(),
  /** The latest answers of the month, newest first; an employer is told of its own. */
  answers: z.array(RoundAnswerOut),
});
export type RoundRow = z.infer<typeof RoundRow>;

const RoundFilter = {
  ...RoundOf,
  state: z.array(RoundStateIn).optional(),
  /** Key of an employer, as groups tell it. */
  employer: z.string().max(200).optional(),
  /** County of work on the side of home, county of home on the side of work. */
  county: Code12.optional(),
  /** Only who began within the first days. */
  fresh: z.boolean().optional(),
  /** Not of the stock 已核验. */
  unproved: z.boolean().optional(),
  q: z.string().trim().min(1).max(100).optional(),
};
export const listRound = endpoint({
  id: 'employment.listRound',
  method: 'POST',
  path: '/verification/list',
  can: LOOK_AT_ROUNDS,
  // names are searched for: in the body, not in an address
  audited: false,
  summary: { zh: '在岗核验名单', en: 'The list of a verification round' },
  input: z.object({ ...RoundFilter, ...paged }),
  output: z.object({
    items: z.array(RoundRow),
    next: z.string().nullable(),
    previous: z.string().nullable(),
    /** null: more than were looked through for the search; narrow it. */
    searched: z.boolean(),
  }),
  problems: [roundMonth],
});

/** The number to call, on record. */
export const callNumber = endpoint({
  id: 'employment.callNumber',
  method: 'POST',
  path: '/verification/:spellId/phone',
  can: VERIFY,
  summary: { zh: '为核验取电话号码（留痕）', en: 'The number to call for verification (on record)' },
  input: z.object({ spellId: Id, side: RoundSide.optional() }),
  output: z.object({ phones: z.array(z.object({ number: z.string(), kind: z.string(), holder: z.string() })) }),
  problems: [notFound],
});

const AnswerIn = {
  day: named(Day, '核验日期', 'Day'),
  via: named(ViaIn.optional(), '怎么核的', 'How'),
  place: named(line(120, 0).default(''), '地点', 'Place'),
  note: named(prose(200).default(''), '备注', 'Note'),
  fileId: Id.optional(),
  side: RoundSide.optional(),
};
export const answerRound = endpoint({
  id: 'employment.answerRound',
  method: 'POST',
  path: '/verification/answers',
  can: VERIFY,
  summary: { zh: '核验一人：还在、走了、没联系上', en: 'Verify one: still there, left, not reached' },
  input: z.object({
    /** Made where the answer is given: sent twice, it is one. */
    id: Id,
    spellId: Id,
    answer: z.enum(keys(answerTexts)),
    reason: named(z.string().max(40).default(''), '原因', 'Reason'),
    lastDay: named(Day.optional(), '最后上班日', 'Last day in post'),
    ...AnswerIn,
  }),
  output: z.object({
    id: Id,
    again: z.boolean(),
    state: RoundStateIn.nullable(),
    /** What the answer wrote of the spell itself: its end, or that it is open again; and evidence that outweighs it. */
    end: z.object({ ended: Day.nullable(), conflicts: z.array(TextOut) }).nullable(),
  }),
  problems: answerProblems,
});

export const undoAnswer = endpoint({
  id: 'employment.undoAnswer',
  method: 'POST',
  path: '/verification/answers/:id/undo',
  can: VERIFY,
  summary: { zh: '撤回自己当天的核验', en: 'Take back an answer of one’s own, the same day' },
  input: z.object({ id: Id }),
  output: z.object({ state: RoundStateIn.nullable() }),
  problems: [notFound, roundUndoCorrected, roundUndoLate],
});

export const answerMany = endpoint({
  id: 'employment.answerMany',
  method: 'POST',
  path: '/verification/bulk',
  can: VERIFY,
  summary: { zh: '成批核验：都还在', en: 'Verify many: all still there' },
  input: z.object({
    id: Id,
    ...AnswerIn,
    whom: z.union([
      z.object({ spellIds: z.array(Id).min(1).max(2000) }),
      /** All of this employer who are not answered, but these. */
      z.object({ employer: z.string().min(1).max(200), except: z.array(Id).max(2000).default([]) }),
    ]),
  }),
  output: z.object({
    answered: z.int(),
    /** Already answered this month, or not in this round. */
    skipped: z.int(),
    /** Many: worked off in the background. */
    jobId: Id.nullable(),
  }),
  problems: [...answerProblems, roundNobody, roundTooMany],
  bodyLimit: 512 * 1024,
});
export const BulkResult = z.object({ answered: z.int(), skipped: z.int() });

export const exportRound = endpoint({
  id: 'employment.exportRound',
  method: 'POST',
  path: '/verification/export',
  can: VERIFY,
  stepUp: true,
  summary: { zh: '导出核验名单，填好可以导入', en: 'Export the list of a round, to be filled in and imported' },
  input: z.object(RoundFilter),
  output: z.object({ jobId: Id }),
  problems: [roundMonth, roundNobody, roundTooMany],
});
export const RoundExportResult = z.object({ fileId: Id, name: z.string(), rows: z.int(), watermark: z.string() });

export const roundEndpoints = [
  readRound,
  listRound,
  callNumber,
  answerRound,
  undoAnswer,
  answerMany,
  exportRound,
  ...roundRuleEndpoints,
] as const;
export const roundExportTexts: Readonly<Record<string, Text>> = {
  'employment.round': { zh: '在岗核验名单', en: 'List of a verification round' },
};
export const roundNoticeTexts: Readonly<Record<string, Text>> = {
  'employment.roundDueHome': {
    zh: '{month} 在岗核验：户籍在本地的还有 {n} 段没有回答，{day} 前核完',
    en: 'Round of {month}: {n} of those from here are not answered; due by {day}',
  },
  'employment.roundDueHost': {
    zh: '{month} 在岗核验：在本地务工的还有 {n} 段没有回答，{day} 前核完',
    en: 'Round of {month}: {n} of those who work here are not answered; due by {day}',
  },
  'employment.roundLateHome': {
    zh: '{month} 在岗核验已过 {day}：户籍在本地的逾期 {n} 段',
    en: 'Round of {month} was due by {day}: {n} of those from here are overdue',
  },
  'employment.roundLateHost': {
    zh: '{month} 在岗核验已过 {day}：在本地务工的逾期 {n} 段',
    en: 'Round of {month} was due by {day}: {n} of those who work here are overdue',
  },
};
