// Retention windows (docs/figures.md §5): is somebody still there 30, 90, 180, 365 days after the help began; and how long until they were not.
import { coverEnd, type FoldEvidence, inForce, OPEN } from './rulesFold.ts';
import { compareMain, type LedgerSpell } from './rulesPerson.ts';
import { type FoldedSpell, folded, runsOf } from './rulesRuns.ts';
import { type EvidenceClass, NO_CLASS } from './rulesSpell.ts';

export const WINDOWS = [30, 90, 180, 365] as const;
export type WindowDays = (typeof WINDOWS)[number];
export const FORMS = ['province', 'enterprise', 'post'] as const;
export type Form = (typeof FORMS)[number];
/** ○ So many days after its day a window is due. */
export const DUE_DAYS = 30;
/** ○ Observed so many days before it still answers for it. */
export const SEEN_DAYS = 15;
export const gapOf = (form: Form): number => (form === 'province' ? 15 : 0);

/** The first assisted spell that starts in [A, B], of a person's united spells; null: not in the cohort. */
export const cohortSpell = (spells: readonly LedgerSpell[], from: number, to: number, c: EvidenceClass): LedgerSpell | null => {
  const order = compareMain(c);
  let first: LedgerSpell | null = null;
  for (const s of spells) {
    if (!s.assisted || s.kind === 'internship' || s.start < from || s.start > to) continue;
    if (first === null || s.start < first.start || (s.start === first.start && order(s, first) < 0)) first = s;
  }
  return first;
};

/** Null: the form does not apply to this cohort spell; shown apart. */
const fittingOf = (cohort: LedgerSpell, form: Form): ((s: LedgerSpell) => boolean) | null => {
  const province = cohort.place.slice(0, 2);
  if (form === 'province') return province === '' ? null : (s) => s.kind !== 'internship' && s.place.slice(0, 2) === province;
  if (cohort.organisation === null) return null;
  return (s) =>
    s.kind !== 'internship' && s.organisation === cohort.organisation && (form === 'enterprise' || s.occupation === cohort.occupation);
};

export interface Retention {
  readonly cohort: LedgerSpell;
  readonly form: Form;
  readonly c: EvidenceClass;
  /** By start; null where the form does not apply. */
  readonly fitting: readonly FoldedSpell[] | null;
}
/** `spells`: united ones. Folded once for all windows. */
export const retentionOf = (spells: readonly LedgerSpell[], cohort: LedgerSpell, form: Form, c: EvidenceClass): Retention => {
  const fits = fittingOf(cohort, form);
  return {
    cohort,
    form,
    c,
    fitting:
      fits &&
      spells
        .filter(fits)
        .map((s) => folded(s, c))
        .sort((a, b) => a.spell.start - b.spell.start),
  };
};

export type Answer = 'notApplicable' | 'notYetDue' | 'yes' | 'no' | 'unverified';
export interface WindowAnswer {
  readonly answer: Answer;
  /** τ. */
  readonly day: number;
  /** Of a yes: how it is known. covers: evidence covers τ; observed: seen in post shortly before; hole: between two jobs. */
  readonly by: 'covers' | 'observed' | 'hole' | null;
  /** The best class of what proves a yes. */
  readonly class: EvidenceClass | null;
  readonly evidenceId: string | null;
  readonly spellId: string | null;
}

/** Smaller is better: class, then the more direct way, then the later day. */
interface Proof {
  readonly class: EvidenceClass;
  readonly by: 'covers' | 'observed' | 'hole';
  readonly evidence: FoldEvidence;
  readonly spell: LedgerSpell;
}
const ways = { covers: 0, observed: 1, hole: 2 } as const;
const better = (a: Proof, b: Proof | null): boolean =>
  b === null ||
  a.class < b.class ||
  (a.class === b.class && (ways[a.by] < ways[b.by] || (a.by === b.by && a.evidence.observed > b.evidence.observed)));

