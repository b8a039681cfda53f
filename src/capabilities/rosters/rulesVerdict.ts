// What becomes of a row, from what was found in it.
import type { Finding } from './rulesValue.ts';

export type RowVerdict = 'accepted' | 'doubtful' | 'refused';

/** The worst finding decides; hints decide nothing. */
export const verdictOf = (findings: readonly Finding[]): RowVerdict => {
  if (findings.length === 0) return 'accepted';
  if (findings.some((f) => f.severity === 'error')) return 'refused';
  return findings.some((f) => f.severity === 'doubt') ? 'doubtful' : 'accepted';
};
