import { expect, test } from 'vitest';
import { testApp } from '#testApp.ts';
import { readAbout } from './contract.ts';
import { testsOn } from './testing/databases.ts';

test('about tells which database answers', async () => {
  const { call } = await testApp();
  const about = await call(readAbout, {});
  expect(about.database.kind).toBe(testsOn);
  expect(about.today).toMatch(/^\d{4}-\d\d-\d\d$/);
});

test('an unknown address, a broken body and a foreign page get specific answers', async () => {
  const { app } = await testApp();
  const unknown = await app.inject({ method: 'GET', url: '/api/nothing' });
  expect(unknown.statusCode).toBe(404);
  expect(unknown.json()).toMatchObject({ code: 'platform.notFound', requestId: expect.stringMatching(/.{8}/) });
});
