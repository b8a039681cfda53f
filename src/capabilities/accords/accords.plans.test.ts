import exceljs from 'exceljs';
import { beforeEach, describe, expect, test } from 'vitest';
import { listNotices } from '#capabilities/access/contractDesk.ts';
import type { Person } from '#capabilities/access/testing/people.ts';
import { personas } from '#capabilities/access/testing/personas.ts';
import { uploadFile } from '#platform/filesContract.ts';
import { insertVersion } from '#platform/server/versions.ts';
import { testClock } from '#platform/testing/testServices.ts';
import { testApp } from '#testApp.ts';
import {
  addResolution,
  closeItem,
  correctItem,
  countItems,
  createPlan,
  dropItem,
  exportItems,
  listItems,
  listPlans,
  moveItemDue,
  noteItem,
  openItem,
  PLAN_FILE,
  readItem,
  readMeeting,
  recordMeeting,
  sayItemDone,
  sendItemBack,
  startItem,
} from './contractPlans.ts';
import { remindItems } from './server/plans/remind.ts';
import { BAIYUN, itemFor, PINGTANG, signedAgreement } from './testing/plans.ts';

// business today of the tests: see testClock
const begin = async () => {
  const app = await testApp({ clock: testClock('2026-11-27T02:00:00Z') });
  const agreementId = await signedAgreement(app.store);
  const origin = await app.as('平塘县人社局');
  const host = await app.as('白云区人社局');
  const plan = await origin(createPlan, { agreementId, year: 2026, title: '2026 年工作要点' });
  return { ...app, agreementId, origin, host, planId: plan.id };
};
let at: Awaited<ReturnType<typeof begin>>;
beforeEach(async () => {
  at = await begin();
});
const refusal = (code: string, zh?: string) =>
  expect.objectContaining({ code, ...(zh ? { body: expect.objectContaining({ text: expect.objectContaining({ zh }) }) } : {}) });

