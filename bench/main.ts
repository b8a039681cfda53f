// `npm run bench -- NAME`: runs one bench. Exit codes: 0 it ran and its answers agree with the oracle (a missed goal is printed as missed),
// 1 answers disagree or the bench did not run to its end, 2 wrong usage.
import { parseArgs } from 'node:util';
import { articleBench } from './article.ts';
import { completionBench } from './completion.ts';
import { demoBench } from './demo.ts';
import { duplicatesBench } from './duplicates.ts';
import { figuresBench } from './figures.ts';
import { freezeBench } from './freeze.ts';
import { httpBench } from './http.ts';
import { importsBench } from './imports.ts';
import { insuranceBench } from './insurance.ts';
import { keysBench } from './keys.ts';
import { ledgerBench } from './ledger.ts';
import { pagesBench } from './pages.ts';
import { registerBench } from './register.ts';
import { reportsBench } from './reports.ts';
import { rollcallBench } from './rollcall.ts';
import { roundsBench } from './rounds.ts';
import { standardsBench } from './standards.ts';
import { startBench } from './start.ts';
import { storeBench } from './store.ts';
import { type Answers, type Bench, type Figure, figureOf, newComparison, type Run, WrongUsage } from './support/bench.ts';
import { machineLine, readMachine } from './support/machine.ts';
import { answersLines, figureLine } from './support/print.ts';
import { sweepBench } from './sweep.ts';
import { trainingBench } from './training.ts';

const BENCHES: readonly Bench[] = [
  standardsBench,
  keysBench,
  storeBench,
  httpBench,
  startBench,
  duplicatesBench,
  sweepBench,
  articleBench,
  demoBench,
  registerBench,
  importsBench,
  roundsBench,
  rollcallBench,
  ledgerBench,
  insuranceBench,
  figuresBench,
  trainingBench,
  reportsBench,
  freezeBench,
  pagesBench,
  completionBench,
];
const COMMON = {
  json: { type: 'boolean' },
  scale: { type: 'string' },
  rounds: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const overview = (): string =>
  [
    'npm run bench -- NAME [--json] [--scale S] [--rounds N]',
    '',
    ...BENCHES.map((b) => `  ${b.name.padEnd(10)} ${b.summary}`),
    '',
    '  --scale S   multiplies data and operations (default 1; 0.1 for a quick look)',
    '  --rounds N  how often each thing is measured',
    '  --json      the whole report as JSON',
    '',
    'npm run bench -- help NAME   its goals and options',
    'Exit codes: 0 ran, answers agree with the oracle; 1 they disagree, or it did not run to its end; 2 wrong usage. A goal is never a failure.',
  ].join('\n');

const helpOf = (b: Bench): string =>
  [
    `npm run bench -- ${b.name} [--json] [--scale S] [--rounds N = ${b.rounds}]`,
    `  ${b.summary}`,
    '',
    ...Object.entries(b.options ?? {}).map(([name, o]) => `  --${name}${o.type === 'string' ? ' VALUE' : ''}`.padEnd(16) + o.text),
    'goals:',
    ...b.goals.map((g) => `  ${g}`),
  ].join('\n');

interface Asked {
  readonly bench: Bench;
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly scale: number;
  readonly rounds: number;
}

const find = (name: string): Bench => {
  const bench = BENCHES.find((b) => b.name === name);
  if (!bench) throw new WrongUsage(`there is no bench “${name}”\n\n${overview()}`);
  return bench;
};

const positive = (name: string, text: string | boolean | undefined, otherwise: number, whole: boolean): number => {
  if (text === undefined) return otherwise;
  const n = typeof text === 'string' && /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(n > 0 && n <= 1000) || (whole && !Number.isInteger(n)))
    throw new WrongUsage(`--${name} must be a ${whole ? 'whole ' : ''}number above 0, at most 1000`);
  return n;
};

