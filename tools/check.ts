// `npm run check`: types, lint with zero warnings, the architecture test, generated files fresh, the pages' budget.
import { spawnSync } from 'node:child_process';
import { ROOT } from '#platform/server/config.ts';

const steps: [string, string, string[]][] = [
  ['types: server', 'tsc', ['-p', 'tsconfig.json']],
  ['types: web', 'tsc', ['-p', 'tsconfig.web.json']],
  ['types: e2e', 'tsc', ['-p', 'tsconfig.e2e.json']],
  ['lint', 'biome', ['check', '--error-on-warnings']],
  ['architecture', 'vitest', ['run', '--project', 'unit', 'src/architecture.unit.test.ts']],
  ['generated files', process.execPath, ['--disable-warning=ExperimentalWarning', 'tools/generate.ts', '--check']],
  ['pages', process.execPath, ['--disable-warning=ExperimentalWarning', 'tools/build.ts', '--if-stale']],
];
let failed = 0;
for (const [name, command, args] of steps) {
  const started = Date.now();
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '0' } });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
  if (status !== 0) {
    failed++;
    console.log(stdout, stderr);
  }
}
process.exit(failed ? 1 : 0);