describe('an item from the plan to its closing', () => {
  test('the leading side does it and says so with proof; the other side sends it back, then closes', async () => {
    const { origin, host, planId } = at;
    const { id } = await origin(openItem, itemFor(planId));
    expect(await origin(readItem, { id })).toMatchObject({
      number: 1,
      state: 'open',
      speaks: ['origin'],
      steps: ['started', 'said_done', 'due_moved', 'corrected', 'dropped'],
    });
    expect((await host(readItem, { id })).steps).toEqual(['due_moved', 'corrected', 'dropped']);
    await origin(startItem, { id });
    await host(noteItem, { id, words: '第一周的对账单收到' });
    await expect(origin(sayItemDone, { id, words: '办完了' })).rejects.toEqual(
      refusal('accords.proofMissing', '报办完要有凭据：传一份文件，或者写上本系统里那条记录的网址（以 / 开头）'),
    );
    await origin(sayItemDone, { id, words: '12 周', link: '/verification' });
    const seen = async () => (await host(readItem, { id })).seen;
    await expect(origin(closeItem, { id, seen: await seen() })).rejects.toEqual(
      refusal(
        'accords.closesOwnItem',
        '这件事由输出地牵头并报办完，要由输入地的“白云区人力资源和社会保障局”确认或退回；自己一边不能给自己办结',
      ),
    );
    await expect(origin(sendItemBack, { id, seen: await seen(), reason: '自己退回' })).rejects.toEqual(refusal('accords.closesOwnItem'));
    expect(await host(countItems, {})).toMatchObject({ toClose: 1, toRedo: 0 });
    await host(sendItemBack, { id, seen: await seen(), reason: '少了两周的对账单' });
    expect(await origin(countItems, {})).toMatchObject({ toClose: 0, toRedo: 1 });
    expect(await host(countItems, {})).toMatchObject({ toClose: 0, toRedo: 0 });
    await origin(sayItemDone, { id, link: '/verification' });
    const closed = await host(closeItem, { id, seen: await seen(), words: '齐了' });
    expect(closed).toMatchObject({ state: 'closed', steps: [] });
    expect(closed.history.map((h) => [h.deed, h.side, h.reason])).toEqual([
      ['closed', 'host', '齐了'],
      ['said_done', 'origin', ''],
      ['sent_back', 'host', '少了两周的对账单'],
      ['said_done', 'origin', ''],
      ['started', 'origin', ''],
      ['opened', 'origin', ''],
    ]);
    expect(closed.notes.map((n) => [n.kind, n.side])).toEqual([
      ['proof', 'origin'],
      ['proof', 'origin'],
      ['progress', 'host'],
    ]);
    await expect(origin(startItem, { id })).rejects.toEqual(
      refusal('accords.stepNotNow', '这件事现在是“已办结”，不能“开始办”；可能别人刚办过，请刷新再看'),
    );
    const told = await origin(listNotices, {});
    expect(told.items.map((n) => n.kind)).toEqual(expect.arrayContaining(['accords.itemSentBack', 'accords.itemClosed']));
    expect((await host(listNotices, {})).items.map((n) => n.kind)).toEqual(
      expect.arrayContaining(['accords.itemOpened', 'accords.itemSaidDone']),
    );
  });

  test('the due day moves within the year, with its reason; words and units are corrected; what was wrong stays in the history', async () => {
    const { origin, host, planId } = at;
    const { id } = await origin(openItem, itemFor(planId));
    await expect(host(moveItemDue, { id, dueDay: '2027-01-15', reason: '要跨年才办得完' })).rejects.toEqual(
      refusal(
        'accords.dueOutsideYear',
        '完成日 2027-01-15 不在 2026 年里。这是 2026 年的要点，完成日要在 2026-01-01 至 2026-12-31 之间；跨年的事请列进下一年',
      ),
    );
    await expect(host(moveItemDue, { id, dueDay: '2026-12-20', reason: '没有改动' })).rejects.toEqual(
      refusal('accords.dueSame', '完成日本来就是 2026-12-20，没有要改的'),
    );
    await host(moveItemDue, { id, dueDay: '2026-12-28', reason: '等对方的印章' });
    const now = await origin(correctItem, {
      id,
      seen: (await origin(readItem, { id })).seen,
      title: '每周对账单',
      outcome: '连续 12 周',
      origin: PINGTANG,
      host: BAIYUN,
      reason: '写漏一个字',
    });
    expect(now).toMatchObject({ title: '每周对账单', dueDay: '2026-12-28', state: 'open' });
    expect(now.history[0]!.changes.map((c) => [c.field, c.to])).toEqual([
      ['title', '每周对账单'],
      ['outcome', '连续 12 周'],
    ]);
    expect(now.history[1]).toMatchObject({
      deed: 'due_moved',
      side: 'host',
      reason: '等对方的印章',
      changes: [{ field: 'dueDay', from: '2026-12-20', to: '2026-12-28' }],
    });
    expect(await host(dropItem, { id, reason: '今年不办了' })).toMatchObject({ state: 'dropped', steps: [] });
  });

  test('bad input is told in sentences, and who has nothing to do with it sees nothing', async () => {
    const { as, origin, planId, agreementId, store } = at;
    await expect(origin(openItem, itemFor(planId, { dueDay: '2025-12-31' }))).rejects.toEqual(refusal('accords.dueOutsideYear'));
    await expect(origin(openItem, itemFor(planId, { host: { organisationId: null, name: '', areaCode: '' } }))).rejects.toMatchObject({
      code: 'platform.invalid',
      body: { errors: [{ path: 'host', rule: 'accords.unitMissing' }] },
    });
    await expect(origin(openItem, itemFor(planId, { host: { ...BAIYUN, areaCode: '522727000000' } }))).rejects.toEqual(
      refusal(
        'accords.unitOutside',
        '输入地的责任单位“白云区人力资源和社会保障局”在贵州黔南州平塘县，不在广东广州市白云区里，也不是它的上级；请换一个单位',
      ),
    );
    await expect(origin(openItem, itemFor(planId, { host: { organisationId: '00000000-0000-4000-8000-000000000fff' } }))).rejects.toEqual(
      refusal('accords.unitUnknown'),
    );
    await expect(origin(createPlan, { agreementId, year: 2026, title: '又一份' })).rejects.toEqual(refusal('accords.planThere'));
    await expect(origin(createPlan, { agreementId, year: 2028, title: '以后' })).rejects.toEqual(
      refusal('accords.yearOutside', '协议的期限是 2026-01-01 至 2027-12-31，2028 年不在里面'),
    );
    const { id } = await origin(openItem, itemFor(planId));
    await expect(origin(sayItemDone, { id, link: 'https://example.org/x' })).rejects.toMatchObject({
      body: { errors: [{ rule: 'accords.badLink' }] },
    });
    await expect(origin(noteItem, { id })).rejects.toEqual(refusal('accords.noteEmpty'));
    const elsewhere = await as('独山县人社局');
    await expect(elsewhere(readItem, { id })).rejects.toMatchObject({ code: 'platform.notFound' });
    await expect(elsewhere(startItem, { id })).rejects.toMatchObject({ code: 'platform.notFound' });
    expect((await elsewhere(listItems, {})).items).toEqual([]);
    // the office above speaks for it, the auditor only looks, the station that is not the unit does not act
    const above = await as('黔南州');
    expect((await above(readItem, { id })).speaks).toEqual(['origin']);
    expect((await (await as('审计'))(readItem, { id })).speaks).toEqual([]);
    const station = await as('白云劳务站');
    await expect(station(noteItem, { id, words: '不是我的' })).rejects.toEqual(refusal('accords.notYourItem'));
    await expect((await as('审计'))(startItem, { id })).rejects.toMatchObject({ code: 'platform.forbidden' });
    expect(await signedAgreement(store, { originCode: '522726000000' })).toBeTruthy();
  });
});

