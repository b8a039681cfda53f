// What the console mounts of enrolment and order classes.
import type { PageDef, SlotDef } from '#platform/web/pages.ts';
import { CLASS_HEAD, CLASS_SECTIONS, ENROL, MINE, ORDER, READ, SIGN_ORDER, TRAINEES } from '../../names.ts';

export const enrolmentPages: readonly PageDef[] = [
  { path: '/training/classes/:id/invite', can: ENROL, load: async () => (await import('./InvitePage.tsx')).InvitePage },
  { path: '/training/classes/:id/order', can: ORDER, load: async () => (await import('./OrderFormPage.tsx')).OrderFormPage },
  {
    path: '/training/orders',
    can: READ,
    load: async () => (await import('./OrdersPage.tsx')).OrdersPage,
    nav: { group: 'journey', text: { zh: '订单班', en: 'Order classes' }, icon: 'pact', order: 21 },
  },
  {
    path: '/training/promises',
    can: 'signedIn',
    load: async () => (await import('./PromisesPage.tsx')).PromisesPage,
    nav: { group: 'figures', text: { zh: '用工承诺', en: 'Promises kept' }, icon: 'check', order: 9 },
  },
  {
    path: '/training/mine',
    can: MINE,
    load: async () => (await import('./MinePage.tsx')).MinePage,
    nav: { group: 'journey', text: { zh: '我的培训', en: 'My training' }, icon: 'note', order: 20 },
  },
];
export const enrolmentSlots: readonly SlotDef[] = [
  { slot: CLASS_HEAD, id: 'training.promises', order: 10, can: READ, load: async () => (await import('./PromiseCards.tsx')).PromiseCards },
  {
    slot: CLASS_SECTIONS,
    id: 'training.people',
    order: 10,
    can: TRAINEES,
    load: async () => (await import('./PeoplePart.tsx')).PeoplePart,
  },
  { slot: CLASS_SECTIONS, id: 'training.order', order: 20, can: READ, load: async () => (await import('./OrderPart.tsx')).OrderPart },
  {
    slot: 'home.inbox',
    id: 'training.orders',
    order: 26,
    can: SIGN_ORDER,
    load: async () => (await import('./HomeOrders.tsx')).HomeOrders,
  },
];
