// Batches over the whole server, with a sheet and a register of the tests' own: looked at, mapped, written, taken back.
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import type { Persona } from '#capabilities/access/testing/personas.ts';
import { commitBatch, handIn, listBatches, listBatchRows, mapBatch, readBatch, undoBatch } from './contract.ts';
import { engineApp } from './testing/engineApp.ts';
import { testList, testNumber, testRow } from './testing/testSheet.ts';

// every look opens a thread of its own
vi.setConfig({ testTimeout: 120_000 });

const COUNTY: Persona = '平塘县人社局';
const same = (words: string) => ({ zh: words, en: words });
const rowsOf = (n: number, from = 0) => Array.from({ length: n }, (_, i) => testRow(from + i));
const people = (db: Awaited<ReturnType<typeof engineApp>>) =>
  db.store.transact({ role: 'system' }, async (tx) => {
    const { rows } = await sql<{ number: string; name: string; phone: string; extra: object; row: number; written: number }>`
      select number, name, phone, extra, row, written from test_person order by row, number`.execute(tx);
    return rows;
  });

test('a list is looked at, written, handed in again without a change, corrected, and taken back to exactly what was before', async () => {
  const world = await engineApp();
  const county = await world.as(COUNTY);
  const rows = rowsOf(30);
  const bad = { ...testRow(90), number: '520000196002300012' };
  const twin = { ...rows[3]!, phone: '13700000000' };
  const foreign = { ...testRow(91), name: '外人' };
  const list = testList([...rows, bad, twin, foreign], '演示县2026年10月务工台账');
  const judged = await world.hand(county, list);
  expect(judged).toMatchObject({
    state: 'judged',
    number: expect.any(Number),
    format: 'csv',
    observedOn: '2026-10-31',
    observedSaid: true,
  });
  expect(judged.counts).toMatchObject({ rows: 35, notRows: 2, accepted: 30, doubtful: 1, refused: 2, new: 30, unchanged: 0, changed: 1 });
  expect(judged.may).toEqual({ map: true, commit: true, undo: false, cancel: true, file: true });
  expect(await people(world)).toEqual([]);

  const refused = await county(listBatchRows, { id: judged.id, tab: 'refused' });
  expect(refused.items.map((r) => [r.row, r.numberMasked, r.findings.map((f) => f.rule)])).toEqual([
    [33, '520000********0012', [expect.any(String)]],
    [35, expect.stringContaining('********'), ['foreign']],
  ]);
  expect(refused.items[0]!.findings[0]!.values[0]).toEqual({ field: testSheetField('idNumber'), value: '520000********0012' });
  const accepted = await county(listBatchRows, { id: judged.id, tab: 'accepted' });
  expect(accepted.total).toBe(30);
  expect(JSON.stringify(accepted)).not.toMatch(/\d{15}/);

  const writing = await county(commitBatch, { id: judged.id, version: judged.version });
  expect(writing.state).toBe('writing');
  const written = await world.settle(county, judged.id);
  expect(written).toMatchObject({
    state: 'written',
    counts: { rows: 35, accepted: 30, doubtful: 1, refused: 2, new: 30, changed: 1, unchanged: 0 },
  });
  const register = await people(world);
  expect(register).toHaveLength(30);
  expect(register.find((p) => p.number === twin.number)).toMatchObject({ phone: '13700000000', row: 34, written: 2 });
  expect(register.find((p) => p.number === rows[0]!.number)!.extra).toEqual({ 帮扶责任: '备注0' });
  expect(world.told.filter((t) => t.batch === judged.id && t.rules.includes('V07'))).toHaveLength(1);
  expect(world.told).toHaveLength(31);

  // the very same file again: another batch, the first one's days, nothing new
  const again = await world.hand(county, list, { name: '换了名字 2026年9月.csv' });
  expect(again).toMatchObject({ state: 'judged', observedOn: '2026-10-31', report: [{ rule: 'handedInBefore' }] });
  expect(again.counts).toMatchObject({ new: 0, changed: expect.any(Number) });

  // corrected: the bad number is right now, one telephone is another one
  const corrected = testList([{ ...rows[0]!, phone: '13812345678' }, ...rows.slice(1, 3), { ...bad, number: testNumber(90) }]);
  const second = await world.hand(county, corrected);
  expect(second.counts).toMatchObject({ rows: 6, accepted: 4, new: 1, changed: 1, unchanged: 2 });
  const changed = await county(listBatchRows, { id: second.id, tab: 'changed' });
  expect(changed.items.map((r) => r.changes)).toEqual([
    [{ field: testSheetField('phone'), from: same('139****0000'), to: same('138****5678') }],
  ]);
  await county(commitBatch, { id: second.id, version: second.version });
  const after = await world.settle(county, second.id);
  expect(after.state).toBe('written');
  expect((await people(world)).length).toBe(31);

  // the first cannot be taken back whole: the second rests on one of its rows
  await county(undoBatch, { id: judged.id, version: written.version });
  const undone = await world.settle(county, judged.id);
  expect(undone).toMatchObject({ state: 'undone', undoneBy: COUNTY, counts: { kept: 1 } });
  const kept = await county(listBatchRows, { id: judged.id, tab: 'kept' });
  expect(kept.items.map((r) => r.findings[0]!.text.zh)).toEqual(['后来又改过']);
  await county(undoBatch, { id: second.id, version: after.version });
  expect(await world.settle(county, second.id)).toMatchObject({ state: 'undone', counts: { undone: 2, kept: 0 } });
});

