import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** Each run names its databases and directories after itself and drops them all at its end, also those of a worker that died. */
export default () => {
  const run = `wengang_test_${randomBytes(4).toString('hex')}`;
  process.env.WENGANG_TEST_RUN = run;
  return async () => {
    // the data directory that walks through the pages copy (e2e/support/world.ts)
    rmSync(join(tmpdir(), `${run}_world`), { recursive: true, force: true });
    const url = process.env.WENGANG_TEST_DATABASE_URL;
    if (!url) return;
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<{ datname: string }>('select datname from pg_database where starts_with(datname, $1)', [`${run}_`]);
    for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`);
    await client.end();
  };
};
