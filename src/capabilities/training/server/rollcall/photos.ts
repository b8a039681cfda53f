// 课堂照片: what a lesson looked like, for whoever doubts that it was held. Nothing counts by them.
import { sql } from 'kysely';
import type { z } from 'zod';
import { notFound } from '#platform/problem.ts';
import { type FilePurpose, findReadable } from '#platform/server/files.ts';
import { type Call, handle, type Route } from '#platform/server/http.ts';
import { withoutMetadata } from '#platform/server/imageMetadata.ts';
import { newId } from '#platform/server/newId.ts';
import { noSuchFile } from '../../contractProblems.ts';
import * as c from '../../contractRollPhotos.ts';
import { ATTENDANCE, ROLL } from '../../contractRollTexts.ts';
import { callsRoll } from '../../rules.ts';
import { classesNow, lessonsById } from './lessons.ts';
import { ownLesson } from './screen.ts';

type Input<E extends { input: z.ZodType }> = z.output<E['input']>;

const read = async ({ db, actor, today, services }: Call, { lessonId }: Input<typeof c.readLessonPhotos>) => {
  const lesson = (await lessonsById(db, [lessonId])).get(lessonId);
  const of = lesson && (await classesNow(db, [lesson.classId], today)).get(lesson.classId);
  if (!lesson || !of) throw notFound();
  const { rows } = await sql<{ id: string; fileId: string; name: Buffer; added: string; by: string }>`
    select p.id, p.file_id, f.name, p.added, p.added_name as by from training_roll_photo p join file f on f.id = p.file_id
    where p.lesson_id = ${lessonId}::uuid and p.removed is null order by p.added, p.id`.execute(db);
  return {
    items: rows.map((r) => ({ ...r, name: services.keys.open(r.name) })),
    may: actor.permissions.has(ROLL) && callsRoll(actor.grants, of),
  };
};

const add = async (call: Call, { lessonId, fileId }: Input<typeof c.addLessonPhoto>) => {
  const { db, actor, services, today } = call;
  const { lesson, of } = await ownLesson(call, lessonId);
  if (lesson.state === 'cancelled') throw c.photoOfCancelled();
  if (lesson.day > today) throw c.photoTooEarly({ day: lesson.day });
  const file = await findReadable(db, services.files, actor, fileId);
  if (!file || file.purpose !== c.ROLL_PHOTO) throw noSuchFile();
  // two at one moment count each other
  await sql`select pg_advisory_xact_lock(hashtextextended(${`photos ${lessonId}`}, 71))`.execute(db);
  const { rows } = await sql<{ n: number; used: boolean }>`select
    (select count(*)::int from training_roll_photo where lesson_id = ${lessonId}::uuid and removed is null) as n,
    exists (select from training_roll_photo where file_id = ${fileId}::uuid) as used`.execute(db);
  if (rows[0]!.used) throw c.photoElsewhere();
  if (rows[0]!.n >= c.PHOTOS_MOST) throw c.photosFull();
  const id = newId();
  await sql`insert into training_roll_photo (id, lesson_id, class_id, file_id, added_by, added_name)
    values (${id}::uuid, ${lessonId}::uuid, ${of.id}::uuid, ${fileId}::uuid, ${actor.accountId}::uuid, ${actor.name})`.execute(db);
  call.note({ area: of.originCode, subject: { kind: 'class', id: of.id }, details: { lesson: lessonId, day: lesson.day } });
  return { id };
};

const remove = async (call: Call, { id, reason }: Input<typeof c.removeLessonPhoto>) => {
  const { db, actor } = call;
  const { rows } = await sql<{ lessonId: string }>`select lesson_id from training_roll_photo
    where id = ${id}::uuid and removed is null`.execute(db);
  if (!rows[0]) throw notFound();
  const { lesson, of } = await ownLesson(call, rows[0].lessonId);
  await sql`update training_roll_photo set removed = clock_timestamp(), removed_by = ${actor.accountId}::uuid, removed_name = ${actor.name},
    reason = ${reason} where id = ${id}::uuid and removed is null`.execute(db);
  call.note({ area: of.originCode, subject: { kind: 'class', id: of.id }, details: { lesson: lesson.id, day: lesson.day, reason } });
  return {};
};

export const photoRoutes: readonly Route[] = [
  handle(c.readLessonPhotos, read),
  handle(c.addLessonPhoto, add),
  handle(c.removeLessonPhoto, remove),
];

/** Faces are in it: whoever may look at attendance of the class, as long as the photograph stands. */
export const rollPhotoPurpose: FilePurpose = {
  name: c.ROLL_PHOTO,
  summary: { zh: '课堂照片', en: 'Photographs of lessons' },
  limit: 10 * 1024 * 1024,
  types: ['jpeg', 'png'],
  clean: withoutMetadata,
  can: ROLL,
  may: async (db, actor, file) =>
    actor.permissions.has(ATTENDANCE) &&
    (await db.selectFrom('trainingRollPhoto').select('id').where('fileId', '=', file.id).where('removed', 'is', null).limit(1).execute())
      .length > 0,
};
