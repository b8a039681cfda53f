// What other capabilities' servers may use of the roster engine.
export {
  type AnyApplier,
  type ApplyContext,
  type BatchFacts,
  type Change,
  type Desk,
  type DeskEntry,
  type Outcome,
  type Resolution,
  type RowPlace,
  readSourceRef,
  type SheetApplier,
  type SheetRowIn,
  sourceRef,
  type Undone,
  type Written,
} from './applying.ts';
export { isDoubted } from './desk/doubted.ts';
export type {
  DeskCase,
  DeskDeed,
  DeskParts,
  DeskSide,
  LivingFinding,
  LivingRules,
  Looked,
  PeopleOfList,
  PersonCard,
  Proposal,
  Since,
} from './desk/living.ts';
export { detectSheet } from './detectSheet.ts';
export { type ListRow, readListFile } from './listFile.ts';
export { type BatchLabel, batchesOfSameFile, batchLabels } from './otherBatches.ts';
export { makeTemplate } from './templateBook.ts';
