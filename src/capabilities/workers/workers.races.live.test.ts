// What happens to one person at the same moment, with real commits.
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, signedInAs, type Who } from '#capabilities/access/testing/people.ts';
import { buildHttp } from '#platform/server/http.ts';
import { newTestDatabase, type TestDatabase } from '#platform/testing/databases.ts';
import { testServices } from '#platform/testing/testServices.ts';
import { authenticator, constraints, plain, routes } from '../../composition.ts';
import {
  addIdentity,
  decidePair,
  joinHousehold,
  joinWorkers,
  listPairs,
  moveHome,
  readWorker,
  recordDeath,
  registerWorker,
  saveCondition,
  splitWorkers,
} from './contract.ts';
import { numberFor, someone, TOWN, VILLAGE } from './testing/folk.ts';

const DUSHAN = '522726000000';
let database: TestDatabase;
let app: FastifyInstance;
let services: ReturnType<typeof testServices>;
let desks: Person[];
const as = (who: Who) => signedInAs(app, services, who);
beforeAll(async () => {
  database = await newTestDatabase();
  services = testServices(database.store);
  app = await buildHttp({ services, routes, constraints, plain, authenticator });
  desks = await Promise.all([0, 1, 2, 3].map(() => as('平塘县人社局')));
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
const code = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (e: { code?: string }) => e.code ?? String(e),
  );
/** How often each answer was given to what all four desks did at once. */
const atOnce = async (deed: (desk: Person, i: number) => Promise<unknown>): Promise<Record<string, number>> => {
  const answers = await Promise.all(desks.map((d, i) => code(deed(d, i))));
  return Object.fromEntries([...new Set(answers)].sort().map((a) => [a, answers.filter((b) => b === a).length]));
};

test('one number: one desk registers it, and across counties it is one person', async () => {
  const number = numberFor('1985-06-07', 233);
  expect(await atOnce((d) => d(registerWorker, { name: '石阿朵', number, home: { code: VILLAGE } }))).toEqual({
    done: 1,
    'workers.numberTaken': 3,
  });
  const other = { name: '周石坎', number: numberFor('1985-06-08', 235) };
  const dushan = await as('独山县人社局');
  const [a, b] = await Promise.all([
    desks[0]!(registerWorker, { ...other, home: { code: VILLAGE } }),
    dushan(registerWorker, { ...other, home: { code: DUSHAN } }),
  ]);
  const [one, two] = [await desks[0]!(readWorker, { id: a.id }), await dushan(readWorker, { id: b.id })];
  expect(one.personId).toBe(two.personId);
  expect(one.records).toHaveLength(2);
});

test('periods do not overlap, a death is recorded once, one version stands', async () => {
  const { id } = await desks[0]!(registerWorker, someone('莫一一'));
  expect(await atOnce((d) => d(moveHome, { id, code: TOWN, from: '2022-01-01' }))).toEqual({ done: 1, 'workers.periodsOverlap': 3 });
  const kinds = ['poverty_general', 'poverty_dibao', 'poverty_tekun', 'poverty_general'] as const;
  expect(await atOnce((d, i) => d(addIdentity, { id, kind: kinds[i]!, from: '2015-01-01' }))).toEqual({
    done: 1,
    'workers.periodsOverlap': 3,
  });
  expect(await atOnce((d) => d(saveCondition, { id, education: 'primary' }))).toEqual({ done: 4 });
  expect(await atOnce((d) => d(recordDeath, { id, on: '2023-01-01' }))).toEqual({ done: 1, 'workers.alreadyDead': 3 });
  const page = await desks[0]!(readWorker, { id });
  expect(page.homes).toHaveLength(2);
  expect(page.identities).toHaveLength(1);
});

test('a household has one head and one number, a person one household', async () => {
  const household = (more: object) => ({ number: '5227270001', relation: 'head', ...more }) as const;
  const newcomer = (i: number, more: object) => someone(`蓝${'甲乙丙丁'[i]}${'甲乙丙丁'[i]}`, { household: household(more) });
  // where transactions stand in line the later ones see the household already; side by side the database tells them
  const founded: Record<string, number> = await atOnce((d, i) => d(registerWorker, newcomer(i, { found: true })));
  expect(founded.done).toBe(1);
  expect((founded['workers.householdNumberTaken'] ?? 0) + (founded['workers.householdTaken'] ?? 0)).toBe(3);
  expect(await atOnce((d, i) => d(registerWorker, newcomer(i, {})))).toEqual({ 'workers.secondHead': 4 });
  await desks[0]!(registerWorker, someone('潘二二', { household: household({ number: '5227270002', found: true }) }));
  const { id } = await desks[0]!(registerWorker, someone('莫二二'));
  expect(await atOnce((d, i) => d(joinHousehold, { id, number: `522727000${1 + (i % 2)}`, relation: 'son' }))).toEqual({ done: 4 });
  const { rows } = await database.store.transact({ role: 'system' }, (db) =>
    sql`select from household_member where worker_id = ${id}::uuid and superseded = 'infinity' and valid_to is null`.execute(db),
  );
  expect(rows).toHaveLength(1);
});

test('merges and splits take turns', async () => {
  const ids: string[] = [];
  for (const name of ['韦一', '韦二', '韦三', '韦四']) ids.push((await desks[0]!(registerWorker, someone(name))).id);
  const [a, b, c, d] = ids as [string, string, string, string];
  const joins = [
    [a, b],
    [b, c],
    [c, d],
    [d, a],
  ] as const;
  const merged = await atOnce((desk, i) => desk(joinWorkers, { id: joins[i]![0], otherId: joins[i]![1], reason: '同一人' }));
  expect(merged).toEqual({ done: 3, 'workers.alreadyOne': 1 });
  expect((await desks[0]!(readWorker, { id: d })).records.map((r) => r.workerId)).toEqual(ids);
  const [x, y] = await Promise.all(ids.slice(0, 2).map(() => desks[0]!(registerWorker, someone('罗成双')))).then((r) => r.map((w) => w.id));
  await desks[0]!(joinWorkers, { id: x!, otherId: y!, reason: '同一人' });
  expect(await atOnce((desk) => desk(splitWorkers, { id: x!, leaving: [y!], reason: '不是' }))).toEqual({
    done: 1,
    'workers.nothingToSplit': 3,
  });
});

test('a pair is decided once', async () => {
  const dushan = await as('独山县人社局');
  const a = await desks[0]!(registerWorker, someone('石阿梅'));
  const b = await dushan(registerWorker, someone('石阿眉', { home: { code: DUSHAN } }));
  await database.store.transact({ role: 'system' }, (db) =>
    sql`select note_pair(gen_random_uuid(), ${a.id}::uuid, ${b.id}::uuid, 'likeness', 88, 'desk', '[]'::jsonb, '[]'::jsonb, 'sweep', 'open', '', null)`.execute(
      db,
    ),
  );
  const above = await Promise.all([as('黔南州'), as('黔南州')]);
  const pair = (await above[0]!(listPairs, { workerId: b.id })).items[0]!;
  const answers = await Promise.all(
    above.map((p, i) => code(p(decidePair, { id: pair.id, version: pair.version, same: i === 0, reason: '电话问过' }))),
  );
  expect(answers.sort()).toEqual(['done', 'workers.pairChanged']);
});
