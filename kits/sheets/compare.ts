// What a reader said of a file against what is expected. Pure; score.ts feeds it.
import { coreFields, type ExpectedHeader, type ExpectedRow, type Value, type Verdict, verdicts } from './shapes.ts';

/** A line of the reader's answer: a row, a finding on a sheet, or why the file cannot be read. */
export interface AnswerLine {
  readonly sheet?: string;
  readonly row?: number;
  readonly verdict?: string;
  readonly reasons?: readonly string[];
  readonly values?: Readonly<Record<string, unknown>>;
  readonly repairs?: readonly unknown[];
  readonly finding?: string;
  readonly fault?: string;
}

export type DifferenceKind =
  /** The reader broke, or its answer is no JSON lines. */
  | 'crash'
  /** A row of the sheet of which the reader says nothing: silent loss. */
  | 'lost'
  /** A line for a row that holds nothing, or a second line for one. */
  | 'invented'
  | 'verdict'
  | 'reasons'
  | 'value'
  /** A value where the file holds none for sure. */
  | 'guessed'
  /** The file's fault or a sheet's finding not named, or named where there is none. */
  | 'fault'
  | 'finding'
  /** Told beside, in no total. */
  | 'repair';

export interface Difference {
  readonly file: string;
  readonly kind: DifferenceKind;
  readonly sheet: string;
  /** 0 where it is of the file or the sheet. */
  readonly row: number;
  readonly what: string;
  readonly arguable: boolean;
}

export interface Count {
  readonly right: number;
  readonly of: number;
}

export interface FileScore {
  readonly file: string;
  /** Rows expected, non-rows among them, and lines of the answer that speak of rows. */
  readonly rows: number;
  readonly lines: number;
  /** Every expected row has its line and none was invented. */
  readonly balanced: boolean;
  /** Rows of which verdict, reasons and values are right. */
  readonly right: number;
  /** Rows wrong only where the kit's own decision is in play. */
  readonly arguable: number;
  /** Nothing at all to say against the answer (repairs aside). */
  readonly perfect: boolean;
  readonly differences: readonly Difference[];
  /** `expected>answered` → rows. */
  readonly confusion: Readonly<Record<string, number>>;
  readonly byTrouble: Readonly<Record<string, Count>>;
}

const isRule = (reason: string): boolean => /^V\d\d$/.test(reason);

/** The same rules; and where a cell cannot be read, some word for it that is no rule. */
const sameReasons = (expected: readonly string[], answered: readonly string[], verdict: Verdict): boolean => {
  const rules = (list: readonly string[]) => [...new Set(list.filter(isRule))].sort().join();
  const others = (list: readonly string[]) => list.some((r) => !isRule(r));
  if (rules(expected) !== rules(answered)) return false;
  if (others(expected)) return others(answered);
  // a verdict of doubt by a rule may be told in further words; praise needs none
  return verdict === 'accepted' ? answered.length === 0 : true;
};

const isNothing = (value: unknown): boolean => value === undefined || value === null || value === '';
const lastDayOf = (month: string): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);

const sameValue = (field: string, expected: Exclude<Value, null>, answered: unknown): boolean => {
  if (Array.isArray(expected)) return Array.isArray(answered) && JSON.stringify(expected) === JSON.stringify(answered);
  if (field === 'monthlyIncome') return !isNothing(answered) && Number(answered) === expected;
  const text = isNothing(answered) ? '' : String(answered);
  // a place may be known further down than to the county
  if (field === 'place') return /^\d{6}(?:\d{6})?$/.test(text) && text.slice(0, 6) === expected;
  if ((field === 'start' || field === 'end') && String(expected).length === 7)
    return text === expected || text === `${expected}-01` || (field === 'end' && text === lastDayOf(String(expected)));
  return text === String(expected);
};

/** An unreadable identity number may be told as it stands; nobody may make a whole one of it. */
const isGuessed = (field: string, answered: unknown): boolean =>
  field === 'idNumber' ? /^\d{17}[\dX]$/i.test(String(answered)) : !isNothing(answered);

