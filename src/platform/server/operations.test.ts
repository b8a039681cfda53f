import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { endpoint } from '../contract.ts';
import { uploadFile } from '../filesContract.ts';
import { platformApp } from '../testing/platformApp.ts';
import { handle } from './http.ts';
import { type LogEntry, networkOf } from './log.ts';
import { readiness } from './operations.ts';

const NUMBER = '44012319900101001X';
const PHONE = '13800138000';
const NAME = '王小明';

const Person = z.object({ name: z.string().max(20), number: z.string(), phone: z.string().regex(/^1\d{10}$/) });
const post = endpoint({
  id: 'test.post',
  method: 'POST',
  path: '/test/people/:number',
  can: 'public',
  summary: { zh: '试', en: 'Try' },
  input: Person.extend({ how: z.string() }),
  output: z.object({ name: z.string().max(1) }),
});
const routes = [
  handle(post, async ({ db }, { name, number, phone, how }) => {
    if (how === 'throw') throw new Error(`no person ${name} with ${number}, ${phone}`, { cause: new TypeError(`'${name}'`) });
    if (how === 'unique') await sql`insert into setting (name, value) values (${number}, '1'), (${number}, '2')`.execute(db);
    if (how === 'cast') await sql`select ${name}::text::uuid`.execute(db);
    if (how === 'check')
      await sql`insert into job (id, kind, input, state) values (gen_random_uuid(), ${name}, '{}', ${number})`.execute(db);
    if (how === 'json') JSON.parse(`{"name": ${name} ${phone}`);
    return { name }; // too long for its own answer
  }),
];

test('whatever fails, the log names nobody', async () => {
  const log: LogEntry[] = [];
  const { app } = await platformApp({ routes, services: { log: (entry) => void log.push(entry), onUnexpected: () => undefined } });
  const person = { name: NAME, phone: PHONE };
  const send = async (url: string, payload: string, headers: Record<string, string> = {}) =>
    (
      await app.inject({
        method: 'POST',
        url,
        remoteAddress: '203.0.113.77',
        headers: { 'content-type': 'application/json', 'user-agent': NAME, cookie: `wg_session=${PHONE}`, ...headers },
        payload,
      })
    ).statusCode;
  const url = `/api/test/people/${NUMBER}`;
  for (const how of ['throw', 'unique', 'cast', 'check', 'json', 'output'])
    expect(await send(url, JSON.stringify({ ...person, how }))).toBe(500);
  expect(await send(url, JSON.stringify({ ...person, phone: NUMBER, how: '' }))).toBe(422);
  expect(await send(url, `{"name": "${NAME}", ${PHONE}`)).toBe(400);
  expect(await send(url, `${NAME} ${PHONE}`, { 'content-type': `text/${PHONE}` })).toBe(415);
  expect(await send(`/api/nothing/${NUMBER}?phone=${PHONE}&name=${encodeURIComponent(NAME)}`, '{}')).toBe(404);
  expect(await send(`${url}?name=${encodeURIComponent(NAME)}`, '{}', { origin: `https://${PHONE}.example` })).toBe(403);
  expect(await send(`/api${uploadFile.path}?name=${encodeURIComponent(NAME)}&purpose=${PHONE}`, NAME, { 'content-type': 'text/csv' })).toBe(
    401,
  );
  expect(await send(url, JSON.stringify({ name: NAME.repeat(200_000) }))).toBe(413);
  const text = JSON.stringify(log);
  for (const secret of [NUMBER, PHONE, NAME, encodeURIComponent(NAME), '203.0.113.77', '138001', '440123'])
    expect(text).not.toContain(secret);
  expect(log.filter((l) => l.event === 'request').length).toBe(13);
  const faults = log.filter((l) => l.event === 'unexpected');
  expect(faults.length).toBe(6);
  // and yet each fault can be found: who asked for what, where it broke
  for (const fault of faults)
    expect(fault).toMatchObject({
      level: 'error',
      endpoint: 'test.post',
      requestId: expect.stringMatching(/.{8}/),
      error: { frames: expect.any(Array) },
    });
  expect(log[0]).toMatchObject({ error: { message: 'no person … with #, #', cause: { type: 'TypeError', message: '"…"' } } });
  expect(log[1]).toMatchObject({ method: 'POST', endpoint: 'test.post', status: 500, network: '203.0.113.0/24' });
});

test('health, readiness and metrics; metrics only from this machine or with the token', async () => {
  let stopping = false;
  const { app, services, call } = await platformApp({ services: { stopping: () => stopping, log: () => undefined } });
  const { readAbout } = await import('../contract.ts');
  await call(readAbout, {});
  expect((await app.inject('/healthz')).json()).toEqual({ status: 'ok' });
  expect((await app.inject('/readyz')).json()).toEqual({ status: 'ready' });
  const { body } = await app.inject('/metrics');
  expect(body).toMatch(/wengang_request_seconds_count\{endpoint="platform.readAbout",status="200"\} 1/);
  expect(body).toMatch(/wengang_jobs\{state="queued"\} \d/);
  for (const name of ['delivery_lag_seconds', 'deliveries_parked', 'database_connections', 'event_loop_delay_seconds', 'memory_bytes'])
    expect(body).toContain(`wengang_${name}`);
  const far = { url: '/metrics', remoteAddress: '10.0.0.9' };
  expect((await app.inject(far)).statusCode).toBe(403);
  expect((await app.inject({ ...far, headers: { authorization: 'Bearer wrong' } })).statusCode).toBe(403);
  expect(await readiness(services, ['something-newer'])).toBe('migrations');
  stopping = true;
  const gone = await app.inject('/readyz');
  expect([gone.statusCode, gone.json()]).toEqual([503, { status: 'stopping' }]);
  expect((await app.inject('/healthz')).statusCode).toBe(200);
  expect((await app.inject('/api/about')).json()).toMatchObject({ code: 'platform.stopping', status: 503 });
});

test('with a token, metrics are read from afar; behind a proxy, only so', async () => {
  const { app, services } = await platformApp();
  Object.assign(services.config, { metricsToken: 'a-long-token', trustProxy: true });
  expect((await app.inject('/metrics')).statusCode).toBe(403);
  const reply = await app.inject({ url: '/metrics', remoteAddress: '10.0.0.9', headers: { authorization: 'Bearer a-long-token' } });
  expect(reply.statusCode).toBe(200);
});

test('an address is logged as its network', () => {
  expect(['203.0.113.77', '::ffff:203.0.113.77', '2001:db8:1:2:3:4:5:6', '2001:db8::1', '::1', 'nonsense'].map(networkOf)).toEqual([
    '203.0.113.0/24',
    '203.0.113.0/24',
    '2001:db8:1::/48',
    '2001:db8:0::/48',
    '0:0:0::/48',
    '',
  ]);
});
