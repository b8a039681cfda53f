// What other capabilities' servers may use of the ledger.
export { addEvidence, addSpell, correctSpell, type Deed, endSpell, withdrawEvidence, withdrawSpell } from './deeds.ts';
export { livingSpells } from './livingRows.ts';
export { settleLedger } from './settle.ts';
export { findEvidence, findSpells, type StoredEvidence, type StoredSpell } from './spells.ts';
