import { z } from 'zod';
import { endpoint, Instant, page, paged } from './contract.ts';
import { problem } from './problem.ts';

/** News that a subscriber could not take ten times: the administrator sees it and may try again. */
export const ParkedDelivery = z.object({
  id: z.int(),
  subscriber: z.string(),
  /** The audit row it tells of. */
  auditId: z.int(),
  action: z.string(),
  attempts: z.int(),
  parkedAt: Instant,
  /** Kind and code of the error; never its text, which may quote values. */
  error: z.string().nullable(),
});
export type ParkedDelivery = z.infer<typeof ParkedDelivery>;

export const notParked = problem('platform.notParked', 409, '这条通知已经不在停放中了', 'This delivery is no longer parked');

export const listParked = endpoint({
  id: 'platform.listParked',
  method: 'GET',
  path: '/deliveries/parked',
  can: 'platform.deliveries',
  summary: { zh: '送不出去的内部通知', en: 'Parked deliveries' },
  input: z.object(paged),
  output: page(ParkedDelivery),
});

export const retryDelivery = endpoint({
  id: 'platform.retryDelivery',
  method: 'POST',
  path: '/deliveries/:id/retry',
  can: 'platform.deliveries',
  summary: { zh: '再送一次', en: 'Try a parked delivery again' },
  input: z.object({ id: z.int() }),
  output: z.object({ id: z.int() }),
  problems: [notParked],
});

export const deliveryEndpoints = [listParked, retryDelivery] as const;
