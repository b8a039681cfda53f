import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { testApp } from '#testApp.ts';
import {
  addAlias,
  checkOrganisation,
  closeOrganisation,
  correctOrganisation,
  createOrganisation,
  listOrganisations,
  mergeOrganisation,
  readOrganisation,
  removeAlias,
  reopenOrganisation,
  splitOrganisation,
} from './contract.ts';
import { organisationsKnownAt } from './server/service.ts';
import { employer, newUscc, station } from './testing/facts.ts';

const audits = (store: Awaited<ReturnType<typeof testApp>>['store'], action: string) =>
  store.transact({ role: 'system' }, (db) => db.selectFrom('audit').selectAll().where('action', '=', action).orderBy('id').execute());
const at = (path: string, rule: string) => ({ code: 'platform.invalid', body: { errors: [expect.objectContaining({ path, rule })] } });

describe('registering', () => {
  test('an employer with its code, read back with one version; the code is cleaned, the industry gets its letter', async () => {
    const { as, store } = await testApp();
    const county = await as('白云区人社局');
    const code = newUscc();
    const made = await county(createOrganisation, employer({ name: '穗味餐饮有限公司', uscc: ` ${code.toLowerCase()} `, industry: '62' }));
    const page = await county(readOrganisation, { id: made.id });
    expect(page).toMatchObject({
      name: '穗味餐饮有限公司',
      uscc: code,
      placeCode: '440111000000',
      place: { zh: '广东广州市白云区', en: 'Baiyun District, Guangzhou City, Guangdong' },
      industry: 'H62',
      state: 'active',
      mergedInto: null,
      members: [],
      duplicates: [],
      recorded: made.recorded,
      may: { write: true, contacts: true, editContacts: true, incidents: true },
    });
    expect(page.versions).toHaveLength(1);
    expect(await audits(store, 'organisations.createOrganisation')).toMatchObject([
      { area: '440111000000', subjectKind: 'organisation', subjectId: made.id, details: { kinds: ['employer'] } },
    ]);
  });

  test('a wrong code says which character, under its field', async () => {
    const { as } = await testApp();
    const county = await as('白云区人社局');
    const refused = (uscc: string) => county(createOrganisation, employer({ uscc }));
    await expect(refused('91350100M000100Y44')).rejects.toMatchObject({
      code: 'platform.invalid',
      body: {
        errors: [{ path: 'uscc', rule: 'uscc.checkCharacter', text: { zh: '代码最后一位应为 3，现在是 4，请对照营业执照' } }],
      },
    });
    await expect(refused('91350100MO00100Y43')).rejects.toMatchObject({
      body: { errors: [{ path: 'uscc', text: { zh: '第 10 位是「O」，代码不用字母 I、O、S、V、Z，可能应为 0' } }] },
    });
    await expect(refused('110108000000016')).rejects.toMatchObject(at('uscc', 'uscc.oldRegistrationNumber'));
    await expect(refused('')).rejects.toMatchObject(at('uscc', 'organisations.usccMissing'));
    await expect(county(createOrganisation, employer({ usccMissing: '没有' }))).rejects.toMatchObject(
      at('usccMissing', 'organisations.usccBoth'),
    );
    expect(await county(createOrganisation, employer({ uscc: '', usccMissing: '尚未登记的合作社' }))).toMatchObject({
      id: expect.any(String),
    });
  });

  test('a code that is here already leads to its holder, also a closed one', async () => {
    const { as } = await testApp();
    const county = await as('白云区人社局');
    const uscc = newUscc();
    const first = await county(createOrganisation, employer({ name: '先来的餐饮有限公司', uscc }));
    const taken = {
      code: 'organisations.usccTaken',
      status: 409,
      body: {
        text: { zh: '这个统一社会信用代码已经登记给“先来的餐饮有限公司”（广东广州市白云区）。请打开那一家，不用另外登记' },
        details: { id: first.id },
      },
    };
    await expect(county(createOrganisation, employer({ uscc }))).rejects.toMatchObject(taken);
    await county(closeOrganisation, { id: first.id, closedOn: '2026-11-01', reason: '注销登记' });
    await expect(county(createOrganisation, employer({ uscc }))).rejects.toMatchObject(taken);
    const second = await county(createOrganisation, employer({ name: '后来的' }));
    const { recorded } = await county(readOrganisation, { id: second.id });
    await expect(
      county(correctOrganisation, { id: second.id, seen: recorded, ...employer({ name: '后来的', uscc }), reason: '代码录错了' }),
    ).rejects.toMatchObject(taken);
  });

  test('an unknown place offers candidates; a province is too wide; a plain name is read inside one’s own area', async () => {
    const { as } = await testApp();
    const city = await as('广州市');
    await expect(city(createOrganisation, employer({ place: '白云区' }))).resolves.toMatchObject({ id: expect.any(String) });
    await expect(city(createOrganisation, employer({ place: '白云' }))).rejects.toMatchObject({
      code: 'organisations.unknownPlace',
      // one's own area first
      body: { details: { candidates: [{ code: '440111000000', zh: '广东广州市白云区' }, { code: '440104020000' }, {}, {}, {}] } },
    });
    const host = await as('广东省');
    await expect(host(createOrganisation, employer({ place: '鼓楼区' }))).rejects.toMatchObject({
      code: 'organisations.unknownPlace',
      body: { details: { candidates: expect.arrayContaining([expect.objectContaining({ code: expect.stringMatching(/^\d{12}$/) })]) } },
    });
    await expect(host(createOrganisation, employer({ place: '不知道哪里' }))).rejects.toMatchObject({
      code: 'organisations.unknownPlace',
      body: { text: { zh: '没有认出“不知道哪里”是哪里。请写到区县的全名，如“广州市白云区”，或者 12 位区划代码' } },
    });
    await expect(host(createOrganisation, employer({ place: '440100000000' }))).rejects.toMatchObject({
      code: 'organisations.placeTooWide',
    });
    await expect(host(createOrganisation, employer({ place: '449999000000' }))).rejects.toMatchObject({
      code: 'organisations.unknownPlace',
    });
    expect(await host(createOrganisation, employer({ place: '东莞市' }))).toMatchObject({ id: expect.any(String) });
  });

  test('wrong industry, size without its source, station without its level', async () => {
    const { as } = await testApp();
    const county = await as('白云区人社局');
    const refused = (more: object) => county(createOrganisation, employer(more));
    await expect(refused({ industry: 'A13' })).rejects.toMatchObject(at('industry', 'organisations.industry'));
    await expect(refused({ sizeClass: 'small' })).rejects.toMatchObject(at('sizeStatedBy', 'organisations.sizeStatedBy'));
    await expect(refused({ sizeStatedBy: '年报' })).rejects.toMatchObject(at('sizeClass', 'organisations.sizeClass'));
    await expect(refused({ kinds: ['station'] })).rejects.toMatchObject(at('stationLevel', 'organisations.stationLevel'));
    await expect(refused({ kinds: [] })).rejects.toMatchObject({ code: 'platform.invalid' });
    await expect(refused({ name: ' ' })).rejects.toMatchObject({ code: 'platform.invalid' });
    expect(await refused({ sizeClass: 'small', sizeStatedBy: '企业年报 2025', kinds: ['employer', 'school'] })).toMatchObject({
      id: expect.any(String),
    });
  });
});

