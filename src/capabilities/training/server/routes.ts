// Endpoint meets deed.
import type { FilePurpose } from '#platform/server/files.ts';
import { type Constraints, handle, handleFile, type Route } from '#platform/server/http.ts';
import * as c from '../contract.ts';
import { check } from './classes/check.ts';
import { correct, create } from './classes/deeds.ts';
import { count, list } from './classes/lists.ts';
import { read } from './classes/read.ts';
import { exportSheet, prepareSheet } from './classes/sheet.ts';
import { take } from './classes/steps.ts';
import { adopt, create as createStandard, discard, draftNext, save, unadopt } from './standards/deeds.ts';
import { catalogue, listAll, readOne } from './standards/read.ts';
import { add as addBudget, correct as correctBudget } from './timetable/budget.ts';
import { add as addLessons, cancel, move } from './timetable/lessons.ts';
import { classOfMentorFile } from './timetable/load.ts';
import { add as addMentor, end as endMentor, sign } from './timetable/mentors.ts';
import { add as addTeacher, end as endTeacher, list as listTeachers } from './timetable/teachers.ts';

export const trainingRoutes: readonly Route[] = [
  handle(c.listProgrammes, catalogue),
  handle(c.listStandards, listAll),
  handle(c.readStandard, readOne),
  handle(c.createStandard, createStandard),
  handle(c.draftVersion, draftNext),
  handle(c.saveVersion, save),
  handle(c.discardVersion, discard),
  handle(c.adoptVersion, adopt),
  handle(c.unadoptVersion, unadopt),
  handle(c.listClasses, list),
  handle(c.countClasses, count),
  handleFile(c.exportClasses, prepareSheet, exportSheet),
  handle(c.checkClass, check),
  handle(c.readClass, read),
  handle(c.createClass, create),
  handle(c.correctClass, correct),
  handle(c.takeStep, take),
  handle(c.addLessons, addLessons),
  handle(c.moveLesson, move),
  handle(c.cancelLesson, cancel),
  handle(c.listTeachers, listTeachers),
  handle(c.addTeacher, addTeacher),
  handle(c.endTeacher, endTeacher),
  handle(c.addMentor, addMentor),
  handle(c.signMentor, sign),
  handle(c.endMentor, endMentor),
  handle(c.addBudget, addBudget),
  handle(c.correctBudget, correctBudget),
];
/** Two who plan at the same moment: the database lets one win, and says so to the other. */
export const trainingConstraints: Constraints = {
  training_lesson_fact_teacher_once: () => c.slotTaken(),
  training_lesson_fact_room_once: () => c.slotTaken(),
};

/** The agreement of a mentor: read by whoever may see the class. */
export const mentorPurpose: FilePurpose = {
  name: c.MENTOR_FILE,
  summary: { zh: '导师协议', en: 'Agreement of a mentor' },
  limit: 20 * 1024 * 1024,
  types: ['pdf', 'jpeg'],
  can: c.WRITE,
  may: async (db, _actor, file) => classOfMentorFile(db, file.id),
};
