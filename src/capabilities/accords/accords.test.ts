// Agreements through the whole server: their life, who may do what, what is refused and how.
import { beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '#capabilities/access/testing/people.ts';
import { ORG, personas } from '#capabilities/access/testing/personas.ts';
import { addService, createOrganisation } from '#capabilities/organisations/contract.ts';
import { prepareRegions } from '#capabilities/regions/server/service.ts';
import { testClock } from '#platform/testing/testServices.ts';
import { testApp } from '../../testApp.ts';
import {
  addGroup,
  answerEnd,
  checkAgreement,
  correctAgreement,
  createAgreement,
  discardDraft,
  endGroup,
  exportAgreements,
  listAgreements,
  proposeEnd,
  readAgreement,
  signAgreement,
} from './contract.ts';
import { draft, inForce, signedByBoth } from './testing/agreements.ts';

let app: Awaited<ReturnType<typeof testApp>>;
let pingtang: Person;
let baiyun: Person;
const office = (name: keyof typeof personas): Promise<Person> => app.as({ name, roles: [personas[name]], steppedUp: true });
beforeEach(async () => {
  app = await testApp({ clock: testClock('2026-11-27T02:00:00Z') });
  await app.store.transact({ role: 'system' }, prepareRegions);
  pingtang = await office('平塘县人社局');
  baiyun = await office('白云区人社局');
});
const audits = (action: string) =>
  app.store.transact({ role: 'system' }, (db) => db.selectFrom('audit').selectAll().where('action', '=', action).orderBy('id').execute());
const refused = (code: string, zh?: RegExp) => ({ code, ...(zh ? { body: { text: { zh: expect.stringMatching(zh) } } } : {}) });

describe('the life of an agreement', () => {
  test('a draft that both sides see, signed by each office, in force; each step on record', async () => {
    const made = await pingtang(createAgreement, draft());
    expect(made).toMatchObject({
      state: 'draft',
      origin: { zh: '贵州黔南州平塘县' },
      host: { zh: '广东广州市白云区' },
      pairing: 'paired',
      originSigned: null,
      may: { write: true, discard: true, sign: ['origin'], proposeEnd: [], groups: ['origin', 'joint'] },
    });
    // the other side and whoever stands above either; nobody else, who is not told that it exists
    for (const who of ['白云区人社局', '黔南州', '贵州省', '广州市', '广东省', '审计'] as const)
      expect((await (await app.as(who))(readAgreement, { id: made.id })).id).toBe(made.id);
    for (const who of ['独山县人社局', '广西'] as const)
      await expect((await app.as(who))(readAgreement, { id: made.id })).rejects.toMatchObject({ code: 'platform.notFound' });
    for (const who of ['先进村', '穗味餐饮', '培训学校', '系统管理员'] as const)
      await expect((await app.as(who))(readAgreement, { id: made.id })).rejects.toMatchObject({ code: 'platform.forbidden' });

    const sign = { id: made.id, seen: made.recorded, post: '县人力资源和社会保障局局长', signedOn: '2022-01-05' };
    // a fresh password, the very office, not for both
    await expect((await app.as('平塘县人社局'))(signAgreement, { ...sign, side: 'origin' })).rejects.toMatchObject({
      code: 'access.stepUpNeeded',
    });
    for (const above of ['黔南州', '贵州省'] as const)
      await expect((await office(above))(signAgreement, { ...sign, side: 'origin' })).rejects.toMatchObject(
        refused('accords.notYourOffice', /要由贵州黔南州平塘县本级的主管账号办理/),
      );
    await expect(pingtang(signAgreement, { ...sign, side: 'host' })).rejects.toMatchObject({ code: 'accords.notYourOffice' });
    await expect(pingtang(signAgreement, { ...sign, side: 'origin', signedOn: '2027-01-01' })).rejects.toMatchObject(
      refused('accords.signedLater', /2027-01-01 还没有到/),
    );
    const half = await pingtang(signAgreement, { ...sign, side: 'origin' });
    expect(half).toMatchObject({ state: 'signing', originSigned: '2022-01-05', may: { sign: [], discard: false } });
    await expect(pingtang(signAgreement, { ...sign, side: 'origin' })).rejects.toMatchObject(
      refused('accords.signedAlready', /2022-01-05 签过/),
    );
    expect((await baiyun(listAgreements, { waiting: true })).items.map((a) => a.id)).toEqual([made.id]);
    expect((await pingtang(listAgreements, { waiting: true })).items).toEqual([]);
    const whole = await baiyun(signAgreement, { ...sign, side: 'host', post: '区人社局局长', signedOn: '2022-01-08' });
    expect(whole).toMatchObject({ state: 'force', hostSigned: '2022-01-08', lastDay: '2027-12-31', may: { proposeEnd: ['host'] } });
    expect(whole.signatures.map((s) => [s.side, s.post, s.by])).toEqual([
      ['host', '区人社局局长', '白云区人社局'],
      ['origin', '县人力资源和社会保障局局长', '平塘县人社局'],
    ]);
    expect((await audits('accords.signAgreement')).map((a) => [a.area, a.subjectId])).toEqual([
      ['522727000000', made.id],
      ['522727000000', made.id],
    ]);
    // the list as of a day: before the second signature it was half signed
    const on = async (asOf: string) => (await pingtang(listAgreements, { asOf })).items.map((a) => a.state);
    expect([await on('2022-01-01'), await on('2022-01-06'), await on('2022-01-08'), await on('2028-01-01')]).toEqual([
      ['draft'],
      ['signing'],
      ['force'],
      ['ended'],
    ]);
  });

  test('one account never signs for both sides', async () => {
    const both = await app.as({ name: '两头', roles: [personas.平塘县人社局, personas.白云区人社局], steppedUp: true });
    const made = await both(createAgreement, draft());
    expect(made.may.sign).toEqual(['origin', 'host']);
    const sign = { id: made.id, seen: made.recorded, post: '局长', signedOn: '2022-01-05' };
    await both(signAgreement, { ...sign, side: 'origin' });
    await expect(both(signAgreement, { ...sign, side: 'host' })).rejects.toMatchObject(refused('accords.bothSides', /不能代两方/));
  });

  test('a draft is changed freely; after a signature substance voids it, the rest does not; nobody signs what they have not seen', async () => {
    const made = await pingtang(createAgreement, draft());
    const fixed = await baiyun(correctAgreement, { ...draft({ validTo: '2026-12-31' }), id: made.id, seen: made.recorded });
    expect(fixed.versions.map((v) => [v.by, v.changes])).toEqual([
      ['白云区人社局', [{ field: 'validTo', from: '2027-12-31', to: '2026-12-31' }]],
      ['平塘县人社局', []],
    ]);
    await expect(
      pingtang(signAgreement, { id: made.id, seen: made.recorded, side: 'origin', post: '局长', signedOn: '2022-01-05' }),
    ).rejects.toMatchObject({ code: 'platform.changed' });
    await expect(
      pingtang(correctAgreement, { ...draft({ validTo: '2026-12-31' }), id: made.id, seen: fixed.recorded }),
    ).rejects.toMatchObject({
      code: 'accords.nothingChanged',
    });
    const force = await signedByBoth(pingtang, baiyun, fixed);
    const now = { ...draft({ validTo: '2026-12-31' }), id: made.id };
    await expect(pingtang(correctAgreement, { ...now, seen: force.recorded, note: '补登' })).rejects.toMatchObject(
      refused('accords.reasonNeeded', /要写明原因/),
    );
    const noted = await pingtang(correctAgreement, {
      ...now,
      seen: force.recorded,
      documentNumber: '示例〔2022〕1号',
      note: '补登文号',
      reason: '补登文号',
    });
    expect(noted).toMatchObject({ state: 'force', documentNumber: '示例〔2022〕1号' });
    // the substance of what both have signed is not one side's
    await expect(
      pingtang(correctAgreement, {
        ...now,
        documentNumber: '示例〔2022〕1号',
        note: '补登文号',
        validTo: '2026-11-30',
        seen: noted.recorded,
        reason: '结束日期录错',
      }),
    ).rejects.toMatchObject(refused('accords.agreedByBoth', /结束日期不能由一方更正/));
  });

  test('one side has signed: substance corrected voids it, and it signs again', async () => {
    const made = await pingtang(createAgreement, draft());
    await pingtang(signAgreement, { id: made.id, seen: made.recorded, side: 'origin', post: '局长', signedOn: '2022-01-05' });
    const voided = await baiyun(correctAgreement, {
      ...draft({ validTo: '2026-11-30' }),
      id: made.id,
      seen: made.recorded,
      reason: '结束日期录错',
    });
    expect(voided).toMatchObject({ state: 'draft', originSigned: null, voided: false, may: { sign: ['host'] } });
    expect(voided.signatures.map((s) => [s.state, s.reason])).toEqual([['void', '结束日期录错']]);
    const again = await signedByBoth(pingtang, baiyun, voided, { origin: '2022-02-01', host: '2022-02-02' });
    expect(again).toMatchObject({ state: 'force', validTo: '2026-11-30', originSigned: '2022-02-01' });
    expect(again.signatures.filter((s) => s.state === 'void')).toHaveLength(1);
    expect((await audits('accords.correctAgreement')).at(-1)).toMatchObject({
      details: { changed: ['validTo'], void: ['origin'], reason: '结束日期录错' },
    });
  });

  test('a draft is discarded, a signed one is not; the second sight of a thing that is gone', async () => {
    const made = await pingtang(createAgreement, draft());
    await pingtang(discardDraft, { id: made.id, seen: made.recorded, reason: '录重了一份' });
    await expect(pingtang(readAgreement, { id: made.id })).rejects.toMatchObject({ code: 'platform.notFound' });
    expect((await pingtang(listAgreements, {})).items).toEqual([]);
    const other = await pingtang(createAgreement, draft());
    await pingtang(signAgreement, { id: other.id, seen: other.recorded, side: 'origin', post: '局长', signedOn: '2022-01-05' });
    await expect(baiyun(discardDraft, { id: other.id, seen: other.recorded, reason: '不要这份了' })).rejects.toMatchObject(
      refused('accords.notADraft', /不能当草稿撤销/),
    );
  });

  test('ended early by one side, confirmed by the other; declined; what is not to be ended', async () => {
    const made = await pingtang(createAgreement, draft());
    const end = { id: made.id, side: 'origin' as const, lastDay: '2026-12-31', reason: '另签新一轮协议' };
    await expect(pingtang(proposeEnd, end)).rejects.toMatchObject({ code: 'accords.notSigned' });
    await signedByBoth(pingtang, baiyun, made);
    await expect(pingtang(proposeEnd, { ...end, lastDay: '2027-12-31' })).rejects.toMatchObject(
      refused('accords.endOutside', /2022-01-01 和 2027-12-31 之间/),
    );
    await expect(pingtang(proposeEnd, { ...end, side: 'host' })).rejects.toMatchObject({ code: 'accords.notYourOffice' });
    const asked = await pingtang(proposeEnd, end);
    expect(asked).toMatchObject({
      state: 'force',
      lastDay: '2027-12-31',
      endProposed: '2026-12-31',
      may: { answerEnd: false, proposeEnd: [] },
    });
    await expect(baiyun(proposeEnd, { ...end, side: 'host' })).rejects.toMatchObject(refused('accords.endOpen', /平塘县已经提出/));
    const answer = { id: made.id, seen: asked.end!.recorded, answer: '' };
    await expect(pingtang(answerEnd, { ...answer, confirm: true })).rejects.toMatchObject({ code: 'accords.otherSideAnswers' });
    expect((await baiyun(listAgreements, { waiting: true })).items).toHaveLength(1);
    expect(await baiyun(answerEnd, { ...answer, confirm: false, answer: '按原协议执行' })).toMatchObject({
      end: { state: 'declined', answer: '按原协议执行' },
      endProposed: null,
    });
    await expect(baiyun(answerEnd, { ...answer, confirm: true })).rejects.toMatchObject({ code: 'accords.noEndOpen' });
    const anew = await pingtang(proposeEnd, { ...end, lastDay: '2026-11-01' });
    const ended = await baiyun(answerEnd, { ...answer, seen: anew.end!.recorded, confirm: true });
    expect(ended).toMatchObject({ state: 'ended', lastDay: '2026-11-01', validTo: '2027-12-31', may: { proposeEnd: [] } });
    await expect(pingtang(proposeEnd, end)).rejects.toMatchObject(refused('accords.endedAlready', /2026-11-01 结束/));
    // a successor from the day after stands beside it, also when the ended one is corrected later
    const next = await inForce(
      pingtang,
      baiyun,
      { validFrom: '2026-11-02', validTo: '2030-12-31' },
      { origin: '2026-11-02', host: '2026-11-02' },
    );
    expect(next.state).toBe('force');
    expect(
      await pingtang(correctAgreement, { ...draft({ note: '已提前结束' }), id: made.id, seen: ended.recorded, reason: '补一句说明' }),
    ).toMatchObject({ state: 'ended', note: '已提前结束' });
  });
});

describe('what is refused, and why', () => {
  test('overlaps of one pair and level, at saving and at signing', async () => {
    const first = await pingtang(createAgreement, draft());
    // two drafts may stand beside each other; the page tells that there is another
    const second = await baiyun(createAgreement, draft({ validFrom: '2025-01-01', validTo: '2029-12-31', title: '第二份协议（示例）' }));
    const check = {
      level: 'county' as const,
      originCode: '522727000000',
      hostCode: '440111000000',
      validFrom: '2026-01-01',
      validTo: '2026-12-31',
    };
    expect((await pingtang(checkAgreement, check)).drafts.map((d) => d.id)).toEqual([first.id, second.id]);
    await signedByBoth(pingtang, baiyun, first);
    await expect(pingtang(createAgreement, draft({ validFrom: '2027-12-31', validTo: '2030-12-31' }))).rejects.toMatchObject(
      refused('accords.overlapping', /《平塘县—白云区劳务协作协议（示例）》（2022-01-01 至 2027-12-31）/),
    );
    await expect(
      pingtang(signAgreement, { id: second.id, seen: second.recorded, side: 'origin', post: '局长', signedOn: '2025-01-01' }),
    ).rejects.toMatchObject({ code: 'accords.overlapping' });
    expect((await pingtang(readAgreement, { id: second.id })).overlaps.map((o) => o.id)).toEqual([first.id]);
    expect((await pingtang(checkAgreement, check)).overlaps.map((o) => o.id)).toEqual([first.id]);
    expect((await pingtang(checkAgreement, { ...check, except: first.id })).overlaps).toEqual([]);
    // the day after, another level, another pair
    await pingtang(createAgreement, draft({ validFrom: '2028-01-01', validTo: '2030-12-31' }));
    await (await office('黔南州'))(
      createAgreement,
      draft({ level: 'prefecture', originCode: '522700000000', hostCode: '440100000000', title: '黔南州—广州市劳务协作协议（示例）' }),
    );
    await pingtang(createAgreement, draft({ hostCode: '440106000000', title: '平塘县—天河区劳务协作协议（示例）' }));
  });

  test('sides: outside the pairing, not on record, one province, the wrong level, unknown, not mine; days the wrong way round', async () => {
    const bad = (more: object) => pingtang(createAgreement, draft(more));
    await expect(bad({ hostCode: '440306000000' })).rejects.toMatchObject(
      refused('accords.notPaired', /登记的结对是广东广州市.*不是广东深圳市宝安区/),
    );
    await expect(bad({ hostCode: '520115000000' })).rejects.toMatchObject(refused('accords.partiesRefused', /同一个省/));
    await expect(bad({ hostCode: '440100000000' })).rejects.toMatchObject(refused('accords.partiesRefused', /输入地一方要写到县/));
    await expect(bad({ hostCode: '440111999999' })).rejects.toMatchObject({ code: 'accords.unknownCode' });
    await expect(bad({ originCode: '522726000000', hostCode: '440106000000' })).rejects.toMatchObject(
      refused('accords.outsideArea', /独山县、广东广州市天河区都不在您的辖区/),
    );
    await expect(bad({ validTo: '2021-12-31' })).rejects.toMatchObject({
      code: 'platform.invalid',
      body: { errors: [{ path: 'validTo', text: { zh: '结束日期 2021-12-31 早于开始日期 2022-01-01，请对调或改正' } }] },
    });
    await expect(bad({ validTo: '2022-13-01' })).rejects.toMatchObject({ code: 'platform.invalid' });
    await expect(bad({ fileId: '00000000-0000-4000-8000-0000000000ff' })).rejects.toMatchObject({ code: 'accords.noSuchFile' });
    await expect((await app.as('审计'))(createAgreement, draft())).rejects.toMatchObject({ code: 'platform.forbidden' });
    // 贵阳 is on no record of pairings: taken, and said
    const guizhou = await office('贵州省');
    const unrecorded = await guizhou(
      createAgreement,
      draft({ level: 'prefecture', originCode: '520100000000', hostCode: '440100000000', title: '贵阳市—广州市劳务协作协议（示例）' }),
    );
    expect(unrecorded.pairing).toBe('unrecorded');
    // both provinces are paired in part
    expect(
      (
        await guizhou(
          createAgreement,
          draft({ level: 'province', originCode: '520000000000', hostCode: '440000000000', title: '贵州—广东协议' }),
        )
      ).pairing,
    ).toBe('paired');
    // a town of 东莞 stands for a county; its city signs
    const town = await guizhou(
      createAgreement,
      draft({ originCode: '520628000000', hostCode: '441900121000', title: '松桃—虎门协议（示例）' }),
    );
    const dongguan = await app.as({
      name: '东莞市',
      roles: [{ role: 'steering', areaCode: '441900000000', relation: null }],
      steppedUp: true,
    });
    expect((await dongguan(readAgreement, { id: town.id })).may.sign).toEqual(['host']);
    expect((await dongguan(listAgreements, { waiting: true })).items.map((a) => a.id)).toEqual([town.id]);
  });

  test('created twice with one key is one agreement', async () => {
    const headers = { 'idempotency-key': 'one-and-the-same-key' };
    const one = await pingtang(createAgreement, draft(), headers);
    expect((await pingtang(createAgreement, draft(), headers)).id).toBe(one.id);
    expect((await pingtang(listAgreements, {})).total).toBe(1);
    await expect(pingtang(createAgreement, draft({ title: '另一份协议（示例）' }), headers)).rejects.toMatchObject({
      code: 'platform.keyReused',
    });
  });
});

test('offices inside a side see it once both have signed; the list is narrowed and paged without a gap', async () => {
  const [qiannan, guangzhou] = [await office('黔南州'), await office('广州市')];
  const dushan = await app.as('独山县人社局');
  const station = await app.as({ name: '白云站', roles: [{ ...personas.白云劳务站, relation: ORG.station }] });
  const prefecture = await qiannan(
    createAgreement,
    draft({ level: 'prefecture', originCode: '522700000000', hostCode: '440100000000', title: '黔南州—广州市劳务协作协议（示例）' }),
  );
  await expect(dushan(readAgreement, { id: prefecture.id })).rejects.toMatchObject({ code: 'platform.notFound' });
  await signedByBoth(qiannan, guangzhou, prefecture);
  for (const who of [dushan, station, pingtang, baiyun]) expect((await who(readAgreement, { id: prefecture.id })).may.write).toBe(false);
  await pingtang(createAgreement, draft());
  await pingtang(createAgreement, draft({ hostCode: '440106000000', title: '平塘县—天河区劳务协作协议（示例）', programmes: ['artisan'] }));
  const titles = async (who: Person, filter: object) => (await who(listAgreements, filter)).items.map((a) => a.title);
  expect(await titles(qiannan, { level: 'county' })).toHaveLength(2);
  expect(await titles(dushan, {})).toEqual(['黔南州—广州市劳务协作协议（示例）']);
  expect(await titles(qiannan, { state: 'force' })).toEqual(['黔南州—广州市劳务协作协议（示例）']);
  expect(await titles(qiannan, { host: '440106', state: 'draft' })).toEqual(['平塘县—天河区劳务协作协议（示例）']);
  expect(await titles(qiannan, { origin: '522726' })).toEqual(['黔南州—广州市劳务协作协议（示例）']);
  expect(await titles(qiannan, { programme: 'artisan' })).toEqual(['平塘县—天河区劳务协作协议（示例）']);
  expect(await titles(qiannan, { q: '天河' })).toHaveLength(1);
  await expect(qiannan(listAgreements, { origin: '999999' })).rejects.toMatchObject({ code: 'accords.unknownCode' });
  const seen: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await qiannan(listAgreements, { size: 2, ...(cursor ? { cursor } : {}) });
    expect(page.total).toBe(3);
    seen.push(...page.items.map((a) => a.id));
    if (page.next === null) break;
    cursor = page.next;
  }
  expect(new Set(seen).size).toBe(3);
  // as a spreadsheet: on record, with a fresh password
  await expect((await app.as('黔南州'))(exportAgreements, {})).rejects.toMatchObject({ code: 'access.stepUpNeeded' });
  const file = (await qiannan(exportAgreements, { level: 'county' })) as unknown as Uint8Array;
  expect(file.length).toBeGreaterThan(4000);
  const logged = await app.store.transact({ role: 'system' }, (db) => db.selectFrom('exportLog').selectAll().execute());
  expect(logged).toMatchObject([{ what: 'accords.list', rows: 2, filter: 'level=county' }]);
});

