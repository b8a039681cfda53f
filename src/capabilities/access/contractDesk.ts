// What lies on one's desk: notices 消息 and saved views 常用视图.
import { z } from 'zod';
import { endpoint, Id, Instant, line, named, page, paged, TextOut } from '#platform/contract.ts';
import { problem } from '#platform/problem.ts';

// Notices ---------------------------------------------------------------------------------------------------------------------------

export const Notice = z.object({
  id: Id,
  kind: z.string(),
  text: TextOut,
  /** A path of the console, or null. */
  link: z.string().nullable(),
  /** '' where it concerns no area. */
  areaCode: z.string(),
  created: Instant,
  read: Instant.nullable(),
});
export type Notice = z.infer<typeof Notice>;

export const listNotices = endpoint({
  id: 'access.listNotices',
  method: 'GET',
  path: '/notices',
  can: 'signedIn',
  summary: { zh: '我的消息', en: 'My notices' },
  input: z.object({ ...paged, unread: z.boolean().optional(), kind: z.string().max(80).optional() }),
  output: page(Notice),
});
export const countNotices = endpoint({
  id: 'access.countNotices',
  method: 'GET',
  path: '/notices/count',
  can: 'signedIn',
  summary: { zh: '未读消息数', en: 'How many notices are unread' },
  input: z.object({}),
  output: z.object({ unread: z.int() }),
});
export const readNotice = endpoint({
  id: 'access.readNotice',
  method: 'POST',
  path: '/notices/:id/read',
  can: 'signedIn',
  summary: { zh: '标为已读', en: 'Mark as read' },
  input: z.object({ id: Id }),
  output: z.object({ unread: z.int() }),
});
export const readAllNotices = endpoint({
  id: 'access.readAllNotices',
  method: 'POST',
  path: '/notices/read-all',
  can: 'signedIn',
  summary: { zh: '全部标为已读', en: 'Mark all as read' },
  input: z.object({}),
  output: z.object({ unread: z.int() }),
});

// Saved views -----------------------------------------------------------------------------------------------------------------------

export const tooManyViews = problem(
  'access.tooManyViews',
  409,
  '一页最多存 {limit} 个常用视图，请先删去不用的',
  'A page keeps at most {limit} saved views; delete one first',
);
export const viewNameTaken = problem('access.viewNameTaken', 409, '这一页已有同名的视图', 'This page already has a view of that name');
export const VIEWS_PER_PAGE = 30;

const PageKey = z.string().regex(/^[a-z][a-zA-Z0-9.-]{0,79}$/);
const ViewShape = {
  name: named(line(40), '视图名称', 'View name'),
  /** The list state of the URL, without `?`. */
  query: z.string().max(4000),
  columns: z.array(z.string().max(60)).max(60),
};
export const SavedView = z.object({ id: Id, page: z.string(), ...ViewShape, position: z.int(), version: z.int() });
export type SavedView = z.infer<typeof SavedView>;

export const listSavedViews = endpoint({
  id: 'access.listSavedViews',
  method: 'GET',
  path: '/saved-views',
  can: 'signedIn',
  summary: { zh: '我的常用视图', en: 'My saved views' },
  input: z.object({ page: PageKey }),
  output: z.object({ items: z.array(SavedView) }),
});
export const createSavedView = endpoint({
  id: 'access.createSavedView',
  method: 'POST',
  path: '/saved-views',
  can: 'signedIn',
  summary: { zh: '存为常用视图', en: 'Save a view' },
  input: z.object({ page: PageKey, ...ViewShape }),
  output: SavedView,
  problems: [tooManyViews, viewNameTaken],
});
export const editSavedView = endpoint({
  id: 'access.editSavedView',
  method: 'PATCH',
  path: '/saved-views/:id',
  can: 'signedIn',
  summary: { zh: '改常用视图', en: 'Edit a saved view' },
  input: z.object({
    id: Id,
    version: z.int(),
    name: ViewShape.name.optional(),
    query: ViewShape.query.optional(),
    columns: ViewShape.columns.optional(),
  }),
  output: SavedView,
  problems: [viewNameTaken],
});
export const deleteSavedView = endpoint({
  id: 'access.deleteSavedView',
  method: 'DELETE',
  path: '/saved-views/:id',
  can: 'signedIn',
  summary: { zh: '删去常用视图', en: 'Delete a saved view' },
  input: z.object({ id: Id }),
  output: z.object({}),
});
export const orderSavedViews = endpoint({
  id: 'access.orderSavedViews',
  method: 'PUT',
  path: '/saved-views/order',
  can: 'signedIn',
  summary: { zh: '排常用视图的次序', en: 'Order saved views' },
  input: z.object({ page: PageKey, ids: z.array(Id).max(VIEWS_PER_PAGE) }),
  output: z.object({ items: z.array(SavedView) }),
});

export const deskEndpoints = [
  listNotices,
  countNotices,
  readNotice,
  readAllNotices,
  listSavedViews,
  createSavedView,
  editSavedView,
  deleteSavedView,
  orderSavedViews,
] as const;
