import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { type AnyJobKind, defineJob, type JobContext } from './jobs.ts';
import { type IndexKind, KEY_RELOAD_MS, type KeyFile, type Keys, writeKeyFile } from './keys.ts';
import type { Services } from './services.ts';

/**
 * A sealed column and the blind indexes made of it; capabilities register theirs. Writers put `keys.index(…)` into `column` and
 * `keys.nextIndex(…)` into `next`; both are uuid, and where one is unique the other is. Look-ups ask `column = any(keys.lookups(…))`.
 */
export interface SealedColumn {
  readonly table: string;
  /** One column of type uuid: the primary key, or the key of a versioned table. */
  readonly id: string;
  /** A versioned table: every version is sealed on its own. `sealed` and the indexes must be among its `free` columns. */
  readonly versioned?: true;
  readonly sealed: string;
  readonly indexes: readonly {
    readonly kind: IndexKind;
    readonly column: string;
    readonly next: string;
    /** What is indexed of the plain text; all of it unless told (`tailOf` for the last six). */
    readonly of?: (plain: string) => string;
  }[];
}

/** The last six characters of an identity number, as people read it out. */
export const tailOf = (number: string): string => number.slice(-6);

/** Sealed columns of the platform itself. */
export const platformSealed: readonly SealedColumn[] = [
  { table: 'file', id: 'id', sealed: 'name', indexes: [] },
  { table: 'job', id: 'id', sealed: 'input_sealed', indexes: [] },
];

const freshKey = (): string => randomBytes(32).toString('base64');

/** Puts the next index key into the key file; the job `platform.rotateIndex` does the rest. Nothing where a rotation is already under way. */
export const beginIndexRotation = (path: string, keys: Keys): void => {
  const { file } = keys;
  if (!file.nextIndex && !file.previousIndex) writeKeyFile(path, { ...file, nextIndex: freshKey() });
};

/** Puts a new data key into the key file: everything is sealed with it from now on. `platform.reseal` then moves what is older. */
export const addDataKey = (path: string, keys: Keys): void => {
  const { file } = keys;
  const id = Math.max(...file.data.map((d) => d.id)) + 1;
  if (id > 255) throw new Error('no more data keys fit: one byte names them');
  writeKeyFile(path, { ...file, data: [...file.data, { id, key: freshKey() }] });
};

interface RotationInput {
  readonly chunk?: number;
  /** Waiting for processes that have not heard of a change; longer than they take to hear (KEY_RELOAD_MS). */
  readonly graceMs?: number;
}

interface Row {
  readonly id: string;
  readonly recorded: string;
  readonly sealed: Buffer;
}
type Context = JobContext<unknown>;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const FIRST = { id: '00000000-0000-0000-0000-000000000000', recorded: '-infinity' };
/** What tells versions of one id apart; always the same where there are none. */
const versionOf = ({ versioned }: SealedColumn) => (versioned ? sql.ref('recorded') : sql`'-infinity'::timestamptz`);

/** Goes through the rows that a condition finds, in the order of their ids, a chunk a transaction; returns how many. */
const sweep = async (
  context: Context,
  column: SealedColumn,
  chunk: number,
  where: ReturnType<typeof sql>,
  write: (rows: readonly Row[]) => ReturnType<typeof sql>,
): Promise<number> => {
  const { table, id, sealed } = column;
  let after: Pick<Row, 'id' | 'recorded'> = FIRST;
  let n = 0;
  for (;;) {
    const last = await context.step(
      async (db) => {
        const { rows } =
          await sql<Row>`select ${sql.ref(id)} as id, ${versionOf(column)} as recorded, ${sql.ref(sealed)} as sealed from ${sql.table(table)}
          where (${sql.ref(id)}, ${versionOf(column)}) > (${after.id}::uuid, ${after.recorded}::timestamptz) and ${sql.ref(sealed)} is not null and (${where})
          order by 1, 2 limit ${chunk} for update`.execute(db);
        if (rows.length) await write(rows).execute(db);
        n += rows.length;
        return rows.at(-1);
      },
      { progress: { done: n } },
    );
    if (!last) return n;
    after = last;
  }
};

/** `update … set a = v.a from unnest(ids, as)`: one statement for a chunk. */
const setColumns = (column: SealedColumn, rows: readonly Row[], columns: readonly (readonly [string, string, readonly unknown[]])[]) =>
  sql`update ${sql.table(column.table)} as t set ${sql.join(columns.map(([name], i) => sql`${sql.ref(name)} = v.${sql.raw(`c${i}`)}`))}
    from unnest(${rows.map((r) => r.id)}::uuid[], ${rows.map((r) => r.recorded)}::timestamptz[], ${sql.join(columns.map(([, type, values]) => sql`${values}::${sql.raw(type)}[]`))})
      as v (id, at, ${sql.raw(columns.map((_, i) => `c${i}`).join(', '))}) where t.${sql.ref(column.id)} = v.id and ${column.versioned ? sql`t.recorded` : sql`v.at`} = v.at`;

