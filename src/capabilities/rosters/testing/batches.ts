// A batch as it stands after writing, for tests of what follows from it.
import { sql } from 'kysely';
import { newId } from '#platform/server/newId.ts';
import type { Services } from '#platform/server/services.ts';
import type { Db } from '#platform/server/store.ts';
import { ROSTER_FILE } from '../contractShapes.ts';
import type { Finding } from '../rulesValue.ts';

export const writtenBatch = async (
  db: Db,
  { keys, clock }: Pick<Services, 'keys' | 'clock'>,
  {
    area,
    by = null,
    report = [],
    name = '八月务工.xlsx',
  }: { area: string; by?: string | null; report?: readonly Finding[]; name?: string },
): Promise<string> => {
  const id = newId();
  const file = newId();
  const hash = id.replaceAll('-', '').padEnd(64, '0');
  await db
    .insertInto('file')
    .values({ id: file, hash, size: 1, type: 'xlsx', name: keys.seal(name), purpose: ROSTER_FILE, createdBy: by })
    .execute();
  await sql`insert into roster_batch (id, file_id, file_hash, area, handed_in, observed_on, state, report, counts, created_by, written)
    values (${id}::uuid, ${file}::uuid, ${hash}, ${area}, ${clock.today()}::date, ${clock.today()}::date, 'written', ${JSON.stringify(report)}::jsonb, '{}'::jsonb, ${by}::uuid, clock_timestamp())`.execute(
    db,
  );
  return id;
};
