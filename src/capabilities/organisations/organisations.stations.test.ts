import { describe, expect, test } from 'vitest';
import { createAccount } from '#capabilities/access/contractAccounts.ts';
import { testApp } from '#testApp.ts';
import {
  addAlias,
  addService,
  closeOrganisation,
  correctOrganisation,
  createOrganisation,
  endService,
  exportOrganisations,
  findOrganisations,
  listOrganisations,
  listStations,
  listStationsFor,
  mergeOrganisation,
  readOrganisation,
} from './contract.ts';
import { loadOrganisations, organisationArea, stationsFor } from './server/service.ts';
import { employer, newUscc, station } from './testing/facts.ts';

describe('stations', () => {
  const service = { host: '广州市白云区', origin: '平塘县', fromDay: '2026-01-01', source: '协作协议' };

  test('three levels, each under a higher one', async () => {
    const { as } = await testApp();
    const host = await as('广东省');
    const main = await host(createOrganisation, station({ name: '贵州驻粤劳务总站', stationLevel: 'province' }));
    const branch = await host(createOrganisation, station({ stationLevel: 'prefecture', stationAbove: main.id }));
    const low = await host(createOrganisation, station({ name: '平塘工作站', stationAbove: branch.id }));
    const shop = await host(createOrganisation, employer());
    const refused = (more: object) => host(createOrganisation, station(more));
    await expect(refused({ stationAbove: low.id })).rejects.toMatchObject({
      code: 'organisations.stationRefused',
      body: { text: { zh: '县级工作站的上级站要比它高一级，“平塘工作站”是县级工作站' } },
    });
    await expect(refused({ stationAbove: shop.id })).rejects.toMatchObject({ code: 'organisations.notAStation' });
    const page = await host(readOrganisation, { id: branch.id });
    expect(page).toMatchObject({ stationAbove: { name: '贵州驻粤劳务总站' }, below: [{ name: '平塘工作站' }] });
    await expect(
      host(correctOrganisation, {
        id: branch.id,
        seen: branch.recorded,
        ...station({ name: page.name, stationLevel: 'county', stationAbove: main.id }),
        reason: '降为县级',
      }),
    ).rejects.toMatchObject({ code: 'organisations.stationRefused' });
    const tree = await (await as('克度镇'))(listStations, {});
    expect(tree.stations.map((s) => [s.level, s.above?.name ?? null]).sort()).toEqual([
      ['county', page.name],
      ['prefecture', '贵州驻粤劳务总站'],
      ['province', null],
    ]);
  });

  test('who serves where for whom: the same triple once at a time, days, and only stations', async () => {
    const { as } = await testApp();
    const county = await as('白云区人社局');
    const { id } = await county(createOrganisation, station());
    const first = await county(addService, { id, ...service, toDay: '2026-06-30' });
    expect(first).toMatchObject({ hostCode: '440111000000', originCode: '522727000000', current: false });
    await expect(county(addService, { id, ...service, fromDay: '2026-06-30' })).rejects.toMatchObject({
      code: 'organisations.serviceTwice',
    });
    const second = await county(addService, { id, ...service, fromDay: '2026-07-01' });
    expect(second.current).toBe(true);
    // another station may do the same
    const other = await county(createOrganisation, station());
    await county(addService, { id: other.id, ...service });
    await expect(county(addService, { id, ...service, toDay: '2025-12-31' })).rejects.toMatchObject({
      code: 'organisations.endBeforeStart',
      body: { text: { zh: '结束日期 2025-12-31 早于开始日期 2026-01-01' } },
    });
    await expect(county(addService, { id, ...service, origin: '哪里' })).rejects.toMatchObject({ code: 'organisations.unknownPlace' });
    await expect(county(addService, { id, ...service, origin: '广州市白云区' })).rejects.toMatchObject({
      code: 'organisations.serviceRefused',
    });
    const shop = await county(createOrganisation, employer());
    await expect(county(addService, { id: shop.id, ...service })).rejects.toMatchObject({ code: 'organisations.notAStation' });
    await expect(county(endService, { id, serviceId: second.id, toDay: '2026-01-01', reason: '协议到期' })).rejects.toMatchObject({
      code: 'organisations.endBeforeStart',
    });
    await county(endService, { id, serviceId: second.id, toDay: '2026-10-31', reason: '协议到期' });
    await county(endService, { id, serviceId: first.id, toDay: null, reason: '登记错了' });
    expect((await county(readOrganisation, { id })).services).toMatchObject([{ id: second.id, toDay: '2026-10-31', current: false }]);
    // it still serves until its last day has come: no taking the kind away
    await county(addService, { id, ...service, fromDay: '2026-11-01' });
    const now = await county(readOrganisation, { id });
    await expect(
      county(correctOrganisation, { id, seen: now.recorded, ...employer({ name: now.name }), reason: '不是劳务站' }),
    ).rejects.toMatchObject({ code: 'organisations.stationRefused', body: { text: { zh: expect.stringMatching(/先结束服务/) } } });
    await county(closeOrganisation, { id, closedOn: '2026-11-15', reason: '撤站合并' });
    expect((await county(readOrganisation, { id })).services.map((s) => s.toDay)).toEqual(['2026-11-15', '2026-10-31']);
    await expect(county(addService, { id, ...service })).rejects.toMatchObject({ code: 'organisations.closedAlready' });
  });

  test('the look-up: most specific first, on the day asked, closed stations left out', async () => {
    const { as, store } = await testApp();
    const host = await as('广东省');
    const make = async (name: string, level: 'province' | 'prefecture' | 'county', where: { host: string; origin: string }) => {
      const { id } = await host(createOrganisation, station({ name, stationLevel: level }));
      await host(addService, { id, ...service, ...where });
      return id;
    };
    await make('总站', 'province', { host: '广东省', origin: '贵州省' });
    await make('州站', 'prefecture', { host: '广州市', origin: '黔南州' });
    const low = await make('县站', 'county', { host: '广州市', origin: '平塘县' });
    await make('区站', 'county', { host: '广州市白云区', origin: '黔南州' });
    await make('别处', 'county', { host: '佛山市', origin: '平塘县' });
    const names = (day: string, hostCode = '440111001000', originCode = '522727104213') =>
      store.transact({ role: 'app' }, async (db) => (await stationsFor(db, hostCode, originCode, day)).map((s) => s.stationName));
    expect(await names('2026-11-26')).toEqual(['县站', '区站', '州站', '总站']);
    expect(await names('2025-12-31')).toEqual([]);
    expect(await names('2026-11-26', '440111000000', '450000000000')).toEqual([]);
    const asked = await (await as('穗味餐饮'))(listStationsFor, { host: '广州市白云区', origin: '平塘县克度镇', asOf: '2026-11-26' });
    expect(asked.items.map((s) => s.stationName)).toEqual(['县站', '区站', '州站', '总站']);
    await host(closeOrganisation, { id: low, closedOn: '2026-11-01', reason: '撤站合并' });
    expect(await names('2026-11-26')).toEqual(['区站', '州站', '总站']);
  });
});

