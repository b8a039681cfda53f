// What other capabilities' servers may ask of training.
export { type ClassFactRow, classesOn, seenClasses } from './classes/queries.ts';
export {
  ENROLMENT_TABLES,
  followLoaded,
  type LoadedEnrolment,
  type LoadedOrder,
  loadEnrolments,
  loadOrders,
} from './enrolment/load.ts';
export {
  type LoadedClass,
  type LoadedLesson,
  type LoadedStandard,
  type LoadedTeacher,
  loadClasses,
  loadStandards,
  loadTeachers,
  TRAINING_TABLES,
} from './load.ts';
export type { PromiseEvidence, TrainingParts } from './parts.ts';
export { type LoadedProgress, type LoadedUnit, loadProgress, loadUnits } from './remote/load.ts';
export { ATTENDANCE_TABLES, type LoadedBook, type LoadedMark, loadBooks, loadMarks } from './rollcall/load.ts';
export { internshipsById } from './schooling/internships.ts';
export { type LoadedCohort, type LoadedStudent, loadCohorts, loadStudents, SCHOOLING_TABLES } from './schooling/load.ts';
export { getSeen as getSeenClass, lockClass } from './target.ts';
