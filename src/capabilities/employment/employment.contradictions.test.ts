// Evidence that contradicts itself, and lists from outside that contradict the record, stand on the desk until somebody puts them right.
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { recordDeath, registerWorker } from '#capabilities/workers/contract.ts';
import { someone } from '#capabilities/workers/testing/folk.ts';
import { testClock } from '#platform/testing/testServices.ts';
import { testApp } from '#testApp.ts';
import { listFindings, readFinding } from '../rosters/contract.ts';
import { lookAt } from '../rosters/server/desk/recheck.ts';
import { writtenBatch } from '../rosters/testing/batches.ts';
import { dropEvidence, finishSpell, listSpells, recordSpell, vouchSpell } from './contract.ts';
import { monthOfDay, monthsFrom } from './rulesMonths.ts';
import { writeLines } from './server/lists/lines.ts';
import { ledgerLiving } from './server/livingLedger.ts';
import { entry } from './testing/entries.ts';
import { OTHER, organisations, SUIWEI } from './testing/facts.ts';

const ready = async () => {
  const app = await testApp({ clock: testClock('2026-11-27T02:00:00Z') });
  await organisations(app.store, { [SUIWEI]: '穗味餐饮', [OTHER]: '另一家' });
  const county = await app.as('平塘县人社局');
  const { id } = await county(registerWorker, someone('石阿朵'));
  const { spellId } = await county(recordSpell, entry(id));
  const { store, services } = app;
  const look = () => store.transact({ role: 'system' }, (db) => lookAt(db, services, ledgerLiving, [id], 'sweep'));
  const open = async () => (await county(listFindings, {})).items.filter((f) => ledgerLiving.rules.some((r) => r.id === f.rule));
  /** Months that a list of the county names. */
  const listed = (organisationId: string, from: string, to: string) =>
    store.transact({ role: 'system', writesFacts: true }, async (db) => {
      const batchId = await writtenBatch(db, services, { area: '522727000000', name: '社保.xlsx' });
      const line = {
        ref: '',
        list: 'insurance',
        class: 1,
        employer: { main: organisationId, plain: '' },
        organisationId,
        employerWords: '',
        months: monthsFrom(monthOfDay(from), monthOfDay(to)),
        fromDay: null,
        toDay: null,
        payMonth: null,
        postWords: '',
        observed: to,
        batchNumber: 1,
      } as const;
      await writeLines(db, { batchId, recordedBy: null }, [
        { place: { sheet: 0, row: 4, side: 0 }, workerId: id, line, told: true, direct: false },
      ]);
    });
  return { ...app, county, id, spellId, look, open, listed };
};

test('evidence against better evidence, and an end before proved days, are one doubt; it closes once neither stands', async () => {
  const { county, id, spellId, look, open, as } = await ready();
  const say = { id, spellId, observed: '2026-11-20' } as const;
  await county(vouchSpell, { ...say, says: 'in_post', class: 4 });
  await look();
  expect(await open()).toEqual([]);

  const call = await county(vouchSpell, { ...say, says: 'not_in_post', class: 5, coversFrom: '2026-10-01', observed: '2026-11-25' });
  const spell = (await county(listSpells, { id })).spells[0]!;
  await county(finishSpell, { id, spellId, version: spell.version, ended: '2026-11-10', leaveReason: 'resigned' });
  await look();
  const [doubt] = await open();
  expect(await open()).toMatchObject([{ rule: 'evidenceConflict', severity: 'doubt', state: 'open' }]);
  expect(doubt!.text.zh).toContain('电话回访（2026-11-25）说到 2026-09-30，现按 2026-11-20');
  expect(doubt!.text.en).toContain('the recorded end says 2026-11-10, 2026-11-20 stands');
  expect(await county(readFinding, { id: doubt!.id })).toMatchObject({ sides: [{ label: { zh: '穗味餐饮' } }] });
  // what others said of other employers is nothing for the host
  expect((await (await as('白云劳务站'))(listFindings, {})).items.map((f) => f.rule)).not.toContain('evidenceConflict');

  await look();
  expect((await open())[0]).toMatchObject({ id: doubt!.id, version: doubt!.version });
  await county(dropEvidence, { id, spellId, evidenceId: call.evidenceId, reason: '电话打错了人' });
  const visit = (await county(listSpells, { id })).spells[0]!.evidence!.find((e) => e.class === 4)!;
  await look();
  expect((await open())[0]!.text.zh).not.toContain('电话回访');
  await county(dropEvidence, { id, spellId, evidenceId: visit.id, reason: '走访的是另一个人' });
  await look();
  expect(await open()).toEqual([]);
  expect(await county(readFinding, { id: doubt!.id })).toMatchObject({ state: 'closed', closedHow: 'corrected' });
});

