// 签订协议送导师: who is sent to a class, the agreement about it, and the end.
import { organisationsById } from '#capabilities/organisations/server/service.ts';
import type { Parsed } from '#platform/contract.ts';
import { changed, notFound } from '#platform/problem.ts';
import { findReadable } from '#platform/server/files.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import { insertVersion, supersede, withdraw } from '#platform/server/versions.ts';
import {
  type addMentor,
  type ClassOut,
  classStateTexts,
  type endMentor,
  MENTOR_FILE,
  mentorTwice,
  noSuchFile,
  type signMentor,
  timetableClosed,
  unknownTeacher,
} from '../../contract.ts';
import { TIMETABLE_OPEN, tellClass } from '../classes/read.ts';
import { lockOwn, noted, writer } from '../target.ts';
import { mentorsOf, teachersById } from './load.ts';
import { maySeeTeachers } from './teachers.ts';

const refuseFile = async (call: Call, fileId: string | null): Promise<void> => {
  if (fileId === null) return;
  const file = await findReadable(call.db, call.services.files, call.actor, fileId);
  if (!file || file.purpose !== MENTOR_FILE) throw noSuchFile();
};

export const add = async (call: Call, { id, ...input }: Parsed<typeof addMentor>): Promise<ClassOut> => {
  const row = await lockOwn(call, id);
  if (!TIMETABLE_OPEN.has(row.state)) throw timetableClosed({ state: classStateTexts[row.state] });
  const teacher = (await teachersById(call.db, [input.teacherId])).get(input.teacherId);
  const of = teacher && (await organisationsById(call.db, [teacher.organisationId])).get(teacher.organisationId);
  if (
    !teacher ||
    !of ||
    teacher.fromDay > input.fromDay ||
    (teacher.toDay !== null && teacher.toDay < input.fromDay) ||
    !(await maySeeTeachers(call, of))
  )
    throw unknownTeacher({ day: input.fromDay });
  if ((await mentorsOf(call.db, id)).some((m) => m.teacherId === input.teacherId && (m.toDay === null || m.toDay >= input.fromDay)))
    throw mentorTwice({ name: teacher.name });
  await refuseFile(call, input.fileId);
  await insertVersion(call.db, 'training_mentor', {
    id: newId(),
    classId: id,
    ...input,
    signedOn: input.signedOn ?? (input.fileId === null ? null : call.today),
    ...writer(call),
  });
  noted(call, row, { from: input.fromDay, signed: input.signedOn !== null });
  return tellClass(call, id);
};

const mentorOf = async (call: Call, classId: string, mentorId: string) => {
  const mentor = (await mentorsOf(call.db, classId)).find((m) => m.id === mentorId);
  if (!mentor) throw notFound();
  return mentor;
};
export const sign = async (call: Call, { id, mentorId, seen, signedOn, fileId }: Parsed<typeof signMentor>): Promise<ClassOut> => {
  const row = await lockOwn(call, id);
  const mentor = await mentorOf(call, id, mentorId);
  if (mentor.recorded !== seen) throw changed({ by: '—', at: mentor.recorded, current: await tellClass(call, id) });
  if (fileId !== mentor.fileId) await refuseFile(call, fileId);
  await supersede(call.db, 'training_mentor', { id: mentorId }, { signedOn, fileId, ...writer(call) });
  noted(call, row, { signedOn });
  return tellClass(call, id);
};
export const end = async (call: Call, { id, mentorId, toDay, reason }: Parsed<typeof endMentor>): Promise<ClassOut> => {
  const row = await lockOwn(call, id);
  await mentorOf(call, id, mentorId);
  if (toDay === null) await withdraw(call.db, 'training_mentor', { id: mentorId });
  else await supersede(call.db, 'training_mentor', { id: mentorId }, { toDay, reason, ...writer(call) });
  noted(call, row, { to: toDay, reason });
  return tellClass(call, id);
};
