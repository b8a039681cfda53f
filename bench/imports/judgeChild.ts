// A process of its own: judges one file as the server does and tells as one line of JSON what it came to and what it cost.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openBook } from '#capabilities/rosters/server/reading/openBook.ts';
import { readFileRows } from '#capabilities/rosters/server/readRows.ts';
import { loadHistory } from '#standards/divisions/server/loadDivisions.ts';
import { parsePlace } from '#standards/divisions/server/loadPlaceParser.ts';
import { sheets, sheetsModule } from '../../src/sheets.ts';

export interface JudgeAsked {
  readonly path: string;
  readonly today: string;
  /** `read`: rows only. */
  readonly deed: 'read' | 'judge';
  /** Every so many rows one is told whole. */
  readonly every: number;
}
export interface Judged {
  readonly seconds: number;
  /** Processor seconds of the main thread, and of the whole process. */
  readonly main: number;
  readonly cpu: number;
  readonly peakMb: number;
  readonly loopP99: number;
  readonly loopMax: number;
  readonly rows: number;
  readonly verdicts: Readonly<Record<string, number>>;
  readonly rules: Readonly<Record<string, number>>;
  readonly repaired: number;
  readonly income: number;
  /** Of every `every`-th row, by its number in the file. */
  readonly some: Readonly<Record<number, { readonly verdict: string; readonly values: Readonly<Record<string, unknown>> }>>;
}

const { path, today, deed, every } = JSON.parse(process.argv[2]!) as JudgeAsked;
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const [began, spent, spentMain] = [performance.now(), process.cpuUsage(), process.threadCpuUsage()];
const book = await openBook(path, { sheetsModule });
let [rows, repaired, income] = [0, 0, 0];
const verdicts: Record<string, number> = {};
const rules: Record<string, number> = {};
const some: Record<number, { verdict: string; values: Record<string, unknown> }> = {};
if (deed === 'read') for (const { index } of book.info.sheets) for await (const batch of book.rows(index)) rows += batch.length;
else {
  const context = { sheets, today, parsePlace, prefixStatus: (code: string) => loadHistory().prefixStatus(code) };
  for await (const line of readFileRows(book, context)) {
    if (line.kind === 'sheet') continue;
    verdicts[line.verdict] = (verdicts[line.verdict] ?? 0) + 1;
    if (line.verdict === 'not-a-row') continue;
    rows++;
    if (line.repairs.length) repaired++;
    if (line.verdict !== 'refused') income += Number(line.values.monthlyIncome ?? 0);
    for (const rule of new Set(line.findings.filter((f) => f.severity !== 'hint').map((f) => f.rule))) rules[rule] = (rules[rule] ?? 0) + 1;
    if (line.row % every === 0) some[line.row] = { verdict: line.verdict, values: { ...line.values } };
  }
}
await book.close();
const [cpu, main] = [process.cpuUsage(spent), process.threadCpuUsage(spentMain)];
const judged: Judged = {
  seconds: (performance.now() - began) / 1000,
  main: (main.user + main.system) / 1e6,
  cpu: (cpu.user + cpu.system) / 1e6,
  peakMb: process.resourceUsage().maxRSS / 1024,
  loopP99: delay.percentile(99) / 1e6,
  loopMax: delay.max / 1e6,
  rows,
  verdicts,
  rules,
  repaired,
  income,
  some,
};
console.log(JSON.stringify(judged));
