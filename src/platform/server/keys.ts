import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
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
  /** The same under the next index key while a rotation runs; null otherwise. */
  nextIndex(kind: IndexKind, value: string): string | null;
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
  /** Present while an index rotation runs. */
  readonly nextIndex?: string;
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
  const derived = new Map<IndexKind, Buffer>();
  return (kind: IndexKind, value: string): string => {
    let key = derived.get(kind);
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', master, 'wengang', `index:${kind}`, 32));
      derived.set(kind, key);
    }
    const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
    return uuid(Buffer.concat([cipher.update(block(value)), cipher.final()]));
  };
};

export const keysOf = (file: KeyFile): Keys => {
  const data = new Map(file.data.map((d) => [d.id, bytes(d.key)]));
  const current = file.data[file.data.length - 1]!;
  const master = bytes(file.index);
  const index = indexer(master);
  const next = file.nextIndex ? indexer(bytes(file.nextIndex)) : null;
  const identity = bytes(file.identity);
  const sealBytes = (content: Uint8Array): Buffer => {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', data.get(current.id)!, iv);
    const body = Buffer.concat([cipher.update(content), cipher.final()]);
    return Buffer.concat([Buffer.from([1, current.id]), iv, cipher.getAuthTag(), body]);
  };
  const openBytes = (sealed: Uint8Array): Buffer => {
    const b = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    const key = data.get(b[1] ?? -1);
    if (b[0] !== 1 || !key) throw new Error('sealed with a key that is not in the key file');
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
    nextIndex: (kind, value) => next?.(kind, value) ?? null,
    hmac: (purpose, value) =>
      createHmac('sha256', Buffer.from(hkdfSync('sha256', identity, 'wengang', `hmac:${purpose}`, 32)))
        .update(value)
        .digest(),
    fingerprint: createHmac('sha256', identity).update('wengang key file').digest('hex').slice(0, 32),
    file,
  };
};

/** Opens the key file, or makes one (mode 0600) at the very first start. A file others can read is closed to them. */
export const openKeyFile = (path: string): Keys => {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, `${JSON.stringify(newKeyFile(), null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  }
  if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
  let file: KeyFile;
  try {
    file = JSON.parse(readFileSync(path, 'utf8')) as KeyFile;
    if (file.version !== 1 || !file.data.length || !file.index || !file.identity) throw new Error('incomplete');
  } catch {
    throw new StartRefused(
      `密钥文件 ${path} 读不懂；请从备份恢复它，不要删除。\nThe key file ${path} cannot be read; restore it from a backup, do not delete it.`,
    );
  }
  return keysOf(file);
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
