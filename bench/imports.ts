// Imports at full size: reading and judging alone, then the whole way into the register, beside raw COPY of the same bytes and the floor.
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareJudged, everyOf, judgeIn } from './imports/judging.ts';
import { HEADER, newPerson, type Written, writeCsv, writeXlsx } from './imports/roster.ts';
import { type Bench, type Run, timedAsync, WrongUsage } from './support/bench.ts';
import { type BenchDatabase, DATABASE_OPTIONS, onDatabases } from './support/databases.ts';

const ROWS = 100_000;
const XLSX = { rows: 100_000, columns: 25 } as const;

const rowsAsked = (run: Run): number => {
  const { rows } = run.options;
  if (rows === undefined) return run.scaled(ROWS, 1000);
  const n = Number(rows);
  if (!Number.isSafeInteger(n) || n < 1000 || n > 1_100_000) throw new WrongUsage('--rows must be a whole number from 1,000 to 1,100,000');
  return n;
};

const mega = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

const readingAndJudging = async (run: Run, folder: string, rows: number): Promise<string> => {
  const path = join(folder, 'roster.csv');
  const written = await writeCsv(path, rows, newPerson);
  run.section(
    `${rows.toLocaleString('en-US')} × ${HEADER.length} CSV, ${mega(written.bytes)}: reading and judging alone, each round a process of its own`,
  );
  const every = everyOf(rows);
  const [read, judged, main, cpu, memory, loop] = [[], [], [], [], [], []] as number[][] as [
    number[],
    number[],
    number[],
    number[],
    number[],
    number[],
  ];
  for (let round = 0; round < run.rounds; round++) {
    read.push((await judgeIn(path, 'read', every)).seconds);
    const found = await judgeIn(path, 'judge', every);
    judged.push(found.seconds);
    main.push((found.main / rows) * 1e6);
    cpu.push((found.cpu / rows) * 1e6);
    memory.push(found.peakMb);
    loop.push(found.loopP99);
    if (round === 0) compareJudged(run, 'verdicts, rules, repairs, sums, and some rows whole', found, written);
  }
  run.figure({ name: 'read', unit: 's', values: read });
  run.figure({ name: 'read and judged', unit: 's', values: judged, against: { name: 'read', values: read } });
  run.figure({ name: 'processor time of all threads, a row', unit: 'µs', values: cpu });
  run.figure({ name: 'of it on the main thread', unit: 'µs', values: main });
  run.figure({ name: 'delay of the event loop, 99 of 100', unit: 'ms', values: loop });
  run.figure({ name: 'peak memory', unit: 'MB', values: memory, goal: { of: 'value', atMost: 1024 } });
  const part = join(folder, 'part.csv');
  const tenth = Math.max(1000, Math.round(rows / 10));
  await writeCsv(part, tenth, newPerson);
  const small = await judgeIn(part, 'judge', everyOf(tenth));
  run.note(
    `a tenth of the rows peaks at ${small.peakMb.toFixed(0)} MB: ${(((memory[0]! - small.peakMb) * 1024 * 1024) / (rows - tenth)).toFixed(0)} bytes for each further row`,
  );
  return path;
};

const workbook = async (run: Run, folder: string): Promise<void> => {
  const rows = run.scaled(XLSX.rows, 1000);
  const path = join(folder, 'roster.xlsx');
  const written: Written = await writeXlsx(path, rows, XLSX.columns, newPerson);
  run.section(`${rows.toLocaleString('en-US')} × ${XLSX.columns} xlsx, ${mega(written.bytes)}`);
  const judged = await judgeIn(path, 'judge', everyOf(rows));
  compareJudged(run, 'verdicts, rules, repairs, sums, and some rows whole', judged, written);
  run.figure({ name: 'read and judged', unit: 's', values: [judged.seconds] });
  run.figure({ name: 'peak memory', unit: 'MB', values: [judged.peakMb], goal: { of: 'value', atMost: 400 } });
};

/** The bytes as they are into a table of texts: the least that moving them into the database costs. */
const rawCopy = async (run: Run, { store, client }: BenchDatabase, path: string): Promise<number[]> => {
  const raw = await client();
  const seconds: number[] = [];
  for (let round = 0; round < run.rounds; round++) {
    await raw.query(`create table bench_raw (${HEADER.map((_, at) => `c${at} text`).join(', ')})`);
    await raw.query('grant all on bench_raw to public');
    const file = await open(path);
    const pieces: Buffer[] = [];
    for await (const piece of file.createReadStream({ highWaterMark: 1 << 18 })) pieces.push(piece as Buffer);
    seconds.push(
      (await timedAsync(() =>
        store.transact({ role: 'owner' }, () => store.copyIn!('copy bench_raw from stdin (format csv, header true)', pieces)),
      )) / 1000,
    );
    await raw.query('drop table bench_raw');
  }
  return seconds;
};

const onServer = async (run: Run, database: BenchDatabase, path: string, rows: number): Promise<void> => {
  run.section(`${database.label}: ${rows.toLocaleString('en-US')} rows`);
  const copy = await rawCopy(run, database, path);
  run.figure({ name: 'raw COPY of the same bytes', unit: 's', values: copy });
  const judged: number[] = [];
  for (let round = 0; round < run.rounds; round++) judged.push((await judgeIn(path, 'judge', everyOf(rows))).seconds);
  run.figure({
    name: 'read and judged',
    unit: 's',
    values: judged,
    against: { name: 'raw COPY', values: copy },
    goal: { of: 'ratio', atMost: 1 },
  });
};

export const importsBench: Bench = {
  name: 'imports',
  summary: 'a large list read, judged and written into the register, beside raw COPY of the same bytes; re-import, undo, pages meanwhile',
  rounds: 3,
  options: {
    ...DATABASE_OPTIONS,
    rows: { type: 'string', text: `rows of the CSV (default ${ROWS.toLocaleString('en-US')} × scale; the issue asks for 1000000)` },
    'no-xlsx': { type: 'boolean', text: 'without the workbook of 25 columns' },
  },
  goals: [
    'reading and judging alone ≤ 1 × raw COPY of the same bytes (issue 4)',
    'peak memory ≤ 1 GB for a million rows of CSV, ≤ 400 MB for 100,000 × 25 xlsx (issue 4)',
  ],
  run: async (run) => {
    const rows = rowsAsked(run);
    const folder = mkdtempSync(join(tmpdir(), 'wengang-bench-'));
    run.defer(() => rmSync(folder, { recursive: true, force: true }));
    const path = await readingAndJudging(run, folder, rows);
    if (!run.options['no-xlsx']) await workbook(run, folder);
    await onDatabases(run, async (database) => {
      if (database.store.kind === 'server') await onServer(run, database, path, rows);
    });
  },
};
