// A line of a list and the person it speaks of: kept for every row that was written, with the columns nobody knows.
import { sql } from 'kysely';
import { type ApplyContext, batchesOfSameFile } from '#capabilities/rosters/server/service.ts';
import { insertMany } from '#platform/server/bulkWrite.ts';
import type { Keys } from '#platform/server/keys.ts';
import type { PersonRow } from './shapes.ts';

/** Identity numbers, bank cards, telephones: seven digits in a row, however they are set apart. */
export const isSecret = (value: string): boolean => /\d{7}/.test(value.normalize('NFKC').replace(/[\s\-‐–—·./_,、]/g, ''));

export const splitExtra = (
  keys: Keys,
  extra: Readonly<Record<string, string>>,
): { clear: Record<string, string>; sealed: Buffer | null } => {
  const entries = Object.entries(extra);
  const secret = entries.filter(([header, value]) => isSecret(value) || isSecret(header));
  if (!secret.length) return { clear: extra, sealed: null };
  const hidden = new Set(secret.map(([header]) => header));
  return {
    clear: Object.fromEntries(entries.filter(([header]) => !hidden.has(header))),
    sealed: keys.seal(JSON.stringify(Object.fromEntries(secret))),
  };
};

const placeKey = (r: { readonly sheet: number; readonly row: number; readonly side: number }): string => `${r.sheet}!${r.row}.${r.side}`;

/** Lines of the very same file that stand already, and about whom. */
const saidBefore = async ({ db, batch }: ApplyContext, rows: readonly PersonRow[]): Promise<ReadonlyMap<string, string>> => {
  const batches = await batchesOfSameFile(db, batch);
  if (!batches.length) return new Map();
  const { rows: found } = await sql<{ workerId: string; sheet: number; row: number; side: number }>`
    select s.worker_id, s.sheet, s.row, s.side
    from unnest(${rows.map((r) => r.row.sheet)}::int2[], ${rows.map((r) => r.row.row)}::int4[], ${rows.map((r) => r.row.side)}::int2[]) p (sheet, row, side)
      join worker_source s on s.batch_id = any(${batches}::uuid[]) and s.sheet = p.sheet and s.row = p.row and s.side = p.side and s.undone is null`.execute(
    db,
  );
  return new Map(found.map((f) => [placeKey(f), f.workerId]));
};

/** The same line of the same file that says nothing new is not kept twice. */
export const writeSources = async (context: ApplyContext, rows: readonly PersonRow[]): Promise<void> => {
  const { db, services, batch } = context;
  const before = await saidBefore(context, rows);
  const kept = rows.filter(
    ({ row, resolution }) => resolution.outcome !== 'unchanged' || before.get(placeKey(row)) !== resolution.plan.workerId,
  );
  await insertMany(
    db,
    {
      table: 'worker_source',
      columns: {
        worker_id: 'uuid',
        batch_id: 'uuid',
        sheet: 'int2',
        row: 'int4',
        side: 'int2',
        outcome: 'text',
        observed_on: 'date',
        extra: 'jsonb',
        extra_sealed: 'bytea',
      },
    },
    kept.map(({ row, resolution }) => {
      const { clear, sealed } = splitExtra(services.keys, row.extra);
      return [resolution.plan.workerId, batch.id, row.sheet, row.row, row.side, resolution.outcome, batch.observedOn, clear, sealed];
    }),
  );
};
