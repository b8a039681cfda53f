// The class a deed is about: that it exists and is the account's to see; who carries it on, who approves it; how it is put on record.
import { sql } from 'kysely';
import { notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { notYourApproval, notYourClass } from '../contract.ts';
import { approves, type ClassPlace, writes } from '../rules.ts';
import { type ClassFactRow, seenClasses } from './classes/queries.ts';

/** As it stands today, or not found: a refusal never tells whether there is one. */
export const getSeen = async (call: Pick<Call, 'db' | 'actor' | 'today'>, id: string): Promise<ClassFactRow> => {
  const row = await seenClasses(call.db, call.actor, call.today, {}).where('a.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  return row;
};
/** The same, for a deed: until the transaction ends nobody else writes to this class. */
export const lockSeen = async (call: Call, id: string): Promise<ClassFactRow> => {
  await lockClass(call, id);
  return getSeen(call, id);
};
export const lockClass = async ({ db }: Pick<Call, 'db'>, id: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`class ${id}`}, 51))`.execute(db);
};
/** Locked, and this account carries it on. */
export const lockOwn = async (call: Call, id: string): Promise<ClassFactRow> => {
  const row = await lockSeen(call, id);
  refuseNotWriter(call, row);
  return row;
};
export const refuseNotWriter = (call: Call, of: ClassPlace): void => {
  if (!writes(call.actor.grants, of)) throw notYourClass();
};
export const refuseNotOffice = (call: Call, of: ClassPlace): void => {
  if (!approves(call.actor.grants, of)) throw notYourApproval();
};

/** Who wrote a version. */
export const writer = (call: Call) => ({ recordedBy: call.actor.accountId, recordedName: call.actor.name });
export const noted = (call: Call, of: { readonly id: string; readonly originCode: string }, details: Record<string, unknown> = {}): void =>
  call.note({ area: of.originCode, subject: { kind: 'class', id: of.id }, details });
