// `npm start` from the outside: a second start on a data directory that is there, and with --fresh a new clone until the page is served.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, VERSION } from '#platform/server/config.ts';
import { type Started, startNpm } from './start/startNpm.ts';
import type { Bench, Comparison, Run } from './support/bench.ts';

const newDirectory = (run: Run): string => {
  const dir = mkdtempSync(join(tmpdir(), 'wengang-bench-'));
  run.defer(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
};

/** The answers a start must give, told by files and not by the server. */
const check = async (answers: Comparison, started: Started): Promise<void> => {
  answers.same([started.about.version, started.about.database?.kind], [VERSION, 'embedded'], 'about');
  const page = await fetch(started.url);
  const text = await page.text();
  answers.same(
    [page.status, page.headers.get('content-type'), text.includes('<div id="root">')],
    [200, 'text/html; charset=utf-8', true],
    'page',
  );
  const script = /<script type="module"[^>]* src="([^"]+)"/.exec(text)?.[1] ?? '/missing';
  const asset = await fetch(new URL(script, started.url));
  const bytes = Buffer.from(await asset.arrayBuffer());
  const file = join(started.root, 'dist/console', script);
  answers.same(asset.ok && bytes.equals(readFileSync(file)), true, 'the script of the page, byte by byte');
};

const secondStart = async (run: Run): Promise<void> => {
  run.section('npm start on a data directory that is there');
  const data = newDirectory(run);
  const answers = run.answers('about, page and script after each start; a clean stop', 'package.json and the built files');
  const ms: number[] = [];
  const stops: number[] = [];
  for (let round = 0; round <= run.rounds; round++) {
    const started = await startNpm(run, { root: ROOT, data, patience: 120_000 });
    if (round === 0) run.note(`first start (new data directory, pages built if stale): ${(started.ms / 1000).toFixed(1)} s`);
    else ms.push(started.ms / 1000);
    await check(answers, started);
    const { code, seconds } = await started.stop();
    stops.push(seconds);
    answers.same(code, 0, `exit code after SIGTERM (${seconds.toFixed(1)} s)`);
  }
  answers.done();
  run.figure({ name: 'second start, until /api/about answers', unit: 's', values: ms, goal: { of: 'value', atMost: 5 } });
  run.figure({ name: 'SIGTERM until all of it has ended', unit: 's', values: stops });
};

const freshClone = async (run: Run): Promise<void> => {
  run.section('git clone, npm start, page (the committed state, npm cache as it is)');
  const dir = newDirectory(run);
  const root = join(dir, 'clone');
  const from = performance.now();
  const clone = spawnSync('git', ['clone', '--quiet', '--no-hardlinks', ROOT, root], { encoding: 'utf8' });
  if (clone.status !== 0) throw new Error(`git clone failed: ${clone.stderr}`);
  const cloned = performance.now() - from;
  const started = await startNpm(run, { root, data: join(dir, 'data'), patience: 10 * 60_000 });
  const total = performance.now() - from;
  const answers = run.answers('about, page and script of the fresh clone; a clean stop', 'package.json and the built files');
  await check(answers, started);
  answers.same((await started.stop()).code, 0, 'exit code after SIGTERM');
  answers.done();
  run.note(`git clone took ${(cloned / 1000).toFixed(1)} s of it`);
  run.figure({ name: 'fresh clone, until /api/about answers', unit: 's', values: [total / 1000], goal: { of: 'value', atMost: 180 } });
};

export const startBench: Bench = {
  name: 'start',
  summary: 'npm start: the second start until it answers; with --fresh a new clone until the page is served',
  rounds: 3,
  options: {
    fresh: {
      type: 'boolean',
      text: 'a fresh clone instead: installs and builds (minutes, loads the machine; the npm cache should be warm)',
    },
  },
  goals: ['second start ≤ 5 s until /api/about answers', 'fresh clone to the page ≤ 3 min with a warm npm cache'],
  run: (run) => (run.options.fresh ? freshClone(run) : secondStart(run)),
};
