// Signing, and ending before the period is over.
import type { Parsed } from '#platform/contract.ts';
import { changed } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { insertVersion, isCurrent, supersede } from '#platform/server/versions.ts';
import {
  type Agreement,
  type answerEnd,
  bothSides,
  endedAlready,
  endOpen,
  endOutside,
  noEndOpen,
  notSigned,
  otherSide,
  otherSideAnswers,
  ownEnd,
  type proposeEnd,
  sideNotSigned,
  type signAgreement,
  signedAfterEnd,
  signedAlready,
  signedByOther,
  signedLater,
  textEnded,
  type withdrawSignature,
} from '../contract.ts';
import { lastDayOf, sideOf, sidesSigned } from '../rules.ts';
import { takesOver } from '../rulesTexts.ts';
import { confirmedEnd, refuseChanged, refuseOverlap, refusePairedElsewhere, signedSides } from './deeds.ts';
import { sideText } from './places.ts';
import type { AgreementFactRow } from './queries.ts';
import { tell } from './read.ts';
import { lockSeen, noted, refuseWithoutOffice, tellOffice, writer } from './target.ts';
import { dropWaiting, getWaiting, latestText, signedSidesOfText } from './texts.ts';

export const sign = async (call: Call, { id, seen, newText, side, post, signedOn }: Parsed<typeof signAgreement>): Promise<Agreement> => {
  const row = await lockSeen(call, id);
  refuseWithoutOffice(call, row, side);
  const text = newText ? await waitingToSign(call, row) : null;
  if (!text) await refuseChanged(call, row, seen);
  else if (text.recorded !== seen) throw changed({ by: text.recordedName || '—', at: text.recorded, current: await tell(call, id) });
  const signed = text ? await signedSidesOfText(call, id, text.number) : await signedSides(call, id);
  const own = signed.find((s) => s.side === side);
  if (own) throw signedAlready({ side: sideText(sideOf(row, side)), day: own.signedOn });
  if (signed.some((s) => s.recordedBy !== null && s.recordedBy === call.actor.accountId)) throw bothSides();
  if (signedOn > call.today) throw signedLater({ day: signedOn, today: call.today });
  // a new text takes over while the one before it holds
  const last = text ? text.before.validTo : row.validTo;
  if (signedOn > last) throw signedAfterEnd({ day: signedOn, to: last });
  const span = { ...row, ...(text ? { validFrom: text.validFrom, validTo: text.validTo } : {}) };
  await refusePairedElsewhere(call.db, span);
  await refuseOverlap(call, span, id);
  const [table, key] = text
    ? (['agreement_text_signature', { agreement_id: id, number: text.number, side }] as const)
    : (['agreement_signature', { agreement_id: id, side }] as const);
  const facts = {
    state: 'signed',
    post,
    signedOn,
    textRecorded: text?.recorded ?? row.recorded,
    accountId: call.actor.accountId,
    reason: '',
    ...writer(call),
  };
  // a void signature stands there already: the new one is its next version
  if ((await supersede(call.db, table, key, facts)) === undefined) await insertVersion(call.db, table, { ...key, ...facts });
  const [other] = signed;
  if (!other) await tellOffice(call, row, otherSide(side), text ? 'accords.textAwaited' : 'accords.signatureAwaited');
  else if (text) {
    const day = takesOver({ fromDay: text.fromDay, originSigned: signedOn, hostSigned: other.signedOn });
    await tellOffice(call, row, otherSide(side), 'accords.textAgreed', { day });
  }
  noted(call, row, { side, signedOn, both: other !== undefined, ...(text ? { text: text.number } : {}) });
  return tell(call, id);
};
const waitingToSign = async (call: Call, row: AgreementFactRow) => {
  const text = await getWaiting(call, row.id);
  const ended = await confirmedEnd(call.db, row.id);
  if (ended !== null) throw textEnded({ day: ended });
  return { ...text, before: await latestText(call, row.id) };
};

