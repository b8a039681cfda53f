import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { exactTexts, indexPrint, migrationList, quoted, type TableShape, tableShapes } from './backup.ts';
import { damaged, type Manifest, readBackup, verifyBackup } from './backupFile.ts';
import { type KeyFile, keysOf, writeKeyFile } from './keys.ts';
import type { Services } from './services.ts';
import { type Db, StartRefused } from './store.ts';

export interface RestoreOptions {
  /** Where the present key file is not the backup's: the path of the right one, or `included` for the one inside the backup. It replaces the present one. */
  readonly keys?: string;
}

export interface RestoreReport {
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
  readonly missingFiles: number;
  /** True: the key file was replaced; open the database anew. */
  readonly keysReplaced: boolean;
  readonly created: string;
}

const refuse = (zh: string, en: string): StartRefused => new StartRefused(`${zh}\n${en}`);

/**
 * Puts a backup into an empty, migrated database of the same migrations, on either kind of database. First the whole file is checked; then the
 * files are laid down; then one transaction brings all tables, so that a restore is there entirely or not at all.
 */
export const restore = async (services: Services, path: string, options: RestoreOptions = {}): Promise<RestoreReport> => {
  const manifest = await verifyBackup(path);
  const replacement = keysFor(services, manifest, options);
  await services.store.transact({ role: 'owner', readOnly: true }, async (db) => {
    sameMigrations(manifest, await migrationList(db));
    await refuseUnlessEmpty(db);
  });
  let files = 0;
  let missingFiles = 0;
  await readBackup(path, {
    mark: async (mark) => {
      if ('file' in mark) {
        await services.files.store.put(mark.file, Buffer.from(mark.sealed, 'base64'));
        files++;
      }
      if ('missing' in mark) missingFiles = mark.missing.length;
    },
  });
  // Before the data: with the right keys and no data one can begin again; with the data and the wrong keys the start is refused as it must be.
  if (replacement) writeKeyFile(services.config.keyFile, replacement);
  const { tables, rows } = await services.store.transact({ role: 'owner' }, (db) => putTables(db, path));
  return { tables, rows, files, missingFiles, keysReplaced: replacement !== undefined, created: manifest.created };
};

/** The key file to install, or undefined where the present one is right. Refuses one that does not open the backup. */
const keysFor = (services: Services, manifest: Manifest, { keys }: RestoreOptions): KeyFile | undefined => {
  const opens = (file: KeyFile): boolean =>
    keysOf(file).fingerprint === manifest.keys.fingerprint &&
    indexPrint(file) === manifest.keys.index &&
    manifest.keys.data.every((id) => file.data.some((d) => d.id === id));
  if (keys === undefined) {
    if (opens(services.keys.file)) return undefined;
    throw refuse(
      `这个备份是用另一份密钥做的（指纹 ${manifest.keys.fingerprint}），现在的密钥文件打不开其中的证件号、电话和文件。请用 --keys 指出那一份${manifest.keyFile ? '，或用 --keys included 取备份里带的' : ''}。`,
      `This backup was made with other keys (fingerprint ${manifest.keys.fingerprint}); the present key file does not open it. Name the right one with --keys${manifest.keyFile ? ', or take the one inside with --keys included' : ''}.`,
    );
  }
  let file: KeyFile | undefined;
  try {
    file = keys === 'included' ? manifest.keyFile : (JSON.parse(readFileSync(keys, 'utf8')) as KeyFile);
    if (file && opens(file)) return file;
  } catch {
    // not a key file
  }
  throw refuse(
    `--keys 给的密钥文件打不开这个备份（要的指纹是 ${manifest.keys.fingerprint}）。`,
    `The key file given with --keys does not open this backup (wanted: ${manifest.keys.fingerprint}).`,
  );
};

const sameMigrations = (manifest: Manifest, here: readonly (readonly [string, string])[]): void => {
  const there = new Map(manifest.migrations);
  const mine = new Map(here);
  const differing = [...new Set([...there.keys(), ...mine.keys()])].find((name) => there.get(name) !== mine.get(name));
  if (differing)
    throw refuse(
      `这个备份出自另一个版本的程序（${manifest.version}；${differing} 对不上）。请装那个版本恢复，再升级。`,
      `This backup was made by another version of the program (${manifest.version}; ${differing} differs). Restore it with that version, then upgrade.`,
    );
};

