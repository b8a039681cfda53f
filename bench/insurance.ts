// A list of social insurance at full size: judged, written, handed in again, taken back, beside an oracle by construction. Half of its people are on record.
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { knownPeople, openWorld } from './imports/committing.ts';
import { newPerson, type RosterPerson } from './imports/roster.ts';
import { type Bench, type Run, WrongUsage } from './support/bench.ts';
import { type BenchDatabase, benchKeys, DATABASE_OPTIONS, onDatabases } from './support/databases.ts';
import { demoRegister } from './support/demoRegister.ts';

const ROWS = 100_000;
const rowsAsked = (run: Run): number => {
  const { rows } = run.options;
  if (rows === undefined) return run.scaled(ROWS, 1000);
  const n = Number(rows);
  if (!Number.isSafeInteger(n) || n < 1000 || n > 1_000_000) throw new WrongUsage('--rows must be a whole number from 1,000 to 1,000,000');
  return n;
};

/** What the rows are made to do. Employers are of nobody's register, so each month of somebody on record reveals work. */
interface Made {
  readonly rows: number;
  /** Rows about people who are none of the owner's. */
  readonly outside: number;
  readonly refused: number;
  /** Stretches of months by people. */
  readonly proposals: number;
  readonly months: number;
}
const MONTHS = [
  { cells: ['√', '√', '√', '√', '√', '√'], stretches: 1, months: 6 },
  { cells: ['', '812.5', '812.5', '', '812.5', '812.5'], stretches: 2, months: 4 },
  { cells: ['是', '', '', '', '', ''], stretches: 1, months: 1 },
] as const;

const writeList = async (path: string, rows: number, known: readonly RosterPerson[]): Promise<Made> => {
  const file = await open(path, 'w');
  const made = { rows, outside: 0, refused: 0, proposals: 0, months: 0 };
  let held = '社保缴费名单（2022年9月）\n序号,姓名,身份证号码,单位名称,2022年3月,2022年4月,2022年5月,2022年6月,2022年7月,2022年8月\n';
  for (let i = 0; i < rows; i++) {
    const mine = i % 2 === 0 ? known[i >> 1] : undefined;
    const person = mine ?? newPerson(i);
    // every hundredth row lacks its number
    const bad = i % 100 === 99;
    const pattern = MONTHS[i % 3]!;
    if (bad) made.refused += 1;
    else if (!mine) made.outside += 1;
    else {
      made.proposals += pattern.stretches;
      made.months += pattern.months;
    }
    held += `${i + 1},${person.name},${bad ? '' : person.number},外来服饰第${i % 997}厂有限公司,${pattern.cells.join(',')}\n`;
    if (held.length > 1 << 20) {
      await file.write(held);
      held = '';
    }
  }
  await file.write(held);
  await file.close();
  return made;
};

const standing = async (client: pg.Client) => {
  const { rows } = await client.query<{ lines: string; proposals: string; months: string; spells: string; evidence: string }>(`select
    (select count(*) from outside_line where undone is null) as lines,
    (select count(*) from spell_proposal) as proposals,
    (select coalesce(sum(12 * extract(year from age(to_day + 1, from_day)) + extract(month from age(to_day + 1, from_day))), 0) from spell_proposal) as months,
    (select count(*) from spell where superseded = 'infinity') as spells, (select count(*) from evidence where superseded = 'infinity') as evidence`);
  return Object.fromEntries(Object.entries(rows[0]!).map(([k, v]) => [k, Number(v)])) as Record<keyof (typeof rows)[0], number>;
};

