// Takes rows back: exactly what was before, row by row; a row that something newer rests on stays.
import { sql } from 'kysely';
import { type ApplyContext, type RowPlace, sourceRef, type Undone } from '#capabilities/rosters/server/service.ts';
import { restoreMany, withdrawMany } from '#platform/server/versionsMany.ts';
import type { Text } from '#standards/text.ts';
import { lockWorkers, refresh } from '../write.ts';
import { factKeys, type History, loadHistories, type Version } from './histories.ts';
import { reachOf } from './reach.ts';
import { closeRecords, restingOn } from './restsOn.ts';

type Context = Omit<ApplyContext, 'fields'>;

/**
 * Rows of the batch that stand, the last one first: what a later row wrote rests on what an earlier one wrote. `after`: the last one given. `declared`: only of
 * sheets that are this one (a row whose work is kept must not lose its person to another applier).
 */
export const writtenPeople = async (
  { db, batch }: Context,
  after: RowPlace | null,
  limit: number,
  declared?: string,
): Promise<readonly RowPlace[]> => {
  const mine = declared === undefined ? undefined : batch.sheets?.filter((s) => s.declared === declared).map((s) => s.index);
  const { rows } = await sql<RowPlace>`
    select sheet, row, side from worker_source where batch_id = ${batch.id}::uuid and undone is null ${mine ? sql`and sheet = any(${mine}::int2[])` : sql``}
      and (${after === null} or (sheet, row, side) < (${after?.sheet ?? 0}::int2, ${after?.row ?? 0}::int4, ${after?.side ?? 0}::int2))
    order by sheet desc, row desc, side desc limit ${limit}`.execute(db);
  return rows;
};

const newer: Text = {
  zh: '这个人后来又有更正，没有撤回；要改请在人员页面更正',
  en: 'The person was corrected since; not taken back. Correct it on the person’s page',
};
const restedOn: Text = {
  zh: '这份档案后来又登记了别的内容，或者别的表也报过这个人，没有撤回；不该有的档案请在“重复档案”里合并，或者逐项更正',
  en: 'More has been recorded on this record since, or another list told of the person; not taken back. Merge a record that should not be, or correct it item by item',
};

/** Taking back is writing: whoever hands a list in may reach further than whoever takes it back, and people move. */
export const notYours: Text = {
  zh: '这个人的户籍地现在不在您的辖区，没有撤回；请由户籍地更正',
  en: 'The home of this person lies outside your area now; not taken back. The home area corrects it',
};

const placeKey = (r: RowPlace): string => `${r.sheet}!${r.row}.${r.side}`;

/** The version before the first one of this source, where the two meet; null: there was nothing before. */
const before = (history: History, ref: string): Version | null => {
  const at = history.versions.findIndex((v) => v.sourceRef === ref);
  const earlier = history.versions[at - 1];
  return earlier && earlier.superseded === history.versions[at]!.recorded ? earlier : null;
};

/** In the order given. Whatever else these rows wrote (spells) is taken back before, in the same transaction. */
export const undoPeople = async (context: Context, rows: readonly RowPlace[]): Promise<readonly Undone[]> => {
  const { db, batch, today } = context;
  const { rows: sources } = await sql<RowPlace & { workerId: string }>`
    select s.worker_id, s.sheet, s.row, s.side
    from unnest(${rows.map((r) => r.sheet)}::int2[], ${rows.map((r) => r.row)}::int4[], ${rows.map((r) => r.side)}::int2[]) p (sheet, row, side)
      join worker_source s on s.batch_id = ${batch.id}::uuid and s.sheet = p.sheet and s.row = p.row and s.side = p.side and s.undone is null`.execute(
    db,
  );
  const bySource = new Map(sources.map((s) => [placeKey(s), s]));
  const workers = [...new Set(sources.map((s) => s.workerId))];
  await lockWorkers(db, workers);
  const reach = await reachOf(context, workers);
  const openers = await openersOf(context, workers);
  const histories = await loadHistories(db, workers);
  const resting = await restingOn(
    db,
    workers.filter((id) => openers.has(id)),
    batch.id,
  );
  const closed = new Set<string>();
  const touched = new Set<string>();

  const undoRow = (place: RowPlace): Undone => {
    const source = bySource.get(placeKey(place));
    if (!source) return { ...place, state: 'nothing', why: null };
    const { workerId } = source;
    const ref = sourceRef(batch.id, place);
    const all = histories.get(workerId) ?? [];
    const written = all.filter((h) => h.current !== null && h.versions.some((v) => v.sourceRef === ref));
    // by a key no more than a telephone was written, and no more is taken back
    const mine = reach.get(workerId);
    if (mine !== 'own' && (mine !== 'key' || openers.has(workerId) || written.some((h) => h.table !== 'worker_contact')))
      return { ...place, state: 'kept', why: notYours };
    if (written.some((h) => h.current!.sourceRef !== ref)) return { ...place, state: 'kept', why: newer };
    if (openers.get(workerId) === ref && (resting.has(workerId) || all.some((h) => h.current !== null && h.current.sourceRef !== ref)))
      return { ...place, state: 'kept', why: restedOn };
    for (const h of written) {
      h.current = before(h, ref);
      touched.add(workerId);
    }
    if (openers.get(workerId) === ref) closed.add(workerId);
    return { ...place, state: 'undone', why: null };
  };
  const out = rows.map(undoRow);

  const changed = [...histories.values()].flat().filter((h) => h.current !== h.stood);
  for (const [table, key] of Object.entries(factKeys)) {
    const here = changed.filter((h) => h.table === table);
    const gone = here.filter((h) => h.current === null);
    if (gone.length)
      await withdrawMany(
        db,
        table,
        key,
        gone.map((h) => h.id),
      );
    await restoreMany(
      db,
      table,
      key,
      here.flatMap((h) => (h.current ? [{ id: h.id, recorded: h.current.recorded }] : [])),
    );
  }
  const beside = await closeRecords(context, [...closed]);
  const refreshed = [...touched, ...beside];
  if (refreshed.length) await refresh(db, refreshed, today);
  const undone = out.filter((u) => u.state === 'undone');
  if (undone.length)
    await sql`update worker_source s set undone = clock_timestamp()
      from unnest(${undone.map((r) => r.sheet)}::int2[], ${undone.map((r) => r.row)}::int4[], ${undone.map((r) => r.side)}::int2[]) p (sheet, row, side)
      where s.batch_id = ${batch.id}::uuid and s.sheet = p.sheet and s.row = p.row and s.side = p.side`.execute(db);
  return out;
};

/** The line that opened each record. */
const openersOf = async ({ db, batch }: Context, workers: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await sql<{ id: string; sourceRef: string }>`
    select id, source_ref from worker where id = any(${workers}::uuid[]) and source = 'sheet' and source_ref like ${`${batch.id}#%`}`.execute(
    db,
  );
  return new Map(rows.map((r) => [r.id, r.sourceRef]));
};
