// The kit's command: scores a folder of answers, or a command that is run on every file. See README.md.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { reportOf } from './report.ts';
import { type Reader, scoreCorpus } from './scoreCorpus.ts';

const USAGE = `node tools/run.mjs kits/sheets/score.ts FOLDER             answers in FOLDER/NAME.jsonl, NAME with its ending
node tools/run.mjs kits/sheets/score.ts --command "…"      run with the file's path as last argument; answers on its standard output
  --only NAME     one file (may be given again)
  --all           every difference, repairs too
  --json          the data instead of the report`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    command: { type: 'string' },
    only: { type: 'string', multiple: true },
    all: { type: 'boolean' },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  },
});
const [folder] = positionals;
if (values.help || (folder === undefined) === (values.command === undefined)) {
  process.stderr.write(`${USAGE}\n`);
  process.exit(values.help ? 0 : 2);
}

const read: Reader = async (path, file) => {
  if (folder !== undefined) return readFileSync(join(folder, `${file}.jsonl`), 'utf8');
  const [program = '', ...args] = values.command!.split(' ').filter(Boolean);
  const { stdout, stderr, status, error, signal } = spawnSync(program, [...args, path], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: 120_000,
  });
  // a refused file may end with another status, as long as it says why
  if (error || signal || (status !== 0 && stdout.trim() === ''))
    throw error ?? new Error(`ended with ${signal ?? status}: ${stderr.trim().split('\n').at(-1) ?? ''}`);
  return stdout;
};

const { files, total } = await scoreCorpus(read, values.only);
process.stdout.write(values.json ? `${JSON.stringify({ files, total })}\n` : reportOf(files, total, values.all ?? false));
process.exitCode = total.perfectFiles === total.files ? 0 : 1;
