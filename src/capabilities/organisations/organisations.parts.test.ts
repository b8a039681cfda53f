import { describe, expect, test } from 'vitest';
import { ORG } from '#capabilities/access/testing/personas.ts';
import { testApp } from '#testApp.ts';
import {
  addContact,
  addStaff,
  closeOrganisation,
  correctIncident,
  createOrganisation,
  editContact,
  endStaff,
  listContacts,
  listIncidents,
  listOrganisations,
  mergeOrganisation,
  readOrganisation,
  recordIncident,
  removeContact,
  settleIncident,
  withdrawIncident,
} from './contract.ts';
import { loadOrganisations } from './server/service.ts';
import { employer, newUscc, station } from './testing/facts.ts';

const EMPLOYER = ORG.employer.slice(4);

/** The organisation that the persona 穗味餐饮 belongs to. */
const withEmployer = async () => {
  const app = await testApp();
  await app.store.transact({ role: 'system' }, (db) =>
    loadOrganisations(db, [
      { id: EMPLOYER, name: '穗味餐饮', kinds: ['employer'], uscc: newUscc(), place: '440111000000', industry: 'H', source: '测试' },
    ]),
  );
  return app;
};

describe('whom to call', () => {
  const draft = { name: '黄嘉欣', duty: '人事', phone: ' 138-0013-8000 ', note: '工作日上午' };
  test('kept by the authority or by the organisation itself; the number is sealed, auditors see it masked', async () => {
    const { as, store } = await withEmployer();
    const county = await as('白云区人社局');
    const own = await as('穗味餐饮');
    const made = await own(addContact, { id: EMPLOYER, ...draft });
    expect(made).toMatchObject({ phone: '13800138000', by: '穗味餐饮', version: 1 });
    const { rows } = await store.transact({ role: 'system' }, async (db) => ({
      rows: await db.selectFrom('organisationContact').selectAll().execute(),
    }));
    expect(Buffer.from(rows[0]!.phoneSealed).toString('latin1')).not.toContain('13800138000');
    const edited = await county(editContact, { id: EMPLOYER, contactId: made.id, version: 1, ...draft, phone: '020-87654321转12' });
    expect(edited).toMatchObject({ phone: '020-87654321转12', version: 2 });
    await expect(own(editContact, { id: EMPLOYER, contactId: made.id, version: 1, ...draft })).rejects.toMatchObject({
      code: 'platform.changed',
    });
    await own(addContact, { id: EMPLOYER, ...draft, phone: '4008123123' });
    expect((await own(listContacts, { id: EMPLOYER })).items.map((c) => c.phone)).toEqual(['020-87654321转12', '4008123123']);
    expect((await (await as('克度镇'))(listContacts, { id: EMPLOYER })).items).toHaveLength(2);
    const masked = (await (await as('审计'))(listContacts, { id: EMPLOYER })).items.map((c) => c.phone);
    expect(masked.every((p) => p.includes('*'))).toBe(true);
    await own(removeContact, { id: EMPLOYER, contactId: made.id });
    expect((await county(listContacts, { id: EMPLOYER })).items).toHaveLength(1);
  });

  test('nobody reads or changes the contacts of another organisation', async () => {
    const { as } = await withEmployer();
    const other = await as({ role: 'employer', areaCode: '440111000000', relation: ORG.otherEmployer });
    const school = await as('培训学校');
    for (const who of [other, school]) {
      await expect(who(listContacts, { id: EMPLOYER })).rejects.toMatchObject({ code: 'organisations.notYourOrganisation' });
      await expect(who(addContact, { id: EMPLOYER, ...draft })).rejects.toMatchObject({ code: 'organisations.notYourOrganisation' });
      expect(await who(readOrganisation, { id: EMPLOYER })).toMatchObject({
        own: false,
        may: { write: false, contacts: false, editContacts: false, incidents: false },
      });
    }
    await expect((await as('平塘县人社局'))(addContact, { id: EMPLOYER, ...draft })).rejects.toMatchObject({
      code: 'organisations.outsideArea',
    });
    expect(await (await as('穗味餐饮'))(readOrganisation, { id: EMPLOYER })).toMatchObject({
      own: true,
      may: { write: false, contacts: true, editContacts: true, incidents: false },
    });
    await expect((await as('系统管理员'))(listContacts, { id: EMPLOYER })).rejects.toMatchObject({ code: 'platform.forbidden' });
    await expect((await as('穗味餐饮'))(addContact, { id: EMPLOYER, ...draft, phone: '1380013' })).rejects.toMatchObject({
      code: 'organisations.badPhone',
      body: { text: { zh: '电话：少 4 位，现在 7 位，应为 11 位' } },
    });
  });

  test('its own account keeps reaching it after a merge', async () => {
    const { as, store } = await withEmployer();
    const county = await as('白云区人社局');
    const second = '00000000-0000-4000-8000-0000000000a5';
    await store.transact({ role: 'system' }, (db) =>
      loadOrganisations(db, [
        { id: second, name: '穗味饮食', kinds: ['employer'], usccMissing: '台账', place: '440111000000', source: '测试' },
      ]),
    );
    await county(mergeOrganisation, { id: second, into: EMPLOYER, reason: '同一家机构' });
    const other = await as({ role: 'employer', areaCode: '440111000000', relation: ORG.otherEmployer });
    expect(await other(addContact, { id: EMPLOYER, ...draft })).toMatchObject({ organisationId: EMPLOYER });
    expect((await other(readOrganisation, { id: EMPLOYER })).own).toBe(true);
  });
});

