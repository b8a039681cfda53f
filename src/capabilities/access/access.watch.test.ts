import exceljs from 'exceljs';
import { expect, test } from 'vitest';
import { sheetUnreadable } from '#platform/filesContract.ts';
import { forbidden, notFound } from '#platform/problem.ts';
import type { Caller } from '#platform/testing/caller.ts';
import { testApp } from '../../testApp.ts';
import { editMe, readMe, signIn, signOut, stepUp, stepUpNeeded } from './contract.ts';
import { commitAccountSheet, createAccount, previewAccountSheet, sheetDone } from './contractAccounts.ts';
import {
  countNotices,
  createSavedView,
  deleteSavedView,
  editSavedView,
  listNotices,
  listSavedViews,
  orderSavedViews,
  readAllNotices,
  readNotice,
  viewNameTaken,
} from './contractDesk.ts';
import {
  beginViewAs,
  endOverride,
  endViewAs,
  exportAudit,
  listOverrides,
  lookTooWide,
  overrideOpen,
  searchAudit,
  searchExports,
  takeOverride,
  viewAsRefused,
} from './contractWatch.ts';
import type { Person } from './testing/people.ts';
import { AREAS, ORG, personas } from './testing/personas.ts';

const code = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (e: { code?: string }) => e.code ?? String(e),
  );
const MINUTE = 60_000;

test('view-as: inside and below only; sees what they see, writes nothing, confirms nothing, ends; both stand in the record', async () => {
  const { as, store, clock } = await testApp();
  const county = await as('平塘县人社局');
  const town = await as('克度镇');
  const reason = '帮乡镇看为什么打不开';
  const begin = async (who: Person, to: Person) => code(who(beginViewAs, { accountId: to.account.id, reason }));
  for (const other of ['平塘县人社局', '独山县人社局', '黔南州', '系统管理员', '审计'] as const) {
    const answer = await begin(county, await as(other));
    expect([viewAsRefused.code, notFound.code], other).toContain(answer);
  }
  expect(await begin(county, county)).toBe(viewAsRefused.code);
  expect(await begin(await as('系统管理员'), town)).toBe(forbidden.code);
  // a school sees trainees of other counties: no way round one's own area
  const school = await as({ role: 'school', areaCode: AREAS.pingtang, relation: ORG.school });
  expect(await begin(await as('黔南州'), school)).toBe(viewAsRefused.code);

  const me = await county(beginViewAs, { accountId: town.account.id, reason });
  expect(me).toMatchObject({ account: { login: town.account.login }, viewedBy: { login: county.account.login }, steppedUpUntil: null });
  expect(me.permissions).not.toContain('access.viewAs');
  expect(await code(county(createAccount, { login: 'by-view-as', name: '不该有', role: personas.先进村 }))).toBe(forbidden.code);
  expect(await code(county(editMe, { version: 1, language: 'en' }))).toBe(forbidden.code);
  expect(await code(county(stepUp, { password: 'x' }))).toBe(forbidden.code);
  expect(await begin(county, await as('先进村'))).toBe(forbidden.code);
  await county(endViewAs, {});
  expect((await county(readMe, {})).account.login).toBe(county.account.login);
  const rows = await store.transact({ role: 'system' }, (db) =>
    db.selectFrom('audit').select(['action', 'accountId', 'viewAs']).where('action', 'like', 'access.%ViewAs').orderBy('id').execute(),
  );
  expect(rows.at(-1)).toEqual({ action: 'access.endViewAs', accountId: town.account.id, viewAs: county.account.id });
  expect((await town(listNotices, {})).items[0]!.text.zh).toContain(reason);
  // ends by itself, and at once where the ground is taken away
  await county(beginViewAs, { accountId: town.account.id, reason });
  clock.advance(29 * MINUTE);
  expect((await county(readMe, {})).viewedBy).not.toBeNull();
  clock.advance(2 * MINUTE);
  expect((await county(readMe, {})).viewedBy).toBeNull();
  await county(beginViewAs, { accountId: town.account.id, reason });
  await county(signOut, {});
});

