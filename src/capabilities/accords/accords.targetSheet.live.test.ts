// Targets by sheet: the year's sheet is taken, filled in and handed in; each row is a proposal that waits for the other side; errors go back, a batch is taken back.
import exceljs from 'exceljs';
import { expect, test } from 'vitest';
import { listNotices } from '#capabilities/access/contractDesk.ts';
import { type Person, sessionFor } from '#capabilities/access/testing/people.ts';
import { commitBatch, listBatchRows, readErrorFile, undoBatch } from '#capabilities/rosters/contract.ts';
import { engineApp } from '#capabilities/rosters/testing/engineApp.ts';
import { sheets, sheetsModule } from '../../sheets.ts';
import { approveTargets, listProposals, listTargets, proposeTargets, refuseTarget, targetTemplate } from './contract.ts';
import { targetApplier } from './server/targets/applier.ts';
import { agreedTarget, signedAgreement } from './testing/signed.ts';

const begin = async () => {
  const world = await engineApp({ sheets, sheetsModule, appliers: [targetApplier] });
  const { store, as, app, services } = world;
  const id = await signedAgreement(store, { level: 'county', originCode: '522727000000', hostCode: '440111000000' });
  const theirs = await signedAgreement(store, { level: 'county', originCode: '522726000000', hostCode: '440113000000' });
  const half = await signedAgreement(store, { level: 'county', originCode: '522727000000', hostCode: '440112000000', both: false });
  await agreedTarget(store, { agreementId: id, indicator: 'I01', year: 2026, persons: 900 });
  const county = await as('平塘县人社局');
  return {
    ...world,
    id,
    theirs,
    half,
    pingtang: await sessionFor(app, services, county.account, true),
    baiyun: await as('白云区人社局'),
  };
};
const textOf = (v: exceljs.CellValue): string =>
  typeof v === 'object' && v !== null && 'richText' in v
    ? v.richText
        .map((t) => t.text)
        .join('')
        .replace('*', '')
    : String(v ?? '');
const sheetOf = async (who: Person, year: number) => {
  const book = new exceljs.Workbook();
  await book.xlsx.load((await who(targetTemplate, { year })) as never);
  const list = book.worksheets[0]!;
  const heads = (list.getRow(1).values as exceljs.CellValue[]).map(textOf);
  const put = (row: exceljs.Row, cells: Readonly<Record<string, string | number>>) => {
    for (const [head, value] of Object.entries(cells)) row.getCell(heads.indexOf(head)).value = value;
  };
  const rowOf = (indicator: string): exceljs.Row =>
    [2, 3, 4, 5, 6].map((n) => list.getRow(n)).find((r) => textOf(r.getCell(heads.indexOf('指标')).value).startsWith(indicator))!;
  return {
    list,
    heads,
    rowOf,
    fill: (indicator: string, cells: Readonly<Record<string, string | number>>) => put(rowOf(indicator), cells),
    add: (cells: Readonly<Record<string, string | number>>) => put(list.addRow([]), cells),
    content: async () => new Uint8Array(await book.xlsx.writeBuffer()),
  };
};
// a row that says （示例） is a sample and no row
const reason = '按年度工作要点';

test('the year’s sheet goes out with what is in force, comes back as proposals, and the other side decides', async () => {
  const { id, pingtang, baiyun, hand, settle } = await begin();
  await expect(baiyun(targetTemplate, { year: 2026 })).rejects.toMatchObject({ code: 'access.stepUpNeeded' });
  const sheet = await sheetOf(pingtang, 2026);
  // of the agreement that both have signed, and of no other
  expect(sheet.list.actualRowCount).toBe(7);
  expect(textOf(sheet.rowOf('I01').getCell(sheet.heads.indexOf('现在的目标')).value)).toBe('900，自 2026-01-01');
  sheet.fill('I01', { 目标人数: 1000, 从哪天起: '2026-07-01', 事由: '增加岗位，双方商定' });
  sheet.fill('I02', { 目标人数: 950, 事由: reason });
  const judged = await hand(pingtang, await sheet.content(), { name: '目标.xlsx' });
  // a part above the old whole, within the new one: they are proposed together
  expect(judged).toMatchObject({ state: 'judged', counts: { new: 1, changed: 1, unchanged: 4, refused: 0 } });
  expect((await pingtang(listProposals, { waiting: 'ours' })).total).toBe(0);
  const changed = (await pingtang(listBatchRows, { id: judged.id, tab: 'changed' })).items;
  expect(changed[0]).toMatchObject({
    subject: { kind: 'agreement', id },
    changes: [{ text: undefined, from: { zh: '900 人' }, to: { zh: '1000 人，自 2026-07-01' } }].map(({ from, to }) => ({ from, to })),
  });
  await pingtang(commitBatch, { id: judged.id, version: judged.version });
  expect(await settle(pingtang, judged.id)).toMatchObject({ state: 'written', counts: { new: 1, changed: 1 } });
  const sent = (await pingtang(listProposals, { waiting: 'ours' })).items;
  expect(sent.map((p) => [p.indicator, p.before, p.persons, p.fromDay, p.side, p.reason])).toEqual([
    ['I01', 900, 1000, '2026-07-01', 'origin', '增加岗位，双方商定'],
    ['I02', null, 950, '2026-01-01', 'origin', reason],
  ]);
  expect((await pingtang(listTargets, { id, year: 2026 })).lines[0]!.inForce!.persons).toBe(900);
  expect((await baiyun(listNotices, {})).items[0]!.text.zh).toMatch(/2026 年的目标 2 项，等您这一方批准$/);
  // the same file again proposes nothing more
  const again = await hand(pingtang, await sheet.content(), { name: '目标.xlsx' });
  expect(again.counts).toMatchObject({ new: 0, changed: 0, refused: 0 });
  await baiyun(approveTargets, { ids: sent.map((p) => p.id) });
  expect((await pingtang(listTargets, { id, year: 2026 })).lines.slice(0, 2).map((l) => l.history[0]!.persons)).toEqual([1000, 950]);
}, 120_000);

