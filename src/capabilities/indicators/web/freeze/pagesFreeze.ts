// What the console mounts of frozen months.
import type { PageDef } from '#platform/web/pages.ts';

export const freezePages: readonly PageDef[] = [
  {
    path: '/figures/freeze',
    can: 'indicators.read',
    load: async () => (await import('./FreezePage.tsx')).FreezePage,
    nav: { group: 'figures', text: { zh: '封账', en: 'Frozen months' }, icon: 'lock', order: 40 },
  },
  {
    path: '/figures/published',
    can: 'signedIn',
    load: async () => (await import('./PublishedPage.tsx')).PublishedPage,
    nav: { group: 'figures', text: { zh: '公布的数', en: 'Published figures' }, icon: 'check', order: 50 },
  },
  { path: '/figures/freeze/:id', can: 'indicators.read', load: async () => (await import('./FreezeOnePage.tsx')).FreezeOnePage },
  {
    path: '/figures/freeze/:id/difference',
    can: 'indicators.read',
    load: async () => (await import('./DifferencePage.tsx')).DifferencePage,
  },
];
