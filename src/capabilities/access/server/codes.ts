// TOTP (RFC 6238) and recovery codes.
import { randomInt, timingSafeEqual } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Keys } from '#platform/server/keys.ts';
import type { Db } from '#platform/server/store.ts';

const STEP = 30;
/** Accepted: this step and one on either side. */
const WINDOW = 1;
/** How far a clock may be off for us to say so, rather than "wrong code". */
const TOLD = 20;

const totpOf = (secret: string, label: string): TOTP =>
  new TOTP({ issuer: '稳岗', label, algorithm: 'SHA1', digits: 6, period: STEP, secret: Secret.fromBase32(secret) });

export const newCodeSecret = (): string => new Secret({ size: 20 }).base32;
export const codeUri = (secret: string, login: string): string => totpOf(secret, login).toString();
/** For tests and the printed secret of the demonstration. */
export const codeAt = (secret: string, at: Date): string => totpOf(secret, '').generate({ timestamp: at.getTime() });

export type CodeCheck =
  | { readonly kind: 'right'; readonly step: number }
  | { readonly kind: 'clock'; readonly step: number; readonly minutes: number; readonly fast: boolean }
  | { readonly kind: 'wrong' };

/** `lastStep`: the last step accepted; `burnt`: steps that were told and must never pass. */
export const checkCode = (secret: string, code: string, at: Date, lastStep: number, burnt: readonly number[]): CodeCheck => {
  const now = Math.floor(at.getTime() / 1000 / STEP);
  const totp = totpOf(secret, '');
  let found: number | undefined;
  // all steps are compared, always, in constant time each
  for (let d = -TOLD; d <= TOLD; d++) {
    const same = timingSafeEqual(Buffer.from(totp.generate({ timestamp: (now + d) * STEP * 1000 })), Buffer.from(code));
    if (same && (found === undefined || Math.abs(d) < Math.abs(found))) found = d;
  }
  if (found === undefined || burnt.includes(now + found)) return { kind: 'wrong' };
  if (Math.abs(found) <= WINDOW) return now + found > lastStep ? { kind: 'right', step: now + found } : { kind: 'wrong' };
  return { kind: 'clock', step: now + found, minutes: Math.max(1, Math.round((Math.abs(found) * STEP) / 60)), fast: found > 0 };
};

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const plainCode = (code: string): string => code.toLowerCase().replace(/[\s-]/g, '');
export const isRecoveryCode = (code: string): boolean => plainCode(code).length === 10;
export const cleanCode = plainCode;

/** Ten codes of 50 bits; the old ones end. @returns what is shown once */
export const renewCodes = async (db: Db, keys: Keys, accountId: string): Promise<string[]> => {
  const codes = Array.from({ length: 10 }, () => Array.from({ length: 10 }, () => BASE32[randomInt(32)]).join(''));
  await db.deleteFrom('recoveryCode').where('accountId', '=', accountId).execute();
  await db
    .insertInto('recoveryCode')
    .values(codes.map((c) => ({ accountId, hash: keys.hmac(`recovery:${accountId}`, c) })))
    .execute();
  return codes.map((c) => `${c.slice(0, 5)}-${c.slice(5)}`);
};

/** True once: the row lock of the update makes two uses of one code take turns. */
export const spendRecoveryCode = async (db: Db, keys: Keys, accountId: string, code: string, at: Date): Promise<boolean> => {
  const spent = await db
    .updateTable('recoveryCode')
    .set({ used: at.toISOString() })
    .where('accountId', '=', accountId)
    .where('hash', '=', keys.hmac(`recovery:${accountId}`, plainCode(code)))
    .where('used', 'is', null)
    .returning('accountId')
    .executeTakeFirst();
  return spent !== undefined;
};

export const recoveryCodesLeft = async (db: Db, accountId: string): Promise<number> => {
  const { n } = await db
    .selectFrom('recoveryCode')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('accountId', '=', accountId)
    .where('used', 'is', null)
    .executeTakeFirstOrThrow();
  return n;
};
