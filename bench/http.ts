// Requests a second over HTTP: the server in this process, the load in a second one, 20 kept connections on loopback.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { nobody } from '#platform/server/actor.ts';
import { systemClock } from '#platform/server/clock.ts';
import { ROOT, VERSION } from '#platform/server/config.ts';
import { buildHttp } from '#platform/server/http.ts';
import { addPages } from '#platform/server/pages.ts';
import { platformRoutes } from '#platform/server/platformRoutes.ts';
import { testServices } from '#platform/testing/testServices.ts';
import type { Load, LoadResult } from './http/loadClient.ts';
import { type Bench, type Run, rate } from './support/bench.ts';
import { type BenchDatabase, DATABASE_OPTIONS, onDatabases } from './support/databases.ts';

const CONNECTIONS = 20;
const SECONDS = 2;
const CLIENT = fileURLToPath(new URL('./http/loadClient.ts', import.meta.url));

/** The built pages; where there are none, a page of about their size. */
const pagesDirectory = (run: Run): string => {
  const built = join(ROOT, 'dist/console');
  if (existsSync(join(built, 'index.html'))) return built;
  const dir = mkdtempSync(join(tmpdir(), 'wengang-bench-'));
  run.defer(() => rmSync(dir, { recursive: true, force: true }));
  mkdirSync(join(dir, 'assets'));
  writeFileSync(
    join(dir, 'index.html'),
    `<!doctype html><meta name="csp-nonce" content="__NONCE__" /><title>稳岗</title><!--${'x'.repeat(800)}-->`,
  );
  run.note('the pages are not built (npm run build): a made-up page of 1 kB stands in');
  return dir;
};

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** The least a Node server can do: the same bytes, no database, no framework. */
const startBare = async (run: Run, type: string, body: string): Promise<number> => {
  const bytes = Buffer.from(body);
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': type, 'content-length': bytes.length }).end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  run.defer(() => {
    server.closeAllConnections();
    server.close();
  });
  return portOf(server);
};

const send = async (load: Load): Promise<LoadResult> => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', CLIENT, JSON.stringify(load)], {
    maxBuffer: 64 * 2 ** 20,
    timeout: (SECONDS + 40) * 1000,
  });
  return JSON.parse(stdout) as LoadResult;
};

const answerKey = (type: string, body: string | Buffer): string => `200 ${type} ${createHash('sha256').update(body).digest('hex')}`;

const onDatabase = async (run: Run, { store, label }: BenchDatabase, dist: string): Promise<void> => {
  run.section(`${label}, ${CONNECTIONS} connections`);
  const clock = systemClock();
  const services = testServices(store, { clock });
  const authenticator = { identify: async () => nobody, requireStepUp: () => undefined, cookieName: 'wg_session' };
  const app = await buildHttp({ services, routes: platformRoutes, constraints: {}, authenticator });
  await addPages(app, { console: dist, screen: join(ROOT, 'dist/screen'), phone: join(ROOT, 'dist/phone') });
  await app.listen({ host: '127.0.0.1', port: 0 });
  run.defer(() => app.close());

  const about = JSON.stringify({
    name: '稳岗 Wengang',
    version: VERSION,
    database: { kind: store.kind, version: store.version },
    today: clock.today(),
    demonstrationDay: null,
    demonstration: false,
  });
  const json = 'application/json; charset=utf-8';
  const html = 'text/html; charset=utf-8';
  const page = readFileSync(join(dist, 'index.html'), 'utf8');
  const targets = [
    {
      name: 'GET /api/about',
      path: '/api/about',
      type: json,
      body: about,
      requests: run.scaled(1500, 50),
      goal: { of: 'ratio', atLeast: 0.05 },
    },
    { name: 'GET / (the page)', path: '/', type: html, body: page, requests: run.scaled(4000, 50), goal: { of: 'ratio', atLeast: 0.25 } },
  ] as const;
  for (const { name, path, type, body, requests, goal } of targets) {
    const answers = run.answers(`all answers of a round of ${name}, round by round`, 'the bytes it must have, made without the server');
    const bare = await startBare(run, type, body);
    const port = portOf(app.server);
    const each = { path, connections: CONNECTIONS, requests, milliseconds: SECONDS * 1000 };
    const found = { rate: [] as number[], bare: [] as number[], latency: [] as number[] };
    for (let round = -1; round < run.rounds; round++) {
      const result = await send({ ...each, port });
      const baseline = await send({ ...each, port: bare });
      const expected = { [answerKey(type, body)]: result.done };
      answers.same(result.answers, expected);
      answers.same(result.sockets, Math.min(CONNECTIONS, result.done), 'kept connections');
      // each page has a nonce of its own
      answers.same(result.nonces, path === '/' ? result.done : 0, 'distinct nonces');
      if (round < 0) continue; // to warm up
      found.rate.push(rate(result.done, result.ms));
      found.bare.push(rate(baseline.done, baseline.ms));
      found.latency.push(...result.latencies);
    }
    answers.same(services.unexpected.length, 0, 'unexpected errors');
    answers.done();
    run.figure({
      name,
      unit: '/s',
      values: found.rate,
      against: { name: 'a bare node:http server with the same bytes', values: found.bare },
      goal,
    });
    run.figure({ name: `${name}, one request`, unit: 'ms', values: found.latency });
  }
  await app.close();
};

export const httpBench: Bench = {
  name: 'http',
  summary: 'requests a second and p95 of /api/about and of the page, 20 connections from a second process, PGlite and PostgreSQL',
  rounds: 3,
  options: DATABASE_OPTIONS,
  goals: [
    'GET /api/about ≥ 0.05 × a bare node:http server with the same bytes: it is two transactions, six statements (ours)',
    'GET / ≥ 0.25 × the bare server: no database, a nonce and the security headers (ours)',
    'the server is the platform alone: nobody is signed in, no rate limit, no log; server and load share the cores of this machine',
  ],
  run: async (run) => {
    const dist = pagesDirectory(run);
    await onDatabases(run, (database) => onDatabase(run, database, dist));
  },
};
