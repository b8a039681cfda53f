// Decisions of the ledger that need nobody's database. No IO, no clock.
export * from './rulesDeeds.ts';
export * from './rulesLeaving.ts';
export * from './rulesSpell.ts';
