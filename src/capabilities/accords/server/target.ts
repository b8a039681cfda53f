// The agreement a deed is about: that it exists and is the account's to see; who writes; who is told.
import { sql } from 'kysely';
import { accountsOver, sendNotice } from '#capabilities/access/server/service.ts';
import { notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { type AgreementSide, type noticeTexts, notYourOffice, outsideArea, permissions, SIGN } from '../contract.ts';
import { officeOf, type Sides, sideOf, sidesSigned, sidesWritten } from '../rules.ts';
import { officeText, sideText } from './places.ts';
import { type AgreementFactRow, seenAgreements } from './queries.ts';

/** As it stands today, or not found: a refusal never tells whether there is one. */
export const getSeen = async (call: Pick<Call, 'db' | 'actor' | 'today'>, id: string): Promise<AgreementFactRow> => {
  const row = await seenAgreements(call.db, call.actor, call.today, {}).where('a.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  return row;
};

/**
 * The same, for a deed: until the transaction ends nobody else writes to this agreement, so that two signatures, or a signature and a correction, come one after
 * the other.
 */
export const lockSeen = async (call: Call, id: string): Promise<AgreementFactRow> => {
  await lockAgreement(call, id);
  return getSeen(call, id);
};
export const lockAgreement = (call: Pick<Call, 'db'>, id: string) => advisory(call, `agreement ${id}`);
/** Nobody else makes an agreement of this pair and level stand at the same time: the overlap is asked and written under it. */
export const lockPair = (call: Call, of: Sides & { readonly level: string }) =>
  advisory(call, `agreements of ${of.level} ${of.originCode} ${of.originName} ${of.hostCode} ${of.hostName}`);
const advisory = async ({ db }: Pick<Call, 'db'>, name: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 84))`.execute(db);
};

export const refuseOutside = (call: Call, of: Sides): void => {
  if (sidesWritten(call.actor.grants, of).length > 0) return;
  throw outsideArea({ origin: sideText(sideOf(of, 'origin')), host: sideText(sideOf(of, 'host')) });
};
export const refuseWithoutOffice = (call: Call, of: Sides, side: AgreementSide): void => {
  if (sidesSigned(call.actor.grants, of).includes(side)) return;
  throw notYourOffice({ side: sideText(sideOf(of, side)), office: officeText(sideOf(of, side)) });
};

/** Who wrote a version. */
export const writer = (call: Call) => ({ recordedBy: call.actor.accountId, recordedName: call.actor.name });

export const noted = (call: Call, of: Sides & { readonly id: string }, details: Record<string, unknown> = {}): void =>
  call.note({ area: of.originCode, subject: { kind: 'agreement', id: of.id }, details: { host: of.hostCode, ...details } });

/** Puts news on the desks of a side's own office, except on the one of whoever does it. */
export const tellOffice = async (
  call: Call,
  of: Sides & { readonly id: string; readonly title: string },
  side: AgreementSide,
  kind: keyof typeof noticeTexts,
  more: Readonly<Record<string, string>> = {},
): Promise<void> => {
  await tellOffices(call, [officeOf(sideOf(of, side))], kind, of.title, `/agreements/${of.id}`, more);
};
/** The same, on the desks of these offices: once an account. Without a link where they can open it no more. */
export const tellOffices = async (
  call: Call,
  offices: readonly string[],
  kind: keyof typeof noticeTexts,
  title: string,
  link?: string,
  more: Readonly<Record<string, string>> = {},
): Promise<void> => {
  const told = new Set<string | null>([call.actor.accountId]);
  for (const office of offices)
    for (const a of await accountsOver(call.db, office, permissions[SIGN].roles)) {
      if (a.areaCode !== office || told.has(a.id)) continue;
      told.add(a.id);
      await sendNotice(call.db, { to: { account: a.id }, kind, params: { title, ...more }, ...(link ? { link } : {}) });
    }
};
