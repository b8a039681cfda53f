import { expect, test } from 'vitest';
import { registerWorker } from '#capabilities/workers/contract.ts';
import { someone, VILLAGE } from '#capabilities/workers/testing/folk.ts';
import { deskParts } from '#composition.ts';
import { testClock } from '#platform/testing/testServices.ts';
import { testApp } from '#testApp.ts';
import { listBatchDoubts, listDoubtPeople, listFindings, readFinding, takeSuggestion } from '../rosters/contract.ts';
import { openBatchDoubts } from '../rosters/server/desk/exemptions.ts';
import { newDesk } from '../rosters/server/desk/fromSheets.ts';
import { lookAt } from '../rosters/server/desk/recheck.ts';
import { writtenBatch } from '../rosters/testing/batches.ts';
import { listSpells } from './contract.ts';
import { addEvidence, addSpell } from './server/deeds.ts';
import { asSystem, spell } from './testing/facts.ts';

test('V07: the older of two spells ends where the newer one begins, where nothing better than a list says otherwise; the finding closes', async () => {
  const { as, store, services } = await testApp({ clock: testClock('2026-11-27T02:00:00Z') });
  const county = await as('平塘县人社局');
  const today = services.clock.today();
  const { id } = await county(registerWorker, someone('石阿朵'));
  const [older, newer] = await asSystem(store, today, async (deed) => [
    await addSpell(deed, id, spell({ start: '2026-03-02', startPrecision: 'day', employerWords: '启明电器' })),
    await addSpell(deed, id, spell({ start: '2026-07-02', startPrecision: 'day', employerWords: '云雀皮具' })),
  ]);
  const said = { says: 'in_post', template: '' } as const;
  await asSystem(store, today, async (deed) => {
    await addEvidence(deed, id, {
      ...said,
      spellId: older!,
      class: 1,
      coversFrom: '2026-03-02',
      coversTo: '2026-05-31',
      observed: '2026-06-10',
    });
    await addEvidence(deed, id, {
      ...said,
      spellId: newer!,
      class: 6,
      coversFrom: '2026-07-02',
      coversTo: '2026-08-31',
      observed: '2026-08-31',
    });
  });
  const look = () => store.transact({ role: 'system' }, (db) => lookAt(db, services, deskParts.living[0]!, [id], 'sweep'));
  await look();
  const finding = async () => (await county(listFindings, { rule: 'V07' })).items[0]!;
  const open = await finding();
  expect((await county(readFinding, { id: open.id })).suggestion).toMatchObject({
    text: { zh: '前一段（启明电器）结束在 2026-07-01（推定）' },
    reason: { zh: expect.stringContaining('有凭据的在岗只到 2026-05-31') },
  });
  // the host's station works on the finding, yet records no work
  expect((await (await as('白云劳务站'))(readFinding, { id: open.id }).catch(() => ({ suggestion: null }))).suggestion).toBeNull();
  await (await as('克度镇'))(takeSuggestion, { id: open.id, version: open.version });
  expect(await county(readFinding, { id: open.id })).toMatchObject({ state: 'closed', closedHow: 'corrected' });
  expect((await county(listSpells, { id })).spells.map((s) => [s.employer.name, s.ended, s.endInferred])).toEqual([
    ['云雀皮具', null, false],
    ['启明电器', '2026-07-01', true],
  ]);
});

test('a doubt about a whole list leads to the people it is about, the same for everybody, as far as the reader sees them', async () => {
  const { as, store, services } = await testApp({ clock: testClock('2026-11-27T02:00:00Z') });
  const county = await as('平塘县人社局');
  const today = services.clock.today();
  const ids: string[] = [];
  for (const name of ['石一', '石二', '石三', '石四']) ids.push((await county(registerWorker, someone(name))).id);
  const batch = await store.transact({ role: 'system' }, (db) =>
    writtenBatch(db, services, {
      area: '522727104000',
      report: [
        { rule: 'constants', severity: 'doubt', fields: ['monthlyIncome'], top: ['3500'], text: { zh: '都是 3,500 元', en: '3,500 yuan' } },
      ],
    }),
  );
  await asSystem(store, today, async (deed) => {
    for (const [i, id] of ids.entries())
      await addSpell({ ...deed, source: 'sheet', sourceRef: `${batch}#0!${i + 4}` }, id, spell({ payMonth: i === 3 ? 4200 : 3500 }));
  });
  await store.transact({ role: 'system' }, (db) => openBatchDoubts(db, batch, today));
  const [doubt] = (await county(listBatchDoubts, {})).items;
  const told = await county(listDoubtPeople, { id: doubt!.id, size: 2 });
  expect(told).toMatchObject({ total: 3, more: false });
  expect(told.items).toHaveLength(2);
  expect(told.items[0]).toMatchObject({ name: expect.stringMatching(/^石[一二三]$/), homeName: expect.any(String) });
  expect((await (await as('克度镇'))(listDoubtPeople, { id: doubt!.id, size: 2 })).items).toEqual(told.items);
  await expect((await as('独山县人社局'))(listDoubtPeople, { id: doubt!.id })).rejects.toMatchObject({ code: 'platform.notFound' });
});

test('a start nobody can read: the desk names the column, and the block of work says why there is no spell', async () => {
  const { as, store, services } = await testApp({ clock: testClock('2026-11-27T02:00:00Z') });
  const county = await as('平塘县人社局');
  const { id } = await county(registerWorker, someone('石五'));
  expect((await county(listSpells, { id })).without).toBe('');
  await store.transact({ role: 'system' }, async (db) => {
    const batch = await writtenBatch(db, services, { area: '522727104000' });
    const text = { zh: '没有 13 月', en: 'there is no month 13' };
    await newDesk(deskParts).open(db, services, batch, [
      {
        workerId: id,
        home: VILLAGE,
        place: { sheet: 0, row: 4, side: 0 },
        findings: [{ rule: 'unread', severity: 'doubt', fields: ['start'], text }],
      },
    ]);
  });
  expect((await county(listFindings, {})).items).toMatchObject([
    { text: { zh: '开始时间：没有 13 月', en: 'Start: there is no month 13' } },
  ]);
  expect((await county(listSpells, { id })).without).toBe('unread');
});
