// Writes what was resolved, set by set.
import type { ApplyContext, Written } from '#capabilities/rosters/server/service.ts';
import type { PersonRow } from './shapes.ts';

/**
 * In the transaction that resolved them; none of the rows is refused. `resolution.outcome` is what the source row says became of the row as a whole, so a
 * sheet that writes more than people passes its own.
 */
export const writePeople = async (_context: ApplyContext, _rows: readonly PersonRow[]): Promise<readonly Written[]> => {
  throw new Error('not yet');
};