describe('who may write where', () => {
  test('authorities and stations inside their area; nobody else anywhere', async () => {
    const { as } = await testApp();
    for (const who of ['白云区人社局', '白云劳务站', '广州市', '广东省'] as const)
      expect(await (await as(who))(createOrganisation, employer()), who).toMatchObject({ id: expect.any(String) });
    for (const who of ['平塘县人社局', '黔南州', '广西'] as const)
      await expect((await as(who))(createOrganisation, employer()), who).rejects.toMatchObject({
        code: 'organisations.outsideArea',
        body: { text: { zh: '广东广州市白云区不在您的辖区，这里的机构由当地或上一级登记和更正' } },
      });
    for (const who of ['先进村', '克度镇', '穗味餐饮', '培训学校', '考评机构', '审计', '劳动者', '系统管理员'] as const)
      await expect((await as(who))(createOrganisation, employer()), who).rejects.toMatchObject({ code: 'platform.forbidden' });
  });

  test('the area that sent a station keeps it, wherever it lies; moving one out of one’s area is refused', async () => {
    const { as } = await testApp();
    const pingtang = await as('平塘县人社局');
    const made = await pingtang(createOrganisation, station({ stationFrom: '平塘县', name: '平塘县驻白云劳务工作站' }));
    expect(await pingtang(readOrganisation, { id: made.id })).toMatchObject({
      may: { write: true },
      stationFrom: { code: '522727000000' },
      placeCode: '440111000000',
    });
    const county = await as('白云区人社局');
    const own = await county(createOrganisation, employer());
    await expect(
      county(correctOrganisation, { id: own.id, seen: own.recorded, ...employer({ place: '440113000000' }), reason: '搬到番禺' }),
    ).rejects.toMatchObject({ code: 'organisations.outsideArea' });
    expect((await (await as('独山县人社局'))(readOrganisation, { id: made.id })).may.write).toBe(false);
  });
});

