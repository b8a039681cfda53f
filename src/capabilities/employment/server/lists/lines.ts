// Lines of lists from outside, and what stands that follows from them: read and written for many workers at once.
import { sql } from 'kysely';
import { plainName } from '#capabilities/organisations/rules.ts';
import { organisationsById } from '#capabilities/organisations/server/service.ts';
import { type RowPlace, sourceRef } from '#capabilities/rosters/server/service.ts';
import { insertMany } from '#platform/server/bulkWrite.ts';
import type { Db } from '#platform/server/store.ts';
import { OUTSIDE_TEMPLATES, type OutsideLine, type Proposed, type StandingEvidence } from '../../rulesOutside.ts';

export interface StoredLine extends OutsideLine {
  readonly workerId: string;
  readonly recordedBy: string | null;
}
interface LineRow extends RowPlace {
  readonly batchId: string;
  readonly workerId: string;
  readonly list: OutsideLine['list'];
  readonly class: OutsideLine['class'];
  readonly organisationId: string | null;
  readonly employerWords: string;
  readonly months: readonly number[];
  readonly fromDay: string | null;
  readonly toDay: string | null;
  readonly payMonth: number | null;
  readonly postWords: string;
  readonly observed: string;
  readonly batchNumber: number;
  readonly recordedBy: string | null;
}

/** All lines about these workers from which something follows. */
export const readLines = async (db: Db, workerIds: readonly string[]): Promise<ReadonlyMap<string, readonly StoredLine[]>> => {
  const { rows } =
    await sql<LineRow>`select batch_id, sheet, row, side, worker_id, list, class, organisation_id, employer_words, months, from_day, to_day,
    pay_month, post_words, observed, batch_number, recorded_by from outside_line where worker_id = any (${workerIds}::uuid[]) and not direct and undone is null`.execute(
      db,
    );
  const organisations = await organisationsById(
    db,
    rows.flatMap((r) => r.organisationId ?? []),
  );
  return Map.groupBy(
    rows.map((r) => ({
      ...r,
      ref: sourceRef(r.batchId, r),
      employer: {
        main: r.organisationId ? (organisations.get(r.organisationId)?.mainId ?? r.organisationId) : null,
        plain: plainName(r.employerWords),
      },
    })),
    (l) => l.workerId,
  );
};

const LINE_COLUMNS = {
  batch_id: 'uuid',
  sheet: 'int2',
  row: 'int4',
  side: 'int2',
  worker_id: 'uuid',
  list: 'text',
  class: 'int2',
  organisation_id: 'uuid',
  employer_words: 'text',
  months: 'int4[]',
  from_day: 'date',
  to_day: 'date',
  pay_month: 'int4',
  post_words: 'text',
  observed: 'date',
  batch_number: 'int4',
  recorded_by: 'uuid',
  told: 'bool',
  direct: 'bool',
  complete: 'bool',
} as const;

export interface NewLine {
  readonly place: RowPlace;
  readonly workerId: string;
  readonly line: OutsideLine;
  readonly told: boolean;
  readonly direct: boolean;
  readonly complete?: boolean;
}
export const writeLines = (
  db: Db,
  { batchId, recordedBy }: { readonly batchId: string; readonly recordedBy: string | null },
  lines: readonly NewLine[],
): Promise<unknown> =>
  insertMany(
    db,
    { table: 'outside_line', columns: LINE_COLUMNS },
    lines.map(({ place, workerId, line: l, told, direct, complete }) => [
      batchId,
      place.sheet,
      place.row,
      place.side,
      workerId,
      l.list,
      l.class,
      l.organisationId,
      l.employerWords,
      l.months,
      l.fromDay,
      l.toDay,
      l.payMonth,
      l.postWords,
      l.observed,
      l.batchNumber,
      recordedBy,
      told,
      direct,
      complete ?? false,
    ]),
  );

/** Evidence that follows from lines. */
export const standingEvidence = async (db: Db, workerIds: readonly string[]): Promise<ReadonlyMap<string, readonly StandingEvidence[]>> => {
  const { rows } = await sql<
    StandingEvidence & { workerId: string }
  >`select id, worker_id, spell_id, class, covers_from, covers_to, observed, template,
      source_ref as ref
    from evidence where worker_id = any (${workerIds}::uuid[]) and not isfinite(superseded)
      and template = any (${Object.values(OUTSIDE_TEMPLATES)}::text[])`.execute(db);
  return Map.groupBy(rows, (r) => r.workerId);
};

export interface StoredProposal extends Proposed {
  readonly id: string;
  readonly workerId: string;
  readonly home: string;
  readonly state: 'open' | 'accepted' | 'declined';
  readonly version: number;
}
export const readProposals = async (db: Db, workerIds: readonly string[]): Promise<ReadonlyMap<string, readonly StoredProposal[]>> => {
  const { rows } =
    await sql<StoredProposal>`select id, worker_id, home, kind, spell_id, organisation_id, employer_words, employer_key, from_day, to_day, class,
      lists, pay_month, post_words, observed, state, version
    from spell_proposal where worker_id = any (${workerIds}::uuid[]) and state <> 'accepted'`.execute(db);
  return Map.groupBy(rows, (r) => r.workerId);
};
