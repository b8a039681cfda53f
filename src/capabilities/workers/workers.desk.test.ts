import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { deskParts, subscribers } from '#composition.ts';
import type { News } from '#platform/server/audit.ts';
import type { Db } from '#platform/server/store.ts';
import { testApp } from '#testApp.ts';
import { newDesk } from '../rosters/server/desk/fromSheets.ts';
import { lookAt } from '../rosters/server/desk/recheck.ts';
import { writtenBatch } from '../rosters/testing/batches.ts';
import { moveHome, registerWorker, saveCondition } from './contract.ts';
import { noteState } from './server/service.ts';
import { someone, VILLAGE } from './testing/folk.ts';

const [living] = deskParts.living;
const desk = subscribers.find((s) => s.name === 'rosters.desk')!;

const scene = async () => {
  const app = await testApp();
  const county = await app.as('平塘县人社局');
  const system = <T>(work: (db: Db) => Promise<T>) => app.store.transact<T>({ role: 'system' }, work);
  const look = (...ids: string[]) => system((db) => lookAt(db, app.services, living!, ids, 'sweep'));
  const findings = async (workerId?: string) =>
    (
      await system((db) =>
        sql<{ rule: string; state: string; home: string; reopened: number; words: { text: { zh: string } } }>`
          select rule, state, home, reopened, words from finding where ${workerId ?? null}::uuid is null or worker_id = ${workerId ?? null}::uuid order by rule`.execute(
          db,
        ),
      )
    ).rows;
  const told = (action: string, workerId: string) =>
    system((db) =>
      desk.handle({
        db,
        services: app.services,
        news: { auditId: 1, action, subject: { kind: 'worker', id: workerId }, subjects: [] } as unknown as News,
      }),
    );
  return { ...app, county, system, look, findings, told };
};

test('a doubt opens on save, closes when the fact is put right, and is the same row when it comes back', async () => {
  const { county, findings, told, look } = await scene();
  const { id } = await county(registerWorker, someone('班立冬'));
  await county(saveCondition, { id, ability: 'none', health: ['healthy'], education: 'primary' });
  await told('workers.saveCondition', id);
  expect(await findings(id)).toMatchObject([{ rule: 'V13', state: 'open', home: VILLAGE, reopened: 0 }]);
  // told twice: nothing changes
  await told('workers.saveCondition', id);
  expect((await look(id)).opened).toBe(0);
  await county(saveCondition, { id, ability: 'ordinary', health: ['healthy'], education: 'primary' });
  await told('workers.saveCondition', id);
  expect(await findings(id)).toMatchObject([{ rule: 'V13', state: 'closed' }]);
  await county(saveCondition, { id, ability: 'weak', health: ['healthy'], education: 'primary' });
  await told('workers.saveCondition', id);
  expect(await findings(id)).toMatchObject([{ rule: 'V13', state: 'open', reopened: 1 }]);
});

test('one telephone of two households is a doubt of both, and of neither once it is put right', async () => {
  const { county, findings, told, system } = await scene();
  const a = await county(registerWorker, someone('龙向前', { phone: '13800138021' }));
  const b = await county(registerWorker, someone('卢巧儿', { phone: '13800138021' }));
  await system(async (db) => {
    for (const [id, number] of [
      [a.id, 'H1'],
      [b.id, 'H2'],
    ] as const) {
      await sql`insert into household (id, number, home) values (gen_random_uuid(), ${number}, ${VILLAGE})`.execute(db);
      await sql`update worker_now set household_id = (select id from household where number = ${number}) where worker_id = ${id}::uuid`.execute(
        db,
      );
    }
  });
  await told('workers.addContact', a.id);
  expect((await findings()).map((f) => [f.rule, f.state])).toEqual([
    ['V02', 'open'],
    ['V02', 'open'],
  ]);
  expect((await findings(b.id))[0]!.words.text.zh).toBe('同一个联系电话登记在 2 户名下');
  await system((db) =>
    sql`update worker_contact set superseded = clock_timestamp() where worker_id = ${a.id}::uuid and superseded = 'infinity'`.execute(db),
  );
  await told('workers.withdrawFact', a.id);
  expect((await findings()).map((f) => f.state)).toEqual(['closed', 'closed']);
});

test('the home of a finding follows the person', async () => {
  const { county, services, findings, told, system, look } = await scene();
  const { id } = await county(registerWorker, someone('周石坎'));
  await system((db) => noteState(db, id, { working: 'working', workPlace: '440106000000', workSince: '2026-01-10' }));
  await look(id);
  expect(await findings(id)).toMatchObject([{ rule: 'V08', state: 'open', home: VILLAGE }]);
  await county(moveHome, { id, code: '522727101000', from: services.clock.today() });
  await told('workers.moveHome', id);
  expect(await findings(id)).toMatchObject([{ rule: 'V08', state: 'open', home: '522727101000' }]);
});

test('what a list raised and the register can answer is decided by the register', async () => {
  const { county, services, findings, look, system } = await scene();
  const { id } = await county(registerWorker, someone('黎青苗'));
  const fromLists = newDesk(deskParts);
  const batch = await system((db) => writtenBatch(db, services, { area: '522727000000' }));
  const raised = (rule: string) => ({
    rule,
    severity: 'doubt' as const,
    fields: ['labour'],
    text: { zh: '表上有疑点', en: 'a doubt of the list' },
  });
  await system((db) =>
    fromLists.open(db, services, batch, [
      { workerId: id, home: VILLAGE, place: { sheet: 0, row: 4, side: 0 }, findings: [raised('V13'), raised('V16')] },
    ]),
  );
  await look(id);
  // V13 the register answers: nothing wrong. V16 only lists know
  expect((await findings(id)).map((f) => [f.rule, f.state])).toEqual([
    ['V13', 'closed'],
    ['V16', 'open'],
  ]);
});
