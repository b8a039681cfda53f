import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import cookie from '@fastify/cookie';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { type AnyEndpoint, Download, type DownloadFile, type Output, type Parsed } from '../contract.ts';
import { badJson, badKey, crossSite, forbidden, invalid, notFound, notSignedIn, Problem, stopping, wrongType } from '../problem.ts';
import { fieldErrors, fromQuery } from '../validate.ts';
import { type Actor, actorSettings, nobody } from './actor.ts';
import { answerProblem, RefusedFields } from './answerProblem.ts';
import { type AuditNote, hears, writeAudit } from './audit.ts';
import { remember, replay } from './idempotency.ts';
import { report } from './log.ts';
import { addOperations } from './operations.ts';
import { addRateLimits, type RateLimits } from './rateLimits.ts';
import type { RatesPerMinute } from './rates.ts';
import type { Services } from './services.ts';
import type { Db } from './store.ts';

/** What a handler gets beside its input. */
export interface Call {
  /** The request's one transaction, under the actor's row-level security. */
  readonly db: Db;
  readonly actor: Actor;
  readonly services: Services;
  /** The business day. */
  readonly today: string;
  readonly requestId: string;
  readonly ip: string;
  readonly userAgent: string;
  /** Completes the audit row that every write (and every audited read) leaves. */
  note(more: Partial<AuditNote>): void;
  setCookie(name: string, value: string | null, maxAgeSeconds?: number): void;
  /** Runs after the transaction has been committed (waking a job, deleting a file). */
  afterCommit(work: () => void | Promise<void>): void;
}

/** What is there before the transaction of a request begins. */
export interface Before {
  readonly services: Services;
  readonly actor: Actor;
  readonly ip: string;
  /** The raw body, where the endpoint takes a file. */
  readonly body: Readable;
  /** What follows `Authorization: Bearer`: of those who show a token and have no account. It stands in no address and in no line of log. */
  readonly bearer: string | undefined;
}

export interface Route {
  readonly endpoint: AnyEndpoint;
  readonly prepare?: (before: Before, input: never) => Promise<unknown>;
  readonly run: (call: Call, input: never, prepared: never) => Promise<unknown>;
  /** `system`: the secrets of accounts are out of reach of `app`; for access alone. */
  readonly as?: 'system';
}
/** Endpoint meets deed. The answer is read again through `output`, which drops every field it does not name. */
export const handle = <E extends AnyEndpoint>(
  endpoint: E,
  run: (call: Call, input: Parsed<E>) => Promise<z.input<E['output']>>,
): Route => ({ endpoint, run });

/** The same for what must wait for something other than the database (an upload, a hash): that is done first, in no transaction. */
export const handleFile = <E extends AnyEndpoint, P>(
  endpoint: E,
  prepare: (before: Before, input: Parsed<E>) => Promise<P>,
  run: (call: Call, input: Parsed<E>, prepared: P) => Promise<z.input<E['output']>>,
): Route => ({ endpoint, prepare, run });

/** Named constraint → the problem it means; the database decides, the problem speaks. */
export type Constraints = Readonly<Record<string, () => Problem>>;

/** Made by `access`; the platform knows no accounts. */
export interface Authenticator {
  /** Who sent this cookie; `nobody` where it is missing, forged or ended. Runs as `system`. */
  identify(db: Db, cookie: string | undefined, at: Date): Promise<Actor>;
  /** Throws where a fresh password is needed and missing. */
  requireStepUp(actor: Actor, at: Date): void;
  readonly cookieName: string;
}

export interface HttpOptions {
  readonly services: Services;
  readonly routes: readonly Route[];
  readonly constraints: Constraints;
  readonly authenticator: Authenticator;
  /** Files that are no answers and bring their own caching: division trees. Everything else is an endpoint. */
  readonly plain?: readonly ((app: FastifyInstance) => void)[];
  /** How often somebody may ask; without it nothing is counted (tests). */
  readonly rates?: RatesPerMinute;
}

const COOKIE = { httpOnly: true, sameSite: 'strict', path: '/' } as const;

