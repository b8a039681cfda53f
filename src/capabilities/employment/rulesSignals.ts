// Signals that somebody in post may be about to leave, or has left unseen: declared weights, added up, each told in words. Every weight and
// threshold is ours ○: no source prints any. They rank who is asked first; they say nothing against anybody.
import { fromDayNumber } from '#standards/calendar/calendar.ts';
import type { Text } from '#standards/text.ts';
import { type EvidenceClass, evidenceClassTexts } from './rulesSpell.ts';

export const signalTexts = {
  closing: { zh: '单位关停或停工', en: 'employer closed or stopped' },
  against: { zh: '有人说已离岗', en: 'somebody says it is over' },
  arrears: { zh: '单位欠薪', en: 'wages owed by the employer' },
  unseen: { zh: '久未核实', en: 'long not verified' },
  short: { zh: '前几份工都做不长', en: 'earlier jobs were short' },
  first: { zh: '刚上岗', en: 'just begun' },
} as const satisfies Record<string, Text>;
export type Signal = keyof typeof signalTexts;

/** ○ */
export const SIGNAL_WEIGHTS: Readonly<Record<Signal, number>> = { closing: 5, against: 4, arrears: 4, unseen: 3, short: 2, first: 1 };
/** ○ */
export const SIGNAL_RULES = {
  /** Evidence of this class or better verifies. */
  evidenceClass: 5 as EvidenceClass,
  /** Nothing vouches for the last so many days. */
  unseenDays: 92,
  /** A word against counts so long. */
  againstDays: 92,
  /** A job of fewer days is short; so many of them within so many days before this one. */
  shortDays: 90,
  shortCount: 2,
  shortWithinDays: 730,
  /** The first so many days. */
  firstDays: 30,
} as const;

/** Days as numbers. */
export interface SignalFacts {
  readonly start: number;
  /** The last day that evidence vouches for; null: nothing does. */
  readonly vouchedUntil: number | null;
  readonly employerClosed: boolean;
  /** Days of open incidents of the employer; null: none. */
  readonly stoppedSince: number | null;
  readonly arrearsSince: number | null;
  /** The latest word "not in post" about this job. */
  readonly against: { readonly class: EvidenceClass; readonly observed: number } | null;
  /** Short jobs that ended within the time before this one; 0 where the viewer is not told of them. */
  readonly shortBefore: number;
}
export interface SignalReason {
  readonly signal: Signal;
  readonly weight: number;
  readonly text: Text;
}
export interface SignalVerdict {
  readonly score: number;
  /** The heaviest first. */
  readonly reasons: readonly SignalReason[];
}

const t = (zh: string, en: string): Text => ({ zh, en });
const day = fromDayNumber;

export const judgeSignals = (f: SignalFacts, today: number): SignalVerdict => {
  const r = SIGNAL_RULES;
  const texts: Record<Signal, Text | null> = {
    closing: f.employerClosed
      ? t('单位已登记关停', 'The employer is on record as closed')
      : f.stoppedSince !== null
        ? t(`单位停工事件未了结（${day(f.stoppedSince)}）`, `A stoppage at the employer is open (${day(f.stoppedSince)})`)
        : null,
    against:
      f.against !== null && today - f.against.observed <= r.againstDays
        ? t(
            `${day(f.against.observed)} ${evidenceClassTexts[f.against.class].zh}说已不在岗，还没有登记离岗`,
            `On ${day(f.against.observed)} evidence (${evidenceClassTexts[f.against.class].en}) said not in post; no end is recorded`,
          )
        : null,
    arrears:
      f.arrearsSince !== null
        ? t(`单位欠薪未了结（${day(f.arrearsSince)}）`, `Wages owed by the employer are not settled (${day(f.arrearsSince)})`)
        : null,
    unseen:
      f.vouchedUntil === null
        ? today - f.start > r.unseenDays
          ? t(`上岗 ${today - f.start} 天，从没有核实过`, `In post for ${today - f.start} days and never verified`)
          : null
        : today - f.vouchedUntil > r.unseenDays
          ? t(
              `核实到 ${day(f.vouchedUntil)}，已过 ${today - f.vouchedUntil} 天`,
              `Verified until ${day(f.vouchedUntil)}, ${today - f.vouchedUntil} days ago`,
            )
          : null,
    short:
      f.shortBefore >= r.shortCount
        ? t(
            `这份工之前两年有 ${f.shortBefore} 份工不满 ${r.shortDays} 天`,
            `${f.shortBefore} jobs of under ${r.shortDays} days in the two years before`,
          )
        : null,
    first:
      f.start <= today && today - f.start < r.firstDays
        ? t(`上岗第 ${today - f.start + 1} 天`, `Day ${today - f.start + 1} in post`)
        : null,
  };
  const reasons = (Object.keys(signalTexts) as Signal[])
    .flatMap((signal) => {
      const text = texts[signal];
      return text ? [{ signal, weight: SIGNAL_WEIGHTS[signal], text }] : [];
    })
    .sort((a, b) => b.weight - a.weight);
  return { score: reasons.reduce((sum, x) => sum + x.weight, 0), reasons };
};
