// Who looked: read off the audit, for auditors and for the person themselves.
import { sql } from 'kysely';
import type { z } from 'zod';
import { keysReaching } from '#capabilities/access/server/service.ts';
import { notFound } from '#platform/problem.ts';
import type { Call } from '#platform/server/http.ts';
import { cappedTotal, pageOf } from '#platform/server/paging.ts';
import { auditTexts } from '../contract.ts';
import type { listLooks } from '../contractPerson.ts';
import { fieldsOf } from './rows.ts';

export const looks = async (call: Call, { id, cursor, size }: z.output<(typeof listLooks)['input']>) => {
  const { db, actor, services, today } = call;
  const { rows } = await sql<{ home: string }>`select home from worker_now where worker_id = ${id}::uuid`.execute(db);
  const home = rows[0]?.home;
  if (home === undefined || fieldsOf(actor, home, await keysReaching(db, id, today)).audit === undefined) throw notFound();
  const query = db
    .selectFrom('audit as a')
    .leftJoin('account as c', 'c.id', 'a.accountId')
    .select(['a.id', 'a.at', 'a.roles', 'a.action', 'a.area', 'c.displayName as by'])
    .where('a.subjectKind', '=', 'worker')
    .where('a.subjectId', '=', id);
  const page = await pageOf(services.keys, query, {
    list: `workers.listLooks ${id}`,
    sort: {
      by: [
        { column: 'a.at', key: 'at' },
        { column: 'a.id', key: 'id' },
      ],
      descending: true,
    },
    cursor,
    size,
  });
  return {
    ...page,
    items: page.items.map((r) => ({ ...r, by: r.by ?? '', action: auditTexts[r.action] ?? { zh: r.action, en: r.action } })),
    total: await cappedTotal(db, query),
  };
};
