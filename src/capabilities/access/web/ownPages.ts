import type { PageDef, SlotDef } from '#platform/web/pages.ts';

/** Pages about oneself, for everybody. */
export const ownPages: readonly PageDef[] = [
  { path: '/notices', can: 'signedIn', load: async () => (await import('./NoticesPage.tsx')).NoticesPage },
  { path: '/settings', can: 'signedIn', load: async () => (await import('./SettingsPage.tsx')).SettingsPage },
];

export const ownSlots: readonly SlotDef[] = [
  { slot: 'home.inbox', id: 'access.looks', order: 30, can: 'access.watch', load: async () => (await import('./HomeWatch.tsx')).HomeLooks },
  {
    slot: 'home.inbox',
    id: 'access.parked',
    order: 31,
    can: 'platform.deliveries',
    load: async () => (await import('./HomeWatch.tsx')).HomeParked,
  },
  { slot: 'home.news', id: 'access.changes', order: 0, can: 'signedIn', load: async () => (await import('./HomeChanges.tsx')).HomeChanges },
  { slot: 'home.news', id: 'access.inbox', order: 10, can: 'signedIn', load: async () => (await import('./HomeInbox.tsx')).HomeInbox },
  {
    slot: 'home.lead',
    id: 'access.audit',
    order: 40,
    can: 'access.audit',
    load: async () => (await import('./HomeAudit.tsx')).HomeAudit,
  },
  {
    slot: 'home.cards',
    id: 'access.account',
    order: 90,
    can: 'signedIn',
    load: async () => (await import('./HomeAccount.tsx')).HomeAccount,
  },
];
