// `npm test`: installs what is missing, then all tests on the embedded database, and those that touch a database again on PostgreSQL
// where WENGANG_TEST_DATABASE_URL is set, in lanes beside each other; with `--check` the check in a lane too. Ends with the plain line `N passed, N failed`.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ensureInstalled, ROOT, runUnder24 } from './ensure.mjs';
import { runLanes } from './lanes.mjs';

ensureInstalled();

const BROWSERS = [
  process.env.WENGANG_TEST_BROWSER,
  // the same without windows, where there is one: it takes half the time
  '/usr/bin/chromium-headless-shell',
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
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium-headless-shell', 'fonts-noto-cjk'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env,
    });
    const installed = findBrowser();
    if (installed) return installed;
  }
  console.error(
    `测试要用浏览器。请先安装 Chrome 或 Chromium${debian ? '：sudo apt-get install chromium-headless-shell' : ''}，或用 WENGANG_TEST_BROWSER 指明它在哪里。\n` +
      `The tests need a browser: install Chrome or Chromium${debian ? ' (sudo apt-get install chromium-headless-shell)' : ''}, or name one in WENGANG_TEST_BROWSER.`,
  );
  process.exit(1);
};

const asked = process.argv.slice(2);
const only = asked.filter((a) => a !== '--check');
const browser = only.length && !only.some((o) => o.includes('e2e')) ? '' : ensureBrowser();
// before the lanes: the browser's pages are built once, by nobody beside another
const built = await runUnder24(['tools/build.ts', '--if-stale']);
if (built !== 0) {
  console.log('\n0 passed, 1 failed');
  process.exit(1);
}
const out = mkdtempSync(join(tmpdir(), 'wengang-test-'));
const server = process.env.WENGANG_TEST_DATABASE_URL;

const vitest = (name, projects, database = '') => {
  const report = join(out, `${name.replaceAll(' ', '-')}.json`);
  const projectArgs = projects.flatMap((p) => ['--project', p]);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return {
    name,
    report,
    args: [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', ...projectArgs, ...reporters, ...only],
    env: {
      WENGANG_TEST_BROWSER: browser,
      WENGANG_TEST_DATABASE_URL: database,
      WENGANG_TEST_SERVER_TOO: server && !only.length ? '1' : '',
      FORCE_COLOR: '0',
    },
  };
};
/** What takes longest comes first, so that the lanes end together; the check early, as it says the most in the shortest time. */
const whole = () => [
  // on the server where there is one: the pages are the same, a browser beside it needs the machine; `start` is on the embedded one in any case
  vitest('e2e', ['e2e'], server || undefined),
  vitest('live postgres', ['live'], server || undefined),
  { name: 'check', args: ['tools/check.ts'] },
  vitest('live embedded', ['live']),
  vitest('integration embedded', ['integration']),
  vitest('integration postgres', ['integration'], server || undefined),
  vitest('unit', ['unit']),
  vitest('web', ['web']),
];
const parts = () => [
  vitest('embedded', ['unit', 'web', 'integration', 'live', 'e2e']),
  vitest('postgres', ['integration', 'live'], server || undefined),
];
const jobs = (only.length ? parts() : whole())
  .filter((j) => server || !j.name.endsWith('postgres'))
  .filter((j) => j.name !== 'check' || asked.includes('--check'));
// a part is watched while it runs; everything takes a lane for each core, up to four: a lane is a test process, a database and at times a browser
const lanes = only.length ? 1 : Number(process.env.WENGANG_TEST_LANES) || Math.min(4, availableParallelism());

const readReport = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined; // it died before it wrote one, or while it did
  }
};
let passed = 0;
let failed = 0;
const summary = [];
await runLanes(jobs, lanes, ({ name, report }, code, seconds) => {
  const read = report && readReport(report);
  const bad = read ? read.numFailedTests : 0;
  passed += read?.numPassedTests ?? 0;
  // a file that did not load, an unhandled error, a runner that died or never started
  failed += bad || (code !== 0 || (report && !read?.success) ? 1 : 0);
  summary.push(
    `${code === 0 ? 'ok  ' : 'FAIL'} ${name}${read ? `, ${read.numPassedTests} passed, ${bad} failed` : ''} (${seconds.toFixed(0)} s)`,
  );
  for (const file of read?.testResults ?? [])
    for (const t of file.assertionResults)
      if (t.status === 'failed') summary.push(`       ${relative(ROOT, file.name)} > ${[...t.ancestorTitles, t.title].join(' > ')}`);
});
rmSync(out, { recursive: true, force: true });
console.log(`\n${summary.join('\n')}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed || passed === 0 ? 1 : 0);
