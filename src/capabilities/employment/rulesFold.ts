// The fold of docs/figures.md §2: what the evidence about one spell vouches for. Days are numbers (calendar.ts, dayNumber): this runs for millions.
import { inSameMonth } from '#standards/calendar/calendar.ts';
import type { Text } from '#standards/text.ts';
import type { EvidenceClass } from './rulesSpell.ts';

/** Before every day: "none" of a last day. */
export const NEVER = -(2 ** 30);
/** After every day: "none" of an end. */
export const OPEN = 2 ** 30;
/** ○ So many days after the day behind a closing the same class may still say "in post" and reopen. */
export const REOPEN_DAYS = 15;
/** ○ N: so long after the last vouched day somebody counts as in post. */
export const CARRY_DAYS = 92;

export interface FoldSpell {
  readonly start: number;
  /** The recorded end, OPEN where it is "still". */
  readonly ended: number;
}
export interface FoldEvidence {
  readonly id: string;
  readonly class: EvidenceClass;
  readonly inPost: boolean;
  /** In post: the first day it covers. Not in post: the day from which on. */
  readonly from: number;
  /** In post: the last day it covers. Not in post: not read. */
  readonly to: number;
  readonly observed: number;
  /** `recorded` of the first version of this fact, as any number that keeps the order (microseconds). */
  readonly recorded: number;
}

export const conflictTexts = {
  inPostAfterClosed: {
    zh: '证据称在岗，但更可靠的证据已认定此前离岗',
    en: 'Says in post, after better evidence had closed the spell',
  },
  leftBeforeClosed: {
    zh: '证据称离岗的日子早于更可靠的证据认定的日子',
    en: 'Says it was over earlier than better evidence says',
  },
  leftWhileProved: {
    zh: '证据称离岗，但更可靠的证据证明那天之后仍在岗',
    en: 'Says it was over on a day after which better evidence proves in post',
  },
  endedWhileProved: {
    zh: '登记的结束日之后仍有在岗证据',
    en: 'The recorded end lies before days that evidence proves in post',
  },
} as const satisfies Record<string, Text>;
export type ConflictKind = keyof typeof conflictTexts;
export interface Conflict {
  readonly kind: ConflictKind;
  /** What was outweighed; '' where it is the recorded end. */
  readonly evidenceId: string;
  /** The last day in post it claims. */
  readonly said: number;
  /** The day that stands against it. */
  readonly stands: number;
}

export interface Fold {
  /** L of all classes ≤ c: the last vouched day, NEVER where none is. */
  readonly last: number;
  /** L₁ … L₆ at [1] … [6]; [0] is not used. */
  readonly lasts: readonly number[];
  /** The last day in post, OPEN where nobody closed it. */
  readonly closed: number;
  /** Of the statement that closed it; 0 where none did, or where the recorded end is the earlier one. */
  readonly closingClass: EvidenceClass | 0;
  readonly conflicts: readonly Conflict[];
}

/** Insurance and payroll name months; in the month of a recorded end they cover only to that end. */
export const coverEnd = (spell: FoldSpell, e: FoldEvidence): number =>
  e.class <= 2 && e.to > spell.ended && e.to - spell.ended < 31 && inSameMonth(e.to, spell.ended) ? spell.ended : e.to;

/** Whether the fold at c takes it as in post at all. */
export const inForce = (spell: FoldSpell, e: FoldEvidence, c: EvidenceClass): boolean => {
  if (!e.inPost || e.class > c) return false;
  const to = coverEnd(spell, e);
  return to >= e.from && to >= spell.start;
};

/** Order of statements: observed day; worse class first; as first recorded; in post first; day. */
export const compareEvidence = (a: FoldEvidence, b: FoldEvidence): number =>
  a.observed - b.observed ||
  b.class - a.class ||
  a.recorded - b.recorded ||
  Number(b.inPost) - Number(a.inPost) ||
  a.from - b.from ||
  (a.inPost ? a.to - b.to : 0);

