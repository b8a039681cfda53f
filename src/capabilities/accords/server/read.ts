// One agreement with all that is known of it, and the check while a form is filled in.
import type { Selectable } from 'kysely';
import { pairingsOn } from '#capabilities/regions/server/service.ts';
import type { Output, Parsed } from '#platform/contract.ts';
import type { FileType } from '#platform/filesContract.ts';
import { notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import type { AgreementFactTable } from '#platform/server/tables.gen.ts';
import { isCurrent } from '#platform/server/versions.ts';
import {
  type Agreement,
  type AgreementRow,
  type AgreementVersion,
  type checkAgreement,
  type readAgreement,
  SIGN,
  type WorkingGroup,
  WRITE,
} from '../contract.ts';
import { FACTS, type FactName, pairingVerdict, sideOf, sidesSigned, sidesWritten, signedTogether, whyNotParties } from '../rules.ts';
import { knownCode, officeText, sideFacts, sideText } from './places.ts';
import { type AgreementFactRow, draftsLike, overlappingWith, visible } from './queries.ts';
import { stationsUnder } from './stations.ts';
import { getSeen } from './target.ts';

export const rowOf = ({ fileId, programmes, endSide: _, signedOnce, ...row }: AgreementFactRow): AgreementRow => ({
  ...row,
  programmes: programmes as AgreementRow['programmes'],
  origin: sideText(sideOf(row, 'origin')),
  host: sideText(sideOf(row, 'host')),
  voided: signedOnce && (row.originSigned === null || row.hostSigned === null),
  hasFile: fileId !== null,
});

export const groupOf = (
  row: Pick<WorkingGroup, 'id' | 'side' | 'name' | 'leadingPost' | 'memberPosts' | 'fromDay' | 'toDay' | 'source'>,
  day: string,
): WorkingGroup => ({
  id: row.id,
  side: row.side,
  name: row.name,
  leadingPost: row.leadingPost,
  memberPosts: [...row.memberPosts],
  fromDay: row.fromDay,
  toDay: row.toDay,
  source: row.source,
  current: row.fromDay <= day && (row.toDay === null || day <= row.toDay),
});

type FactRow = Selectable<AgreementFactTable>;
const said = (row: FactRow, field: FactName): string => {
  const value = row[field];
  if (value === null || value === '') return '';
  return Array.isArray(value) ? value.join(',') : String(value);
};
const versionsOf = (rows: readonly FactRow[]): AgreementVersion[] =>
  rows.map((row, i) => {
    const before = rows[i + 1];
    return {
      recorded: row.recorded,
      superseded: row.superseded === 'infinity' ? null : row.superseded,
      by: row.recordedName,
      reason: row.reason,
      changes: before
        ? FACTS.filter((f) => said(row, f) !== said(before, f)).map((field) => ({ field, from: said(before, field), to: said(row, field) }))
        : [],
    };
  });

/** As the account may see it today. */
export const tell = async (call: Call, id: string): Promise<Agreement> => {
  const row = await getSeen(call, id);
  const { db, actor, today, services } = call;
  const versions = await db.selectFrom('agreementFact').selectAll().where('agreementId', '=', id).orderBy('recorded', 'desc').execute();
  const now = versions[0];
  if (!now) throw notFound();
  const signatures = await db
    .selectFrom('agreementSignature')
    .select(['side', 'state', 'post', 'signedOn', 'recordedName as by', 'recorded', 'superseded', 'reason', 'recordedBy'])
    .where('agreementId', '=', id)
    .orderBy('recorded', 'desc')
    .execute();
  const current = signatures.filter((s) => s.superseded === 'infinity' && s.state === 'signed');
  const end = await db
    .selectFrom('agreementEnd')
    .selectAll()
    .where('agreementId', '=', id)
    .where(isCurrent('agreement_end'))
    .executeTakeFirst();
  const groups = await db
    .selectFrom('workingGroup')
    .selectAll()
    .where('agreementId', '=', id)
    .where(isCurrent('working_group'))
    .orderBy('fromDay', 'desc')
    .orderBy('id')
    .execute();
  const file =
    now.fileId === null
      ? null
      : await db.selectFrom('file').select(['id', 'name', 'type', 'size']).where('id', '=', now.fileId).executeTakeFirst();
  const pairings = await pairingsOn(db, now.validFrom);
  const overlaps = await overlappingWith(db, { ...row, validTo: row.lastDay }, id).execute();
  const written = actor.permissions.has(WRITE) ? sidesWritten(actor.grants, row) : [];
  const offices = actor.permissions.has(SIGN) ? sidesSigned(actor.grants, row) : [];
  const has = (side: 'origin' | 'host') => current.some((s) => s.side === side);
  const mine = current.some((s) => s.recordedBy !== null && s.recordedBy === actor.accountId);
  const holds = row.state === 'force' || row.state === 'coming';
  const proposed = end?.state === 'proposed' && holds ? end : undefined;
  const stationsDay = row.state === 'ended' ? row.lastDay : today;
  return {
    ...rowOf(row),
    covers: now.covers,
    source: now.source,
    certainty: now.certainty,
    note: now.note,
    file: file ? { id: file.id, name: services.keys.open(file.name), type: file.type as FileType, size: Number(file.size) } : null,
    // the superseded row of a void signature tells the same as the one that voids it
    signatures: signatures
      .filter((s) => s.superseded === 'infinity' || s.state === 'void')
      .map(({ superseded: _, recordedBy: __, ...s }) => s),
    end: end
      ? {
          state: end.state,
          lastDay: end.lastDay,
          side: end.proposedSide,
          reason: end.reason,
          answer: end.answer,
          by: end.recordedName,
          recorded: end.recorded,
        }
      : null,
    groups: groups.map((g) => groupOf(g, today)),
    stations: await stationsUnder(db, row, stationsDay),
    stationsDay,
    versions: versionsOf(versions),
    pairing: pairingVerdict(pairings, row, now.validFrom).verdict,
    overlaps: row.state === 'draft' || row.state === 'signing' ? overlaps.map(refOf) : [],
    may: {
      write: written.length > 0,
      discard: written.length > 0 && current.length === 0 && !signedTogether(signatures),
      sign: mine ? [] : offices.filter((s) => !has(s) && current.length < 2),
      proposeEnd: holds && end?.state !== 'confirmed' && !proposed ? [...offices] : [],
      answerEnd:
        proposed !== undefined &&
        offices.some((s) => s !== proposed.proposedSide) &&
        (proposed.recordedBy === null || proposed.recordedBy !== actor.accountId),
      groups: written.length > 0 ? [...written, 'joint'] : [],
    },
  };
};

const refOf = ({ id, title, validFrom, lastDay }: { id: string; title: string; validFrom: string; lastDay: string }) => ({
  id,
  title,
  validFrom,
  lastDay,
});

export const read = (call: Call, { id }: Parsed<typeof readAgreement>): Promise<Agreement> => tell(call, id);

export const check = async (call: Call, input: Parsed<typeof checkAgreement>): Promise<Output<typeof checkAgreement>> => {
  const { except = null, ...draft } = input;
  const [originCode, hostCode] = [knownCode(draft.originCode), knownCode(draft.hostCode)];
  const sides = { ...draft, originCode, hostCode };
  const refused = whyNotParties(sides, sideFacts(originCode), sideFacts(hostCode)) ?? null;
  if (refused) return { refused, pairing: null, overlaps: [], drafts: [], offices: null };
  const pairings = await pairingsOn(call.db, draft.validFrom);
  const inOrder = draft.validFrom <= draft.validTo;
  // of a pair of others nothing is told: what they prepare is theirs
  const found = async (rows: ReturnType<typeof overlappingWith>) =>
    inOrder ? (await rows.where(visible(call.actor)).execute()).map(refOf) : [];
  return {
    refused: null,
    pairing: pairingVerdict(pairings, sides, draft.validFrom).verdict,
    overlaps: await found(overlappingWith(call.db, sides, except)),
    drafts: await found(draftsLike(call.db, sides, except)),
    offices: { origin: officeText(sideOf(sides, 'origin')), host: officeText(sideOf(sides, 'host')) },
  };
};
