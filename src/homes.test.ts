import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { readChanges } from './capabilities/access/contractHome.ts';
import { sessionFor } from './capabilities/access/testing/people.ts';
import { createPlan, openItem } from './capabilities/accords/contractPlans.ts';
import { itemFor, signedAgreement } from './capabilities/accords/testing/plans.ts';
import { registerWorker } from './capabilities/workers/contract.ts';
import { countWorkers, listWorkers } from './capabilities/workers/contractList.ts';
import { someone } from './capabilities/workers/testing/folk.ts';
import { accessParts } from './composition.ts';
import { testApp } from './testApp.ts';

// The first page of each persona: what it is told is of its own areas alone, and what it counts is what it opens.

const XIANJIN = '522727104213';
const DUSHAN = '522726000000';

test('what changed since I was last here: deeds of others, in my areas, since my session before this one', async () => {
  const { app, as, services, store, clock } = await testApp();
  const county = await as('平塘县人社局');
  const village = await as('先进村');
  // an hour later the clerk signs in anew: what lies before the last use of the first session is old
  await store.transact({ role: 'system' }, async (db) => {
    await sql`update session set started = now() - interval '3 hours', last_seen = now() - interval '2 hours' where account_id = ${county.account.id}::uuid`.execute(
      db,
    );
  });
  const again = await sessionFor(app, services, county.account);
  const before = await again(readChanges, {});
  expect(before.last).not.toBeNull();
  expect(before.items).toEqual([]);
  expect(clock.today()).toMatch(/^\d{4}-/);
  const { id } = await village(registerWorker, someone('杨春禾', { home: { code: XIANJIN } }));
  expect(id).toBeTruthy();
  // one's own deeds are no news
  await again(registerWorker, someone('罗大雁', { home: { code: XIANJIN } }));
  const news = await again(readChanges, {});
  expect(news.items.map((i) => [i.kind, i.n, i.text.zh, i.link])).toEqual([
    ['workers.registered', 1, '窗口建档 1 人', '/workers?sort=changed'],
  ]);
  // another county hears nothing of it, the prefecture does
  expect((await (await as('独山县人社局'))(readChanges, {})).items).toEqual([]);
  expect((await (await as('黔南州'))(readChanges, {})).items.map((i) => [i.kind, i.n])).toEqual([['workers.registered', 2]]);
  expect((await (await as('穗味餐饮'))(readChanges, {})).items).toEqual([]);
});

test('a first visit looks back a week; news of work points reach both sides and nobody else', async () => {
  const { as, store } = await testApp();
  const agreementId = await signedAgreement(store);
  const origin = await as('平塘县人社局');
  const plan = await origin(createPlan, { agreementId, year: 2026, title: '2026 年工作要点' });
  await origin(openItem, itemFor(plan.id));
  const host = await as('白云区人社局');
  const first = await host(readChanges, {});
  expect(first.last).toBeNull();
  expect(first.items.map((i) => [i.kind, i.n])).toEqual([['accords.items', 1]]);
  expect((await (await as('独山县人社局'))(readChanges, {})).items).toEqual([]);
  expect((await origin(readChanges, {})).items).toEqual([]);
});

test('every kind of news names an action the audit knows, a permission somebody has, and both languages', () => {
  for (const c of accessParts.changes) {
    expect(accessParts.permissions, c.kind).toHaveProperty([c.can]);
    for (const a of c.actions ?? []) expect(accessParts.auditTexts, c.kind).toHaveProperty([a]);
    expect((c.actions?.length ?? 0) > 0 || c.count !== undefined, `${c.kind} counts nothing`).toBe(true);
    for (const text of [c.text.zh, c.text.en]) expect(text, c.kind).toContain('{n}');
    expect(c.text.en, c.kind).not.toMatch(/[\u4e00-\u9fff]/);
    expect(c.link, c.kind).toMatch(/^\//);
  }
  expect(new Set(accessParts.changes.map((c) => c.kind)).size).toBe(accessParts.changes.length);
});

test('the figures of the sentence are the lists they open, of one’s own areas, for every persona that sees people', async () => {
  const { as } = await testApp();
  const county = await as('平塘县人社局');
  const other = await as('独山县人社局');
  for (const name of ['杨春禾', '石阿朵', '罗大雁']) await county(registerWorker, someone(name, { home: { code: XIANJIN } }));
  await other(registerWorker, someone('莫自强', { home: { code: DUSHAN } }));
  const expected = {
    先进村: 3,
    克度镇: 3,
    平塘县人社局: 3,
    独山县人社局: 1,
    黔南州: 4,
    贵州省: 4,
    广西: 0,
    审计: 4,
    广东省: 0,
    白云劳务站: 0,
    穗味餐饮: 0,
  } as const;
  for (const [who, n] of Object.entries(expected)) {
    const desk = await as(who as keyof typeof expected);
    const { count } = await desk(countWorkers, {});
    const list = await desk(listWorkers, { size: 200 });
    expect([count, list.items.length], who).toEqual([n, n]);
  }
});
