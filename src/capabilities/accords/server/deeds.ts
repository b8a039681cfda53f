// Entering a draft, correcting, discarding.
import type { z } from 'zod';
import { refuseWithoutStepUp } from '#capabilities/access/server/service.ts';
import { pairingsOn } from '#capabilities/regions/server/service.ts';
import type { Parsed } from '#platform/contract.ts';
import { changed } from '#platform/problem.ts';
import { findReadable } from '#platform/server/files.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import type { Db } from '#platform/server/store.ts';
import { insertVersion, isCurrent, supersede, withdraw } from '#platform/server/versions.ts';
import {
  AGREEMENT_FILE,
  type Agreement,
  agreedByBoth,
  type correctAgreement,
  type createAgreement,
  type discardDraft,
  endBeforeStart,
  factTexts,
  noSuchFile,
  notADraft,
  nothingChanged,
  notPaired,
  overlapping,
  partiesRefused,
  reasonNeeded,
  sidesFixed,
  signedByBothOnce,
} from '../contract.ts';
import {
  changedFields,
  type Facts,
  lastDayOf,
  officeOf,
  PARTIES,
  pairingVerdict,
  SIDES,
  type Sides,
  sideOf,
  signedTogether,
  voidingFields,
  whyNotParties,
} from '../rules.ts';
import { knownCode, sideFacts, sideText } from './places.ts';
import { type AgreementFactRow, overlappingWith } from './queries.ts';
import { tell } from './read.ts';
import { lockPair, lockSeen, noted, refuseOutside, tellOffices, writer } from './target.ts';

type Draft = Pick<
  z.output<(typeof createAgreement)['input']>,
  'level' | 'originCode' | 'originName' | 'hostCode' | 'hostName' | 'validFrom' | 'validTo'
>;

/** Refuses sides that are on record as paired with others. Where nothing is on record of the origin, that is a gap of the record: the page says so. */
export const refusePairedElsewhere = async (db: Db, draft: Draft): Promise<void> => {
  const pairings = await pairingsOn(db, draft.validFrom);
  const { verdict, others } = pairingVerdict(pairings, draft, draft.validFrom);
  if (verdict !== 'elsewhere') return;
  const names = (lang: 'zh' | 'en') => [...new Set(others.map((o) => o.host[lang]))].join(lang === 'zh' ? '、' : '; ');
  throw notPaired({
    day: draft.validFrom,
    origin: sideText(sideOf(draft, 'origin')),
    host: sideText(sideOf(draft, 'host')),
    paired: { zh: names('zh'), en: names('en') },
  });
};
/** Takes the lock of the pair (target.ts). One that both sides have ended early reaches only to its last day, so that its successor stands beside it. */
export const refuseOverlap = async (call: Call, draft: Draft, except: string | null): Promise<void> => {
  await lockPair(call, draft);
  const endedOn = except === null ? null : await confirmedEnd(call.db, except);
  const [other] = await overlappingWith(call.db, { ...draft, validTo: lastDayOf({ validTo: draft.validTo, endedOn }) }, except).execute();
  if (other) throw overlapping({ id: other.id, title: other.title, from: other.validFrom, to: other.lastDay });
};

export const confirmedEnd = async (db: Db, id: string): Promise<string | null> => {
  const end = await db
    .selectFrom('agreementEnd')
    .select('lastDay')
    .where('agreementId', '=', id)
    .where('state', '=', 'confirmed')
    .where(isCurrent('agreement_end'))
    .executeTakeFirst();
  return end?.lastDay ?? null;
};