const proofAt = (r: Retention, fitting: readonly FoldedSpell[], day: number): Proof | null => {
  let best: Proof | null = null;
  const offer = (p: Proof): void => {
    if (better(p, best)) best = p;
  };
  for (const { spell, fold } of fitting) {
    if (spell.start > day || fold.closed < day) continue;
    for (const e of spell.evidence) {
      if (!inForce(spell, e, r.c)) continue;
      if (e.from <= day && day <= coverEnd(spell, e)) offer({ class: e.class, by: 'covers', evidence: e, spell });
      else if (e.observed >= day - SEEN_DAYS && e.observed < day) offer({ class: e.class, by: 'observed', evidence: e, spell });
    }
  }
  const gap = gapOf(r.form);
  if (gap === 0) return best;
  const runs = runsOf(fitting, 'vouched', 0);
  for (let i = 0; i + 1 < runs.length; i++) {
    const [before, next] = [runs[i]!, runs[i + 1]!];
    if (day <= before.to || day >= next.from || next.from - before.to - 1 > gap) continue;
    for (const { spell } of next.parts)
      if (spell.start === next.from)
        for (const e of spell.evidence) if (inForce(spell, e, r.c)) offer({ class: e.class, by: 'hole', evidence: e, spell });
  }
  return best;
};

/** The answer of one window at the as-of day D. */
export const windowAnswer = (r: Retention, window: number, asOf: number): WindowAnswer => {
  const day = r.cohort.start + window;
  const none = { day, by: null, class: null, evidenceId: null, spellId: null };
  if (r.fitting === null) return { ...none, answer: 'notApplicable' };
  if (asOf < day + DUE_DAYS) return { ...none, answer: 'notYetDue' };
  const proof = proofAt(r, r.fitting, day);
  if (proof) return { answer: 'yes', day, by: proof.by, class: proof.class, evidenceId: proof.evidence.id, spellId: proof.spell.id };
  const gap = gapOf(r.form);
  const gone = r.fitting.every(({ spell, fold }) => (spell.start <= day ? fold.closed < day : spell.start > day + gap));
  return { ...none, answer: gone ? 'no' : 'unverified' };
};

export interface Rate {
  readonly n: number;
  readonly yes: number;
  readonly no: number;
  readonly unverified: number;
  readonly notYetDue: number;
  readonly notApplicable: number;
  /** yes ÷ (yes + no + unverified); null where nothing is due. */
  readonly rate: number | null;
  /** (yes + no) ÷ due. */
  readonly verifiedShare: number | null;
  /** How many of the yes rest on class 1 … 6, at [1] … [6]. */
  readonly sources: readonly number[];
}
/** As far as a rate needs it. */
export type Answered = Pick<WindowAnswer, 'answer' | 'class'>;
export const rateOf = (answers: Iterable<Answered>): Rate => {
  const n: Record<Answer, number> = { notApplicable: 0, notYetDue: 0, yes: 0, no: 0, unverified: 0 };
  const sources = Array<number>(NO_CLASS).fill(0);
  for (const a of answers) {
    n[a.answer]++;
    if (a.class !== null) sources[a.class]!++;
  }
  const due = n.yes + n.no + n.unverified;
  return {
    ...n,
    n: due + n.notYetDue + n.notApplicable,
    rate: due === 0 ? null : n.yes / due,
    verifiedShare: due === 0 ? null : (n.yes + n.no) / due,
    sources,
  };
};

export interface Lasting {
  /** Days from the start of the help. */
  readonly time: number;
  /** Left at that time; false: not known to have left (censored). */
  readonly event: boolean;
}
/** For Kaplan–Meier: the proved run that holds σ, and whether it is over. Null where the form does not apply. */
export const lastingOf = (r: Retention, asOf: number): Lasting | null => {
  if (r.fitting === null) return null;
  const gap = gapOf(r.form);
  const start = r.cohort.start;
  const run = runsOf(r.fitting, 'vouched', gap).find((x) => x.from <= start && start <= x.to);
  if (!run) return { time: 0, event: false };
  const over = r.fitting.every(({ spell, fold }) => spell.start > run.to + gap || (fold.closed !== OPEN && fold.closed < asOf));
  return over && run.to <= asOf ? { time: run.to - start, event: true } : { time: Math.min(asOf, run.to) - start, event: false };
};
