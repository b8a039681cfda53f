import { createHash } from 'node:crypto';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { ownTime } from '#platform/testing/ownTime.ts';
import { parseTree } from '#standards/divisions/parseTree.ts';
import { listChildren, listKeyCounties, parsePlaces, readDivision, readMyArea, readTree, searchDivisions } from './contract.ts';
import { pairingSeeds } from './pairingData.ts';
import { prepareRegions } from './server/service.ts';
import { DAY, regionsApp } from './testing/regionsApp.ts';

let as: Awaited<ReturnType<typeof regionsApp>>['as'];
let audits: Awaited<ReturnType<typeof regionsApp>>['audits'];
let store: Awaited<ReturnType<typeof regionsApp>>['store'];
let inject: Awaited<ReturnType<typeof regionsApp>>['inject'];
beforeEach(async () => {
  ({ as, audits, inject, store } = await regionsApp());
});

describe('the tree as files', () => {
  test('the manifest is small, and every file is what its hash says, compressed or not', async () => {
    const nobodyCalls = as([]);
    const manifest = await nobodyCalls(readTree, {});
    expect(JSON.stringify(manifest).length).toBeLessThan(1500);
    expect(manifest.files.map((f) => f.province)).toEqual(['national', '44', '45', '52']);
    for (const file of manifest.files) {
      const plain = await inject({ url: file.url, headers: { 'accept-encoding': 'identity' } });
      expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(plain.headers.vary).toBe('accept-encoding');
      expect(createHash('sha256').update(plain.rawPayload).digest('hex').slice(0, 16)).toBe(file.hash);
      expect(plain.rawPayload).toHaveLength(file.bytes);
      const zipped = await inject({ url: file.url, headers: { 'accept-encoding': 'gzip, br;q=0' } });
      expect(zipped.headers['content-encoding']).toBe('gzip');
      expect(gunzipSync(zipped.rawPayload).equals(plain.rawPayload)).toBe(true);
      const brotli = await inject({ url: file.url, headers: { 'accept-encoding': 'gzip, deflate, br' } });
      expect(brotliDecompressSync(brotli.rawPayload).equals(plain.rawPayload)).toBe(true);
      expect(brotli.rawPayload.length).toBeLessThan(130_000);
      const again = await inject({ url: file.url, headers: { 'if-none-match': `"${file.hash}"` } });
      expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0]);
    }
    const guizhou = manifest.files.find((f) => f.province === '52')!;
    expect(parseTree((await inject({ url: guizhou.url })).body).divisions.length).toBe(19_572);
  });

  test('an address of another edition, or a path that wanders, is not found', async () => {
    for (const url of ['/api/regions/tree/52.0000000000000000.txt', '/api/regions/tree/..%2Fdata%2F52.txt', '/api/regions/tree/xx.txt']) {
      const reply = await inject({ url });
      expect([url, reply.statusCode, reply.json().code]).toEqual([url, 404, 'platform.notFound']);
    }
  });

  test('the edition is registered once, however often the program starts', async () => {
    const { version } = await as([])(readTree, {});
    await store.transact({ role: 'system' }, prepareRegions);
    const rows = await store.transact({ role: 'system' }, (db) => db.selectFrom('regionTreeVersion').selectAll().execute());
    expect(rows).toMatchObject([{ id: version.id, hash: version.hash, validFrom: '2023-06-30' }]);
    const { n } = await store.transact({ role: 'system' }, (db) =>
      db
        .selectFrom('pairing')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow(),
    );
    expect(Number(n)).toBe(pairingSeeds.length);
  });
});

