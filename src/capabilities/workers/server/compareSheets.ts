// The sheets about people as a comparison reads them: who stands in a row, nothing of what is doubted about the work. A module of its own, since the thread
// that reads the file loads it.
import type { CheckedSheet } from '#capabilities/rosters/rules.ts';
import { workerSheets } from '../sheet.ts';

const UNCHECKED: ReturnType<CheckedSheet['checks']> = { note: () => undefined, findings: () => [], report: () => [] };

export const sheets: readonly CheckedSheet[] = workerSheets.map((sheet) => ({ ...sheet, checks: () => UNCHECKED }));
export const sheetsModule = import.meta.url;
