// Takes back what rows said of work: exactly what was before, or not at all where something newer rests on it.
import { sql } from 'kysely';
import { type ApplyContext, type RowPlace, sourceRef, type Undone } from '#capabilities/rosters/server/service.ts';
import { lockForWork, notYours, type Reach, reachOf } from '#capabilities/workers/server/service.ts';
import type { Db } from '#platform/server/store.ts';
import { CURRENT } from '#platform/server/versions.ts';
import { restoreMany, withdrawMany } from '#platform/server/versionsMany.ts';
import type { Text } from '#standards/text.ts';
import { follow } from '../follow.ts';
import { refold } from '../vouched.ts';

type Context = Omit<ApplyContext, 'fields'>;
type Table = 'spell' | 'evidence' | 'no_work';
const KEYS: Readonly<Record<Table, string>> = { spell: 'id', evidence: 'id', no_work: 'worker_id' };

interface Version {
  readonly id: string;
  readonly workerId: string;
  /** Of evidence. */
  readonly spellId: string | null;
  readonly sourceRef: string;
  readonly recorded: string;
  readonly superseded: string;
}
interface Fact {
  readonly table: Table;
  readonly id: string;
  readonly workerId: string;
  readonly spellId: string | null;
  readonly versions: readonly Version[];
  /** As it stands while rows are taken back one after the other; null: withdrawn. */
  at: Version | null;
  readonly stood: Version | null;
}

const corrected: Text = {
  zh: '这段务工后来又有更正，没有撤回；要改请在人员页面更正',
  en: 'This spell was corrected since; not taken back. Correct it on the person’s page',
};
const vouched: Text = {
  zh: '后来的名单或核验又证实了这段务工，没有撤回；要改请在人员页面更正',
  en: 'Later evidence rests on this spell; not taken back. Correct it on the person’s page',
};

/** All versions of the facts that these lines wrote, by fact and in the order in which they were known. */
const factsOf = async (db: Db, table: Table, refs: readonly string[]): Promise<Fact[]> => {
  const key = sql.ref(`x.${KEYS[table]}`);
  const { rows } = await sql<Version>`
    select ${key} as id, x.worker_id, ${table === 'evidence' ? sql`x.spell_id` : sql`null::uuid as spell_id`}, x.source_ref, x.recorded, x.superseded
    from ${sql.table(table)} x where ${key} in (select ${sql.ref(`y.${KEYS[table]}`)} from ${sql.table(table)} y where y.source_ref = any (${refs}::text[]))
    order by 1, x.recorded`.execute(db);
  return [...Map.groupBy(rows, (r) => r.id)].map(([id, versions]) => {
    const stood = versions.find((v) => v.superseded === CURRENT) ?? null;
    return { table, id, workerId: versions[0]!.workerId, spellId: versions[0]!.spellId, versions, at: stood, stood };
  });
};

/** The version before those of this line, where they meet; null: there was nothing before. */
const beforeLine = (fact: Fact, ref: string): Version | null => {
  const first = fact.versions.findIndex((v) => v.sourceRef === ref);
  const earlier = fact.versions[first - 1];
  return earlier && earlier.superseded === fact.versions[first]!.recorded ? earlier : null;
};

