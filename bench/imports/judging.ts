// Reading and judging alone, in processes of their own, beside raw COPY of the same bytes where there is a server.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DEMONSTRATION_DAY } from '../../demo/days.ts';
import type { Run } from '../support/bench.ts';
import type { JudgeAsked, Judged } from './judgeChild.ts';
import { newPerson, type RosterPerson, rosterRow, type Written } from './roster.ts';

const SPOTS = 200;

export const judgeIn = async (path: string, deed: JudgeAsked['deed'], every: number): Promise<Judged> => {
  const asked: JudgeAsked = { path, today: DEMONSTRATION_DAY, deed, every };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', new URL('./judgeChild.ts', import.meta.url).pathname, JSON.stringify(asked)],
    { maxBuffer: 1 << 28 },
  );
  return JSON.parse(stdout) as Judged;
};

/** Holds what was judged against what the rows were made to be. */
export const compareJudged = (run: Run, what: string, judged: Judged, { tally }: Written, personOf = newPerson): void => {
  const answers = run.answers(what, 'how each row was made');
  answers.same(judged.rows, tally.rows, 'rows');
  for (const fate of ['accepted', 'doubtful', 'refused'] as const) answers.same(judged.verdicts[fate] ?? 0, tally[fate], fate);
  answers.same(sorted(judged.rules), sorted(tally.rules), 'rows by rule');
  answers.same(judged.repaired, tally.repaired, 'rows with repairs');
  answers.same(judged.income, tally.income, 'sum of incomes of rows that may go in');
  for (const [row, { verdict, values }] of Object.entries(judged.some)) spot(Number(row), verdict, values);
  answers.done();

  function spot(row: number, verdict: string, values: Readonly<Record<string, unknown>>): void {
    const i = row - 2; // the header is row 1
    const person: RosterPerson = personOf(i);
    const made = rosterRow(i, person, personOf(Math.max(0, i - 1)));
    const found = [verdict, values.idNumber ?? null, values.place ?? null, values.monthlyIncome ?? null, values.start ?? null];
    // the place is six digits, or twelve whose last say nothing
    answers.same(
      found.map((v) => (typeof v === 'string' && /^\d{6}0{6}$/.test(v) ? v.slice(0, 6) : v)),
      [made.fate, made.number === null ? null : half(made.number), made.place, made.income, made.start],
      `row ${row}`,
    );
  }
};
const half = (text: string): string => text.replace(/[！-～]/g, (c) => String.fromCodePoint(c.codePointAt(0)! - 0xfee0));
const sorted = (counts: Readonly<Record<string, number>>) => Object.entries(counts).sort();

export const everyOf = (rows: number): number => Math.max(1, Math.floor(rows / SPOTS));
