// Two offices that act on one item at the same moment, with real commits.
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedInAs } from '#capabilities/access/testing/people.ts';
import { buildHttp } from '#platform/server/http.ts';
import { newTestDatabase, type TestDatabase } from '#platform/testing/databases.ts';
import { testClock, testServices } from '#platform/testing/testServices.ts';
import { authenticator, constraints, plain, routes } from '../../composition.ts';
import { addResolution, closeItem, createPlan, openItem, readItem, recordMeeting, sayItemDone, sendItemBack } from './contractPlans.ts';
import { itemFor, signedAgreement } from './testing/plans.ts';

let database: TestDatabase;
let app: FastifyInstance;
let services: ReturnType<typeof testServices>;
beforeAll(async () => {
  database = await newTestDatabase();
  services = testServices(database.store, { clock: testClock('2026-11-27T02:00:00Z') });
  app = await buildHttp({ services, routes, constraints, plain, authenticator });
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

test('one closes, the other who sends it back at the same moment is told what happened; items and numbers come once', async () => {
  const agreementId = await signedAgreement(database.store);
  const origin = await signedInAs(app, services, '平塘县人社局');
  const host = await signedInAs(app, services, '白云区人社局');
  const above = await signedInAs(app, services, '广东省');
  const { id: planId } = await origin(createPlan, { agreementId, year: 2026, title: '2026 年工作要点' });
  const opened = await Promise.all([origin, host, origin, host].map((who) => who(openItem, itemFor(planId))));
  expect(opened.map((i) => i.number).sort()).toEqual([1, 2, 3, 4]);
  const { id } = opened[0]!;
  const { seen } = await origin(sayItemDone, { id, link: '/verification' });
  const answers = await Promise.all([code(host(closeItem, { id, seen })), code(above(sendItemBack, { id, seen, reason: '还差一份材料' }))]);
  expect([...answers].sort()).toEqual(['accords.stepNotNow', 'done']);
  const { state, history } = await origin(readItem, { id });
  expect(state).toBe(answers[0] === 'done' ? 'closed' : 'sent_back');
  expect(history).toHaveLength(3);

  const meeting = await origin(recordMeeting, {
    agreementId,
    title: '联席会议',
    heldOn: '2026-03-10',
    place: '平塘',
    originChair: '分管副县长',
    hostChair: '分管副区长',
    fileId: null,
  });
  const { list } = await origin(addResolution, { id: meeting.id, text: '每周对一次账' });
  const resolutionId = list[0]!.id;
  const taken = await Promise.all([origin, host].map((who) => code(who(openItem, { ...itemFor(planId), resolutionId }))));
  expect([...taken].sort()).toEqual(['accords.resolutionTaken', 'done']);
});
