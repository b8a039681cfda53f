// Two people at one doubt at the same moment, with real commits.
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listNotices } from '#capabilities/access/contractDesk.ts';
import { type Person, signedInAs, type Who } from '#capabilities/access/testing/people.ts';
import { buildHttp } from '#platform/server/http.ts';
import { newTestDatabase, type TestDatabase } from '#platform/testing/databases.ts';
import { testServices } from '#platform/testing/testServices.ts';
import { addDays } from '#standards/calendar/calendar.ts';
import { authenticator, constraints, deskParts, plain, routes } from '../../composition.ts';
import { askExemption, countFindings, decideExemption, listFindings, readFinding, reopenFinding } from '../rosters/contract.ts';
import { lookAt } from '../rosters/server/desk/recheck.ts';
import { registerWorker, saveCondition } from './contract.ts';
import { someone } from './testing/folk.ts';

let database: TestDatabase;
let app: FastifyInstance;
let services: ReturnType<typeof testServices>;
let clerk: Person;
let bosses: Person[];
const as = (who: Who) => signedInAs(app, services, who);
beforeAll(async () => {
  database = await newTestDatabase();
  services = testServices(database.store);
  app = await buildHttp({ services, routes, constraints, plain, authenticator });
  clerk = await as('克度镇');
  bosses = await Promise.all([as('平塘县人社局'), as('平塘县人社局'), as('黔南州'), as('贵州省')]);
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
const told = async (attempts: readonly Promise<unknown>[]): Promise<Record<string, number>> => {
  const answers = await Promise.all(attempts.map(code));
  return Object.fromEntries([...new Set(answers)].sort().map((a) => [a, answers.filter((b) => b === a).length]));
};
const until = () => addDays(services.clock.today(), 90);

/** Somebody whose labour ability does not fit; the id of the doubt about it. */
const doubted = async (name: string): Promise<{ readonly worker: string; readonly finding: string }> => {
  const { id } = await clerk(registerWorker, someone(name));
  await clerk(saveCondition, { id, ability: 'none', health: ['healthy'], education: 'primary' });
  await database.store.transact({ role: 'system' }, (db) => lookAt(db, services, deskParts.living[0]!, [id], 'save'));
  const { items } = await clerk(listFindings, { worker: id });
  return { worker: id, finding: items[0]!.id };
};
const asked = async (finding: string) =>
  (await clerk(askExemption, { id: finding, reason: '残疾证在办', until: until() })).exemptions[0]!.id;
/** What the database holds about one doubt: its state, its exemptions, and what was said. */
const standing = (finding: string) =>
  database.store.transact({ role: 'system' }, async (db) => {
    const { rows } = await sql<{ state: string; exemptions: string[]; said: string[] }>`
      select f.state, (select array_agg(e.state order by e.asked) from exemption e where e.finding_id = f.id) as exemptions,
        (select array_agg(c.kind order by c.at) from finding_comment c where c.finding_id = f.id) as said
      from finding f where f.id = ${finding}::uuid`.execute(db);
    return rows[0]!;
  });

test('one exemption is decided once, whatever four people say at once, and who asked hears one answer', async () => {
  for (const [round, approves] of [
    [0, [true, false, true, false]],
    [1, [false, true, false, true]],
    [2, [true, true, true, true]],
    [3, [false, false, false, false]],
  ] as const) {
    const { finding } = await doubted(`韦豁${'甲乙丙丁'[round]}`);
    const id = await asked(finding);
    const before = (await clerk(listNotices, {})).items.length;
    const attempts = bosses.map((b, i) => b(decideExemption, { id, approve: approves[i]!, decision: `第${i}位` }));
    expect(await told(attempts)).toEqual({ done: 1, 'rosters.exemptionDecided': 3 });
    const { state, exemptions, said } = await standing(finding);
    const approved = exemptions[0] === 'approved';
    if (approves.every((a) => a === approves[0])) expect(approved).toBe(approves[0]);
    expect(exemptions).toEqual([approved ? 'approved' : 'refused']);
    expect(state).toBe(approved ? 'exempt' : 'open');
    expect(said).toEqual(['asked', approved ? 'approved' : 'refused']);
    const seen = await clerk(readFinding, { id: finding });
    const by = seen.exemptions[0]!;
    expect(seen.history[0]).toMatchObject({ kind: approved ? 'approved' : 'refused', words: by.decision, by: by.decidedBy });
    expect((await clerk(listNotices, {})).items.length).toBe(before + 1);
  }
  expect((await bosses[0]!(countFindings, {})).waiting).toBe(0);
});

test('asked for by four at once there is one request; approved while the facts are put right, the doubt is not left exempt', async () => {
  const { finding } = await doubted('莫问一');
  const reason = '残疾证在办';
  expect(await told(bosses.map((b) => b(askExemption, { id: finding, reason, until: until() })))).toEqual({
    done: 1,
    'rosters.exemptionAsked': 3,
  });
  expect(await standing(finding)).toEqual({ state: 'open', exemptions: ['asked'], said: ['asked'] });

  for (const name of ['莫正一', '莫正二', '莫正三']) {
    const one = await doubted(name);
    const id = await asked(one.finding);
    const putRight = async () => {
      await clerk(saveCondition, { id: one.worker, ability: 'ordinary', health: ['healthy'], education: 'primary' });
      await database.store.transact({ role: 'system' }, (db) => lookAt(db, services, deskParts.living[0]!, [one.worker], 'save'));
    };
    const [decided] = await Promise.all([code(bosses[0]!(decideExemption, { id, approve: true })), putRight()]);
    expect(['done', 'rosters.exemptionDecided', 'rosters.findingEnded']).toContain(decided);
    const { state, exemptions, said } = await standing(one.finding);
    expect([state, exemptions]).toEqual(['closed', ['void']]);
    expect(said.filter((k) => k === 'closed')).toHaveLength(1);
  }
});

test('asked for while the facts are put right, nothing is left to decide about a doubt that is closed', async () => {
  for (const name of ['石同一', '石同二', '石同三', '石同四', '石同五', '石同六']) {
    const { worker, finding } = await doubted(name);
    await clerk(saveCondition, { id: worker, ability: 'ordinary', health: ['healthy'], education: 'primary' });
    const closes = database.store.transact({ role: 'system' }, (db) => lookAt(db, services, deskParts.living[0]!, [worker], 'save'));
    const [said] = await Promise.all([code(clerk(askExemption, { id: finding, reason: '残疾证在办', until: until() })), closes]);
    expect(['done', 'rosters.findingEnded']).toContain(said);
    const { state, exemptions } = await standing(finding);
    expect([state, exemptions ?? []]).toEqual(['closed', said === 'done' ? ['void'] : []]);
  }
});

test('an exemption that two take back at once is taken back once', async () => {
  const { finding } = await doubted('莫收一');
  await bosses[0]!(decideExemption, { id: await asked(finding), approve: true });
  expect(await told(bosses.map((b) => b(reopenFinding, { id: finding, words: '证已经办好' })))).toEqual({
    done: 1,
    'rosters.findingEnded': 3,
  });
  expect(await standing(finding)).toEqual({ state: 'open', exemptions: ['void'], said: ['asked', 'approved', 'reopened'] });
  expect(await bosses[1]!(readFinding, { id: finding })).toMatchObject({ reopened: 1 });
  expect(services.unexpected).toEqual([]);
});