/** Reads what was typed into the columns of a version, or refuses with the sentence that says which rule failed. */
const checked = async (
  call: Call,
  input: z.output<(typeof createAgreement)['input']>,
  before: { readonly id: string; readonly fileId: string | null } | null,
) => {
  const row = {
    level: input.level,
    originCode: knownCode(input.originCode),
    originName: input.originName,
    hostCode: knownCode(input.hostCode),
    hostName: input.hostName,
    title: input.title,
    documentNumber: input.documentNumber,
    validFrom: input.validFrom,
    validTo: input.validTo,
    programmes: [...new Set(input.programmes)],
    covers: input.covers,
    fileId: input.fileId,
    source: input.source,
    certainty: input.certainty,
    note: input.note,
  };
  const why = whyNotParties(row, sideFacts(row.originCode), sideFacts(row.hostCode));
  if (why) throw partiesRefused({ why: why.zh, whyEn: why.en });
  if (row.validTo < row.validFrom) throw endBeforeStart({ from: row.validFrom, to: row.validTo });
  refuseOutside(call, row);
  await refusePairedElsewhere(call.db, row);
  await refuseOverlap(call, row, before?.id ?? null);
  // the file that stands there already was looked at when it came
  if (row.fileId !== null && row.fileId !== before?.fileId) await getFile(call, row.fileId);
  return row;
};
export const getFile = async (call: Call, fileId: string): Promise<void> => {
  const file = await findReadable(call.db, call.services.files, call.actor, fileId);
  if (!file || file.purpose !== AGREEMENT_FILE) throw noSuchFile();
};

export const create = async (call: Call, input: Parsed<typeof createAgreement>): Promise<Agreement> => {
  const row = await checked(call, input, null);
  const id = newId();
  await call.db.insertInto('agreement').values({ id, registeredBy: call.actor.accountId }).execute();
  await insertVersion(call.db, 'agreement_fact', { agreementId: id, ...row, ...writer(call) });
  noted(call, { ...row, id }, { level: row.level, from: row.validFrom, to: row.validTo });
  return tell(call, id);
};

/** What stands on record of the text in force, with level and sides. */
export const factsNow = async (call: Call, row: Pick<AgreementFactRow, 'id' | 'text'>) => {
  const first = await call.db
    .selectFrom('agreementFact')
    .selectAll()
    .where('agreementId', '=', row.id)
    .where(isCurrent('agreement_fact'))
    .executeTakeFirstOrThrow();
  if (row.text === 1) return first;
  const {
    number: _,
    fromDay: __,
    ...text
  } = await call.db
    .selectFrom('agreementText')
    .selectAll()
    .where('agreementId', '=', row.id)
    .where('number', '=', row.text)
    .where(isCurrent('agreement_text'))
    .executeTakeFirstOrThrow();
  return { ...first, ...text };
};
export const refuseChanged = async (call: Call, row: AgreementFactRow, seen: string): Promise<void> => {
  if (row.recorded === seen) return;
  const now = await factsNow(call, row);
  throw changed({ by: now.recordedName || '—', at: row.recorded, current: await tell(call, row.id) });
};

/** The current signatures become void, each a version of its own that says why. */
const voidSignatures = async (call: Call, row: AgreementFactRow, reason: string): Promise<readonly ('origin' | 'host')[]> => {
  const signed = await call.db
    .selectFrom('agreementSignature')
    .select('side')
    .where('agreementId', '=', row.id)
    .where('state', '=', 'signed')
    .where(isCurrent('agreement_signature'))
    .execute();
  for (const { side } of signed)
    await supersede(call.db, 'agreement_signature', { agreement_id: row.id, side }, { state: 'void', reason, ...writer(call) });
  return signed.map((s) => s.side);
};

/**
 * What nobody or one side has signed is corrected as it stands. Of what both have signed one side corrects the record alone; another substance is a text laid
 * beside it (texts.ts), so that nothing both agreed on goes out of force by one side.
 */
