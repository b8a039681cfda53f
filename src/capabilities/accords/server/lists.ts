import type { Parsed } from '#platform/contract.ts';
import type { Call } from '#platform/server/http.ts';
import { cappedTotal, pageOf } from '#platform/server/paging.ts';
import type { listAgreements } from '../contract.ts';
import { knownCode } from './places.ts';
import { type AgreementFilter, seenAgreements } from './queries.ts';
import { rowOf } from './read.ts';

/** Areas as twelve digits. */
export const narrowed = ({ origin, host, ...rest }: AgreementFilter): AgreementFilter => ({
  ...rest,
  ...(origin === undefined ? {} : { origin: knownCode(origin) }),
  ...(host === undefined ? {} : { host: knownCode(host) }),
});

export const list = async (call: Call, { cursor, size, asOf, ...given }: Parsed<typeof listAgreements>) => {
  const { db, services, actor, today } = call;
  const day = asOf ?? today;
  const filter = narrowed(given);
  const rows = seenAgreements(db, actor, day, filter);
  const found = await pageOf(services.keys, rows, {
    list: `agreements ${day} ${JSON.stringify(filter)}`.slice(0, 900),
    sort: {
      by: [
        { column: 'a.valid_from', key: 'validFrom' },
        { column: 'a.id', key: 'id' },
      ],
      descending: true,
    },
    cursor,
    size,
  });
  return {
    items: found.items.map((row) => rowOf(row, actor)),
    total: await cappedTotal(db, rows),
    next: found.next,
    previous: found.previous,
    asOf: day,
  };
};
