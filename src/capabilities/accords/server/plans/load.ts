// Plans, meetings and items with their own history, for loaders (the demonstration): plain objects in, rows out.
import { insertMany } from '#platform/server/bulkWrite.ts';
import type { Db } from '#platform/server/store.ts';
import type { ItemDeed, ItemState, Side } from '../../rulesPlans.ts';

export interface LoadedUnit {
  readonly name: string;
  readonly area: string;
}
export interface LoadedItem {
  readonly id: string;
  readonly number: number;
  readonly resolutionId: string | null;
  readonly title: string;
  readonly outcome: string;
  readonly lead: Side;
  readonly units: Readonly<Record<Side, LoadedUnit>>;
  /** Oldest first; each ends where the next begins. */
  readonly versions: readonly {
    readonly at: string;
    readonly deed: ItemDeed;
    readonly side: Side;
    readonly state: ItemState;
    readonly dueDay: string;
    readonly reason: string;
  }[];
  readonly notes: readonly {
    readonly id: string;
    readonly at: string;
    readonly kind: 'progress' | 'proof';
    readonly side: Side;
    readonly words: string;
    readonly link: string;
  }[];
}
export interface LoadedPlan {
  readonly id: string;
  readonly agreementId: string;
  readonly year: number;
  readonly title: string;
  readonly document: string;
  readonly created: string;
  readonly meeting: {
    readonly id: string;
    readonly title: string;
    readonly heldOn: string;
    readonly place: string;
    readonly originChair: string;
    readonly hostChair: string;
    readonly at: string;
    readonly resolutions: readonly { readonly id: string; readonly text: string }[];
  };
  readonly items: readonly LoadedItem[];
}

/** Tables whose guards are silent while a history is loaded (platform/server/recordedHistory.ts). */
export const PLAN_TABLES = ['joint_meeting_fact', 'work_item_fact'] as const;
const BY = '演示数据';

/** Writes them with their own `recorded` in the caller's transaction, inside a recorded history. */
export const loadPlans = async (db: Db, plans: readonly LoadedPlan[]): Promise<void> => {
  await insertMany(
    db,
    {
      table: 'work_plan',
      columns: {
        id: 'uuid',
        agreement_id: 'uuid',
        year: 'int2',
        title: 'text',
        document: 'text',
        created: 'timestamptz',
        created_name: 'text',
      } as const,
    },
    plans.map((p) => [p.id, p.agreementId, p.year, p.title, p.document, p.created, BY]),
  );
  await insertMany(
    db,
    { table: 'joint_meeting', columns: { id: 'uuid', agreement_id: 'uuid', created: 'timestamptz' } as const },
    plans.map((p) => [p.meeting.id, p.agreementId, p.meeting.at]),
  );
  await insertMany(
    db,
    {
      table: 'joint_meeting_fact',
      columns: {
        meeting_id: 'uuid',
        title: 'text',
        held_on: 'date',
        place: 'text',
        origin_chair: 'text',
        host_chair: 'text',
        recorded_name: 'text',
        recorded: 'timestamptz',
        superseded: 'timestamptz',
      } as const,
    },
    plans.map(({ meeting: m }) => [m.id, m.title, m.heldOn, m.place, m.originChair, m.hostChair, BY, m.at, 'infinity']),
  );
  await insertMany(
    db,
    {
      table: 'meeting_resolution',
      columns: { id: 'uuid', meeting_id: 'uuid', number: 'int2', text: 'text', created: 'timestamptz', created_name: 'text' } as const,
    },
    plans.flatMap(({ meeting: m }) => m.resolutions.map((r, i) => [r.id, m.id, i + 1, r.text, m.at, BY])),
  );
  await insertMany(
    db,
    {
      table: 'work_item',
      columns: { id: 'uuid', plan_id: 'uuid', number: 'int2', resolution_id: 'uuid', created: 'timestamptz' } as const,
    },
    plans.flatMap((p) => p.items.map((i) => [i.id, p.id, i.number, i.resolutionId, i.versions[0]!.at])),
  );
  await insertMany(
    db,
    {
      table: 'work_item_fact',
      columns: {
        item_id: 'uuid',
        title: 'text',
        outcome: 'text',
        lead: 'text',
        origin_unit: 'text',
        origin_area: 'text',
        host_unit: 'text',
        host_area: 'text',
        due_day: 'date',
        state: 'text',
        deed: 'text',
        side: 'text',
        reason: 'text',
        recorded_name: 'text',
        recorded: 'timestamptz',
        superseded: 'timestamptz',
      } as const,
    },
    plans.flatMap((p) =>
      p.items.flatMap((i) =>
        i.versions.map((v, n) => [
          i.id,
          i.title,
          i.outcome,
          i.lead,
          i.units.origin.name,
          i.units.origin.area,
          i.units.host.name,
          i.units.host.area,
          v.dueDay,
          v.state,
          v.deed,
          v.side,
          v.reason,
          BY,
          v.at,
          i.versions[n + 1]?.at ?? 'infinity',
        ]),
      ),
    ),
  );
  await insertMany(
    db,
    {
      table: 'work_note',
      columns: {
        id: 'uuid',
        item_id: 'uuid',
        kind: 'text',
        side: 'text',
        words: 'text',
        link: 'text',
        noted: 'timestamptz',
        noted_name: 'text',
      } as const,
    },
    plans.flatMap((p) => p.items.flatMap((i) => i.notes.map((n) => [n.id, i.id, n.kind, n.side, n.words, n.link, n.at, BY]))),
  );
};
