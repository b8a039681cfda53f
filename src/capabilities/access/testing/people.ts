// Real accounts and sessions, made quickly: cheap hashes by configuration, everything else as in production.
import type { FastifyInstance } from 'fastify';
import type { Services } from '#platform/server/services.ts';
import { type Caller, callerOf } from '#platform/testing/caller.ts';
import type { Holding } from '../rules.ts';
import { insertAccounts, insertGrants } from '../server/accountRows.ts';
import { realDay, steppedUp } from '../server/authenticator.ts';
import { hashPassword } from '../server/passwords.ts';
import { COOKIE, readSecurityOf, startSession } from '../server/sessions.ts';
import { type Persona, personas } from './personas.ts';

/** Long, odd, in no list; the same for everybody, so that tests can sign in by hand. */
export const PASSWORD = 'qing-shan-lü-shui-7';

export interface Wanted {
  readonly login?: string;
  readonly name?: string;
  /** Several roles, or none. */
  readonly roles?: readonly (Holding & { readonly validFrom?: string; readonly validTo?: string | null })[];
  /** True: has just entered the password again. */
  readonly steppedUp?: boolean;
  readonly mustChange?: boolean;
}
export type Who = Persona | Holding | Wanted;
export interface Person extends Caller {
  readonly account: { readonly id: string; readonly login: string; readonly name: string };
  /** As the browser holds it. */
  readonly jar: Map<string, string>;
}

let made = 0;

const wantedOf = (who: Who): Wanted =>
  typeof who === 'string' ? { name: who, roles: [personas[who]] } : 'role' in who ? { roles: [who] } : who;

/** An account with its roles, without a session. */
export const makeAccount = async (services: Services, who: Who): Promise<Person['account']> => {
  const wanted = wantedOf(who);
  const at = services.clock.now();
  const login = wanted.login ?? `t-${(++made).toString(36)}-${Math.floor(Math.random() * 1e9).toString(36)}`;
  const name = wanted.name ?? login;
  const passwordHash = await hashPassword(PASSWORD, services.config.hashing);
  return services.store.transact({ role: 'system' }, async (db) => {
    const draft = { login, name, phone: '', passwordHash, mustChange: wanted.mustChange ?? false, createdBy: null };
    const [id] = await insertAccounts(db, services.keys, [draft], at);
    const grants = (wanted.roles ?? []).map((r) => ({ validFrom: realDay(at), validTo: null, ...r, accountId: id!, grantedBy: null }));
    await insertGrants(db, grants, at);
    return { id: id!, login, name };
  });
};

/** A caller who is signed in as this person. */
export const signedInAs = async (app: FastifyInstance, services: Services, who: Who): Promise<Person> => {
  const account = await makeAccount(services, who);
  return sessionFor(app, services, account, wantedOf(who).steppedUp ?? false);
};

/** One more session of an account. */
export const sessionFor = async (app: FastifyInstance, services: Services, account: Person['account'], fresh = false): Promise<Person> => {
  const at = services.clock.now();
  const started = await services.store.transact({ role: 'system' }, async (db) => {
    const session = await startSession(db, account, { ip: '127.0.0.1', userAgent: '' }, at, await readSecurityOf(db));
    if (fresh)
      await db
        .updateTable('session')
        .set({ steppedUpUntil: steppedUp(at) })
        .where('id', '=', session.id)
        .execute();
    return session;
  });
  const jar = new Map([[COOKIE, started.token]]);
  return Object.assign(callerOf(app, jar), { account, jar });
};
