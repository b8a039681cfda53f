// What a hostile sender tries at the edge: every answer is a refusal with a sentence, never a fault of ours.
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { badKey, badValue, notFound, type ProblemBody } from '../problem.ts';
import { platformApp } from '../testing/platformApp.ts';
import { readConfig } from './config.ts';
import { detectType } from './fileType.ts';
import { handle } from './http.ts';

const look = endpoint({
  id: 'test.look',
  method: 'GET',
  path: '/test/look',
  can: 'public',
  summary: { zh: '试', en: 'Try' },
  input: z.object({ text: z.string().default(''), version: z.int().default(1), day: z.string().default('2026-01-01') }),
  output: z.object({}),
});
const keep = endpoint({
  id: 'test.keep',
  method: 'POST',
  path: '/test/keep',
  can: 'public',
  summary: { zh: '试', en: 'Try' },
  input: z.object({}),
  output: z.object({ ip: z.string() }),
});
const routes = [
  handle(look, async ({ db }, { text, version, day }) => {
    await sql`select ${text}::text, ${version}::int, ${day}::timestamptz`.execute(db);
    return {};
  }),
  handle(keep, async ({ ip }) => ({ ip })),
];

test('a value the database cannot hold, a field named like a method, a broken path: refused, not failed', async () => {
  const { app } = await platformApp({ routes });
  const code = async (url: string) => {
    const answer = await app.inject({ url });
    return answer.statusCode === 200 ? 'done' : (answer.json() as ProblemBody).code;
  };
  for (const query of ['text=a%00b', 'version=2147483648', 'version=9007199254740991', 'day=0000-01-01', 'day=2026-02-30'])
    expect(await code(`/api/test/look?${query}`)).toBe(badValue.code);
  for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty'])
    expect(await code(`/api/test/look?${name}=1`)).toBe('done');
  for (const path of ['/%zz', '/api/%zz']) expect(await code(path)).toBe(notFound.code);
});

test('an idempotency key of the wrong length is refused with its rule', async () => {
  const { app } = await platformApp({ routes });
  for (const key of ['a', 'a'.repeat(7), 'a'.repeat(81)]) {
    const answer = await app.inject({ method: 'POST', url: '/api/test/keep', headers: { 'idempotency-key': key }, payload: {} });
    expect((answer.json() as ProblemBody).code).toBe(badKey.code);
  }
});

test('behind a proxy an address is what the proxy saw, not what the sender wrote', async () => {
  const { app } = await platformApp({ routes, services: { config: readConfig({ WENGANG_TRUST_PROXY: '1' }) } });
  const headers = { 'x-forwarded-for': '6.6.6.6, 203.0.113.9' };
  const answer = await app.inject({ method: 'POST', url: '/api/test/keep', headers, payload: {} });
  expect(answer.json()).toEqual({ ip: '203.0.113.9' });
});

test('a file of one to three bytes has a type, or none', async () => {
  for (const text of ['a', 'ab', 'abc', 'PK\u0003\u0004']) expect(await detectType(Buffer.from(text)).then(Boolean)).toBe(true);
});
