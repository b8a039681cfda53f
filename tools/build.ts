// Builds the pages with Vite and holds them to their budget. `--if-stale` does nothing where dist/ was built from these very sources.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { ROOT } from '#platform/server/config.ts';

/** Compressed bytes a browser loads before the sign-in page or the home page stands: entry, what it imports at once, styles. */
const FIRST_LOAD_BUDGET = 450 * 1024;
const DIST = join(ROOT, 'dist/console');
const STAMP = join(DIST, '.built-from');

const files = (dir: string): string[] =>
  readdirSync(dir, { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? files(join(dir, e.name)) : [join(dir, e.name)]));

const sourceHash = (): string => {
  const h = createHash('sha256');
  for (const f of [...files(join(ROOT, 'src')).sort(), ...['package-lock.json', 'vite.config.ts'].map((f) => join(ROOT, f))])
    if (!/\.(test|live\.test)\.tsx?$|\.sql$|\/server\//.test(f)) h.update(f.slice(ROOT.length)).update(readFileSync(f));
  return h.digest('hex');
};

const fresh = sourceHash();
if (process.argv.includes('--if-stale') && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fresh) process.exit(0);
console.log('正在生成页面 … / Building the pages …');
await build({ configFile: join(ROOT, 'vite.config.ts'), logLevel: process.argv.includes('--if-stale') ? 'warn' : 'info' });

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  css?: string[];
}
const manifest = JSON.parse(readFileSync(join(DIST, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;
const needed = new Set<string>();
const visit = (key: string): void => {
  const chunk = manifest[key]!;
  if (needed.has(chunk.file)) return;
  needed.add(chunk.file);
  for (const c of chunk.css ?? []) needed.add(c);
  for (const i of chunk.imports ?? []) visit(i);
};
for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry) visit(key);
const size = [...needed].reduce((sum, f) => sum + gzipSync(readFileSync(join(DIST, f)), { level: 9 }).length, 0);
const kb = (n: number) => `${(n / 1024).toFixed(0)} kB`;
console.log(
  `first load ${kb(size)} gzip of ${kb(FIRST_LOAD_BUDGET)} allowed; ${files(DIST).length} files, ${kb(files(DIST).reduce((n, f) => n + statSync(f).size, 0))}`,
);
if (size > FIRST_LOAD_BUDGET) {
  console.error('the first load is over its budget: make a page lazy or drop a dependency');
  process.exit(1);
}
writeFileSync(STAMP, fresh);
