// Who looks like the person that is being typed in; only inside one's own area.
import type { Call } from '#platform/server/http.ts';
import type { Likeness } from '../contractShapes.ts';
import type { Basics } from './basics.ts';

export interface Candidate {
  readonly name: string;
  readonly birthday: string | null;
  readonly sex: string;
  readonly number: string | null;
  readonly documentKind: string;
  readonly phone: string | null;
  readonly home: string | null;
}
export const candidateOf = (b: Basics, home: string, phone: string | null): Candidate => ({ ...b, home, phone });

export const likenessesOf = async (
  _call: Pick<Call, 'db' | 'actor' | 'services' | 'today'>,
  _of: Candidate,
  _except?: string,
): Promise<Likeness[]> => [];
