import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { type BackupWriter, writeBackup } from './backupFile.ts';
import { type KeyFile, keysOf } from './keys.ts';
import type { Services } from './services.ts';
import type { Db } from './store.ts';

export interface BackupOptions {
  /**
   * Puts the key file inside. Without it a backup is worthless to a thief, and to you, unless the key file is kept elsewhere: sealed columns and
   * files cannot be opened without it.
   */
  readonly withKeys?: boolean;
}

export interface BackupReport {
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
  /** Contents that a row names and the file store does not have. */
  readonly missingFiles: number;
  readonly withKeys: boolean;
  /** Of the content, also the file's last line. */
  readonly sha256: string;
}

export interface TableShape {
  readonly table: string;
  /** Columns that hold data (not computed from others), with their full type. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

export const quoted = (name: string): string => `"${name.replace(/"/g, '""')}"`;

/** All tables with data, except the list of migrations. */
export const tableShapes = async (db: Db): Promise<TableShape[]> => {
  const { rows } = await sql<TableShape>`
    select c.relname::text as "table", json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migration' group by c.relname order by c.relname`.execute(
    db,
  );
  return rows;
};

/** A row as a JSON array of the text forms of its columns. */
export const rowText = ({ columns }: TableShape): string =>
  `to_json(array[${columns.map((c) => `${quoted(c.name)}::text`).join(', ')}])::text`;

/** Text forms that do not depend on the server's settings; and an error instead of silently missing rows, should row security hide any. */
export const exactTexts = async (db: Db): Promise<void> => {
  await sql`select set_config('datestyle', 'ISO', true), set_config('intervalstyle', 'postgres', true), set_config('extra_float_digits', '1', true),
    set_config('bytea_output', 'hex', true), set_config('timezone', 'UTC', true), set_config('row_security', 'off', true)`.execute(db);
};

export const migrationList = async (db: Db): Promise<(readonly [string, string])[]> => {
  const { rows } = await sql<{ name: string; hash: string }>`select name, hash from migration order by name`.execute(db);
  return rows.map((r) => [r.name, r.hash] as const);
};

/** Identifies the key of the blind index without telling it: an index made with another one finds nothing. */
export const indexPrint = (file: KeyFile): string =>
  createHash('sha256')
    .update(`wengang index ${keysOf(file).index('number', '0')}`)
    .digest('hex')
    .slice(0, 32);

/**
 * Writes everything of this installation into one file: all tables as one transaction sees them, the sequences, and the files (sealed as they
 * lie). On the embedded database nobody else is served meanwhile. The key file is left out unless it is asked for.
 */
export const backup = async (services: Services, path: string, { withKeys = false }: BackupOptions = {}): Promise<BackupReport> => {
  const { store, keys, files } = services;
  let tables = 0;
  let rows = 0;
  let contents = 0;
  const missing: string[] = [];
  const { sha256 } = await writeBackup(path, async (writer) => {
    // The one transaction that waits for something else than the database: for the local disk, to keep the picture consistent.
    const hashes = await store.transact({ role: 'owner', snapshot: true, readOnly: true }, async (db) => {
      await exactTexts(db);
      await writer.mark({
        manifest: {
          format: 1,
          version: services.config.version,
          created: new Date().toISOString(),
          kind: store.kind,
          migrations: await migrationList(db),
          keys: { fingerprint: keys.fingerprint, data: keys.file.data.map((d) => d.id), index: indexPrint(keys.file) },
          ...(withKeys ? { keyFile: keys.file } : {}),
        },
      });
      for (const shape of await tableShapes(db)) {
        rows += await writeTable(db, writer, shape);
        tables++;
      }
      const sequences = await sql<{ name: string }>`
        select relname::text as name from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace order by 1`.execute(db);
      const values = [];
      for (const { name } of sequences.rows) {
        const { rows: found } = await sql<{ value: string; called: boolean }>`
          select last_value::text as value, is_called as called from ${sql.raw(quoted(name))}`.execute(db);
        values.push({ name, ...found[0]! });
      }
      await writer.mark({ sequences: values });
      return (await db.selectFrom('file').select('hash').distinct().orderBy('hash').execute()).map((r) => r.hash);
    });
    for (const hash of hashes) {
      const sealed = await files.store.get(hash);
      if (sealed) {
        await writer.mark({ file: hash, sealed: sealed.toString('base64') });
        contents++;
      } else missing.push(hash);
    }
    await writer.mark({ missing });
  });
  return { tables, rows, files: contents, missingFiles: missing.length, withKeys, sha256 };
};

const writeTable = async (db: Db, writer: BackupWriter, shape: TableShape): Promise<number> => {
  await writer.mark({ table: shape.table, columns: shape.columns.map((c) => c.name) });
  await sql.raw(`declare backup_rows no scroll cursor for select ${rowText(shape)} as line from ${quoted(shape.table)}`).execute(db);
  const hash = createHash('sha256');
  let rows = 0;
  for (;;) {
    const found = await sql<{ line: string }>`fetch 1000 from backup_rows`.execute(db);
    if (!found.rows.length) break;
    const lines = found.rows.map((r) => r.line);
    for (const line of lines) hash.update(line).update('\n');
    await writer.rows(lines);
    rows += lines.length;
  }
  await sql`close backup_rows`.execute(db);
  await writer.mark({ end: shape.table, rows, sha256: hash.digest('hex') });
  return rows;
};

/** A hash per table that does not depend on the order of its rows: to compare two databases. */
export const tableDigests = async (services: Pick<Services, 'store'>): Promise<Record<string, string>> =>
  services.store.transact({ role: 'owner', snapshot: true, readOnly: true }, async (db) => {
    await exactTexts(db);
    const digests: Record<string, string> = {};
    for (const shape of await tableShapes(db)) {
      const { rows } = await sql<{ d: string }>`
        select count(*) || ':' || coalesce(md5(string_agg(h, '' order by h collate "C")), '') as d
        from (select md5(${sql.raw(rowText(shape))}) as h from ${sql.raw(quoted(shape.table))}) x`.execute(db);
      digests[shape.table] = rows[0]!.d;
    }
    return digests;
  });
