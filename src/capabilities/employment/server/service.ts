// What other capabilities' servers may use of the ledger.
export { type LivingRow, rowsOfWorkers } from './livingRows.ts';
export { findEvidence, findSpells, type StoredEvidence, type StoredSpell } from './spells.ts';
