// The desk with many findings: lists and counts walk an index for every viewer.
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { explainGuard } from '#capabilities/access/testing/explainGuard.ts';
import { type Persona, personas } from '#capabilities/access/testing/personas.ts';
import { actorWith } from '#capabilities/access/testing/probe.ts';
import type { Actor } from '#platform/server/actor.ts';
import { newTestDatabase } from '#platform/testing/databases.ts';
import { dutyCount, reached } from './server/desk/filters.ts';
import { queryOf } from './server/desk/list.ts';

const TODAY = '2026-11-27';
const MANY = 20_000;

test('every list and count of the desk walks an index, as village, county, province, host and auditor', async () => {
  const { store, drop } = await newTestDatabase();
  try {
    await store.transact({ role: 'system' }, (db) =>
      sql`insert into finding (id, worker_id, home, rule, severity, facts_hash, words, source, hosts, state, opened, first_opened, closed, closed_how)
        select gen_random_uuid(), gen_random_uuid(), (array['522727104213','522727101000','522726103001','520102001001','450102001001'])[1 + n % 5],
          (array['V02','V07','V08','V13','V19'])[1 + n / 5 % 5], 'doubt', 'r:x', '{"text":{"zh":"疑","en":"d"},"advice":null}'::jsonb, 'sweep', n % 2 = 0,
          case when n % 10 = 0 then 'open' else 'closed' end, ${TODAY}::date - (n % 60), ${TODAY}::date - (n % 60),
          case when n % 10 = 0 then null else ${TODAY}::date end, case when n % 10 = 0 then '' else 'corrected' end
        from generate_series(1, ${MANY}) n`.execute(db),
    );
    await store.transact({ role: 'owner' }, (db) => sql`analyze finding`.execute(db));
    const actors: readonly Persona[] = ['先进村', '克度镇', '平塘县人社局', '贵州省', '白云劳务站', '广州市', '审计'];
    for (const who of actors) {
      const actor: Actor = actorWith([personas[who]]);
      const ask = (query: Parameters<typeof explainGuard>[4]) => explainGuard(store, actor, TODAY, ['finding'], query);
      for (const more of [{}, { rule: 'V07' }, { band: 'older' as const }, { whose: 'office' as const }, { whose: 'duty' as const }])
        await ask((db) =>
          queryOf({ db, actor, today: TODAY }, { state: 'open', hints: true, ...more })
            .orderBy('finding.opened', 'desc')
            .orderBy('finding.id', 'desc')
            .limit(31),
        );
      await ask(() => sql`select rule, count(*) from finding where state = 'open' and ${reached(actor, TODAY, undefined)} group by rule`);
      await ask(() => dutyCount(actor));
    }
    expect(actors.length).toBeGreaterThan(5);
  } finally {
    await drop();
  }
});
