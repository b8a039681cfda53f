// Writing the rows of a batch: the file is read again from where it is stored, and each chunk is resolved, written, told to the desk and checkpointed in one
// transaction. A process that is killed loses the chunk it was in and nothing else.
import { sql } from 'kysely';
import { holds } from '#capabilities/access/rules.ts';
import { addSubjects, tellSubscribers, writeAudit } from '#platform/server/audit.ts';
import { defineJob, type JobContext } from '#platform/server/jobs.ts';
import { keptStatistics } from '#platform/server/statistics.ts';
import type { Db } from '#platform/server/store.ts';
import type { BatchCounts } from '../../contractShapes.ts';
import type { CheckedSheet } from '../../rulesSheet.ts';
import type { AnyApplier, DeskEntry, Written } from '../applying.ts';
import { type RowLine, readFileRows, type SheetLine } from '../readRows.ts';
import { withBatchBook } from './batchBook.ts';
import { orFailed, ownerNow, type Reached, setBatch, takeBatch, WRITES } from './batchRow.ts';
import { forgetRows, isKept, type KeptRow, SAMPLE_ROWS, writeRows } from './batchRows.ts';
import { saidOf } from './batchSheets.ts';
import { ahead, type Chunk, inChunks, isAfter, newPace, rateNote } from './chunks.ts';
import { applierOf, type RostersParts } from './parts.ts';
import { readingOf } from './reading.ts';
import {
  applyContext,
  assertBalanced,
  counted,
  fieldsBySide,
  type JudgedRow,
  judgeRows,
  noCounts,
  type RowsContext,
  rowIn,
} from './resolving.ts';
import { detailer } from './rowDetail.ts';

interface Target {
  readonly declared: CheckedSheet;
  readonly applier: AnyApplier | null;
  readonly fields: readonly ReadonlySet<string>[];
  readonly detail: ReturnType<typeof detailer>;
}

const targetOf = (parts: RostersParts, line: SheetLine): Target | null => {
  const declared = parts.sheets.find((s) => s.id === line.declared);
  if (!declared) return null;
  return { declared, applier: applierOf(parts, declared.id), fields: fieldsBySide(declared, line), detail: detailer(declared, line) };
};

/** What a chunk wrote, by its rows. */
const write = async (
  context: RowsContext,
  { applier, fields }: Target,
  judged: readonly JudgedRow[],
): Promise<Map<RowLine, Written | null>> => {
  const written = new Map<RowLine, Written | null>();
  const bySide = new Map<number, JudgedRow[]>();
  for (const row of judged) {
    if (row.outcome === 'refused' || !row.resolution) continue;
    const side = row.line.place.side;
    bySide.set(side, [...(bySide.get(side) ?? []), row]);
  }
  for (const [side, rows] of bySide) {
    const made = await applier!.write(
      applyContext(context, fields[side]!),
      rows.map((r) => ({ row: { ...rowIn(r.line), verdict: r.verdict, findings: r.findings }, resolution: r.resolution! })),
    );
    if (made.length !== rows.length) throw new Error(`the applier of ${applier!.sheet} wrote ${made.length} of ${rows.length} rows`);
    for (const [i, row] of rows.entries()) written.set(row.line, made[i] ?? null);
  }
  return written;
};

/** Every written row speaks to the desk: with its doubts, or with none, which closes what such a list had raised before. */
const tellDesk = async (
  context: RowsContext,
  parts: RostersParts,
  { fields }: Target,
  judged: readonly JudgedRow[],
  written: ReadonlyMap<RowLine, Written | null>,
): Promise<void> => {
  const bySide = new Map<number, DeskEntry[]>();
  for (const { line, findings } of judged) {
    const subject = written.get(line)?.subject;
    if (subject?.kind !== 'worker') continue;
    const entries = bySide.get(line.place.side) ?? [];
    entries.push({ workerId: subject.id, home: subject.home, place: line.place, findings });
    bySide.set(line.place.side, entries);
  }
  const own = (home: string): boolean => context.owner.areas.some((a) => holds(a, home));
  for (const [side, entries] of bySide) {
    const { own: mine = [], away = [] } = Object.groupBy(entries, (e) => (own(e.home) ? 'own' : 'away'));
    await parts.desk.open(context.db, context.services, context.batch.id, mine, fields[side]);
    // a host may doubt; whether what the home area doubted is settled, is not the host's to say
    if (away.length) await parts.desk.open(context.db, context.services, context.batch.id, away);
  }
};

interface Left {
  readonly counts: BatchCounts;
  readonly reached: Reached;
  readonly samples: number;
}

export const newCommitJob = (parts: RostersParts) =>
  defineJob<{ readonly batchId: string }, { readonly sheet: number; readonly row: number; readonly side: number }>({
    kind: 'rosters.commit',
    subject: ({ batchId }) => ({ kind: 'batch', id: batchId }),
    summary: { zh: '写入表格', en: 'Write a spreadsheet' },
    run: (context, { batchId }) => orFailed(context, batchId, 'writing', () => run(parts, context, batchId)),
  });

