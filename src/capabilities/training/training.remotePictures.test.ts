// Pictures of remote lessons: uploaded by the school, read by the trainees of the class, by nobody else.
import { expect, test } from 'vitest';
import type { Person } from '#capabilities/access/testing/people.ts';
import { uploadFile } from '#platform/filesContract.ts';
import { testClock } from '#platform/testing/testServices.ts';
import { testApp } from '#testApp.ts';
import { listMyUnits, openUnit, PICTURE_FILE, publishUnit, saveUnit } from './contractRemote.ts';
import { OTHER_SCHOOL, withOrganisations } from './testing/facts.ts';
import { madeClass } from './testing/roll.ts';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');

test('a picture is read by a trainee of its class, refused to one of another, to a stranger, and before it is used', async () => {
  const { app, as, store, services } = await testApp({ clock: testClock('2026-05-06T02:00:00Z') });
  await withOrganisations(store);
  const wanted = { from: '2026-05-04', lessons: 2, people: 1, mode: 'remote' } as const;
  const made = await madeClass(services, wanted);
  const other = await madeClass(services, { ...wanted, title: '另一个班', after: 10 });
  const school = await as('培训学校');
  const trainee = (of: typeof made) => as({ role: 'worker', areaCode: '522727000000', relation: `worker:${of.people[0]!.id}` });
  const [one, two] = [await trainee(made), await trainee(other)];
  const cookie = (who: Person) => [...who.jar].map(([k, v]) => `${k}=${v}`).join('; ');
  const send = (who: Person) =>
    app.inject({
      method: 'POST',
      url: `/api${uploadFile.path}?name=${encodeURIComponent('洗手.png')}&purpose=${PICTURE_FILE}`,
      headers: { 'content-type': 'application/octet-stream', cookie: cookie(who) },
      payload: PNG,
    });
  expect((await send(one)).statusCode).toBe(403);
  const { id: fileId } = (await send(school)).json() as { id: string };
  const read = async (who: Person) => (await app.inject({ url: `/api/files/${fileId}`, headers: { cookie: cookie(who) } })).statusCode;
  expect(await read(one)).toBe(404);
  const [lesson] = made.lessons;
  await school(saveUnit, {
    lessonId: lesson!.id,
    seen: 0,
    title: '洗手（示例）',
    blocks: [{ kind: 'picture', fileId, alt: '七步洗手' }],
  });
  await school(publishUnit, { lessonId: lesson!.id, seen: 1 });
  const { classes } = await one(listMyUnits, {});
  const opened = await one(openUnit, { id: classes[0]!.units[0]!.id });
  expect(opened.blocks).toEqual([{ kind: 'picture', fileId, alt: '七步洗手' }]);
  expect(await read(one)).toBe(200);
  expect(await read(school)).toBe(200);
  expect(await read(two)).toBe(404);
  expect(await read(await as({ role: 'school', areaCode: '522727000000', relation: `org:${OTHER_SCHOOL}` }))).toBe(404);
});
