// The kit's command. Without options: the register's own matcher on all mixes with the fixed seeds. See README.md.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generateTruthSet } from './generate.ts';
import { matchAll } from './match.ts';
import { type Decision, measure } from './measure.ts';
import { readRecord } from './read.ts';
import { reportOf } from './report.ts';
import { FIXED_SEEDS, type Mix, mixes, type RawRecord } from './shapes.ts';

const USAGE = `node tools/run.mjs kits/duplicates/score.ts [--mix A|B|C] [--seed N]
    scores the register's own matcher
  … --write FOLDER     writes records-A-1.jsonl (what a matcher may read) and truth-A-1.jsonl (person and errors of each record)
  … --pairs FILE       scores your matcher: one {"a":"R000001","b":"R000002","band":"accept"|"desk"} a line, for one --mix and --seed
  --persons N, --duplicates N   other sizes than 20,000 and 4,400`;

const { values } = parseArgs({
  options: {
    mix: { type: 'string' },
    seed: { type: 'string' },
    write: { type: 'string' },
    pairs: { type: 'string' },
    persons: { type: 'string' },
    duplicates: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});
const stop = (why: string): never => {
  process.stderr.write(`${why}\n\n${USAGE}\n`);
  process.exit(2);
};
const whole = (name: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  return /^\d{1,9}$/.test(text) ? Number(text) : stop(`--${name} must be a whole number`);
};
const lines = (list: readonly unknown[]): string => list.map((one) => `${JSON.stringify(one)}\n`).join('');

/** What a matcher may see. */
const open = ({ person: _person, errors: _errors, ...rest }: RawRecord) => rest;

const decisionsIn = (file: string): Decision[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, at) => {
      if (line.trim() === '') return [];
      const one = JSON.parse(line) as Partial<Decision>;
      if (typeof one.a !== 'string' || typeof one.b !== 'string' || (one.band !== 'accept' && one.band !== 'desk'))
        return stop(`line ${at + 1} of ${file} is not {"a","b","band":"accept"|"desk"}`);
      return [{ a: one.a, b: one.b, band: one.band }];
    });

if (values.help) {
  process.stdout.write(`${USAGE}\n`);
  process.exit(0);
}
if (values.mix !== undefined && !mixes.includes(values.mix as Mix)) stop('--mix must be A, B or C');
if (values.pairs !== undefined && (values.mix === undefined || values.seed === undefined)) stop('--pairs needs --mix and --seed');
const persons = whole('persons', values.persons);
const duplicates = whole('duplicates', values.duplicates);

for (const mix of values.mix === undefined ? mixes : [values.mix as Mix]) {
  const seed = whole('seed', values.seed) ?? FIXED_SEEDS[mix];
  const set = generateTruthSet(mix, seed, {
    ...(persons === undefined ? {} : { persons }),
    ...(duplicates === undefined ? {} : { duplicates }),
  });
  if (values.write !== undefined) {
    mkdirSync(values.write, { recursive: true });
    writeFileSync(join(values.write, `records-${mix}-${seed}.jsonl`), lines(set.records.map(open)));
    writeFileSync(
      join(values.write, `truth-${mix}-${seed}.jsonl`),
      lines(set.records.map(({ id, person, errors }) => ({ id, person, errors }))),
    );
    process.stdout.write(`mix ${mix}, seed ${seed}: ${set.records.length} records written to ${values.write}\n`);
    continue;
  }
  const decisions =
    values.pairs === undefined ? matchAll(set.records.map((r) => readRecord(open(r)))).decisions : decisionsIn(values.pairs);
  process.stdout.write(`${reportOf(set, measure(set.records, decisions)).join('\n')}\n\n`);
}
