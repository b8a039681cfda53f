// A process of its own: sends GETs over kept connections to this machine, each connection one after another, and reports as one line of JSON.
import { createHash } from 'node:crypto';
import { Agent, get } from 'node:http';

export interface Load {
  readonly port: number;
  readonly path: string;
  readonly connections: number;
  readonly requests: number;
  /** No request is begun after this. */
  readonly milliseconds: number;
}

export interface LoadResult {
  readonly done: number;
  readonly ms: number;
  /** Milliseconds of each request. */
  readonly latencies: readonly number[];
  /** Status, content type and SHA-256 of the body (a nonce told by the headers is put back to __NONCE__) → how often. */
  readonly answers: Readonly<Record<string, number>>;
  /** Distinct nonces seen; as many as pages, where pages have one. */
  readonly nonces: number;
  readonly sockets: number;
}

const load = async ({ port, path, connections, requests, milliseconds }: Load): Promise<LoadResult> => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: 'fifo' });
  const latencies: number[] = [];
  const answers: Record<string, number> = {};
  const nonces = new Set<string>();
  const sockets = new Set<object>();
  const from = performance.now();
  let begun = 0;
  const one = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const sent = performance.now();
      // 127.0.0.1 is written here: there is no way to name another machine
      const request = get({ host: '127.0.0.1', port, path, agent, timeout: 30_000 }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          latencies.push(performance.now() - sent);
          let body = Buffer.concat(chunks);
          const nonce = /'nonce-([^']+)'/.exec(String(response.headers['content-security-policy'] ?? ''))?.[1];
          if (nonce) {
            nonces.add(nonce);
            body = Buffer.from(body.toString('utf8').replaceAll(nonce, '__NONCE__'));
          }
          const key = `${response.statusCode} ${response.headers['content-type']} ${createHash('sha256').update(body).digest('hex')}`;
          answers[key] = (answers[key] ?? 0) + 1;
          resolve();
        });
      });
      request.on('socket', (socket) => sockets.add(socket));
      request.on('timeout', () => request.destroy(new Error('no answer within 30 s')));
      request.on('error', reject);
    });
  const connection = async (): Promise<void> => {
    while (begun < requests && performance.now() - from < milliseconds) {
      begun++;
      await one();
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  const ms = performance.now() - from;
  agent.destroy();
  return { done: latencies.length, ms, latencies, answers, nonces: nonces.size, sockets: sockets.size };
};

if (import.meta.main) console.log(JSON.stringify(await load(JSON.parse(process.argv[2]!) as Load)));
