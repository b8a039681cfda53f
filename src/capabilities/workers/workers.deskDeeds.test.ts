import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { deskParts } from '#composition.ts';
import type { Db } from '#platform/server/store.ts';
import type { Refused } from '#platform/testing/caller.ts';
import { addMonths } from '#standards/calendar/calendar.ts';
import { testApp } from '#testApp.ts';
import { searchAudit } from '../access/contractWatch.ts';
import { listFindings, readFinding, takeSuggestion } from '../rosters/contract.ts';
import { lookAt } from '../rosters/server/desk/recheck.ts';
import { addContact, readWorker, registerWorker, saveCondition } from './contract.ts';
import { numberFor, someone } from './testing/folk.ts';

const [living] = deskParts.living;
const refused = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'done',
    (e: Refused) => e.code,
  );
const scene = async () => {
  const app = await testApp();
  const county = await app.as('平塘县人社局');
  const today = app.services.clock.today();
  const system = <T>(work: (db: Db) => Promise<T>) => app.store.transact<T>({ role: 'system' }, work);
  const look = (...ids: string[]) => system((db) => lookAt(db, app.services, living!, ids, 'sweep'));
  const born = (years: number) => addMonths(today, -12 * years - 3);
  const findingOf = async (workerId: string, rule: string) => {
    const { items } = await county(listFindings, { worker: workerId, rule });
    return items[0]!;
  };
  return { ...app, county, today, system, look, born, findingOf };
};

test('V12: a student’s labour ability becomes none at one stroke; the finding closes with the answer, the correction is on record', async () => {
  const { as, county, look, born, findingOf } = await scene();
  const birthday = born(17);
  const { id } = await county(registerWorker, someone('韦小满', { number: numberFor(birthday, 121) }));
  await county(saveCondition, { id, ability: 'ordinary', health: ['healthy'], schoolStage: 'seniorHigh3' });
  await look(id);
  const { id: finding, version } = await findingOf(id, 'V12');
  const told = await county(readFinding, { id: finding });
  expect(told.suggestion).toMatchObject({ text: { zh: '劳动技能改为“无劳动力”' }, reason: { zh: expect.stringContaining('在校生') } });
  // who only looks is offered nothing; who read an older state does nothing
  expect((await (await as('审计'))(readFinding, { id: finding })).suggestion).toBeNull();
  expect(await refused(county(takeSuggestion, { id: finding, version: version + 1 }))).toBe('platform.changed');
  expect(await refused((await as('独山县人社局'))(takeSuggestion, { id: finding, version }))).toBe('platform.notFound');
  const town = await as('克度镇');
  await town(takeSuggestion, { id: finding, version });
  expect(await county(readFinding, { id: finding })).toMatchObject({
    state: 'closed',
    closedHow: 'corrected',
    history: [{ kind: 'closed' }],
  });
  const person = await county(readWorker, { id });
  expect(person.condition).toMatchObject({ ability: 'none', schoolStage: 'seniorHigh3' });
  expect(await refused(town(takeSuggestion, { id: finding, version }))).toBe('rosters.findingEnded');
  const audit = await (await as('审计'))(searchAudit, { action: 'rosters.takeSuggestion' });
  expect(audit.items[0]).toMatchObject({ outcome: 'done' });
});

test('V12: whether somebody at school works is asked, not corrected', async () => {
  const { county, look, born, findingOf, system } = await scene();
  const { id } = await county(registerWorker, someone('韦大满', { number: numberFor(born(18), 122) }));
  await county(saveCondition, { id, ability: 'ordinary', health: ['healthy'], schoolStage: 'seniorHigh3' });
  await system((db) =>
    sql`select note_worker_state(${id}::uuid, ${JSON.stringify({ working: 'working', workPlace: '440111000000' })}::jsonb)`.execute(db),
  );
  await look(id);
  const { id: finding, version } = await findingOf(id, 'V12');
  expect((await county(readFinding, { id: finding })).suggestion).toBeNull();
  expect(await refused(county(takeSuggestion, { id: finding, version }))).toBe('rosters.nothingToTake');
});

test('V13: “none” left over from school becomes ordinary; of an older worker nothing is certain', async () => {
  const { county, look, born, findingOf } = await scene();
  const { id } = await county(registerWorker, someone('吴立秋', { number: numberFor(born(20), 123) }));
  await county(saveCondition, { id, ability: 'none', health: ['healthy'], schoolStage: 'vocational3' });
  await county(saveCondition, { id, ability: 'none', health: ['healthy'], education: 'seniorHigh' });
  const old = await county(registerWorker, someone('吴老满', { number: numberFor(born(63), 125) }));
  await county(saveCondition, { id: old.id, ability: 'ordinary', health: ['healthy'], education: 'primary' });
  const weak = await county(registerWorker, someone('吴中满', { number: numberFor(born(40), 127) }));
  await county(saveCondition, { id: weak.id, ability: 'none', health: ['healthy'], education: 'primary' });
  await look(id, old.id, weak.id);
  const of = await findingOf(id, 'V13');
  expect((await county(readFinding, { id: of.id })).suggestion).toMatchObject({ text: { zh: '劳动技能改为“普通劳动力”' } });
  await county(takeSuggestion, { id: of.id, version: of.version });
  expect(await county(readFinding, { id: of.id })).toMatchObject({ state: 'closed' });
  for (const other of [old, weak]) {
    const finding = await findingOf(other.id, 'V13');
    expect((await county(readFinding, { id: finding.id })).suggestion).toBeNull();
  }
});

test('V02: who has a telephone of the own household keeps the shared one as somebody else’s', async () => {
  const { county, look, findingOf } = await scene();
  const shared = '13800138021';
  const household = { found: true, relation: 'head' } as const;
  const a = await county(registerWorker, someone('龙向前', { phone: shared, household: { ...household, number: 'H1' } }));
  const b = await county(registerWorker, someone('卢巧儿', { phone: shared, household: { ...household, number: 'H2' } }));
  await look(a.id, b.id);
  const [mine, other] = [await findingOf(a.id, 'V02'), await findingOf(b.id, 'V02')];
  expect((await county(readFinding, { id: mine.id })).suggestion).toBeNull();
  await county(addContact, { id: a.id, phone: '13800138022', kind: 'own' });
  expect((await county(readFinding, { id: mine.id })).suggestion).toMatchObject({ text: { zh: expect.stringContaining('其他') } });
  await county(takeSuggestion, { id: mine.id, version: mine.version });
  // of both: nobody else holds it as their own any more
  expect((await county(readFinding, { id: mine.id })).state).toBe('closed');
  expect((await county(readFinding, { id: other.id })).state).toBe('closed');
});