test('what cannot be proposed is refused row by row, and goes back in the same sheet', async () => {
  const { pingtang, hand, id } = await begin();
  const sheet = await sheetOf(pingtang, 2026);
  const row = { 输出地一方: '贵州省黔南州平塘县', 输入地一方: '广东省广州市白云区', 年度: 2026, 事由: reason };
  sheet.fill('I02', { 目标人数: 950, 事由: reason });
  sheet.fill('I03', { 目标人数: 300 });
  sheet.fill('I06', { 目标人数: 200, 事由: reason, 从哪天起: '2027-01-01' });
  sheet.add({ ...row, 指标: 'I07', 目标人数: 100, 年度: 2031 });
  sheet.add({ ...row, 指标: 'I07', 目标人数: 100, 输入地一方: '广东省广州市黄埔区' });
  sheet.add({ ...row, 指标: 'I07', 目标人数: 100, 输出地一方: '贵州省黔南州独山县', 输入地一方: '广东省广州市番禺区' });
  sheet.add({ ...row, 指标: 'I07', 目标人数: 100, 协议名称: '没有这份协议' });
  sheet.add({ ...row, 指标: 'I07', 目标人数: 100 });
  const judged = await hand(pingtang, await sheet.content(), { name: '目标.xlsx' });
  expect(judged).toMatchObject({ state: 'judged', counts: { new: 1, refused: 7 } });
  const told = (await pingtang(listBatchRows, { id: judged.id, tab: 'refused' })).items.map((r) =>
    r.findings.map((f) => f.text.zh).join('；'),
  );
  for (const sentence of [
    /是“帮助农村劳动力实现就业人数”的其中一部分，不能超过它的 900 人/,
    /事由没有写/,
    /不在 2026 年里/,
    /2031 年不在期内/,
    /双方还没有签署/,
    /没有这两方的协议，或者您看不到它/,
    /没有叫这个名称的协议/,
  ])
    expect(
      told.some((s) => sentence.test(s)),
      String(sentence),
    ).toBe(true);
  const book = new exceljs.Workbook();
  await book.xlsx.load((await pingtang(readErrorFile, { id: judged.id })) as never);
  expect((book.worksheets[0]!.getRow(1).values as exceljs.CellValue[]).map(textOf)).toEqual(
    expect.arrayContaining(['失败原因', '建议', '目标人数']),
  );
  // one that waits is not proposed a second time with another number
  await pingtang(proposeTargets, { id, year: 2026, items: [{ indicator: 'I07', persons: 120, fromDay: '2026-01-01' }], reason });
  const open = await sheetOf(pingtang, 2026);
  expect(textOf(open.rowOf('I07').getCell(open.heads.indexOf('现在的目标')).value)).toBe('120 等对方答复');
  open.fill('I07', { 目标人数: 130, 事由: reason });
  const second = await hand(pingtang, await open.content(), { name: '目标2.xlsx' });
  expect(second.counts).toMatchObject({ new: 0, refused: 1 });
}, 120_000);

test('a batch is taken back: what waits is withdrawn, what the other side has answered stays and says so', async () => {
  const { id, pingtang, baiyun, hand, settle } = await begin();
  const sheet = await sheetOf(pingtang, 2026);
  for (const indicator of ['I02', 'I03', 'I06']) sheet.fill(indicator, { 目标人数: 300, 事由: reason });
  const judged = await hand(pingtang, await sheet.content(), { name: '目标.xlsx' });
  await pingtang(commitBatch, { id: judged.id, version: judged.version });
  const written = await settle(pingtang, judged.id);
  const sent = (await baiyun(listProposals, {})).items;
  await baiyun(approveTargets, { ids: [sent.find((p) => p.indicator === 'I02')!.id] });
  await baiyun(refuseTarget, { id: sent.find((p) => p.indicator === 'I03')!.id, reason: '请再核对' });
  await pingtang(undoBatch, { id: written.id, version: written.version });
  expect(await settle(pingtang, written.id)).toMatchObject({ state: 'undone', counts: { undone: 1, kept: 2 } });
  const kept = (await pingtang(listBatchRows, { id: written.id, tab: 'kept' })).items;
  expect(JSON.stringify(kept)).toContain('对方已经批准，目标已生效');
  const { lines } = await pingtang(listTargets, { id, year: 2026 });
  const line = (i: string) => lines.find((l) => l.indicator === i)!;
  expect([line('I02').inForce?.persons, line('I06').open]).toEqual([300, null]);
  expect(line('I06').past[0]).toMatchObject({ state: 'withdrawn', answer: `撤销导入批次 ${written.number}` });
}, 120_000);
