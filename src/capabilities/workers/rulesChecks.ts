// The rules of rows in one list, their verdict, and the two passes over a file: note every row, then ask about every row.

import type { Finding } from '#capabilities/rosters/rules.ts';
import { fileRules } from './rulesChecksFile.ts';
import { helpRules } from './rulesChecksHelp.ts';
import { personRules } from './rulesChecksPerson.ts';
import { type CheckContext, none, type RowFacts, type RowRule } from './rulesChecksShapes.ts';
import { workRules } from './rulesChecksWork.ts';
import { newFileFacts } from './rulesFileFacts.ts';
import type { SheetKind, WorkerRow } from './rulesWorkerRow.ts';

/** In the order of their numbers. */
export const workerRules: readonly RowRule[] = [...fileRules, ...workRules, ...personRules, ...helpRules].sort((a, b) =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0,
);

const rulesFor = (kind: SheetKind): readonly RowRule[] => workerRules.filter((rule) => rule.kinds?.includes(kind) ?? true);

const ask = (rules: readonly RowRule[], row: WorkerRow, context: CheckContext, facts: RowFacts | null): readonly Finding[] => {
  const full = { ...context, facts };
  let found = none;
  for (let i = 0; i < rules.length; i++) {
    const more = rules[i]!.check(row, full);
    if (more.length > 0) found = found.length === 0 ? more : [...found, ...more];
  }
  return found;
};

/** Findings of a row that stands alone, such as a form; what other rows say is not asked. */
export const checkRow = (row: WorkerRow, context: CheckContext): readonly Finding[] => ask(rulesFor(context.kind), row, context, null);

interface FileChecks {
  /** First pass: every row of the file, with its number as the file shows it; a smaller number is an earlier row. */
  readonly note: (rowIndex: number, row: WorkerRow) => void;
  /** Second pass, after the last note: the same number and values. */
  readonly findings: (rowIndex: number, row: WorkerRow) => readonly Finding[];
}

/** Checks of one file (all its sheets of one kind): about 180 bytes a row stay in memory, and no value of a row. */
export const newFileChecks = (context: CheckContext): FileChecks => {
  const facts = newFileFacts(context);
  const rules = rulesFor(context.kind);
  return {
    note: facts.note,
    findings: (rowIndex, row) => ask(rules, row, context, facts.of(rowIndex, row)),
  };
};
