// Agreements for tests: who they are between, and how they come into force by the API alone.
import type { Input } from '#platform/contract.ts';
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
