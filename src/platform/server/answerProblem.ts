import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  badJson,
  badValue,
  busy,
  type FieldError,
  fillText,
  internal,
  invalid,
  notFound,
  Problem,
  type ProblemBody,
  tooLarge,
  wrongType,
} from '../problem.ts';
import { mib } from './files.ts';
import type { HttpOptions } from './http.ts';
import { report } from './log.ts';

export class RefusedFields extends Error {
  readonly errors: readonly FieldError[];
  constructor(errors: readonly FieldError[]) {
    super('fields refused');
    this.errors = errors;
  }
}

/** Turns whatever was thrown into problem+json. Only what is not a Problem is logged with its stack. */
export const answerProblem = (options: HttpOptions, error: unknown, request: FastifyRequest, reply: FastifyReply) => {
  let found = asProblem(error, options, request.routeOptions.bodyLimit ?? 0);
  let errors: readonly FieldError[] | undefined;
  if (error instanceof RefusedFields) {
    errors = error.errors;
    found = invalid({ count: errors.length });
  }
  if (!found) {
    report(options.services, error, { requestId: request.id, endpoint: request.routeOptions.config?.endpoint });
    found = internal({ requestId: request.id });
  }
  const text = fillText(found.type.text, found.details);
  const english = /^en\b/i.test(String(request.headers['accept-language'] ?? ''));
  const body: ProblemBody = {
    type: `/problems/${found.type.code}`,
    code: found.type.code,
    status: found.type.status,
    title: english ? text.en : text.zh,
    text,
    details: found.details,
    ...(errors ? { errors } : {}),
    requestId: request.id,
  };
  if (found.type.status === 429 && found.details.seconds) reply.header('retry-after', String(found.details.seconds));
  return reply
    .code(found.type.status)
    .header('cache-control', 'no-store')
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(body));
};

/** What the database says of a value it cannot hold: out of range, no such day, a NUL or half a character in a text. The sender's fault, not ours. */
const UNFIT = new Set(['22003', '22007', '22008', '22021', '22P05']);

const asProblem = (error: unknown, options: HttpOptions, limit: number): Problem | undefined => {
  if (error instanceof Problem) return error;
  const e = error as { code?: string; constraint?: string; statusCode?: number; message?: string };
  if (e?.constraint && options.constraints[e.constraint]) return options.constraints[e.constraint]!();
  if (e?.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return tooLarge({ limit: mib(limit) });
  if (e?.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return wrongType({ expected: 'application/json' });
  if (e?.code === 'FST_ERR_CTP_INVALID_CONTENT_LENGTH') return badJson();
  if (e?.code === '57014' || e?.code === '55P03' || /timeout exceeded when trying to connect/.test(e?.message ?? '')) return busy();
  if (e?.code && UNFIT.has(e.code)) return badValue();
  // a path that climbs out of the pages' files, or is not even a path
  if (e?.code === 'FST_ERR_BAD_URL' || e?.statusCode === 403) return notFound();
  if (e?.statusCode === 400) return badJson();
  if (e?.statusCode === 404) return notFound();
  return undefined;
};
