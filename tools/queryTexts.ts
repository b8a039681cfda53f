import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Compilable } from 'kysely';
import { ROOT } from '#platform/server/config.ts';
import type { Db, Store } from '#platform/server/store.ts';

/** The SQL of every query that a capability names in `examples` of its queries.ts, so that a reviewer sees the statement change in the diff. */
export const queryTexts = async (store: Store): Promise<[string, string][]> => {
  const dir = join(ROOT, 'src/capabilities');
  const out: [string, string][] = [];
  for (const name of readdirSync(dir).sort()) {
    const path = join(dir, name, 'server/queries.ts');
    if (!existsSync(path)) continue;
    const module = (await import(pathToFileURL(path).href)) as { examples?: Record<string, (db: Db) => Compilable<unknown>> };
    if (!module.examples) continue;
    const text = await store.transact({ role: 'owner' }, async (db) =>
      Object.entries(module.examples!)
        .map(([query, build]) => `-- ${query}\n${build(db).compile().sql};\n`)
        .join('\n'),
    );
    out.push([
      `src/capabilities/${name}/server/queries.sql`,
      `-- Generated from queries.ts by \`npm run generate\`. Do not edit; read it in reviews.\n\n${text}`,
    ]);
  }
  return out;
};
