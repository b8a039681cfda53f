// What other capabilities' servers may use of the ledger.
export { addEvidence, addSpell, correctSpell, type Deed, endSpell, withdrawEvidence, withdrawSpell } from './deeds.ts';
export { ledgerPeople, personAt, recordsOf } from './ledgerPeople.ts';
export { livingSpells } from './livingRows.ts';
export { settleLedger } from './settle.ts';
export { findEvidence, findSpells, type StoredEvidence, type StoredSpell } from './spells.ts';
export { meetingPersons, stableQuery } from './stableQuery.ts';
export { cohortWindows, windowsOfPerson } from './windowsOf.ts';
export { CODES as WINDOW_CODES, type WindowsAsk, type WindowsRow, windowsQuery } from './windowsQuery.ts';
