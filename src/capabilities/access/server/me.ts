// One's own account: reading, profile, sessions.
import { sql } from 'kysely';
import { changed, notFound } from '#platform/problem.ts';
import { type Call, handle, type Route } from '#platform/server/http.ts';
import type { Keys } from '#platform/server/keys.ts';
import type { Db } from '#platform/server/store.ts';
import { editMe, endMyOtherSessions, endMySession, listMySessions, type Me, readMe, signOut } from '../contract.ts';
import { isRole, roleTexts } from '../rules.ts';
import { realDay } from './authenticator.ts';
import { recoveryCodesLeft } from './codes.ts';
import { unreadCount } from './notices.ts';
import { areaName } from './parts.ts';
import { COOKIE, deviceText, endSessions, readSecurityOf } from './sessions.ts';

export interface RoleRow {
  readonly id: string;
  readonly role: string;
  readonly areaCode: string;
  readonly relation: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
}
export const shownRole = (g: RoleRow): Me['roles'][number] => {
  if (!isRole(g.role)) throw new Error(`unknown role ${g.role} in role_grant`);
  return { ...g, role: g.role, text: roleTexts[g.role], areaName: areaName(g.areaCode) };
};

/** Roles an account holds on a day. */
export const rolesOf = async (db: Db, accountIds: readonly string[], day: string): Promise<(RoleRow & { accountId: string })[]> =>
  db
    .selectFrom('roleGrant')
    .select(['id', 'accountId', 'role', 'areaCode', 'relation', 'validFrom', 'validTo'])
    .where('accountId', 'in', [...accountIds])
    .where('ended', 'is', null)
    .where(sql<boolean>`valid_from <= ${day}::date and (valid_to is null or valid_to >= ${day}::date)`)
    .orderBy('granted')
    .execute();

