import { createHash, randomBytes } from 'node:crypto';
import { newId } from '#platform/server/newId.ts';
import type { Db } from '#platform/server/store.ts';
import type { Text } from '#standards/text.ts';
import { defaultSecurity, SecuritySettings } from '../contractWatch.ts';

export const COOKIE = 'wg_session';
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();
const newToken = (): string => randomBytes(32).toString('base64url');
export const later = (at: Date, minutes: number): string => new Date(at.getTime() + minutes * 60_000).toISOString();

/** Settings of sign-in as stored; what is missing or no longer fits falls back to the default. */
export const securityOf = (stored: unknown): SecuritySettings => {
  const read = SecuritySettings.safeParse({ ...defaultSecurity, ...(stored as object | null) });
  return read.success ? read.data : defaultSecurity;
};
export const readSecurityOf = async (db: Db): Promise<SecuritySettings> =>
  securityOf((await db.selectFrom('setting').select('value').where('name', '=', 'access.security').executeTakeFirst())?.value ?? null);

export interface Started {
  readonly token: string;
  readonly id: string;
}

/** Always a fresh token: one that was planted in a browser before is worth nothing. */
export const startSession = async (
  db: Db,
  account: { readonly id: string },
  from: { readonly ip: string; readonly userAgent: string },
  at: Date,
  security: SecuritySettings,
): Promise<Started> => {
  const token = newToken();
  const id = newId(at.getTime());
  await db
    .insertInto('session')
    .values({
      id,
      tokenHash: tokenHash(token),
      accountId: account.id,
      started: at.toISOString(),
      lastSeen: at.toISOString(),
      expires: later(at, security.absoluteHours * 60),
      ip: from.ip,
      userAgent: from.userAgent,
    })
    .execute();
  return { token, id };
};

/** The session goes on under a new token; the old one is worth nothing. */
export const rotateSession = async (
  db: Db,
  sessionId: string,
  change: { steppedUpUntil?: string | null; viewAs?: string | null; viewAsUntil?: string | null } = {},
): Promise<string> => {
  const token = newToken();
  await db
    .updateTable('session')
    .set({ ...change, tokenHash: tokenHash(token) })
    .where('id', '=', sessionId)
    .execute();
  return token;
};

/** Ends sessions of an account, all but one where told. @returns how many */
export const endSessions = async (db: Db, accountId: string, at: Date, but?: string | null): Promise<number> => {
  const ended = await db
    .updateTable('session')
    .set({ ended: at.toISOString() })
    .where('accountId', '=', accountId)
    .where('ended', 'is', null)
    .$if(Boolean(but), (q) => q.where('id', '<>', but!))
    .returning('id')
    .execute();
  return ended.length;
};

/** Ended and expired sessions are kept for 30 days, for the question "was that me?"; wrong tries for a day. */
export const sweepSessions = async (db: Db, at: Date): Promise<void> => {
  await db
    .deleteFrom('session')
    .where('expires', '<', later(at, -30 * 24 * 60))
    .execute();
  const yesterday = later(at, -24 * 60);
  await db.deleteFrom('signInGuard').where('since', '<', yesterday).execute();
  await db.deleteFrom('signInAddress').where('since', '<', yesterday).execute();
  await db.deleteFrom('accountSheet').where('created', '<', later(at, -60)).execute();
};

const SYSTEMS: readonly [RegExp, string, string][] = [
  [/HarmonyOS/i, '鸿蒙', 'HarmonyOS'],
  [/iPhone|iPad/i, '苹果手机', 'iOS'],
  [/Android/i, '安卓手机', 'Android'],
  [/Windows/i, 'Windows 电脑', 'Windows'],
  [/Mac OS X|Macintosh/i, '苹果电脑', 'macOS'],
  [/Linux|X11/i, 'Linux 电脑', 'Linux'],
];
const BROWSERS: readonly [RegExp, string, string][] = [
  [/MicroMessenger/i, '微信', 'WeChat'],
  [/Edg\//i, 'Edge', 'Edge'],
  [/QQBrowser/i, 'QQ 浏览器', 'QQ Browser'],
  [/360|QIHU/i, '360 浏览器', '360 Browser'],
  [/Firefox\//i, '火狐', 'Firefox'],
  [/Chrome\//i, 'Chrome', 'Chrome'],
  [/Safari\//i, 'Safari', 'Safari'],
];
/** Chrome · Windows 电脑: enough to recognise one's own device, no more. */
export const deviceText = (userAgent: string): Text => {
  const system = SYSTEMS.find(([p]) => p.test(userAgent));
  const browser = BROWSERS.find(([p]) => p.test(userAgent));
  const join = (i: 1 | 2, unknown: string) => [browser?.[i], system?.[i]].filter(Boolean).join(' · ') || unknown;
  return { zh: join(1, '不认识的设备'), en: join(2, 'Unknown device') };
};
