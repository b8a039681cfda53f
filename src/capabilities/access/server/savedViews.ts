import { changed, notFound } from '#platform/problem.ts';
import { type Call, handle, type Route } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import {
  createSavedView,
  deleteSavedView,
  editSavedView,
  listSavedViews,
  orderSavedViews,
  type SavedView,
  tooManyViews,
  VIEWS_PER_PAGE,
} from '../contractDesk.ts';

const COLUMNS = ['id', 'page', 'name', 'query', 'columns', 'position', 'version'] as const;

const listed = ({ db, actor }: Call, page: string): Promise<SavedView[]> =>
  db
    .selectFrom('savedView')
    .select(COLUMNS)
    .where('accountId', '=', actor.accountId!)
    .where('page', '=', page)
    .orderBy('position')
    .orderBy('name')
    .execute();

// Under row-level security as the account itself: another's view is simply not there.
export const savedViewRoutes: readonly Route[] = [
  handle(listSavedViews, async (call, { page }) => ({ items: await listed(call, page) })),
  handle(createSavedView, async (call, { page, name, query, columns }) => {
    const had = await listed(call, page);
    if (had.length >= VIEWS_PER_PAGE) throw tooManyViews({ limit: VIEWS_PER_PAGE });
    const id = newId();
    call.note({ subject: { kind: 'savedView', id }, details: { page } });
    const position = Math.max(-1, ...had.map((v) => v.position)) + 1;
    return call.db
      .insertInto('savedView')
      .values({ id, accountId: call.actor.accountId!, page, name, query, columns, position })
      .returning(COLUMNS)
      .executeTakeFirstOrThrow();
  }),
  handle(editSavedView, async (call, { id, version, name, query, columns }) => {
    const { db, actor } = call;
    call.note({ subject: { kind: 'savedView', id } });
    const edited = await db
      .updateTable('savedView')
      .set({
        ...(name === undefined ? {} : { name }),
        ...(query === undefined ? {} : { query }),
        ...(columns === undefined ? {} : { columns }),
        version: version + 1,
        changed: call.services.clock.now().toISOString(),
      })
      .where('id', '=', id)
      .where('accountId', '=', actor.accountId!)
      .where('version', '=', version)
      .returning(COLUMNS)
      .executeTakeFirst();
    if (edited) return edited;
    const now = await db
      .selectFrom('savedView')
      .select('changed')
      .where('id', '=', id)
      .where('accountId', '=', actor.accountId!)
      .executeTakeFirst();
    throw now ? changed({ by: actor.name, at: now.changed }) : notFound();
  }),
  handle(deleteSavedView, async (call, { id }) => {
    const { db, actor } = call;
    const gone = await db
      .deleteFrom('savedView')
      .where('id', '=', id)
      .where('accountId', '=', actor.accountId!)
      .returning('page')
      .executeTakeFirst();
    if (!gone) throw notFound();
    call.note({ subject: { kind: 'savedView', id }, details: { page: gone.page } });
    return {};
  }),
  handle(orderSavedViews, async (call, { page, ids }) => {
    for (const [position, id] of ids.entries())
      await call.db
        .updateTable('savedView')
        .set({ position })
        .where('id', '=', id)
        .where('page', '=', page)
        .where('accountId', '=', call.actor.accountId!)
        .execute();
    call.note({ details: { page } });
    return { items: await listed(call, page) };
  }),
];
