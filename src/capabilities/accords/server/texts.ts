// A text beside the signed one: laying it, correcting it while it waits, taking it back; what there is of texts, as it is told.
import type { Selectable } from 'kysely';
import type { Parsed } from '#platform/contract.ts';
import { changed } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import type { AgreementTextTable } from '#platform/server/tables.gen.ts';
import { insertVersion, isCurrent, supersede, withdraw } from '#platform/server/versions.ts';
import {
  type Agreement,
  type AgreementSide,
  type correctText,
  endBeforeStart,
  type layText,
  noTextWaits,
  nothingChanged,
  textApart,
  textDayOutside,
  textEnded,
  textNotSigned,
  textSame,
  textSigned,
  textWaits,
  type withdrawText,
} from '../contract.ts';
import { changedFields, type Facts, officeOf, PARTIES, SIDES, sideOf, voidingFields } from '../rules.ts';
import { daysOfNewText, takesOver } from '../rulesTexts.ts';
import {
  confirmedEnd,
  factsNow,
  getFile,
  refuseChanged,
  refuseOverlap,
  refusePairedElsewhere,
  type SignedSide,
  textColumns,
} from './deeds.ts';
import { sideText } from './places.ts';
import type { AgreementFactRow } from './queries.ts';
import { tell } from './read.ts';
import { lockSeen, noted, refuseOutside, tellOffices, writer } from './target.ts';

export type TextRow = Selectable<AgreementTextTable>;
export interface TextWithSignatures extends TextRow {
  readonly signed: readonly SignedSide[];
  readonly takesOver: string | null;
}

/** Every text after the first that was not taken back, newest first. */
export const textsOf = async ({ db }: Pick<Call, 'db'>, id: string): Promise<readonly TextWithSignatures[]> => {
  const rows = await db
    .selectFrom('agreementText')
    .selectAll()
    .where('agreementId', '=', id)
    .where(isCurrent('agreement_text'))
    .orderBy('number', 'desc')
    .execute();
  if (rows.length === 0) return [];
  const signed = await db
    .selectFrom('agreementTextSignature')
    .select(['number', 'side', 'recordedBy', 'recordedName', 'recorded', 'signedOn'])
    .where('agreementId', '=', id)
    .where('state', '=', 'signed')
    .where(isCurrent('agreement_text_signature'))
    .execute();
  return rows.map((row) => {
    const own = signed.filter((s) => s.number === row.number);
    const day = (side: AgreementSide) => own.find((s) => s.side === side)?.signedOn;
    const [originSigned, hostSigned] = [day('origin'), day('host')];
    return {
      ...row,
      signed: own,
      takesOver: originSigned && hostSigned ? takesOver({ fromDay: row.fromDay, originSigned, hostSigned }) : null,
    };
  });
};
export const signedSidesOfText = async (call: Call, id: string, number: number): Promise<readonly SignedSide[]> =>
  (await textsOf(call, id)).find((t) => t.number === number)?.signed ?? [];

const waiting = (texts: readonly TextWithSignatures[]) => texts.find((t) => t.takesOver === null);
export const getWaiting = async (call: Call, id: string): Promise<TextWithSignatures> => {
  const row = waiting(await textsOf(call, id));
  if (!row) throw noTextWaits();
  return row;
};
/** The last text both sides have signed, whether its day has come or not; the first one where no other was. */
export const latestText = async (call: Call, id: string) => {
  const agreed = (await textsOf(call, id)).find((t) => t.takesOver !== null);
  return { ...(await factsNow(call, { id, text: agreed?.number ?? 1 })), takesOver: agreed?.takesOver ?? null };
};

/** Reads what was typed into the columns of a text, or refuses with the sentence that says which rule failed. */
const checked = async (
  call: Call,
  row: AgreementFactRow,
  input: Parsed<typeof layText> | Parsed<typeof correctText>,
  files: readonly (string | null)[],
) => {
  const ended = await confirmedEnd(call.db, row.id);
  if (ended !== null) throw textEnded({ day: ended });
  const latest = await latestText(call, row.id);
  const text = { ...textColumns(input), fromDay: input.fromDay, reason: input.reason };
  const whole = { ...Object.fromEntries(PARTIES.map((f) => [f, latest[f]])), ...text } as unknown as Facts;
  if (text.validTo < text.validFrom) throw endBeforeStart({ from: text.validFrom, to: text.validTo });
  if (voidingFields(latest as Facts, whole).length === 0) throw textSame();
  const days = daysOfNewText(text, latest);
  if (!days) throw textApart({ from: text.validFrom, to: text.validTo, signedFrom: latest.validFrom, signedTo: latest.validTo });
  if (text.fromDay < days.from || text.fromDay > days.to) throw textDayOutside({ day: text.fromDay, ...days });
  const span = { ...row, validFrom: text.validFrom, validTo: text.validTo };
  await refusePairedElsewhere(call.db, span);
  await refuseOverlap(call, span, row.id);
  if (text.fileId !== null && ![...files, latest.fileId].includes(text.fileId)) await getFile(call, text.fileId);
  return text;
};

