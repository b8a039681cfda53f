// A criterion while it is being written: as the rules read it, with places that are still empty.
import type { z } from 'zod';
import type { Criterion, CriterionCaseInput } from '../../rulesCriteria.ts';

export type Draft = z.input<typeof Criterion>;
export type Case = CriterionCaseInput;

const two = () => ({ zh: '', en: '' });
export const emptyEvidence = () => ({ class: 4, from: '', to: '' });
export const emptySpell = (): Case['spells'][number] => ({ start: '', evidence: [emptyEvidence()] });
export const emptyCase = (): Case => ({ name: two(), home: '', spells: [emptySpell()], expect: { stableFrom: null } });
export const emptyDraft = (): Draft => ({
  id: '',
  version: 1,
  name: two(),
  mode: 'continuous',
  months: 3,
  gapDays: 0,
  place: { kind: 'any' },
  same: 'any',
  evidenceClass: 5,
  pay: null,
  proofs: [],
  source: two(),
  certainty: 'official',
  defaults: [],
  cases: [emptyCase()],
});

type Way = readonly (string | number)[];
/** The same with one place changed; `undefined` takes an item out of its list. */
export const setIn = <T>(of: T, [first, ...rest]: Way, value: unknown): T => {
  if (first === undefined) return value as T;
  if (Array.isArray(of)) {
    if (rest.length === 0 && value === undefined) return of.filter((_, i) => i !== first) as T;
    const next = [...of];
    next[first as number] = setIn(next[first as number], rest, value);
    return next as T;
  }
  return { ...of, [first]: setIn((of as Record<string, unknown>)[first], rest, value) } as T;
};