test('insured elsewhere, after the end, after death: doubts of the record itself, whichever of list and record came last', async () => {
  const { county, id, spellId, look, open, listed } = await ready();
  await listed(OTHER, '2026-05-01', '2026-06-30');
  await look();
  expect(await open()).toMatchObject([{ rule: 'paidElsewhere', text: { zh: expect.stringContaining('2026-05～2026-06') } }]);
  // the record says now that it was over before: nothing is left to contradict
  const spell = (await county(listSpells, { id })).spells[0]!;
  await county(finishSpell, { id, spellId, version: spell.version, ended: '2026-04-20', leaveReason: 'resigned' });
  await look();
  expect(await open()).toEqual([]);

  await listed(SUIWEI, '2026-07-01', '2026-08-31');
  await listed(SUIWEI, '2026-07-01', '2026-08-31');
  await look();
  const left = await open();
  expect(left.map((f) => f.rule)).toEqual(['paidLeft']);
  // two lists, one sentence
  expect(left[0]!.text.en.match(/On record as having left/g)).toHaveLength(1);

  await county(recordDeath, { id, on: '2026-06-02', reason: '家属告知' });
  await look();
  expect((await open()).map((f) => f.rule)).toContain('paidDead');
});

test('whom a visit found gone is not at work again because a list still names them: state, page and figures by one fold', async () => {
  const { county, id, spellId, store } = await ready();
  const say = { id, spellId } as const;
  const state = () =>
    store.transact({ role: 'system' }, async (db) => {
      const { rows } = await sql<{ working: string; until: string | null; class: number | null }>`
        select working, verified_until as until, verified_class as class from worker_now where worker_id = ${id}::uuid`.execute(db);
      return rows[0];
    });
  await county(vouchSpell, { ...say, says: 'in_post', class: 5, observed: '2026-09-20' });
  expect(await state()).toEqual({ working: 'working', until: '2026-09-20', class: 5 });
  await county(vouchSpell, { ...say, says: 'not_in_post', class: 4, coversFrom: '2026-10-01', observed: '2026-10-02' });
  expect(await state()).toEqual({ working: 'not_working', until: null, class: null });
  await county(vouchSpell, { ...say, says: 'in_post', class: 6, observed: '2026-11-20' });
  expect(await state()).toEqual({ working: 'not_working', until: null, class: null });
  expect((await county(listSpells, { id })).spells[0]).toMatchObject({ state: 'stopped', verified: { until: '2026-09-30', class: 6 } });
  // the same class as the one that closed it, and soon after: still there after all
  await county(vouchSpell, { ...say, says: 'in_post', class: 4, observed: '2026-11-21' });
  expect(await state()).toEqual({ working: 'working', until: '2026-11-21', class: 4 });
});

test('whom the nightly look is about: whose spell, evidence, list or death is newer', async () => {
  const { county, id, spellId, store, listed } = await ready();
  const now = () =>
    store.transact({ role: 'system' }, async (db) => (await sql<{ at: string }>`select clock_timestamp() as at`.execute(db)).rows[0]!.at);
  const since = (instant: string) =>
    store.transact({ role: 'system' }, (db) => ledgerLiving.changedSince(db, { instant, day: '2026-11-26', today: '2026-11-27' }));
  let at = await now();
  expect(await since(at)).toEqual([]);
  const { evidenceId } = await county(vouchSpell, { id, spellId, says: 'in_post', class: 4, observed: '2026-11-20' });
  expect(await since(at)).toEqual([id]);
  at = await now();
  await county(dropEvidence, { id, spellId, evidenceId, reason: '记错了人' });
  expect(await since(at)).toEqual([id]);
  at = await now();
  await listed(OTHER, '2026-05-01', '2026-05-31');
  expect(await since(at)).toEqual([id]);
  expect(await since(await now())).toEqual([]);
  expect(await store.transact({ role: 'system' }, (db) => ledgerLiving.everybody(db, null, 10))).toEqual([id]);
  expect(await store.transact({ role: 'system' }, (db) => ledgerLiving.everybody(db, id, 10))).toEqual([]);
});