describe('search', () => {
  const seeded = async () => {
    const app = await testApp();
    const county = await app.as('广州市');
    const suiwei = await county(createOrganisation, employer({ name: '广州穗味餐饮（集团）有限公司', uscc: newUscc('91', '440101') }));
    const school = await county(
      createOrganisation,
      employer({ name: '粤菜师傅培训学校', kinds: ['school', 'exam_body'], industry: 'P83' }),
    );
    const panyu = await county(createOrganisation, employer({ name: '味餐坊', place: '440113000000' }));
    await county(addAlias, { id: suiwei.id, name: '穗味酒家', kind: 'former' });
    return { ...app, county, suiwei, school, panyu };
  };

  test('every way of typing it', async () => {
    const { county, suiwei, school, panyu } = await seeded();
    const find = async (q: string) => (await county(findOrganisations, { q })).items;
    const reasons = async (q: string) => (await find(q)).map((o) => [o.id, o.reason]);
    expect(await reasons('穗味餐饮')).toEqual([[suiwei.id, 'name']]);
    expect(await reasons('广州穗味')).toEqual([[suiwei.id, 'name']]);
    expect(await reasons('味餐')).toEqual([
      [panyu.id, 'name'],
      [suiwei.id, 'part'],
    ]);
    expect(await reasons('穗味酒')).toEqual([[suiwei.id, 'former']]);
    expect((await find('穗味酒'))[0]).toMatchObject({ name: '广州穗味餐饮（集团）有限公司', matched: '穗味酒家' });
    expect(await reasons('穗')).toEqual([[suiwei.id, 'name']]);
    expect(await reasons('suiweican')).toEqual([[suiwei.id, 'pinyin']]);
    expect(await reasons('swcy')).toEqual([[suiwei.id, 'initials']]);
    expect(await reasons('gzswcy')).toEqual([[suiwei.id, 'initials']]);
    expect(await reasons('ＹＣＳＦ')).toEqual([[school.id, 'initials']]);
    const { uscc } = await county(readOrganisation, { id: suiwei.id });
    expect(await reasons(uscc!)).toEqual([[suiwei.id, 'uscc']]);
    expect(await reasons(uscc!.slice(0, 12).toLowerCase())).toEqual([[suiwei.id, 'uscc']]);
    expect(await find('没有的名字')).toEqual([]);
    expect(await find('%')).toEqual([]);
    expect((await county(findOrganisations, { q: '味餐', kind: 'school' })).items).toEqual([]);
    expect((await county(findOrganisations, { q: '味餐', size: 1 })).total).toBe(2);
  });

  test('filters narrow, pages follow each other without a gap, totals are said', async () => {
    const { county, school, panyu } = await seeded();
    const ids = async (filter: object) => (await county(listOrganisations, filter)).items.map((o) => o.id);
    expect(await ids({ kind: 'exam_body' })).toEqual([school.id]);
    expect(await ids({ areaCode: '440113' })).toEqual([panyu.id]);
    expect(await ids({ industry: 'P' })).toEqual([school.id]);
    expect(await ids({ industry: 'P83', kind: 'employer' })).toEqual([]);
    expect(await ids({ state: 'closed' })).toEqual([]);
    expect(await ids({ q: '味', areaCode: '440113' })).toEqual([panyu.id]);
    await expect(county(listOrganisations, { areaCode: '44011' })).rejects.toMatchObject({ code: 'platform.invalid' });
    for (let i = 0; i < 7; i++) await county(createOrganisation, employer({ name: `翻页第${i}家` }));
    for (const sort of ['name', 'recent'] as const) {
      const all = await county(listOrganisations, { sort, size: 200 });
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await county(listOrganisations, { sort, size: 3, ...(cursor ? { cursor } : {}) });
        expect(page.total).toBe(10);
        seen.push(...page.items.map((o) => o.id));
        cursor = page.next ?? undefined;
      } while (cursor);
      expect(seen).toEqual(all.items.map((o) => o.id));
    }
    expect((await county(listOrganisations, { sort: 'recent', size: 1 })).items[0]!.name).toBe('翻页第6家');
    expect((await county(listOrganisations, { exact: true })).total).toBe(10);
  });

  test('the list goes out as a sheet, on record, with a watermark, after a step-up', async () => {
    const { as, store } = await seeded();
    await expect((await as('广州市'))(exportOrganisations, {})).rejects.toMatchObject({ code: 'access.stepUpNeeded' });
    const fresh = await as({ roles: [{ role: 'steering', areaCode: '440100000000', relation: null }], steppedUp: true });
    const file = Buffer.from((await fresh(exportOrganisations, { kind: 'school' })) as unknown as Uint8Array);
    expect(file.subarray(0, 2).toString()).toBe('PK');
    const exceljs = (await import('exceljs')).default;
    const book = new exceljs.Workbook();
    await book.xlsx.load(file as never);
    const sheet = book.getWorksheet('机构名册')!;
    expect(String(sheet.getCell('A1').value)).toContain(fresh.account.login);
    expect(sheet.getCell('A3').value).toBe('粤菜师傅培训学校');
    expect(sheet.getCell('B3').value).toBe('培训机构、考评机构');
    expect(sheet.rowCount).toBe(3);
    const log = await store.transact({ role: 'system' }, (db) => db.selectFrom('exportLog').selectAll().execute());
    expect(log).toMatchObject([{ what: 'organisations.list', rows: 1, filter: 'kind=school' }]);
  });
});

