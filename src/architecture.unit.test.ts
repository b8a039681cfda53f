import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

// The rules of the house (docs/architecture.md), each failing with a sentence.

const SRC = import.meta.dirname;
const ORDER = [
  'access',
  'regions',
  'rosters',
  'organisations',
  'accords',
  'workers',
  'vacancies',
  'training',
  'credentials',
  'matching',
  'employment',
  'care',
  'policy',
  'sites',
  'indicators',
  'showcase',
];

const walk = (dir: string): string[] =>
  readdirSync(dir, { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? walk(join(dir, e.name)) : [join(dir, e.name)]));

interface File {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const files: File[] = walk(SRC)
  .filter((f) => /\.tsx?$/.test(f) && !/\.gen\.ts$/.test(f))
  .map((f) => {
    const text = readFileSync(f, 'utf8');
    const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((m) => m[1]!);
    return {
      path: relative(SRC, f),
      text,
      imports: specifiers.map((s) =>
        s.startsWith('#') ? s.slice(1) : s.startsWith('.') ? relative(SRC, resolve(dirname(f), s)) : `npm:${s}`,
      ),
    };
  });
const isTest = (path: string): boolean => /\.test\.tsx?$|(^|\/)testing\/|^testApp\.ts$/.test(path);
const capabilityOf = (path: string): string | undefined => /^capabilities\/([^/]+)\//.exec(path)?.[1];
const production = files.filter((f) => !isTest(f.path));
const broken = (of: readonly File[], rule: (file: File, target: string) => string | undefined): string[] =>
  of.flatMap((f) => f.imports.flatMap((i) => rule(f, i) ?? []));

test('platform and standards import no capability', () => {
  expect(
    broken(
      production.filter((f) => /^(platform|standards)\//.test(f.path)),
      (f, i) => (capabilityOf(i) ? `${f.path} may not import ${i}` : undefined),
    ),
  ).toEqual([]);
});

test('standards import nothing of ours but standards', () => {
  expect(
    broken(
      production.filter((f) => f.path.startsWith('standards/')),
      (f, i) => (!i.startsWith('npm:') && !i.startsWith('standards/') ? `${f.path} may not import ${i}` : undefined),
    ),
  ).toEqual([]);
});

test('every capability has its place in the order', () => {
  for (const name of readdirSync(join(SRC, 'capabilities')))
    expect(ORDER, `${name} has no place in the order of capabilities`).toContain(name);
});

test('a capability sees another only through contract, rules and service, along the order', () => {
  expect(
    broken(production, (f, i) => {
      const mine = capabilityOf(f.path);
      const theirs = capabilityOf(i);
      if (!mine || !theirs || mine === theirs) return undefined;
      if (ORDER.indexOf(theirs) > ORDER.indexOf(mine)) return `${mine} may not depend on ${theirs}, which comes later (${f.path})`;
      const door = i.slice(`capabilities/${theirs}/`.length);
      if (door === 'contract.ts' || door === 'rules.ts' || door === 'names.ts') return undefined;
      if (door === 'server/service.ts' && f.path.includes('/server/')) return undefined;
      return `${f.path} reaches into ${i}; only contract.ts, rules.ts, names.ts and, from server code, server/service.ts are doors`;
    }),
  ).toEqual([]);
});

test('pages never import the server', () => {
  expect(
    broken(
      production.filter((f) => /(^|\/)(web|console|screen|phone|portal)\//.test(f.path)),
      (f, i) => (/(^|\/)server\//.test(i) || i === 'composition.ts' ? `${f.path} may not import ${i}` : undefined),
    ),
  ).toEqual([]);
});

test('what every account loads first names no contract', () => {
  const shells = production.filter((f) => /\/web\/(.+\/)?(pages\w*|ownPages)\.ts$|^console\/(capabilities|ports)\.ts$/.test(f.path));
  expect(shells.length).toBeGreaterThan(10);
  for (const f of shells)
    expect(
      f.text,
      `${f.path} loads a contract with the first page: take names from names.ts, the rest by import() when it is asked`,
    ).not.toMatch(/^(import|export) (?!type)[^;]*from '[^']*contract\w*\.ts'/m);
  for (const f of production.filter((p) => /^capabilities\/[^/]+\/names\.ts$/.test(p.path)))
    expect(f.imports, `${f.path} imports`).toEqual([]);
});

test('contracts and rules import neither side, do no IO and read no clock', () => {
  const shared = production.filter((f) => /^(capabilities\/[^/]+\/(contract|rules)[^/]*\.ts|platform\/[^/]+\.ts)$/.test(f.path));
  expect(shared.length).toBeGreaterThan(2);
  expect(
    broken(shared, (f, i) =>
      /(^|\/)(server|web)\//.test(i) || /^npm:(node:|fs|pg|kysely|fastify|react)/.test(i) ? `${f.path} may not import ${i}` : undefined,
    ),
  ).toEqual([]);
  for (const f of shared) expect(f.text, `${f.path} reads the clock`).not.toMatch(/Date\.now\(|new Date\(\)|Math\.random\(/);
});

test('a table is written only by the capability that owns it', () => {
  const owner = new Map<string, string>();
  for (const f of walk(SRC).filter((p) => p.endsWith('.sql') && !isTest(relative(SRC, p)) && /\/server\/\d{4}-/.test(p)))
    for (const m of readFileSync(f, 'utf8').matchAll(/create table (?:if not exists )?(\w+)/g))
      owner.set(m[1]!, capabilityOf(relative(SRC, f)) ?? 'platform');
  expect(owner.get('audit')).toBe('platform');
  const camel = (s: string) => s.replace(/_(\w)/g, (_, c: string) => c.toUpperCase());
  const found: string[] = [];
  for (const f of production.filter((p) => p.path.includes('/server/'))) {
    const mine = capabilityOf(f.path) ?? 'platform';
    for (const [table, theirs] of owner) {
      if (mine === theirs || mine === 'platform') continue;
      const writes = new RegExp(
        `(insertInto|updateTable|deleteFrom)\\(\\s*'${camel(table)}'|(insert into|update|delete from)\\s+${table}\\b`,
      );
      if (writes.test(f.text)) found.push(`${f.path} writes ${table}, which belongs to ${theirs}`);
    }
  }
  expect(found).toEqual([]);
});

test('only the shells mount pages', () => {
  expect(
    broken(production, (f, i) =>
      /capabilities\/[^/]+\/web\/pages\.ts$/.test(i) && !/^(console|screen|phone|portal)\//.test(f.path)
        ? `${f.path} may not import ${i}`
        : undefined,
    ),
  ).toEqual([]);
});

test('ECharts is known to one module, which is loaded when something is drawn', () => {
  const knowing = production.filter((f) => f.imports.some((i) => /^npm:echarts/.test(i))).map((f) => f.path);
  expect(knowing).toEqual(['platform/web/charts/draw.ts']);
  const atOnce = production.filter((f) =>
    /^import (?!type\b)[^;]*'[^']*charts\/draw\.ts'|^import (?!type\b)[^;]*'\.\/draw\.ts'/m.test(f.text),
  );
  expect(atOnce.map((f) => f.path)).toEqual([]);
  // neither the phone nor the big screen draws with it at all
  expect(
    broken(
      production.filter((f) => /^(screen|phone|portal)\//.test(f.path)),
      (f, i) => (/charts\/(draw|Picture|useDrawing)\.tsx?$/.test(i) ? `${f.path} may not import ${i}` : undefined),
    ),
  ).toEqual([]);
});

test('every capability has a README', () => {
  for (const name of readdirSync(join(SRC, 'capabilities')))
    expect(existsSync(join(SRC, 'capabilities', name, 'README.md')), `${name} lacks a README.md`).toBe(true);
});

test('no console.log in what the server runs, no barrels', () => {
  expect(production.filter((f) => /console\.log\(/.test(f.text) && !/^(cli|server)\.ts$/.test(f.path)).map((f) => f.path)).toEqual([]);
  expect(production.filter((f) => /(^|\/)index\.tsx?$/.test(f.path)).map((f) => f.path)).toEqual([]);
});
