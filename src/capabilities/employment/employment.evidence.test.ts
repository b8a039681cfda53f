import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { recordDeath, registerWorker } from '#capabilities/workers/contract.ts';
import { someone } from '#capabilities/workers/testing/folk.ts';
import { downloadFile } from '#platform/filesContract.ts';
import { addFile, storeContent } from '#platform/server/files.ts';
import { testClock } from '#platform/testing/testServices.ts';
import { testApp } from '#testApp.ts';
import {
  changePost,
  dropEvidence,
  dropSpell,
  EVIDENCE_FILE,
  finishSpell,
  listSpells,
  recordSpell,
  reviseSpell,
  vouchSpell,
} from './contract.ts';
import { recomputeVouched } from './server/vouched.ts';
import { entry } from './testing/entries.ts';
import { OTHER, organisations, SUIWEI } from './testing/facts.ts';

const ready = async () => {
  const app = await testApp({ clock: testClock('2026-11-27T02:00:00Z') });
  await organisations(app.store, { [SUIWEI]: '穗味餐饮', [OTHER]: '另一家' });
  const county = await app.as('平塘县人社局');
  const { id } = await county(registerWorker, someone('石阿朵'));
  const { spellId } = await county(recordSpell, entry(id));
  const pdf = async (accountId: string) => {
    const content = await storeContent(app.services, Buffer.from(`%PDF-1.7\n${accountId}\n%%EOF`), '花名册.pdf', EVIDENCE_FILE);
    return (await app.store.transact({ role: 'system' }, (db) => addFile(db, app.services.keys, content, accountId))).id;
  };
  return { ...app, county, id, spellId, pdf };
};

test('evidence covers what figures §2 says it covers: months whole, everything else from the start to the day it was observed', async () => {
  const { county, id, spellId, store } = await ready();
  const say = { id, spellId, says: 'in_post', observed: '2026-11-20' } as const;
  await county(vouchSpell, { ...say, class: 4 });
  await county(vouchSpell, { ...say, class: 5, coversFrom: '2026-05-02', coversTo: '2026-10-15', note: '电话 10 月 15 日打的' });
  await county(vouchSpell, { ...say, class: 1, coversFrom: '2026-04-18', coversTo: '2026-10-03', note: '社保系统查询' });
  const [spell] = (await county(listSpells, { id })).spells;
  expect(spell!.verified).toEqual({ until: '2026-11-20', class: 4 });
  expect(spell!.evidence!.map((e) => [e.class, e.coversFrom, e.coversTo]).sort()).toEqual([
    [1, '2026-04-01', '2026-10-31'],
    [4, '2026-03-01', '2026-11-20'],
    [5, '2026-05-02', '2026-10-15'],
  ]);

  // what better evidence outweighs is kept, told at once, and stands for nothing
  const call = await county(vouchSpell, { ...say, says: 'not_in_post', class: 5, coversFrom: '2026-10-01', observed: '2026-11-25' });
  expect(call.conflicts.map((c) => c.zh)).toEqual([expect.stringContaining('电话回访（2026-11-25）说到 2026-09-30，现按 2026-11-20')]);
  const ended = await county(finishSpell, { id, spellId, version: spell!.version, ended: '2026-11-10', leaveReason: 'resigned' });
  expect(ended.conflicts.map((c) => c.en)).toEqual(
    expect.arrayContaining([expect.stringContaining('the recorded end says 2026-11-10, 2026-11-20 stands')]),
  );

  const folded = () => store.transact({ role: 'system' }, (db) => recomputeVouched(db, null, 100));
  expect(await folded()).toMatchObject({ differed: 0 });
  const visit = spell!.evidence!.find((e) => e.class === 4)!;
  expect(visit.may).toEqual(['withdraw']);
  await county(dropEvidence, { id, spellId, evidenceId: visit.id, reason: '走访的是另一个人' });
  expect((await county(listSpells, { id })).spells[0]!.evidence!.map((e) => e.class)).not.toContain(4);
  expect(await folded()).toMatchObject({ differed: 0 });
  await expect(county(dropEvidence, { id, spellId, evidenceId: visit.id, reason: '再撤一次' })).rejects.toMatchObject({
    code: 'employment.noSuchEvidence',
  });
});

