// Tokens of big screens: made once, kept as a hash, ended by their day or by hand. Only screens of the asker's own areas are listed and revoked.
import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { areaOf, covers } from '#capabilities/access/rules.ts';
import { accountNames } from '#capabilities/access/server/service.ts';
import { areaText } from '#capabilities/regions/server/service.ts';
import { notFound } from '#platform/problem.ts';
import type { Actor } from '#platform/server/actor.ts';
import { handle, handleFile, type Route } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import type { Services } from '#platform/server/services.ts';
import type { Db } from '#platform/server/store.ts';
import { notYourCell } from '../../contractProblems.ts';
import {
  createScreen,
  listScreens,
  revokeScreen,
  SCREENS,
  type ScreenOut,
  screenExpired,
  screenOver,
  screenPermissions,
  screenRevoked,
  screenSuspended,
  screensMany,
  screenTooFine,
  screenUnknown,
} from '../../contractScreens.ts';
import { SCREENS_MOST, screenLevelOf, screenStateOf } from '../../rulesScreens.ts';
import { areaWords, mayReadTotal, sidesOf } from '../question.ts';

export interface ScreenRow {
  readonly id: string;
  readonly title: string;
  readonly side: 'origin' | 'host';
  readonly areaCode: string;
  readonly created: string;
  readonly createdBy: string;
  readonly expires: string;
  readonly revoked: string | null;
  readonly revokedBy: string | null;
}
const COLUMNS = sql`id, title, side, area_code, created, created_by, expires, revoked, revoked_by`;
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
/** The actor as far as screens go: by the roles that may set them up, not by others that it holds elsewhere. */
const inCharge = (actor: Actor): Actor => ({
  ...actor,
  grants: actor.permissions.has(SCREENS)
    ? actor.grants.filter((g) => (screenPermissions[SCREENS].roles as readonly string[]).includes(g.role))
    : [],
});
const mayShow = (actor: Actor, side: ScreenRow['side'], area: string): boolean => mayReadTotal(inCharge(actor), { [side]: [area] });
/** Screens of these areas, as the table holds them. */
const ofTheirs = (actor: Actor) =>
  sql.join(
    [
      sql`false`,
      ...sidesOf(inCharge(actor)).map((s) => {
        const { from, to } = areaOf(s.code);
        return sql`(side = ${s.side} and area_code between ${from} and ${to})`;
      }),
    ],
    sql` or `,
  );
/** The widest of the asker's areas that holds this one. */
const officeOf = (actor: Actor, area: string): string =>
  inCharge(actor)
    .grants.map((g) => g.areaCode)
    .filter((code) => code !== '' && covers(areaOf(code), areaOf(area)))
    .sort()[0] ?? area;

/** Makers who are still there and in charge, by the screens that they set up. */
const heldOf = async ({ actorFor, clock }: Services, db: Db, rows: readonly ScreenRow[]): Promise<ReadonlySet<string>> => {
  const makers = new Map<string, Actor>();
  const held = new Set<string>();
  for (const r of rows) {
    const maker = makers.get(r.createdBy) ?? (await actorFor(db, r.createdBy, clock.now()));
    makers.set(r.createdBy, maker);
    if (mayShow(maker, r.side, r.areaCode)) held.add(r.id);
  }
  return held;
};
const told = async (db: Db, rows: readonly ScreenRow[], now: Date, held?: ReadonlySet<string>): Promise<ScreenOut[]> => {
  const names = await accountNames(db, [...new Set(rows.flatMap((r) => [r.createdBy, ...(r.revokedBy ? [r.revokedBy] : [])]))]);
  return rows.map((r) => ({
    ...{
      id: r.id,
      title: r.title,
      side: r.side,
      area: r.areaCode,
      areaName: areaText(r.areaCode),
      state: screenStateOf(r, now, held?.has(r.id)),
    },
    ...{ created: r.created, createdBy: names.get(r.createdBy) ?? '', expires: r.expires },
    revoked: r.revoked ? { at: r.revoked, by: names.get(r.revokedBy!) ?? '' } : null,
  }));
};

