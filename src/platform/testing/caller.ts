import type { FastifyInstance } from 'fastify';
import type { AnyEndpoint, Input, Output } from '../contract.ts';
import type { ProblemBody } from '../problem.ts';
import { requestOf } from '../requestOf.ts';

/** A refusal, as a test sees it. */
export class Refused extends Error {
  readonly code: string;
  readonly status: number;
  readonly body: ProblemBody;
  constructor(body: ProblemBody) {
    super(`${body.code}: ${body.text.en}${body.errors ? ` ${JSON.stringify(body.errors)}` : ''}`);
    this.code = body.code;
    this.status = body.status;
    this.body = body;
  }
}

export type Caller = <E extends AnyEndpoint>(endpoint: E, input: Input<E>, headers?: Record<string, string>) => Promise<Output<E>>;

/** A caller over `inject`: no socket, the whole server. Cookies are kept like in a browser. */
export const callerOf =
  (app: FastifyInstance, jar: Map<string, string> = new Map()): Caller =>
  async (endpoint, input, headers = {}) => {
    const { url, body: payload } = requestOf(endpoint, input as Record<string, unknown>);
    const reply = await app.inject({
      method: endpoint.method,
      url,
      headers: {
        ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
        cookie: [...jar].map(([k, v]) => `${k}=${v}`).join('; '),
        ...headers,
      },
      ...(payload === undefined ? {} : { payload }),
    });
    for (const c of reply.cookies)
      c.value === '' || (c.expires && c.expires.getTime() < Date.now()) ? jar.delete(c.name) : jar.set(c.name, c.value);
    const type = String(reply.headers['content-type'] ?? '');
    if (type.startsWith('application/problem+json')) throw new Refused(reply.json() as ProblemBody);
    if (type.startsWith('application/json')) return reply.json();
    return reply.rawPayload as never;
  };
