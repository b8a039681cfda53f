// Items: the list, one with its history, what waits.
import { sql } from 'kysely';
import type { Output, Parsed } from '#platform/contract.ts';
import { notFound } from '#platform/problem.ts';
import type { Actor } from '#platform/server/actor.ts';
import type { Call } from '#platform/server/http.ts';
import { cappedTotal, pageOf } from '#platform/server/paging.ts';
import { type countItems, listItems, type WorkItemWhole } from '../../contractPlans.ts';
import { stepsOpen } from '../../rulesPlans.ts';
import { filteredItems, goesOnWithMe, type ItemRow, isLate, isSoon, itemOf, itemsQuery, seesItems, unitsOf, waitsForMe } from './rows.ts';
import { sidesSpoken, unitMine } from './scope.ts';

export const items = async (call: Call, { cursor, size, ...filter }: Parsed<typeof listItems>) => {
  const { db, services } = call;
  const query = filteredItems(call, filter);
  const found = await pageOf(services.keys, query, {
    list: `${listItems.id} ${JSON.stringify(filter)}`.slice(0, 900),
    sort: {
      by: [
        { column: 'f.due_day', key: 'dueDay' },
        { column: 'f.item_id', key: 'itemId' },
      ],
      descending: false,
    },
    cursor,
    size,
  });
  return {
    items: found.items.map((r) => itemOf(r, call)),
    total: await cappedTotal(db, query),
    next: found.next,
    previous: found.previous,
    today: call.today,
  };
};

export const counts = async ({ db, actor, today }: Call): Promise<Output<typeof countItems>> => {
  const { rows } = await sql<Output<typeof countItems>>`
    select count(*) filter (where ${isLate(today)})::int as late, count(*) filter (where ${isSoon(today)})::int as soon,
      count(*) filter (where ${waitsForMe(actor)})::int as to_close, count(*) filter (where ${goesOnWithMe(actor)})::int as to_redo,
      max(${today}::date - f.due_day) filter (where ${isLate(today)})::int as oldest, min(f.due_day) filter (where ${isSoon(today)}) as next
    from work_item_fact f where f.superseded = 'infinity' and f.state not in ('closed', 'dropped') and ${unitMine(actor)}`.execute(db);
  return rows[0]!;
};

/** The current row of an item the asker sees. */
export const getItem = async ({ db, actor }: Pick<Call, 'db' | 'actor'>, id: string): Promise<ItemRow> => {
  const row = await itemsQuery(db).where('f.itemId', '=', id).where(seesItems(actor)).executeTakeFirst();
  if (!row) throw notFound();
  return row;
};

/** This very account said it was done: it does not close it from the other side. While an item is said done, its current version is that saying. */
export const isOwnSaying = (row: ItemRow, actor: Pick<Actor, 'accountId'>): boolean =>
  row.state === 'said_done' && row.recordedBy !== null && row.recordedBy === actor.accountId;

interface VersionRow {
  readonly deed: WorkItemWhole['history'][number]['deed'];
  readonly side: 'origin' | 'host';
  readonly state: WorkItemWhole['state'];
  readonly title: string;
  readonly outcome: string;
  readonly originUnit: string;
  readonly hostUnit: string;
  readonly dueDay: string;
  readonly reason: string;
  readonly recordedName: string;
  readonly recorded: string;
}
const COMPARED = [
  ['title', 'title'],
  ['outcome', 'outcome'],
  ['origin', 'originUnit'],
  ['host', 'hostUnit'],
  ['dueDay', 'dueDay'],
] as const;
const historyOf = (versions: readonly VersionRow[]): WorkItemWhole['history'] =>
  versions
    .map((v, i) => {
      const before = versions[i - 1];
      return {
        deed: v.deed,
        side: v.side,
        state: v.state,
        changes: before ? COMPARED.flatMap(([field, k]) => (before[k] === v[k] ? [] : [{ field, from: before[k], to: v[k] }])) : [],
        reason: v.reason,
        by: v.recordedName,
        at: v.recorded,
      };
    })
    .reverse();

/** An item with everything that happened to it. */
export const wholeItem = async (call: Pick<Call, 'db' | 'actor' | 'today' | 'services'>, row: ItemRow): Promise<WorkItemWhole> => {
  const { db, actor, services } = call;
  const id = row.itemId;
  const { rows: versions } =
    await sql<VersionRow>`select deed, side, state, title, outcome, origin_unit, host_unit, due_day, reason, recorded_name, recorded
    from work_item_fact where item_id = ${id}::uuid order by recorded`.execute(db);
  const { rows: notes } = await sql<{
    id: string;
    kind: 'progress' | 'proof';
    side: 'origin' | 'host';
    words: string;
    fileId: string | null;
    name: Buffer | null;
    link: string;
    noted: string;
    notedName: string;
  }>`select n.id, n.kind, n.side, n.words, n.file_id, file.name, n.link, n.noted, n.noted_name
    from work_note n left join file on file.id = n.file_id where n.item_id = ${id}::uuid order by n.noted desc, n.id desc`.execute(db);
  const resolution = row.resolutionId
    ? (
        await sql<{ id: string; number: number; text: string; meetingId: string; meeting: string; heldOn: string }>`
          select r.id, r.number, r.text, r.meeting_id, m.title as meeting, m.held_on from meeting_resolution r
          join joint_meeting_fact m on m.meeting_id = r.meeting_id and m.superseded = 'infinity' where r.id = ${row.resolutionId}::uuid`.execute(
          db,
        )
      ).rows[0]
    : undefined;
  const speaks = sidesSpoken(actor, unitsOf(row));
  return {
    ...itemOf(row, call),
    resolution: resolution ?? null,
    history: historyOf(versions),
    notes: notes.map((n) => ({
      id: n.id,
      kind: n.kind,
      side: n.side,
      words: n.words,
      file: n.fileId && n.name ? { id: n.fileId, name: services.keys.open(n.name) } : null,
      link: n.link,
      at: n.noted,
      by: n.notedName,
    })),
    steps: actor.viewedBy
      ? []
      : stepsOpen({ state: row.state, lead: row.lead, speaks }).filter((deed) => deed !== 'closed' || !isOwnSaying(row, actor)),
    seen: row.recorded,
  };
};
export const readOne = async (call: Call, id: string): Promise<WorkItemWhole> => wholeItem(call, await getItem(call, id));
