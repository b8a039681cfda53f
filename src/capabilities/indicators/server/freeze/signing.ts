// The key that signs frozen months: Ed25519, made at the first need, its private half sealed in the database.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { sql } from 'kysely';
import { newId } from '#platform/server/newId.ts';
import type { SealedColumn } from '#platform/server/rotation.ts';
import type { Services } from '#platform/server/services.ts';
import type { Db } from '#platform/server/store.ts';

export const signingSealed: SealedColumn = { table: 'signing_key', id: 'id', sealed: 'private_sealed', indexes: [] };

export interface Signer {
  readonly keyId: string;
  /** SPKI, base64. */
  readonly publicKey: string;
  sign(text: string): string;
}
/** As `system`, in a transaction of its own. */
export const openSigner = ({ store, keys }: Pick<Services, 'store' | 'keys'>): Promise<Signer> =>
  store.transact({ role: 'system' }, async (db) => {
    // two at the first time: one key
    await sql`select pg_advisory_xact_lock(7300483)`.execute(db);
    const find = async () =>
      (
        await sql<{
          id: string;
          publicKey: string;
          privateSealed: Buffer;
        }>`select id, public_key, private_sealed from signing_key order by created desc, id desc limit 1`.execute(db)
      ).rows[0];
    let found = await find();
    if (!found) {
      const { publicKey, privateKey } = generateKeyPairSync('ed25519');
      await sql`insert into signing_key (id, public_key, private_sealed) values (${newId()}::uuid,
        ${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}, ${keys.seal(privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'))})`.execute(
        db,
      );
      found = (await find())!;
    }
    const key = createPrivateKey({ key: Buffer.from(keys.open(found.privateSealed), 'base64'), format: 'der', type: 'pkcs8' });
    return { keyId: found.id, publicKey: found.publicKey, sign: (text) => sign(null, Buffer.from(text), key).toString('base64') };
  });

export const publicKeys = async (
  db: Db,
): Promise<readonly { readonly id: string; readonly publicKey: string; readonly created: string }[]> =>
  (
    await sql<{ id: string; publicKey: string; created: string }>`select id, public_key, created from signing_key order by created`.execute(
      db,
    )
  ).rows;

/** Short enough to be read aloud: SHA-256 of the key, in hex, by four. */
export const fingerprintOf = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 32).match(/.{4}/g)!.join(' ');

export const signatureHolds = (text: string, signature: string, publicKey: string): boolean => {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' && verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
};
