import { expect, test } from 'vitest';
import type { Person } from '#capabilities/access/testing/people.ts';
import { downloadFile, uploadFile } from '#platform/filesContract.ts';
import { requestOf } from '#platform/requestOf.ts';
import { testClock } from '#platform/testing/testServices.ts';
import { testApp } from '#testApp.ts';
import { addLessonPhoto, PHOTOS_MOST, ROLL_PHOTO, readLessonPhotos, removeLessonPhoto } from './contractRollPhotos.ts';
import { madeClass } from './testing/roll.ts';

const begin = async () => {
  const app = await testApp({ clock: testClock('2026-05-06T03:00:00Z') });
  const made = await madeClass(app.services, { from: '2026-05-05', lessons: 3 });
  const send = async (who: Person, name = '课堂.png'): Promise<string> => {
    const reply = await app.app.inject({
      method: 'POST',
      url: requestOf(uploadFile, { name, purpose: ROLL_PHOTO }).url,
      headers: { 'content-type': 'application/octet-stream', cookie: [...who.jar].map(([k, v]) => `${k}=${v}`).join('; ') },
      payload: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64'),
    });
    return (reply.json() as { id: string }).id;
  };
  return { ...app, made, send };
};

test('a photograph of a lesson: handed in by the school, looked at by the office, not by a place elsewhere nor the employer, taken back with a reason', async () => {
  const { as, made, send } = await begin();
  const [school, county, stranger, employer] = [
    await as('培训学校'),
    await as('平塘县人社局'),
    await as('独山县人社局'),
    await as('穗味餐饮'),
  ];
  const lessonId = made.lessons[0]!.id;
  const fileId = await send(school);
  const { id } = await school(addLessonPhoto, { lessonId, fileId });
  const told = await county(readLessonPhotos, { lessonId });
  expect(told.items).toMatchObject([{ id, fileId, name: '课堂.png' }]);
  await county(downloadFile, { id: fileId });
  for (const who of [stranger, employer]) {
    await expect(who(readLessonPhotos, { lessonId })).rejects.toMatchObject({ code: expect.stringMatching(/notFound|forbidden/) });
    await expect(who(downloadFile, { id: fileId })).rejects.toMatchObject({ code: 'platform.notFound' });
  }
  // evidence of one lesson is none of another
  await expect(school(addLessonPhoto, { lessonId: made.lessons[1]!.id, fileId })).rejects.toMatchObject({
    code: 'training.photoElsewhere',
  });
  // somebody else's file
  await expect(school(addLessonPhoto, { lessonId, fileId: await send(county) })).rejects.toMatchObject({ code: 'training.noSuchFile' });
  await expect(school(removeLessonPhoto, { id, reason: '误' })).rejects.toMatchObject({ status: 422 });
  await school(removeLessonPhoto, { id, reason: '传错了班级' });
  expect((await county(readLessonPhotos, { lessonId })).items).toEqual([]);
  await expect(county(downloadFile, { id: fileId })).rejects.toMatchObject({ code: 'platform.notFound' });
  await expect(school(removeLessonPhoto, { id, reason: '传错了班级' })).rejects.toMatchObject({ code: 'platform.notFound' });
});

test('no photograph of a lesson to come, and no more than six', async () => {
  const { as, made, send } = await begin();
  const school = await as('培训学校');
  await expect(school(addLessonPhoto, { lessonId: made.lessons[2]!.id, fileId: await send(school) })).rejects.toMatchObject({
    code: 'training.photoTooEarly',
  });
  const lessonId = made.lessons[1]!.id;
  for (let i = 0; i < PHOTOS_MOST; i++) await school(addLessonPhoto, { lessonId, fileId: await send(school, `${i}.png`) });
  await expect(school(addLessonPhoto, { lessonId, fileId: await send(school) })).rejects.toMatchObject({ code: 'training.photosFull' });
  expect((await school(readLessonPhotos, { lessonId })).items.map((p) => p.name)).toEqual(
    Array.from({ length: PHOTOS_MOST }, (_, i) => `${i}.png`),
  );
});
