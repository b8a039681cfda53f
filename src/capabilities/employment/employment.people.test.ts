import { expect, test } from 'vitest';
import { searchExports } from '#capabilities/access/contractWatch.ts';
import { personas } from '#capabilities/access/testing/personas.ts';
import { registerWorker } from '#capabilities/workers/contract.ts';
import { someone } from '#capabilities/workers/testing/folk.ts';
import { readSheet } from '#platform/server/sheetFile.ts';
import { testClock } from '#platform/testing/testServices.ts';
import { testApp } from '#testApp.ts';
import { exportPeople, finishSpell, listPeople, listSpells, recordSpell, vouchSpell } from './contract.ts';
import { entry } from './testing/entries.ts';
import { OTHER, organisations, SUIWEI } from './testing/facts.ts';

const NAMES = ['石阿朵', '莫桂兰', '陈谷雨', '韦小满'] as const;
const ready = async () => {
  const app = await testApp({ clock: testClock('2026-11-27T02:00:00Z') });
  await organisations(app.store, { [SUIWEI]: '穗味餐饮', [OTHER]: '另一家' });
  const county = await app.as('平塘县人社局');
  const ids: string[] = [];
  for (const [i, name] of NAMES.entries()) {
    const { id } = await county(registerWorker, someone(name, { phone: `1380000004${i}` }));
    await county(recordSpell, entry(id, { start: `2026-0${i + 3}-01`, post: '帮厨' }));
    ids.push(id);
  }
  const spellOf = async (id: string) => (await county(listSpells, { id })).spells[0]!;
  return { ...app, county, ids, spellOf };
};

test('who is in post, verified until when and by what, and who has left; by page, by name, overdue only', async () => {
  const { county, ids, spellOf, as } = await ready();
  const [first, second, third] = await Promise.all(ids.slice(0, 3).map(spellOf));
  await county(vouchSpell, { id: ids[0]!, spellId: first!.id, class: 4, says: 'in_post', observed: '2026-11-20' });
  await county(vouchSpell, { id: ids[1]!, spellId: second!.id, class: 5, says: 'in_post', observed: '2026-05-20' });
  await county(finishSpell, { id: ids[2]!, spellId: third!.id, version: third!.version, ended: '2026-10-31', leaveReason: 'home' });
  const told = await county(listPeople, { id: SUIWEI });
  expect(told.organisation).toEqual({ id: SUIWEI, name: '穗味餐饮' });
  expect(told.counts).toEqual({ now: 3, left: 1, unverified: 2 });
  expect(told.items.map((p) => [p.name, p.verified ?? null])).toEqual([
    ['韦小满', null],
    ['莫桂兰', { until: '2026-05-20', class: 5, fresh: false }],
    ['石阿朵', { until: '2026-11-20', class: 4, fresh: true }],
  ]);
  expect(told.items[0]).toMatchObject({
    post: '帮厨',
    homeName: { zh: expect.stringContaining('平塘县'), en: expect.stringContaining('Pingtang County') },
  });
  expect((await county(listPeople, { id: SUIWEI, state: 'left' })).items).toMatchObject([
    { name: '陈谷雨', ended: '2026-10-31', leaveReason: 'home' },
  ]);
  expect((await county(listPeople, { id: SUIWEI, unverified: true })).items.map((p) => p.name)).toEqual(['韦小满', '莫桂兰']);
  expect((await county(listPeople, { id: SUIWEI, q: '阿朵' })).items.map((p) => p.name)).toEqual(['石阿朵']);
  const page = await county(listPeople, { id: SUIWEI, size: 2 });
  const rest = await county(listPeople, { id: SUIWEI, size: 2, cursor: page.next! });
  expect([...page.items, ...rest.items].map((p) => p.name)).toEqual(told.items.map((p) => p.name));
  // another county sees nobody of them, a host those who work there
  expect((await (await as('独山县人社局'))(listPeople, { id: SUIWEI })).counts).toEqual({ now: 0, left: 0, unverified: 0 });
  expect((await (await as('白云劳务站'))(listPeople, { id: SUIWEI })).counts).toMatchObject({ now: 3, left: 1 });
  await expect((await as('培训学校'))(listPeople, { id: SUIWEI })).rejects.toMatchObject({ status: 403 });
});

test('an employer sees its own people by name, telephone and spell, confirms and ends, and asks for nobody else’s', async () => {
  const { as, county, ids, spellOf } = await ready();
  const employer = await as('穗味餐饮');
  const told = await employer(listPeople, { id: SUIWEI });
  expect(told.counts).toEqual({ now: 4, left: 0 });
  const one = told.items.find((p) => p.name === '石阿朵')!;
  expect(one).toMatchObject({ phoneMasked: '138****0040', confirmed: null, mayTell: true });
  for (const hidden of ['verified', 'homeName', 'stopped']) expect(one).not.toHaveProperty(hidden);
  await employer(vouchSpell, { id: ids[0]!, spellId: one.spellId, class: 6, says: 'in_post', observed: '2026-11-26' });
  expect((await employer(listPeople, { id: SUIWEI, q: '阿朵' })).items[0]).toMatchObject({ confirmed: '2026-11-26' });
  await employer(finishSpell, { id: ids[0]!, spellId: one.spellId, version: one.version, ended: '2026-11-26', leaveReason: 'contractEnd' });
  expect((await employer(listPeople, { id: SUIWEI })).counts).toEqual({ now: 3, left: 1 });
  expect((await spellOf(ids[0]!)).leaveReason).toBe('contractEnd');
  await expect(employer(listPeople, { id: SUIWEI, unverified: true })).rejects.toMatchObject({ status: 403 });
  await expect(employer(listPeople, { id: OTHER })).rejects.toMatchObject({ status: 404 });
  await expect(county(listPeople, { id: '00000000-0000-4000-8000-00000000dead' })).rejects.toMatchObject({ status: 404 });
});

test('as a spreadsheet: with step-up, watermarked, on record; an employer gets no more than the page shows', async () => {
  const { as } = await ready();
  const plain = await as('穗味餐饮');
  await expect(plain(exportPeople, { id: SUIWEI })).rejects.toMatchObject({ code: 'access.stepUpNeeded' });
  for (const [who, verifies] of [
    ['平塘县人社局', true],
    ['穗味餐饮', false],
  ] as const) {
    const stepped = await as({ name: who, roles: [personas[who]], steppedUp: true });
    const content = (await stepped(exportPeople, { id: SUIWEI })) as unknown as Buffer;
    const text = JSON.stringify(await readSheet(content));
    expect(text).toContain('石阿朵');
    expect(text).toContain('138****0040');
    expect(text.includes('核实到')).toBe(verifies);
    expect(text.includes('户籍县')).toBe(verifies);
  }
  const auditor = await as('审计管理员');
  const log = await auditor(searchExports, {});
  expect(log.items.filter((e) => e.what === 'employment.people').map((e) => e.rows)).toEqual([4, 4]);
});