test('evidence that cannot be is refused with its own sentence, and nothing is written', async () => {
  const { county, id, spellId, store } = await ready();
  const refused = async (more: object, code: string) => {
    const told = await county(vouchSpell, { id, spellId, class: 4, says: 'in_post', observed: '2026-11-20', ...more }).catch(
      (e: { code: string; body: { text: { zh: string; en: string } } }) => e,
    );
    expect(told).toMatchObject({ code: `employment.${code}` });
    const { text } = (told as { body: { text: { zh: string; en: string } } }).body;
    expect(`${text.zh}${text.en}`).not.toMatch(/…|undefined/);
  };
  await refused({ observed: '2026-11-28' }, 'observedLater');
  await refused({ coversTo: '2026-11-28' }, 'coversLater');
  await refused({ coversTo: '2026-11-21' }, 'coversLater');
  // the month is not over: insurance for it would vouch for tomorrow
  await refused({ class: 1, coversFrom: '2026-11-01', note: '社保系统查询' }, 'coversLater');
  await refused({ coversFrom: '2026-10-02', coversTo: '2026-10-01' }, 'coversBackwards');
  await refused({ class: 2, coversFrom: '2026-01-01', coversTo: '2026-02-01', note: '流水' }, 'coversBeforeSpell');
  await refused({ class: 1, coversFrom: '2026-09-01' }, 'proofNeeded');
  await refused({ class: 3 }, 'proofNeeded');
  await refused({ class: 3, fileId: '00000000-0000-4000-8000-00000000dead' }, 'noSuchFile');
  await refused({ says: 'not_in_post', coversFrom: '2026-11-25' }, 'notInPostLater');
  await county(recordDeath, { id, on: '2026-07-10' });
  await refused({ class: 1, coversFrom: '2026-08-01', note: '社保系统查询' }, 'coversAfterDeath');
  await refused({}, 'coversAfterDeath');
  const { rows } = await store.transact({ role: 'system' }, (db) =>
    sql<{ n: number }>`select count(*)::int as n from evidence where worker_id = ${id}`.execute(db),
  );
  expect(rows[0]!.n).toBe(0);
  // the month of the death itself is paid
  await county(vouchSpell, {
    id,
    spellId,
    class: 1,
    says: 'in_post',
    coversFrom: '2026-07-01',
    observed: '2026-11-20',
    note: '社保系统查询',
  });
});

