// Photographs of a lesson 课堂照片: endpoints. Part of contract.ts.
import { z } from 'zod';
import { endpoint, Id, Instant, named } from '#platform/contract.ts';
import { problem } from '#platform/problem.ts';
import { reason } from './contractFields.ts';
import { noSuchFile } from './contractProblems.ts';
import { notYourRoll } from './contractRollProblems.ts';
import { ATTENDANCE, ROLL } from './contractRollTexts.ts';

/** Purpose of a photograph of a lesson. */
export const ROLL_PHOTO = 'training.rollPhoto';
/** ○ Of one lesson: enough for a room from its corners. */
export const PHOTOS_MOST = 6;

export const photosFull = problem(
  'training.photosFull',
  409,
  `这次课已经有 ${PHOTOS_MOST} 张照片。先收回不用的，再加`,
  `This lesson has ${PHOTOS_MOST} photographs. Take back one that is not needed first`,
);
export const photoTooEarly = problem(
  'training.photoTooEarly',
  422,
  '{day} 的课还没有上，照片要在上课当天或以后交',
  'The lesson of {day} has not been held; its photographs are handed in on the day or later',
);
export const photoOfCancelled = problem(
  'training.photoOfCancelled',
  422,
  '这次课停了，不收照片',
  'This lesson was cancelled; it takes no photographs',
);
export const photoElsewhere = problem(
  'training.photoElsewhere',
  409,
  '这张照片已经是一次课的凭据，请上传另一张',
  'This photograph is evidence of a lesson already; send another',
);

export const readLessonPhotos = endpoint({
  id: 'training.readLessonPhotos',
  method: 'GET',
  path: '/training/lessons/:lessonId/photos',
  can: ATTENDANCE,
  summary: { zh: '一次课的课堂照片', en: 'Photographs of a lesson' },
  input: z.object({ lessonId: Id }),
  output: z.object({
    items: z.array(z.object({ id: Id, fileId: Id, name: z.string(), added: Instant, by: z.string() })),
    /** Whether this account hands in and takes back. */
    may: z.boolean(),
  }),
});
export const addLessonPhoto = endpoint({
  id: 'training.addLessonPhoto',
  method: 'POST',
  path: '/training/lessons/:lessonId/photos',
  can: ROLL,
  summary: { zh: '给一次课加一张课堂照片（选做的凭据）', en: 'Add a photograph to a lesson (evidence, not asked for)' },
  input: z.object({ lessonId: Id, fileId: named(Id, '照片', 'Photograph') }),
  output: z.object({ id: Id }),
  problems: [notYourRoll, photosFull, photoTooEarly, photoOfCancelled, photoElsewhere, noSuchFile],
});
export const removeLessonPhoto = endpoint({
  id: 'training.removeLessonPhoto',
  method: 'POST',
  path: '/training/lesson-photos/:id/remove',
  can: ROLL,
  summary: { zh: '收回一张课堂照片，要写原因；记录留着', en: 'Take a photograph of a lesson back, with a reason; the record stays' },
  input: z.object({ id: Id, reason }),
  output: z.object({}),
  problems: [notYourRoll],
});
export const photoEndpoints = [readLessonPhotos, addLessonPhoto, removeLessonPhoto] as const;
