// kill -9 of the process that counts a month: the next one goes on, and the digest is that of a month that nobody disturbed.
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { enqueue } from '#platform/server/jobs.ts';
import { keysOf, newKeyFile } from '#platform/server/keys.ts';
import { readWatermark } from '#platform/server/versions.ts';
import { newKillable, startChild } from '#platform/testing/killable.ts';
import { computeFreeze } from './server/freeze/computeJob.ts';
import { insertFreeze } from './server/freeze/deeds.ts';
import { getFreeze } from './server/freeze/freezes.ts';
import { preparePlaces } from './server/places.ts';
import { loadWorld } from './testing/loadWorld.ts';
import { readKitWorld } from './testing/readKit.ts';

const CHILD = fileURLToPath(new URL('testing/freezeChild.ts', import.meta.url));

test('killed again and again, the month comes out as if nothing had happened', async () => {
  const killable = await newKillable();
  const keys = keysOf(newKeyFile());
  try {
    const propose = (knownAt: string | null) =>
      killable.visit(async (store) => {
        const k = knownAt ?? (await readWatermark(store));
        const id = await store.transact({ role: 'system' }, async (db) => {
          const made = await insertFreeze(db, { month: '2022-09', origin: '450000000000', knownAt: k, today: '2026-11-27', by: null });
          await enqueue(db, keys, computeFreeze, { freezeId: made });
          return made;
        });
        return { id, k };
      });
    await killable.visit(async (store) => {
      await store.transact({ role: 'system' }, preparePlaces);
      await store.transact({ role: 'owner' }, (db) => loadWorld(db, readKitWorld()));
    });
    const { id, k } = await propose(null);
    for (const step of [2, 1, 4]) {
      const child = startChild(CHILD, killable.place, '300');
      await child.says(`after step ${step}`);
      await child.kill();
    }
    expect(await startChild(CHILD, killable.place, '0').ended).toBe(0);
    const killed = await killable.visit((store) => store.transact({ role: 'system' }, (db) => getFreeze(db, id)));
    expect(killed.state).toBe('proposed');
    await killable.visit((store) =>
      store.transact({ role: 'owner' }, (db) =>
        sql`update month_freeze set state = 'refused', refused = clock_timestamp(), reason = 'again'`.execute(db),
      ),
    );
    const again = await propose(k);
    expect(await startChild(CHILD, killable.place, '0').ended).toBe(0);
    const whole = await killable.visit((store) => store.transact({ role: 'system' }, (db) => getFreeze(db, again.id)));
    expect([whole.state, whole.digest]).toEqual(['proposed', killed.digest]);
  } finally {
    await killable.drop();
  }
});
