// What is stored of the fold (table spell_vouched): for each class, the answers over all that was ever known of a spell, from instant to instant.
import { type FoldEvidence, foldAll } from './rulesFold.ts';
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
  readonly c: EvidenceClass;
  /** The spell's start. */
  readonly from: number;
  /** L, NEVER where nothing vouches. */
  readonly last: number;
  readonly closed: number;
  readonly closingClass: EvidenceClass | 0;
}

const existsAt = (v: Known, k: string): boolean => v.recorded <= k && k < v.superseded;

/**
 * Rows of one spell, by class and instant. There is one for c only where the answer differs from that of c − 1 (of c = 0: nothing vouches, closed is the
 * recorded end): most spells rest on evidence of one class, so this is a sixth of all answers. At c, the row with the greatest class ≤ c says it.
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
    for (let c = 1; c <= 6; c++) {
      const was = standing[c];
      const [f, before] = folds ? [folds[c]!, folds[c - 1]!] : [];
      const differs = f && before && (f.last !== before.last || f.closed !== before.closed || f.closingClass !== before.closingClass);
      const row: VouchedRow | null =
        now && f && differs
          ? {
              c: c as EvidenceClass,
              from: now.start,
              last: f.last,
              closed: f.closed,
              closingClass: f.closingClass,
              recorded: at,
              superseded: 'infinity',
            }
          : null;
      if (
        was &&
        row &&
        was.from === row.from &&
        was.last === row.last &&
        was.closed === row.closed &&
        was.closingClass === row.closingClass
      )
        continue;
      if (was) done.push({ ...was, superseded: at });
      standing[c] = row;
    }
  }
  for (const row of standing) if (row) done.push(row);
  return done;
};

/** The stored answer of a class at an instant; null: that of no evidence. */
export const vouchedAt = (rows: readonly VouchedRow[], c: number, k: string): VouchedRow | null => {
  let best: VouchedRow | null = null;
  for (const r of rows) if (r.c <= c && existsAt(r, k) && (best === null || r.c > best.c)) best = r;
  return best;
};
