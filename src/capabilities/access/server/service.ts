// What other capabilities' servers may use: seeing (visible), opening and closing scope, notices, the export log.
import { createHash, randomInt } from 'node:crypto';
import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { Actor, Area } from '#platform/server/actor.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import type { Db } from '#platform/server/store.ts';
import type { Tables } from '#platform/server/tables.gen.ts';
import type { Text } from '#standards/text.ts';
import { stepUpNeeded } from '../contract.ts';
import { type Role, type WindowKind, windowOf } from '../rules.ts';
import { isSteppedUp } from './authenticator.ts';

export type { ChangeSource } from './changes.ts';

/** For a deed that asks for a fresh password only sometimes; an endpoint that always does declares `stepUp`. Such an endpoint lists `stepUpNeeded`. */
export const refuseWithoutStepUp = ({ actor, services }: Pick<Call, 'actor' | 'services'>): void => {
  if (!isSteppedUp(actor, services.clock.now())) throw stepUpNeeded();
};

// Seeing ----------------------------------------------------------------------------------------------------------------------------

/** home: people whose home lies in my areas. scope: people a key of mine opens (came to work here, my staff, my trainees). */
export type Side = 'home' | 'scope';
export const sidesOf = (actor: Actor): readonly Side[] => [
  ...(actor.areas.length + actor.lookAreas.length ? (['home'] as const) : []),
  ...(actor.keys.length + actor.keyRanges.length ? (['scope'] as const) : []),
];

export interface Protected {
  readonly table: string;
  /** snake_case; `home` and `worker_id` unless told. */
  readonly home?: string;
  readonly worker?: string;
}

const within = (column: RawBuilder<unknown>, ranges: readonly Area[]): RawBuilder<boolean> =>
  ranges.length === 0
    ? // nobody's home: answered by one look into the index, where `false` would be planned as a scan
      sql<boolean>`${column} = ''`
    : sql<boolean>`(${sql.join(
        ranges.map((r) => (r.from === r.to ? sql`${column} = ${r.from}` : sql`(${column} >= ${r.from} and ${column} <= ${r.to})`)),
        sql` or `,
      )})`;

/**
 * The condition every list and count of a protected table starts from, so that it walks one index instead of asking row by row. A county has
 * two lists (those from here, those who came here): where an actor has both sides, the list says which; home unless told. Row-level security
 * stands behind it and would hide what this forgot.
 */
export const seen = (actor: Actor, today: string, of: Protected, side: Side = sidesOf(actor)[0] ?? 'home'): RawBuilder<boolean> => {
  const column = (name: string) => sql`${sql.ref(`${of.table}.${name}`)}`;
  if (side === 'home') return within(column(of.home ?? 'home'), [...actor.areas, ...actor.lookAreas]);
  const held = within(sql`s.key`, [...actor.keys.map((k) => ({ from: k, to: k })), ...actor.keyRanges]);
  return sql<boolean>`${column(of.worker ?? 'worker_id')} in (select s.worker_id from worker_scope as s
    where ${held} and s.to_day >= ${today}::date and s.from_day <= ${today}::date)`;
};

/** `visible(db, actor, 'worker', today)`: the rows of a protected table this actor may see on one side. Every list begins here. */
export const visible = <T extends keyof Tables & string>(
  db: Db,
  actor: Actor,
  table: T,
  today: string,
  side?: Side,
  columns: Omit<Protected, 'table'> = {},
): SelectQueryBuilder<Tables, T, object> => {
  const snake = table.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
  const rows = db.selectFrom(table as never) as unknown as SelectQueryBuilder<Tables, T, object>;
  return rows.where(seen(actor, today, { table: snake, ...columns }, side));
};

// Scope -----------------------------------------------------------------------------------------------------------------------------

export interface Opening {
  /** The fact that opens: `spell:<id>`. The same fact written again changes its rows. */
  readonly source: string;
  readonly key: string;
  readonly workerId: string;
  readonly kind: WindowKind;
  readonly start: string;
  /** null = not ended. */
  readonly end: string | null;
}
/** Opens a worker to a key for as long as the fact allows. In the transaction that writes the fact. */
export const grantScope = async (db: Db, { source, key, workerId, kind, start, end }: Opening): Promise<void> => {
  const { from, to } = windowOf(kind, start, end);
  await sql`select grant_scope(${source}, ${key}, ${workerId}::uuid, ${from}::date, ${to}::date)`.execute(db);
};
/**
 * What these facts open, as wholes and many at once: what a source had opened before and does not open now is closed at once. A source without an opening
 * opens nothing any more. In the transaction that writes the facts.
 */