export const correct = async (call: Call, input: Parsed<typeof correctAgreement>): Promise<Agreement> => {
  const before = await lockSeen(call, input.id);
  refuseOutside(call, before);
  await refuseChanged(call, before, input.seen);
  const signatures = await everSigned(call, before.id);
  if (signedTogether(signatures)) refuseWithoutStepUp(call);
  const now = await factsNow(call, before);
  // asked before anything is looked up of another pair
  if (signatures.length > 0 && PARTIES.some((f) => input[f] !== now[f])) throw sidesFixed({ title: now.title });
  const standing = signatures.filter((s) => s.superseded === 'infinity' && s.state === 'signed');
  const voiding = voidingFields(now as Facts, input as unknown as Facts);
  if (standing.length === 2 && voiding.length > 0)
    throw agreedByBoth({
      title: now.title,
      fields: { zh: voiding.map((f) => factTexts[f].zh).join('、'), en: voiding.map((f) => factTexts[f].en).join(', ') },
    });
  const row = await checked(call, input, { id: before.id, fileId: now.fileId });
  const fields = changedFields(now as Facts, row as Facts);
  if (fields.length === 0) throw nothingChanged();
  if (standing.length > 0 && input.reason.length < 4) throw reasonNeeded();
  const wrote = { reason: input.reason, ...writer(call) };
  if (before.text === 1) await supersede(call.db, 'agreement_fact', { agreement_id: before.id }, { ...row, ...wrote });
  else await supersede(call.db, 'agreement_text', { agreement_id: before.id, number: before.text }, { ...textColumns(row), ...wrote });
  const voided = standing.length > 0 && voiding.length > 0 ? await voidSignatures(call, before, input.reason) : [];
  await tellCorrected(call, before, { ...row, id: before.id }, voided.length > 0);
  noted(call, { ...row, id: before.id }, { changed: fields, void: voided, ...(input.reason ? { reason: input.reason } : {}) });
  return tell(call, before.id);
};
/** The columns a text after the first has: level and sides are the agreement's. */
export const textColumns = ({
  title,
  documentNumber,
  validFrom,
  validTo,
  programmes,
  covers,
  fileId,
  source,
  certainty,
  note,
}: Omit<z.output<(typeof createAgreement)['input']>, (typeof PARTIES)[number]>) => ({
  title,
  documentNumber,
  validFrom,
  validTo,
  programmes: [...new Set(programmes)],
  covers,
  fileId,
  source,
  certainty,
  note,
});

/** Both sides are told of every correction; whoever was a side of the draft until now and is none any more, of that. */
const tellCorrected = async (call: Call, before: Sides, after: AgreementOf, voided: boolean): Promise<void> => {
  const [old, now] = [before, after].map((of) => SIDES.map((side) => officeOf(sideOf(of, side)))) as [string[], string[]];
  const gone = old.filter((office) => !now.includes(office));
  await tellOffices(call, now, voided ? 'accords.signaturesVoid' : 'accords.agreementCorrected', after.title, `/agreements/${after.id}`);
  await tellOffices(call, gone, 'accords.sideMoved', after.title);
};
type AgreementOf = Sides & { readonly id: string; readonly title: string };

/** Every version of every signature. */
export const everSigned = (call: Call, id: string) =>
  call.db.selectFrom('agreementSignature').select(['side', 'state', 'recorded', 'superseded']).where('agreementId', '=', id).execute();
export interface SignedSide {
  readonly side: 'origin' | 'host';
  readonly recordedBy: string | null;
  readonly recordedName: string;
  readonly recorded: string;
  readonly signedOn: string;
}
/** Signatures of any day, also of one to come by the business clock. */
export const signedSides = async (call: Call, id: string): Promise<readonly SignedSide[]> =>
  call.db
    .selectFrom('agreementSignature')
    .select(['side', 'recordedBy', 'recordedName', 'recorded', 'signedOn'])
    .where('agreementId', '=', id)
    .where('state', '=', 'signed')
    .where(isCurrent('agreement_signature'))
    .execute();

export const discard = async (call: Call, { id, seen, reason }: Parsed<typeof discardDraft>) => {
  const row = await lockSeen(call, id);
  refuseOutside(call, row);
  await refuseChanged(call, row, seen);
  if ((await signedSides(call, id)).length > 0) throw notADraft();
  // one side alone makes signatures void by a correction: what both agreed on once is not to be had away by that
  if (signedTogether(await everSigned(call, id))) throw signedByBothOnce({ title: row.title });
  await withdraw(call.db, 'agreement_fact', { agreement_id: id });
  await tellOffices(
    call,
    SIDES.map((side) => officeOf(sideOf(row, side))),
    'accords.draftDiscarded',
    row.title,
  );
  noted(call, row satisfies Sides & { id: string }, { reason });
  return {};
};