test('a resolution becomes one item, traceable both ways', async () => {
  const { origin, host, planId, agreementId, store } = at;
  const meeting = {
    agreementId,
    title: '联席会议',
    heldOn: '2026-03-10',
    place: '平塘',
    originChair: '分管副县长',
    hostChair: '分管副区长',
  };
  await expect(origin(recordMeeting, { ...meeting, heldOn: '2027-06-01' })).rejects.toEqual(refusal('accords.meetingLater'));
  await expect(origin(recordMeeting, { ...meeting, heldOn: '2025-06-01' })).rejects.toEqual(refusal('accords.meetingOutside'));
  const held = await origin(recordMeeting, meeting);
  const { list, planId: told } = await host(addResolution, { id: held.id, text: '每周对一次账' });
  expect(told).toBe(planId);
  const resolutionId = list[0]!.id;
  await expect(
    origin(openItem, { ...itemFor(planId), resolutionId, host: { organisationId: null, name: '某局', areaCode: '' } }),
  ).rejects.toMatchObject({
    body: { errors: [{ path: 'host', rule: 'accords.unitMissing' }] },
  });
  const item = await origin(openItem, { ...itemFor(planId), resolutionId });
  expect(item.resolution).toMatchObject({ id: resolutionId, number: 1, meetingId: held.id, heldOn: '2026-03-10' });
  expect((await host(readMeeting, { id: held.id })).list[0]!.item).toMatchObject({ id: item.id, number: 1, state: 'open' });
  await expect(host(openItem, { ...itemFor(planId), resolutionId })).rejects.toEqual(refusal('accords.resolutionTaken'));
  const another = await signedAgreement(store, { validFrom: '2026-01-01', hostCode: '440113000000' });
  const plan = await origin(createPlan, { agreementId: another, year: 2026, title: '另一份' });
  const { list: two } = await origin(addResolution, { id: held.id, text: '另外一条决议' });
  await expect(
    origin(openItem, {
      ...itemFor(plan.id, { host: { organisationId: null, name: '番禺区人社局', areaCode: '440113000000' } }),
      resolutionId: two[1]!.id,
    }),
  ).rejects.toEqual(refusal('accords.resolutionElsewhere'));
});

test('proof by file: one’s own upload, read by the other side, not by strangers', async () => {
  const { app, as, origin, host, planId } = at;
  const { id } = await origin(openItem, itemFor(planId));
  const send = async (who: Person) =>
    (
      await app.inject({
        method: 'POST',
        url: `/api${uploadFile.path}?name=${encodeURIComponent('对账单.png')}&purpose=${PLAN_FILE}`,
        headers: { 'content-type': 'application/octet-stream', cookie: [...who.jar].map(([k, v]) => `${k}=${v}`).join('; ') },
        payload: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64'),
      })
    ).json() as { id: string };
  const theirs = await send(host);
  await expect(origin(sayItemDone, { id, fileId: theirs.id })).rejects.toEqual(refusal('accords.fileNotYours'));
  const mine = await send(origin);
  const done = await origin(sayItemDone, { id, fileId: mine.id });
  expect(done.notes[0]!.file).toEqual({ id: mine.id, name: '对账单.png' });
  const take = async (who: Person) =>
    (await app.inject({ url: `/api/files/${mine.id}`, headers: { cookie: [...who.jar].map(([k, v]) => `${k}=${v}`).join('; ') } }))
      .statusCode;
  expect(await take(host)).toBe(200);
  expect(await take(await as('独山县人社局'))).toBe(404);
});

