// Decisions of the ledger that need nobody's database. No IO, no clock.

// how figures read the ledger (docs/figures.md §2–5)
export type { Criterion, CriterionRule } from './rulesCriteria.ts';
export { shippedCriteria } from './rulesCriteriaShipped.ts';
export * from './rulesDeeds.ts';
export { CARRY_DAYS, counted, fold, OPEN, vouched } from './rulesFold.ts';
export * from './rulesLeaving.ts';
export { bestClassOf, type LedgerPerson, type LedgerSpell, united } from './rulesPerson.ts';
export * from './rulesSpell.ts';
export { stabilityOf } from './rulesStable.ts';
export { FORMS, type Form, WINDOWS, type WindowDays } from './rulesWindows.ts';
