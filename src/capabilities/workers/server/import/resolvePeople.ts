// Whom each row of a chunk is about, and what it would change.
import type { ApplyContext, SheetRowIn } from '#capabilities/rosters/server/service.ts';
import type { PersonResolution } from './shapes.ts';

/** In the order given; reads only. Later rows of the chunk see what earlier ones would write. */
export const resolvePeople = async (_context: ApplyContext, _rows: readonly SheetRowIn[]): Promise<readonly PersonResolution[]> => {
  throw new Error('not yet');
};
