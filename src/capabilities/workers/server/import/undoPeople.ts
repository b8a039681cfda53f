// Takes rows back: exactly what was before.
import type { ApplyContext, RowPlace, Undone } from '#capabilities/rosters/server/service.ts';

type Context = Omit<ApplyContext, 'fields'>;

/** Rows of the batch that stand, the last one first: what a later row wrote rests on what an earlier one wrote. `after`: the last one given. */
export const writtenPeople = async (_context: Context, _after: RowPlace | null, _limit: number): Promise<readonly RowPlace[]> => {
  throw new Error('not yet');
};

/** In the order given. Whatever else these rows wrote (spells) is taken back before, in the same transaction. */
export const undoPeople = async (_context: Context, _rows: readonly RowPlace[]): Promise<readonly Undone[]> => {
  throw new Error('not yet');
};
