// What changed since somebody was last here: deeds of others in one's areas by the audit, and what capabilities count themselves.
import { sql } from 'kysely';
import { fillText } from '#platform/problem.ts';
import type { Actor } from '#platform/server/actor.ts';
import { type Before, type Call, handleFile, type Route } from '#platform/server/http.ts';
import type { Db } from '#platform/server/store.ts';
import type { Text } from '#standards/text.ts';
import { readChanges } from '../contractHome.ts';
import { isRole, roleKinds } from '../rules.ts';
import type { AccessParts } from './parts.ts';

/** ○ Nobody reads what is older. */
const DAYS = 30;
/** On a first visit. */
const FIRST_DAYS = 7;

/** A kind of news that a capability offers to the first page. */
export interface ChangeSource {
  readonly kind: string;
  /** The permission that lets one open it. */
  readonly can: string;
  /** With `{n}`. */
  readonly text: Text;
  /** What opens. */
  readonly link: string;
  /** Deeds of others filed under one's areas, counted by the audit … */
  readonly actions?: readonly string[];
  /** … or counted by the capability, under the reader's own rights. */
  readonly count?: (call: Call, since: string) => Promise<number>;
}

/** Deeds filed under an area of mine; of a role that is bound to an organisation: about that organisation. */
const mine = (actor: Actor) => {
  const parts = actor.grants.flatMap((g) => {
    if (!isRole(g.role)) return [];
    if (roleKinds[g.role].relationNeeded)
      return g.relation?.startsWith('org:')
        ? [sql<boolean>`(u.subject_kind = 'organisation' and u.subject_id = ${g.relation.slice(4)})`]
        : [];
    return [sql<boolean>`(u.area >= ${g.area.from} and u.area <= ${g.area.to})`];
  });
  return parts.length ? sql<boolean>`(${sql.join(parts, sql` or `)})` : sql<boolean>`false`;
};
const deedsSince = async (db: Db, actor: Actor, actions: readonly string[], since: string): Promise<ReadonlyMap<string, number>> => {
  if (actions.length === 0) return new Map();
  const { rows } = await sql<{ action: string; n: number }>`select u.action, count(*)::int as n from audit u
    where u.action = any (${actions}::text[]) and u.at > ${since}::timestamptz and u.outcome = 'done'
      and u.account_id is distinct from ${actor.accountId}::uuid and ${mine(actor)} group by u.action`.execute(db);
  return new Map(rows.map((r) => [r.action, r.n]));
};

/** When the session before this one was last used. Sessions are the system's alone to read. */
const lastHere = ({ services, actor }: Before): Promise<string | null> =>
  services.store.transact({ role: 'system', readOnly: true }, async (db) => {
    const { rows } = await sql<{ at: string | null }>`select max(s.last_seen) as at from session s
      where s.account_id = ${actor.accountId}::uuid and s.id <> ${actor.sessionId}::uuid
        and s.started < (select started from session where id = ${actor.sessionId}::uuid)`.execute(db);
    return rows[0]?.at ?? null;
  });

const daysBack = (at: Date, days: number): string => new Date(at.getTime() - days * 86_400_000).toISOString();

export const changeRoutes = ({ changes }: AccessParts): readonly Route[] => [
  handleFile(readChanges, lastHere, async (call, _input, last) => {
    const now = call.services.clock.now();
    const floor = daysBack(now, last === null ? FIRST_DAYS : DAYS);
    const since = last !== null && last > floor ? last : floor;
    const sources = changes.filter((s) => call.actor.permissions.has(s.can));
    const deeds = await deedsSince(
      call.db,
      call.actor,
      sources.flatMap((s) => s.actions ?? []),
      since,
    );
    const items: { kind: string; n: number; text: Text; link: string }[] = [];
    for (const s of sources) {
      const n = (s.actions ?? []).reduce((sum, a) => sum + (deeds.get(a) ?? 0), 0) + (s.count ? await s.count(call, since) : 0);
      if (n > 0) items.push({ kind: s.kind, n, text: fillText(s.text, { n: n.toLocaleString('en-US') }), link: s.link });
    }
    return { last, since, days: DAYS, items };
  }),
];

/** News of this capability itself. */
export const accessChanges: readonly ChangeSource[] = [
  {
    kind: 'access.looks',
    can: 'access.watch',
    text: { zh: '临时查看 {n} 次', en: '{n} temporary look(s)' },
    link: '/overrides',
    actions: ['access.takeOverride'],
  },
  {
    kind: 'access.accounts',
    can: 'access.accounts',
    text: { zh: '账号变动 {n} 次（开户、授权、停用）', en: '{n} change(s) of accounts' },
    link: '/accounts',
    actions: [
      'access.createAccount',
      'access.grantRole',
      'access.endRole',
      'access.disableAccount',
      'access.enableAccount',
      'access.commitAccountSheet',
    ],
  },
];
