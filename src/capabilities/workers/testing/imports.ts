// Rows as the roster engine hands them over, and a batch to hand them over in: for tests of what writing, writing again and taking back do.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { ApplyContext, BatchFacts, RowPlace, SheetRowIn } from '#capabilities/rosters/server/service.ts';
import { newId } from '#platform/server/newId.ts';
import type { Services } from '#platform/server/services.ts';
import { resolvePeople } from '../server/import/resolvePeople.ts';
import type { PersonResolution } from '../server/import/shapes.ts';
import { undoPeople, writtenPeople } from '../server/import/undoPeople.ts';
import { writePeople } from '../server/import/writePeople.ts';

type Values = Readonly<Record<string, unknown>>;
/** Rows 2, 3, 4 … of the first sheet. */
export const rowsOf = (values: readonly Values[], extra: Readonly<Record<string, string>> = {}): SheetRowIn[] =>
  values.map((v, i) => ({ sheet: 0, row: i + 2, side: 0, values: v, verdict: 'accepted', findings: [], extra }));

let files = 0;
export interface BatchWanted {
  readonly area: string;
  readonly accountId: string;
  /** The same word, the same file. */
  readonly file?: string;
  readonly observedOn?: string;
}
export const makeBatch = async (services: Services, wanted: BatchWanted): Promise<BatchFacts> => {
  const today = services.clock.today();
  const fileHash = createHash('sha256')
    .update(wanted.file ?? `file ${++files}`)
    .digest('hex');
  const observedOn = wanted.observedOn ?? today;
  return services.store.transact({ role: 'system' }, async (db) => {
    const [id, fileId] = [newId(), newId()];
    await sql`insert into file (id, hash, size, type, name, purpose) values (${fileId}, ${fileHash}, 1, 'csv', ${services.keys.seal('花名册.xlsx')}, 'rosters.handIn')`.execute(
      db,
    );
    const { rows } = await sql<{ number: number }>`
      insert into roster_batch (id, file_id, file_hash, area, handed_in, observed_on, state, created_by)
      values (${id}, ${fileId}, ${fileHash}, ${wanted.area}, ${today}::date, ${observedOn}::date, 'written', ${wanted.accountId}) returning number`.execute(
      db,
    );
    return { id, number: rows[0]!.number, fileHash, area: wanted.area, organisationId: null, handedIn: today, observedOn };
  });
};

/** Runs as the engine does: as `system`, with the rights of the owner as they are now, a chunk a transaction. */
export const importing = (services: Services, accountId: string, batch: BatchFacts, rows: readonly SheetRowIn[], chunk = 500) => {
  const fields = new Set(rows.flatMap((r) => Object.keys(r.values)));
  const inChunk = <T>(work: (context: ApplyContext) => Promise<T>): Promise<T> =>
    services.store.transact({ role: 'system', writesFacts: true }, async (db) => {
      const owner = await services.actorFor(db, accountId, services.clock.now());
      return work({ db, services, owner, today: services.clock.today(), batch, fields });
    });
  return {
    judge: () => inChunk((context) => resolvePeople(context, rows)),
    async write(): Promise<PersonResolution[]> {
      const out: PersonResolution[] = [];
      for (let at = 0; at < rows.length; at += chunk)
        out.push(
          ...(await inChunk(async (context) => {
            const part = rows.slice(at, at + chunk);
            const resolutions = await resolvePeople(context, part);
            await writePeople(
              context,
              part.flatMap((row, i) => {
                const resolution = resolutions[i]!;
                return resolution.outcome === 'refused' ? [] : [{ row, resolution }];
              }),
            );
            return resolutions;
          })),
        );
      return out;
    },
    async undo() {
      const out = [];
      for (let after: RowPlace | null = null; ; ) {
        const [places, undone] = await inChunk(async (context) => {
          const places = await writtenPeople(context, after, chunk);
          return [places, await undoPeople(context, places)] as const;
        });
        if (!places.length) return out;
        out.push(...undone);
        after = places.at(-1)!;
      }
    },
  };
};

const FACTS = [
  'worker_basic',
  'worker_link',
  'home_period',
  'identity_period',
  'worker_condition',
  'worker_skill',
  'worker_intention',
  'worker_contact',
  'consent',
  'household_member',
] as const;
/** Everything that stands of everybody, and what is derived from it, without the instants: equal before and after means that nothing is different. */
export const standing = (services: Services): Promise<Record<string, readonly string[]>> =>
  services.store.transact({ role: 'owner' }, async (db) => {
    const out: Record<string, readonly string[]> = {};
    for (const table of FACTS) {
      const { rows } = await sql<{ line: string }>`select (to_jsonb(t) - 'recorded' - 'superseded')::text as line from ${sql.table(table)} t
        where superseded = 'infinity' order by 1`.execute(db);
      out[table] = rows.map((r) => r.line);
    }
    for (const table of ['worker_now', 'worker_gram']) {
      const { rows } = await sql<{
        line: string;
      }>`select (to_jsonb(t) - 'changed' - 'described')::text as line from ${sql.table(table)} t order by 1`.execute(db);
      out[table] = rows.map((r) => r.line);
    }
    return out;
  });
/** Versions ever written, by table: 0 more after a second import means that it wrote no fact. */
export const versionCount = (services: Services): Promise<number> =>
  services.store.transact({ role: 'owner' }, async (db) => {
    let n = 0;
    for (const table of FACTS) n += (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(db)).rows[0]!.n;
    return n;
  });