const onServer = async (run: Run, database: BenchDatabase, folder: string, rows: number): Promise<void> => {
  const { store } = database;
  const keys = benchKeys(run);
  const client = await database.client();
  const workers = await demoRegister(run, store, keys, { seed: 1, scale: registerScale(run) });
  const known = await knownPeople(client, keys, Math.ceil(rows / 2));
  const path = join(folder, 'insurance.csv');
  const made = await writeList(path, rows, known);
  run.section(
    `${database.label}: ${rows.toLocaleString('en-US')} rows of social insurance (${known.length.toLocaleString('en-US')} people on record) into a register of ${workers.toLocaleString('en-US')}`,
  );
  const world = await openWorld(store, keys);
  run.defer(() => world.close());
  const before = await standing(client);
  const seconds = async <T>(work: () => Promise<T>) => {
    const from = performance.now();
    const result = await work();
    return { result, s: (performance.now() - from) / 1000 };
  };
  const judged = await seconds(() => world.hand(path));
  const wrote = await seconds(() => world.write(judged.result));
  const after = await standing(client);
  const answers = run.answers('counts of the batch, lines and proposals', 'how each row was made');
  answers.same(wrote.result.state, 'written', `state (${wrote.result.problem?.code ?? ''})`);
  answers.same(wrote.result.counts.refused, made.refused, 'refused');
  answers.same(wrote.result.counts.byRule.outside ?? 0, made.outside, 'none of the owner’s');
  answers.same(wrote.result.counts.new, made.rows - made.outside - made.refused, 'rows that reveal work');
  answers.same(after.proposals - before.proposals, made.proposals, 'proposals');
  answers.same(after.months - before.months, made.months, 'months proposed');
  answers.same(after.spells, before.spells, 'spells, which no list enters');
  run.figure({ name: 'judged', unit: 's', values: [judged.s] });
  run.figure({ name: 'written', unit: 's', values: [wrote.s] });
  run.figure({ name: 'rows a second, end to end', unit: '/s', values: [rows / (judged.s + wrote.s)] });
  const again = await seconds(async () => world.write(await world.hand(path)));
  answers.same(again.result.counts.new + again.result.counts.changed, 0, 'the same list again: nothing new');
  answers.same((await standing(client)).lines, after.lines, 'the same list again: no line');
  run.figure({
    name: 'the same list again',
    unit: 's',
    values: [again.s],
    against: { name: 'the first time', values: [judged.s + wrote.s] },
  });
  const undone = await seconds(() => world.undo(wrote.result));
  answers.same(undone.result.state, 'undone', `state (${undone.result.problem?.code ?? ''})`);
  const left = await standing(client);
  answers.same(left.proposals, before.proposals, 'proposals once it is taken back');
  answers.same(left.evidence, before.evidence, 'evidence once it is taken back');
  answers.same(world.services.unexpected.length, 0, 'unexpected errors');
  answers.done();
  run.figure({ name: 'taken back', unit: 's', values: [undone.s], against: { name: 'written', values: [wrote.s] } });
  run.figure({
    name: 'peak memory of the process so far',
    unit: 'MB',
    values: [process.resourceUsage().maxRSS / 1024],
    goal: { of: 'value', atMost: 1536 },
  });
  await world.close();
};

const registerScale = (run: Run): number => {
  const { register } = run.options;
  if (register === undefined) return 0.1 * run.scale;
  const n = Number(register);
  if (!(n >= 1000 && n <= 1_500_000)) throw new WrongUsage('--register must be a number from 1,000 to 1,500,000');
  return n / 1_400_000;
};

export const insuranceBench: Bench = {
  name: 'insurance',
  summary: 'a list of social insurance judged, written, handed in again and taken back; proposals and counts by construction',
  rounds: 1,
  options: {
    ...DATABASE_OPTIONS,
    rows: { type: 'string', text: `rows (default ${ROWS.toLocaleString('en-US')} × scale; the issue asks for 500000)` },
    register: { type: 'string', text: 'workers in the register before (default 140,000 × scale; the issue asks for 1000000)' },
  },
  goals: ['500,000 rows end to end in the background, set-based, exact by construction (issue 5)', 'peak memory ≤ 1.5 GB'],
  run: async (run) => {
    const rows = rowsAsked(run);
    const folder = mkdtempSync(join(tmpdir(), 'wengang-bench-'));
    run.defer(() => rmSync(folder, { recursive: true, force: true }));
    await onDatabases(run, async (database) => {
      if (database.store.kind === 'server') await onServer(run, database, folder, rows);
    });
  },
};
