// Targets by API: proposed by one side, approved by the other; what cannot be, each with its own sentence; nothing overwritten.
import exceljs from 'exceljs';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { listNotices } from '#capabilities/access/contractDesk.ts';
import { testApp } from '../../testApp.ts';
import { approveTargets, exportTargets, listProposals, listTargets, proposeTargets, refuseTarget, withdrawTarget } from './contract.ts';
import { agreedTarget, signedAgreement } from './testing/signed.ts';

const holding = (role: 'steering' | 'county_bureau' | 'station', areaCode: string) => ({ role, areaCode, relation: null });
const bench = async () => {
  const app = await testApp();
  const { as, store } = app;
  const id = await signedAgreement(store, { level: 'county', originCode: '522727000000', hostCode: '440111000000' });
  return {
    ...app,
    id,
    pingtang: await as({ name: '平塘人社', roles: [holding('county_bureau', '522727000000')], steppedUp: true }),
    baiyun: await as({ name: '白云人社', roles: [holding('county_bureau', '440111000000')] }),
    guangdong: await as({ name: '广东主管', roles: [holding('steering', '440000000000')] }),
    dushan: await as({ name: '独山人社', roles: [holding('county_bureau', '522726000000')] }),
  };
};
const items = (persons: number, indicator = 'I01', fromDay = '2026-01-01') => [{ indicator, persons, fromDay }];
const reason = '按年度工作要点（示例）';

test('a first target and an adjustment: in force only once the other side approves; the history keeps both', async () => {
  const { id, pingtang, baiyun } = await bench();
  const none = await pingtang(listTargets, { id });
  expect([none.year, none.speaksFor, none.signed, none.lines.every((l) => l.inForce === null)]).toEqual([2026, ['origin'], true, true]);
  expect(none.without.find((w) => w.id === 'I08')!.why.zh).toContain('比率');

  const sent = await pingtang(proposeTargets, { id, year: 2026, items: [...items(900), ...items(400, 'I02')], reason });
  expect(sent.items.map((p) => [p.indicator, p.persons, p.before, p.side, p.mayDecide, p.mayWithdraw])).toEqual([
    ['I01', 900, null, 'origin', false, true],
    ['I02', 400, null, 'origin', false, true],
  ]);
  expect((await pingtang(listTargets, { id })).lines[0]!.inForce).toBeNull();
  expect((await baiyun(listNotices, {})).items[0]!.text.zh).toMatch(/^平塘人社提出了.*2026 年的目标 2 项，等您这一方批准$/);
  const waiting = await baiyun(listProposals, {});
  expect([waiting.total, waiting.items.every((p) => p.mayDecide)]).toEqual([2, true]);
  expect((await pingtang(listProposals, {})).total).toBe(0);
  expect((await pingtang(listProposals, { waiting: 'ours', size: 1 })).next).not.toBeNull();

  await baiyun(approveTargets, { ids: sent.items.map((p) => p.id) });
  const set = await pingtang(listTargets, { id });
  expect(set.lines.map((l) => l.inForce?.persons ?? null)).toEqual([900, 400, null, null, null, null]);

  // an adjustment from July on: proposed by the host this time, approved by the origin
  const more = await baiyun(proposeTargets, { id, year: 2026, items: items(1100, 'I01', '2026-07-01'), reason: '增加岗位（示例）' });
  expect(more.items[0]).toMatchObject({ before: 900, side: 'host', proposedBy: '白云人社' });
  expect((await baiyun(listTargets, { id })).lines[0]!.inForce!.persons).toBe(900);
  await pingtang(approveTargets, { ids: [more.items[0]!.id] });
  const line = (await baiyun(listTargets, { id })).lines[0]!;
  expect(line.inForce).toEqual({ persons: 1100, fromDay: '2026-07-01' });
  expect(line.history.map((h) => [h.persons, h.before, h.proposedBy, h.approvedBy, h.late, h.superseded])).toEqual([
    [1100, 900, '白云人社', '平塘人社', false, null],
    [900, null, '平塘人社', '白云人社', false, null],
  ]);
});