/** The server without its pages: every endpoint, one error handler, one transaction a request. */
export const buildHttp = async (options: HttpOptions): Promise<FastifyInstance> => {
  const { services, authenticator } = options;
  const app = fastify({
    // one line per request is ours (operations.ts): the framework's own would tell addresses and queries
    logger: false,
    genReqId: () => randomUUID().slice(0, 13).toUpperCase(),
    bodyLimit: 256 * 1024,
    // the proxy in front and no further: what stands before it in X-Forwarded-For was written by the sender, to pass for another address
    trustProxy: services.config.trustProxy ? (_address, hop) => hop < 1 : false,
    frameworkErrors: (error, request, reply) => void answerProblem(options, error, request, reply),
    requestTimeout: 120_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  });
  await app.register(cookie);
  const limits = await addRateLimits(app, options.rates, authenticator.cookieName);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    if (body === '') return done(null, {});
    try {
      done(
        null,
        JSON.parse(body as string, (key, value: unknown) => (key === '__proto__' ? undefined : value)),
      );
    } catch {
      done(badJson());
    }
  });
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (services.stopping() && !request.routeOptions.config?.always) throw stopping();
  });
  app.setErrorHandler((error, request, reply) => answerProblem(options, error, request, reply));
  app.setNotFoundHandler((request, reply) => answerProblem(options, notFound(), request, reply));
  addOperations(app, services);
  for (const route of options.routes) addRoute(app, options, route, limits);
  for (const add of options.plain ?? []) add(app);
  return app;
};

const addRoute = (app: FastifyInstance, options: HttpOptions, route: Route, limits: RateLimits): void => {
  const { endpoint } = route;
  const { services, authenticator } = options;
  app.route({
    method: endpoint.method,
    url: `/api${endpoint.path}`,
    bodyLimit: endpoint.bodyLimit,
    config: { endpoint: endpoint.id },
    handler: async (request, reply) => {
      const writes = endpoint.method !== 'GET';
      if (writes) refuseCrossSite(request);
      const at = services.clock.now();
      const identified = await services.store.transact({ role: 'system' }, (db) =>
        authenticator.identify(db, request.cookies[authenticator.cookieName], at),
      );
      await limits.count(request, identified);
      const actor = endpoint.can === 'public' && !identified.accountId ? nobody : identified;
      authorise(endpoint, actor, at, authenticator);
      const raw = isStream(request.body);
      if (writes && raw !== endpoint.takesFile && (raw || endpoint.takesFile))
        throw wrongType({ expected: endpoint.takesFile ? '文件 / a file' : 'application/json' });
      const sent = writes && !raw ? (request.body as object | undefined) : undefined;
      if (sent !== undefined && (typeof sent !== 'object' || Array.isArray(sent))) throw invalid({ count: 1 });
      const query = fromQuery(endpoint.input, { ...(request.query as object), ...(request.params as object) });
      const read = endpoint.input.safeParse(
        writes && !raw ? { ...sent, ...fromQuery(endpoint.input, request.params as Record<string, unknown>) } : query,
      );
      if (!read.success) throw new RefusedFields(fieldErrors(read.error));
      const answer = await perform(options, route, read.data as never, actor, request, reply);
      if (endpoint.output === Download) return sendFile(reply, answer as DownloadFile);
      reply.header('cache-control', 'no-store').header('content-type', 'application/json; charset=utf-8');
      return reply.send(typeof answer === 'string' ? answer : JSON.stringify(answer));
    },
  });
};

const authorise = (endpoint: AnyEndpoint, actor: Actor, at: Date, authenticator: Authenticator): void => {
  if (endpoint.can === 'public') return;
  if (!actor.accountId) throw notSignedIn();
  if (endpoint.can !== 'signedIn' && !actor.permissions.has(endpoint.can)) throw forbidden({ permission: endpoint.can });
  if (actor.viewedBy && !endpoint.whileViewingAs) throw forbidden({ permission: 'view-as' });
  if (endpoint.stepUp) authenticator.requireStepUp(actor, at);
};