test('the numbers of the inbox are the lists they open, for every office', async () => {
  const { as, origin, host, planId, store, clock } = at;
  const today = clock.today();
  const ask = (more: object) => origin(openItem, itemFor(planId, more));
  await ask({ dueDay: '2026-01-31' });
  await ask({ dueDay: '2026-02-28', lead: 'host' });
  const said = await ask({ dueDay: '2026-01-15', lead: 'host' });
  await host(sayItemDone, { id: said.id, link: '/verification' });
  const back = await ask({ dueDay: '2026-01-16' });
  const { seen } = await origin(sayItemDone, { id: back.id, link: '/verification' });
  await host(sendItemBack, { id: back.id, seen, reason: '再补一份材料' });
  for (const who of ['平塘县人社局', '白云区人社局', '黔南州', '广东省', '独山县人社局', '白云劳务站'] as const) {
    const desk = who === '平塘县人社局' ? origin : who === '白云区人社局' ? host : await as(who);
    const n = await desk(countItems, {});
    const lists = await Promise.all(
      (['late', 'soon', 'toClose', 'toRedo'] as const).map(async (which) => (await desk(listItems, { which, mine: true })).total),
    );
    expect([n.late, n.soon, n.toClose, n.toRedo], `${who} on ${today}`).toEqual(lists);
  }
  expect(await origin(countItems, {})).toMatchObject({ late: 3, toClose: 1, toRedo: 1 });
  expect(await host(countItems, {})).toMatchObject({ late: 3, toClose: 0, toRedo: 0 });
  expect((await origin(listPlans, { agreementId: at.agreementId })).items[0]!.counts).toEqual({
    total: 4,
    living: 4,
    late: 3,
    soon: 0,
    saidDone: 1,
    closed: 0,
  });
  // once a week: one notice for each account of both offices
  const sent = await store.transact({ role: 'system' }, (db) => remindItems(db, today));
  expect(sent).toBe(2);
  const [notice] = (await host(listNotices, { kind: 'accords.itemsWeekly' })).items;
  expect(notice?.text.zh).toBe('工作要点：逾期 3 件，14 天内到期 0 件，等您确认办结 0 件');
});

test('the list as a spreadsheet: what is filtered, on record', async () => {
  const { origin, as, planId } = at;
  await origin(openItem, itemFor(planId, { title: '=1+1 公式' }));
  await origin(openItem, itemFor(planId, { lead: 'host' }));
  const clerk = await as({ name: '韦正平', roles: [personas.平塘县人社局], steppedUp: true });
  const file = (await clerk(exportItems, { lead: 'origin' })) as unknown as Buffer;
  const book = new exceljs.Workbook();
  await book.xlsx.load(file as never);
  const sheet = book.getWorksheet('工作要点')!;
  expect(sheet.rowCount).toBe(3);
  expect(sheet.getRow(3).getCell(4).value).toBe("'=1+1 公式");
  expect(book.getWorksheet('口径与来源')!.getRow(3).getCell(2).value).toBe(1);
  await expect(origin(exportItems, {})).rejects.toMatchObject({ code: 'access.stepUpNeeded' });
});

test('what both sides ended early is over for plans and meetings too', async () => {
  const { origin, agreementId, store } = at;
  await store.transact({ role: 'system', writesFacts: true }, (db) =>
    insertVersion(db, 'agreement_end', {
      agreementId,
      state: 'confirmed',
      lastDay: '2026-03-31',
      proposedSide: 'origin',
      reason: '并入市级协议',
    }),
  );
  await expect(origin(createPlan, { agreementId, year: 2027, title: '明年的要点' })).rejects.toEqual(
    refusal('accords.yearOutside', '协议的期限是 2026-01-01 至 2026-03-31，2027 年不在里面'),
  );
  const meeting = { agreementId, title: '联席会议', place: '平塘', originChair: '分管副县长', hostChair: '分管副区长' };
  await expect(origin(recordMeeting, { ...meeting, heldOn: '2026-04-10' })).rejects.toEqual(
    refusal('accords.meetingOutside', '会议日期 2026-04-10 不在协议期限 2026-01-01 至 2026-03-31 里'),
  );
  expect(await origin(recordMeeting, { ...meeting, heldOn: '2026-03-31' })).toMatchObject({ heldOn: '2026-03-31' });
});
