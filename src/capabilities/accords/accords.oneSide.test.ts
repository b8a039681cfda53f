// What one side alone cannot do to what both agreed on, and what strangers are not told.
import { beforeEach, expect, test } from 'vitest';
import { listNotices } from '#capabilities/access/contractDesk.ts';
import type { Person } from '#capabilities/access/testing/people.ts';
import { personas } from '#capabilities/access/testing/personas.ts';
import { prepareRegions } from '#capabilities/regions/server/service.ts';
import { testClock } from '#platform/testing/testServices.ts';
import { testApp } from '../../testApp.ts';
import {
  answerEnd,
  approveTargets,
  checkAgreement,
  correctAgreement,
  createAgreement,
  discardDraft,
  listTargets,
  proposeEnd,
  proposeTargets,
  readAgreement,
  refuseTarget,
  signAgreement,
} from './contract.ts';
import { createPlan, listItems, openItem, readItem } from './contractPlans.ts';
import { draft, inForce, signedByBoth, voided } from './testing/agreements.ts';
import { itemFor } from './testing/plans.ts';

let app: Awaited<ReturnType<typeof testApp>>;
let pingtang: Person;
let baiyun: Person;
const office = (name: keyof typeof personas): Promise<Person> => app.as({ name, roles: [personas[name]], steppedUp: true });
const county = (name: string, areaCode: string): Promise<Person> =>
  app.as({ name, roles: [{ role: 'county_bureau', areaCode, relation: null }], steppedUp: true });
beforeEach(async () => {
  app = await testApp({ clock: testClock('2026-11-27T02:00:00Z') });
  await app.store.transact({ role: 'system' }, prepareRegions);
  pingtang = await office('平塘县人社局');
  baiyun = await office('白云区人社局');
});
const kinds = async (who: Person) => (await who(listNotices, {})).items.map((n) => n.kind);

test('a running agreement: what both signed is not corrected by one side; while signatures are void nothing of it goes, and its sides stay', async () => {
  const force = await inForce(pingtang, baiyun);
  const plan = await baiyun(createPlan, { agreementId: force.id, year: 2026, title: '2026 年工作要点' });
  const { id: itemId } = await baiyun(openItem, itemFor(plan.id));
  const [sent] = (await baiyun(proposeTargets, {
    id: force.id,
    year: 2026,
    items: [{ indicator: 'I01', persons: 900, fromDay: '2026-01-01' }],
    reason: '按年度工作要点（示例）',
  }).then((p) => p.items))!;
  const now = { ...draft(), id: force.id, seen: force.recorded, reason: '另有安排' };

  // to another county: the new party would read what the old one agreed on
  for (const more of [
    { hostCode: '440106000000' },
    { originCode: '522726000000' },
    { hostCode: '440100000000', hostName: '空港（功能区）' },
    { level: 'prefecture' as const, originCode: '522700000000', hostCode: '440100000000' },
  ])
    await expect(pingtang(correctAgreement, { ...now, ...more })).rejects.toMatchObject({
      code: 'accords.sidesFixed',
      body: { text: { zh: expect.stringMatching(/层级和两方不能再改/) } },
    });
  // what both signed asks whether it is really this person, and its substance is not one side's
  await expect((await app.as('平塘县人社局'))(correctAgreement, { ...now, covers: '改了内容' })).rejects.toMatchObject({
    code: 'access.stepUpNeeded',
  });
  await expect(pingtang(correctAgreement, { ...now, covers: '改了内容', validTo: '2026-12-31' })).rejects.toMatchObject({
    code: 'accords.agreedByBoth',
    body: { text: { zh: expect.stringMatching(/双方都签了，结束日期、主要内容不能由一方更正。请提出新文本/) } },
  });
  expect(await pingtang(readAgreement, { id: force.id })).toMatchObject({ state: 'force', covers: force.covers });
  // void by a correction of earlier days
  await voided(app.store, force.id);
  const unsigned = await pingtang(readAgreement, { id: force.id });
  expect(unsigned).toMatchObject({
    state: 'draft',
    originSigned: null,
    hostSigned: null,
    voided: true,
    may: { discard: false, lay: false },
  });
  await expect(pingtang(discardDraft, { id: force.id, seen: unsigned.recorded, reason: '不要这份了' })).rejects.toMatchObject({
    code: 'accords.signedByBothOnce',
    body: { text: { zh: expect.stringMatching(/双方签过字，不能撤销/) } },
  });
  await expect(pingtang(correctAgreement, { ...now, hostCode: '440106000000' })).rejects.toMatchObject({
    code: 'accords.sidesFixed',
  });
  // all that hangs on it is still there for both
  for (const who of [pingtang, baiyun]) {
    expect((await who(readAgreement, { id: force.id })).id).toBe(force.id);
    expect((await who(readItem, { id: itemId })).id).toBe(itemId);
    expect((await who(listItems, { agreementId: force.id })).total).toBe(1);
    expect((await who(listTargets, { id: force.id })).signed).toBe(false);
  }
  // no target is agreed on while the text under it is not
  await expect(pingtang(approveTargets, { ids: [sent!.id] })).rejects.toMatchObject({ code: 'accords.targetNotSigned' });
  const again = await signedByBoth(pingtang, baiyun, unsigned, { origin: '2026-11-20', host: '2026-11-21' });
  expect(again.state).toBe('force');
  await pingtang(approveTargets, { ids: [sent!.id] });
  expect((await baiyun(listTargets, { id: force.id })).lines[0]!.inForce?.persons).toBe(900);
});