const plainOf = (keys: Keys, row: Row, of: ((plain: string) => string) | undefined): string => {
  const plain = keys.open(row.sealed);
  return of ? of(plain) : plain;
};

/** Brings both columns of every row to what the keys say now. */
const align = async (context: Context, columns: readonly SealedColumn[], chunk: number): Promise<number> => {
  const { keys } = context.services;
  let n = 0;
  for (const column of columns) {
    if (!column.indexes.length) continue;
    const promoted = keys.file.previousIndex !== undefined;
    // Filling: rows without a next index. Moving: rows whose two columns differ, or that a writer of before the rotation made.
    const where = sql.join(
      column.indexes.map((i) =>
        promoted
          ? sql`${sql.ref(i.next)} is distinct from ${sql.ref(i.column)} or ${sql.ref(i.next)} is null`
          : sql`${sql.ref(i.next)} is null`,
      ),
      sql` or `,
    );
    n += await sweep(context, column, chunk, where, (rows) =>
      setColumns(
        column,
        rows,
        column.indexes.flatMap((i) => {
          const values = rows.map((r) => plainOf(keys, r, i.of));
          const next = [i.next, 'uuid', values.map((v) => keys.nextIndex(i.kind, v))] as const;
          return promoted ? [next, [i.column, 'uuid', values.map((v) => keys.index(i.kind, v))] as const] : [next];
        }),
      ),
    );
  }
  return n;
};

const clear = async (context: Context, columns: readonly SealedColumn[], chunk: number): Promise<void> => {
  for (const column of columns) {
    if (!column.indexes.length) continue;
    const where = sql.join(
      column.indexes.map((i) => sql`${sql.ref(i.next)} is not null`),
      sql` or `,
    );
    await sweep(context, column, chunk, where, (rows) =>
      setColumns(
        column,
        rows,
        column.indexes.map((i) => [i.next, 'uuid', rows.map(() => null)] as const),
      ),
    );
  }
};

const change = (services: Services, to: (file: KeyFile) => KeyFile): void => writeKeyFile(services.config.keyFile, to(services.keys.file));

/**
 * The jobs of key rotation. Where the key file stands says where the rotation stands, every phase may be repeated, so a killed process loses
 * nothing:
 *   filling   nextIndex in the file        writers fill both columns, the job fills `next` of older rows
 *   moving    previousIndex in the file    the next key is the key; look-ups know both; the job brings `column` to the new index
 *   clearing  neither                      the job empties `next`
 * All processes of an installation read one key file.
 */
export const rotationJobs = (columns: readonly SealedColumn[]): readonly AnyJobKind[] => {
  const all = [...platformSealed, ...columns];
  const rotateIndex = defineJob<RotationInput>({
    kind: 'platform.rotateIndex',
    summary: { zh: '更换查找密钥', en: 'Rotate the index key' },
    async run(context, { chunk = 500, graceMs = 3 * KEY_RELOAD_MS }) {
      const { services } = context;
      const settle = async (): Promise<number> => {
        let n = await align(context, columns, chunk);
        await wait(graceMs);
        // what slow processes wrote meanwhile
        n += await align(context, columns, chunk);
        return n;
      };
      let filled = 0;
      let moved = 0;
      if (services.keys.file.nextIndex) {
        filled = await settle();
        change(services, ({ nextIndex, index, ...rest }) => ({
          ...rest,
          index: nextIndex ?? index,
          ...(nextIndex ? { previousIndex: index } : {}),
        }));
      }
      if (services.keys.file.previousIndex) {
        moved = await settle();
        change(services, ({ previousIndex: _, ...rest }) => rest);
      }
      await wait(graceMs);
      await clear(context, columns, chunk);
      return { filled, moved };
    },
  });
  const reseal = defineJob<RotationInput>({
    kind: 'platform.reseal',
    summary: { zh: '用新密钥重新封存', en: 'Seal again with the new key' },
    async run(context, { chunk = 500, graceMs = 3 * KEY_RELOAD_MS }) {
      const { keys, files } = context.services;
      await wait(graceMs);
      const current = keys.file.data.at(-1)!.id;
      let rows = 0;
      for (const column of all)
        rows += await sweep(context, column, chunk, sql`get_byte(${sql.ref(column.sealed)}, 1) <> ${current}`, (found) =>
          setColumns(column, found, [[column.sealed, 'bytea', found.map((r) => keys.sealBytes(keys.openBytes(r.sealed)))]]),
        );
      let contents = 0;
      for await (const { hash } of files.store.list()) {
        const sealed = await files.store.get(hash).catch(() => undefined);
        if (!sealed || sealed[1] === current) continue;
        await files.store.put(hash, keys.sealBytes(keys.openBytes(sealed)));
        contents++;
        // between contents, the way to be cancelled and to keep the lease
        await context.step(async () => undefined, { progress: { done: rows + contents } });
      }
      return { rows, contents };
    },
  });
  return [rotateIndex, reseal];
};