export const cleanPhone = (phone: string): string => phone.replace(/[\s-]/g, '');
/** 138****8000 */
export const maskPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`;
export const sealedPhone = (keys: Keys, phone: string) => {
  const clean = cleanPhone(phone);
  return clean === ''
    ? { phoneSealed: null, phoneIndex: null, phoneIndexNext: null }
    : { phoneSealed: keys.seal(clean), phoneIndex: keys.index('phone', clean), phoneIndexNext: keys.nextIndex('phone', clean) };
};

/** What the console's first paint needs about who is signed in; of the viewed account while looking through someone's eyes. */
export const meOf = async ({ db, actor, services }: Pick<Call, 'db' | 'actor' | 'services'>): Promise<Me> => {
  const at = services.clock.now();
  const account = await db.selectFrom('account').selectAll().where('id', '=', actor.accountId!).executeTakeFirstOrThrow();
  const session = await db.selectFrom('session').selectAll().where('id', '=', actor.sessionId!).executeTakeFirstOrThrow();
  const held = await rolesOf(db, [account.id], realDay(at));
  const security = await readSecurityOf(db);
  const look = actor.overrideId
    ? await db.selectFrom('overrideLook').selectAll().where('id', '=', actor.overrideId).executeTakeFirst()
    : undefined;
  const viewing = actor.viewedBy !== null;
  return {
    account: {
      id: account.id,
      login: account.login,
      name: account.displayName,
      phone: account.phoneSealed && !viewing ? services.keys.open(account.phoneSealed) : null,
      language: account.language,
      version: account.version,
    },
    roles: held.map(shownRole),
    permissions: [...actor.permissions].sort(),
    mustChangePassword: !viewing && account.mustChangePassword,
    mustEnrolCode: !viewing && !account.codesOn && held.some((h) => (security.codeRoles as string[]).includes(h.role)),
    codesOn: account.codesOn,
    recoveryCodesLeft: viewing || !account.codesOn ? 0 : await recoveryCodesLeft(db, account.id),
    steppedUpUntil: actor.steppedUpUntil,
    viewedBy: actor.viewedBy && { login: actor.viewedBy.login, name: actor.viewedBy.name, until: session.viewAsUntil ?? at.toISOString() },
    override: look
      ? { id: look.id, areaCode: look.areaCode, areaName: areaName(look.areaCode), reason: look.reason, until: look.until }
      : null,
    session: { idleMinutes: security.idleMinutes, expires: session.expires },
    unreadNotices: await unreadCount(db, actor),
  };
};

/** The area an account's deeds are filed under, so that its area's auditor finds them. */
export const filedUnder = async (db: Db, accountId: string): Promise<string> =>
  (
    await db
      .selectFrom('roleGrant')
      .select('areaCode')
      .where('accountId', '=', accountId)
      .where('ended', 'is', null)
      .orderBy('granted')
      .executeTakeFirst()
  )?.areaCode ?? '';

const asSystem = (route: Route): Route => ({ ...route, as: 'system' });

export const meRoutes: readonly Route[] = [
  handle(readMe, meOf),
  handle(editMe, async (call, { version, phone, language }) => {
    const { db, actor, services } = call;
    const fields = Object.entries({ phone, language }).flatMap(([k, v]) => (v === undefined ? [] : [k]));
    call.note({ subject: { kind: 'account', id: actor.accountId! }, area: await filedUnder(db, actor.accountId!), details: { fields } });
    const done = await db
      .updateTable('account')
      .set({
        ...(phone === undefined ? {} : sealedPhone(services.keys, phone)),
        ...(language === undefined ? {} : { language }),
        version: version + 1,
        changed: services.clock.now().toISOString(),
        changedBy: actor.accountId,
      })
      .where('id', '=', actor.accountId!)
      .where('version', '=', version)
      .returning('id')
      .executeTakeFirst();
    if (!done) throw await changedBy(db, actor.accountId!);
    return meOf(call);
  }),
  handle(signOut, async (call) => {
    const { db, actor, services } = call;
    const real = actor.viewedBy?.accountId ?? actor.accountId!;
    await db.updateTable('session').set({ ended: services.clock.now().toISOString() }).where('id', '=', actor.sessionId!).execute();
    call.setCookie(COOKIE, null);
    call.note({ subject: { kind: 'account', id: real }, area: await filedUnder(db, real) });
    return {};
  }),
  handle(listMySessions, async ({ db, actor, services }) => {
    const at = services.clock.now();
    const security = await readSecurityOf(db);
    const rows = await db
      .selectFrom('session')
      .select(['id', 'ip', 'userAgent', 'started', 'lastSeen', 'expires'])
      .where('accountId', '=', actor.accountId!)
      .where('ended', 'is', null)
      .where('expires', '>', at.toISOString())
      .where('lastSeen', '>', new Date(at.getTime() - security.idleMinutes * 60_000).toISOString())
      .orderBy('lastSeen', 'desc')
      .execute();
    return {
      items: rows.map(({ userAgent, ...r }) => ({ ...r, current: r.id === actor.sessionId, device: deviceText(userAgent) })),
    };
  }),
  handle(endMySession, async (call, { id }) => {
    const { db, actor, services } = call;
    const ended = await db
      .updateTable('session')
      .set({ ended: services.clock.now().toISOString() })
      .where('id', '=', id)
      .where('accountId', '=', actor.accountId!)
      .where('ended', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!ended) throw notFound();
    if (id === actor.sessionId) call.setCookie(COOKIE, null);
    call.note({ subject: { kind: 'account', id: actor.accountId! }, area: await filedUnder(db, actor.accountId!) });
    return {};
  }),
  handle(endMyOtherSessions, async (call) => {
    const { db, actor, services } = call;
    const ended = await endSessions(db, actor.accountId!, services.clock.now(), actor.sessionId);
    call.note({
      subject: { kind: 'account', id: actor.accountId! },
      area: await filedUnder(db, actor.accountId!),
      details: { ended },
    });
    return { ended };
  }),
].map(asSystem);

/** The refusal for the second of two who edit one account. */
export const changedBy = async (db: Db, accountId: string) => {
  const row = await db
    .selectFrom('account as a')
    .leftJoin('account as b', 'b.id', 'a.changedBy')
    .select(['a.changed', 'b.displayName as by'])
    .where('a.id', '=', accountId)
    .executeTakeFirst();
  return row ? changed({ by: row.by ?? '—', at: row.changed }) : notFound();
};
