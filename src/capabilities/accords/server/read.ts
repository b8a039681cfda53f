// One agreement with all that is known of it, and the check while a form is filled in.
import type { Selectable } from 'kysely';
import { pairingsOn } from '#capabilities/regions/server/service.ts';
import type { Output, Parsed } from '#platform/contract.ts';
import type { FileType } from '#platform/filesContract.ts';
import { notFound } from '#platform/problem.ts';
import type { Actor } from '#platform/server/actor.ts';
import type { Call } from '#platform/server/http.ts';
import type { AgreementFactTable } from '#platform/server/tables.gen.ts';
import { isCurrent } from '#platform/server/versions.ts';
import {
  type Agreement,
  type AgreementRow,
  type AgreementSide,
  type AgreementText,
  type AgreementVersion,
  type checkAgreement,
  type readAgreement,
  SIGN,
  type Signature,
  type WorkingGroup,
  WRITE,
} from '../contract.ts';
import { FACTS, maySee, PARTIES, pairingVerdict, sideOf, sidesSigned, sidesWritten, signedTogether, whyNotParties } from '../rules.ts';
import { knownCode, officeText, sideFacts, sideText } from './places.ts';
import { type AgreementFactRow, draftsLike, overlappingWith, visible } from './queries.ts';
import { stationsUnder } from './stations.ts';
import { getSeen } from './target.ts';
import { textsOf } from './texts.ts';

