// Other names, whom to call, who works there.
import { findAccountByLogin, loginsOf } from '#capabilities/access/server/service.ts';
import type { Parsed } from '#platform/contract.ts';
import { changed, notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import { insertVersion, isCurrent, supersede, withdraw } from '#platform/server/versions.ts';
import { maskMobileNumber, parseMobileNumber } from '#standards/mobile-number/mobileNumber.ts';
import {
  type Alias,
  type addAlias,
  type addContact,
  type addStaff,
  badPhone,
  type Contact,
  type editContact,
  endBeforeStart,
  type endStaff,
  type listContacts,
  noSuchLogin,
  notYourOrganisation,
  type removeAlias,
  type removeContact,
  type Staff,
} from '../contract.ts';
import { isOwn } from '../rules.ts';
import { refreshNames } from './names.ts';
import { setOf } from './queries.ts';
import { getCurrent, getWritable, noted, writer } from './target.ts';

const inOrder = (from: string | null, to: string | null): void => {
  if (from !== null && to !== null && to < from) throw endBeforeStart({ from, to });
};

// Other names -----------------------------------------------------------------------------------------------------------------------

export const alias = async (call: Call, { id, ...draft }: Parsed<typeof addAlias>): Promise<Alias> => {
  const of = await getWritable(call, id, { closed: true });
  inOrder(draft.fromDay, draft.toDay);
  const aliasId = newId();
  const recorded = await insertVersion(call.db, 'organisation_alias', { id: aliasId, organisationId: id, ...draft, ...writer(call) });
  await refreshNames(call.db, [id]);
  noted(call, of, { kind: draft.kind });
  return { id: aliasId, organisationId: id, ...draft, by: call.actor.name, recorded };
};

export const unalias = async (call: Call, { id, aliasId, reason }: Parsed<typeof removeAlias>) => {
  const of = await getWritable(call, id, { closed: true, merged: true });
  const row = await call.db
    .selectFrom('organisationAlias')
    .select('kind')
    .where('id', '=', aliasId)
    .where('organisationId', '=', id)
    .where(isCurrent('organisation_alias'))
    .executeTakeFirst();
  if (!row || !(await withdraw(call.db, 'organisation_alias', { id: aliasId }))) throw notFound();
  await refreshNames(call.db, [id]);
  noted(call, of, { kind: row.kind, reason });
  return {};
};

// Whom to call ----------------------------------------------------------------------------------------------------------------------

/** A mobile number is checked and kept as digits; a landline or a service line as it was written, with its extension. */
const phoneOf = (text: string): string => {
  const read = parseMobileNumber(text);
  if (read.ok) return read.number;
  if (read.landline !== null || read.rule === 'serviceNumber') return text;
  throw badPhone({ why: read.message.zh, whyEn: read.message.en });
};

const AUTHORITIES = ['village_cadre', 'township_cadre', 'county_bureau', 'station', 'steering'];
type ContactRow = {
  readonly id: string;
  readonly organisationId: string;
  readonly version: number;
  readonly name: string;
  readonly duty: string;
  readonly phoneSealed: Uint8Array;
  readonly note: string;
  readonly changed: string;
  readonly changedName: string;
};
const contactOf = (call: Call, { phoneSealed, changedName, ...row }: ContactRow, full: boolean): Contact => {
  const phone = call.services.keys.open(phoneSealed);
  return { ...row, by: changedName, phone: full ? phone : maskMobileNumber(phone) };
};
const CONTACT = ['id', 'organisationId', 'version', 'name', 'duty', 'phoneSealed', 'note', 'changed', 'changedName'] as const;

export const contacts = async (call: Call, { id }: Parsed<typeof listContacts>) => {
  const { mainId } = await getCurrent(call, id);
  const set = await setOf(call.db, mainId);
  const { grants } = call.actor;
  const own = isOwn(grants, set);
  const authority = grants.some((g) => AUTHORITIES.includes(g.role));
  if (!own && !authority && !grants.some((g) => g.role === 'auditor')) throw notYourOrganisation();
  const rows = await call.db.selectFrom('organisationContact').select(CONTACT).where('organisationId', 'in', set).orderBy('id').execute();
  return { items: rows.map((r) => contactOf(call, r, own || authority)) };
};

/** Its own account may; an authority or a station may where it writes. */
const getContactable = async (call: Call, id: string, wish: { closed?: boolean; merged?: boolean } = {}) => {
  const { mainId } = await getCurrent(call, id);
  const writes = call.actor.grants.some((g) => AUTHORITIES.includes(g.role));
  if (!writes && !isOwn(call.actor.grants, await setOf(call.db, mainId))) throw notYourOrganisation();
  return getWritable(call, id, { ...wish, own: true });
};

export const contact = async (call: Call, { id, phone, ...draft }: Parsed<typeof addContact>): Promise<Contact> => {
  const of = await getContactable(call, id);
  const row = await call.db
    .insertInto('organisationContact')
    .values({
      id: newId(),
      organisationId: id,
      ...draft,
      phoneSealed: call.services.keys.seal(phoneOf(phone)),
      changedBy: call.actor.accountId,
      changedName: call.actor.name,
    })
    .returning(CONTACT)
    .executeTakeFirstOrThrow();
  noted(call, of, { contact: row.id });
  return contactOf(call, row, true);
};

export const recontact = async (call: Call, { id, contactId, version, phone, ...draft }: Parsed<typeof editContact>): Promise<Contact> => {
  const of = await getContactable(call, id, { closed: true, merged: true });
  const row = await call.db
    .updateTable('organisationContact')
    .set({
      ...draft,
      phoneSealed: call.services.keys.seal(phoneOf(phone)),
      version: version + 1,
      changed: call.services.clock.now().toISOString(),
      changedBy: call.actor.accountId,
      changedName: call.actor.name,
    })
    .where('id', '=', contactId)
    .where('organisationId', '=', id)
    .where('version', '=', version)
    .returning(CONTACT)
    .executeTakeFirst();
  if (!row) {
    const now = await call.db
      .selectFrom('organisationContact')
      .select(CONTACT)
      .where('id', '=', contactId)
      .where('organisationId', '=', id)
      .executeTakeFirst();
    if (!now) throw notFound();
    throw changed({ by: now.changedName || '—', at: now.changed, current: contactOf(call, now, true) });
  }
  noted(call, of, { contact: contactId });
  return contactOf(call, row, true);
};

export const uncontact = async (call: Call, { id, contactId }: Parsed<typeof removeContact>) => {
  const of = await getContactable(call, id, { closed: true, merged: true });
  const gone = await call.db
    .deleteFrom('organisationContact')
    .where('id', '=', contactId)
    .where('organisationId', '=', id)
    .executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw notFound();
  noted(call, of, { contact: contactId });
  return {};
};

// Who works there -------------------------------------------------------------------------------------------------------------------

export const staff = async (call: Call, { id, login, ...draft }: Parsed<typeof addStaff>): Promise<Staff> => {
  const of = await getWritable(call, id);
  inOrder(draft.fromDay, draft.toDay);
  const account = login === '' ? undefined : await findAccountByLogin(call.db, login);
  if (login !== '' && !account) throw noSuchLogin({ login });
  const staffId = newId();
  await insertVersion(call.db, 'organisation_staff', {
    id: staffId,
    organisationId: id,
    accountId: account?.id ?? null,
    ...draft,
    ...writer(call),
  });
  noted(call, of, { staff: staffId });
  return { id: staffId, organisationId: id, login: account?.login ?? null, ...draft };
};

export const unstaff = async (call: Call, { id, staffId, toDay, reason }: Parsed<typeof endStaff>): Promise<Staff> => {
  const of = await getWritable(call, id, { closed: true, merged: true });
  const row = await call.db
    .selectFrom('organisationStaff')
    .select(['id', 'organisationId', 'accountId', 'name', 'duty', 'fromDay'])
    .where('id', '=', staffId)
    .where('organisationId', '=', id)
    .where(isCurrent('organisation_staff'))
    .executeTakeFirst();
  if (!row) throw notFound();
  inOrder(row.fromDay, toDay);
  await supersede(call.db, 'organisation_staff', { id: staffId }, { toDay, reason, ...writer(call) });
  noted(call, of, { staff: staffId, toDay, reason });
  const { accountId, ...shown } = row;
  const login = accountId === null ? null : ((await loginsOf(call.db, [accountId])).get(accountId) ?? null);
  return { ...shown, toDay, login };
};
