// Builds the pages with Vite and holds them to their budget. `--if-stale` does nothing where dist/ was built from these very sources.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { ROOT } from '#platform/server/config.ts';

/** Compressed bytes a browser loads before the sign-in page or the home page stands: entry, what it imports at once, styles. */
const ENTRIES = [
  { name: 'console', config: 'vite.config.ts', budget: 400 * 1024 },
  { name: 'screen', config: 'vite.screen.config.ts', budget: 40 * 1024 },
  // before the first page stands, and for all that comes after: a village's network
  { name: 'phone', config: 'vite.phone.config.ts', budget: 30 * 1024, rest: 45 * 1024 },
] as const;
const distOf = (name: string): string => join(ROOT, 'dist', name);
const STAMP = join(distOf('console'), '.built-from');

const files = (dir: string): string[] =>
  readdirSync(dir, { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? files(join(dir, e.name)) : [join(dir, e.name)]));

const sourceHash = (): string => {
  const h = createHash('sha256');
  for (const f of [
    ...files(join(ROOT, 'src')).sort(),
    ...['package-lock.json', 'vite.light.ts', ...ENTRIES.map((e) => e.config)].map((f) => join(ROOT, f)),
  ])
    if (!/\.(test|live\.test)\.tsx?$|\.sql$|\/server\//.test(f)) h.update(f.slice(ROOT.length)).update(readFileSync(f));
  return h.digest('hex');
};

const fresh = sourceHash();
if (process.argv.includes('--if-stale') && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fresh) process.exit(0);
console.log('正在生成页面 … / Building the pages …');
for (const { config } of ENTRIES)
  await build({ configFile: join(ROOT, config), logLevel: process.argv.includes('--if-stale') ? 'warn' : 'info' });

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  css?: string[];
}
const kb = (n: number) => `${(n / 1024).toFixed(0)} kB`;
let over = false;
for (const entry of ENTRIES) {
  const { name, budget } = entry;
  const dist = distOf(name);
  const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;
  const needed = new Set<string>();
  const visit = (key: string): void => {
    const chunk = manifest[key]!;
    if (needed.has(chunk.file)) return;
    needed.add(chunk.file);
    for (const c of chunk.css ?? []) needed.add(c);
    for (const i of chunk.imports ?? []) visit(i);
  };
  for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry) visit(key);
  const size = [...needed].reduce((sum, f) => sum + gzipSync(readFileSync(join(dist, f)), { level: 9 }).length, 0);
  const all = files(dist);
  console.log(
    `${name}: first load ${kb(size)} gzip of ${kb(budget)} allowed; ${all.length} files, ${kb(all.reduce((n, f) => n + statSync(f).size, 0))}`,
  );
  if ('rest' in entry) {
    const rest = all
      .filter((f) => /\.(js|css)$/.test(f))
      .reduce((n, f) => n + (needed.has(f.slice(dist.length + 1)) ? 0 : gzipSync(readFileSync(f), { level: 9 }).length), 0);
    console.log(`${name}: the rest ${kb(rest)} gzip of ${kb(entry.rest)} allowed`);
    if (rest > entry.rest) {
      over = true;
      console.error(`${name}: what is loaded later is over its budget`);
    }
  }
  if (size <= budget) continue;
  over = true;
  console.error(`${name}: the first load is over its budget: make a page lazy or drop a dependency`);
}
if (over) process.exit(1);
writeFileSync(STAMP, fresh);