/** To this account: that another text waits is told to whoever may read a draft. */
export const rowOf = (
  { fileId, programmes, endSide: _, signedOnce, text: __, textWaits, ...row }: AgreementFactRow,
  { grants }: Pick<Actor, 'grants'>,
): AgreementRow => ({
  ...row,
  textWaits: textWaits && maySee(grants, row, false),
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

type Said = Readonly<Record<string, unknown>>;
const said = (row: Said, field: string): string => {
  const value = row[field];
  if (value === null || value === undefined || value === '') return '';
  return Array.isArray(value) ? value.join(',') : String(value);
};
const changesOf = (row: Said, before: Said | undefined, fields: readonly string[] = FACTS): AgreementVersion['changes'] =>
  before
    ? fields.filter((f) => said(row, f) !== said(before, f)).map((field) => ({ field, from: said(before, field), to: said(row, field) }))
    : [];
interface VersionRow extends Said {
  readonly recorded: string;
  readonly superseded: string;
  readonly recordedName: string;
  readonly reason: string;
}
/** Newest first; the first of a text after the first says what differs from the text it is to replace. */
const versionsOf = (text: number, rows: readonly VersionRow[], replaces?: Said): AgreementVersion[] =>
  rows.map((row, i) => ({
    text,
    recorded: row.recorded,
    superseded: row.superseded === 'infinity' ? null : row.superseded,
    by: row.recordedName,
    reason: row.reason,
    // the first of a text has no day that it was moved from
    changes: changesOf(row, rows[i + 1] ?? replaces, text === 1 ? FACTS : rows[i + 1] ? [...WORDS, 'fromDay'] : WORDS),
  }));
/** What a text says: level and sides are the agreement's. */
const WORDS: readonly string[] = FACTS.filter((f) => !(PARTIES as readonly string[]).includes(f));

interface SignatureRow extends Signature {
  readonly superseded: string;
  readonly recordedBy: string | null;
}
/** The superseded row of a void signature tells the same as the one that voids it. */
const signaturesOf = (rows: readonly SignatureRow[]): Signature[] =>
  rows.filter((s) => s.superseded === 'infinity' || s.state !== 'signed').map(({ superseded: _, recordedBy: __, ...s }) => s);
const standingOf = (rows: readonly SignatureRow[]) => rows.filter((s) => s.superseded === 'infinity' && s.state === 'signed');

/** As the account may see it today. */
export const tell = async (call: Call, id: string): Promise<Agreement> => {
  const row = await getSeen(call, id);
  const { db, actor, today } = call;
  const versions = await db.selectFrom('agreementFact').selectAll().where('agreementId', '=', id).orderBy('recorded', 'desc').execute();
  if (!versions[0]) throw notFound();
  // a text that is not signed by both is a matter of the two sides and of those above them, as a draft is
  const texts = (await textsOf(call, id)).filter((t) => t.takesOver !== null || maySee(actor.grants, row, false));
  const rows = await textRows(call, id, texts);
  const now: Selectable<AgreementFactTable> = { ...versions[0], ...rows.find((r) => r.number === row.text && r.superseded === 'infinity') };
  const signatures = await db
    .selectFrom('agreementSignature')
    .select(['side', 'state', 'post', 'signedOn', 'recordedName as by', 'recorded', 'superseded', 'reason', 'recordedBy'])
    .where('agreementId', '=', id)
    .orderBy('recorded', 'desc')
    .execute();
  const current = standingOf(signatures);
  const textSignatures =
    texts.length === 0
      ? []
      : await db
          .selectFrom('agreementTextSignature')
          .select(['number', 'side', 'state', 'post', 'signedOn', 'recordedName as by', 'recorded', 'superseded', 'reason', 'recordedBy'])
          .where('agreementId', '=', id)
          .orderBy('recorded', 'desc')
          .execute();
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
  const files = await filesNamed(call, [now.fileId, ...texts.map((t) => t.fileId)]);
  const pairings = await pairingsOn(db, now.validFrom);
  const overlaps = await overlappingWith(db, { ...row, validTo: row.lastDay }, id).execute();
  const written = actor.permissions.has(WRITE) ? sidesWritten(actor.grants, row) : [];
  const offices = actor.permissions.has(SIGN) ? sidesSigned(actor.grants, row) : [];
  const holds = row.state === 'force' || row.state === 'coming';
  const proposed = end?.state === 'proposed' && holds ? end : undefined;
  const stationsDay = row.state === 'ended' ? row.lastDay : today;
  return {
    ...rowOf(row, actor),
    text: row.text,
    texts: texts.map((t, i): AgreementText => {
      const own = textSignatures.filter((s) => s.number === t.number).map(({ number: _, ...s }) => s);
      const waits = t.takesOver === null && end?.state !== 'confirmed';
      return {
        number: t.number,
        recorded: t.recorded,
        state: t.takesOver === null ? 'waiting' : 'agreed',
        fromDay: t.fromDay,
        takesOver: t.takesOver,
        title: t.title,
        documentNumber: t.documentNumber,
        validFrom: t.validFrom,
        validTo: t.validTo,
        programmes: t.programmes as AgreementText['programmes'],
        covers: t.covers,
        source: t.source,
        certainty: t.certainty,
        note: t.note,
        file: files.get(t.fileId ?? '') ?? null,
        by: t.recordedName,
        reason: t.reason,
        signatures: signaturesOf(own),
        changes: changesOf(t as never, (texts[i + 1] ?? versions[0]) as never, WORDS),
        may: {
          write: waits && written.length > 0,
          withdraw: waits && written.length > 0 && t.signed.length === 0,
          ...signing(offices, waits ? standingOf(own) : null, actor.accountId),
        },
      };
    }),
    covers: now.covers,
    source: now.source,
    certainty: now.certainty,
    note: now.note,
    file: files.get(now.fileId ?? '') ?? null,
    signatures: signaturesOf(signatures),
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
    versions: [
      ...texts.flatMap((t, i) =>
        versionsOf(t.number, rows.filter((r) => r.number === t.number) as never, (texts[i + 1] ?? versions[0]) as never),
      ),
      ...versionsOf(1, versions as never),
    ],
    pairing: pairingVerdict(pairings, row, now.validFrom).verdict,
    overlaps: row.state === 'draft' || row.state === 'signing' ? overlaps.map(refOf) : [],
    may: {
      write: written.length > 0,
      discard: written.length > 0 && current.length === 0 && !signedTogether(signatures),
      lay:
        written.length > 0 &&
        row.state !== 'draft' &&
        row.state !== 'signing' &&
        end?.state !== 'confirmed' &&
        texts.every((t) => t.takesOver !== null),
      ...signing(offices, row.text === 1 ? current : null, actor.accountId),
      proposeEnd: holds && end?.state !== 'confirmed' && !proposed ? [...offices] : [],
      answerEnd:
        proposed !== undefined &&
        offices.some((s) => s !== proposed.proposedSide) &&
        (proposed.recordedBy === null || proposed.recordedBy !== actor.accountId),
      groups: written.length > 0 ? [...written, 'joint'] : [],
    },
  };
};

/** What an account may do about the signatures of a text: sign what its side has not, take back its own while the other has not signed. Null: nothing. */
const signing = (offices: readonly AgreementSide[], standing: readonly SignatureRow[] | null, accountId: string | null) => {
  if (standing === null) return { sign: [], unsign: [] };
  const has = (side: AgreementSide) => standing.some((s) => s.side === side);
  const mine = standing.some((s) => s.recordedBy !== null && s.recordedBy === accountId);
  return {
    sign: mine ? [] : offices.filter((s) => !has(s)),
    unsign: standing.length === 1 ? offices.filter(has) : [],
  };
};
/** Every version of these texts, newest first. */
const textRows = async ({ db }: Call, id: string, texts: readonly { readonly number: number }[]) =>
  texts.length === 0
    ? []
    : db
        .selectFrom('agreementText')
        .selectAll()
        .where('agreementId', '=', id)
        .where(
          'number',
          'in',
          texts.map((t) => t.number),
        )
        .orderBy('recorded', 'desc')
        .execute();
const filesNamed = async ({ db, services }: Call, ids: readonly (string | null)[]) => {
  const asked = ids.filter((id) => id !== null);
  const rows = asked.length ? await db.selectFrom('file').select(['id', 'name', 'type', 'size']).where('id', 'in', asked).execute() : [];
  return new Map(rows.map((f) => [f.id, { id: f.id, name: services.keys.open(f.name), type: f.type as FileType, size: Number(f.size) }]));
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
