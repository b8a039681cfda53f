import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { sql } from 'kysely';
import type { Text } from '#standards/text.ts';
import { type FileType, fileGone, fileNotAllowed, type StoredFile, unknownPurpose } from '../filesContract.ts';
import { tooLarge } from '../problem.ts';
import type { Actor } from './actor.ts';
import { type Detected, detectType, FILE_TYPES, safeName } from './fileType.ts';
import { defineJob } from './jobs.ts';
import type { Keys } from './keys.ts';
import { newId } from './newId.ts';
import type { Services } from './services.ts';
import type { Db } from './store.ts';

/** Where contents lie: the local disk, later perhaps an object store. It sees sealed bytes and hashes, nothing else. */
export interface FileStore {
  put(hash: string, sealed: Buffer): Promise<void>;
  get(hash: string): Promise<Buffer | undefined>;
  list(): AsyncIterable<{ readonly hash: string; readonly changed: Date }>;
  /** Removes a content that was not put since `before`; tells whether it did. */
  remove(hash: string, before: Date): Promise<boolean>;
}

/** What files are for; declared by the capability that uses them, handed over by the composition. */
export interface FilePurpose {
  readonly name: string;
  readonly summary: Text;
  readonly limit: number;
  readonly types: readonly FileType[];
  /** What a content is, where the purpose knows better than `detectType`. */
  detect?(content: Buffer): Promise<Detected>;
  /** What is kept of the content: a photograph without the place and the device that took it. Refuses nothing. */
  clean?(content: Buffer, type: FileType): Buffer;
  /** The permission that uploading needs; any account where it is left out. */
  readonly can?: string;
  /** Who may read a file beside the account that made it. Left out: nobody. Asked in the reader's own transaction, under their row-level security. */
  may?(db: Db, actor: Actor, file: FileRow): Promise<boolean>;
}

export interface FileRow {
  readonly id: string;
  readonly hash: string;
  readonly size: number;
  readonly type: string;
  readonly name: Buffer;
  readonly purpose: string;
  readonly created: string;
  readonly createdBy: string | null;
}

export interface Files {
  readonly store: FileStore;
  /** Where uploads lie in clear while they come in; only ours. */
  readonly incoming: string;
  readonly purposes: ReadonlyMap<string, FilePurpose>;
}

export const newFiles = (store: FileStore, incoming: string, purposes: readonly FilePurpose[]): Files => ({
  store,
  incoming,
  purposes: new Map(purposes.map((p) => [p.name, p])),
});

/** A content that lies in the store and has no row yet. */
export interface StoredContent {
  readonly hash: string;
  readonly size: number;
  readonly type: FileType;
  readonly name: string;
  readonly purpose: string;
}

export const mib = (bytes: number): string => (bytes >= 1048576 ? `${Math.round(bytes / 1048576)} MB` : `${Math.round(bytes / 1024)} KB`);

export const purposeOf = (files: Files, name: string): FilePurpose => {
  const purpose = files.purposes.get(name);
  if (!purpose) throw unknownPurpose({ purpose: name.slice(0, 40) });
  return purpose;
};

/** Takes a stream in up to the purpose's limit, decides its type and stores it sealed. No transaction may be open: this waits for the sender. */
export const takeIn = async (services: Services, stream: Readable, name: string, purposeName: string): Promise<StoredContent> => {
  const { files } = services;
  const purpose = purposeOf(files, purposeName);
  await mkdir(files.incoming, { recursive: true, mode: 0o700 });
  const path = join(files.incoming, randomBytes(12).toString('hex'));
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      let size = 0;
      for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
        size += (chunk as Buffer).length;
        if (size > purpose.limit) throw tooLarge({ limit: mib(purpose.limit) });
        await file.write(chunk as Buffer);
      }
    } finally {
      await file.close();
    }
    return await storeContent(services, await readFile(path), name, purposeName);
  } finally {
    await rm(path, { force: true });
    drain(stream);
  }
};

/** Removes what a killed process left lying in clear: nothing is under way for an hour. Runs at a start and every night. */
export const clearIncoming = async (files: Files): Promise<void> => {
  for (const name of await readdir(files.incoming).catch(() => [])) {
    const path = join(files.incoming, name);
    const at = await stat(path).catch(() => undefined);
    if (at && Date.now() - at.mtimeMs > 3_600_000) await rm(path, { force: true });
  }
};

/** Reads on what a refused sender still sends, so that the refusal reaches them instead of a broken connection; within reason. */
const drain = (stream: Readable): void => {
  let left = 256 * 1024 * 1024;
  stream.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) stream.destroy();
  });
  stream.resume();
};

