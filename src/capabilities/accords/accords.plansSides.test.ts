// Work points and meetings: for whoever may see the agreement, and not written over unseen; what a side leaves to the other one.
import { beforeEach, describe, expect, test } from 'vitest';
import { listNotices } from '#capabilities/access/contractDesk.ts';
import { personas } from '#capabilities/access/testing/personas.ts';
import { testClock } from '#platform/testing/testServices.ts';
import { testApp } from '#testApp.ts';
import {
  closeItem,
  correctItem,
  correctMeeting,
  createPlan,
  dropItem,
  listItems,
  listMeetings,
  listPlans,
  moveItemDue,
  openItem,
  readItem,
  readMeeting,
  recordMeeting,
  sayItemDone,
  sendItemBack,
} from './contractPlans.ts';
import { BAIYUN, signedAgreement as forPlans, itemFor, PINGTANG } from './testing/plans.ts';
import { signedAgreement } from './testing/signed.ts';

let app: Awaited<ReturnType<typeof testApp>>;
const holding = (role: 'county_bureau' | 'steering' | 'station' | 'village_cadre', areaCode: string) => ({
  role,
  areaCode,
  relation: null,
});
beforeEach(async () => {
  app = await testApp({ clock: testClock('2026-11-27T02:00:00Z') });
});
const meetingOf = (agreementId: string) => ({
  agreementId,
  title: '联席会议',
  heldOn: '2026-03-10',
  place: '平塘',
  originChair: '分管副县长',
  hostChair: '分管副区长',
});

test('a zone with a name of its own is a part of its city: the other counties of it see neither its plans nor its meetings', async () => {
  const agreementId = await signedAgreement(app.store, {
    level: 'county',
    originCode: '522727000000',
    hostCode: '440400000000',
    hostName: '横琴（功能区）',
    validFrom: '2026-01-01',
    validTo: '2027-12-31',
  });
  const origin = await app.as('平塘县人社局');
  const zhuhai = await app.as({ name: '珠海主管', roles: [holding('steering', '440400000000')] });
  const doumen = await app.as({ name: '斗门人社', roles: [holding('county_bureau', '440403000000')] });
  const xiangzhou = await app.as({ name: '香洲人社', roles: [holding('county_bureau', '440402000000')] });
  const { id: planId } = await origin(createPlan, { agreementId, year: 2026, title: '2026 年工作要点' });
  // the office of the zone sits in 香洲, which answers for it
  const { id } = await origin(
    openItem,
    itemFor(planId, { host: { organisationId: null, name: '横琴民生事务局', areaCode: '440402000000' } }),
  );
  const { id: upper } = await origin(
    openItem,
    itemFor(planId, { host: { organisationId: null, name: '广东省人社厅', areaCode: '440000000000' } }),
  );
  const { id: meetingId } = await origin(recordMeeting, meetingOf(agreementId));
  const sees = async (who: typeof origin) => ({
    items: (await who(listItems, { agreementId })).items.map((i) => i.id).sort(),
    plans: (await who(listPlans, {})).total,
    meetings: (await who(listMeetings, {})).total,
  });
  expect(await sees(zhuhai)).toEqual({ items: [id, upper].sort(), plans: 1, meetings: 1 });
  expect(await sees(xiangzhou)).toEqual({ items: [id], plans: 0, meetings: 0 });
  expect(await sees(doumen)).toEqual({ items: [], plans: 0, meetings: 0 });
  for (const who of [doumen, xiangzhou])
    await expect(who(readMeeting, { id: meetingId })).rejects.toMatchObject({ code: 'platform.notFound' });
  await expect(doumen(readItem, { id })).rejects.toMatchObject({ code: 'platform.notFound' });
  // a unit above the party does not open the item to everything below that unit
  await expect((await app.as('白云区人社局'))(readItem, { id: upper })).rejects.toMatchObject({ code: 'platform.notFound' });
});

test('only the grant that may see plans counts, not another one over the same place', async () => {
  const agreementId = await forPlans(app.store);
  const origin = await app.as('平塘县人社局');
  const { id: planId } = await origin(createPlan, { agreementId, year: 2026, title: '2026 年工作要点' });
  const { id } = await origin(openItem, itemFor(planId));
  const { id: meetingId } = await origin(recordMeeting, meetingOf(agreementId));
  const mixed = await app.as({ name: '两处任职', roles: [holding('village_cadre', '522727104213'), personas.独山县人社局] });
  await expect(mixed(readItem, { id })).rejects.toMatchObject({ code: 'platform.notFound' });
  await expect(mixed(readMeeting, { id: meetingId })).rejects.toMatchObject({ code: 'platform.notFound' });
  expect([(await mixed(listItems, {})).total, (await mixed(listPlans, {})).total, (await mixed(listMeetings, {})).total]).toEqual([
    0, 0, 0,
  ]);
});