describe('incidents', () => {
  const arrears = {
    kind: 'wage_arrears' as const,
    happenedOn: '2026-08-19',
    precision: 'month' as const,
    what: '拖欠 7、8 两月工资',
    amount: 123456.5,
    persons: 37,
    source: '劳动监察 2026-09 移送',
  };
  test('recorded, corrected, settled; every version kept; the list counts what is open', async () => {
    const { as, store } = await withEmployer();
    const station = await as('白云劳务站');
    const made = await station(recordIncident, { id: EMPLOYER, ...arrears });
    expect(made).toMatchObject({ happenedOn: '2026-08-01', precision: 'month', state: 'open', amount: 123456.5, persons: 37, versions: 1 });
    expect((await station(listOrganisations, { openIncidents: true })).items).toMatchObject([{ id: EMPLOYER, openIncidents: 1 }]);
    const next = await station(correctIncident, {
      id: EMPLOYER,
      incidentId: made.id,
      seen: made.recorded,
      ...arrears,
      amount: 100000,
      state: 'open',
      reason: '核实后金额不同',
    });
    expect(next).toMatchObject({ amount: 100000, versions: 2 });
    await expect(
      station(correctIncident, { id: EMPLOYER, incidentId: made.id, seen: made.recorded, ...arrears, state: 'open', reason: '旧的一版' }),
    ).rejects.toMatchObject({ code: 'platform.changed' });
    await expect(
      station(settleIncident, { id: EMPLOYER, incidentId: made.id, settledOn: '2026-07-31', outcome: '全额补发' }),
    ).rejects.toMatchObject({
      code: 'organisations.settledBefore',
      body: { text: { zh: '了结日期 2026-07-31 早于发生日期 2026-08-01' } },
    });
    await expect(
      station(settleIncident, { id: EMPLOYER, incidentId: made.id, settledOn: '2031-01-01', outcome: '全额补发' }),
    ).rejects.toMatchObject({ code: 'organisations.inFuture' });
    await station(settleIncident, { id: EMPLOYER, incidentId: made.id, settledOn: '2026-10-08', outcome: '全额补发' });
    expect((await station(listOrganisations, { openIncidents: true })).items).toEqual([]);
    expect((await station(listIncidents, { id: EMPLOYER })).items).toMatchObject([
      { state: 'settled', settledOn: '2026-10-08', outcome: '全额补发', versions: 3 },
    ]);
    const kept = await store.transact({ role: 'figures' }, (db) =>
      db.selectFrom('organisationIncident').select(['amount', 'state']).orderBy('recorded').execute(),
    );
    expect(kept.map((k) => [Number(k.amount), k.state])).toEqual([
      [123456.5, 'open'],
      [100000, 'open'],
      [100000, 'settled'],
    ]);
    await station(withdrawIncident, { id: EMPLOYER, incidentId: made.id, reason: '张冠李戴' });
    expect((await station(listIncidents, { id: EMPLOYER })).items).toEqual([]);
  });

  test('hidden from every organisation’s account, its own included, and from lists they read', async () => {
    const { as } = await withEmployer();
    await (await as('白云区人社局'))(recordIncident, { id: EMPLOYER, ...arrears });
    for (const who of ['穗味餐饮', '培训学校', '考评机构', '系统管理员'] as const) {
      const person = await as(who);
      await expect(person(listIncidents, { id: EMPLOYER }), who).rejects.toMatchObject({ code: 'platform.forbidden' });
      await expect(person(listOrganisations, { openIncidents: true }), who).rejects.toMatchObject({ code: 'platform.forbidden' });
      expect((await person(listOrganisations, { q: '穗味' })).items, who).toMatchObject([{ openIncidents: null }]);
    }
    for (const who of ['先进村', '克度镇', '平塘县人社局', '贵州省', '审计'] as const)
      expect((await (await as(who))(listIncidents, { id: EMPLOYER })).items, who).toHaveLength(1);
    await expect((await as('平塘县人社局'))(recordIncident, { id: EMPLOYER, ...arrears })).rejects.toMatchObject({
      code: 'organisations.outsideArea',
    });
    await expect((await as('白云区人社局'))(recordIncident, { id: EMPLOYER, ...arrears, happenedOn: '2031-01-01' })).rejects.toMatchObject({
      code: 'organisations.inFuture',
    });
    await expect((await as('白云区人社局'))(recordIncident, { id: EMPLOYER, ...arrears, amount: -1 })).rejects.toMatchObject({
      code: 'platform.invalid',
    });
  });

  test('those of a merged record stand on the page of the one that speaks, under their own id', async () => {
    const { as } = await withEmployer();
    const county = await as('白云区人社局');
    const second = await county(createOrganisation, employer({ uscc: '', usccMissing: '台账' }));
    await county(recordIncident, { id: second.id, ...arrears });
    await county(mergeOrganisation, { id: second.id, into: EMPLOYER, reason: '同一家机构' });
    expect((await county(listIncidents, { id: EMPLOYER })).items).toMatchObject([{ organisationId: second.id }]);
    expect((await county(listOrganisations, { openIncidents: true })).items).toMatchObject([{ id: EMPLOYER, openIncidents: 1 }]);
    // also after it has closed: that is when arrears come to light
    await county(closeOrganisation, { id: EMPLOYER, closedOn: '2026-11-01', reason: '注销登记' });
    expect(await county(recordIncident, { id: EMPLOYER, ...arrears })).toMatchObject({ state: 'open' });
  });
});