test('loaded in bulk: found by every key, with other names, services and incidents', async () => {
  const { as, store } = await testApp();
  const id = (n: number) => `00000000-0000-4000-8000-0000000000${n}`;
  const list = [
    {
      id: id(20),
      name: '黔南州驻广州劳务分站',
      kinds: ['station' as const],
      usccMissing: '挂靠州人社局',
      place: '440111000000',
      source: '示例',
      station: { level: 'prefecture' as const, from: '522700000000' },
      services: [{ id: id(30), hostCode: '440100000000', originCode: '522700000000', fromDay: '2020-01-01' }],
    },
    {
      id: id(21),
      name: '示例电子厂有限公司',
      kinds: ['employer' as const],
      uscc: newUscc(),
      place: '440111000000',
      industry: '39',
      source: '示例',
      aliases: [{ id: id(31), name: '示例电子', kind: 'short' as const }],
      incidents: [{ id: id(32), kind: 'work_accident' as const, happenedOn: '2022-03-04', what: '机械伤害', source: '示例', persons: 1 }],
    },
  ];
  expect(await store.transact({ role: 'system' }, (db) => loadOrganisations(db, list))).toBe(2);
  const county = await as('白云区人社局');
  expect((await county(findOrganisations, { q: 'sldzc' })).items.map((o) => o.id)).toEqual([id(21)]);
  expect((await county(listOrganisations, { openIncidents: true })).items.map((o) => [o.id, o.industry])).toEqual([[id(21), 'C39']]);
  expect((await county(readOrganisation, { id: id(20) })).services).toMatchObject([{ id: id(30), current: true }]);
  await expect(
    store.transact({ role: 'system' }, (db) =>
      loadOrganisations(db, [{ ...list[1]!, id: id(40), industry: 'Z9', aliases: [], incidents: [] }]),
    ),
  ).rejects.toThrow('is no industry');
});