const repairedFields = (repairs: readonly unknown[]): string[] =>
  [
    ...new Set(repairs.map((r) => (typeof r === 'string' ? r.split(/[:.]/)[0]! : String((r as { field?: unknown } | null)?.field ?? '')))),
  ].sort();

/** The lines of an answer; throws where one is no JSON object. */
export const readAnswer = (text: string): AnswerLine[] =>
  text.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return [];
    let one: unknown;
    try {
      one = JSON.parse(line);
    } catch {
      throw new Error(`line ${at + 1} is no JSON: ${line.slice(0, 80)}`);
    }
    if (typeof one !== 'object' || one === null || Array.isArray(one)) throw new Error(`line ${at + 1} is no object`);
    return [one as AnswerLine];
  });

const isCore = (field: string): boolean => (coreFields as readonly string[]).includes(field);

/** `answer`: the lines, or why there are none. */
export const compare = (header: ExpectedHeader, expected: readonly ExpectedRow[], answer: readonly AnswerLine[] | Error): FileScore => {
  const { file } = header;
  const differences: Difference[] = [];
  const confusion: Record<string, number> = {};
  const byTrouble: Record<string, { right: number; of: number }> = {};
  const say = (kind: DifferenceKind, sheet: string, row: number, what: string, arguable = false) =>
    differences.push({ file, kind, sheet, row, what, arguable });

  const lines = answer instanceof Error ? [] : answer;
  if (answer instanceof Error) say('crash', '', 0, answer.message);

  const faults = lines.filter((l) => l.fault !== undefined).map((l) => String(l.fault));
  if (header.fault && !faults.includes(header.fault)) say('fault', '', 0, `${header.fault} expected, ${faults.join() || 'none'} named`);
  if (!header.fault && faults.length > 0) say('fault', '', 0, `${faults.join()} named, but the file can be read`);

  // where the file has one sheet, its name is not the point (text has none)
  const spoken = new Set(lines.flatMap((l) => (l.sheet === undefined ? [] : [l.sheet])));
  const only = header.sheets.length === 1 && spoken.size <= 1 ? header.sheets[0]!.name : undefined;
  const nameOf = (line: AnswerLine): string => only ?? line.sheet ?? '';

  for (const sheet of header.sheets) {
    const found = lines.filter((l) => l.finding !== undefined && nameOf(l) === sheet.name).map((l) => l.finding!);
    for (const f of sheet.findings ?? []) if (!found.includes(f)) say('finding', sheet.name, 0, `${f} not found`);
    for (const f of found) if (!sheet.findings?.some((e) => e === f)) say('finding', sheet.name, 0, `${f} found where it is not`);
  }

  const answered = new Map<string, AnswerLine[]>();
  let count = 0;
  for (const line of lines) {
    if (line.fault !== undefined || line.finding !== undefined) continue;
    count++;
    if (!Number.isInteger(line.row) || !verdicts.some((v) => v === line.verdict)) {
      say('invented', nameOf(line), 0, `a line without row or verdict: ${JSON.stringify(line).slice(0, 80)}`);
      continue;
    }
    const key = `${nameOf(line)}\n${line.row}`;
    answered.set(key, [...(answered.get(key) ?? []), line]);
  }

  let right = 0;
  let arguable = 0;
  let balanced = !(answer instanceof Error);
  for (const row of expected) {
    const key = `${row.sheet}\n${row.row}`;
    // several people in one row: from left to right
    const line = answered.get(key)?.shift();
    const before = differences.length;
    const tell = (kind: DifferenceKind, what: string) => say(kind, row.sheet, row.row, what, row.arguable === true);
    const cell = `${row.verdict}>${line?.verdict ?? 'lost'}`;
    confusion[cell] = (confusion[cell] ?? 0) + 1;
    if (!line) {
      balanced = false;
      tell('lost', `${row.verdict} expected`);
    } else {
      if (line.verdict !== row.verdict) tell('verdict', `${row.verdict} expected, ${line.verdict} answered`);
      if (!sameReasons(row.reasons, line.reasons ?? [], row.verdict))
        tell('reasons', `${row.reasons.join() || 'none'} expected, ${(line.reasons ?? []).join() || 'none'} answered`);
      for (const [field, value] of Object.entries(row.values)) {
        const given = line.values?.[field];
        if (!isCore(field) && isNothing(given)) continue;
        if (value === null) {
          if (isGuessed(field, given)) tell('guessed', `${field}: ${JSON.stringify(given)} for what the file does not hold`);
        } else if (!sameValue(field, value, given))
          tell('value', `${field}: ${JSON.stringify(value)} expected, ${JSON.stringify(given ?? null)} answered`);
      }
    }
    const wrong = differences.length > before;
    if (!wrong) right++;
    else if (row.arguable && line) arguable++;
    for (const trouble of row.troubles ?? []) {
      byTrouble[trouble] ??= { right: 0, of: 0 };
      byTrouble[trouble].of++;
      if (!wrong) byTrouble[trouble].right++;
    }
    if (line && row.verdict !== 'not-a-row' && repairedFields(line.repairs ?? []).join() !== [...row.repairs].join())
      tell('repair', `${row.repairs.join() || 'none'} expected, ${repairedFields(line.repairs ?? []).join() || 'none'} answered`);
  }
  for (const [key, left] of answered)
    for (const line of left) {
      // a blank row may be told as one; anything else was made up
      const blank = line.verdict === 'not-a-row' && !expected.some((e) => `${e.sheet}\n${e.row}` === key);
      if (blank) continue;
      balanced = false;
      say('invented', key.split('\n')[0]!, line.row!, `${line.verdict} answered where nothing more is`);
    }

  return {
    file,
    rows: expected.length,
    lines: count,
    balanced,
    right,
    arguable,
    perfect: differences.every((d) => d.kind === 'repair'),
    differences,
    confusion,
    byTrouble,
  };
};

