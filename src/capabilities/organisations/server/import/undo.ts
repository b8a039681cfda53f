// Takes a batch back: each organisation to the very version before the batch, or out of the register; kept where something newer rests on it.
import { sql } from 'kysely';
import type { ApplyContext, RowPlace, SheetApplier, Undone } from '#capabilities/rosters/server/service.ts';
import type { Db } from '#platform/server/store.ts';
import { supersede, withdraw } from '#platform/server/versions.ts';
import type { Text } from '#standards/text.ts';
import { WRITE } from '../../contract.ts';
import { mayWrite } from '../../rules.ts';
import { refreshNames } from '../names.ts';
import { findCurrent } from '../queries.ts';

type Context = Omit<ApplyContext, 'fields'>;
interface SourceRow extends RowPlace {
  readonly organisationId: string;
  readonly wrote: string | null;
  readonly before: string | null;
  readonly contactId: string | null;
  readonly undone: string | null;
}

export const writtenRows = async ({ db, batch }: Context, after: RowPlace | null, limit: number): Promise<readonly RowPlace[]> => {
  const from = after ? sql<boolean>`(sheet, row, side) > (${after.sheet}, ${after.row}, ${after.side})` : sql<boolean>`true`;
  return db
    .selectFrom('organisationSource')
    .select(['sheet', 'row', 'side'])
    .where('batchId', '=', batch.id)
    .where(from)
    .orderBy('sheet')
    .orderBy('row')
    .orderBy('side')
    .limit(limit)
    .execute();
};

const KEPT = {
  foreign: { zh: '登记在您管的地区以外，没有撤销；请所在地的人社局更正', en: 'It lies outside your area; not taken back' },
  corrected: { zh: '导入以后有人更正过，没有撤销', en: 'It was corrected since; not taken back' },
  resting: { zh: '导入以后有别的记录用到了它，没有撤销', en: 'Other records rest on it since; not taken back' },
} as const satisfies Record<string, Text>;

export const undo = async (context: Context, places: readonly RowPlace[]): Promise<readonly Undone[]> => {
  const { db, batch } = context;
  const { rows: all } = await sql<SourceRow>`
    select organisation_id, sheet, row, side, wrote, before, contact_id, undone from organisation_source
      where batch_id = ${batch.id} order by organisation_id, sheet, row, side`.execute(db);
  const keyOf = (p: RowPlace) => `${p.sheet} ${p.row} ${p.side}`;
  const bySource = new Map(all.map((r) => [keyOf(r), r]));
  const ofOrganisation = Map.groupBy(all, (r) => r.organisationId);
  const kept = new Map<string, Text | null>();
  const out: Undone[] = [];
  for (const place of places) {
    const source = bySource.get(keyOf(place));
    if (!source) {
      out.push({ ...place, state: 'nothing', why: null });
      continue;
    }
    const { organisationId: id } = source;
    const rows = ofOrganisation.get(id)!;
    // all rows of one organisation go back together: the version before the first of them
    if (!kept.has(id)) kept.set(id, source.undone === null ? await takeBack(context, id, rows) : null);
    const why = kept.get(id)!;
    if (why !== null) out.push({ ...place, state: 'kept', why });
    else out.push({ ...place, state: source.wrote === null && source.contactId === null ? 'nothing' : 'undone', why: null });
  }
  return out;
};

/** Null where everything the batch wrote of it was taken back. */
const takeBack = async ({ db, batch, owner }: Context, id: string, rows: readonly SourceRow[]): Promise<Text | null> => {
  const wrote = rows.flatMap((r) => r.wrote ?? []).sort();
  const now = await findCurrent(db, id);
  const contacts = rows.flatMap((r) => r.contactId ?? []);
  // taking back is writing: whoever handed the list in may reach further
  const mine = now !== undefined && now !== null && owner.permissions.has(WRITE) && mayWrite(owner.grants, now);
  if ((wrote.length || contacts.length) && now && !mine) return KEPT.foreign;
  if (wrote.length && now?.recorded !== wrote.at(-1)) return KEPT.corrected;
  const first = rows.filter((r) => r.wrote !== null).sort((a, b) => (a.wrote! < b.wrote! ? -1 : 1))[0];
  if (first && first.before === null && (await restsOn(db, id, contacts, batch.id))) return KEPT.resting;
  if (contacts.length) await db.deleteFrom('organisationContact').where('id', 'in', contacts).where('version', '=', 1).execute();
  if (first && first.before === null) await withdraw(db, 'organisation_fact', { organisation_id: id });
  else if (first) {
    const { rows: old } = await sql<Record<string, unknown>>`
      select * from organisation_fact where organisation_id = ${id} and recorded = ${first.before}::timestamptz`.execute(db);
    const { organisationId: _, recorded: __, superseded: ___, ...facts } = old[0]!;
    const writer = { reason: `撤销第 ${batch.number} 批导入`, recordedBy: owner.accountId, recordedName: owner.name };
    await supersede(db, 'organisation_fact', { organisation_id: id }, { ...facts, ...writer });
  }
  if (first) await refreshNames(db, [id]);
  await sql`update organisation_source set undone = clock_timestamp() where batch_id = ${batch.id} and organisation_id = ${id}`.execute(db);
  return null;
};

/** Whatever points to it but its own first facts, in any capability: asked of the references the database itself knows. */
const restsOn = async (db: Db, id: string, contacts: readonly string[], batchId: string): Promise<boolean> => {
  const { rows: references } = await sql<{ table: string; column: string }>`
    select c.conrelid::regclass::text as "table", a.attname::text as "column" from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype = 'f' and c.confrelid = 'organisation'::regclass`.execute(db);
  for (const { table, column } of references) {
    if (table === 'organisation_name' || table === 'organisation_gram') continue;
    const but =
      table === 'organisation_contact'
        ? sql`and id <> all (${contacts}::uuid[])`
        : table === 'organisation_fact' && column === 'organisation_id'
          ? sql`and false`
          : table === 'organisation_source'
            ? sql`and batch_id <> ${batchId} and undone is null`
            : sql``;
    const { rows } = await sql`select from ${sql.table(table)} where ${sql.ref(column)} = ${id}::uuid ${but} limit 1`.execute(db);
    if (rows.length) return true;
  }
  return false;
};

/** Whose rows were taken back. */
export const undoneSubjects: NonNullable<SheetApplier['undoneSubjects']> = async ({ db, batch }) => {
  const { rows } = await sql<{ id: string }>`
    select distinct organisation_id as id from organisation_source where batch_id = ${batch.id}::uuid and undone is not null order by 1`.execute(
    db,
  );
  return rows.map(({ id }) => ({ kind: 'organisation', id }));
};
