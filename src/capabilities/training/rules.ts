// Decisions of training. Pure: no IO, no clock.
export { CLASS_HEAD, CLASS_SECTIONS } from './contractTexts.ts';
export * from './rulesClasses.ts';
export * from './rulesConditions.ts';
export * from './rulesEnrolment.ts';
export * from './rulesOrders.ts';
export * from './rulesProgrammes.ts';
export * from './rulesStandards.ts';
export * from './rulesTimetable.ts';