export const setScopes = async (db: Db, sources: readonly string[], openings: readonly Opening[]): Promise<number> => {
  if (sources.length === 0) return 0;
  const windows = openings.map((o) => windowOf(o.kind, o.start, o.end));
  const { rows } = await sql<{ n: number }>`select set_scopes(${sources}::text[], ${openings.map((o) => o.source)}::text[],
    ${openings.map((o) => o.key)}::text[], ${openings.map((o) => o.workerId)}::uuid[], ${windows.map((w) => w.from)}::date[],
    ${windows.map((w) => w.to)}::date[]) as n`.execute(db);
  return rows[0]!.n;
};
/** The fact has ended on `end`: its rows close when their window does. `null`: it never held. */
export const endScope = async (
  db: Db,
  source: string,
  ended: { readonly kind: WindowKind; readonly end: string } | null,
): Promise<void> => {
  const to = ended && windowOf(ended.kind, ended.end, ended.end).to;
  await sql`select end_scope(${source}, ${to}::date)`.execute(db);
};

/** How the capability that writes scope rows would write them anew: a query of (key, worker_id, from_day, to_day, source). */
export interface ScopeSource {
  /** Begins the `source` of its rows: `spell`. */
  readonly prefix: string;
  expected(db: Db): RawBuilder<unknown>;
}
export interface ScopeDifference {
  readonly prefix: string;
  readonly missing: number;
  readonly surplus: number;
  readonly different: number;
}
/** The nightly check: what the facts say against what is written. Runs as `system`; tells, and repairs where asked. */
export const compareScopes = async (db: Db, sources: readonly ScopeSource[], repair = false): Promise<ScopeDifference[]> => {
  const out: ScopeDifference[] = [];
  for (const { prefix, expected } of sources) {
    const [from, to] = [`${prefix}:`, `${prefix};`];
    const mine = sql`select * from worker_scope where source >= ${from} and source < ${to}`;
    const { rows } = await sql<{ missing: number; surplus: number; different: number }>`
      select count(*) filter (where h.key is null)::int as missing, count(*) filter (where e.key is null)::int as surplus,
        count(*) filter (where h.key is not null and e.key is not null and (h.from_day, h.to_day) <> (e.from_day, e.to_day))::int as different
      from (${expected(db)}) e full join (${mine}) h using (key, worker_id, source)`.execute(db);
    out.push({ prefix, ...rows[0]! });
    if (!repair) continue;
    await sql`delete from worker_scope h where h.source >= ${from} and h.source < ${to} and not exists (
      select 1 from (${expected(db)}) e where e.key = h.key and e.worker_id = h.worker_id and e.source = h.source)`.execute(db);
    await sql`insert into worker_scope (key, worker_id, from_day, to_day, source)
      select key, worker_id, from_day, to_day, source from (${expected(db)}) e
      on conflict (key, worker_id, source) do update set from_day = excluded.from_day, to_day = excluded.to_day
      where (worker_scope.from_day, worker_scope.to_day) <> (excluded.from_day, excluded.to_day)`.execute(db);
  }
  return out;
};

/** The keys by which this actor reaches one worker today: what `fieldsFor` of rules.ts asks. Under row-level security: only keys of one's own. */
export const keysReaching = async (db: Db, workerId: string, today: string): Promise<readonly string[]> => {
  const rows = await db
    .selectFrom('workerScope')
    .select('key')
    .distinct()
    .where('workerId', '=', workerId)
    .where('fromDay', '<=', today)
    .where('toDay', '>=', today)
    .execute();
  return rows.map((r) => r.key);
};

/** The facts (`spell:<id>`) by which these workers are open to the actor today. Under row-level security: only through keys of one's own. */
export const sourcesReaching = async (db: Db, workerIds: readonly string[], today: string): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ source: string }>`select distinct source from worker_scope
    where worker_id = any (${workerIds}::uuid[]) and from_day <= ${today}::date and to_day >= ${today}::date`.execute(db);
  return new Set(rows.map((r) => r.source));
};

// Notices ---------------------------------------------------------------------------------------------------------------------------

export interface NewNotice {
  readonly to: { readonly account: string } | { readonly role: Role; readonly areaCode: string };
  readonly kind: string;
  /** Fills the places of the kind's sentence, a text in the reader's language; never personal data of workers. */
  readonly params?: Readonly<Record<string, string | number | Text>>;
  readonly link?: string;
}
/** Puts news on a desk: of one account, or of everybody who holds the role over an area that holds `areaCode`. In the caller's transaction. */
export const sendNotice = async (db: Db, { to, kind, params = {}, link }: NewNotice): Promise<void> => {
  await db
    .insertInto('notice')
    .values({
      id: newId(),
      accountId: 'account' in to ? to.account : null,
      role: 'role' in to ? to.role : null,
      areaCode: 'role' in to ? to.areaCode : '',
      kind,
      params: JSON.stringify(params),
      link: link ?? null,
    })
    .execute();
};

// Exports ---------------------------------------------------------------------------------------------------------------------------

const CODE = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const minute = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });
export interface Watermark {
  readonly code: string;
  /** The first line of the file. */
  readonly line: string;
}
export const newWatermark = (actor: Actor, at: Date): Watermark => {
  const code = Array.from({ length: 10 }, () => CODE[randomInt(CODE.length)]).join('');
  return { code, line: `导出人 ${actor.login}　${minute.format(at)}　水印 ${code}` };
};

