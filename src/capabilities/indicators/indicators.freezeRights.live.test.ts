// Who may not freeze: parts of a province, other provinces, whoever only reads, whoever has not entered the password again; and nothing by hand in the tables.
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { signedInAs } from '#capabilities/access/testing/people.ts';
import { approveFreeze, listSigningKeys, proposeFreeze, readFreeze, refuseFreeze, reportMonth, takeFrozenFile } from './contract.ts';
import { freezingWorld, GUANGDONG, GUANGXI, GUIZHOU } from './testing/freezing.ts';
import { readKitWorld } from './testing/readKit.ts';

test('neither a prefecture nor another province, neither an auditor nor a county proposes, approves, refuses, reports or takes the file', async () => {
  const { app, services, store, steering, propose } = await freezingWorld(readKitWorld());
  const [guangxi, guangdong] = [await steering(GUANGXI), await steering(GUANGDONG)];
  const seen = await propose(guangxi, '2022-09', GUANGXI);
  const as = (role: string, areaCode: string, steppedUp = true) =>
    signedInAs(app, services, { roles: [{ role, areaCode, relation: null }], steppedUp });
  const { id } = seen;
  const attempts = (digest: string) =>
    [
      [proposeFreeze, { month: '2022-07', origin: GUANGXI }],
      [approveFreeze, { id, side: 'origin', digest }],
      [approveFreeze, { id, side: 'host', digest }],
      [refuseFreeze, { id, reason: '不同意' }],
      [reportMonth, { id, to: '别处' }],
      [takeFrozenFile, { id, part: 'members' }],
      [takeFrozenFile, { id, part: 'cells' }],
    ] as const;
  const strangers = [
    ['steering', '451000000000', true, 'indicators.notYourSide'],
    ['steering', '440100000000', true, 'indicators.notYourSide'],
    ['steering', GUIZHOU, true, 'indicators.notYourSide'],
    ['county_bureau', '451022000000', true, 'platform.forbidden'],
    ['auditor', '', true, 'platform.forbidden'],
    ['system_admin', '', true, 'platform.forbidden'],
    ['steering', GUANGXI, false, 'access.stepUpNeeded'],
  ] as const;
  const all = async () => {
    for (const [role, area, fresh, code] of strangers) {
      const who = await as(role, area, fresh);
      for (const [endpoint, input] of attempts(seen.digest!)) {
        const error = await who(endpoint as typeof approveFreeze, input as never).then(
          () => ({ code: 'done' }),
          (e: { code: string }) => e,
        );
        // a file of a month that is not frozen yet is refused to everybody alike
        expect([code, 'indicators.notFrozen'], `${role} ${area} ${endpoint.id}`).toContain(error.code);
      }
    }
  };
  await all();
  expect((await guangxi(readFreeze, { id })).state).toBe('proposed');
  await guangxi(approveFreeze, { id, side: 'origin', digest: seen.digest! });
  await guangdong(approveFreeze, { id, side: 'host', digest: seen.digest! });
  await all();
  const done = await guangxi(readFreeze, { id });
  expect([done.state, done.reported, done.approvals.map((a) => [a.side, a.inPerson])]).toEqual([
    'frozen',
    null,
    [
      ['origin', true],
      ['host', true],
    ],
  ]);
  // a key tells its public half alone, whoever asks and whichever role of the database
  expect(Object.keys((await guangxi(listSigningKeys, {})).keys[0]!).sort()).toEqual([
    'algorithm',
    'created',
    'fingerprint',
    'id',
    'publicKey',
  ]);
  for (const role of ['app', 'figures'] as const)
    await expect(
      store.transact({ role }, (db) => sql`select private_sealed from signing_key`.execute(db)),
      role,
    ).rejects.toThrow(/permission denied/);
  for (const role of ['app', 'system', 'figures'] as const)
    for (const deed of [
      sql`delete from month_approval`,
      sql`update month_approval set digest = ''`,
      sql`delete from month_freeze`,
      sql`update month_freeze_series set members = 0`,
      sql`delete from frozen_member`,
      sql`update frozen_member set sex = '2'`,
      sql`update month_report set reported_to = ''`,
      sql`update month_freeze set known_at = now()`,
    ])
      await expect(
        store.transact({ role }, (db) => deed.execute(db)),
        `${role} ${JSON.stringify(deed.toOperationNode())}`,
      ).rejects.toThrow(/permission denied/);
  await expect(
    store.transact({ role: 'app' }, (db) =>
      sql`insert into frozen_member (chain_id, worker_id, seq, gone) values (1, gen_random_uuid(), 1, false)`.execute(db),
    ),
  ).rejects.toThrow(/permission denied/);
  // a line more, put in by the program's own role: the file is not made
  await store.transact({ role: 'system' }, (db) =>
    sql`insert into frozen_member (chain_id, worker_id, seq, gone, on_day, spell_id, origin, host, "where")
      select c.id, gen_random_uuid(), f.seq, false, '2022-05-01', gen_random_uuid(), '451022100200', '440111000000', 'guangdong'
      from frozen_chain c join month_freeze f on f.origin = c.origin and f.id = ${id}::uuid where c.series = 'I01/6'`.execute(db),
  );
  for (const part of ['cells', 'members'] as const)
    await expect(guangxi(takeFrozenFile, { id, part }), part).rejects.toMatchObject({ code: 'indicators.storedDiffers' });
});