test('staff come and go; an account is named by its login; a closed station keeps nobody', async () => {
  const { as } = await testApp();
  const county = await as('白云区人社局');
  const { id } = await county(createOrganisation, station());
  const person = { name: '陈佩仪', duty: '接站、回访', fromDay: '2026-03-01' };
  const made = await county(addStaff, { id, ...person, login: county.account.login.toUpperCase() });
  expect(made).toMatchObject({ login: county.account.login, toDay: null });
  await expect(county(addStaff, { id, ...person, login: 'nobody-here' })).rejects.toMatchObject({ code: 'organisations.noSuchLogin' });
  await expect(county(addStaff, { id, ...person, toDay: '2026-02-01' })).rejects.toMatchObject({ code: 'organisations.endBeforeStart' });
  await expect(county(endStaff, { id, staffId: made.id, toDay: '2026-02-01', reason: '调走了，补录' })).rejects.toMatchObject({
    code: 'organisations.endBeforeStart',
  });
  expect(await county(endStaff, { id, staffId: made.id, toDay: '2026-06-30', reason: '轮换回县' })).toMatchObject({ toDay: '2026-06-30' });
  await county(addStaff, { id, ...person, name: '罗大雁' });
  await county(closeOrganisation, { id, closedOn: '2026-10-31', reason: '撤站合并' });
  expect((await county(readOrganisation, { id })).staff.map((s) => [s.name, s.toDay]).sort()).toEqual([
    ['罗大雁', '2026-10-31'],
    ['陈佩仪', '2026-06-30'],
  ]);
  await expect(county(addStaff, { id, ...person })).rejects.toMatchObject({ code: 'organisations.closedAlready' });
});