describe('nobody writes over, closes or sends back what they have not seen', () => {
  const bench = async () => {
    const agreementId = await forPlans(app.store);
    const [origin, host] = [await app.as('平塘县人社局'), await app.as('白云区人社局')];
    const { id: planId } = await origin(createPlan, { agreementId, year: 2026, title: '2026 年工作要点' });
    return { agreementId, origin, host, planId, item: await origin(openItem, itemFor(planId)) };
  };
  const changed = (by: string) => ({ code: 'platform.changed', body: { details: { by } } });

  test('a correction on top of another one is refused and shows what stands', async () => {
    const { origin, host, item } = await bench();
    const words = { id: item.id, title: item.title, outcome: item.outcome, origin: PINGTANG, host: BAIYUN, reason: '核对以后更正' };
    const first = await host(correctItem, { ...words, seen: item.seen, outcome: '连续 24 周双方签过的对账单' });
    await expect(origin(correctItem, { ...words, seen: item.seen, title: '每月对账' })).rejects.toMatchObject({
      ...changed('白云区人社局'),
      body: { details: { current: { seen: first.seen, outcome: '连续 24 周双方签过的对账单' } } },
    });
    expect(await origin(readItem, { id: item.id })).toMatchObject({ title: item.title, outcome: '连续 24 周双方签过的对账单' });
    // the other side is told, of a drop too
    expect((await origin(listNotices, {})).items[0]!.text.zh).toBe(`白云区人社局更正了“${item.title}”：核对以后更正`);
    await host(dropItem, { id: item.id, reason: '今年不办了' });
    expect((await origin(listNotices, {})).items.map((n) => n.kind)).toContain('accords.itemDropped');
    await expect(origin(correctItem, words as never)).rejects.toMatchObject({ code: 'platform.invalid' });
  });

  test('what was sent back and said done again in between is looked at anew', async () => {
    const { origin, host, item } = await bench();
    const { id } = item;
    const { seen } = await origin(sayItemDone, { id, link: '/verification' });
    const above = await app.as('广东省');
    await above(sendItemBack, { id, seen, reason: '还差一份材料' });
    await origin(sayItemDone, { id, link: '/agreements' });
    await expect(host(closeItem, { id, seen })).rejects.toMatchObject(changed('平塘县人社局'));
    await expect(host(sendItemBack, { id, seen, reason: '还差一份材料' })).rejects.toMatchObject(changed('平塘县人社局'));
    const now = await host(readItem, { id });
    expect((await host(closeItem, { id, seen: now.seen })).state).toBe('closed');
  });

  test('a meeting', async () => {
    const { origin, host, agreementId } = await bench();
    const { agreementId: _, ...facts } = meetingOf(agreementId);
    const held = await origin(recordMeeting, meetingOf(agreementId));
    await host(correctMeeting, { id: held.id, seen: held.seen, ...facts, place: '白云', reason: '地点写错' });
    await expect(
      origin(correctMeeting, { id: held.id, seen: held.seen, ...facts, heldOn: '2026-03-11', reason: '日期写错' }),
    ).rejects.toMatchObject(changed('白云区人社局'));
    const now = await origin(readMeeting, { id: held.id });
    expect(now.place).toBe('白云');
    await origin(correctMeeting, { id: held.id, seen: now.seen, ...facts, place: '白云', heldOn: '2026-03-11', reason: '日期写错' });
  });

  test('a side changes its own responsible unit, not that of the other', async () => {
    const { origin, host, item } = await bench();
    const words = { id: item.id, seen: item.seen, title: item.title, outcome: item.outcome, reason: '换责任单位' };
    const training = { organisationId: null, name: '白云区就业训练中心', areaCode: '440111000000' };
    await expect(origin(correctItem, { ...words, origin: PINGTANG, host: training })).rejects.toMatchObject({
      code: 'accords.unitOfOtherSide',
      body: { text: { zh: expect.stringMatching(/“白云区人力资源和社会保障局”由输入地自己改/) } },
    });
    expect((await host(correctItem, { ...words, origin: PINGTANG, host: training })).units.host.name).toBe('白云区就业训练中心');
  });

  test('the account that said it is done does not close it, also where it speaks for both sides', async () => {
    const { host, item } = await bench();
    const { id } = item;
    const both = await app.as({ name: '两头', roles: [personas.平塘县人社局, personas.白云区人社局] });
    const said = await both(sayItemDone, { id, link: '/verification' });
    expect(said.steps).toEqual(['sent_back']);
    await expect(both(closeItem, { id, seen: said.seen })).rejects.toMatchObject({ code: 'accords.closesOwnSaying' });
    expect((await host(closeItem, { id, seen: said.seen })).state).toBe('closed');
    await expect(both(moveItemDue, { id, dueDay: '2026-12-28', reason: '办结以后' })).rejects.toMatchObject({ code: 'accords.stepNotNow' });
  });
});