test('offices inside a side go on reading what was signed for them once its signatures are void', async () => {
  const [qiannan, guangzhou] = [await office('黔南州'), await office('广州市')];
  const dushan = await app.as('独山县人社局');
  const text = draft({ level: 'prefecture', originCode: '522700000000', hostCode: '440100000000', title: '黔南州—广州市协议（示例）' });
  const made = await qiannan(createAgreement, text);
  const seenBy = (id: string) =>
    dushan(readAgreement, { id }).then(
      () => 'read',
      (e: { code: string }) => e.code,
    );
  await qiannan(signAgreement, { id: made.id, seen: made.recorded, side: 'origin', post: '局长', signedOn: '2022-01-05' });
  expect(await seenBy(made.id)).toBe('platform.notFound');
  await guangzhou(signAgreement, { id: made.id, seen: made.recorded, side: 'host', post: '局长', signedOn: '2022-01-06' });
  expect(await seenBy(made.id)).toBe('read');
  await voided(app.store, made.id);
  expect(await seenBy(made.id)).toBe('read');
});

test('targets are approved only within the period, which may have been cut since they were proposed', async () => {
  const force = await inForce(pingtang, baiyun);
  const [sent] = (
    await pingtang(proposeTargets, {
      id: force.id,
      year: 2027,
      items: [{ indicator: 'I01', persons: 900, fromDay: '2027-01-01' }],
      reason: '明年的目标（示例）',
    })
  ).items;
  const end = await pingtang(proposeEnd, { id: force.id, side: 'origin', lastDay: '2026-12-31', reason: '另签新一轮协议' });
  await baiyun(answerEnd, { id: force.id, seen: end.end!.recorded, confirm: true });
  await expect(baiyun(approveTargets, { ids: [sent!.id] })).rejects.toMatchObject({ code: 'accords.targetYearOutside' });
  // it can still be sent back; the notice names the indicator in the reader's language
  await baiyun(refuseTarget, { id: sent!.id, reason: '协议年底结束' });
  const { text } = (await pingtang(listNotices, { kind: 'accords.targetRefused' })).items[0]!;
  expect(text.zh).toContain('帮助农村劳动力实现就业人数');
  expect(text.en).not.toContain('帮助农村劳动力实现就业人数');
});

