// A village's list of people for classes: what each row would do, what is refused and how, written, handed in again, taken back.
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { personas } from '#capabilities/access/testing/personas.ts';
import { prepareRegions } from '#capabilities/regions/server/service.ts';
import type { ApplyContext, SheetRowIn } from '#capabilities/rosters/server/service.ts';
import { registerWorker } from '#capabilities/workers/contract.ts';
import { numberFor, someone } from '#capabilities/workers/testing/folk.ts';
import { makeBatch, rowsOf } from '#capabilities/workers/testing/imports.ts';
import { testClock } from '#platform/testing/testServices.ts';
import { testApp } from '../../testApp.ts';
import { admit, invite, listTrainees } from './contract.ts';
import { enrolmentApplier } from './server/enrolment/applier.ts';
import { makeClass, standingIn } from './testing/enrolments.ts';
import { adoptedStandard, withOrganisations } from './testing/facts.ts';

let app: Awaited<ReturnType<typeof testApp>>;
let versionId: string;
beforeEach(async () => {
  app = await testApp({ clock: testClock('2026-11-23T02:00:00Z') });
  await app.store.transact({ role: 'system' }, prepareRegions);
  await withOrganisations(app.store);
  ({ versionId } = await adoptedStandard(app.store));
});
const scene = async () => {
  const village = await app.as('先进村');
  const county = await app.as({ name: '平塘县人社局', roles: [personas.平塘县人社局], steppedUp: true });
  const batch = await makeBatch(app.services, { area: '522727104213', accountId: village.account.id });
  const inChunk = <T>(work: (context: ApplyContext) => Promise<T>): Promise<T> =>
    app.store.transact<T>({ role: 'system', writesFacts: true }, async (db) => {
      const owner = await app.services.actorFor(db, village.account.id, app.services.clock.now());
      return work({
        db,
        services: app.services,
        owner,
        today: app.services.clock.today(),
        batch,
        fields: new Set(['className', 'name', 'idNumber']),
      });
    });
  const judge = (rows: readonly SheetRowIn[]) => inChunk((c) => enrolmentApplier.resolve(c, rows));
  const write = (rows: readonly SheetRowIn[]) =>
    inChunk(async (c) => {
      const resolutions = await enrolmentApplier.resolve(c, rows);
      return enrolmentApplier.write(
        c,
        rows.flatMap((row, i) => (resolutions[i]!.outcome === 'refused' ? [] : [{ row, resolution: resolutions[i]! }])),
      );
    });
  const undo = () =>
    inChunk(async (c) => {
      const places = await enrolmentApplier.writtenRows(c, null, 100);
      return enrolmentApplier.undo(c, places);
    });
  const person = async (name: string, number: string, more = {}) => ({
    id: (await county(registerWorker, someone(name, { number, ...more }))).id,
    name,
    idNumber: number,
  });
  return { village, county, judge, write, undo, person };
};

test('each row alone: new, unchanged, refused with its sentence; somebody else’s and nobody are one answer', async () => {
  const { judge, person, county } = await scene();
  const title = '烧味制作第 1 期';
  const id = await makeClass(app.store, { title, versionId });
  await makeClass(app.store, { title: '没批的班', state: 'plan' });
  await makeClass(app.store, { title: '独山的班', originCode: '522726000000', place: '522726101000' });
  const [a, young, away] = [
    await person('刘水生', numberFor('1990-05-01', 101)),
    await person('韦小满', numberFor('2011-12-02', 121)),
    await person('莫大春', numberFor('1991-05-01', 103), { home: { code: '522727104208' } }),
  ];
  const rows = rowsOf([
    { className: ' 烧味制作 第1期', ...a },
    { className: title, ...a },
    { className: title, ...young },
    { className: title, name: '刘水声', idNumber: a.idNumber },
    { className: title, ...away },
    { className: title, name: '查无此人', idNumber: numberFor('1980-01-01', 105) },
    { className: '没批的班', ...a },
    { className: '独山的班', ...a },
  ]);
  const told = await judge(rows);
  expect(told.map((r) => r.outcome)).toEqual(['new', 'unchanged', 'refused', 'refused', 'refused', 'refused', 'refused', 'refused']);
  expect(told[2]!.findings[0]!.text.zh).toContain('14 岁，标准 v1.0 要求满 16 岁');
  expect(told[3]!.findings[0]!.text.zh).toContain('另一个姓名');
  expect(told[4]!.findings).toEqual(told[5]!.findings);
  expect(told[6]!.findings[0]!.text.zh).toBe('没有正在招生的班叫“没批的班”');
  expect(told[7]!.findings[0]!.rule).toBe('unknownClass');
  expect(JSON.stringify(told)).not.toContain(a.idNumber);
  expect(await standingIn(app.store, id)).toEqual([]);
  expect((await county(listTrainees, { id })).total).toBe(0);
});

test('written once, however often the list is handed in; taken back to exactly what was before; who was admitted since stays', async () => {
  const { write, undo, person, county } = await scene();
  const title = '烧味制作第 1 期';
  const id = await makeClass(app.store, { title, versionId });
  const people = [
    await person('甲一', numberFor('1990-05-01', 101)),
    await person('乙二', numberFor('1990-06-01', 103)),
    await person('丙三', numberFor('1990-07-01', 105)),
  ];
  await county(invite, { id, workerIds: [people[1]!.id] });
  const rows = rowsOf(people.map((p) => ({ className: title, ...p })));
  expect((await write(rows)).every((w) => w !== null)).toBe(true);
  expect((await standingIn(app.store, id)).map((s) => s.state)).toEqual(['applied', 'applied', 'applied']);
  expect(await write(rows)).toEqual([null, null, null]);
  const listed = (await county(listTrainees, { id })).items;
  expect(listed.map((i) => i.way)).toEqual(['list', 'list', 'list']);
  await county(admit, { id, enrolmentIds: [listed.find((i) => i.worker.name === '丙三')!.enrolmentId] });
  const undone = await undo();
  expect(undone.map((u) => u.state)).toEqual(['kept', 'undone', 'undone']);
  expect(undone[0]!.why?.zh).toContain('已经录取');
  expect((await standingIn(app.store, id)).map((s) => [s.name, s.state]).sort()).toEqual([
    ['丙三', 'enrolled'],
    ['乙二', 'invited'],
  ]);
  // nobody sees by scope who was taken off the list
  const { rows: open } = await app.store.transact({ role: 'system' }, (db) =>
    sql<{ n: number }>`select count(distinct worker_id)::int as n from worker_scope where key = ${`class:${id}`}`.execute(db),
  );
  expect(open[0]!.n).toBe(1);
  // and the list may be handed in again
  expect((await write(rows)).filter((w) => w !== null)).toHaveLength(2);
});
