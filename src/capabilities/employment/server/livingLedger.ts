// The ledger as the desk asks it: conflicts of the fold, and lists from outside against the record.
import { sql } from 'kysely';
import type { LivingFinding, LivingRules, Looked } from '#capabilities/rosters/server/service.ts';
import type { Db } from '#platform/server/store.ts';
import { CURRENT } from '#platform/server/versions.ts';
import { type Contradiction, contradictionsOf } from '../rulesContradict.ts';
import { ledgerRuleBook } from '../rulesLedgerBook.ts';
import { spellCases } from './deskCases.ts';
import { conflictsIn, type Folding } from './entry/conflicts.ts';
import * as say from './lists/findings.ts';
import { readLines } from './lists/lines.ts';
import { readWork } from './spells.ts';

const adviceOf = new Map(ledgerRuleBook.map((r) => [r.id, r.todo]));

/** Spells about which anything can contradict: somebody said that they are over, or evidence reaches behind the recorded end. */
const contestable = async (db: Db, ids: readonly string[]): Promise<readonly Folding[]> => {
  const { rows } = await sql<Folding>`select s.id, s.worker_id, s.start, s.ended from spell s
    where s.worker_id = any (${ids}::uuid[]) and s.superseded = 'infinity' and exists (
      select from evidence e where e.worker_id = s.worker_id and e.spell_id = s.id and e.superseded = 'infinity'
        and (e.says = 'not_in_post' or e.covers_to > s.ended))
    order by s.start, s.id`.execute(db);
  return rows;
};
const evidenceConflicts = async (db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, readonly LivingFinding[]>> => {
  const spells = await contestable(db, ids);
  const conflicts = await conflictsIn(db, spells);
  const findings = spells.flatMap((s) =>
    conflicts.get(s.id)!.map(({ conflict: c, text }) => ({
      workerId: s.workerId,
      rule: 'evidenceConflict',
      severity: 'doubt' as const,
      fields: c.kind === 'endedWhileProved' ? ['end'] : ['working'],
      text,
      advice: adviceOf.get('evidenceConflict')!,
      facts: [s.id, c.kind, c.evidenceId, c.said, c.stands],
    })),
  );
  return Map.groupBy(findings, (f) => f.workerId);
};

const factsOf = (c: Contradiction): readonly unknown[] =>
  c.kind === 'dead' ? [c.kind, c.diedOn, c.months] : [c.kind, c.spell.id, c.kind === 'left' ? c.left : '', c.months];
/** Several lists that say the same are one doubt. */
const listContradictions = async (
  db: Db,
  ids: readonly string[],
  died: ReadonlyMap<string, string | null>,
): Promise<ReadonlyMap<string, readonly LivingFinding[]>> => {
  const lines = await readLines(db, ids);
  if (lines.size === 0) return new Map();
  const work = await readWork(db, [...lines.keys()]);
  return new Map(
    [...lines].map(([id, own]) => {
      const { spells = [], evidence = [] } = work.get(id) ?? {};
      const found = new Map<string, LivingFinding>();
      for (const line of own)
        for (const c of contradictionsOf(line, { spells, evidence, diedOn: died.get(id) ?? null })) {
          const { rule, fields, text, advice } = say.contradiction(c);
          found.set(JSON.stringify([rule, factsOf(c)]), {
            rule,
            severity: 'doubt',
            fields,
            text,
            advice: advice ?? null,
            facts: factsOf(c),
          });
        }
      return [id, [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, f]) => f)];
    }),
  );
};

export const ledgerLiving: LivingRules = {
  name: 'employment',
  rules: ledgerRuleBook,
  findingsOf: async (db, _services, ids) => {
    const { rows } = await sql<{ workerId: string; home: string; diedOn: string | null }>`
      select worker_id, home, died_on from worker_now where worker_id = any (${ids}::uuid[])`.execute(db);
    const conflicts = await evidenceConflicts(db, ids);
    const contradictions = await listContradictions(db, ids, new Map(rows.map((r) => [r.workerId, r.diedOn])));
    return rows.map(
      ({ workerId, home }): Looked => ({
        workerId,
        home,
        findings: [...(conflicts.get(workerId) ?? []), ...(contradictions.get(workerId) ?? [])],
      }),
    );
  },
  /** Whoever works or has worked. */
  everybody: async (db, after, limit) => {
    const { rows } = await sql<{ id: string }>`select distinct worker_id as id from spell
      where worker_id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid order by 1 limit ${limit}`.execute(db);
    return rows.map((r) => r.id);
  },
  changedSince: async (db, { instant }) => {
    const versions = (table: string) =>
      sql`select worker_id from ${sql.table(table)} where recorded > ${instant}::timestamptz or (superseded > ${instant}::timestamptz and superseded < ${CURRENT})`;
    const { rows } = await sql<{ id: string }>`select distinct worker_id as id from (
        ${versions('spell')} union all ${versions('evidence')}
        union all select l.worker_id from outside_line l join roster_batch b on b.id = l.batch_id
          where greatest(b.created, b.written, b.undone) > ${instant}::timestamptz
        union all select worker_id from worker_now where described > ${instant}::timestamptz) x order by 1`.execute(db);
    return rows.map((r) => r.id);
  },
  related: async () => [],
  casesOf: async (call, { workerId, rule }) => {
    const sides = await spellCases(call, workerId, rule);
    return sides.length ? { sides } : null;
  },
};
