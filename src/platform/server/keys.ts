import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartRefused, type Store } from './store.ts';

/** What is looked up by value although it is sealed. */
export type IndexKind = 'number' | 'tail' | 'phone';

export interface Keys {
  /** AES-256-GCM. The first bytes name the key, so that old rows open after a new data key was added. */
  seal(text: string): Buffer;
  open(sealed: Uint8Array): string;
  sealBytes(content: Uint8Array): Buffer;
  openBytes(sealed: Uint8Array): Buffer;
  /** Blind index: one keyed permutation of the value, as a uuid. Equal values, equal index; nothing else can be learned without the key. */
  index(kind: IndexKind, value: string): string;
  /** The same for many at once, in their order: one call of the cipher. For loaders. */
  indexMany(kind: IndexKind, values: readonly string[]): string[];
  /** What the `…_next` column takes: null unless a rotation of the index key runs (rotation.ts). */
  nextIndex(kind: IndexKind, value: string): string | null;
  /** Every index a row with this value may stand under just now: look up by `= any(…)`. One, or two while a rotation runs. */
  lookups(kind: IndexKind, value: string): string[];
  /** For tokens that are looked up by their hash. */
  hmac(purpose: string, value: string): Buffer;
  /** Identifies the key file without telling it: kept in the database, so that a wrong file is refused. */
  readonly fingerprint: string;
  readonly file: KeyFile;
}

export interface KeyFile {
  readonly version: 1;
  /** The last one seals; all of them open. */
  readonly data: readonly { readonly id: number; readonly key: string }[];
  readonly index: string;
  /** A rotation fills `…_next` with this key. */
  readonly nextIndex?: string;
  /** A rotation has made the next key the key, and moves the rows that still stand under this one. */
  readonly previousIndex?: string;
  /** Never changes, also when keys are rotated. */
  readonly identity: string;
}

const fresh = () => randomBytes(32).toString('base64');
export const newKeyFile = (): KeyFile => ({ version: 1, data: [{ id: 1, key: fresh() }], index: fresh(), identity: fresh() });

const bytes = (base64: string): Buffer => {
  const key = Buffer.from(base64, 'base64');
  if (key.length !== 32) throw new StartRefused('密钥文件里的密钥长度不对。\nA key in the key file has the wrong length.');
  return key;
};

const uuid = (b: Buffer): string => {
  const h = b.toString('hex');
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`;
};

/** Digits up to 18 fit one block and become a permutation (no collisions); other text goes in by its hash. */
const block = (value: string): Buffer => {
  const plain = Buffer.alloc(16);
  if (/^\d{1,17}[\dX]?$/.test(value) && value.length <= 18) {
    plain[0] = value.length;
    plain[1] = value.endsWith('X') ? 1 : 0;
    plain.writeBigUInt64BE(BigInt(value.replace('X', '0')), 8);
    return plain;
  }
  const digest = createHash('sha256').update(value).digest();
  digest.copy(plain, 0, 0, 16);
  plain[0] = plain[0]! | 0x80;
  return plain;
};

const indexer = (master: Buffer) => {
  const derived = new Map<IndexKind, KeyObject>();
  const encrypt = (kind: IndexKind, blocks: Buffer): Buffer => {
    let key = derived.get(kind);
    if (!key) {
      key = createSecretKey(Buffer.from(hkdfSync('sha256', master, 'wengang', `index:${kind}`, 32)));
      derived.set(kind, key);
    }
    const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
    return Buffer.concat([cipher.update(blocks), cipher.final()]);
  };
  return {
    one: (kind: IndexKind, value: string): string => uuid(encrypt(kind, block(value))),
    // every block stands for itself in this mode, so many values are many blocks
    many: (kind: IndexKind, values: readonly string[]): string[] => {
      const sealed = encrypt(kind, Buffer.concat(values.map(block)));
      return values.map((_, i) => uuid(sealed.subarray(i * 16, i * 16 + 16)));
    },
  };
};

/** Random bytes by the pool: asking the system for twelve costs as much as asking for thousands. No byte is ever given twice. */
const POOL = 12 * 512;
let pool = Buffer.alloc(0);
const newIv = (): Buffer => {
  if (pool.length < 12) pool = randomBytes(POOL);
  const iv = pool.subarray(0, 12);
  pool = pool.subarray(12);
  return iv;
};

class UnknownKey extends Error {}

export const keysOf = (file: KeyFile): Keys => {
  const data = new Map(file.data.map((d) => [d.id, createSecretKey(bytes(d.key))]));
  const current = file.data[file.data.length - 1]!;
  const master = bytes(file.index);
  const { one: index, many: indexMany } = indexer(master);
  const next = file.nextIndex ? indexer(bytes(file.nextIndex)).one : null;
  const previous = file.previousIndex ? indexer(bytes(file.previousIndex)).one : null;
  const identity = bytes(file.identity);
  const sealBytes = (content: Uint8Array): Buffer => {
    const iv = newIv();
    const cipher = createCipheriv('aes-256-gcm', data.get(current.id)!, iv);
    const body = Buffer.concat([cipher.update(content), cipher.final()]);
    return Buffer.concat([Buffer.from([1, current.id]), iv, cipher.getAuthTag(), body]);
  };
  const openBytes = (sealed: Uint8Array): Buffer => {
    const b = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    const key = data.get(b[1] ?? -1);
    if (b[0] !== 1 || !key) throw new UnknownKey('sealed with a key that is not in the key file');
    const decipher = createDecipheriv('aes-256-gcm', key, b.subarray(2, 14));
    decipher.setAuthTag(b.subarray(14, 30));
    return Buffer.concat([decipher.update(b.subarray(30)), decipher.final()]);
  };
  return {
    seal: (text) => sealBytes(Buffer.from(text, 'utf8')),
    open: (sealed) => openBytes(sealed).toString('utf8'),
    sealBytes,
    openBytes,
    index,
    indexMany,
    // While rows move, both columns carry the new index: so two writers, one of whom has not heard of the change yet, still meet in a unique column.
    nextIndex: (kind, value) => (previous ? index(kind, value) : (next?.(kind, value) ?? null)),
    lookups: (kind, value) => [index, next, previous].flatMap((i) => (i ? [i(kind, value)] : [])),
    hmac: (purpose, value) =>
      createHmac('sha256', Buffer.from(hkdfSync('sha256', identity, 'wengang', `hmac:${purpose}`, 32)))
        .update(value)
        .digest(),
    fingerprint: createHmac('sha256', identity).update('wengang key file').digest('hex').slice(0, 32),
    file,
  };
};

/** Replaces the key file whole: a crash leaves the old one or the new one, never half of one. */
export const writeKeyFile = (path: string, file: KeyFile): void => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(4).toString('hex')}`;
  const out = openSync(draft, 'wx', 0o600);
  try {
    writeSync(out, `${JSON.stringify(file, null, 2)}\n`);
    fsyncSync(out);
  } finally {
    closeSync(out);
  }
  renameSync(draft, path);
  const dir = openSync(dirname(path), 'r');
  fsyncSync(dir);
  closeSync(dir);
};