test('a temporary look: reason, one county at most, four hours at most, at once, watched, ended by either', async () => {
  const { as, clock } = await testApp();
  const town = await as({ roles: [personas.克度镇], steppedUp: true, name: '罗干事' });
  const security = await as('安全管理员');
  const elsewhere = await as({ role: 'security_admin', areaCode: AREAS.guangdong, relation: null });
  const take = (more: object = {}) =>
    town(takeOverride, { areaCode: AREAS.dushan, reason: '跨县搬迁户核对登记情况', minutes: 60, ...more });
  expect(await code((await as('克度镇'))(takeOverride, { areaCode: AREAS.dushan, reason: '跨县搬迁户核对登记情况', minutes: 60 }))).toBe(
    stepUpNeeded.code,
  );
  expect(await code(take({ reason: '太短了' }))).toBe('platform.invalid');
  expect(await code(take({ minutes: 241 }))).toBe('platform.invalid');
  expect(await code(take({ areaCode: AREAS.qiannan }))).toBe(lookTooWide.code);
  expect(await code(take({ areaCode: '' }))).toBe(lookTooWide.code);
  const look = await take();
  expect(look).toMatchObject({ active: true, areaName: '贵州省黔南布依族苗族自治州独山县' });
  expect((await town(readMe, {})).override).toMatchObject({ id: look.id });
  expect(await code(take())).toBe(overrideOpen.code);
  const [notice] = (await security(listNotices, {})).items;
  expect(notice!.text.zh).toContain('罗干事');
  expect((await elsewhere(countNotices, {})).unread).toBe(0);
  expect((await security(listOverrides, { all: true, active: true })).items.map((o) => o.id)).toEqual([look.id]);
  expect((await elsewhere(listOverrides, { all: true })).items).toEqual([]);
  expect(await code(town(listOverrides, { all: true }))).toBe(notFound.code);
  expect(await code(elsewhere(endOverride, { id: look.id }))).toBe(notFound.code);
  expect((await security(endOverride, { id: look.id })).active).toBe(false);
  expect((await town(readMe, {})).override).toBeNull();
  await town(stepUp, { password: 'qing-shan-lü-shui-7' });
  await take({ minutes: 5 });
  clock.advance(6 * MINUTE);
  expect((await town(readMe, {})).override).toBeNull();
  await take();
  expect((await security(readNotice, { id: notice!.id })).unread).toBe(2);
  expect((await security(readAllNotices, {})).unread).toBe(0);
  expect(await code(town(readNotice, { id: notice!.id }))).toBe(notFound.code);
});

test('saved views are each one’s own', async () => {
  const { as } = await testApp();
  const [one, two] = [await as('平塘县人社局'), await as('平塘县人社局')];
  const save = (name: string) => one(createSavedView, { page: 'people', name, query: 'a=1', columns: ['name'] });
  const [a, b] = [await save('甲'), await save('乙')];
  expect(await code(save('甲'))).toBe(viewNameTaken.code);
  expect((await two(listSavedViews, { page: 'people' })).items).toEqual([]);
  expect(await code(two(editSavedView, { id: a.id, version: 1, name: '偷' }))).toBe(notFound.code);
  expect(await code(two(deleteSavedView, { id: a.id }))).toBe(notFound.code);
  await one(editSavedView, { id: a.id, version: 1, name: '丙' });
  expect(await code(one(editSavedView, { id: a.id, version: 1, name: '丁' }))).toBe('platform.changed');
  expect((await one(orderSavedViews, { page: 'people', ids: [b.id, a.id] })).items.map((v) => v.name)).toEqual(['乙', '丙']);
  await one(deleteSavedView, { id: b.id });
  expect((await one(listSavedViews, { page: 'people' })).items.map((v) => v.name)).toEqual(['丙']);
});

