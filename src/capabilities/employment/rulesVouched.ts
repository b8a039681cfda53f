// What is stored of the fold (table spell_vouched): for each class, the answers over all that was ever known of a spell, from instant to instant.
import { type FoldEvidence, foldAll, NEVER } from './rulesFold.ts';
import type { EvidenceClass } from './rulesSpell.ts';

/** Instants are texts that compare (store.ts); 'infinity' is behind all of them. */
interface Known {
  readonly recorded: string;
  readonly superseded: string;
}
export interface SpellVersion extends Known {
  readonly start: number;
  readonly ended: number;
}
export interface EvidenceVersion extends Omit<FoldEvidence, 'recorded'>, Known {}

export interface VouchedRow extends Known {
  /** The row says it for the classes c … upto. */
  readonly c: EvidenceClass;
  readonly upto: EvidenceClass;
  /** The best class that vouches for anything (of classes ≤ c, not ignored by the fold); 0 where none does. */
  readonly best: EvidenceClass | 0;
  /** The spell's start. */
  readonly from: number;
  /** L, NEVER where nothing vouches. */
  readonly last: number;
  readonly closed: number;
  readonly closingClass: EvidenceClass | 0;
}

const sameAnswer = (a: VouchedRow, b: VouchedRow): boolean =>
  a.from === b.from &&
  a.last === b.last &&
  a.closed === b.closed &&
  a.closingClass === b.closingClass &&
  a.upto === b.upto &&
  a.best === b.best;
const existsAt = (v: Known, k: string): boolean => v.recorded <= k && k < v.superseded;

/**
 * Rows of one spell, by class and instant. There is one for c only where the answer differs from that of c − 1 (of c = 0: nothing vouches, closed is the
 * recorded end): most spells rest on evidence of one class, so this is a sixth of all answers. It says how far it holds, so that a question at one class and
 * instant is a condition on each row by itself.
 */
export const vouchedHistory = (spell: readonly SpellVersion[], evidence: readonly EvidenceVersion[]): readonly VouchedRow[] => {
  const firstKnown = new Map<string, string>();
  for (const e of evidence) {
    const first = firstKnown.get(e.id);
    if (first === undefined || e.recorded < first) firstKnown.set(e.id, e.recorded);
  }
  const instants = new Set<string>();
  for (const v of spell) {
    instants.add(v.recorded);
    instants.add(v.superseded);
  }
  for (const v of evidence) {
    instants.add(v.recorded);
    instants.add(v.superseded);
  }
  instants.delete('infinity');
  const turns = [...instants].sort();
  const rank = new Map(turns.map((t, i) => [t, i]));
  const facts = evidence.map((e) => ({ known: e, fact: { ...e, recorded: rank.get(firstKnown.get(e.id)!)! } as FoldEvidence }));

  const done: VouchedRow[] = [];
  const standing: (VouchedRow | null)[] = Array(7).fill(null);
  for (const at of turns) {
    const now = spell.find((v) => existsAt(v, at));
    const folds =
      now &&
      foldAll(
        now,
        facts.flatMap((f) => (existsAt(f.known, at) ? [f.fact] : [])),
      );
    // from the worst class down, so that each row knows where the next one begins
    let upto = 6;
    for (let c = 6; c >= 1; c--) {
      const was = standing[c];
      const [f, before] = folds ? [folds[c]!, folds[c - 1]!] : [];
      const differs = f && before && (f.last !== before.last || f.closed !== before.closed || f.closingClass !== before.closingClass);
      const row: VouchedRow | null =
        now && f && differs
          ? {
              c: c as EvidenceClass,
              upto: upto as EvidenceClass,
              best: Math.max(
                0,
                f.lasts.findIndex((l) => l !== undefined && l > NEVER),
              ) as EvidenceClass | 0,
              from: now.start,
              last: f.last,
              closed: f.closed,
              closingClass: f.closingClass,
              recorded: at,
              superseded: 'infinity',
            }
          : null;
      if (row) upto = c - 1;
      if (was && row && sameAnswer(was, row)) continue;
      if (was) done.push({ ...was, superseded: at });
      standing[c] = row;
    }
  }
  for (const row of standing) if (row) done.push(row);
  return done;
};

/** The stored answer of a class at an instant; null: that of no evidence. */
export const vouchedAt = (rows: readonly VouchedRow[], c: number, k: string): VouchedRow | null =>
  rows.find((r) => r.c <= c && c <= r.upto && existsAt(r, k)) ?? null;
