// docs/figures.md §5, windows.
import { addDays, type Day } from '#standards/calendar/calendar.ts';
import { eachDay, earliest, latest } from './bruteDays.ts';
import type { Work } from './bruteFacts.ts';
import { covered, folded, ignored, vouched, within } from './bruteFold.ts';
import { mainOf } from './bruteMain.ts';
import type { Ask, CountedMember } from './world.ts';

/** "p's first assisted spell (not internship) that starts in the cohort period [A, B]; of two that start on one day the one `main` names". */
export const cohortSpell = (spells: readonly Work[], A: Day, B: Day, c: number): Work | undefined => {
  const started = spells.filter((s) => s.assisted && s.kind !== 'internship' && A <= s.start && s.start <= B);
  const first = earliest(started.map((s) => s.start));
  return mainOf(
    started.filter((s) => s.start === first),
    c,
  );
};

/** *Fitting*; null: not applicable. */
const fittingOf = (spells: readonly Work[], cohort: Work, form: Ask['form']): readonly Work[] | null => {
  if (form === 'province' ? cohort.place === '' : cohort.organisation === null) return null;
  return spells.filter((s) => {
    if (s.kind === 'internship') return false;
    if (form === 'province') return s.place.slice(0, 2) === cohort.place.slice(0, 2);
    return s.organisation === cohort.organisation && (form === 'enterprise' || s.occupation === cohort.occupation);
  });
};

export const windowAnswer = (
  spells: readonly Work[],
  cohort: Work,
  { form, window, D, c }: { readonly form: Ask['form']; readonly window: number; readonly D: Day; readonly c: number },
): NonNullable<CountedMember['answer']> => {
  const fitting = fittingOf(spells, cohort, form);
  if (fitting === null) return 'notApplicable';
  const tau = addDays(cohort.start, window);
  if (D < addDays(tau, 30)) return 'notYetDue';
  const g = form === 'province' ? 15 : 0;
  // [14]: closed after the fold, which holds the recorded end; "before τ" reads closed < τ
  const over = (s: Work): boolean => {
    const { closed } = folded(s, c);
    return closed !== null && closed < tau;
  };
  // [12]
  const begun = fitting.filter((s) => s.start <= tau);
  const proved = begun.some(
    (s) =>
      !over(s) &&
      s.evidence.some((e) => {
        if (e.says !== 'in_post' || e.class > c || ignored(s, e)) return false;
        const { a, b } = covered(s, e);
        return (a <= tau && tau <= b) || (addDays(tau, -15) <= e.observed && e.observed < tau);
      }),
  );
  if (proved || inHole(fitting, tau, g, c)) return 'yes';
  const follows = fitting.some((s) => tau < s.start && s.start <= addDays(tau, g));
  return begun.every(over) && !follows ? 'no' : 'unverified';
};

/** [13]: days on which no fitting spell is vouched, with vouched days on both sides, counted whole. */
const inHole = (fitting: readonly Work[], tau: Day, g: number, c: number): boolean => {
  const stretches = fitting.flatMap((s) => vouched(s, c) ?? []);
  const isVouched = (t: Day): boolean => stretches.some((s) => within(s, t));
  if (isVouched(tau)) return false;
  const before = latest(stretches.flatMap((s) => (s.to < tau ? [s.to] : [])));
  const after = earliest(stretches.flatMap((s) => (s.from > tau ? [s.from] : [])));
  if (before === null || after === null) return false;
  return [...eachDay(before, after)].filter((t) => !isVouched(t)).length <= g;
};
