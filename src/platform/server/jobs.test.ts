import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { cancelJob, listJobs, readJob } from '../jobsContract.ts';
import { platformApp } from '../testing/platformApp.ts';
import { defineJob, enqueue } from './jobs.ts';

const THING = '018f0000-0000-7000-8000-000000000001';
const nothing = defineJob<{ n: number }>({
  kind: 'test.nothing',
  summary: { zh: '试', en: 'Try' },
  subject: ({ n }) => ({ kind: `thing ${n}`, id: THING }),
  run: async () => undefined,
});
const secret = defineJob<{ name: string }>({
  kind: 'test.secret',
  summary: { zh: '密', en: 'Secret' },
  sealed: true,
  run: async () => undefined,
});

test('a person sees and cancels their own jobs; others do not learn that they exist; the platform.jobs permission sees all', async () => {
  const { as, services, store } = await platformApp({ jobs: [nothing] });
  const [a, b, administrator] = [as(), as(), as('platform.jobs')];
  const ids = await store.transact({ role: 'system' }, async (db) => {
    const out: string[] = [];
    for (let n = 0; n < 5; n++)
      out.push(await enqueue(db, services.keys, nothing, { n }, { createdBy: a.accountId, area: '520000000000' }));
    return out;
  });
  const first = await a(listJobs, { size: 3 });
  expect(first.total).toBe(5);
  expect(first.items.map((j) => j.id)).toEqual([...ids].reverse().slice(0, 3));
  expect(first.items[0]).toMatchObject({
    kind: 'test.nothing',
    summary: { zh: '试' },
    subject: { kind: 'thing 4', id: THING },
    state: 'queued',
    progress: { done: 0 },
    error: null,
  });
  const second = await a(listJobs, { size: 3, cursor: first.next! });
  expect(second.items.map((j) => j.id)).toEqual([...ids].reverse().slice(3));
  expect((await b(listJobs, {})).items).toEqual([]);
  await expect(b(readJob, { id: ids[0]! })).rejects.toMatchObject({ status: 404 });
  await expect(b(cancelJob, { id: ids[0]! })).rejects.toMatchObject({ status: 404 });
  await expect(b(listJobs, { all: true })).rejects.toMatchObject({ status: 404 });
  await expect(b(listJobs, { cursor: first.next! })).rejects.toMatchObject({ code: 'platform.badCursor' });
  expect((await administrator(listJobs, { all: true })).total).toBe(5);
  expect(await a(cancelJob, { id: ids[0]! })).toMatchObject({ state: 'cancelled', cancelRequested: true });
  await expect(a(cancelJob, { id: ids[0]! })).rejects.toMatchObject({ code: 'platform.jobFinished', status: 409 });
  expect((await a(listJobs, { state: 'queued' })).total).toBe(4);
  const audit = await store.transact({ role: 'system' }, (db) =>
    db.selectFrom('audit').select(['action', 'area', 'subjectId', 'details']).execute(),
  );
  expect(audit).toEqual([{ action: 'platform.cancelJob', area: '520000000000', subjectId: ids[0], details: { kind: 'test.nothing' } }]);
});

test('a dedupe key makes one job while it is under way, and a new one afterwards; a sealed input is not readable in the table', async () => {
  const { services, store } = await platformApp({ jobs: [nothing, secret] });
  await store.transact({ role: 'system' }, async (db) => {
    const one = await enqueue(db, services.keys, nothing, { n: 1 }, { dedupeKey: 'k' });
    expect(await enqueue(db, services.keys, nothing, { n: 2 }, { dedupeKey: 'k' })).toBe(one);
    expect(await enqueue(db, services.keys, nothing, { n: 2 })).not.toBe(one);
    await sql`update job set state = 'done', finished = clock_timestamp() where id = ${one}`.execute(db);
    expect(await enqueue(db, services.keys, nothing, { n: 3 }, { dedupeKey: 'k' })).not.toBe(one);
    const id = await enqueue(db, services.keys, secret, { name: '王小明' });
    const row = await db.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    expect(JSON.stringify(row)).not.toContain('王小明');
    expect(row.inputSealed!.toString('latin1')).not.toContain(Buffer.from('王小明').toString('latin1'));
    expect(JSON.parse(services.keys.open(row.inputSealed!))).toEqual({ name: '王小明' });
  });
});