export interface Total {
  readonly files: number;
  readonly perfectFiles: number;
  readonly unbalanced: readonly string[];
  readonly rows: number;
  readonly right: number;
  readonly arguable: number;
  /** right ÷ rows: the figure to quote. */
  readonly strict: number;
  /** The same where rows that rest on the kit's own decisions are left out when they differ. */
  readonly lenient: number;
  readonly kinds: Readonly<Record<string, number>>;
  readonly confusion: Readonly<Record<string, number>>;
  readonly byTrouble: Readonly<Record<string, Count>>;
}

export const totalOf = (scores: readonly FileScore[]): Total => {
  const sum = (of: (score: FileScore) => number): number => scores.reduce((all, s) => all + of(s), 0);
  const kinds: Record<string, number> = {};
  const confusion: Record<string, number> = {};
  const byTrouble: Record<string, { right: number; of: number }> = {};
  for (const score of scores) {
    for (const { kind } of score.differences) kinds[kind] = (kinds[kind] ?? 0) + 1;
    for (const [cell, n] of Object.entries(score.confusion)) confusion[cell] = (confusion[cell] ?? 0) + n;
    for (const [trouble, { right, of }] of Object.entries(score.byTrouble)) {
      byTrouble[trouble] ??= { right: 0, of: 0 };
      byTrouble[trouble].right += right;
      byTrouble[trouble].of += of;
    }
  }
  const [rows, right, arguable] = [sum((s) => s.rows), sum((s) => s.right), sum((s) => s.arguable)];
  return {
    files: scores.length,
    perfectFiles: scores.filter((s) => s.perfect).length,
    unbalanced: scores.filter((s) => !s.balanced).map((s) => s.file),
    rows,
    right,
    arguable,
    strict: rows === 0 ? 1 : right / rows,
    lenient: rows === arguable ? 1 : right / (rows - arguable),
    kinds,
    confusion,
    byTrouble,
  };
};
