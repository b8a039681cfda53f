// How somebody stands by a criterion on a day: stable since when and why; if not, what is still missing. Pure; days are numbers.
import { addMonthsToNumber, fromDayNumber } from '#standards/calendar/calendar.ts';
import type { Text } from '#standards/text.ts';
import type { Criterion, CriterionRule } from './rulesCriteria.ts';
import { proofText } from './rulesCriteriaTexts.ts';
import { MONTH_DAYS, WINDOW_DAYS } from './rulesCumulative.ts';
import type { LedgerPerson } from './rulesPerson.ts';
import { type FoldedSpell, runsOf } from './rulesRuns.ts';
import { groupsOf, stabilityOf } from './rulesStable.ts';
import { explainStable } from './rulesWindowsTexts.ts';

const t = (zh: string, en: string): Text => ({ zh, en });

export const standingStateTexts = {
  stable: t('稳定', 'stable'),
  over: t('曾稳定，现在不算', 'was stable, no longer is'),
  notYet: t('还没有满', 'not yet'),
  none: t('没有达到', 'not stable'),
} as const satisfies Record<string, Text>;
export type StandingState = keyof typeof standingStateTexts;

/** Something is under way and not complete. */
export interface Missing {
  /** Days still to be proved; 0: the days are there, something else is not; null: not counted in days. */
  readonly days: number | null;
  readonly words: Text;
}
export interface PersonStanding {
  readonly state: StandingState;
  /** First and last day of the stretch told of; null: there never was one. */
  readonly since: number | null;
  readonly until: number | null;
  readonly missing: Missing | null;
  readonly words: Text;
}

const fewest = (all: readonly Missing[]): Missing | null =>
  all.reduce<Missing | null>((best, m) => (best === null || (m.days ?? 0) < (best.days ?? 0) ? m : best), null);
const daysEn = (n: number): string => (n === 1 ? '1 day' : `${n} days`);

/** A run that still counts on the day, its months not full. */
const ofMonths = (spells: readonly FoldedSpell[], rule: CriterionRule, on: number): Missing[] => {
  const carried = runsOf(spells, 'counted', rule.gapDays).find((r) => r.from <= on && on <= r.to);
  if (!carried) return [];
  return runsOf(spells, 'vouched', rule.gapDays).flatMap((run) => {
    const full = addMonthsToNumber(run.from, rule.months!);
    if (run.from < carried.from || run.to > carried.to || run.from > on || run.to >= full) return [];
    // the last run of those that are carried on: an earlier one is broken
    if (runsOf(spells, 'vouched', rule.gapDays).some((later) => later.from > run.from && later.from <= on)) return [];
    const days = full - run.to;
    return [
      {
        days,
        words: t(
          `还差 ${days} 天：${fromDayNumber(run.from)} 起的在岗证明到 ${fromDayNumber(run.to)}，要证明到 ${fromDayNumber(full)}`,
          `${daysEn(days)} missing: in post since ${fromDayNumber(run.from)}, proved to ${fromDayNumber(run.to)}, needed to ${fromDayNumber(full)}`,
        ),
      },
    ];
  });
};
const ofWindow = (spells: readonly FoldedSpell[], rule: CriterionRule, on: number): Missing[] => {
  const first = on - WINDOW_DAYS + 1;
  const have = runsOf(spells, 'vouched', 0).reduce((n, r) => n + Math.max(0, Math.min(r.to, on) - Math.max(r.from, first) + 1), 0);
  if (have === 0) return [];
  const need = MONTH_DAYS * rule.months!;
  const days = Math.max(0, need - have);
  return [
    {
      days,
      words:
        days > 0
          ? t(
              `还差 ${days} 天：这 ${WINDOW_DAYS} 天内有证据的在岗 ${have} 天，要 ${need} 天`,
              `${daysEn(days)} missing: ${have} proved days within these ${WINDOW_DAYS}, ${need} needed`,
            )
          : t(
              `天数已满（${have} 天），报酬还没有满 ${rule.pay?.yuan ?? 0} 元`,
              `the days are full (${have}), the pay of ${rule.pay?.yuan ?? 0} yuan is not`,
            ),
    },
  ];
};
/** Proofs are missed one by one; of several enterprises the one that misses fewest. */
const ofProofs = (person: LedgerPerson, rule: CriterionRule, on: number): Missing[] => {
  const { groups } = groupsOf(person, rule);
  const missed = [...groups].flatMap(([group, spells]) => {
    if (!runsOf(spells, 'counted', rule.gapDays).some((r) => r.from <= on && on <= r.to)) return [];
    return [
      rule.proofs.filter(
        (p) => !stabilityOf(person, { ...rule, proofs: [p] }).stretches.some((s) => s.group === group && s.from <= on && on <= s.to),
      ),
    ];
  });
  const least = missed.sort((a, b) => a.length - b.length)[0];
  if (!least || least.length === 0) return [];
  const texts = least.map(proofText);
  return [{ days: null, words: t(`还缺：${texts.map((x) => x.zh).join('；')}`, `missing: ${texts.map((x) => x.en).join('; ')}`) }];
};

export const missingOf = (person: LedgerPerson, rule: CriterionRule, on: number): Missing | null => {
  if (rule.mode === 'proofs') return fewest(ofProofs(person, rule, on));
  const way = rule.mode === 'continuous' ? ofMonths : ofWindow;
  return fewest([...groupsOf(person, rule).groups.values()].flatMap((spells) => way(spells, rule, on)));
};

export const standingOf = (person: LedgerPerson, c: Criterion, on: number): PersonStanding => {
  const stability = stabilityOf(person, c);
  const known = stability.stretches.filter((s) => s.from <= on);
  const stretch = known.find((s) => on <= s.to) ?? known.at(-1);
  const why = explainStable({ ...stability, stretches: known }, c, on);
  const told = { since: stretch?.from ?? null, until: stretch?.to ?? null };
  if (stretch && on <= stretch.to) return { ...told, state: 'stable', missing: null, words: why };
  const missing = missingOf(person, c, on);
  if (!missing) return { ...told, state: stretch ? 'over' : 'none', missing, words: why };
  if (!stretch) return { ...told, state: 'notYet', missing, words: missing.words };
  return { ...told, state: 'over', missing, words: t(`${why.zh}；现在${missing.words.zh}`, `${why.en}; now ${missing.words.en}`) };
};