const tellBoth = (call: Call, row: AgreementFactRow, kind: 'accords.textLaid' | 'accords.textCorrected' | 'accords.textWithdrawn') =>
  tellOffices(
    call,
    SIDES.map((side) => officeOf(sideOf(row, side))),
    kind,
    row.title,
    `/agreements/${row.id}`,
  );

export const lay = async (call: Call, input: Parsed<typeof layText>): Promise<Agreement> => {
  const row = await lockSeen(call, input.id);
  refuseOutside(call, row);
  await refuseChanged(call, row, input.seen);
  if (row.state === 'draft' || row.state === 'signing') throw textNotSigned({ title: row.title });
  const waits = waiting(await textsOf(call, row.id));
  if (waits) throw textWaits({ by: waits.recordedName || '—', day: waits.fromDay });
  const text = await checked(call, row, input, []);
  // numbers are never used twice, also not that of a text that was taken back
  const { n } = await call.db
    .selectFrom('agreementText')
    .select((e) => e.fn.coalesce(e.fn.max('number'), e.lit(1)).as('n'))
    .where('agreementId', '=', row.id)
    .executeTakeFirstOrThrow();
  const number = n + 1;
  await insertVersion(call.db, 'agreement_text', { agreementId: row.id, number, ...text, ...writer(call) });
  await tellBoth(call, row, 'accords.textLaid');
  noted(call, row, { text: number, from: text.fromDay, reason: text.reason });
  return tell(call, row.id);
};

export const correctWaiting = async (call: Call, input: Parsed<typeof correctText>): Promise<Agreement> => {
  const row = await lockSeen(call, input.id);
  refuseOutside(call, row);
  const now = await seenWaiting(call, row.id, input.seen);
  const text = await checked(call, row, input, [now.fileId]);
  const [before, after] = [now, { ...now, ...text }] as unknown as [Facts, Facts];
  const fields = [...changedFields(before, after), ...(now.fromDay === text.fromDay ? [] : ['fromDay'])];
  if (fields.length === 0) throw nothingChanged();
  await supersede(call.db, 'agreement_text', { agreement_id: row.id, number: now.number }, { ...text, ...writer(call) });
  const voided = voidingFields(before, after).length > 0 || now.fromDay !== text.fromDay ? await voidSigned(call, now, input.reason) : [];
  await tellBoth(call, row, 'accords.textCorrected');
  noted(call, row, { text: now.number, changed: fields, void: voided, reason: input.reason });
  return tell(call, row.id);
};

export const takeBackText = async (call: Call, { id, seen, reason }: Parsed<typeof withdrawText>): Promise<Agreement> => {
  const row = await lockSeen(call, id);
  refuseOutside(call, row);
  const now = await seenWaiting(call, id, seen);
  const [signed] = now.signed;
  if (signed) throw textSigned({ side: sideText(sideOf(row, signed.side)) });
  await withdraw(call.db, 'agreement_text', { agreement_id: id, number: now.number });
  await tellBoth(call, row, 'accords.textWithdrawn');
  noted(call, row, { text: now.number, reason });
  return tell(call, id);
};

/** The one that waits, as the asker read it. */
const seenWaiting = async (call: Call, id: string, seen: string): Promise<TextWithSignatures> => {
  const now = await getWaiting(call, id);
  if (now.recorded === seen) return now;
  throw changed({ by: now.recordedName || '—', at: now.recorded, current: await tell(call, id) });
};
const voidSigned = async (call: Call, text: TextWithSignatures, reason: string): Promise<readonly AgreementSide[]> => {
  for (const { side } of text.signed)
    await supersede(
      call.db,
      'agreement_text_signature',
      { agreement_id: text.agreementId, number: text.number, side },
      { state: 'void', reason, ...writer(call) },
    );
  return text.signed.map((s) => s.side);
};

/** The agreement ends before its time: the text that waits is taken back, and whoever signed it is told why. */
export const dropWaiting = async (call: Call, row: AgreementFactRow, reason: string): Promise<void> => {
  const now = waiting(await textsOf(call, row.id));
  if (!now) return;
  await voidSigned(call, now, reason);
  await withdraw(call.db, 'agreement_text', { agreement_id: row.id, number: now.number });
  await tellBoth(call, row, 'accords.textWithdrawn');
};
