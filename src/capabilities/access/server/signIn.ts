// Signing in, confirming that it is still you, and changing the password. Hashes are checked before the transaction, counted inside it.
import { notSignedIn, type Problem } from '#platform/problem.ts';
import { type Before, type Call, handleFile, type Route } from '#platform/server/http.ts';
import type { Db } from '#platform/server/store.ts';
import {
  accountDisabled,
  changePassword,
  codeClock,
  codeNeeded,
  samePassword,
  signIn,
  stepUp,
  wrongCode,
  wrongPassword,
} from '../contract.ts';
import { newAuthenticator, steppedUp } from './authenticator.ts';
import { checkCode, cleanCode, isRecoveryCode, spendRecoveryCode } from './codes.ts';
import { clearTries, refuseAddress, refuseLocked, wrongTry } from './guard.ts';
import { filedUnder, meOf } from './me.ts';
import type { AccessParts } from './parts.ts';
import { dummyHash, hashPassword, refuseWeak, verifyPassword } from './passwords.ts';
import { COOKIE, endSessions, readSecurityOf, rotateSession, startSession } from './sessions.ts';

interface Checked {
  readonly accountId: string | undefined;
  readonly right: boolean;
  /** What was checked against: where it has been replaced meanwhile, nothing was checked. */
  readonly hash: string;
}

const secretOf = (db: Db, where: { login: string } | { id: string }) =>
  db
    .selectFrom('account as a')
    .innerJoin('accountSecret as s', 's.accountId', 'a.id')
    .select(['a.id', 'a.login', 's.passwordHash'])
    .$call((q) => ('login' in where ? q.where('a.login', '=', where.login) : q.where('a.id', '=', where.id)))
    .executeTakeFirst();

const check = async (before: Before, where: { login: string } | { id: string }, password: string): Promise<Checked> => {
  const { store, keys, clock, config } = before.services;
  const found = await store.transact({ role: 'system', readOnly: true }, async (db) => {
    await refuseAddress(db, keys, before.ip, clock.now());
    return secretOf(db, where);
  });
  const hash = found?.passwordHash ?? dummyHash(config.hashing);
  // an unknown login is hashed for as long as a known one
  const right = await verifyPassword(hash, password);
  // one-time passwords are hashed cheaply; the answer must not come sooner for them, or it would tell that such an account exists
  if (!hash.startsWith(`$argon2id$v=19$m=${config.hashing.memoryKib},t=${config.hashing.passes},`))
    await verifyPassword(dummyHash(config.hashing), password);
  return { accountId: found?.id, right: right && found !== undefined, hash };
};

/** Asked for in place of an unknown account, so that the same queries run. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Right, and still right: nobody has changed the password between the check and this transaction. */
const stillRight = async (db: Db, checked: Checked): Promise<boolean> => {
  const id = checked.accountId ?? NOBODY;
  const now = await db.selectFrom('accountSecret').select('passwordHash').where('accountId', '=', id).executeTakeFirst();
  return checked.right && now?.passwordHash === checked.hash;
};

