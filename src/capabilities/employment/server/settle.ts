import type { Db } from '#platform/server/store.ts';
import { follow } from './follow.ts';
import { refold } from './vouched.ts';

/**
 * What follows from spells and evidence that somebody wrote past the deeds (the loader of the demonstration), in the transaction that wrote them: everything that
 * is derived of these spells, and of these workers on the day.
 */
export const settleLedger = async (
  db: Db,
  written: { readonly workerIds: readonly string[]; readonly spellIds: readonly string[]; readonly today: string },
): Promise<void> => {
  await refold(db, written.spellIds);
  await follow(db, written);
};
