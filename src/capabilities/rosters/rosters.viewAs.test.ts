// Through the eyes of another account: their batches and files, no more of them, and nothing is done there.
import { expect, test, vi } from 'vitest';
import { beginViewAs, endViewAs } from '#capabilities/access/contractWatch.ts';
import type { Person } from '#capabilities/access/testing/people.ts';
import { downloadFile } from '#platform/filesContract.ts';
import type { Refused } from '#platform/testing/caller.ts';
import { cancelBatch, commitBatch, handIn, listBatches, listBatchRows, mapBatch, readBatch, readErrorFile, undoBatch } from './contract.ts';
import { engineApp } from './testing/engineApp.ts';
import { testList, testRow } from './testing/testSheet.ts';

// every look opens a thread of its own
vi.setConfig({ testTimeout: 120_000 });

const codes = (attempts: readonly Promise<unknown>[]): Promise<string[]> =>
  Promise.all(
    attempts.map((work) =>
      work.then(
        () => 'done',
        (e: Refused) => e.code,
      ),
    ),
  );
const listOf = (from: number) =>
  testList([...Array.from({ length: 3 }, (_, i) => testRow(from + i)), { ...testRow(from), number: '520000196002300012' }]);

/** A list of the county as a whole and one of its town; the county as it looks through the eyes of others. */
const scene = async () => {
  const world = await engineApp();
  const county = await world.as('平塘县人社局');
  const town = await world.as('克度镇');
  const [countys, towns] = [listOf(0), listOf(10)];
  const ofCounty = await world.hand(county, countys);
  const ofTown = await world.hand(town, towns, { name: '克度镇.csv' });
  const as = async (other: Person) => {
    await county(beginViewAs, { accountId: other.account.id, reason: '帮乡镇看为什么打不开' });
  };
  const original = async (fileId: string) => String(await county(downloadFile, { id: fileId }));
  const records = () =>
    world.store.transact({ role: 'system' }, (db) =>
      db
        .selectFrom('audit')
        .select(['accountId', 'viewAs', 'subjectId'])
        .where('action', '=', 'platform.downloadFile')
        .orderBy('id')
        .execute(),
    );
  return { ...world, county, town, ofCounty, ofTown, countys, towns, looksAs: as, original, records };
};

test('no batch, no row and no file that the other could not have, also not one’s own', async () => {
  const { as, county, ofCounty, ofTown, countys, towns, looksAs, original } = await scene();
  expect(await original(ofCounty.fileId)).toBe(countys);
  expect(await original(ofTown.fileId)).toBe(towns);
  for (const [who, hidden] of [
    ['先进村', [ofCounty, ofTown]],
    ['克度镇', [ofCounty]],
  ] as const) {
    await looksAs(await as(who));
    for (const batch of hidden) {
      const attempts = [
        county(readBatch, { id: batch.id }),
        county(listBatchRows, { id: batch.id, tab: 'accepted' }),
        county(downloadFile, { id: batch.fileId }),
        county(readErrorFile, { id: batch.id }),
      ];
      expect(await codes(attempts), who).toEqual(attempts.map(() => 'platform.notFound'));
      expect((await county(listBatches, {})).items.map((b) => b.id)).not.toContain(batch.id);
    }
    await county(endViewAs, {});
  }
  expect(await original(ofCounty.fileId)).toBe(countys);
});

test('what the other has is seen, both stand in the record; nothing is handed in, mapped, written, given up or taken back', async () => {
  const { county, town, ofTown, towns, looksAs, original, records, upload } = await scene();
  await looksAs(town);
  expect((await county(readBatch, { id: ofTown.id })).may).toEqual({ map: false, commit: false, undo: false, cancel: false, file: false });
  expect(await original(ofTown.fileId)).toBe(towns);
  expect((await records()).at(-1)).toEqual({ accountId: town.account.id, viewAs: county.account.id, subjectId: ofTown.fileId });
  const { id, version } = ofTown;
  const attempts = [
    county(handIn, { fileId: ofTown.fileId }),
    county(mapBatch, { id, version, sheets: [] }),
    county(commitBatch, { id, version }),
    county(undoBatch, { id, version }),
    county(cancelBatch, { id }),
    upload(county, listOf(20)),
  ];
  expect(await codes(attempts)).toEqual(attempts.map(() => 'platform.forbidden'));
  expect(await town(readBatch, { id })).toMatchObject({ state: 'judged', version });
  await county(endViewAs, {});
  expect((await county(readBatch, { id })).may).toMatchObject({ commit: true });
});