/** Rows come the last one of the file first: what a later row changed is taken back before what an earlier one wrote. */
export const undoWork = async (
  context: Context,
  rows: readonly RowPlace[],
  may: readonly Reach[] = ['own'],
): Promise<readonly Undone[]> => {
  const { db, batch, today } = context;
  const refs = rows.map((r) => sourceRef(batch.id, r));
  const facts = [...(await factsOf(db, 'spell', refs)), ...(await factsOf(db, 'evidence', refs)), ...(await factsOf(db, 'no_work', refs))];
  if (facts.length === 0) return rows.map((r) => ({ ...place(r), state: 'nothing', why: null }));
  const workers = [...new Set(facts.map((f) => f.workerId))];
  await lockForWork(db, workers);
  const reach = await reachOf(context, workers);
  const mine = Map.groupBy(
    facts.flatMap((fact) => [...new Set(fact.versions.map((v) => v.sourceRef))].map((ref) => ({ ref, fact }))),
    (x) => x.ref,
  );
  const evidence = await evidenceOn(
    db,
    facts.filter((f) => f.table === 'spell').map((f) => f.id),
  );
  const byId = new Map(facts.filter((f) => f.table === 'evidence').map((f) => [f.id, f]));
  /** What others vouch for: since this version, or at all where the spell would be gone. */
  const rests = (spell: Fact, ref: string): boolean =>
    (evidence.get(spell.id) ?? []).some((e) => {
      const fact = byId.get(e.id);
      const at = fact ? fact.at : e;
      if (at === null || at.sourceRef === ref) return false;
      return beforeLine(spell, ref) === null || (at.recorded > spell.at!.recorded && !at.sourceRef.startsWith(`${batch.id}#`));
    });

  const undoRow = (row: RowPlace, ref: string): Undone => {
    const written = (mine.get(ref) ?? []).map((x) => x.fact);
    if (written.length === 0) return { ...place(row), state: 'nothing', why: null };
    // as with writing: work is the home area's to record, and to take back (an employer's own list: whom a key opens)
    if (written.some((f) => !may.includes(reach.get(f.workerId)!))) return { ...place(row), state: 'kept', why: notYours };
    const standing = written.filter((f) => f.at?.sourceRef === ref);
    for (const f of written) {
      if (f.at === null || f.at.sourceRef === ref) continue;
      // restored before (a job that went on after a stop), or somebody wrote after us
      const earlier = beforeLine(f, ref);
      if (!(earlier && f.at.sourceRef === earlier.sourceRef)) return { ...place(row), state: 'kept', why: corrected };
    }
    if (standing.some((f) => f.table === 'spell' && rests(f, ref))) return { ...place(row), state: 'kept', why: vouched };
    for (const f of standing) f.at = beforeLine(f, ref);
    return { ...place(row), state: standing.length ? 'undone' : 'nothing', why: null };
  };
  const out = rows.map((r, i) => undoRow(r, refs[i]!));

  const changed = facts.filter((f) => f.at !== f.stood);
  for (const table of Object.keys(KEYS) as Table[]) {
    const here = changed.filter((f) => f.table === table);
    const gone = here.filter((f) => f.at === null).map((f) => f.id);
    if (gone.length) await withdrawMany(db, table, KEYS[table], gone);
    await restoreMany(
      db,
      table,
      KEYS[table],
      here.flatMap((f) => (f.at ? [{ id: f.id, recorded: f.at.recorded }] : [])),
    );
  }
  await refold(
    db,
    changed.flatMap((f) => (f.table === 'spell' ? f.id : (f.spellId ?? []))),
  );
  await follow(db, {
    workerIds: [...new Set(changed.map((f) => f.workerId))],
    spellIds: changed.filter((f) => f.table === 'spell').map((f) => f.id),
    today,
  });
  return out;
};
const place = ({ sheet, row, side }: RowPlace): RowPlace => ({ sheet, row, side });

interface Resting {
  readonly id: string;
  readonly spellId: string;
  readonly sourceRef: string;
  readonly recorded: string;
}
/** Current evidence for these spells. */
const evidenceOn = async (db: Db, spellIds: readonly string[]): Promise<ReadonlyMap<string, readonly Resting[]>> => {
  if (spellIds.length === 0) return new Map();
  // by worker alone: with both lists the index is asked for every pair of them
  const { rows } = await sql<Resting>`
    select e.id, e.spell_id, e.source_ref, e.recorded from evidence e
    where e.worker_id = any (array(select s.worker_id from spell s where s.id = any (${spellIds}::uuid[]))) and not isfinite(e.superseded)`.execute(
    db,
  );
  const asked = new Set(spellIds);
  return Map.groupBy(
    rows.filter((r) => asked.has(r.spellId)),
    (r) => r.spellId,
  );
};
