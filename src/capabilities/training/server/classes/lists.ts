import type { Output, Parsed } from '#platform/contract.ts';
import type { Call } from '#platform/server/http.ts';
import { cappedTotal, pageOf } from '#platform/server/paging.ts';
import type { ClassState, countClasses, listClasses } from '../../contract.ts';
import { knownCode } from '../places.ts';
import { type ClassFilter, seenClasses } from './queries.ts';
import { rowsOf } from './rows.ts';

/** Areas as twelve digits. */
export const narrowed = ({ origin, host, place, ...rest }: ClassFilter): ClassFilter => ({
  ...rest,
  ...(origin === undefined ? {} : { origin: knownCode(origin) }),
  ...(host === undefined ? {} : { host: knownCode(host) }),
  ...(place === undefined ? {} : { place: knownCode(place) }),
});

export const list = async (
  call: Call,
  { cursor, size, asOf, ...given }: Parsed<typeof listClasses>,
): Promise<Output<typeof listClasses>> => {
  const { db, services, actor, today } = call;
  const day = asOf ?? today;
  const filter = narrowed(given);
  const rows = seenClasses(db, actor, day, filter, today);
  const found = await pageOf(services.keys, rows, {
    list: `classes ${day} ${JSON.stringify(filter)}`.slice(0, 900),
    sort: {
      by: [
        { column: 'a.plan_from', key: 'planFrom' },
        { column: 'a.id', key: 'id' },
      ],
      descending: true,
    },
    cursor,
    size,
  });
  return {
    items: await rowsOf(db, found.items),
    total: await cappedTotal(db, rows),
    next: found.next,
    previous: found.previous,
    asOf: day,
  };
};

export const count = async (call: Call, { asOf }: Parsed<typeof countClasses>): Promise<Output<typeof countClasses>> => {
  const { db, actor, today } = call;
  const day = asOf ?? today;
  const states = await seenClasses(db, actor, day, {})
    .clearSelect()
    .select((e) => ['a.state', e.fn.countAll<string>().as('n'), e.fn.count<string>('a.orderKind').as('ordered')])
    .groupBy('a.state')
    .execute();
  const waiting = await seenClasses(db, actor, day, { waiting: true }, today)
    .clearSelect()
    .select((e) => e.fn.countAll<string>().as('n'))
    .executeTakeFirstOrThrow();
  return {
    asOf: day,
    total: states.reduce((sum, s) => sum + Number(s.n), 0),
    states: states.map((s) => ({ state: s.state as ClassState, count: Number(s.n) })),
    waiting: Number(waiting.n),
    order: states.reduce((sum, s) => sum + Number(s.ordered), 0),
  };
};