export interface Exported {
  /** Key of `exportTexts`. */
  readonly what: string;
  readonly rows: number;
  /** In words or as the query string; never personal data. */
  readonly filter: string;
  readonly full: boolean;
  readonly areaCode?: string;
  readonly watermark: string;
  readonly content: Uint8Array;
}
/** Every file that leaves is written down here before it leaves. In the transaction of the request; the endpoint needs `stepUp`. */
export const logExport = async (db: Db, actor: Actor, exported: Exported): Promise<string> => {
  const id = newId();
  await db
    .insertInto('exportLog')
    .values({
      id,
      accountId: actor.accountId!,
      what: exported.what,
      rows: exported.rows,
      filter: exported.filter,
      isFull: exported.full,
      watermark: exported.watermark,
      fileHash: createHash('sha256').update(exported.content).digest('hex'),
      areaCode: exported.areaCode ?? actor.grants[0]?.areaCode ?? '',
    })
    .execute();
  return id;
};

// Accounts by area ------------------------------------------------------------------------------------------------------------------

export interface AccountOver {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly areaCode: string;
}
/** Accounts in use that hold one of these roles (on the real day, as sessions do) over an area that holds `home`, the nearest office first; one account once. */
export const accountsOver = async (db: Db, home: string, roles: readonly Role[]): Promise<readonly AccountOver[]> => {
  const codes = [...new Set([12, 9, 6, 4, 2].map((digits) => home.slice(0, digits).padEnd(12, '0')))];
  const { rows } = await sql<AccountOver>`
    select distinct on (a.id) a.id, a.display_name as name, g.role, g.area_code from role_grant g join account a on a.id = g.account_id
      cross join (select (clock_timestamp() at time zone 'Asia/Shanghai')::date as day) d
    where g.area_code = any(${codes}::text[]) and g.role = any(${[...roles]}::text[]) and g.ended is null and g.valid_from <= d.day
      and (g.valid_to is null or g.valid_to >= d.day) and a.state = 'active'
    order by a.id, g.area_code desc`.execute(db);
  return rows.sort((a, b) => (a.areaCode < b.areaCode ? 1 : a.areaCode > b.areaCode ? -1 : a.name < b.name ? -1 : 1));
};

/** Accounts in use that hold one of these roles for one of these organisations (`org:<id>`), on the real day. */
export const accountsOfRelations = async (db: Db, relations: readonly string[], roles: readonly Role[]): Promise<readonly string[]> => {
  const { rows } = await sql<{ id: string }>`
    select distinct a.id from role_grant g join account a on a.id = g.account_id
      cross join (select (clock_timestamp() at time zone 'Asia/Shanghai')::date as day) d
    where g.relation = any(${[...relations]}::text[]) and g.role = any(${[...roles]}::text[]) and g.ended is null and g.valid_from <= d.day
      and (g.valid_to is null or g.valid_to >= d.day) and a.state = 'active' order by a.id`.execute(db);
  return rows.map((r) => r.id);
};

/** The areas an account holds roles over, on the real day; what somebody of it handed in may be about any of them. */
export const areasHeldBy = async (db: Db, accountId: string): Promise<readonly string[]> => {
  const { rows } = await sql<{ areaCode: string }>`
    select distinct g.area_code from role_grant g cross join (select (clock_timestamp() at time zone 'Asia/Shanghai')::date as day) d
    where g.account_id = ${accountId}::uuid and g.ended is null and g.valid_from <= d.day and (g.valid_to is null or g.valid_to >= d.day)`.execute(
    db,
  );
  return rows.map((r) => r.areaCode);
};

// Accounts by name ------------------------------------------------------------------------------------------------------------------

/** The account behind a login name, whatever its state. What `wengang_app` may read of it: id, login and display name. */
export const findAccountByLogin = (db: Db, login: string): Promise<{ id: string; login: string } | undefined> =>
  db.selectFrom('account').select(['id', 'login']).where('login', '=', login.trim().toLowerCase()).executeTakeFirst();
/** Accounts that hold one of these roles just now, by login: whom the command line may act for. */
export const loginsWith = async (db: Db, roles: readonly Role[]): Promise<readonly { id: string; login: string }[]> =>
  db
    .selectFrom('account as a')
    .select(['a.id', 'a.login'])
    .where('a.state', '=', 'active')
    .where((w) =>
      w.exists(
        w
          .selectFrom('roleGrant as g')
          .select('g.id')
          .whereRef('g.accountId', '=', 'a.id')
          .where('g.role', 'in', [...roles])
          .where('g.ended', 'is', null),
      ),
    )
    .orderBy('a.login')
    .execute();
export const loginsOf = async (db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const rows = ids.length
    ? await db
        .selectFrom('account')
        .select(['id', 'login'])
        .where('id', 'in', [...ids])
        .execute()
    : [];
  return new Map(rows.map((r) => [r.id, r.login]));
};
/** The names of those who recorded or decided something. */
export const accountNames = async (db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const rows = ids.length
    ? await db
        .selectFrom('account')
        .select(['id', 'displayName'])
        .where('id', 'in', [...new Set(ids)])
        .execute()
    : [];
  return new Map(rows.map((r) => [r.id, r.displayName]));
};
