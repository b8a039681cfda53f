// `npm test`: installs what is missing, then all tests on the embedded database, and those that touch a database again on PostgreSQL
// where WENGANG_TEST_DATABASE_URL is set. Ends with the plain line `N passed, N failed`.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, ROOT, runUnder24 } from './ensure.mjs';

ensureInstalled();

const BROWSERS = [
  process.env.WENGANG_TEST_BROWSER,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
].filter(Boolean);

const findBrowser = () => BROWSERS.find((b) => existsSync(b));

const ensureBrowser = () => {
  const found = findBrowser();
  if (found) return found;
  const debian = existsSync('/etc/debian_version');
  if (debian && process.getuid?.() === 0) {
    console.log('正在用 apt 安装测试用的浏览器 … / Installing the test browser by apt …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], env });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env,
    });
    const installed = findBrowser();
    if (installed) return installed;
  }
  console.error(
    `测试要用浏览器。请先安装 Chrome 或 Chromium${debian ? '：sudo apt-get install chromium' : ''}，或用 WENGANG_TEST_BROWSER 指明它在哪里。\n` +
      `The tests need a browser: install Chrome or Chromium${debian ? ' (sudo apt-get install chromium)' : ''}, or name one in WENGANG_TEST_BROWSER.`,
  );
  process.exit(1);
};

const only = process.argv.slice(2);
const browser = only.length && !only.some((o) => o.includes('e2e')) ? '' : ensureBrowser();
const built = await runUnder24(['tools/build.ts', '--if-stale']);
if (built !== 0) process.exit(1);
const out = mkdtempSync(join(tmpdir(), 'wengang-test-'));
const server = process.env.WENGANG_TEST_DATABASE_URL;
const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');

const runs = [['embedded', ['unit', 'web', 'integration', 'live', 'e2e'], { WENGANG_TEST_DATABASE_URL: '' }]];
if (server) runs.push(['postgres', ['integration', 'live'], { WENGANG_TEST_DATABASE_URL: server }]);

let passed = 0;
let failed = 0;
let broken = false;
for (const [name, projects, env] of runs) {
  console.log(`\n== ${name}: ${projects.join(', ')}`);
  const report = join(out, `${name}.json`);
  const code = await runUnder24(
    [
      vitest,
      'run',
      ...projects.flatMap((p) => ['--project', p]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...only,
    ],
    { WENGANG_TEST_BROWSER: browser, FORCE_COLOR: '0', ...env },
  );
  if (!existsSync(report)) {
    broken = true;
    continue;
  }
  const { numPassedTests, numFailedTests, success } = JSON.parse(readFileSync(report, 'utf8'));
  passed += numPassedTests;
  failed += numFailedTests;
  if (code !== 0 || !success) broken = true;
}
rmSync(out, { recursive: true, force: true });
if (broken && failed === 0) failed = 1; // a file that did not load, an unhandled error, a runner that died
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed || passed === 0 ? 1 : 0);
