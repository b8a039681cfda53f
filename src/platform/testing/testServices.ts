import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ActorSource, nobody } from '../server/actor.ts';
import type { Subscriber } from '../server/audit.ts';
import { type Clock, systemClock } from '../server/clock.ts';
import { readConfig } from '../server/config.ts';
import { type FilePurpose, type FileStore, newFiles } from '../server/files.ts';
import { type AnyJobKind, newJobs } from '../server/jobs.ts';
import { keysOf, newKeyFile } from '../server/keys.ts';
import { memoryFiles } from '../server/localFiles.ts';
import type { Services } from '../server/services.ts';
import type { Store } from '../server/store.ts';

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  advance(milliseconds: number): void;
  set(instant: string): void;
}

export const testClock = (start = new Date().toISOString(), demonstrationDay: string | null = null): TestClock => {
  let at = new Date(start).getTime();
  const inner = systemClock(demonstrationDay, () => new Date(at));
  return {
    now: inner.now,
    today: inner.today,
    demonstrationDay,
    advance: (ms) => {
      at += ms;
    },
    set: (instant) => {
      at = new Date(instant).getTime();
    },
  };
};

/** Services over a test's store; unexpected errors are thrown at the test instead of being logged. */
export const testServices = (
  store: Store,
  more: {
    clock?: Clock;
    subscribers?: readonly Subscriber[];
    jobs?: readonly AnyJobKind[];
    purposes?: readonly FilePurpose[];
    files?: FileStore;
    actorFor?: ActorSource;
  } = {},
): Services & { readonly unexpected: unknown[] } => {
  const unexpected: unknown[] = [];
  return {
    store,
    clock: more.clock ?? testClock(),
    keys: keysOf(newKeyFile()),
    config: readConfig({}, { demonstration: false, hashing: { memoryKib: 8, passes: 1 } }),
    jobs: newJobs(more.jobs ?? []),
    files: newFiles(more.files ?? memoryFiles(), join(tmpdir(), `wengang-test-incoming-${process.pid}`), more.purposes ?? []),
    subscribers: more.subscribers ?? [],
    actorFor: more.actorFor ?? (async () => nobody),
    stopping: () => false,
    unexpected,
    onUnexpected: (error) => {
      unexpected.push(error);
      console.error(error);
    },
  };
};
