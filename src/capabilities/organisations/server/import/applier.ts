// What organisations offer to have the rows of their lists written.
import type { SheetApplier } from '#capabilities/rosters/server/service.ts';
import { WRITE } from '../../contract.ts';
import { type Plan, resolve } from './resolve.ts';
import { undo, undoneSubjects, writtenRows } from './undo.ts';
import { write } from './write.ts';

export const organisationApplier: SheetApplier<Plan> = {
  sheet: 'organisations.list',
  can: WRITE,
  resolve,
  write,
  writtenRows,
  undo,
  undoneSubjects,
};
