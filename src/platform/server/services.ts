import type { ActorSource } from './actor.ts';
import type { Subscriber } from './audit.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Files } from './files.ts';
import type { Jobs } from './jobs.ts';
import type { Keys } from './keys.ts';
import type { Log } from './log.ts';
import type { Store } from './store.ts';

/** What the composition makes once and every request and job is given. An explicit object: no container, no globals. */
export interface Services {
  readonly store: Store;
  readonly clock: Clock;
  readonly keys: Keys;
  readonly config: Config;
  readonly jobs: Jobs;
  readonly files: Files;
  readonly subscribers: readonly Subscriber[];
  /** Who a job acts for (docs/decisions/0009). */
  readonly actorFor: ActorSource;
  /** True from the moment a graceful stop begins. */
  readonly stopping: () => boolean;
  /** Where lines of log go; none where it is left out. */
  readonly log?: Log;
  /** Tests make an unexpected error fail loudly. */
  readonly onUnexpected?: (error: unknown) => void;
}