/** Stores a content that a job made; `addFile` then gives it a row. */
export const storeContent = async (services: Services, content: Buffer, name: string, purposeName: string): Promise<StoredContent> => {
  const purpose = purposeOf(services.files, purposeName);
  if (content.length > purpose.limit) throw tooLarge({ limit: mib(purpose.limit) });
  const detected = await (purpose.detect ?? detectType)(content);
  if (detected.type === null || !purpose.types.includes(detected.type))
    throw fileNotAllowed({
      expected: purpose.types.map((t) => FILE_TYPES[t].name).join('、'),
      found: detected.type === null ? detected.found : FILE_TYPES[detected.type].name,
    });
  const kept = purpose.clean?.(content, detected.type) ?? content;
  const hash = createHash('sha256').update(kept).digest('hex');
  await services.files.store.put(hash, services.keys.sealBytes(kept));
  return { hash, size: kept.length, type: detected.type, name: safeName(name, detected.type), purpose: purposeName };
};

/** Gives a stored content its row. Without a reference within a week it is deleted again. */
export const addFile = async (db: Db, keys: Keys, content: StoredContent, createdBy: string | null): Promise<StoredFile> => {
  const row = await db
    .insertInto('file')
    .values({
      id: newId(),
      hash: content.hash,
      size: content.size,
      type: content.type,
      name: keys.seal(content.name),
      purpose: content.purpose,
      createdBy,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { ...row, type: content.type, name: content.name };
};

/** Says that something uses a file: it is kept as long as this stands. */
export const keepFile = async (db: Db, fileId: string, kind: string, id: string): Promise<void> => {
  await db
    .insertInto('fileReference')
    .values({ fileId, kind, id })
    .onConflict((c) => c.doNothing())
    .execute();
};

export const releaseFile = async (db: Db, fileId: string, kind: string, id: string): Promise<void> => {
  await db.deleteFrom('fileReference').where('fileId', '=', fileId).where('kind', '=', kind).where('id', '=', id).execute();
};

/** The row, where this actor may read the file; else undefined, also where there is none. */
export const findReadable = async (db: Db, files: Files, actor: Actor, id: string): Promise<FileRow | undefined> => {
  const row = await db.selectFrom('file').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return undefined;
  if (actor.accountId && row.createdBy === actor.accountId) return row;
  return (await files.purposes.get(row.purpose)?.may?.(db, actor, row)) ? row : undefined;
};

/** The plain content; checked against its hash. Not inside a transaction. */
export const readContent = async (services: Services, hash: string): Promise<Buffer> => {
  const sealed = await services.files.store.get(hash);
  if (!sealed) throw fileGone();
  const content = services.keys.openBytes(sealed);
  if (createHash('sha256').update(content).digest('hex') !== hash) throw new Error('a stored file is not what its hash says');
  return content;
};

/** Conditions that tell whether any row of the database refers to a file, from the foreign keys themselves. */
const unused = async (db: Db) => {
  const { rows } = await sql<{ table: string; column: string }>`
    select k.conrelid::regclass::text as "table", a.attname as "column" from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.confrelid = 'file'::regclass`.execute(db);
  return sql.join(
    rows.map((r) => sql`not exists (select from ${sql.table(r.table)} x where x.${sql.ref(r.column)} = file.id)`),
    sql` and `,
  );
};

/** Deletes files that nothing has used for a week, then contents that no file has. Young contents stay: their row may not be committed yet. */
export const collectFiles = defineJob<{ readonly now?: string }>({
  kind: 'platform.collectFiles',
  summary: { zh: '清理不再使用的文件', en: 'Remove files no longer used' },
  async run(context, { now }) {
    const { files } = context.services;
    await clearIncoming(files);
    const at = now ? Date.parse(now) : Date.now();
    let rows = 0;
    let n: number;
    do {
      n = await context.step(async (db) => {
        const before = new Date(at - 7 * 86_400_000).toISOString();
        const gone =
          await sql`delete from file where id in (select id from file where created < ${before} and ${await unused(db)} limit 500)
          returning id`.execute(db);
        return gone.rows.length;
      });
      rows += n;
    } while (n > 0);
    const before = new Date(at - 86_400_000);
    let contents = 0;
    const sweep = async (batch: string[]) => {
      const used = await context.step(async (db) => {
        const found = await db.selectFrom('file').select('hash').distinct().where('hash', 'in', batch).execute();
        return new Set(found.map((r) => r.hash));
      });
      for (const hash of batch) if (!used.has(hash) && (await files.store.remove(hash, before))) contents++;
    };
    const batch: string[] = [];
    for await (const { hash, changed } of files.store.list()) {
      if (changed >= before) continue;
      batch.push(hash);
      if (batch.length === 500) await sweep(batch.splice(0));
    }
    if (batch.length) await sweep(batch);
    return { rows, contents };
  },
});