test('what cannot be proposed or decided, each in its own words', async () => {
  const { id, store, as, pingtang, baiyun, guangdong, dushan } = await bench();
  const propose = (more: object) => pingtang(proposeTargets, { id, year: 2026, items: items(900), reason, ...more } as never);
  for (const [more, code, words] of [
    [{ items: items(10, 'I08') }, 'accords.noTarget', '稳岗率是比率'],
    [{ items: items(10, 'I04') }, 'accords.noTarget', '永远是 0'],
    [{ items: items(10, 'I11') }, 'accords.noTarget', '还没有启用'],
    [{ items: items(10, 'I77') }, 'accords.noSuchIndicator', '没有指标 I77'],
    [{ items: items(10, 'I01', '2025-06-01') }, 'accords.targetOtherYear', '不在 2026 年里'],
    [{ items: [...items(10), ...items(20)] }, 'accords.targetTwice', '写了两次'],
    [{ items: [...items(10), ...items(20, 'I02')] }, 'accords.targetMore', '不能超过它的 10 人'],
    [{ year: 2030, items: items(10, 'I01', '2030-01-01') }, 'accords.targetYearOutside', '2030 年不在期内'],
    [{ reason: '好' }, 'platform.invalid', ''],
    [{ items: items(0) }, 'platform.invalid', ''],
  ] as const) {
    const refused = await propose(more).then(
      () => null,
      (e: { code: string; body: { text: { zh: string; en: string } } }) => e,
    );
    expect([refused?.code, refused?.body.text.zh.includes(words)], JSON.stringify(more)).toEqual([code, true]);
    expect(refused!.body.text.en.length).toBeGreaterThan(10);
  }
  // nobody of neither side, not even to look
  await expect(dushan(proposeTargets, { id, year: 2026, items: items(5), reason })).rejects.toMatchObject({ code: 'platform.notFound' });
  await expect(dushan(listTargets, { id })).rejects.toMatchObject({ code: 'platform.notFound' });
  const station = await as(holding('station', '440111000000'));
  await expect(station(proposeTargets, { id, year: 2026, items: items(5), reason })).rejects.toMatchObject({ code: 'platform.forbidden' });
  expect((await station(listTargets, { id })).speaksFor).toEqual([]);

  const one = (await propose({})).items[0]!;
  await expect(propose({ items: items(950) })).rejects.toMatchObject({ code: 'accords.proposalOpen' });
  await expect(pingtang(approveTargets, { ids: [one.id] })).rejects.toMatchObject({
    code: 'accords.sameSide',
    body: { text: { zh: '这份提议是本方提出的，要由广东广州市白云区一方批准或退回；本方可以收回' } },
  });
  await expect(baiyun(withdrawTarget, { id: one.id, reason: '不是我提的' })).rejects.toMatchObject({ code: 'accords.targetNotYours' });
  await expect(dushan(approveTargets, { ids: [one.id] })).rejects.toMatchObject({ code: 'platform.notFound' });
  // somebody who holds both offices does not approve what they proposed
  const both = await as({ name: '两边都管', roles: [holding('steering', '440000000000'), holding('steering', '522700000000')] });
  const province = await signedAgreement(store, { level: 'prefecture', originCode: '522700000000', hostCode: '440100000000' });
  const own = (await both(proposeTargets, { id: province, year: 2026, items: items(5000), reason })).items[0]!;
  await expect(both(approveTargets, { ids: [own.id] })).rejects.toMatchObject({ code: 'accords.sameProposer' });

  // the office above speaks for its county; refused, it can be proposed anew; what is decided stays
  expect((await guangdong(refuseTarget, { id: one.id, reason: '人数偏高，请核减' })).state).toBe('refused');
  await expect(baiyun(approveTargets, { ids: [one.id] })).rejects.toMatchObject({ code: 'accords.proposalDecided' });
  const again = (await propose({ items: items(800) })).items[0]!;
  expect((await pingtang(withdrawTarget, { id: again.id, reason: '数字写错了' })).state).toBe('withdrawn');
  expect((await pingtang(listTargets, { id })).lines[0]!.past.map((p) => [p.state, p.answer])).toEqual([
    ['withdrawn', '数字写错了'],
    ['refused', '人数偏高，请核减'],
  ]);

  // not signed by both; a party nobody can tell apart
  const draft = await signedAgreement(store, { level: 'county', originCode: '522727000000', hostCode: '440112000000', both: false });
  await expect(pingtang(proposeTargets, { id: draft, year: 2026, items: items(5), reason })).rejects.toMatchObject({
    code: 'accords.targetNotSigned',
  });
  const zone = await signedAgreement(store, {
    level: 'county',
    originCode: '522727000000',
    hostCode: '440402000000',
    hostName: '横琴（功能区）',
  });
  await expect(pingtang(proposeTargets, { id: zone, year: 2026, items: items(5), reason })).rejects.toMatchObject({
    code: 'accords.targetTooFine',
  });
});

