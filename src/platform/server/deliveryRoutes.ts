import { listParked, notParked, retryDelivery } from '../deliveriesContract.ts';
import { retryParked } from './deliveries.ts';
import { handle, type Route } from './http.ts';
import { cappedTotal, pageOf } from './paging.ts';

export const deliveryRoutes: readonly Route[] = [
  handle(listParked, async ({ db, services }, { cursor, size }) => {
    const query = db
      .selectFrom('delivery')
      .innerJoin('audit', 'audit.id', 'delivery.auditId')
      .select(['delivery.id', 'delivery.subscriber', 'delivery.auditId', 'audit.action', 'delivery.attempts', 'delivery.error'])
      .select((eb) => eb.ref('delivery.parkedAt').$notNull().as('parkedAt'))
      .where('delivery.parkedAt', 'is not', null);
    const sort = {
      by: [
        { column: 'delivery.parked_at', key: 'parkedAt' },
        { column: 'delivery.id', key: 'id' },
      ],
      descending: true,
    } as const;
    const page = await pageOf(services.keys, query, { list: listParked.id, sort, cursor, size });
    return { ...page, total: await cappedTotal(db, query) };
  }),
  handle(retryDelivery, async (call, { id }) => {
    call.note({ subject: { kind: 'delivery', id: String(id) } });
    if (!(await retryParked(call.db, id))) throw notParked();
    call.afterCommit(() => call.services.jobs.wake());
    return { id };
  }),
];
