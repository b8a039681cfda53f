// Decisions of training. Pure: no IO, no clock.
export { CLASS_HEAD, CLASS_SECTIONS } from './contractTexts.ts';
export * from './rulesAttendance.ts';
export * from './rulesClasses.ts';
export * from './rulesConditions.ts';
export * from './rulesEnrolment.ts';
export * from './rulesOrders.ts';
export * from './rulesProgrammes.ts';
export * from './rulesRoll.ts';
export * from './rulesRollCodes.ts';
export * from './rulesRollRights.ts';
export * from './rulesRollTexts.ts';
export * from './rulesStandards.ts';
export * from './rulesTimetable.ts';