/** One request, one transaction, its audit row inside; the answer leaves after commit. A kept refusal commits what was written, then refuses. */
const perform = async (
  options: HttpOptions,
  route: Route,
  input: never,
  actor: Actor,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> => {
  const { services } = options;
  const { endpoint } = route;
  const key = endpoint.audited && endpoint.method !== 'GET' ? request.headers['idempotency-key'] : undefined;
  if (key !== undefined && (typeof key !== 'string' || key.length < 8 || key.length > 80)) throw badKey();
  const today = services.clock.today();
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const prepared = (await route.prepare?.({ services, actor, ip: request.ip, body: request.body as Readable, bearer }, input)) as never;
  let after: (() => void | Promise<void>)[] = [];
  let cookies: (() => void)[] = [];
  let kept: Problem | undefined;
  const session = { role: route.as ?? 'app', settings: actorSettings(actor, today), readOnly: !endpoint.audited } as const;
  const answer = await againAfterDeadlock(() =>
    services.store.transact(session, async (db) => {
      after = [];
      cookies = [];
      kept = undefined;
      const idem =
        typeof key === 'string' && actor.accountId
          ? {
              accountId: actor.accountId,
              key,
              endpoint: endpoint.id,
              hash: hashOf(services, endpoint.takesFile ? [input, prepared] : input),
            }
          : undefined;
      const earlier = idem && (await replay(db, services.keys, idem));
      if (earlier !== undefined) return earlier;
      let note: AuditNote = { action: endpoint.id };
      const call: Call = {
        db,
        actor,
        services,
        today,
        requestId: request.id,
        ip: request.ip,
        userAgent: String(request.headers['user-agent'] ?? '').slice(0, 200),
        note: (more) => {
          note = { ...note, ...more, details: { ...note.details, ...more.details } };
        },
        setCookie: (name, value, maxAge) =>
          void cookies.push(() =>
            value === null
              ? reply.clearCookie(name, COOKIE)
              : reply.setCookie(name, value, {
                  ...COOKIE,
                  secure: request.protocol === 'https',
                  ...(maxAge === undefined ? {} : { maxAge }),
                }),
          ),
        afterCommit: (work) => void after.push(work),
      };
      try {
        const result = await route.run(call, input, prepared);
        if (endpoint.audited) {
          await writeAudit(db, note.by ?? actor, request.id, note, services.subscribers);
          if (services.subscribers.some((s) => hears(s, note.action))) after.push(() => services.jobs.wake());
        }
        if (endpoint.output === Download) return result;
        const body = JSON.stringify(endpoint.output.parse(result));
        if (idem) await remember(db, services.keys, idem, keptFor(endpoint, body));
        return body;
      } catch (error) {
        if (!(error instanceof Problem && error.keep)) throw error;
        kept = error;
        await writeAudit(
          db,
          actor,
          request.id,
          { ...note, outcome: 'refused', details: { ...note.details, problem: error.type.code } },
          [],
        );
        return undefined;
      }
    }),
  );
  for (const set of cookies) set();
  for (const work of after) {
    try {
      await work();
    } catch (error) {
      // the deed is committed and the answer stands: what follows it is mended by its own sweep, not by telling the person that it failed
      report(services, error, { reqId: request.id });
    }
  }
  if (kept) throw kept;
  return answer;
};

/** The answer as a resend gets it. */
const keptFor = ({ toldOnce }: AnyEndpoint, body: string): string =>
  toldOnce.length === 0
    ? body
    : JSON.stringify({ ...(JSON.parse(body) as object), ...Object.fromEntries(toldOnce.map((field) => [field, ''])) });

const TIMES = 3;
/** Two deeds that wait for each other: the database ends one of them, whole. It has left nothing behind and is simply done again. */
const againAfterDeadlock = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let time = 1; ; time++) {
    try {
      return await work();
    } catch (error) {
      if ((error as { code?: unknown }).code !== '40P01' || time === TIMES) throw error;
      // not in step with the other one, which may have been ended by the same knot
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 60 * time));
    }
  }
};

/** A write must come from our own page: the browser says where from. Programs that send neither header carry no cookie of a person's browser. */
const refuseCrossSite = (request: FastifyRequest): void => {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw crossSite();
  const origin = request.headers.origin;
  if (origin !== undefined && origin !== `${request.protocol}://${request.host}`) throw crossSite();
};

const isStream = (body: unknown): body is Readable =>
  typeof body === 'object' && body !== null && typeof (body as Readable).pipe === 'function';
// keyed: an input may hold a password, and a plain hash of one could be guessed offline
const hashOf = (services: Services, input: unknown): Buffer => services.keys.hmac('idempotency', JSON.stringify(input));

const sendFile = async (reply: FastifyReply, file: DownloadFile) => {
  const content = typeof file.content === 'function' ? await file.content() : file.content;
  return reply
    .header('content-type', file.type)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name.toWellFormed())}`)
    .send(Symbol.asyncIterator in content ? Readable.from(content) : content);
};

export { Download, type Output };