/** The screen of a token, or the sentence that says why there is none. As `system`: whoever shows it has no account. */
export const screenOf = async (services: Services, token: string | undefined): Promise<ScreenRow> => {
  if (!token || token.length > 100) throw screenUnknown();
  const { screen, held } = await services.store.transact({ role: 'system', readOnly: true }, async (db) => {
    const { rows } = await sql<ScreenRow>`select ${COLUMNS} from screen_token where token_hash = ${hashOf(token)}`.execute(db);
    return { screen: rows[0], held: (await heldOf(services, db, rows)).size > 0 };
  });
  if (!screen) throw screenUnknown();
  const state = screenStateOf(screen, services.clock.now(), held);
  if (state === 'revoked') throw screenRevoked({ title: screen.title, day: dayOf(screen.revoked!) });
  if (state === 'expired') throw screenExpired({ title: screen.title, day: dayOf(screen.expires) });
  if (state === 'suspended') throw screenSuspended({ title: screen.title });
  if (!screenLevelOf(screen.areaCode)) throw screenTooFine();
  return screen;
};
const shanghai = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit' });
const dayOf = (instant: string): string => shanghai.format(new Date(instant));

export const tokenRoutes: readonly Route[] = [
  // as `system`: who set them up, and whether they are still in charge, is not for everybody to read
  handleFile(
    listScreens,
    ({ actor, services }) =>
      services.store.transact({ role: 'system', readOnly: true }, async (db) => {
        const { rows } = await sql<ScreenRow>`select ${COLUMNS} from screen_token where ${ofTheirs(actor)} order by created desc`.execute(
          db,
        );
        return told(db, rows, services.clock.now(), await heldOf(services, db, rows));
      }),
    async (_call, _input, items) => ({ items }),
  ),
  handle(createScreen, async ({ db, actor, services, note }, { title, side, area, days }) => {
    if (!mayShow(actor, side, area)) throw notYourCell(areaWords(actor));
    if (!screenLevelOf(area)) throw screenTooFine();
    const office = officeOf(actor, area);
    await sql`select pg_advisory_xact_lock(7300489, hashtext(${office}))`.execute(db);
    const { rows: live } = await sql<{ n: number }>`select count(*)::int as n from screen_token
      where coalesce(office, area_code) = ${office} and revoked is null and expires > ${services.clock.now().toISOString()}::timestamptz`.execute(
      db,
    );
    if (live[0]!.n >= SCREENS_MOST) {
      const name = areaText(office);
      throw screensMany({ office: name.zh, officeEn: name.en, n: live[0]!.n, most: SCREENS_MOST });
    }
    const [id, token] = [newId(), randomBytes(32).toString('base64url')];
    const expires = new Date(services.clock.now().getTime() + days * 86_400_000).toISOString();
    await sql`insert into screen_token (id, title, side, area_code, office, token_hash, created, created_by, expires)
      values (${id}::uuid, ${title}, ${side}, ${area}, ${office}, ${hashOf(token)}, ${services.clock.now().toISOString()}::timestamptz, ${actor.accountId}::uuid, ${expires}::timestamptz)`.execute(
      db,
    );
    note({ subject: { kind: 'screen', id }, area, details: { title, side, expires } });
    return { id, token, expires };
  }),
  handle(revokeScreen, async ({ db, actor, services, note }, { id }) => {
    const { rows } = await sql<ScreenRow>`select ${COLUMNS} from screen_token where id = ${id}::uuid for update`.execute(db);
    const screen = rows[0];
    if (!screen || !mayShow(actor, screen.side, screen.areaCode)) throw notFound();
    if (screen.revoked) throw screenOver({ title: screen.title });
    const at = services.clock.now().toISOString();
    await sql`update screen_token set revoked = ${at}::timestamptz, revoked_by = ${actor.accountId}::uuid where id = ${id}::uuid`.execute(
      db,
    );
    note({ subject: { kind: 'screen', id }, area: screen.areaCode, details: { title: screen.title } });
    return (await told(db, [{ ...screen, revoked: at, revokedBy: actor.accountId }], services.clock.now()))[0]!;
  }),
];
