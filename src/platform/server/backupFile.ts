// The container of a backup: gzip'd JSON lines, whose last line is the hash of all the others. A row is an array of the text forms of its
// columns: what PostgreSQL prints it reads back exactly, whatever the type (microseconds, bytea, numeric, arrays, null beside JSON null).
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { KeyFile } from './keys.ts';
import { StartRefused } from './store.ts';

export interface Manifest {
  readonly format: 1;
  readonly version: string;
  readonly created: string;
  readonly kind: 'embedded' | 'server';
  /** Name and hash of every migration. */
  readonly migrations: readonly (readonly [string, string])[];
  /** Which key file opens the sealed columns and files, and which of its keys were in use. */
  readonly keys: { readonly fingerprint: string; readonly data: readonly number[]; readonly index: string };
  /** Only where it was asked for: whoever has such a backup can read everything in it. */
  readonly keyFile?: KeyFile;
}

/** A line that is no row. */
export type Mark =
  | { readonly manifest: Manifest }
  | { readonly table: string; readonly columns: readonly string[] }
  | { readonly end: string; readonly rows: number; readonly sha256: string }
  | { readonly sequences: readonly { readonly name: string; readonly value: string; readonly called: boolean }[] }
  | { readonly file: string; readonly sealed: string }
  | { readonly missing: readonly string[] };

export interface BackupWriter {
  mark(mark: Mark): Promise<void>;
  /** Rows as JSON text, one array each. */
  rows(lines: readonly string[]): Promise<void>;
}

export const damaged = (reason: string): StartRefused =>
  new StartRefused(
    `这个备份文件不完整或被改过（${reason}），没有动任何数据。\nThis backup is incomplete or altered (${reason}); nothing was touched.`,
  );

/** Writes beside the target and moves it into place when it is whole and on the disk. */
export const writeBackup = async (path: string, work: (writer: BackupWriter) => Promise<void>): Promise<{ sha256: string }> => {
  const draft = `${path}.part`;
  const gzip = createGzip({ level: 6 });
  const out = pipeline(gzip, createWriteStream(draft, { mode: 0o600 }));
  out.catch(() => undefined); // told below
  const hash = createHash('sha256');
  const write = async (text: string): Promise<void> => {
    hash.update(text);
    if (!gzip.write(text)) await Promise.race([new Promise((resolve) => gzip.once('drain', resolve)), out]);
  };
  try {
    await work({
      mark: (mark) => write(`${JSON.stringify(mark)}\n`),
      rows: (lines) => write(lines.length ? `${lines.join('\n')}\n` : ''),
    });
    const sha256 = hash.digest('hex');
    gzip.end(`${JSON.stringify({ sha256 })}\n`);
    await out;
    const file = await open(draft, 'r+');
    await file.sync().finally(() => file.close());
    await rename(draft, path);
    return { sha256 };
  } catch (error) {
    gzip.destroy();
    await out.catch(() => undefined);
    await rm(draft, { force: true });
    throw error;
  }
};

/** Lines of a gzip'd file as buffers, without their line end. */
async function* linesOf(path: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  const source = createReadStream(path);
  source.on('error', (error) => gunzip.destroy(error));
  let rest: Buffer[] = [];
  for await (const chunk of source.pipe(gunzip) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      yield rest.length ? Buffer.concat([...rest, chunk.subarray(from, at)]) : chunk.subarray(from, at);
      rest = [];
      from = at + 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  }
  if (rest.length) throw damaged('cut');
}

const OPENING = Buffer.from('[')[0];

/** Goes through a backup that `verifyBackup` has found whole. */
export const readBackup = async (
  path: string,
  on: { mark(mark: Mark): Promise<void>; row?(line: string): Promise<void> | void },
): Promise<void> => {
  for await (const line of linesOf(path)) {
    if (line[0] === OPENING) await on.row?.(line.toString('utf8'));
    else if (!line.subarray(0, 10).toString().startsWith('{"sha256"')) await on.mark(JSON.parse(line.toString('utf8')) as Mark);
  }
};

/** Reads the whole file once and compares its hash with the last line, before anything else is done with it. */
export const verifyBackup = async (path: string): Promise<Manifest> => {
  const hash = createHash('sha256');
  let manifest: Manifest | undefined;
  let held: Buffer | undefined;
  try {
    for await (const line of linesOf(path)) {
      if (held) hash.update(held).update('\n');
      else manifest = (JSON.parse(line.toString('utf8')) as { manifest?: Manifest }).manifest;
      if (!held && manifest?.format !== 1) throw damaged('not a Wengang backup');
      held = Buffer.from(line);
    }
  } catch (error) {
    if (error instanceof StartRefused) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
      throw new StartRefused(`打不开备份文件 ${path}（${code}）。\nThe backup ${path} cannot be opened (${code}).`);
    throw damaged(code || 'unreadable');
  }
  const last = held && /^\{"sha256":"([0-9a-f]{64})"\}$/.exec(held.toString('utf8'))?.[1];
  if (!last || !manifest) throw damaged('cut');
  if (hash.digest('hex') !== last) throw damaged('hash');
  return manifest;
};
