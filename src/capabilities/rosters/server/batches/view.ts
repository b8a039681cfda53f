// A batch as somebody sees it: under their own row-level security, with what they may do with it now.
import { type SelectQueryBuilder, sql } from 'kysely';
import { areaOf, covers } from '#capabilities/access/rules.ts';
import { accountNames, areasHeldBy } from '#capabilities/access/server/service.ts';
import { notFound } from '#platform/problem.ts';
import type { Actor } from '#platform/server/actor.ts';
import type { Call } from '#platform/server/http.ts';
import type { Services } from '#platform/server/services.ts';
import type { Db } from '#platform/server/store.ts';
import { loadDivisions } from '#standards/divisions/server/loadDivisions.ts';
import type { Text } from '#standards/text.ts';
import type { Batch, BatchCounts, BatchLine, BatchSheet, BatchState } from '../../contractShapes.ts';
import { nameOfRule, numberedName } from '../../rulesRuleNames.ts';
import type { Finding } from '../../rulesValue.ts';
import type { Reached } from './batchRow.ts';
import type { RostersParts } from './parts.ts';
import { noCounts } from './resolving.ts';

/**
 * A job that was ended from outside, or given up after too many faults, cannot say so in its batch: then the job's end is the batch's. Both tables are
 * asked at once, so a list filters on what it shows.
 */
export const stateNow = sql<BatchState>`case when b.state in ('reading', 'writing', 'undoing') and coalesce(j.state, 'failed') in ('failed', 'cancelled')
  then coalesce(j.state, 'failed') else b.state end`;

export const batches = (db: Db) =>
  db
    .selectFrom('rosterBatch as b')
    .innerJoin('file as f', 'f.id', 'b.fileId')
    .leftJoin('job as j', 'j.id', 'b.jobId')
    .selectAll('b')
    .select(['f.name as fileName', 'f.size as fileSize', 'j.error as jobError', 'j.createdBy as jobBy', 'j.created as jobAt'])
    .select(stateNow.as('now'));
type QueryOf<T> = T extends SelectQueryBuilder<infer _D, infer _T, infer Row> ? Row : never;
export type BatchView = QueryOf<ReturnType<typeof batches>>;

export const getBatch = async (db: Db, id: string): Promise<BatchView> => {
  const row = await batches(db).where('b.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  return row;
};

export const areaName = (code: string): string => loadDivisions().shortFullName(code) ?? code;

const within = (actor: Actor, area: string): boolean => actor.areas.some((a) => area >= a.from && area <= a.to);
/** As the policy of the database says it. */
export const mayChange = (actor: Actor, row: Pick<BatchView, 'createdBy' | 'area'>): boolean =>
  actor.viewedBy === null && ((actor.accountId !== null && row.createdBy === actor.accountId) || within(actor, row.area));

/**
 * Whole numbers of people stand in the file and in what comes back of it, and a list may hold people of anywhere its sender works, whatever area it was
 * handed in for: they are for the sender, and for offices that hold all of the sender's areas.
 */
export const mayHaveFile = async (db: Db, actor: Actor, row: Pick<BatchView, 'createdBy' | 'area'>): Promise<boolean> => {
  if (!mayChange(actor, row)) return false;
  if (row.createdBy === null || row.createdBy === actor.accountId) return true;
  const theirs = await areasHeldBy(db, row.createdBy);
  return theirs.length > 0 && theirs.every((code) => actor.areas.some((a) => covers(a, areaOf(code))));
};

const reachedOf = (row: Pick<BatchView, 'reached'>): Reached | null => row.reached as unknown as Reached | null;
/** Rows were written, and nothing of it taken back yet: writing may go on from there. */
export const isHalfWritten = (row: Pick<BatchView, 'now' | 'reached'>): boolean =>
  (row.now === 'cancelled' || row.now === 'failed') && reachedOf(row) !== null && reachedOf(row)!.undo === undefined;
const isHalfUndone = (row: Pick<BatchView, 'now' | 'reached'>): boolean =>
  (row.now === 'cancelled' || row.now === 'failed') && reachedOf(row)?.undo !== undefined;
export const canMap = (row: Pick<BatchView, 'now' | 'reached' | 'sheets'>): boolean =>
  row.now === 'asks' || row.now === 'judged' || (row.now === 'failed' && row.reached === null && (row.sheets as unknown[]).length > 0);
export const canCommit = (row: Pick<BatchView, 'now' | 'reached'>): boolean => row.now === 'judged' || isHalfWritten(row);
export const canUndo = (row: Pick<BatchView, 'now' | 'reached'>): boolean =>
  row.now === 'written' || isHalfWritten(row) || isHalfUndone(row);
export const canCancel = (row: Pick<BatchView, 'now'>): boolean => ['reading', 'asks', 'judged', 'writing', 'undoing'].includes(row.now);

export const countsOf = (row: Pick<BatchView, 'counts'>): BatchCounts => ({ ...noCounts(), ...(row.counts as unknown as BatchCounts) });
export const sheetsOf = (row: Pick<BatchView, 'sheets'>): BatchSheet[] => row.sheets as unknown as BatchSheet[];

export const linesOf = async (
  { db, services }: Pick<Call, 'db' | 'services'>,
  parts: RostersParts,
  rows: readonly BatchView[],
): Promise<BatchLine[]> => {
  const names = await accountNames(
    db,
    rows.flatMap((r) => r.createdBy ?? []),
  );
  const ids = [...new Set(rows.flatMap((r) => r.organisationId ?? []))];
  const organisations = ids.length ? await parts.organisations(db, ids) : new Map<string, { name: string }>();
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    fileName: services.keys.open(row.fileName),
    area: row.area,
    areaName: areaName(row.area),
    organisation: row.organisationId ? { id: row.organisationId, name: organisations.get(row.organisationId)?.name ?? '' } : null,
    state: row.now,
    declared: [...new Set(sheetsOf(row).flatMap((s) => (s.chosen ? (s.declared ?? []) : [])))],
    counts: countsOf(row),
    created: row.created,
    by: (row.createdBy && names.get(row.createdBy)) || '',
    written: row.written,
    undone: row.undone,
  }));
};

