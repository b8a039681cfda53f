// Making, listing and editing accounts.
import { sql } from 'kysely';
import { handle, handleFile, type Route } from '#platform/server/http.ts';
import { cappedTotal, pageOf } from '#platform/server/paging.ts';
import { createAccount, editAccount, listAccounts, listRoles, loginTaken, readAccount } from '../contractAccounts.ts';
import { areaOf, ROLES, roleKinds, roleTexts } from '../rules.ts';
import { mayGrant } from '../rulesDelegation.ts';
import {
  accountDetail,
  accountsBelow,
  getManaged,
  hasSecurityAdmin,
  insertAccounts,
  insertGrants,
  rowColumns,
  shownAccounts,
} from './accountRows.ts';
import { realDay } from './authenticator.ts';
import { refuseHolding } from './grants.ts';
import { changedBy, sealedPhone } from './me.ts';
import type { AccessParts } from './parts.ts';
import { hashInitialPassword, newInitialPassword } from './passwords.ts';

export const newPassword = async () => {
  const password = newInitialPassword();
  return { password, hash: await hashInitialPassword(password) };
};

export const accountRoutes = (parts: AccessParts): readonly Route[] =>
  [
    handle(listAccounts, async ({ db, actor, services }, { cursor, size, text, role, areaCode, state, locked }) => {
      const at = services.clock.now();
      let query = accountsBelow(db, actor).select(rowColumns);
      if (text) query = query.where(sql<boolean>`(starts_with(a.login, ${text.toLowerCase()}) or starts_with(a.display_name, ${text}))`);
      if (state) query = query.where('a.state', '=', state);
      if (role || areaCode !== undefined)
        query = query.where((eb) => {
          let held = eb.selectFrom('roleGrant as g').select('g.id').whereRef('g.accountId', '=', 'a.id').where('g.ended', 'is', null);
          if (role) held = held.where('g.role', '=', role);
          if (areaCode) held = held.where((e) => e.between('g.areaCode', areaOf(areaCode).from, areaOf(areaCode).to));
          return eb.exists(held);
        });
      if (locked !== undefined)
        query = query.where((eb) => {
          const lock = eb.exists(
            eb
              .selectFrom('signInGuard as k')
              .select('k.wrong')
              .whereRef('k.loginHash', '=', 'a.loginHash')
              .where('k.lockedUntil', '>', at.toISOString()),
          );
          return locked ? lock : eb.not(lock);
        });
      const sort = { by: [{ column: 'a.login', key: 'login' }], descending: false } as const;
      const page = await pageOf(services.keys, query, { list: `${listAccounts.id} ${actor.accountId}`, sort, cursor, size });
      return { ...page, items: await shownAccounts(db, services.keys, page.items, at), total: await cappedTotal(db, query) };
    }),
    handle(readAccount, (call, { id }) => accountDetail(call, id)),
    handleFile(
      createAccount,
      () => newPassword(),
      async (call, { login, name, phone, role }, { password, hash }) => {
        const { db, actor, services } = call;
        const at = services.clock.now();
        await refuseHolding(call, parts, role, []);
        const taken = await db.selectFrom('account').select('id').where('login', '=', login).executeTakeFirst();
        if (taken) throw loginTaken({ login });
        const draft = { login, name, phone, passwordHash: hash, mustChange: true, createdBy: actor.accountId };
        const [id] = await insertAccounts(db, services.keys, [draft], at);
        const grant = { ...role, accountId: id!, validFrom: role.validFrom ?? realDay(at), grantedBy: actor.accountId };
        await insertGrants(db, [grant], at);
        call.note({ subject: { kind: 'account', id: id! }, area: role.areaCode, details: { role: role.role, relation: role.relation } });
        // the first security administrator is made by one who may not see it any more
        return { account: await accountDetail(call, id!, true), initialPassword: password };
      },
    ),
    handle(editAccount, async (call, { id, version, name, phone }) => {
      const { db, actor, services } = call;
      const target = await getManaged(db, actor, id);
      const fields = Object.entries({ name, phone }).flatMap(([k, v]) => (v === undefined ? [] : [k]));
      call.note({ subject: { kind: 'account', id }, area: target.area, details: { fields } });
      const done = await db
        .updateTable('account')
        .set({
          ...(name === undefined ? {} : { displayName: name }),
          ...(phone === undefined ? {} : sealedPhone(services.keys, phone)),
          version: version + 1,
          changed: services.clock.now().toISOString(),
          changedBy: actor.accountId,
        })
        .where('id', '=', id)
        .where('version', '=', version)
        .returning('id')
        .executeTakeFirst();
      if (!done) throw await changedBy(db, id);
      return accountDetail(call, id);
    }),
    handle(listRoles, async ({ db, actor }) => {
      const mine = new Set(actor.grants.flatMap((g) => (g.role in mayGrant ? mayGrant[g.role as keyof typeof mayGrant] : [])));
      if (actor.grants.some((g) => g.role === 'system_admin') && !(await hasSecurityAdmin(db)))
        mine.add('security_admin').add('audit_admin');
      const all = Object.entries(parts.permissions);
      return {
        roles: ROLES.map((role) => ({
          role,
          text: roleTexts[role],
          levels: [...roleKinds[role].levels],
          relation: roleKinds[role].relation,
          relationNeeded: roleKinds[role].relationNeeded,
          grantable: mine.has(role),
          permissions: all.filter(([, p]) => p.roles.includes(role)).map(([name]) => name),
        })),
        permissions: all.map(([name, p]) => ({ name, text: p.text })),
      };
    }),
  ].map((r) => ({ ...r, as: 'system' as const }));
