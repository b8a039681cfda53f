// One chunk of rows against the register: what each would do, and how it is counted. Reads only; runs inside the chunk's transaction.
import type { Actor } from '#platform/server/actor.ts';
import type { Services } from '#platform/server/services.ts';
import type { Db } from '#platform/server/store.ts';
import type { Day } from '#standards/calendar/calendar.ts';
import type { BatchCounts } from '../../contractShapes.ts';
import type { CheckedSheet } from '../../rulesSheet.ts';
import type { Finding } from '../../rulesValue.ts';
import { type RowVerdict, verdictOf } from '../../rulesVerdict.ts';
import type { AnyApplier, ApplyContext, BatchFacts, Outcome, Resolution, RowPlace } from '../applying.ts';
import { fieldsOf } from '../chooseTables.ts';
import type { RowLine, SheetLine } from '../readRows.ts';

export interface JudgedRow {
  readonly line: RowLine;
  readonly verdict: RowVerdict;
  readonly outcome: Outcome;
  /** Of the row, then of the register. */
  readonly findings: readonly Finding[];
  /** Null where nobody writes such rows, or the row was refused before. */
  readonly resolution: Resolution | null;
}

export interface RowsContext {
  readonly db: Db;
  readonly services: Services;
  readonly owner: Actor;
  readonly today: Day;
  readonly batch: BatchFacts;
}

export const applyContext = (context: RowsContext, fields: ReadonlySet<string>): ApplyContext => ({ ...context, fields });

/** Fields with a column, by side. */
export const fieldsBySide = (sheet: CheckedSheet, line: SheetLine): readonly ReadonlySet<string>[] =>
  line.tables.map(({ mapping }) => (mapping ? fieldsOf(sheet, mapping) : new Set<string>()));

const refusedBefore = (line: RowLine): JudgedRow => ({
  line,
  verdict: 'refused',
  outcome: 'refused',
  findings: line.findings,
  resolution: null,
});

const judgedBy = (line: RowLine, resolution: Resolution): JudgedRow => {
  const findings = resolution.findings.length ? [...line.findings, ...resolution.findings] : line.findings;
  const verdict = resolution.outcome === 'refused' ? 'refused' : verdictOf(findings);
  return { line, verdict, outcome: verdict === 'refused' ? 'refused' : resolution.outcome, findings, resolution };
};

/** Rows of one sheet in the order given; those that are none must be left out before. `applier` null: a trial, nothing would be written. */
export const judgeRows = async (
  context: RowsContext,
  applier: AnyApplier | null,
  fields: readonly ReadonlySet<string>[],
  lines: readonly RowLine[],
): Promise<JudgedRow[]> => {
  const judged = new Map<RowLine, JudgedRow>();
  const bySide = new Map<number, RowLine[]>();
  for (const line of lines) {
    if (line.verdict === 'refused') judged.set(line, refusedBefore(line));
    else if (!applier)
      judged.set(line, {
        line,
        verdict: line.verdict as RowVerdict,
        outcome: 'unchanged',
        findings: line.findings,
        resolution: null,
      });
    else {
      const side = bySide.get(line.place.side);
      if (side) side.push(line);
      else bySide.set(line.place.side, [line]);
    }
  }
  for (const [side, rows] of bySide) {
    const resolved = await applier!.resolve(applyContext(context, fields[side]!), rows.map(rowIn));
    if (resolved.length !== rows.length)
      throw new Error(`the applier of ${applier!.sheet} resolved ${resolved.length} of ${rows.length} rows`);
    for (const [i, line] of rows.entries()) judged.set(line, judgedBy(line, resolved[i]!));
  }
  return lines.map((line) => judged.get(line)!);
};

export const rowIn = (line: RowLine) => ({
  sheet: line.place.sheet,
  row: line.place.row,
  side: line.place.side,
  values: line.values,
  verdict: line.verdict as RowVerdict,
  findings: line.findings,
  extra: line.extra,
});

// Counting --------------------------------------------------------------------------------------------------------------------------

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
export type Counts = Mutable<BatchCounts>;
export const noCounts = (): Counts => ({
  rows: 0,
  accepted: 0,
  doubtful: 0,
  refused: 0,
  notRows: 0,
  new: 0,
  changed: 0,
  unchanged: 0,
  repaired: 0,
  byRule: {},
  undone: 0,
  kept: 0,
});

/** What is counted with these rows; the old counts stay as they are until the transaction has committed. */
export const counted = (before: BatchCounts, lines: readonly RowLine[], judged: readonly JudgedRow[]): Counts => {
  const counts: Counts = { ...before, byRule: { ...before.byRule } };
  counts.rows += lines.length;
  counts.notRows += lines.length - judged.length;
  for (const { line, verdict, outcome, findings } of judged) {
    counts[verdict]++;
    if (outcome !== 'refused') counts[outcome]++;
    if (line.repairs.length) counts.repaired++;
    if (!findings.length) continue;
    for (const rule of new Set(findings.filter((f) => f.severity !== 'hint').map((f) => f.rule)))
      counts.byRule[rule] = (counts.byRule[rule] ?? 0) + 1;
  }
  return counts;
};

/** A row lost or counted twice is a fault of ours and never passes in silence. */
export const assertBalanced = (c: BatchCounts): void => {
  if (c.rows !== c.accepted + c.doubtful + c.refused + c.notRows || c.accepted + c.doubtful !== c.new + c.changed + c.unchanged)
    throw new Error(`a batch does not balance: ${JSON.stringify({ ...c, byRule: undefined })}`);
};

export const placeOf = ({ sheet, row, side }: RowPlace): RowPlace => ({ sheet, row, side });
