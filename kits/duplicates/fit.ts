// `node tools/run.mjs kits/duplicates/fit.ts [seeds]`: counts, on the training seeds, how often each level of each field is met among true pairs (m) and
// among pairs of two people (u: arbitrary pairs; near: pairs that share a village). What the weights of the matcher were set from.
import { blockPairs } from '#capabilities/workers/rulesDuplicateBlocks.ts';
import { type Levels, levelsOf, type Prepared, prepare } from '#capabilities/workers/rulesDuplicates.ts';
import { generateTruthSet } from './generate.ts';
import { contextOf, readRecord } from './read.ts';
import { Dice, mixes } from './shapes.ts';

const FIELDS = ['name', 'birthday', 'number', 'sex', 'place', 'phone', 'ethnic'] as const;
const RANDOM_PAIRS = 400_000;
const seeds = (process.argv[2] ?? '1,2,3,4').split(',').map(Number);

type Counts = Map<string, number>;
const groups = { m: new Map() as Counts, u: new Map() as Counts, village: new Map() as Counts, blocked: new Map() as Counts };
const totals = { m: 0, u: 0, village: 0, blocked: 0 };
const note = (group: keyof typeof groups, levels: Levels): void => {
  totals[group]++;
  for (const field of FIELDS) {
    const key = `${field} ${levels[field]}`;
    groups[group].set(key, (groups[group].get(key) ?? 0) + 1);
  }
};

for (const seed of seeds)
  for (const mix of mixes) {
    const { records: raw } = generateTruthSet(mix, seed);
    const records = raw.map(readRecord);
    const context = contextOf(records);
    const prepared = records.map((r) => prepare(r, context));
    const persons = Map.groupBy(
      raw.map((_, at) => at),
      (at) => raw[at]!.person,
    );
    const villages = Map.groupBy(
      raw.map((_, at) => at),
      (at) => records[at]!.home,
    );
    const pair = (i: number, j: number): readonly [Prepared, Prepared] => [prepared[i]!, prepared[j]!];
    for (const of of persons.values())
      for (let i = 0; i < of.length; i++) for (let j = i + 1; j < of.length; j++) note('m', levelsOf(...pair(of[i]!, of[j]!), context));
    const dice = new Dice(seed);
    const together = [...villages.values()].filter((v) => v.length > 1);
    for (let n = 0; n < RANDOM_PAIRS; n++) {
      const [i, j] = [dice.below(raw.length), dice.below(raw.length)];
      if (raw[i]!.person !== raw[j]!.person) note('u', levelsOf(...pair(i, j), context));
      const village = dice.pick(together);
      const [k, l] = [dice.pick(village), dice.pick(village)];
      if (raw[k]!.person !== raw[l]!.person) note('village', levelsOf(...pair(k, l), context));
    }
    for (const [i, j] of blockPairs(records).pairs)
      if (raw[i]!.person !== raw[j]!.person) note('blocked', levelsOf(...pair(i, j), context));
  }

const share = (group: keyof typeof groups, key: string): number => ((groups[group].get(key) ?? 0) + 0.5) / (totals[group] + 1);
const lines = [
  `true pairs ${totals.m}, arbitrary ${totals.u}, of one village ${totals.village}, of one block ${totals.blocked}; bits = log2(m/u)`,
  '',
];
lines.push('level                    m        u        bits    u village  bits    u block   bits');
const keys = [...new Set(Object.values(groups).flatMap((g) => [...g.keys()]))].sort();
for (const key of keys) {
  const m = share('m', key);
  const column = (group: 'u' | 'village' | 'blocked') =>
    `${share(group, key).toExponential(1).padStart(9)} ${Math.log2(m / share(group, key))
      .toFixed(1)
      .padStart(6)}`;
  lines.push(`${key.padEnd(22)} ${m.toFixed(5)} ${column('u')} ${column('village')} ${column('blocked')}`);
}
process.stdout.write(`${lines.join('\n')}\n`);