const readKeyFile = (path: string): KeyFile => {
  try {
    const file = JSON.parse(readFileSync(path, 'utf8')) as KeyFile;
    if (file.version !== 1 || !file.data.length || !file.index || !file.identity) throw new Error('incomplete');
    return file;
  } catch {
    throw new StartRefused(
      `密钥文件 ${path} 读不懂；请从备份恢复它，不要删除。\nThe key file ${path} cannot be read; restore it from a backup, do not delete it.`,
    );
  }
};

/** How long a process may go on with keys that another one has changed. Rotations wait longer than this before they rely on a change. */
export const KEY_RELOAD_MS = 1000;

/** Opens the key file, or makes one (mode 0600) at the very first start. A file others can read is closed to them. Changes are noticed within a second. */
export const openKeyFile = (path: string): Keys => {
  if (!existsSync(path)) writeKeyFile(path, newKeyFile());
  if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
  const stamp = () => {
    const { mtimeMs, ino, size } = statSync(path);
    return `${mtimeMs} ${ino} ${size}`;
  };
  let seen = stamp();
  let held = keysOf(readKeyFile(path));
  let looked = Date.now();
  const now = (atOnce = false): Keys => {
    if (!atOnce && Date.now() - looked < KEY_RELOAD_MS) return held;
    looked = Date.now();
    try {
      const found = stamp();
      if (found !== seen) {
        const next = keysOf(readKeyFile(path));
        // another installation's file was put here: go on with ours, the next start will refuse it
        if (next.fingerprint === held.fingerprint) held = next;
        seen = found;
      }
    } catch {
      // unreadable at this moment: go on with what we have
    }
    return held;
  };
  const openBytes = (sealed: Uint8Array): Buffer => {
    try {
      return now().openBytes(sealed);
    } catch (error) {
      if (!(error instanceof UnknownKey)) throw error;
      return now(true).openBytes(sealed); // sealed by a process that has already heard of a new key
    }
  };
  return {
    seal: (text) => now().seal(text),
    open: (sealed) => openBytes(sealed).toString('utf8'),
    sealBytes: (content) => now().sealBytes(content),
    openBytes,
    index: (kind, value) => now().index(kind, value),
    indexMany: (kind, values) => now().indexMany(kind, values),
    nextIndex: (kind, value) => now().nextIndex(kind, value),
    lookups: (kind, value) => now().lookups(kind, value),
    hmac: (purpose, value) => held.hmac(purpose, value),
    fingerprint: held.fingerprint,
    get file() {
      return now(true).file;
    },
  };
};

/** The database remembers which key file it belongs to; with another one nothing could be opened, so we refuse to start. */
export const bindKeys = async (store: Store, keys: Keys, path: string): Promise<void> =>
  store.transact({ role: 'system' }, async (db) => {
    const row = await db.selectFrom('setting').select('value').where('name', '=', 'platform.keys').executeTakeFirst();
    if (!row) {
      await db
        .insertInto('setting')
        .values({ name: 'platform.keys', value: JSON.stringify(keys.fingerprint) })
        .execute();
      return;
    }
    if (row.value !== keys.fingerprint)
      throw new StartRefused(
        `密钥文件 ${path} 不是这个数据库的那一份，打不开已存的证件号和电话。请放回原来的密钥文件。\n` +
          `The key file ${path} is not the one of this database. Put the original key file back.`,
      );
  });
