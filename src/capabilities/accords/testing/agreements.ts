// Agreements for tests: who they are between, and how they come into force by the API alone.
import type { Input } from '#platform/contract.ts';
import type { Store } from '#platform/server/store.ts';
import { supersede } from '#platform/server/versions.ts';
import type { Caller } from '#platform/testing/caller.ts';
import { type Agreement, createAgreement, signAgreement } from '../contract.ts';

export const draft = (more: Partial<Input<typeof createAgreement>> = {}): Input<typeof createAgreement> => ({
  level: 'county',
  originCode: '522727000000',
  hostCode: '440111000000',
  title: '平塘县—白云区劳务协作协议（示例）',
  validFrom: '2022-01-01',
  validTo: '2027-12-31',
  programmes: ['cook', 'homeService'],
  covers: '有组织输送、稳岗服务（示例）',
  source: '协议原件（示例）',
  certainty: 'official',
  ...more,
});

/** Both sides sign what stands there. */
export const signedByBoth = async (
  origin: Caller,
  host: Caller,
  of: Agreement,
  days: { readonly origin: string; readonly host: string } = { origin: '2022-01-05', host: '2022-01-06' },
): Promise<Agreement> => {
  const { id, recorded: seen } = of;
  await origin(signAgreement, { id, seen, side: 'origin', post: '县人力资源和社会保障局局长', signedOn: days.origin });
  return host(signAgreement, { id, seen, side: 'host', post: '区人力资源和社会保障局局长', signedOn: days.host });
};
/** Made by the origin, signed by both. */
export const inForce = async (
  origin: Caller,
  host: Caller,
  more: Partial<Input<typeof createAgreement>> = {},
  days?: { readonly origin: string; readonly host: string },
): Promise<Agreement> => signedByBoth(origin, host, await origin(createAgreement, draft(more)), days);

/** As a correction did before a text could be laid beside the signed one: both signatures are void. Such agreements are on record. */
export const voided = (store: Store, id: string): Promise<void> =>
  store.transact({ role: 'system', writesFacts: true }, async (db) => {
    for (const side of ['origin', 'host'])
      await supersede(db, 'agreement_signature', { agreement_id: id, side }, { state: 'void', reason: '内容录错' });
  });
