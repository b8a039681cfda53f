// What was said, kept; and the mark that follows from it. Everything that writes a mark comes through here.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '#platform/server/store.ts';
import { insertVersions, supersedeMany, withdrawMany } from '#platform/server/versionsMany.ts';
import { type How, type Mark, type Says, standingOf } from '../../rules.ts';

export interface Pair {
  readonly lessonId: string;
  readonly classId: string;
  readonly workerId: string;
}
export interface Said extends Pair {
  readonly id: string;
  readonly says: Says;
  readonly missed: number | null;
  readonly how: How;
  /** Milliseconds: by the device's clock, and as it was. */
  readonly deviceAt: number;
  readonly at: number;
  readonly behind: number;
  readonly clock: 'right' | 'wrong' | 'changed';
  readonly device: string;
  readonly reason: string;
  readonly sourceRef: string;
  readonly givenBy: string | null;
  readonly givenName: string;
}
export interface MarkRow extends Pair {
  readonly id: string;
  readonly says: Mark;
  readonly missed: number | null;
  readonly how: How;
  readonly at: string;
  readonly sentId: string;
  readonly recorded: string;
}

/** One mark for a trainee in a lesson, whoever writes it first: its id follows from the two. */
export const markIdOf = (lessonId: string, workerId: string): string => {
  const h = createHash('sha256').update(`mark ${lessonId} ${workerId}`).digest('hex');
  const variant = ((Number.parseInt(h[16]!, 16) & 3) | 8).toString(16);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-8${h.slice(13, 16)}-${variant}${h.slice(17, 20)}-${h.slice(20, 32)}`;
};
/** Until the transaction ends nobody else writes marks of these classes: what was said is read, folded and written as one. In one order. */
export const lockRolls = async (db: Db, classIds: readonly string[]): Promise<void> => {
  for (const id of [...new Set(classIds)].sort())
    await sql`select pg_advisory_xact_lock(hashtextextended(${`roll ${id}`}, 71))`.execute(db);
};

const iso = (ms: number): string => new Date(ms).toISOString();
/** Keeps what was said; returns the ids that were new. One that came before is left as it is. */
export const keepSaid = async (db: Db, said: readonly Said[]): Promise<ReadonlySet<string>> => {
  if (!said.length) return new Set();
  const column = <K extends keyof Said>(key: K) => said.map((s) => s[key]);
  const { rows } = await sql<{ id: string }>`
    insert into training_mark_sent (id, lesson_id, class_id, worker_id, says, missed, how, device_at, at, skew_ms, clock, device, reason, source_ref, given_by, given_name)
    select * from unnest(${column('id')}::uuid[], ${column('lessonId')}::uuid[], ${column('classId')}::uuid[], ${column('workerId')}::uuid[],
      ${column('says')}::text[], ${column('missed')}::smallint[], ${column('how')}::text[], ${said.map((s) => iso(s.deviceAt))}::timestamptz[],
      ${said.map((s) => iso(s.at))}::timestamptz[], ${column('behind')}::bigint[], ${column('clock')}::text[], ${column('device')}::text[],
      ${column('reason')}::text[], ${column('sourceRef')}::text[], ${column('givenBy')}::uuid[], ${column('givenName')}::text[])
    on conflict (id) do nothing returning id`.execute(db);
  return new Set(rows.map((r) => r.id));
};

interface Kept extends Pair {
  readonly id: string;
  readonly says: Says;
  readonly missed: number | null;
  readonly how: How;
  readonly at: string;
  readonly reason: string;
  readonly givenBy: string | null;
  readonly givenName: string;
}
const keyOf = (p: Pick<Pair, 'lessonId' | 'workerId'>): string => `${p.lessonId} ${p.workerId}`;
const onPairs = (pairs: readonly Pair[]) => ({
  lessons: [...new Set(pairs.map((p) => p.lessonId))],
  workers: [...new Set(pairs.map((p) => p.workerId))],
});
export const marksOf = async (db: Db, pairs: readonly Pair[]): Promise<ReadonlyMap<string, MarkRow>> => {
  if (!pairs.length) return new Map();
  const { lessons, workers } = onPairs(pairs);
  const { rows } = await sql<MarkRow>`select id, lesson_id, class_id, worker_id, says, missed, how, at, sent_id, recorded from training_mark
    where superseded = 'infinity' and lesson_id = any (${lessons}::uuid[]) and worker_id = any (${workers}::uuid[])`.execute(db);
  return new Map(rows.map((r) => [keyOf(r), r]));
};
export const markAt = (marks: ReadonlyMap<string, MarkRow>, p: Pick<Pair, 'lessonId' | 'workerId'>): MarkRow | undefined =>
  marks.get(keyOf(p));

/** The marks of these pairs, as they follow from all that was said and not undone. Under lockRolls. Returns those that changed. */
export const refold = async (db: Db, touched: readonly Pair[]): Promise<number> => {
  const pairs = [...new Map(touched.map((p) => [keyOf(p), p])).values()];
  if (!pairs.length) return 0;
  const { lessons, workers } = onPairs(pairs);
  const { rows } =
    await sql<Kept>`select id, lesson_id, class_id, worker_id, says, missed, how, at, reason, given_by, given_name from training_mark_sent
    where lesson_id = any (${lessons}::uuid[]) and worker_id = any (${workers}::uuid[]) and undone is null`.execute(db);
  const said = Map.groupBy(rows, keyOf);
  const current = await marksOf(db, pairs);
  const fresh: Record<string, unknown>[] = [];
  const changed: { id: string; changes: Record<string, unknown> }[] = [];
  const gone: string[] = [];
  for (const p of pairs) {
    const stands = standingOf(said.get(keyOf(p)) ?? []);
    const had = current.get(keyOf(p));
    if (!stands) {
      if (had) gone.push(had.id);
      continue;
    }
    if (had?.sentId === stands.id) continue;
    const values = {
      says: stands.says,
      missed: stands.missed,
      how: stands.how,
      at: stands.at,
      sent_id: stands.id,
      reason: stands.reason,
      recorded_by: stands.givenBy,
      recorded_name: stands.givenName,
    };
    if (had) changed.push({ id: had.id, changes: values });
    else fresh.push({ id: markIdOf(p.lessonId, p.workerId), lesson_id: p.lessonId, class_id: p.classId, worker_id: p.workerId, ...values });
  }
  if (gone.length) await withdrawMany(db, 'training_mark', 'id', gone);
  if (changed.length) await supersedeMany(db, 'training_mark', 'id', changed);
  if (fresh.length) await insertVersions(db, 'training_mark', fresh);
  return gone.length + changed.length + fresh.length;
};
