// Tokens of big screens: made once, kept as a hash, ended by their day or by hand. Only screens of the asker's own areas are listed and revoked.
import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { accountNames } from '#capabilities/access/server/service.ts';
import { areaText } from '#capabilities/regions/server/service.ts';
import { notFound } from '#platform/problem.ts';
import type { Actor } from '#platform/server/actor.ts';
import { handle, type Route } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import type { Services } from '#platform/server/services.ts';
import type { Db } from '#platform/server/store.ts';
import { notYourCell } from '../../contractProblems.ts';
import {
  createScreen,
  listScreens,
  revokeScreen,
  type ScreenOut,
  screenExpired,
  screenOver,
  screenRevoked,
  screenUnknown,
} from '../../contractScreens.ts';
import { screenStateOf } from '../../rulesScreens.ts';
import { areaWords, mayReadTotal } from '../question.ts';

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
const mayShow = (actor: Actor, side: ScreenRow['side'], area: string): boolean => mayReadTotal(actor, { [side]: [area] });

const told = async (db: Db, rows: readonly ScreenRow[], now: Date): Promise<ScreenOut[]> => {
  const names = await accountNames(db, [...new Set(rows.flatMap((r) => [r.createdBy, ...(r.revokedBy ? [r.revokedBy] : [])]))]);
  return rows.map((r) => ({
    ...{ id: r.id, title: r.title, side: r.side, area: r.areaCode, areaName: areaText(r.areaCode), state: screenStateOf(r, now) },
    ...{ created: r.created, createdBy: names.get(r.createdBy) ?? '', expires: r.expires },
    revoked: r.revoked ? { at: r.revoked, by: names.get(r.revokedBy!) ?? '' } : null,
  }));
};

/** The screen of a token, or the sentence that says why there is none. As `system`: whoever shows it has no account. */
export const screenOf = async (services: Services, token: string | undefined): Promise<ScreenRow> => {
  if (!token || token.length > 100) throw screenUnknown();
  const { rows } = await services.store.transact({ role: 'system', readOnly: true }, (db) =>
    sql<ScreenRow>`select ${COLUMNS} from screen_token where token_hash = ${hashOf(token)}`.execute(db),
  );
  const screen = rows[0];
  if (!screen) throw screenUnknown();
  const state = screenStateOf(screen, services.clock.now());
  if (state === 'revoked') throw screenRevoked({ title: screen.title, day: dayOf(screen.revoked!) });
  if (state === 'expired') throw screenExpired({ title: screen.title, day: dayOf(screen.expires) });
  return screen;
};
const shanghai = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit' });
const dayOf = (instant: string): string => shanghai.format(new Date(instant));

export const tokenRoutes: readonly Route[] = [
  handle(listScreens, async ({ db, actor, services }) => {
    const { rows } = await sql<ScreenRow>`select ${COLUMNS} from screen_token order by created desc`.execute(db);
    const mine = rows.filter((r) => mayShow(actor, r.side, r.areaCode));
    return { items: await told(db, mine, services.clock.now()) };
  }),
  handle(createScreen, async ({ db, actor, services, note }, { title, side, area, days }) => {
    if (!mayShow(actor, side, area)) throw notYourCell(areaWords(actor));
    const [id, token] = [newId(), randomBytes(32).toString('base64url')];
    const expires = new Date(services.clock.now().getTime() + days * 86_400_000).toISOString();
    await sql`insert into screen_token (id, title, side, area_code, token_hash, created, created_by, expires)
      values (${id}::uuid, ${title}, ${side}, ${area}, ${hashOf(token)}, ${services.clock.now().toISOString()}::timestamptz, ${actor.accountId}::uuid, ${expires}::timestamptz)`.execute(
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
