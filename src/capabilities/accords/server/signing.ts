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
  type signAgreement,
  signedAfterEnd,
  signedAlready,
  signedLater,
} from '../contract.ts';
import { lastDayOf, sideOf, sidesSigned } from '../rules.ts';
import { refuseChanged, refuseOverlap, refusePairedElsewhere, signedSides } from './deeds.ts';
import { sideText } from './places.ts';
import { tell } from './read.ts';
import { lockSeen, noted, refuseWithoutOffice, tellOffice, writer } from './target.ts';

export const sign = async (call: Call, { id, seen, side, post, signedOn }: Parsed<typeof signAgreement>): Promise<Agreement> => {
  const row = await lockSeen(call, id);
  refuseWithoutOffice(call, row, side);
  await refuseChanged(call, row, seen);
  const signed = await signedSides(call, id);
  const own = signed.find((s) => s.side === side);
  if (own) throw signedAlready({ side: sideText(sideOf(row, side)), day: own.signedOn });
  if (signed.some((s) => s.recordedBy !== null && s.recordedBy === call.actor.accountId)) throw bothSides();
  if (signedOn > call.today) throw signedLater({ day: signedOn, today: call.today });
  if (signedOn > row.validTo) throw signedAfterEnd({ day: signedOn, to: row.validTo });
  await refusePairedElsewhere(call.db, row);
  await refuseOverlap(call, row, id);
  const key = { agreement_id: id, side };
  const facts = {
    state: 'signed',
    post,
    signedOn,
    textRecorded: row.recorded,
    accountId: call.actor.accountId,
    reason: '',
    ...writer(call),
  };
  // a void signature stands there already: the new one is its next version
  if ((await supersede(call.db, 'agreement_signature', key, facts)) === undefined)
    await insertVersion(call.db, 'agreement_signature', { agreementId: id, side, ...facts });
  if (signed.length === 0) await tellOffice(call, row, otherSide(side), 'accords.signatureAwaited');
  noted(call, row, { side, signedOn, both: signed.length > 0 });
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
  noted(call, row, { side, confirm, lastDay: open.lastDay });
  return tell(call, id);
};