test('a draft: whoever was a side until a correction is told, and so is the other side when it is discarded', async () => {
  const tianhe = await county('天河区人社局', '440106000000');
  const made = await pingtang(createAgreement, draft());
  const moved = await pingtang(correctAgreement, { ...draft({ hostCode: '440106000000' }), id: made.id, seen: made.recorded });
  const [gone] = (await baiyun(listNotices, {})).items;
  expect([gone!.kind, gone!.link]).toEqual(['accords.sideMoved', null]);
  await expect(baiyun(readAgreement, { id: made.id })).rejects.toMatchObject({ code: 'platform.notFound' });
  expect(await kinds(tianhe)).toEqual(['accords.agreementCorrected']);
  await pingtang(discardDraft, { id: made.id, seen: moved.recorded, reason: '录重了一份' });
  expect(await kinds(tianhe)).toContain('accords.draftDiscarded');
  expect(await kinds(pingtang)).toEqual([]);
});

test('one signature fixes the sides; it does not bind the other side to keep the draft', async () => {
  const made = await pingtang(createAgreement, draft());
  await pingtang(signAgreement, { id: made.id, seen: made.recorded, side: 'origin', post: '局长', signedOn: '2022-01-05' });
  const now = { id: made.id, seen: made.recorded, reason: '核对以后更正' };
  await expect(baiyun(correctAgreement, { ...now, ...draft({ originCode: '522726000000' }) })).rejects.toMatchObject({
    code: 'accords.sidesFixed',
  });
  const corrected = await baiyun(correctAgreement, { ...now, ...draft({ covers: '改了内容' }) });
  expect(await kinds(pingtang)).toContain('accords.signaturesVoid');
  await expect(
    baiyun(correctAgreement, { ...now, seen: corrected.recorded, ...draft({ covers: '改了内容', hostCode: '440106000000' }) }),
  ).rejects.toMatchObject({ code: 'accords.sidesFixed' });
  expect(corrected.may.discard).toBe(true);
  await baiyun(discardDraft, { id: made.id, seen: corrected.recorded, reason: '没有谈成' });
});

test('an early end is not answered by the account that proposed it, also where it holds both offices', async () => {
  const force = await inForce(pingtang, baiyun);
  const both = await app.as({ name: '两头', roles: [personas.平塘县人社局, personas.白云区人社局], steppedUp: true });
  const asked = await both(proposeEnd, { id: force.id, side: 'origin', lastDay: '2026-12-31', reason: '另签新一轮协议' });
  expect(asked.may.answerEnd).toBe(false);
  const answer = { id: force.id, seen: asked.end!.recorded, confirm: true };
  await expect(both(answerEnd, answer)).rejects.toMatchObject({ code: 'accords.ownEnd' });
  expect((await baiyun(answerEnd, answer)).end!.state).toBe('confirmed');
});

test('the check of a form tells nothing of a pair of others', async () => {
  const made = await pingtang(createAgreement, draft());
  const asked = {
    level: 'county' as const,
    originCode: '522727000000',
    hostCode: '440111000000',
    validFrom: '2026-01-01',
    validTo: '2026-12-31',
  };
  const ids = async (who: Person) => {
    const { drafts, overlaps } = await who(checkAgreement, asked);
    return [drafts.map((d) => d.id), overlaps.map((o) => o.id)];
  };
  const strangers = [await app.as('独山县人社局'), await app.as('广西'), await county('天河区人社局', '440106000000')];
  for (const who of strangers) expect(await ids(who)).toEqual([[], []]);
  for (const who of [baiyun, await app.as('黔南州'), await app.as('审计')]) expect(await ids(who)).toEqual([[made.id], []]);
  await signedByBoth(pingtang, baiyun, made);
  for (const who of strangers) expect(await ids(who)).toEqual([[], []]);
  expect(await ids(baiyun)).toEqual([[], [made.id]]);
});