const run = async (
  parts: RostersParts,
  context: JobContext<{ sheet: number; row: number; side: number }>,
  batchId: string,
): Promise<unknown> => {
  const { services } = context;
  const { keys, clock } = services;
  const batch = await takeBatch(context, batchId, 'writing');
  const began = performance.now();
  const before = batch.reached;
  const total = before?.total ?? batch.counts.rows;
  let left: Left = {
    counts: before ? batch.counts : noCounts(),
    reached: before ?? { sheet: -1, row: 0, side: 0, total, auditId: null, seconds: 0 },
    samples: before ? Math.min(SAMPLE_ROWS, batch.counts.accepted) : 0,
  };
  const seconds = (): number => (before?.seconds ?? 0) + (performance.now() - began) / 1000;
  const appliers = new Set<AnyApplier>();

  const chunkDone = async (db: Db, target: Target, chunk: Chunk, lines: readonly RowLine[]): Promise<Left> => {
    const { applier } = target;
    const owner = await ownerNow(db, context, 'rosters.import');
    const may = applier && owner.permissions.has(applier.can) ? applier : null;
    const here: RowsContext = { db, services, owner, today: clock.today(), batch };
    const rows = lines.filter((l) => l.verdict !== 'not-a-row');
    const judged = await judgeRows(here, may, target.fields, rows);
    const written = await write(here, target, judged);
    await tellDesk(here, parts, target, judged, written);
    let samples = left.samples;
    const kept: KeptRow[] = [];
    for (const row of judged) {
      const sample = row.verdict === 'accepted' && samples < SAMPLE_ROWS;
      if (sample) samples++;
      if (!sample && !isKept(row)) continue;
      const changes = row.outcome === 'changed' ? (row.resolution?.changes ?? []) : [];
      const subject = written.get(row.line)?.subject ?? row.resolution?.subject ?? null;
      kept.push({ row, subject, sample, detail: target.detail(row.line, row.findings, changes) });
    }
    await forgetRows(db, batch.id, left.reached, chunk.last);
    await writeRows(db, keys, batch.id, kept);
    const subjects = judged.flatMap((row) => {
      const subject = row.outcome === 'unchanged' ? undefined : written.get(row.line)?.subject;
      return subject ? [{ kind: subject.kind, id: subject.id }] : [];
    });
    let { auditId } = left.reached;
    if (subjects.length) {
      auditId ??= await writeAudit(db, owner, '', {
        action: 'rosters.written',
        area: batch.area,
        subject: { kind: 'batch', id: batch.id },
        details: { number: batch.number },
      });
      await addSubjects(db, auditId, subjects);
    }
    const counts = counted(left.counts, lines, judged);
    const reached: Reached = { ...chunk.last, total, auditId, seconds: seconds() };
    await setBatch(db, context, batch, sql`counts = ${JSON.stringify(counts)}::jsonb, reached = ${JSON.stringify(reached)}::jsonb`);
    return { counts, reached, samples };
  };

  await withBatchBook(services, parts, batch.fileHash, async (book) => {
    const pace = newPace(services.store.kind, parts.chunkRows);
    const reading = { ...readingOf(services, parts, batch), said: saidOf(batch.sheets) };
    const start = left.counts.rows;
    const statistics = keptStatistics(context);
    let target: Target | null = null;
    for await (const part of ahead(inChunks(readFileRows(book, reading), pace.size))) {
      await book.touch();
      if ('kind' in part) {
        target = part.chosen ? targetOf(parts, part) : null;
        if (target?.applier) appliers.add(target.applier);
        continue;
      }
      const lines = part.lines.filter((l) => isAfter(l.place, left.reached));
      const into = target;
      if (!lines.length || !into) continue;
      left = await pace.timed(() =>
        context.step(
          (db) => chunkDone(db, into, part, lines),
          ({ counts, reached: { sheet, row, side } }) => ({
            checkpoint: { sheet, row, side },
            progress: { done: counts.rows, total: Math.max(total, counts.rows), note: rateNote(pace.rate(counts.rows - start)) },
          }),
          WRITES,
        ),
      );
      await statistics();
    }
  });
  assertBalanced(left.counts);
  return context.step(
    async (db) => {
      const owner = await ownerNow(db, context, 'rosters.import');
      for (const applier of appliers)
        if (owner.permissions.has(applier.can)) await applier.after?.({ db, services, owner, today: clock.today(), batch });
      // also where nothing was new: the deed stands on record
      const auditId =
        left.reached.auditId ??
        (await writeAudit(db, owner, '', {
          action: 'rosters.written',
          area: batch.area,
          subject: { kind: 'batch', id: batch.id },
          details: { number: batch.number },
        }));
      await tellSubscribers(db, auditId, 'rosters.written', services.subscribers);
      const reached: Reached = { ...left.reached, auditId, seconds: seconds() };
      await setBatch(
        db,
        context,
        batch,
        sql`state = 'written', written = clock_timestamp(), counts = ${JSON.stringify(left.counts)}::jsonb, reached = ${JSON.stringify(reached)}::jsonb,
          seconds = ${seconds().toFixed(2)}::numeric, version = version + 1`,
      );
      const { rows, accepted, doubtful, refused } = left.counts;
      return {
        batchId,
        rows,
        accepted,
        doubtful,
        refused,
        new: left.counts.new,
        changed: left.counts.changed,
        unchanged: left.counts.unchanged,
      };
    },
    { progress: { done: left.counts.rows, total: left.counts.rows } },
    WRITES,
  );
};
