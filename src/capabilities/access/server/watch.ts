// Looking through another's eyes, temporary looks, settings of sign-in.
import { notFound } from '#platform/problem.ts';
import type { Actor } from '#platform/server/actor.ts';
import { type Call, handle, type Route } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import { cappedTotal, pageOf } from '#platform/server/paging.ts';
import { saveSetting } from '#platform/server/settings.ts';
import type { Db } from '#platform/server/store.ts';
import {
  beginViewAs,
  endOverride,
  endViewAs,
  listOverrides,
  lookTooWide,
  type Override,
  overrideOpen,
  readSecurity,
  saveSecurity,
  takeOverride,
  viewAsRefused,
} from '../contractWatch.ts';
import { areaOf, covers, levelsOf, reachOf } from '../rules.ts';
import { mayViewAs } from '../rulesDelegation.ts';
import { getAccount } from './accountRows.ts';
import { newAuthenticator } from './authenticator.ts';
import { filedUnder, meOf } from './me.ts';
import { type AccessParts, areaExists, areaName } from './parts.ts';
import { sendNotice } from './service.ts';
import { COOKIE, later, readSecurityOf, rotateSession } from './sessions.ts';

const VIEW_AS_MINUTES = 30;

/** Nobody sees more through another's eyes than through their own: not an employer's staff from elsewhere, not a host's arrivals. */
const withinMySight = (mine: Actor, theirs: ReturnType<typeof reachOf>): boolean => {
  const key = { from: '', to: '' };
  return (
    theirs.areas.every((a) => mine.areas.some((m) => covers(m, a))) &&
    theirs.lookAreas.length === 0 &&
    theirs.keyRanges.every((r) => mine.keyRanges.some((m) => covers(m, r))) &&
    theirs.keys.every((k) => mine.keys.includes(k) || mine.keyRanges.some((m) => covers(m, { ...key, from: k, to: k })))
  );
};

const shown = (row: OverrideRow, at: Date): Override => ({
  id: row.id,
  account: { id: row.accountId, login: row.login, name: row.name },
  areaCode: row.areaCode,
  areaName: areaName(row.areaCode),
  reason: row.reason,
  from: row.starts,
  until: row.until,
  ended: row.ended,
  active: row.ended === null && Date.parse(row.until) > at.getTime(),
});
const overrides = (db: Db) =>
  db
    .selectFrom('overrideLook as o')
    .innerJoin('account as a', 'a.id', 'o.accountId')
    .select(['o.id', 'o.accountId', 'a.login', 'a.displayName as name', 'o.areaCode', 'o.reason', 'o.starts', 'o.until', 'o.ended']);
type OverrideRow = Awaited<ReturnType<ReturnType<typeof overrides>['execute']>>[number];
const getOverride = async ({ db, services }: Call, id: string): Promise<Override> =>
  shown(await overrides(db).where('o.id', '=', id).executeTakeFirstOrThrow(), services.clock.now());

const inMyArea = (actor: Actor) =>
  actor.grants.filter((g) => ['security_admin', 'audit_admin', 'auditor'].includes(g.role)).map((g) => g.area);

/** The security administrators of these areas, each once: of the area looked into, and of the one who looks. */
const officersOf = async (db: Db, codes: readonly string[]): Promise<string[]> => {
  const held = await db
    .selectFrom('roleGrant as g')
    .innerJoin('account as a', 'a.id', 'g.accountId')
    .select(['g.accountId', 'g.areaCode'])
    .where('g.role', '=', 'security_admin')
    .where('g.ended', 'is', null)
    .where('a.state', '=', 'active')
    .execute();
  return [...new Set(held.filter((h) => codes.some((c) => covers(areaOf(h.areaCode), areaOf(c)))).map((h) => h.accountId))];
};

