// Endpoint meets deed: schooling.
import { handle, type Route } from '#platform/server/http.ts';
import * as c from '../../contractSchooling.ts';
import { correct, create, list, ofClass, read, setTerm } from './cohorts.ts';
import { take as goUp } from './goUp.ts';
import { add, correct as correctInternship, takeBack as takeBackInternship } from './internships.ts';
import { enter, take, takeBack } from './status.ts';
import { list as listStudents, read as readStudent } from './students.ts';

export const schoolingRoutes: readonly Route[] = [
  handle(c.listCohorts, list),
  handle(c.readCohort, read),
  handle(c.cohortOfClass, ofClass),
  handle(c.createCohort, create),
  handle(c.correctCohort, correct),
  handle(c.saveTerm, setTerm),
  handle(c.goUp, goUp),
  handle(c.listStudents, listStudents),
  handle(c.readStudent, readStudent),
  handle(c.enterStudents, enter),
  handle(c.stepStudent, take),
  handle(c.takeBackStudentStep, takeBack),
  handle(c.addInternship, add),
  handle(c.correctInternship, correctInternship),
  handle(c.takeBackInternship, takeBackInternship),
];
