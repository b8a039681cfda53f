// Questions to the server, typed by the contract's types; no parser comes along.
import type { ProblemBody } from '#platform/problem.ts';
import type { Text } from '#standards/text.ts';

/** No answer: no network, or a server that is away. */
export class NoAnswer extends Error {}
/** The server refused, with its sentence. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly text: Text;
  constructor(status: number, code: string, text: Text) {
    super(code);
    this.status = status;
    this.code = code;
    this.text = text;
  }
}

const PATIENCE_MS = 20_000;
const NOT_OURS: Text = { zh: '服务器没有回应，可以再试一次', en: 'The server did not answer; try again' };
export const ask = async <T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> => {
  let reply: Response;
  try {
    reply = await fetch(`/api${path}`, {
      method,
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(method === 'POST' ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) } : {}),
    });
  } catch {
    throw new NoAnswer();
  }
  const type = reply.headers.get('content-type') ?? '';
  if (reply.ok && type.startsWith('application/json')) {
    try {
      return (await reply.json()) as T;
    } catch {
      throw new NoAnswer();
    }
  }
  if (!type.startsWith('application/problem+json'))
    throw reply.status >= 500 || reply.ok ? new NoAnswer() : new Refusal(reply.status, '', NOT_OURS);
  const problem = (await reply.json()) as ProblemBody;
  // a server that restarts or is too busy is no refusal: the queue waits
  if (problem.status >= 500) throw new NoAnswer();
  throw new Refusal(problem.status, problem.code, problem.text);
};