test('the audit: an auditor reads own areas, the audit administrator all; by actor, subject, action, day; exported with a watermark', async () => {
  const { as, call } = await testApp();
  const county = await as('平塘县人社局');
  const { account } = await county(createAccount, { login: 'kd-zhen-08', name: '新人', role: personas.克度镇 });
  await code(call(signIn, { login: county.account.login, password: 'wrong wrong' }));
  const auditor = await as({ roles: [personas.审计], steppedUp: true });
  const other = await as({ role: 'auditor', areaCode: AREAS.guangdong, relation: null });
  const admin = await as('审计管理员');
  const mine = await auditor(searchAudit, { actor: county.account.login });
  expect(mine.items.map((r) => r.action)).toEqual(['access.createAccount']);
  expect(mine.items[0]).toMatchObject({
    subjectId: account.id,
    text: { zh: '开账号' },
    account: { login: county.account.login },
    areaCode: AREAS.kedu,
  });
  expect((await auditor(searchAudit, { subjectKind: 'account', subjectId: county.account.id, outcome: 'refused' })).items).toMatchObject([
    { action: 'access.signIn', outcome: 'refused', details: { problem: 'access.wrongPassword' } },
  ]);
  expect((await auditor(searchAudit, { action: 'access.', areaCode: AREAS.kedu })).items).toHaveLength(1);
  expect((await auditor(searchAudit, { from: '2099-01-01' })).items).toEqual([]);
  expect((await other(searchAudit, {})).items).toEqual([]);
  expect((await admin(searchAudit, { size: 200 })).items.length).toBeGreaterThan(1);
  expect(await code(county(searchAudit, {}))).toBe(forbidden.code);
  expect(await code((await as('系统管理员'))(searchAudit, {}))).toBe(forbidden.code);
  // page by page, nothing twice, nothing lost
  const all = (await admin(searchAudit, { size: 200 })).items.map((r) => r.id);
  const paged: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await admin(searchAudit, { size: 1, ...(cursor ? { cursor } : {}) });
    paged.push(...page.items.map((r) => r.id));
    cursor = page.next ?? undefined;
  } while (cursor);
  expect(paged).toEqual(all);

  expect(await code(admin(exportAudit, {}))).toBe(stepUpNeeded.code);
  const file = Buffer.from((await auditor(exportAudit, { actor: county.account.login })) as unknown as Uint8Array).toString('utf8');
  const [first, head] = file.split('\r\n');
  expect(first).toContain(auditor.account.login);
  expect(head).toContain('操作');
  const watermark = /水印 (\w{10})/.exec(first!)![1]!;
  const [entry] = (await admin(searchExports, { watermark })).items;
  expect(entry).toMatchObject({
    what: 'access.audit',
    rows: 1,
    full: false,
    account: { login: auditor.account.login },
    text: { zh: '操作记录' },
  });
  expect((await other(searchExports, {})).items).toEqual([]);
});

// Accounts by sheet -----------------------------------------------------------------------------------------------------------------

const upload = async (person: Person, app: Awaited<ReturnType<typeof testApp>>['app'], content: Buffer, name = '账号.csv') => {
  const reply = await app.inject({
    method: 'POST',
    url: `/api${previewAccountSheet.path}?name=${encodeURIComponent(name)}`,
    headers: { cookie: [...person.jar].map(([k, v]) => `${k}=${v}`).join('; '), 'content-type': 'application/octet-stream' },
    payload: content,
  });
  return reply.json() as {
    id: string;
    good: number;
    bad: number;
    code?: string;
    ignored: string[];
    rows: { login: string; row: number; areaName: string; faults: { zh: string }[] }[];
  };
};
const read = async (person: Caller, id: string): Promise<string[][]> => {
  const book = new exceljs.Workbook();
  await book.xlsx.load((await person(commitAccountSheet, { id })) as unknown as Parameters<typeof book.xlsx.load>[0]);
  const rows: string[][] = [];
  book.worksheets[0]!.eachRow((r) => void rows.push((r.values as string[]).slice(1).map((v) => v ?? '')));
  return rows;
};

