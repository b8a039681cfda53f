// docs/figures.md §5, read aloud, day by day.
import { type LiteralFold, literalCover, literalDays, literalFold, plus } from './literalFold.ts';
import { literalMain, literalRuns, type SaidWork } from './literalStable.ts';

export const literalCohort = (spells: readonly SaidWork[], A: string, B: string, c: number): SaidWork | undefined => {
  const started = spells.filter((s) => s.assisted && s.kind !== 'internship' && A <= s.start && s.start <= B);
  const first = started.map((s) => s.start).sort()[0];
  return literalMain(
    started.filter((s) => s.start === first),
    c,
  );
};
const fittingOf = (spells: readonly SaidWork[], cohort: SaidWork, form: string): readonly SaidWork[] | null => {
  const work = spells.filter((s) => s.kind !== 'internship');
  if (form === 'province') return cohort.place === '' ? null : work.filter((s) => s.place.slice(0, 2) === cohort.place.slice(0, 2));
  if (cohort.organisation === null) return null;
  return work.filter((s) => s.organisation === cohort.organisation && (form === 'enterprise' || s.occupation === cohort.occupation));
};
const closedBefore = (f: LiteralFold, day: string): boolean => f.closed !== null && f.closed < day;

export const literalWindow = (
  spells: readonly SaidWork[],
  cohort: SaidWork,
  w: number,
  form: string,
  D: string,
  c: number,
): { readonly answer: string; readonly class: number | null } => {
  const fitting = fittingOf(spells, cohort, form);
  if (fitting === null) return { answer: 'notApplicable', class: null };
  const g = form === 'province' ? 15 : 0;
  const tau = plus(cohort.start, w);
  if (D < plus(tau, 30)) return { answer: 'notYetDue', class: null };
  const foldOf = (s: SaidWork) => literalFold(s, s.evidence, c);
  const counts = (s: SaidWork) =>
    s.evidence.flatMap((e) => {
      if (e.says !== 'in post' || e.class > c) return [];
      const { a, b } = literalCover(s, e);
      return b < a || b < s.start ? [] : [{ a, b, class: e.class, observed: e.observed }];
    });
  const proving = fitting
    .filter((s) => s.start <= tau && !closedBefore(foldOf(s), tau))
    .flatMap(counts)
    .filter((e) => (e.a <= tau && tau <= e.b) || (plus(tau, -15) <= e.observed && e.observed < tau));
  const vouched = new Set(fitting.flatMap((s) => [...literalDays(s, foldOf(s), 0)]));
  if (!vouched.has(tau)) {
    const before = [...vouched]
      .filter((d) => d < tau)
      .sort()
      .at(-1);
    const after = [...vouched].filter((d) => d > tau).sort()[0];
    let hole = 0;
    for (let d = before ?? tau; before && after && d < after; d = plus(d, 1)) if (!vouched.has(d)) hole++;
    if (before && after && hole <= g)
      proving.push(...fitting.filter((s) => s.start === after && literalDays(s, foldOf(s), 0).has(after)).flatMap(counts));
  }
  if (proving.length) return { answer: 'yes', class: Math.min(...proving.map((e) => e.class)) };
  const begun = fitting.filter((s) => s.start <= tau);
  const follow = fitting.some((s) => tau < s.start && s.start <= plus(tau, g));
  return { answer: begun.every((s) => closedBefore(foldOf(s), tau)) && !follow ? 'no' : 'unverified', class: null };
};

export const literalLasting = (
  spells: readonly SaidWork[],
  cohort: SaidWork,
  form: string,
  D: string,
  c: number,
): { readonly days: number; readonly event: boolean } | null => {
  const fitting = fittingOf(spells, cohort, form);
  if (fitting === null) return null;
  const g = form === 'province' ? 15 : 0;
  const foldOf = (s: SaidWork) => literalFold(s, s.evidence, c);
  const vouched = new Set(fitting.flatMap((s) => [...literalDays(s, foldOf(s), 0)]));
  if (!vouched.has(cohort.start)) return { days: 0, event: false };
  const v = literalRuns(vouched, g)
    .find((r) => r.includes(cohort.start))!
    .at(-1)!;
  const over = fitting.filter((s) => s.start <= plus(v, g)).every((s) => closedBefore(foldOf(s), D));
  const event = over && v <= D;
  const end = event || v < D ? v : D;
  let days = 0;
  for (let d = cohort.start; d < end; d = plus(d, 1)) days++;
  return { days, event };
};
