import { sql } from 'kysely';
import type { z } from 'zod';
import { changed, notFound } from '../problem.ts';
import type { Db } from './store.ts';

/** What the second of two people who edit one record is told. */
export interface LastChange {
  /** The name people know the other one by, as the record's own pages show it. */
  readonly by: string;
  /** Instant. */
  readonly at: string;
  /** The record as it is now; read through the endpoint's output, so that nothing is told here that the page would not show. */
  readonly current: unknown;
}

/**
 * Sets the columns of a record only where its `version` is still the one that was edited, and counts it up. Else throws `changed` with who, when
 * and how the record stands now (`details.current`), so that a page can lay both beside each other and keep what was typed; `notFound` where the
 * record is gone or out of sight. Returns the new version.
 */
export const changeIfUnchanged = async (
  db: Db,
  change: {
    readonly table: string;
    readonly id: string;
    /** The version the person had on the screen. */
    readonly version: number;
    readonly set: Readonly<Record<string, unknown>>;
    /** The shape in which this person may see the record: the output of the endpoint that showed it. */
    readonly output: z.ZodType;
    /** Asked only where the versions differ. */
    readonly last: () => Promise<LastChange | undefined>;
  },
): Promise<number> => {
  const set = Object.entries(change.set).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  const { rows } = await sql<{ version: number }>`
    update ${sql.table(change.table)} set ${sql.join([...set, sql`version = version + 1`])}
    where id = ${change.id} and version = ${change.version} returning version`.execute(db);
  if (rows[0]) return rows[0].version;
  const last = await change.last();
  if (!last) throw notFound();
  throw changed({ by: last.by, at: last.at, current: change.output.parse(last.current) });
};