/** Accepts a code or a recovery code and makes it worthless, or gives the refusal to throw. */
export const takeCode = async (call: Call, account: { id: string; login: string }, code: string): Promise<Problem | undefined> => {
  const { db, services, ip } = call;
  const at = services.clock.now();
  const wrong = (more = {}) => wrongTry(db, services.keys, account.login, ip, at, wrongCode, more);
  if (isRecoveryCode(code)) {
    if (!(await spendRecoveryCode(db, services.keys, account.id, code, at))) return wrong();
    call.note({ details: { recoveryCode: true } });
    return undefined;
  }
  const secret = await db
    .selectFrom('accountSecret')
    .select(['codeSecret', 'codeLastStep', 'codeBurnt'])
    .where('accountId', '=', account.id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (!secret.codeSecret) return wrong();
  return acceptStep(call, account, services.keys.open(secret.codeSecret), cleanCode(code), secret.codeLastStep, secret.codeBurnt);
};

export const acceptStep = async (
  { db, services, ip }: Call,
  account: { id: string; login: string },
  secret: string,
  code: string,
  lastStep: number,
  burnt: readonly number[],
): Promise<Problem | undefined> => {
  const at = services.clock.now();
  const verdict = checkCode(secret, code, at, lastStep, burnt.map(Number));
  if (verdict.kind === 'wrong') return wrongTry(db, services.keys, account.login, ip, at, wrongCode);
  const change = verdict.kind === 'right' ? { codeLastStep: verdict.step } : { codeBurnt: [...burnt.map(Number).slice(-40), verdict.step] };
  await db.updateTable('accountSecret').set(change).where('accountId', '=', account.id).execute();
  if (verdict.kind === 'right') return undefined;
  const { minutes, fast } = verdict;
  const words = { fastSlowZh: fast ? '快' : '慢', fastSlowEn: fast ? 'fast' : 'slow' };
  return wrongTry(db, services.keys, account.login, ip, at, codeClock, { minutes, ...words });
};

export const signInRoutes = (parts: AccessParts): readonly Route[] => {
  const authenticator = newAuthenticator(parts.permissions);
  const routes: readonly Route[] = [
    handleFile(
      signIn,
      (before, { login, password }) => check(before, { login: login.trim().toLowerCase() }, password),
      async (call, { login: typed, code }, checked) => {
        const { db, services, actor } = call;
        const at = services.clock.now();
        const login = typed.trim().toLowerCase();
        const area = await filedUnder(db, checked.accountId ?? NOBODY);
        if (checked.accountId) call.note({ subject: { kind: 'account', id: checked.accountId }, area });
        await refuseLocked(db, services.keys, login, at);
        if (!(await stillRight(db, checked))) throw await wrongTry(db, services.keys, login, call.ip, at, wrongPassword);
        const account = await db
          .selectFrom('account')
          .select(['id', 'login', 'state', 'codesOn'])
          .where('id', '=', checked.accountId!)
          .executeTakeFirstOrThrow();
        if (account.state !== 'active') throw accountDisabled();
        if (account.codesOn) {
          if (code === undefined) throw codeNeeded();
          const refusal = await takeCode(call, account, code);
          if (refusal) throw refusal;
        }
        await clearTries(db, services.keys, login);
        if (actor.sessionId) await db.updateTable('session').set({ ended: at.toISOString() }).where('id', '=', actor.sessionId).execute();
        const started = await startSession(db, account, call, at, await readSecurityOf(db));
        await db.updateTable('account').set({ lastSignIn: at.toISOString() }).where('id', '=', account.id).execute();
        call.setCookie(COOKIE, started.token);
        call.note({ details: { code: account.codesOn, session: started.id } });
        const me = await authenticator.identify(db, started.token, at);
        call.note({ by: me });
        return { me: await meOf({ db, actor: me, services }) };
      },
    ),
    handleFile(
      stepUp,
      async (before, { password }) =>
        password === undefined || before.actor.viewedBy ? undefined : check(before, { id: before.actor.accountId! }, password),
      async (call, { code }, checked) => {
        const { db, services, actor } = call;
        const at = services.clock.now();
        const account = { id: actor.accountId!, login: actor.login };
        call.note({ subject: { kind: 'account', id: account.id }, area: await filedUnder(db, account.id) });
        await refuseLocked(db, services.keys, account.login, at);
        const refusal =
          code === undefined
            ? checked && (await stillRight(db, checked))
              ? undefined
              : await wrongTry(db, services.keys, account.login, call.ip, at, wrongPassword)
            : await takeCode(call, account, code);
        if (refusal) {
          // somebody else sits at this session
          if (refusal.type.code === 'access.locked')
            await db.updateTable('session').set({ ended: at.toISOString() }).where('id', '=', actor.sessionId!).execute();
          throw refusal;
        }
        await clearTries(db, services.keys, account.login);
        const until = steppedUp(at);
        call.setCookie(COOKIE, await rotateSession(db, actor.sessionId!, { steppedUpUntil: until }));
        return { steppedUpUntil: until };
      },
    ),
    handleFile(
      changePassword,
      async (before, { current, next }) => {
        const { store, keys, config } = before.services;
        const checked = await check(before, { id: before.actor.accountId! }, current);
        if (!checked.right) return { checked, hash: '' };
        const own = await store.transact({ role: 'system', readOnly: true }, (db) =>
          db
            .selectFrom('account')
            .select(['login', 'displayName', 'phoneSealed'])
            .where('id', '=', before.actor.accountId!)
            .executeTakeFirst(),
        );
        if (!own) throw notSignedIn();
        refuseWeak(next, [own.login, own.displayName, ...(own.phoneSealed ? [keys.open(own.phoneSealed)] : [])]);
        if (next.normalize('NFKC') === current.normalize('NFKC')) throw samePassword();
        return { checked, hash: await hashPassword(next, config.hashing) };
      },
      async (call, _input, { checked, hash }) => {
        const { db, services, actor } = call;
        const at = services.clock.now();
        const id = actor.accountId!;
        call.note({ subject: { kind: 'account', id }, area: await filedUnder(db, id) });
        await refuseLocked(db, services.keys, actor.login, at);
        if (!hash || !(await stillRight(db, checked))) throw await wrongTry(db, services.keys, actor.login, call.ip, at, wrongPassword);
        await db
          .updateTable('accountSecret')
          .set({ passwordHash: hash, passwordSet: at.toISOString() })
          .where('accountId', '=', id)
          .execute();
        await db.updateTable('account').set({ mustChangePassword: false }).where('id', '=', id).execute();
        await clearTries(db, services.keys, actor.login);
        const ended = await endSessions(db, id, at, actor.sessionId);
        const token = await rotateSession(db, actor.sessionId!, {});
        call.setCookie(COOKIE, token);
        call.note({ details: { ended } });
        return meOf({ db, services, actor: await authenticator.identify(db, token, at) });
      },
    ),
  ];
  return routes.map((r) => ({ ...r, as: 'system' as const }));
};
