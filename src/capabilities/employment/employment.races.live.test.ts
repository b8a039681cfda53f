// Several people at one spell at one moment, with real commits: one wins and the others are told, nothing is written twice, and what is derived is right.
import { sql } from 'kysely';
import { expect, onTestFinished, test, vi } from 'vitest';
import { signedInAs, type Who } from '#capabilities/access/testing/people.ts';
import { registerWorker } from '#capabilities/workers/contract.ts';
import { someone } from '#capabilities/workers/testing/folk.ts';
import { buildHttp } from '#platform/server/http.ts';
import { newTestDatabase } from '#platform/testing/databases.ts';
import { testClock, testServices } from '#platform/testing/testServices.ts';
import { actorFor, authenticator, constraints, filePurposes, jobKinds, plain, routes } from '../../composition.ts';
import { changePost, dropSpell, finishSpell, listSpells, recordSpell, reviseSpell, vouchSpell } from './contract.ts';
import { compareStates } from './server/nightly.ts';
import { recomputeVouched } from './server/vouched.ts';
import { entry } from './testing/entries.ts';
import { OTHER, organisations, SUIWEI } from './testing/facts.ts';

vi.setConfig({ testTimeout: 240_000 });

const setUp = async () => {
  const database = await newTestDatabase();
  const { store } = database;
  const services = testServices(store, { clock: testClock('2026-11-27T02:00:00Z'), actorFor, jobs: jobKinds, purposes: filePurposes });
  const app = await buildHttp({ services, routes, constraints, plain, authenticator });
  onTestFinished(async () => {
    await app.close();
    await database.drop();
  });
  const as = (who: Who) => signedInAs(app, services, who);
  await organisations(store, { [SUIWEI]: '穗味餐饮', [OTHER]: '另一家' });
  const [bureau, township] = [await as('平塘县人社局'), await as('克度镇')];
  const { id } = await bureau(registerWorker, someone('石阿朵'));
  const { spellId } = await bureau(recordSpell, entry(id));
  const version = async () => (await bureau(listSpells, { id })).spells.find((s) => s.id === spellId)!.version;
  /** What the facts say is what is kept of them. */
  const expectDerived = async () => {
    const today = services.clock.today();
    await store.transact({ role: 'system', writesFacts: true }, async (db) => {
      expect(await recomputeVouched(db, null, 100)).toMatchObject({ differed: 0 });
      expect(await compareStates(db, null, today)).toMatchObject({ carried: 0, differed: 0 });
    });
  };
  const current = () =>
    store.transact({ role: 'system' }, async (db) => {
      const { rows } = await sql<{ start: string; ended: string | null; versions: number }>`select start, ended,
        (select count(*)::int from spell v where v.id = s.id) as versions from spell s where superseded = 'infinity' order by start`.execute(
        db,
      );
      return rows;
    });
  return { bureau, township, id, spellId, version, expectDerived, current };
};
const codesOf = (done: readonly PromiseSettledResult<unknown>[]) =>
  done.map((d) => (d.status === 'fulfilled' ? 'done' : (d.reason as { code: string }).code)).sort();

test('one of several corrections of the version they saw stands, whatever each of them wanted', async () => {
  const { bureau, township, id, spellId, version, expectDerived, current } = await setUp();
  const seen = await version();
  const spell = { id, spellId, version: seen };
  const done = await Promise.allSettled([
    bureau(reviseSpell, { ...entry(id, { start: '2026-04-01' }), ...spell, reason: '合同上是四月' }),
    township(finishSpell, { ...spell, ended: '2026-10-31', leaveReason: 'resigned' }),
    bureau(finishSpell, { ...spell, ended: '2026-09-30', leaveReason: 'resigned' }),
    township(changePost, { ...entry(id, { organisationId: OTHER, start: '2026-08-01' }), ...spell }),
    bureau(dropSpell, { ...spell, reason: '记错了人' }),
  ]);
  expect(codesOf(done).filter((c) => c === 'done')).toHaveLength(1);
  // who came after a withdrawal is told that there is no such spell any more
  for (const code of codesOf(done)) expect(['done', 'platform.changed', 'employment.noSuchSpell']).toContain(code);
  for (const s of await current()) expect(s.versions).toBeLessThanOrEqual(2);
  await expectDerived();
});

test('evidence, an end and more evidence at one moment: all of it is kept, and what it vouches for is that of all of it', async () => {
  const { bureau, township, id, spellId, version, expectDerived, current } = await setUp();
  const say = { id, spellId } as const;
  const done = await Promise.allSettled([
    bureau(vouchSpell, { ...say, says: 'in_post', class: 4, observed: '2026-11-20' }),
    township(vouchSpell, { ...say, says: 'in_post', class: 5, observed: '2026-11-21' }),
    township(vouchSpell, { ...say, says: 'not_in_post', class: 5, coversFrom: '2026-11-22', observed: '2026-11-24' }),
    bureau(finishSpell, { ...say, version: await version(), ended: '2026-11-10', leaveReason: 'resigned' }),
  ]);
  expect(codesOf(done)).toEqual(['done', 'done', 'done', 'done']);
  expect(await current()).toEqual([{ start: '2026-03-01', ended: '2026-11-10', versions: 2 }]);
  const [spell] = (await bureau(listSpells, { id })).spells;
  expect(spell!.evidence).toHaveLength(3);
  expect(spell!.verified).toEqual({ until: '2026-11-21', class: 5 });
  await expectDerived();
});

test('two offices enter the same job: the second is asked, not doubled', async () => {
  const { bureau, township, id, spellId, current, expectDerived } = await setUp();
  const job = entry(id, { organisationId: OTHER, start: '2026-08-01', besides: [spellId] });
  const done = await Promise.allSettled([bureau(recordSpell, job), township(recordSpell, job)]);
  expect(codesOf(done)).toEqual(['done', 'employment.overlaps']);
  expect(await current()).toHaveLength(2);
  await expectDerived();
});
