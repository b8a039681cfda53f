// What an answer of the home side does to the spell itself: "left" records its end. Pure.
import type { Day } from '#standards/calendar/calendar.ts';
import { classOfVia, type SaidAnswer, type Via } from './rulesRounds.ts';
import type { EvidenceClass } from './rulesSpell.ts';

/** Ways of finding out that somebody of the home side vouches for in person; a roster seen is a paper of the employer's. */
export const ENDING_VIA: readonly Via[] = ['visit', 'phone'];

export interface EndStanding {
  readonly start: Day;
  /** The recorded end. */
  readonly ended: Day | null;
  /** The class of the answer that recorded it, where an answer did and nobody has touched the spell since; null else. */
  readonly byAnswer: EvidenceClass | null;
  readonly diedOn: Day | null;
}
/** What is written of the spell. */
export interface EndWritten {
  readonly ended: Day | null;
  readonly leaveReason: string;
}

/**
 * The end that an answer records with it; null: the spell stays as it is and the answer is evidence only. An end that an answer recorded follows later answers that
 * are no worse, as the fold of their evidence does: "left" on another day moves it, "still there" after it opens the spell again. An end that somebody entered
 * is left alone.
 */
export const endOfAnswer = (a: SaidAnswer, s: EndStanding, home: boolean): EndWritten | null => {
  if (!home || a.via === null || !ENDING_VIA.includes(a.via)) return null;
  if (s.ended !== null && (s.byAnswer === null || classOfVia[a.via] > s.byAnswer)) return null;
  if (a.answer === 'still') return s.ended !== null && a.day > s.ended ? { ended: null, leaveReason: '' } : null;
  if (a.answer !== 'left' || a.lastDay === null || a.lastDay === s.ended) return null;
  // who never began has no last day in post; nobody works on after death
  if (a.lastDay < s.start || (s.diedOn !== null && a.lastDay > s.diedOn)) return null;
  return { ended: a.lastDay, leaveReason: a.reason };
};
