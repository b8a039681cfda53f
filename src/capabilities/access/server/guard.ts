// Wrong tries: counted per login (also of logins that do not exist) and per address; said before they lock.
import { sql } from 'kysely';
import { type Problem, type ProblemFactory, tooMany } from '#platform/problem.ts';
import type { Keys } from '#platform/server/keys.ts';
import type { Db } from '#platform/server/store.ts';
import { locked } from '../contract.ts';
import { later } from './sessions.ts';

export const TRIES = 5;
export const LOCK_MINUTES = 15;
const ADDRESS_TRIES = 60;

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' });
export const loginHash = (keys: Keys, login: string): Buffer => keys.hmac('login', login.trim().toLowerCase());

const lockDetails = (until: string, at: Date) => ({
  until: clock.format(new Date(until)),
  minutes: Math.max(1, Math.ceil((Date.parse(until) - at.getTime()) / 60_000)),
});

/** Throws while the login is locked, also for the right password. Holds its row, so that tries at once take turns. */
export const refuseLocked = async (db: Db, keys: Keys, login: string, at: Date): Promise<void> => {
  const row = await db
    .selectFrom('signInGuard')
    .select('lockedUntil')
    .where('loginHash', '=', loginHash(keys, login))
    .forUpdate()
    .executeTakeFirst();
  if (row?.lockedUntil && Date.parse(row.lockedUntil) > at.getTime()) throw locked(lockDetails(row.lockedUntil, at));
};

/** Counts a wrong try and gives the refusal to throw: with the tries left, or the lock. It is kept, so that the count survives. */
export const wrongTry = async (
  db: Db,
  keys: Keys,
  login: string,
  ip: string,
  at: Date,
  refusal: ProblemFactory,
  more: object = {},
): Promise<Problem> => {
  const now = at.toISOString();
  const fresh = sql<boolean>`(sign_in_guard.since < ${later(at, -LOCK_MINUTES)} or coalesce(sign_in_guard.locked_until <= ${now}, false))`;
  const { rows } = await sql<{ wrong: number; lockedUntil: string | null }>`
    insert into sign_in_guard as sign_in_guard (login_hash, wrong, since) values (${loginHash(keys, login)}, 1, ${now})
    on conflict (login_hash) do update set
      wrong = case when ${fresh} then 1 else sign_in_guard.wrong + 1 end,
      since = case when ${fresh} then excluded.since else sign_in_guard.since end,
      locked_until = case when not ${fresh} and sign_in_guard.wrong + 1 >= ${TRIES} then ${later(at, LOCK_MINUTES)}::timestamptz end
    returning wrong, locked_until`.execute(db);
  await sql`
    insert into sign_in_address as a (address_hash, wrong, since) values (${keys.hmac('address', ip)}, 1, ${now})
    on conflict (address_hash) do update set
      wrong = case when a.since < ${later(at, -LOCK_MINUTES)} then 1 else a.wrong + 1 end,
      since = case when a.since < ${later(at, -LOCK_MINUTES)} then excluded.since else a.since end`.execute(db);
  const { wrong, lockedUntil: until } = rows[0]!;
  return until ? locked.kept(lockDetails(until, at)) : refusal.kept({ remaining: TRIES - wrong, minutes: LOCK_MINUTES, ...more });
};

export const clearTries = async (db: Db, keys: Keys, login: string): Promise<void> => {
  await db.deleteFrom('signInGuard').where('loginHash', '=', loginHash(keys, login)).execute();
};

/** Throws for an address that guesses at many logins. Asked before anything expensive is done for it. */
export const refuseAddress = async (db: Db, keys: Keys, ip: string, at: Date): Promise<void> => {
  const row = await db
    .selectFrom('signInAddress')
    .select(['wrong', 'since'])
    .where('addressHash', '=', keys.hmac('address', ip))
    .executeTakeFirst();
  if (!row || row.wrong < ADDRESS_TRIES) return;
  const left = Date.parse(row.since) + LOCK_MINUTES * 60_000 - at.getTime();
  if (left > 0) throw tooMany({ seconds: Math.ceil(left / 1000) });
};