/** Empty: nothing but what migrations put there (their rows carry the transaction of a row in `migration`) and the print of the keys. */
const refuseUnlessEmpty = async (db: Db): Promise<void> => {
  for (const { table } of await tableShapes(db)) {
    const own = table === 'setting' ? sql`name <> 'platform.keys' and` : sql``;
    const { rows } = await sql<{ used: boolean }>`
      select exists (select from ${sql.raw(quoted(table))} where ${own} xmin not in (select xmin from migration)) as used`.execute(db);
    if (rows[0]!.used)
      throw refuse(
        `数据库不是空的（表 ${table} 里有数据）。恢复只能进空库，没有动任何数据。`,
        `The database is not empty (table ${table} has rows). A backup is only restored into an empty one; nothing was touched.`,
      );
  }
};

const FLUSH_ROWS = 1000;
const FLUSH_BYTES = 4 * 1024 * 1024;

/**
 * Works for a plain owner: foreign keys are taken off and put back (which checks them all at once), triggers of ours are switched off and on;
 * both is undone with the transaction should anything fail.
 */
const putTables = async (db: Db, path: string): Promise<{ tables: number; rows: number }> => {
  await exactTexts(db);
  const shapes = new Map((await tableShapes(db)).map((s) => [s.table, s]));
  const on = (table: string) => `alter table ${quoted(table)}`;
  const run = (text: string) => sql.raw(text).execute(db);
  const foreign = await sql<{ table: string; name: string; definition: string }>`
    select conrelid::regclass::text as "table", conname::text as name, pg_get_constraintdef(oid) as definition from pg_constraint
    where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`.execute(db);
  const triggers = await sql<{ table: string; name: string }>`
    select c.relname::text as "table", t.tgname::text as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not t.tgisinternal and t.tgenabled = 'O' and c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`.execute(db);
  for (const f of foreign.rows) await run(`alter table ${f.table} drop constraint ${quoted(f.name)}`);
  for (const t of triggers.rows) await run(`${on(t.table)} disable trigger ${quoted(t.name)}`);
  await run(`truncate ${[...shapes.keys()].map(quoted).join(', ')}`);

  let into: TableShape | undefined;
  let pending: string[] = [];
  let bytes = 0;
  let rows = 0;
  let tables = 0;
  const flush = async () => {
    if (!into || !pending.length) return;
    const names = into.columns.map((c) => quoted(c.name)).join(', ');
    const values = into.columns.map((c, i) => `(r.value->>${i})::${c.type}`).join(', ');
    await sql`${sql.raw(`insert into ${quoted(into.table)} (${names}) overriding system value select ${values} from json_array_elements(`)}${`[${pending.join(',')}]`}${sql.raw('::json) as r')}`.execute(
      db,
    );
    rows += pending.length;
    pending = [];
    bytes = 0;
  };
  let before = 0;
  await readBackup(path, {
    row: async (line) => {
      pending.push(line);
      bytes += line.length;
      if (pending.length >= FLUSH_ROWS || bytes >= FLUSH_BYTES) await flush();
    },
    mark: async (mark) => {
      if ('table' in mark) {
        const shape = shapes.get(mark.table);
        if (!shape || shape.columns.map((c) => c.name).join() !== mark.columns.join()) throw damaged(mark.table);
        into = shape;
        before = rows;
      } else if ('end' in mark) {
        await flush();
        if (rows - before !== mark.rows) throw damaged(mark.end);
        tables++;
      } else if ('sequences' in mark)
        for (const s of mark.sequences) await sql`select setval(${quoted(s.name)}::regclass, ${s.value}::bigint, ${s.called})`.execute(db);
    },
  });
  for (const f of foreign.rows) await run(`alter table ${f.table} add constraint ${quoted(f.name)} ${f.definition}`);
  for (const t of triggers.rows) await run(`${on(t.table)} enable trigger ${quoted(t.name)}`);
  return { tables, rows };
};
