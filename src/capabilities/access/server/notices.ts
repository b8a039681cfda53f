import { type ExpressionBuilder, sql } from 'kysely';
import { fillText, notFound } from '#platform/problem.ts';
import type { Actor } from '#platform/server/actor.ts';
import { handle, type Route } from '#platform/server/http.ts';
import { cappedTotal, pageOf } from '#platform/server/paging.ts';
import type { Db } from '#platform/server/store.ts';
import type { Tables } from '#platform/server/tables.gen.ts';
import { countNotices, listNotices, readAllNotices, readNotice } from '../contractDesk.ts';
import type { AccessParts } from './parts.ts';

/** For one's account, or for a role one holds over an area that holds the notice's. */
const mine = (actor: Actor) => (eb: ExpressionBuilder<Tables & { n: Tables['notice'] }, 'n'>) =>
  eb.or([
    eb('n.accountId', '=', actor.accountId),
    ...actor.grants.map((g) =>
      eb.and([eb('n.role', '=', g.role), eb.or([eb('n.areaCode', '=', ''), eb.between('n.areaCode', g.area.from, g.area.to)])]),
    ),
  ]);
const noticesOf = (db: Db, actor: Actor) =>
  db
    .selectFrom('notice as n')
    .leftJoin('noticeRead as r', (j) => j.onRef('r.noticeId', '=', 'n.id').on('r.accountId', '=', actor.accountId))
    .where(mine(actor) as never);

export const unreadCount = async (db: Db, actor: Actor): Promise<number> => {
  const { n } = await noticesOf(db, actor)
    .where('r.at', 'is', null)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
};

export const noticeRoutes = ({ noticeTexts }: AccessParts): readonly Route[] => [
  handle(listNotices, async ({ db, actor, services }, { cursor, size, unread, kind }) => {
    let query = noticesOf(db, actor).select(['n.id', 'n.kind', 'n.params', 'n.link', 'n.areaCode', 'n.created', 'r.at as read']);
    if (unread !== undefined) query = query.where('r.at', unread ? 'is' : 'is not', null);
    if (kind) query = query.where('n.kind', '=', kind);
    const sort = {
      by: [
        { column: 'n.created', key: 'created' },
        { column: 'n.id', key: 'id' },
      ],
      descending: true,
    } as const;
    const page = await pageOf(services.keys, query, { list: `${listNotices.id} ${actor.accountId}`, sort, cursor, size });
    return {
      ...page,
      items: page.items.map(({ params, ...n }) => ({
        ...n,
        text: fillText(noticeTexts[n.kind] ?? { zh: n.kind, en: n.kind }, params as Record<string, unknown>),
      })),
      total: await cappedTotal(db, query),
    };
  }),
  handle(countNotices, async ({ db, actor }) => ({ unread: await unreadCount(db, actor) })),
  handle(readNotice, async (call, { id }) => {
    const { db, actor } = call;
    const found = await noticesOf(db, actor).select('n.id').where('n.id', '=', id).executeTakeFirst();
    if (!found) throw notFound();
    await db
      .insertInto('noticeRead')
      .values({ noticeId: id, accountId: actor.accountId! })
      .onConflict((c) => c.doNothing())
      .execute();
    call.note({ subject: { kind: 'notice', id } });
    return { unread: await unreadCount(db, actor) };
  }),
  handle(readAllNotices, async (call) => {
    const { db, actor } = call;
    const read = await db
      .insertInto('noticeRead')
      .columns(['noticeId', 'accountId'])
      .expression(
        noticesOf(db, actor)
          .where('r.at', 'is', null)
          .select(['n.id', sql<string>`${actor.accountId}::uuid`.as('account')]),
      )
      .onConflict((c) => c.doNothing())
      .returning('noticeId')
      .execute();
    call.note({ details: { read: read.length } });
    return { unread: 0 };
  }),
];
