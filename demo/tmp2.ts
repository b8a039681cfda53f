import { CopyBuffer } from '#platform/server/copyBuffer.ts';
import { keysOf, newKeyFile } from '#platform/server/keys.ts';
import { chunksOf } from './load/chunks.ts';
import { rowsOf } from './load/rows.ts';
import { TABLE_NAMES, TABLES } from './load/tables.ts';
import { newWorld } from './world.ts';

const keys = keysOf(newKeyFile());
const world = newWorld({ scale: Number(process.argv[2]) });
const cpu = () => {
  const u = process.cpuUsage();
  return (u.user + u.system) / 1000;
};
const performance = { now: cpu };
let g = 0,
  r = 0,
  e = 0,
  n = 0;
let t = performance.now();
for (const c of chunksOf(world, { village: 0, household: 0 }, 4000)) {
  g += performance.now() - t;
  t = performance.now();
  const rows = rowsOf(c.households, { keys, day: '2022-10-12' });
  r += performance.now() - t;
  t = performance.now();
  for (const x of TABLE_NAMES) {
    const b = new CopyBuffer(Object.values(TABLES[x]));
    for (const row of rows[x]) b.add(row);
    b.finish();
  }
  e += performance.now() - t;
  n += c.workers;
  t = performance.now();
}
console.log({ n, g, r, e });
