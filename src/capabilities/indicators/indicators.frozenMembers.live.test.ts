// Members as differences: random months, in any order, of which some come to nothing, read back exactly and store what changed only.
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newTestDatabase, type TestDatabase } from '#platform/testing/databases.ts';
import { addDifferences, FIRST, LAST, membersOf, readMembers } from './server/freeze/frozenMembers.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await newTestDatabase();
});
afterAll(() => database?.drop());

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
interface Said {
  readonly host: string;
  readonly age: string;
  readonly on: string | null;
  readonly answers: readonly number[];
}
const aMember: fc.Arbitrary<Said> = fc.record({
  host: fc.constantFrom('440111000000', '', '?'),
  age: fc.constantFrom('16-24', '25-34'),
  on: fc.constantFrom('2022-01-03', '2022-02-28', null),
  answers: fc.constantFrom([], [1, 7, 0, -1], [8, 8, 0, 0]),
});
/** Months of up to 12 persons; false: refused afterwards. */
const months = fc.array(fc.tuple(fc.dictionary(fc.nat(11).map(String), aMember, { maxKeys: 12 }), fc.boolean()), {
  minLength: 1,
  maxLength: 7,
});

test('any months, read back exactly; a month that equals the one before stores nothing', async () => {
  let chain = 0;
  await fc.assert(
    fc.asyncProperty(months, fc.nat(12), async (all, cut) => {
      chain++;
      const stood: number[] = [];
      const kept = new Map<number, Record<string, Said>>();
      await database.store.transact({ role: 'system' }, async (db) => {
        const made = await sql<{
          id: number;
        }>`insert into frozen_chain (origin, year, series) values ('520000000000', ${chain}, 'x') returning id`.execute(db);
        const chainId = made.rows[0]!.id;
        for (const [i, [members, frozen]] of all.entries()) {
          const seq = i + 1;
          const rows = Object.entries(members).map(([n, m]) => ({ worker_id: id(Number(n)), ...m, answers: `{${m.answers.join()}}` }));
          const now = (
            after: string,
            upto: string,
          ) => sql`select r.worker_id, r."on" as on_day, null::uuid as spell_id, '' as origin, r.host, '' as "where", '' as people,
            '' as monitored, '' as relocated, '' as sex, r.age, '' as channel, '' as programme, '' as industry, '' as occupation, '' as evidence, '' as pairing,
            r.answers::smallint[] as answers from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (worker_id uuid, host text, age text, "on" date, answers text)
            where r.worker_id > ${after}::uuid and r.worker_id <= ${upto}::uuid`;
          let written = 0;
          // in two chunks, as a job does
          for (const [after, upto] of [
            [FIRST, id(cut)],
            [id(cut), LAST],
          ] as const)
            written += await addDifferences(db, { chainId, seq, before: stood, now: now(after, upto), after, upto });
          const before = kept.get(stood.at(-1) ?? 0) ?? {};
          const changed = new Set([...Object.keys(before), ...Object.keys(members)]);
          expect(written).toBe([...changed].filter((n) => JSON.stringify(before[n]) !== JSON.stringify(members[n])).length);
          if (!frozen) continue;
          stood.push(seq);
          kept.set(seq, members);
        }
        for (const [at, seq] of stood.entries()) {
          const back = await readMembers(db, membersOf({ id: chainId, seqs: stood.slice(0, at + 1) }, '2022-12-31'));
          const wanted = Object.entries(kept.get(seq)!)
            .map(([n, m]) => ({ workerId: id(Number(n)), host: m.host, age: m.age, onDay: m.on ?? '2022-12-31', answers: [...m.answers] }))
            .sort((a, b) => (a.workerId < b.workerId ? -1 : 1));
          expect(back.map(({ workerId, host, age, onDay, answers }) => ({ workerId, host, age, onDay, answers }))).toEqual(wanted);
        }
      });
    }),
    { numRuns: 60 },
  );
});
