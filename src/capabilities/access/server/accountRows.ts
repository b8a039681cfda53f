// How accounts are read, and which of them an actor may read or manage.
import { type ExpressionBuilder, sql } from 'kysely';
import { notFound } from '#platform/problem.ts';
import type { Actor } from '#platform/server/actor.ts';
import type { Call } from '#platform/server/http.ts';
import type { Keys } from '#platform/server/keys.ts';
import { newId } from '#platform/server/newId.ts';
import type { Db } from '#platform/server/store.ts';
import type { Tables } from '#platform/server/tables.gen.ts';
import { type AccountDetail, type AccountRow, notYourself } from '../contractAccounts.ts';
import { areaOf, type Holding, isAdminRole, isRole } from '../rules.ts';
import { mayGrant, mayManage, mayViewAs } from '../rulesDelegation.ts';
import { realDay } from './authenticator.ts';
import { loginHash } from './guard.ts';
import { maskPhone, rolesOf, sealedPhone, shownRole } from './me.ts';

type Eb = ExpressionBuilder<Tables & { a: Tables['account'] }, 'a'>;

/**
 * Accounts with a role the actor could have given, over an area inside the actor's. One whose roles have all ended still belongs to those who
 * could have given them; one that never had any, to its maker and the system administrator.
 */
const belowMe = (actor: Actor) => (eb: Eb) => {
  const isSystem = actor.grants.some((g) => g.role === 'system_admin');
  const any = eb.selectFrom('roleGrant as g').select('g.id').whereRef('g.accountId', '=', 'a.id');
  const roleless = eb.not(eb.exists(any.where('g.ended', 'is', null)));
  const never = eb.not(eb.exists(any));
  return eb.or([
    ...actor.grants.flatMap((m) => {
      if (!isRole(m.role) || mayGrant[m.role].length === 0) return [];
      const area = areaOf(m.areaCode);
      return [
        eb.exists(
          any
            .where((e) => e.or([e('g.ended', 'is', null), roleless]))
            .where('g.role', 'in', [...mayGrant[m.role]])
            .where((e) => (m.areaCode === '' ? e.lit(true) : e.between('g.areaCode', area.from, area.to)))
            // one's equals are not below
            .where((e) => e.or([e('g.role', '<>', m.role as never), e('g.areaCode', '<>', m.areaCode), e.lit(isAdminRole(m.role))])),
        ),
      ];
    }),
    isSystem ? never : eb.and([never, eb('a.createdBy', '=', actor.accountId)]),
  ]);
};

export const accountsBelow = (db: Db, actor: Actor) => db.selectFrom('account as a').where(belowMe(actor) as never);

const ROW = [
  'a.id',
  'a.login',
  'a.displayName as name',
  'a.state',
  'a.mustChangePassword',
  'a.codesOn',
  'a.phoneSealed',
  'a.created',
] as const;
export const rowColumns = [...ROW, 'a.lastSignIn', 'a.version', 'a.createdBy'] as const;
interface Row {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly state: 'active' | 'disabled';
  readonly mustChangePassword: boolean;
  readonly codesOn: boolean;
  readonly phoneSealed: Uint8Array | null;
  readonly created: string;
  readonly lastSignIn: string | null;
}

/** Adds roles and locks to rows of one page. */
export const shownAccounts = async (db: Db, keys: Keys, rows: readonly Row[], at: Date): Promise<AccountRow[]> => {
  const roles = await rolesOf(
    db,
    rows.map((r) => r.id),
    realDay(at),
  );
  const locks = await db
    .selectFrom('signInGuard as k')
    .innerJoin('account as a', 'a.loginHash', 'k.loginHash')
    .select(['a.id', 'k.lockedUntil'])
    .where(
      'a.id',
      'in',
      rows.map((r) => r.id),
    )
    .where('k.lockedUntil', '>', at.toISOString())
    .execute();
  return rows.map(({ phoneSealed, ...r }) => ({
    ...r,
    phoneMasked: phoneSealed && maskPhone(keys.open(phoneSealed)),
    roles: roles.filter((g) => g.accountId === r.id).map(shownRole),
    lockedUntil: locks.find((l) => l.id === r.id)?.lockedUntil ?? null,
  }));
};

/** All that is not ended, also what begins later or has run out: what counts when deciding who may manage an account. */
export const openGrants = async (db: Db, accountId: string) =>
  db
    .selectFrom('roleGrant')
    .select(['id', 'accountId', 'role', 'areaCode', 'relation', 'validFrom', 'validTo'])
    .where('accountId', '=', accountId)
    .where('ended', 'is', null)
    .orderBy('granted')
    .execute();

const formerGrants = (db: Db, accountId: string) =>
  db.selectFrom('roleGrant').select(['role', 'areaCode', 'relation']).where('accountId', '=', accountId).execute();

export interface Target {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly state: 'active' | 'disabled';
  readonly version: number;
  readonly createdBy: string | null;
  readonly grants: readonly (Holding & { readonly id: string })[];
  /** What decides who may manage it: its roles, or where all have ended, those it had. */
  readonly judged: readonly Holding[];
  readonly area: string;
}