test('working groups of a side and of both; stations that serve within the two sides, and only those', async () => {
  const force = await inForce(pingtang, baiyun);
  const group = { id: force.id, name: '平塘白云专班', leadingPost: '副局长', memberPosts: ['科长', '站长'], fromDay: '2022-02-01' };
  await expect(pingtang(addGroup, { ...group, side: 'host' })).rejects.toMatchObject({ code: 'accords.outsideArea' });
  await expect(pingtang(addGroup, { ...group, side: 'origin', toDay: '2021-01-01' })).rejects.toMatchObject({
    code: 'accords.groupOutside',
  });
  const made = await pingtang(addGroup, { ...group, side: 'origin' });
  const joint = await baiyun(addGroup, { ...group, side: 'joint', name: '联合专班' });
  expect((await baiyun(readAgreement, { id: force.id })).groups.map((g) => [g.name, g.current])).toEqual(
    expect.arrayContaining([
      ['平塘白云专班', true],
      ['联合专班', true],
    ]),
  );
  await expect(baiyun(endGroup, { id: force.id, groupId: made.id, toDay: '2022-12-31', reason: '到期撤销' })).rejects.toMatchObject({
    code: 'accords.outsideArea',
  });
  await pingtang(endGroup, { id: force.id, groupId: made.id, toDay: '2022-12-31', reason: '到期撤销' });
  await pingtang(endGroup, { id: force.id, groupId: joint.id, toDay: null, reason: '登记错了' });
  expect((await pingtang(readAgreement, { id: force.id })).groups.map((g) => [g.name, g.toDay, g.current])).toEqual([
    ['平塘白云专班', '2022-12-31', false],
  ]);

  const guangdong = await office('广东省');
  const station = async (name: string, origin: string, fromDay: string, toDay: string | null = null) => {
    const { id } = await guangdong(createOrganisation, {
      name,
      kinds: ['station'],
      usccMissing: '挂靠县人社局',
      place: '440111000000',
      stationLevel: 'county',
      stationFrom: '522727000000',
      source: '挂牌文件（示例）',
    });
    await guangdong(addService, { id, host: '440111000000', origin, fromDay, toDay, source: '协议（示例）' });
  };
  await station('平塘驻白云劳务站（示例）', '522727000000', '2022-01-01');
  await station('独山驻白云劳务站（示例）', '522726000000', '2022-01-01');
  await station('旧站（示例）', '522727000000', '2021-01-01', '2022-01-01');
  const told = await pingtang(readAgreement, { id: force.id });
  expect(told.stations.map((s) => s.name)).toEqual(['平塘驻白云劳务站（示例）']);
  expect(told.stations[0]).toMatchObject({
    level: 'county',
    services: [{ origin: { zh: '贵州黔南州平塘县' }, host: { zh: '广东广州市白云区' } }],
  });
});
