// What the next level up does for an account: reset, unlock, disable, hand over, end its sessions.
import { type Call, handle, handleFile, type Route } from '#platform/server/http.ts';
import type { Db } from '#platform/server/store.ts';
import {
  disableAccount,
  enableAccount,
  endAccountSessions,
  handOverAccount,
  listAccountSessions,
  receiverUnfit,
  resetPassword,
  unlockAccount,
} from '../contractAccounts.ts';
import { areaOf, covers } from '../rules.ts';
import { accountDetail, getAccount, getManaged, managesTarget, type Target } from './accountRows.ts';
import { newPassword } from './accounts.ts';
import { dropCodes } from './codeRoutes.ts';
import { keepOneSecurityAdmin } from './grants.ts';
import { clearTries } from './guard.ts';
import type { AccessParts, HandOver } from './parts.ts';
import { sendNotice } from './service.ts';
import { deviceText, endSessions } from './sessions.ts';

const subjectOf = (target: Target) => ({ subject: { kind: 'account', id: target.id }, area: target.area });

const disable = async (call: Call, target: Target, reason: string): Promise<void> => {
  const { db, actor, services } = call;
  await keepOneSecurityAdmin(db, target);
  const at = services.clock.now();
  await db
    .updateTable('account')
    .set((eb) => ({ state: 'disabled', version: eb('version', '+', 1), changed: at.toISOString(), changedBy: actor.accountId }))
    .where('id', '=', target.id)
    .execute();
  call.note({ details: { reason, sessions: await endSessions(db, target.id, at) } });
};

/** Access's own open work: saved views and what has not been read. */
const ownHandOvers: readonly HandOver[] = [
  {
    text: { zh: '常用视图', en: 'Saved views' },
    async run(db, from, to) {
      const views = await db.selectFrom('savedView').select(['id', 'page', 'name']).where('accountId', '=', from).execute();
      const had = await db.selectFrom('savedView').select(['page', 'name']).where('accountId', '=', to).execute();
      const names = new Set(had.map((v) => `${v.page} ${v.name}`));
      for (const v of views) {
        let name = v.name;
        for (let n = 2; names.has(`${v.page} ${name}`); n++) name = `${v.name}（${n}）`;
        names.add(`${v.page} ${name}`);
        await db.updateTable('savedView').set({ accountId: to, name }).where('id', '=', v.id).execute();
      }
      return views.length;
    },
  },
  {
    text: { zh: '未读消息', en: 'Unread notices' },
    async run(db, from, to) {
      const moved = await db
        .updateTable('notice')
        .set({ accountId: to })
        .where('accountId', '=', from)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(selectFrom('noticeRead as r').select('r.at').whereRef('r.noticeId', '=', 'notice.id').where('r.accountId', '=', from)),
          ),
        )
        .returning('id')
        .execute();
      return moved.length;
    },
  },
];

const isActive = async (db: Db, id: string): Promise<boolean> =>
  (await db.selectFrom('account').select('state').where('id', '=', id).executeTakeFirst())?.state === 'active';

export const accountDeedRoutes = (parts: AccessParts): readonly Route[] =>
  [
    handleFile(
      resetPassword,
      () => newPassword(),
      async (call, { id, reason, codesToo }, { password, hash }) => {
        const { db, actor, services } = call;
        const target = await getManaged(db, actor, id);
        const at = services.clock.now();
        await db
          .updateTable('accountSecret')
          .set({ passwordHash: hash, passwordSet: at.toISOString() })
          .where('accountId', '=', id)
          .execute();
        await db.updateTable('account').set({ mustChangePassword: true }).where('id', '=', id).execute();
        if (codesToo) await dropCodes(db, id);
        await clearTries(db, services.keys, target.login);
        const sessions = await endSessions(db, id, at);
        await sendNotice(db, { to: { account: id }, kind: 'access.passwordReset', params: { by: actor.name } });
        call.note({ ...subjectOf(target), details: { reason, codesToo, sessions } });
        return { initialPassword: password };
      },
    ),
    handle(unlockAccount, async (call, { id }) => {
      const target = await getManaged(call.db, call.actor, id);
      await clearTries(call.db, call.services.keys, target.login);
      call.note(subjectOf(target));
      return accountDetail(call, id);
    }),
    handle(disableAccount, async (call, { id, reason }) => {
      const target = await getManaged(call.db, call.actor, id);
      call.note(subjectOf(target));
      await disable(call, target, reason);
      return accountDetail(call, id);
    }),
    handle(enableAccount, async (call, { id, reason }) => {
      const { db, actor, services } = call;
      const target = await getManaged(db, actor, id);
      await db
        .updateTable('account')
        .set((eb) => ({
          state: 'active',
          version: eb('version', '+', 1),
          changed: services.clock.now().toISOString(),
          changedBy: actor.accountId,
        }))
        .where('id', '=', id)
        .execute();
      call.note({ ...subjectOf(target), details: { reason } });
      return accountDetail(call, id);
    }),
    handle(handOverAccount, async (call, { id, to, disable: alsoDisable, reason }) => {
      const { db, actor } = call;
      const target = await getManaged(db, actor, id);
      const receiver = await getAccount(db, actor, to);
      const covered = target.judged.every((g) =>
        receiver.grants.some((r) => covers(areaOf(r.areaCode), areaOf(g.areaCode)) && r.relation === g.relation),
      );
      // work may come to oneself or to somebody one manages, never to an account above
      const reachable = to === actor.accountId || managesTarget(actor, receiver);
      if (to === id || !covered || !reachable || !(await isActive(db, to))) throw receiverUnfit();
      const moved = [];
      for (const h of [...ownHandOvers, ...parts.handOvers]) moved.push({ text: h.text, count: await h.run(db, id, to) });
      const count = moved.reduce((n, m) => n + m.count, 0);
      call.note({
        ...subjectOf(target),
        subjects: [{ kind: 'account', id: to }],
        details: { reason, moved: count, disabled: alsoDisable },
      });
      if (alsoDisable) await disable(call, target, reason);
      if (count) await sendNotice(db, { to: { account: to }, kind: 'access.handedOver', params: { from: target.name, count } });
      return { account: await accountDetail(call, id), moved };
    }),
    handle(listAccountSessions, async ({ db, actor, services }, { id }) => {
      await getManaged(db, actor, id, false);
      const rows = await db
        .selectFrom('session')
        .select(['id', 'userAgent', 'started', 'lastSeen'])
        .where('accountId', '=', id)
        .where('ended', 'is', null)
        .where('expires', '>', services.clock.now().toISOString())
        .orderBy('lastSeen', 'desc')
        .execute();
      return { items: rows.map(({ userAgent, ...r }) => ({ ...r, device: deviceText(userAgent) })) };
    }),
    handle(endAccountSessions, async (call, { id }) => {
      const target = await getManaged(call.db, call.actor, id);
      const ended = await endSessions(call.db, id, call.services.clock.now());
      call.note({ ...subjectOf(target), details: { ended } });
      return { ended };
    }),
  ].map((r) => ({ ...r, as: 'system' as const }));