describe('looking up', () => {
  test('nobody signed in gets nothing but the tree', async () => {
    const reply = await inject({ url: '/api/regions/divisions/52' });
    expect(reply.statusCode).toBe(401);
  });

  test('a division by any length of its code', async () => {
    const call = as([]);
    for (const code of ['522727', '522727000000'])
      expect(await call(readDivision, { code })).toMatchObject({
        code: '522727000000',
        fullName: '贵州省黔南布依族苗族自治州平塘县',
        shortFullName: '贵州黔南州平塘县',
        level: 'county',
        parents: [{ shortName: '贵州' }, { shortName: '黔南州' }],
        current: true,
        detailed: true,
        keyCounty: null,
      });
    expect((await call(readDivision, { code: '5227' })).aliases).toContain('黔南州');
    expect((await call(readDivision, { code: '522728' })).keyCounty).toMatchObject({ certainty: 'press', validFrom: '2021-08-27' });
    await expect(call(readDivision, { code: '5299' })).rejects.toMatchObject({ code: 'regions.noSuchDivision', status: 404 });
    await expect(call(readDivision, { code: '52272' })).rejects.toMatchObject({ code: 'platform.invalid' });
  });

  test('succession: what it was called before, and what became of a withdrawn code', async () => {
    const call = as([]);
    const now = await call(readDivision, { code: '520281' });
    expect(now).toMatchObject({ name: '盘州市', earlier: [{ oldName: '盘县', oldCode: '520222000000', from: '2017-04-09' }] });
    const then = await call(readDivision, { code: '520222' });
    expect(then).toMatchObject({ current: false, name: '盘县', later: [{ into: [{ code: '520281000000', main: true }] }] });
  });

  test('children with counts; the country gives the provinces; headings are marked', async () => {
    const call = as([]);
    const provinces = (await call(listChildren, { code: '000000000000' })).items;
    expect(provinces).toHaveLength(34);
    const counties = (await call(listChildren, { code: '5227' })).items;
    expect(counties).toHaveLength(12);
    const pingtang = counties.find((c) => c.code === '522727000000')!;
    expect(pingtang.below).toMatchObject({ prefecture: 0, county: 0 });
    expect(counties.reduce((n, c) => n + c.below.village, 0)).toBe((await call(readDivision, { code: '5227' })).below.village);
    expect((await call(listChildren, { code: '11' })).items).toMatchObject([{ name: '市辖区', placeholder: true }]);
    expect((await call(readDivision, { code: '44' })).below).toMatchObject({ prefecture: 21, county: 122, township: 1757, village: 26842 });
    expect((await call(readDivision, { code: '11' })).below).toMatchObject({ prefecture: 0, county: 16 });
    expect((await call(readDivision, { code: '000000000000' })).below).toMatchObject({ county: 2974 });
  });

  test('search by name, alias, former name, pinyin, initials, code, and inside an area', async () => {
    const call = as([]);
    const first = async (q: string, within?: string) => {
      const found = await call(searchDivisions, { q, ...(within ? { within } : {}) });
      return [found.items[0]?.code.slice(0, 6), found.items[0]?.reason];
    };
    expect(await first('平塘县')).toEqual(['522727', 'name']);
    expect(await first('黔南州')).toEqual(['522700', 'alias']);
    expect(await first('盘县')).toEqual(['520281', 'former']);
    expect(await first('pingtang')).toEqual(['522727', 'pinyin']);
    expect(await first('PTX')).toEqual(['522727', 'initials']);
    expect(await first('dabu')).toEqual(['441422', 'pinyin']);
    expect(await first('522727')).toEqual(['522727', 'code']);
    expect((await call(searchDivisions, { q: '平塘 克度' })).items[0]).toMatchObject({
      name: '克度镇',
      shortFullName: '贵州黔南州平塘县克度镇',
    });
    expect((await call(searchDivisions, { q: 'pt kedu' })).items[0]).toMatchObject({ name: '克度镇' });
    const inside = await call(searchDivisions, { q: '先锋', within: '522727' });
    expect(inside.items.every((i) => i.code.startsWith('522727'))).toBe(true);
    const many = await call(searchDivisions, { q: '新' });
    expect(many.items).toHaveLength(20);
    expect(many.total).toBeGreaterThan(20);
    expect((await call(searchDivisions, { q: '没有这个地方' })).total).toBe(0);
  });

  test('a search over everything answers quickly', async () => {
    const call = as([]);
    await call(searchDivisions, { q: 'guangzhou' });
    const start = ownTime();
    for (const q of ['xinhe', '新村', '5227', 'sdz']) await call(searchDivisions, { q });
    expect((ownTime() - start) / 4).toBeLessThan(300);
  });

  test('places as people write them, one or many, nothing guessed', async () => {
    const call = as([]);
    const { items } = await call(parsePlaces, { texts: ['平塘克度先锋村', '', '省外', '广州市白云区'] });
    // whether a bare village name is certain is the parser's own business (standards/divisions); that it lies in 平塘 is ours
    expect(items[0]).toMatchObject({ status: expect.stringMatching(/^(sure|likely)$/), best: { code: expect.stringMatching(/^522727/) } });
    expect(items[1]).toMatchObject({ status: 'unknown', note: 'blank' });
    expect(items[2]?.status).toBe('unknown');
    expect(items[3]).toMatchObject({ status: 'sure', best: { code: '440111000000' } });
    expect((await call(parsePlaces, { texts: Array.from({ length: 500 }, (_, i) => `平塘县克度镇${i}号`) })).items).toHaveLength(500);
    await expect(call(parsePlaces, { texts: Array.from({ length: 501 }, () => '平塘') })).rejects.toMatchObject({
      code: 'platform.invalid',
    });
    expect(await audits('regions.parsePlaces')).toEqual([]);
  });
});

describe('my area', () => {
  test('a county sees its own pair and the pair it shares through its prefecture', async () => {
    const { areas, asOf } = await as([], '522727000000')(readMyArea, {});
    expect(asOf).toBe(DAY);
    expect(areas).toMatchObject([
      { division: { shortName: '平塘县', shortFullName: '贵州黔南州平塘县' }, pairingsBelow: 0, keyCounties: [] },
    ]);
    expect(areas[0]!.pairings.map((p) => p.host.zh)).toEqual(['广东广州市', '广东广州市白云区']);
  });
  test('a province counts what is paired below it and names its key counties; an area inside another is not told twice', async () => {
    const { areas } = await as([], '520000000000', '522727000000')(readMyArea, {});
    expect(areas).toHaveLength(1);
    expect(areas[0]!.pairings).toEqual([]);
    expect(areas[0]!.pairingsBelow).toBeGreaterThan(20);
    expect(areas[0]!.keyCounties).toHaveLength(20);
  });
  test('an account without an area', async () => {
    expect((await as([])(readMyArea, {})).areas).toEqual([]);
  });
  test('key counties as of a day', async () => {
    const call = as([]);
    expect((await call(listKeyCounties, { within: '45' })).items).toHaveLength(20);
    expect((await call(listKeyCounties, { asOf: '2020-01-01' })).items).toEqual([]);
  });
});
