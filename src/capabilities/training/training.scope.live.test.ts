// Whose a class is: the whole matrix of viewers × classes × actions, made from the rule, against the server's answers; the same against row-level security alone;
// and the plans of lists over many classes.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { explainGuard } from '#capabilities/access/testing/explainGuard.ts';
import { type Person, signedInAs } from '#capabilities/access/testing/people.ts';
import { type Persona, personas } from '#capabilities/access/testing/personas.ts';
import { actorWith } from '#capabilities/access/testing/probe.ts';
import { prepareRegions } from '#capabilities/regions/server/service.ts';
import { actorSettings } from '#platform/server/actor.ts';
import { buildHttp } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import { insertVersion } from '#platform/server/versions.ts';
import { newTestDatabase, type TestDatabase } from '#platform/testing/databases.ts';
import { testClock, testServices } from '#platform/testing/testServices.ts';
import { actorFor, authenticator, constraints, filePurposes, jobKinds, plain, routes } from '../../composition.ts';
import { APPROVE, addBudget, listClasses, permissions, READ, readClass, takeStep, WRITE } from './contract.ts';
import { approves, type ClassPlace, classReach, writes } from './rules.ts';
import { seenClasses } from './server/service.ts';
import { EMPLOYER, OTHER_EMPLOYER, OTHER_SCHOOL, SCHOOL, withOrganisations } from './testing/facts.ts';

