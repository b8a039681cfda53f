// Decisions of the ledger that need nobody's database. No IO, no clock.
export * from './rulesSpell.ts';
