// Agreements both sides signed, and targets both sides approved, without walking through every deed: for tests of what rests on them.
import { sql } from 'kysely';
import { newId } from '#platform/server/newId.ts';
import type { Store } from '#platform/server/store.ts';
import { insertVersion, supersede } from '#platform/server/versions.ts';

export interface SignedDraft {
  readonly level: 'province' | 'prefecture' | 'county';
  readonly originCode: string;
  readonly hostCode: string;
  readonly hostName?: string;
  readonly validFrom?: string;
  readonly validTo?: string;
  /** False: only the origin side. */
  readonly both?: boolean;
}
/** Returns its id. Runs in a transaction of its own, as `system`. */
export const signedAgreement = (store: Store, draft: SignedDraft): Promise<string> =>
  store.transact({ role: 'system', writesFacts: true }, async (db) => {
    const id = newId();
    await sql`insert into agreement (id) values (${id}::uuid)`.execute(db);
    const recorded = await insertVersion(db, 'agreement_fact', {
      agreement_id: id,
      level: draft.level,
      origin_code: draft.originCode,
      host_code: draft.hostCode,
      host_name: draft.hostName ?? '',
      title: `协作协议（示例）${draft.originCode}—${draft.hostCode}`,
      valid_from: draft.validFrom ?? '2021-01-01',
      valid_to: draft.validTo ?? '2026-12-31',
      source: '测试',
      certainty: 'official',
    });
    for (const side of draft.both === false ? ['origin'] : ['origin', 'host'])
      await insertVersion(db, 'agreement_signature', {
        agreement_id: id,
        side,
        state: 'signed',
        post: '局长',
        signed_on: draft.validFrom ?? '2021-01-01',
        text_recorded: recorded,
      });
    return id;
  });

/** A target as both sides agreed on it. */
export const agreedTarget = (
  store: Store,
  target: {
    readonly agreementId: string;
    readonly indicator: string;
    readonly year: number;
    readonly persons: number;
    readonly fromDay?: string;
  },
): Promise<void> =>
  store.transact({ role: 'system', writesFacts: true }, async (db) => {
    const proposal = newId();
    const fromDay = target.fromDay ?? `${target.year}-01-01`;
    await sql`insert into target_proposal (id, agreement_id, indicator, year, from_day, persons, side, reason, proposed_on, state, decided_side, decided_on, decided)
      values (${proposal}::uuid, ${target.agreementId}::uuid, ${target.indicator}, ${target.year}, ${fromDay}::date, ${target.persons}, 'origin', '测试', ${fromDay}::date,
        'approved', 'host', ${fromDay}::date, clock_timestamp())`.execute(db);
    const key = { agreement_id: target.agreementId, indicator: target.indicator, year: target.year, from_day: fromDay };
    const fact = { persons: target.persons, proposal_id: proposal };
    if ((await supersede(db, 'agreement_target', key, fact)) === undefined)
      await insertVersion(db, 'agreement_target', { ...key, ...fact });
  });
