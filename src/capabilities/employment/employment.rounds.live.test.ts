// Rounds over jobs and files: many in the background, a list taken out, filled in and handed in again, photographs.
import { randomUUID } from 'node:crypto';
import exceljs from 'exceljs';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { type Person, sessionFor } from '#capabilities/access/testing/people.ts';
import { commitBatch, listBatchRows, undoBatch } from '#capabilities/rosters/contract.ts';
import { engineApp } from '#capabilities/rosters/testing/engineApp.ts';
import { crowd } from '#capabilities/workers/testing/crowd.ts';
import type { Input } from '#platform/contract.ts';
import { downloadFile, uploadFile } from '#platform/filesContract.ts';
import { readJob } from '#platform/jobsContract.ts';
import { requestOf } from '#platform/requestOf.ts';
import { startJobRunner } from '#platform/server/jobRunner.ts';
import { until } from '#platform/testing/killable.ts';
import { sheets, sheetsModule } from '../../sheets.ts';
import { answerMany, answerRound, exportRound, listRound, ROUND_FILE, RoundExportResult, readRound } from './contractRounds.ts';
import { addEvidence, addSpell, endSpell } from './server/deeds.ts';
import { roundApplier } from './server/rounds/applier.ts';
import { asSystem, OTHER, organisations, SUIWEI, spell } from './testing/facts.ts';
import { inPost, standingRounds } from './testing/rounds.ts';

const begin = async () => {
  const world = await engineApp({ sheets, sheetsModule, appliers: [roundApplier] });
  const county = await world.as('平塘县人社局');
  await organisations(world.store, { [SUIWEI]: '穗味餐饮', [OTHER]: '另一家' });
  const runJobs = async (who: Person, jobId: string) => {
    const runner = startJobRunner(world.services, { pollMs: 10, alone: false });
    try {
      await until(async () => !['queued', 'running'].includes((await who(readJob, { id: jobId })).state), 'the job');
    } finally {
      await runner.stop();
    }
    return who(readJob, { id: jobId });
  };
  return { ...world, county, runJobs, today: world.services.clock.today() };
};

test('a factory of 250 is worked off in the background, once', async () => {
  const { as, services, store, county, runJobs, today } = await begin();
  const people = await crowd(services, 250);
  await asSystem(store, today, async (deed) => {
    for (const p of people) {
      const spellId = await addSpell(deed, p.id, spell({ organisationId: SUIWEI }));
      await addEvidence(deed, p.id, {
        spellId,
        class: 6,
        says: 'in_post',
        coversFrom: '2026-03-01',
        coversTo: '2026-10-31',
        observed: '2026-10-31',
        template: '',
      });
    }
  });
  const station = await as('白云劳务站');
  const kept = (await station(listRound, { size: 3 })).items.map((i) => i.spellId);
  const bulk: Input<typeof answerMany> = { id: randomUUID(), day: today, via: 'visit', whom: { employer: SUIWEI, except: kept } };
  const started = await station(answerMany, bulk);
  expect(started).toMatchObject({ answered: 0, jobId: expect.any(String) });
  expect(await runJobs(station, started.jobId!)).toMatchObject({ state: 'done', result: { answered: 247 } });
  expect((await station(readRound, {})).totals).toMatchObject({ total: 250, verified: 247, overdue: 3 });
  expect(await station(answerMany, bulk)).toMatchObject({ answered: 0, jobId: null });
  const { rows } = await store.transact({ role: 'owner' }, (db) =>
    sql<{ n: number }>`select count(*)::int as n from evidence where class = 4 and superseded = 'infinity'`.execute(db),
  );
  expect(rows[0]!.n).toBe(247);
  expect((await county(readRound, { side: 'home' })).totals).toMatchObject({ verified: 247 });
}, 120_000);