const testSheetField = (id: string) =>
  ({ idNumber: { zh: '身份证号', en: 'identity number' }, phone: { zh: '联系电话', en: 'telephone' } })[id];

test('columns nobody is sure of are asked about, corrected once, and remembered for the office', async () => {
  const world = await engineApp();
  const county = await world.as(COUNTY);
  const header = '姓名,证号,手机联系电话,干活的地方,帮扶责任';
  const first = await world.hand(county, testList(rowsOf(8), '台账', header));
  expect(first.state).toBe('asks');
  const columns = first.sheets[0]!.tables[0]!.columns;
  expect(columns.map((c) => [c.letter, c.header, c.samples.length])).toEqual([
    ['A', '姓名', 3],
    ['B', '证号', 3],
    ['C', '手机联系电话', 3],
    ['D', '干活的地方', 1],
    ['E', '帮扶责任', 3],
  ]);
  expect(columns[2]).toMatchObject({ field: 'phone', check: true });
  expect(columns[1]!.samples[0]).toMatch(/^520000\*{8}\d{3}[\dX]$/);
  await expect(county(commitBatch, { id: first.id, version: first.version })).rejects.toMatchObject({ code: 'rosters.notNow' });
  const fields = ['name', 'idNumber', 'phone', 'employer', null];
  const said = (f: (string | null)[]) => [{ index: 0, chosen: true, declared: 'test', tables: [{ chosen: true, fields: f }] }];
  await expect(
    county(mapBatch, { id: first.id, version: first.version, sheets: said(['name', 'name', null, null, null]) }),
  ).rejects.toMatchObject({ code: 'rosters.fieldTwice' });
  await expect(
    county(mapBatch, { id: first.id, version: first.version, sheets: said([null, null, 'phone', null, null]) }),
  ).rejects.toMatchObject({ code: 'rosters.keyMissing' });
  await county(mapBatch, { id: first.id, version: first.version, sheets: said(fields), observedOn: '2026-09-30' });
  const mapped = await world.settle(county, first.id);
  expect(mapped).toMatchObject({ state: 'judged', observedOn: '2026-09-30', counts: { accepted: 8, new: 8 } });
  expect(mapped.sheets[0]!.tables[0]!.columns.map((c) => [c.field, c.why])).toEqual(fields.map((f) => [f, f === null ? null : 'said']));
  // whoever comes second is told
  await expect(county(mapBatch, { id: first.id, version: first.version, sheets: said(fields) })).rejects.toMatchObject({
    code: 'platform.changed',
  });

  const next = await world.hand(county, testList(rowsOf(8, 20), '另一张', header));
  expect(next).toMatchObject({ state: 'judged', counts: { new: 8 } });
  expect(next.sheets[0]!.tables[0]!.columns.map((c) => c.why)).toEqual(['remembered', 'remembered', 'remembered', 'remembered', null]);
  const other = await world.as('独山县人社局');
  expect((await world.hand(other, testList(rowsOf(8, 40), '另一张', header))).state).toBe('asks');
});

test('who sees a batch, and whose file it is', async () => {
  const world = await engineApp();
  const county = await world.as(COUNTY);
  const batch = await world.hand(county, testList(rowsOf(3)));
  for (const who of ['独山县人社局', '广西', '白云劳务站', '先进村'] as const) {
    const other = await world.as(who);
    for (const attempt of [
      other(readBatch, { id: batch.id }),
      other(listBatchRows, { id: batch.id, tab: 'accepted' }),
      other(mapBatch, { id: batch.id, version: batch.version, sheets: [] }),
      other(commitBatch, { id: batch.id, version: batch.version }),
    ])
      await expect(attempt).rejects.toMatchObject({ code: 'platform.notFound' });
    expect((await other(listBatches, {})).items).toEqual([]);
    await expect(other(handIn, { fileId: batch.fileId })).rejects.toMatchObject({ code: 'rosters.notHandedIn' });
  }
  for (const who of ['黔南州', '贵州省'] as const) {
    const above = await world.as(who);
    expect((await above(readBatch, { id: batch.id })).may).toMatchObject({ commit: true });
  }
  const auditor = await world.as('审计');
  expect((await auditor(readBatch, { id: batch.id })).may).toEqual({ map: false, commit: false, undo: false, cancel: false, file: false });
  await expect(auditor(commitBatch, { id: batch.id, version: batch.version })).rejects.toMatchObject({ code: 'platform.forbidden' });
  await expect(county(handIn, { fileId: await world.upload(county, 'a,b\n1,2'), area: '522726000000' })).rejects.toMatchObject({
    code: 'rosters.areaOutside',
  });
});

test('a file that cannot be read says so; one whose rows nobody writes is a trial', async () => {
  const world = await engineApp({ appliers: [] });
  const county = await world.as(COUNTY);
  const trial = await world.hand(county, testList(rowsOf(3)));
  expect(trial).toMatchObject({ state: 'judged', counts: { accepted: 3, unchanged: 3 }, report: [{ rule: 'trialOnly' }] });
  await expect(county(commitBatch, { id: trial.id, version: trial.version })).rejects.toMatchObject({ code: 'rosters.sheetNotYours' });
  const nothing = await world.hand(county, '就一句话，没有表');
  expect(nothing.report.map((f) => f.rule)).toContain('noList');
  await expect(county(commitBatch, { id: nothing.id, version: nothing.version })).rejects.toMatchObject({ code: 'rosters.noRows' });
});
