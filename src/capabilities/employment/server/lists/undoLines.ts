// Takes lines of lists from outside back; what followed from them follows no longer. A line behind work that somebody has accepted since stays.
import { sql } from 'kysely';
import type { ApplyContext, RowPlace, Undone } from '#capabilities/rosters/server/service.ts';
import { lockForWork } from '#capabilities/workers/server/service.ts';
import type { Text } from '#standards/text.ts';
import type { OutsideList } from '../../rulesOutside.ts';
import { follow } from '../follow.ts';
import { settleOutside } from './settle.ts';

type Context = Omit<ApplyContext, 'fields'>;

const accepted: Text = {
  zh: '按这一行已确认登记了务工，没有撤回；要改请在人员页面更正',
  en: 'Work was accepted and entered by this row; not taken back. Correct it on the person’s page',
};

/** Whose rows of the batch were taken back, as far as its owner knew of them. */
export const linesUndone = async ({ db, batch }: Context) => {
  const { rows } = await sql<{ id: string }>`
    select distinct worker_id as id from outside_line where batch_id = ${batch.id}::uuid and told and undone is not null`.execute(db);
  return rows.map(({ id }) => ({ kind: 'worker' as const, id }));
};

/** Rows of the batch that wrote something the owner knows of, the last one first; with the last of them go the lines nobody was told of. */
export const writtenLines = async (
  context: Context,
  list: OutsideList,
  after: RowPlace | null,
  limit: number,
): Promise<readonly RowPlace[]> => {
  const { db, batch } = context;
  const { rows } = await sql<RowPlace>`
    select distinct sheet, row, side from outside_line where batch_id = ${batch.id}::uuid and list = ${list} and told and undone is null
      and (${after === null} or (sheet, row, side) < (${after?.sheet ?? 0}::int2, ${after?.row ?? 0}::int4, ${after?.side ?? 0}::int2))
    order by sheet desc, row desc, side desc limit ${limit}`.execute(db);
  if (rows.length === 0) await takeBack(context, sql`list = ${list} and not told`);
  return rows;
};

export const undoLines = async (context: Context, places: readonly RowPlace[]): Promise<readonly Undone[]> => {
  const { standing, gone } = await takeBack(
    context,
    sql`told and (sheet, row, side) in (select * from unnest(${places.map((p) => p.sheet)}::int2[], ${places.map((p) => p.row)}::int4[],
      ${places.map((p) => p.side)}::int2[]))`,
  );
  return places.map(({ sheet, row, side }): Undone => {
    const place = { sheet, row, side };
    const key = keyOf(place);
    return standing.has(key)
      ? { ...place, state: 'kept', why: accepted }
      : { ...place, state: gone.has(key) ? 'undone' : 'nothing', why: null };
  });
};
const keyOf = (p: RowPlace): string => `${p.sheet}!${p.row}.${p.side}`;

const takeBack = async ({ db, batch, today }: Context, which: ReturnType<typeof sql>) => {
  const { rows } = await sql<RowPlace & { workerId: string; stays: boolean }>`
    select l.sheet, l.row, l.side, l.worker_id, not l.direct and exists (
        select from spell_proposal p join spell s on s.id = p.spell_id and s.worker_id = l.worker_id and not isfinite(s.superseded)
        where p.worker_id = l.worker_id and p.state = 'accepted'
          and (p.organisation_id = l.organisation_id or p.employer_words = l.employer_words)
          and l.months[1] <= 12 * extract(year from p.to_day)::int + extract(month from p.to_day)::int - 1
          and l.months[cardinality(l.months)] >= 12 * extract(year from p.from_day)::int + extract(month from p.from_day)::int - 1) as stays
    from (select * from outside_line where batch_id = ${batch.id}::uuid and undone is null and ${which}) l`.execute(db);
  const going = rows.filter((r) => !r.stays);
  const workers = [...new Set(going.map((r) => r.workerId))];
  await lockForWork(db, workers);
  if (going.length) {
    await sql`update outside_line l set undone = clock_timestamp() from unnest(${going.map((r) => r.sheet)}::int2[], ${going.map((r) => r.row)}::int4[],
        ${going.map((r) => r.side)}::int2[], ${going.map((r) => r.workerId)}::uuid[]) x (sheet, row, side, worker_id)
      where l.batch_id = ${batch.id}::uuid and l.sheet = x.sheet and l.row = x.row and l.side = x.side and l.worker_id = x.worker_id`.execute(
      db,
    );
    const workerIds = await settleOutside(db, workers, today);
    await follow(db, { workerIds, spellIds: [], today });
  }
  return { standing: new Set(rows.filter((r) => r.stays).map(keyOf)), gone: new Set(going.map(keyOf)) };
};
