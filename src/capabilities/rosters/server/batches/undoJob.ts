// Taking a batch back: what its rows wrote, chunk by chunk, exactly to what was before; a row that something newer rests on stays and says so.
import { sql } from 'kysely';
import { addSubjects, writeAudit } from '#platform/server/audit.ts';
import { defineJob, type JobContext } from '#platform/server/jobs.ts';
import type { Text } from '#standards/text.ts';
import type { AnyApplier, RowPlace, Subject, Undone } from '../applying.ts';
import { orFailed, ownerNow, type Reached, setBatch, takeBatch, WRITES } from './batchRow.ts';
import { keepUndone } from './batchRows.ts';
import { newPace, rateNote } from './chunks.ts';
import type { RostersParts } from './parts.ts';

interface UndoPlace {
  readonly applier: number;
  readonly after: RowPlace | null;
  readonly undone: number;
  /** What this pass did so far. A row may rest on a later one of the same batch: passes go on until one takes nothing back; the last one keeps its sentences. */
  readonly pass: { readonly undone: number; readonly kept: number; readonly last: boolean };
}
/** Subjects of the audit by statement. */
const AUDITED = 10_000;
const FIRST = { undone: 0, kept: 0, last: false };

export const newUndoJob = (parts: RostersParts) =>
  defineJob<{ readonly batchId: string }, UndoPlace>({
    kind: 'rosters.undo',
    subject: ({ batchId }) => ({ kind: 'batch', id: batchId }),
    summary: { zh: '撤销表格', en: 'Undo a spreadsheet' },
    run: (context, { batchId }) => orFailed(context, batchId, 'undoing', () => run(parts, context, batchId)),
  });

const run = async (parts: RostersParts, context: JobContext<UndoPlace>, batchId: string): Promise<unknown> => {
  const { services } = context;
  const batch = await takeBatch(context, batchId, 'undoing');
  const declared = new Set(batch.sheets.filter((s) => s.chosen).map((s) => s.declared));
  const declaredAt = new Map(batch.sheets.map((s) => [s.index, s.declared]));
  // what was written last is taken back first
  const appliers: readonly AnyApplier[] = parts.appliers.filter((a) => declared.has(a.sheet)).toReversed();
  const written: Reached = batch.reached ?? { sheet: -1, row: 0, side: 0, total: batch.counts.rows, auditId: null, seconds: 0 };
  const total = batch.counts.accepted + batch.counts.doubtful;
  const pace = newPace(services.store.kind, parts.chunkRows);
  let at: UndoPlace = written.undo ?? { applier: 0, after: null, undone: 0, pass: FIRST };
  let seen = at.undone;
  while (at.applier < appliers.length) {
    const applier = appliers[at.applier]!;
    const from = at;
    const left = await pace.timed(() =>
      context.step(
        async (db) => {
          const owner = await ownerNow(db, context, 'rosters.undo');
          const here = { db, services, owner, today: services.clock.today(), batch };
          const rows = await applier.writtenRows(here, from.after, pace.size());
          // two sheets of one file may keep their rows in one table: each goes back by its own
          const own = rows.filter((r) => declaredAt.get(r.sheet) === applier.sheet);
          // whoever may not have such rows written may not have them taken back either
          const may = owner.permissions.has(applier.can);
          const undone: readonly Undone[] = !own.length
            ? []
            : may
              ? await applier.undo(here, own)
              : own.map((place) => ({ ...placeOnly(place), state: 'kept', why: notYours }));
          const kept = undone.filter((u) => u.state === 'kept');
          if (from.pass.last) await keepUndone(db, services.keys, batch.id, kept);
          const n = undone.filter((u) => u.state === 'undone').length;
          const pass = { ...from.pass, undone: from.pass.undone + n, kept: from.pass.kept + kept.length };
          const next: UndoPlace = rows.length
            ? { ...from, after: placeOnly(rows.at(-1)!), undone: from.undone + n, pass }
            : afterApplier(from, appliers.length);
          await setBatch(db, context, batch, sql`reached = ${JSON.stringify({ ...written, undo: next })}::jsonb`);
          return { next, rows: rows.length };
        },
        ({ next, rows }) => ({
          checkpoint: next,
          progress: { done: Math.min(total, seen + rows), total, note: rateNote(pace.rate(seen + rows)) },
        }),
        WRITES,
      ),
    );
    at = left.next;
    seen += left.rows;
  }
  return context.step(
    async (db) => {
      const owner = await ownerNow(db, context, 'rosters.undo');
      await parts.desk.withdraw(db, services, batch.id);
      const { rows } = await sql<{
        n: number;
      }>`select count(*)::int as n from roster_row where batch_id = ${batch.id}::uuid and 'kept' = any(rules)`.execute(db);
      const kept = rows[0]!.n;
      const counts = { ...batch.counts, undone: at.undone, kept };
      await setBatch(
        db,
        context,
        batch,
        sql`state = 'undone', undone = clock_timestamp(), undone_by = ${owner.accountId}::uuid, counts = ${JSON.stringify(counts)}::jsonb, version = version + 1`,
      );
      const subjects = new Map<string, Subject>();
      for (const applier of appliers)
        for (const s of (await applier.undoneSubjects?.({ db, services, owner, today: services.clock.today(), batch })) ?? [])
          subjects.set(`${s.kind} ${s.id}`, s);
      const auditId = await writeAudit(
        db,
        owner,
        '',
        {
          action: 'rosters.undone',
          area: batch.area,
          subject: { kind: 'batch', id: batch.id },
          details: { number: batch.number, undone: at.undone, kept, subjects: subjects.size },
        },
        services.subscribers,
      );
      const named = [...subjects.values()];
      for (let from = 0; from < named.length; from += AUDITED) await addSubjects(db, auditId, named.slice(from, from + AUDITED));
      return { batchId, undone: at.undone, kept };
    },
    { progress: { done: total, total } },
    WRITES,
  );
};

const notYours: Text = {
  zh: '您的账号不能写入这种表，没有撤销；请能写入的账号来撤销',
  en: 'Your account may not have such rows written; not taken back',
};

/** The next applier; after the last one another pass, as long as one is of use. */
const afterApplier = (from: UndoPlace, appliers: number): UndoPlace => {
  const next = { ...from, applier: from.applier + 1, after: null };
  if (next.applier < appliers || from.pass.last) return next;
  if (from.pass.undone > 0) return { ...next, applier: 0, pass: FIRST };
  return from.pass.kept > 0 ? { ...next, applier: 0, pass: { ...FIRST, last: true } } : next;
};

const placeOnly = ({ sheet, row, side }: RowPlace): RowPlace => ({ sheet, row, side });