test('the list goes out with drop-downs, is filled in and comes back: answers are evidence, what is not mine is refused, and all of it can be taken back', async () => {
  const { app, as, services, store, county, runJobs, settle, hand, today } = await begin();
  const people = [];
  for (const name of ['石阿朵', '莫桂兰', '陆安平', '韦小满']) people.push(await inPost(county, store, today, { name }));
  const foreign = await inPost(county, store, today, { name: '岑有田', facts: { place: '440113000000', organisationId: OTHER } });
  const station = await as('白云区人社局');
  await expect(station(exportRound, { side: 'host' })).rejects.toMatchObject({ code: 'access.stepUpNeeded' });
  const fresh = await sessionFor(app, services, station.account, true);
  const { jobId } = await fresh(exportRound, { side: 'host' });
  const job = await runJobs(fresh, jobId);
  expect(job).toMatchObject({ state: 'done', result: { rows: 4, name: expect.stringContaining('在岗核验') } });
  const { fileId } = RoundExportResult.parse(job.result);
  const content = (await fresh(downloadFile, { id: fileId })) as unknown as Buffer;
  const book = new exceljs.Workbook();
  await book.xlsx.load(content as never);
  const list = book.worksheets[0]!;
  const heads = (list.getRow(1).values as unknown[]).map((v) =>
    typeof v === 'object' && v !== null
      ? (v as { richText: { text: string }[] }).richText
          .map((t) => t.text)
          .join('')
          .replace('*', '')
      : String(v ?? ''),
  );
  const at = (head: string) => heads.indexOf(head);
  expect(list.getCell(2, at('核验结果')).dataValidation).toMatchObject({ type: 'list', formulae: ['"还在,走了,没联系上"'] });
  expect(list.getCell(2, at('联系电话')).text).not.toMatch(/\d{11}/);
  const rowOf = (name: string) => [2, 3, 4, 5].find((r) => list.getCell(r, at('姓名')).text === name)!;
  const fill = (name: string, cells: Readonly<Record<string, string>>) => {
    for (const [head, value] of Object.entries(cells)) list.getCell(rowOf(name), at(head)).value = value;
  };
  fill('石阿朵', { 核验结果: '还在', 核验日期: '2026-11-20', 怎么核的: '打了电话' });
  fill('莫桂兰', {
    核验结果: '走了',
    核验日期: '2026-11-20',
    怎么核的: '见到本人（上门或视频）',
    最后上班日: '2026-11-10',
    原因: '本人辞职',
  });
  fill('陆安平', { 核验结果: '没联系上', 核验日期: '2026-11-20', 原因: '没人接' });
  // somebody else's row, and a day to come
  const extra = (name: string, id: string, day: string) => {
    const row = list.addRow([]);
    for (const [head, value] of Object.entries({ 姓名: name, 核验编号: id, 核验结果: '还在', 核验日期: day, 怎么核的: '打了电话' }))
      row.getCell(at(head)).value = value;
  };
  extra('岑有田', foreign.spellId, '2026-11-20');
  fill('韦小满', { 核验结果: '还在', 核验日期: '2026-11-20', 怎么核的: '打了电话', 姓名: '甲乙' });
  const before = await standingRounds(store);
  const judged = await hand(station, new Uint8Array(await book.xlsx.writeBuffer()), { name: '核验.xlsx' });
  expect(judged).toMatchObject({ state: 'judged', counts: { new: 3, refused: 2 } });
  const refused = (await station(listBatchRows, { id: judged.id, tab: 'refused' } as never)).items;
  expect(JSON.stringify(refused)).toContain('不在您这里核验');
  await station(commitBatch, { id: judged.id, version: judged.version });
  const written = await settle(station, judged.id);
  expect(written).toMatchObject({ state: 'written', counts: { new: 3 } });
  expect((await station(readRound, { side: 'host' })).totals).toMatchObject({ total: 4, verified: 1, left: 1, notReached: 1, overdue: 1 });
  expect((await station(listRound, { side: 'host', state: ['left'] })).items[0]).toMatchObject({
    closed: '2026-11-10',
    answers: [{ reason: 'resigned' }],
  });
  // the same file again says nothing new
  const again = await hand(station, new Uint8Array(await book.xlsx.writeBuffer()), { name: '核验.xlsx' });
  expect(again.counts).toMatchObject({ new: 0 });
  await station(undoBatch, { id: written.id, version: written.version });
  expect(await settle(station, written.id)).toMatchObject({ state: 'undone', counts: { undone: 3 } });
  expect(await standingRounds(store)).toEqual(before);
}, 120_000);

