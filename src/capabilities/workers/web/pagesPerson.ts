import type { PageDef, SlotDef } from '#platform/web/pages.ts';

/** One person, and the desk of likely duplicates. */
export const personPages: readonly PageDef[] = [
  { path: '/workers/:id', can: 'workers.see', load: async () => (await import('./PersonPage.tsx')).PersonPage },
  {
    path: '/duplicates',
    can: 'workers.duplicates',
    load: async () => (await import('./DuplicatesPage.tsx')).DuplicatesPage,
    nav: { group: 'records', text: { zh: '重复档案', en: 'Duplicates' }, icon: 'doubt', order: 20, key: 'u' },
  },
  { path: '/duplicates/:id', can: 'workers.duplicates', load: async () => (await import('./DuplicatesPage.tsx')).OnePairPage },
];

export const personSlots: readonly SlotDef[] = [
  {
    slot: 'home.inbox',
    id: 'workers.duplicates',
    order: 20,
    can: 'workers.duplicates',
    load: async () => (await import('./HomeDuplicates.tsx')).HomeDuplicates,
  },
];
