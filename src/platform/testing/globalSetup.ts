import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/**
 * Each run names its databases after itself, keeps its files in a directory of its own, and drops them all at its end, also those of a process that
 * was killed. What asks for the directory of temporary files (a worker, a server that a test starts, its browser) gets that one.
 */
export default () => {
  const run = `wengang_test_${randomBytes(4).toString('hex')}`;
  process.env.WENGANG_TEST_RUN = run;
  const before = { TMPDIR: process.env.TMPDIR, TEMP: process.env.TEMP };
  const files = mkdtempSync(join(tmpdir(), 'wengang-test-'));
  process.env.TMPDIR = files;
  process.env.TEMP = files;
  return async () => {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    const remove = () => rmSync(files, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    remove();
    // a browser that goes with its worker (e2e/support/browser.ts) is still there now, and writes
    process.once('exit', remove);
    const url = process.env.WENGANG_TEST_DATABASE_URL;
    if (!url) return;
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<{ datname: string }>('select datname from pg_database where starts_with(datname, $1)', [`${run}_`]);
    for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`);
    await client.end();
  };
};
