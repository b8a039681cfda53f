import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RATES, type RatesPerMinute } from './rates.ts';
import { StartRefused } from './store.ts';

/** Everything the environment decides, read once. */
export interface Config {
  readonly version: string;
  readonly root: string;
  readonly host: string;
  readonly port: number;
  /** Directory of the embedded database, files and keys. */
  readonly data: string;
  readonly databaseUrl: string | null;
  readonly keyFile: string;
  /** True: demonstration accounts and data. */
  readonly demonstration: boolean;
  readonly demonstrationDay: string | null;
  /** How much of the demonstration world a start loads; 0 for none. */
  readonly demonstrationScale: number;
  /** Behind a reverse proxy that sets X-Forwarded-*. */
  readonly trustProxy: boolean;
  /** How often somebody may ask; the number of an address by `WENGANG_REQUESTS_PER_ADDRESS`. */
  readonly rates: RatesPerMinute;
  /** Opens `/metrics` to a collector on another machine (`WENGANG_METRICS_TOKEN`). */
  readonly metricsToken: string | null;
  /** Cost of a password hash (argon2id): OWASP's 19 MiB, two passes; tests make it cheap. */
  readonly hashing: { readonly memoryKib: number; readonly passes: number };
}

const DEMONSTRATION_DAY = '2022-10-12';
const DEMONSTRATION_SCALE = 0.01;

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
export const VERSION = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;

export const readConfig = (env: NodeJS.ProcessEnv = process.env, more: Partial<Config> = {}): Config => {
  const data = resolve(env.WENGANG_DATA ?? join(ROOT, 'data'));
  const port = Number(env.PORT ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new StartRefused(
      `PORT 应是 0 至 65535 的整数，现在是 ${env.PORT}。\nPORT must be a whole number from 0 to 65535, not ${env.PORT}.`,
    );
  const day = env.WENGANG_DEMONSTRATION_DAY || null;
  if (day && !/^\d{4}-\d\d-\d\d$/.test(day))
    throw new StartRefused(`WENGANG_DEMONSTRATION_DAY 应写成 2022-10-12 的样子。\nWENGANG_DEMONSTRATION_DAY must look like 2022-10-12.`);
  const scale = Number(env.WENGANG_DEMONSTRATION_SCALE || DEMONSTRATION_SCALE);
  if (!(scale >= 0 && scale <= 1))
    throw new StartRefused(
      `WENGANG_DEMONSTRATION_SCALE 应是 0 至 1 的数，现在是 ${env.WENGANG_DEMONSTRATION_SCALE}。\nWENGANG_DEMONSTRATION_SCALE must be a number from 0 to 1, not ${env.WENGANG_DEMONSTRATION_SCALE}.`,
    );
  const perAddress = Number(env.WENGANG_REQUESTS_PER_ADDRESS || RATES.address);
  if (!Number.isInteger(perAddress) || perAddress < RATES.account)
    throw new StartRefused(
      `WENGANG_REQUESTS_PER_ADDRESS 应是不小于 ${RATES.account} 的整数，现在是 ${env.WENGANG_REQUESTS_PER_ADDRESS}。\nWENGANG_REQUESTS_PER_ADDRESS must be a whole number of at least ${RATES.account}, not ${env.WENGANG_REQUESTS_PER_ADDRESS}.`,
    );
  return {
    version: VERSION,
    root: ROOT,
    host: env.HOST ?? '127.0.0.1',
    port,
    data,
    databaseUrl: env.DATABASE_URL || null,
    keyFile: resolve(env.WENGANG_KEYS ?? join(data, 'keys.json')),
    demonstration: false,
    // the invented history ends the day before; a real installation lives today
    demonstrationDay: day ?? (more.demonstration ? DEMONSTRATION_DAY : null),
    demonstrationScale: scale,
    trustProxy: env.WENGANG_TRUST_PROXY === '1',
    rates: { ...RATES, address: perAddress },
    metricsToken: env.WENGANG_METRICS_TOKEN || null,
    hashing: { memoryKib: 19_456, passes: 2 },
    ...more,
  };
};
