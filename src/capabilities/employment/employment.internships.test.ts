// 顶岗实习 of schooling in the ledger: one spell of kind internship that follows every change, counts nowhere as work, and keeps a promise of an order class.
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import {
  addInternship,
  correctInternship,
  createCohort,
  enterStudents,
  listStudents,
  saveTerm,
  takeBackInternship,
} from '#capabilities/training/contractSchooling.ts';
import { EMPLOYER, withOrganisations } from '#capabilities/training/testing/facts.ts';
import { cohortDraft, termClass } from '#capabilities/training/testing/schooling.ts';
import { testClock } from '#platform/testing/testServices.ts';
import { testApp } from '#testApp.ts';
import { bareSpell } from './rules.ts';
import { followInternships } from './server/internships.ts';
import { addSpell, findSpells } from './server/service.ts';

const TODAY = '2026-11-23';
const begin = async () => {
  const app = await testApp({ clock: testClock(`${TODAY}T02:00:00Z`) });
  await withOrganisations(app.store);
  const county = await app.as('平塘县人社局');
  const cohort = await county(createCohort, cohortDraft());
  const term = await termClass(app.services, { title: '第 5 学期', lessons: ['2026-09-02'] }, 2);
  await county(saveTerm, { id: cohort.id, number: 5, seen: null, fromDay: '2026-09-01', toDay: '2027-01-20', classId: term.id });
  await county(enterStudents, { id: cohort.id, workerIds: [...term.people], onDay: '2024-09-02' });
  const { items } = await county(listStudents, { id: cohort.id });
  const system = <T>(work: Parameters<typeof app.store.transact<T>>[1]) => app.store.transact({ role: 'system', writesFacts: true }, work);
  const follow = (ids: readonly string[]) => system((db) => followInternships(db, TODAY, ids, null));
  const spells = (workerId: string) => system((db) => findSpells(db, [workerId]));
  return { ...app, county, students: items, system, follow, spells };
};
const intern = {
  organisationId: EMPLOYER,
  place: '440111000000',
  post: '烧腊厨工',
  occupation: '4-03-02-01',
  agreedOn: '2026-09-20',
  fromDay: '2026-10-01',
  payMonth: 3000,
};

test('entered, corrected and taken back: the ledger follows, told once, twice or late, and nobody works by it', async () => {
  const { county, students, follow, spells, system, store } = await begin();
  const [a] = students as [(typeof students)[0]];
  const workerId = a.worker.workerId;
  const told = await county(addInternship, { id: a.id, ...intern });
  const [one] = told.internships as [(typeof told.internships)[0]];
  expect(await follow([one.id])).toBe(1);
  expect(await follow([one.id])).toBe(0);
  expect(await spells(workerId)).toMatchObject([
    {
      id: one.id,
      kind: 'internship',
      organisationId: EMPLOYER,
      start: '2026-10-01',
      ended: null,
      payMonth: 3000,
      programme: 'cook',
      source: 'school',
    },
  ]);
  const state = await system((db) =>
    sql<{ working: string }>`select working from employment_state(${[workerId]}::uuid[], ${TODAY}::date)`.execute(db),
  );
  expect(state.rows[0]?.working).toBe('not_working');
  // two corrections whose news come in one go
  const next = await county(correctInternship, {
    ...intern,
    internshipId: one.id,
    seen: one.recorded,
    toDay: '2027-03-31',
    reason: '协议写明了结束',
  });
  await county(correctInternship, {
    ...intern,
    internshipId: one.id,
    seen: next.internships[0]!.recorded,
    toDay: '2027-02-28',
    reason: '结束日期更正',
  });
  expect(await follow([one.id])).toBe(1);
  expect(await follow([one.id])).toBe(0);
  expect(await spells(workerId)).toMatchObject([{ id: one.id, ended: '2027-02-28' }]);
  const versions = await store.transact({ role: 'system' }, (db) => sql`select 1 from spell where id = ${one.id}::uuid`.execute(db));
  expect(versions.rows).toHaveLength(2);
  const now = await county(listStudents, { id: (await county(listStudents, { id: told.cohort.id })).items.length ? told.cohort.id : '' });
  const last = now.items.find((s) => s.id === a.id)!.internship!;
  await county(takeBackInternship, { internshipId: one.id, seen: last.recorded, reason: '登记错了人' });
  expect(await follow([one.id])).toBe(1);
  expect(await follow([one.id])).toBe(0);
  expect(await spells(workerId)).toEqual([]);
});

test('an internship that somebody had entered by hand in the ledger is not entered again', async () => {
  const { county, students, follow, spells, system } = await begin();
  const [, b] = students as [(typeof students)[0], (typeof students)[0]];
  const workerId = b.worker.workerId;
  await system((db) =>
    addSpell({ db, today: TODAY, source: 'form', recordedBy: null }, workerId, {
      ...bareSpell('internship', '2026-10-05'),
      organisationId: EMPLOYER,
      place: '440111000000',
    }),
  );
  const told = await county(addInternship, { id: b.id, ...intern });
  expect(await follow([told.internships[0]!.id])).toBe(0);
  expect(await spells(workerId)).toHaveLength(1);
});