const TODAY = '2026-11-27';
let database: TestDatabase;
let app: Awaited<ReturnType<typeof buildHttp>>;
let services: ReturnType<typeof testServices>;
beforeAll(async () => {
  database = await newTestDatabase();
  services = testServices(database.store, { clock: testClock(`${TODAY}T02:00:00Z`), actorFor, jobs: jobKinds, purposes: filePurposes });
  app = await buildHttp({ services, routes, constraints, plain, authenticator });
  await database.store.transact({ role: 'system' }, prepareRegions);
  await withOrganisations(database.store);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const ORIGINS = ['520000000000', '522700000000', '522727000000', '522727104000', '522726000000', '450100000000'];
const HOSTS = [null, '440000000000', '440100000000', '440111000000', '440113000000'];
const PLACES = ['522727104213', '440111000000', '450100000000', '522726000000'];
/** Every origin with every host and place, the organisations by turns. */
const places: (ClassPlace & { readonly id: string })[] = ORIGINS.flatMap((originCode, i) =>
  HOSTS.flatMap((hostCode, j) =>
    PLACES.map((place, k) => ({
      id: newId(),
      place,
      originCode,
      hostCode,
      schoolId: (i + j + k) % 3 === 0 ? SCHOOL : OTHER_SCHOOL,
      employerId: [EMPLOYER, OTHER_EMPLOYER, null][(i * 2 + j + k) % 3]!,
    })),
  ),
);
const enter = () =>
  database.store.transact({ role: 'system', writesFacts: true }, async (db) => {
    for (const c of places) {
      await db.insertInto('trainingClass').values({ id: c.id }).execute();
      const { id, ...place } = c;
      await insertVersion(db, 'training_class_fact', {
        classId: id,
        title: `班 ${id.slice(-4)}`,
        programme: 'cook',
        mode: 'organised',
        ...place,
        planFrom: '2026-12-01',
        planTo: '2026-12-20',
        enrolUntil: '2026-12-01',
        seats: 30,
      });
      await insertVersion(db, 'training_class_step', { classId: id, state: 'plan', onDay: '2026-11-01' });
    }
  });

const viewers = Object.entries(personas) as [Persona, (typeof personas)[Persona]][];
const may = (role: string, permission: keyof typeof permissions): boolean =>
  (permissions[permission].roles as readonly string[]).includes(role);

test('every viewer sees exactly the classes that the rule says, in lists, by id and under row-level security alone; writes and approves likewise', async () => {
  await enter();
  let [seen, hidden, written, decided] = [0, 0, 0, 0];
  for (const [name, holding] of viewers) {
    const actor = actorWith([holding]);
    const expected = places.filter((c) => may(holding.role, READ) && classReach(actor, c)).map((c) => c.id);
    const held = actor.grants;
    const person: Person = await signedInAs(app, services, { name, roles: [holding], steppedUp: true });
    if (may(holding.role, READ)) {
      const all: string[] = [];
      let cursor: string | null = null;
      do {
        const page: { items: { id: string }[]; next: string | null; total: number | null } = await person(listClasses, {
          size: 100,
          ...(cursor ? { cursor } : {}),
        });
        all.push(...page.items.map((i) => i.id));
        cursor = page.next;
        expect(page.total, name).toBe(expected.length);
      } while (cursor);
      expect(all.sort(), name).toEqual([...expected].sort());
      // what the list forgot, the database would hide
      const bare = await database.store.transact({ role: 'app', settings: actorSettings(actor, TODAY) }, async (db) => ({
        facts: (await db.selectFrom('trainingClassFact').select('classId').execute()).map((r) => r.classId),
        steps: (await db.selectFrom('trainingClassStep').select('classId').execute()).map((r) => r.classId),
      }));
      expect(bare.facts.sort(), name).toEqual([...expected].sort());
      expect(bare.steps.sort(), name).toEqual([...expected].sort());
    } else await expect(person(listClasses, {}), name).rejects.toMatchObject({ code: 'platform.forbidden' });
    // by id and by deed: one of each kind of standing
    const kinds = new Map<string, (typeof places)[number]>();
    for (const c of places) kinds.set(`${expected.includes(c.id)} ${writes(held, c)} ${approves(held, c)}`, c);
    for (const c of kinds.values()) {
      const sees = expected.includes(c.id);
      sees ? seen++ : hidden++;
      const read = person(readClass, { id: c.id });
      const code = may(holding.role, READ) ? 'platform.notFound' : 'platform.forbidden';
      if (sees)
        expect(await read, name).toMatchObject({
          may: { write: writes(held, c), approve: may(holding.role, APPROVE) && approves(held, c) },
        });
      else await expect(read, name).rejects.toMatchObject({ code });
      const money = person(addBudget, { id: c.id, fund: 'county', purpose: 'tuition', amount: 1 });
      if (!may(holding.role, WRITE)) await expect(money, name).rejects.toMatchObject({ code: 'platform.forbidden' });
      else if (!sees) await expect(money, name).rejects.toMatchObject({ code: 'platform.notFound' });
      else if (writes(held, c)) {
        written++;
        await money;
      } else await expect(money, name).rejects.toMatchObject({ code: 'training.notYourClass' });
      if (!may(holding.role, WRITE) || !sees) continue;
      decided++;
      const approve = person(takeStep, { id: c.id, seen: 'plan', step: 'approve', onDay: TODAY });
      await expect(approve, name).rejects.toMatchObject({ code: approves(held, c) ? 'training.wrongState' : 'training.notYourApproval' });
    }
  }
  // nothing of the matrix is empty
  for (const n of [seen, hidden, written, decided]) expect(n).toBeGreaterThan(5);
}, 240_000);

test('with many classes no list, count or look of anybody reads the classes from end to end', async () => {
  await database.store.transact({ role: 'owner' }, async (db) => {
    await sql`insert into training_class (id) select md5('c' || i)::uuid from generate_series(1, 20000) i`.execute(db);
    await sql`alter table training_class_fact disable trigger user`.execute(db);
    await sql`alter table training_class_step disable trigger user`.execute(db);
    await sql`insert into training_class_fact (class_id, title, programme, mode, school_id, employer_id, place, origin_code, host_code, plan_from, plan_to, enrol_until, seats)
      select md5('c' || i)::uuid, '班 ' || i, 'cook', 'organised', ${OTHER_SCHOOL}::uuid, null,
        (array['4501', '4503', '5203', '5204', '5306', '5001'])[1 + i % 6] || lpad((21 + i % 12)::text, 2, '0') || '000000',
        (array['4501', '4503', '5203', '5204', '5306', '5001'])[1 + i % 6] || lpad((21 + i % 12)::text, 2, '0') || '000000',
        (array['4403', '4404', '4406', '4412'])[1 + i % 4] || lpad((3 + i % 6)::text, 2, '0') || '000000',
        date '2021-01-01' + i % 1500, date '2021-03-01' + i % 1500, date '2021-01-01' + i % 1500, 30 from generate_series(1, 20000) i`.execute(
      db,
    );
    await sql`insert into training_class_step (class_id, state, on_day) select md5('c' || i)::uuid, s, date '2021-01-01'
      from generate_series(1, 20000) i, unnest(array['plan', 'approval', 'enrolling']) s`.execute(db);
    await sql`alter table training_class_fact enable trigger user`.execute(db);
    await sql`alter table training_class_step enable trigger user`.execute(db);
    await sql`analyze training_class_fact`.execute(db);
    await sql`analyze training_class_step`.execute(db);
  });
  const tables = ['training_class_fact', 'training_class_step', 'training_lesson_fact'];
  for (const name of ['平塘县人社局', '克度镇', '先进村', '审计', '白云劳务站', '穗味餐饮', '培训学校', '黔南州', '广州市'] as const) {
    const actor = actorWith([personas[name]]);
    const guard = (query: Parameters<typeof explainGuard>[4]) => explainGuard(database.store, actor, TODAY, tables, query);
    await guard((db) => seenClasses(db, actor, TODAY, {}).orderBy('a.planFrom', 'desc').orderBy('a.id', 'desc').limit(31));
    await guard((db) => seenClasses(db, actor, TODAY, { state: 'approval', q: '烧腊' }).limit(31));
    await guard((db) =>
      seenClasses(db, actor, TODAY, {})
        .clearSelect()
        .select((e) => e.fn.countAll().as('n')),
    );
    await guard((db) => seenClasses(db, actor, TODAY, {}).where('a.id', '=', places[0]!.id));
    await guard((db) => db.selectFrom('trainingLessonFact').selectAll().where('classId', '=', places[0]!.id));
  }
}, 120_000);