export const watchRoutes = (parts: AccessParts): readonly Route[] => {
  const authenticator = newAuthenticator(parts.permissions);
  const routes: readonly Route[] = [
    handle(beginViewAs, async (call, { accountId, reason }) => {
      const { db, actor, services } = call;
      const at = services.clock.now();
      const target = await getAccount(db, actor, accountId);
      const fits = mayViewAs(actor.grants, target.grants) && withinMySight(actor, reachOf(target.grants));
      if (accountId === actor.accountId || target.state !== 'active' || !fits) throw viewAsRefused();
      call.note({ subject: { kind: 'account', id: accountId }, area: target.area, details: { reason } });
      const change = { viewAs: accountId, viewAsUntil: later(at, VIEW_AS_MINUTES), steppedUpUntil: null };
      const token = await rotateSession(db, actor.sessionId!, change);
      call.setCookie(COOKIE, token);
      await sendNotice(db, { to: { account: accountId }, kind: 'access.viewedAs', params: { name: actor.name, reason } });
      return meOf({ db, services, actor: await authenticator.identify(db, token, at) });
    }),
    handle(endViewAs, async (call) => {
      const { db, actor } = call;
      if (!actor.viewedBy) return {};
      call.note({ subject: { kind: 'account', id: actor.accountId! }, area: await filedUnder(db, actor.accountId!) });
      call.setCookie(COOKIE, await rotateSession(db, actor.sessionId!, { viewAs: null, viewAsUntil: null, steppedUpUntil: null }));
      return {};
    }),
    handle(takeOverride, async (call, { areaCode, reason, minutes }) => {
      const { db, actor, services } = call;
      const at = services.clock.now();
      const levels = levelsOf(areaCode);
      if (!levels.some((l) => l === 'county' || l === 'township' || l === 'village') || !areaExists(areaCode)) throw lookTooWide();
      // one that has run out makes room
      await db
        .updateTable('overrideLook')
        .set((eb) => ({ ended: eb.ref('until') }))
        .where('accountId', '=', actor.accountId!)
        .where('ended', 'is', null)
        .where('until', '<=', at.toISOString())
        .execute();
      const open = await db
        .selectFrom('overrideLook')
        .select('id')
        .where('accountId', '=', actor.accountId!)
        .where('ended', 'is', null)
        .executeTakeFirst();
      if (open) throw overrideOpen();
      const id = newId(at.getTime());
      await db
        .insertInto('overrideLook')
        .values({ id, accountId: actor.accountId!, areaCode, reason, starts: at.toISOString(), until: later(at, minutes) })
        .execute();
      call.note({ subject: { kind: 'override', id }, area: areaCode, details: { reason, minutes } });
      const params = { name: actor.name, login: actor.login, area: areaName(areaCode), minutes, reason };
      const officers = await officersOf(db, [areaCode, await filedUnder(db, actor.accountId!)]);
      for (const account of officers) await sendNotice(db, { to: { account }, kind: 'access.overrideTaken', params, link: '/overrides' });
      // nobody is appointed: it waits for the first who is
      if (officers.length === 0)
        await sendNotice(db, { to: { role: 'security_admin', areaCode }, kind: 'access.overrideTaken', params, link: '/overrides' });
      return getOverride(call, id);
    }),
    handle(endOverride, async (call, { id }) => {
      const { db, actor, services } = call;
      const watcher = actor.permissions.has('access.watch') && actor.grants.some((g) => g.role === 'security_admin');
      const row = await db.selectFrom('overrideLook').selectAll().where('id', '=', id).executeTakeFirst();
      const areas = inMyArea(actor);
      const mine = row?.accountId === actor.accountId;
      if (!row || !(mine || (watcher && areas.some((a) => row.areaCode >= a.from && row.areaCode <= a.to)))) throw notFound();
      if (row.ended === null)
        await db
          .updateTable('overrideLook')
          .set({ ended: services.clock.now().toISOString(), endedBy: actor.accountId })
          .where('id', '=', id)
          .execute();
      call.note({ subject: { kind: 'override', id }, area: row.areaCode });
      return getOverride(call, id);
    }),
    handle(listOverrides, async ({ db, actor, services }, { cursor, size, active, all }) => {
      const at = services.clock.now();
      if (all && !actor.permissions.has('access.watch')) throw notFound();
      let query = overrides(db);
      if (!all) query = query.where('o.accountId', '=', actor.accountId);
      else query = query.where((eb) => eb.or(inMyArea(actor).map((a) => eb.between('o.areaCode', a.from, a.to))));
      if (active !== undefined)
        query = query.where((eb) => {
          const on = eb.and([eb('o.ended', 'is', null), eb('o.until', '>', at.toISOString())]);
          return active ? on : eb.not(on);
        });
      const sort = {
        by: [
          { column: 'o.starts', key: 'starts' },
          { column: 'o.id', key: 'id' },
        ],
        descending: true,
      } as const;
      const page = await pageOf(services.keys, query, { list: `${listOverrides.id} ${all} ${actor.accountId}`, sort, cursor, size });
      return { ...page, items: page.items.map((r) => shown(r, at)), total: await cappedTotal(db, query) };
    }),
    handle(readSecurity, ({ db }) => readSecurityOf(db)),
    handle(saveSecurity, async (call, settings) => {
      const { db, actor, services } = call;
      const was = await readSecurityOf(db);
      // codes for a role that oneself could not hold up are still fine: the person enrols at the next request
      const value = { ...settings, codeRoles: [...new Set(settings.codeRoles)] };
      await saveSetting(db, 'access.security', value, { accountId: actor.accountId, at: services.clock.now() });
      call.note({ details: { was, now: settings } });
      return readSecurityOf(db);
    }),
  ];
  return routes.map((r) => ({ ...r, as: 'system' as const }));
};
