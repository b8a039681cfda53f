// What somebody may do with a spell, by how they stand to it (product.md, who sees what). Pure.
import { EVIDENCE_CLASSES, type EvidenceClass } from './rulesSpell.ts';

export const spellDeeds = ['correct', 'end', 'withdraw', 'transfer', 'return', 'vouch'] as const;
export type SpellDeed = (typeof spellDeeds)[number];
export const evidenceDeeds = ['withdraw'] as const;

/** How an actor stands to one spell: several at once are possible (a province is home and host of those who stayed). */
export interface Stand {
  /** The home lies in their own area. */
  readonly home: boolean;
  /** It happens in their host area, and its window is open to them. */
  readonly host: boolean;
  /** It is at their own organisation, and its window is open to them. */
  readonly employer: boolean;
}
export const NOWHERE: Stand = { home: false, host: false, employer: false };

/** Written on a spell by whom: the host corrects and withdraws only what a host entered. */
export const sourceOf = ({ home, host }: Stand): 'form' | 'station' | 'employer' => (home ? 'form' : host ? 'station' : 'employer');
export const BY_HAND: ReadonlySet<string> = new Set(['form', 'station', 'employer', 'round']);

export interface Permitted {
  /** employment.enter */
  readonly enter: boolean;
  /** employment.tell */
  readonly tell: boolean;
}

export const deedsOf = (
  stand: Stand,
  { enter, tell }: Permitted,
  spell: { readonly source: string; readonly ended: string | null; readonly endInferred: boolean },
): readonly SpellDeed[] => {
  const open = spell.ended === null || spell.endInferred;
  const acts = stand.home || stand.host;
  const mends = enter && (stand.home || (stand.host && spell.source === 'station'));
  const allowed: Record<SpellDeed, boolean> = {
    correct: mends,
    end: tell && open && (acts || stand.employer),
    withdraw: mends,
    transfer: enter && open && acts,
    return: enter && !open && acts,
    vouch: tell && (acts || stand.employer),
  };
  return spellDeeds.filter((deed) => allowed[deed]);
};

/**
 * Which classes of evidence somebody may enter. The home has lists, visits and calls of all kinds before it. A host vouches for what its station saw or
 * heard itself. An employer's word about its own people is the list it writes (6); with its stamped roster or the contract as a file it is class 3.
 */
export const classesOf = (stand: Stand): readonly EvidenceClass[] => {
  if (stand.home) return EVIDENCE_CLASSES;
  const of = new Set<EvidenceClass>([...(stand.host ? ([4, 5] as const) : []), ...(stand.employer ? ([3, 6] as const) : [])]);
  return EVIDENCE_CLASSES.filter((c) => of.has(c));
};
/** The file or the words that must stand behind a class: an employer's class 3 needs the stamped page itself. */
export const needsFile = (stand: Stand, c: EvidenceClass): boolean => c === 3 && !stand.home;
export const needsProof = (c: EvidenceClass): boolean => c <= 3;
