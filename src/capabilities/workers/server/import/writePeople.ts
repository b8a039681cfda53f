// Writes what was resolved, table by table for the whole chunk.
import { sql } from 'kysely';
import { type ApplyContext, sourceRef, type Written } from '#capabilities/rosters/server/service.ts';
import { insertMany } from '#platform/server/bulkWrite.ts';
import type { Keys } from '#platform/server/keys.ts';
import { tailOf } from '#platform/server/rotation.ts';
import { type Correction, insertFirstVersions, insertVersions, supersedeMany } from '#platform/server/versionsMany.ts';
import { keysOfName } from '../basics.ts';
import { refresh } from '../write.ts';
import { joinAllElsewhere, noteElsewhere } from './crossArea.ts';
import { indexAll } from './findPeople.ts';
import type { FactPlan, FactTable, PersonRow } from './shapes.ts';
import { writeSources } from './writeSources.ts';

type Values = Record<string, unknown>;

/** The key column of each table, and whether a row names its worker beside it. */
const TABLES: Readonly<Record<FactTable, 'id' | 'worker_id'>> = {
  worker_basic: 'worker_id',
  home_period: 'id',
  worker_contact: 'id',
  worker_condition: 'worker_id',
  identity_period: 'id',
  worker_intention: 'worker_id',
  household_member: 'id',
};

/** Seals and indexes of all numbers and telephones of the chunk; the cipher is called once for each kind of index. */
const sealing = (keys: Keys, facts: readonly FactPlan[]) => {
  const numbers = [...new Set(facts.flatMap((f) => f.number ?? []))];
  const number = indexAll(keys, 'number', numbers).index;
  const tail = indexAll(keys, 'tail', numbers.map(tailOf)).index;
  const phone = indexAll(
    keys,
    'phone',
    facts.flatMap((f) => f.phone ?? []),
  ).index;
  const rotating = keys.nextIndex('number', '0') !== null;
  const next = (kind: 'number' | 'tail' | 'phone', value: string) => (rotating ? keys.nextIndex(kind, value) : null);
  return (fact: FactPlan): Values => ({
    ...(fact.number === undefined
      ? {}
      : {
          number_sealed: keys.seal(fact.number),
          number_index: number.get(fact.number)!,
          number_index_next: next('number', fact.number),
          tail_index: tail.get(tailOf(fact.number))!,
          tail_index_next: next('tail', tailOf(fact.number)),
        }),
    ...(fact.phone === undefined
      ? {}
      : {
          phone_sealed: keys.seal(fact.phone),
          phone_index: phone.get(fact.phone)!,
          phone_index_next: next('phone', fact.phone),
        }),
  });
};

const searchKeys = (name: unknown): Values => {
  if (typeof name !== 'string') return {};
  const { pinyin, initials, fuzzy, otherKeys } = keysOfName(name);
  return { pinyin, initials, fuzzy, other_keys: otherKeys };
};

/**
 * In the transaction that resolved them; none of the rows is refused. `resolution.outcome` is what the source row says became of the row as a whole, so a
 * sheet that writes more than people passes its own.
 */
export const writePeople = async (context: ApplyContext, rows: readonly PersonRow[]): Promise<readonly Written[]> => {
  const { db, services, owner, batch, today } = context;
  const facts = rows.flatMap((r) => r.resolution.plan.facts);
  const secret = sealing(services.keys, facts);
  /** Facts nobody can have known before: with ids of their own, or of records that this chunk opens. */
  const made = new Map<FactTable, Values[]>();
  /** First said of a record that may have had one before and lost it. */
  const firsts = new Map<FactTable, Values[]>();
  const opened = new Set(rows.flatMap(({ resolution: { plan } }) => (plan.opens ? [plan.workerId] : [])));
  const nexts = new Map<FactTable, Correction[]>();
  const touched = new Set<string>();
  for (const { row, resolution } of rows) {
    const { plan } = resolution;
    if (!plan.facts.length) continue;
    touched.add(plan.workerId);
    const origin = { source: 'sheet', source_ref: sourceRef(batch.id, row), recorded_by: owner.accountId, reason: '' };
    for (const fact of plan.facts) {
      const columns = { ...fact.columns, ...searchKeys(fact.columns.name), ...secret(fact), ...origin };
      if (fact.kind === 'next') nexts.set(fact.table, [...(nexts.get(fact.table) ?? []), { id: fact.id, changes: columns }]);
      else {
        const own = TABLES[fact.table] === 'id';
        const into = own || opened.has(plan.workerId) ? made : firsts;
        const list = into.get(fact.table) ?? [];
        list.push(own ? { ...columns, id: fact.id, worker_id: plan.workerId } : { ...columns, worker_id: plan.workerId });
        into.set(fact.table, list);
      }
    }
  }
  await openRecords(context, rows);
  for (const table of Object.keys(TABLES) as FactTable[]) {
    await insertFirstVersions(db, table, made.get(table) ?? []);
    await insertVersions(db, table, firsts.get(table) ?? []);
  }
  for (const table of Object.keys(TABLES) as FactTable[]) await supersedeMany(db, table, TABLES[table], nexts.get(table) ?? []);
  // links first: whoever holds a derived row must not wait for the turn of a merge
  const { members, met } = await joinAllElsewhere(context, rows);
  for (const id of members) touched.add(id);
  if (touched.size) await refresh(db, [...touched], today);
  await noteElsewhere(context, met);
  await writeSources(context, rows);
  return rows.map(({ resolution: { plan } }) => ({ subject: { kind: 'worker', id: plan.workerId, home: plan.home } }));
};

const openRecords = async ({ db, owner, batch, today }: ApplyContext, rows: readonly PersonRow[]): Promise<void> => {
  const founds = rows.flatMap((r) => r.resolution.plan.founds);
  if (founds.length)
    await insertMany(
      db,
      { table: 'household', columns: { id: 'uuid', number: 'text', home: 'text', created_by: 'uuid' } },
      founds.map((h) => [h.id, h.number, h.home, owner.accountId]),
    );
  const opening = rows.filter((r) => r.resolution.plan.opens);
  if (!opening.length) return;
  // derived by the refresh below, in this transaction
  await sql`select set_config('app.opens_many', 'yes', true)`.execute(db);
  await insertMany(
    db,
    {
      table: 'worker',
      columns: { id: 'uuid', area: 'text', registered: 'date', source: 'text', source_ref: 'text', created_by: 'uuid' },
    },
    opening.map(({ row, resolution: { plan } }) => [plan.workerId, plan.home, today, 'sheet', sourceRef(batch.id, row), owner.accountId]),
  );
  await sql`select set_config('app.opens_many', '', true)`.execute(db);
  const ids = opening.map((r) => r.resolution.plan.workerId);
  await insertFirstVersions(
    db,
    'worker_link',
    ids.map((id) => ({ worker_id: id, person_id: id, cause: 'own', recorded_by: owner.accountId })),
  );
};
