// Many targets at once with their own history, for the loader of the demonstration.
import { insertMany } from '#platform/server/bulkWrite.ts';
import type { Db } from '#platform/server/store.ts';
import { type AgreementKnown, agreementsKnown, tooFine } from './agreements.ts';

export interface LoadedTarget {
  readonly id: string;
  readonly agreementId: string;
  readonly indicator: string;
  readonly year: number;
  readonly fromDay: string;
  readonly persons: number;
  readonly before: number | null;
  readonly side: 'origin' | 'host';
  readonly reason: string;
  readonly proposedOn: string;
  /** Null: waits for the other side. */
  readonly decidedOn: string | null;
}
/** Those that can have targets: signed by both sides on the day, and with parties that homes and places of work tell apart. */
export const targetableAgreements = async (db: Db, day: string): Promise<readonly AgreementKnown[]> =>
  (await agreementsKnown(db, { day, k: null })).filter((a) => a.signed && tooFine(a) === null);

const BY = '演示数据';
/** Ten in the morning of the day here. */
const instantOf = (day: string): string => `${day}T02:00:00.000000Z`;
/** In the caller's transaction, inside a recorded history of agreement_target. */
export const loadTargets = async (db: Db, list: readonly LoadedTarget[]): Promise<void> => {
  await insertMany(
    db,
    {
      table: 'target_proposal',
      columns: {
        id: 'uuid',
        agreement_id: 'uuid',
        indicator: 'text',
        year: 'int2',
        from_day: 'date',
        persons: 'int4',
        before: 'int4',
        side: 'text',
        reason: 'text',
        proposed_name: 'text',
        proposed_on: 'date',
        proposed: 'timestamptz',
        state: 'text',
        decided_side: 'text',
        decided_name: 'text',
        decided_on: 'date',
        decided: 'timestamptz',
      } as const,
    },
    list.map((t) => [
      t.id,
      t.agreementId,
      t.indicator,
      t.year,
      t.fromDay,
      t.persons,
      t.before,
      t.side,
      t.reason,
      BY,
      t.proposedOn,
      instantOf(t.proposedOn),
      t.decidedOn === null ? 'open' : 'approved',
      t.decidedOn === null ? null : t.side === 'origin' ? 'host' : 'origin',
      t.decidedOn === null ? '' : BY,
      t.decidedOn,
      t.decidedOn === null ? null : instantOf(t.decidedOn),
    ]),
  );
  await insertMany(
    db,
    {
      table: 'agreement_target',
      columns: {
        agreement_id: 'uuid',
        indicator: 'text',
        year: 'int2',
        from_day: 'date',
        persons: 'int4',
        proposal_id: 'uuid',
        recorded: 'timestamptz',
        superseded: 'timestamptz',
      } as const,
    },
    list.flatMap((t) =>
      t.decidedOn === null ? [] : [[t.agreementId, t.indicator, t.year, t.fromDay, t.persons, t.id, instantOf(t.decidedOn), 'infinity']],
    ),
  );
};
