import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '#platform/server/newId.ts';
import type { Db } from '#platform/server/store.ts';
import { testApp } from '#testApp.ts';
import type { Finding } from './rulesValue.ts';
import { newDesk } from './server/desk/fromSheets.ts';
import { writtenBatch } from './testing/batches.ts';

const VILLAGE = '522727104213';
const COUNTY = '522727000000';
const doubt = (rule: string, zh: string, fields: string[] = ['monthlyIncome']): Finding => ({
  rule,
  severity: 'doubt',
  fields,
  text: { zh, en: zh === '改' ? 'changed' : 'odd' },
  advice: { zh: '核对', en: 'Check' },
});
const place = (row: number) => ({ sheet: 0, row, side: 0 });

const scene = async () => {
  const app = await testApp();
  const system = <T>(work: (db: Db) => Promise<T>) => app.store.transact<T>({ role: 'system' }, work);
  const desk = newDesk({ rules: [] });
  const batch = () => system((db) => writtenBatch(db, app.services, { area: COUNTY }));
  const states = async () =>
    (
      await system((db) =>
        sql<{ rule: string; state: string; how: string; reopened: number; version: number }>`
          select rule, state, closed_how as how, reopened, version from finding order by rule, worker_id`.execute(db),
      )
    ).rows;
  return { ...app, system, desk, batch, states };
};

test('the same doubt of the same person stands there once, whatever lists say it; a clean row closes it, a doubtful one opens it again', async () => {
  const { services, system, desk, batch, states } = await scene();
  const worker = newId();
  const entry = (findings: Finding[], row = 5) => ({ workerId: worker, home: VILLAGE, place: place(row), findings });
  const fields = new Set(['monthlyIncome', 'idNumber']);
  const first = await batch();
  await system((db) =>
    desk.open(
      db,
      services,
      first,
      [entry([doubt('V09', '月收入高'), { ...doubt('V01', '错'), severity: 'error' }, { ...doubt('twice', '提示'), severity: 'hint' }])],
      fields,
    ),
  );
  expect(await states()).toEqual([{ rule: 'V09', state: 'open', how: '', reopened: 0, version: 1 }]);
  // the same list again: nothing is written
  const again = await batch();
  await system((db) => desk.open(db, services, again, [entry([doubt('V09', '月收入高')])], fields));
  expect(await states()).toEqual([{ rule: 'V09', state: 'open', how: '', reopened: 0, version: 1 }]);
  const lines = () => system((db) => sql`select batch_id, row from finding_source order by row`.execute(db)).then((r) => r.rows);
  expect(await lines()).toEqual([{ batchId: first, row: 5 }]);
  // a list without that column says nothing about it
  await system((db) => desk.open(db, services, again, [entry([])], new Set(['idNumber'])));
  expect((await states())[0]!.state).toBe('open');
  await system((db) => desk.open(db, services, again, [entry([])], fields));
  expect(await states()).toEqual([{ rule: 'V09', state: 'closed', how: 'corrected', reopened: 0, version: 2 }]);
  await system((db) => desk.open(db, services, again, [entry([doubt('V09', '月收入高')], 7)], fields));
  expect(await states()).toEqual([{ rule: 'V09', state: 'open', how: '', reopened: 1, version: 3 }]);
  expect(await lines()).toEqual([
    { batchId: first, row: 5 },
    { batchId: again, row: 7 },
  ]);
});

test('an undone batch takes its doubts with it, not those another list says too', async () => {
  const { services, system, desk, batch, states } = await scene();
  const [a, b] = [newId(), newId()];
  const [one, two] = [await batch(), await batch()];
  await system((db) =>
    desk.open(db, services, one, [
      { workerId: a, home: VILLAGE, place: place(2), findings: [doubt('V09', '月收入高')] },
      { workerId: b, home: VILLAGE, place: place(3), findings: [doubt('V11', '体弱外出', ['labour'])] },
    ]),
  );
  await system((db) => desk.open(db, services, two, [{ workerId: a, home: VILLAGE, place: place(9), findings: [doubt('V09', '改')] }]));
  await system((db) => desk.withdraw(db, services, one));
  expect(await states()).toMatchObject([
    { rule: 'V09', state: 'open' },
    { rule: 'V11', state: 'withdrawn', how: 'withdrawn' },
  ]);
  await system((db) => desk.withdraw(db, services, two));
  expect((await states()).map((s) => s.state)).toEqual(['withdrawn', 'withdrawn']);
  // handed in again: the same doubts, opened again
  await system((db) =>
    desk.open(db, services, one, [{ workerId: b, home: VILLAGE, place: place(3), findings: [doubt('V11', '体弱外出', ['labour'])] }]),
  );
  expect((await states())[1]).toMatchObject({ rule: 'V11', state: 'open', reopened: 1 });
});

test('thousands of doubts are one statement', async () => {
  const { services, system, desk, batch } = await scene();
  const id = await batch();
  const entries = Array.from({ length: 2000 }, (_, i) => ({
    workerId: newId(),
    home: VILLAGE,
    place: place(i + 2),
    findings: [doubt('V09', '月收入高')],
  }));
  await system((db) => desk.open(db, services, id, entries, new Set(['monthlyIncome'])));
  const { rows } = await system((db) =>
    sql<{
      n: number;
      lines: number;
    }>`select (select count(*)::int from finding) as n, (select count(*)::int from finding_source) as lines`.execute(db),
  );
  expect(rows).toEqual([{ n: 2000, lines: 2000 }]);
});
