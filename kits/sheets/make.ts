// `node tools/run.mjs kits/sheets/make.ts`: writes corpus/, expected/ and the table of the README anew. Twice the same bytes.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpus, filesOf, headersFile, tableOf } from './corpus.ts';

const here = import.meta.dirname;
for (const folder of ['corpus', 'expected']) {
  rmSync(join(here, folder), { recursive: true, force: true });
  mkdirSync(join(here, folder));
}
let bytes = 0;
const cases = corpus();
for (const one of cases)
  for (const [name, data] of await filesOf(one)) {
    writeFileSync(join(here, name), data);
    if (name.startsWith('corpus/')) bytes += data.length;
  }
writeFileSync(join(here, 'expected/headers.jsonl'), headersFile(cases));
// line ends and encodings are the point of these files
writeFileSync(join(here, 'corpus/.gitattributes'), '* -text -diff\n');
const readme = readFileSync(join(here, 'README.md'), 'utf8');
const [before] = readme.split('<!-- table');
writeFileSync(join(here, 'README.md'), `${before}<!-- table: written by make.ts -->\n\n${tableOf(cases)}\n`);
process.stdout.write(`${cases.length} files, ${Math.round(bytes / 1024)} kB\n`);
