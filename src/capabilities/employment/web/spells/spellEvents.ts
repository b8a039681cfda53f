// What is being done with the person's work: the one dialog that stands over the block.
import type { EvidenceOut, SpellOut } from '../../contract.ts';

export type SpellEvent =
  | { readonly do: 'record' }
  | { readonly do: 'correct' | 'transfer' | 'return' | 'end' | 'withdraw' | 'vouch'; readonly spell: SpellOut }
  | { readonly do: 'withdrawEvidence'; readonly spell: SpellOut; readonly evidence: EvidenceOut };

export interface DialogProps {
  readonly onClose: () => void;
  /** A sentence of what was done. */
  readonly onTold: (told: string) => void;
}
/** As much of a spell as ending it and vouching for it needs. */
export interface SpellRef {
  readonly id: string;
  readonly workerId: string;
  readonly version: string;
  readonly start: string;
}
export const STALE = ['employment.', 'workers.'] as const;
