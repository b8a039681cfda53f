// Several programs beside each other, each with its output in one piece: a lane takes the next job when it is done with the one before.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { node24, ROOT } from './ensure.mjs';

/** Compiled code of our sources and of what they import, for all the processes that tests start. */
const NODE_COMPILE_CACHE = process.env.NODE_COMPILE_CACHE ?? join(ROOT, 'node_modules/.cache/wengang/compiled');

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(0)} s`;

/** Runs one job under Node 24; its exit code, 1 also where it did not start or was killed. `heard` gets what it says, or it says it itself. */
const runJob = ({ args, env = {} }, heard, running) =>
  new Promise((resolve) => {
    const node = node24();
    const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...args], {
      cwd: ROOT,
      stdio: heard ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      env: { ...process.env, NODE_COMPILE_CACHE, PATH: `${dirname(node)}:${join(ROOT, 'node_modules/.bin')}:${process.env.PATH}`, ...env },
    });
    running.add(child);
    if (heard) for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => heard.push(chunk));
    const done = (code) => {
      running.delete(child);
      resolve(code);
    };
    child.once('error', (error) => {
      heard ? heard.push(Buffer.from(`${error}\n`)) : console.error(error);
      done(1);
    });
    // not `exit`: what it said last is still on its way then
    child.once('close', (code, signal) => done(signal ? 1 : (code ?? 1)));
  });

/**
 * Runs the jobs in so many lanes and hands each to `ended(job, code)` when it is over. With more than one lane a job's output is printed whole, when it
 * ends or when we are told to stop; with one, as it comes.
 */
export const runLanes = async (jobs, lanes, ended) => {
  const waiting = [...jobs];
  const running = new Set();
  const open = new Map();
  const print = (job, word) => {
    console.log(`\n== ${job.name}: ${word}`);
    process.stdout.write(Buffer.concat(open.get(job) ?? []));
  };
  const stop = (signal) => {
    waiting.length = 0;
    for (const job of open.keys()) print(job, `stopped by ${signal}, so far:`);
    open.clear();
    for (const child of running) child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal));
  const lane = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      const started = Date.now();
      const heard = lanes > 1 ? [] : undefined;
      if (heard) open.set(job, heard);
      console.log(heard ? `-- ${job.name} starts` : `\n== ${job.name}`);
      const code = await runJob(job, heard, running);
      if (heard && open.has(job)) print(job, `${code === 0 ? 'ok' : 'FAILED'} after ${seconds(started)}`);
      open.delete(job);
      ended(job, code, (Date.now() - started) / 1000);
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, jobs.length) }, lane));
};
