// Training 培训: what the outside sees. Shared by server and pages; no IO.

import { classesEndpoints } from './contractClasses.ts';
import { standardsEndpoints } from './contractStandards.ts';
import { timetableEndpoints } from './contractTimetable.ts';

export * from './contractClasses.ts';
export * from './contractProblems.ts';
export * from './contractShapes.ts';
export * from './contractStandards.ts';
export * from './contractTexts.ts';
export * from './contractTimetable.ts';

export const trainingEndpoints = [...standardsEndpoints, ...classesEndpoints, ...timetableEndpoints] as const;