test('a county binds an employer’s account to an organisation of its own area, and to no other', async () => {
  const { as, store } = await testApp();
  const county = await as('白云区人社局');
  const own = await county(createOrganisation, employer());
  const away = await (await as('广州市'))(createOrganisation, employer({ place: '440113000000' }));
  let n = 0;
  const bind = (who: typeof county, id: string, areaCode = '440111000000') =>
    who(createAccount, { login: `org-hr-${++n}`, name: '人事', role: { role: 'employer', areaCode, relation: `org:${id}` } } as never);
  const fresh = await as({ roles: [{ role: 'county_bureau', areaCode: '440111000000', relation: null }], steppedUp: true });
  expect(await bind(fresh, own.id)).toMatchObject({ account: { roles: [{ relation: `org:${own.id}` }] } });
  await expect(bind(fresh, away.id)).rejects.toMatchObject({ code: 'access.mayNotGrant' });
  await expect(bind(fresh, '00000000-0000-4000-8000-00000000dead')).rejects.toMatchObject({ code: 'access.mayNotGrant' });
  const second = await county(createOrganisation, employer({ uscc: '', usccMissing: '台账' }));
  await county(mergeOrganisation, { id: second.id, into: own.id, reason: '同一家机构' });
  expect(await store.transact({ role: 'system' }, (db) => organisationArea(db, second.id))).toBe('440111000000');
  expect(await store.transact({ role: 'system' }, (db) => organisationArea(db, '00000000-0000-4000-8000-00000000dead'))).toBeUndefined();
});