/** Only while the other side has not signed: what both have signed is not taken away by one. The text stands as it was, unsigned. */
export const withdrawSigned = async (
  call: Call,
  { id, seen, newText, side, reason }: Parsed<typeof withdrawSignature>,
): Promise<Agreement> => {
  const row = await lockSeen(call, id);
  refuseWithoutOffice(call, row, side);
  const text = newText ? await getWaiting(call, id) : null;
  const signed = text ? await signedSidesOfText(call, id, text.number) : await signedSides(call, id);
  const own = signed.find((s) => s.side === side);
  if (!own) throw sideNotSigned({ side: sideText(sideOf(row, side)) });
  const other = signed.find((s) => s.side !== side);
  if (other) throw signedByOther({ day: other.signedOn });
  if (own.recorded !== seen) throw changed({ by: own.recordedName || '—', at: own.recorded, current: await tell(call, id) });
  const facts = { state: 'withdrawn', reason, ...writer(call) };
  if (text) await supersede(call.db, 'agreement_text_signature', { agreement_id: id, number: text.number, side }, facts);
  else await supersede(call.db, 'agreement_signature', { agreement_id: id, side }, facts);
  await tellOffice(call, row, otherSide(side), 'accords.signatureWithdrawn');
  noted(call, row, { side, signedOn: own.signedOn, reason, ...(text ? { text: text.number } : {}) });
  return tell(call, id);
};

const endNow = (call: Call, id: string) =>
  call.db.selectFrom('agreementEnd').selectAll().where('agreementId', '=', id).where(isCurrent('agreement_end')).executeTakeFirst();

export const propose = async (call: Call, { id, side, lastDay, reason }: Parsed<typeof proposeEnd>): Promise<Agreement> => {
  const row = await lockSeen(call, id);
  refuseWithoutOffice(call, row, side);
  if ((await signedSides(call, id)).length < 2) throw notSigned();
  const before = await endNow(call, id);
  const last = lastDayOf({ validTo: row.validTo, endedOn: before?.state === 'confirmed' ? before.lastDay : null });
  if (call.today > last || before?.state === 'confirmed') throw endedAlready({ day: last });
  if (before?.state === 'proposed') throw endOpen({ side: sideText(sideOf(row, before.proposedSide)), day: before.lastDay });
  if (lastDay < row.validFrom || lastDay >= row.validTo) throw endOutside({ day: lastDay, from: row.validFrom, to: row.validTo });
  const facts = { state: 'proposed', lastDay, proposedSide: side, reason, answer: '', ...writer(call) };
  if ((await supersede(call.db, 'agreement_end', { agreement_id: id }, facts)) === undefined)
    await insertVersion(call.db, 'agreement_end', { agreementId: id, ...facts });
  await tellOffice(call, row, otherSide(side), 'accords.endAwaited');
  noted(call, row, { side, lastDay, reason });
  return tell(call, id);
};

export const answer = async (call: Call, { id, seen, confirm, answer }: Parsed<typeof answerEnd>): Promise<Agreement> => {
  const row = await lockSeen(call, id);
  const open = await endNow(call, id);
  if (open?.state !== 'proposed') throw noEndOpen();
  const side = otherSide(open.proposedSide);
  const offices = sidesSigned(call.actor.grants, row);
  if (!offices.includes(side) && offices.includes(open.proposedSide))
    throw otherSideAnswers({ side: sideText(sideOf(row, open.proposedSide)) });
  refuseWithoutOffice(call, row, side);
  // an account that holds both offices does not agree with itself
  if (open.recordedBy !== null && open.recordedBy === call.actor.accountId) throw ownEnd();
  if (open.recorded !== seen) throw changed({ by: open.recordedName || '—', at: open.recorded, current: await tell(call, id) });
  await supersede(call.db, 'agreement_end', { agreement_id: id }, { state: confirm ? 'confirmed' : 'declined', answer, ...writer(call) });
  // what ends needs no other text: the one that waits is taken back with its signature
  if (confirm) await dropWaiting(call, row, '双方同意提前结束');
  noted(call, row, { side, confirm, lastDay: open.lastDay });
  return tell(call, id);
};
