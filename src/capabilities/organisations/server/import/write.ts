// Writes what was resolved through the organisations' own deeds, so that their rules hold, and keeps which row wrote which version.
import type { ApplyContext, Resolution, SheetRowIn, Written } from '#capabilities/rosters/server/service.ts';
import { insertMany } from '#platform/server/bulkWrite.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import { CONTACT_WRITE } from '../../contract.ts';
import { findCurrent } from '../queries.ts';
import { correct, create } from '../register.ts';
import { listedBy, type Plan } from './resolve.ts';

/** A deed as the owner of the batch; what it notes stands in the audit of the batch. */
export const asOwner = ({ db, services, owner, today }: Pick<ApplyContext, 'db' | 'services' | 'owner' | 'today'>): Call => ({
  db,
  services,
  actor: owner,
  today,
  requestId: '',
  ip: '',
  userAgent: '',
  note: () => undefined,
  setCookie: () => undefined,
  afterCommit: () => undefined,
});

export interface Source {
  readonly row: SheetRowIn;
  readonly id: string;
  readonly outcome: string;
  readonly wrote: string | null;
  readonly before: string | null;
  readonly contactId: string | null;
}

const COLUMNS = {
  organisation_id: 'uuid',
  batch_id: 'uuid',
  sheet: 'int2',
  row: 'int4',
  side: 'int2',
  outcome: 'text',
  wrote: 'timestamptz',
  before: 'timestamptz',
  contact_id: 'uuid',
  observed_on: 'date',
  extra_sealed: 'bytea',
} as const;

export const write = async (
  context: ApplyContext,
  rows: readonly { readonly row: SheetRowIn; readonly resolution: Resolution<Plan> }[],
): Promise<readonly Written[]> => {
  const call = asOwner(context);
  const sources: Source[] = [];
  const written: Written[] = [];
  for (const { row, resolution } of rows) {
    const { plan, outcome } = resolution;
    const did = await writeOne(call, context, plan);
    const contactId = did.mine ? await addContact(call, plan) : null;
    sources.push({ row, id: plan.id, outcome, wrote: did.wrote, before: did.before, contactId });
    written.push({ subject: { kind: 'organisation', id: plan.id, home: did.place } });
  }
  await keepSources(context, sources);
  return written;
};

/** Which row of which list it was, with the columns nobody knows. */
export const keepSources = async (context: ApplyContext, sources: readonly Source[]): Promise<void> => {
  const { batch, services } = context;
  await insertMany(
    context.db,
    { table: 'organisation_source', columns: COLUMNS },
    sources.map(({ row, id, outcome, wrote, before, contactId }) => [
      id,
      batch.id,
      row.sheet,
      row.row,
      row.side,
      outcome,
      wrote,
      before,
      contactId,
      batch.observedOn,
      Object.keys(row.extra).length ? services.keys.seal(JSON.stringify(row.extra)) : null,
    ]),
  );
};

interface Did {
  readonly wrote: string | null;
  readonly before: string | null;
  readonly place: string;
  /** Whether it lies where the owner may write. */
  readonly mine: boolean;
}
const writeOne = async (call: Call, context: ApplyContext, plan: Plan): Promise<Did> => {
  const source = listedBy(context);
  if (plan.create) {
    const draft = { ...plan.create, kinds: [...plan.create.kinds], uscc: plan.create.uscc ?? '' };
    const made = await create(call, { ...draft, stationLevel: null, stationAbove: null, stationFrom: '', source }, plan.id);
    return { wrote: made.recorded, before: null, place: plan.create.place, mine: true };
  }
  const now = await findCurrent(call.db, plan.id);
  if (!plan.correct || !now) return { wrote: null, before: null, place: now?.place ?? plan.said.place ?? '', mine: false };
  const { uscc, kinds, ...rest } = plan.correct;
  const made = await correct(call, {
    id: plan.id,
    seen: now.recorded,
    reason: source,
    ...pick(rest),
    kinds: [...kinds],
    uscc: uscc ?? '',
    usccMissing: uscc === null ? now.usccMissing : '',
    stationLevel: now.stationLevel,
    stationAbove: now.stationAbove,
    stationFrom: now.stationFrom ?? '',
    source: now.source,
  });
  return { wrote: made.recorded, before: now.recorded, place: plan.correct.place, mine: true };
};

/** Only what a deed of correcting takes: a plan may carry more of what was known. */
const pick = ({ name, place, address, industry, sizeClass, sizeStatedBy, note }: Omit<NonNullable<Plan['correct']>, 'uscc' | 'kinds'>) => ({
  name,
  place,
  address,
  industry,
  sizeClass,
  sizeStatedBy,
  note,
});

/** Whom to call, where nobody with this telephone is known there yet. Contacts that stand there are never touched by a list. */
const addContact = async ({ db, services, actor }: Call, { id, said }: Plan): Promise<string | null> => {
  if (said.phone === '' || said.contact === '' || !actor.permissions.has(CONTACT_WRITE)) return null;
  const known = await db.selectFrom('organisationContact').select('phoneSealed').where('organisationId', '=', id).execute();
  const digits = (text: string) => text.replace(/\D/g, '');
  if (known.some((k) => digits(services.keys.open(k.phoneSealed)) === digits(said.phone))) return null;
  const contactId = newId();
  await db
    .insertInto('organisationContact')
    .values({
      id: contactId,
      organisationId: id,
      name: said.contact,
      duty: said.duty,
      phoneSealed: services.keys.seal(said.phone),
      changedBy: actor.accountId,
      changedName: actor.name,
    })
    .execute();
  return contactId;
};
