// Agreements and items for tests of plans.
import type { Input } from '#platform/contract.ts';
import { newId } from '#platform/server/newId.ts';
import type { Store } from '#platform/server/store.ts';
import { insertVersion } from '#platform/server/versions.ts';
import type { openItem } from '../contractPlans.ts';

/** An agreement that both sides signed, written as the loader would; the tests of agreements themselves enter theirs by hand. */
export const signedAgreement = (
  store: Store,
  more: {
    readonly level?: string;
    readonly originCode?: string;
    readonly hostCode?: string;
    readonly validFrom?: string;
    readonly validTo?: string;
  } = {},
): Promise<string> =>
  store.transact({ role: 'system' }, async (db) => {
    const id = newId();
    await db.insertInto('agreement').values({ id }).execute();
    const fact = {
      level: 'county',
      originCode: '522727000000',
      hostCode: '440111000000',
      title: '平塘—白云劳务协作协议',
      validFrom: '2026-01-01',
      validTo: '2027-12-31',
      source: '测试',
      certainty: 'unverified',
      ...more,
    };
    const text = await insertVersion(db, 'agreement_fact', { agreementId: id, ...fact });
    for (const side of ['origin', 'host'])
      await insertVersion(db, 'agreement_signature', {
        agreementId: id,
        side,
        state: 'signed',
        post: '人力资源和社会保障局局长',
        signedOn: fact.validFrom,
        textRecorded: text,
      });
    return id;
  });

export const PINGTANG = { organisationId: null, name: '平塘县人力资源和社会保障局', areaCode: '522727000000' };
export const BAIYUN = { organisationId: null, name: '白云区人力资源和社会保障局', areaCode: '440111000000' };
export const itemFor = (planId: string, more: Partial<Input<typeof openItem>> = {}): Input<typeof openItem> => ({
  id: planId,
  title: '每周对账',
  outcome: '连续 12 周双方签过的对账单',
  origin: PINGTANG,
  host: BAIYUN,
  lead: 'origin',
  dueDay: '2026-12-20',
  ...more,
});