const targetOf = async (db: Db, id: string): Promise<Target> => {
  const row = await db
    .selectFrom('account as a')
    .select(['a.id', 'a.login', 'a.displayName as name', 'a.state', 'a.version', 'a.createdBy'])
    .where('a.id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound();
  const grants = await openGrants(db, id);
  const judged = grants.length ? grants : await formerGrants(db, id);
  return { ...row, grants, judged, area: judged[0]?.areaCode ?? '' };
};

/** The account, where the actor may know of it; otherwise the same answer as for one that does not exist. Its row is held when writing. */
export const getAccount = async (db: Db, actor: Actor, id: string, hold = false): Promise<Target> => {
  // held before it is read: what is decided on must not change meanwhile
  if (hold) await db.selectFrom('account').select('id').where('id', '=', id).forUpdate().execute();
  const known = id === actor.accountId || (await accountsBelow(db, actor).select('a.id').where('a.id', '=', id).executeTakeFirst());
  if (!known) throw notFound();
  return targetOf(db, id);
};

export const managesTarget = (actor: Actor, target: Target): boolean =>
  target.id !== actor.accountId &&
  (target.judged.length === 0
    ? target.createdBy === actor.accountId || actor.grants.some((g) => g.role === 'system_admin')
    : mayManage(actor.grants, target.judged));

/** For every deed on an account: known to the actor, and every role of it one the actor could give. */
export const getManaged = async (db: Db, actor: Actor, id: string, hold = true): Promise<Target> => {
  if (id === actor.accountId) throw notYourself();
  const target = await getAccount(db, actor, id, hold);
  if (!managesTarget(actor, target)) throw notFound();
  return target;
};

/** One account with its history, as the reader may see it. */
export const accountDetail = async (
  { db, actor, services }: Pick<Call, 'db' | 'actor' | 'services'>,
  id: string,
  /** Told to its maker, who may not be able to see it again (the first security administrator). */
  made = false,
): Promise<AccountDetail> => {
  const at = services.clock.now();
  const target = made ? await targetOf(db, id) : await getAccount(db, actor, id);
  const row = await db.selectFrom('account as a').select(rowColumns).where('a.id', '=', id).executeTakeFirstOrThrow();
  const [shown] = await shownAccounts(db, services.keys, [row], at);
  const history = await db
    .selectFrom('roleGrant as g')
    .select(['g.id', 'g.role', 'g.areaCode', 'g.relation', 'g.validFrom', 'g.validTo', 'g.granted', 'g.grantedBy'])
    .select(['g.ended', 'g.endedBy', 'g.endReason'])
    .where('g.accountId', '=', id)
    .orderBy('g.granted', 'desc')
    .orderBy('g.id', 'desc')
    .execute();
  const people = [row.createdBy, ...history.flatMap((h) => [h.grantedBy, h.endedBy])].filter((p): p is string => p !== null);
  const names = new Map((await refsOf(db, people)).map((p) => [p.id, p]));
  const ref = (who: string | null) => (who === null ? null : (names.get(who) ?? null));
  const { n } = await db
    .selectFrom('session')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('accountId', '=', id)
    .where('ended', 'is', null)
    .where('expires', '>', at.toISOString())
    .executeTakeFirstOrThrow();
  return {
    ...shown!,
    version: row.version,
    createdBy: ref(row.createdBy),
    history: history.map((h) => ({ ...shownRole(h), ...h, role: shownRole(h).role, grantedBy: ref(h.grantedBy), endedBy: ref(h.endedBy) })),
    openSessions: n,
    may: {
      manage: managesTarget(actor, target),
      viewAs: actor.permissions.has('access.viewAs') && target.state === 'active' && mayViewAs(actor.grants, target.grants),
      self: id === actor.accountId,
    },
  };
};

export const refsOf = (db: Db, ids: readonly string[]) =>
  db
    .selectFrom('account')
    .select(['id', 'login', 'displayName as name'])
    .where('id', 'in', [...new Set(ids)])
    .execute();

export interface AccountDraft {
  readonly login: string;
  readonly name: string;
  readonly phone: string;
  readonly passwordHash: string;
  readonly mustChange: boolean;
  readonly createdBy: string | null;
}
export const insertAccounts = async (db: Db, keys: Keys, drafts: readonly AccountDraft[], at: Date): Promise<string[]> => {
  if (drafts.length === 0) return [];
  const ids = drafts.map(() => newId(at.getTime()));
  const now = at.toISOString();
  await db
    .insertInto('account')
    .values(
      drafts.map((d, i) => ({
        id: ids[i]!,
        login: d.login,
        loginHash: loginHash(keys, d.login),
        displayName: d.name,
        mustChangePassword: d.mustChange,
        ...sealedPhone(keys, d.phone),
        created: now,
        createdBy: d.createdBy,
        changed: now,
        changedBy: d.createdBy,
      })),
    )
    .execute();
  await db
    .insertInto('accountSecret')
    .values(drafts.map((d, i) => ({ accountId: ids[i]!, passwordHash: d.passwordHash, passwordSet: now })))
    .execute();
  return ids;
};

export interface GrantDraft extends Holding {
  readonly accountId: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly grantedBy: string | null;
}
export const insertGrants = async (db: Db, drafts: readonly GrantDraft[], at: Date): Promise<void> => {
  if (drafts.length === 0) return;
  await db
    .insertInto('roleGrant')
    .values(
      drafts.map((d) => {
        if (!isRole(d.role)) throw new Error(`unknown role ${d.role}`);
        return { ...d, role: d.role, id: newId(at.getTime()), granted: at.toISOString() };
      }),
    )
    .execute();
};

/** Is there anybody who may appoint administrators? Until then the system administrator may, once. */
export const hasSecurityAdmin = async (db: Db): Promise<boolean> =>
  (
    await sql<{ one: number }>`select 1 as one from role_grant g join account a on a.id = g.account_id
    where g.role = 'security_admin' and g.area_code = '' and (g.valid_to is null or g.valid_to >= current_date) and g.ended is null
      and a.state = 'active' limit 1`.execute(db)
  ).rows.length > 0;
