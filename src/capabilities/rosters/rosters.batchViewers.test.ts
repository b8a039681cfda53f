// A batch is seen from its area; the people it speaks of are seen by those who see the people.
import { expect, test, vi } from 'vitest';
import { type Persona, personas } from '#capabilities/access/testing/personas.ts';
import { downloadFile } from '#platform/filesContract.ts';
import { commitBatch, listBatchRows, readBatch, readErrorFile } from './contract.ts';
import { engineApp } from './testing/engineApp.ts';
import { testList, testRow } from './testing/testSheet.ts';

// every look opens a thread of its own
vi.setConfig({ testTimeout: 120_000 });
const COUNTY: Persona = '平塘县人社局';
const TOWN = '522727104000';

const rowsOf = (n: number) => Array.from({ length: n }, (_, i) => testRow(i));

/** A county hands in for a town, writes, and hands in once more with other telephones. */
const twice = async (people: Parameters<typeof engineApp>[0]) => {
  const world = await engineApp(people);
  const county = await world.as(COUNTY);
  const write = async (content: string) => {
    const judged = await world.hand(county, content, { area: TOWN });
    await county(commitBatch, { id: judged.id, version: judged.version });
    return world.settle(county, judged.id);
  };
  await write(testList(rowsOf(4)));
  const batch = await write(
    testList([...rowsOf(3).map((r, i) => ({ ...r, phone: `1371111000${i}` })), { ...testRow(3), number: '520000196002300012' }]),
  );
  return { ...world, county, batch };
};

test('what the register said of people is told to those who see these people, and nothing of it to others who see the batch', async () => {
  const asked: string[][] = [];
  const { as, county, batch } = await twice({
    people: async (call, ids) => {
      asked.push([...ids]);
      // the first is at home in the town, the second is seen by a key, the third not at all
      const all = call.actor.grants.some((g) => g.role === 'county_bureau');
      return new Map(
        ids.flatMap((id, i): [string, boolean][] => (all ? [[id, true]] : i === 0 ? [[id, true]] : i === 1 ? [[id, false]] : [])),
      );
    },
  });
  const mine = await county(listBatchRows, { id: batch.id, tab: 'changed' });
  expect(mine.items.map((r) => r.changes[0]!.from.zh)).toEqual(['139****0000', '139****0001', '139****0002']);
  const town = await as('克度镇');
  const theirs = await town(listBatchRows, { id: batch.id, tab: 'changed' });
  expect(theirs.items.map((r) => [r.changes[0]!.from.zh, r.changes[0]!.to.zh, r.subject?.kind ?? null])).toEqual([
    ['139****0000', '137****0000', 'worker'],
    ['***', '***', 'worker'],
    ['***', '***', null],
  ]);
  // the words of the list itself are the town's
  expect(theirs.items.map((r) => r.name)).toEqual(mine.items.map((r) => r.name));
  expect(asked.length).toBeGreaterThan(0);
});

test('an auditor sees no whole name and no value of a list, and nobody who only looks has the rows with their numbers back', async () => {
  const { as, county, batch } = await twice({});
  const auditor = await as('审计');
  await auditor(readBatch, { id: batch.id });
  for (const tab of ['accepted', 'changed', 'refused'] as const) {
    const mine = await county(listBatchRows, { id: batch.id, tab });
    const { items } = await auditor(listBatchRows, { id: batch.id, tab });
    expect(items.length).toBe(mine.items.length);
    const text = JSON.stringify(items);
    for (const r of mine.items) {
      expect(r.name.length).toBeGreaterThan(1);
      expect(text).not.toContain(r.name);
    }
    expect(text).not.toContain('1371111');
    for (const r of items) for (const c of r.changes) expect([c.from.zh, c.to.en]).toEqual(['***', '***']);
  }
  // an account that may import in its own county and only looks at this one
  const both = await as({ roles: [personas.独山县人社局, personas.审计] });
  expect((await both(listBatchRows, { id: batch.id, tab: 'changed' })).items[0]!.changes[0]!.from.zh).toBe('***');
  await expect(both(readErrorFile, { id: batch.id })).rejects.toMatchObject({ code: 'platform.notFound' });
  await county(readErrorFile, { id: batch.id });
  // a county's list may hold people of any of its towns: the town it was handed in for has no whole numbers of them, the county's other accounts have
  const town = await as('克度镇');
  expect((await town(readBatch, { id: batch.id })).may.file).toBe(false);
  await expect(town(readErrorFile, { id: batch.id })).rejects.toMatchObject({ code: 'platform.notFound' });
  const { fileId } = await county(readBatch, { id: batch.id });
  await expect(town(downloadFile, { id: fileId })).rejects.toMatchObject({ code: 'platform.notFound' });
  const colleague = await as(COUNTY);
  expect((await colleague(readBatch, { id: batch.id })).may.file).toBe(true);
  await colleague(readErrorFile, { id: batch.id });
  await colleague(downloadFile, { id: fileId });
});
