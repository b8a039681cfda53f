import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { correctPairing, createPairing, endPairing, listPairings, MANAGE_PAIRINGS, readPairing } from './contract.ts';
import { prepareRegions } from './server/service.ts';
import { DAY, regionsApp } from './testing/regionsApp.ts';

let as: Awaited<ReturnType<typeof regionsApp>>['as'];
let audits: Awaited<ReturnType<typeof regionsApp>>['audits'];
let store: Awaited<ReturnType<typeof regionsApp>>['store'];
beforeEach(async () => {
  ({ as, audits, store } = await regionsApp());
});

describe('pairings', () => {
  const base = {
    level: 'county' as const,
    originCode: '522731000000',
    hostCode: '440106000000',
    validFrom: '2022-03-01',
    source: '惠水县人民政府 2022-03 新闻',
    certainty: 'press' as const,
  };
  const manager = () => as([MANAGE_PAIRINGS], '520000000000');

  test('the list as of a day, filtered and paged by key without a gap', async () => {
    const call = as([], '522700000000');
    const now = await call(listPairings, { size: 200 });
    expect(now).toMatchObject({ asOf: DAY, next: null });
    expect(now.items.length).toBe(now.total);
    expect(now.items.every((p) => p.state === 'current')).toBe(true);
    expect((await call(listPairings, { level: 'prefecture' })).total).toBe(16);
    const then = await call(listPairings, { asOf: '2019-01-01', province: '45', level: 'prefecture' });
    expect(then.items.map((p) => [p.origin.zh, p.host.zh])).toEqual([
      ['广西南宁市', '广东茂名市'],
      ['广西桂林市', '广东肇庆市'],
    ]);
    expect((await call(listPairings, { state: 'ended' })).total).toBe(5);
    expect((await call(listPairings, { mine: true })).items.every((p) => p.originCode.startsWith('5227'))).toBe(true);
    expect((await call(listPairings, { code: '522731' })).items.map((p) => p.host.zh)).toEqual(['广东广州市']);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const got = await call(listPairings, { size: 7, ...(cursor ? { cursor } : {}) });
      seen.push(...got.items.map((p) => p.id));
      cursor = got.next ?? undefined;
    } while (cursor);
    expect(seen).toEqual(now.items.map((p) => p.id));
    await expect(call(listPairings, { cursor: 'x' })).rejects.toMatchObject({ code: 'platform.badCursor' });
  });

  test('enter, correct, end: every step on record, the old version kept', async () => {
    const call = manager();
    const made = await call(createPairing, base);
    expect(made).toMatchObject({
      origin: { zh: '贵州黔南州惠水县', en: 'Huishui County, Qiannan Prefecture, Guizhou' },
      host: { zh: '广东广州市天河区' },
      state: 'current',
      fromPrecision: 'day',
    });
    const right = await call(correctPairing, {
      ...base,
      id: made.id,
      rowId: made.rowId,
      fromPrecision: 'year',
      certainty: 'official',
      reason: '找到了协议原文',
    });
    expect(right).toMatchObject({ id: made.id, validFrom: '2022-01-01', certainty: 'official' });
    const ended = await call(endPairing, {
      id: made.id,
      rowId: right.rowId,
      validTo: '2022-09-30',
      reason: '结对关系调整',
    });
    expect(ended).toMatchObject({ validTo: '2022-09-30', state: 'ended' });
    const whole = await call(readPairing, { id: made.id });
    expect(whole.versions.map((v) => [v.reason, v.by, v.superseded === null])).toEqual([
      ['结对关系调整', '韦经办', true],
      ['找到了协议原文', '韦经办', false],
      ['', '韦经办', false],
    ]);
    expect(whole.versions[2]!.superseded).toBe(whole.versions[1]!.recorded);
    expect(await audits('regions.correctPairing')).toMatchObject([
      { area: '522731000000', subjectId: made.id, details: { reason: '找到了协议原文', changed: ['validFrom', 'certainty'] } },
    ]);
    expect(await audits('regions.endPairing')).toHaveLength(1);
    expect(await audits('regions.createPairing')).toHaveLength(1);
  });

  test('a pair cannot hold twice on one day; after its end it may begin again', async () => {
    const call = manager();
    const made = await call(createPairing, base);
    await expect(call(createPairing, { ...base, validFrom: '2023-01-01' })).rejects.toMatchObject({ code: 'regions.pairingTwice' });
    await call(endPairing, { id: made.id, rowId: made.rowId, validTo: '2022-12-31', reason: '到期结束' });
    await expect(call(createPairing, { ...base, validFrom: '2022-12-31' })).rejects.toMatchObject({ code: 'regions.pairingTwice' });
    expect(await call(createPairing, { ...base, validFrom: '2023-01-01' })).toMatchObject({ state: 'coming' });
  });

  test('two functional areas of one city are two pairs', async () => {
    const call = manager();
    const area = { ...base, originCode: '520324000000', hostCode: '440400000000', hostName: '高新区' };
    expect(await call(createPairing, area)).toMatchObject({ host: { zh: '广东珠海市高新区' } });
    await expect(call(createPairing, area)).rejects.toMatchObject({ code: 'regions.pairingTwice' });
  });

  test('refusals say why', async () => {
    const call = manager();
    const refused = (more: object) => call(createPairing, { ...base, ...more });
    await expect(refused({ hostCode: '520115000000' })).rejects.toMatchObject({
      code: 'regions.pairingRefused',
      body: { text: { zh: '两头在同一个省，不是跨省结对' } },
    });
    await expect(refused({ hostCode: '440000000001' })).rejects.toMatchObject({ code: 'regions.noSuchDivision' });
    await expect(refused({ level: 'prefecture' })).rejects.toMatchObject({ code: 'regions.pairingRefused' });
    await expect(refused({ validTo: '2022-02-01' })).rejects.toMatchObject({ code: 'regions.endBeforeStart' });
    await expect(refused({ validFrom: '2022-13-01' })).rejects.toMatchObject({ code: 'platform.invalid' });
    await expect(refused({ source: ' ' })).rejects.toMatchObject({ code: 'platform.invalid' });
  });

  test('who may: the permission and one side in the area', async () => {
    await expect(as([], '520000000000')(createPairing, base)).rejects.toMatchObject({ code: 'platform.forbidden' });
    await expect(as([MANAGE_PAIRINGS], '450000000000')(createPairing, base)).rejects.toMatchObject({ code: 'regions.pairingOutside' });
    await expect(as([MANAGE_PAIRINGS], '522700000000')(createPairing, base)).rejects.toMatchObject({ code: 'regions.pairingOutside' });
    expect(await as([MANAGE_PAIRINGS], '440000000000')(createPairing, base)).toMatchObject({ originCode: '522731000000' });
  });

  test('the second of two people is told, and a seeded row that was ended stays ended after a restart', async () => {
    const call = manager();
    const pair = (await call(listPairings, { code: '522727', level: 'county' })).items[0]!;
    const end = { id: pair.id, rowId: pair.rowId, validTo: '2022-06-30', reason: '结对关系调整' };
    await call(endPairing, end);
    await expect(call(endPairing, end)).rejects.toMatchObject({
      code: 'platform.changed',
      body: { details: { by: '韦经办', current: { validTo: '2022-06-30' } } },
    });
    await store.transact({ role: 'system' }, prepareRegions);
    expect((await call(listPairings, { code: '522727', level: 'county' })).items).toEqual([]);
    await expect(call(readPairing, { id: randomUUID() })).rejects.toMatchObject({ code: 'platform.notFound' });
  });
});
