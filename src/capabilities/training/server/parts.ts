// What training is told by capabilities that come after it: handed over by the composition.
import type { Db } from '#platform/server/store.ts';
import type { WorkAsked, WorkFact } from '../rules.ts';

/**
 * Work and internships of these people at these organisations that had not ended before a day, by worker, with what is known of contracts. Spells of other
 * records of the person count as far as the reader may see them; as `system`, all.
 */
export type PromiseEvidence = (db: Db, asked: WorkAsked) => Promise<ReadonlyMap<string, readonly WorkFact[]>>;

export interface TrainingParts {
  readonly promiseEvidence: PromiseEvidence;
}
