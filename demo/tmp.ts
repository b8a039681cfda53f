import pg from 'pg';
import { openEmbeddedStore } from '#platform/server/embedded.ts';
import { keysOf, newKeyFile } from '#platform/server/keys.ts';
import { migrate } from '#platform/server/migrate.ts';
import { openServerStore } from '#platform/server/store.ts';
import { chunksOf, writeChunk } from './load/chunks.ts';
import { loadServer } from './load/server.ts';
import { newWorld } from './world.ts';

const scale = Number(process.argv[3] ?? 0.01);
const keys = keysOf(newKeyFile());
if (process.argv[2] === 'server') {
  const name = 'wengang_demo_try';
  const c = new pg.Client('postgres://root@127.0.0.1:5432/test');
  await c.connect();
  await c.query(`drop database if exists ${name} with (force)`);
  await c.query(`create database ${name} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`);
  const store = await openServerStore({ url: `postgres://root@127.0.0.1:5432/${name}` });
  await migrate(store);
  const t = performance.now();
  const l = await loadServer(store, { seed: 20221012, scale, day: '2022-10-12', keys });
  const ms = performance.now() - t;
  console.log(l, ms, 'workers/s', (l.workers / ms) * 1000, 'rows/s', (l.rows / ms) * 1000);
  await store.close();
  await c.end();
} else {
  const store = await openEmbeddedStore(process.argv[4] ?? 'memory://');
  await migrate(store);
  const world = newWorld({ scale });
  const t = performance.now();
  let n = 0,
    rows = 0,
    worst = 0;
  for (const chunk of chunksOf(world, { village: 0, household: 0 })) {
    const a = performance.now();
    rows += await store.transact({ role: 'owner' }, (db) => writeChunk(db, chunk, { keys, day: '2022-10-12' }));
    worst = Math.max(worst, performance.now() - a);
    n += chunk.workers;
  }
  const ms = performance.now() - t;
  console.log({ n, rows, ms, worst, rate: (n / ms) * 1000 });
  await store.close();
}