/** The bench that is asked for, or the help to print. */
const read = (argv: readonly string[]): Asked | string => {
  const every = Object.assign({}, ...BENCHES.map((b) => b.options ?? {}), COMMON) as typeof COMMON;
  const [name, second] = parseArgs({ args: [...argv], allowPositionals: true, strict: false, options: every }).positionals;
  if (name === undefined || name === 'help') return second === undefined ? overview() : helpOf(find(second));
  const bench = find(name);
  let values: Record<string, string | boolean | undefined>;
  try {
    const parsed = parseArgs({ args: [...argv], allowPositionals: true, options: { ...bench.options, ...COMMON } });
    if (parsed.positionals.length > 1) throw new Error(`one bench at a time: ${parsed.positionals.join(' ')}`);
    values = parsed.values as typeof values;
  } catch (error) {
    throw new WrongUsage(`${error instanceof Error ? error.message : String(error)}\n\n${helpOf(bench)}`);
  }
  if (values.help) return helpOf(bench);
  return {
    bench,
    options: values,
    scale: positive('scale', values.scale, 1, false),
    rounds: positive('rounds', values.rounds, bench.rounds, true),
  };
};

const perform = async ({ bench, options, scale, rounds }: Asked): Promise<0 | 1> => {
  const say = (line: string): void => {
    if (!options.json) console.log(line);
  };
  const machine = readMachine();
  const figures: Figure[] = [];
  const answers: Answers[] = [];
  const notes: string[] = [];
  const cleaning: (() => void | Promise<void>)[] = [];
  let section = '';
  const cleanUp = async (): Promise<void> => {
    for (let clean = cleaning.pop(); clean; clean = cleaning.pop())
      try {
        await clean();
      } catch (error) {
        console.error('cleaning up failed:', error);
      }
  };
  const interrupted = (): void => void cleanUp().then(() => process.exit(1));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  const run: Run = {
    rounds,
    scale,
    options,
    scaled: (n, least = 1) => Math.max(least, Math.round(n * scale)),
    section(title) {
      section = title;
      say(`\n${title}`);
    },
    figure(measured) {
      const figure = figureOf(section, measured);
      figures.push(figure);
      say(figureLine(figure));
    },
    note(line) {
      notes.push(line);
      say(`  ${line.replaceAll('\n', '\n  ')}`);
    },
    answers: (what, oracle) =>
      newComparison(section, what, oracle, (a) => {
        answers.push(a);
        for (const line of answersLines(a)) say(line);
      }),
    defer: (clean) => void cleaning.push(clean),
  };
  say(`bench ${bench.name}: ${bench.summary}`);
  say(machineLine(machine));
  say(
    `${rounds} rounds, scale ${scale}; p95 is over the samples counted by n; goals are meant for scale 1 on a machine that does nothing else`,
  );
  let failed: string | undefined;
  try {
    await bench.run(run);
  } catch (error) {
    if (error instanceof WrongUsage) throw error;
    failed = error instanceof Error ? (error.stack ?? error.message) : String(error);
  } finally {
    await cleanUp();
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  }
  const differ = answers.reduce((n, a) => n + a.differ, 0);
  const missed = figures.filter((f) => f.goal && !f.goal.met).length;
  const goals = figures.filter((f) => f.goal).length;
  if (options.json) console.log(JSON.stringify({ bench: bench.name, machine, scale, rounds, figures, answers, notes, failed }, null, 2));
  const verdict = failed ? 'it did not run to its end' : differ ? `${differ} answers DISAGREE with the oracle` : 'all answers agree';
  say(`\n${verdict}; goals: ${goals - missed} met, ${missed} missed`);
  if (failed) console.error(`\nthe bench did not run to its end: ${failed}`);
  return differ || failed ? 1 : 0;
};

try {
  const asked = read(process.argv.slice(2));
  if (typeof asked === 'string') console.log(asked);
  else process.exitCode = await perform(asked);
} catch (error) {
  if (!(error instanceof WrongUsage)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
