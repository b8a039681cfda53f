// Builds what requests and jobs are given, and runs the work behind them.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { actorFor, filePurposes, jobKinds, prepare, recurring, subscribers } from './composition.ts';
import type { Config } from './platform/server/config.ts';
import { startDeliveries } from './platform/server/deliveries.ts';
import { clearIncoming, newFiles } from './platform/server/files.ts';
import { startJobRunner } from './platform/server/jobRunner.ts';
import { newJobs } from './platform/server/jobs.ts';
import { localFiles } from './platform/server/localFiles.ts';
import { type Log, lineLog } from './platform/server/log.ts';
import type { Opened } from './platform/server/open.ts';
import { startRecurring } from './platform/server/recurring.ts';
import type { Services } from './platform/server/services.ts';

export const buildServices = (opened: Opened, config: Config, stopping: () => boolean, log?: Log): Services => {
  const incoming = join(config.data, 'incoming');
  mkdirSync(incoming, { recursive: true, mode: 0o700 });
  return {
    store: opened.store,
    clock: opened.clock,
    keys: opened.keys,
    config,
    jobs: newJobs(jobKinds),
    files: newFiles(localFiles(join(config.data, 'files')), incoming, filePurposes),
    subscribers,
    actorFor,
    stopping,
    ...(log ? { log } : {}),
  };
};

/** Requests are logged only where somebody asks for it; faults always. */
export const logOf = (level: string | undefined): Log => {
  const write = lineLog();
  return level === 'info' ? write : (entry) => (entry.level === 'error' ? write(entry) : undefined);
};

/** What each capability does once at a start; safe to repeat, also by two processes at once. Returns lines to print. */
export const begin = async (services: Services, options: { readonly empty: boolean }): Promise<string[]> => {
  const lines: string[] = [];
  for (const step of prepare) lines.push(...(await step(services, options)));
  return lines;
};

/** Jobs, deliveries and recurring work of this process, until stopped. */
export const startWork = (services: Services): { stop(): Promise<void> } => {
  const runner = startJobRunner(services);
  const deliveries = startDeliveries(services);
  const stopRecurring = startRecurring(services, recurring);
  void clearIncoming(services.files);
  return {
    stop: async () => {
      await Promise.all([runner.stop(), deliveries.stop(), stopRecurring()]);
    },
  };
};
