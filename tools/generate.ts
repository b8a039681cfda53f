// Generated files: table types from the migrated database. `--check` fails where a committed file is not fresh.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '#platform/server/config.ts';
import { openEmbeddedStore } from '#platform/server/embedded.ts';
import { migrate } from '#platform/server/migrate.ts';
import { openapiText } from './openapiText.ts';
import { queryTexts } from './queryTexts.ts';
import { tableTypes } from './tableTypes.ts';

const check = process.argv.includes('--check');
const store = await openEmbeddedStore('memory://');
await migrate(store);
const files = new Map<string, string>();
files.set('src/platform/server/tables.gen.ts', await tableTypes(store));
const onlyTables = process.argv.includes('--tables');
if (!onlyTables) {
  files.set('openapi.json', await openapiText());
  for (const [path, text] of await queryTexts(store)) files.set(path, text);
}
await store.close();
let stale = 0;
for (const [path, text] of files) {
  const full = join(ROOT, path);
  let old = '';
  try {
    old = readFileSync(full, 'utf8');
  } catch {
    // not there yet
  }
  if (old === text) continue;
  stale++;
  if (check) console.error(`${path} is not fresh: run npm run generate`);
  else {
    writeFileSync(full, text);
    console.log(`wrote ${path}`);
  }
}
process.exit(check && stale ? 1 : 0);
