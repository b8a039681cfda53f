// Runs `npm start` as a person would, waits for the address it prints and for its first answer, and ends it again, by the ids of our own children.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { delimiter, sep } from 'node:path';
import type { Run } from '../support/bench.ts';

export interface About {
  readonly version?: string;
  readonly database?: { readonly kind?: string; readonly version?: string };
}

export interface Started {
  readonly root: string;
  readonly url: string;
  readonly about: About;
  /** From the spawn to the first answer of /api/about. */
  readonly ms: number;
  /** SIGTERM to the server itself; waits until everything that was started has ended, npm last, with the server's exit code. */
  stop(): Promise<{ readonly code: number | null; readonly seconds: number }>;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

const readAbout = async (url: string): Promise<About | undefined> => {
  try {
    const response = await fetch(new URL('/api/about', url), { signal: AbortSignal.timeout(5000) });
    return response.ok ? ((await response.json()) as About) : undefined;
  } catch {
    return undefined;
  }
};

const GRACE = 20_000;

/**
 * The last of the chain npm → sh → node (Node 20) → node (24, the server). npm does not hand a signal on: it would end sh and leave the rest behind;
 * and a signal to the whole group may reach the server twice, because the launcher hands it on as well.
 */
const lastBelow = (pid: number): number => {
  const pairs = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .stdout.trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  let at = pid;
  for (;;) {
    const below = pairs.find(([, parent]) => parent === at)?.[0];
    if (below === undefined) return at;
    at = below;
  }
};

/** All of it has ended when the last one that holds the output lets go of it. */
const ending = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => child.once('close', (code) => resolve(code)));

/** `root` holds the project. Throws with the lines printed where it ends, or prints no address that answers, within `patience` ms. */
export const startNpm = async (run: Run, where: { root: string; data: string; patience: number }): Promise<Started> => {
  const { DATABASE_URL: _, WENGANG_KEYS: __, WENGANG_TEST_DATABASE_URL: ___, ...env } = process.env;
  // what npm told this process about itself is not for the next npm (it would name this package and this npm's own options)
  for (const name of Object.keys(env)) if (/^npm_(?!config_(cache|registry|userconfig|globalconfig)$)/i.test(name)) delete env[name];
  // nor the Node of this checkout: a person has the one of the system
  env.PATH = (env.PATH ?? '')
    .split(delimiter)
    .filter((dir) => !dir.split(sep).includes('node_modules'))
    .join(delimiter);
  const port = await freePort();
  const from = performance.now();
  // detached: a process group of its own, so that whatever hangs can be ended with it and nothing else is touched
  const child = spawn(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['start'], {
    cwd: where.root,
    env: { ...env, PORT: String(port), HOST: '127.0.0.1', WENGANG_DATA: where.data },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const ended = ending(child);
  let over = false;
  void ended.then(() => {
    over = true;
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed = (printed + text).slice(-20_000);
    });
  const stop = async (): Promise<{ code: number | null; seconds: number }> => {
    const began = performance.now();
    if (!over && child.pid) {
      try {
        process.kill(lastBelow(child.pid), 'SIGTERM');
      } catch {
        // gone meanwhile
      }
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, GRACE);
      });
      await Promise.race([ended, late]);
      clearTimeout(timer);
    }
    if (!over && child.pid) {
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // gone meanwhile
      }
      await ended;
      return { code: null, seconds: (performance.now() - began) / 1000 };
    }
    return { code: await ended, seconds: (performance.now() - began) / 1000 };
  };
  run.defer(async () => void (await stop()));
  const fail = async (why: string): Promise<never> => {
    await stop();
    const lines = printed.split('\n').filter((line) => line.trim() !== '');
    const told = lines.length > 20 ? [...lines.slice(0, 12), '…', ...lines.slice(-7)] : lines;
    throw new Error(`npm start ${why}; it printed:\n${told.join('\n')}`);
  };
  let url = '';
  for (;;) {
    if (over) await fail('ended by itself');
    if (performance.now() - from > where.patience) await fail(`did not answer within ${where.patience / 1000} s`);
    url ||= new RegExp(`https?://[^\\s/]+:${port}/?`).exec(printed)?.[0] ?? '';
    const about = url && (await readAbout(url));
    if (about) return { root: where.root, url, about, ms: performance.now() - from, stop };
    await pause(20);
  }
};
