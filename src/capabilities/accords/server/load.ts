// Many agreements at once, for loaders (demonstration, later exchange): plain objects with their own history in, rows out.
import { insertMany } from '#platform/server/bulkWrite.ts';
import type { Db } from '#platform/server/store.ts';
import type { AgreementCertainty, AgreementLevel, AgreementProgramme, AgreementSide, GroupSide } from '../contract.ts';

/** When a version was written and when the next one came, null while it stands. */
interface Known {
  readonly recorded: string;
  readonly superseded: string | null;
}
export interface LoadedAgreement {
  readonly id: string;
  readonly registered: string;
  readonly versions: readonly (Known & {
    readonly level: AgreementLevel;
    readonly originCode: string;
    readonly originName: string;
    readonly hostCode: string;
    readonly hostName: string;
    readonly title: string;
    readonly documentNumber: string;
    readonly validFrom: string;
    readonly validTo: string;
    readonly programmes: readonly AgreementProgramme[];
    readonly covers: string;
    readonly source: string;
    readonly certainty: AgreementCertainty;
    readonly note: string;
    readonly reason: string;
  })[];
  readonly signatures: readonly (Known & {
    readonly side: AgreementSide;
    readonly state: 'signed' | 'void' | 'withdrawn';
    readonly post: string;
    readonly signedOn: string;
    /** `recorded` of the version of the text that was signed. */
    readonly text: string;
    readonly reason: string;
  })[];
  readonly ends: readonly (Known & {
    readonly state: 'proposed' | 'confirmed' | 'declined';
    readonly lastDay: string;
    readonly side: AgreementSide;
    readonly reason: string;
    readonly answer: string;
  })[];
  readonly groups: readonly (Known & {
    readonly id: string;
    readonly side: GroupSide;
    readonly name: string;
    readonly leadingPost: string;
    readonly memberPosts: readonly string[];
    readonly fromDay: string;
    readonly toDay: string | null;
    readonly source: string;
  })[];
}

const known = { recorded: 'timestamptz', superseded: 'timestamptz' } as const;
const at = (k: Known) => [k.recorded, k.superseded ?? 'infinity'];
const BY = '演示数据';

/** Tables whose guards are silent while a history is loaded (platform/server/recordedHistory.ts). */
export const AGREEMENT_TABLES = ['agreement_fact', 'agreement_signature', 'agreement_end', 'working_group'] as const;

/** Writes them with their own `recorded` in the caller's transaction, inside a recorded history. */
export const loadAgreements = async (db: Db, list: readonly LoadedAgreement[]): Promise<void> => {
  await insertMany(
    db,
    { table: 'agreement', columns: { id: 'uuid', registered: 'timestamptz' } as const },
    list.map((a) => [a.id, a.registered]),
  );
  await insertMany(
    db,
    {
      table: 'agreement_fact',
      columns: {
        agreement_id: 'uuid',
        level: 'text',
        origin_code: 'text',
        origin_name: 'text',
        host_code: 'text',
        host_name: 'text',
        title: 'text',
        document_number: 'text',
        valid_from: 'date',
        valid_to: 'date',
        programmes: 'text[]',
        covers: 'text',
        source: 'text',
        certainty: 'text',
        note: 'text',
        reason: 'text',
        recorded_name: 'text',
        ...known,
      } as const,
    },
    list.flatMap((a) =>
      a.versions.map((v) => [
        a.id,
        v.level,
        v.originCode,
        v.originName,
        v.hostCode,
        v.hostName,
        v.title,
        v.documentNumber,
        v.validFrom,
        v.validTo,
        [...v.programmes],
        v.covers,
        v.source,
        v.certainty,
        v.note,
        v.reason,
        BY,
        ...at(v),
      ]),
    ),
  );
  await insertMany(
    db,
    {
      table: 'agreement_signature',
      columns: {
        agreement_id: 'uuid',
        side: 'text',
        state: 'text',
        post: 'text',
        signed_on: 'date',
        text_recorded: 'timestamptz',
        reason: 'text',
        recorded_name: 'text',
        ...known,
      } as const,
    },
    list.flatMap((a) => a.signatures.map((s) => [a.id, s.side, s.state, s.post, s.signedOn, s.text, s.reason, BY, ...at(s)])),
  );
  await insertMany(
    db,
    {
      table: 'agreement_end',
      columns: {
        agreement_id: 'uuid',
        state: 'text',
        last_day: 'date',
        proposed_side: 'text',
        reason: 'text',
        answer: 'text',
        recorded_name: 'text',
        ...known,
      } as const,
    },
    list.flatMap((a) => a.ends.map((e) => [a.id, e.state, e.lastDay, e.side, e.reason, e.answer, BY, ...at(e)])),
  );
  await insertMany(
    db,
    {
      table: 'working_group',
      columns: {
        id: 'uuid',
        agreement_id: 'uuid',
        side: 'text',
        name: 'text',
        leading_post: 'text',
        member_posts: 'text[]',
        from_day: 'date',
        to_day: 'date',
        source: 'text',
        recorded_name: 'text',
        ...known,
      } as const,
    },
    list.flatMap((a) =>
      a.groups.map((g) => [g.id, a.id, g.side, g.name, g.leadingPost, [...g.memberPosts], g.fromDay, g.toDay, g.source, BY, ...at(g)]),
    ),
  );
};
