import type { AnyEndpoint, Input, Output } from '../contract.ts';
import type { ProblemBody } from '../problem.ts';
import { requestOf } from '../requestOf.ts';
import { sendWithProgress } from './sendWithProgress.ts';

/** A refusal with its sentence, or the network's silence. */
export class CallFailed extends Error {
  readonly body: ProblemBody;
  constructor(body: ProblemBody) {
    super(body.code);
    this.body = body;
  }
  get code(): string {
    return this.body.code;
  }
  get status(): number {
    return this.body.status;
  }
}

const silence = (code: string, zh: string, en: string): CallFailed =>
  new CallFailed({ type: `/problems/${code}`, code, status: 0, title: zh, text: { zh, en }, details: {}, requestId: '' });

/** Told to the window when the server no longer knows who we are. */
export const SIGNED_OUT = 'wengang:signed-out';

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** The same key for a resend of the same intention: the server makes one record of it. */
  readonly idempotencyKey?: string;
  readonly file?: Blob;
  /** Told which share of the file has left this machine, 0 … 1. */
  readonly onSent?: (share: number) => void;
}

/** A smaller file is there before a bar could be drawn. */
const WORTH_A_BAR = 256 * 1024;

/** Asks the server. Throws CallFailed with a sentence in both languages, whatever went wrong. */
export const call = async <E extends AnyEndpoint>(endpoint: E, input: Input<E>, options: CallOptions = {}): Promise<Output<E>> => {
  const { url, body } = requestOf(endpoint, input as Record<string, unknown>);
  let reply: Response;
  try {
    const headers = {
      'accept-language': document.documentElement.lang,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(options.file ? { 'content-type': 'application/octet-stream' } : {}),
      ...(options.idempotencyKey ? { 'idempotency-key': options.idempotencyKey } : {}),
    };
    const { file, onSent, signal } = options;
    reply =
      file && onSent && file.size > WORTH_A_BAR
        ? await sendWithProgress({ url, method: endpoint.method, headers, file, onSent, ...(signal ? { signal } : {}) })
        : await fetch(url, {
            method: endpoint.method,
            credentials: 'same-origin',
            ...(signal ? { signal } : {}),
            headers,
            ...(file ? { body: file } : body === undefined ? {} : { body }),
          });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw silence(
      'network',
      '没有连上服务器。您填的都还在，可以再试一次',
      'The server did not answer. What you typed is still here; you can try again',
    );
  }
  const type = reply.headers.get('content-type') ?? '';
  if (type.startsWith('application/problem+json')) {
    const body = (await reply.json()) as ProblemBody;
    // the shell asks to sign in again over the page, so that nothing that was typed is lost
    if (body.code === 'platform.notSignedIn') window.dispatchEvent(new Event(SIGNED_OUT));
    throw new CallFailed(body);
  }
  if (type.startsWith('application/json')) return (await reply.json()) as Output<E>;
  if (!reply.ok) throw silence('network', '服务器的回答读不懂，请再试一次', 'The answer of the server could not be read; try again');
  return (await reply.blob()) as Output<E>;
};

/** Downloads an endpoint's file and hands it to the browser. */
export const download = async <E extends AnyEndpoint>(endpoint: E, input: Input<E>, name: string): Promise<void> => {
  const blob = (await call(endpoint, input)) as Blob;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};
