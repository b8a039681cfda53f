// Plain JavaScript that any Node from 20 on can run: installs what is missing and says which Node runs the rest.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const STAMP = join(ROOT, 'node_modules/.wengang-installed');

const hash = (...files) => {
  const h = createHash('sha256');
  for (const f of files) h.update(readFileSync(join(ROOT, f)));
  return h.digest('hex');
};

/**
 * Installs where node_modules is missing or older than the lockfile. Not `npm ci`: that refuses a lockfile in which an optional package of some
 * other platform could not be resolved; `npm install --no-save` takes the same versions from the lockfile and writes nothing.
 */
export const ensureInstalled = () => {
  const want = hash('package.json', 'package-lock.json');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === want) return;
  console.log('正在安装依赖，只在第一次和升级之后 … / Installing dependencies (first run or after an upgrade) …');
  const npm = process.env.npm_execpath
    ? [process.execPath, [process.env.npm_execpath]]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
  try {
    execFileSync(npm[0], [...npm[1], 'install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
  } catch {
    console.error(
      '依赖没有装上。请检查到 npm 仓库的网络，然后再运行一次。\nThe dependencies could not be installed. Check the network to the npm registry and run this again.',
    );
    process.exit(1);
  }
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, want);
};

/** The pinned Node 24 of node_modules; this very one where it is new enough and none was installed for this kind of machine. */
export const node24 = () => {
  const bundled = [
    `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}/bin/node${process.platform === 'win32' ? '.exe' : ''}`,
    `node-bin-${process.platform}-${process.arch}/bin/node`,
  ]
    .map((p) => join(ROOT, 'node_modules', p))
    .find((p) => existsSync(p));
  if (bundled) return bundled;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  console.error(
    `这台机器（${process.platform} ${process.arch}）没有随包的 Node 24，请自行安装 Node 24 或更新。\nThere is no bundled Node 24 for this machine; please install Node 24 or newer.`,
  );
  process.exit(1);
};

/** Runs a program of the project under Node 24 and hands its exit code and our signals on. */
export const runUnder24 = (args, env = {}) => {
  const node = node24();
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${dirname(node)}:${join(ROOT, 'node_modules/.bin')}:${process.env.PATH}`, ...env },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.on('exit', (code, signal) => resolve(signal ? 1 : (code ?? 1))));
};