test('many approved at once are checked together; a part that would exceed its whole is not approved alone', async () => {
  const { id, store, pingtang, baiyun } = await bench();
  for (const [indicator, persons] of [
    ['I01', 100],
    ['I02', 60],
  ] as const)
    await agreedTarget(store, { agreementId: id, indicator, year: 2026, persons });
  const up = await pingtang(proposeTargets, {
    id,
    year: 2026,
    items: [...items(200, 'I01', '2026-06-01'), ...items(150, 'I02', '2026-06-01')],
    reason,
  });
  const [whole, part] = up.items as [(typeof up.items)[number], (typeof up.items)[number]];
  await expect(baiyun(approveTargets, { ids: [part.id] })).rejects.toMatchObject({ code: 'accords.targetMore' });
  await baiyun(approveTargets, { ids: [part.id, whole.id] });
  expect((await pingtang(listTargets, { id })).lines.slice(0, 2).map((l) => l.inForce!.persons)).toEqual([200, 150]);
  await expect(pingtang(proposeTargets, { id, year: 2026, items: items(250, 'I01', '2026-03-01'), reason })).rejects.toMatchObject({
    code: 'accords.targetEarlier',
  });
});

test('the database itself refuses: a decided proposal changes no more, its own side does not approve it, a target is not overwritten', async () => {
  const { id, store, pingtang } = await bench();
  const { items: made } = await pingtang(proposeTargets, { id, year: 2026, items: items(900), reason });
  const tried = (statement: string) =>
    store
      .transact({ role: 'system', writesFacts: true }, (db) => sql.raw(statement).execute(db))
      .then(
        () => 'done',
        (e: Error) => e.message,
      );
  const decided = (side: string) =>
    `update target_proposal set state = 'approved', decided_side = '${side}', decided_on = '2026-01-02', decided = clock_timestamp() where id = '${made[0]!.id}'`;
  expect(await tried(decided('origin'))).toContain('target_proposal_other_side');
  expect(await tried(`update target_proposal set persons = 1 where id = '${made[0]!.id}'`)).toMatch(/permission denied|does not change/);
  expect(await tried(decided('host'))).toBe('done');
  expect(await tried(`update target_proposal set state = 'refused' where id = '${made[0]!.id}'`)).toContain('nothing of it changes');
  await agreedTarget(store, { agreementId: id, indicator: 'I06', year: 2026, persons: 7 });
  expect(await tried(`update agreement_target set persons = 8 where agreement_id = '${id}'`)).toMatch(/permission denied|is versioned/);
  expect(await tried(`delete from agreement_target where agreement_id = '${id}'`)).toMatch(/permission denied|is versioned|refuse/);
});

test('targets of a year as a spreadsheet: what is in force, every proposal, only of agreements one may see', async () => {
  const { id, store, pingtang, baiyun } = await bench();
  const elsewhere = await signedAgreement(store, { level: 'county', originCode: '450102000000', hostCode: '440305000000' });
  await agreedTarget(store, { agreementId: elsewhere, indicator: 'I01', year: 2026, persons: 77777 });
  const sent = await pingtang(proposeTargets, { id, year: 2026, items: items(900), reason: '=1+1 也是文字' });
  await baiyun(approveTargets, { ids: [sent.items[0]!.id] });
  const file = (await pingtang(exportTargets, { year: 2026 })) as unknown as Uint8Array;
  const book = new exceljs.Workbook();
  await book.xlsx.load(Buffer.from(file) as never);
  expect(book.worksheets.map((s) => s.name)).toEqual(['2026年目标', '提议与调整', '口径与来源']);
  const [now, past] = book.worksheets;
  expect(now!.getRow(3).values).toEqual([
    undefined,
    '县级',
    '贵州黔南州平塘县',
    '广东广州市白云区',
    'I01',
    '帮助农村劳动力实现就业人数',
    900,
    '2026-01-01',
  ]);
  expect(now!.rowCount).toBe(3);
  expect(String(past!.getRow(3).getCell(12).value)).toBe("'=1+1 也是文字");
  expect(JSON.stringify(book.worksheets.map((s) => s.getSheetValues()))).not.toContain('77777');
});
