import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { bindKeys, type Keys, openKeyFile } from './keys.ts';
import { takeLock } from './lock.ts';
import { migrate } from './migrate.ts';
import { openServerStore, StartRefused, type Store } from './store.ts';

export interface Opened {
  readonly store: Store;
  readonly keys: Keys;
  readonly clock: ReturnType<typeof systemClock>;
  /** Names of the migrations that this opening applied. */
  readonly applied: readonly string[];
  close(): Promise<void>;
}

/**
 * Opens the database the configuration names, with its keys, migrated. The embedded one is loaded only where no DATABASE_URL is set.
 * Throws StartRefused with a sentence: directory in use, server not reachable or too old, wrong key file.
 */
export const open = async (config: Config): Promise<Opened> => {
  mkdirSync(config.data, { recursive: true, mode: 0o700 });
  // The server store needs no lock on the directory: several processes may serve one PostgreSQL.
  const release = config.databaseUrl ? () => undefined : takeLock(join(config.data, 'lock'));
  let store: Store | undefined;
  try {
    if (config.databaseUrl) store = await openServerStore({ url: config.databaseUrl });
    else {
      // a key file that vanished must not be replaced by a new one while sealed data waits for it
      if (!existsSync(config.keyFile) && existsSync(join(config.data, 'pg')))
        throw new StartRefused(
          `密钥文件 ${config.keyFile} 不见了，而数据还在。请从备份放回它。\nThe key file ${config.keyFile} is missing although there is data. Restore it from a backup.`,
        );
      store = await (await import('./embedded.ts')).openEmbeddedStore(join(config.data, 'pg'));
    }
    const applied = await migrate(store);
    const keys = openKeyFile(config.keyFile);
    await bindKeys(store, keys, config.keyFile);
    const opened = store;
    return {
      store,
      keys,
      applied,
      clock: systemClock(config.demonstrationDay),
      close: async () => {
        await opened.close();
        release();
      },
    };
  } catch (error) {
    await store?.close();
    release();
    throw error;
  }
};
