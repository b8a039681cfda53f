import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newWorldPlace, startServer } from './support/world.ts';

// The "Bad input" list against the real server: a specific answer each, and nothing in the log that identifies a person.

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  server = await startServer([], { ...(await newWorldPlace()), WENGANG_LOG: 'info' });
});
afterAll(() => server.stop());

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
}

/** A raw request: paths are sent as written, bodies may be cut or endless. */
const raw = (
  method: string,
  path: string,
  headers: Record<string, string> = {},
  write?: (send: (chunk: string) => boolean, end: () => void) => void,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    const req = request({ method, host: hostname, port, path, headers }, (res) => {
      let text = '';
      res.on('data', (d) => {
        text += d;
      });
      res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, text }));
    });
    // a refused upload may be cut while we still send: the answer counts
    req.on('error', (error) => setTimeout(() => reject(error), 500));
    write
      ? write(
          (c) => req.write(c),
          () => req.end(),
        )
      : req.end();
  });
const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  raw('POST', path, { 'content-type': 'application/json', ...headers }, (send, end) => {
    send(body);
    end();
  });
const code = (answer: Answer): string => (JSON.parse(answer.text) as { code: string }).code;
const PERSON = { number: '522727199604020027', phone: '13800001428', name: '卢巧儿' };

test('a body of 100 MB is refused at the limit, which is named', async () => {
  const answer = await raw(
    'POST',
    '/api/sign-in',
    { 'content-type': 'application/json', 'content-length': String(100 * 1024 * 1024) },
    (send) => {
      send(`{"login":"${PERSON.name}${'x'.repeat(64 * 1024)}`);
    },
  );
  expect(answer.status).toBe(413);
  expect(code(answer)).toBe('platform.tooLarge');
  expect(answer.text).toContain('256 KB');
});

test('broken, deep and foreign JSON', async () => {
  const cut = await post('/api/sign-in', `{"login":"${PERSON.name}","password":"${PERSON.number}`);
  expect([cut.status, code(cut)]).toEqual([400, 'platform.badJson']);
  const list = await post('/api/sign-in', '[1,2]');
  expect([list.status, code(list)]).toEqual([422, 'platform.invalid']);
  const deep = await post('/api/sign-in', `{"login":${'['.repeat(20_000)}${']'.repeat(20_000)}}`);
  expect([400, 422]).toContain(deep.status);
  const proto = await post('/api/sign-in', '{"__proto__":{"login":"a"},"constructor":{"prototype":{"x":1}}}');
  expect(proto.status).toBe(422);
  expect(({} as Record<string, unknown>).x).toBeUndefined();
  const form = await post('/api/sign-in', 'login=a&password=b', { 'content-type': 'application/x-www-form-urlencoded' });
  expect([form.status, code(form)]).toEqual([415, 'platform.wrongType']);
});

test('each refused field says which rule failed', async () => {
  const answer = await post('/api/sign-in', '{"login":"","password":5}');
  const { errors } = JSON.parse(answer.text) as { errors: { path: string; rule: string; text: { zh: string; en: string } }[] };
  expect(errors.map((e) => [e.path, e.rule])).toEqual([
    ['login', 'required'],
    ['password', 'type'],
  ]);
  expect(errors[0]!.text).toEqual({ zh: '没有填', en: 'is required' });
});

test('paths outside the files', async () => {
  for (const path of [
    '/assets/../../package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/keys.json',
    '/../keys.json',
    '/api/files/..%2f..%2fkeys.json',
    '/keys.json',
    '/.git/config',
  ]) {
    const answer = await raw('GET', path);
    // a path that looks like a page is the shell's, which says that there is no such page
    if (answer.status === 200) expect(answer.text, path).toContain('<div id="root">');
    else expect([400, 401, 404], path).toContain(answer.status);
    expect(answer.text, path).not.toMatch(/"identity"|"optionalDependencies"|\[core\]/);
  }
});

test('a forged cookie is nobody; a page from elsewhere is refused', async () => {
  for (const cookie of ['wg_session=forged', `wg_session=${'A'.repeat(43)}`, 'wg_session=%00', `wg_session=${'x'.repeat(4000)}`]) {
    const answer = await raw('GET', '/api/me', { cookie });
    expect([answer.status, code(answer)], cookie.slice(0, 30)).toEqual([401, 'platform.notSignedIn']);
  }
  for (const headers of [{ origin: 'https://elsewhere.example' }, { 'sec-fetch-site': 'cross-site' }]) {
    const answer = await post('/api/sign-in', '{"login":"a","password":"b"}', headers as Record<string, string>);
    expect([answer.status, code(answer)]).toEqual([403, 'platform.crossSite']);
  }
});

test('pages and answers carry their security headers', async () => {
  const page = await raw('GET', '/accounts');
  expect(page.headers['content-security-policy']).toMatch(/default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[\w-]{20,}'/);
  expect(page.headers['content-security-policy']).not.toContain('unsafe');
  for (const answer of [page, await raw('GET', '/api/about'), await raw('GET', '/api/nothing')]) {
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['x-frame-options']).toBe('DENY');
    expect(answer.headers['referrer-policy']).toBe('no-referrer');
  }
  expect((await raw('GET', '/healthz')).status).toBe(200);
  expect((await raw('GET', '/readyz')).status).toBe(200);
});

test('nothing of all this is in the log', async () => {
  await post('/api/sign-in', JSON.stringify({ login: PERSON.phone, password: PERSON.number, name: PERSON.name }));
  await raw('GET', `/api/regions/search?q=${encodeURIComponent(PERSON.name)}`);
  await raw('GET', `/api/accounts?text=${PERSON.number}`);
  const log = server.said();
  expect(log).toContain('"event":"request"');
  for (const secret of Object.values(PERSON)) {
    expect(log).not.toContain(secret);
    expect(log).not.toContain(encodeURIComponent(secret));
  }
});
