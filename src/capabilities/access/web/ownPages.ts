import type { PageDef, SlotDef } from '#platform/web/pages.ts';

/** Pages about oneself, for everybody. */
export const ownPages: readonly PageDef[] = [
  { path: '/notices', can: 'signedIn', load: async () => (await import('./NoticesPage.tsx')).NoticesPage },
  { path: '/settings', can: 'signedIn', load: async () => (await import('./SettingsPage.tsx')).SettingsPage },
];

export const ownSlots: readonly SlotDef[] = [
  { slot: 'home.inbox', id: 'access.inbox', order: 0, can: 'signedIn', load: async () => (await import('./HomeInbox.tsx')).HomeInbox },
  {
    slot: 'home.cards',
    id: 'access.account',
    order: 90,
    can: 'signedIn',
    load: async () => (await import('./HomeAccount.tsx')).HomeAccount,
  },
];