test('a list filled in by the home side records the ends with its "left"; taken back they are given back, but what was corrected since stays', async () => {
  const { app, services, store, county, runJobs, settle, hand, today } = await begin();
  const [a, b] = [await inPost(county, store, today, { name: '石阿朵' }), await inPost(county, store, today, { name: '莫桂兰' })];
  const ends = async () =>
    (
      await store.transact({ role: 'owner' }, (db) =>
        sql<{ ended: string | null }>`select ended from spell where superseded = 'infinity' and id = any (${[a.spellId, b.spellId]}::uuid[])
          order by id = ${b.spellId}::uuid`.execute(db),
      )
    ).rows.map((r) => r.ended);
  const fresh = await sessionFor(app, services, county.account, true);
  const { jobId } = await fresh(exportRound, { side: 'home' });
  const { fileId } = RoundExportResult.parse((await runJobs(fresh, jobId)).result);
  const book = new exceljs.Workbook();
  await book.xlsx.load((await fresh(downloadFile, { id: fileId })) as never);
  const list = book.worksheets[0]!;
  const heads = (list.getRow(1).values as unknown[]).map((v) => {
    const rich = (v as { richText?: { text: string }[] } | null)?.richText;
    return (rich ? rich.map((t) => t.text).join('') : String(v ?? '')).replace('*', '');
  });
  for (const row of [2, 3])
    for (const [head, value] of Object.entries({
      核验结果: '走了',
      核验日期: today,
      怎么核的: '打了电话',
      最后上班日: '2026-11-10',
      原因: '本人辞职',
    }))
      list.getCell(row, heads.indexOf(head)).value = value;
  const before = await standingRounds(store);
  const judged = await hand(county, new Uint8Array(await book.xlsx.writeBuffer()), { name: '核验.xlsx' });
  expect(judged).toMatchObject({ state: 'judged', counts: { new: 2 } });
  // said before it is submitted
  expect(JSON.stringify((await county(listBatchRows, { id: judged.id, tab: 'accepted' } as never)).items)).toContain(
    '同时登记离岗，最后在岗 2026-11-10',
  );
  await county(commitBatch, { id: judged.id, version: judged.version });
  const written = await settle(county, judged.id);
  expect(await ends()).toEqual(['2026-11-10', '2026-11-10']);
  expect((await county(readRound, { side: 'home' })).totals).toMatchObject({ total: 2, left: 2 });
  await asSystem(store, today, (deed) => endSpell(deed, { id: b.spellId, workerId: b.workerId }, '2026-11-08'));
  await county(undoBatch, { id: written.id, version: written.version });
  const undone = await settle(county, written.id);
  expect(undone).toMatchObject({ counts: { undone: 1 } });
  expect(await ends()).toEqual([null, '2026-11-08']);
  const of = (s: unknown, id: string) => (s as { rows: { r: { spell_id: string } }[] }).rows.find(({ r }) => r.spell_id === id);
  expect(of(await standingRounds(store), a.spellId)).toEqual(of(before, a.spellId));
}, 120_000);

/** A picture of one pixel; behind the start an EXIF segment that tells a place. */
const photograph = (): Buffer => {
  const jpeg = Buffer.from(
    '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
    'base64',
  );
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), Buffer.from('GPS 24.1 N 113.2 E, phone of somebody')]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(exif.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)]);
};

test('a photograph is kept without what it tells of place and device, and seen by whoever sees the answer', async () => {
  const { app, as, store, county, today } = await begin();
  const a = await inPost(county, store, today);
  const upload = async (who: Person): Promise<string> => {
    const reply = await app.inject({
      method: 'POST',
      url: requestOf(uploadFile, { name: '宿舍.jpg', purpose: ROUND_FILE }).url,
      headers: { 'content-type': 'application/octet-stream', cookie: [...who.jar].map(([k, v]) => `${k}=${v}`).join('; ') },
      payload: photograph(),
    });
    return (reply.json() as { id: string }).id;
  };
  const station = await as('白云劳务站');
  const fileId = await upload(station);
  await station(answerRound, { id: randomUUID(), spellId: a.spellId, answer: 'still', day: today, via: 'visit', fileId });
  const seen = (await county(downloadFile, { id: fileId })) as unknown as Buffer;
  expect(Buffer.from(seen).includes('GPS')).toBe(false);
  expect(Buffer.from(seen).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
  for (const who of ['独山县人社局', '穗味餐饮'] as const)
    await expect((await as(who))(downloadFile, { id: fileId })).rejects.toMatchObject({ code: 'platform.notFound' });
  // somebody else's file stands behind no answer of mine
  await expect(
    county(answerRound, { id: randomUUID(), spellId: a.spellId, answer: 'still', day: today, via: 'roster', fileId }),
  ).rejects.toMatchObject({ code: 'employment.roundFile' });
});
