// What other capabilities need to declare a sheet and its rules.
export type { Certainty, DeclaredRule } from './rulesDesk.ts';
export { UNVERIFIED_DAYS } from './rulesDesk.ts';
export { maskNumbers } from './rulesMasked.ts';
export type { RuleNames } from './rulesRuleNames.ts';
export type { CheckedSheet, FieldDeclaration, SheetChecks, SheetDeclaration } from './rulesSheet.ts';
export type { CodeList, FieldType, Finding, PayRange, Read, Repair, RowValues, Severity, WrittenDay } from './rulesValue.ts';
export { type RowVerdict, verdictOf } from './rulesVerdict.ts';