describe('versions', () => {
  test('the old name is still there, as it was known then', async () => {
    const { as, store } = await testApp();
    const county = await as('白云区人社局');
    const draft = employer({ name: '老字号酒楼' });
    const made = await county(createOrganisation, draft);
    const corrected = { ...draft, name: '新字号酒楼有限公司', address: '示例路 1 号', kinds: ['employer' as const, 'school' as const] };
    const next = await county(correctOrganisation, { id: made.id, seen: made.recorded, ...corrected, reason: '换了营业执照' });
    const now = await county(readOrganisation, { id: made.id });
    expect(now.name).toBe('新字号酒楼有限公司');
    expect(now.versions.map((v) => [v.name, v.reason, v.superseded === null])).toEqual([
      ['新字号酒楼有限公司', '换了营业执照', true],
      ['老字号酒楼', '', false],
    ]);
    expect(now.versions[1]!.superseded).toBe(next.recorded);
    const then = await county(readOrganisation, { id: made.id, knownAt: made.recorded });
    expect(then).toMatchObject({ name: '老字号酒楼', kinds: ['employer'], address: '' });
    expect(then.versions).toHaveLength(1);
    await expect(county(readOrganisation, { id: made.id, knownAt: '2001-01-01T00:00:00Z' })).rejects.toMatchObject({
      code: 'platform.notFound',
    });
    const known = await store.transact({ role: 'figures' }, (db) => organisationsKnownAt(db, [made.id], made.recorded));
    expect(known.get(made.id)).toMatchObject({ name: '老字号酒楼', mainId: made.id });
    expect(await audits(store, 'organisations.correctOrganisation')).toMatchObject([
      { details: { reason: '换了营业执照', changed: ['name', 'address', 'kinds'] } },
    ]);
    // the list knows the new name only
    expect((await county(listOrganisations, { q: '老字号' })).items).toEqual([]);
    expect((await county(listOrganisations, { q: '新字号' })).items.map((o) => o.id)).toEqual([made.id]);
    await expect(county(correctOrganisation, { id: made.id, seen: made.recorded, ...draft, reason: '我先打开的' })).rejects.toMatchObject({
      code: 'platform.changed',
      body: { details: { by: county.account.name } },
    });
  });

  test('closing, what is refused afterwards, and reopening', async () => {
    const { as } = await testApp();
    const county = await as('白云区人社局');
    const { id } = await county(createOrganisation, employer({ name: '要停业的酒楼' }));
    await expect(county(closeOrganisation, { id, closedOn: '2030-01-01', reason: '明年停业' })).rejects.toMatchObject({
      code: 'organisations.inFuture',
    });
    await county(closeOrganisation, { id, closedOn: '2026-10-31', reason: '注销登记' });
    expect(await county(readOrganisation, { id })).toMatchObject({ state: 'closed', closedOn: '2026-10-31' });
    await expect(county(closeOrganisation, { id, closedOn: '2026-10-31', reason: '注销登记' })).rejects.toMatchObject({
      code: 'organisations.closedAlready',
      body: { text: { zh: '“要停业的酒楼”已于 2026-10-31 停业。要再登记，请先撤销停业' } },
    });
    await county(reopenOrganisation, { id, reason: '停业登记错了' });
    expect(await county(readOrganisation, { id })).toMatchObject({ state: 'active', closedOn: null });
    await expect(county(reopenOrganisation, { id, reason: '再来一次' })).rejects.toMatchObject({ code: 'organisations.notClosed' });
  });
});

