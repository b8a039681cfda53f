// Switching one-time codes on and off.
import { type Call, handle, type Route } from '#platform/server/http.ts';
import type { Db } from '#platform/server/store.ts';
import {
  alreadyEnrolled,
  beginCodes,
  codesRequired,
  confirmCodes,
  enrolFirst,
  renewRecoveryCodes,
  switchOffCodes,
  wrongCode,
} from '../contract.ts';
import { realDay } from './authenticator.ts';
import { cleanCode, codeUri, isRecoveryCode, newCodeSecret, renewCodes } from './codes.ts';
import { refuseLocked, wrongTry } from './guard.ts';
import { filedUnder, meOf, rolesOf } from './me.ts';
import { endSessions, later, readSecurityOf } from './sessions.ts';
import { acceptStep } from './signIn.ts';

const PENDING_MINUTES = 10;
const stateOf = (db: Db, id: string) =>
  db
    .selectFrom('account as a')
    .innerJoin('accountSecret as s', 's.accountId', 'a.id')
    .select(['a.codesOn', 's.codePending', 's.codePendingUntil'])
    .where('a.id', '=', id)
    .executeTakeFirstOrThrow();
const begin = async (call: Call): Promise<string> => {
  const id = call.actor.accountId!;
  call.note({ subject: { kind: 'account', id }, area: await filedUnder(call.db, id) });
  return id;
};

const routes: readonly Route[] = [
  handle(beginCodes, async (call) => {
    const id = await begin(call);
    const { db, services, actor } = call;
    if ((await stateOf(db, id)).codesOn) throw alreadyEnrolled();
    const secret = newCodeSecret();
    const until = later(services.clock.now(), PENDING_MINUTES);
    await db
      .updateTable('accountSecret')
      .set({ codePending: services.keys.seal(secret), codePendingUntil: until })
      .where('accountId', '=', id)
      .execute();
    return { uri: codeUri(secret, actor.login), secret, until };
  }),
  handle(confirmCodes, async (call, { code }) => {
    const id = await begin(call);
    const { db, services, actor } = call;
    const at = services.clock.now();
    const state = await stateOf(db, id);
    if (state.codesOn) throw alreadyEnrolled();
    if (!state.codePending || !state.codePendingUntil || Date.parse(state.codePendingUntil) <= at.getTime()) throw enrolFirst();
    await refuseLocked(db, services.keys, actor.login, at);
    if (isRecoveryCode(code)) throw await wrongTry(db, services.keys, actor.login, call.ip, at, wrongCode);
    const refusal = await acceptStep(call, { id, login: actor.login }, services.keys.open(state.codePending), cleanCode(code), 0, []);
    if (refusal) throw refusal;
    await db
      .updateTable('accountSecret')
      .set({ codeSecret: state.codePending, codePending: null, codePendingUntil: null })
      .where('accountId', '=', id)
      .execute();
    await db.updateTable('account').set({ codesOn: true }).where('id', '=', id).execute();
    // whoever signed in elsewhere did so with the password alone
    await endSessions(db, id, at, actor.sessionId);
    return { recoveryCodes: await renewCodes(db, services.keys, id) };
  }),
  handle(renewRecoveryCodes, async (call) => {
    const id = await begin(call);
    if (!(await stateOf(call.db, id)).codesOn) throw enrolFirst();
    return { recoveryCodes: await renewCodes(call.db, call.services.keys, id) };
  }),
  handle(switchOffCodes, async (call) => {
    const id = await begin(call);
    const { db, services } = call;
    if (!(await stateOf(db, id)).codesOn) throw enrolFirst();
    const required: readonly string[] = (await readSecurityOf(db)).codeRoles;
    if ((await rolesOf(db, [id], realDay(services.clock.now()))).some((r) => required.includes(r.role))) throw codesRequired();
    await dropCodes(db, id);
    return meOf(call);
  }),
];
export const codeRoutes: readonly Route[] = routes.map((r) => ({ ...r, as: 'system' as const }));

export const dropCodes = async (db: Db, accountId: string): Promise<void> => {
  await db
    .updateTable('accountSecret')
    .set({ codeSecret: null, codePending: null, codePendingUntil: null, codeLastStep: 0, codeBurnt: [] })
    .where('accountId', '=', accountId)
    .execute();
  await db.deleteFrom('recoveryCode').where('accountId', '=', accountId).execute();
  await db.updateTable('account').set({ codesOn: false }).where('id', '=', accountId).execute();
};
