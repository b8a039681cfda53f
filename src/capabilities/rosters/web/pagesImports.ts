import type { PageDef, SlotDef } from '#platform/web/pages.ts';

/** Handing spreadsheets in, and the batches they become. */
export const importPages: readonly PageDef[] = [
  {
    path: '/imports',
    can: 'rosters.see',
    load: async () => (await import('./ImportsPage.tsx')).ImportsPage,
    nav: { group: 'records', text: { zh: '表格导入', en: 'Imports' }, icon: 'sheet', order: 1, key: 'i' },
  },
  { path: '/imports/:id', can: 'rosters.see', load: async () => (await import('./BatchPage.tsx')).BatchPage },
];

export const importSlots: readonly SlotDef[] = [
  {
    slot: 'home.inbox',
    id: 'rosters.waiting',
    order: 10,
    can: 'rosters.import',
    load: async () => (await import('./HomeBatches.tsx')).HomeBatches,
  },
  {
    slot: 'home.cards',
    id: 'rosters.handIn',
    order: 60,
    can: 'rosters.import',
    load: async () => (await import('./HomeHandIn.tsx')).HomeHandIn,
  },
];
