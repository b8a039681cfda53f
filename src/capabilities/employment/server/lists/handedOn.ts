// Rows about people who are none of the owner's: on record per batch, so that whoever tries numbers out with lists does not stay unseen. How many of them
// there are is not told, not even here.
import { sql } from 'kysely';
import type { ApplyContext } from '#capabilities/rosters/server/service.ts';
import { writeAudit } from '#platform/server/audit.ts';

export const noteHandedOn = async ({ db, owner, batch, services }: ApplyContext, rows: number): Promise<void> => {
  if (rows === 0) return;
  const { rows: told } =
    await sql`select from audit where subject_kind = 'batch' and subject_id = ${batch.id} and action = 'employment.handedOn' limit 1`.execute(
      db,
    );
  if (told.length) return;
  await writeAudit(
    db,
    owner,
    '',
    { action: 'employment.handedOn', area: batch.area, subject: { kind: 'batch', id: batch.id }, details: { number: batch.number } },
    services.subscribers,
  );
};