const problemOf = (row: BatchView): Batch['problem'] => {
  if (row.problem) return row.problem as unknown as Batch['problem'];
  return row.now === 'failed' && row.jobError ? (row.jobError as unknown as Batch['problem']) : null;
};

/** `[sheet][table][column]`: sample values, masked. */
const openSamples = ({ keys }: Pick<Services, 'keys'>, row: BatchView): string[][][][] =>
  row.samplesSealed ? (JSON.parse(keys.open(row.samplesSealed)) as string[][][][]) : [];

const findingOut = ({ rule, severity, fields, text, advice }: Finding) => ({
  rule,
  severity,
  fields: [...fields],
  text: text as Text,
  advice: advice ?? null,
});

export const batchOf = async (call: Pick<Call, 'db' | 'services' | 'actor'>, parts: RostersParts, row: BatchView): Promise<Batch> => {
  const { db, services, actor } = call;
  const [line] = await linesOf(call, parts, [row]);
  const samples = openSamples(services, row);
  const mine = mayChange(actor, row);
  const imports = mine && actor.permissions.has('rosters.import');
  const undoneBy = row.undoneBy ? (await accountNames(db, [row.undoneBy])).get(row.undoneBy) : undefined;
  return {
    ...line!,
    version: row.version,
    fileId: row.fileId,
    fileSize: row.fileSize,
    format: row.format,
    handedIn: row.handedIn,
    observedOn: row.observedOn,
    observedSaid: row.observedSaid,
    sheets: sheetsOf(row).map((s, i) => ({
      ...s,
      tables: s.tables.map((t, j) => ({
        ...t,
        columns: t.columns.map((c, k) => ({ ...c, samples: samples[i]?.[j]?.[k] ?? [] })),
      })),
    })),
    ruleNames: Object.fromEntries(
      Object.keys(line!.counts.byRule).map((rule) => [rule, numberedName(rule, nameOfRule(parts.ruleNames, rule))]),
    ),
    report: (row.report as unknown as Finding[]).map(findingOut),
    problem: problemOf(row),
    jobId: row.jobId,
    seconds: row.seconds === null ? null : Number(row.seconds),
    undoneBy: undoneBy ?? null,
    may: {
      map: imports && canMap(row),
      commit: imports && canCommit(row),
      undo: mine && actor.permissions.has('rosters.undo') && canUndo(row),
      cancel: imports && canCancel(row),
      file: mine && (await mayHaveFile(call.db, actor, row)),
    },
  };
};