test('a dirty sheet: findings per row, good rows made, bad rows back with reasons, passwords once', async () => {
  const { app, as, call } = await testApp();
  const county = await as('平塘县人社局');
  await county(createAccount, { login: 'kd-old-01', name: '老同事', role: personas.克度镇 });
  const csv = [
    '平塘县账号申请表,,,,,',
    '用户名*,姓名,联系电话,岗位,行政区划,单位,备注',
    'kd-a-01,张三,138 0013 8000,乡镇人社所,522727104000,,新来',
    'KD-A-02,"李,四",,驻村干部,贵州省平塘县克度镇先进村,,',
    'kd-old-01,王五,,乡镇人社所,522727104,,',
    'kd-a-01,赵六,,乡镇人社所,522727104,,',
    'x,,1380013,镇长,火星,,',
    'kd-a-03,钱七,,县人社局,522727,,',
    ',,,,,,',
    'kd-a-04,孙八,,乡镇人社所,522726108000,,',
    '=cmd|1,周九,,乡镇人社所,522727104,,',
  ].join('\r\n');
  const shown = await upload(county, app, Buffer.from(csv, 'utf8'));
  expect({ good: shown.good, bad: shown.bad, ignored: shown.ignored }).toEqual({ good: 2, bad: 6, ignored: ['备注'] });
  const faults = Object.fromEntries(shown.rows.map((r) => [r.row, r.faults.map((f) => f.zh).join(' ')]));
  expect(faults[3]).toBe('');
  expect(faults[5]).toContain('已经有人用了');
  expect(faults[6]).toContain('和第 3 行重复');
  expect(faults[7]).toMatch(/登录名.*姓名.*手机.*镇长.*火星/);
  expect(faults[8]).toContain('不能在贵州省黔南布依族苗族自治州平塘县授予“县人社局”');
  expect(faults[10]).toContain('不能在');
  const stranger = await as('平塘县人社局');
  expect(await code(stranger(commitAccountSheet, { id: shown.id }))).toBe(sheetDone.code);
  const back = await read(county, shown.id);
  expect(back[0]!.slice(6)).toEqual(['结果', '初始密码（只此一次）', '失败原因']);
  const made = back.filter((r) => r[6] === '已开');
  expect(made.map((r) => r[0])).toEqual(['kd-a-01', 'KD-A-02']);
  expect(back.find((r) => r[0] === 'kd-old-01')![8]).toContain('已经有人用了');
  expect((await call(signIn, { login: 'kd-a-02', password: made[1]![7]! })).me.mustChangePassword).toBe(true);
  expect(await code(county(commitAccountSheet, { id: shown.id }))).toBe(sheetDone.code);
});

test('files that are no sheet get a sentence', async () => {
  const { app, as } = await testApp();
  const county = await as('平塘县人社局');
  const refused = async (content: Buffer) => (await upload(county, app, content)).code;
  expect(await refused(Buffer.alloc(0))).toBe(sheetUnreadable.code);
  expect(await refused(Buffer.from('PK\x03\x04 not a zip'))).toBe(sheetUnreadable.code);
  expect(await refused(Buffer.from('hello'))).toBe(sheetUnreadable.code);
  expect(await refused(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]))).toBe(sheetUnreadable.code);
  expect(await refused(Buffer.from(`登录名,姓名,角色,辖区\n${'a-1,名,驻村干部,1\n'.repeat(2001)}`))).toBe(sheetUnreadable.code);
  expect(await refused(Buffer.alloc(6 * 1024 * 1024, 65))).toBe('platform.tooLarge');
  // GB18030, as old WPS saves it: 登录名,姓名,角色,辖区 / a-01,张,驻村干部,火星
  const gb = Buffer.from('b5c7c2bcc3fb2cd0d5c3fb2cbdc7c9ab2ccfbdc7f80a612d30312cd5c52cd7a4b4e5b8c9b2bf2cbbf0d0c70a', 'hex');
  expect(await upload(county, app, gb)).toMatchObject({ good: 0, bad: 1 });
});