describe('duplicates', () => {
  test('the same name in the same county, and an other name, are candidates; elsewhere they are not', async () => {
    const { as } = await testApp();
    const city = await as('广州市');
    const first = await city(createOrganisation, employer({ name: '广州椰风食品有限公司' }));
    await city(createOrganisation, employer({ name: '椰风食品有限公司', place: '440113000000' }));
    const check = (name: string, place = '广州市白云区') => city(checkOrganisation, { name, place });
    expect((await check('椰风食品（广州）有限责任公司')).candidates).toMatchObject([{ id: first.id, reason: 'name' }]);
    expect((await check('椰风')).candidates).toEqual([]);
    expect((await check('椰风食品', '')).candidates).toEqual([]);
    const alias = await city(addAlias, { id: first.id, name: '椰风饼家', kind: 'former', fromDay: '2010-01-01', toDay: '2019-12-31' });
    expect((await check('椰风饼家', '番禺区')).candidates).toMatchObject([{ id: first.id, reason: 'alias' }]);
    const second = await city(createOrganisation, employer({ name: '椰风 饼家' }));
    expect((await city(readOrganisation, { id: second.id })).duplicates).toMatchObject([{ id: first.id, reason: 'alias' }]);
    expect((await city(readOrganisation, { id: first.id })).duplicates).toMatchObject([{ id: second.id, reason: 'alias' }]);
    expect((await city(listOrganisations, { twice: true, q: '椰风' })).items.map((o) => o.id).sort()).toEqual([first.id, second.id].sort());
    await city(removeAlias, { id: first.id, aliasId: alias.id, reason: '登记错了' });
    expect((await city(readOrganisation, { id: second.id })).duplicates).toEqual([]);
    await expect(
      city(addAlias, { id: first.id, name: '椰风', kind: 'short', fromDay: '2020-01-01', toDay: '2019-12-31' }),
    ).rejects.toMatchObject({ code: 'organisations.endBeforeStart' });
  });

  test('the live check reads the code aloud and names who has it', async () => {
    const { as } = await testApp();
    const county = await as('白云区人社局');
    const uscc = newUscc();
    const made = await county(createOrganisation, employer({ uscc }));
    expect(await county(checkOrganisation, { uscc })).toMatchObject({
      uscc: { ok: true, code: uscc, text: { zh: '代码无误：工商（市场监管）登记，企业' } },
      candidates: [{ id: made.id, reason: 'uscc' }],
      total: 1,
    });
    expect((await county(checkOrganisation, { uscc, except: made.id })).candidates).toEqual([]);
    expect((await county(checkOrganisation, { uscc: '123' })).uscc).toMatchObject({
      ok: false,
      text: { zh: '少 15 位，现在 3 位，应为 18 位' },
    });
  });

  test('merge and split: the list shows one, every name leads to it, and all comes apart again', async () => {
    const { as, store } = await testApp();
    const county = await as('白云区人社局');
    const noCode = { uscc: '', usccMissing: '手工台账里没有' };
    const a = await county(createOrganisation, employer({ name: '丰禾甲' }));
    const b = await county(createOrganisation, employer({ name: '丰禾乙', ...noCode }));
    const c = await county(createOrganisation, employer({ name: '丰禾丙', ...noCode }));
    const merge = (id: string, into: string) => county(mergeOrganisation, { id, into, reason: '同一家，重复登记' });
    await merge(c.id, b.id);
    expect(await merge(b.id, a.id)).toEqual({ id: a.id, name: '丰禾甲' });
    expect((await county(listOrganisations, { q: '丰禾' })).items.map((o) => [o.name, o.merged])).toEqual([['丰禾甲', 2]]);
    expect((await county(listOrganisations, { q: '丰禾丙' })).items.map((o) => o.id)).toEqual([a.id]);
    const page = await county(readOrganisation, { id: a.id });
    expect(page.members.map((m) => [m.name, m.into.name]).sort()).toEqual([
      ['丰禾丙', '丰禾乙'],
      ['丰禾乙', '丰禾甲'],
    ]);
    expect((await county(readOrganisation, { id: c.id })).mergedInto).toEqual({ id: a.id, name: '丰禾甲' });
    await expect(county(addAlias, { id: c.id, name: '丰禾丁', kind: 'other' })).rejects.toMatchObject({
      code: 'organisations.mergedAlready',
      body: { details: { id: a.id } },
    });
    await expect(merge(c.id, a.id)).rejects.toMatchObject({ code: 'organisations.mergeRefused' });
    // b leaves and takes along what had been merged into it
    await county(splitOrganisation, { id: b.id, reason: '其实是两家' });
    expect((await county(listOrganisations, { q: '丰禾' })).items.map((o) => [o.name, o.merged]).sort()).toEqual([
      ['丰禾乙', 1],
      ['丰禾甲', 0],
    ]);
    expect((await county(listOrganisations, { q: '丰禾丙' })).items.map((o) => o.id)).toEqual([b.id]);
    await expect(county(splitOrganisation, { id: b.id, reason: '再拆一次' })).rejects.toMatchObject({ code: 'organisations.notMerged' });
    await county(splitOrganisation, { id: c.id, reason: '也是另一家' });
    expect((await county(listOrganisations, { q: '丰禾' })).items).toHaveLength(3);
    // nothing is lost: the links of each record, version by version
    const links = await store.transact({ role: 'system' }, (db) =>
      db.selectFrom('organisationLink').selectAll().where('organisationId', '=', c.id).orderBy('recorded').execute(),
    );
    expect(links.map((l) => [l.intoId, l.mainId])).toEqual([
      [b.id, b.id],
      [b.id, a.id],
      [b.id, b.id],
      [c.id, c.id],
    ]);
    expect(await audits(store, 'organisations.mergeOrganisation')).toHaveLength(2);
  });

  test('what may not be merged', async () => {
    const { as } = await testApp();
    const county = await as('白云区人社局');
    const city = await as('广州市');
    const a = await county(createOrganisation, employer());
    const b = await county(createOrganisation, employer());
    const none = await county(createOrganisation, employer({ uscc: '', usccMissing: '没有' }));
    const away = await city(createOrganisation, employer({ place: '440113000000' }));
    const merge = (id: string, into: string) => county(mergeOrganisation, { id, into, reason: '同一家，重复登记' });
    const why = (zh: RegExp) => ({ code: 'organisations.mergeRefused', body: { text: { zh: expect.stringMatching(zh) } } });
    await expect(merge(a.id, a.id)).rejects.toMatchObject(why(/不能并入自己/));
    await expect(merge(a.id, b.id)).rejects.toMatchObject(why(/代码不同/));
    await expect(merge(a.id, none.id)).rejects.toMatchObject(why(/请反过来/));
    await expect(merge(none.id, away.id)).rejects.toMatchObject({ code: 'organisations.outsideArea' });
    await expect(merge(none.id, randomUUID())).rejects.toMatchObject({ code: 'platform.notFound' });
    expect(await city(mergeOrganisation, { id: none.id, into: away.id, reason: '跨区重复' })).toMatchObject({ id: away.id });
  });
});