test('who may: home all, a host what happens there by visit and call, an employer the end and its own word, auditors and others nothing', async () => {
  const { as, county, id, spellId, pdf, clock, store } = await ready();
  const seen = async (who: typeof county) => (await who(listSpells, { id })).spells.find((s) => s.id === spellId)!;
  const station = await as('白云劳务站');
  const employer = await as('穗味餐饮');
  const auditor = await as('审计');
  const say = { id, spellId, says: 'in_post', observed: '2026-11-20' } as const;

  expect(await seen(station)).toMatchObject({ may: ['end', 'transfer', 'vouch'], mayVouch: [4, 5] });
  expect((await station(listSpells, { id })).mayRecord).toBe('host');
  await station(vouchSpell, { ...say, class: 4 });
  await expect(station(vouchSpell, { ...say, class: 1, note: '听说的' })).rejects.toMatchObject({ code: 'employment.notYourClass' });
  const { version } = await seen(station);
  await expect(station(reviseSpell, { ...entry(id), spellId, version, reason: '更正一下' })).rejects.toMatchObject({
    code: 'employment.notYourDeed',
  });
  await expect(station(dropSpell, { id, spellId, version, reason: '登错了' })).rejects.toMatchObject({ code: 'employment.notYourDeed' });
  await expect(
    station(recordSpell, entry(id, { place: '440113000000', organisationId: OTHER, start: '2026-11-01', besides: [spellId] })),
  ).rejects.toMatchObject({ code: 'employment.outsideHost' });

  // an employer: its own people, its own word
  expect(await seen(employer)).toMatchObject({ may: ['end', 'vouch'], mayVouch: [3, 6], evidence: [] });
  expect(await seen(employer)).not.toHaveProperty('verified');
  await employer(vouchSpell, { ...say, class: 6 });
  await expect(employer(vouchSpell, { ...say, class: 3, note: '盖了章' })).rejects.toMatchObject({ code: 'employment.fileNeeded' });
  const fileId = await pdf(employer.account.id);
  await employer(vouchSpell, { ...say, class: 3, fileId });
  expect((await seen(employer)).evidence!.map((e) => [e.class, e.source, e.fileId, e.may])).toEqual([
    [3, 'employer', fileId, ['withdraw']],
    [6, 'employer', null, ['withdraw']],
  ]);
  await expect(employer(recordSpell, entry(id))).rejects.toMatchObject({ status: 403 });
  await expect(employer(changePost, { ...entry(id, { start: '2026-11-01' }), spellId, version })).rejects.toMatchObject({ status: 403 });
  // the file behind evidence is open to whoever is told the evidence
  expect(String(await county(downloadFile, { id: fileId }))).toContain('%PDF');
  expect(String(await station(downloadFile, { id: fileId }))).toContain('%PDF');
  const elsewhere = await as('独山县人社局');
  await expect(elsewhere(downloadFile, { id: fileId })).rejects.toMatchObject({ status: 404 });

  // the visit of a station is not the employer's to withdraw, nor shown to it
  const visit = (await seen(county)).evidence!.find((e) => e.class === 4)!;
  await expect(employer(dropEvidence, { id, spellId, evidenceId: visit.id, reason: '不是这样' })).rejects.toMatchObject({
    code: 'employment.noSuchEvidence',
  });
  const list = (await seen(county)).evidence!.find((e) => e.class === 6)!;
  await expect(station(dropEvidence, { id, spellId, evidenceId: list.id, reason: '不是这样' })).rejects.toMatchObject({
    code: 'employment.notYourDeed',
  });
  expect((await seen(station)).evidence!.find((e) => e.id === visit.id)!.may).toEqual(['withdraw']);
  await expect(elsewhere(vouchSpell, { ...say, class: 5 })).rejects.toMatchObject({ status: 404 });
  expect(await seen(auditor)).toMatchObject({ may: [], mayVouch: [] });
  await expect(auditor(vouchSpell, { ...say, class: 5 })).rejects.toMatchObject({ status: 403 });
  await expect(auditor(finishSpell, { id, spellId, version, ended: '2026-11-01', leaveReason: 'home' })).rejects.toMatchObject({
    status: 403,
  });

  // the employer says that somebody left; the station then enters where they went on, and may mend what it entered
  await employer(finishSpell, { id, spellId, version: (await seen(employer)).version, ended: '2026-11-22', leaveReason: 'resigned' });
  expect((await seen(county)).corrections[0]).toMatchObject({ source: 'employer' });
  const next = await station(recordSpell, entry(id, { organisationId: OTHER, start: '2026-11-24' }));
  const theirs = (await station(listSpells, { id })).spells.find((s) => s.id === next.spellId)!;
  expect(theirs).toMatchObject({ source: 'station', may: ['correct', 'end', 'withdraw', 'transfer', 'vouch'] });
  await station(reviseSpell, {
    ...entry(id, { organisationId: OTHER, start: '2026-11-25' }),
    spellId: next.spellId,
    version: theirs.version,
    reason: '晚一天到岗',
  });

  expect(await store.transact({ role: 'system' }, (db) => recomputeVouched(db, null, 100))).toMatchObject({ differed: 0 });
  // of another employer's spell an employer hears what it hears of none
  await expect(employer(vouchSpell, { ...say, spellId: next.spellId, class: 6 })).rejects.toMatchObject({ code: 'employment.noSuchSpell' });
  // and after its window of its own neither
  clock.set('2027-01-10T02:00:00Z');
  await expect((await as('穗味餐饮'))(vouchSpell, { ...say, class: 6 })).rejects.toMatchObject({ status: 404 });
});
