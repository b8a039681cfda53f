import { sql } from 'kysely';
import { type Actor, type ActorSource, type Grant, nobody } from '#platform/server/actor.ts';
import type { Authenticator } from '#platform/server/http.ts';
import type { Db } from '#platform/server/store.ts';
import { stepUpNeeded } from '../contract.ts';
import type { SecuritySettings } from '../contractWatch.ts';
import { areaOf, type Holding, isRole, type Permissions, permissionsOf, reachOf } from '../rules.ts';
import { mayViewAs } from '../rulesDelegation.ts';
import { COOKIE, later, securityOf, tokenHash } from './sessions.ts';

interface Found {
  id: string;
  accountId: string;
  steppedUpUntil: string | null;
  lastSeen: string;
  expires: string;
  ended: string | null;
  state: string;
  login: string;
  displayName: string;
  mustChangePassword: boolean;
  codesOn: boolean;
  viewAs: string | null;
  viewAsUntil: string | null;
  viewLogin: string | null;
  viewName: string | null;
  grants: Holding[] | null;
  viewGrants: Holding[] | null;
  overrideId: string | null;
  overrideArea: string | null;
  security: unknown;
}

const shanghai = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit' });
/** Roles run by the real calendar, also where business days are a demonstration's. */
export const realDay = (at: Date): string => shanghai.format(at);

const heldBy = (account: string, day: string) => sql`
  (select json_agg(json_build_object('role', g.role, 'areaCode', g.area_code, 'relation', g.relation) order by g.granted)
   from role_grant g where g.account_id = ${sql.ref(account)} and g.ended is null
     and g.valid_from <= ${day}::date and (g.valid_to is null or g.valid_to >= ${day}::date))`;

/** Everything about a session in one statement: its account, what it holds today, whose eyes, which temporary look. */
const find = async (db: Db, token: string, at: Date): Promise<Found | undefined> => {
  const [now, day] = [at.toISOString(), realDay(at)];
  const { rows } = await sql<Found>`
    select s.id, s.account_id, s.stepped_up_until, s.last_seen, s.expires, s.ended, s.view_as, s.view_as_until,
      a.state, a.login, a.display_name, a.must_change_password, a.codes_on, v.login as view_login, v.display_name as view_name,
      ${heldBy('a.id', day)} as grants, ${heldBy('v.id', day)} as view_grants, o.id as override_id, o.area_code as override_area,
      (select value from setting where name = 'access.security') as security
    from session s join account a on a.id = s.account_id
    left join account v on v.id = s.view_as and v.state = 'active' and s.view_as_until > ${now}
    left join override_look o on o.account_id = a.id and o.ended is null and o.until > ${now} and o.starts <= ${now}
    where s.token_hash = ${tokenHash(token)}`.execute(db);
  return rows[0];
};

const grantsOf = (held: readonly Holding[] | null): Grant[] =>
  (held ?? []).filter((h) => isRole(h.role)).map((h) => ({ ...h, area: areaOf(h.areaCode) }));

/** An actor from what an account holds. */
export const actorOf = (
  permissions: Permissions,
  account: { readonly id: string; readonly login: string; readonly name: string },
  held: readonly Holding[],
): Actor => {
  const grants = grantsOf(held);
  const reach = reachOf(grants);
  return {
    ...nobody,
    ...reach,
    accountId: account.id,
    login: account.login,
    name: account.name,
    grants,
    permissions: permissionsOf(
      permissions,
      grants.map((g) => g.role),
    ),
  };
};

interface Standing {
  readonly mustChangePassword: boolean;
  readonly codesOn: boolean;
}
/** The password is a stranger's handwriting until it is changed, and some roles need codes: until then nothing may be done but that. */
const isRestricted = ({ mustChangePassword, codesOn }: Standing, held: readonly Holding[], security: SecuritySettings): boolean =>
  mustChangePassword || (!codesOn && held.some((h) => (security.codeRoles as string[]).includes(h.role)));

/**
 * An account as it is now, without a session: whom a job acts for. What belongs to a session stays with it: a temporary look is for the eyes,
 * a fresh password for the request that asked for it.
 */
export const newActorSource =
  (permissions: Permissions): ActorSource =>
  async (db, accountId, at) => {
    const { rows } = await sql<Standing & { login: string; displayName: string; grants: Holding[] | null; security: unknown }>`
      select a.login, a.display_name, a.must_change_password, a.codes_on, ${heldBy('a.id', realDay(at))} as grants,
        (select value from setting where name = 'access.security') as security
      from account a where a.id = ${accountId} and a.state = 'active'`.execute(db);
    const a = rows[0];
    const held = a?.grants ?? [];
    return !a || isRestricted(a, held, securityOf(a.security))
      ? nobody
      : actorOf(permissions, { id: accountId, login: a.login, name: a.displayName }, held);
  };

/** How long a session may go without being noted as seen: one write a minute, not one a request. */
const NOTED = 60_000;

export const newAuthenticator = (permissions: Permissions): Authenticator => ({
  cookieName: COOKIE,
  async identify(db, cookie, at) {
    if (!cookie || cookie.length > 100) return nobody;
    const s = await find(db, cookie, at);
    if (!s || s.ended || s.state !== 'active') return nobody;
    const security = securityOf(s.security);
    const now = at.toISOString();
    if (Date.parse(s.expires) <= at.getTime() || Date.parse(s.lastSeen) + security.idleMinutes * 60_000 <= at.getTime()) return nobody;
    if (Date.parse(s.lastSeen) + NOTED <= at.getTime())
      await db.updateTable('session').set({ lastSeen: now }).where('id', '=', s.id).execute();
    const own = { id: s.accountId, login: s.login, name: s.displayName };
    const held = s.grants ?? [];
    const me = actorOf(permissions, own, held);
    if (isRestricted(s, held, security)) return { ...actorOf(permissions, own, []), sessionId: s.id, steppedUpUntil: s.steppedUpUntil };
    if (s.viewAs && s.viewLogin !== null && me.permissions.has('access.viewAs') && mayViewAs(held, s.viewGrants ?? [])) {
      const other = { id: s.viewAs, login: s.viewLogin, name: s.viewName ?? '' };
      return {
        ...actorOf(permissions, other, s.viewGrants ?? []),
        sessionId: s.id,
        viewedBy: { accountId: own.id, login: own.login, name: own.name },
      };
    }
    return {
      ...me,
      lookAreas: s.overrideArea ? [...me.lookAreas, areaOf(s.overrideArea)] : me.lookAreas,
      sessionId: s.id,
      overrideId: s.overrideId,
      steppedUpUntil: s.steppedUpUntil,
    };
  },
  requireStepUp(actor, at) {
    if (!isSteppedUp(actor, at)) throw stepUpNeeded();
  },
});

/** Whether this person confirmed a moment ago that it is them. */
export const isSteppedUp = (actor: Pick<Actor, 'steppedUpUntil' | 'viewedBy'>, at: Date): boolean =>
  actor.steppedUpUntil !== null && !actor.viewedBy && Date.parse(actor.steppedUpUntil) > at.getTime();

export const STEP_UP_MINUTES = 10;
export const steppedUp = (at: Date): string => later(at, STEP_UP_MINUTES);
