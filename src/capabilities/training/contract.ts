// Training 培训: what the outside sees. Shared by server and pages; no IO.

import { classesEndpoints } from './contractClasses.ts';
import { enrolmentEndpoints } from './contractEnrolment.ts';
import { ordersEndpoints } from './contractOrders.ts';
import { standardsEndpoints } from './contractStandards.ts';
import { timetableEndpoints } from './contractTimetable.ts';

export * from './contractClasses.ts';
export * from './contractEnrolment.ts';
export * from './contractEnrolmentProblems.ts';
export * from './contractEnrolmentTexts.ts';
export * from './contractOrders.ts';
export * from './contractProblems.ts';
export * from './contractShapes.ts';
export * from './contractStandards.ts';
export * from './contractTexts.ts';
export * from './contractTimetable.ts';

export const trainingEndpoints = [
  ...standardsEndpoints,
  ...classesEndpoints,
  ...timetableEndpoints,
  ...enrolmentEndpoints,
  ...ordersEndpoints,
] as const;
