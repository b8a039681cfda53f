// Verification rounds 在岗核验: for a month, whom somebody must be asked about, and what is known of each. Pure. Definitions: README.md, "What a round is".
import { type Day, dayNumber, daysInMonth, fromDayNumber } from '#standards/calendar/calendar.ts';
import { CARRY_DAYS, counted, coverEnd, type FoldEvidence, type FoldSpell, foldOrdered, inOrder, NEVER, OPEN } from './rulesFold.ts';
import { leaveReasonTexts } from './rulesLeaving.ts';
import type { EvidenceClass } from './rulesSpell.ts';

/** `YYYY-MM`. */
export type Month = string;
/** A month as a number that counts on: year × 12 + month − 1. Fits two bytes. */
export const monthIndex = (day: Day | Month): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
export const monthOfIndex = (index: number): Month => `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
export const monthOf = (day: Day): Month => day.slice(0, 7);
export const firstOf = (month: Month): Day => `${month}-01`;
export const lastOf = (month: Month): Day => `${month}-${daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7)))}`;
export const nextMonth = (month: Month, by = 1): Month => monthOfIndex(monthIndex(month) + by);

/** What counts as verified: this class or a better one (figures §2: visit 4, telephone 5). */
export const VERIFYING: EvidenceClass = 5;
/** ○ Answers may still come for so many months before the present one: somebody was without a network, or away. */
export const LATE_MONTHS = 1;
/** ○ So long after the start somebody leaves most often; asked about first. */
export const FIRST_DAYS = 30;
/** ○ From so many rows on, a bulk answer is worked off in the background. */
export const BULK_NOW = 200;
export const BULK_MOST = 20_000;

/** How a month is kept: data (table `round_rule`). */
export interface RoundRule {
  /** Day of the month until which all should be answered; clipped to the month's end. */
  readonly dueDay: number;
  /** The offices are reminded so many days before. */
  readonly remindDays: number;
}
export const dueDay = (month: Month, rule: RoundRule): Day => {
  const last = lastOf(month);
  return `${month}-${String(Math.min(rule.dueDay, Number(last.slice(8)))).padStart(2, '0')}`;
};

/** What is known of a spell that a round is decided by; one row of `round_spell`. */
export interface RoundFacts {
  readonly start: Day;
  /** The last day on which it counts as in post at class 6 with carry (figures §2, counted); null: never did. */
  readonly until: Day | null;
  /** The last day in post, after the fold of all classes; null: nobody closed it. */
  readonly closed: Day | null;
  /** The last day that evidence of class ≤ 5 vouches for, and the best class that reaches it. */
  readonly verifiedUntil: Day | null;
  readonly verifiedClass: EvidenceClass | null;
  /** The last day on which it counts as in post at class 5 with carry: of the stock 已核验 until then. */
  readonly stockUntil: Day | null;
  /** Months (monthIndex) in which evidence of class ≤ 5 saw it in post; of insurance and payroll the months they cover. */
  readonly verified: readonly number[];
  /** Months in which somebody said that it is over, where it is. */
  readonly left: readonly number[];
  /** Months in which somebody was not reached. */
  readonly tried: readonly number[];
  /** Months in which the employer's own account said "still there". */
  readonly employerSaid: readonly number[];
}

export const roundStateTexts = {
  overdue: { zh: '逾期未核', en: 'overdue' },
  due: { zh: '待核', en: 'due' },
  notReached: { zh: '没联系上', en: 'not reached' },
  verified: { zh: '已核在岗', en: 'verified in post' },
  left: { zh: '已离岗', en: 'left' },
  silent: { zh: '久无消息', en: 'no word for long' },
} as const;
export type RoundState = keyof typeof roundStateTexts;
export const ROUND_STATES = Object.keys(roundStateTexts) as readonly RoundState[];

/** Employers learn what they said themselves, never what others saw. */
export type RoundEyes = 'office' | 'employer';

/**
 * Where a spell stands in the round of a month; null: not in it. `today` may lie behind the month: then what was not answered is overdue.
 * silent: still open on record, but nobody has said anything for longer than the carry; shown apart, in no total.
 */
export const roundState = (f: RoundFacts, month: Month, today: Day, rule: RoundRule, eyes: RoundEyes = 'office'): RoundState | null => {
  const index = monthIndex(month);
  const first = firstOf(month);
  const cutoff = today < lastOf(month) ? today : lastOf(month);
  if (f.start > cutoff) return null;
  const found = f.closed !== null && f.left.includes(index);
  if (!found && (f.until === null || f.until < first)) return f.closed !== null && f.closed <= cutoff ? null : 'silent';
  if (found || (f.closed !== null && f.closed <= cutoff)) return 'left';
  if ((eyes === 'employer' ? f.employerSaid : f.verified).includes(index)) return 'verified';
  if (eyes === 'office' && f.tried.includes(index)) return 'notReached';
  return today > dueDay(month, rule) ? 'overdue' : 'due';
};

/** Of the stock 已核验 on a day: counted at class 5 with carry. */
export const inVerifiedStock = (f: Pick<RoundFacts, 'start' | 'stockUntil'>, day: Day): boolean =>
  f.stockUntil !== null && f.start <= day && day <= f.stockUntil;

// From evidence to facts ---------------------------------------------------------------------------------------------------------------

export interface RoundEvidence extends FoldEvidence {
  readonly byEmployer: boolean;
}
const dayOrNull = (n: number): Day | null => (n === OPEN || n === NEVER ? null : fromDayNumber(n));
const sorted = (months: ReadonlySet<number>): readonly number[] => [...months].sort((a, b) => a - b);
const indexOf = (day: number): number => monthIndex(fromDayNumber(day));

/** `tried`: days on which somebody was not reached. */
export const roundFacts = (spell: FoldSpell, evidence: readonly RoundEvidence[], tried: readonly Day[]): RoundFacts => {
  const ordered = inOrder(evidence);
  const all = foldOrdered(spell, ordered, 6);
  const better = foldOrdered(spell, ordered, VERIFYING);
  const stock = counted(spell, better);
  const [verified, left, employerSaid] = [new Set<number>(), new Set<number>(), new Set<number>()];
  for (const e of evidence as readonly RoundEvidence[]) {
    if (!e.inPost) {
      left.add(indexOf(e.observed));
      continue;
    }
    const to = coverEnd(spell, e);
    if (to < e.from || to < spell.start) continue;
    if (e.byEmployer) employerSaid.add(indexOf(e.observed));
    if (e.class > VERIFYING) continue;
    if (e.class <= 2) for (let m = indexOf(e.from); m <= indexOf(to); m++) verified.add(m);
    else verified.add(indexOf(e.observed));
  }
  const proved = better.last >= spell.start;
  const until = counted(spell, all, CARRY_DAYS)?.to;
  return {
    start: fromDayNumber(spell.start),
    until: until === undefined ? null : fromDayNumber(until),
    closed: dayOrNull(all.closed),
    verifiedUntil: proved ? fromDayNumber(better.last) : null,
    verifiedClass: proved ? (better.lasts.findIndex((l, k) => k > 0 && l === better.last) as EvidenceClass) : null,
    stockUntil: stock ? fromDayNumber(stock.to) : null,
    verified: sorted(verified),
    left: all.closed === OPEN ? [] : sorted(left),
    tried: sorted(new Set(tried.map(monthIndex))),
    employerSaid: sorted(employerSaid),
  };
};

/** The last day on which a list must still look at it: until it is closed, and through a month in which that was found out. */
export const shownUntil = (f: Pick<RoundFacts, 'closed' | 'left'>): Day | null => {
  if (f.closed === null) return null;
  const found = f.left.at(-1);
  return found !== undefined && lastOf(monthOfIndex(found)) > f.closed ? lastOf(monthOfIndex(found)) : f.closed;
};

// Answers ------------------------------------------------------------------------------------------------------------------------------

export const answerTexts = {
  still: { zh: '还在', en: 'still there' },
  left: { zh: '走了', en: 'left' },
  notReached: { zh: '没联系上', en: 'not reached' },
} as const;
export type Answer = keyof typeof answerTexts;

/** How it was found out, and the class of evidence that is (figures §2). */
export const viaTexts = {
  visit: { zh: '见到本人（上门或视频）', en: 'seen, in person or by video' },
  phone: { zh: '打了电话', en: 'by telephone' },
  roster: { zh: '看了盖章的花名册', en: 'stamped roster seen' },
  employer: { zh: '单位自己说的', en: 'said by the employer' },
} as const;
export type Via = keyof typeof viaTexts;
export const classOfVia: Record<Via, EvidenceClass> = { visit: 4, phone: 5, roster: 3, employer: 6 };
/** An employer's account has seen nobody by itself: its word is an unverified list unless it is a stamped one. */
export const viaOf: Record<RoundEyes, readonly Via[]> = { office: ['visit', 'phone', 'roster'], employer: ['employer', 'roster'] };

/** ○ Why somebody was not reached. */
export const notReachedTexts = {
  noAnswer: { zh: '没人接', en: 'no answer' },
  switchedOff: { zh: '关机、停机', en: 'switched off or out of service' },
  wrongNumber: { zh: '号码不对', en: 'wrong number' },
  noNumber: { zh: '没有电话', en: 'no number' },
  notThere: { zh: '去了没见到', en: 'called on, not there' },
  refused: { zh: '不愿意说', en: 'would not say' },
} as const;
export type NotReachedReason = keyof typeof notReachedTexts;

export interface SaidAnswer {
  readonly answer: Answer;
  readonly day: Day;
  readonly via: Via | null;
  readonly reason: string;
  /** The last day in post, where somebody left. */
  readonly lastDay: Day | null;
  readonly hasFile: boolean;
}
export type AnswerFault = 'tomorrow' | 'tooLate' | 'beforeStart' | 'lastDay' | 'lastDayEarly' | 'reason' | 'via' | 'roster';

/** What is wrong with an answer; null where it may be written. */
export const answerFault = (a: SaidAnswer, spell: { readonly start: Day }, today: Day, eyes: RoundEyes): AnswerFault | null => {
  if (a.day > today) return 'tomorrow';
  if (a.day < firstOf(nextMonth(monthOf(today), -LATE_MONTHS))) return 'tooLate';
  if (a.answer !== 'left' && a.day < spell.start) return 'beforeStart';
  if (a.answer === 'notReached') return a.reason in notReachedTexts ? null : 'reason';
  if (a.via === null || !viaOf[eyes].includes(a.via)) return 'via';
  if (a.via === 'roster' && !a.hasFile) return 'roster';
  if (a.answer === 'still') return null;
  if (!(a.reason in leaveReasonTexts)) return 'reason';
  if (a.lastDay === null || a.lastDay > a.day) return 'lastDay';
  return dayNumber(a.lastDay) < dayNumber(spell.start) - 1 ? 'lastDayEarly' : null;
};
