// Lessons, mentors and money of one class as they lie in the database.
import type { Db } from '#platform/server/store.ts';
import { isCurrent } from '#platform/server/versions.ts';

/** All versions of the lessons of a class, newest first within a lesson. */
export const lessonVersions = (db: Db, classId: string) =>
  db
    .selectFrom('trainingLessonFact as l')
    .select([
      'l.lessonId',
      'l.module',
      'l.kind',
      'l.day',
      'l.fromMinute',
      'l.toMinute',
      'l.hours',
      'l.teacherId',
      'l.room',
      'l.roomKey',
      'l.state',
      'l.deed',
      'l.reason',
      'l.recordedName',
      'l.recorded',
      'l.superseded',
    ])
    .where('l.classId', '=', classId)
    .orderBy('l.day')
    .orderBy('l.fromMinute')
    .orderBy('l.lessonId')
    .orderBy('l.recorded', 'desc')
    .execute();
export type LessonVersion = Awaited<ReturnType<typeof lessonVersions>>[number];

export const mentorsOf = (db: Db, classId: string) =>
  db
    .selectFrom('trainingMentor')
    .select(['id', 'recorded', 'teacherId', 'task', 'fromDay', 'toDay', 'signedOn', 'fileId'])
    .where('classId', '=', classId)
    .where(isCurrent('training_mentor'))
    .orderBy('fromDay')
    .orderBy('id')
    .execute();
export const budgetOf = (db: Db, classId: string) =>
  db
    .selectFrom('trainingBudget')
    .select(['id', 'recorded', 'fund', 'purpose', 'amount', 'note'])
    .where('classId', '=', classId)
    .where(isCurrent('training_budget'))
    .orderBy('id')
    .execute();
/** Teachers by id, whoever they work for; those who left are told too, since lessons name them. */
export const teachersById = async (db: Db, ids: readonly string[]) => {
  const rows = ids.length
    ? await db
        .selectFrom('trainingTeacher')
        .select(['id', 'organisationId', 'name', 'kind', 'duty', 'fromDay', 'toDay', 'recorded'])
        .where('id', 'in', [...new Set(ids)])
        .where(isCurrent('training_teacher'))
        .execute()
    : [];
  return new Map(rows.map((r) => [r.id, r]));
};
/** Row-level security shows the mentors of classes the reader may see: any version of one is enough. */
export const classOfMentorFile = async (db: Db, fileId: string): Promise<boolean> =>
  (await db.selectFrom('trainingMentor').select('id').where('fileId', '=', fileId).limit(1).executeTakeFirst()) !== undefined;
