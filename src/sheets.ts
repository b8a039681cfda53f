// What files may hold, by the capabilities that know: part of the composition, apart because the thread that judges a file loads this and nothing else of it.
import { targetSheet } from './capabilities/accords/sheetTargets.ts';
import { employmentSheets } from './capabilities/employment/sheetLists.ts';
import { roundSheet } from './capabilities/employment/sheetRounds.ts';
import { organisationSheet } from './capabilities/organisations/sheet.ts';
import { postSheet } from './capabilities/organisations/sheetPosts.ts';
import type { CheckedSheet } from './capabilities/rosters/rules.ts';
import { attendanceSheet } from './capabilities/training/sheetAttendance.ts';
import { enrolmentSheet } from './capabilities/training/sheetEnrolment.ts';
import { workerSheets } from './capabilities/workers/sheet.ts';

export const sheets: readonly CheckedSheet[] = [
  ...workerSheets,
  organisationSheet,
  postSheet,
  ...employmentSheets,
  roundSheet,
  targetSheet,
  enrolmentSheet,
  attendanceSheet,
];
/** Where a thread finds them. */
export const sheetsModule = import.meta.url;