export const inOrder = (evidence: readonly FoldEvidence[]): readonly FoldEvidence[] =>
  evidence.length < 2 ? evidence : [...evidence].sort(compareEvidence);

const NO_CONFLICTS: readonly Conflict[] = [];

/** Evidence of class ≤ c about one spell, `ordered` by inOrder. */
export const foldOrdered = (spell: FoldSpell, ordered: readonly FoldEvidence[], c: EvidenceClass): Fold => {
  const lasts = [NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER];
  let closed = OPEN;
  let by: EvidenceClass | 0 = 0;
  let conflicts: Conflict[] | null = null;
  const conflict = (kind: ConflictKind, evidenceId: string, said: number, stands: number): void => {
    conflicts ??= [];
    conflicts.push({ kind, evidenceId, said, stands });
  };
  for (const e of ordered) {
    const k = e.class;
    if (k > c) continue;
    if (e.inPost) {
      let to = coverEnd(spell, e);
      if (to < e.from || to < spell.start) continue;
      if (closed !== OPEN && to > closed) {
        if (k < by || (k === by && e.from <= closed + 1 + REOPEN_DAYS)) {
          closed = OPEN;
          by = 0;
        } else {
          conflict('inPostAfterClosed', e.id, to, closed);
          to = closed;
        }
      }
      if (to > lasts[k]!) lasts[k] = to;
      continue;
    }
    const said = e.from - 1;
    if (closed !== OPEN && by < k) {
      if (said < closed) conflict('leftBeforeClosed', e.id, said, closed);
      continue;
    }
    let better = NEVER;
    for (let j = 1; j < k; j++) if (lasts[j]! > better) better = lasts[j]!;
    if (said < better) conflict('leftWhileProved', e.id, said, better);
    closed = Math.max(said, better, spell.start - 1);
    by = k;
    for (let j = 1; j <= 6; j++) if (lasts[j]! > closed) lasts[j] = closed;
  }
  let last = NEVER;
  for (let j = 1; j <= 6; j++) if (lasts[j]! > last) last = lasts[j]!;
  if (spell.ended !== OPEN) {
    if (spell.ended < last) conflict('endedWhileProved', '', spell.ended, last);
    const end = Math.max(spell.ended, last);
    if (end < closed) {
      closed = end;
      by = 0;
    }
  }
  return { last, lasts, closed, closingClass: by, conflicts: conflicts ?? NO_CONFLICTS };
};

export const fold = (spell: FoldSpell, evidence: readonly FoldEvidence[], c: EvidenceClass): Fold =>
  foldOrdered(spell, inOrder(evidence), c);

/** The folds of all classes, c = 1 … 6 at [1] … [6]; [0] is the fold of no evidence. One object where a class adds nothing. */
export const foldAll = (spell: FoldSpell, evidence: readonly FoldEvidence[]): readonly Fold[] => {
  const ordered = inOrder(evidence);
  const present = [false, false, false, false, false, false, false];
  for (const e of ordered) present[e.class] = true;
  const out: Fold[] = [foldOrdered(spell, [], 1)];
  for (let c = 1; c <= 6; c++) out.push(present[c] ? foldOrdered(spell, ordered, c as EvidenceClass) : out[c - 1]!);
  return out;
};

export interface Days {
  readonly from: number;
  readonly to: number;
}
/** The proved days; null where nothing vouches for the start or a day after it. */
export const vouched = (spell: FoldSpell, f: Fold): Days | null =>
  f.last < spell.start ? null : { from: spell.start, to: Math.min(f.closed, f.last) };

/** The days on which the spell counts as in post: proved ones, and N more unless it is closed. */
export const counted = (spell: FoldSpell, f: Fold, carry: number = CARRY_DAYS): Days | null =>
  f.last < spell.start ? null : { from: spell.start, to: Math.min(f.closed, f.last + carry) };
