import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, platform, totalmem } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '#platform/server/config.ts';

/** What a figure was measured on; without it a timing says nothing. */
export interface Machine {
  readonly date: string;
  readonly cores: number;
  readonly processor: string;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  readonly pglite: string;
  /** Processes that wanted a core during the minute before: above 0 somebody else was at work. */
  readonly load: number;
}

const versionOf = (name: string): string =>
  (JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;

export const readMachine = (): Machine => ({
  date: new Date().toISOString(),
  cores: availableParallelism(),
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  memoryGb: Math.round(totalmem() / 2 ** 30),
  system: `${platform()} ${arch()}`,
  node: process.versions.node,
  pglite: versionOf('@electric-sql/pglite'),
  load: Math.round((loadavg()[0] ?? 0) * 100) / 100,
});

export const machineLine = (m: Machine): string =>
  `${m.cores} cores (${m.processor}), ${m.memoryGb} GB, ${m.system}; Node ${m.node}; PGlite ${m.pglite}; load ${m.load} before; ${m.date}`;
