// What somebody does with a batch: correct its columns, submit it, take it back, give it up. The work itself is the jobs'.
import { sql } from 'kysely';
import { accountNames } from '#capabilities/access/server/service.ts';
import type { Parsed } from '#platform/contract.ts';
import { changed, notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { type JobKind, requestCancel, startJob } from '#platform/server/jobs.ts';
import type { cancelBatch, commitBatch, mapBatch, undoBatch } from '../../contractBatches.ts';
import {
  type Batch,
  type BatchSheet,
  batchStateTexts,
  fieldTwice,
  keyMissing,
  noRows,
  notNow,
  sheetNotYours,
} from '../../contractShapes.ts';
import type { CheckedSheet } from '../../rulesSheet.ts';
import type { JudgeIn } from './judgeJob.ts';
import { applierOf, type RostersParts } from './parts.ts';
import { mappingOwner } from './reading.ts';
import {
  type BatchView,
  batchOf,
  canCancel,
  canCommit,
  canMap,
  canUndo,
  countsOf,
  getBatch,
  isHalfWritten,
  mayChange,
  sheetsOf,
} from './view.ts';

const refuseNow = (row: BatchView) => {
  const { zh, en } = batchStateTexts[row.now];
  return notNow({ state: zh, stateEn: en });
};

/** The batch as it was on the screen; whoever came first is told by name. */
const unchanged = async ({ db, actor }: Call, id: string, version: number | null): Promise<BatchView> => {
  const row = await getBatch(db, id);
  if (!mayChange(actor, row)) throw notFound();
  if (version === null || row.version === version) return row;
  const by = row.jobBy ?? row.createdBy;
  throw changed({
    by: (by && (await accountNames(db, [by])).get(by)) || '—',
    at: row.jobAt ?? row.created,
    current: { version: row.version },
  });
};

/** Nobody else moved it between the look and now: the version is asked again where it is written. */
const move = async (call: Call, row: BatchView, set: ReturnType<typeof sql>): Promise<void> => {
  const { rows } = await sql`update roster_batch set ${set}, problem = null, version = version + 1
    where id = ${row.id}::uuid and version = ${row.version} returning 1`.execute(call.db);
  if (!rows.length) await unchanged(call, row.id, row.version + 1).then(() => Promise.reject(notFound()));
};

const told = async (call: Call, row: BatchView, parts: RostersParts): Promise<Batch> => {
  call.note({ area: row.area, subject: { kind: 'batch', id: row.id }, details: { number: row.number } });
  return batchOf(call, parts, await getBatch(call.db, row.id));
};

type SaidIn = Parsed<typeof mapBatch>['sheets'][number];

const mapped = (sheet: BatchSheet, said: SaidIn, declared: CheckedSheet | undefined): BatchSheet => ({
  ...sheet,
  chosen: said.chosen && declared !== undefined,
  declared: declared?.id ?? null,
  tables: sheet.tables.map((table, t) => {
    const one = said.tables[t];
    return {
      ...table,
      chosen: declared !== undefined && (one?.chosen ?? false),
      columns: table.columns.map((c, i) => {
        const field = declared ? (one?.fields[i] ?? null) : null;
        return { ...c, field: declared?.fields.some((f) => f.id === field) ? field : null };
      }),
    };
  }),
});

/** Each field once, and somebody to be told by. */
const check = (sheet: BatchSheet, declared: CheckedSheet): void => {
  for (const table of sheet.tables) {
    if (!table.chosen) continue;
    const seen = new Set<string>();
    for (const { field } of table.columns) {
      if (field === null) continue;
      const { text } = declared.fields.find((f) => f.id === field)!;
      if (seen.has(field)) throw fieldTwice({ field: text.zh, fieldEn: text.en });
      seen.add(field);
    }
    const keys = declared.fields.filter((f) => f.key !== undefined);
    if (keys.length && !keys.some((k) => seen.has(k.id)))
      throw keyMissing({ field: keys.map((k) => k.text.zh).join('”或“'), fieldEn: keys.map((k) => k.text.en).join('” or “') });
  }
};

export const map = async (call: Call, input: Parsed<typeof mapBatch>, parts: RostersParts, judge: JobKind<JudgeIn>): Promise<Batch> => {
  const { db, actor } = call;
  const row = await unchanged(call, input.id, input.version);
  if (!canMap(row)) throw refuseNow(row);
  const owner = mappingOwner(row);
  const remembered: [string, string, (string | null)[]][] = [];
  const sheets = sheetsOf(row).map((sheet) => {
    const said = input.sheets.find((s) => s.index === sheet.index);
    if (!said) return sheet;
    const declared = parts.sheets.find((s) => s.id === said.declared);
    const made = mapped(sheet, said, declared);
    if (!declared || !made.chosen) return made;
    check(made, declared);
    for (const table of made.tables) if (table.chosen) remembered.push([table.template, declared.id, table.columns.map((c) => c.field)]);
    return made;
  });
  for (const [template, sheet, columns] of remembered)
    await sql`insert into roster_mapping (template, owner, sheet, columns, saved_by)
      values (${template}, ${owner}, ${sheet}, ${JSON.stringify(columns)}::jsonb, ${actor.accountId}::uuid)
      on conflict (template, owner) do update set sheet = excluded.sheet, columns = excluded.columns, saved = clock_timestamp(), saved_by = excluded.saved_by`.execute(
      db,
    );
  const jobId = await startJob(call, judge, { batchId: row.id, said: true }, { area: row.area });
  await move(
    call,
    row,
    sql`state = 'reading', job_id = ${jobId}::uuid, sheets = ${JSON.stringify(sheets)}::jsonb, reached = null
      ${input.observedOn === undefined ? sql`` : sql`, observed_on = ${input.observedOn}::date, observed_said = true`}`,
  );
  return told(call, row, parts);
};

/** Sheets of the file whose rows this account may have written. */
const writable = ({ actor }: Pick<Call, 'actor'>, row: BatchView, parts: RostersParts) => {
  const chosen = sheetsOf(row).filter((s) => s.chosen && s.declared !== null);
  const yours = chosen.filter((s) => {
    const applier = applierOf(parts, s.declared);
    return applier !== null && actor.permissions.has(applier.can);
  });
  return { chosen, yours };
};

export const commit = async (
  call: Call,
  { id, version }: Parsed<typeof commitBatch>,
  parts: RostersParts,
  job: JobKind<{ batchId: string }>,
): Promise<Batch> => {
  const row = await unchanged(call, id, version);
  if (!canCommit(row)) throw refuseNow(row);
  const counts = countsOf(row);
  if (!isHalfWritten(row) && counts.accepted + counts.doubtful === 0) throw noRows();
  const { chosen, yours } = writable(call, row, parts);
  if (!yours.length) {
    const sheet = parts.sheets.find((s) => s.id === chosen[0]?.declared);
    throw sheetNotYours({ sheet: sheet?.text.zh ?? '', sheetEn: sheet?.text.en ?? '' });
  }
  const jobId = await startJob(call, job, { batchId: id }, { area: row.area });
  await move(call, row, sql`state = 'writing', job_id = ${jobId}::uuid`);
  return told(call, row, parts);
};

export const undo = async (
  call: Call,
  { id, version }: Parsed<typeof undoBatch>,
  parts: RostersParts,
  job: JobKind<{ batchId: string }>,
): Promise<Batch> => {
  const row = await unchanged(call, id, version);
  if (!canUndo(row)) throw refuseNow(row);
  const jobId = await startJob(call, job, { batchId: id }, { area: row.area });
  await move(call, row, sql`state = 'undoing', job_id = ${jobId}::uuid`);
  return told(call, row, parts);
};

/** What was written before stays written: the batch says how far, writing can go on, or it can be taken back. */
export const cancel = async (call: Call, { id }: Parsed<typeof cancelBatch>, parts: RostersParts): Promise<Batch> => {
  const row = await unchanged(call, id, null);
  if (!canCancel(row)) throw refuseNow(row);
  if (row.jobId) await requestCancel(call.db, row.jobId);
  // taken from the job in the same transaction: a chunk under way finds the batch no longer its own and is undone whole
  await move(call, row, sql`state = 'cancelled'`);
  call.afterCommit(() => call.services.jobs.wake());
  return told(call, row, parts);
};
